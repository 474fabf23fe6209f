"""`prover evaluate`: every statement counts, and only verified proofs do."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from experiments import console, evaluate
from experiments.models import Model
from prover.generator import Request, Sample
from tests.experiments.shell import Prover, Ran

EASY = "theorem easy (a b : ℝ) : 2 * a * b ≤ a ^ 2 + b ^ 2 := by sorry"
FALSE = "theorem wrong (a : ℝ) : a < a := by sorry"


def record(name: str, statement: str, header: str = "import Mathlib") -> dict[str, str]:
    return {"name": name, "header": header, "statement": statement}


def write(folder: Path, *records: Any) -> Path:
    path = folder / "bench.jsonl"
    lines = [r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def summary(ran: Ran) -> dict[str, Any]:
    assert ran.code == 0, ran
    found: dict[str, Any] = json.loads(ran.out.splitlines()[-1])
    return found


def test_what_cannot_start_counts_in_the_total(command: Prover, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        record("easy", EASY),
        record("wrong", FALSE),
        record("malformed", "theorem malformed (a : ℝ : a = a := by sorry"),
        record("unknown", "theorem unknown (a : Gadget) : a = a := by sorry"),
        record("several", f"{EASY}\n\n{FALSE}"),
        record("redefined", EASY, 'notation "ℝ" => Empty'),
    )
    ran = command("evaluate", path, "--json", "--timeout", "5")
    found = summary(ran)
    assert (found["total"], found["proved"], found["names"]) == (6, 1, ["easy"])
    assert sorted(found["not_started"]) == ["malformed", "redefined", "several", "unknown"]
    assert found["environment"] == "embedded"
    lines = {line["name"]: line for line in map(json.loads, ran.out.splitlines()[:-1])}
    assert lines["easy"]["proof"].startswith("theorem easy (a b : ℝ)")
    assert lines["wrong"]["proof"] is None


def test_the_score_for_a_reader(command: Prover, tmp_path: Path) -> None:
    ran = command("evaluate", write(tmp_path, record("easy", EASY), record("wrong", FALSE)))
    assert ran.code == 0
    assert "easy: proved" in ran.out
    assert "pass@1: 1/2 (50.0%)" in ran.out
    assert "embedded" in ran.out


def test_a_name_is_of_one_statement(command: Prover, tmp_path: Path) -> None:
    path = write(tmp_path, record("easy", EASY), record("wrong", FALSE), record("easy", EASY))
    told = command("evaluate", path).mistake()
    assert told == f"{path}:3: {path}:1 has the name easy already"


def test_nameless_statements_that_are_alike_all_count(command: Prover, tmp_path: Path) -> None:
    path = tmp_path / "bench.lean"
    path.write_text("example (a : ℝ) : a = a := by sorry\n" * 2, encoding="utf-8")
    found = summary(command("evaluate", path, "--json"))
    assert (found["total"], found["proved"]) == (2, 2)


def test_what_is_not_proved_says_why_and_where(command: Prover, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        record("easy", EASY),
        record("wrong", FALSE),
        record("malformed", "theorem malformed (a : ℝ : a = a := by sorry"),
        record("unknown", "theorem unknown (a : Gadget) : a = a := by sorry"),
    )
    lines = command("evaluate", path).out.splitlines()
    assert "wrong: not proved (nothing is left to try)" in lines
    place = f"malformed: not started: {path}:3: 1:25 in its statement: unexpected token ':'"
    assert any(line.startswith(place) for line in lines)
    assert any(
        line.startswith(f"unknown: not started: {path}:4: ")
        and line.endswith("unknown identifier 'Gadget' (misspelt, or more of Lean than the "
                          "environment embedded knows)")
        for line in lines
    )  # fmt: skip
    file = tmp_path / "bench.lean"
    file.write_text("import Mathlib\n\ntheorem m\n  (a : ℝ : a = a := by sorry\n", encoding="utf-8")
    assert f"m: not started: {file}:4:9: unexpected" in command("evaluate", file).out


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("as_json", [False, True])
def test_an_interrupt_loses_nothing_that_was_found(
    tmp_path: Path, number: signal.Signals, *, as_json: bool
) -> None:
    hard = "theorem h (a b c d : ℝ) : a * b * c * d < a ^ 4 + b ^ 4 + c ^ 4 + d ^ 4 := by sorry"
    path = write(tmp_path, record("easy", EASY), *(record(f"hard{i}", hard) for i in range(2000)))
    evaluation = subprocess.Popen(
        [sys.executable, "-m", "experiments.cli", "evaluate", path, *(["--json"] * as_json)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert evaluation.stdout is not None
    first = evaluation.stdout.readline()  # while all the others are still to be tried
    evaluation.send_signal(number)
    rest, told = evaluation.communicate(timeout=120)
    assert evaluation.returncode == 130, told
    assert told.splitlines()[-1].startswith("prover: interrupted: ")
    assert told.splitlines()[-1].endswith(" attempts made, 1 statements proved")
    lines = [first, *rest.splitlines()]
    if as_json:
        *decided, last = map(json.loads, lines)
        assert "easy" in [line["name"] for line in decided if line["proof"]]
        assert last["interrupted"] is True
        assert (last["total"], last["proved"], last["names"]) == (2001, 1, ["easy"])
    else:
        assert "easy: proved" in [line.strip() for line in lines]
        assert not any("pass@" in line for line in lines)


def test_a_statement_has_one_line_whatever_its_attempts(
    command: Prover, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Late:
        """Finds the proof when it is asked for the third time."""

        name = "late"
        asked = 0

        def generate(self, requests: Sequence[Request], samples: int) -> list[list[Sample]]:
            self.asked += 1
            found = "nlinarith [sq_nonneg (a - b)]" if self.asked == 3 else "linarith"
            return [[Sample(found, -1.0)] for _ in requests]

    monkeypatch.setattr(evaluate, "load_model", lambda *_, **__: Model(Late()))
    path = write(tmp_path, record("easy", EASY), record("wrong", FALSE))
    ran = command("evaluate", path, "--json", "--model", "late", "--attempts", "4")
    *lines, last = map(json.loads, ran.out.splitlines())
    assert [(line["name"], line["attempts"]) for line in lines] == [("easy", 3), ("wrong", 4)]
    assert [line["tactic_applications"] for line in lines] == [3, 4]
    assert last["pass_at"] == {"1": 0, "2": 0, "3": 1, "4": 1}
    assert last["interrupted"] is False


def test_only_statements_of_the_split_are_attempted(command: Prover, tmp_path: Path) -> None:
    def of(split: str, name: str) -> dict[str, str]:
        return {**record(name, EASY), "split": split}

    path = write(tmp_path, of("valid", "a"), of("test", "b"), of("valid", "c"), of("train", "d"))
    names = {
        split: summary(command("evaluate", *what, "--json", "--split", split))["names"]
        for split in ("valid", "test")
        for what in [("minif2f", "--data", path)]
    }
    assert names == {"valid": ["a", "c"], "test": ["b"]}
    assert summary(command("evaluate", path, "--split", "test", "--json"))["names"] == ["b"]
    assert summary(command("evaluate", path, "--json"))["total"] == 4
    path = write(tmp_path, of("valid", "a"), of("train", "d"))
    for what in (["minif2f", "--data", str(path)], [str(path)]):
        told = command("evaluate", *what, "--split", "test").mistake()
        assert told == f"{path}: no statement of the split test, only of train, valid"
    path = write(tmp_path, record("a", EASY))
    assert "its records name none" in command("evaluate", path, "--split", "test").mistake()
    named = tmp_path / "valid.jsonl"
    path.rename(named)
    told = command("evaluate", "minif2f", "--data", named, "--split", "test").mistake()
    assert "not of the test split" in told


def test_a_log_says_now_and_then_how_far_an_evaluation_is(
    command: Prover, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console, "EVERY_S", 0.01)
    path = write(tmp_path, *(record(f"wrong{i}", FALSE) for i in range(40)))
    ran = command("evaluate", path)
    counted = [re.fullmatch(r"attempting: (\d+) of 40(?:, 0 proved)? \(\d+ s\)", line)
               for line in ran.err.splitlines()]  # fmt: skip
    assert counted
    assert all(counted)


def test_the_portfolio_is_not_asked_twice(command: Prover, tmp_path: Path) -> None:
    ran = command("evaluate", write(tmp_path, record("wrong", FALSE)), "--attempts", "8", "--json")
    assert "one attempt is made" in ran.err
    assert summary(ran)["pass_at"] == {"1": 0}


@pytest.mark.parametrize("line", ["{", '{"name": "a"}', '{"name": "a", "statement": 3}'])
def test_a_malformed_record_names_its_line(command: Prover, tmp_path: Path, line: str) -> None:
    path = write(tmp_path, record("e", EASY), line)
    assert command("evaluate", path).mistake().startswith(f"{path}:2: ")


def test_minif2f_says_how_to_get_it(
    command: Prover, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("PROVER_MINIF2F", raising=False)
    assert "PROVER_MINIF2F" in command("evaluate", "minif2f").mistake()
    assert "--data" in command("evaluate", "minif2f", "--data", tmp_path / "none").mistake()
    assert (
        "test split"
        in command("evaluate", "minif2f", "--data", tmp_path, "--split", "test").mistake()
    )


def test_minif2f_from_a_folder_or_a_clone(
    command: Prover, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "valid.jsonl").write_text(json.dumps(record("easy", EASY)), encoding="utf-8")
    (tmp_path / "MiniF2F").mkdir()
    lean = f"import Mathlib\n\n{EASY}\n\n{FALSE}\n"
    (tmp_path / "MiniF2F" / "Test.lean").write_text(lean, encoding="utf-8")
    monkeypatch.setenv("PROVER_MINIF2F", str(tmp_path))
    assert summary(command("evaluate", "minif2f", "--json"))["total"] == 1
    found = summary(command("evaluate", "minif2f", "--split", "test", "--json"))
    assert (found["total"], found["names"]) == (2, ["easy"])


def test_every_statement_of_minif2f_is_a_statement(shared_data: Path) -> None:
    from experiments.theorems import read_statements

    candidates = read_statements(shared_data / "minif2f" / "valid.jsonl")
    assert len(candidates) == 244
    assert not [c for c in candidates if c.problem or "sorry" in c.theorem.statement]
