"""`field_simp` (`Mathlib.Tactic.FieldSimp`): one fraction on each side, then no fraction at all.

Denominators are cleared in equations only, and only those that are known not to be zero: by a
fact, as a numeral, or by their sign. Facts about `n` say nothing of `↑n`, but that it is a natural.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


_Divisor = tuple[Term, tuple[int, ...] | None]  # the nonzero terms whose product it is, or None


class _Fraction:
    """A product of numerators over a product of denominators.

    Where one of these may be zero, the fraction is `loose`: its denominator stays, but the laws
    that hold of `x / 0`, too, apply.
    """

    __slots__ = ("den", "loose", "num")

    def __init__(self, num: list[Term], den: list[_Divisor]) -> None:
        self.num = num
        self.den = den
        self.loose = any(numbers is None for _, numbers in den)

    def times(self, factors: Iterable[Term]) -> _Fraction:
        """The fraction with factors above."""
        return _Fraction([*self.num, *factors], self.den)

    def term(self, ty: Ty) -> Term:
        """The fraction as a term."""
        top = _product(self.num, ty)
        return Term("div", (top, _product(_terms(self.den), ty)), ty) if self.den else top


def _terms(den: Iterable[_Divisor]) -> list[Term]:
    return [d for d, _ in den]


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
        new = self.fraction(t).term(t.ty)
        return (t, None) if new == t else (new, ClearDenominators(tuple(self.nonzero)))

    def _equation(self, p: Term) -> tuple[Term, Conv | None]:
        left, right = p.args
        if not (_has_division(left) or _has_division(right)):
            return p, None
        ty = left.ty
        a, b = self.fraction(left), self.fraction(right)
        only_left = [] if a.loose else list(a.den)
        only_right = [] if b.loose else list(b.den)
        common = _common(only_left, only_right)
        for d in common:
            only_left.remove(d)
            only_right.remove(d)
        if a.loose:
            new_left = a.times(_terms(only_right)).term(ty)
        else:
            new_left = _product([*a.num, *_terms(only_right)], ty)
        if b.loose:
            new_right = b.times(_terms(only_left)).term(ty)
        else:
            new_right = _product([*b.num, *_terms(only_left)], ty)
        after = Term("eq", (new_left, new_right), PROP)
        if after == p:
            return p, None
        cleared = (*only_left, *common, *only_right)
        multiplier = tuple(i for _, numbers in cleared for i in numbers or ())
        return after, ClearDenominators(tuple(self.nonzero), multiplier)

    # --- fractions ---

    def fraction(self, t: Term) -> _Fraction:
        """The term as one fraction, as far as its denominators allow it."""
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
                return _times(self.fraction(args[0]), self.fraction(args[1]))
            case "div":
                below = self._reciprocal(args[1])
                if below is not None:
                    return _times(self.fraction(args[0]), below)
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
                    [
                        (Term("pow", (d, n), t.ty), None if numbers is None else numbers * n.data)
                        for d, numbers in a.den
                    ],
                )
        return _Fraction([t], [])

    def _sum(self, op: str, a: _Fraction, b: _Fraction, ty: Ty) -> _Fraction:
        if a.loose or b.loose:
            return self._loose_sum(op, a, b, ty)
        left, right = list(a.num), list(b.num)
        den = list(a.den)
        if a.den != b.den:
            left += _terms(b.den)
            right += _terms(a.den)
            den += b.den
        return _Fraction([Term(op, (_product(left, ty), _product(right, ty)), ty)], den)

    def _loose_sum(self, op: str, a: _Fraction, b: _Fraction, ty: Ty) -> _Fraction:
        """`div_add_div_same`; else the denominators of one side that are known, at most."""
        if a.den == b.den:
            top = Term(op, (_product(a.num, ty), _product(b.num, ty)), ty)
            return _Fraction([top], a.den)
        if a.loose and b.loose:
            return _Fraction([Term(op, (a.term(ty), b.term(ty)), ty)], [])
        if a.loose:
            sides = a.times(_terms(b.den)).term(ty), _product(b.num, ty)
            return _Fraction([Term(op, sides, ty)], b.den)
        sides = _product(a.num, ty), b.times(_terms(a.den)).term(ty)
        return _Fraction([Term(op, sides, ty)], a.den)

    def _reciprocal(self, d: Term) -> _Fraction | None:
        """`1 / d`, or None when `d` is zero."""
        if d.op == "mul":
            first, second = self._reciprocal(d.args[0]), self._reciprocal(d.args[1])
            if first is None or second is None:
                return None
            return _Fraction(first.num + second.num, first.den + second.den)
        if d.op == "neg" and evaluate_number(d) is None:  # `div_neg`
            inner = self._reciprocal(d.args[0])
            if inner is None:
                return None
            negated = Term("neg", (_product(inner.num, d.ty),), d.ty)
            return _Fraction([negated], inner.den)
        if d.op == "inv":  # `inv_inv`
            return self.fraction(d.args[0])
        if d.op == "div":  # `div_div_eq_mul_div`: whether or not the inner divisor is zero
            below = self._reciprocal(d.args[0])
            return None if below is None else _times(below, self.fraction(d.args[1]))
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
        inner = self.fraction(d)
        top = _product(inner.num, d.ty)
        if number is None or inner.loose:
            return _Fraction(_terms(inner.den), [(top, None)])
        numbers = (number, *(i for _, below in inner.den for i in below or ()))
        return _Fraction(_terms(inner.den), [(top, numbers)])

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


def _times(a: _Fraction, b: _Fraction) -> _Fraction:
    """The product; a denominator that is not zero is cancelled where it stands above, too."""
    top = a.num + b.num
    below = []
    for d in a.den + b.den:
        if d[0] in top and d[1] is not None:
            top.remove(d[0])
        else:
            below.append(d)
    return _Fraction(top, below)


def _common(first: Sequence[_Divisor], second: Sequence[_Divisor]) -> list[_Divisor]:
    """The divisors of both, each as often as it stands in both."""
    left = list(second)
    shared = []
    for d in first:
        if d in left:
            left.remove(d)
            shared.append(d)
    return shared


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
