"""Which type has which operation: the instances and coercions that Lean finds."""

from __future__ import annotations

from typing import Final

from lean_env.embedded.constants import NNREAL, constants
from lean_env.embedded.term import COMPLEX, INT, NAT, RAT, REAL, Term, Ty

_WITH_NEG: Final = frozenset({INT, RAT, REAL, COMPLEX})
_FIELDS: Final = frozenset({RAT, REAL, COMPLEX})
_ORDERED: Final = frozenset({NAT, INT, RAT, REAL, NNREAL})
_NUMBERS: Final = frozenset({NAT, INT, RAT, REAL, COMPLEX, NNREAL})

COERCIONS: Final[dict[Ty, frozenset[Ty]]] = {
    NAT: frozenset({INT, RAT, REAL, COMPLEX, NNREAL}),
    INT: frozenset({RAT, REAL, COMPLEX}),
    RAT: frozenset({REAL, COMPLEX}),
    REAL: frozenset({COMPLEX}),
    NNREAL: frozenset({REAL}),
}

# op -> (the class that Lean names in its message, the types that have it, ZMod included)
_CLASSES: Final[dict[str, tuple[str, frozenset[Ty], bool]]] = {
    "add": ("HAdd", _NUMBERS, True),
    "sub": ("HSub", _NUMBERS, True),
    "mul": ("HMul", _NUMBERS, True),
    "div": ("HDiv", _NUMBERS, True),
    "mod": ("HMod", frozenset({NAT, INT}), False),
    "neg": ("Neg", _WITH_NEG, True),
    "inv": ("Inv", _FIELDS | {NNREAL}, True),
    "lt": ("LT", _ORDERED, False),
    "le": ("LE", _ORDERED, False),
    "gt": ("LT", _ORDERED, False),
    "ge": ("LE", _ORDERED, False),
    "abs": ("Lattice", _WITH_NEG - {COMPLEX}, False),
    "min": ("Min", _ORDERED, False),
    "max": ("Max", _ORDERED, False),
    "dvd": ("Dvd", frozenset({NAT, INT}), True),
    "num": ("OfNat", _NUMBERS, True),
    "decimal": ("OfScientific", _FIELDS | {NNREAL}, False),
    "norm": ("Norm", frozenset({INT, RAT, REAL, COMPLEX}), False),
}
# Lean has these instances, but the fragment does not give them a meaning.
_FOREIGN: Final = frozenset({("mod", RAT), ("mod", REAL), ("mod", COMPLEX)}) | {
    ("dvd", t) for t in (RAT, REAL, COMPLEX, NNREAL)
}
_POWERS: Final = frozenset(
    {(t, NAT) for t in _NUMBERS}
    | {(t, INT) for t in (*_FIELDS, NNREAL)}
    | {(REAL, REAL), (COMPLEX, COMPLEX), (NNREAL, REAL)}
)


def coerces(source: Ty, target: Ty) -> bool:
    """Whether Lean has a coercion from one type to the other (different) one."""
    found = COERCIONS.get(source)
    if found is not None and target in found:
        return True
    return target.name == "ZMod" and (source is NAT or source is INT)


def missing_instance(t: Term) -> tuple[str, bool] | None:
    """The instance that a node (with final types) needs and Lean does not find.

    Returns its text and whether Lean does have it but the fragment does not; None if all is well.
    """
    op = t.op
    entry = _CLASSES.get(op)
    if entry is not None:
        ty = t.args[0].ty if t.args else t.ty
        name, types, zmod = entry
        if ty in types or (zmod and ty.name == "ZMod"):
            return None
        if op in ("lt", "le", "gt", "ge") and ty.name in ("Set", "Finset", "→", "Prop", "×"):
            return f"{name} {show(ty)}", True
        shown = show(ty)
        if name.startswith("H"):
            return f"{name} {shown} {shown} {shown}", (op, ty) in _FOREIGN
        if op == "decimal" and ty is NAT:
            return "a decimal of no given type (Lean takes Float)", True
        return f"{name} {shown}", (op, ty) in _FOREIGN
    if op == "pow":
        base, exponent = t.args[0].ty, t.args[1].ty
        if (base, exponent) in _POWERS or (base.name == "ZMod" and exponent is NAT):
            return None
        return f"HPow {show(base)} {show(exponent)} {show(base)}", False
    constant = constants().get(op)
    if constant is not None and constant.types is not None and constant.params:
        alpha = _alpha(constant.params[0], t.args[0].ty) if t.args else None
        if alpha is not None and alpha not in constant.types:
            return f"the instance that {op} needs on {show(alpha)}", alpha not in (COMPLEX, REAL)
    return None


def _alpha(param: Ty, actual: Ty) -> Ty | None:
    """What α is in `actual`, an instance of `param`."""
    if param.name == "α":
        return actual
    for p, a in zip(param.args, actual.args, strict=False):
        found = _alpha(p, a)
        if found is not None:
            return found
    return None


def show(ty: Ty, atomic: bool = False) -> str:
    """A type as Lean prints it; `atomic` puts parentheses round a compound one."""
    if not ty.args:
        return ty.name
    if ty.name == "→":
        text = f"{show(ty.args[0], ty.args[0].name == '→')} → {show(ty.args[1])}"
    elif ty.name == "Prod":
        text = f"{show(ty.args[0], True)} × {show(ty.args[1], ty.args[1].name == '→')}"
    elif ty.name == "Equiv":
        text = f"{show(ty.args[0], True)} ≃ {show(ty.args[1], True)}"
    else:
        text = " ".join([ty.name, *(show(a, True) for a in ty.args)])
    return f"({text})" if atomic else text
