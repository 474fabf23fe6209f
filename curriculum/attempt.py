"""What a search tells the run: its result without the tree, cheap to send to another process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from prover.search import SearchResult
from prover.tree import ProofStep


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt on one statement. `proof` is a verified script, None unless `status` is proved.

    `sizes` has the proofsizes of a successful search's states (None: visited, not proved), empty
    unless they were asked for.
    """

    statement_id: int
    status: str
    stop_reason: str
    tactic_applications: int
    expansions: int
    seconds: float
    env_seconds: float
    generator_seconds: float
    outcomes: Mapping[str, int] = field(default_factory=dict)
    refused: int = 0
    error: str = ""
    proof: str | None = None
    steps: tuple[ProofStep, ...] = ()
    sizes: tuple[tuple[str, int | None], ...] = ()

    def renumbered(self, statement_id: int) -> Attempt:
        """The same attempt, in a ledger that has another number for the statement."""
        return replace(self, statement_id=statement_id)


def summarise(statement_id: int, result: SearchResult, *, with_sizes: bool) -> Attempt:
    """The attempt that a finished search was. `with_sizes` keeps a proved tree's proofsizes."""
    wanted = with_sizes and result.proof is not None
    sizes = tuple(result.tree.proofsizes().items()) if wanted else ()
    return Attempt(
        statement_id=statement_id,
        status=result.status.value,
        stop_reason=result.stop_reason.value,
        tactic_applications=result.tactic_applications,
        expansions=result.expansions,
        seconds=result.seconds,
        env_seconds=result.env_seconds,
        generator_seconds=result.generator_seconds,
        outcomes=result.outcomes,
        refused=len(result.refusals),
        error=result.error,
        proof=result.proof,
        steps=tuple(result.tree.proof_steps()),
        sizes=sizes,
    )


def lost(statement_id: int, error: str) -> Attempt:
    """The attempt on a statement whose worker kept dying: still counted, and nothing learnt."""
    return Attempt(statement_id, "open", "crash", 0, 0, 0.0, 0.0, 0.0, error=error)
