"""Replays complete Lean proofs and says of each what kept it from being accepted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from experiments.benchmarks.fragments import level
from experiments.check import judge
from experiments.errors import one_line
from experiments.theorems import Claim
from lean_env.embedded import syntax as sx
from lean_env.embedded.elaborate import elaborate_theorem, header_opens
from lean_env.embedded.engine import Engine, keyword
from lean_env.embedded.env import EmbeddedEnv
from lean_env.embedded.parser import parse_theorem
from lean_env.embedded.state import OutOfTime, ProofState, TacticError
from lean_env.embedded.syntax import SyntaxProblem
from lean_env.embedded.tactics import HANDLERS
from lean_env.types import StatementError, Theorem, Verdict

_STEPS: Final = 200_000
_SECONDS: Final = 60.0

# What a message says about the construct that is missing, and how the group is called.
_GROUPS: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r"unsupported tactic: ([\w']+)"), "tactic {}"),
    (re.compile(r"unknown (?:identifier|constant) '([^']+)'"), "lemma {}"),
    (re.compile(r"unsupported: (\S+) without its explicit arguments"), "lemma {} (no arguments)"),
    (re.compile(r"the type at which '([^']+)' is used"), "lemma {} (its type)"),
    (re.compile(r"unsupported: (\S+ on [\w ]+)"), "{}"),
)


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of one proof.

    `level` is the statement's (`F1` … `F6`, `-` where it does not elaborate). `construct` groups
    the first thing that failed, `tactic` is the text that it stands in and `reason` the message;
    all three are empty for an accepted proof.
    """

    name: str
    level: str
    verdict: Verdict
    construct: str = ""
    tactic: str = ""
    reason: str = ""


class _Tracing(Engine):
    """An engine that remembers the innermost tactic of the last error."""

    failed: sx.Tactic | None = None
    error: Exception | None = None

    def execute(self, tactic: sx.Tactic, state: ProofState) -> ProofState:
        try:
            return super().execute(tactic, state)
        except (TacticError, OutOfTime) as error:
            if error is not self.error:
                self.error, self.failed = error, tactic
            raise


def replay(claim: Claim, env_factory: Callable[[], EmbeddedEnv] = EmbeddedEnv) -> Replayed:
    """Verify the claim's proof; where it is not accepted, find out why."""
    verdict = judge(claim, env_factory)
    where = claim_level(claim)
    if verdict.proved:
        return Replayed(claim.name, where, verdict)
    for theorem, proof in claim.theorems:
        found = _first_failure(theorem, proof)
        if found is not None:
            return Replayed(claim.name, where, verdict, *found)
    reason = one_line(verdict.reason)
    return Replayed(claim.name, where, verdict, group("", verdict.reason), "", reason)


def claim_level(claim: Claim) -> str:
    """The level of the claim's last theorem, which is the one that helper theorems lead to."""
    if not claim.theorems:
        return "-"
    try:
        return level(elaborate_theorem(claim.theorems[-1][0]))
    except StatementError:
        return "-"


def _first_failure(theorem: Theorem, proof: str) -> tuple[str, str, str] | None:
    """(construct, tactic, reason) of the first failure; None if no tactic fails."""
    text = theorem.source(proof)
    try:
        root = elaborate_theorem(theorem)
        parsed = parse_theorem(text)
    except SyntaxProblem as problem:
        return "syntax", "", one_line(str(problem))
    except StatementError as problem:
        return "statement", "", one_line(str(problem))
    if not isinstance(parsed.proof, sx.ByBlock):
        return None
    opens = header_opens(theorem.header)
    engine = _Tracing(HANDLERS, text, steps=_STEPS, seconds=_SECONDS, opens=opens)
    try:
        after = engine.execute(parsed.proof.body, ProofState((root,)))
    except TacticError as error:
        reason = error.message
    except OutOfTime:
        reason = "out of time"
    except StatementError as error:
        reason = str(error)
    else:
        return ("unsolved goals", "", "unsolved goals") if after.goals else None
    failed = engine.failed
    name = "" if failed is None else keyword(failed)
    quoted = "" if failed is None else one_line(engine.quote(failed.span))
    return group(name, reason), quoted, one_line(reason)


def group(tactic: str, reason: str) -> str:
    """The construct that a failure is counted under: a tactic's or a lemma's name, not its text."""
    for pattern, label in _GROUPS:
        found = pattern.search(reason)
        if found is not None:
            return label.format(found[1].strip())
    first = reason.splitlines()[0] if reason else ""
    return f"{tactic}: {one_line(first)[:60]}".removeprefix(": ")
