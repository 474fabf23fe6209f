"""Splitting files into declarations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lean_env.embedded.parser import parse_tactics, parse_theorem
from lean_env.embedded.syntax import ByBlock
from lean_env.source import split_file, split_theorem
from lean_env.types import StatementError, Theorem

FILE = """import Mathlib
set_option maxHeartbeats 400000
open Real Nat

/-- a comment with := and
axiom in it -/
theorem a (x : ℝ) (h : x = (2 : ℝ)) : x = 2 := by
  exact h -- done

axiom cheat : False
set_option autoImplicit true
open Nat in
lemma b : ∃ y, let z := y; z = 1 := ⟨1, by simp⟩
example : True := trivial
#eval 1
theorem c : True
"""


def test_commands_come_back_in_order() -> None:
    found = split_file(FILE)
    assert [(d.kind, d.name, d.line) for d in found] == [
        ("theorem", "a", 7), ("axiom", "", 10), ("set_option", "", 11), ("open", "", 12),
        ("lemma", "b", 13), ("example", "", 14), ("#eval", "", 15), ("incomplete", "c", 16),
    ]  # fmt: skip
    assert found[0].statement == "theorem a (x : ℝ) (h : x = (2 : ℝ)) : x = 2"
    assert found[0].proof == "exact h"
    assert found[0].header == "import Mathlib\nset_option maxHeartbeats 400000\nopen Real Nat"
    assert found[4].statement == "lemma b : ∃ y, let z := y; z = 1"


def test_layout_of_the_proof_survives() -> None:
    _, _, proof = split_theorem("theorem t : p := by constructor\n                    simp\n")
    assert proof == "constructor\nsimp"


@pytest.mark.parametrize(
    "text",
    ["theorem t : p", "axiom a : p", "theorem t : p := by simp\naxiom a : q", "junk",
     "theorem t : p := by simp /- open", ""],
)  # fmt: skip
def test_anything_but_one_theorem_is_refused(text: str) -> None:
    with pytest.raises(StatementError):
        split_theorem(text)


def test_real_proofs_survive_the_round_trip(shared_data: Path) -> None:
    path = shared_data / "lean4_proofs" / "valid.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["proof"]
        name, statement, proof = split_theorem(text)
        whole = parse_theorem(text).proof
        assert isinstance(whole, ByBlock)
        assert whole.body == parse_tactics(proof)
        assert parse_theorem(Theorem(name, statement).source(proof)).proof == whole
