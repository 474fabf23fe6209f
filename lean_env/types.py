"""Theorems, tactic states and the outcomes of a tactic: values that all environments share."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


@dataclass(frozen=True, slots=True)
class Theorem:
    """A statement to prove.

    `statement` is Lean source from the keyword to the type, without a proof:
    `theorem t (a b : ℝ) : 2 * a * b ≤ a ^ 2 + b ^ 2`. `header` is the Lean source that precedes
    it in its file (imports, `open`s, options).
    """

    name: str
    statement: str
    header: str = ""

    def source(self, proof: str) -> str:
        """The complete theorem, without the header. `proof` is the tactic script after `by`."""
        body = textwrap.indent(textwrap.dedent(proof).strip("\n"), "  ")
        return f"{self.statement} := by\n{body}\n"


@dataclass(frozen=True, slots=True, eq=False)
class TacticState:
    """What is left to prove, as Lean prints it (goals separated by a blank line).

    `handle` belongs to the environment that made the state and means nothing elsewhere; a state
    may be given to `apply` any number of times, in any order.
    """

    text: str
    handle: Any = field(repr=False, default=None)


@dataclass(frozen=True, slots=True, eq=False)
class ProofFinished:
    """No goals are left: a *candidate* proof, which counts only after `verify`."""

    handle: Any = field(repr=False, default=None)


@dataclass(frozen=True, slots=True)
class TacticFailed:
    """The tactic does not apply. `unsupported`: the environment does not know the construct."""

    message: str
    unsupported: bool = False


@dataclass(frozen=True, slots=True)
class TacticTimeout:
    """The tactic ran past its budget."""

    message: str


Outcome = TacticState | ProofFinished | TacticFailed | TacticTimeout


class VerdictKind(Enum):
    """What verification says of a complete proof."""

    PROVED = "proved"
    REJECTED = "rejected"
    UNSUPPORTED = "unsupported"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of `verify`; `reason` says why it is not `proved` (and is empty if it is)."""

    kind: VerdictKind
    reason: str = ""

    @property
    def proved(self) -> bool:
        return self.kind is VerdictKind.PROVED


class StatementError(ValueError):
    """The theorem's text is malformed; the message says what and where (line and column)."""


class UnsupportedStatement(StatementError):
    """The theorem's text is outside the environment's language; the message quotes the text."""


class EnvironmentCrashed(RuntimeError):
    """The environment itself broke (not the tactic); it has to be restarted."""


class EnvironmentUnavailable(EnvironmentCrashed):
    """What the environment runs on never answered anything: trying again would fail alike."""
