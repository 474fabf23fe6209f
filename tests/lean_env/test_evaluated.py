"""Options of tactics are evaluated as Lean reads them: none may be a program."""

from __future__ import annotations

import pytest

from lean_env.border import forbidden
from lean_env.types import Theorem

THEOREM = Theorem("t", "theorem t (x : ℝ) (h : x = 1) : x = 1", "import Mathlib")

PROGRAMS = [
    "simp (config := evil 5) [h]",
    "simp (config := (evil)) [h]",
    "simp (config := { maxSteps := evil 5 }) [h]",
    "simp (config := { maxSteps := (5).evil }) [h]",
    "simp (config := { maxSteps := if b then 1 else 2 }) [h]",
    "simp (config := match f () with | .ok _ => {} | .error _ => {}) [h]",
    "simp (config := by exact {}) [h]",
    "simp (config := do {}) [h]",
    "simp (config := evil <| 5) [h]",
    "simp (config := 5 |> evil) [h]",
    "simp (config := evil {}) [h]",
    "simp (config := { a := {} }.evil) [h]",
    "simp (config := evil [x]) [h]",
    "simp (config := ⟨5⟩) [h]",
    "simp (config := evil\n  5) [h]",
    "simp (config := { maxSteps := evil\n  b }) [h]",
    "simp +decide (maxSteps := evil 5) [h]",
    "simp -zeta (config := {}) (maxSteps := evil 5)",
    "simp! (maxSteps := evil 5)",
    "norm_num (maxSteps := evil 5)",
    "ring_nf! (config := evil 5)",
    "rw (config := { occs := evil 5 }) [h]",
    "unknown_tactic (config := evil 5)",
    "unknown_tactic [h] (simp_config := evil 5)",
    "unknown_tactic (steps := evil 5)",
    "skip\nunknown_tactic! (steps := evil 5)",
    "aesop (add norm foo) (options := evil 5)",
    "solve_by_elim (config := { discharge := fun g => g.foo })",
    "solve_by_elim (discharge := fun g => g.foo)",
    "constructor <;> simp (maxSteps := evil 5)",
    "simp (config := dbgTrace 8 fun _ => {}) [h]",
]

EFFECTS = [
    "exact unsafeIO h",
    "exact unsafeBaseIO h",
    "exact foo.unsafeEIO h",
    "simp [IO.println]",
    "exact _root_.IO.foo",
    "exact BaseIO.toIO x",
    "exact System.FilePath.mk x",
    "exact Lean.MVarId.foo",
    "exact (Lean.Elab.foo h)",
    "exact dbgTraceVal h",
    "have : Lean.reduceBool x = true := rfl",
    "exact foo.reduceNat",
    "exact withPtrEq a b",
    "exact foo.unsafePerformIO h",
]


@pytest.mark.parametrize("proof", PROGRAMS)
def test_an_option_that_computes_is_refused(proof: str) -> None:
    reason = forbidden(THEOREM, proof)
    assert reason is not None
    assert "would have to run" in reason or "programs" in reason


@pytest.mark.parametrize("proof", EFFECTS)
def test_what_has_effects_is_refused_everywhere(proof: str) -> None:
    assert "belongs to programs" in str(forbidden(THEOREM, proof))


@pytest.mark.parametrize(
    "proof",
    [
        "simp (config := {}) [h]",
        "simp (config := { decide := true }) [h]",
        "simp (config := { decide := true, zeta := false, maxSteps := 100_000 }) [h]",
        "simp (config := {\n    decide := true\n    arith := true }) [h]",
        "simp (config := .abstract) [h]",
        "simp (config := Foo.neutral) [h]",
        "simp (config := { Foo.neutral with decide := true }) [h]",
        "simp (config := { a := { b := .c, d := [1, 2] } }) [h]",
        "rw (config := { occs := .pos [1, 2] }) [h]",
        "rw (occs := .pos [2]) [h]",
        "nlinarith (degree := 3) [sq_nonneg x]",
        "linarith (transparency := .reducible)",
        "simp +decide (disch := positivity) [h]",
        "field_simp (disch := intro h; simp (config := { decide := true }) at h)",
        "linear_combination (norm := ring_nf) 2 * h",
        "linear_combination (exp := 2) h",
        "exact foo (n := bar 5) (f := fun y => y + 1)",
        "exact h.trans (foo (x := x * 2))",
        "exact h.trans\n  (foo (x := x * 2))",
        "nlinarith [foo,\n  bar (x := x * 2)]",
        "simp [foo (n := bar x)]",
        "exact (rfl : x = x)",
        "simp (x : ℕ)",
        "have unsafety := h\nexact unsafety",
        "simp [Matrix.trace, A.trace]",
    ],
)
def test_plain_options_and_arguments_pass(proof: str) -> None:
    assert forbidden(THEOREM, proof) is None


@pytest.mark.parametrize("proof", ["trace evil", "skip; trace (evil 5)", "with_panel_widgets [a]"])
def test_tactics_that_evaluate_a_term_are_refused(proof: str) -> None:
    assert "runs a term as a program" in str(forbidden(THEOREM, proof))
