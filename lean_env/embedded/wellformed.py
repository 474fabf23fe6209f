"""Type checking of terms, for the kernel: a term that a tactic made up is not to be trusted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lean_env.embedded.constants import ALPHA, BETA, NNREAL, constants
from lean_env.embedded.term import (
    BINDERS,
    COMPLEX,
    INT,
    NAT,
    PROP,
    RAT,
    REAL,
    Term,
    Ty,
    arrow,
    subterms,
)

_NUMBERS: Final = (NAT, INT, RAT, REAL, COMPLEX)
_NUMERAL_TYPES: Final = frozenset({n.name for n in _NUMBERS} | {"NNReal", "ENNReal", "ZMod"})
_NO_NEGATION: Final = frozenset({"ℕ", "NNReal", "ENNReal", "Prop"})
_SET_CONSTANTS: Final = frozenset({"setOf", "lowerBounds", "upperBounds"})
_SAME_TYPE: Final = frozenset({"add", "sub", "mul", "div", "mod", "abs", "min", "max"})
_ORDERED_OPS: Final = frozenset({"abs", "min", "max"})
_ORDER: Final = frozenset({"lt", "le", "gt", "ge"})
_CONNECTIVES: Final = {"and": 2, "or": 2, "not": 1, "imp": 2, "iff": 2, "true": 0, "false": 0}
_ARITY: Final = {"add": 2, "sub": 2, "mul": 2, "div": 2, "mod": 2, "abs": 1, "min": 2, "max": 2}


class IllTyped(ValueError):
    """A term that is not well typed; the message says why."""


def check_term(term: Term, variables: Mapping[int, Ty]) -> None:
    """Raise `IllTyped` unless `term` is closed, well typed, and over the variables in scope."""
    if term.loose:
        raise IllTyped("a loose bound variable")
    _check(term, ())
    for u in subterms(term):
        if u.op == "fvar" and variables.get(u.data) is not u.ty:
            raise IllTyped(f"variable {u.data} is not in scope at this type")


def _require(condition: bool, term: Term) -> None:
    if not condition:
        raise IllTyped(f"ill-typed term {term!r}")


_closed: dict[Term, None] = {}
_CLOSED_LIMIT: Final = 1 << 16


def _check(t: Term, bound: tuple[Ty, ...]) -> None:
    """Check the node and everything below; `bound` are the binders' types, innermost last."""
    if t.loose == 0 and t in _closed:
        return
    op = t.op
    if op in BINDERS:
        name, ty = t.data
        _require(isinstance(name, str) and isinstance(ty, Ty) and len(t.args) == 1, t)
        body = t.args[0]
        _check(body, (*bound, ty))
        if op == "lam":
            _require(t.ty is arrow(ty, body.ty), t)
        else:
            _require(t.ty is PROP and body.ty is PROP, t)
    else:
        for a in t.args:
            _check(a, bound)
        _check_node(t, bound)
    if t.loose == 0:
        if len(_closed) >= _CLOSED_LIMIT:
            _closed.clear()
        _closed[t] = None


def _check_node(t: Term, bound: tuple[Ty, ...]) -> None:
    op, args, types = t.op, t.args, tuple(a.ty for a in t.args)
    if op == "fvar":
        _require(not args and isinstance(t.data, int), t)
    elif op == "bvar":
        _require(0 <= t.data < len(bound) and bound[-1 - t.data] is t.ty, t)
    elif op == "num":
        _require(isinstance(t.data, int) and t.data >= 0, t)
        _require(t.ty.name in _NUMERAL_TYPES, t)
    elif op == "decimal":
        _require(t.ty in (RAT, REAL, COMPLEX) and not args, t)
        _require(isinstance(t.data, tuple) and [type(x) for x in t.data] == [int, int], t)
        _require(t.data[0] >= 0, t)
    elif op == "ite":
        _require([a.ty for a in args] == [PROP, t.ty, t.ty], t)
    elif op in _SAME_TYPE:
        _require(len(args) == _ARITY[op] and all(ty is t.ty for ty in types), t)
        _require(t.ty is not PROP and not (op in _ORDERED_OPS and t.ty is COMPLEX), t)
        _require(not (op == "mod" and t.ty is COMPLEX), t)
    elif op == "neg":
        _require(types == (t.ty,) and t.ty.name not in _NO_NEGATION, t)
    elif op == "inv":
        _require(types == (t.ty,) and t.ty not in (PROP, NAT, INT), t)
    elif op == "pow":
        _require(len(args) == 2 and types[0] is t.ty and t.ty is not PROP, t)
        _require(types[1] in _NUMBERS, t)
        _require(types[1] is NAT or t.ty not in (NAT, INT), t)
    elif op in ("eq", "ne"):
        _require(t.ty is PROP and len(args) == 2 and types[0] is types[1], t)
    elif op in _ORDER or op == "dvd":
        _require(t.ty is PROP and len(args) == 2 and types[0] is types[1], t)
        _require(types[0] is not PROP and (op == "dvd" or types[0] is not COMPLEX), t)
    elif op in _CONNECTIVES:
        _require(len(args) == _CONNECTIVES[op] and all(a.ty is PROP for a in (*args, t)), t)
    elif op == "app":
        _require(len(args) == 2 and types[0] is arrow(types[1], t.ty), t)
    elif op == "cast":
        _require(len(args) == 1 and _casts(types[0], t.ty), t)
    elif op == "mem":
        _require(t.ty is PROP and len(args) == 2 and args[0].ty in types[1].args, t)
    else:
        _check_constant(t, types)


def _casts(source: Ty, target: Ty) -> bool:
    if source in _NUMBERS and target in _NUMBERS:
        return _NUMBERS.index(source) < _NUMBERS.index(target)
    known = {(NAT, "NNReal"), (NNREAL, "ℝ"), (NAT, "ZMod"), (INT, "ZMod")}
    return (source, target.name) in known


def _check_constant(t: Term, types: tuple[Ty, ...]) -> None:
    """A constant by its Mathlib name. Notations of sets, which are in no table, are opaque."""
    constant = constants().get(t.op)
    if constant is None:
        _require(t.op[:1].isupper() or "." in t.op or t.op in _SET_CONSTANTS, t)
        return
    _require(len(types) <= len(constant.params), t)
    result = constant.result
    for param in reversed(constant.params[len(types) :]):
        result = arrow(param, result)
    values: dict[Ty, Ty] = {}
    pairs = (*zip(constant.params, types, strict=False), (result, t.ty))
    _require(all(_matches(declared, given, values) for declared, given in pairs), t)
    if constant.types is not None and ALPHA in values:
        _require(values[ALPHA] in constant.types, t)


def _matches(declared: Ty, given: Ty, values: dict[Ty, Ty]) -> bool:
    """Whether `given` is `declared` with types for its variables, collected in `values`."""
    if declared is ALPHA or declared is BETA:
        return values.setdefault(declared, given) is given
    if declared.name != given.name or len(declared.args) != len(given.args):
        return False
    return all(_matches(d, g, values) for d, g in zip(declared.args, given.args, strict=True))
