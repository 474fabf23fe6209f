"""Checks conversions that only move casts: both sides have the same form with casts at the leaves.

Each law used is one of Mathlib's (`Nat.cast_add`, `Int.cast_sub`, `Rat.cast_div`, `Nat.cast_le`, …)
and holds without side conditions: in particular nothing is known of `↑(a - b)` and of `↑(a / b)`
for naturals (but for the cast of a quotient to ℤ).
"""

from __future__ import annotations

from typing import Final

from lean_env.embedded.arith.certificate import CertificateError
from lean_env.embedded.term import COMPLEX, INT, NAT, PROP, RAT, REAL, Term, Ty, num

_TOWER: Final = (NAT, INT, RAT, REAL, COMPLEX)
_ORDERED: Final = (NAT, INT, RAT, REAL)
_FIELDS: Final = (RAT, REAL, COMPLEX)
_ORDERS: Final = ("lt", "le", "gt", "ge")


def check_casts(before: Term, after: Term) -> None:
    """Raises `CertificateError` unless the two differ only in where the casts are."""
    if not _agree(before, after):
        raise CertificateError("the two differ in more than casts")


def _agree(p: Term, q: Term) -> bool:
    if p == q:
        return True
    if p.ty is not PROP or q.ty is not PROP:
        return p.ty is q.ty and _push(p) == _push(q)
    if p.op != q.op or len(p.args) != len(q.args):
        return False
    if p.op in ("forall", "exists", "exists_unique"):
        return p.data[1] is q.data[1] and _agree(p.args[0], q.args[0])
    if p.op in ("and", "or", "not", "imp", "iff"):
        return all(_agree(a, b) for a, b in zip(p.args, q.args, strict=True))
    types = {a.ty for a in (*p.args, *q.args)}
    if len(types) == 1:
        return p.data == q.data and all(
            _push(a) == _push(b) for a, b in zip(p.args, q.args, strict=True)
        )
    return _same_relation(p, q)


def _same_relation(p: Term, q: Term) -> bool:
    """`↑a R ↑b` and `a R b`: casts keep and reflect = and the order, and ∣ from ℕ to ℤ."""
    if len(p.args) != 2 or any(len({a.ty for a in r.args}) != 1 for r in (p, q)):
        return False
    first, second = p.args[0].ty, q.args[0].ty
    if p.op in _ORDERS:
        allowed: tuple[Ty, ...] = _ORDERED
    elif p.op in ("eq", "ne"):
        allowed = _TOWER
    elif p.op == "dvd":
        allowed = (NAT, INT)
    else:
        return False
    if first not in allowed or second not in allowed:
        return False
    top = max(first, second, key=_TOWER.index)
    return all(
        _lift(_push(a), top) == _lift(_push(b), top) for a, b in zip(p.args, q.args, strict=True)
    )


def _push(t: Term) -> Term:
    """The term with its casts pushed inwards, everywhere in it."""
    if not t.args:
        return t
    t = t.replace_args(tuple(_push(a) for a in t.args))
    if t.op == "cast" and t.ty in _TOWER and t.args[0].ty in _TOWER:
        return _lift(t.args[0], t.ty)
    return t


def _lift(t: Term, ty: Ty) -> Term:
    """`(t : ty)` for a term whose casts are pushed inwards."""
    source = t.ty
    if source is ty:
        return t
    if source not in _TOWER or _TOWER.index(source) > _TOWER.index(ty):
        raise CertificateError("not a cast")
    op = t.op
    if op == "num":
        return num(t.data, ty)
    if op == "cast" and t.args[0].ty in _TOWER:
        return _lift(t.args[0], ty)
    if op == "Nat.succ":
        return Term("add", (_lift(t.args[0], ty), num(1, ty)), ty)
    if op == "pow" and (t.args[1].ty is NAT or (source in _FIELDS and t.args[1].ty is INT)):
        return Term("pow", (_lift(t.args[0], ty), t.args[1]), ty)
    if op in ("Finset.sum", "Finset.prod") and t.args[1].op == "lam":
        function = t.args[1]
        body = _lift(function.args[0], ty)
        arrow = Ty("→", (function.data[1], ty))
        return Term(op, (t.args[0], Term("lam", (body,), arrow, function.data)), ty)
    if _distributes(op, source, ty):
        return Term(op, tuple(_lift(a, ty) for a in t.args), ty)
    if op in ("div", "mod") and source is INT:
        natural = _natural(t)
        if natural is not None:
            return Term("cast", (natural,), ty)
    return Term("cast", (t,), ty)


def _distributes(op: str, source: Ty, ty: Ty) -> bool:
    """Whether the cast of the operation is the operation on the casts."""
    if op in ("add", "mul"):
        return True
    if op in ("sub", "neg"):
        return source is not NAT
    if op in ("div", "inv"):
        return source in _FIELDS or (op == "div" and source is NAT and ty is INT)
    if op == "mod":
        return source is NAT and ty is INT
    if op in ("min", "max"):
        return ty in _ORDERED
    return op == "abs" and source is not NAT and ty in _ORDERED


def _natural(t: Term) -> Term | None:
    """The term of type ℕ that this integer, its casts pushed inwards, is the cast of."""
    if t.op == "cast" and t.args[0].ty is NAT:
        return t.args[0]
    if t.op == "num":
        return num(t.data, NAT)
    if t.op in ("add", "mul", "div", "mod", "min", "max"):
        parts = [_natural(a) for a in t.args]
        left, right = parts
        return None if left is None or right is None else Term(t.op, (left, right), NAT)
    if t.op == "pow" and t.args[1].ty is NAT:
        base = _natural(t.args[0])
        return None if base is None else Term("pow", (base, t.args[1]), NAT)
    return None
