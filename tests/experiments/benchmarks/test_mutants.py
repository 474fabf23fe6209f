"""The gate of false statements: the judges agree with Lean's conventions, and nothing is proved."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest

from curriculum.synthetic import LEVELS, generate
from experiments.benchmarks.mutants import STATEMENTS, Drawn, attack, mutants
from experiments.benchmarks.mutations import mutate
from experiments.benchmarks.refute import refutation
from experiments.theorems import read_statements
from lean_env.embedded.elaborate import elaborate_theorem
from lean_env.types import Theorem
from prover.search import SearchConfig

FALSE = [
    "(a b : ℕ) : a - b + b = a",
    "(a : ℕ) : a / 2 * 2 = a",
    "(a : ℤ) : a / 2 * 2 = a",
    "(x : ℝ) : x / x = 1",
    "(x : ℝ) : x * x⁻¹ = 1",
    "(a b : ℤ) : a % b < b",
    "(a b : ℕ) : ((a - b : ℕ) : ℤ) = a - b",
    "(x y : ℝ) (h : x ^ 2 = y ^ 2) : x = y",
    "(z : ℂ) (h : z ^ 2 = -1) : z = Complex.I",
    "(f : ℕ → ℕ) (h : f 2 = 3) : f 1 < f 2",
    "(n : ℕ) (h : Even n) : n % 4 = 0",
    "(n : ℕ) : Nat.Prime (n ^ 2 + n + 41)",
    "(n : ℕ) : ∑ k ∈ Finset.range n, k = n",
    "(a : ℤ) (h : ∃ b : ℤ, a = 2 * b) : a = 4",
    "(x : ℝ) (h : 2 * x ^ 2 = 1) : 0 < x",
    "(f : ℝ → ℝ) (h : ∀ x, f x = 2 * x + 1) : f 3 = 6",
    "(q : ℚ) : q ^ 2 ≠ 4",
    "(a b : ℤ) (h : a ∣ b) : a ≤ b",
    ": ∃! n : ℤ, n ^ 2 = 4",
]
TRUE = [
    "(a b : ℕ) (h : b ≤ a) : a - b + b = a",
    "(a : ℕ) : a - (a + 1) = 0",
    "(a : ℕ) : a / 0 = 0",
    "(a : ℕ) : a % 0 = a",
    "(x : ℝ) : x / 0 = 0",
    "(a : ℤ) (h : 0 < a) : (-1) / a = -1",
    "(a : ℤ) : 0 ≤ a % 7",
    "(a : ℤ) : a % (-2) = a % 2",
    "(q : ℚ) : q ^ 2 ≠ 2",
    "(n : ℕ) : 0 ≤ n",
    "(f : ℕ → ℕ) : f 3 ≥ 0",
    "(z : ℂ) : (z / z) * z = z",
    "(x : ℝ) (h : 2 < x) : x⁻¹ ^ 2 ≤ 1",
]
QUICK = SearchConfig(expansions=2, samples=14)


def _goal(signature: str) -> Theorem:
    return Theorem("t", f"theorem t {signature}")


@pytest.mark.parametrize("signature", FALSE)
def test_false_statements_are_refuted(signature: str) -> None:
    assert refutation(elaborate_theorem(_goal(signature)), random.Random(0)) is not None


@pytest.mark.parametrize("signature", TRUE)
def test_true_statements_are_not_refuted(signature: str) -> None:
    assert refutation(elaborate_theorem(_goal(signature)), random.Random(0)) is None


def test_a_mutation_changes_one_place_behind_the_name() -> None:
    original = Theorem("t_1", "theorem t_1 (x y : ℝ) (h₀ : x + 2 = y) : x ^ 2 ≤ y * 3")
    draw = random.Random(0)
    seen = {m.statement for m in (mutate(original, draw) for _ in range(300)) if m is not None}
    assert original.statement not in seen
    assert all(s.startswith("theorem t_1 ") for s in seen)
    expected = [
        "theorem t_1 (x y : ℝ) (h₀ : True) : x ^ 2 ≤ y * 3",
        "theorem t_1 (x y : ℕ) (h₀ : x + 2 = y) : x ^ 2 ≤ y * 3",
        "theorem t_1 (x y : ℝ) (h₀ : x - 2 = y) : x ^ 2 ≤ y * 3",
        "theorem t_1 (x y : ℝ) (h₀ : x + 2 = y) : x ^ 2 ≤ y * 2",
        "theorem t_1 (x y : ℝ) (h₀ : x + 2 = y) : x ^ 2 < y * 3",
        "theorem t_1 (x y : ℝ) (h₀ : x + 2 = y) : y ^ 2 ≤ y * 3",
    ]
    assert [s for s in expected if s not in seen] == []


def test_no_mutant_of_a_synthetic_statement_is_proved() -> None:
    theorems = [s.theorem for level in LEVELS[:8] for s in generate(level, 4, 0)]
    for mutant in itertools.islice(mutants(theorems, random.Random(0), Drawn()), 100):
        outcome = attack(mutant, (), QUICK)
        assert outcome.proof is None, f"{mutant.theorem.source(outcome.proof)}{mutant}"


def test_no_mutant_of_a_benchmark_statement_is_proved(shared_data: Path) -> None:
    path = shared_data / "minif2f" / STATEMENTS.name
    theorems = [c.theorem for c in read_statements(path) if not c.problem]
    for mutant in itertools.islice(mutants(theorems, random.Random(0), Drawn()), 150):
        outcome = attack(mutant, (), QUICK)
        assert outcome.proof is None, f"{mutant.theorem.source(outcome.proof)}{mutant}"


def test_the_gate_can_fail() -> None:
    """The same attack does prove a true statement."""
    from experiments.benchmarks.mutants import Mutant

    true = Mutant(_goal("(x y : ℝ) (h : x + 2 = y) : x < y"), "none")
    assert attack(true, ()).proof is not None
