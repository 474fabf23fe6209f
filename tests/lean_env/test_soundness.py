"""No false statement is proved: trap statements against a judge that shares no code with Lean."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from experiments.benchmarks.soundness import accepted
from experiments.benchmarks.traps import INT, NAT, REAL, E, Maker, evaluate, lean
from lean_env.embedded.env import EmbeddedEnv


def _num(value: int, ty: str) -> E:
    return E("num", ty, value=value) if value >= 0 else E("neg", ty, (_num(-value, ty),))


@pytest.mark.parametrize(
    ("op", "ty", "a", "b", "value"),
    [
        ("-", NAT, 3, 5, 0),
        ("/", NAT, 7, 2, 3),
        ("/", NAT, 7, 0, 0),
        ("%", NAT, 7, 0, 7),
        ("/", INT, -7, 2, -4),
        ("%", INT, -7, 2, 1),
        ("/", INT, 7, -2, -3),
        ("%", INT, 7, -2, 1),
        ("/", INT, -7, -2, 4),
        ("%", INT, -7, -2, 1),
        ("/", REAL, 1, 0, 0),
    ],
)
def test_the_judge_follows_leans_conventions(op: str, ty: str, a: int, b: int, value: int) -> None:
    assert evaluate(E(op, ty, (_num(a, ty), _num(b, ty))), {}) == Fraction(value)


def test_a_trap_has_a_counterexample() -> None:
    maker = Maker(7)
    for _ in range(50):
        trap = maker.trap()
        assert all(h.holds(trap.counterexample) for h in trap.hypotheses)
        assert not trap.goal.holds(trap.counterexample)


@pytest.mark.parametrize("seed", range(4))
def test_no_trap_is_proved(seed: int) -> None:
    maker, draw, env = Maker(seed), random.Random(seed), EmbeddedEnv()
    for i in range(100):
        trap = maker.trap()
        proof, applied = accepted(env, trap, f"trap_{i}", draw)
        assert applied > 0
        assert proof is None, f"{trap.statement('t')} := by {proof!r} at {trap.counterexample}"


def test_the_gate_can_fail() -> None:
    """The same search does prove true statements of the same kinds."""
    from lean_env.types import ProofFinished, Theorem

    env = EmbeddedEnv()
    x, y = E("var", REAL, name="x"), E("var", REAL, name="y")
    left = lean(E("*", REAL, (x, E("+", REAL, (x, y)))))
    right = lean(E("+", REAL, (E("*", REAL, (x, x)), E("*", REAL, (y, x)))))
    state = env.start(Theorem("t", f"theorem t (x y : ℝ) : {left} = {right}"))
    assert isinstance(env.apply(state, "ring"), ProofFinished)
