"""The arguments of `prover lean …` and `prover data …`; imports nothing that help does not need."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

Subparsers = Any  # argparse._SubParsersAction is generic in a class that is private to the caller
AddSearch = Callable[..., None]


def add_lean(subparsers: Subparsers, add_search: AddSearch) -> Any:
    """`prover lean`: what is there of a real Lean, and how to use it on one's own files."""
    parser = subparsers.add_parser(
        "lean",
        help="install, diagnose and use a real Lean",
        description="Install or diagnose a real Lean 4, and use it on files of a Lake project.",
    )
    commands = parser.add_subparsers(dest="lean_command", metavar="COMMAND", required=True)
    _add_doctor(commands)
    _add_install(commands)
    return parser


def _add_doctor(commands: Subparsers) -> None:
    parser = commands.add_parser(
        "doctor",
        help="say what is there and what is missing",
        description="Look for Lean, Lake, the REPL, Mathlib and what they need. Exit code 0 when "
        "real Lean is ready, 1 when something is missing; every line says what to do.",
    )
    _add_project(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object instead")


def _add_install(commands: Subparsers) -> None:
    parser = commands.add_parser(
        "install",
        help="install Lean, Mathlib and the REPL",
        description="Install elan, Lean, a project with Mathlib and its compiled files, and the "
        "REPL. Says first how much is fetched, and asks. What is there already is left as it is; "
        "after a failure the same command goes on.",
    )
    parser.add_argument(
        "--project", metavar="DIR", help="make this Lake project ready, instead of a new one"
    )
    parser.add_argument(
        "--lean-version", metavar="vX.Y.Z", help="Lean and Mathlib release of a new project"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _add_project(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--project",
        metavar="DIR",
        help="a Lake project, or a folder in it (default: round the current folder)",
    )
