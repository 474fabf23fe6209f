"""What of Lean is on this machine: executables, toolchains, REPLs. It looks, and installs nothing.

The `lean` and `lake` that elan puts on PATH are shims: run where their toolchain is missing, they
download it. So a toolchain is recognised by its folder, and only a `lean` that elan does not own is
ever asked for its version.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

# The commands that install them for this Python, whatever `python` on PATH is.
_PIP: Final = f"{shlex.quote(sys.executable)} -m pip install"
INSTALL_LEAN_INTERACT: Final = f"{_PIP} 'lean-interact>=0.6'"
INSTALL_LEAN_DOJO: Final = f"{_PIP} 'lean-dojo>=2.1'"
# Where `lake` puts the REPL's executable, below the REPL's folder.
REPL_BINARY: Final = Path(".lake/build/bin/repl")
_VERSION_TIMEOUT_S: Final = 1.0
_VERSION: Final = re.compile(r"version (\d+\.\d+\.\d+[^\s,)]*)")
_RELEASE: Final = re.compile(r"v?\d+\.\d+\.\d+.*|nightly-.*")


@dataclass(frozen=True, slots=True)
class Toolchain:
    """An installed Lean: its name as in `lean-toolchain` files, and the folder with `bin`."""

    name: str
    folder: Path

    @property
    def bin(self) -> Path:
        """The folder with `lean` and `lake`."""
        return self.folder / "bin"


@dataclass(frozen=True, slots=True)
class Repl:
    """A built Lean REPL, and the toolchain it was built with (None: it does not say)."""

    executable: Path
    toolchain: str | None


def elan_home() -> Path:
    """Where elan keeps itself and its toolchains."""
    return Path(os.environ.get("ELAN_HOME") or Path.home() / ".elan")


def lean_home() -> Path:
    """Where `prover lean install` puts its project and REPLs (`PROVER_LEAN_HOME` moves it)."""
    chosen = os.environ.get("PROVER_LEAN_HOME")
    if chosen:
        return Path(chosen)
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "curriculum-prover" / "lean"


def find_executable(name: str) -> Path | None:
    """An executable on PATH, or in elan's folder, which need not be on PATH."""
    found = shutil.which(name) or shutil.which(name, path=str(elan_home() / "bin"))
    return Path(found) if found else None


def program_version(executable: Path) -> str | None:
    """The version that `--version` prints; None when it prints none within a second."""
    try:
        done = subprocess.run(
            [str(executable), "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_VERSION_TIMEOUT_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = _VERSION.search(done.stdout) or re.search(r"(\d+\.\d+\.\d+\S*)", done.stdout)
    return found[1] if found and done.returncode == 0 else None


def qualified(toolchain: str) -> str:
    """A toolchain's full name: `v4.20.0` and `4.20.0` are `leanprover/lean4:v4.20.0`."""
    name = toolchain.strip()
    if ":" in name or not _RELEASE.fullmatch(name):
        return name
    return f"leanprover/lean4:{'v' + name if name[0].isdigit() else name}"


def release(toolchain: str) -> str:
    """The release a toolchain's name ends with: `v4.20.0` of `leanprover/lean4:v4.20.0`."""
    return qualified(toolchain).rpartition(":")[2]


def elan_toolchains() -> list[Toolchain]:
    """The toolchains that elan has, by name."""
    try:
        folders = sorted((elan_home() / "toolchains").iterdir())
    except OSError:
        return []
    return [
        Toolchain(folder.name.replace("---", ":").replace("--", "/"), folder)
        for folder in folders
        if (folder / "bin").is_dir()
    ]


def default_toolchain() -> str | None:
    """The toolchain that elan uses outside of projects; None when it has none."""
    try:
        settings = tomllib.loads((elan_home() / "settings.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    name = settings.get("default_toolchain")
    return qualified(name) if isinstance(name, str) and name != "none" else None


def find_toolchain(name: str) -> Toolchain | None:
    """The installed toolchain of that name: elan's, or a `lean` on PATH of that very release."""
    wanted = qualified(name)
    for toolchain in elan_toolchains():
        if toolchain.name == wanted:
            return toolchain
    own = lean_without_elan()
    return own if own is not None and release(own.name) == release(wanted) else None


def lean_without_elan() -> Toolchain | None:
    """The `lean` on PATH where elan does not manage it (a package of the system, nix)."""
    found = shutil.which("lean")
    if found is None:
        return None
    lean = Path(found)
    if lean.with_name("elan").exists() or lean.resolve().name.startswith("elan"):
        return None
    version = program_version(lean)
    # A `lean` of major version 3 is another language.
    if version is None or not version.startswith("4."):
        return None
    return Toolchain(qualified(version), lean.resolve().parent.parent)


def find_repls(project: Path | None = None) -> list[Repl]:
    """The built REPLs: of the project's packages, of `lean_home`, of lean-interact's own cache."""
    found: dict[Path, Repl] = {}
    for folder in _repl_folders(project):
        executable = folder / REPL_BINARY
        if executable.is_file() and os.access(executable, os.X_OK):
            found.setdefault(executable, Repl(executable, read_toolchain(folder)))
    return list(found.values())


def find_repl(toolchain: str, project: Path | None = None) -> Repl | None:
    """The built REPL for a toolchain: a REPL loads only files that its own release compiled."""
    wanted = qualified(toolchain)
    for repl in find_repls(project):
        if repl.toolchain == wanted:
            return repl
    return None


def repl_cache() -> Path:
    """Where lean-interact is told to keep the REPLs it builds."""
    return lean_home() / "repl"


def read_toolchain(folder: Path) -> str | None:
    """The toolchain that a folder's `lean-toolchain` names."""
    try:
        text = (folder / "lean-toolchain").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return None
    return qualified(text) if text else None


def installed_package(name: str) -> bool:
    """Whether a Python package can be imported; it is not imported for that."""
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def _repl_folders(project: Path | None) -> Iterator[Path]:
    if project is not None:
        yield project
        for name in ("repl", "REPL"):
            yield project / ".lake" / "packages" / name
    caches = [repl_cache()]
    spec = importlib.util.find_spec("lean_interact")
    if spec is not None and spec.origin is not None:
        caches.append(Path(spec.origin).parent / "cache")
    for cache in caches:
        # lean-interact: <cache>/<owner>/<repository>/repl_<revision>_lean-toolchain-<release>
        yield from sorted(cache.glob("*/*/repl_*_lean-toolchain-*"), reverse=True)
