"""The environment over a real Lean with nothing but its core: statements that need no Mathlib.

`PROVER_TEST_REPL` is the command line of a REPL to use; without it the one that `prover lean`
finds is. `PROVER_TEST_HEADER` is the header of the statements (none: Lean's own prelude).
"""

from __future__ import annotations

import functools
import os
import signal
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Final

import pytest

from lean_env.audit import verify_unfiltered
from lean_env.cheats import SCRIPTS, STATEMENT, ScriptCheat
from lean_env.registry import problem
from lean_env.repl.env import ReplEnv
from lean_env.settings import EnvSettings
from lean_env.types import ProofFinished, TacticFailed, TacticState, TacticTimeout, Theorem
from tests.lean_env.test_process import gone, soon

SETTINGS: Final = EnvSettings(
    server_command=os.environ.get("PROVER_TEST_REPL", ""),
    header=os.environ.get("PROVER_TEST_HEADER", ""),
    tactic_timeout_s=20.0,
    start_timeout_s=60.0,
    verify_timeout_s=60.0,
)
MISSING: Final = problem("repl", SETTINGS)
pytestmark = [
    pytest.mark.lean,
    pytest.mark.skipif(MISSING is not None, reason=f"no real Lean: {MISSING}"),
]
BOTH: Final = Theorem("both", "theorem both (p q : Prop) (hp : p) (hq : q) : p ∧ q")
# Tactics of the file's own that Lean neither finishes nor gives up by itself.
STUCK: Final = f"""{SETTINGS.header}
import Lean
open Lean Elab Tactic
elab "spin" : tactic => do
  for _ in [0:1000000000000] do
    pure ()
elab "eat" : tactic => do
  let mut eaten := #[]
  for i in [0:1000000000000] do
    eaten := eaten.push i
  logInfo (toString eaten.size)"""
SLOW: Final = Theorem("t", "theorem t (p : Prop) (hp : p) : p", STUCK)
# Over ℝ, which core Lean has not; as false over ℤ.
FALSE: Final = Theorem("cheat", STATEMENT.statement.replace("ℝ", "Int"))


@pytest.fixture
def env() -> Iterator[ReplEnv]:
    with closing(ReplEnv(SETTINGS)) as made:
        yield made


def test_states_as_lean_prints_them(env: ReplEnv) -> None:
    state = env.start(BOTH)
    assert state.text == "p q : Prop\nhp : p\nhq : q\n⊢ p ∧ q"
    split = env.apply(state, "constructor")
    assert isinstance(split, TacticState)
    assert split.text == (
        "case left\np q : Prop\nhp : p\nhq : q\n⊢ p\n\ncase right\np q : Prop\nhp : p\nhq : q\n⊢ q"
    )
    assert isinstance(env.apply(split, "· exact hp\n· exact hq"), ProofFinished)
    # The state before is still there, and what fails there says why.
    failed = env.apply(split, "exact hq")
    assert isinstance(failed, TacticFailed)
    assert "mismatch" in failed.message


@pytest.mark.parametrize(
    "tactic",
    ["exact both p q hp hq", "exact ⟨hq, hp⟩", "constructor; exact hp", "nonsense", "exact ⟨hp, _"],
)
def test_what_is_no_proof_does_not_finish(env: ReplEnv, tactic: str) -> None:
    assert not isinstance(env.apply(env.start(BOTH), tactic), ProofFinished)
    assert not env.verify(BOTH, tactic).proved


VARIABLES: Final = "universe u\nvariable {α : Type u} [Inhabited α] (x y : α)\nnamespace Mine"


@pytest.mark.parametrize(
    ("theorem", "script"),
    [
        (BOTH, "constructor\n· exact hp\n· exact hq"),
        (BOTH, "first\n  | contradiction\n  | exact ⟨hp, hq⟩ -- a comment"),
        (BOTH, "have h : p := by\n  exact hp\nexact ⟨h, hq⟩"),
        (Theorem("t", "theorem t (p : Prop) : p ∨ ¬p"), "exact Classical.em p"),
        (Theorem("t", "theorem t (a b : Int) (h : a = b) : b = a"), "exact h.symm"),
        (
            Theorem("t", "theorem t (n : Nat) : 0 + n = n"),
            "induction n with\n| zero => rfl\n| succ n ih => rw [Nat.add_succ, ih]",
        ),
        # Names and instances that only the theorem's namespace or the file's variables give.
        (Theorem("Nat.t", "theorem Nat.t (n : Nat) : succ n = succ n"), "rfl"),
        (Theorem("_root_.A.t", "theorem _root_.A.t : 1 = 1"), "rfl"),
        (Theorem("t", "theorem t (h : x = y) : y = x", VARIABLES), "exact h.symm"),
        (Theorem("B.t", "theorem B.t : x = x", VARIABLES), "rfl"),
        (Theorem("t", "theorem t.{v} {β : Type v} (b : β) : b = b", VARIABLES), "rfl"),
        (Theorem("", "example (n : Nat) : n + 0 = n"), "exact rfl"),
    ],
)
def test_lean_verifies_a_proof(env: ReplEnv, theorem: Theorem, script: str) -> None:
    verdict = env.verify(theorem, script)
    assert verdict.proved, verdict.reason


TRIED: Final = [
    cheat for cheat in SCRIPTS if cheat.theorem is STATEMENT and cheat.lean is not None
][::3]


@pytest.mark.parametrize("cheat", TRIED, ids=lambda cheat: cheat.name.replace(" ", "-"))
def test_no_cheat_is_verified_with_the_filter_off(env: ReplEnv, cheat: ScriptCheat) -> None:
    theorem = SETTINGS.with_header(FALSE)
    verdict = verify_unfiltered(theorem, cheat.script.replace("ℝ", "Int"), env.run_file)
    assert not verdict.proved


def test_the_false_statement_itself_is_elaborated(env: ReplEnv) -> None:
    # Else the test above would refuse for a reason of its own.
    assert env.verify(
        replace(FALSE, statement=f"{FALSE.statement} ∨ x = 1"), "exact Or.inr h"
    ).proved


@pytest.mark.parametrize(
    ("tactic", "ends", "why"),
    [("spin", TacticTimeout, "ran past 3 s"), ("eat", TacticFailed, "memory limit of 1200 MiB")],
)
def test_a_tactic_that_does_not_stop_is_stopped(tactic: str, ends: type, why: str) -> None:
    seconds = 3.0 if tactic == "spin" else 120.0
    settings = replace(SETTINGS, tactic_timeout_s=seconds, memory_mb=1200)
    with closing(ReplEnv(settings)) as env:
        state = env.start(SLOW)
        [pid] = env.pids
        outcome = env.apply(state, tactic)
        assert isinstance(outcome, ends)
        assert why in str(outcome)
        assert gone(pid)
        assert isinstance(env.apply(state, "exact hp"), ProofFinished)


def test_a_lean_that_is_killed_is_replaced(env: ReplEnv) -> None:
    state = env.start(BOTH)
    split = env.apply(state, "constructor")
    assert isinstance(split, TacticState)
    for _ in range(2):
        [pid] = env.pids
        os.kill(pid, signal.SIGKILL)
        assert soon(functools.partial(gone, pid))
        assert isinstance(env.apply(split, "exact hp"), TacticState)
    assert isinstance(env.apply(split, "· exact hp\n· exact hq"), ProofFinished)
    assert env.restarts == 2
