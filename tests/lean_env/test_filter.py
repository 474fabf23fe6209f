"""The filter at the border: tokens, not substrings; what Lean may read otherwise is refused."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lean_env.border import forbidden, hidden_command, statement_problem
from lean_env.lexing import words
from lean_env.source import split_file
from lean_env.types import Theorem

THEOREM = Theorem("t", "theorem t (a b : ℝ) (h : a ≤ b) : a ≤ b + 1")


@pytest.mark.parametrize(
    "proof",
    [
        "exact h_sorry_free",
        "exact axiom_of_choice'",
        "exact sorry_lemma.symm.trans native_decide_eq",
        "have axiomatic := h\nexact axiomatic.le",
        "exact instance₁ h",
        "exact endpoint h",
        "rw [← Finset.sum_notation]",
        "simp [Set.variable_of]",
        "exact hopen.openPos",
        "obtain ⟨t, ht⟩ := h\nexact ht",
        "have h₁ : #s = 2 := by simp\nexact h₁",
        "simp [#univ]",
        "exact x'.le",
        "rw [Set.preimage (f ⁻¹' s)]",
        "rw [<-h, <- h]",
        "exact (Polynomial.eval 2 p)",
        "norm_num -- this is no axiom, sorry",
        "norm_num /- theorem: sorry -/\nring",
        "nlinarith [h] -- a\n-- b\n",
        "· linarith--c",
        "have : 1 = 1 :=-- c\n  rfl",
        "exact xs.head?.isSome",
        "exact List.get? xs 0",
        "calc a ≤ b := h\n  _ ≤ b + 1 := by linarith",
        "decide +kernel",
        "exact ⟨1e5, 0x1F, 1_000⟩",
        "induction n with\n| zero => simp\n| succ n ih => omega",
        "nlinarith [sq_nonneg\n(a - b)]",
        "exact ‹a ≤ b›.le",
        "exact 𝓝 x",
        "exact h_é",
        "simp only [λ_pos, Σ_nonneg]",
    ],
)
def test_names_that_only_resemble_something_are_fine(proof: str) -> None:
    assert forbidden(THEOREM, proof) is None


@pytest.mark.parametrize(
    ("proof", "reason"),
    [
        ("exact 0b1sorry", "'sorry'"),
        ("exact 1e5axiom", "'axiom'"),
        ("exact 1_0instance", "'instance'"),
        ("exact Σsorry", "'sorry'"),
        ("exact sorry✝", "'sorry'"),
        ("exact foo.sorryAx.bar", "'sorryAx'"),
        ("exact .sorry", "'sorry'"),
        ("exact @sorryAx _ _", "'sorryAx'"),
        ("x//-5\nsorry-/", "right behind '/'"),
        ("exact h <--axiom", "'axiom'"),
        ("exact h |-- c", "right behind '|'"),
        ("linarith\n#guard 1", "'#guard'"),
        ("linarith\n  #univ", "'#univ'"),
        ("/-! x -/ linarith", "documentation"),
        ("/-- x -/\nlinarith", "documentation"),
        ("/--/ linarith", "documentation"),
        ("  linarith\nring", "stands left"),
        ("(linarith]", "unbalanced"),
        ("exact 'a'", "character literal"),
        ("exact '\\''", "character literal"),
        ("exact '\\u{41}'", "character literal"),
        ("exact\u00a0h", "invisible"),
        ("exact h\r", "carriage return"),
        ("exact һ", "CYRILLIC"),
        ("exact 定理", "no letter of Lean"),
        ("simp_all?", "suggests"),
        ("stop", "skips the rest"),
        ("plausible", "admits"),
        ("simp (config := { native := true })", "native"),
        ("exact (by_elab foo)", "'by_elab'"),
        ('macro "x" : tactic => `(tactic| simp)', "'macro'"),
        ("unset_option foo", "'unset_option'"),
    ],
)
def test_what_lean_may_read_otherwise_is_refused(proof: str, reason: str) -> None:
    assert reason in str(forbidden(THEOREM, proof))


CONSTRUCTS = """
    sorry admit native_decide axiom opaque unsafe partial instance macro syntax notation elab
    run_tac run_cmd variable theorem lemma def end namespace section import attribute initialize
    decreasing_by termination_by implemented_by extern csimp sorryAx stop hint open set_option
    local scoped macro_rules elab_rules infix universe structure class inductive mutual private
    example abbrev noncomputable deriving export simproc by_elab bv_decide plausible where
"""


@pytest.mark.parametrize("word", CONSTRUCTS.split())
def test_a_construct_is_refused_as_a_word_and_not_as_a_part_of_one(word: str) -> None:
    for proof in (word, f"linarith\n{word} x", f"linarith {word}", f"exact ({word})", f"{word}."):
        assert forbidden(THEOREM, proof) is not None
    for proof in (f"exact h_{word}", f"exact {word}_free", f"exact {word}'", f"exact {word}₁.le"):
        assert forbidden(THEOREM, proof) is None


def test_windows_line_ends_are_fine() -> None:
    assert forbidden(THEOREM, "norm_num\r\nring") is None


@pytest.mark.parametrize(
    ("name", "proof", "refused"),
    [
        ("A.b.c", "exact A.b.c x", True),
        ("A.b.c", "exact b.c x", True),
        ("A.b.c", "exact c x", True),
        ("A.b.c", "exact _root_.A.b.c x", True),
        ("A.b.c", "exact c.le", True),
        ("A.b.c", "exact h.c", False),
        ("A.b.c", "exact A.b.cd x", False),
        ("A.b.c", "intro c\nexact c", False),
        ("A.b.c", "intro c\nexact _root_.c", False),
        ("A.b.c", "intro c\nexact A.b.c c", True),
        ("c", "intro c\nexact _root_.c", True),
        ("c", "intro x\nexact c x", True),
        ("c", "have c : x = 2 := c x\nexact c", True),
        ("c", "have c : x = 2 := by\n  exact c x\nexact c", True),
        ("c", "have c : x = 2 := by\n  simp\nexact c", False),
        ("c", "obtain ⟨c, hc⟩ := c x", True),
        ("c", "obtain ⟨c, hc⟩ := h\nexact hc c", False),
        ("c", "· intro c\n  exact c\n· exact c", True),
        ("c", "intro c; exact c", False),
        ("c", "rcases c x with ⟨c, hc⟩", True),
        ("c", "exact d.c", False),
        ("c", "exact c' x", False),
    ],
)
def test_the_theorem_by_any_of_its_names(name: str, proof: str, refused: bool) -> None:
    theorem = Theorem(name, f"theorem {name} (x : ℝ) : x = x")
    assert (forbidden(theorem, proof) is not None) == refused


def test_proofs_that_real_lean_accepted_pass(shared_data: Path) -> None:
    text = (shared_data / "lean4_proofs" / "valid.jsonl").read_text(encoding="utf-8")
    records = [json.loads(line) for line in text.splitlines()]
    assert len(records) == 221
    for record in records:
        [declaration] = split_file(record["proof"])
        theorem = Theorem(declaration.name, declaration.statement, record["header"])
        assert forbidden(theorem, declaration.proof) is None
        assert statement_problem(theorem) is None


def test_every_statement_of_the_benchmark_is_one(shared_data: Path) -> None:
    text = (shared_data / "minif2f" / "valid.jsonl").read_text(encoding="utf-8")
    for line in text.splitlines():
        record = json.loads(line)
        [declaration] = split_file(record["statement"])
        assert statement_problem(Theorem(record["name"], declaration.statement)) is None


@pytest.mark.parametrize(
    "statement",
    [
        'theorem t : "a := b axiom".length = 11',
        "theorem t (c : Char) (h : c = '(') : c ≠ ')'",
        "theorem t («x y» : ℕ) : «x y» = «x y»",
        "theorem t (f : α → β) (s : Set β) : f ⁻¹' s ⊆ f ⁻¹' s",
        "theorem t (stop hint : ℕ) : stop = hint",
        "theorem t : let x := 1; x = 1",
        "theorem t (h : x = 1 := by simp) : x = 1",
        "  theorem t\n  : True",
        "lemma t : (fun x ↦ x) 1 = 1 -- a remark",
    ],
)
def test_a_statement_may_have(statement: str) -> None:
    assert statement_problem(Theorem("t", statement)) is None


@pytest.mark.parametrize(
    "statement",
    [
        'theorem t : True -- "\naxiom bad : False --"',
        'theorem t : "a',
        "theorem t : f «",
        "theorem t : True := trivial",
        "theorem t : 1 = 1 #eval 1",
        "theorem t : (1 = 1",
    ],
)
def test_a_statement_may_not_have(statement: str) -> None:
    assert statement_problem(Theorem("t", statement)) is not None


_PIECES = st.sampled_from(
    ["simp", "exact h", " ", "\n", "\n  ", "(", ")", "/-", "-/", "--", '"', "'", "«", "»", "sorry",
     "axiom", "λ", "0x1", "1e5", "<-", "#", "@[", ".", "é", "ѕ", "\r", "\u202e", "`", "⟨", "⟩"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_any_text_has_a_verdict_of_one_line(text: str) -> None:
    reason = forbidden(THEOREM, text)
    assert reason is None or (reason and "\n" not in reason and "\r" not in reason)


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_a_gap_behind_a_sound_script_is_always_seen(text: str) -> None:
    # What stands in front can only make it worse: no text turns what follows into a comment.
    assert forbidden(THEOREM, f"{text}\n(sorry)") is not None


def test_words_are_read_past_strings() -> None:
    assert words('a "sorry" «end» b.c /- d -/ 1 e') == ["a", "b.c", "e"]
    assert words("a 'x' b") == ["a", "b"]
    assert words('a -- "\nb -- "\nc') == ["a", "b", "c"]
    assert words('a "b') == ["a"]


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ('theorem a : True := trivial\n  local notation "ℝ" => Unit', "local"),
        ("theorem a : True := trivial axiom b : False", "axiom"),
        ("theorem a : True := by\n  open Nat in simp", None),
        ("theorem a : True := by\n  set_option maxHeartbeats 1 in simp", None),
        ("theorem axiomatic : True := trivial", None),
    ],
)
def test_commands_that_hide_behind_a_proof(text: str, command: str | None) -> None:
    assert hidden_command(text) == command


@pytest.mark.parametrize(
    "piece",
    [
        "skip\n",
        "have t ",
        "t ",
        "t, ",
        "(",
        "/-",
        "'",
        '"',
        "-- ",
        "x.",
        "0x",
        "@",
        "\n",
        "«",
        "é",
    ],
)
def test_hostile_text_is_judged_in_time(piece: str) -> None:
    text = "obtain ⟨" + piece * (20_000 // len(piece))
    begin = time.process_time()
    forbidden(THEOREM, text)
    hidden_command(text)
    statement_problem(Theorem("t", f"theorem t : {text}"))
    assert time.process_time() - begin < 5


@pytest.mark.parametrize("proof", ["\tnorm_num", "have h : 1 = 1 :=\n\tby norm_num", "simp /-\t-/"])
def test_tabs_are_not_lean(proof: str) -> None:
    """Lean 4 refuses to read on at a tab that is outside of a comment."""
    assert "a tab" in str(forbidden(Theorem("t", "theorem t : 1 = 1"), proof))


def test_a_tab_in_a_line_comment_is_no_matter() -> None:
    assert forbidden(Theorem("t", "theorem t : 1 = 1"), "norm_num --\ta comment") is None
