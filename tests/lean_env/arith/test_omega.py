"""omega: what it proves, what it must not prove, and a checker that believes nothing."""

from __future__ import annotations

import itertools
import random
import time

import pytest

from experiments.benchmarks.concrete_values import evaluate
from lean_env.embedded.arith import (
    ArithFailed,
    ArithTimeout,
    Budget,
    CertificateError,
    check,
    omega,
)
from lean_env.embedded.arith.omega_trace import (
    Both,
    Cut,
    Given,
    Natural,
    Omega,
    Quotient,
    Refutation,
    Row,
    Split,
    Trace,
)
from lean_env.embedded.term import FALSE, INT, NAT, RAT, REAL, Term
from lean_env.registry import make_env
from lean_env.types import Theorem, Verdict
from tests.lean_env.arith.build import E, conj, disj, imp, literal, neg, var

x, y, z = (var(INT) for _ in range(3))
m, n, k = (var(NAT) for _ in range(3))


def judged(statement: str, proof: str = "omega") -> Verdict:
    return make_env("embedded").verify(Theorem("t", f"theorem t {statement}", ""), proof)


# Lean's omega proves each of these.
PROVED = [
    "(x y : ℤ) (h : 2 * x + 4 * y = 5) : False",
    "(x y : ℤ) (h : 6 * x + 9 * y < 3) (h' : 2 * x + 3 * y > 0) : False",
    "(x y : ℤ) (h₁ : 7 * x + 12 * y = 17) (h₂ : 3 * x + 5 * y = 7) : x = -1 ∧ y = 2",
    "(n : ℕ) (h : n % 2 = 1) : (n * 3 + 1) % 2 = 0",
    "(n : ℕ) (h₁ : n % 4 = 3) (h₂ : n % 6 = 2) : False",
    "(n : ℕ) : n % 3 = 0 ∨ n % 3 = 1 ∨ n % 3 = 2",
    "(n : ℕ) (h : n % 12 = 5) : n % 3 = 2 ∧ n % 4 = 1",
    "(a b : ℕ) (h : a / 3 = b) (hb : b = 2) : 6 ≤ a ∧ a < 9",
    "(a : ℤ) (h : a / -2 = 3) : a = -6 ∨ a = -5",
    "(a : ℤ) : (-7 : ℤ) / 2 = -4 ∧ a / -3 = -(a / 3)",
    "(a : ℕ) : a / 0 = 0 ∧ a % 0 = a",
    "(n m : ℕ) (h : n - m = 3) : n = m + 3",
    "(n m k : ℕ) : n - m - k = n - (m + k)",
    "(n : ℕ) (h : 0 < n) : n - 1 + 1 = n",
    "(n : ℕ) (h : n - 1 = 0) (h' : n ≠ 0) : n = 1",
    "(n : ℤ) (h₁ : 3 ∣ n) (h₂ : 5 ∣ n) (h₃ : n < 15) (h₄ : 0 < n) : False",
    "(n : ℤ) (h : ¬ 2 ∣ n) : n % 2 = 1",
    "(a b : ℕ) (h : a ∣ b) : b % a = 0",
    "(a b : ℤ) (h : ¬ (a ≤ b ∧ b ≤ a)) : a ≠ b",
    "(a b : ℤ) (h : a < b → b < 0) (h' : 0 ≤ b) : b ≤ a",
    "(a b : ℤ) (h : a < b ↔ b < 0) (h' : b = -1) : a < -1",
    "(a b : ℤ) : ¬ (a < b ↔ b ≤ a)",
    "(a b : ℤ) (h : ¬ (a = 1 ∨ b = 1)) (h' : 0 ≤ a) (h'' : a ≤ 1) : a = 0",
    "(a b : ℤ) : max a b + min a b = a + b",
    "(a b : ℕ) (h : (a : ℤ) - b = 2) : a = b + 2",
    "(a b : ℕ) (h : ((a - b : ℕ) : ℤ) = 5) : b < a",
    "(a b : ℕ) : ((a / 2 : ℕ) : ℤ) = (a : ℤ) / 2",
    "(a b : ℕ) (h : a * b = 3) : a * b + 1 = 4",
    "(a b : ℤ) (h : a * b ≤ 3) : 2 * (a * b) < 7",
    "(a : ℤ) (h : a * 3 ≤ 2 ^ 3) : a ≤ 2",
    "(k n : ℕ) (h : 2 ^ (k + 1) = n) : n % 2 = 0",
    "(f : ℕ → ℕ) (h : f 3 < 2) (h' : f 3 ≠ 0) : f 3 = 1",
    "(a b : ℤ) : a < b → ¬ b ≤ a",
    "(a : ℕ) (h : a < 0) : False",
    "(a : ℕ) (x : ℝ) (h : 0 < x ∧ a < 3) (h' : 2 ≤ a) : a = 2",
    "(x : ℝ) (a : ℕ) (h : a < 0) : x = 5",
    "(a : ℤ) (n : ℕ) (h : a.natAbs = n) (h' : a < 0) : a = -n",
    "(n : ℕ) (h : n.succ = 3) : n = 2",
    # `handleNatCast`: products and remainders of naturals stay natural, casts or not
    "(a b : ℕ) (h : a * b < 1) : (a : ℤ) * b = 0",
    "(a b : ℕ) : a % b + 1 ≠ 0",
    "(a b : ℕ) (h : (a : ℤ) % b = 4) : a % b = 4 ∧ a / b = (a : ℤ) / b",
    # `groundNat?` and `groundInt?`: numerals may be spelt out
    "(a : ℤ) : a % (9 - 2 * 3) < 3 ∧ a / (2 ^ 2) ≤ a / 4",
    # `analyzeAtom`: remainders by powers of a literal
    "(a e : ℕ) (h : e = 4) : a % 10 ^ e < 10 ^ e",
    "(a : ℤ) (e : ℕ) : 0 ≤ a % 2 ^ e ∧ a % 2 ^ e < 2 ^ e",
    "(a b e : ℕ) (h : b % 2 ^ e = 2 ^ e) : a = 3",
    # `succ?` knows `n.succ`; an `if` of integers is split
    "(n k : ℕ) (h : 2 ^ k.succ = n) : n % 2 = 0",
    "(a b : ℤ) (h : (if a < b then a else b + 1) = 7) (h' : b = 5) : a = 6 ∨ 5 ≤ a",
    "(a : ℤ) (p : Prop) : 0 ≤ (if p then a else -a) + |a| ∨ (if p then a else -a) ≤ a ∨ a ≤ 0",
    # what is split first decides: mod 3 has to come before mod 2
    "(a b : ℕ) (h₁ : 2 ≤ a - b) (h₂ : 2 ≤ b) (h₃ : 2 ∣ a + b → a + b = 2) (h₄ : 2 ∣ a → a = 2)"
    " (h₅ : 2 ∣ b → b = 2) (h₆ : 3 ∣ a → a = 3) (h₇ : 3 ∣ a + b → a + b = 3)"
    " (h₈ : 3 ∣ a - b → a - b = 3) : a = 5",
]

# False, or true and beyond Lean's omega.
NOT_PROVED = [
    "(n m : ℕ) (h : n - m = 0) : n = m",
    "(n m : ℕ) : n - m + m = n",
    "(x y : ℤ) (h : 2 * x + 4 * y = 6) : False",
    "(x y : ℤ) (h : 6 * x + 9 * y < 6) (h' : 2 * x + 3 * y > 0) : False",
    "(n : ℕ) (h : n % 2 = 1) : n % 4 = 1",
    "(n : ℕ) (h₁ : n % 4 = 3) (h₂ : n % 6 = 1) : False",
    "(a : ℤ) (h : a / -2 = 3) : a = -6",
    "(a : ℤ) : (-7 : ℤ) / 2 = -3",
    "(a b : ℤ) (h : ¬ (a ≤ b ∧ b ≤ a)) : a < b",
    "(a b : ℤ) (h : a < b → b < 0) : b ≤ a",
    "(a b : ℤ) (h : a < b ∨ b < 0) : a < b",
    "(a b : ℕ) (h : a ∣ b) : a ≤ b",
    "(a b : ℤ) (h : ¬ a ∣ b) : b % a > 0",  # its divisor may be 0
    "(a : ℤ) : 0 ≤ a * a",
    "(a b : ℕ) (h : a * b = 3) : b * a = 3",  # atoms are syntactic
    "(a b c : ℤ) : a * (b + c) = a * b + a * c",  # no distribution
    "(x : ℝ) (h : x < 0) (h' : x > 0) : False",  # not over the reals
    "(x : ℚ) (h : 2 * x = 1) : False",
    "(n : ℕ) (h : (n : ℝ) < 2) : n < 2",  # real casts are not looked through
    "(a b : ℕ) (h : a ≡ b [MOD 2]) : a % 2 = b % 2",  # Nat.ModEq is not unfolded
    "(n : ℕ) (h : Even n) : n % 2 = 0",
    "(n k : ℕ) (h : 0 < k) : n % k < k",  # k is no numeral
    "(n : ℕ) (h : Nat.Prime n) : 2 ≤ n",
    "(f : ℕ → ℕ) (a b : ℕ) (h : f (a + b) = 1) : f (b + a) = 1",
    "(x : ℤ) (h : |x| < 1) : x = 0",
    # `asLinearCombo`: the divisor of a remainder is `groundNat?`, so never negative
    "(a : ℤ) : a % -3 < 3",
    "(a : ℤ) (h : -2 ∣ a) : 2 ∣ a",
    "(a : ℤ) : a % (2 - 5) ≤ a % -3",
    # numerals are spelt without `%`, and negated only as literals
    "(a : ℤ) : a / (9 % 5) = a / 4",
    "(a : ℤ) : a / (-(1 + 1)) = -(a / 2)",
    # `analyzeAtom` says nothing of quotients by what is no numeral, nor of `2 ^ k`
    "(a b : ℕ) (h : a / b + 1 = 0) : False",
    "(k : ℕ) (h : 2 ^ k + 1 = 0) : False",
    "(a b e : ℕ) : a % b ^ e < b ^ e + 1",  # the base is no literal
    "(a b : ℕ) (h : (if a < b then a else b + 1) = 7) (h' : b = 5) : b < a + 1",  # an atom over ℕ
    "(a : ℤ) : (if a < 0 then -a else a) < a + 1",
    # `addFact` does not look at `True` and `False`
    "(a : ℤ) (h : False) : a = 1",
    "(a : ℤ) (h : a < 3 → False) : 3 ≤ a",
    # the real shadow has integer points, the system has none
    "(x y : ℤ) (h₁ : 27 ≤ 11 * x + 13 * y) (h₂ : 11 * x + 13 * y ≤ 45) (h₃ : -10 ≤ 7 * x - 9 * y)"
    " (h₄ : 7 * x - 9 * y ≤ 4) : False",
]


@pytest.mark.parametrize("statement", PROVED)
def test_proved(statement: str) -> None:
    verdict = judged(statement)
    assert verdict.proved, verdict


@pytest.mark.parametrize("statement", NOT_PROVED)
def test_not_proved(statement: str) -> None:
    verdict = judged(statement)
    assert not verdict.proved
    assert "internal error" not in verdict.reason


# --- against exhaustive search -------------------------------------------------------------------


def _build_term(rng: random.Random, depth: int, names: list[E]) -> E:
    ty = names[0].term.ty
    if depth == 0 or rng.random() < 0.2:
        return rng.choice([*names, *names, literal(rng.randint(0, 4), ty)])
    a = _build_term(rng, depth - 1, names)
    match rng.choice("+-*/%+-"):
        case "+":
            return a + _build_term(rng, depth - 1, names)
        case "-":
            return a - _build_term(rng, depth - 1, names)
        case "*":
            return a * rng.randint(0, 4)
        case "/":
            return a / rng.randint(0, 4)
        case _:
            return a % rng.randint(0, 4)


def _build_prop(rng: random.Random, depth: int, names: list[E]) -> Term:
    if depth == 0 or rng.random() < 0.4:
        op = rng.choice(["eq", "le", "lt", "ne", "eq", "dvd"])
        if op == "dvd":
            divisor = literal(rng.randint(0, 4), names[0].term.ty)
            return divisor.rel("dvd", _build_term(rng, 1, names))
        return _build_term(rng, 2, names).rel(op, _build_term(rng, 1, names))
    p = _build_prop(rng, depth - 1, names)
    match rng.choice(["and", "or", "imp", "iff", "not"]):
        case "not":
            return neg(p)
        case op:
            return Term(op, (p, _build_prop(rng, depth - 1, names)), p.ty)


@pytest.mark.parametrize("seed", range(8))
def test_nothing_with_a_counterexample_is_proved(seed: int) -> None:
    rng = random.Random(seed)
    names = [x, y] if seed % 2 else [m, n]
    span = range(-9, 10) if seed % 2 else range(0, 19)
    proved = 0
    for _ in range(60):
        facts = [_build_prop(rng, 1, names) for _ in range(rng.randint(0, 3))]
        target = _build_prop(rng, 2, names)
        try:
            certificate = omega(facts, target, Budget(200_000))
        except (ArithFailed, ArithTimeout):
            continue
        proved += 1
        check(certificate, facts, target)
        for values in itertools.product(span, repeat=2):
            named = {v.term.data: w for v, w in zip(names, values, strict=True)}
            assert not all(evaluate(p, named) for p in facts) or evaluate(target, named)
    assert proved >= 5


def test_what_holds_in_a_small_range_is_proved() -> None:
    # Bounded problems in one variable are decided exactly, so nothing true may be missed.
    rng = random.Random(5)
    for _ in range(80):
        facts = [x.ge(literal(-6, INT)), x.le(6), _build_prop(rng, 1, [x, x])]
        target = _build_prop(rng, 1, [x, x])
        values = [{x.term.data: v} for v in range(-6, 7)]
        holds = all(not evaluate(facts[2], v) or evaluate(target, v) for v in values)
        try:
            check(omega(facts, target), facts, target)
            found = True
        except ArithFailed:
            found = False
        assert found == holds, (facts, target)


# --- the checker ---------------------------------------------------------------------------------


def refutation(*rows: Row) -> Omega:
    return Omega(Trace((), Refutation(rows)))


def split(on: int | Term, *branches: Omega) -> Omega:
    return Omega(Trace((), Split(on, tuple(b.trace for b in branches))))


FALSE_CLAIMS = {
    "no rows": ([x.le(3)], refutation()),
    "no contradiction": ([x.le(3)], refutation(Given(0))),
    "only consistent bounds": (
        [x.le(3), x.ge(3)],
        refutation(Given(0), Given(1), Cut(((1, 0), (1, 1)))),
    ),
    "an inequality subtracted": (
        [x.le(3), x.le(2)],
        refutation(Given(0), Given(1), Cut(((1, 1), (-1, 0)))),
    ),
    "an inequality times zero": ([x.le(3)], refutation(Given(0), Cut(((0, 0),)))),
    "a divisor that leaves a remainder": (
        [(3 * x).eq(4), x.le(3)],
        refutation(Given(0), Cut(((1, 0),), 2)),
    ),
    "a negative divisor": ([x.le(3)], refutation(Given(0), Cut(((1, 0),), -1))),
    "a divisor of zero": ([x.le(3)], refutation(Given(0), Cut(((1, 0),), 0))),
    "an inequality is not cut as an equation": (
        [(2 * x).ge(1)],
        refutation(Given(0), Cut(((1, 0),), 2)),
    ),
    "rounding up": (
        [(2 * x).ge(1), (2 * x).le(2)],
        refutation(Given(0), Cut(((1, 0),), 2), Given(1), Cut(((1, 2),), 2), Cut(((1, 1), (1, 3)))),
    ),
    "bounds that differ are no equation": (
        [x.le(3), x.ge(2), (2 * x).eq(7)],
        refutation(Given(0), Given(1), Both(0, 1)),
    ),
    "a later row": ([x.le(3)], refutation(Cut(((1, 1),)), Given(0))),
    "no such row": ([x.le(3)], refutation(Given(0), Cut(((1, 7),)))),
    "a row counted from the end": ([x.lt(x)], refutation(Given(-1))),
    "an integer is not a natural": (
        [x.le(literal(-1, INT))],
        refutation(Given(0), Natural(x.term), Cut(((1, 0), (1, 1)))),
    ),
    "a quotient by zero": (
        [(m / 0).eq(1)],
        refutation(Given(0), Quotient((m / 0).term, upper=True)),
    ),
    "a quotient by a variable": (
        [(m % n).ge(n)],
        refutation(Given(0), Quotient((m % n).term, upper=True), Cut(((1, 0), (1, 1)))),
    ),
    "a quotient of reals": (
        [var(REAL).le(0)],
        refutation(Quotient((var(REAL) / 2).term, upper=True)),
    ),
    "reals": ([var(REAL).lt(0)], refutation(Given(0))),
    "a disjunction is not a fact": ([disj(x.lt(x), x.le(3))], refutation(Given(0))),
    "one case of two": (
        [disj(x.lt(x), x.le(3))],
        split(0, refutation(Given(1))),
    ),
    "a case too many": (
        [x.le(3)],
        split(0, refutation(Given(0)), refutation(Given(0))),
    ),
    "the other side of a disjunction": (
        [disj(x.lt(x), x.le(3))],
        split(0, refutation(Given(1)), refutation(Given(1))),
    ),
    "an implication is not its conclusion": (
        [imp(x.le(3), x.lt(x))],
        Omega(Trace((0,), Refutation((Given(1),)))),
    ),
    "a negated conjunction has two cases": (
        [neg(conj(x.le(x), x.le(3)))],
        Omega(Trace((0,), Refutation((Given(1),)))),
    ),
    "≠ between reals": (
        [var(REAL).ne(3)],
        split(0, refutation(Given(1)), refutation(Given(1))),
    ),
    "integers do not truncate": (
        [x.lt(y)],
        split((x - y).term, refutation(Given(1)), refutation(Given(1))),
    ),
}


@pytest.mark.parametrize("name", FALSE_CLAIMS)
def test_the_checker_refuses(name: str) -> None:
    facts, certificate = FALSE_CLAIMS[name]
    with pytest.raises(CertificateError):
        check(certificate, facts, FALSE)


def test_a_certificate_is_about_its_facts() -> None:
    facts = [(2 * x + 4 * y).eq(5)]
    certificate = omega(facts, FALSE)
    check(certificate, facts, FALSE)
    with pytest.raises(CertificateError):
        check(certificate, [(2 * x + 4 * y).eq(6)], FALSE)
    with pytest.raises(CertificateError):
        check(certificate, [], FALSE)


@pytest.mark.parametrize("ty", [REAL, RAT])
def test_fields_are_not_read(ty: object) -> None:
    assert ty in (REAL, RAT)
    v = var(REAL if ty is REAL else RAT)
    with pytest.raises(ArithFailed, match="no usable constraints"):
        omega([(2 * v).eq(1)], FALSE)


# --- the budget ----------------------------------------------------------------------------------


def _hostile() -> dict[str, list[Term]]:
    rng = random.Random(1)
    names = [var(INT) for _ in range(12)]
    dense = []
    for _ in range(60):
        total = literal(rng.randint(-50, 50), INT)
        for name in names:
            total = total + name * rng.randint(1, 9) - rng.choice(names) * rng.randint(1, 9)
        dense.append(total.ge(0))
    big = 10**30
    return {
        "dense inequalities": dense,
        "many disjunctions": [
            disj(a.lt(b), (a + b).gt(i))
            for i, (a, b) in enumerate(itertools.permutations(names, 2))
        ],
        "many disequalities": [a.ne(b) for a, b in itertools.combinations(names, 2)]
        + [a.ge(0) for a in names]
        + [a.le(10) for a in names],
        "large numerals": [
            (x * (big + 7) + y * (big - 3) + z * (big + 1)).eq(big // 7),
            (x * (big // 3) - y * (big // 7)).le(z),
        ],
        "many subtractions": [(m - n - k - m + i - n).ge(i) for i in range(30)],
        "remainders": [((m % 7 + n % 5) % 11 + (k % 13) % i).le(i) for i in range(2, 30)],
    }


@pytest.mark.parametrize("name", _hostile())
def test_hostile_problems_end_within_the_budget(name: str) -> None:
    start = time.process_time()
    with pytest.raises((ArithFailed, ArithTimeout)):
        omega(_hostile()[name], x.eq(12345), Budget(300_000))
    assert time.process_time() - start < 6
