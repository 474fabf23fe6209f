"""The real Lean of the Lake project that a file belongs to, as an environment."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from experiments.environments import Environment, environment
from experiments.errors import UserError, nearest
from experiments.lean_source import Placed
from experiments.places import Place
from lean_env.doctor import managed_project
from lean_env.project import find_root

# Commands with which a file can change what Lean answers when it is asked about a theorem behind
# them. They need not begin a line. Definitions, instances and notations only say what the file
# means, and that is the author's.
_META = re.compile(
    r"(?<![\w.«])(macro|macro_rules|elab|elab_rules|syntax|declare_syntax_cat|run_cmd|run_elab|"
    r"run_meta|initialize|builtin_initialize|implemented_by|extern|#eval|#exit)(?![\w.'!?])"
)

# Where a text with these begins and ends a string, and so a comment, is not told here for sure.
_STRINGS = re.compile(r"(?<!\w)r#*\"|'\\?\"'|\w!\"[^\"]*\{")


def project_environment(options: argparse.Namespace, path: Path) -> Environment:
    """The environment for a file: its project's toolchain, nothing imported that it does not.

    Raises `UserError` when the file is in no project, or there is no Lean for it.
    """
    if options.env != "repl":
        raise UserError(
            f"--env {options.env}: files of a Lake project are for real Lean, --env repl"
        )
    if options.project is None:
        root = find_root(path) or managed_project()
        if root is not None:
            options.project = str(root)
        elif options.server_cmd is None:
            raise UserError(
                f"{path} is in no Lake project (no lakefile in its folder or above): "
                "--project DIR names one, `prover lean install` makes one"
            )
    if options.header is None:
        options.header = ""  # what a file does not import, it does not have
    return environment(options)


def audit_problem(place: Placed) -> str:
    """Why Lean's answers about a theorem cannot be relied on; empty if they can."""
    found = _META.search(place.theorem.header) or _STRINGS.search(place.theorem.header)
    if found is None:
        return ""
    line = place.theorem.header.count("\n", 0, found.start()) + 1
    if found.re is _STRINGS:
        return f"the string on line {line} hides from here where comments begin"
    if found[1] == "#exit":
        return f"Lean reads nothing behind `#exit` on line {line}"
    return f"`{found[1]}` on line {line} could change what Lean answers about it"


def in_file(reason: str, place: Placed, path: Path) -> str:
    """A reason of the environment's with its place in the file, and what often mends it."""
    in_front = re.match(r"the header, (?=line \d+: )", reason)
    if in_front is not None:  # what stands before the theorem in its file
        reason = Place(path).of(reason[in_front.end() :])
    elif re.match(r"\d+:\d+: ", reason):
        reason = Place(path, place.line).of(reason)
    if re.search(r"object file .* does not exist|unknown (?:module prefix|package)", reason):
        reason += " (`lake build` in the project compiles what the file imports)"
    return reason


def choose(places: list[Placed], name: str | None, path: Path) -> list[Placed]:
    """The theorems that are meant: all, or those of that name. Raises `UserError`."""
    if name is None:
        return places
    chosen = [place for place in places if name in (place.theorem.name, place.title)]
    if not chosen:
        names = [place.theorem.name for place in places if place.theorem.name]
        raise UserError(f"{path}: no theorem {name}{nearest(name, names)}")
    return chosen
