"""What may be sent to Lean 3: tactics of its mathlib pass, programs and gaps do not."""

from __future__ import annotations

import pytest

from lean_env.lean_gym.border import MAX_PROOF_CHARS, MAX_TACTIC_CHARS, forbidden


@pytest.mark.parametrize(
    "tactic",
    [
        "intros x p h₀ h₁",
        "nlinarith [sq_nonneg (b - a), sq_nonneg (c - b), mul_pos h₀.1 h₁]",
        "rw [← sub_nonneg, pow_two] at h ⊢",
        "simp only [nat.succ_eq_add_one, ← h] at *",
        "rcases h with ⟨x, rfl | ⟨y, hy⟩⟩",
        "cases h with h h; { linarith }",
        "exact λ x hx, ⟨hx.1, by simpa using hx.2⟩",
        "have h : ∀ x > 0, f x = x, { intro x, simp }, exact h 1 one_pos",
        "refine ⟨_, _, λ a, _⟩",
        "all_goals { norm_num }",
        "any_goals { try { ring } }",
        "split <|> skip",
        "begin intro x, exact x end",
        "calc a = b : by ring ... = c : h",
        "exact (congr_arg f $ h.symm).trans rfl",
        "norm_num [finset.sum_range_succ, h]",
        "simp {contextual := true}",
        "by_contra h, push_neg at h",
        "interval_cases n; simp at h",
        "exact match h with ⟨x, hx⟩ := hx end",
        "conv_lhs { rw h }",
        "exact s \\ t",
        "linarith -- the sums",
        "simp /- all /- nested -/ of it -/",
        "exact_mod_cast h,",
        "obtain ⟨do_it, io', h⟩ := h",
        "have htactic := h",
        "exact ({1, 2} : finset ℕ)",
        "exact sorry_free",
    ],
)
def test_tactics_pass(tactic: str) -> None:
    assert forbidden(tactic) is None


@pytest.mark.parametrize(
    ("tactic", "reason"),
    [
        ("sorry", "'sorry' proves nothing"),
        ("exact ⟨ha, sorry⟩", "'sorry' proves nothing"),
        ("admit", "'admit' proves nothing"),
        ("tactic.admit", "'admit' proves nothing"),
        ("exact undefined", "'undefined' proves nothing"),
        ("exact unchecked_cast trivial", "belongs to a program"),
        ("exact undefined_core", "belongs to a program"),
        ("exact _root_.unchecked_cast trivial", "belongs to a program"),
        ("(tactic.add_decl foo)", "belongs to a program"),
        ("tactic.interactive.split", "belongs to a program"),
        ("split; tactic.skip", "belongs to a program"),
        ("exact by do x ← y, z", "belongs to a program"),
        ("do skip", "belongs to a program"),
        ("io.put_str x", "belongs to a program"),
        ("simp {discharger := tactic.assumption}", "belongs to a program"),
        ("simp {max_steps := trace_val 5}", "belongs to a program"),
        ("environment.add e d", "belongs to a program"),
        ("(skip)", "'(' does not begin a tactic"),
        ("skip, (skip)", "'(' does not begin a tactic"),
        ("{ (skip) }", "'(' does not begin a tactic"),
        ("all_goals { foo.bar }", "'foo.bar' does not begin a tactic"),
        ("exact (by foo.bar)", "'foo.bar' does not begin a tactic"),
        ("split; [foo.bar, skip]", "'foo.bar' does not begin a tactic"),
        ("skip <|> foo.bar", "'foo.bar' does not begin a tactic"),
        ("begin [smt] eblast end", "another kind than tactics"),
        ("exact `(1)", "'`' is not used"),
        ("exact %%e", "'%%' is not used"),
        ("exact «x»", "'«' is not used"),
        ("skip >>= f", "'>>=' is not used"),
        ("trace_state", "'trace_state' prints"),
        ("library_search", "'library_search' prints"),
        ("simp?", "only suggests"),
        ('fail "x"', "strings"),
        ("skip }, foo, { skip", "closes what is not open"),
        ("linarith } foo {", "closes what is not open"),
        ("end", "closes what is not open"),
        ("exact (", "a ')' is missing"),
        ("begin skip", "a 'end' is missing"),
        ("exact (]", "closes what is not open"),
        ("skip -/ skip", "outside of a comment"),
        ("skip /- skip", "does not end"),
        ("theorem x : false", "'theorem' begins a command"),
        ("skip axiom x : false", "'axiom' begins a command"),
        ("set_option pp.all true", "'set_option' begins a command"),
        ("", "empty"),
        ("  -- nothing", "empty"),
        ("exact\u202e rfl", "U+202E"),
        ("skip\x00", "U+0000"),
        ("skip\r", "U+000D"),
        ("\ud800", "U+D800"),
        ("a" * (MAX_TACTIC_CHARS + 1), "longer than"),
    ],
)
def test_what_is_no_tactic_is_refused_with_its_reason(tactic: str, reason: str) -> None:
    found = forbidden(tactic)
    assert found is not None
    assert reason in found
    assert "\n" not in found


def test_a_whole_script_may_be_longer_than_a_tactic() -> None:
    script = "skip,\n" * (MAX_TACTIC_CHARS // 4)
    assert forbidden(script) is not None
    assert forbidden(script, whole=True) is None
    assert forbidden("skip,\n" * MAX_PROOF_CHARS, whole=True) is not None
