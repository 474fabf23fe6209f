"""Finding and abstracting the instances of a pattern, as Lean's `kabstract` does for `rw`.

The first subterm, in Lean's order (a term before its arguments, arguments left to right), that
unifies with the pattern fixes the pattern's metavariables; all its instances are then abstracted.
A subterm with bound variables of the target is never an instance.
"""

from __future__ import annotations

from dataclasses import dataclass

from lean_env.embedded.term import BINDERS, Term, binder, fvar
from lean_env.embedded.unify import Metas


@dataclass(slots=True)
class _Search:
    pattern: Term
    metas: Metas
    var: Term
    occurrence: int | None  # which instance to take, from 1; None is all
    found: int = 0

    def visit(self, t: Term) -> Term:
        if not t.loose and self._may_match(t):
            saved = self.metas.save()
            if self.metas.unify(self.pattern, t):
                self.found += 1
                if self.occurrence is None or self.found == self.occurrence:
                    return self.var
                self.metas.restore(saved)
        if not t.args:
            return t
        return t.replace_args(tuple(self.visit(a) for a in t.args))

    def _may_match(self, t: Term) -> bool:
        """Lean's key: the head symbol and the number of arguments."""
        p = self.pattern
        if p.op == "app":
            return t.op == "app"
        return t.op == p.op and len(t.args) == len(p.args) and (p.op in BINDERS or t.data == p.data)


def abstract_instances(
    target: Term, pattern: Term, metas: Metas, occurrence: int | None = None
) -> Term | None:
    """`fun x ↦ …` where x stands for the instances of the pattern in `target`; None without any.

    The metavariables of the pattern are assigned on the way.
    """
    pattern = metas.term(pattern)
    search = _Search(pattern, metas, fvar(metas.type(pattern.ty)), occurrence)
    body = search.visit(target)
    if not search.found or (occurrence is not None and search.found < occurrence):
        return None
    var = Term("fvar", (), metas.type(pattern.ty), search.var.data)
    return binder("lam", "x", var, _retyped(body, search.var, var))


def _retyped(body: Term, old: Term, new: Term) -> Term:
    """The abstracted variable at the type that the pattern turned out to have."""
    if old.ty is new.ty:
        return body
    if body.op == "fvar":
        return new if body.data == old.data else body
    return body.replace_args(tuple(_retyped(a, old, new) for a in body.args))
