"""Every known cheat is refused, by the stage it names, and most of them twice."""

from __future__ import annotations

from collections import Counter

import pytest

from lean_env.audit import check_file, verify_unfiltered
from lean_env.border import forbidden
from lean_env.cheats import (
    FILES,
    SCRIPTS,
    CheatClass,
    FileCheat,
    LeanAnswer,
    ScriptCheat,
    Stage,
    scripted,
)
from lean_env.types import Theorem, VerdictKind
from lean_env.verify import verify_fresh

ALL: tuple[ScriptCheat | FileCheat, ...] = (*SCRIPTS, *FILES)
# Code that runs inside a tactic can make Lean say anything: only the filter stands before it.
ONLY_FILTERED = {
    "run_tac",
    "by_elab",
    "no kernel check",
    "eval%",
    "an option that opens files",
    "an option that runs unsafe code",
    "an option that is a tactic's program",
    "a message that runs code",
}


def named(cheat: ScriptCheat) -> str:
    return f"{cheat.kind.value}: {cheat.name}".replace(" ", "-")


@pytest.mark.parametrize("cheat", SCRIPTS, ids=named)
def test_the_stage_it_names_refuses_it(cheat: ScriptCheat) -> None:
    reason = forbidden(cheat.theorem, cheat.script)
    assert (reason is not None) == (cheat.refused_by is Stage.FILTER)
    assert reason is None or "\n" not in reason


@pytest.mark.parametrize("cheat", [c for c in SCRIPTS if c.lean is not None], ids=named)
def test_real_lean_refuses_it_with_the_filter_off(cheat: ScriptCheat) -> None:
    assert cheat.lean is not None
    run = scripted(check_file(cheat.theorem, cheat.script, "n0"), cheat.lean)
    verdict = verify_unfiltered(cheat.theorem, cheat.script, run, "n0")
    assert verdict.kind is VerdictKind.REJECTED
    assert verdict.reason


def test_a_sound_answer_would_have_been_believed() -> None:
    # The same judge says yes to the same file when Lean has nothing to object.
    for cheat in SCRIPTS:
        if set('"«»') & set(cheat.script):  # never sent to Lean: it may read something else
            continue
        run = scripted(check_file(cheat.theorem, cheat.script, "n0"), LeanAnswer())
        assert verify_unfiltered(cheat.theorem, cheat.script, run, "n0").proved


@pytest.mark.parametrize("cheat", SCRIPTS, ids=named)
def test_the_embedded_environment_does_not_believe_it(cheat: ScriptCheat) -> None:
    verdict = verify_fresh("embedded", cheat.theorem, cheat.script)
    assert verdict.kind in (VerdictKind.REJECTED, VerdictKind.UNSUPPORTED)


def test_those_that_only_the_filter_refuses_are_known() -> None:
    assert {c.name for c in SCRIPTS if c.lean is None} == ONLY_FILTERED
    assert all(c.refused_by is Stage.FILTER for c in SCRIPTS if c.lean is None)


def test_the_suite_covers_every_class() -> None:
    counts = Counter(cheat.kind for cheat in ALL)
    assert set(counts) == set(CheatClass)
    assert sum(counts.values()) >= 40
    assert min(counts.values()) >= 3


def test_every_cheat_is_explained_and_its_own() -> None:
    keys = [(cheat.kind, cheat.name) for cheat in ALL]
    assert len(set(keys)) == len(keys)
    assert all(len(cheat.believed) > 10 for cheat in ALL)


def test_a_cheat_that_guesses_the_name_of_the_checks_statement_fails_by_its_axioms() -> None:
    theorem = Theorem("cheat", "theorem cheat : (1 : ℝ) = 2")
    check = check_file(theorem, "exact statement_n0", "n0")
    run = scripted(check, LeanAnswer(axioms="depends on axioms: [sorryAx]"))
    verdict = verify_unfiltered(theorem, "exact statement_n0", run, "n0")
    assert verdict.kind is VerdictKind.REJECTED
    assert "sorryAx" in verdict.reason
