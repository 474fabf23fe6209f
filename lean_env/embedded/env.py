"""The embedded environment: a fragment of Lean 4 with Mathlib, in pure Python.

`apply` runs tactics on goals; `verify` starts again from the source text, and believes only the
kernel's check of the finished proof against the freshly elaborated statement.
"""

from __future__ import annotations

import dataclasses
import gc
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lean_env.border import forbidden
from lean_env.embedded import syntax as sx
from lean_env.embedded.elaborate import dependent_type, elaborate_theorem, header_opens
from lean_env.embedded.engine import Engine
from lean_env.embedded.goal import Goal
from lean_env.embedded.kernel import KernelError, check
from lean_env.embedded.parser import parse_tactics, parse_theorem
from lean_env.embedded.state import OutOfTime, ProofState, TacticError, render, unsolved
from lean_env.embedded.syntax import SyntaxProblem
from lean_env.embedded.tactics import HANDLERS
from lean_env.types import (
    EnvironmentCrashed,
    Outcome,
    ProofFinished,
    StatementError,
    TacticFailed,
    TacticState,
    TacticTimeout,
    Theorem,
    UnsupportedStatement,
    Verdict,
    VerdictKind,
)

MAX_TACTIC_CHARS: Final = 20_000
MAX_STATE_CHARS: Final = 200_000
# Objects between two collections of cycles. Terms have none, so nearly all memory comes back
# without: with Python's default a fifth of a search was spent looking through live terms.
_COLLECT_EVERY: Final = (20_000, 20, 20)


@dataclass(frozen=True, slots=True)
class Limits:
    """The budget of a tactic text: engine steps and seconds; a proof gets `proof_seconds`."""

    steps: int = 20_000
    seconds: float = 5.0
    proof_seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class _Handle:
    """What a `TacticState` of this environment carries."""

    state: ProofState
    root: Goal
    opens: frozenset[str]
    printed: Mapping[int, str]
    refused: str | None = None  # why no tactic of this environment may touch the theorem


class EmbeddedEnv:
    """`LeanEnv` over the fragment. Stateless but for its limits: every state is self-contained.

    Making one lets Python's collector of cycles run more rarely in this process, unless somebody
    has set it to run more rarely still (or not at all) already.
    """

    name = "embedded"

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        if 0 < gc.get_threshold()[0] < _COLLECT_EVERY[0]:
            gc.set_threshold(*_COLLECT_EVERY)

    def start(self, theorem: Theorem) -> TacticState:
        root = elaborate_theorem(theorem)
        try:
            first = ProofState((root,))
            opens = header_opens(theorem.header)
            return _state(_Handle(first, root, opens, {}, dependent_type(root)))
        except TacticError as error:
            raise StatementError(error.message) from None

    def apply(self, state: TacticState, tactic: str) -> Outcome:
        handle = state.handle
        if not isinstance(handle, _Handle):
            raise EnvironmentCrashed("the state does not belong to this environment")
        if handle.refused is not None:
            return TacticFailed(handle.refused, unsupported=True)
        if len(tactic) > MAX_TACTIC_CHARS:
            return TacticFailed(f"the tactic is longer than {MAX_TACTIC_CHARS} characters")
        try:
            script = _parsed(tactic)
            if not script.tactics:
                return TacticFailed("the tactic is empty")
            engine = Engine(
                HANDLERS,
                tactic,
                steps=self._limits.steps,
                seconds=self._limits.seconds,
                opens=handle.opens,
            )
            after = engine.execute(script, handle.state)
            if not after.goals:
                return ProofFinished(_Handle(after, handle.root, handle.opens, {}))
            return _state(dataclasses.replace(handle, state=after))
        except TacticError as error:
            return TacticFailed(error.message, error.unsupported)
        except SyntaxProblem as problem:
            return TacticFailed(str(problem))
        except UnsupportedStatement as error:
            return TacticFailed(str(error), unsupported=True)
        except StatementError as error:
            return TacticFailed(str(error))
        except OutOfTime:
            return TacticTimeout(f"the tactic ran past {self._limits.seconds:g} s or its steps")
        except RecursionError:
            return TacticFailed("maximum recursion depth has been reached")
        except Exception as error:
            raise EnvironmentCrashed(f"internal error on {tactic!r}: {error!r}") from error

    def verify(self, theorem: Theorem, proof: str) -> Verdict:
        refused = forbidden(theorem, proof)
        if refused is not None:
            return Verdict(VerdictKind.REJECTED, refused)
        try:
            root = elaborate_theorem(theorem)
        except UnsupportedStatement as error:
            return Verdict(VerdictKind.UNSUPPORTED, str(error))
        except StatementError as error:
            return Verdict(VerdictKind.ERROR, str(error))
        dependent = dependent_type(root)
        if dependent is not None:
            return Verdict(VerdictKind.UNSUPPORTED, dependent)
        text = theorem.source(proof)
        try:
            parsed = parse_theorem(text)
            if not isinstance(parsed.proof, sx.ByBlock):
                return Verdict(VerdictKind.REJECTED, "the text is not one theorem with a proof")
            engine = Engine(
                HANDLERS,
                text,
                steps=10 * self._limits.steps,
                seconds=self._limits.proof_seconds,
                opens=header_opens(theorem.header),
            )
            state = engine.execute(parsed.proof.body, ProofState((root,)))
            if state.goals:
                raise unsolved(state.goals)
            check(state.proof_of(root.id), root)
        except TacticError as error:
            kind = VerdictKind.UNSUPPORTED if error.unsupported else VerdictKind.REJECTED
            return Verdict(kind, error.message)
        except SyntaxProblem as problem:
            return Verdict(VerdictKind.REJECTED, str(problem))
        except UnsupportedStatement as error:
            return Verdict(VerdictKind.UNSUPPORTED, str(error))
        except StatementError as error:
            return Verdict(VerdictKind.REJECTED, str(error))
        except KernelError as error:
            return Verdict(VerdictKind.REJECTED, f"the kernel refuses the proof: {error}")
        except OutOfTime:
            return Verdict(VerdictKind.REJECTED, "the proof ran past its budget of time or steps")
        except RecursionError:
            return Verdict(VerdictKind.REJECTED, "the proof is nested too deeply")
        except Exception as error:
            return Verdict(VerdictKind.ERROR, f"internal error: {error!r}")
        return Verdict(VerdictKind.PROVED)

    def close(self) -> None:
        pass


@lru_cache(maxsize=4096)
def _parsed(tactic: str) -> sx.Seq:
    """The script's syntax. A search tries the same short texts on state after state."""
    return parse_tactics(tactic)


def _state(handle: _Handle) -> TacticState:
    """The state with its text. Raises `TacticError` for a state too large to be of use."""
    printed = render(handle.state.goals, handle.printed)
    text = "\n\n".join(printed.values())
    if len(text) > MAX_STATE_CHARS:
        raise TacticError(f"the new state is longer than {MAX_STATE_CHARS} characters")
    return TacticState(text, dataclasses.replace(handle, printed=printed))
