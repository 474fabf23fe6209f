"""Would the gates notice? Each of these mistakes is switched on, and one of them has to.

Without a mistake the gates are silent: every other alarm in the suite rests on that.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest

from tests.lean_env.gates.catching import GATES
from tests.lean_env.gates.planted_bugs import BUGS, Patch


def _forget() -> None:
    """Empty the environment's caches, so that no run leaves results to the next."""
    for name, module in list(sys.modules.items()):
        if name.startswith("lean_env.embedded"):
            for value in list(vars(module).values()):
                clear = getattr(value, "cache_clear", None)
                if callable(clear):
                    clear()


@pytest.fixture
def fresh_caches() -> Iterator[None]:
    _forget()
    yield
    _forget()


@pytest.mark.parametrize("gate", GATES)
def test_the_gates_are_silent_without_a_bug(gate: str) -> None:
    assert GATES[gate]() is None


@pytest.mark.usefixtures("fresh_caches")
@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.__name__)
def test_a_planted_bug_is_caught(
    bug: Callable[[Patch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    bug(monkeypatch)
    assert GATES[BUGS[bug]]() is not None
