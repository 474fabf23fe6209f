"""First-order unification of terms with metavariables for terms and for types.

A term metavariable is `Term("meta", (), ty, id)`; a type metavariable is a `Ty` whose name starts
with `?`. Unification sees through the reducible forms (`¬`, `≠`, `>`, `≥`, beta), as Lean's
`apply` does; an assignment is never undone except by `Metas.restore`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from lean_env.embedded.reduce import unfold_head
from lean_env.embedded.term import BINDERS, NAT, Term, Ty, fresh_id, instantiate, num, subterms

_FREEZE: Final = 10_000  # type metavariables are interned: their names come from a bounded supply


class Metas:
    """The metavariables of one elaboration and what they stand for."""

    __slots__ = ("_next_type", "terms", "types")

    def __init__(self) -> None:
        self.terms: dict[int, Term] = {}
        self.types: dict[Ty, Ty] = {}
        self._next_type = 0

    def new_term(self, ty: Ty) -> Term:
        """A fresh term metavariable of type `ty`."""
        return Term("meta", (), ty, fresh_id())

    def new_type(self) -> Ty:
        """A type metavariable, fresh in this elaboration."""
        self._next_type += 1
        if self._next_type > _FREEZE:
            raise RecursionError("too many type metavariables")
        return Ty(f"?{self._next_type}")

    def save(self) -> tuple[dict[int, Term], dict[Ty, Ty]]:
        """A snapshot for `restore`."""
        return dict(self.terms), dict(self.types)

    def restore(self, saved: tuple[dict[int, Term], dict[Ty, Ty]]) -> None:
        """Forget the assignments made since the snapshot."""
        self.terms, self.types = dict(saved[0]), dict(saved[1])

    # Instantiation

    def type(self, ty: Ty) -> Ty:
        """`ty` with the assigned type metavariables replaced."""
        if not has_type_meta(ty):
            return ty
        found = self.types.get(ty)
        if found is not None:
            return self.type(found)
        return Ty(ty.name, tuple(self.type(a) for a in ty.args)) if ty.args else ty

    def term(self, t: Term) -> Term:
        """`t` with the assigned metavariables replaced, in terms and types."""
        if not has_metas(t):
            return t
        if t.op == "meta":
            found = self.terms.get(t.data)
            if found is not None:
                return self.term(found)
        args = tuple(self.term(a) for a in t.args)
        if t.op == "app" and args[0].op == "lam" and t.args[0].op != "lam":
            return instantiate(args[0], args[1])  # as Lean instantiates `?f x`
        ty = self.type(t.ty)
        data = (t.data[0], self.type(t.data[1])) if t.op in BINDERS else t.data
        if ty is t.ty and data == t.data and all(map(_is, args, t.args)):
            return t
        return Term(t.op, args, ty, data)

    # Unification

    def unify_types(self, a: Ty, b: Ty) -> bool:
        """Make the two types equal; False (with nothing sensible assigned) where they cannot be."""
        a, b = self.type(a), self.type(b)
        if a is b:
            return True
        if is_type_meta(a):
            return not _occurs_in_type(a, b) and self._assign_type(a, b)
        if is_type_meta(b):
            return not _occurs_in_type(b, a) and self._assign_type(b, a)
        if a.name != b.name or len(a.args) != len(b.args):
            return False
        return all(self.unify_types(x, y) for x, y in zip(a.args, b.args, strict=True))

    def _assign_type(self, meta: Ty, value: Ty) -> bool:
        self.types[meta] = value
        return True

    def unify(self, a: Term, b: Term, default: bool = False) -> bool:
        """Make the two terms equal up to reducible forms (or the default ones); all or nothing."""
        saved = self.save()
        if self._unify(a, b, default):
            return True
        self.restore(saved)
        return False

    def _unify(self, a: Term, b: Term, default: bool) -> bool:
        a, b = self._head(a), self._head(b)
        if a is b or a == b:
            return True
        if a.op == "meta":
            return self._assign(a, b)
        if b.op == "meta":
            return self._assign(b, a)
        if a.ty is NAT and b.ty is NAT and (shifted := _same_offset(a, b)) is not None:
            saved = self.save()
            if self._unify(*shifted, default):
                return True
            self.restore(saved)
        if default and a.ty is NAT:  # what reduces is seen only with the values put in
            a, b = self.term(a), self.term(b)
        left, right = unfold_head(a, default), unfold_head(b, default)
        if left is None and right is None:
            return a.op == b.op and self._unify_node(a, b, default)
        if a.op == b.op:
            saved = self.save()
            if self._unify_node(a, b, default):
                return True
            self.restore(saved)
        if left is not None and right is not None and a.op == b.op:
            return self._unify(left, right, default)
        if left is not None:
            return self._unify(left, b, default)
        assert right is not None
        return self._unify(a, right, default)

    def _unify_node(self, a: Term, b: Term, default: bool) -> bool:
        if len(a.args) != len(b.args) or not self.unify_types(a.ty, b.ty):
            return False
        if a.op in BINDERS:
            if not self.unify_types(a.data[1], b.data[1]):
                return False
        elif a.data != b.data:
            return False
        return all(self._unify(x, y, default) for x, y in zip(a.args, b.args, strict=True))

    def _head(self, t: Term) -> Term:
        if t.op == "lam" and t.args[0].op == "app":
            t = _eta(t)
        while t.op == "meta" and t.data in self.terms:
            t = self.terms[t.data]
        if t.op == "app" and t.args[0].op in ("meta", "app", "lam"):
            t = self.term(t)
            while t.op == "app" and (new := unfold_head(t, False)) is not None:
                t = new
        return t

    def _assign(self, meta: Term, value: Term) -> bool:
        value = self.term(value)
        if value.op == "meta" and value.data == meta.data:
            return True
        if value.loose or any(u.op == "meta" and u.data == meta.data for u in subterms(value)):
            return False
        if not self.unify_types(meta.ty, value.ty):
            return False
        self.terms[meta.data] = value
        return True


def _is(a: object, b: object) -> bool:
    return a is b


def _eta(t: Term) -> Term:
    """`fun x ↦ ?f x` as `?f`."""
    fn, arg = t.args[0].args
    if fn.op == "meta" and arg.op == "bvar" and arg.data == 0:
        return fn
    return t


def _same_offset(a: Term, b: Term) -> tuple[Term, Term] | None:
    """`x + 3` and `y + 1` as `x + 2` and `y`: Lean unifies offsets on ℕ, literals included."""
    (base_a, m), (base_b, n) = _offset(a), _offset(b)
    common = min(m, n)
    if common == 0 or (m == n and a.op == b.op):
        return None
    return _shifted(base_a, m - common), _shifted(base_b, n - common)


def _offset(t: Term) -> tuple[Term | None, int]:
    """`x + n` as x and n, a literal as None and its value."""
    if t.op == "num":
        return None, t.data
    if t.op == "add" and t.args[1].op == "num":
        base, n = _offset(t.args[0])
        return base, n + t.args[1].data
    if t.op == "Nat.succ" and len(t.args) == 1:
        base, n = _offset(t.args[0])
        return base, n + 1
    return t, 0


def _shifted(base: Term | None, by: int) -> Term:
    if base is None:
        return num(by, NAT)
    return base if by == 0 else Term("add", (base, num(by, NAT)), NAT)


def is_type_meta(ty: Ty) -> bool:
    """Whether `ty` is a type metavariable."""
    return ty.name.startswith("?")


@lru_cache(maxsize=1 << 12)
def has_type_meta(ty: Ty) -> bool:
    """Whether a type metavariable occurs in `ty`."""
    return is_type_meta(ty) or any(has_type_meta(a) for a in ty.args)


def _occurs_in_type(meta: Ty, ty: Ty) -> bool:
    return meta is ty or any(_occurs_in_type(meta, a) for a in ty.args)


@lru_cache(maxsize=1 << 16)
def has_metas(t: Term) -> bool:
    """Whether a metavariable, for a term or a type, occurs in `t`."""
    if t.op == "meta" or has_type_meta(t.ty) or (t.op in BINDERS and has_type_meta(t.data[1])):
        return True
    return any(has_metas(a) for a in t.args)


def map_types(t: Term, f: Callable[[Ty], Ty]) -> Term:
    """`t` with `f` applied to every type in it."""
    data = (t.data[0], f(t.data[1])) if t.op in BINDERS else t.data
    return Term(t.op, tuple(map_types(a, f) for a in t.args), f(t.ty), data)
