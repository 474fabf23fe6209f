"""The arguments of `prover lean …` and `prover data …`; imports nothing that help does not need."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any, Protocol

Subparsers = Any  # argparse._SubParsersAction is generic in a class that is private to the caller
AddEnvironment = Callable[[argparse.ArgumentParser], None]
Seconds = Callable[[str], float]


class AddSearch(Protocol):
    """Adds the options of a search to a parser."""

    def __call__(self, parser: Any, /, *, expansions: int, timeout: float) -> None: ...


def add_lean(subparsers: Subparsers, add_search: AddSearch, add_environment: AddEnvironment) -> Any:
    """`prover lean`: what is there of a real Lean, and how to use it on one's own files."""
    parser = subparsers.add_parser(
        "lean",
        help="install, diagnose and use a real Lean",
        description="Install or diagnose a real Lean 4, and use it on files of a Lake project.",
    )
    commands = parser.add_subparsers(dest="lean_command", metavar="COMMAND", required=True)
    _add_doctor(commands)
    _add_install(commands)
    _add_prove(commands, add_search)
    _add_check(commands, add_environment)
    return parser


def add_data(subparsers: Subparsers, seconds: Seconds) -> Any:
    """`prover data`: proof steps to learn from."""
    parser = subparsers.add_parser(
        "data",
        help="get proof steps to learn from",
        description="Make records of proof steps, one JSON object a line, from elsewhere. A "
        "configuration takes them as curriculum.records.",
    )
    commands = parser.add_subparsers(dest="data_command", metavar="COMMAND", required=True)
    _add_import(commands, seconds)
    _add_trace(commands)
    return parser


def _add_import(commands: Subparsers, seconds: Seconds) -> None:
    parser = commands.add_parser(
        "import",
        help="from LeanDojo's benchmark, or from Lean files",
        description="Import proof steps from the JSON files of LeanDojo Benchmark 4, a split each "
        "by their names (train.json, val.json, test.json), or from Lean files with complete "
        "proofs, which need a real Lean.",
    )
    parser.add_argument(
        "files", metavar="FILE", nargs="+", help="a .json or .lean file, or a benchmark's folder"
    )
    parser.add_argument(
        "--split", choices=["train", "val", "test"], help="of all files, instead of their names'"
    )
    _add_server(parser)
    parser.add_argument(
        "--timeout",
        type=seconds,
        default=600.0,
        metavar="S",
        help="seconds for Lean to elaborate a file (default: %(default)s)",
    )
    _add_out(parser)


def _add_trace(commands: Subparsers) -> None:
    parser = commands.add_parser(
        "trace",
        help="from a Lean repository, through LeanDojo",
        description="Trace a repository with LeanDojo and keep the proof steps of its theorems. "
        "Needs lean-dojo, Lean, git, and for a URL the network; a GITHUB_ACCESS_TOKEN in the "
        "environment raises GitHub's rate limit. It takes rather longer than building it.",
    )
    parser.add_argument("repository", metavar="REPO", help="a URL, or a folder with a git clone")
    parser.add_argument("--commit", help="commit, tag or branch of a URL (default: the latest)")
    parser.add_argument("--split", choices=["train", "val", "test"], help="of all its steps")
    _add_out(parser)


def _add_server(parser: argparse.ArgumentParser) -> None:
    _add_project(parser)
    parser.add_argument(
        "--server-cmd", metavar="CMD", help="command that starts a Lean REPL (default: found)"
    )


def _add_out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out",
        metavar="PATH",
        default="records.jsonl",
        help="where the records go (default: %(default)s)",
    )
    parser.add_argument("--force", action="store_true", help="replace a file that is there")
    parser.add_argument("--json", action="store_true", help="print the counts as JSON")


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


def _add_prove(commands: Subparsers, add_search: AddSearch) -> None:
    parser = commands.add_parser(
        "prove",
        help="prove the theorems of a file that have `sorry` for a proof",
        description="Search for proofs of the theorems of a file whose proof is `sorry`, behind "
        "all that stands before them in the file, in the Lean of the file's Lake project, and "
        "print them with their proofs.",
    )
    _add_file(parser)
    parser.add_argument(
        "--write", action="store_true", help="put the proofs into the file, and print what changes"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object a theorem")
    add_search(parser, expansions=128, timeout=300.0)
    parser.set_defaults(env="repl")


def _add_check(commands: Subparsers, add_environment: AddEnvironment) -> None:
    parser = commands.add_parser(
        "check",
        help="say of every theorem of a file whether Lean accepts its proof",
        description="Verify every theorem of a file in the Lean of the file's Lake project, each "
        "behind all that stands before it: no errors, no `sorry`, no axioms but Lean's own three.",
    )
    _add_file(parser)
    parser.add_argument(
        "--json",
        action="store_true",
        help="print one JSON object a theorem: name, verdict, reason",
    )
    add_environment(parser)
    parser.set_defaults(env="repl")


def _add_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a .lean file")
    parser.add_argument("--theorem", metavar="NAME", help="this theorem only")


def _add_project(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--project",
        metavar="DIR",
        help="a Lake project, or a folder in it (default: round the current folder)",
    )
