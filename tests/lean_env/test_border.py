"""Real Lean's verdicts at the borders of the tactics: the fragment has to agree with every one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lean_env.embedded import syntax as sx
from lean_env.embedded.parser import parse_theorem
from lean_env.registry import make_env
from lean_env.types import ProofFinished, TacticState, Theorem

FIDELITY = Path(__file__).parents[2].parent / "shared" / "data" / "fidelity"


def records(name: str) -> list[dict[str, Any]]:
    path = FIDELITY / name
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def split(record: dict[str, Any]) -> tuple[Theorem, str]:
    text = record["proof"]
    end = parse_theorem(text).statement_end
    statement, proof = text[:end].rstrip(), text[end:].lstrip()
    assert proof.startswith(":= by")
    return Theorem(record["name"], statement, record["header"]), proof.removeprefix(":= by")


needs_data = pytest.mark.skipif(
    not FIDELITY.is_dir(), reason=f"the recorded verdicts are not at {FIDELITY}"
)


@needs_data
@pytest.mark.parametrize("record", records("border.jsonl"), ids=lambda r: str(r["name"]))
def test_border(record: dict[str, Any]) -> None:
    verdict = make_env("embedded").verify(*split(record))
    assert verdict.proved == (record["expect"] == "proved"), verdict


@needs_data
@pytest.mark.parametrize("record", records("synthetic_proofs.jsonl"), ids=lambda r: str(r["name"]))
def test_a_stepwise_proof_of_a_synthetic_inequality(record: dict[str, Any]) -> None:
    env = make_env("embedded")
    theorem, proof = split(record)
    assert env.verify(theorem, proof).proved
    # Step by step, as a search would find it.
    body = parse_theorem(record["proof"]).proof
    assert isinstance(body, sx.ByBlock)
    state: object = env.start(theorem)
    for tactic in body.body.tactics:
        assert isinstance(state, TacticState)
        state = env.apply(state, record["proof"][slice(*tactic.span)])
    assert isinstance(state, ProofFinished)
