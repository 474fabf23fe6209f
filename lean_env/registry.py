"""Environments by name. Each is imported when it is made, so that none costs anything unused."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import Final

from lean_env.protocol import LeanEnv


def _embedded() -> LeanEnv:
    from lean_env.embedded.env import EmbeddedEnv

    return EmbeddedEnv()


ENVIRONMENTS: Final[dict[str, Callable[[], LeanEnv]]] = {"embedded": _embedded}


def make_env(name: str) -> LeanEnv:
    """A new environment. Raises `ValueError`, naming the known ones, for an unknown name."""
    factory = ENVIRONMENTS.get(name)
    if factory is None:
        near = difflib.get_close_matches(name, ENVIRONMENTS, n=1)
        hint = f" (did you mean '{near[0]}'?)" if near else ""
        known = ", ".join(sorted(ENVIRONMENTS))
        raise ValueError(f"unknown environment '{name}'{hint}; known: {known}")
    return factory()
