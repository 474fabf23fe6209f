"""Records of proof steps: LeanDojo's files, the REPL's tactics, and reading them back."""

from __future__ import annotations

import errno
import json
import tempfile
import tracemalloc
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from curriculum.errors import DatasetError, RunError
from curriculum.lean_steps import request, separated, steps_in_reply, theorems
from curriculum.leandojo import partition_of, read_benchmark, split_of, steps
from curriculum.step_records import (
    StepRecord,
    StepWriter,
    read_steps,
    step_examples,
    unusable,
)
from prover.prompt import PROOFSTEP, prompt
from tests.curriculum.leandojo_bytes import TRAIN, TWO_GOALS, tactic, theorem, write_benchmark


def imported(path: Path) -> tuple[list[StepRecord], Counter[str]]:
    skipped: Counter[str] = Counter()
    found = [s for t in read_benchmark(path) for s in steps(t, split_of(path), skipped)]
    return found, skipped


def as_file(folder: Path, document: Any, name: str = "train.json") -> Path:
    path = folder / name
    text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_benchmark_file_becomes_its_proof_steps(tmp_path: Path) -> None:
    path = write_benchmark(tmp_path) / "random" / "train.json"
    found, skipped = imported(path)
    assert [(s.theorem, s.tactic) for s in found] == [
        ("Small.add", "rcases h with _ | m"),
        ("Small.add", "rw [Nat.add_zero]"),
        ("Small.add", "exact Nat.add_comm n m"),
        ("Small.again", "exact Nat.add_comm n m"),
    ]
    assert found[1].state == TWO_GOALS
    assert found[1].premises == ("Nat.add_zero",)
    assert [s.state_after for s in found][2:] == ["no goals", "no goals"]
    assert {s.split for s in found} == {"train"}
    assert found[0].origin == (
        "https://github.com/leanprover-community/mathlib4"
        "@29dcec074de168ac2bf835a77ef68bbe069194c5:Mathlib/Small.lean"
    )
    assert skipped == {
        "with no goals before them": 1,
        "with sorry or admit": 1,
        "blocks under ·": 1,
    }


def test_splits_and_partitions_are_read_from_the_names() -> None:
    assert split_of(Path("a/random/val.json")) == "val"
    assert split_of(Path("a/mine.json")) == ""
    assert partition_of(Path("a/novel_premises/val.json")) == "novel_premises"
    assert partition_of(Path("a/val.json")) == ""


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("{}", "not a JSON list of theorems"),
        ("", "not a JSON list of theorems"),
        ('[{"full_name": "A"', "theorem 1 or later, before byte 18: not valid JSON"),
        (
            json.dumps([TRAIN[0]])[:-1] + ", {]",
            r"theorem 2 or later, before byte [\d,]+: not valid JSON",
        ),
        ([TRAIN[0], 3], "theorem 2: Input should be"),
        ([TRAIN[0], theorem("B", commit=None)], r"theorem 2 \(B\): commit: Input should be"),
        (
            [theorem("A", {"tactic": "rfl", "state_before": "⊢ 1 = 1"})],
            r"theorem 1 \(A\): traced_tactics\.0\.state_after: Field required",
        ),
        ([theorem("A", tactic(3, "⊢ 1", ""))], r"traced_tactics\.0\.tactic: Input should be"),  # type: ignore[arg-type]
        ([theorem("A", file_path=3)], r"theorem 1 \(A\): file_path: Input should be"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_number(
    tmp_path: Path, document: Any, message: str
) -> None:
    path = as_file(tmp_path, document)
    with pytest.raises(DatasetError, match=message) as caught:
        imported(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_fields_that_newer_files_have_are_ignored(tmp_path: Path) -> None:
    found, _ = imported(as_file(tmp_path, [{**TRAIN[0], "is_private": False}]))
    assert len(found) == 3


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"cannot read .*nothing\.json"):
        list(read_benchmark(tmp_path / "nothing.json"))


def test_a_large_file_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "train.json"
    state = "x : ℕ\n" * 400 + "⊢ x = "
    with path.open("w", encoding="utf-8") as file:
        file.write("[")
        for number in range(1_500):
            one = theorem(f"T{number}", tactic("rfl", state + str(number), "no goals"))
            file.write(("," if number else "") + json.dumps(one))
        file.write("]")
    size = path.stat().st_size
    tracemalloc.start()
    with StepWriter(tmp_path / "out.jsonl") as out:
        for found in read_benchmark(path):
            for step in steps(found, "train", Counter()):
                out.add(step)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert out.written == 1_500
    assert peak < size / 5


def test_records_come_back_as_they_were_written(tmp_path: Path) -> None:
    records = [
        StepRecord("T", TWO_GOALS, "simp\u2028x", "no goals", "train", ("Nat.add",), "a:b"),
        StepRecord("U", "⊢ 1 = 1", "rfl"),
    ]
    path = tmp_path / "new" / "records.jsonl"
    with StepWriter(path) as out:
        for record in records:
            out.add(record)
    assert list(read_steps(path)) == records
    assert path.stat().st_mode & 0o777 == 0o644


def test_repeated_steps_are_written_once_in_each_split(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    with StepWriter(path) as out:
        for name, split in (("A", "train"), ("B", "train"), ("C", "val")):
            out.add(StepRecord(name, "⊢ 1 = 1", "rfl", split=split))
    assert [(r.theorem, r.split) for r in read_steps(path)] == [("A", "train"), ("C", "val")]
    assert (out.written, out.duplicates) == (2, 1)


def test_nothing_is_left_behind_when_writing_stops(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"

    def stop() -> None:
        with StepWriter(path) as out:
            out.add(StepRecord("A", "⊢ 1 = 1", "rfl"))
            raise KeyError

    with pytest.raises(KeyError):
        stop()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not valid JSON"),
        ("[]", "not a JSON object"),
        ('{"theorem": "t", "tactic": "rfl"}', "no state"),
        ('{"theorem": "t", "state": "⊢ 1", "tactic": 3}', "tactic is not a string"),
        ('{"theorem": "t", "state": "\\ud800", "tactic": "rfl"}', "state is not valid Unicode"),
        ('{"theorem": "t", "state": "⊢ 1", "tactic": "rfl", "premises": [1]}', "premises are not"),
    ],
)
def test_a_record_that_is_none_is_named_by_its_line(
    tmp_path: Path, line: str, message: str
) -> None:
    path = tmp_path / "records.jsonl"
    good = json.dumps({"theorem": "t", "state": "⊢ 1 = 1", "tactic": "rfl"})
    path.write_text(f"{good}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(DatasetError, match=rf"records\.jsonl:3: {message}"):
        list(read_steps(path))


def test_only_train_records_become_examples(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    with StepWriter(path) as out:
        for number, split in enumerate(("train", "val", "test", "")):
            out.add(StepRecord("T", f"⊢ {number} = {number}", "rfl", split=split))
        out.add(StepRecord("T", "⊢ 0 = 0", "rfl"))  # of no split, the same as one of train
    examples = step_examples(path)
    assert [e.state for e in examples] == ["⊢ 0 = 0", "⊢ 3 = 3"]
    assert {(e.kind, e.level) for e in examples} == {(PROOFSTEP, "records")}
    path.write_text('{"theorem": "t", "state": "⊢ 1", "tactic": "rfl", "split": "val"}\n')
    with pytest.raises(DatasetError, match="no record to train on"):
        step_examples(path)


def test_the_prompt_of_a_record_is_its_first_goal(tmp_path: Path) -> None:
    assert prompt("T", TWO_GOALS) == "DECL T GOAL case inl\nn : ℕ\n⊢ n + 0 = n PROOFSTEP "


@pytest.mark.parametrize(
    ("text", "state", "why"),
    [
        ("rfl", "⊢ 1 = 1", ""),
        ("", "⊢ 1 = 1", "without text"),
        ("done", "no goals", "with no goals before them"),
        ("exact sorry", "⊢ 1 = 1", "with sorry or admit"),
        ("exact sorry_free", "⊢ 1 = 1", ""),
    ],
)
def test_what_can_be_learnt_from(text: str, state: str, why: str) -> None:
    assert unusable(text, state) == why


# Lean files

FILE = """\
import Mathlib

theorem good (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  constructor
  · exact hp
  · exact hq

def two : Nat := by exact 2

theorem gap : 1 = 2 := by
  sorry

theorem wrong : 1 = 2 := by
  rfl
"""
BOTH = "p q : Prop\nhp : p\nhq : q\n⊢ p ∧ q"


def answer(**changed: Any) -> dict[str, Any]:
    """What the REPL says of `FILE`."""

    def used(text: str, goals: str, line: int, column: int = 2) -> dict[str, Any]:
        place = {"line": line, "column": column}
        constants = ["And.intro"] if text == "constructor" else []
        return {"tactic": text, "goals": goals, "pos": place, "usedConstants": constants}

    return {
        "env": 0,
        "tactics": [
            used("exact hq", BOTH.replace("p ∧ q", "q"), 6, 4),
            used("constructor", BOTH, 4),
            used("· exact hp", BOTH.replace("p ∧ q", "p"), 5),
            used("exact hp", BOTH.replace("p ∧ q", "p"), 5, 4),
            used("exact 2", "⊢ Nat", 8, 20),
            used("sorry", "⊢ 1 = 2", 11),
            used("rfl", "⊢ 1 = 2", 14),
        ],
        "messages": [
            {"severity": "error", "data": "The rfl tactic failed", "pos": {"line": 14, "column": 2}}
        ],
        "sorries": [{"pos": {"line": 11, "column": 2}, "goal": "⊢ 1 = 2", "proofState": 0}],
        **changed,
    }


def of_file(reply: dict[str, Any]) -> tuple[list[StepRecord], Counter[str]]:
    skipped: Counter[str] = Counter()
    commands = theorems(FILE, "a.lean")
    return list(steps_in_reply(commands, reply, "a.lean", "train", skipped)), skipped


def test_steps_of_accepted_theorems_only_in_their_order() -> None:
    found, skipped = of_file(answer())
    assert [(s.theorem, s.tactic) for s in found] == [
        ("good", "constructor"),
        ("good", "exact hp"),
        ("good", "exact hq"),
    ]
    assert found[0].premises == ("And.intro",)
    assert skipped == {
        "blocks under ·": 1,
        "outside of theorems": 1,
        "of theorems with an error or a sorry": 2,
    }


def test_an_import_that_fails_is_an_error() -> None:
    bad = {"severity": "error", "data": "unknown package", "pos": {"line": 1, "column": 0}}
    with pytest.raises(DatasetError, match=r"a\.lean:1: unknown package"):
        of_file(answer(messages=[bad]))


@pytest.mark.parametrize("reply", [{}, {"env": 0, "tactics": [3]}, {"env": 0, "messages": 3}])
def test_a_reply_of_another_shape_is_no_silence(reply: dict[str, Any]) -> None:
    with pytest.raises(DatasetError, match="no answer of a Lean REPL"):
        of_file(reply)


def test_the_repl_is_asked_for_all_tactics() -> None:
    assert request("example : 1 = 1 := rfl") == {
        "cmd": "example : 1 = 1 := rfl",
        "allTactics": True,
    }


@pytest.mark.parametrize("text", ["def a := 1\n", "/- theorem", ""])
def test_a_file_needs_a_theorem(text: str) -> None:
    with pytest.raises(DatasetError, match=r"^a\.lean: "):
        theorems(text, "a.lean")


@pytest.mark.parametrize(
    ("printed", "apart"),
    [
        ("⊢ a", "⊢ a"),
        ("x : ℕ\n⊢ a ∧\n    b", "x : ℕ\n⊢ a ∧\n    b"),
        ("case l\n⊢ a\ncase r\n⊢ b", "case l\n⊢ a\n\ncase r\n⊢ b"),
        ("⊢ a\n⊢ b\n  c\nx : ℕ\n⊢ d", "⊢ a\n\n⊢ b\n  c\n\nx : ℕ\n⊢ d"),
        ("⊢ a\n\n⊢ b", "⊢ a\n\n⊢ b"),
    ],
)
def test_goals_are_set_apart_by_a_blank_line(printed: str, apart: str) -> None:
    assert separated(printed) == apart


def test_an_error_names_the_file_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise PermissionError(
            errno.EACCES, "Permission denied", str(tmp_path / ".x.jsonl.m7xy5en8")
        )

    path = tmp_path / "x.jsonl"
    with pytest.raises(PermissionError) as told, StepWriter(path):
        monkeypatch.setattr(Path, "replace", refuse)
    assert told.value.filename == str(path)
    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    with pytest.raises(PermissionError) as told, StepWriter(path):
        pass
    assert told.value.filename == str(path)
    assert list(tmp_path.iterdir()) == []
