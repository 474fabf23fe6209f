"""Layout of tactic blocks, tactic forms, and positions of problems."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lean_env.embedded import syntax as s
from lean_env.embedded.parser import parse_tactics, parse_term, parse_theorem


def kinds(text: str) -> list[str]:
    return [type(t).__name__ for t in parse_tactics(text).tactics]


def test_newlines_and_semicolons_separate() -> None:
    assert kinds("intro x\nlinarith; ring") == ["Intro", "Arith", "Nullary"]
    assert kinds("constructor <;>\n  linarith\nring") == ["AndThen", "Nullary"]


def test_nested_blocks_follow_the_column() -> None:
    block = parse_tactics(
        "have h : x = 1 := by\n"
        "  have g : y = 1 := by\n"
        "    linarith\n"
        "  rw [g,\n"
        "    ← k] at h ⊢\n"
        "· exact h\n"
        "  ring\n"
        "linarith [h]"
    ).tactics
    assert [type(t).__name__ for t in block] == ["Have", "Focus", "Arith"]
    have = block[0]
    assert isinstance(have, s.Have)
    assert isinstance(have.value, s.ByBlock)
    inner = have.value.body.tactics
    assert [type(t).__name__ for t in inner] == ["Have", "Rw"]
    rw = inner[1]
    assert isinstance(rw, s.Rw)
    assert [r.backward for r in rw.rules] == [False, True]
    assert rw.location == s.Location(("h",), True)


def test_a_nested_by_must_be_indented() -> None:
    with pytest.raises(s.SyntaxProblem, match="indented"):
        parse_tactics("have h : x = 1 := by\nlinarith")


def test_arguments_stop_at_the_block_column() -> None:
    assert kinds("exact foo a\n  b\nlinarith") == ["TermTactic", "Arith"]


def test_calc_steps() -> None:
    calc = parse_tactics("calc a = b := by ring\n  _ = c := h x\n  _ ≤ d := by linarith").tactics[0]
    assert isinstance(calc, s.CalcTactic)
    assert len(calc.steps) == 3


def test_patterns() -> None:
    obtain = parse_tactics("obtain ⟨x, (rfl | ⟨-, h : p⟩), _⟩ := h").tactics[0]
    assert isinstance(obtain, s.Obtain)
    assert isinstance(obtain.pattern, s.TuplePattern)
    names = [type(p).__name__ for p in obtain.pattern.items]
    assert names == ["NamePattern", "AltPattern", "NamePattern"]


def test_unknown_tactics_keep_their_text() -> None:
    block = parse_tactics(
        "frobnicate (x := 1) with\n  z at h\nsimp (config := {}) at h\nring"
    ).tactics
    assert isinstance(block[0], s.Unknown)
    assert block[0].text == "frobnicate (x := 1) with\n  z at h"
    assert isinstance(block[1], s.Unknown)
    assert block[1].name == "simp"
    assert isinstance(block[2], s.Nullary)


@pytest.mark.parametrize(
    "text",
    ["nlinarith [sq_nonneg (a - b), mul_pos ha hb]", "norm_num [h] at h₁ ⊢", "rintro x ⟨y, rfl⟩",
     "refine ⟨?_, fun x hx => ?_⟩", "linear_combination (exp := 2) 3 * h - h.symm * x",
     "cases h with\n| inl h => simp\n| inr h =>\n  ring", "rcases h with h | h <;> simp",
     "first | linarith | exact h.1.2 | ring", "all_goals (try simp)\nring", "use 1, 2",
     "interval_cases x <;> omega", "by_cases h : x = 1", "exact (div_le_iff₀ (by simp)).mpr h",
     "simpa using h.le", "induction n with\n| zero => rfl\n| succ n ih => rw [ih]", "subst h",
     "convert h using 2", "suffices h : p by simp", "show a = b", "exact h ▸ rfl", "push_neg at *",
     "simp only [foo, ← bar, -baz, *] at *", "specialize h 1 (by norm_num)", "norm_num"],
)  # fmt: skip
def test_known_forms_have_no_unknown_part(text: str) -> None:
    assert "Unknown(" not in repr(parse_tactics(text))


def test_positions_count_lines_from_one() -> None:
    with pytest.raises(s.SyntaxProblem) as caught:
        parse_theorem("theorem t :\n  1 + = 2")
    assert (caught.value.line, caught.value.column) == (2, 6)


def test_terms() -> None:
    assert parse_term("f x⁻¹") == s.App(s.Ident("f"), (s.Unary("⁻¹", s.Ident("x")),))
    assert parse_term("2 * -x") == s.Binary("*", s.Numeral(2), s.Unary("-", s.Ident("x")))
    assert parse_term("h.1.left") == s.Proj(s.Proj(s.Ident("h"), "1"), "left")
    assert parse_term("2.50") == s.Decimal(250, 2)
    assert parse_term("a <= b") == parse_term("a ≤ b")
    section = parse_term("(· + 1)")
    assert isinstance(section, s.Lambda)
    assert parse_term("(x y : ℝ) → p") == s.Quantifier(
        "∀", (s.Binder(("x", "y"), s.Ident("ℝ"), kind="("),), s.Ident("p")
    )


def test_every_proof_that_lean_accepted_parses(shared_data: Path) -> None:
    paths = ["lean4_proofs/valid.jsonl", "fidelity/border.jsonl", "fidelity/synthetic_proofs.jsonl"]
    for path in paths:
        for line in (shared_data / path).read_text(encoding="utf-8").splitlines():
            assert parse_theorem(json.loads(line)["proof"]).proof is not None
