"""Casts pushed inwards (`push_cast`) and moved out and off (`norm_cast`).

Follows `Mathlib.Tactic.PushCast` and `NormCast` (Lewis and Madelaine, *Simplifying casts and
coercions*, 2020). Only the lemmas without side conditions are built in: `Nat.cast_sub` is a
conditional rewriting rule, which the simplifier applies.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lean_env.embedded.arith.certificate import Casts, Conv
from lean_env.embedded.instances import coerces
from lean_env.embedded.term import COMPLEX, INT, NAT, PROP, RAT, REAL, Term, Ty, arrow, num

TOWER: Final = (NAT, INT, RAT, REAL, COMPLEX)

_FIELDS: Final = frozenset({RAT, REAL, COMPLEX})
_ORDERED: Final = frozenset({NAT, INT, RAT, REAL})
_CASTS: Final = Casts()
_RELATIONS: Final = frozenset({"eq", "ne", "lt", "le", "gt", "ge"})

Step = tuple[Term, Conv]


# --- inwards -------------------------------------------------------------------------------------


def push_step(t: Term) -> Step | None:
    """One step of `push_cast` at the head of a term."""
    if t.op != "cast" or t.ty not in TOWER or t.args[0].ty not in TOWER:
        return None
    pushed = _pushed(t.args[0], t.ty)
    return None if pushed is None else (pushed, _CASTS)


def lift_step(target: Ty) -> Callable[[Term], Step | None]:
    """The steps of `zify` and its kin: relations moved to the type, casts pushed inwards."""
    return _Lift(target)


class _Lift:
    def __init__(self, target: Ty) -> None:
        self.target = target

    def __call__(self, t: Term) -> Step | None:
        if t.ty is not PROP:
            return push_step(t)
        if t.op not in _RELATIONS and not (t.op == "dvd" and self.target is INT):
            return None
        source = t.args[0].ty
        if source not in (NAT, INT) or source is self.target:
            return None
        if source is INT and self.target is INT:
            return None
        return Term(t.op, tuple(_cast(a, self.target) for a in t.args), PROP), _CASTS


def _cast(t: Term, ty: Ty) -> Term:
    return Term("cast", (t,), ty)


def _pushed(t: Term, ty: Ty) -> Term | None:
    """`(t : ty)` with the cast one step further in; None where it stays."""
    op, source = t.op, t.ty
    if op == "num":
        return num(t.data, ty)
    if op == "cast" and coerces(t.args[0].ty, ty) and t.args[0].ty in TOWER:
        return _cast(t.args[0], ty)
    if op == "Nat.succ":
        return Term("add", (_cast(t.args[0], ty), num(1, ty)), ty)
    if op == "pow" and (t.args[1].ty is NAT or (source in _FIELDS and t.args[1].ty is INT)):
        return Term("pow", (_cast(t.args[0], ty), t.args[1]), ty)
    if op in ("Finset.sum", "Finset.prod") and t.args[1].op == "lam":
        function = t.args[1]
        body = Term(
            "lam", (_cast(function.args[0], ty),), arrow(function.data[1], ty), function.data
        )
        return Term(op, (t.args[0], body), ty)
    if op in _moving(source, ty):
        return Term(op, tuple(_cast(a, ty) for a in t.args), ty)
    return None


def _moving(source: Ty, target: Ty) -> frozenset[str]:
    """The operations that the cast is a homomorphism for."""
    ops = {"add", "mul"}
    if source is not NAT:
        ops |= {"sub", "neg"}
    if source in _FIELDS:
        ops |= {"div", "inv"}
    elif source is NAT and target is INT:
        ops |= {"div", "mod"}
    if target in _ORDERED:
        ops |= {"min", "max"}
        if source is not NAT:
            ops.add("abs")
    return frozenset(ops)


# --- outwards ------------------------------------------------------------------------------------


def norm_cast(t: Term) -> Term:
    """The proposition (or term) with casts moved towards the root, and off relations."""
    return _clean(_up(t))


def raise_casts(t: Term) -> Term:
    """As `norm_cast`, but numerals of other types are left as casts of naturals."""
    return _up(t)


def _up(t: Term) -> Term:
    if t.op == "num":
        return _cast(num(t.data, NAT), t.ty) if t.ty in TOWER and t.ty is not NAT else t
    if not t.args:
        return t
    if t.op == "pow" and t.args[1].ty is not NAT and t.args[0].ty not in _FIELDS:
        return t
    if t.op == "pow":
        # the exponent stays, tidied on its own
        return _moved(t.replace_args((_up(t.args[0]), _clean(_up(t.args[1])))))
    return _moved(t.replace_args(tuple(_up(a) for a in t.args)))


def _moved(t: Term) -> Term:
    """One step outwards at the head, where the arguments are done."""
    op = t.op
    if op == "cast":
        inner = t.args[0]
        if inner.op == "cast" and coerces(inner.args[0].ty, t.ty):
            return _cast(inner.args[0], t.ty)
        return t
    if op in ("Finset.sum", "Finset.prod") and t.args[1].op == "lam":
        return _moved_sum(t)
    if t.ty is PROP:
        return _moved_relation(t)
    if t.ty not in TOWER:
        return t
    if op == "pow":
        base, exponent = t.args
        if base.op != "cast":
            return t
        inner = base.args[0]
        if exponent.ty is NAT or inner.ty in _FIELDS:
            return _cast(Term("pow", (inner, exponent), inner.ty), t.ty)
        return t
    source = _common(t.args, t.ty)
    if source is None or op not in _moving(source, t.ty):
        return t
    return _cast(Term(op, tuple(_down(a, source) for a in t.args), source), t.ty)


def _moved_sum(t: Term) -> Term:
    function = t.args[1]
    body = function.args[0]
    if body.op != "cast" or body.args[0].ty not in TOWER:
        return t
    inner = body.args[0]
    new = Term("lam", (inner,), arrow(function.data[1], inner.ty), function.data)
    return _cast(Term(t.op, (t.args[0], new), inner.ty), t.ty)


def _moved_relation(t: Term) -> Term:
    if t.op not in _RELATIONS and t.op != "dvd":
        return t
    ty = t.args[0].ty
    if ty not in TOWER:
        return t
    source = _common(t.args, ty)
    if source is None or (t.op == "dvd" and (source, ty) != (NAT, INT)):
        return t
    return Term(t.op, tuple(_down(a, source) for a in t.args), PROP)


def _common(args: tuple[Term, ...], ty: Ty) -> Ty | None:
    """The type that all arguments are casts from, perhaps of casts."""
    if not args or any(a.op != "cast" or a.ty is not ty for a in args):
        return None
    types = {a.args[0].ty for a in args}
    top = max(types, key=lambda s: TOWER.index(s) if s in TOWER else -1)
    if any(s is not top and not coerces(s, top) for s in types) or top not in TOWER:
        return None
    return top


def _down(t: Term, source: Ty) -> Term:
    """`t`, which is a cast, as a term of the type `source`."""
    inner = t.args[0]
    return inner if inner.ty is source else _cast(inner, source)


def _clean(t: Term) -> Term:
    """Casts of numerals are numerals."""
    if not t.args:
        return t
    t = t.replace_args(tuple(_clean(a) for a in t.args))
    if t.op == "cast" and t.args[0].op == "num" and t.ty in TOWER:
        return num(t.args[0].data, t.ty)
    return t
