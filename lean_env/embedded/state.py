"""Proof states: the goals left, and how the goals before them were reduced to these.

A state is immutable. Tactics replace one goal by a proof whose holes are the new goals; the
replacements form a persistent linked list, the *trail*, so that states branch for free and
nothing a failing tactic did survives it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from lean_env.embedded.goal import Goal
from lean_env.embedded.printer import print_goal
from lean_env.embedded.proof import Hole, Proof, fill
from lean_env.embedded.prove_term import Elaborated, OpenProof
from lean_env.embedded.syntax import Node, Seq, Tactic
from lean_env.embedded.term import Term, Ty


class TacticError(Exception):
    """The tactic does not apply. `unsupported`: the fragment does not know the construct."""

    def __init__(self, message: str, unsupported: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.unsupported = unsupported


class OutOfTime(Exception):
    """The tactic ran past its budget of steps or seconds."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a tactic makes of one goal: its proof, with a hole for each of the new goals."""

    proof: Proof
    goals: tuple[Goal, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """One link of the trail: the proof given to a goal."""

    goal_id: int
    proof: Proof
    previous: Assignment | None


@dataclass(frozen=True, slots=True)
class ProofState:
    """The goals left, the first one being the one that tactics act on."""

    goals: tuple[Goal, ...]
    trail: Assignment | None = None

    def refine(self, step: Step) -> ProofState:
        """The first goal replaced by the goals of `step`."""
        link = Assignment(self.goals[0].id, step.proof, self.trail)
        return ProofState(step.goals + self.goals[1:], link)

    def with_goals(self, goals: tuple[Goal, ...]) -> ProofState:
        """The same trail with other goals in focus."""
        return ProofState(goals, self.trail)

    def proof_of(self, goal_id: int) -> Proof:
        """The proof of a goal, as far as the trail goes: goals that are left are holes in it."""
        assignments: dict[int, Proof] = {}
        link = self.trail
        while link is not None:
            assignments[link.goal_id] = link.proof
            link = link.previous
        return fill(Hole(goal_id), assignments)


class Run(Protocol):
    """The application of one tactic text, as tactics see it: its limits, and the engine."""

    def tick(self, steps: int = 1) -> None:
        """Count work done. Raises `OutOfTime` past the budget."""
        ...

    def execute(self, tactic: Tactic, state: ProofState) -> ProofState:
        """Run any tactic. Raises `TacticError`."""
        ...

    def close(self, body: Seq, goal: Goal) -> Proof:
        """The complete proof of `goal` by a block. Raises `TacticError` if goals remain."""
        ...

    def proposition(self, node: Node, goal: Goal) -> Term:
        """A proposition in the context of the goal. Raises `TacticError`."""
        ...

    def term(self, node: Node, goal: Goal, expected: Ty | None) -> Term:
        """A term in the context of the goal. Raises `TacticError`."""
        ...

    def fact(self, node: Node, goal: Goal) -> tuple[Term, Proof]:
        """What a proof term proves, and its complete proof. Raises `TacticError`."""
        ...

    def prove(
        self, node: Node, goal: Goal, target: Term, *, suffix: str = "refine", every: bool = False
    ) -> Step:
        """`node` as a proof of `target`; its `?_` (and `_`, with `every`) are the new goals."""
        ...

    def apply(self, node: Node, goal: Goal) -> Step:
        """`apply node`."""
        ...

    def open(self, node: Node, goal: Goal) -> OpenProof:
        """A proof term whose variables are left open, to be matched."""
        ...

    def finish(self, opened: OpenProof) -> Elaborated:
        """The matched proof, with its premises as goals."""
        ...

    def names_proof(self, name: str, goal: Goal) -> bool:
        """Whether an identifier is a hypothesis or a lemma, not a value."""
        ...

    def lemma(self, name: str) -> str | None:
        """The library's lemma that a name means where the run's namespaces are open."""
        ...

    @property
    def deadline(self) -> float:
        """When the run has to end, on `arith.certificate.clock()`."""
        ...

    def quote(self, span: tuple[int, int]) -> str:
        """The text of a piece of syntax."""
        ...


Handler = Callable[[Goal, Any, Run], Step]  # how a tactic is tabled: goal, syntax, run


def render(goals: tuple[Goal, ...], known: Mapping[int, str]) -> dict[int, str]:
    """The printed goals, by goal id; those in `known` are not printed again.

    Raises `TacticError` for a numeral of thousands of digits.
    """
    return {g.id: known.get(g.id) or _printed(g) for g in goals}


def _printed(goal: Goal) -> str:
    try:
        return print_goal(goal)
    except ValueError:  # Python's limit on the digits of an integer
        raise TacticError("a numeral of the new state is too large to print") from None


def unsolved(goals: tuple[Goal, ...]) -> TacticError:
    """Lean's error where a block leaves goals."""
    return TacticError("unsolved goals\n" + "\n\n".join(map(_printed, goals)))
