"""The border filter: text that is not a plain tactic script never reaches an environment."""

from __future__ import annotations

import pytest

from lean_env.border import MAX_PROOF_CHARS, forbidden
from lean_env.types import EnvironmentCrashed, Outcome, TacticState, Theorem, Verdict, VerdictKind
from lean_env.verify import verify_fresh

THEOREM = Theorem("t", "theorem t (a b : ℝ) (h : a ≤ b) : a ≤ b + 1")

REFUSED = [
    "sorry",
    "exact sorry",
    "have h : False := by sorry\n  exact h.elim",
    "admit",
    "exact sorryAx _ false",
    "exact Lean.sorryAx",
    "native_decide",
    "decide +native",
    "exact Lean.ofReduceBool _ _ rfl",
    "exact?",
    "apply?",
    "simp?",
    "rw?",
    "hint",
    "linarith\n\naxiom f : False",
    "linarith\naxiom f : False",
    "linarith\n#exit",
    "linarith #eval 1",
    "linarith\ninstance : Inhabited Nat := ⟨0⟩",
    'linarith\nmacro "x" : tactic => `(tactic| sorry)',
    "linarith\nlocal instance : Foo := bar",
    "open Real in linarith",
    "set_option maxHeartbeats 0 in linarith",
    "linarith\nnotation a ` + ` b => 0",
    "linarith\ntheorem u : False := h",
    "linarith\n@[simp] lemma u : True := trivial",
    "linarith\nend",
    "linarith)",
    "(linarith",
    "exact ⟨h, by linarith",
    "linarith /- open",
    "linarith -/ theorem",
    "exact t a b h",
    "exact _root_.t a b h",
    "have := t a b h\n  linarith",
    "linarith [t a b h]",
    "",
    "  \n -- nothing\n",
    "linarith\u202e",
    "linarith\x00",
    "exact «sorry»",
    "run_tac pure ()",
]


@pytest.mark.parametrize("proof", REFUSED)
def test_refused(proof: str) -> None:
    reason = forbidden(THEOREM, proof)
    assert reason
    assert "\n" not in reason


ALLOWED = [
    "linarith",
    "-- sorry, this comment is harmless\nlinarith",
    "linarith /- axiom /- nested -/ sorry -/",
    "obtain ⟨t, ht⟩ := h\n  exact ht",
    "intro t\n  exact t",
    "refine ⟨?_, ?_⟩ <;> linarith",
    "have h_end : a ≤ b := h\n  linarith [h.le]",
    "nlinarith [sq_nonneg (a - b), mul_self_nonneg (a + b)]",
]


@pytest.mark.parametrize("proof", ALLOWED)
def test_allowed(proof: str) -> None:
    assert forbidden(THEOREM, proof) is None


def test_a_variable_of_the_same_name_is_not_the_theorem() -> None:
    theorem = Theorem("x", "theorem x (x : ℝ) (h : x = 1) : x = 1")
    assert forbidden(theorem, "rw [h] at *; exact x") is None


def test_a_huge_proof_is_refused() -> None:
    assert forbidden(THEOREM, "linarith\n" * MAX_PROOF_CHARS)


class _Recorder:
    """An environment that says what it was asked."""

    name = "recorder"

    def __init__(self, crash: bool = False) -> None:
        self.verified: list[str] = []
        self.closed = False
        self.crash = crash

    def start(self, theorem: Theorem) -> TacticState:
        raise AssertionError("verification starts nothing itself")

    def apply(self, state: TacticState, tactic: str) -> Outcome:
        raise AssertionError("verification applies nothing itself")

    def verify(self, theorem: Theorem, proof: str) -> Verdict:
        if self.crash:
            raise EnvironmentCrashed("gone")
        self.verified.append(proof)
        return Verdict(VerdictKind.PROVED)

    def close(self) -> None:
        self.closed = True


def test_a_fresh_environment_is_made_and_closed() -> None:
    made: list[_Recorder] = []

    def factory() -> _Recorder:
        made.append(_Recorder())
        return made[-1]

    assert verify_fresh(factory, THEOREM, "linarith").proved
    assert verify_fresh(factory, THEOREM, "linarith").proved
    assert len(made) == 2
    assert all(env.closed for env in made)


def test_the_filter_comes_before_the_environment() -> None:
    env = _Recorder()
    verdict = verify_fresh(lambda: env, THEOREM, "sorry")
    assert verdict.kind is VerdictKind.REJECTED
    assert env.verified == []


def test_a_crash_is_an_error_and_still_closes() -> None:
    env = _Recorder(crash=True)
    assert verify_fresh(lambda: env, THEOREM, "linarith").kind is VerdictKind.ERROR
    assert env.closed


def test_an_unknown_environment_is_named() -> None:
    with pytest.raises(ValueError, match=r"embeded.*known: .*embedded"):
        verify_fresh("embeded", THEOREM, "linarith")
