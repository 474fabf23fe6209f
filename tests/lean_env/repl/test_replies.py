"""Every shape of answer that the REPL's source and README know, and what must not pass for one."""

from __future__ import annotations

from typing import Any

import pytest

from lean_env.repl.replies import Garbled, command_reply, opened_state, tactic_outcome
from lean_env.types import (
    Outcome,
    ProofFinished,
    StatementError,
    TacticFailed,
    TacticState,
    TacticTimeout,
)

POS = {"line": 1, "column": 4}


def message(severity: str, text: str = "words") -> dict[str, Any]:
    return {"severity": severity, "pos": POS, "endPos": POS, "data": text}


def step(**fields: Any) -> dict[str, Any]:
    return {"proofState": 3, "goals": [], **fields}


def outcome(reply: dict[str, Any]) -> Outcome:
    return tactic_outcome(reply)[1]


def test_goals_are_joined_as_lean_separates_them() -> None:
    number, state = tactic_outcome(
        step(goals=["case a\n⊢ p", "⊢ q"], proofStatus="Incomplete: open goals remain")
    )
    assert number == 3
    assert isinstance(state, TacticState)
    assert state.text == "case a\n⊢ p\n\n⊢ q"


@pytest.mark.parametrize("status", ["Completed", "Not verified: more than one initial goal", None])
def test_no_goals_is_a_candidate(status: str | None) -> None:
    fields = {} if status is None else {"proofStatus": status}
    assert isinstance(outcome(step(**fields)), ProofFinished)
    assert isinstance(outcome(step(messages=[message("warning")], **fields)), ProofFinished)
    assert isinstance(outcome(step(traces=["t"], messages=[message("info")])), ProofFinished)


@pytest.mark.parametrize(
    ("status", "says"),
    [
        ("Incomplete: contains sorry", "sorry"),
        ("Incomplete: contains metavariable(s)", "metavariables"),
        ("Error: kernel type check failed: (kernel) deep", "kernel type check failed"),
        ("Error: Goal not assigned", "Goal not assigned"),
        ("Error: proof has type p but root goal has type q", "root goal has type q"),
        ("Incomplete: open goals remain", "open goals"),
        ("Something new", "Something new"),
    ],
)
def test_no_goals_is_no_candidate_when_the_repl_doubts_it(status: str, says: str) -> None:
    failed = outcome(step(proofStatus=status))
    assert isinstance(failed, TacticFailed)
    assert says in failed.message


def test_an_error_among_the_messages_is_a_failure_whatever_else_is_said() -> None:
    for fields in ({"goals": ["⊢ p"]}, {"proofStatus": "Completed"}):
        failed = outcome(step(messages=[message("warning"), message("error", "bad")], **fields))
        assert failed == TacticFailed("bad")


def test_a_severity_nobody_knows_counts_as_an_error() -> None:
    assert outcome(step(messages=[message("fatal", "bad")])) == TacticFailed("bad")


def test_sorries_are_gaps() -> None:
    gap = [{"proofState": 4, "goal": "⊢ p"}]
    assert isinstance(outcome(step(goals=["⊢ q"], sorries=gap)), TacticFailed)
    assert isinstance(outcome(step(proofStatus="Completed", sorries=gap)), TacticFailed)


def test_what_lean_throws_is_a_failure_in_its_words() -> None:
    assert outcome({"message": "Lean error:\nunknown tactic"}) == TacticFailed("unknown tactic")
    assert outcome({"message": ""}) == TacticFailed("Lean gave no reason")


def test_lean_that_gives_up_by_itself_ran_out_of_its_budget() -> None:
    text = (
        "(deterministic) timeout at `whnf`, maximum number of heartbeats (200000) has been reached"
    )
    assert isinstance(outcome({"message": f"Lean error:\n{text}"}), TacticTimeout)
    assert isinstance(outcome(step(messages=[message("error", text)])), TacticTimeout)


@pytest.mark.parametrize(
    "reply",
    [
        {},
        {"env": 0},
        {"goals": []},
        {"proofState": 1},
        {"proofState": -1, "goals": []},
        {"proofState": True, "goals": []},
        {"proofState": "1", "goals": []},
        {"proofState": 1, "goals": "⊢ p"},
        {"proofState": 1, "goals": [None]},
        {"proofState": 1, "goals": [], "proofStatus": 7},
        {"proofState": 1, "goals": [], "messages": ["bad"]},
        {"proofState": 1, "goals": [], "messages": [{"data": "no severity", "pos": POS}]},
        {"proofState": 1, "goals": [], "messages": "bad"},
        {"message": "Unknown proof state."},
        {"message": "Unknown environment."},
    ],
)
def test_anything_else_to_a_tactic_is_garbled(reply: dict[str, Any]) -> None:
    with pytest.raises(Garbled):
        tactic_outcome(reply)


def opened(**fields: Any) -> tuple[int, str]:
    sorry = {"proofState": 2, "goal": "⊢ p", "pos": POS, "endPos": POS}
    reply = {"env": 1, "sorries": [sorry], "messages": [message("warning")], **fields}
    return opened_state(reply)


def test_a_statement_opens_at_its_only_sorry() -> None:
    assert opened() == (2, "⊢ p")


def test_a_statement_with_an_error_does_not_open() -> None:
    with pytest.raises(StatementError, match="1:4: no such thing"):
        opened(messages=[message("error", "no such thing")])


@pytest.mark.parametrize("sorries", [[], [{"proofState": 1, "goal": "a", "pos": POS}] * 2])
def test_a_statement_has_exactly_one_sorry(sorries: list[Any]) -> None:
    with pytest.raises(StatementError):
        opened(sorries=sorries)


def test_a_sorry_without_a_proof_state_is_garbled() -> None:
    with pytest.raises(Garbled):
        opened(sorries=[{"goal": "⊢ p", "proofState": None, "pos": POS, "endPos": POS}])


def test_the_reply_to_a_command() -> None:
    number, result = command_reply({"env": 4, "messages": [message("info", "hello")]})
    assert number == 4
    assert [m.text for m in result.messages] == ["hello"]
    with pytest.raises(StatementError, match="could not read"):
        command_reply({"message": "could not read"})


@pytest.mark.parametrize(
    "reply", [{}, {"env": None}, {"env": "0"}, {"goals": []}, {"message": "Unknown environment."}]
)
def test_anything_else_to_a_command_is_garbled(reply: dict[str, Any]) -> None:
    with pytest.raises(Garbled):
        command_reply(reply)


def test_what_could_not_be_run_is_no_success_whatever_else_is_said() -> None:
    assert outcome(step(message="Lean error:\nwords")) == TacticFailed("words")


@pytest.mark.parametrize("number", [True, -1, "3", None])
def test_a_statement_s_state_has_a_number(number: object) -> None:
    gap = {"proofState": number, "pos": POS, "endPos": POS, "goal": "⊢ True"}
    with pytest.raises(Garbled):
        opened_state({"env": 0, "sorries": [gap]})
