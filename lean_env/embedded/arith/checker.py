"""Re-checks arithmetic certificates exactly. Nothing here comes from the search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lean_env.embedded.arith.certificate import (
    Certificate,
    CertificateError,
    Combination,
    Conversion,
    Decided,
    Farkas,
    Hypothesis,
    LinearCombination,
    NatNonneg,
    NegatedGoal,
    Positive,
    Premise,
    Product,
    RingIdentity,
    Square,
)
from lean_env.embedded.arith.check_conversion import check_conversion
from lean_env.embedded.arith.check_evaluation import check_decided
from lean_env.embedded.arith.check_omega import check_omega
from lean_env.embedded.arith.check_polynomial import Polynomial, Reader, plus
from lean_env.embedded.arith.check_sign import Strength, check_sign
from lean_env.embedded.arith.check_values import NoValue, value
from lean_env.embedded.arith.omega_trace import Omega
from lean_env.embedded.term import COMPLEX, INT, NAT, RAT, REAL, TRUE, Term, Ty

_ORDERED: Final = (NAT, INT, RAT, REAL)
_RINGS: Final = (NAT, INT, RAT, REAL, COMPLEX)
_DEPTH: Final = 8

# a comparison `left R right` with R one of "=", "≤", "<"
Comparison = tuple[Term, str, Term]
# what a premise says: `0 R p`
Known = tuple[str, Polynomial]


def check(certificate: Certificate, facts: Sequence[Term], target: Term) -> None:
    """Raises `CertificateError` unless the certificate proves `target` from `facts`."""
    match certificate:
        case RingIdentity():
            left, right = _equation(target, _RINGS)
            reader = Reader()
            if reader.read(left) != reader.read(right):
                raise CertificateError("the sides have different normal forms")
        case LinearCombination():
            _check_linear_combination(certificate, facts, target)
        case Farkas():
            _check_farkas(certificate, facts, target)
        case Positive():
            _check_positive(certificate, facts, target)
        case Conversion():
            check_conversion(certificate.conv, facts, target, TRUE)
        case Decided():
            check_decided(target)
        case Omega():
            check_omega(certificate, facts, target)
        case _:
            raise CertificateError("not a certificate")


def check_iff(certificate: Certificate, facts: Sequence[Term], before: Term, after: Term) -> None:
    """Raises `CertificateError` unless the certificate proves `before ↔ after` from `facts`.

    For terms that are not propositions: `before = after`.
    """
    if not isinstance(certificate, Conversion):
        raise CertificateError("not a conversion")
    check_conversion(certificate.conv, facts, before, after)


def _equation(p: Term, types: tuple[Ty, ...]) -> tuple[Term, Term]:
    if p.op != "eq" or p.args[0].ty not in types or p.args[0].ty is not p.args[1].ty:
        raise CertificateError("not an equation between numbers")
    return p.args[0], p.args[1]


def _check_linear_combination(
    certificate: LinearCombination, facts: Sequence[Term], target: Term
) -> None:
    left, right = _equation(target, _RINGS)
    if left.ty is NAT or certificate.exponent < 1:
        raise CertificateError("no subtraction in ℕ, no exponent below 1")
    reader = Reader()
    rest = plus(reader.read(left), reader.read(right), -1)
    rest = reader.power(rest, certificate.exponent)
    if len(certificate.coefficients) > len(facts):
        raise CertificateError("more coefficients than facts")
    for coefficient, fact in zip(certificate.coefficients, facts, strict=False):
        a, b = _equation(fact, _RINGS)
        if a.ty is not left.ty or coefficient.ty is not left.ty:
            raise CertificateError("an equation of another type")
        difference = plus(reader.read(a), reader.read(b), -1)
        rest = plus(rest, reader.product(reader.read(coefficient), difference), -1)
    if rest:
        raise CertificateError("the combination does not give the target")


# --- linear arithmetic ---------------------------------------------------------------------------


def _compare(p: Term) -> Comparison:
    """A proposition as a comparison in an ordered type."""
    op, negated = p.op, False
    if op == "not":
        p = p.args[0]
        op, negated = p.op, True
    if len(p.args) != 2 or p.args[0].ty not in _ORDERED or p.args[0].ty is not p.args[1].ty:
        raise CertificateError("not a comparison in an ordered type")
    a, b = p.args
    match op, negated:
        case "eq", False:
            return a, "=", b
        case ("le", False) | ("gt", True):
            return a, "≤", b
        case ("ge", False) | ("lt", True):
            return b, "≤", a
        case ("lt", False) | ("ge", True):
            return a, "<", b
        case ("gt", False) | ("le", True):
            return b, "<", a
    raise CertificateError("not a comparison that linear arithmetic uses")


def _assumptions(target: Term) -> list[Comparison | None]:
    """What may be assumed when refuting the negation of `target`, for each part of the proof."""
    match target.op:
        case "eq" if target.args[0].ty in _ORDERED:
            a, b = target.args
            return [(a, "<", b), (b, "<", a)]
        case "lt" | "le" | "gt" | "ge":
            a, r, b = _compare(target)
            return [(b, "<" if r == "≤" else "≤", a)]
        case "ne" if target.args[0].ty in _ORDERED:
            return [(target.args[0], "=", target.args[1])]
        case "not" if target.args[0].op in ("eq", "lt", "le", "gt", "ge"):
            if target.args[0].args[0].ty in _ORDERED:
                return [_compare(target.args[0])]
    return [None]


def _check_farkas(certificate: Farkas, facts: Sequence[Term], target: Term) -> None:
    assumptions = _assumptions(target)
    if len(certificate.parts) != len(assumptions):
        raise CertificateError("the number of parts is wrong")
    for part, assumption in zip(certificate.parts, assumptions, strict=True):
        _Refutation(facts, assumption).check(part)


class _Refutation:
    def __init__(self, facts: Sequence[Term], assumption: Comparison | None) -> None:
        self.facts = facts
        self.assumption = assumption
        self.reader = Reader()
        self.problem: Ty | None = None

    def check(self, part: Combination) -> None:
        total: Polynomial = {}
        strict = False
        for coefficient, premise in part.terms:
            relation, p = self.known(premise, _DEPTH)
            if relation != "=" and coefficient <= 0:
                raise CertificateError("an inequality with a coefficient that is not positive")
            strict = strict or relation == "<"
            total = plus(total, p, coefficient)
        # the sum says 0 R total
        if any(monomial for monomial in total):
            raise CertificateError("the variables do not cancel")
        constant = total.get((), 0)
        if constant > 0 or (constant == 0 and not strict):
            raise CertificateError("the sum is not a contradiction")

    def known(self, premise: Premise, depth: int) -> Known:
        if depth == 0:
            raise CertificateError("the products are nested too deep")
        match premise:
            case Hypothesis():
                return self._comparison(_compare(self._fact(premise)))
            case NegatedGoal():
                if self.assumption is None:
                    raise CertificateError("there is no negated goal to use")
                return self._comparison(self.assumption)
            case NatNonneg(term):
                if term.ty is not NAT:
                    raise CertificateError("not a natural number")
                return "≤", self.reader.read(term)
            case Square(term):
                self._same_problem(term.ty)
                p = self.reader.read(term)
                return "≤", self.reader.product(p, p)
            case Product(left, right):
                first, p = self.known(left, depth - 1)
                second, q = self.known(right, depth - 1)
                pq = self.reader.product(p, q)
                if "=" in (first, second):
                    return "=", pq
                return ("<" if first == second == "<" else "≤"), pq
        raise CertificateError("not a premise")

    def _fact(self, premise: Hypothesis) -> Term:
        if not 0 <= premise.fact < len(self.facts):
            raise CertificateError("no such fact")
        fact = self.facts[premise.fact]
        for side in premise.path:
            if fact.op != "and" or side not in (0, 1):
                raise CertificateError("not a conjunction")
            fact = fact.args[side]
        return fact

    def _same_problem(self, ty: Ty) -> None:
        if ty not in _ORDERED:
            raise CertificateError(f"{ty.name} is not ordered")
        problem = INT if ty is NAT else ty
        if self.problem is None:
            self.problem = problem
        elif self.problem is not problem:
            raise CertificateError("comparisons of different types")

    def _comparison(self, compared: Comparison) -> Known:
        a, relation, b = compared
        self._same_problem(a.ty)
        p = plus(self.reader.read(b), self.reader.read(a), -1)
        if relation == "<" and a.ty in (NAT, INT):
            return "≤", plus(p, {(): 1}, -1)
        return relation, p


# --- signs ---------------------------------------------------------------------------------------


def _check_positive(certificate: Positive, facts: Sequence[Term], target: Term) -> None:
    op, args = target.op, target.args
    if op in ("ge", "gt"):
        op, args = ("le" if op == "ge" else "lt"), (args[1], args[0])
    if op in ("le", "lt"):
        zero, term = args
        allowed = (
            (Strength.POSITIVE,)
            if op == "lt"
            else (
                Strength.POSITIVE,
                Strength.NONNEGATIVE,
            )
        )
        if term.ty not in _ORDERED:
            raise CertificateError(f"{term.ty.name} is not ordered")
    elif op == "ne":
        term, zero = args
        if term.op == "num" and term.data == 0:
            term, zero = zero, term
        allowed = (Strength.POSITIVE, Strength.NONZERO)
    else:
        raise CertificateError("not a goal about a sign")
    try:
        if value(zero) != 0:
            raise CertificateError("the other side is not zero")
    except NoValue:
        raise CertificateError("the other side is not zero") from None
    if check_sign(certificate.sign, term, facts) not in allowed:
        raise CertificateError("the sign is too weak")
