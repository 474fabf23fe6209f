"""`prover cheats`, and what `prover check` says of files that cheat."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from experiments import cheats_cmd
from experiments.cheats_cmd import file_outcome, script_outcome
from lean_env.cheats import FILES, SCRIPTS, CheatClass, FileCheat, LeanAnswer, ScriptCheat, Stage
from tests.experiments.shell import Prover


def write(folder: Path, cheat: FileCheat) -> Path:
    path = folder / ("cheat.jsonl" if cheat.statement else "cheat.lean")
    record = {"name": cheat.target, "header": cheat.header, "proof": cheat.text}
    whole = json.dumps({**record, "statement": cheat.statement})
    path.write_text(whole if cheat.statement else cheat.text, encoding="utf-8")
    return path


@pytest.mark.parametrize("cheat", FILES, ids=lambda c: f"{c.kind.value}: {c.name}")
def test_check_rejects_a_file_that_cheats(
    command: Prover, tmp_path: Path, cheat: FileCheat
) -> None:
    ran = command("check", write(tmp_path, cheat), "--json")
    assert ran.code == 1
    found = {}
    for line in ran.out.splitlines():
        item = json.loads(line)
        found[item["name"]] = (item["verdict"], item["reason"])
    verdict, reason = found.get(cheat.target) or found["axiom (line 1)"]
    assert verdict == "rejected"
    assert reason


@pytest.mark.parametrize("cheat", FILES, ids=lambda c: f"{c.kind.value}: {c.name}")
def test_a_file_is_refused_at_the_stage_it_names(cheat: FileCheat) -> None:
    outcome = file_outcome(cheat)
    assert outcome.stage == cheat.refused_by.value
    assert outcome.reason


def test_a_record_without_a_trick_is_proved(command: Prover, tmp_path: Path) -> None:
    statement = "theorem cheat (x : ℝ) (h : 0 < x) : 0 < x"
    fine = FileCheat(
        CheatClass.TAMPERING, "none",
        f"open Real\ntheorem other : True := trivial\n{statement} := h",
        "", statement, "import Mathlib\nopen Real",
    )  # fmt: skip
    assert command("check", write(tmp_path, fine)).out == "cheat: proved\n"


def test_a_record_may_keep_its_opens_in_either_place(command: Prover, tmp_path: Path) -> None:
    statement = "open Real\ntheorem cheat (x : ℝ) (h : 0 < x) : 0 < x"
    for header, text, verdict in [
        ("open Real", statement.split("\n")[1], "proved"),
        ("", statement, "proved"),
        ("", statement.split("\n")[1], "rejected"),
    ]:
        cheat = FileCheat(CheatClass.TAMPERING, "", f"{text} := h", "", statement, header)
        ran = command("check", write(tmp_path, cheat), "--json")
        assert json.loads(ran.out)["verdict"] == verdict


def test_the_table_has_every_class_and_misses_nothing(command: Prover) -> None:
    ran = command("cheats")
    assert ran.code == 0
    assert all(f"{kind.value.upper()} " in ran.out for kind in CheatClass)
    total = ran.out.splitlines()[-2]
    cells = [cell.strip() for cell in total.strip("│").split("│")]
    count = len(SCRIPTS) + len(FILES)
    assert cells[:2] == ["all", str(count)]
    assert sum(map(int, cells[2 : 2 + len(Stage)])) == count
    assert cells[-1] == "0"


def test_as_json(command: Prover) -> None:
    ran = command("cheats", "--json")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert len(lines) == len(SCRIPTS) + len(FILES)
    assert all(line["stage"] and line["reason"] and line["text"] for line in lines)


def test_a_cheat_that_nothing_refuses_is_told(
    command: Prover, monkeypatch: pytest.MonkeyPatch
) -> None:
    believed = ScriptCheat(CheatClass.GAP, "clever", "linarith", "it is not one", LeanAnswer())
    assert script_outcome(believed).stage == ""
    honest = FileCheat(CheatClass.EXIT, "fine", "theorem cheat : 1 = 1 := by rfl\n", "it is fine")
    assert file_outcome(honest).stage == ""
    monkeypatch.setattr(cheats_cmd, "SCRIPTS", (believed,))
    ran = command("cheats")
    assert ran.code == 1
    assert "NOTHING" in ran.out
