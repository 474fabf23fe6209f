"""Environments by name. Each is imported when it is made, so that none costs anything unused."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from lean_env.protocol import LeanEnv
from lean_env.settings import EnvSettings
from lean_env.types import Theorem


def _embedded(settings: EnvSettings) -> LeanEnv:
    from lean_env.embedded.env import EmbeddedEnv

    return EmbeddedEnv()


def _repl(settings: EnvSettings) -> LeanEnv:
    from lean_env.repl.env import ReplEnv

    return ReplEnv(settings)


def _lean_gym(settings: EnvSettings) -> LeanEnv:
    from lean_env.lean_gym.env import LeanGymEnv

    return LeanGymEnv(settings)


def _dojo(settings: EnvSettings) -> LeanEnv:
    from lean_env.dojo.env import DojoEnv

    return DojoEnv(settings)


ENVIRONMENTS: Final[dict[str, Callable[[EnvSettings], LeanEnv]]] = {
    "embedded": _embedded,
    "repl": _repl,
    "dojo": _dojo,
    "lean-gym": _lean_gym,
}


def make_env(name: str, settings: EnvSettings | None = None) -> LeanEnv:
    """A new environment.

    Raises `ValueError`, naming the known ones, for an unknown name, and `EnvironmentCrashed` when
    what it runs on is missing.
    """
    factory = ENVIRONMENTS.get(name)
    if factory is None:
        near = difflib.get_close_matches(name, ENVIRONMENTS, n=1)
        hint = f" (did you mean '{near[0]}'?)" if near else ""
        known = ", ".join(sorted(ENVIRONMENTS))
        raise ValueError(f"unknown environment '{name}'{hint}; known: {known}")
    return factory(EnvSettings() if settings is None else settings)


def _no_repl(settings: EnvSettings) -> str | None:
    from lean_env.repl.launch import ReplNotFound, find_launch

    try:
        launch = find_launch(settings)
    except ReplNotFound as error:
        return str(error)
    program = launch.command[0]
    if shutil.which(program):
        return None
    there = "/" in program and Path(program).exists()
    return f"{program} cannot be executed" if there else f"there is no program {program}"


def _no_lean_gym(settings: EnvSettings) -> str | None:
    from lean_env.lean_gym.command import missing_command

    return missing_command(settings.lean_gym_command)


def _no_dojo(settings: EnvSettings) -> str | None:
    from lean_env.dojo.location import missing_dojo, missing_repository

    return missing_repository(settings) or missing_dojo(settings)


_PROBLEMS: Final[dict[str, Callable[[EnvSettings], str | None]]] = {
    "repl": _no_repl,
    "dojo": _no_dojo,
    "lean-gym": _no_lean_gym,
}


def problem(name: str, settings: EnvSettings) -> str | None:
    """Why the environment cannot run here, found without running it; None where nothing is seen.

    To be asked once, before work is handed out: else every statement would count as not proved.
    """
    find = _PROBLEMS.get(name)
    return None if find is None else find(settings)


def completed(name: str, settings: EnvSettings, theorem: Theorem) -> Theorem:
    """The theorem as its environment reads it: real Lean 4 needs imports, the others do not."""
    return settings.with_header(theorem) if name == "repl" else theorem
