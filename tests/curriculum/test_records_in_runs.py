"""Records from elsewhere as seeds of a run: `curriculum.records`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from curriculum import expert_iteration, run_directory
from curriculum.config import parse_config
from curriculum.dataset import Mixture
from curriculum.errors import ConfigError, DatasetError, RunError
from curriculum.step_records import StepRecord, StepWriter, read_steps
from tests.curriculum.curriculum_toys import toy_config, toy_parts, toy_statements


def write(path: Path, *records: StepRecord) -> Path:
    with StepWriter(path) as out:
        for record in records:
            out.add(record)
    return path


def some_records(folder: Path) -> Path:
    records = [StepRecord("R", f"x{n} ⊢", "one", split="train") for n in range(5)]
    held_out = StepRecord("R", "y ⊢", "one", split="test")
    return write(folder / "elsewhere.jsonl", *records, held_out)


def mixture_of(run_dir: Path, k: int) -> dict[str, int]:
    counts: dict[str, int] = json.loads((run_dir / f"toy_{k}.json").read_text(encoding="utf-8"))
    return counts


def test_every_model_learns_from_the_records_of_the_train_split(tmp_path: Path) -> None:
    records = some_records(tmp_path)
    run_dir = tmp_path / "run"
    config = toy_config(curriculum={"records": str(records)})
    expert_iteration.run(config, run_dir, parts=toy_parts(run_dir))
    for k in range(3):
        assert mixture_of(run_dir, k)["records"] == 5
        assert mixture_of(run_dir, k)["n0"] > 0  # seeds of the levels besides
    kept = list(read_steps(run_dir / run_directory.RECORDS))
    assert {record.split for record in kept} == {"train"}


def test_records_alone_can_seed_a_run(tmp_path: Path) -> None:
    records = some_records(tmp_path)
    run_dir = tmp_path / "run"
    levels = {"d0_s0": {"train": 1, "heldout": 1}}
    config = toy_config(curriculum={"records": str(records), "levels": levels})
    without_seeds = replace(
        toy_parts(run_dir), statements=lambda c: {**toy_statements(c), "seed": []}
    )
    expert_iteration.run(config, run_dir, parts=without_seeds)
    assert mixture_of(run_dir, 0) == {"records": 5}
    with pytest.raises(ConfigError, match="no level has seeds"):
        parse_config({"curriculum": {"levels": levels}})


def test_a_run_resumes_without_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = some_records(tmp_path)
    run_dir = tmp_path / "run"
    config = toy_config(curriculum={"records": str(records)})
    parts = toy_parts(run_dir)

    def stop(k: int, mixture: Mixture, report: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(parts.learner, "learn", stop)
    with pytest.raises(KeyboardInterrupt):
        expert_iteration.run(config, run_dir, parts=parts)
    records.unlink()
    expert_iteration.run(config, run_dir, resume=True, parts=toy_parts(run_dir))
    assert mixture_of(run_dir, 2)["records"] == 5


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        (None, RunError, r"cannot read .*nothing\.jsonl"),
        ("{}\n", DatasetError, r"jsonl:1: no theorem"),
        ("", DatasetError, "no record to train on"),
    ],
)
def test_records_that_cannot_be_learnt_from_leave_no_run_behind(
    tmp_path: Path, text: str | None, error: type[RunError], message: str
) -> None:
    path = tmp_path / "nothing.jsonl"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    run_dir = tmp_path / "run"
    config = toy_config(curriculum={"records": str(path)})
    with pytest.raises(error, match=message):
        expert_iteration.run(config, run_dir, parts=toy_parts(run_dir))
    assert not run_dir.exists()
