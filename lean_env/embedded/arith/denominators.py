"""`field_simp` (`Mathlib.Tactic.FieldSimp`): one fraction on each side, then no fraction at all.

Denominators are cleared in equations only, and only those that are known not to be zero: by a
fact, as a numeral, or by their sign. Facts about `n` say nothing of `↑n`, but that it is a natural.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lean_env.embedded.arith.certificate import (
    Budget,
    Chain,
    ClearDenominators,
    Congruence,
    Conv,
    Conversion,
    Logic,
    NoProgress,
    Same,
    Sign,
)
from lean_env.embedded.arith.normal_form import FIELDS
from lean_env.embedded.arith.numerals import evaluate_number
from lean_env.embedded.arith.signs import Signs
from lean_env.embedded.arith.simp_rules import numeral
from lean_env.embedded.term import NAT, PROP, Term, Ty, num

NO_PROGRESS: Final = "field_simp failed to simplify"

_SAME: Final = Same()


def field_simp(
    facts: Sequence[Term], prop: Term, budget: Budget | None = None
) -> tuple[Term, Conversion]:
    """Clear the denominators of `prop`. Raises `NoProgress` when nothing changes."""
    after, conv = _FieldSimp(facts, budget or Budget()).proposition(prop)
    if conv is None or after == prop:
        raise NoProgress(NO_PROGRESS)
    return after, Conversion(conv)


class _Fraction:
    """A product of numerators over a product of denominators.

    Each denominator has the numbers of the nonzero terms whose product it is.
    """

    __slots__ = ("den", "num")

    def __init__(self, num: list[Term], den: list[tuple[Term, tuple[int, ...]]]) -> None:
        self.num = num
        self.den = den


class _FieldSimp:
    def __init__(self, facts: Sequence[Term], budget: Budget) -> None:
        self.budget = budget
        self.signs = Signs(facts, budget)
        self.nonzero: list[tuple[Term, Sign]] = []
        self.number: dict[Term, int] = {}

    # --- propositions ---

    def proposition(self, p: Term) -> tuple[Term, Conv | None]:
        """The simplified proposition; no conversion when nothing changed."""
        if p.op == "ne":
            equation = Term("eq", p.args, PROP)
            new, conv = self.proposition(equation)
            if conv is None:
                return p, None
            negation = Term("not", (equation,), PROP)
            return Term("not", (new,), PROP), Chain(Logic(), negation, Congruence((conv,)))
        if p.op in ("and", "or", "imp", "iff", "not"):
            return self._congruence(p, [self.proposition(a) for a in p.args])
        if p.op == "eq" and p.args[0].ty in FIELDS:
            return self._equation(p)
        if p.op in ("lt", "le", "gt", "ge") and p.args[0].ty in FIELDS:
            return self._congruence(p, [self._side(a) for a in p.args])
        return p, None

    @staticmethod
    def _congruence(p: Term, parts: list[tuple[Term, Conv | None]]) -> tuple[Term, Conv | None]:
        if all(conv is None for _, conv in parts):
            return p, None
        convs = tuple(_SAME if conv is None else conv for _, conv in parts)
        return p.replace_args(tuple(t for t, _ in parts)), Congruence(convs)

    def _side(self, t: Term) -> tuple[Term, Conv | None]:
        if not _has_division(t):
            return t, None
        fraction = self.fraction(t)
        new = _product(fraction.num, t.ty)
        if fraction.den:
            new = Term("div", (new, _product([d for d, _ in fraction.den], t.ty)), t.ty)
        return (t, None) if new == t else (new, ClearDenominators(tuple(self.nonzero)))

    def _equation(self, p: Term) -> tuple[Term, Conv | None]:
        left, right = p.args
        if not (_has_division(left) or _has_division(right)):
            return p, None
        ty = left.ty
        a, b = self.fraction(left), self.fraction(right)
        shared = list(b.den)
        only_left = []
        for d in a.den:
            if d in shared:
                shared.remove(d)
            else:
                only_left.append(d)
        only_right = shared
        new_left = _product([*a.num, *(d for d, _ in only_right)], ty)
        new_right = _product([*b.num, *(d for d, _ in only_left)], ty)
        after = Term("eq", (new_left, new_right), PROP)
        if after == p:
            return p, None
        multiplier = tuple(i for _, numbers in (*a.den, *only_right) for i in numbers)
        return after, ClearDenominators(tuple(self.nonzero), multiplier)

    # --- fractions ---

    def fraction(self, t: Term) -> _Fraction:
        """The term as one fraction, as far as its denominators are known not to be zero."""
        self.budget.spend(10)
        if not _has_division(t):
            return _Fraction(_factors(t), [])
        args = t.args
        match t.op:
            case "add" | "sub":
                return self._sum(t.op, self.fraction(args[0]), self.fraction(args[1]), t.ty)
            case "neg":
                a = self.fraction(args[0])
                return _Fraction([Term("neg", (_product(a.num, t.ty),), t.ty)], a.den)
            case "mul":
                a, b = self.fraction(args[0]), self.fraction(args[1])
                return _cancelled(a.num + b.num, a.den + b.den)
            case "div":
                below = self._reciprocal(args[1])
                if below is not None:
                    a = self.fraction(args[0])
                    return _cancelled(a.num + below.num, a.den + below.den)
            case "inv":
                below = self._reciprocal(args[0])
                if below is not None:
                    return below
            case "pow" if args[1].op == "num" and args[1].ty is NAT:
                a = self.fraction(args[0])
                n = args[1]
                top = _product(a.num, t.ty)
                return _Fraction(
                    [Term("pow", (top, n), t.ty)],
                    [(Term("pow", (d, n), t.ty), numbers * n.data) for d, numbers in a.den],
                )
        return _Fraction([t], [])

    def _sum(self, op: str, a: _Fraction, b: _Fraction, ty: Ty) -> _Fraction:
        left, right = list(a.num), list(b.num)
        den = list(a.den)
        if a.den != b.den:
            left += [d for d, _ in b.den]
            right += [d for d, _ in a.den]
            den += b.den
        return _Fraction([Term(op, (_product(left, ty), _product(right, ty)), ty)], den)

    def _reciprocal(self, d: Term) -> _Fraction | None:
        """`1 / d`, or None when `d` may be zero."""
        if d.op == "mul":
            first, second = self._reciprocal(d.args[0]), self._reciprocal(d.args[1])
            if first is None or second is None:
                return None
            return _Fraction(first.num + second.num, first.den + second.den)
        if d.op == "neg" and evaluate_number(d) is None:  # `div_neg`
            inner = self._reciprocal(d.args[0])
            if inner is None:
                return None
            return _Fraction([Term("neg", (_product(inner.num, d.ty),), d.ty)], inner.den)
        if d.op == "inv":  # `inv_inv`
            return self.fraction(d.args[0])
        if d.op == "div":  # `div_div_eq_mul_div`: whether or not the inner divisor is zero
            below, above = self._reciprocal(d.args[0]), self.fraction(d.args[1])
            if below is not None:
                return _Fraction(below.num + above.num, below.den + above.den)
        value = evaluate_number(d)
        if value is not None:
            if not value:
                return None
            if value.denominator == 1 and value > 0:
                return _Fraction([], [(numeral(value, d.ty), ())])
            top = num(value.denominator, d.ty)
            if value < 0:
                top = Term("neg", (top,), d.ty)
            return _Fraction([top], [(num(abs(value.numerator), d.ty), ())])
        number = self._known_nonzero(d)
        if number is None:
            return None
        inner = self.fraction(d)
        top = _product(inner.num, d.ty)
        numbers = (number, *(i for _, inner_numbers in inner.den for i in inner_numbers))
        return _Fraction([x for x, _ in inner.den], [(top, numbers)])

    def _known_nonzero(self, d: Term) -> int | None:
        found = self.number.get(d)
        if found is not None:
            return found
        sign = self.signs.nonzero(d)
        if sign is None:
            return None
        if _through_casts(sign):
            return None
        self.number[d] = len(self.nonzero)
        self.nonzero.append((d, sign))
        return self.number[d]


def _through_casts(sign: Sign, inside: bool = False) -> bool:
    """Whether the sign of a cast rests on a fact about what is cast."""
    if sign.rule == "fact":
        return inside
    inside = inside or sign.rule == "cast"
    return any(_through_casts(child, inside) for child in sign.children)


def _has_division(t: Term) -> bool:
    if t.op in ("div", "inv"):
        return t.ty in FIELDS
    return t.op in ("add", "sub", "neg", "mul", "pow") and any(_has_division(a) for a in t.args)


def _factors(t: Term) -> list[Term]:
    if t.op == "mul":
        return _factors(t.args[0]) + _factors(t.args[1])
    return [] if t.op == "num" and t.data == 1 else [t]


def _cancelled(num: list[Term], den: list[tuple[Term, tuple[int, ...]]]) -> _Fraction:
    top = list(num)
    below = []
    for d in den:
        if d[0] in top:
            top.remove(d[0])
        else:
            below.append(d)
    return _Fraction(top, below)


def _product(factors: Sequence[Term], ty: Ty) -> Term:
    """The product from left to right, numerals that meet multiplied out."""
    result: Term | None = None
    for f in factors:
        if result is None:
            result = f
        elif result.op == f.op == "num":
            result = num(result.data * f.data, ty)
        elif f.op != "num" or f.data != 1:
            result = Term("mul", (result, f), ty)
    return num(1, ty) if result is None else result
