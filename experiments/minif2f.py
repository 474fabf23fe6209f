"""Where miniF2F's statements are. The project ships none of them."""

from __future__ import annotations

import os
from pathlib import Path

from experiments.errors import UserError

MINIF2F = "minif2f"
VARIABLE = "PROVER_MINIF2F"

_HOW = (
    f"give its place with --data PATH or in {VARIABLE}: a clone of the Lean 4 miniF2F "
    "(github.com/yangky11/miniF2F-lean4), a folder with {split}.jsonl, or a .jsonl file of records "
    "with name, header and statement"
)

_SPLITS = ("valid", "test")


def statements_file(split: str, data: str | None) -> Path:
    """The file with the statements of a split (`valid` or `test`).

    `data` is a file or a folder; None means the environment variable. Raises `UserError` that
    says how to get the statements when they are not there.
    """
    how = _HOW.format(split=split)
    place = data or os.environ.get(VARIABLE)
    if not place:
        raise UserError(f"the statements of miniF2F are not part of this project: {how}")
    path = Path(place)
    if path.is_file():
        if path.stem.lower() in _SPLITS and path.stem.lower() != split:
            raise UserError(f"{path} is not of the {split} split (--split {path.stem.lower()} is)")
        return path
    if not path.is_dir():
        raise UserError(f"no miniF2F at {path}: {how}")
    for candidate in (f"{split}.jsonl", f"MiniF2F/{split.capitalize()}.lean"):
        if (path / candidate).is_file():
            return path / candidate
    raise UserError(f"{path} has no statements of miniF2F's {split} split: {how}")
