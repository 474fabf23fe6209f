"""Complete scripts against the environment: what has to pass, what must not, one file for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from lean_env.embedded.env import EmbeddedEnv
from lean_env.source import Declaration, split_file
from lean_env.types import Theorem, VerdictKind

HEADER = "import Mathlib\nopen Real Nat"


def declarations(name: str) -> list[Declaration]:
    text = (Path(__file__).parent / f"test_break_{name}.lean").read_text(encoding="utf-8")
    return [d for block in text.split("\n\n") for d in split_file(block)]


def verdict(declaration: Declaration) -> tuple[VerdictKind, str]:
    theorem = Theorem(declaration.name, declaration.statement, HEADER)
    judged = EmbeddedEnv().verify(theorem, declaration.proof)
    return judged.kind, judged.reason


def label(declaration: Declaration) -> str:
    return declaration.name


@pytest.mark.parametrize(
    "declaration", [*declarations("accepted"), *declarations("used")], ids=label
)
def test_a_proof_that_lean_accepts(declaration: Declaration) -> None:
    assert verdict(declaration) == (VerdictKind.PROVED, "")


@pytest.mark.parametrize(("name", "least"), [("strict", 140), ("false", 140), ("misused", 30)])
def test_no_proof_that_lean_rejects_is_accepted(name: str, least: int) -> None:
    proved, broken = [], []
    found = declarations(name)
    assert len(found) > least
    for declaration in found:
        kind, reason = verdict(declaration)
        if kind is VerdictKind.PROVED:
            proved.append(declaration.name)
        elif not reason or "internal error" in reason:
            broken.append((declaration.name, reason))
    assert not proved
    assert not broken
