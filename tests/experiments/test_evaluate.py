"""`prover evaluate`: every statement counts, and only verified proofs do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

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


def test_a_statement_that_stands_there_twice_counts_twice(command: Prover, tmp_path: Path) -> None:
    path = write(tmp_path, record("easy", EASY), record("easy", EASY))
    found = summary(command("evaluate", path, "--json"))
    assert (found["total"], found["proved"]) == (2, 2)


def test_the_portfolio_is_not_asked_twice(command: Prover, tmp_path: Path) -> None:
    ran = command("evaluate", write(tmp_path, record("wrong", FALSE)), "--attempts", "8", "--json")
    assert "one attempt is made" in ran.err
    assert summary(ran)["pass_at"] == {"1": 0}


@pytest.mark.parametrize("line", ["{", '{"name": "a"}', '{"name": "a", "statement": 3}'])
def test_a_malformed_record_names_its_line(command: Prover, tmp_path: Path, line: str) -> None:
    assert "line 2: " in command("evaluate", write(tmp_path, record("e", EASY), line)).mistake()


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
