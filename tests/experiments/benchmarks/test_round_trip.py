"""Statements mean what they say: printed in full and read again, they are the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.benchmarks.round_trip import reads_back
from experiments.theorems import read_statements
from lean_env.embedded.env import EmbeddedEnv
from lean_env.types import StatementError, Theorem


def test_every_statement_of_the_benchmark_starts_and_reads_back(shared_data: Path) -> None:
    candidates = read_statements(shared_data / "minif2f" / "valid.jsonl")
    theorems = [candidate.theorem for candidate in candidates]
    assert len(theorems) == 244
    env = EmbeddedEnv()
    for theorem in theorems:
        assert env.start(theorem).text, theorem.name
        assert reads_back(theorem), theorem.name


def test_what_is_no_statement_does_not_read_back() -> None:
    with pytest.raises(StatementError):
        reads_back(Theorem("t", "theorem t (a : ℝ) : a = b", "import Mathlib"))
