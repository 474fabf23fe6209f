"""What `--env` and its options name: an environment and how it is to run."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from experiments.errors import UserError, nearest, one_line
from lean_env.protocol import LeanEnv
from lean_env.registry import ENVIRONMENTS, completed, make_env, problem
from lean_env.settings import EnvSettings
from lean_env.types import Theorem

# Option -> setting. What is not given keeps the setting's default.
_SETTINGS = {
    "server_cmd": "server_command",
    "lean_gym_cmd": "lean_gym_command",
    "accept_unaudited": "accept_unaudited",
    "project": "project",
    "repository": "repository",
    "commit": "commit",
    "dojo_python": "dojo_python",
    "header": "header",
    "tactic_timeout": "tactic_timeout_s",
    "start_timeout": "start_timeout_s",
    "memory": "memory_mb",
    "servers": "servers",
}

# Options that no other environments read: what is started, and the environments it is for. A REPL
# also checks what LeanDojo accepts.
_FOR_SOME = {
    "server_cmd": ("a Lean REPL", ("repl", "dojo")),
    "lean_gym_cmd": ("a lean-gym", ("lean-gym",)),
}


# What the environments run, where a user says that instead.
_RUNS = {"lean": "repl", "lean4": "repl", "mathlib": "repl", "lean3": "lean-gym"}


@dataclass(frozen=True, slots=True)
class Environment:
    """A registered environment with its settings; `make` makes one, also in another process."""

    name: str
    settings: EnvSettings

    @property
    def lean3(self) -> bool:
        """Whether theorems are names of declarations here, and tactics those of Lean 3."""
        return self.name == "lean-gym"

    @property
    def places(self) -> bool:
        """Whether theorems are places in a repository here, `Some/File.lean:Full.name`."""
        return self.name == "dojo"

    @property
    def make(self) -> Callable[[], LeanEnv]:
        """A factory of it that can be pickled."""
        return partial(make_env, self.name, self.settings)

    def completed(self, theorem: Theorem) -> Theorem:
        """The theorem with the imports that this environment needs."""
        return completed(self.name, self.settings, theorem)


def add_environment(
    parser: argparse.ArgumentParser, seconds: Callable[[str], float], positive: Callable[[str], int]
) -> None:
    """Add `--env` and what it may need. `--project` is left out where the parser has it."""
    default = EnvSettings()
    parser.add_argument(
        "--env", default="embedded", help="environment (default: %(default)s), repl: real Lean 4"
    )
    group = parser.add_argument_group("real Lean (--env repl, dojo, lean-gym)")
    group.add_argument(
        "--server-cmd", metavar="CMD", help="command that starts a Lean REPL (default: found)"
    )
    group.add_argument(
        "--lean-gym-cmd",
        metavar="CMD",
        help="command that starts lean-gym: 'cd lean-gym && lean --run src/repl.lean'; theorems "
        "are names of declarations then",
    )
    group.add_argument(
        "--open",
        nargs="+",
        action="extend",
        default=[],
        metavar="NS",
        help="namespaces to open (lean-gym)",
    )
    group.add_argument(
        "--accept-unaudited",
        action="store_true",
        help="count a proof whose foundations lean-gym cannot show",
    )
    group.add_argument(
        "--repository", metavar="REPO", help="git repository of the theorems, URL or folder (dojo)"
    )
    group.add_argument("--commit", metavar="HASH", help="its commit (dojo; default: a folder's)")
    group.add_argument(
        "--dojo-python", metavar="CMD", help="a Python that has lean-dojo (default: this one)"
    )
    if "--project" not in parser._option_string_actions:
        group.add_argument(
            "--project",
            metavar="DIR",
            help="a Lake project, or a folder in it (default: round the current folder)",
        )
    group.add_argument(
        "--header",
        metavar="TEXT",
        help=f"before statements without imports (default: {default.header})",
    )
    group.add_argument(
        "--tactic-timeout",
        type=seconds,
        metavar="S",
        help=f"seconds for one tactic (default: {default.tactic_timeout_s:g})",
    )
    group.add_argument(
        "--start-timeout",
        type=seconds,
        metavar="S",
        help=f"seconds to start and load the imports (default: {default.start_timeout_s:g})",
    )
    group.add_argument(
        "--memory",
        type=positive,
        metavar="MB",
        help=f"MiB that one Lean may take (default: {default.memory_mb})",
    )
    group.add_argument(
        "--servers",
        type=positive,
        metavar="N",
        help=f"Lean processes at a time (default: {default.servers})",
    )


def settings_of(given: Mapping[str, Any]) -> EnvSettings:
    """The settings of these values. Raises `UserError`, naming the option, for one not meant."""
    try:
        return EnvSettings(**given)
    except ValueError as error:
        raise UserError(one_line(_by_option(str(error)))) from None


def _by_option(problem: str) -> str:
    """A message about a setting, with the option that gave it in the setting's place."""
    setting, _, rest = problem.partition(":")
    option = next((o for o, s in _SETTINGS.items() if s == setting), None)
    return problem if option is None else f"--{option.replace('_', '-')}:{rest}"


def environment(options: argparse.Namespace) -> Environment:
    """What the options ask for. Raises `UserError` for what does not exist or cannot be meant."""
    name = options.env
    if name not in ENVIRONMENTS:
        raise UserError(
            f"unknown environment {name}{_meant(name)}; known: {', '.join(sorted(ENVIRONMENTS))}"
        )
    for option, (what, meant) in _FOR_SOME.items():
        if getattr(options, option, None) and name not in meant:
            flag = f"--{option.replace('_', '-')}"
            raise UserError(f"{flag} starts {what}, and is for --env {meant[0]}, not --env {name}")
    given = {
        setting: getattr(options, option)
        for option, setting in _SETTINGS.items()
        if getattr(options, option, None) is not None
    }
    settings = settings_of(given)
    why = problem(name, settings)
    if why is not None:
        raise UserError(one_line(f"--env {name}: {why}"))
    return Environment(name, settings)


def _meant(name: str) -> str:
    """` (did you mean …?)` for the name of an environment that there is not."""
    known = _RUNS.get(name.lower().replace(" ", ""))
    return f" (did you mean {known}?)" if known else nearest(name, ENVIRONMENTS)
