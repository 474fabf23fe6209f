"""A training whose environment is the Lean REPL: the same loop, its results labelled with it."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path

import pytest

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
