"""Is a real Lean ready here? What is found, what is missing, and the command that mends it.

Nothing heavy is imported and nothing is downloaded or changed: on a machine without Lean the answer
takes a fraction of a second.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from lean_env.installation import (
    INSTALL_LEAN_DOJO,
    INSTALL_LEAN_INTERACT,
    default_toolchain,
    elan_home,
    elan_toolchains,
    find_executable,
    find_repl,
    find_repls,
    find_toolchain,
    installed_package,
    lean_home,
    lean_without_elan,
    program_version,
    release,
)
from lean_env.project import LakeProject, ProjectError, find_root, read_project

INSTALL: Final = "prover lean install"
# Mathlib with its cache 5 GB and Lean 1 to 2 GB: the sources stand in `lean_env.installer`.
DISK_NEEDED_GB: Final = 8.0
# One REPL with Mathlib loaded, and what Lean needs besides.
MEMORY_NEEDED_GB: Final = 8.0
_GB: Final = 1024.0**3


class State(Enum):
    """What was found: `MISSING` is needed for Lean, `OPTIONAL` would add something, `WARNING`
    may do and may not."""

    OK = "ok"
    MISSING = "missing"
    OPTIONAL = "optional"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked for. `mend` is a command or an instruction, empty where all is well."""

    what: str
    state: State
    detail: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A way of using the prover, whether it works here, and what it needs if not."""

    name: str
    works: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All findings; `project` is the folder they are about (None: there is no Lake project)."""

    project: Path | None
    findings: tuple[Finding, ...]
    jobs: tuple[Job, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing that real Lean needs is missing."""
        return not any(finding.state is State.MISSING for finding in self.findings)


def managed_project() -> Path | None:
    """The project that `prover lean install` made, newest release first; None without one."""
    made = [p for p in (lean_home() / "projects").glob("*") if (p / "lakefile.toml").is_file()]
    return max(made, key=lambda path: _age(path.name), default=None)


def diagnose(start: Path) -> Diagnosis:
    """Look for everything that a real Lean needs, for the Lake project round `start`."""
    root = find_root(start)
    own = root is not None
    root = root or managed_project()
    project = None
    findings: list[Finding] = []
    try:
        project = read_project(root) if root is not None else None
    except ProjectError as error:
        findings.append(Finding("project", State.MISSING, str(error), f"{_in(root)}lake update"))
    else:
        findings.append(_project(project, own=own, start=start))
    wanted = (project.toolchain if project else None) or default_toolchain()
    repl = _repl(wanted, root)
    # What the installer itself needs comes first, so that the commands work in their order.
    findings = [_git(), _lean_interact(repl), _elan(), *findings]
    findings += [_lean(wanted), _mathlib(project), repl, _lean_dojo(), _token(), *_machine()]
    return Diagnosis(root, tuple(findings), _jobs(findings))


def _git() -> Finding:
    git = find_executable("git")
    if git is None:
        return Finding("git", State.MISSING, "not on PATH", _system_package("git"))
    return Finding("git", State.OK, f"{program_version(git) or 'version unknown'}, {git}")


def _elan() -> Finding:
    elan = find_executable("elan")
    if elan is not None:
        version = program_version(elan) or "version unknown"
        if shutil.which("elan") is not None:
            return Finding("elan", State.OK, f"{version}, {elan}")
        detail = f"{version}, {elan}, not on PATH (prover finds it all the same)"
        return Finding("elan", State.OK, detail, f'export PATH="{elan.parent}:$PATH"')
    if lean_without_elan() is not None:
        return Finding("elan", State.OPTIONAL, "not here; Lean is installed without it", INSTALL)
    return Finding("elan", State.MISSING, f"not on PATH, not in {elan_home()}", INSTALL)


def _project(project: LakeProject | None, *, own: bool, start: Path) -> Finding:
    if project is None:
        return Finding(
            "project",
            State.MISSING,
            f"no lakefile in {start.resolve()} or above it, and none was installed",
            f"{INSTALL} (makes one with Mathlib), or --project DIR names yours",
        )
    whose = "" if own else " (made by prover lean install)"
    if project.toolchain is None:
        mend = f"{_in(project.root)}echo leanprover/lean4:vX.Y.Z > lean-toolchain"
        return Finding("project", State.MISSING, f"{project.root}: no lean-toolchain in it", mend)
    return Finding("project", State.OK, f"{project.root}, {project.toolchain}{whose}")


def _lean(wanted: str | None) -> Finding:
    """Lean and Lake, of the toolchain that is wanted (a project's, else the default)."""
    installed = [t.name for t in elan_toolchains()]
    have = f"installed: {', '.join(installed)}" if installed else "no toolchain is installed"
    if wanted is None:
        own = lean_without_elan()
        if own is None:
            return Finding("lean", State.MISSING, have, INSTALL)
        return _with_lake(own.name, own.bin)
    toolchain = find_toolchain(wanted)
    if toolchain is None:
        elan = find_executable("elan")
        mend = f"elan toolchain install {wanted}" if elan else INSTALL
        return Finding("lean", State.MISSING, f"{wanted} is not installed; {have}", mend)
    return _with_lake(toolchain.name, toolchain.bin)


def _with_lake(name: str, folder: Path) -> Finding:
    missing = [tool for tool in ("lean", "lake") if not (folder / tool).exists()]
    if missing:
        mend = f"elan toolchain uninstall {name} && elan toolchain install {name}"
        return Finding("lean", State.MISSING, f"{folder} lacks {' and '.join(missing)}", mend)
    return Finding("lean", State.OK, f"{name} with lake, {folder}")


def _mathlib(project: LakeProject | None) -> Finding:
    if project is None:
        return Finding("mathlib", State.MISSING, "no project that has it", INSTALL)
    mathlib, there = project.mathlib, _in(project.root)
    if mathlib is None:
        mend = f"{there}add it to the lakefile, then lake update && lake exe cache get"
        return Finding("mathlib", State.OPTIONAL, f"{project.root} does not require it", mend)
    if mathlib.folder is None:
        mend = f"{there}lake update && lake exe cache get"
        return Finding("mathlib", State.MISSING, "required by the project, not fetched yet", mend)
    revision = f"{mathlib.revision}, " if mathlib.revision else ""
    if not mathlib.built:
        detail = f"{revision}{mathlib.folder}: fetched, its compiled files are missing"
        return Finding("mathlib", State.MISSING, detail, f"{there}lake exe cache get")
    return Finding("mathlib", State.OK, f"{revision}{mathlib.folder}")


def _repl(wanted: str | None, root: Path | None) -> Finding:
    """The REPL of the wanted toolchain; one of another release cannot load the project's files."""
    mend = INSTALL if root is None else f"{INSTALL} --project {shlex.quote(str(root))}"
    if wanted is not None:
        repl = find_repl(wanted, root)
        if repl is not None:
            return Finding("repl", State.OK, f"built with {repl.toolchain}, {repl.executable}")
    others = sorted({repl.toolchain or "an unknown Lean" for repl in find_repls(root)})
    if others and wanted is not None:
        detail = f"none for {wanted} (there is one for {', '.join(others)}, which cannot serve it)"
    elif others:
        detail = f"built with {', '.join(others)}, but no toolchain to run it with"
    else:
        detail = f"none built{f' for {release(wanted)}' if wanted else ''}"
    return Finding("repl", State.MISSING, detail, mend)


def _lean_interact(repl: Finding) -> Finding:
    """lean-interact builds REPLs: where one is there already, it is not needed."""
    if installed_package("lean_interact"):
        return Finding("lean-interact", State.OK, _package_version("lean-interact"))
    state = State.OPTIONAL if repl.state is State.OK else State.MISSING
    detail = f"not installed; `{INSTALL}` builds the REPL with it"
    return Finding("lean-interact", state, detail, INSTALL_LEAN_INTERACT)


def _lean_dojo() -> Finding:
    if installed_package("lean_dojo"):
        return Finding("lean-dojo", State.OK, _package_version("lean-dojo"))
    detail = "not installed; --env dojo and `prover data trace` need it"
    if sys.version_info >= (3, 13):
        detail += ", and it needs a Python below 3.13"
        return Finding("lean-dojo", State.OPTIONAL, detail, "use Python 3.11 or 3.12")
    return Finding("lean-dojo", State.OPTIONAL, detail, INSTALL_LEAN_DOJO)


def _token() -> Finding:
    if os.environ.get("GITHUB_ACCESS_TOKEN"):
        return Finding("GitHub token", State.OK, "GITHUB_ACCESS_TOKEN is set")
    detail = "GITHUB_ACCESS_TOKEN is not set: tracing a repository may meet GitHub's rate limit"
    return Finding("GitHub token", State.OPTIONAL, detail, "export GITHUB_ACCESS_TOKEN=…")


def _machine() -> Iterator[Finding]:
    available = available_memory_gb()
    if available is None:
        yield Finding("memory", State.OK, "unknown on this system")
    elif available < MEMORY_NEEDED_GB:
        detail = f"{available:.1f} GB available; Lean with Mathlib may want {MEMORY_NEEDED_GB:.0f}"
        yield Finding("memory", State.WARNING, detail, "end other programs, or use fewer workers")
    else:
        yield Finding("memory", State.OK, f"{available:.1f} GB available")
    where = existing(lean_home())
    free = shutil.disk_usage(where).free / _GB
    if free < DISK_NEEDED_GB:
        detail = f"{free:.1f} GB free at {where}; Lean with Mathlib takes {DISK_NEEDED_GB:.0f}"
        mend = "free some, or export PROVER_LEAN_HOME=… to another disk"
        yield Finding("disk", State.WARNING, detail, mend)
    else:
        yield Finding("disk", State.OK, f"{free:.1f} GB free at {where}")


def available_memory_gb() -> float | None:
    """Memory that programs may still take; None where the system does not tell."""
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024 / _GB
    except (OSError, ValueError):
        pass
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / _GB
    except (AttributeError, ValueError, OSError):
        return None


def existing(path: Path) -> Path:
    """The nearest folder above `path` that is there already."""
    for folder in (path, *path.parents):
        if folder.is_dir():
            return folder
    return Path.cwd()


def _jobs(findings: list[Finding]) -> tuple[Job, ...]:
    bad = {f.what for f in findings if f.state in (State.MISSING, State.OPTIONAL)}

    def job(name: str, needs: tuple[str, ...], what: str) -> Job:
        lacking = [need for need in needs if need in bad]
        detail = what if not lacking else f"{what}: needs {', '.join(lacking)}"
        return Job(name, not lacking, detail)

    # A project without Mathlib is fine where nothing of it is imported.
    bad -= {f.what for f in findings if f.what == "mathlib" and f.state is State.OPTIONAL}
    repl = ("project", "lean", "mathlib", "repl")
    return (
        Job("--env embedded", True, "prove, check, evaluate and train need no Lean"),
        job("--env repl", repl, "prove, check, evaluate and train in Lean"),
        job("prover lean prove, check", repl, "files of a Lake project"),
        job("--env dojo", ("git", "lean", "lean-dojo"), "theorems of a traced repository"),
        # Nothing tells where a lean-gym is but its command.
        Job("--env lean-gym", False, "real Lean 3: needs --lean-gym-cmd, what starts a lean-gym"),
        job("prover data trace", ("git", "lean", "lean-dojo"), "proof steps of a repository"),
        Job("prover data import", True, "LeanDojo Benchmark JSON needs no Lean"),
    )


def _package_version(name: str) -> str:
    import importlib.metadata  # takes as long as all the rest, and is rarely needed

    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "version unknown"


def _system_package(name: str) -> str:
    for manager in ("apt-get", "dnf", "pacman", "brew"):
        if shutil.which(manager):
            match manager:
                case "pacman":
                    return f"sudo pacman -S {name}"
                case "brew":
                    return f"brew install {name}"
                case _:
                    return f"sudo {manager} install {name}"
    return f"install {name} with the system's package manager"


def _age(name: str) -> list[int]:
    """Orders releases: v4.9.0, v4.20.0-rc1, v4.20.0-rc2, v4.20.0."""
    base, _, candidate = name.partition("-")
    numbers = [int(n) for n in re.findall(r"\d+", base)]
    # A release comes after all its candidates.
    return [*numbers, *map(int, re.findall(r"\d+", candidate) or [10**9])]


def _in(root: Path | None) -> str:
    return "" if root is None else f"cd {shlex.quote(str(root))} && "
