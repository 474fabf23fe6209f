"""The contract's story in a repository of LeanDojo's, and environments over the stand-in for it."""

from __future__ import annotations

import json
import shlex
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, Final

from lean_env.dojo.location import named
from lean_env.protocol import LeanEnv
from lean_env.registry import make_env
from lean_env.settings import EnvSettings
from lean_env.types import Theorem

STANDIN: Final = Path(__file__).with_name("standin")
THEOREM: Final = named("Some/Story.lean:both")
UNKNOWN: Final = (
    named("Some/Story.lean:no_such_theorem"),
    named("No/Such.lean:both"),
    Theorem("both", "theorem both : True"),
    Theorem("", ""),
    Theorem("both", "../Story.lean:both"),
)
PYTHON: Final = shlex.join(["env", f"PYTHONPATH={STANDIN}", sys.executable, "-S"])


def write_repository(
    folder: Path, statement: str, script: tuple[str, ...], texts: tuple[str, ...], **told: Any
) -> Path:
    """A folder that the stand-in takes for a traced repository with one theorem."""
    repository = folder / "repository"
    (repository / ".git").mkdir(parents=True, exist_ok=True)
    steps = {
        text: {tactic: following, script[-1]: "no goals", "exact gap": "sorry"}
        for text, tactic, following in zip(texts, script, (*texts[1:], "no goals"), strict=True)
    }
    theorem = {
        "before": "import Mathlib",
        "statement": f"@[simp] {statement}",
        "after": "\ntheorem later : True := trivial\n",
        "state": texts[0],
    }
    document = {
        "files": {"Some/Story.lean": {"both": theorem}},
        "steps": steps,
        "start": "",
        "hang": 0.0,
        "die": 0.0,
        "garbage": 0.0,
        "eat_mb": 0,
        **told,
    }
    (repository / "standin.json").write_text(json.dumps(document), encoding="utf-8")
    return repository


@cache
def _kept() -> tempfile.TemporaryDirectory[str]:
    """A folder that goes when this process ends."""
    return tempfile.TemporaryDirectory()


def kept_folder() -> Path:
    return Path(_kept().name)


def environment(repository: Path, **settings: Any) -> LeanEnv:
    """`dojo` over the stand-in."""
    given = {"repository": str(repository), "dojo_python": PYTHON, "memory_mb": 1024, **settings}
    return make_env("dojo", EnvSettings(**given))
