"""decide, rfl: what they compute, where Lean gives up, and what is false."""

from __future__ import annotations

import pytest

from lean_env.embedded.arith import CertificateError, check
from lean_env.embedded.arith.evaluation import DECIDED, TooMuchWork, Undecidable, decide
from lean_env.embedded.elaborate import elaborate_theorem
from lean_env.embedded.env import EmbeddedEnv
from lean_env.embedded.term import Term
from lean_env.types import Theorem, Verdict

HEADER = "open BigOperators Nat Finset"


def goal_of(statement: str) -> Term:
    return elaborate_theorem(Theorem("t", f"theorem t {statement}", HEADER)).target


def judged(statement: str, proof: str) -> Verdict:
    return EmbeddedEnv().verify(Theorem("t", f"theorem t {statement}", HEADER), proof)


TRUE = [
    ": (5 : ℕ) - 7 = 0 ∧ (5 : ℤ) - 7 = -2",
    ": (-7 : ℤ) / 2 = -4 ∧ (-7 : ℤ) % 2 = 1 ∧ (7 : ℕ) / 0 = 0",
    ": 7 ! % 23 = 3",
    ": Nat.choose 6 3 = 20",
    ": Nat.gcd 180 168 = 12 ∧ Nat.lcm 4 6 = 12",
    ": ∑ k in Finset.range 101, k = 5050",
    ": (∑ k in Finset.filter (fun x => x % 8 = 5 ∧ x % 6 = 3) (Finset.range 50), k) = 66",
    ": Finset.card (Finset.filter (fun x => Nat.gcd x 8 = 1) (Finset.Icc 1 7)) = 4",
    ": ∏ k in Finset.Ico 1 5, (k + 1) = 120",
    ": ∑ k in Finset.Icc (-3 : ℤ) 2, k = -3",
    ": ∀ n < 10, n * n % 4 ≠ 2",
    ": ∀ n ∈ Finset.range 8, ∀ m ∈ Finset.Ioc 0 n, m ≤ n",
    ": ∃ n ∈ Finset.Icc 1 20, n * n = 144",
    ": ∃ n, n < 20 ∧ n ^ 3 = 343",
    ": Finset.filter (fun n => 10 % n = 0) (Finset.Icc 1 10) = {1, 2, 5, 10}",
    ": 6 ∣ 42 ∧ ¬ 6 ∣ 44 ∧ Even 10 ∧ Odd (-3 : ℤ)",
    ": 17 ≡ 5 [MOD 4]",
    ": ∑ i in Nat.divisors 28, i = 56",
    ": (10 : ℕ) ∈ Finset.range 11",
    ": (39 : ℕ) ∈ {x : ℕ | 5 * x ≡ 7 [MOD 47] ∨ 30 < x}",
    ": (2 : ℤ) ∈ Set.Ioc 1 2",
    ": Finset.card ({1, 2, 2, 3} : Finset ℕ) = 3",
]
FALSE = [
    ": (5 : ℕ) - 7 = 5 - 7 + 1",
    ": (-7 : ℤ) / 2 = -3",
    ": (-7 : ℤ) % 2 = -1",
    ": ∑ k in Finset.range 101, k = 5151",
    ": ∏ k in Finset.Ico 1 5, k = 120",
    ": Finset.card (Finset.Ioo 1 4) = 3",
    ": ∀ n < 10, n * n % 4 ≠ 1",
    ": ∀ n ≤ 10, n < 10",
    ": ∃ n ∈ Finset.range 12, n * n = 144",
    ": Finset.filter (fun n => 10 % n = 0) (Finset.Icc 1 10) = {1, 2, 5}",
    ": 0 ∣ 3",
    ": 17 ≡ 6 [MOD 4]",
    ": Finset.card ({1, 2, 2, 3} : Finset ℕ) = 4",
    ": 3 ∈ Finset.Ico 1 3",
    ": (3 : ℕ) ∈ {x : ℕ | x < 3}",
    ": (1 : ℤ) ∈ Set.Ioc 1 2",
]
# Lean's instances do not reduce, or there are none, or it runs out of depth.
BEYOND = [
    ": (1 : ℝ) < 2",
    ": (1 : ℚ) / 2 = 1 / 2 + 0",
    ": Nat.Prime 7",
    ": ∀ n : ℕ, n = n",
    ": ∃ n : ℕ, n = 3",
    ": ∀ n > 3, n < 5 → n = 4",
    "(n : ℕ) : n < n + 1",
    ": ∑ k in Finset.range 3000, k = 4498500",
    ": ∀ n < 1000, n < 1000",
    ": 2 ^ 1000 % 7 = 2",
    ": 1000 ! % 7 = 0",
    ": Real.sqrt 4 = 2",
]


@pytest.mark.parametrize("statement", TRUE)
def test_decided(statement: str) -> None:
    verdict = judged(statement, "decide")
    assert verdict.proved, verdict


@pytest.mark.parametrize("statement", FALSE)
@pytest.mark.parametrize("proof", ["decide", "rfl", "trivial", "norm_num", "simp"])
def test_false(statement: str, proof: str) -> None:
    assert not judged(statement, proof).proved


@pytest.mark.parametrize("statement", BEYOND)
def test_beyond_decide(statement: str) -> None:
    assert not judged(statement, "decide").proved


RFL = {
    ": ∑ k in Finset.range 5, k ^ 2 = 30": True,
    ": 7 ! = 5040": True,
    ": Finset.card (Finset.filter (fun x => x % 2 = 0) (Finset.range 10)) = 5": True,
    ": ((3 : ℕ) : ℤ) + 2 = 5": True,
    ": Finset.card (Finset.filter Nat.Prime (Finset.Icc 1 20)) = 8": True,
    ": Finset.card (Finset.filter Nat.Prime (Finset.Icc 1 20)) = 9": False,
    ": Finset.card (Finset.filter Even (Finset.Icc 1 9)) = 4": True,
    ": (2 : ℝ) + 2 = 4": False,
    ": (1 : ℚ) / 2 = 2 / 4": False,
    ": 2 < 3": False,
    "(n : ℕ) : n + 1 = 1 + n": False,
    ": Finset.range 3 = {2, 1, 0}": False,
    ": ∑ k in Finset.range 5000, k = 12497500": False,
}


@pytest.mark.parametrize("statement", RFL)
def test_rfl(statement: str) -> None:
    assert judged(statement, "rfl").proved == RFL[statement]


NORM_NUM = {
    ": ∑ k in Finset.range 5, k = 10": True,
    ": ∑ k in Finset.range 5, k = 15": False,
    ": ∑ k in Finset.range 5, (k : ℝ) / 2 = 5": True,
    ": ∑ k in Finset.range 5, ((k / 2 : ℕ) : ℝ) = 5": False,
    ": ∏ k in Finset.range 5, (k + 1) = 120": True,
    ": ∏ k in Finset.range 5, k = 24": False,
    ": ∑ k in Finset.range 5, ∑ j in Finset.range k, j = 10": True,
    ": ∑ k in Finset.Icc 1 5, k = 15": False,  # its extension does not know intervals
    ": ∑ k in Finset.range 1000000, k = 499999500000": False,
}


@pytest.mark.parametrize("statement", NORM_NUM)
def test_norm_num_evaluates_sums_over_ranges(statement: str) -> None:
    assert judged(statement, "norm_num").proved == NORM_NUM[statement]


@pytest.mark.parametrize("statement", FALSE)
def test_the_checker_computes_for_itself(statement: str) -> None:
    goal = goal_of(statement)
    with pytest.raises(CertificateError, match="false"):
        check(DECIDED, (), goal)


@pytest.mark.parametrize("statement", [": ∀ n : ℕ, n = n", "(n : ℕ) : n = n + 0", ": (1 : ℝ) < 0"])
def test_the_checker_refuses_what_it_cannot_compute(statement: str) -> None:
    goal = goal_of(statement)
    with pytest.raises(CertificateError):
        check(DECIDED, (), goal)


def test_the_checker_refuses_endless_work() -> None:
    goal = goal_of(": ∀ n < 10 ^ 9, n < 10 ^ 9")
    with pytest.raises(CertificateError):
        check(DECIDED, (), goal)
    with pytest.raises(TooMuchWork):
        decide(goal, largest_set=1000, work=1000)
    goal = goal_of(": ∀ n < 5, ∀ m ∈ Finset.range n, m * m < n * n")
    assert decide(goal, largest_set=5, work=1000)
    goal = goal_of("(n : ℕ) : n = n")
    with pytest.raises(Undecidable):
        decide(goal, largest_set=5, work=1000)
