"""Where a theorem stands: a repository at a commit, a file in it, and the theorem's full name."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from lean_env.installation import INSTALL_LEAN_DOJO, installed_package
from lean_env.settings import EnvSettings, split_command
from lean_env.types import StatementError, Theorem

_URL: Final = re.compile(r"(?:https?://|git@)\S+")
_NAMED: Final = re.compile(r"(?P<file>[^\s:]+\.lean):(?P<name>[^\s:]+)")
INSTALL: Final = (
    f"{INSTALL_LEAN_DOJO} (it needs Python below 3.13), or --dojo-python for a Python that has it"
)
_IMPORT: Final = re.compile(r"^import[ \t]+([\w.]+)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Location:
    """What LeanDojo needs to find a theorem. `repository` is a URL or an absolute path."""

    repository: str
    commit: str
    file: str
    name: str
    imports: tuple[str, ...] = ()
    """Modules to import besides the file's own."""


def named(text: str) -> Theorem:
    """The theorem that `Some/File.lean:Full.name` names. Raises `StatementError`."""
    found = _NAMED.fullmatch(text.strip())
    if found is None:
        given = f"'{text[:80]}'" if text.strip() else "an empty text"
        raise StatementError(
            f"{given} does not name a theorem of a repository "
            "(expected is its file and its full name, such as Some/File.lean:Nat.add_comm)"
        )
    path = PurePosixPath(found["file"])
    if path.is_absolute() or ".." in path.parts:
        raise StatementError(f"'{found['file']}' is no path inside a repository")
    return Theorem(found["name"], f"{path}:{found['name']}")


def locate(theorem: Theorem, settings: EnvSettings) -> Location:
    """Where the theorem stands in the repository of the settings.

    What its header imports is imported besides what its file does. Raises `StatementError`.
    """
    file, _, name = named(theorem.statement).statement.partition(":")
    repository = settings.repository
    if not _URL.fullmatch(repository):
        repository = str(Path(repository).resolve())
    imports = tuple(_IMPORT.findall(theorem.header))
    return Location(repository, settings.commit, file, name, imports)


def missing_repository(settings: EnvSettings) -> str | None:
    """What is wrong with the repository of the settings, as far as one sees without LeanDojo."""
    repository = settings.repository
    if not repository:
        return "give --repository, the git repository that holds the theorems (a URL or a folder)"
    if _URL.fullmatch(repository):
        return None if settings.commit else f"give --commit, the commit of {repository}"
    if not Path(repository).is_dir():
        return f"there is no folder {repository} (--repository; a URL begins with https://)"
    if not (Path(repository) / ".git").exists():
        return f"{repository} is no git repository (--repository)"
    return None


def missing_dojo(settings: EnvSettings) -> str | None:
    """Why LeanDojo cannot start, found without starting it; None where nothing is seen."""
    python = split_command(settings.dojo_python, "dojo_python")
    if not python:
        return None if installed_package("lean_dojo") else f"lean-dojo is not installed: {INSTALL}"
    return None if shutil.which(python[0]) else f"there is no program {python[0]} (--dojo-python)"
