"""Values for what the concrete evaluator leaves out: functions, sets, quantifiers, real functions.

Real functions are evaluated in floating point and compared with a tolerance; a comparison too close
to call is `Unknown`. A quantifier ranges over a few numbers, among them all members of every set.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from experiments.benchmarks.concrete_values import Gauss, Unknown, evaluate, number
from lean_env.embedded.term import (
    BINDERS,
    COMPLEX,
    INT,
    NAT,
    PROP,
    REAL,
    Term,
    Ty,
    fvar,
    instantiate,
    subterms,
)

_REAL_FUNCTIONS: dict[str, Callable[[float], float]] = {
    "Real.exp": math.exp,
    "Real.sin": math.sin,
    "Real.cos": math.cos,
    "Real.tan": math.tan,
    "Real.log": lambda x: 0.0 if x == 0 else math.log(abs(x)),
}
_ROUND: dict[str, Callable[[Any], int]] = {
    "Int.floor": math.floor,
    "Int.ceil": math.ceil,
    "Nat.floor": lambda x: max(0, math.floor(x)),
    "Nat.ceil": lambda x: max(0, math.ceil(x)),
}
_SETS: dict[str, Callable[..., Callable[[Any], bool]]] = {
    "Set.Icc": lambda a, b: lambda x: a <= x <= b,
    "Set.Ico": lambda a, b: lambda x: a <= x < b,
    "Set.Ioc": lambda a, b: lambda x: a < x <= b,
    "Set.Ioo": lambda a, b: lambda x: a < x < b,
    "Set.Ici": lambda a: lambda x: x >= a,
    "Set.Iic": lambda a: lambda x: x <= a,
    "Set.Ioi": lambda a: lambda x: x > a,
    "Set.Iio": lambda a: lambda x: x < a,
}
_INEXACT = frozenset({*_REAL_FUNCTIONS, "Real.pi", "Real.rpow", "Real.logb"})
_RELATIONS = frozenset({"eq", "ne", "lt", "le", "gt", "ge"})
_TOLERANCE = 1e-9


def inexact(t: Term) -> bool:
    """Whether the term has values in floating point only."""
    return any(u.op in _INEXACT or (u.op == "pow" and u.args[1].ty is REAL) for u in subterms(t))


def value(t: Term, env: Mapping[int, Any]) -> Any:
    """The value of a term under values for its free variables. Raises `Unknown`."""
    op = t.op
    if op in ("forall", "exists"):
        values = domain(t.data[1])
        var = fvar(t.data[1])
        body = instantiate(t, var)
        results = (value(body, {**env, var.data: x}) for x in values)
        return all(results) if op == "forall" else any(results)
    if op == "lam":
        var = fvar(t.data[1])
        body = instantiate(t, var)
        return lambda x: value(body, {**env, var.data: x})
    if op == "fvar":
        return env[t.data]
    if op == "imp" and not value(t.args[0], env):
        return True
    args = [value(a, env) for a in t.args]
    if op == "app":
        return args[0](args[1])
    if op in ("Finset.sum", "Finset.prod"):
        total = number(0 if op == "Finset.sum" else 1, t.ty)
        for x in sorted(args[0]):
            total = total + args[1](x) if op == "Finset.sum" else total * args[1](x)
        return total
    if op in _REAL_FUNCTIONS:
        return _REAL_FUNCTIONS[op](float(args[0]))
    if op == "Real.logb":
        base, log = (_REAL_FUNCTIONS["Real.log"](float(x)) for x in args)
        return log / base if base else 0.0
    if op == "Prime":
        n = abs(args[0])
        return n > 1 and all(n % d for d in range(2, n))
    if op == "Real.pi":
        return math.pi
    if op in _ROUND:
        return _ROUND[op](args[0])
    if op in _SETS:
        return _SETS[op](*args)
    if op == "mem" and callable(args[1]):
        return args[1](args[0])
    if op == "Finset.filter":
        return frozenset(x for x in args[1] if args[0](x))
    if op in ("Union.union", "Inter.inter"):
        return args[0] | args[1] if op == "Union.union" else args[0] & args[1]
    if op == "Insert.insert":
        return frozenset({args[0], *args[1]})
    if op == "ite":
        return args[1] if args[0] else args[2]
    if op == "Singleton.singleton":
        return frozenset(args)
    if op == "EmptyCollection.emptyCollection":
        return frozenset()
    if op in ("Complex.re", "Complex.im"):
        return args[0].re if op == "Complex.re" else args[0].im
    if op == "pow" and t.args[1].ty is REAL:
        base, exponent = float(args[0]), float(args[1])
        if base < 0 or (base == 0 and exponent < 0):
            raise Unknown("a real power")
        return base**exponent
    if op in _RELATIONS and any(isinstance(a, float) for a in args):
        return _compare(op, float(args[0]), float(args[1]))
    if any(isinstance(a, float) for a in args):
        return _float_operation(t, [float(a) for a in args])
    stand_ins = [fvar(a.ty) for a in t.args]
    assert op not in BINDERS
    shallow = Term(op, tuple(stand_ins), t.ty, t.data)
    try:
        return evaluate(shallow, {v.data: a for v, a in zip(stand_ins, args, strict=True)})
    except Unknown:
        if op != "Real.sqrt":
            raise
        return _float_operation(t, [float(args[0])])  # of a number that is no square


def domain(ty: Ty) -> list[Any]:
    """The numbers that a quantifier ranges over."""
    if ty is NAT:
        return list(range(12))
    if ty is INT:
        return list(range(-8, 12))
    if ty is PROP:
        return [True, False]
    if ty is COMPLEX:
        return [Gauss(Fraction(a), Fraction(b)) for a in range(-2, 3) for b in range(-2, 3)]
    return [Fraction(n, d) for n in range(-8, 12) for d in (1, 2)]


def _compare(op: str, a: float, b: float) -> bool:
    close = abs(a - b) <= _TOLERANCE * max(1.0, abs(a), abs(b))
    if op in ("eq", "ne"):
        return close == (op == "eq")
    if close:  # true or false by a rounding error: only ≤ and ≥ may hold with equality
        return op in ("le", "ge")
    return (a < b) == (op in ("lt", "le"))


def _float_operation(t: Term, args: list[float]) -> float:
    match t.op:
        case "add":
            return args[0] + args[1]
        case "sub":
            return args[0] - args[1]
        case "mul":
            return args[0] * args[1]
        case "div":
            return args[0] / args[1] if args[1] else 0.0
        case "inv":
            return 1 / args[0] if args[0] else 0.0
        case "neg":
            return -args[0]
        case "abs":
            return abs(args[0])
        case "pow":
            return float(args[0] ** int(args[1]))
        case "cast":
            return args[0]
        case "Real.sqrt":
            return math.sqrt(max(args[0], 0.0))
    raise NotImplementedError(t.op)
