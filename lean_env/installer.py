"""Putting a real Lean on this machine, in steps that are skipped where they are done already.

lean-interact knows which revision of the REPL serves which Lean, clones and builds it. Its own
projects are not used: they delete their folder when a step fails, and compile all of Mathlib for
hours where its cache could not be fetched.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lean_env.doctor import existing
from lean_env.installation import (
    INSTALL_LEAN_INTERACT,
    elan_home,
    find_executable,
    find_repl,
    find_toolchain,
    installed_package,
    lean_home,
    release,
    repl_cache,
)
from lean_env.project import read_project

# The newest Lean that the REPL, LeanDojo (numbered after it) and Mathlib all have a release for.
DEFAULT_RELEASE: Final = "v4.20.0"
ELAN_SCRIPT: Final = "https://raw.githubusercontent.com/leanprover/elan/master/elan-init.sh"
MATHLIB: Final = "https://github.com/leanprover-community/mathlib4.git"

_NO_NETWORK: Final = re.compile(
    r"resolve host|name resolution|resolve proxy|failed to connect|network is unreachable|"
    r"connection (?:refused|reset|timed out)|could not connect|couldn't connect|timed out|"
    r"no route to host|failed to lookup address|name or service not known|nameresolution|"
    r"max retries exceeded|nodename nor servname",
    re.IGNORECASE,
)
_DISK_FULL: Final = re.compile(r"no space left|disk quota exceeded", re.IGNORECASE)
_KEPT: Final = 8192  # characters of a command's last output, to say why it failed


class InstallError(RuntimeError):
    """A step that failed; the message is one line that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Size:
    """What a step fetches and what then lies on the disk, in GB, and who measured it."""

    download_gb: float
    disk_gb: float
    source: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `done` looks whether it is needed, `act` does it and raises `InstallError`.

    `quiet`: nothing is printed while it runs.
    """

    title: str
    size: Size
    done: Callable[[], bool]
    act: Callable[[], None]
    quiet: bool = False


# Published figures, the largest where they differ.
_ELAN_SIZE: Final = Size(0.01, 0.02, "a few MB")
_LEAN_SIZE: Final = Size(
    0.5,
    2.0,
    "180 MB fetched in 2023 and growing (leanprover/elan#99), 2 GB on disk in 2025 "
    "(opencompl/lean-mlir#1678)",
)
_SOURCES_SIZE: Final = Size(0.6, 0.6, "Mathlib's git history; not measured, an estimate")
_CACHE_SIZE: Final = Size(
    0.7,
    5.0,
    "700 MB fetched (Lean Zulip, #mathlib4, February 2026), 5 GB on disk in 2025 "
    "(opencompl/lean-mlir#1693)",
)
_REPL_SIZE: Final = Size(0.01, 0.1, "a few MB of sources, compiled here")
_SMALL: Final = Size(0.0, 0.0, "")


@dataclass(frozen=True, slots=True)
class Target:
    """The project to make ready; `managed`: it is ours to write."""

    project: Path
    toolchain: str
    managed: bool


def managed_target(version: str) -> Target:
    """The project that is made where the user has none: Mathlib of one Lean release."""
    name = release(version)
    return Target(lean_home() / "projects" / name, f"leanprover/lean4:{name}", managed=True)


def steps(target: Target, echo: Callable[[str], None]) -> list[Step]:
    """All steps for a target, in their order. `echo` gets the output of the commands."""
    run = _Runner(echo)
    root = target.project
    lake = _lake_commands(target)
    found = [
        Step(
            f"elan, into {elan_home()}",
            _ELAN_SIZE,
            lambda: find_executable("elan") is not None or _has_lean(target),
            lambda: _install_elan(run),
        ),
        Step(
            f"Lean, {target.toolchain}",
            _LEAN_SIZE,
            lambda: _has_lean(target),
            lambda: run(["elan", "toolchain", "install", target.toolchain], root),
        ),
    ]
    if target.managed:
        made = Step(f"a project, {root}", _SMALL, lambda: _written(target), lambda: _write(target))
        found.append(made)
    if target.managed or read_project(root).mathlib is not None:
        found += [
            # Never in a project that has its packages pinned: `lake update` would move the pins.
            Step(
                "Mathlib's sources",
                _SOURCES_SIZE,
                lambda: (root / "lake-manifest.json").is_file(),
                lambda: run([*lake, "update"], root),
            ),
            Step(
                "Mathlib's compiled files",
                _CACHE_SIZE,
                lambda: _mathlib_built(root),
                lambda: _get_cache(run, lake, root),
            ),
        ]
    found.append(
        Step(
            f"the Lean REPL for {release(target.toolchain)}",
            _REPL_SIZE,
            lambda: find_repl(target.toolchain, root) is not None,
            lambda: _build_repl(target, lake[0]),
            quiet=True,
        )
    )
    return found


def check_prerequisites(todo: Sequence[Step]) -> None:
    """Raise `InstallError` when the steps cannot succeed: no git, no lean-interact, a full disk."""
    if not todo:
        return
    if find_executable("git") is None:
        raise InstallError("git is not on PATH, and Lake and the REPL are fetched with it")
    needs_curl = any(step.size is _ELAN_SIZE or step.size is _CACHE_SIZE for step in todo)
    if needs_curl and find_executable("curl") is None:
        raise InstallError("curl is not on PATH, and elan and Mathlib's cache are fetched with it")
    if any(step.size is _REPL_SIZE for step in todo) and not installed_package("lean_interact"):
        raise InstallError(
            f"lean-interact, which builds the REPL, is not installed: {INSTALL_LEAN_INTERACT}"
        )
    where = existing(lean_home())
    free = shutil.disk_usage(where).free / 1e9
    needed = sum(step.size.disk_gb for step in todo)
    if free < needed:
        raise InstallError(
            f"{free:.1f} GB are free at {where} and about {needed:.1f} GB are needed: free some, "
            "or set PROVER_LEAN_HOME (and ELAN_HOME) to folders on another disk"
        )


def explain_failure(output: str) -> str:
    """Why a command failed, out of its last output: no network, a full disk, or its own words."""
    if _DISK_FULL.search(output):
        return "no space is left on the disk"
    lines = [line.strip() for line in re.split(r"[\r\n]+", output) if line.strip()]
    network = next((line for line in lines if _NO_NETWORK.search(line)), None)
    if network is not None:
        return f"the network cannot be reached ({_shortened(network)})"
    errors = [line for line in lines if re.match(r"(?:error|fatal|✖)\b", line, re.IGNORECASE)]
    chosen = (errors or lines)[-1:]
    return _shortened(chosen[0]) if chosen else "it printed nothing"


class _Runner:
    """Runs a command with elan's folder on PATH; its output goes to `echo` while it runs."""

    def __init__(self, echo: Callable[[str], None]) -> None:
        self._echo = echo

    def __call__(self, command: Sequence[str], folder: Path) -> None:
        """Raises `InstallError` when the command is not there or fails."""
        shown = " ".join(Path(command[0]).name if i == 0 else c for i, c in enumerate(command))
        executable = find_executable(command[0])
        if executable is None:
            raise InstallError(f"`{shown}`: {command[0]} is not on PATH")
        try:
            process = subprocess.Popen(
                [str(executable), *command[1:]],
                cwd=existing(folder),
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
        except OSError as error:
            raise InstallError(f"`{shown}`: {error.strerror or error}") from None
        tail = ""
        with process:
            assert process.stdout is not None
            # Not by lines: a progress bar has none until it ends.
            while piece := os.read(process.stdout.fileno(), 65536):
                text = piece.decode("utf-8", errors="replace")
                self._echo(text)
                tail = (tail + text)[-_KEPT:]
        if process.returncode != 0:
            raise InstallError(
                f"`{shown}` failed (exit code {process.returncode}): {explain_failure(tail)}"
            )


def environment() -> Mapping[str, str]:
    """This process's variables, with elan's folder on PATH, where a shell may not have it yet."""
    folder = str(elan_home() / "bin")
    path = os.environ.get("PATH", "")
    inside = folder in path.split(os.pathsep)
    return {**os.environ, "PATH": path if inside else f"{folder}{os.pathsep}{path}"}


def _lake_commands(target: Target) -> list[str]:
    """How to call the target's Lake: elan's shim chooses by the project's `lean-toolchain`."""
    toolchain = find_toolchain(target.toolchain)
    if find_executable("elan") is None and toolchain is not None:
        return [str(toolchain.bin / "lake")]
    return ["lake"]


def _has_lean(target: Target) -> bool:
    return find_toolchain(target.toolchain) is not None


def _mathlib_built(root: Path) -> bool:
    mathlib = read_project(root).mathlib
    return mathlib is not None and mathlib.built


def _install_elan(run: _Runner) -> None:
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "elan-init.sh"
        run(["curl", "-sSfL", "--retry", "2", "-o", str(script), ELAN_SCRIPT], Path(folder))
        # No toolchain (the next step takes the right one), and no change to the shell's files.
        run(
            ["sh", str(script), "-y", "--no-modify-path", "--default-toolchain", "none"],
            elan_home(),
        )
    if find_executable("elan") is None:
        raise InstallError(f"elan's installer ended well, but there is no elan in {elan_home()}")


def _written(target: Target) -> bool:
    return (target.project / "lakefile.toml").is_file()


def _write(target: Target) -> None:
    root = target.project
    try:
        root.mkdir(parents=True, exist_ok=True)
        (root / "lean-toolchain").write_text(target.toolchain + "\n", encoding="utf-8")
        # The lakefile last: with it the project counts as written.
        (root / "lakefile.toml").write_text(
            'name = "prover"\n\n[[require]]\nname = "mathlib"\n'
            f'git = "{MATHLIB}"\nrev = "{release(target.toolchain)}"\n',
            encoding="utf-8",
        )
    except OSError as error:
        raise InstallError(f"cannot write {root}: {error.strerror or error}") from None


def _get_cache(run: _Runner, lake: Sequence[str], root: Path) -> None:
    run([*lake, "exe", "cache", "get"], root)
    if not _mathlib_built(root):
        raise InstallError(
            "`lake exe cache get` ended well, but Mathlib's compiled files are not there: "
            f"cd {root} && lake exe cache get! fetches them anew"
        )


def _build_repl(target: Target, lake: str) -> None:
    import lean_interact
    from lean_interact.utils import logger

    executable = find_executable(lake)
    if executable is None:
        raise InstallError("lake is not on PATH")
    _remove_broken_clone()
    logger.setLevel("CRITICAL")  # what goes wrong is raised, too
    try:
        with _on_path():
            project = lean_interact.LocalProject(
                directory=str(target.project), lake_path=str(executable), auto_build=False
            )
            lean_interact.LeanREPLConfig(
                project=project, lake_path=str(executable), cache_dir=str(repl_cache())
            )
    except Exception as error:  # git's, lake's, the file system's: all are reasons to tell
        raise InstallError(f"building the REPL failed: {explain_failure(str(error))}") from error
    if find_repl(target.toolchain) is None:
        raise InstallError(f"building the REPL ended well, but there is none in {repl_cache()}")


def _remove_broken_clone() -> None:
    """Remove the REPL's sources where a clone was cut off: lean-interact would take them as whole.

    They are below `repl_cache`, which nobody else writes to.
    """
    for clone in repl_cache().glob("*/*/repl_clean_copy"):
        done = subprocess.run(
            ["git", "-C", str(clone), "rev-parse", "--verify", "--quiet", "HEAD^{commit}"],
            capture_output=True,
            env={**os.environ, "GIT_CEILING_DIRECTORIES": str(clone.parent)},
            check=False,
        )
        if done.returncode != 0:
            shutil.rmtree(clone)


@contextlib.contextmanager
def _on_path() -> Iterator[None]:
    before = os.environ.get("PATH")
    os.environ.update(environment())
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("PATH", None)
        else:
            os.environ["PATH"] = before


def _shortened(text: str, limit: int = 160) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
