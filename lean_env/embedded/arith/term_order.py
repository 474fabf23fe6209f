"""The order that ordered rewriting goes by: Lean's `Expr.acLt`, which is compatible with AC.

A term is smaller than one that has an argument at least as large; else variables come before
constants, constants before applications; applications are compared by the function's name, then
the arguments from left to right. Terms are compared as Lean elaborates them: an
operation has its type among its arguments (`x * y` is `HMul.hMul ℝ ℝ ℝ _ x y`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from lean_env.embedded.term import BINDERS, Term

# operation -> Lean's function, and how many arguments it has
_HEADS: Final[dict[str, tuple[str, int]]] = {
    "add": ("HAdd.hAdd", 6),
    "sub": ("HSub.hSub", 6),
    "mul": ("HMul.hMul", 6),
    "div": ("HDiv.hDiv", 6),
    "mod": ("HMod.hMod", 6),
    "pow": ("HPow.hPow", 6),
    "neg": ("Neg.neg", 3),
    "inv": ("Inv.inv", 3),
    "num": ("OfNat.ofNat", 3),
    "abs": ("abs", 4),
    "min": ("Min.min", 4),
    "max": ("Max.max", 4),
    "dvd": ("Dvd.dvd", 4),
    "eq": ("Eq", 3),
    "ne": ("Ne", 3),
    "lt": ("LT.lt", 4),
    "le": ("LE.le", 4),
    "gt": ("GT.gt", 4),
    "ge": ("GE.ge", 4),
    "and": ("And", 2),
    "or": ("Or", 2),
    "not": ("Not", 1),
    "iff": ("Iff", 2),
    "exists": ("Exists", 2),
    "mem": ("Membership.mem", 5),
    "cast": ("Nat.cast", 3),
}
_FVAR, _CONST, _APP, _LAM, _FORALL = 1, 4, 8, 9, 10


def _weight(t: Term) -> int:
    if t.op in ("fvar", "bvar", "meta"):
        return _FVAR if t.op != "bvar" else 0
    if t.op in ("forall", "imp"):
        return _FORALL
    if t.op == "lam":
        return _LAM
    return _APP if t.args or t.op == "num" else _CONST


def _spine(t: Term) -> tuple[Term, list[Term]]:
    args: list[Term] = []
    while t.op == "app":
        args.append(t.args[1])
        t = t.args[0]
    return t, args[::-1]


@lru_cache(maxsize=1 << 16)
def smaller(a: Term, b: Term) -> bool:
    """Whether `a` comes before `b`."""
    if a is b or a == b:
        return False
    if _has_child_at_least(b, a):
        return True
    if _has_child_at_least(a, b):
        return False
    wa, wb = _weight(a), _weight(b)
    if wa != wb:
        return wa < wb
    if wa == _FVAR:
        return bool(a.data < b.data)
    if wa != _APP:
        return _by_structure(a, b)
    return _applications(a, b)


def _has_child_at_least(t: Term, a: Term) -> bool:
    if t.op == "num":
        # its type, a constant, and its literal: more than any variable
        return _weight(a) <= _FVAR
    if t.op == "app":
        return any(not smaller(x, a) for x in _spine(t)[1])
    if t.op in BINDERS or t.op == "imp":
        return False
    return any(not smaller(x, a) for x in t.args) or (bool(t.args) and _weight(a) <= _FVAR)


def _applications(a: Term, b: Term) -> bool:
    if a.op == "app" or b.op == "app":
        (f, xs), (g, ys) = _spine(a), _spine(b)
        if len(xs) != len(ys) or a.op != b.op:
            return _count(a) < _count(b)
        if f != g:
            return smaller(f, g)
        return _lexicographic(xs, ys)
    if a.op != b.op:
        return _head(a) < _head(b)
    if a.op == "num":
        return bool(a.data < b.data) if a.ty is b.ty else a.ty.name < b.ty.name
    return _lexicographic(list(a.args), list(b.args))


def _lexicographic(xs: list[Term], ys: list[Term]) -> bool:
    for x, y in zip(xs, ys, strict=False):
        if smaller(x, y):
            return True
        if smaller(y, x):
            return False
    return False


def _by_structure(a: Term, b: Term) -> bool:
    if a.op != b.op:
        return a.op < b.op
    return _lexicographic(list(a.args), list(b.args))


def _head(t: Term) -> str:
    return _HEADS.get(t.op, (t.op, 0))[0]


def _count(t: Term) -> int:
    if t.op == "app":
        return len(_spine(t)[1])
    return _HEADS[t.op][1] if t.op in _HEADS else len(t.args)
