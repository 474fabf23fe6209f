"""Statements of the fragment in z3's language, with Lean's conventions spelt out.

ℕ becomes the integers from 0 on, ℚ and ℝ become real numbers, ℂ pairs of them. Subtraction on ℕ
truncates, `x / 0 = 0`, `x % 0 = x`, a remainder is never negative. A function into ℕ is constrained
to be one. What has no exact counterpart is refused (`NotTranslated`), never approximated.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

import z3

from experiments.benchmarks.concrete_values import Gauss
from lean_env.embedded.term import (
    COMPLEX,
    INT,
    NAT,
    PROP,
    RAT,
    REAL,
    Term,
    Ty,
    fvar,
    instantiate,
)

_MILLISECONDS: Final = 10_000
_LARGEST_POWER: Final = 12
_LARGEST_CLOSED_BITS: Final = 4096


class NotTranslated(Exception):
    """A term that has no exact counterpart; the message names its operation."""


@dataclass(frozen=True, slots=True)
class Counterexample:
    """Values of the variables; `rational` where all of them are known exactly as such."""

    values: dict[int, Any]
    rational: bool
    text: str


def counterexample(
    facts: Sequence[Term], target: Term, variables: Sequence[Term], work: int
) -> Counterexample | None:
    """Where the facts hold and the target does not, if z3 finds such a place with that much work.

    Raises `NotTranslated`.
    """
    translation = _Translation()
    solver = z3.Solver()
    solver.set("rlimit", work)
    solver.set("timeout", _MILLISECONDS)
    for variable in variables:
        translation.declare(variable)
    for fact in facts:
        solver.add(translation.proposition(fact))
    solver.add(z3.Not(translation.proposition(target)))
    solver.add(*translation.constraints)
    try:
        if solver.check() != z3.sat:
            return None
        return _read(solver.model(), translation, variables)
    except z3.Z3Exception as error:
        raise NotTranslated(str(error)) from None


def _read(model: Any, translation: _Translation, variables: Sequence[Term]) -> Counterexample:
    values: dict[int, Any] = {}
    rational = True
    for variable in variables:
        symbol = translation.symbols[variable.data]
        if variable.ty is COMPLEX:
            re, im = (_number(model, part) for part in symbol)
            rational = rational and re is not None and im is not None
            if rational:
                values[variable.data] = Gauss(re or Fraction(0), im or Fraction(0))
        elif isinstance(symbol, z3.FuncDeclRef):
            rational = False
        else:
            value = _number(model, symbol)
            rational = rational and value is not None
            if value is not None:
                values[variable.data] = int(value) if variable.ty in (NAT, INT) else value
    if not rational and any(v.ty is RAT for v in variables):
        raise NotTranslated("ℚ with a value that is not rational")
    return Counterexample(values, rational, " ".join(str(model).split()))


def _number(model: Any, symbol: Any) -> Fraction | None:
    value = model.eval(symbol, model_completion=True)
    if z3.is_int_value(value):
        return Fraction(value.as_long())
    if z3.is_rational_value(value):
        return Fraction(value.numerator_as_long(), value.denominator_as_long())
    return None


def _sort(ty: Ty) -> Any:
    if ty in (NAT, INT):
        return z3.IntSort()
    if ty in (RAT, REAL):
        return z3.RealSort()
    raise NotTranslated(f"the type {ty.name}")


class _Translation:
    """One statement: the symbols of its variables, and what their types say of them."""

    def __init__(self) -> None:
        self.symbols: dict[int, Any] = {}
        self.constraints: list[Any] = []

    def declare(self, variable: Term) -> None:
        """A symbol for a free variable of the statement."""
        name, ty = f"v{variable.data}", variable.ty
        if ty.name == "→":
            self._declare_function(variable)
        elif ty is COMPLEX:
            self.symbols[variable.data] = (z3.Real(f"{name}.re"), z3.Real(f"{name}.im"))
        else:
            symbol = z3.Const(name, _sort(ty))
            self.symbols[variable.data] = symbol
            if ty is NAT:
                self.constraints.append(symbol >= 0)

    def _declare_function(self, variable: Term) -> None:
        domains: list[Any] = []
        ty = variable.ty
        while ty.name == "→":
            domains.append(_sort(ty.args[0]))
            ty = ty.args[1]
        function = z3.Function(f"v{variable.data}", *domains, _sort(ty))
        self.symbols[variable.data] = function
        if ty is NAT:
            xs = [z3.FreshConst(d) for d in domains]
            self.constraints.append(z3.ForAll(xs, function(*xs) >= 0))

    # Propositions

    def proposition(self, t: Term) -> Any:
        """The z3 formula of a proposition."""
        connective = _CONNECTIVES.get(t.op)
        if connective is not None:
            return connective(*(self.proposition(a) for a in t.args))
        if t.op in ("forall", "exists"):
            return self._quantified(t.op, t)
        if t.op == "exists_unique":
            x = fvar(t.data[1])
            y = fvar(t.data[1])
            self._bind(x)
            self._bind(y)
            inner = z3.And(
                self._guard(x),
                self.proposition(instantiate(t, x)),
                self._for_all(
                    y,
                    z3.Implies(
                        self.proposition(instantiate(t, y)),
                        self.symbols[y.data] == self.symbols[x.data],
                    ),
                ),
            )
            return z3.Exists([self.symbols[x.data]], inner)
        if t.op in ("eq", "ne"):
            same = self._equal(t.args[0], t.args[1])
            return same if t.op == "eq" else z3.Not(same)
        if t.op in _ORDER:
            if t.args[0].ty not in (NAT, INT, RAT, REAL):
                raise NotTranslated(f"an order on {t.args[0].ty.name}")
            return _ORDER[t.op](self.term(t.args[0]), self.term(t.args[1]))
        if t.op == "dvd" and t.args[0].ty in (NAT, INT):
            a, b = self.term(t.args[0]), self.term(t.args[1])
            return z3.If(a == 0, b == 0, b % a == 0)
        if t.op in ("Even", "Odd") and t.args[0].ty in (NAT, INT):
            return self.term(t.args[0]) % 2 == (1 if t.op == "Odd" else 0)
        if t.op in ("Nat.ModEq", "Int.ModEq"):
            n, a, b = (self.term(x) for x in t.args)
            return _mod(a, n) == _mod(b, n)
        raise NotTranslated(t.op)

    def _equal(self, left: Term, right: Term) -> Any:
        if left.ty is PROP:
            return self.proposition(left) == self.proposition(right)
        a, b = self.term(left), self.term(right)
        if left.ty is COMPLEX:
            return z3.And(a[0] == b[0], a[1] == b[1])
        if isinstance(a, z3.FuncDeclRef) or isinstance(b, z3.FuncDeclRef):
            raise NotTranslated("an equality of functions")
        return a == b

    def _bind(self, x: Term) -> None:
        self.symbols[x.data] = z3.Const(f"b{x.data}", _sort(x.ty))

    def _guard(self, x: Term) -> Any:
        return self.symbols[x.data] >= 0 if x.ty is NAT else z3.BoolVal(True)

    def _for_all(self, x: Term, body: Any) -> Any:
        return z3.ForAll([self.symbols[x.data]], z3.Implies(self._guard(x), body))

    def _quantified(self, op: str, t: Term) -> Any:
        x = fvar(t.data[1])
        self._bind(x)
        body = self.proposition(instantiate(t, x))
        if op == "forall":
            return self._for_all(x, body)
        return z3.Exists([self.symbols[x.data]], z3.And(self._guard(x), body))

    # Numbers

    def term(self, t: Term) -> Any:
        """The z3 term of a number; a pair for a complex one."""
        if t.op == "fvar":
            return self.symbols[t.data]
        if t.op == "app":
            return self._application(t)
        if t.ty is COMPLEX:
            return self._complex(t)
        if t.ty not in (NAT, INT, RAT, REAL):
            raise NotTranslated(f"the type {t.ty.name}")
        whole = t.ty in (NAT, INT)
        if t.op == "num":
            return z3.IntVal(t.data) if whole else z3.RealVal(t.data)
        if t.op == "pow":
            return self._power(t)
        if t.op == "cast":
            return self._cast(t)
        args = [self.term(a) for a in t.args]
        match t.op:
            case "add":
                return args[0] + args[1]
            case "sub" if t.ty is NAT:
                return z3.If(args[0] >= args[1], args[0] - args[1], z3.IntVal(0))
            case "sub":
                return args[0] - args[1]
            case "mul":
                return args[0] * args[1]
            case "neg":
                return -args[0]
            case "div":
                return z3.If(args[1] == 0, _zero(t.ty), args[0] / args[1])
            case "mod" if whole:
                return _mod(args[0], args[1])
            case "inv" if not whole:
                return z3.If(args[0] == 0, _zero(t.ty), 1 / args[0])
            case "abs":
                return z3.If(args[0] >= 0, args[0], -args[0])
            case "min":
                return z3.If(args[0] <= args[1], args[0], args[1])
            case "max":
                return z3.If(args[0] >= args[1], args[0], args[1])
            case "Nat.succ":
                return args[0] + 1
            case "Int.natAbs":
                return z3.If(args[0] >= 0, args[0], -args[0])
            case "Int.floor" if t.args[0].ty in (RAT, REAL):
                return z3.ToInt(args[0])
            case "Int.ceil" if t.args[0].ty in (RAT, REAL):
                return -z3.ToInt(-args[0])
        raise NotTranslated(t.op)

    def _application(self, t: Term) -> Any:
        args: list[Any] = []
        function = t
        while function.op == "app":
            args.insert(0, self.term(function.args[1]))
            function = function.args[0]
        if function.op != "fvar" or not isinstance(self.symbols[function.data], z3.FuncDeclRef):
            raise NotTranslated("a function that is no variable")
        declared = self.symbols[function.data]
        if declared.arity() != len(args):
            raise NotTranslated("a partial application")
        return declared(*args)

    def _cast(self, t: Term) -> Any:
        source, inner = t.args[0].ty, self.term(t.args[0])
        if source in (NAT, INT) and t.ty in (RAT, REAL):
            return z3.ToReal(inner)
        if (source, t.ty) in ((NAT, INT), (RAT, REAL)):
            return inner
        raise NotTranslated(f"a cast from {source.name} to {t.ty.name}")

    def _exponent(self, t: Term) -> int:
        """The integer that an exponent is, literally."""
        exponent, negative = t.args[1], False
        if exponent.op == "neg":
            exponent, negative = exponent.args[0], True
        if exponent.op != "num" or exponent.ty not in (NAT, INT):
            raise NotTranslated("a power with a variable exponent")
        return -int(exponent.data) if negative else int(exponent.data)

    def _power(self, t: Term) -> Any:
        n = self._exponent(t)
        if t.args[0].op == "num" and n >= 0:
            if n * int(t.args[0].data).bit_length() > _LARGEST_CLOSED_BITS:
                raise NotTranslated("a large power")
            value = int(t.args[0].data) ** n
            return z3.IntVal(value) if t.ty in (NAT, INT) else z3.RealVal(value)
        if abs(n) > _LARGEST_POWER:
            raise NotTranslated("a large power")
        base = self.term(t.args[0])
        result = z3.IntVal(1) if t.ty in (NAT, INT) else z3.RealVal(1)
        for _ in range(abs(n)):
            result = result * base
        return result if n >= 0 else z3.If(result == 0, _zero(t.ty), 1 / result)

    def _complex(self, t: Term) -> tuple[Any, Any]:
        zero = z3.RealVal(0)
        if t.op == "num":
            return z3.RealVal(t.data), zero
        if t.op == "Complex.I":
            return zero, z3.RealVal(1)
        if t.op == "cast":
            inner = self.term(t.args[0])
            return (z3.ToReal(inner) if t.args[0].ty in (NAT, INT) else inner), zero
        if t.op == "pow":
            n = self._exponent(t)
            if not 0 <= n <= _LARGEST_POWER:
                raise NotTranslated("a large power")
            power = (z3.RealVal(1), zero)
            base = self.term(t.args[0])
            for _ in range(n):
                power = _times(power, base)
            return power
        args = [self.term(a) for a in t.args]
        match t.op:
            case "add":
                return args[0][0] + args[1][0], args[0][1] + args[1][1]
            case "sub":
                return args[0][0] - args[1][0], args[0][1] - args[1][1]
            case "neg":
                return -args[0][0], -args[0][1]
            case "mul":
                return _times(args[0], args[1])
            case "div":
                return _times(args[0], _inverse(args[1]))
            case "inv":
                return _inverse(args[0])
        raise NotTranslated(t.op)


_Pair = tuple[Any, Any]


def _times(a: _Pair, b: _Pair) -> _Pair:
    return a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]


def _inverse(a: _Pair) -> _Pair:
    norm = a[0] * a[0] + a[1] * a[1]
    zero = z3.RealVal(0)
    return z3.If(norm == 0, zero, a[0] / norm), z3.If(norm == 0, zero, -a[1] / norm)


def _zero(ty: Ty) -> Any:
    return z3.IntVal(0) if ty in (NAT, INT) else z3.RealVal(0)


def _mod(a: Any, b: Any) -> Any:
    return z3.If(b == 0, a, a % b)


_ORDER: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
}
_CONNECTIVES: Final[dict[str, Callable[..., Any]]] = {
    "and": z3.And,
    "or": z3.Or,
    "not": z3.Not,
    "imp": z3.Implies,
    "iff": lambda a, b: a == b,
    "true": lambda: z3.BoolVal(True),
    "false": lambda: z3.BoolVal(False),
}
