"""`prove`, `check`, `evaluate` with LeanDojo: theorems are places in a repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from experiments.cli import main
from experiments.errors import BAD_INPUT, DONE, NOT_PROVED
from tests.lean_env.contract.kits import repl_settings
from tests.lean_env.dojo import story

STATEMENT = "theorem both (p : Prop) (hp : p) : p"
STATE = "p : Prop\nhp : p\n⊢ p"
PROVED = "-- Some/Story.lean:both\nby\n  assumption\n"


@pytest.fixture
def dojo(tmp_path: Path) -> list[str]:
    """The options that use the stand-in for LeanDojo, and a REPL to check what it says."""
    exchanges = [
        {
            "send": {"cmd": f"{STATEMENT} := by sorry", "env": 0},
            "receive": {
                "sorries": [{"proofState": 0, "pos": {"line": 1, "column": 0}, "goal": STATE}],
                "env": 1,
            },
        },
        {
            "send": {"tactic": "assumption", "proofState": 0},
            "receive": {"proofState": 1, "goals": [], "proofStatus": "Completed"},
        },
    ]
    transcript = tmp_path / "both.json"
    transcript.write_text(json.dumps({"exchanges": exchanges}), encoding="utf-8")
    repository = story.write_repository(tmp_path, STATEMENT, ("assumption",), (STATE,))
    options = ["--env", "dojo", "--repository", str(repository), "--dojo-python", story.PYTHON]
    return [*options, "--server-cmd", repl_settings(transcript).server_command]


def test_prove_prints_what_goes_into_the_file(
    dojo: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["prove", "Some/Story.lean:both", *dojo]) == DONE
    assert capsys.readouterr().out == PROVED


@pytest.mark.parametrize(
    ("theorem", "words"),
    [
        ("Some/Story.lean:nothing", "Failed to locate the theorem with `nothing`"),
        ("theorem t : True", "does not name a theorem of a repository"),
    ],
)
def test_prove_says_that_a_theorem_is_not_there(
    dojo: list[str], capsys: pytest.CaptureFixture[str], theorem: str, words: str
) -> None:
    assert main(["prove", theorem, *dojo]) == BAD_INPUT
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "give --repository"),
        (["--repository", "https://github.com/a/b"], "give --commit"),
        (["--repository", "/no/such"], "there is no folder /no/such"),
    ],
)
def test_what_cannot_work_is_refused_at_once(
    options: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["prove", "Some/Story.lean:both", "--env", "dojo", *options]) == BAD_INPUT
    assert words in capsys.readouterr().err


def test_evaluate_and_check_read_the_benchmarks_names(
    dojo: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both = {"file_path": "Some/Story.lean", "full_name": "both"}
    places = tmp_path / "places.jsonl"
    places.write_text(json.dumps(both) + "\n" + json.dumps({**both, "full_name": "nothing"}) + "\n")
    assert main(["evaluate", str(places), *dojo, "--json"]) == DONE
    *lines, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert [line["proof"] for line in lines if line["status"] == "proved"] == [PROVED]
    assert (last["total"], last["proved"]) == (2, 1)
    claims = tmp_path / "claims.jsonl"
    for proof, verdict, code in (("assumption", "proved", DONE), ("rfl", "rejected", NOT_PROVED)):
        claims.write_text(json.dumps({**both, "proof": proof}) + "\n")
        assert main(["check", str(claims), *dojo]) == code
        assert capsys.readouterr().out.startswith(f"both: {verdict}")
    claims.write_text(json.dumps({**both, "file_path": "../x.lean", "proof": "rfl"}) + "\n")
    assert main(["check", str(claims), *dojo]) == BAD_INPUT
    assert main(["check", str(tmp_path / "both.json"), *dojo]) == BAD_INPUT
    assert "a .jsonl file is expected" in capsys.readouterr().err
