"""Cheats at the border of `verify`: refused with a reason, for false and true theorems."""

from __future__ import annotations

import pytest

from lean_env.types import Theorem, VerdictKind
from lean_env.verify import verify_fresh

FALSE = Theorem("cheat", "theorem cheat (x : ℝ) (h : x = 1) : x = 2", "import Mathlib")
TRUE = Theorem("cheat", "theorem cheat (x : ℝ) (h : x = 1) : x = 1", "import Mathlib")

# Nothing but a gap or a command stands in the way: these are refused for a true theorem, too.
ALWAYS = [
    "sorry",
    "exact sorry",
    "exact (sorry)",
    "exact h; sorry",
    "· exact h\n  sorry",
    "have : 1 = 1 := sorry\nexact h",
    "first | exact h | sorry",
    "try sorry\nexact h",
    "exact sorryAx _ true",
    "exact sorryAx (x = 2) (synthetic := true)",
    "admit",
    "stop\nexact h",
    "native_decide",
    "decide +native",
    "exact Lean.ofReduceBool _ _ rfl",
    "exact?",
    "apply?",
    "exact h -- fine\n#exit",
    "exact h\n#eval 1",
    "exact h\n\ntheorem other : 1 = 2 := by rfl",
    "exact h\naxiom bad : False",
    "exact h\ninstance : LE ℂ := ⟨fun _ _ => True⟩",
    'exact h\nmacro "linarith" : tactic => `(tactic| trivial)',
    'exact h\nlocal notation "ℝ" => Unit',
    "exact h\nend",
    "exact h\nwhere\n  bad := 1",
    "open Real in exact h",
    "set_option maxRecDepth 100000 in exact h",
    "@[simp] exact h",
    "exact h -/",
    "/- exact h",
    "/- /- -/ exact h",
    "exact «h»",
    "exact cheat x h",
    "exact _root_.cheat x h",
    "exact (cheat x h)",
    "have := @cheat\nexact h",
    "simp [cheat]\nexact h",
    "rw [cheat x h] at h\nexact h",
    "exact\u200b h",
    "exact h\u202e",
    "exact h\x00",
    "exact h\u2028sorry",
    "",
    "  \n  ",
    "-- only a comment",
]
# Look-alikes and other names for nothing: not cheats, but no proofs either.
NEVER = [
    "ѕorry",
    "s\u03bfrry",
    "exact bad",
    "exact this",
    "exact h.symm ▸ h",
    "exact ?_",
    "exact _",
    "refine ?a",
    "skip",
    "done",
    "all_goals skip",
    "any_goals exact h",
    "try exact h",
    "first | skip | exact h",
    "repeat exact h",
    "exact absurd h (by assumption)",
    "exact (fun y => y) h",
    "subst h; rfl",
    "show x = 1; exact h",
    "suffices x = 1 by exact this",
    "have h : x = 2 := h\nexact h",
    "have h : x = 2 := by exact h\nexact h",
    "by_contra h2\nexact h2 h",
    "exfalso\nexact h",
    "exact False.elim h",
    "simp [h] at h ⊢",
]


@pytest.mark.parametrize("theorem", [FALSE, TRUE], ids=["false", "true"])
@pytest.mark.parametrize("proof", ALWAYS)
def test_a_cheat_is_refused_with_a_reason(theorem: Theorem, proof: str) -> None:
    verdict = verify_fresh("embedded", theorem, proof)
    assert verdict.kind is VerdictKind.REJECTED
    assert verdict.reason
    assert "\n" not in verdict.reason


@pytest.mark.parametrize("proof", NEVER)
def test_no_script_proves_the_false_theorem(proof: str) -> None:
    verdict = verify_fresh("embedded", FALSE, proof)
    assert verdict.kind in (VerdictKind.REJECTED, VerdictKind.UNSUPPORTED)
    assert verdict.reason


def test_a_candidate_from_another_statement_proves_nothing() -> None:
    proof = "exact h"
    assert verify_fresh("embedded", TRUE, proof).proved
    assert not verify_fresh("embedded", FALSE, proof).proved


@pytest.mark.parametrize(
    "tail", [" := by rfl", " := rfl", " := by\n  sorry", "\naxiom bad : False", "\n#exit", " -/"]
)
def test_a_statement_that_brings_its_own_proof_is_no_statement(tail: str) -> None:
    theorem = Theorem("t", f"theorem t : (1 : ℕ) = 2{tail}")
    assert verify_fresh("embedded", theorem, "rfl").kind is VerdictKind.ERROR
