"""`prover train` from the command line: a very small run, interrupted, resumed, reported."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from curriculum import expert_iteration, run_directory
from curriculum.config import TrainConfig
from experiments import console
from experiments.train_progress import ShownProgress
from tests.experiments.shell import Prover

TINY = """
name: tiny
iterations: 1
model: {width: 32, layers: 1, heads: 2, feed_forward: 64}
curriculum:
  levels:
    d0_s0: {seeds: 12, train: 3, heldout: 3}
training: {theta_0_steps: 4, steps: 2, tokens_per_batch: 512, threads: 1}
search: {expansions: 2, samples: 2}
workers: {kind: local, count: 1}
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.yaml"
    path.write_text(TINY, encoding="utf-8")
    return path


def test_a_run_is_interrupted_resumed_and_reported(
    prover: Prover, config: Path, tmp_path: Path
) -> None:
    run_dir = tmp_path / "run"
    training = subprocess.Popen(
        [sys.executable, "-m", "experiments.cli", "train", config, "--run", run_dir],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    deadline = time.monotonic() + 200
    while not (run_dir / "ledger.sqlite").exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    training.send_signal(signal.SIGINT)
    _, told = training.communicate(timeout=200)
    assert training.returncode == 130, told
    last = f"prover: interrupted: go on with: prover train --resume {run_dir}"
    assert told.splitlines()[-1] == last
    assert "Traceback" not in told

    resumed = prover("train", "--resume", run_dir)
    assert resumed.code == 0, resumed.err
    assert "Traceback" not in resumed.err

    reported = prover("report", run_dir, "--json")
    cells = json.loads(reported.out)["table"]
    heldout = [c for c in cells if c["split"] == "heldout"]
    assert {c["model"] for c in heldout} == {"θ_0", "θ_1"}
    assert all(c["attempted"] == 3 for c in heldout)

    with_model = prover("prove", "theorem t (a : ℝ) : a < a", "--model", run_dir)
    assert with_model.code == 1, with_model.err

    again = prover("train", config, "--run", run_dir)
    assert "is a run already" in again.mistake()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_training_goes_on_from_the_step_it_had_reached(
    prover: Prover, config: Path, tmp_path: Path, number: signal.Signals
) -> None:
    run_dir = tmp_path / "run"
    steps = ("--training.theta_0_steps", "300")
    training = subprocess.Popen(
        [sys.executable, "-m", "experiments.cli", "train", config, "--run", run_dir, *steps],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    metrics = run_dir / "metrics.jsonl"
    try:
        deadline = time.monotonic() + 240
        while not metrics.exists():
            assert time.monotonic() < deadline
            assert training.poll() is None
            time.sleep(0.01)
        training.send_signal(number)
        _, told = training.communicate(timeout=200)
    finally:
        training.kill()
    assert training.returncode == 130, told
    lines = told.splitlines()
    assert "training θ_0: 300 to do" in lines
    assert "stopping after this step; again to stop now" in lines
    done = [json.loads(line)["step"] for line in metrics.read_text().splitlines()]
    assert f"θ_0 is saved, step {done[-1]} of 300" in lines
    assert lines[-1] == f"prover: interrupted: go on with: prover train --resume {run_dir}"

    with metrics.open("a", encoding="utf-8") as file:  # as a kill would have left it
        file.write(json.dumps({"iteration": 0, "step": done[-1] + 1}) + '\n{"iteration": 0, "st')

    resumed = prover("train", "--resume", run_dir, OMP_NUM_THREADS="1")
    assert resumed.code == 0, resumed.err
    assert f"training θ_0: goes on from {done[-1]} of 300" in resumed.err.splitlines()
    learnt = [json.loads(line) for line in metrics.read_text().splitlines()]
    assert [step["step"] for step in learnt if step["iteration"] == 0] == list(range(1, 301))


def test_a_log_says_now_and_then_how_far_a_run_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(console, "EVERY_S", 0.05)
    progress = ShownProgress()
    progress.begin(0, "train", 300, 150)
    progress.advance(201, "loss 0.530")
    time.sleep(0.2)
    progress.end("loss 0.500")
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "training θ_0: goes on from 150 of 300"
    assert "training θ_0: 201 of 300, loss 0.530 (0 s)" in lines[1:-1]
    assert lines[-1] == "training θ_0: loss 0.500 (0 s)"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[TrainConfig, Path]]:
    """What the loop would have been asked to run."""
    calls: list[tuple[TrainConfig, Path]] = []

    def run(config: TrainConfig, run_dir: Path, **_: object) -> None:
        calls.append((config, run_dir))

    monkeypatch.setattr(expert_iteration, "run", run)
    return calls


def test_options_reach_the_configuration(
    command: Prover, config: Path, asked: list[tuple[TrainConfig, Path]]
) -> None:
    ran = command(
        "train", config, "--search.samples", "5", "seed=7", "--workers", "ray", "--address", "a:1"
    )
    assert ran.code == 0
    [(found, run_dir)] = asked
    assert (found.search.samples, found.seed) == (5, 7)
    assert (found.workers.kind, found.workers.address) == ("ray", "a:1")
    assert run_dir == Path("runs/tiny")


def test_a_misspelt_override_starts_nothing(
    command: Prover, config: Path, asked: list[tuple[TrainConfig, Path]]
) -> None:
    told = command("train", config, "--search.sampels", "5").mistake()
    assert "--search.sampels 5" in told
    assert "search.samples" in told
    assert not asked


def test_an_unknown_level_has_its_line(command: Prover, tmp_path: Path) -> None:
    path = tmp_path / "tiny.yaml"
    path.write_text(TINY.replace("    d0_s0:", "    d9_s9: {train: 3}\n    d0_s0:"), "utf-8")
    for name in ("train", "compare"):
        told = command(name, path, "--run", tmp_path / "run").mistake()
        assert told.startswith(f"{path}:7: curriculum.levels.d9_s9: unknown level")
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("override", "told"),
    [
        (
            "environment=lean5",
            "--env lean5: there is no 'lean5'; known: dojo, embedded, lean-gym, repl",
        ),
        ("curriculum.levels.d9_s9.train=3", "curriculum.levels.d9_s9: unknown level"),
    ],
)
def test_a_configuration_that_cannot_be_met_leaves_nothing_behind(
    command: Prover, config: Path, tmp_path: Path, override: str, told: str
) -> None:
    run_dir = tmp_path / "unmet"
    assert told in command("train", config, override, "--run", run_dir).mistake()
    assert not run_dir.exists()


def test_cuda_is_asked_for_before_there_is_a_run(
    command: Prover, config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    run_dir = tmp_path / "run"
    asked = ("train", config, "--run", run_dir, "--training.device", "cuda")
    assert command(*asked).mistake().startswith("--training.device cuda: this machine has no CUDA")
    assert not run_dir.exists()

    cuda = TrainConfig.model_validate(yaml.safe_load(TINY) | {"training": {"device": "cuda"}})
    run_directory.start(run_dir, cuda)
    told = command("train", "--resume", run_dir).mistake()
    assert told.startswith("training.device: this machine has no CUDA device")


def test_a_cluster_is_asked_before_anything_is_trained(
    command: Prover, config: Path, tmp_path: Path
) -> None:
    run_dir = tmp_path / "run"
    asked = ("train", config, "--run", run_dir, "--workers", "ray", "--address", "127.0.0.1:1")
    assert "cannot start or reach Ray at 127.0.0.1:1: " in command(*asked).mistake()
    assert not run_dir.exists()
