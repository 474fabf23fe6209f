"""From proofs to training examples: replayed, shortest proof a statement, no duplicates, balanced.

After Polu et al. 2022, section 4.3: D_k is the original proof steps, the deduplicated proof steps
of all proofs found, and the deduplicated proofsize pairs of the trees of all successful searches.
Here only one shortest proof of each statement is kept, and levels are balanced, since easy proofs
crowd a small mixture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from curriculum.errors import DatasetError
from curriculum.ledger import Ledger, StoredProof, StoredStatement
from curriculum.statements import Statement
from lean_env.protocol import LeanEnv
from lean_env.types import ProofFinished, StatementError, TacticState
from prover.prompt import PROOFSIZE, PROOFSTEP, bucket_letter
from prover.tree import ProofStep


@dataclass(frozen=True, slots=True)
class Example:
    """One training example; `kind` is PROOFSTEP or PROOFSIZE and says what `completion` is."""

    kind: str
    theorem: str
    state: str
    completion: str
    level: str


def replay(statement: Statement, env: LeanEnv) -> tuple[ProofStep, ...] | None:
    """The steps of a statement's recorded proof, None when the environment does not accept it."""
    if not statement.proof:
        return None
    try:
        state = env.start(statement.theorem)
    except StatementError:
        return None
    steps = []
    for number, tactic in enumerate(statement.proof, start=1):
        steps.append(ProofStep(state.text, tactic))
        outcome = env.apply(state, tactic)
        if isinstance(outcome, ProofFinished):
            return tuple(steps) if number == len(statement.proof) else None
        if not isinstance(outcome, TacticState):
            return None
        state = outcome
    return None


def replay_seeds(
    seeds: Sequence[StoredStatement],
    env_factory: Callable[[], LeanEnv],
    advanced: Callable[[int], None] = lambda done: None,
) -> list[tuple[int, tuple[ProofStep, ...] | None]]:
    """Replay the recorded proofs of seeds: (statement number, steps or None where refused).

    Raises `DatasetError` when all proofs of a level are refused: θ_0 would silently lack it.
    """
    env = env_factory()
    try:
        replayed = []
        for done, seed in enumerate(seeds, start=1):
            replayed.append((seed.id, replay(seed.statement, env)))
            advanced(done)
    finally:
        env.close()
    accepted: dict[str, bool] = defaultdict(bool)
    for seed, (_, steps) in zip(seeds, replayed, strict=True):
        accepted[seed.statement.level] |= steps is not None
    refused = [level for level, any_accepted in accepted.items() if not any_accepted]
    if refused:
        raise DatasetError(
            f"the environment accepts no recorded proof of level {', '.join(sorted(refused))}"
        )
    return replayed


def seed_examples(ledger: Ledger) -> list[Example]:
    """The proof steps of all seeds whose proofs were replayed, without duplicates."""
    steps = ledger.seed_steps()
    examples = []
    for seed in ledger.statements("seed"):
        name, level = seed.statement.theorem.name, seed.statement.level
        for step in steps.get(seed.id) or ():
            examples.append(Example(PROOFSTEP, name, step.state, step.tactic, level))
    return deduplicated(examples)


def found_examples(proofs: Iterable[StoredProof]) -> list[Example]:
    """The proof steps of one shortest proof a statement (the earliest of them), no duplicates."""
    shortest: dict[int, StoredProof] = {}
    for proof in proofs:
        best = shortest.get(proof.statement_id)
        if best is None or _length(proof) < _length(best):
            shortest[proof.statement_id] = proof
    return deduplicated(
        Example(PROOFSTEP, proof.name, step.state, step.tactic, proof.level)
        for proof in shortest.values()
        for step in proof.steps
    )


def proofsize_examples(
    sizes: Iterable[tuple[int, str, int | None]], statements: Sequence[StoredStatement]
) -> list[Example]:
    """Proofsize pairs: a proved state keeps its smallest size, an unproved one is bucket 0."""
    by_number = {s.id: s.statement for s in statements}
    best: dict[str, tuple[int, int | None]] = {}
    for number, state, size in sizes:
        known = best.get(state)
        if known is None or _smaller(size, known[1]):
            best[state] = (number, size)
    return [
        Example(
            PROOFSIZE,
            by_number[number].theorem.name,
            state,
            bucket_letter(size),
            by_number[number].level,
        )
        for state, (number, size) in best.items()
    ]


def deduplicated(examples: Iterable[Example]) -> list[Example]:
    """The examples without those that repeat another's state and completion (the first stays)."""
    kept: dict[tuple[str, str, str], Example] = {}
    for example in examples:
        kept.setdefault((example.kind, example.state, example.completion), example)
    return list(kept.values())


@dataclass(frozen=True, slots=True)
class Part:
    """A share of a mixture. A level with n examples is drawn with weight n ** `level_exponent`."""

    share: float
    examples: Sequence[Example]
    level_exponent: float = 1.0


class Mixture:
    """Parts mixed by their shares (of those that have examples), levels balanced in each.

    Raises `DatasetError` when there is no example at all.
    """

    def __init__(self, parts: Iterable[Part]) -> None:
        self.parts = [part for part in parts if part.examples and part.share > 0]
        if not self.parts:
            raise DatasetError("there is nothing to train on: no proof was accepted")

    def stream(self, seed: int) -> Iterator[Example]:
        """Examples without end; the same seed gives the same ones. A level repeats itself only
        after all its examples were drawn."""
        rng = Random(seed)
        shares = [part.share for part in self.parts]
        groups = [_by_level(part.examples) for part in self.parts]
        levels = [list(group) for group in groups]
        weights = [
            [len(group[level]) ** part.level_exponent for level in group]
            for part, group in zip(self.parts, groups, strict=True)
        ]
        cycles = [
            {level: _cycle(group[level], Random(rng.getrandbits(63))) for level in group}
            for group in groups
        ]
        numbers = range(len(self.parts))
        while True:
            (part,) = rng.choices(numbers, shares)
            (level,) = rng.choices(levels[part], weights[part])
            yield next(cycles[part][level])

    def examples(self) -> Iterator[Example]:
        """All examples, each once."""
        for part in self.parts:
            yield from part.examples

    def count(self) -> Mapping[str, int]:
        """Number of examples by level, all parts together."""
        counts: dict[str, int] = defaultdict(int)
        for example in self.examples():
            counts[example.level] += 1
        return dict(counts)


def _by_level(examples: Iterable[Example]) -> dict[str, list[Example]]:
    groups: dict[str, list[Example]] = {}
    for example in examples:
        groups.setdefault(example.level, []).append(example)
    return groups


def _cycle(examples: Sequence[Example], rng: Random) -> Iterator[Example]:
    order = list(examples)
    while True:
        rng.shuffle(order)
        yield from order


def _length(proof: StoredProof) -> tuple[int, int]:
    return len(proof.steps), len(proof.script)


def _smaller(a: int | None, b: int | None) -> bool:
    return a is not None and (b is None or a < b)
