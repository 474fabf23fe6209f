"""Casts: what push_cast, norm_cast, zify and the `_mod_cast` tactics leave, prove, and must not."""

from __future__ import annotations

import pytest

from lean_env.embedded.arith.certificate import CertificateError
from lean_env.embedded.arith.check_casts import check_casts
from lean_env.embedded.env import EmbeddedEnv
from lean_env.embedded.term import COMPLEX, INT, NAT, RAT, REAL, Term
from lean_env.types import Outcome, TacticState, Theorem
from tests.lean_env.arith.build import E, call, literal, neg, var

m, n, k = (var(NAT) for _ in range(3))
i, j = var(INT), var(INT)
q, r = var(RAT), var(RAT)
x, y = var(REAL), var(REAL)


def after(statement: str, *tactics: str) -> Outcome:
    env = EmbeddedEnv()
    state: Outcome = env.start(Theorem("t", f"theorem t {statement}", ""))
    for tactic in tactics:
        assert isinstance(state, TacticState), state
        state = env.apply(state, tactic)
    return state


def target(statement: str, tactic: str) -> str:
    """The target that the tactic leaves of `statement → False`."""
    state = after(statement, tactic)
    assert isinstance(state, TacticState), state
    return state.text.rpartition("⊢ ")[2]


def proves(statement: str, proof: str) -> bool:
    return EmbeddedEnv().verify(Theorem("t", f"theorem t {statement}", ""), proof).proved


N = "(m n k : ℕ) (i j : ℤ) (q : ℚ) (x : ℝ)"

PUSHED = {
    "((m + n * 2 : ℕ) : ℝ) = x": "↑m + ↑n * 2 = x",
    "((m ^ 2 + 1 : ℕ) : ℤ) = i": "↑m ^ 2 + 1 = i",
    "((i - j : ℤ) : ℝ) = x": "↑i - ↑j = x",
    "((-i : ℤ) : ℚ) = q": "-↑i = q",
    "((m - n : ℕ) : ℝ) = x": "↑(m - n) = x",
    "((m / n : ℕ) : ℤ) = i": "↑m / ↑n = i",
    "((m % n : ℕ) : ℤ) = i": "↑m % ↑n = i",
    "((m / n : ℕ) : ℝ) = x": "↑(m / n) = x",
    "((i / j : ℤ) : ℝ) = x": "↑(i / j) = x",
    "((q / 2 : ℚ) : ℝ) = x": "↑q / 2 = x",
    "(((m : ℤ) + i : ℤ) : ℝ) = x": "↑m + ↑i = x",
    "((|i| : ℤ) : ℝ) = x": "|↑i| = x",
    "((max m n : ℕ) : ℝ) = x": "max ↑m ↑n = x",
    "((m + 1 : ℕ) : ℝ) ≤ ((n + 1 : ℕ) : ℝ)": "↑m + 1 ≤ ↑n + 1",  # not taken off
}


@pytest.mark.parametrize("given", PUSHED)
def test_push_cast(given: str) -> None:
    assert target(f"{N} : {given}", "push_cast") == PUSHED[given]


NORMALIZED = {
    "(m : ℝ) + n = k": "m + n = k",
    "(m : ℝ) + 1 ≤ 3": "m + 1 ≤ 3",
    "(m : ℤ) * 2 < n ^ 2": "m * 2 < n ^ 2",
    "(i : ℝ) - j = 2": "i - j = 2",
    "(m : ℝ) - n = 2": "↑m - ↑n = 2",  # truncated subtraction is something else
    "(m : ℝ) / n = 2": "↑m / ↑n = 2",
    "(m : ℤ) / n = 2": "m / n = 2",
    "(m : ℤ) % 3 = 2": "m % 3 = 2",
    "(m : ℤ) ∣ n": "m ∣ n",
    "(m : ℝ) + i = x": "↑(↑m + i) = x",
    "(m : ℝ) ≠ n": "m ≠ n",
    "((m : ℤ) : ℝ) = n": "m = n",
    "2 * (m : ℝ) + x = 2": "↑(2 * m) + x = 2",
    "(m : ℝ) = 2 ∧ (i : ℝ) < 3": "m = 2 ∧ i < 3",
    "∀ a : ℕ, (a : ℝ) ≤ m": "∀ (a : ℕ), a ≤ m",
    "(q : ℝ) / 2 = 3": "q / 2 = 3",
}


@pytest.mark.parametrize("given", NORMALIZED)
def test_norm_cast(given: str) -> None:
    assert target(f"{N} : {given}", "norm_cast") == NORMALIZED[given]


PROVED = [
    ("(n : ℕ) (h : (n : ℝ) = 575) : n = 575", "exact_mod_cast h"),
    ("(n : ℕ) (h : n = 575) : (n : ℝ) = 575", "exact_mod_cast h"),
    ("(m n : ℕ) (h : (m : ℤ) + n ≤ 3) : m + n ≤ 3", "exact_mod_cast h"),
    ("(m n : ℕ) (h : (m : ℝ) + n ≤ 3) : m + n ≤ 3", "norm_cast at h"),
    ("(m n : ℕ) (h : (m : ℝ) + n ≤ 3) : m + n ≤ 3", "assumption_mod_cast"),
    ("(m n : ℕ) (h : m ≤ 3) : (m : ℝ) ≤ 3", "norm_cast"),
    ("(m n : ℕ) (h : m ≤ n) : ((n - m : ℕ) : ℝ) = n - m", "push_cast [h]\nring"),
    ("(m n : ℕ) (h : m ≤ n) : ((n - m : ℕ) : ℝ) = n - m", "rw [Nat.cast_sub h]"),
    ("(m n : ℕ) (h : m < n) (h' : m + 3 = n) : n - m = 3", "zify [h.le] at *\nlinarith"),
    ("(m n : ℕ) (h : 2 * m = 6) : m = 3", "zify at h ⊢\nlinarith"),
    ("(i : ℤ) (h : 2 * i < 7) : 2 * i < 8", "qify at h ⊢\nlinarith"),
    ("(m n : ℕ) (h : ∀ a : ℕ, (a : ℝ) < m → (a : ℝ) < n) (h' : 2 < m) : (2 : ℝ) < n",
     "have h'' := h 2\npush_cast at h''\napply h''\nexact_mod_cast h'"),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "proof"), PROVED)
def test_proved(statement: str, proof: str) -> None:
    verdict = EmbeddedEnv().verify(Theorem("t", f"theorem t {statement}", ""), proof)
    assert verdict.proved, verdict


TACTICS = (
    "norm_cast at *\nassumption",
    "push_cast at *\nassumption",
    "exact_mod_cast h",
    "assumption_mod_cast",
    "zify at *\nlinarith",
    "push_cast\nlinarith",
    "push_cast [h]\nlinarith",
    "qify at *\nlinarith",
)
NOT_PROVED = [
    "(m n : ℕ) (h : (m : ℝ) - n = 3) : ((m - n : ℕ) : ℝ) = 4",
    "(m n : ℕ) (h : m - n = 0) : (m : ℝ) - n = 0",
    "(m n : ℕ) (h : n ≤ m) : ((n - m : ℕ) : ℝ) = n - m",
    "(m n : ℕ) (h : n < m) : ((n - m : ℕ) : ℤ) = n - m",
    "(m n : ℕ) (h : m / n = 2) : (m : ℝ) / n = 2",
    "(i j : ℤ) (h : i / j = 2) : (i : ℝ) / j = 2",
    "(i j : ℤ) (h : (i : ℝ) / j = 2) : i / j = 3",
    "(i : ℤ) (h : i % 2 = 1) : (i : ℝ) = 1",
    "(x : ℝ) (n : ℕ) (h : x = n) : x = n + 1",
    "(i : ℤ) (h : i < 1) : (i : ℝ) < 0",
]


@pytest.mark.parametrize("statement", NOT_PROVED)
@pytest.mark.parametrize("proof", TACTICS)
def test_not_proved(statement: str, proof: str) -> None:
    assert not proves(statement, proof)


# --- the checker ---------------------------------------------------------------------------------


REFUSED: dict[str, tuple[Term, Term]] = {
    "truncated subtraction": ((m - n).cast(REAL).eq(x), (m.cast(REAL) - n.cast(REAL)).eq(x)),
    "quotient of naturals": ((m / n).cast(REAL).eq(x), (m.cast(REAL) / n.cast(REAL)).eq(x)),
    "quotient of integers": ((i / j).cast(REAL).eq(x), (i.cast(REAL) / j.cast(REAL)).eq(x)),
    "remainder": ((i % j).cast(RAT).eq(q), (i.cast(RAT) - j.cast(RAT)).eq(q)),
    "another relation": (m.le(n), m.cast(REAL).lt(n.cast(REAL))),
    "sides swapped": (m.le(n), n.cast(REAL).le(m.cast(REAL))),
    "order of ℂ": (x.le(y), x.cast(COMPLEX).le(y.cast(COMPLEX))),
    "divisibility in a field": (i.rel("dvd", j), i.cast(REAL).rel("dvd", j.cast(REAL))),
    "another numeral": (m.eq(3), m.cast(REAL).eq(4)),
    "a negation lost": (neg(m.eq(3)), m.cast(REAL).eq(3)),
    "a conjunct lost": (Term("and", (m.eq(3), n.eq(3)), m.eq(3).ty), m.eq(3)),
    "another variable": (m.cast(REAL).eq(3), n.eq(3)),
    "min into ℂ": (
        call("min", REAL, x, y).cast(COMPLEX).eq(0),
        call("min", COMPLEX, x.cast(COMPLEX), y.cast(COMPLEX)).eq(0),
    ),
    "downwards": (x.eq(3), E(Term("cast", (x.term,), INT)).eq(3)),
    "a predicate": (
        Term("Nat.Prime", (m.term,), m.eq(3).ty),
        Term("Nat.Prime", (m.cast(INT).term,), m.eq(3).ty),
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_checker_refuses(name: str) -> None:
    before, after_ = REFUSED[name]
    with pytest.raises(CertificateError):
        check_casts(before, after_)
    with pytest.raises(CertificateError):
        check_casts(after_, before)


def test_the_checker_accepts_what_is_only_casts() -> None:
    check_casts((m + 1).cast(REAL).le(3), (m + 1).le(3))
    check_casts((i - j).cast(REAL).eq(literal(2)), (i.cast(REAL) - j.cast(REAL)).eq(2))
    check_casts((q / r).cast(REAL).eq(x), (q.cast(REAL) / r.cast(REAL)).eq(x))
    check_casts(m.rel("dvd", n), m.cast(INT).rel("dvd", n.cast(INT)))
