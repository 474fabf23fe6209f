"""`prover train`: begin or resume a curriculum training run."""

from __future__ import annotations

import argparse
import json
import os
import sys
from contextlib import nullcontext
from pathlib import Path

from curriculum.config import TrainConfig
from curriculum.run_directory import stored_config
from experiments.config_file import Override, load_config, located, override_config
from experiments.errors import DONE, UserError


def run(options: argparse.Namespace) -> int:
    """The command. Exit code 0 when the run is complete."""
    overrides: list[Override] = list(options.overrides)
    if options.workers:
        overrides.append(("workers.kind", options.workers))
    if options.address:
        overrides.append(("workers.address", options.address))
    if options.env:
        overrides.append(("environment", options.env))
    if options.server_cmd:
        overrides.append(("lean.server_command", json.dumps(options.server_cmd)))
    if options.resume:
        config, run_dir = _resumed(options, overrides)
    elif options.config:
        config = load_config(Path(options.config), overrides)
        run_dir = Path(options.run or Path("runs", config.name))
    else:
        raise UserError("train needs a configuration, or --resume RUN (see prover train --help)")
    with located(Path(options.config), overrides) if options.config else nullcontext():
        train(config, run_dir, resume=bool(options.resume))
    print(
        f"prover: {run_dir} is complete; look at it with: prover report {run_dir}", file=sys.stderr
    )
    return DONE


def train(config: TrainConfig, run_dir: Path, *, resume: bool) -> None:
    """Run or resume a training with its progress shown.

    An interrupt says how to go on. Raises what `expert_iteration.run` raises.
    """
    from curriculum.workers import thread_variables

    # Read when torch is imported, which happens below.
    for name, value in thread_variables(config.training.threads).items():
        os.environ.setdefault(name, value)
    from curriculum import expert_iteration
    from experiments.train_progress import ShownProgress

    try:
        with ShownProgress() as progress:
            expert_iteration.run(config, run_dir, resume=resume, progress=progress)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(f"go on with: prover train --resume {run_dir}") from None


def _resumed(options: argparse.Namespace, overrides: list[Override]) -> tuple[TrainConfig, Path]:
    run_dir = Path(options.resume)
    if options.run and Path(options.run) != run_dir:
        raise UserError("--run names a new run and --resume an old one: give one of them")
    if options.config:
        config = load_config(Path(options.config), overrides)
    else:
        config = override_config(stored_config(run_dir), overrides)
    return config, run_dir
