"""The keys of a training configuration with their defaults, as `prover train --help` lists them."""

from __future__ import annotations

import json
import textwrap
from typing import Any, Final

from curriculum.config import TrainConfig

_WIDTH: Final = 90
_LONGEST: Final = 40  # characters of a default
_LEVELS: Final = "{LEVEL: {seeds: N, train: N, heldout: N}, …}"


def listing() -> str:
    """All keys, section by section, as they may stand in a file or behind `--`."""
    document = TrainConfig().model_dump(mode="json")
    plain = {key: value for key, value in document.items() if not isinstance(value, dict)}
    sections = {key: value for key, value in document.items() if isinstance(value, dict)}
    lines = [
        "keys of a configuration with their defaults (curriculum/config.py says what each means):",
        _paragraph("", plain),
        *(_paragraph(f"{name}: ", keys) for name, keys in sections.items()),
    ]
    return "\n".join(lines)


def _paragraph(title: str, keys: dict[str, Any]) -> str:
    text = ", ".join(f"{key}\N{NO-BREAK SPACE}{_shown(key, value)}" for key, value in keys.items())
    wrapped = textwrap.fill(
        title + text,
        _WIDTH,
        initial_indent="  ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapped.replace("\N{NO-BREAK SPACE}", " ")


def _shown(key: str, value: Any) -> str:
    text = _LEVELS if key == "levels" else json.dumps(value, ensure_ascii=False)
    text = text if len(text) <= _LONGEST or key == "levels" else text[: _LONGEST - 1] + "…"
    return text.replace(" ", "\N{NO-BREAK SPACE}")
