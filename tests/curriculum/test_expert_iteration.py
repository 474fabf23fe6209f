"""The loop: it gains, it can be killed at any point, and it never does anything twice."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from curriculum import expert_iteration, run_directory
from curriculum.errors import LedgerError, RunError, WorkerError
from curriculum.ledger import Ledger
from tests.curriculum.curriculum_toys import (
    CountDown,
    ToyLearner,
    Unloadable,
    toy_config,
    toy_parts,
)

ROOT = Path(__file__).resolve().parent.parent.parent

_DRIVER = """
import resource, sys
from functools import partial
from pathlib import Path
from curriculum import expert_iteration
from curriculum.errors import RunError
from tests.curriculum.curriculum_toys import CountDown, toy_config, toy_parts

if __name__ == "__main__":
    run_dir, limit = Path(sys.argv[1]), int(sys.argv[2])
    parts = toy_parts(run_dir, partial(CountDown, 0.003), delay=0.05)
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        expert_iteration.run(
            toy_config(control={"enabled": True}), run_dir, resume=run_dir.exists(), parts=parts
        )
    except RunError as error:
        print(error)
        sys.exit(2)
"""


class Watch:
    """Remembers what it hears."""

    def __init__(self) -> None:
        self.begun: list[tuple[int, str, int, int]] = []
        self.ended = 0

    def begin(self, iteration: int, phase: str, total: int, done: int) -> None:
        self.begun.append((iteration, phase, total, done))

    def advance(self, done: int, note: str = "") -> None:
        assert done <= self.begun[-1][2]

    def end(self, note: str = "") -> None:
        self.ended += 1

    def message(self, text: str) -> None:
        pass


def run(run_dir: Path, *, resume: bool = False, **changes: object) -> dict[str, Any]:
    return expert_iteration.run(
        toy_config(**changes), run_dir, resume=resume, parts=toy_parts(run_dir)
    )


def attempts(run_dir: Path, file: str = run_directory.LEDGER) -> dict[tuple[int, ...], str]:
    """(iteration, statement, round) -> when it was recorded, and what."""
    database = sqlite3.connect(run_dir / file)
    try:
        rows = database.execute(
            "SELECT iteration, statement_id, round, id || finished_at || status FROM attempts"
        ).fetchall()
    finally:
        database.close()
    assert len({row[:3] for row in rows}) == len(rows)
    return {row[:3]: row[3] for row in rows}


def figures(summary: dict[str, Any]) -> Any:
    """The part of a summary that must not depend on how often a run was interrupted."""
    return [
        {split: row[split] for split in ("train", "heldout")} for row in summary["iterations"]
    ], summary["heldout_proved"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    run_dir = tmp_path_factory.mktemp("runs") / "whole"
    return run_dir, run(run_dir, control={"enabled": True})


def test_a_run_proves_more_from_iteration_to_iteration(whole: tuple[Path, dict[str, Any]]) -> None:
    run_dir, summary = whole
    proved = [row["heldout"]["proved"] for row in summary["iterations"]]
    assert proved == sorted(proved)
    assert proved[0] < proved[-1]
    assert [row["heldout"]["attempted"] for row in summary["iterations"]] == [24, 24, 24]
    assert [row["train"]["attempted"] for row in summary["iterations"]] == [30, 30, 0]
    assert json.loads((run_dir / "summary.json").read_text()) == json.loads(json.dumps(summary))
    assert summary["heldout_proved"]["theta_0"] == proved[0]
    assert summary["heldout_proved"]["last"] == proved[-1]


def test_the_last_model_attempts_again_what_it_has_not_proved(
    whole: tuple[Path, dict[str, Any]],
) -> None:
    run_dir, summary = whole
    with Ledger(run_dir / run_directory.LEDGER, read_only=True) as ledger:
        left = [
            ledger.attempted(2, "heldout") - ledger.proved_before(2, "heldout", r) for r in range(3)
        ]
        assert [ledger.attempted(2, "heldout", r) for r in range(4)] == [*left, set()]
        assert 0 < len(left[2]) <= len(left[1]) < len(left[0])
        proved = ledger.proved_before(2, "heldout", 3)
        assert sum(t.attempted for t in ledger.tallies() if t.split == "heldout") == 3 * 24
    assert summary["heldout_proved"]["last_attempts"] == len(proved)
    assert summary["iterations"][2]["heldout"]["proved"] == summary["heldout_proved"]["last"]


def test_every_proof_is_recorded_with_its_steps(whole: tuple[Path, dict[str, Any]]) -> None:
    with Ledger(whole[0] / run_directory.LEDGER, read_only=True) as ledger:
        for split in ("train", "heldout"):
            by_number = {s.id: s.statement for s in ledger.statements(split)}
            for proof in ledger.proofs(split):
                theorem = by_number[proof.statement_id].theorem
                assert CountDown().verify(theorem, proof.script).proved
                assert "\n".join(step.tactic for step in proof.steps) == proof.script


def test_the_control_spends_what_the_run_spent(whole: tuple[Path, dict[str, Any]]) -> None:
    run_dir, summary = whole
    control = summary["control"]
    assert control["tactic_applications"] >= summary["tactic_applications"]
    # at most the searches under way more: two workers with a chunk each
    assert control["tactic_applications"] < summary["tactic_applications"] + 2 * 4 * 40
    assert control["proved"] == summary["heldout_proved"]["theta_0"]  # the toy θ_0 never learns
    assert control["curve"][-1][1] == control["proved"]
    with Ledger(run_dir / run_directory.LEDGER, read_only=True) as ledger:
        first = {a.proof for a in ledger.attempts(0, "heldout")}
    with Ledger(run_dir / run_directory.CONTROL_LEDGER, read_only=True) as ledger:
        assert {a.proof for a in ledger.attempts(0, "heldout")} == first
        proved = ledger.proved_before(0, "heldout", 1)
        assert ledger.attempted(0, "heldout", 1) == ledger.attempted(0, "heldout") - proved


def test_only_an_interrupted_control_goes_on_from_somewhere(tmp_path: Path) -> None:
    watch = Watch()
    expert_iteration.run(
        toy_config(iterations=1, control={"enabled": True}),
        tmp_path / "run",
        progress=watch,
        parts=toy_parts(tmp_path / "run"),
    )
    assert watch.begun[-1][1] == "control"
    assert all(done == 0 for _, _, _, done in watch.begun)


def test_train_examples_come_from_seeds_and_from_proofs_found_before(tmp_path: Path) -> None:
    run(tmp_path / "run")
    counts = [
        sum(json.loads((tmp_path / "run" / f"toy_{k}.json").read_text()).values()) for k in range(3)
    ]
    assert counts[0] == 12  # states 1 to 12, `one` each
    assert counts[0] < counts[1] < counts[2]


def test_resuming_a_finished_run_does_nothing_again(tmp_path: Path) -> None:
    first = run(tmp_path / "run", control={"enabled": True})
    before = attempts(tmp_path / "run"), attempts(tmp_path / "run", run_directory.CONTROL_LEDGER)
    parts = toy_parts(tmp_path / "run")
    watch = Watch()
    again = expert_iteration.run(
        toy_config(control={"enabled": True}),
        tmp_path / "run",
        resume=True,
        progress=watch,
        parts=parts,
    )
    assert again == first
    assert watch.begun == []
    assert isinstance(parts.learner, ToyLearner)
    assert parts.learner.trained == []
    after = attempts(tmp_path / "run"), attempts(tmp_path / "run", run_directory.CONTROL_LEDGER)
    assert after == before


def test_progress_hears_of_every_phase(tmp_path: Path) -> None:
    watch = Watch()
    expert_iteration.run(
        toy_config(iterations=1),
        tmp_path / "run",
        progress=watch,
        parts=toy_parts(tmp_path / "run"),
    )
    assert [(k, name) for k, name, _, _ in watch.begun] == [
        (0, "seeds"),
        (0, "train"),
        (0, "evaluate"),
        (0, "search"),
        (1, "train"),
        (1, "evaluate"),
        (1, "attempts"),
    ]
    assert watch.ended == len(watch.begun)


@pytest.mark.parametrize(
    ("file", "moment"),
    [
        (run_directory.LEDGER, 1),
        (run_directory.LEDGER, 40),
        (run_directory.LEDGER, 90),
        (run_directory.LEDGER, 135),  # among the last model's further attempts
        (run_directory.CONTROL_LEDGER, 40),
    ],
)
def test_a_run_killed_at_any_point_resumes_with_nothing_lost_or_repeated(
    tmp_path: Path, whole: tuple[Path, dict[str, Any]], file: str, moment: int
) -> None:
    """SIGKILL after so many attempts, then resume in this process."""
    run_dir = tmp_path / "run"
    driver = start_driver(run_dir)
    wait_for_attempts(run_dir, moment, driver, file)
    driver.send_signal(signal.SIGKILL)
    driver.wait(100)
    before = attempts(run_dir, file)
    assert len(before) >= moment
    summary = run(run_dir, resume=True, control={"enabled": True})
    assert before.items() <= attempts(run_dir, file).items()
    assert figures(summary) == figures(whole[1])
    assert summary["control"]["proved"] == whole[1]["control"]["proved"]


def test_ctrl_c_stops_the_run_and_loses_nothing(
    tmp_path: Path, whole: tuple[Path, dict[str, Any]]
) -> None:
    run_dir = tmp_path / "run"
    driver = start_driver(run_dir)
    wait_for_attempts(run_dir, 20, driver)
    os.killpg(driver.pid, signal.SIGINT)  # as a terminal does: to the driver and its workers
    assert driver.wait(100) != 0
    before = attempts(run_dir)
    summary = run(run_dir, resume=True, control={"enabled": True})
    assert before.items() <= attempts(run_dir).items()
    assert figures(summary) == figures(whole[1])


def test_a_full_disk_stops_the_run_with_one_line_and_loses_nothing(
    tmp_path: Path, whole: tuple[Path, dict[str, Any]]
) -> None:
    run_dir = tmp_path / "run"
    driver = start_driver(run_dir, limit=250_000)
    output, _ = driver.communicate(timeout=200)
    assert driver.returncode == 2
    assert len(output.splitlines()) == 1
    assert "is safe" in output
    before = attempts(run_dir)
    assert before
    summary = run(run_dir, resume=True, control={"enabled": True})
    assert before.items() <= attempts(run_dir).items()
    assert figures(summary) == figures(whole[1])


def test_workers_may_change_on_resume_and_nothing_else(tmp_path: Path) -> None:
    run(tmp_path / "run", iterations=1)
    run(
        tmp_path / "run",
        resume=True,
        iterations=1,
        workers={"kind": "local", "count": 1, "chunk": 4},
    )
    with pytest.raises(
        RunError, match=r"of iterations \(1 there, 3 now\), seed \(0 there, 5 now\):"
    ):
        run(tmp_path / "run", resume=True, iterations=3, seed=5)


def test_a_directory_is_never_overwritten(tmp_path: Path) -> None:
    run(tmp_path / "run", iterations=1)
    with pytest.raises(RunError, match="is a run already"):
        run(tmp_path / "run", iterations=1)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.tex").touch()
    with pytest.raises(RunError, match="is not empty"):
        run(tmp_path / "other")


def test_two_processes_cannot_train_in_one_run(tmp_path: Path) -> None:
    run(tmp_path / "run", iterations=1)
    with (
        Ledger(tmp_path / "run" / run_directory.LEDGER),
        pytest.raises(LedgerError, match="another process is writing"),
    ):
        run(tmp_path / "run", resume=True, iterations=1)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "is not a run directory"),
        ("{", "is damaged"),
        ("[]", "is damaged"),
        ('{"format": 0, "config": {}}', "is a run of version 0, this program reads version 1"),
        ('{"format": 1, "config": {"no_such_key": 1}}', "written by another version.*no_such_key"),
    ],
)
def test_what_is_not_a_run_of_this_version_is_a_clear_error(
    tmp_path: Path, content: str | None, message: str
) -> None:
    if content is not None:
        (tmp_path / run_directory.RUN_FILE).write_text(content)
    with pytest.raises(RunError, match=message) as error:
        run(tmp_path, resume=True)
    assert "\n" not in str(error.value)


def test_a_failing_worker_keeps_what_was_recorded(tmp_path: Path) -> None:
    class Broken(ToyLearner):
        def source(self, k: int) -> Any:
            return super().source(k) if k == 0 else Unloadable(1)

    parts = toy_parts(tmp_path / "run")
    broken = expert_iteration.Parts(parts.statements, parts.env_factory, Broken(tmp_path / "run"))
    with pytest.raises(WorkerError, match="no model here"):
        expert_iteration.run(toy_config(), tmp_path / "run", parts=broken)
    before = attempts(tmp_path / "run")
    assert len(before) == 24 + 30
    run(tmp_path / "run", resume=True)
    assert before.items() <= attempts(tmp_path / "run").items()


def start_driver(run_dir: Path, limit: int = 0) -> subprocess.Popen[str]:
    """A run in a process of its own (and a process group), slow enough to be interrupted."""
    return subprocess.Popen(
        [sys.executable, "-c", _DRIVER, str(run_dir), str(limit)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        env={"PYTHONPATH": str(ROOT)},
    )


def wait_for_attempts(
    run_dir: Path, number: int, driver: subprocess.Popen[str], file: str = run_directory.LEDGER
) -> None:
    deadline = time.monotonic() + 200
    while time.monotonic() < deadline and driver.poll() is None:
        try:
            if (run_dir / file).exists() and len(attempts(run_dir, file)) >= number:
                return
        except sqlite3.Error:
            pass  # not made yet
        time.sleep(0.01)
    raise AssertionError(f"no {number} attempts; the driver says {driver.poll()}")
