"""What a run amounts to: proved and attempted by iteration and level, and what it cost."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from curriculum.checkpoint import source_commit
from curriculum.config import TrainConfig
from curriculum.ledger import Ledger, Tally
from curriculum.run_directory import CONTROL_LEDGER

FORMAT: Final = 1


def summarise_run(config: TrainConfig, run_dir: Path, ledger: Ledger) -> dict[str, Any]:
    """The summary of a run, from its ledgers alone.

    `iterations[k]` is θ_k's first attempts: on each split the statements proved and attempted by
    level and in all, the tactics applied, and the seconds of its phases. `heldout_proved` has the
    figures of the claim: θ_0 and the last model in one attempt, the last model in
    `final_attempts`, and all models together.
    """
    tallies = ledger.tallies(first_attempts=True)
    phases = ledger.phases()
    iterations = [
        {
            "iteration": k,
            **{
                split: _split([t for t in tallies if t.iteration == k and t.split == split])
                for split in ("train", "heldout")
            },
            "phases": phases.get(k, {}),
        }
        for k in range(config.iterations + 1)
    ]
    last = config.iterations
    return {
        "format": FORMAT,
        "name": config.name,
        "environment": config.environment,
        "seed": config.seed,
        "commit": source_commit(),
        "iterations": iterations,
        "heldout_statements": len(ledger.statements("heldout")),
        "heldout_proved": {
            "theta_0": len(ledger.proved_before(0, "heldout", 1)),
            "last": len(ledger.proved_before(last, "heldout", 1)),
            "last_attempts": len(ledger.proved_before(last, "heldout", config.final_attempts)),
            "any_iteration": len({proof.statement_id for proof in ledger.proofs("heldout")}),
        },
        "final_attempts": config.final_attempts,
        "tactic_applications": ledger.tactic_applications(),
        "seconds": sum(f["seconds"] for by_name in phases.values() for f in by_name.values()),
        "control": _control(run_dir) if config.control.enabled else None,
    }


def _control(run_dir: Path) -> dict[str, Any]:
    with Ledger(run_dir / CONTROL_LEDGER, read_only=True) as ledger:
        return {
            "heldout": _split(ledger.tallies()),
            "proved": len({proof.statement_id for proof in ledger.proofs("heldout")}),
            "tactic_applications": ledger.tactic_applications(),
            "phases": ledger.phases().get(0, {}),
            "curve": ledger.proved_by_applications("heldout"),
        }


def _split(tallies: list[Tally]) -> dict[str, Any]:
    return {
        "attempted": sum(t.attempted for t in tallies),
        "proved": sum(t.proved for t in tallies),
        "tactic_applications": sum(t.tactic_applications for t in tallies),
        "levels": {t.level: {"attempted": t.attempted, "proved": t.proved} for t in tallies},
    }
