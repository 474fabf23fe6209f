"""The tactic engine: runs a text within its budget, and dispatches to the tactics.

Every goal tactic is a handler: a function of the first goal, the tactic's syntax and the run,
which returns a `Step` or raises `TacticError`. Handlers are tabled by the tactic's keyword.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Final

from lean_env.embedded import lemmas
from lean_env.embedded import syntax as sx
from lean_env.embedded.arith.certificate import clock
from lean_env.embedded.combinators import COMBINATORS, ON_STATES
from lean_env.embedded.context import goal_like
from lean_env.embedded.elaborate import Elaborator
from lean_env.embedded.goal import Goal, Local
from lean_env.embedded.proof import Proof
from lean_env.embedded.prove_term import (
    Elaborated,
    OpenProof,
    ProofTermError,
    apply_proof,
    elaborate_proof,
    open_proof,
)
from lean_env.embedded.state import Handler, OutOfTime, ProofState, Step, TacticError, unsolved
from lean_env.embedded.term import FALSE, Term, Ty, fresh_id
from lean_env.types import StatementError, UnsupportedStatement

# The keyword of a tactic whose class has no field that says it.
_KEYWORDS: Final[dict[type[sx.Tactic], str]] = {
    sx.Obtain: "obtain",
    sx.Rcases: "rcases",
    sx.MatchTactic: "match",
    sx.Suffices: "suffices",
    sx.ByCases: "by_cases",
    sx.SetTactic: "set",
    sx.Generalize: "generalize",
    sx.LinearCombination: "linear_combination",
    sx.IntervalCases: "interval_cases",
    sx.CalcTactic: "calc",
}


@contextmanager
def _errors() -> Iterator[None]:
    """The elaborators' ways to fail as the engine's one."""
    try:
        yield
    except ProofTermError as error:
        raise TacticError(error.message, error.unsupported) from None
    except UnsupportedStatement as error:
        raise TacticError(str(error), unsupported=True) from None
    except StatementError as error:
        raise TacticError(str(error)) from None


def names_proof(name: str, goal: Goal, opens: tuple[str, ...]) -> bool:
    """Whether an identifier starts with a hypothesis or is a lemma (else it is a value)."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        prefix = ".".join(parts[:length])
        local = goal.find(prefix)
        if local is not None:
            return local.prop is not None
        if any(lemmas.known(c) for c in (prefix, *(f"{space}.{prefix}" for space in opens))):
            return True
    return False


_ARITHMETIC: Final = frozenset("+-*/^")
_REFUSED: Final = frozenset({"sorry", "admit", "stop", "native_decide"})


def keyword(tactic: sx.Tactic) -> str:
    """The name that a tactic is tabled by."""
    known = _KEYWORDS.get(type(tactic))
    if known is not None:
        return known
    if isinstance(tactic, sx.Nullary | sx.Unknown):
        return tactic.name
    return str(getattr(tactic, "keyword", type(tactic).__name__))


def _is_plain(node: sx.Node) -> bool:
    """Whether only names are applied to names and arithmetic: nothing runs, nothing is bound."""
    match node:
        case sx.Ident() | sx.Numeral():
            return True
        case sx.App(fn, args):
            return _is_plain(fn) and all(map(_is_plain, args))
        case sx.Binary(op, left, right):
            return op in _ARITHMETIC and _is_plain(left) and _is_plain(right)
        case sx.Unary("-", arg):
            return _is_plain(arg)
    return False


@lru_cache(maxsize=4096)
def _plain_fact(node: sx.Node, locals_: tuple[Local, ...], opens: tuple[str, ...]) -> Elaborated:
    """What a plain proof term proves: the same hints come with many tactics on one state."""
    goal = Goal(fresh_id(), locals_, FALSE)
    return elaborate_proof(node, goal, None, _no_block, opens=opens)


def _no_block(goal: Goal, body: sx.Seq) -> Proof:
    raise AssertionError("a plain term holds no tactic block")


class Engine:
    """Runs one tactic text (a `Run`). `text` is what spans point into.

    `steps` and `seconds` of work bound the whole text: `OutOfTime` is raised past either.
    """

    def __init__(
        self,
        handlers: Mapping[str, Handler],
        text: str,
        *,
        steps: int,
        seconds: float,
        opens: frozenset[str] = frozenset(),
    ) -> None:
        self._handlers = handlers
        self._text = text
        self._opens = opens
        self._steps = steps
        self._deadline = clock() + seconds

    @property
    def deadline(self) -> float:
        return self._deadline

    def tick(self, steps: int = 1) -> None:
        self._steps -= steps
        if self._steps < 0 or clock() > self._deadline:
            raise OutOfTime

    def quote(self, span: tuple[int, int]) -> str:
        return self._text[span[0] : span[1]].strip()

    def close(self, body: sx.Seq, goal: Goal) -> Proof:
        fresh = goal_like(goal, goal.locals, goal.target, goal.tag)
        state = self.execute(body, ProofState((fresh,)))
        if state.goals:
            raise unsolved(state.goals)
        return state.proof_of(fresh.id)

    # Terms

    def proposition(self, node: sx.Node, goal: Goal) -> Term:
        with _errors():
            return Elaborator(goal.locals, opens=self._opens, text=self._text).prop(node)

    def term(self, node: sx.Node, goal: Goal, expected: Ty | None) -> Term:
        with _errors():
            return Elaborator(goal.locals, opens=self._opens, text=self._text).term(node, expected)

    def fact(self, node: sx.Node, goal: Goal) -> tuple[Term, Proof]:
        with _errors():
            if _is_plain(node):
                made = _plain_fact(node, goal.locals, tuple(self._opens))
            else:
                made = elaborate_proof(node, goal, None, self._run_block, opens=tuple(self._opens))
        if made.goals:
            raise TacticError("don't know how to synthesize placeholder")
        return made.prop, made.proof

    def prove(
        self,
        node: sx.Node,
        goal: Goal,
        target: Term,
        *,
        suffix: str = "refine",
        every: bool = False,
    ) -> Step:
        with _errors():
            made = elaborate_proof(
                node,
                goal,
                target,
                self._run_block,
                suffix=suffix,
                holes_are_goals=every,
                opens=tuple(self._opens),
            )
        return Step(made.proof, made.goals)

    def apply(self, node: sx.Node, goal: Goal) -> Step:
        with _errors():
            made = apply_proof(node, goal, self._run_block, opens=tuple(self._opens))
        return Step(made.proof, made.goals)

    def open(self, node: sx.Node, goal: Goal) -> OpenProof:
        with _errors():
            return open_proof(node, goal, self._run_block, opens=tuple(self._opens))

    def finish(self, opened: OpenProof) -> Elaborated:
        with _errors():
            return opened.finish()

    def names_proof(self, name: str, goal: Goal) -> bool:
        return names_proof(name, goal, tuple(self._opens))

    def lemma(self, name: str) -> str | None:
        return lemmas.resolve(name, self._opens)

    def _run_block(self, goal: Goal, body: sx.Seq) -> Proof:
        return self.close(body, goal)

    # Tactics

    def execute(self, tactic: sx.Tactic, state: ProofState) -> ProofState:
        self.tick()
        combinator = COMBINATORS.get(type(tactic))
        if combinator is not None:
            return combinator(self, tactic, state)
        name = keyword(tactic)
        if isinstance(tactic, sx.Nullary) and name in ON_STATES:
            return ON_STATES[name](state)
        if name in _REFUSED:
            raise TacticError(f"'{name}' is not a proof")
        handler = self._handlers.get(name)
        if handler is None or isinstance(tactic, sx.Unknown):
            text = tactic.text if isinstance(tactic, sx.Unknown) else self.quote(tactic.span)
            raise TacticError(f"unsupported tactic: {text or name}", unsupported=True)
        if not state.goals:
            raise TacticError("no goals")
        return state.refine(handler(state.goals[0], tactic, self))
