"""What `--model` names: a generator of tactics."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from experiments.errors import UserError, one_line
from prover.generator import TacticGenerator, ValueFunction

PORTFOLIO = "portfolio"
_SAMPLES = 16
_PORTFOLIO_SAMPLES = 64  # more than it ever proposes: its list is short, and best first


@dataclass(frozen=True, slots=True)
class Model:
    """What proposes tactics, and what ranks states if the model was trained to."""

    generator: TacticGenerator
    value: ValueFunction | None = None


def default_samples(name: str) -> int:
    """How many tactics to try on a state where the user does not say: a list is tried whole."""
    return _PORTFOLIO_SAMPLES if name == PORTFOLIO else _SAMPLES


def load_model(name: str, seed: int = 0, *, lean3: bool = False) -> Model:
    """The model that `--model` names: the portfolio, a checkpoint, or a run's newest checkpoint.

    torch is imported for a trained model only. Raises `UserError` when there is no such model or
    it cannot be read.
    """
    if name == PORTFOLIO and lean3:
        from prover.portfolio_lean3 import Lean3Portfolio

        return Model(Lean3Portfolio())
    if name == PORTFOLIO:
        from prover.portfolio import PortfolioGenerator

        return Model(PortfolioGenerator())
    return _load_trained(find_checkpoint(Path(name)), seed)


def find_checkpoint(path: Path) -> Path:
    """The checkpoint at `path`, or the newest of the run at `path`.

    Raises `UserError` when there is neither.
    """
    if (path / "config.json").is_file():
        return path
    trained = [(_number(folder), folder) for folder in path.glob("checkpoints/theta_*")]
    numbered = [(k, folder) for k, folder in trained if k is not None]
    if numbered:
        return max(numbered)[1]
    if path.is_dir():
        what = "it holds no checkpoint"
    else:
        what = "it is a file" if path.exists() else "there is nothing"
    raise UserError(f"no model at {path}: {what} (portfolio, a checkpoint or a run is expected)")


def _number(folder: Path) -> int | None:
    """The k of `theta_<k>`; None for the partial save of an unfinished fine-tune."""
    match = re.fullmatch(r"theta_(\d+)", folder.name)
    return int(match[1]) if match else None


def _load_trained(path: Path, seed: int) -> Model:
    from curriculum import checkpoint
    from curriculum.config import TrainConfig, parse_config
    from curriculum.learner import CheckpointSource

    config = TrainConfig()
    if (path / checkpoint.MANIFEST).is_file():
        config = parse_config(checkpoint.load(path).config, str(path))
    search = config.search
    source = CheckpointSource(
        str(path),
        search.temperature,
        search.max_new_tokens,
        config.model.context - search.max_new_tokens,
        with_value=search.priority == "value" and _number(path) != 0,
    )
    try:
        loaded = source.load()
    except (FileNotFoundError, ValueError) as error:
        raise UserError(one_line(str(error))) from None
    return Model(loaded.generator(seed), loaded.value)
