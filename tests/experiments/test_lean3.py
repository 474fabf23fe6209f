"""`prove`, `check`, `evaluate` with lean-gym: theorems are names, tactics and proofs Lean 3's."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from experiments.cli import main
from experiments.errors import BAD_INPUT, DONE, NOT_PROVED, UserError
from experiments.lean3 import (
    declaration_argument,
    proof_text,
    read_declaration_claims,
    read_declarations,
)
from lean_env.types import Theorem, VerdictKind
from tests.lean_env.lean_gym import story


@pytest.fixture
def lean_gym(tmp_path: Path) -> list[str]:
    """The options that use a program which knows the story, and what the portfolio tries on it."""
    exchanges = story.exchanges()
    easy = story.answer(search_id="0", tactic_state="⊢ 1 = 1", tactic_state_id="0")
    done = story.answer(search_id="0", tactic_state="no goals", tactic_state_id="1")
    path = story.write_story(tmp_path)
    trivial = [
        {"send": ["init_search", ["easy", ""]], "receive": easy},
        {"send": ["run_tac", ["0", "0", "norm_num"]], "receive": done},
    ]
    second = tmp_path / "easy.json"
    second.write_text(json.dumps({"exchanges": trivial}), encoding="utf-8")
    assert len(exchanges) > len(trivial)
    return ["--env", "lean-gym", "--lean-gym-cmd", story.command(path, second)]


def test_prove_prints_the_block_that_goes_into_the_file(
    lean_gym: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["prove", "easy", *lean_gym]) == DONE
    assert capsys.readouterr().out == "-- easy\nbegin\n  norm_num\nend\n"


def test_prove_says_that_a_declaration_is_not_there(
    lean_gym: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["prove", "no.such_theorem", *lean_gym]) == BAD_INPUT
    words = capsys.readouterr().err
    assert "no theorem no.such_theorem in the library" in words
    assert words.count("\n") == 1


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ([], "give --lean-gym-cmd"),
        (["--lean-gym-cmd", "no-such-lean --run repl.lean"], "no program no-such-lean"),
        (["--lean-gym-cmd", "cd /no/such && lean"], "a folder that is not there: /no/such"),
        (["--lean-gym-cmd", "lean | tee log"], "no shell runs it"),
        (["--lean-gym-cmd", "'lean"], "lean"),
    ],
)
def test_a_command_that_cannot_work_is_refused_at_once(
    command: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["prove", "easy", "--env", "lean-gym", *command]) == BAD_INPUT
    assert words in capsys.readouterr().err


def test_evaluate_takes_names(
    lean_gym: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = tmp_path / "names.jsonl"
    names.write_text('{"name": "easy"}\n{"name": "nowhere"}\n{"name": "two words"}\n')
    assert main(["evaluate", str(names), *lean_gym, "--json"]) == DONE
    *lines, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert [line["proof"] for line in lines if line["name"] == "easy"] == [
        "-- easy\nbegin\n  norm_num\nend\n"
    ]
    assert (last["total"], last["names"]) == (3, ["easy"])
    assert set(last["not_started"]) == {"nowhere", "two words"}


@pytest.mark.parametrize(
    ("server", "told"), [("sleep 600", "--start-timeout gives more"), ("true", "did not start")]
)
def test_a_lean_gym_that_never_answers_ends_an_evaluation_at_once(
    server: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = tmp_path / "names.txt"
    names.write_text("".join(f"easy{i}\n" for i in range(40)), encoding="utf-8")
    options = ["--env", "lean-gym", "--lean-gym-cmd", server, "--start-timeout", "1"]
    began = time.monotonic()
    assert main(["evaluate", str(names), *options]) == BAD_INPUT
    captured = capsys.readouterr()
    assert captured.err.startswith("prover: error: the environment does not run: ")
    assert told in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""
    assert time.monotonic() - began < 20  # for all of them it would take 40 s


def test_check_replays_scripts(
    lean_gym: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claims = tmp_path / "claims.jsonl"
    records = [
        {"name": story.NAME, "proof": ",\n".join(story.SCRIPT)},
        {"name": story.NAME, "proof": "begin\n  intros p q hp hq,\n  tauto,\nend"},
        {"name": story.NAME, "proof": "intros p q hp hq"},
        {"name": "easy", "proof": "exact sorry"},
    ]
    claims.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    assert main(["check", str(claims), *lean_gym]) == NOT_PROVED
    first, second, third, fourth = capsys.readouterr().out.splitlines()
    assert first == second == f"{story.NAME}: proved"
    assert third.startswith(f"{story.NAME}: rejected: goals are left: p q : Prop")
    assert fourth == "easy: rejected: 'sorry' proves nothing"


def test_records_open_namespaces_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "names.jsonl"
    path.write_text('{"name": "a.b", "open": "nat int", "statement": "theorem b : 1 = 1"}\n')
    [candidate] = read_declarations(path, ["real", "nat"])
    assert candidate.theorem == Theorem("a.b", "a.b", "open real nat int")


def test_names_may_stand_in_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("# mathlib\nnat.prime.two_le\n\nint.foo, data.int.basic, nat set\nx y\n")
    found = read_declarations(path, [])
    assert [(c.theorem.name, c.theorem.header) for c in found] == [
        ("nat.prime.two_le", ""),
        ("int.foo", "open nat set"),
        ("x y", ""),
    ]
    assert [bool(c.problem) for c in found] == [False, False, True]


@pytest.mark.parametrize("text", ["", "\n\n# nothing\n"])
def test_a_file_without_names_is_an_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "names.txt"
    path.write_text(text)
    with pytest.raises(UserError, match="no names"):
        read_declarations(path, [])


@pytest.mark.parametrize("argument", ["theorem t : 1 = 1", "", "a b", "nat.", "«a»", "a\nb"])
def test_an_argument_that_is_no_name_is_an_error(argument: str) -> None:
    with pytest.raises(UserError, match="is not the name of a declaration"):
        declaration_argument(argument, [])


def test_namespaces_of_programs_stay_closed() -> None:
    with pytest.raises(UserError, match="it holds programs"):
        declaration_argument("t", ["nat", "tactic.interactive"])


def test_claims_are_read_from_records_only(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text('{"name": "a"}\n{"name": "a b", "proof": "refl"}\n')
    missing, malformed = read_declaration_claims(path, [])
    assert missing.verdict is not None
    assert missing.verdict.kind is VerdictKind.ERROR
    assert malformed.verdict is not None
    assert "a b" in malformed.verdict.reason
    with pytest.raises(UserError, match=r"a \.jsonl file is expected"):
        read_declaration_claims(tmp_path / "claims.lean", [])


def test_a_proof_is_printed_with_the_commas_lean_3_wants() -> None:
    theorem = declaration_argument("a.b", ["real"])
    assert proof_text(theorem, "intros x\nexact λ y, f x y") == (
        "-- a.b (open real)\nbegin\n  intros x,\n  exact λ y, f x y\nend\n"
    )
