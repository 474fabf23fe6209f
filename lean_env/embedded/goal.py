"""Goals: a local context and a target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lean_env.embedded.term import Term, Ty

PROOF: Final = Ty("proof")  # the type of the free variable that stands for a hypothesis


@dataclass(frozen=True, slots=True)
class Local:
    """One entry of a context: a variable (`prop` is None, its type is `var.ty`) or a hypothesis.

    `name` is only for display and look-up; identity is `var.data`. A name that is not accessible
    (shadowed, or made by the system) ends in `✝`. `inferred` marks a hypothesis that `have h := e`
    made: in Lean its type is a metavariable that stands for what was inferred.
    """

    name: str
    var: Term
    prop: Term | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """`locals ⊢ target`, with Lean's `case` tag (None when it has none)."""

    id: int
    locals: tuple[Local, ...]
    target: Term
    tag: str | None = None

    def find(self, name: str) -> Local | None:
        """The innermost local of that name."""
        for local in reversed(self.locals):
            if local.name == name:
                return local
        return None
