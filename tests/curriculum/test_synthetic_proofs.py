"""The recorded proofs, replayed in the embedded environment."""

from __future__ import annotations

import pytest

from curriculum.synthetic import LEVELS, generate
from lean_env.embedded.env import EmbeddedEnv
from lean_env.types import ProofFinished, TacticState


@pytest.mark.parametrize("level", LEVELS)
def test_recorded_proofs_are_accepted_step_by_step_and_whole(level: str) -> None:
    """Each entry is one tactic on the first goal; the last one finishes, and none before."""
    env = EmbeddedEnv()
    for statement in generate(level, 3, seed=21):
        state = env.start(statement.theorem)
        for tactic in statement.proof[:-1]:
            outcome = env.apply(state, tactic)
            assert isinstance(outcome, TacticState), (statement, tactic, outcome)
            state = outcome
        last = env.apply(state, statement.proof[-1])
        assert isinstance(last, ProofFinished), (statement, last)
        verdict = env.verify(statement.theorem, "\n".join(statement.proof))
        assert verdict.proved, (statement, verdict)
    env.close()


def test_a_recorded_proof_does_not_prove_a_neighbour() -> None:
    """The proofs belong to their statements: one with the sides exchanged is refused."""
    env = EmbeddedEnv()
    for statement in generate("d1_s0", 10, seed=5):
        head, goal = statement.theorem.statement.rsplit(") : ", 1)
        lhs, rhs = goal.split(" ≤ ")
        reverse = f"{head}) : {rhs} ≤ {lhs}"
        theorem = type(statement.theorem)(statement.theorem.name, reverse, "import Mathlib")
        assert not env.verify(theorem, "\n".join(statement.proof)).proved
    env.close()


def test_states_print_the_goal_as_it_was_written() -> None:
    """What a model reads is the text of the statement, so `apply` steps can be read off it."""
    env = EmbeddedEnv()
    for statement in generate("d2_s1", 20, seed=5):
        goal = statement.theorem.statement.rsplit(") : ", 1)[1]
        assert env.start(statement.theorem).text.endswith(f"⊢ {goal}")
    env.close()
