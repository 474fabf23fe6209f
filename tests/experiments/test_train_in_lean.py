"""A training whose environment is the Lean REPL: the same loop, its results labelled with it."""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from curriculum import run_directory
from curriculum.config import LeanSection, TrainConfig
from curriculum.errors import ConfigError
from curriculum.expert_iteration import default_parts
from lean_env.repl.env import ReplEnv
from lean_env.settings import EnvSettings
from tests.experiments.shell import Prover

REPLAY = Path(__file__).parents[1] / "lean_env" / "repl" / "replay.py"
TINY = """
name: tiny
iterations: 1
model: {width: 32, layers: 1, heads: 2, feed_forward: 64}
curriculum:
  levels:
    d0_s0: {seeds: 4, train: 1, heldout: 1}
training: {theta_0_steps: 2, steps: 2, tokens_per_batch: 256, threads: 1}
search: {expansions: 1, samples: 1}
workers: {kind: local, count: 1}
"""


def test_a_run_in_the_repl_is_labelled_and_complete(prover: Prover, tmp_path: Path) -> None:
    (tmp_path / "tiny.yaml").write_text(TINY, encoding="utf-8")
    server = shlex.join([sys.executable, str(REPLAY), "--embedded"])
    ran = prover(
        "train", "tiny.yaml", "--run", "run", "--env", "repl", "--server-cmd", server,
        OMP_NUM_THREADS="1",
    )  # fmt: skip
    assert ran.code == 0, ran
    assert "4 of 4 recorded proofs accepted" in ran.err
    report = prover("report", "run", "--json")
    assert report.code == 0, report
    assert json.loads(report.out)["environment"] == "repl"
    again = prover("train", "--resume", "run", "--env", "embedded")
    assert "environment" in again.mistake()


def test_a_repl_that_never_answers_stops_a_run_at_its_first_statement(
    prover: Prover, tmp_path: Path
) -> None:
    (tmp_path / "tiny.yaml").write_text(TINY, encoding="utf-8")
    ran = prover(
        "train", "tiny.yaml", "--run", "run", "--env", "repl", "--server-cmd", "sleep 600",
        "--lean.start_timeout_s", "2", OMP_NUM_THREADS="1",
    )  # fmt: skip
    assert ran.code == 2
    last = ran.err.splitlines()[-1]
    assert last == (
        "prover: error: the environment does not run: Lean did not load the header within 2 s; "
        "--start-timeout gives more"
    )


def test_a_run_in_the_repl_that_was_killed_goes_on_with_its_settings(
    prover: Prover, tmp_path: Path
) -> None:
    (tmp_path / "tiny.yaml").write_text(
        TINY.replace("theta_0_steps: 2", "theta_0_steps: 2, save_every_s: 0.001")
        .replace("train: 1, heldout: 1", "train: 6, heldout: 6"),
        encoding="utf-8",
    )  # fmt: skip
    server = shlex.join([sys.executable, str(REPLAY), "--embedded"])
    training = subprocess.Popen(
        [
            sys.executable, "-m", "experiments.cli", "train", "tiny.yaml", "--run", "run",
            "--env", "repl", "--server-cmd", server, "--lean.tactic_timeout_s", "7",
            "--workers.chunk", "2",
        ],
        stderr=subprocess.DEVNULL,
        cwd=tmp_path,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    deadline = time.monotonic() + 200
    while len(attempts(tmp_path / "run")) < 2:
        assert time.monotonic() < deadline
        assert training.poll() is None
        time.sleep(0.02)
    training.send_signal(signal.SIGKILL)
    training.wait()
    kept = attempts(tmp_path / "run")
    assert len(kept) < 18

    resumed = prover("train", "--resume", "run", OMP_NUM_THREADS="1")
    assert resumed.code == 0, resumed.err
    assert f"held-out statements with θ_0: goes on from {len(kept)} of 6" in resumed.err
    made = attempts(tmp_path / "run")
    assert made[: len(kept)] == kept
    assert len(made) == 6 + 6 + 6
    report = prover("report", "run", "--json")
    assert json.loads(report.out)["environment"] == "repl"
    lean = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))["config"]["lean"]
    assert (lean["server_command"], lean["tactic_timeout_s"]) == (server, 7.0)
    other = prover("train", "--resume", "run", "--server-cmd", "cat")
    assert "lean.server_command" in other.mistake()


def attempts(run_dir: Path) -> list[tuple[int, int, int]]:
    """The recorded attempts: number, iteration and statement of each, in their order."""
    ledger = run_dir / run_directory.LEDGER
    if not ledger.exists():
        return []
    with contextlib.closing(sqlite3.connect(ledger)) as connection:
        try:
            return connection.execute(
                "SELECT id, iteration, statement_id FROM attempts ORDER BY id"
            ).fetchall()
        except sqlite3.OperationalError as error:
            if "no such table" not in str(error):
                raise
            return []  # it is not made yet


def test_a_repl_that_is_not_there_stops_a_run_before_it_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lean = LeanSection(server_command="no-such-program")
    with pytest.raises(ConfigError, match="there is no program no-such-program"):
        default_parts(TrainConfig(environment="repl", lean=lean), tmp_path)
    lean = LeanSection(project="/no/such/folder")
    with pytest.raises(ConfigError, match=r"lean\.project"):
        default_parts(TrainConfig(environment="repl", lean=lean), tmp_path)


def test_the_section_lean_has_every_setting_with_its_default(tmp_path: Path) -> None:
    assert TrainConfig().lean.settings() == EnvSettings()
    assert set(LeanSection.model_fields) == set(EnvSettings.__dataclass_fields__)
    lean = LeanSection(server_command="true", servers=2, tactic_timeout_s=3.0)
    made = default_parts(TrainConfig(environment="repl", lean=lean), tmp_path).env_factory()
    assert isinstance(made, ReplEnv)
    assert made.settings == EnvSettings(server_command="true", servers=2, tactic_timeout_s=3.0)
