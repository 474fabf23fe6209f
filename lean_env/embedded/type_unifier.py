"""Type metavariables of one elaboration: unification, and the defaults ℕ (numerals), ℤ (`-`).

A metavariable is a type named `?k`, numbered from 0 in each elaboration, so that the table of
interned types stays small.
"""

from __future__ import annotations

from lean_env.embedded.term import INT, NAT, Ty


def is_meta(ty: Ty) -> bool:
    """Whether the type itself is a metavariable."""
    return ty.name[0] == "?"


class TypeUnifier:
    """First-order unification of types, with path compression left out (the chains are short)."""

    __slots__ = ("_negated", "_numeric", "_solution", "count")

    def __init__(self) -> None:
        self.count = 0
        self._solution: dict[Ty, Ty] = {}
        self._numeric: set[Ty] = set()
        self._negated: set[Ty] = set()

    def fresh(self, *, numeric: bool = False) -> Ty:
        """A new metavariable; a numeric one becomes ℕ when nothing else decides."""
        meta = Ty(f"?{self.count}")
        self.count += 1
        if numeric:
            self._numeric.add(meta)
        return meta

    def mark_numeric(self, ty: Ty) -> None:
        """Give a metavariable the default ℕ."""
        self._numeric.add(ty)

    def mark_negated(self, ty: Ty) -> None:
        """Give the type of a negation the default ℤ, which Lean tries before the ℕ of literals."""
        self._negated.add(ty)

    def resolve(self, ty: Ty) -> Ty:
        """The type with all that is known put in."""
        while ty.name[0] == "?":
            known = self._solution.get(ty)
            if known is None:
                return ty
            ty = known
        if ty.args and self.count:
            args = tuple(self.resolve(a) for a in ty.args)
            if args != ty.args:
                return Ty(ty.name, args)
        return ty

    def unify(self, a: Ty, b: Ty) -> bool:
        """Make the types equal if that is possible; on failure part of the work may stay done."""
        a, b = self.resolve(a), self.resolve(b)
        if a is b:
            return True
        if is_meta(a):
            return self._bind(a, b)
        if is_meta(b):
            return self._bind(b, a)
        if a.name != b.name or len(a.args) != len(b.args):
            return False
        return all(self.unify(x, y) for x, y in zip(a.args, b.args, strict=True))

    def _bind(self, meta: Ty, ty: Ty) -> bool:
        if _occurs(meta, ty):
            return False
        self._solution[meta] = ty
        if meta in self._numeric and is_meta(ty):
            self._numeric.add(ty)
        return True

    def settle(self) -> None:
        """Apply the defaults: what is negated and still open is ℤ, then what is numeric ℕ."""
        for meta in self._negated:
            if is_meta(self.resolve(meta)):
                self._solution[self.resolve(meta)] = INT
        for meta in self._numeric:
            if is_meta(self.resolve(meta)):
                self._solution[self.resolve(meta)] = NAT

    def save(self) -> tuple[int, dict[Ty, Ty], set[Ty]]:
        """A snapshot for `restore`."""
        return self.count, dict(self._solution), set(self._numeric)

    def restore(self, snapshot: tuple[int, dict[Ty, Ty], set[Ty]]) -> None:
        """Forget what was learnt since the snapshot (fresh names are not reused)."""
        _, self._solution, self._numeric = snapshot


def _occurs(meta: Ty, ty: Ty) -> bool:
    return ty is meta or any(_occurs(meta, a) for a in ty.args)
