"""`prover axioms`."""

from __future__ import annotations

import json

import pytest

from experiments.cli import main
from lean_env.embedded import lemma_proofs, lemmas


def test_every_lemma_is_listed_as_proved_or_axiom(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["axioms", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["name"] for row in rows] == lemmas.names()
    for row in rows:
        proof = lemma_proofs.recorded().get(row["name"])
        assert row["proof"] == proof
        assert row["status"] == ("axiom" if proof is None else "proved")


def test_axioms_are_printed_with_their_statements(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["axioms"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "axiom   Real.sin_le_one (x : ℝ) : Real.sin x ≤ 1" in lines
    assert not any(line.startswith("proved") for line in lines)
    assert main(["axioms", "--all"]) == 0
    with_proved = capsys.readouterr().out.splitlines()
    assert any(line.startswith("proved  add_le_add ") for line in with_proved)
    assert len(with_proved) == len(lemmas.names()) + 1
