"""`--env repl`: the commands over a REPL process, which here is one that replays or plays Lean."""

from __future__ import annotations

import json
import shlex
import sys
import time
from pathlib import Path

import pytest

from tests.experiments.shell import Prover
from tests.lean_env.contract.kits import BOTH, both_exchanges

REPLAY = Path(__file__).parents[1] / "lean_env" / "repl" / "replay.py"
PLAYS = shlex.join([sys.executable, str(REPLAY), "--embedded"])
STATEMENT = "theorem t (p : Prop) (h : p) : p"
EXAMPLE = "theorem t (a b : ℝ) : 2 * a * b ≤ a ^ 2 + b ^ 2"


@pytest.fixture
def replay(tmp_path: Path) -> str:
    """The command of a REPL that has recorded two theorems."""
    place = {"line": 1, "column": 0}
    sorry = {"proofState": 0, "pos": place, "endPos": place, "goal": "p : Prop\nh : p\n⊢ p"}
    command = {"cmd": f"{STATEMENT} := by sorry", "env": 0}
    done = {"proofState": 1, "goals": [], "proofStatus": "Completed"}
    exchanges = [
        {"send": {"cmd": "import Mathlib"}, "receive": {"env": 0}},
        {"send": command, "receive": {"sorries": [sorry], "env": 1}},
        {"send": {"tactic": "assumption", "proofState": 0}, "receive": done},
    ]
    paths = [tmp_path / "one.json", tmp_path / "both.json"]
    for path, recorded in zip(paths, (exchanges, both_exchanges()), strict=True):
        path.write_text(json.dumps({"exchanges": recorded}), encoding="utf-8")
    return shlex.join([sys.executable, "-I", "-S", str(REPLAY), *map(str, paths)])


def test_a_proof_found_over_the_repl_is_the_file_that_lean_would_compile(
    prover: Prover, replay: str
) -> None:
    ran = prover("prove", "--env", "repl", "--server-cmd", replay, STATEMENT)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"import Mathlib\n\n{STATEMENT} := by\n  assumption\n"


def test_results_name_their_environment(prover: Prover, replay: str) -> None:
    ran = prover("prove", "--env", "repl", "--server-cmd", replay, "--json", STATEMENT)
    found = json.loads(ran.out)
    assert found["environment"] == "repl"
    assert found["status"] == "proved"


def test_the_headers_of_a_statement_are_its_own(prover: Prover, replay: str) -> None:
    text = f"import Mathlib.Logic.Basic\nopen Nat\n\n{STATEMENT} := by sorry\n"
    ran = prover("prove", "--env", "repl", "--server-cmd", replay, "-", text=text)
    assert ran.out.startswith("import Mathlib.Logic.Basic\nopen Nat\n\ntheorem t")


def test_what_the_repl_does_not_prove_is_not_proved(prover: Prover, replay: str) -> None:
    ran = prover("prove", "--env", "repl", "--server-cmd", replay, BOTH.theorem.statement)
    assert ran.code == 1
    assert ran.out == ""
    assert "not proved" in ran.err


def test_check_judges_in_lean(prover: Prover, replay: str, tmp_path: Path) -> None:
    proof = "\n  ".join(BOTH.script)
    right = f"{BOTH.theorem.statement} := by\n  {proof}\n"
    wrong = f"{STATEMENT} := by\n  exact p\n"
    (tmp_path / "t.lean").write_text(f"import Mathlib\n\n{right}\n{wrong}", encoding="utf-8")
    ran = prover("check", "--env", "repl", "--server-cmd", replay, "t.lean")
    assert ran.code == 1
    both, other = ran.out.splitlines()
    assert both == "both: proved"
    assert other.startswith("t: rejected: ")


def test_evaluate_counts_and_labels(prover: Prover, tmp_path: Path) -> None:
    records = [
        {"name": "t", "header": "import Mathlib", "statement": f"{EXAMPLE} := by sorry"},
        {"name": "u", "header": "", "statement": "theorem u (a : ℝ) : a < a := by sorry"},
    ]
    text = "\n".join(json.dumps(record) for record in records)
    (tmp_path / "s.jsonl").write_text(text, encoding="utf-8")
    ran = prover(
        "evaluate", "s.jsonl", "--env", "repl", "--server-cmd", PLAYS, "--servers", "2",
        "--timeout", "20", "--json",
    )  # fmt: skip
    assert ran.code == 0, ran
    score = json.loads(ran.out.splitlines()[-1])
    assert score["environment"] == "repl"
    assert (score["total"], score["proved"], score["names"]) == (2, 1, ["t"])


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--server-cmd", "no-such-program --x"], "there is no program no-such-program"),
        (["--server-cmd", "true"], "true ended (exit code 0)"),
        (["--server-cmd", "echo no REPL"], "no answer of a Lean REPL: no REPL"),
        (["--server-cmd", "sh -c 'echo broken >&2; exit 3'"], "sh ended (exit code 3): broken"),
        (["--server-cmd", "sleep '9"], "--server-cmd: no closing quotation"),
        (["--server-cmd", "cat | cat"], "--server-cmd has `|`, but no shell runs it"),
        (["--server-cmd", "/tmp"], "/tmp cannot be executed"),
        (["--project", "nowhere"], "project: there is no folder nowhere"),
        ([], "prover lean doctor"),
    ],
)
def test_a_repl_that_does_not_run_is_one_line(
    prover: Prover, tmp_path: Path, options: list[str], says: str
) -> None:
    # A machine without any Lean, whatever this one has.
    nowhere = {"ELAN_HOME": str(tmp_path), "PROVER_LEAN_HOME": str(tmp_path / "lean")}
    ran = prover("prove", "--env", "repl", *options, STATEMENT, **nowhere)
    assert says in ran.mistake()


def test_a_repl_that_never_answers_is_given_up(prover: Prover) -> None:
    ran = prover(
        "prove", "--env", "repl", "--server-cmd", "sleep 600", "--start-timeout", "0.5", STATEMENT
    )
    assert "did not load the header within 0.5 s" in ran.mistake()


@pytest.mark.parametrize(
    ("server", "told"),
    [("sleep 600", "did not load the header within 2 s; --start-timeout"), ("true", "true ended")],
)
def test_a_repl_that_never_answers_ends_an_evaluation_at_once(
    prover: Prover, tmp_path: Path, server: str, told: str
) -> None:
    statements = [{"name": f"t{i}", "statement": f"theorem t{i} : {i} = {i}"} for i in range(40)]
    (tmp_path / "s.jsonl").write_text("\n".join(map(json.dumps, statements)), encoding="utf-8")
    began = time.monotonic()
    ran = prover(
        "evaluate", "s.jsonl", "--env", "repl", "--server-cmd", server, "--start-timeout", "2"
    )
    assert told in ran.mistake()
    assert ran.mistake().startswith("the environment does not run: ")
    assert time.monotonic() - began < 40  # for all of them it would take 80 s


@pytest.mark.parametrize(
    ("option", "env"), [("--server-cmd", "repl"), ("--lean-gym-cmd", "lean-gym")]
)
def test_a_command_for_another_environment_is_not_passed_over(
    prover: Prover, option: str, env: str
) -> None:
    ran = prover("prove", option, "cat", STATEMENT)
    assert f"is for --env {env}, not --env embedded" in ran.mistake()


DATA = Path(__file__).parents[3] / "shared" / "data" / "repl_transcripts"


@pytest.mark.skipif(not DATA.is_dir(), reason="the recorded exchanges are not here")
def test_against_an_exchange_of_the_real_repl(prover: Prover) -> None:
    server = [sys.executable, "-I", "-S", str(REPLAY), str(DATA / "assumption_proof.json")]
    statement = "theorem aa (x : Nat) (h1 : x  = 2) : x = 2"
    ran = prover("prove", "--env", "repl", "--server-cmd", shlex.join(server), statement)
    assert ran.out == f"import Mathlib\n\n{statement} := by\n  assumption\n"
