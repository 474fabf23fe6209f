"""Training examples: shortest proofs, no duplicates, the mixture's proportions."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import pytest

from curriculum.dataset import (
    Example,
    Mixture,
    Part,
    deduplicated,
    found_examples,
    proofsize_examples,
    replay,
    replay_seeds,
)
from curriculum.errors import DatasetError
from curriculum.ledger import StoredProof, StoredStatement
from curriculum.statements import Statement
from lean_env.types import Theorem
from prover.tree import ProofStep
from tests.curriculum.curriculum_toys import CountDown, statement


def proof(number: int, iteration: int, *tactics: str) -> StoredProof:
    steps, left = [], number
    for tactic in tactics:
        steps.append(ProofStep(f"{left} ⊢", tactic))
        left -= {"one": 1, "two": 2, "three": 3}[tactic]
    return StoredProof(
        number, f"n{number % 3}", f"t_{number}", iteration, "\n".join(tactics), tuple(steps)
    )


def test_replay_gives_the_states_a_proof_goes_through() -> None:
    assert replay(statement(2), CountDown()) == (
        ProofStep("2 ⊢", "one"),
        ProofStep("1 ⊢", "one"),
    )


@pytest.mark.parametrize(
    "tactics", [(), ("one",), ("one", "one", "one"), ("three",), ("one", "nonsense")]
)
def test_replay_refuses_what_is_not_exactly_a_proof(tactics: tuple[str, ...]) -> None:
    theorem = Theorem("t_2", "theorem t_2 : 2")
    assert replay(Statement(theorem, "n2", tactics), CountDown()) is None


def test_replay_refuses_a_statement_that_does_not_start() -> None:
    theorem = Theorem("t_x", "theorem t_x : x")
    assert replay(Statement(theorem, "n2", ("one",)), CountDown()) is None


def test_a_level_without_any_accepted_seed_is_an_error() -> None:
    bad = Statement(Theorem("s_9", "theorem s_9 : 9"), "n0", ("nonsense",))
    seeds = [StoredStatement(1, "seed", statement(2)), StoredStatement(2, "seed", bad)]
    with pytest.raises(DatasetError, match="no recorded proof of level n0"):
        replay_seeds(seeds, CountDown)
    seeds.append(StoredStatement(3, "seed", statement(3)))
    assert [steps is None for _, steps in replay_seeds(seeds, CountDown)] == [False, True, False]


def test_one_shortest_proof_a_statement_the_earliest_of_equals() -> None:
    examples = found_examples(
        [
            proof(4, 0, "one", "one", "one", "one"),
            proof(4, 1, "two", "two"),
            proof(4, 2, "one", "three"),
            proof(3, 1, "three"),
        ]
    )
    assert [(e.state, e.completion) for e in examples] == [
        ("4 ⊢", "two"),
        ("2 ⊢", "two"),
        ("3 ⊢", "three"),
    ]
    assert {e.level for e in examples} == {"n1", "n0"}


def test_a_step_found_twice_is_one_example() -> None:
    examples = found_examples([proof(2, 0, "one", "one"), proof(1, 0, "one")])
    assert [(e.theorem, e.state) for e in examples] == [("t_2", "2 ⊢"), ("t_2", "1 ⊢")]


def test_a_proved_state_keeps_its_smallest_size() -> None:
    statements = [StoredStatement(n, "train", statement(n)) for n in (1, 2)]
    examples = proofsize_examples(
        [(1, "a", 3), (1, "b", None), (2, "a", 1), (2, "b", None), (2, "c", None), (1, "c", 21)],
        statements,
    )
    assert {e.state: e.completion for e in examples} == {"a": "K", "b": "A", "c": "B"}
    assert len(examples) == 3


def examples(level: str, count: int) -> list[Example]:
    return [Example("PROOFSTEP", f"{level}_{i}", f"state {i}", "one", level) for i in range(count)]


def test_shares_and_level_weights() -> None:
    found = examples("easy", 900) + examples("hard", 9)
    mixture = Mixture([Part(0.5, examples("seed", 10)), Part(0.5, found, 0.5)])
    drawn = Counter(e.level for e in islice(mixture.stream(1), 20_000))
    assert drawn["seed"] == pytest.approx(10_000, rel=0.05)
    assert drawn["easy"] / drawn["hard"] == pytest.approx(10, rel=0.15)  # √900 : √9
    assert mixture.count() == {"seed": 10, "easy": 900, "hard": 9}


def test_a_level_is_drawn_through_before_it_repeats() -> None:
    mixture = Mixture([Part(1.0, examples("a", 50))])
    names = [e.theorem for e in islice(mixture.stream(3), 100)]
    assert len(set(names[:50])) == len(set(names[50:])) == 50
    assert names[:50] != names[50:]


def test_the_stream_depends_on_the_seed_alone() -> None:
    mixture = Mixture([Part(0.5, examples("a", 50)), Part(0.5, examples("b", 50))])
    first, again, other = (list(islice(mixture.stream(s), 200)) for s in (1, 1, 2))
    assert first == again != other


def test_an_empty_part_gives_its_share_to_the_others() -> None:
    mixture = Mixture([Part(0.5, examples("a", 5)), Part(0.5, [])])
    assert {e.level for e in islice(mixture.stream(0), 50)} == {"a"}
    with pytest.raises(DatasetError, match="nothing to train on"):
        Mixture([Part(1.0, [])])


def test_deduplication_keeps_different_kinds_and_completions() -> None:
    a = Example("PROOFSTEP", "t", "s", "one", "l")
    b = Example("PROOFSTEP", "t", "s", "two", "l")
    c = Example("PROOFSIZE", "t", "s", "one", "l")
    assert deduplicated([a, b, c, Example("PROOFSTEP", "u", "s", "one", "m")]) == [a, b, c]
