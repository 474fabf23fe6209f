"""What proposes tactics: the protocol every generator follows, and a scripted one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from lean_env.types import TacticState, Theorem


@dataclass(frozen=True, slots=True)
class Request:
    """One expansion asked of a generator: a theorem and a state reached in its search."""

    theorem: Theorem
    state: TacticState


@dataclass(frozen=True, slots=True)
class Sample:
    """One tactic and its log-probability (natural log, at temperature 1) under the generator."""

    tactic: str
    logprob: float


class TacticGenerator(Protocol):
    """Proposes tactics for tactic states, many states at a time."""

    @property
    def name(self) -> str:
        """What results are labelled with."""
        ...

    def generate(self, requests: Sequence[Request], samples: int) -> list[list[Sample]]:
        """At most `samples` distinct tactics for each request, the likeliest first."""
        ...


class ValueFunction(Protocol):
    """Estimates how near to a proof a state is."""

    def values(self, requests: Sequence[Request]) -> list[float]:
        """One value in [0, 1] for each request; 1 is a state one short tactic from its proof."""
        ...


@dataclass(frozen=True, slots=True)
class ScriptedGenerator:
    """Answers from a table: state text -> tactics, best first; `default` for any other state.

    The i-th tactic gets log-probability -i, so a scripted search has a predictable order.
    """

    script: Mapping[str, Sequence[str]] = field(default_factory=dict)
    default: Sequence[str] = ()
    name: str = "scripted"

    def generate(self, requests: Sequence[Request], samples: int) -> list[list[Sample]]:
        """The scripted tactics of each request's state, without repetitions."""
        return [self._answer(request.state.text, samples) for request in requests]

    def _answer(self, text: str, samples: int) -> list[Sample]:
        tactics = dict.fromkeys(self.script.get(text, self.default))
        return [Sample(t, -float(i)) for i, t in enumerate(tactics) if i < samples]
