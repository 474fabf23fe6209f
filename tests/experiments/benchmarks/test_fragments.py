"""The languages of statements, and what a replay says of a proof that is not accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.benchmarks.fidelity import main, not_read_back, stumbles, summary
from experiments.benchmarks.fragments import level
from experiments.benchmarks.replay import group, replay
from experiments.theorems import Claim
from lean_env.embedded.elaborate import elaborate_theorem
from lean_env.types import Theorem


@pytest.mark.parametrize(
    ("signature", "expected"),
    [
        ("(x y : ℝ) (h : x ^ 2 ≠ y) : x / y⁻¹ = 1", "F1"),
        ("(z : ℂ) : z * Complex.I = 1", "F1"),
        ("(n : ℕ) : n + 1 = 1 + n", "F2"),
        ("(x : ℝ) (n : ℕ) : x ^ n = x", "F2"),
        ("(x : ℝ) (q : ℚ) : x = q", "F2"),
        (": Nat.Prime 7", "F2"),
        ("(f : ℝ → ℝ) : f 1 = 2", "F3"),
        (": ∀ x : ℝ, x ^ 2 ≥ 0", "F3"),
        ("(n : ℕ) : ∑ k ∈ Finset.range n, k = n", "F4"),
        ("(S : Finset ℕ) : S.card = 2", "F4"),
        ("(x : ℝ) : |x| = x", "F5"),
        ("(x y : ℝ) : x ^ y = 1", "F5"),
        (": ⌊(1 / 2 : ℝ)⌋ = 0", "F5"),
        ("(S : Set ℝ) : 2 ∈ S", "F6"),
        ("(q : ℚ) : q.den = 1", "F6"),
    ],
)
def test_the_level_of_a_statement(signature: str, expected: str) -> None:
    assert level(elaborate_theorem(Theorem("t", f"theorem t {signature}"))) == expected


def _claim(name: str, signature: str, proof: str) -> Claim:
    return Claim(name, ((Theorem(name, f"theorem {name} {signature}"), proof),))


def test_a_replay_names_the_first_construct_that_failed() -> None:
    accepted = replay(_claim("a", "(x : ℝ) : x + x = 2 * x", "ring"))
    assert accepted.verdict.proved
    assert (accepted.level, accepted.construct) == ("F1", "")
    lemma = replay(_claim("b", "(x : ℝ) (h : x = 1) : x + x = 2", "rw [h, no_such_lemma]\nring"))
    assert not lemma.verdict.proved
    assert lemma.construct == "lemma no_such_lemma"
    assert lemma.tactic == "rw [h, no_such_lemma]"
    tactic = replay(_claim("c", "(x : ℝ) : x = x", "have h : 1 = 1 := by no_such_tactic\nrfl"))
    assert tactic.construct == "tactic no_such_tactic"
    wrong = replay(_claim("d", "(x y : ℝ) : x = y", "linarith"))
    assert wrong.construct.startswith("linarith: ")
    results = [accepted, lemma, tactic, wrong]
    assert [line.split() for line in summary(results)][1] == ["F1", "1", "4", "25.0", "%"]
    assert any("lemma no_such_lemma" in line for line in stumbles(results, 10))


def test_constructs_are_groups_and_not_texts() -> None:
    assert group("simp", "unsupported tactic: simp_all [h₀, mul_comm]") == "tactic simp_all"
    assert group("rw", "unknown identifier 'Nat.foo'") == "lemma Nat.foo"
    assert group("ring", "ring failed\nx : ℝ") == "ring: ring failed"


def test_statements_that_do_not_read_back_are_named() -> None:
    good = Theorem("good", "theorem good (a b : ℕ) : ((a - b : ℕ) : ℤ) = a - b")
    bad = Theorem("bad", "theorem bad (x : ℝ) : x = nothing_known")
    assert not_read_back([good]) == []
    assert [line.split(":")[0] for line in not_read_back([good, bad])] == ["bad"]


def test_a_file_that_is_not_there_is_a_clear_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none.jsonl")]) == 2
    assert "no such file" in capsys.readouterr().err
