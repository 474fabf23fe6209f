"""What is particular to the REPL's environment: headers, restarts, replays, several servers."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from lean_env.lean_file import LeanTimeout
from lean_env.registry import make_env, problem
from lean_env.repl.env import ReplEnv
from lean_env.repl.launch import ReplNotFound
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
from tests.lean_env.contract.kits import BOTH, both_exchanges, repl_settings

DATA = Path(__file__).parents[4] / "shared" / "data" / "repl_transcripts"
PLACE = {"line": 1, "column": 0}


def replaying(folder: Path, *exchanges: Any, **settings: Any) -> ReplEnv:
    path = folder / "transcript.json"
    path.write_text(json.dumps({"exchanges": list(exchanges)}), encoding="utf-8")
    return ReplEnv(repl_settings(path, **settings))


@pytest.fixture
def both(tmp_path: Path) -> Iterator[ReplEnv]:
    with closing(replaying(tmp_path, *both_exchanges())) as env:
        yield env


def sent(folder: Path) -> str:
    """A REPL that writes down what it is sent, and answers like one that accepts everything."""
    answer = {"env": 0, "sorries": [{"proofState": 0, "goal": "⊢ p", "pos": PLACE}]}
    path = folder / "sent"
    return f"""python3 -c '
import sys
for line in sys.stdin:
    if line.strip():
        open({json.dumps(str(path))}, "a").write(line)
        print({json.dumps(json.dumps(answer))} if "sorry" in line else "{{\\"env\\": 0}}")
        print(flush=True)
'"""


def test_what_is_sent_is_what_the_repl_documents(tmp_path: Path) -> None:
    with closing(ReplEnv(EnvSettings(server_command=sent(tmp_path)))) as env:
        env.start(Theorem("t", "theorem t (x : ℝ) : x = x", "import A\nopen B"))
        env.start(Theorem("u", "theorem u : True", "import A\nopen B"))
    lines = [json.loads(line) for line in (tmp_path / "sent").read_text().splitlines()]
    assert lines == [
        {"cmd": "import A\nopen B"},  # paid once
        {"cmd": "theorem t (x : ℝ) : x = x := by sorry", "env": 0},
        {"cmd": "theorem u : True := by sorry", "env": 0},
    ]


def test_a_statement_without_imports_gets_the_header_of_the_settings(tmp_path: Path) -> None:
    settings = EnvSettings(server_command=sent(tmp_path), header="import Mine")
    with closing(ReplEnv(settings)) as env:
        env.start(Theorem("t", "theorem t : True", "open Nat"))
    assert json.loads((tmp_path / "sent").read_text().splitlines()[0]) == {
        "cmd": "import Mine\nopen Nat"
    }


def test_no_header_at_all_is_no_command(tmp_path: Path) -> None:
    with closing(ReplEnv(EnvSettings(server_command=sent(tmp_path), header=""))) as env:
        env.start(Theorem("t", "theorem t : True"))
    assert [json.loads(line) for line in (tmp_path / "sent").read_text().splitlines()] == [
        {"cmd": "theorem t : True := by sorry"}
    ]


def test_a_header_that_lean_refuses_is_told_in_its_words(tmp_path: Path) -> None:
    error = {"severity": "error", "pos": PLACE, "endPos": PLACE, "data": "unknown module 'No'"}
    exchange = {"send": {"cmd": "import No"}, "receive": {"env": 0, "messages": [error]}}
    with (
        closing(replaying(tmp_path, exchange)) as env,
        pytest.raises(StatementError, match="the header, line 1: unknown module 'No'"),
    ):
        env.start(Theorem("t", "theorem t : True", "import No"))


def test_a_lost_server_is_replaced_once_for_all_states(both: ReplEnv) -> None:
    states = [both.start(BOTH.theorem)]
    for tactic in BOTH.script[:-1]:
        outcome = both.apply(states[-1], tactic)
        assert isinstance(outcome, TacticState)
        states.append(outcome)
    [before] = both.pids
    both.close()
    assert both.pids == []
    for state in reversed(states):
        assert isinstance(both.apply(state, BOTH.script[-1]), ProofFinished)
    [after] = both.pids
    assert after != before
    assert both.restarts == 1


def test_a_state_that_cannot_be_reached_again_is_a_crash(tmp_path: Path) -> None:
    """The second server knows another lemma, say: nothing may go on from a state it is not in."""
    exchanges = both_exchanges()
    path = tmp_path / "transcript.json"
    with closing(replaying(tmp_path, *exchanges)) as env:
        state = env.apply(env.start(BOTH.theorem), BOTH.script[0])
        assert isinstance(state, TacticState)
        env.close()
        changed = json.dumps({"exchanges": exchanges}).replace("h1 : p\\n", "h9 : p\\n")
        path.write_text(changed, encoding="utf-8")
        with pytest.raises(EnvironmentCrashed, match="another state"):
            env.apply(state, BOTH.script[-1])


def test_metavariables_may_be_numbered_anew(tmp_path: Path) -> None:
    exchanges = json.dumps(both_exchanges()).replace("h1 : p\\n", "h1 : ?m.123 = p\\n")
    with closing(replaying(tmp_path, *json.loads(exchanges))) as env:
        state = env.apply(env.start(BOTH.theorem), BOTH.script[0])
        assert isinstance(state, TacticState)
        assert "?m.123" in state.text
        env.close()
        path = tmp_path / "transcript.json"
        path.write_text(path.read_text().replace("?m.123", "?m.7"), encoding="utf-8")
        assert isinstance(env.apply(state, BOTH.script[-1]), ProofFinished)


def test_what_the_border_refuses_never_reaches_lean(both: ReplEnv) -> None:
    root = both.start(BOTH.theorem)
    for tactic in ("native_decide", "exact both p q hp hq", "fault_die) (skip", "run_tac x"):
        refused = both.apply(root, tactic)
        assert isinstance(refused, TacticFailed)
        assert "unknown tactic" not in refused.message
    assert both.restarts == 0


def test_statements_are_shared_out_among_the_servers(tmp_path: Path) -> None:
    with closing(replaying(tmp_path, *both_exchanges(), servers=3)) as env:
        states = [env.start(BOTH.theorem) for _ in range(6)]
        assert len(set(env.pids)) == 3
        assert isinstance(env.apply(states[0], "fault_die"), TacticFailed)
        for state in states:
            assert isinstance(env.apply(state, BOTH.script[-1]), ProofFinished)
        assert env.restarts == 2  # both of the one that was hit


def test_threads_may_share_an_environment(tmp_path: Path) -> None:
    with closing(replaying(tmp_path, *both_exchanges(), servers=2)) as env:
        finished = []

        def follow() -> None:
            for _ in range(5):
                state = env.start(BOTH.theorem)
                for tactic in BOTH.script[:-1]:
                    outcome = env.apply(state, tactic)
                    assert isinstance(outcome, TacticState)
                    state = outcome
                finished.append(env.apply(state, BOTH.script[-1]))

        threads = [threading.Thread(target=follow) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(finished) == 20
        assert all(isinstance(outcome, ProofFinished) for outcome in finished)


def test_a_whole_file_is_run_in_a_server_of_its_own(both: ReplEnv) -> None:
    assert both.verify(BOTH.theorem, "\n".join(BOTH.script)).proved
    assert both.pids == []


def test_a_file_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    settings = EnvSettings(
        server_command="sleep 600", start_timeout_s=0.1, verify_timeout_s=0.1, header=""
    )
    with closing(ReplEnv(settings)) as env:
        with pytest.raises(LeanTimeout, match=r"0\.2 s"):
            env.run_file("theorem t : True := trivial")
        verdict = env.verify(BOTH.theorem, "exact ⟨hp, hq⟩")
    assert verdict.kind is VerdictKind.REJECTED


DIES = """sh -c 'while read line; do case "$line" in *theorem*) echo Stack overflow >&2; exit 134;;
    "") echo;; *) echo "{\\"env\\": 0}";; esac; done'"""


def test_a_file_that_ends_lean_is_refused_and_no_fault_of_the_environment() -> None:
    with closing(ReplEnv(EnvSettings(server_command=DIES, start_timeout_s=10.0))) as env:
        verdict = env.verify(BOTH.theorem, "exact ⟨hp, hq⟩")
    assert verdict.kind is VerdictKind.REJECTED
    assert "does not survive the file: sh ended (exit code 134): Stack overflow" in verdict.reason


def test_a_lean_that_answers_nothing_at_all_is_the_environment_s_fault() -> None:
    settings = EnvSettings(server_command="sh -c 'exit 3'")
    with (
        closing(ReplEnv(settings)) as env,
        pytest.raises(EnvironmentCrashed, match="exit code 3"),
    ):
        env.verify(BOTH.theorem, "exact ⟨hp, hq⟩")


def test_without_a_repl_the_advice_is_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PROVER_LEAN_HOME", str(tmp_path))
    monkeypatch.setenv("ELAN_HOME", str(tmp_path))
    with pytest.raises(ReplNotFound, match="prover lean doctor"):
        make_env("repl")
    assert "prover lean doctor" in str(problem("repl", EnvSettings()))
    assert problem("repl", EnvSettings(server_command="true")) is None
    assert problem("embedded", EnvSettings()) is None


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("tactic_timeout_s", 0.0),
        ("start_timeout_s", float("nan")),
        ("memory_mb", -1),
        ("servers", 0),
        ("server_command", "a 'b"),
        ("project", "/no/such/folder"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_named(setting: str, value: Any) -> None:
    with pytest.raises(ValueError, match=setting):
        EnvSettings(**{setting: value})


RECORDED = sorted(DATA.glob("*.json")) if DATA.is_dir() else []


@pytest.mark.skipif(not RECORDED, reason="the recorded exchanges are not here")
def test_every_recorded_theorem_goes_as_it_went_in_lean() -> None:
    """Statements with one `sorry` and the tactics recorded for them, through the environment."""
    followed = 0
    for path in RECORDED:
        exchanges = json.loads(path.read_text(encoding="utf-8"))["exchanges"]
        with closing(ReplEnv(repl_settings(path, header=""))) as env:
            followed += sum(1 for _ in _follow(env, exchanges))
    assert followed >= 40


def _follow(env: ReplEnv, exchanges: list[dict[str, Any]]) -> Iterator[None]:
    states: dict[int, TacticState] = {}
    for exchange in exchanges:
        send, receive = exchange["send"], exchange["receive"]
        text = str(send.get("cmd", ""))
        sorries = receive.get("sorries", [])
        if text.endswith("sorry") and len(sorries) == 1 and text.startswith(("theorem", "example")):
            statement = text.removesuffix("sorry").rstrip().removesuffix("by").rstrip()
            theorem = Theorem("t", statement.removesuffix(":=").rstrip())
            errors = [m for m in receive.get("messages", []) if m["severity"] == "error"]
            if errors or "\n" in statement:
                continue
            states[sorries[0]["proofState"]] = env.start(theorem)
            yield
        state = states.get(send.get("proofState", -1))
        if "tactic" not in send or state is None:
            continue
        outcome = env.apply(state, send["tactic"])
        goals, status = receive.get("goals"), receive.get("proofStatus", "")
        if isinstance(outcome, TacticState):
            assert outcome.text == "\n\n".join(goals)
            states[receive["proofState"]] = outcome
        elif isinstance(outcome, ProofFinished):
            assert (goals, status) == ([], "Completed")
        else:
            assert outcome.message
            sound = goals is not None and (goals or status == "Completed")
            refused = any(word in send["tactic"] for word in ("sorry", "?", '"'))
            assert not sound or refused or "messages" in receive, (send, outcome)
        yield
