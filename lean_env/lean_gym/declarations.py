"""A theorem of lean-gym: the name of a declaration of its library, and the open namespaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from lean_env.lean_gym.lexing import tokens
from lean_env.types import StatementError, Theorem

_OPEN: Final = re.compile(r"^[ \t]*open((?:[ \t]+[^\s()]+)+)[ \t]*$", re.MULTILINE)
# Their members are programs; open, they could be named without the prefix that the filter refuses.
_CLOSED: Final = frozenset(
    ("tactic", "interactive", "io", "lean", "environment", "expr", "smt_tactic", "conv")
)


def declaration(name: str, opens: Sequence[str] = ()) -> Theorem:
    """The theorem with this name in lean-gym's library, to be proved with these namespaces open.

    Raises `StatementError` for what cannot be a name.
    """
    check_name(name, "declaration")
    for namespace in opens:
        check_name(namespace, "namespace")
        if not _CLOSED.isdisjoint(namespace.split(".")):
            raise StatementError(f"the namespace {namespace} cannot be open: it holds programs")
    return Theorem(name, name, f"open {' '.join(opens)}" if opens else "")


def open_namespaces(theorem: Theorem) -> tuple[str, ...]:
    """The namespaces that the theorem's header opens, in order."""
    return tuple(name for found in _OPEN.finditer(theorem.header) for name in found[1].split())


def check_name(name: str, what: str) -> None:
    """Raise `StatementError` unless `name` is one name of Lean 3 (`nat.prime.two_le`)."""
    # Lean reads a name off the beginning of what it is sent and drops the rest in silence.
    found = list(tokens(name))
    if len(found) != 1 or not found[0].is_name or found[0].text != name:
        given = f"'{name[:80]}'" if name.strip() else "an empty text"
        raise StatementError(
            f"{given} is not the name of a {what} (lean-gym takes names such as nat.prime.two_le)"
        )
