"""`lean-gym` over recorded exchanges, over a program that misbehaves, and over a real Lean 3."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from lean_env.lean_gym.declarations import declaration
from lean_env.lean_gym.env import LeanGymEnv
from lean_env.protocol import LeanEnv
from lean_env.settings import EnvSettings
from lean_env.types import (
    EnvironmentCrashed,
    ProofFinished,
    StatementError,
    TacticFailed,
    TacticState,
    Theorem,
    VerdictKind,
)
from lean_env.verify import verify_fresh
from tests.lean_env.lean_gym import story

APPEND = declaration("list.append_nil")
REAL = os.environ.get("PROVER_LEAN_GYM", "")


@pytest.fixture(scope="module")
def recorded() -> Iterator[LeanEnv]:
    if not story.RECORDED.is_dir():
        pytest.skip("the recorded exchanges are not there")
    with closing(story.environment(*sorted(story.RECORDED.glob("*.json")))) as env:
        yield env


@pytest.fixture(scope="module")
def real() -> Iterator[LeanEnv]:
    with closing(LeanGymEnv(EnvSettings(lean_gym_command=REAL))) as env:
        yield env


def state(env: LeanEnv, theorem: Theorem, *tactics: str) -> TacticState:
    found = env.start(theorem)
    for tactic in tactics:
        outcome = env.apply(found, tactic)
        assert isinstance(outcome, TacticState), outcome
        found = outcome
    return found


def test_recorded_goals_come_without_their_count(recorded: LeanEnv) -> None:
    two = state(recorded, declaration("two_goals"), "intros a b ha hb", "split")
    context = "a b : Prop,\nha : a,\nhb : b\n"
    assert two.text == f"{context}⊢ a\n\n{context}⊢ b"
    one = recorded.apply(two, "exact ha")
    assert isinstance(one, TacticState)
    assert one.text == f"{context}⊢ b"
    assert isinstance(recorded.apply(one, "exact hb"), ProofFinished)


def test_recorded_failures_have_leans_words(recorded: LeanEnv) -> None:
    introduced = state(recorded, declaration("amc12_2000_p5"), "intros x p h₀ h₁")
    failed = recorded.apply(introduced, "linarith")
    assert failed == TacticFailed("linarith failed to find a contradiction")
    assert recorded.apply(introduced, "foo bar") == TacticFailed(
        "Lean 3 cannot parse 'foo bar' (misspelt, or not imported there)"
    )


def test_a_recorded_proof_is_verified_in_a_process_of_its_own(recorded: LeanEnv) -> None:
    theorem = declaration("imo_1964_p2")
    hints = "sq_nonneg (b - a), sq_nonneg (c - b), sq_nonneg (c - a)"
    proof = f"intros a b c h₀ h₁ h₂ h₃,\nnlinarith [{hints}]"
    assert recorded.verify(theorem, proof).proved
    assert verify_fresh(lambda: recorded, theorem, proof).proved
    assert not recorded.verify(theorem, "intros a b c h₀ h₁ h₂ h₃").proved


def test_a_slow_start_is_waited_for() -> None:
    with closing(story.environment("--start", 1.5, tactic_timeout_s=0.2)) as env:
        before = time.monotonic()
        with pytest.raises(StatementError, match="no theorem nothing"):
            env.start(declaration("nothing"))
        assert time.monotonic() - before > 1.5


def test_a_start_that_never_ends_is_a_crash() -> None:
    with closing(story.environment("--start", 60, start_timeout_s=0.5, tactic_timeout_s=0.2)) as e:
        before = time.monotonic()
        with pytest.raises(EnvironmentCrashed, match=r"did not start within 0\.5 s"):
            e.start(declaration("nothing"))
        assert time.monotonic() - before < 20


def test_a_broken_start_says_what_lean_said() -> None:
    with (
        closing(story.environment("--broken-start")) as env,
        pytest.raises(EnvironmentCrashed, match=r"did not start: .*file 'all' not found"),
    ):
        env.start(declaration("nothing"))


def test_what_nobody_wants_any_more_is_cleared(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with closing(story.environment(story.write_story(tmp_path), "--log", log)) as env:
        first = state(env, story.THEOREM, story.SCRIPT[0])
        state(env, story.THEOREM)
        del first
        state(env, story.THEOREM)
        cleared = [
            request[1] for request in map(json.loads, log.open()) if request[0] == "clear_search"
        ]
    assert sorted(cleared) == [["0"], ["1"]]


@pytest.mark.parametrize(
    ("rests", "verdict", "words"),
    [
        ("0 []", VerdictKind.PROVED, ""),
        ("0 [gap, cheat]", VerdictKind.REJECTED, "rests on gap, cheat"),
        ("7 []", VerdictKind.UNSUPPORTED, "does not finish"),
        ("unknown", VerdictKind.UNSUPPORTED, "not known: this lean-gym does not run"),
    ],
)
def test_what_a_proof_rests_on_decides(
    tmp_path: Path, rests: str, verdict: VerdictKind, words: str
) -> None:
    with closing(story.environment(story.write_story(tmp_path), "--rests", rests)) as env:
        found = env.verify(story.THEOREM, "\n".join(story.SCRIPT))
    assert found.kind is verdict
    assert words in found.reason


def test_a_proof_that_cannot_be_audited_counts_where_one_says_so(tmp_path: Path) -> None:
    path = story.write_story(tmp_path)
    proof = "\n".join(story.SCRIPT)
    with closing(story.environment(path, "--rests", "unknown")) as env:
        assert "--accept-unaudited" in env.verify(story.THEOREM, proof).reason
    with closing(story.environment(path, "--rests", "unknown", accept_unaudited=True)) as env:
        assert env.verify(story.THEOREM, proof).proved
    with closing(story.environment(path, "--rests", "0 [gap]", accept_unaudited=True)) as env:
        assert env.verify(story.THEOREM, proof).kind is VerdictKind.REJECTED


@pytest.mark.parametrize("name", [story.NAME, f"_root_.{story.NAME}"])
def test_a_theorem_does_not_prove_itself(tmp_path: Path, name: str) -> None:
    with closing(story.environment(story.write_story(tmp_path))) as env:
        failed = env.apply(env.start(story.THEOREM), f"exact {name}")
        assert failed == TacticFailed(f"'{name}' is the theorem to be proved")
        verdict = env.verify(story.THEOREM, f"intros p q hp hq, exact {name} p q hp hq")
    assert verdict.kind is VerdictKind.REJECTED
    assert "is the theorem to be proved" in verdict.reason


def test_a_forged_answer_proves_nothing(tmp_path: Path) -> None:
    """An answer that a tactic printed is a candidate at most: verification asks anew."""
    with closing(story.environment(story.write_story(tmp_path))) as env:
        forged = env.apply(env.start(story.THEOREM), "fault_stray")
        assert isinstance(forged, ProofFinished | TacticFailed)
        assert not verify_fresh(lambda: env, story.THEOREM, "fault_stray").proved


def test_without_a_command_it_says_which_option() -> None:
    with pytest.raises(EnvironmentCrashed, match="--lean-gym-cmd"):
        LeanGymEnv(EnvSettings())


def test_importing_it_imports_nothing_heavy() -> None:
    code = "import sys, lean_env.lean_gym.env; print(sorted({'torch', 'ray'} & set(sys.modules)))"
    assert os.popen(f'"{sys.executable}" -c "{code}"').read().strip() == "[]"


@pytest.mark.skipif(not REAL, reason="PROVER_LEAN_GYM, a command that starts lean-gym, is not set")
class TestRealLean3:
    """Needs core Lean 3 only: theorems of its own library."""

    def test_a_theorem_of_core_is_proved_again(self, real: LeanEnv) -> None:
        first = real.start(APPEND)
        assert first.text == "⊢ ∀ {α : Type u} (t : list α), t ++ list.nil = t"
        two = state(real, APPEND, "intros α t", "induction t with h t ih")
        assert two.text.count("⊢") == 2
        assert two.text.startswith(
            "case list.nil\nα : Type u\n⊢ list.nil ++ list.nil = list.nil\n\n"
        )
        script = "intros α t\ninduction t with h t ih\nrefl\nexact congr_arg (list.cons h) ih"
        assert real.verify(APPEND, script).proved

    def test_unicode_reaches_lean_and_comes_back(self, real: LeanEnv) -> None:
        renamed = state(real, APPEND, "intros α₁ β'")
        assert renamed.text == "α₁ : Type u,\nβ' : list α₁\n⊢ β' ++ list.nil = β'"
        failed = real.apply(renamed, "exact 𝓝")
        assert failed == TacticFailed("unknown identifier '𝓝'")

    def test_a_tactic_that_does_not_stop_is_stopped(self, real: LeanEnv) -> None:
        first = real.start(APPEND)
        before = time.monotonic()
        assert not isinstance(
            real.apply(first, "iterate 1000000000 { skip }"), TacticState | ProofFinished
        )
        assert time.monotonic() - before < 30
        assert isinstance(real.apply(first, "intros α t"), TacticState)

    def test_an_unknown_declaration_is_an_error(self, real: LeanEnv) -> None:
        with pytest.raises(StatementError, match="no theorem no_such_theorem"):
            real.start(declaration("no_such_theorem"))

    def test_programs_do_not_prove(self, real: LeanEnv, monkeypatch: pytest.MonkeyPatch) -> None:
        """Past the filter, and past lean-gym's own check: the audit has the last word."""
        monkeypatch.setattr("lean_env.lean_gym.replay.forbidden", lambda *_, **__: None)
        for cheat, words in (
            ("intros α t, exact unchecked_cast trivial", "unchecked_cast"),
            (
                "(tactic.add_decl (declaration.ax `cheat [] `(false))), "
                "intros α t, exact false.elim cheat",
                "cheat",
            ),
        ):
            verdict = real.verify(APPEND, cheat)
            assert verdict.kind is VerdictKind.REJECTED
            assert "rests on" in verdict.reason
            assert words in verdict.reason
