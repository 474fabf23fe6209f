"""The command line that starts lean-gym, given as one would type it."""

from __future__ import annotations

import re
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_ASSIGNMENT: Final = re.compile(r"[A-Za-z_]\w*=")
_OPERATORS: Final = frozenset("();<>|&")


@dataclass(frozen=True, slots=True)
class Launch:
    """A program with its arguments, the folder it runs in, and variables added for it."""

    arguments: tuple[str, ...]
    cwd: Path | None
    variables: tuple[tuple[str, str], ...] = ()


def read_command(line: str) -> Launch:
    """Read `[cd DIR &&] [NAME=VALUE …] PROGRAM [ARGUMENT …]`, quoted as in a shell.

    No shell runs it, so that the process can be ended with everything it started; `~` at the
    beginning of a word is the home folder. Raises `ValueError` for anything that only a shell
    could do, and for a folder that is not there.
    """
    lexer = shlex.shlex(line, posix=True, punctuation_chars="();<>|&")
    lexer.whitespace_split = True
    lexer.commenters = ""
    try:
        words = list(lexer)
    except ValueError as error:
        raise ValueError(f"the lean-gym command is malformed ({error}): {line}") from None
    cwd = None
    if words[:1] == ["cd"]:
        if len(words) < 3 or words[2] != "&&":
            raise ValueError(f"after `cd DIR` the lean-gym command needs `&&`: {line}")
        cwd = Path(words[1]).expanduser()
        if not cwd.is_dir():
            raise ValueError(f"the lean-gym command names a folder that is not there: {cwd}")
        words = words[3:]
    operator = next((word for word in words if word and set(word) <= _OPERATORS), None)
    if operator is not None:
        raise ValueError(
            f"the lean-gym command has '{operator}', but no shell runs it; put what needs one "
            "into a script and give the script"
        )
    variables = []
    while words and _ASSIGNMENT.match(words[0]):
        name, _, value = words.pop(0).partition("=")
        variables.append((name, value))
    if not words:
        raise ValueError(f"the lean-gym command has no program: {line!r}")
    program, *rest = (str(Path(w).expanduser()) if w.startswith("~") else w for w in words)
    return Launch((program, *rest), cwd, tuple(variables))


def missing_command(line: str) -> str | None:
    """What is wrong with a command line, found without running it; None where nothing is seen."""
    if not line.strip():
        return (
            "give --lean-gym-cmd, the command that starts lean-gym, such as "
            "--lean-gym-cmd 'cd lean-gym && lean --run src/repl.lean'"
        )
    try:
        launch = read_command(line)
    except ValueError as error:
        return str(error)
    program = launch.arguments[0]
    path = program if launch.cwd is None or "/" not in program else str(launch.cwd / program)
    return None if shutil.which(path) else f"there is no program {program} (--lean-gym-cmd)"
