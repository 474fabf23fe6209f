"""The wire format, the printed states and the command line of lean-gym."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lean_env.lean_gym import messages
from lean_env.lean_gym.command import Launch, missing_command, read_command
from lean_env.lean_gym.messages import Answer, ErrorKind, parse_answer
from lean_env.lean_gym.printing import Goal, first_goal, goal_count, without_count
from tests.lean_env.lean_gym import story


def error(text: str) -> Answer:
    answer = parse_answer(json.dumps(story.answer(error=text)).encode())
    assert answer is not None
    return answer


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_a_request_is_one_line_of_ascii_that_json_reads_back(tactic: str) -> None:
    line = messages.run_tactic("3", "12", tactic)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert line.isascii()
    assert json.loads(line) == ["run_tac", ["3", "12", tactic]]


def test_all_arguments_are_strings_and_namespaces_are_one() -> None:
    assert json.loads(messages.init_search("a.b", ("nat", "real"))) == [
        "init_search",
        ["a.b", "nat real"],
    ]
    assert json.loads(messages.init_search("a.b", ())) == ["init_search", ["a.b", ""]]
    assert json.loads(messages.clear_search("3")) == ["clear_search", ["3"]]


@pytest.mark.parametrize("text", ["\0", "\ud800", "a\udfff"])
def test_what_lean_cannot_read_is_not_sent(text: str) -> None:
    with pytest.raises(ValueError, match="cannot be sent"):
        messages.run_tactic("0", "0", text)


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        (
            "gen_tac_and_capture_res_failed: pos=(some ⟨1, 2⟩) msg=linarith failed",
            ErrorKind.TACTIC,
            "linarith failed",
        ),
        ("proof_validation_failed: msg=has `sorry`", ErrorKind.INVALID_PROOF, "has `sorry`"),
        ("unknown_id: search_id=9", ErrorKind.UNKNOWN_ID, "search_id=9"),
        ("unexpected_unknown_tsid_0: search_id=1", ErrorKind.LOST_ROOT, "search_id=1"),
        ("not_a_theorem: name=x open_ns=", ErrorKind.NOT_A_THEOREM, "name=x open_ns="),
        ("parse_failed: data=x", ErrorKind.UNREADABLE, "data=x"),
        ("something new", ErrorKind.OTHER, "something new"),
        ("", ErrorKind.OTHER, "unknown error"),
    ],
)  # fmt: skip
def test_errors_have_a_kind_and_leans_words(text: str, kind: ErrorKind, message: str) -> None:
    answer = error(text)
    assert answer.kind is kind
    assert answer.message == message
    assert not answer.went_well


def test_limits_and_text_that_is_no_tactic_are_recognised() -> None:
    prefix = "gen_tac_and_capture_res_failed: pos=none msg="
    assert error(prefix + "try_for_time tactic failed, timeout").timed_out
    assert error(prefix + "try_for tactic failed, timeout").timed_out
    assert not error(prefix + "ring failed, timeout").timed_out
    assert error(prefix + "parse_itactic failed on `foo bar`").unparsed
    assert not error(prefix + "foo").unparsed


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"repl.lean:1:0: information trace output",
        b'{"error": null',
        b"{}",
        b"[1]",
        b'{"error": null, "search_id": 0, "tactic_state": "x", "tactic_state_id": "0"}',
        b'{"error": null, "search_id": "0", "tactic_state": "x"}',
        b'{"error": null, "search_id": "0", "tactic_state": "\xff", "tactic_state_id": "0"}',
        b"{" * 100_000,
    ],
)
def test_a_line_that_is_no_answer_is_none(line: bytes) -> None:
    assert parse_answer(line) is None


def test_every_recorded_answer_is_read() -> None:
    if not story.RECORDED.is_dir():
        pytest.skip("the recorded exchanges are not there")
    paths = sorted(story.RECORDED.glob("*.json"))
    assert paths
    for path in paths:
        for exchange in json.loads(path.read_text("utf-8"))["exchanges"]:
            received = exchange["receive"]
            if "raw" in received:  # it ended
                continue
            answer = parse_answer(json.dumps(received, ensure_ascii=False).encode())
            assert answer is not None
            assert bool(answer.error) == (received["error"] is not None)
            if answer.error:
                assert answer.kind is not ErrorKind.OTHER
            elif answer.state and answer.state != "no goals":
                assert goal_count(answer.state) == answer.state.count("⊢")
                assert first_goal(answer.state).target


TWO = (
    "2 goals\ncase nat.zero\nm : ℕ,\nh :\n  m = 0\n⊢ 0 ≤ m\n\ncase nat.succ\nm n : ℕ\n⊢ 1 ≤\n    m"
)


def test_goals_are_counted_by_leans_own_count() -> None:
    assert goal_count(TWO) == 2
    assert goal_count("⊢ true") == 1
    assert goal_count("no goals") == 0
    assert without_count(TWO) == TWO.removeprefix("2 goals\n")
    assert without_count("⊢ true") == "⊢ true"


def test_a_goal_is_taken_apart() -> None:
    assert first_goal(TWO) == Goal((("m", "ℕ"), ("h", "m = 0")), "0 ≤ m")
    text = "a b : ℝ,\nf : ℝ → ℝ := λ (x : ℝ), x,\n_inst_1 : comm_ring ℝ\n⊢ f a =\n    b"
    assert first_goal(text) == Goal(
        (("a", "ℝ"), ("b", "ℝ"), ("f", "ℝ → ℝ"), ("_inst_1", "comm_ring ℝ")), "f a = b"
    )


@pytest.mark.parametrize("text", ["", "no goals", "goals", "2 goals\n"])
def test_a_text_without_a_goal_is_no_state(text: str) -> None:
    with pytest.raises(ValueError, match="not a tactic state"):
        first_goal(text)


def test_a_command_may_name_its_folder_and_variables(tmp_path: Path) -> None:
    line = f"cd {tmp_path} && LEAN_PATH=/a:/b lean --run 'my repl.lean'"
    expected = Launch(("lean", "--run", "my repl.lean"), tmp_path, (("LEAN_PATH", "/a:/b"),))
    assert read_command(line) == expected
    assert read_command("lean --run src/repl.lean") == Launch(
        ("lean", "--run", "src/repl.lean"), None
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("lean --run x > log", "no shell runs it"),
        ("lean; rm x", "no shell runs it"),
        ("(lean)", "no shell runs it"),
        ("cd /no/such && lean", "not there"),
        ("cd /tmp", "needs `&&`"),
        ("cd /tmp && ", "no program"),
        ("A=1", "no program"),
        ("lean 'x", "malformed"),
    ],
)
def test_a_command_that_needs_a_shell_is_refused(line: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_command(line)
    assert words in (missing_command(line) or "")


def test_a_program_that_is_not_there_is_named() -> None:
    assert "give --lean-gym-cmd" in (missing_command(" ") or "")
    assert "no program no-such-lean" in (missing_command("no-such-lean x") or "")
    assert missing_command("sh -c true") is None
