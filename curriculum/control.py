"""The control of the claim: θ_0 alone, with as many tactic applications as the whole run spent.

Expert iteration has to beat repeated sampling. The control spends the applications of all the run's
searches, on train and held-out statements alike, on repeated attempts with θ_0 at those held-out
statements that are not proved yet, round after round with fresh seeds. Its first round is the
run's own evaluation of θ_0. Searches that are under way when the budget is spent are finished, so
the control has rather more than less.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from curriculum.job import Chunk
from curriculum.ledger import Ledger
from curriculum.run_directory import CONTROL_LEDGER

if TYPE_CHECKING:
    from curriculum.expert_iteration import Loop

_PHASE: Final = "control"


def run_control(loop: Loop) -> None:
    """Run the control of a run whose iterations are over, or go on with it."""
    budget = loop.ledger.tactic_applications()
    with Ledger(loop.run_dir / CONTROL_LEDGER) as ledger:
        if ledger.phase_done(0, _PHASE):
            return
        goes_on = ledger.has_statements()
        _copy_first_round(loop, ledger)
        spent = ledger.tactic_applications()
        with loop.phase(ledger, 0, _PHASE, budget, spent if goes_on else 0) as phase:
            phase.advance(min(spent, budget))
            for round_ in range(1, loop.config.control.max_rounds + 1):
                chunks = loop.round(ledger, 0, round_, _PHASE)
                for attempt in loop.search(
                    ledger, 0, round_, _while_affordable(chunks, ledger, budget)
                ):
                    spent += attempt.tactic_applications
                    phase.advance(min(spent, budget))
                proved = len(ledger.proved_before(0, "heldout", round_ + 1))
                phase.advance(min(spent, budget), f"{proved} proved in {round_ + 1} attempts")
                if spent >= budget or proved == len(ledger.statements("heldout")):
                    break


def _copy_first_round(loop: Loop, ledger: Ledger) -> None:
    """The held-out statements, and the run's own attempts at them with θ_0 as round 0."""
    if not ledger.has_statements():
        heldout = [s.statement for s in loop.ledger.statements("heldout")]
        ledger.add_statements({"heldout": heldout})
    numbers = {s.statement.theorem.name: s.id for s in ledger.statements("heldout")}
    names = {s.id: s.statement.theorem.name for s in loop.ledger.statements("heldout")}
    done = ledger.attempted(0, "heldout")
    for attempt in loop.ledger.attempts(0, "heldout"):
        number = numbers[names[attempt.statement_id]]
        if number not in done:
            ledger.record(0, 0, attempt.renumbered(number), loop.config.environment)


def _while_affordable(chunks: list[Chunk], ledger: Ledger, budget: int) -> Iterator[Chunk]:
    for chunk in chunks:
        if ledger.tactic_applications() >= budget:
            return
        yield chunk
