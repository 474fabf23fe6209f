"""The speed benchmark measures what it says it does; the environment keeps no applied state."""

from __future__ import annotations

import gc
import random

import pytest

from experiments.benchmarks.speed import main, measure, mix, report
from lean_env.embedded.env import EmbeddedEnv
from lean_env.embedded.state import ProofState
from lean_env.types import Theorem

THEOREMS = [
    Theorem("a", "theorem a (x y : ℝ) (h₀ : 2 * x + y = 7) (h₁ : x - y = 2) : x = 3"),
    Theorem("b", "theorem b (n : ℕ) (h : n % 6 = 4) : n % 2 = 0 ∧ n ≠ 3"),
]


def test_every_application_is_counted_and_memory_read() -> None:
    measured = measure(THEOREMS, 300, seed=1, samples=3)
    assert measured.applications >= 300
    assert sum(measured.outcomes.values()) == measured.applications
    assert sum(cost.calls for cost in measured.by_tactic.values()) == measured.applications
    assert [n for n, _ in measured.resident][:3] == [100, 200, 300]
    assert len(measured.starts) >= 5
    assert any("a CPU second" in line for line in report(measured, 5))


def test_the_mix_names_what_the_state_has() -> None:
    state = EmbeddedEnv().start(THEOREMS[0])
    seen = {t for seed in range(40) for t in mix(state, random.Random(seed))}
    assert not any("{" in t for t in seen)
    assert {"linarith", "norm_num", "omega"} <= seen
    assert any("h₀" in t for t in seen)


def test_states_are_not_kept() -> None:
    measure(THEOREMS, 400, seed=2, samples=1)
    gc.collect()
    alive = sum(type(o) is ProofState for o in gc.get_objects())
    measure(THEOREMS, 1200, seed=3, samples=1)
    gc.collect()
    assert sum(type(o) is ProofState for o in gc.get_objects()) <= alive + 5


def test_a_count_of_nothing_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--applications", "0"])
    assert caught.value.code == 2
    assert "at least 1" in capsys.readouterr().err
