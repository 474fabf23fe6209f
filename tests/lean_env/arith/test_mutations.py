"""False things must not get past the checker, whatever certificate comes with them.

Three attacks: certificates perturbed at random, with statements that a concrete valuation refutes;
true certificates moved to statements that were weakened or changed; and a list of wrong arguments
that a checker with a planted bug would accept.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

from experiments.benchmarks.concrete_values import evaluate, number
from lean_env.embedded.arith import (
    ArithFailed,
    Certificate,
    CertificateError,
    check,
    check_iff,
    field_simp,
    linarith,
    linear_combination,
    nlinarith,
    norm_num_close,
    norm_num_simp,
    positivity,
    ring,
)
from lean_env.embedded.arith.certificate import (
    ClearDenominators,
    Combination,
    Congruence,
    Conversion,
    Evaluate,
    Farkas,
    Hypothesis,
    LinearCombination,
    Logic,
    NatNonneg,
    NegatedGoal,
    Positive,
    Product,
    Rewrite,
    RingIdentity,
    RingNormal,
    Rule,
    Same,
    Sign,
    Square,
    map_terms,
)
from lean_env.embedded.term import (
    COMPLEX,
    FALSE,
    INT,
    NAT,
    PROP,
    REAL,
    RELATIONS,
    TRUE,
    Term,
    binder,
    transform,
)
from tests.lean_env.arith.build import (
    E,
    apply,
    call,
    conj,
    disj,
    function,
    imp,
    literal,
    neg,
    var,
)

a, b, x, y = (var() for _ in range(4))
i = var(INT)
m, n = var(NAT), var(NAT)
u = var(COMPLEX)
f = function()
zero, one = literal(0), literal(1)

Case = tuple[Certificate, list[Term], Term]


def corpus() -> list[Case]:
    """Certificates of every kind, with what they prove."""
    cases: list[Case] = []

    def lin(facts: list[Term], target: Term) -> None:
        cases.append((linarith(facts, target), facts, target))

    def nlin(facts: list[Term], target: Term) -> None:
        cases.append((nlinarith(facts, 0, target), facts, target))

    lin([x.lt(y), y.le(a)], x.lt(a))
    lin([(x + y).eq(3), (x - y).eq(1)], x.eq(2))
    lin([(2 * x + 3 * y).le(6), x.ge(1), y.ge(1)], (x + y).le(3))
    lin([conj(x.lt(1), y.lt(1))], (x + y).lt(2))
    lin([zero.le(x)], (x + 1).gt(0))
    lin([literal(0, INT).lt(i)], literal(1, INT).le(i))
    lin([literal(2, NAT).le(n)], (n + m).ge(2))
    lin([x.lt(2)], x.ne(2))
    nlin([zero.le((a - b) ** 2)], (2 * a * b).le(a**2 + b**2))
    nlin([zero.lt(a), zero.lt(b)], zero.lt(a * b))
    nlin([one.le(a), one.le(b)], one.le(a * b))
    nlin([(n * n).lt(9)], n.lt(3))
    square = ((a + b) ** 2).eq(a**2 + 2 * a * b + b**2)
    cases.append((ring(square), [], square))
    half = (one / 2).term
    system = [(x + y).eq(3), (x - y).eq(1)]
    combination = linear_combination(x.eq(2), [(half, system[0]), (half, system[1])])
    cases.append((combination, system, x.eq(2)))
    signs = [zero.lt(a), zero.le(b)]
    for goal in (zero.lt(a + b), zero.le(a * b), (a * a).ne(0)):
        cases.append((positivity(signs, goal), signs, goal))
    for closed in ((literal(2) / 3).lt(1), neg(literal(2).eq(3)), (x * 1 + 0).eq(x)):
        cases.append((norm_num_close(closed), [], closed))
    v = var()
    law = binder("forall", "x", v.term, apply(f, v).eq(2 * v))
    cases.append((norm_num_close(apply(f, 3).eq(6), [law]), [law], apply(f, 3).eq(6)))
    return cases


CORPUS = corpus()


def test_the_corpus_is_sound_to_begin_with() -> None:
    for certificate, facts, target in CORPUS:
        check(certificate, facts, target)


def variables(terms: list[Term]) -> list[Term]:
    found: dict[Term, None] = {}

    def look(t: Term) -> Term | None:
        if t.op == "fvar" and t.ty in (REAL, INT, NAT):
            found[t] = None
        return None

    for t in terms:
        transform(t, look)
    return list(found)


def refuted(facts: list[Term], target: Term, rng: random.Random) -> bool:
    """Whether some valuation satisfies the facts and not the target."""
    names = variables([*facts, target])
    for _ in range(60):
        at: dict[int, Any] = {}
        for v in names:
            k = rng.randint(0, 5) if v.ty is NAT else rng.randint(-4, 5)
            at[v.data] = number(Fraction(k, rng.choice((1, 1, 2, 3)) if v.ty is REAL else 1), v.ty)
        try:
            if all(evaluate(h, at) for h in facts) and not evaluate(target, at):
                return True
        except (NotImplementedError, KeyError):
            return False  # a term that the valuation does not cover
    return False


def statements(t: Term, rng: random.Random) -> Term:
    """The proposition with one numeral, relation or operation changed."""
    spots: list[Term] = []

    def collect(s: Term) -> Term | None:
        if s.op in RELATIONS or s.op in ("num", "add", "sub", "mul"):
            spots.append(s)
        return None

    transform(t, collect)
    if not spots:
        return t
    chosen = rng.choice(spots)
    if chosen.op == "num":
        new = Term("num", (), chosen.ty, max(0, chosen.data + rng.choice((-1, 1))))
    elif chosen.op in RELATIONS:
        new = Term(rng.choice(sorted(RELATIONS)), chosen.args, PROP)
    else:
        new = Term(rng.choice(["add", "sub", "mul"]), chosen.args, chosen.ty)
    return transform(t, lambda s: new if s is chosen else None)


@pytest.mark.parametrize("index", range(len(CORPUS)))
def test_a_certificate_does_not_prove_a_refuted_statement(index: int) -> None:
    certificate, facts, target = CORPUS[index]
    rng = random.Random(index)
    tried = 0
    for _ in range(80):
        if facts and rng.random() < 0.5:
            k = rng.randrange(len(facts))
            new_facts = [*facts[:k], statements(facts[k], rng), *facts[k + 1 :]]
            new_target = target
        else:
            new_facts, new_target = facts, statements(target, rng)
        if not refuted(new_facts, new_target, rng):
            continue
        tried += 1
        with pytest.raises(CertificateError):
            check(certificate, new_facts, new_target)
    assert tried or any(h.op == "forall" for h in facts) or not variables([target])


def perturbations(value: Any) -> Iterator[Any]:
    """The value with one part of it changed."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value + 1, value - 1, -value)
    elif isinstance(value, tuple):
        weighted = len(value) == 2 and isinstance(value[0], int)
        for k, part in enumerate(value):
            if not weighted:
                yield (*value[:k], *value[k + 1 :])
            for new in perturbations(part):
                yield (*value[:k], new, *value[k + 1 :])
    elif isinstance(value, Term):
        if value.ty is REAL:
            yield Term("add", (value, Term("num", (), REAL, 1)), REAL)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            for new in perturbations(getattr(value, field.name)):
                yield dataclasses.replace(value, **{field.name: new})
        if isinstance(value, Hypothesis):
            yield NegatedGoal()
        if isinstance(value, Sign):
            yield Sign("value")
            yield Sign("nat")


@pytest.mark.parametrize("index", range(len(CORPUS)))
def test_perturbed_certificates_prove_nothing_false(index: int) -> None:
    certificate, facts, target = CORPUS[index]
    rng = random.Random(index)
    weaker = [(facts[:k] + facts[k + 1 :], target) for k in range(len(facts))]
    false = [(h, t) for h, t in weaker if refuted(h, t, rng)]
    while len(false) < 6 and (facts or variables([target])):
        new = statements(target, rng)
        if refuted(facts, new, rng):
            false.append((facts, new))
        elif rng.random() < 0.02:
            break
    for changed in perturbations(certificate):
        for h, t in false:
            with pytest.raises(CertificateError):
                check(changed, h, t)


def test_most_perturbed_certificates_are_refused_for_the_true_statement_too() -> None:
    refused = accepted = 0
    for certificate, facts, target in CORPUS:
        if not isinstance(certificate, Farkas | LinearCombination):
            continue
        for changed in perturbations(certificate):
            try:
                check(changed, facts, target)
                accepted += 1
            except CertificateError:
                refused += 1
    assert refused > 4 * accepted


def part(*terms: tuple[int, Any]) -> Combination:
    return Combination(terms)


GOAL, H0, H1 = NegatedGoal(), Hypothesis(0), Hypothesis(1)
WRONG: dict[str, Case] = {
    "only one half of an equation": (
        Farkas((part((1, GOAL), (1, H0)),)), [x.le(2)], x.eq(2)),
    "both halves, one of them twice": (
        Farkas((part((1, GOAL), (1, H0)), part((1, GOAL), (1, H0)))), [x.le(2)], x.eq(2)),
    "order on ℂ": (Farkas((part((1, GOAL), (1, H0)),)), [u.lt(2)], u.le(2)),
    "square on ℂ": (Farkas((part((1, Square(u.term)), (1, H0)),)), [(u * u).lt(0)], FALSE),
    "negative coefficient": (Farkas((part((-1, H0)),)), [zero.le(one)], FALSE),
    "coefficient zero": (Farkas((part((0, H0), (1, H1)),)), [x.lt(x + 1), x.le(x)], FALSE),
    "weak contradiction": (Farkas((part((1, H0), (1, H1)),)), [x.le(y), y.le(x)], FALSE),
    "empty combination": (Farkas((part(),)), [], FALSE),
    "no parts": (Farkas(()), [], x.eq(y)),
    "negated goal of a goal that has none": (
        Farkas((part((1, GOAL), (1, H0)),)), [x.le(2)], disj(x.le(2), FALSE)),
    "hypothesis ≠": (Farkas((part((1, H0)),)), [x.ne(x)], conj(FALSE, FALSE)),
    "fact that is not there": (Farkas((part((1, Hypothesis(3))),)), [x.lt(x)], FALSE),
    "fact counted from the end": (Farkas((part((1, Hypothesis(-1))),)), [x.lt(x)], FALSE),
    "a side of a disjunction": (
        Farkas((part((1, Hypothesis(0, (0,)))),)), [disj(x.lt(x), TRUE)], FALSE),
    "a premise of an implication": (
        Farkas((part((1, Hypothesis(0, (0,)))),)), [imp(x.lt(x), TRUE)], FALSE),
    "product of a strict and a weak one is weak": (
        Farkas((part((1, Product(H0, H1)), (1, GOAL)),)), [zero.lt(a), zero.le(b)],
        zero.lt(a * b)),
    "square is not positive": (
        Farkas((part((1, Square(a.term)), (1, GOAL)),)), [], zero.lt(a**2)),
    "nonnegativity of an integer": (
        Farkas((part((1, NatNonneg(i.term)), (1, GOAL)),)), [], literal(0, INT).le(i)),
    "integer strengthening on the reals": (
        Farkas((part((1, H0), (1, GOAL)),)), [zero.lt(x)], one.le(x)),
    "comparisons of two types": (
        Farkas((part((1, H0), (1, H1)),)), [literal(0, INT).lt(i), x.lt(0)], FALSE),
    "truncated subtraction": (
        Farkas((part((1, GOAL), (1, H0)),)), [(m - n).le(0)], (m - n + n).le(n - 1)),
    "ring over truncated subtraction": (RingIdentity(), [], ((m - n) + n).eq(m)),
    "ring over integer division": (RingIdentity(), [], ((i / 2) * 2).eq(i)),
    "x / x": (RingIdentity(), [], (x / x).eq(1)),
    "x ^ 2 * x⁻¹ = x ^ 3 * x⁻¹ ^ 3": (RingIdentity(), [], (x * x.inv()).eq(x**0)),
    "0 ^ n": (RingIdentity(), [], (zero**n).eq(0)),
    "-1 : ℕ": (RingIdentity(), [],
               E(Term("add", (Term("neg", (n.term,), NAT), n.term), NAT)).eq(0)),
    "ring proves no inequality": (RingIdentity(), [], x.le(x)),
    "downward cast": (RingIdentity(), [], (x + y).cast(NAT).eq(x.cast(NAT) + y.cast(NAT))),
    "cast of a truncated difference": (
        RingIdentity(), [], (m - n).cast(INT).eq(m.cast(INT) - n.cast(INT))),
    "cast of a natural quotient": (
        RingIdentity(), [], (m / n).cast(REAL).eq(m.cast(REAL) / n.cast(REAL))),
    "cast of an integer quotient": (
        RingIdentity(), [], (i / 2).cast(REAL).eq(i.cast(REAL) / 2)),
    "linear combination of an inequality": (
        LinearCombination((one.term,)), [x.le(y)], x.eq(y)),
    "linear combination, exponent 0": (LinearCombination((), 0), [], x.eq(y)),
    "evaluation of a variable": (Conversion(Evaluate()), [], x.eq(x)),
    "evaluation of a false claim": (Conversion(Evaluate()), [], literal(2).lt(1)),
    "evaluation of -1 : ℕ": (
        Conversion(Evaluate()), [], E(Term("neg", (literal(1, NAT).term,), NAT)).lt(0)),
    "logic without excluded order on ℂ": (Conversion(Logic()), [], disj(u.lt(1), u.ge(1))),
    "logic on a contingent claim": (Conversion(Logic()), [], disj(x.lt(1), x.gt(1))),
    "rewriting with an unproved premise": (
        Conversion(Rewrite(0)), [imp(x.eq(1), y.eq(2))], y.eq(2)),
    "rewriting the wrong way": (
        Conversion(Rewrite(0)), [neg(x.eq(1))], x.eq(1)),
    "rewriting with a value of another type": (
        Conversion(Rewrite(0, (i.term,))), [binder("forall", "x", x.term, x.eq(1))], i.eq(1)),
    "the same": (Conversion(Same()), [], FALSE),
    "congruence": (Conversion(Congruence(())), [], FALSE),
    "ring normal forms of propositions": (Conversion(RingNormal()), [], FALSE),
    "unknown rule": (Conversion(Rule("true")), [], FALSE),
    "sign of a complex number": (
        Positive(Sign("fact", (), 0)), [literal(0, COMPLEX).lt(u)], literal(0, COMPLEX).lt(u)),
    "sign compared with a variable": (Positive(Sign("fact", (), 0)), [y.le(x)], zero.le(x)),
    "sign by a bound below zero": (
        Positive(Sign("fact", (), 0)), [(-one).lt(x)], zero.lt(x)),
    "sign by an upper bound": (Positive(Sign("fact", (), 0)), [x.lt(3)], zero.lt(x)),
    "odd power": (Positive(Sign("pow")), [], zero.le(x**3)),
    "square is not positive without ≠": (Positive(Sign("pow")), [], zero.lt(x**2)),
    "root is not positive": (
        Positive(Sign("Real.sqrt")), [], zero.lt(call("Real.sqrt", REAL, x))),
    "goal with the sides exchanged": (Positive(Sign("pow")), [], (x**2).le(0)),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_wrong_arguments_are_refused(name: str) -> None:
    certificate, facts, target = WRONG[name]
    with pytest.raises(CertificateError):
        check(certificate, facts, target)


WRONG_IFF: dict[str, tuple[Any, list[Term], Term, Term]] = {
    "zero product is one factor": (Rule("mul_eq_zero"), [], (x * y).eq(0), x.eq(0)),
    "power 0 is zero": (Rule("pow_eq_zero"), [], (x**0).eq(0), x.eq(0)),
    "common factor may be zero": (Rule("mul_eq_mul"), [], (x * a).eq(y * a), x.eq(y)),
    "negative factor keeps <": (Rule("proportional"), [], (-x).lt(-y), x.lt(y)),
    "< is not ≤": (Rule("proportional"), [], x.lt(y), x.le(y)),
    "proportional to nothing": (Rule("proportional"), [], x.le(y), (0 * x).le(0)),
    "truncated difference": (
        Rule("proportional"), [], literal(0, NAT).lt(m - n), n.lt(m)),
    "denominator may be zero": (ClearDenominators(()), [], (x / y).eq(1), x.eq(y)),
    "denominator nonzero for no reason": (
        ClearDenominators(((y.term, Sign("value")),)), [], (x / y).eq(1), x.eq(y)),
    "multiplier may be zero": (
        ClearDenominators(((y.term, Sign("fact", (), 0)),), (0,)), [y.eq(0)], x.eq(1),
        (x * y).eq(y)),
    "multiplier not named": (
        ClearDenominators(((y.term, Sign("fact", (), 0)),)), [y.ne(0)], x.eq(1), (x * y).eq(y)),
    "cleared inequality": (
        ClearDenominators(((y.term, Sign("fact", (), 0)),), (0,)), [y.ne(0)], (x / y).le(1),
        x.le(y)),
    "equation to its negation": (
        ClearDenominators(()), [], x.eq(y), x.ne(y)),
    "I squared is 1": (
        Rule("I_sq"), [], (call("Complex.I", COMPLEX) ** 2).term, literal(1, COMPLEX).term),
    "the other branch": (
        Rule("ite"), [], Term("ite", (TRUE, x.term, y.term), REAL), y.term),
    "a branch of an open condition": (
        Rule("ite"), [], Term("ite", (x.le(y), x.term, y.term), REAL), x.term),
    "imaginary part of a numeral": (
        Rule("complex_part"), [], call("Complex.im", REAL, literal(3, COMPLEX)).term,
        literal(3, REAL).term),
    "a decimal is not its mantissa": (
        Evaluate(), [], Term("decimal", (), REAL, (15, 1)), literal(15, REAL).term),
    "different types": (RingNormal(), [], n.term, n.cast(REAL).term),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG_IFF)
def test_wrong_conversions_are_refused(name: str) -> None:
    conv, facts, before, after = WRONG_IFF[name]
    with pytest.raises(CertificateError):
        check_iff(Conversion(conv), facts, before, after)


def test_certificates_follow_a_substitution() -> None:
    facts, target = [zero.le((a - b) ** 2)], (2 * a * b).le(a**2 + b**2)
    certificate = nlinarith(facts, 1, target)

    def rename(t: Term) -> Term:
        mapping = {a.term: (x + 1).term, b.term: y.term}
        return transform(t, mapping.get)

    check(map_terms(certificate, rename), [rename(h) for h in facts], rename(target))


def test_conversions_are_refused_for_other_results() -> None:
    rng = random.Random(0)
    facts = [(x - 1).ne(0), y.ne(0)]
    for before in ((x / y).eq(1 / (x - 1)), (x / 2).eq(y / 3), (x / y + 1 / y).le(y / 2)):
        after, certificate = field_simp(facts, before)
        for _ in range(60):
            other = statements(after, rng)
            iff = Term("iff", (before, other), PROP)
            if refuted(facts, iff, rng):
                with pytest.raises(CertificateError):
                    check_iff(certificate, facts, before, other)
    for before in ((2 * x + 0).lt(2 * y), neg((x - 1).le(y - 1)), (x * y).eq(0)):
        after, certificate = norm_num_simp(before)
        for _ in range(60):
            other = statements(after, rng)
            if refuted([], Term("iff", (before, other), PROP), rng):
                with pytest.raises(CertificateError):
                    check_iff(certificate, [], before, other)


def test_searching_for_a_false_statement_never_gives_a_certificate() -> None:
    rng = random.Random(3)
    for _, facts, target in CORPUS:
        for _ in range(15):
            new = statements(target, rng)
            if new.op not in RELATIONS or not refuted(facts, new, rng):
                continue
            for method in (linarith, lambda h, t: nlinarith(h, 0, t), positivity):
                with pytest.raises(ArithFailed):
                    method(facts, new)
