"""Finding and abstracting the instances of a pattern, as Lean's `kabstract` does for `rw`.

The first subterm, in Lean's order (a term before its arguments, arguments left to right), that
unifies with the pattern fixes the pattern's metavariables; all its instances are then abstracted.
A subterm with bound variables of the target is never an instance.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from lean_env.embedded.reduce import unfold_head
from lean_env.embedded.term import BINDERS, Term, binder, fresh_id, transform


@dataclass(slots=True)
class _Search:
    pattern: Callable[[], Term]
    unify: Callable[[Term, Term], bool]
    occurrence: int | None  # which instance to take, from 1; None is all
    ident: int
    current: Term
    undo: Callable[[], None]
    found: int = 0

    def visit(self, t: Term) -> Term:
        if self.found == self.occurrence:
            return t
        if not t.loose and self._may_match(t) and self.unify(self.current, t):
            self.found += 1
            if self.occurrence is None or self.found == self.occurrence:
                self.current = self.pattern()
                return Term("fvar", (), t.ty, self.ident)
            self.undo()  # an instance that is passed over fixes nothing
        if not t.args:
            return t
        return t.replace_args(tuple(self.visit(a) for a in t.args))

    def _may_match(self, t: Term) -> bool:
        """Lean's key: the head symbol and the number of arguments."""
        p = self.current
        if p.op != t.op or len(p.args) != len(t.args):
            return False
        return p.op in BINDERS or p.data == t.data


# Definitions with an equation that `rw [f]` and `unfold f` use.
DEFINITIONS: Final = frozenset(
    {"Nat.ModEq", "Int.ModEq", "Nat.Coprime", "Even", "Odd", "IsSquare", "IsLeast", "IsGreatest"}
    | {"Function.Injective", "Function.Surjective"}
    | {"Monotone", "Antitone", "StrictMono", "StrictAnti"}
)


def delta(t: Term, name: str, under_binders: bool) -> Term:
    """`t` with every instance of a definition unfolded (`t` itself where there is none).

    Without `under_binders` an instance with bound variables of `t` stays, as for `rw`.
    """

    def unfold(u: Term) -> Term | None:
        if u.op != name or (u.loose and not under_binders):
            return None
        return unfold_head(u)

    return transform(t, unfold)


def abstract_instances(
    target: Term,
    pattern: Callable[[], Term],
    unify: Callable[[Term, Term], bool],
    occurrence: int | None = None,
    undo: Callable[[], None] = lambda: None,
) -> Term | None:
    """`fun x ↦ …` where x stands for the instances of the pattern in `target`; None without any.

    `pattern()` is the pattern with what `unify` has assigned to its metavariables so far. With
    `occurrence` only that instance, counted from 1, is abstracted; `undo` takes back what the last
    unification has assigned.
    """
    search = _Search(pattern, unify, occurrence, fresh_id(), pattern(), undo)
    body = search.visit(target)
    if not search.found or (occurrence is not None and search.found < occurrence):
        return None
    return binder("lam", "x", Term("fvar", (), search.current.ty, search.ident), body)
