"""The command line: which command is meant, and what its outcome looks like to a shell.

Only what `--help` needs is imported here; each command's module is imported when it runs, so that
help is printed at once and `prove` never waits for torch.
"""

from __future__ import annotations

import argparse
import math
import os
import re
import signal
import sys
from collections.abc import Callable, Collection, Sequence
from types import FrameType
from typing import NoReturn

from experiments.environments import add_environment
from experiments.errors import (
    BAD_INPUT,
    BROKEN_PIPE,
    DONE,
    INTERRUPTED,
    UserError,
    explain,
    ignore_interrupts,
    nearest,
)
from experiments.lean_parser import add_data, add_lean

Command = Callable[[argparse.Namespace], int]

_KEY = re.compile(r"[a-z_][a-z0-9_]*(\.[a-z_0-9]+)*")

_EXAMPLE = 'prover prove "theorem t (a b : ℝ) : 2 * a * b ≤ a ^ 2 + b ^ 2"'
_EPILOG = f"""\
exit codes: 0 done and proved; 1 not proved or rejected; 2 bad input;
  130 interrupted (Ctrl-C, SIGTERM)

example:
  {_EXAMPLE}
"""


class _Parser(argparse.ArgumentParser):
    """Errors are one line, and options may not be abbreviated (a typing mistake is one, then)."""

    late_epilog: Callable[[], str] | None = None

    def __init__(self, **options: object) -> None:
        super().__init__(
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            **options,  # type: ignore[arg-type]
        )

    def format_help(self) -> str:
        """The help, its end made now where it is made of what other commands' help need not."""
        if self.late_epilog is not None:
            self.epilog = self.late_epilog()
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        raise UserError(f"{message} (see {self.prog} --help)")


class _Interrupt(KeyboardInterrupt):
    """Ctrl-C, or SIGTERM, which `timeout`, `kill` and schedulers send.

    A subclass, because CPython ends by SIGINT, whatever the exit code, once a plain
    KeyboardInterrupt has passed through `exec` (with which modules make their dataclasses).
    """


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    raise _Interrupt


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Bugs propagate, with their traceback."""
    _write_utf8()
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _interrupt)
    # Bars of libraries would run through this program's own; workers inherit the variable.
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    try:
        try:
            return _run(sys.argv[1:] if argv is None else list(argv))
        finally:
            sys.stdout.flush()  # here, where a full disk or a closed pipe is still handled
    except KeyboardInterrupt as interrupt:
        ignore_interrupts()  # an impatient second one changes nothing
        hint = f": {interrupt}" if str(interrupt) else ""
        try:
            return _stop(f"prover: interrupted{hint}", INTERRUPTED)
        finally:  # all is said: what may still hang on the way out can be ended
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
    except BrokenPipeError:
        return _stop("", BROKEN_PIPE)
    except Exception as error:
        line = explain(error)
        if line is None:
            raise
        return _stop(f"prover: error: {line}", BAD_INPUT)


def _stop(line: str, code: int) -> int:
    # What is buffered cannot be written: the interpreter must not try again on its way out.
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if line:
        print(line, file=sys.stderr)
    return code


def _write_utf8() -> None:
    """Lean's text is UTF-8, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _run(argv: list[str]) -> int:
    parser, commands = _parsers()
    if argv and not argv[0].startswith("-") and argv[0] not in commands:
        raise UserError(
            f"unknown command {argv[0]}{nearest(argv[0], commands)}; commands: "
            + ", ".join(commands)
        )
    overrides: list[tuple[str, str]] = []
    if argv and argv[0] in ("train", "compare"):
        argv, overrides = split_overrides(argv, _option_names(commands[argv[0]]))
    options, unknown = parser.parse_known_args(argv)
    if options.version:
        from importlib.metadata import version

        print(f"prover {version('curriculum-prover')}")
        return DONE
    if options.command is None:
        parser.print_help(sys.stderr)
        return BAD_INPUT
    if unknown:
        first = unknown[0].partition("=")[0]
        hint = nearest(first, _option_names(commands[options.command]))
        if options.command == "prove" and not first.startswith("-"):
            hint = " (the theorem is one argument: put it in quotes)"
        raise UserError(f"prover {options.command}: unexpected {first}{hint}")
    options.overrides = overrides
    return _command(options.command)(options)


def split_overrides(
    argv: Sequence[str], options: Collection[str]
) -> tuple[list[str], list[tuple[str, str]]]:
    """The arguments without configuration overrides, and the overrides as (key, value).

    An override is `--section.key value`, `--section.key=value` or `section.key=value`: any option
    that is not one of `options`, any plain argument that assigns to a name.
    """
    rest: list[str] = []
    overrides: list[tuple[str, str]] = []
    arguments = iter(argv)
    for argument in arguments:
        name, assigned, value = argument.partition("=")
        if argument.startswith("--") and name not in options and argument != "--":
            if not assigned:
                following = next(arguments, None)
                if following is None or following.startswith("--"):
                    raise UserError(f"{name} needs a value")
                value = following
            overrides.append((name.removeprefix("--"), value))
        elif assigned and _KEY.fullmatch(name):
            overrides.append((name, value))
        else:
            rest.append(argument)
    return rest, overrides


def _option_names(parser: argparse.ArgumentParser) -> list[str]:
    """All options of a parser, with those of the commands below it."""
    names = [name for action in parser._actions for name in action.option_strings]
    below = (a.choices for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return names + [
        name for parsers in below for p in parsers.values() for name in _option_names(p)
    ]


def _command(name: str) -> Command:
    """The function behind a command, imported now."""
    match name:
        case "prove":
            from experiments.prove import run
        case "check":
            from experiments.check import run
        case "evaluate":
            from experiments.evaluate import run
        case "train":
            from experiments.train_cmd import run
        case "report":
            from experiments.report import run
        case "compare":
            from experiments.compare import run
        case "cheats":
            from experiments.cheats_cmd import run
        case "axioms":
            from experiments.axioms_cmd import run
        case "lean":
            from experiments.lean_cmd import run
        case "data":
            from experiments.data_cmd import run
        case _:
            raise AssertionError(f"no command {name}")
    return run


def _parsers() -> tuple[_Parser, dict[str, _Parser]]:
    parser = _Parser(
        prog="prover",
        description="A neural theorem prover that learns from the proofs it finds.",
        epilog=_EPILOG,
    )
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands = {
        "prove": _prove_parser(subparsers),
        "check": _check_parser(subparsers),
        "evaluate": _evaluate_parser(subparsers),
        "train": _train_parser(subparsers),
        "report": _report_parser(subparsers),
        "compare": _compare_parser(subparsers),
        "cheats": _cheats_parser(subparsers),
        "axioms": _axioms_parser(subparsers),
        "lean": add_lean(
            subparsers, _add_search, lambda p: add_environment(p, _seconds, _positive)
        ),
        "data": add_data(subparsers, _seconds),
    }
    return parser, commands


def _prove_parser(subparsers: argparse._SubParsersAction[_Parser]) -> _Parser:
    parser = subparsers.add_parser(
        "prove",
        help="prove one theorem",
        description="Search for a proof of a Lean 4 theorem and print the theorem with its proof.",
        epilog=f"example:\n  {_EXAMPLE}",
    )
    parser.add_argument(
        "theorem", metavar="THEOREM", help="the statement, a file that holds it, or - for stdin"
    )
    _add_search(parser, expansions=128, timeout=60.0)
    parser.add_argument("--json", action="store_true", help="print one JSON object instead")
    return parser


def _check_parser(subparsers: argparse._SubParsersAction[_Parser]) -> _Parser:
    parser = subparsers.add_parser(
        "check",
        help="check complete proofs",
        description="Say of every theorem of a file whether its proof is accepted.\n\n"
        "A .jsonl file has one record a line with name, header and proof (the whole theorem).",
    )
    parser.add_argument(
        "file", metavar="FILE", help="a .lean or .jsonl file, or - for Lean on stdin"
    )
    add_environment(parser, _seconds, _positive)
    parser.add_argument(
        "--json",
        action="store_true",
        help="print one JSON object a theorem: name, verdict "
        "(proved, rejected, unsupported, error), reason",
    )
    return parser


def _axioms_parser(subparsers: argparse._SubParsersAction[_Parser]) -> _Parser:
    parser = subparsers.add_parser(
        "axioms",
        help="list what the embedded environment takes on trust",
        description="The lemmas of the embedded environment, each either proved by its own "
        "tactics or an axiom with its Mathlib name.",
    )
    parser.add_argument("--all", action="store_true", help="list the proved lemmas too")
    parser.add_argument(
        "--json",
        action="store_true",
        help="print one JSON object a lemma: name, statement, status (proved, axiom), proof",
    )
    return parser


def _evaluate_parser(subparsers: argparse._SubParsersAction[_Parser]) -> _Parser:
    parser = subparsers.add_parser(
        "evaluate",
        help="attempt every statement of a benchmark",
        description="Attempt every statement of a benchmark and count what is proved (pass@k).",
        epilog="exit codes: 0 all was attempted, whatever is proved; 2 bad input; 130 interrupted "
        "(what was\nfound until then is printed)",
    )
    parser.add_argument(
        "benchmark",
        metavar="minif2f|FILE",
        help="a benchmark's name, or a .jsonl file of records with name, header and statement",
    )
    parser.add_argument(
        "--attempts",
        type=_positive,
        default=1,
        metavar="K",
        help="searches on each statement that is not proved yet (default: %(default)s)",
    )
    _add_search(parser, expansions=128, timeout=60.0)
    parser.add_argument(
        "--split",
        choices=["valid", "test"],
        help="statements of this split only (default: valid of minif2f, all of a file)",
    )
    parser.add_argument(
        "--data",
        metavar="PATH",
        help="minif2f's statements: a file, or a folder that has them (default: $PROVER_MINIF2F)",
    )
    parser.add_argument("--seed", type=int, default=0, help="of sampling (default: %(default)s)")
    parser.add_argument(
        "--json",
        action="store_true",
        help="print one JSON object a statement as soon as it is decided, and last one with "
        "total, proved, names and interrupted",
    )
    return parser


def _train_parser(subparsers: argparse._SubParsersAction[_Parser]) -> _Parser:
    parser = subparsers.add_parser(
        "train",
        help="run a curriculum training",
        usage="prover train CONFIG [--run RUN] [--section.key VALUE | section.key=VALUE] …\n"
        "       prover train --resume RUN",
        description="Train by expert iteration: attempt, verify, record, retrain, evaluate.\n\n"
        "Any key of the configuration can be given: --search.samples 16, search.samples=16.\n"
        "The keys are listed below.",
    )
    parser.add_argument("config", metavar="CONFIG", nargs="?", help="a YAML configuration")
    parser.add_argument("--run", metavar="RUN", help="run directory to make (default: runs/NAME)")
    parser.add_argument("--resume", metavar="RUN", help="go on with an interrupted run")
    parser.add_argument(
        "--workers", choices=["ray", "local"], help="where searches run: workers.kind"
    )
    parser.add_argument("--address", help="a Ray cluster to run on: workers.address")
    parser.add_argument("--env", help="the environment: environment")
    parser.add_argument(
        "--server-cmd", metavar="CMD", help="starts a Lean REPL: lean.server_command"
    )
    parser.late_epilog = _config_keys
    return parser


def _config_keys() -> str:
    from experiments.config_keys import listing

    return listing()


def _report_parser(subparsers: argparse._SubParsersAction[_Parser]) -> _Parser:
    parser = subparsers.add_parser(
        "report",
        help="table, figure and page of a run",
        description="Print a run's table; write its figure and a page to look at.",
    )
    parser.add_argument("run", metavar="RUN", help="a run directory")
    parser.add_argument("--out", metavar="DIR", help="where to write (default: RUN/report)")
    parser.add_argument("--json", action="store_true", help="print the table as one JSON object")
    return parser


def _compare_parser(subparsers: argparse._SubParsersAction[_Parser]) -> _Parser:
    parser = subparsers.add_parser(
        "compare",
        help="expert iteration against its control, over seeds",
        usage="prover compare CONFIG [--seeds N …] [--run DIR] [--section.key VALUE] …",
        description="Train with several seeds and compare the last model with θ_0 and with the "
        "control.\n\nThe same command goes on after an interruption.",
    )
    parser.add_argument("config", metavar="CONFIG", help="a YAML configuration")
    parser.add_argument(
        "--seeds", type=int, nargs="+", default=[0, 1, 2], metavar="N", help="default: 0 1 2"
    )
    parser.add_argument(
        "--run", metavar="DIR", help="where the runs are (default: runs/compare-NAME)"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    return parser


def _cheats_parser(subparsers: argparse._SubParsersAction[_Parser]) -> _Parser:
    parser = subparsers.add_parser(
        "cheats",
        help="known ways to fool a judge, and what refuses each",
        description="Try every known way to have something counted as proved that is not, and say "
        "what refuses it.",
    )
    parser.add_argument(
        "--json", action="store_true", help="print one JSON object a cheat, with its text"
    )
    return parser


def _add_search(parser: _Parser, *, expansions: int, timeout: float) -> None:
    parser.add_argument(
        "--model",
        default="portfolio",
        metavar="portfolio|CHECKPOINT|RUN",
        help="what proposes tactics (default: %(default)s)",
    )
    add_environment(parser, _seconds, _positive)
    parser.add_argument(
        "--expansions",
        type=_positive,
        default=expansions,
        metavar="D",
        help="states given to the model (default: %(default)s)",
    )
    parser.add_argument(
        "--samples",
        type=_positive,
        default=None,
        metavar="E",
        help="tactics tried on each (default: 16; of the portfolio all that it proposes)",
    )
    parser.add_argument(
        "--timeout",
        type=_seconds,
        default=timeout,
        metavar="S",
        help="seconds for one search (default: %(default)s)",
    )


def _positive(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a positive whole number")
    return number


def _seconds(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0.0 < number < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is not a positive number of seconds")
    return number


if __name__ == "__main__":
    sys.exit(main())
