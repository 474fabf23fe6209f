"""The tactic engine: combinators over proof states, and the dispatch to the tactics.

Every goal tactic is a handler: a function of the first goal, the tactic's syntax and the run,
which returns a `Step` or raises `TacticError`. Handlers are tabled by the tactic's keyword.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from lean_env.embedded import lemmas
from lean_env.embedded import syntax as sx
from lean_env.embedded.context import DAGGER, goal_like
from lean_env.embedded.elaborate import Elaborator
from lean_env.embedded.goal import Goal, Local
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.prove_term import (
    Elaborated,
    OpenProof,
    ProofTermError,
    apply_proof,
    elaborate_proof,
    open_proof,
)
from lean_env.embedded.state import OutOfTime, ProofState, Run, Step, TacticError, unsolved
from lean_env.embedded.term import Term, Ty
from lean_env.types import StatementError, UnsupportedStatement

Handler = Callable[[Goal, Any, Run], Step]

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


_REFUSED: Final = frozenset({"sorry", "admit", "stop", "native_decide"})
_MAX_REPEAT: Final = 200


def keyword(tactic: sx.Tactic) -> str:
    """The name that a tactic is tabled by."""
    known = _KEYWORDS.get(type(tactic))
    if known is not None:
        return known
    if isinstance(tactic, sx.Nullary | sx.Unknown):
        return tactic.name
    return str(getattr(tactic, "keyword", type(tactic).__name__))


class Engine:
    """Runs one tactic text (a `Run`). `text` is what spans point into.

    `steps` and `seconds` bound the whole text: `OutOfTime` is raised past either.
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
        self._deadline = time.monotonic() + seconds

    @property
    def deadline(self) -> float:
        return self._deadline

    def tick(self, steps: int = 1) -> None:
        self._steps -= steps
        if self._steps < 0 or time.monotonic() > self._deadline:
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

    def _run_block(self, goal: Goal, body: sx.Seq) -> Proof:
        return self.close(body, goal)

    # Tactics

    def execute(self, tactic: sx.Tactic, state: ProofState) -> ProofState:
        self.tick()
        combinator = _COMBINATORS.get(type(tactic))
        if combinator is not None:
            return combinator(self, tactic, state)
        name = keyword(tactic)
        if isinstance(tactic, sx.Nullary) and name in _ON_STATES:
            return _ON_STATES[name](state)
        if name in _REFUSED:
            raise TacticError(f"'{name}' is not a proof")
        handler = self._handlers.get(name)
        if handler is None or isinstance(tactic, sx.Unknown):
            text = tactic.text if isinstance(tactic, sx.Unknown) else self.quote(tactic.span)
            raise TacticError(f"unsupported tactic: {text or name}", unsupported=True)
        if not state.goals:
            raise TacticError("no goals")
        return state.refine(handler(state.goals[0], tactic, self))

    # Combinators

    def _seq(self, tactic: sx.Seq, state: ProofState) -> ProofState:
        for inner in tactic.tactics:
            state = self.execute(inner, state)
        return state

    def _and_then(self, tactic: sx.AndThen, state: ProofState) -> ProofState:
        first, rest = _split(state)
        after = self.execute(tactic.first, state.with_goals((first,)))
        after = self._on_all(tactic.second, after)
        return after.with_goals(after.goals + rest)

    def _focus(self, tactic: sx.Focus, state: ProofState) -> ProofState:
        first, rest = _split(state)
        after = self.execute(tactic.body, state.with_goals((first,)))
        if after.goals:
            raise unsolved(after.goals)
        return after.with_goals(rest)

    def _on_all(self, tactic: sx.Tactic, state: ProofState) -> ProofState:
        """Run on every goal; all of them have to succeed."""
        left: tuple[Goal, ...] = ()
        for goal in state.goals:
            state = self.execute(tactic, state.with_goals((goal,)))
            left += state.goals
        return state.with_goals(left)

    def _first(self, tactic: sx.First, state: ProofState) -> ProofState:
        error = TacticError("first: no alternatives")
        for alternative in tactic.alternatives:
            try:
                return self.execute(alternative, state)
            except TacticError as problem:
                if problem.unsupported:  # in Lean it might have succeeded: no guess
                    raise
                error = problem
        raise error

    def _case(self, tactic: sx.Case, state: ProofState) -> ProofState:
        if not state.goals:
            raise TacticError("no goals")
        for tag in tactic.tags or ("_",):
            position = _find_tag(tag, state.goals)
            goal = _rename_last(state.goals[position], tactic.names)
            renamed = goal_like(goal, goal.locals, goal.target, goal.tag)
            focused = ProofState((goal,), state.trail).refine(Step(Hole(renamed.id), (renamed,)))
            after = self.execute(tactic.body, focused)
            if after.goals:
                raise unsolved(after.goals)
            state = after.with_goals(state.goals[:position] + state.goals[position + 1 :])
        return state

    def _block(self, tactic: sx.Block, state: ProofState) -> ProofState:
        match tactic.keyword:
            case "try":
                return self._try(tactic.body, state)
            case "all_goals":
                return self._on_all(tactic.body, state)
            case "any_goals":
                return self._any_goals(tactic.body, state)
            case "focus":
                first, rest = _split(state)
                after = self.execute(tactic.body, state.with_goals((first,)))
                return after.with_goals(after.goals + rest)
            case "repeat" | "repeat1":
                return self._repeat(tactic.body, state, at_least=int(tactic.keyword == "repeat1"))
            case "repeat'":
                return self._repeat_all(tactic.body, state)
            case "iterate" if tactic.count is not None:
                for _ in range(tactic.count):
                    state = self.execute(tactic.body, state)
                return state
            case "iterate":
                return self._repeat(tactic.body, state)
            case "fail_if_success":
                try:
                    self.execute(tactic.body, state)
                except TacticError as error:
                    if error.unsupported:
                        raise
                    return state
                raise TacticError("tactic succeeded")
            case "on_goal" if tactic.count is not None and tactic.count >= 1:
                index = tactic.count - 1
                if index >= len(state.goals):
                    raise TacticError("not enough goals")
                after = self.execute(tactic.body, state.with_goals((state.goals[index],)))
                goals = state.goals[:index] + after.goals + state.goals[index + 1 :]
                return after.with_goals(goals)
        text = self.quote(tactic.span) or tactic.keyword
        raise TacticError(f"unsupported tactic: {text}", unsupported=True)

    def _try(self, body: sx.Tactic, state: ProofState) -> ProofState:
        try:
            return self.execute(body, state)
        except TacticError as error:
            if error.unsupported:
                raise
            return state

    def _any_goals(self, body: sx.Tactic, state: ProofState) -> ProofState:
        left: tuple[Goal, ...] = ()
        error: TacticError | None = None
        progress = not state.goals
        for goal in state.goals:
            try:
                state = self.execute(body, state.with_goals((goal,)))
                left += state.goals
                progress = True
            except TacticError as problem:
                if problem.unsupported:
                    raise
                error = problem
                left += (goal,)
        if not progress and error is not None:
            raise error
        return state.with_goals(left)

    def _repeat(self, body: sx.Tactic, state: ProofState, at_least: int = 0) -> ProofState:
        for count in range(_MAX_REPEAT):
            try:
                state = self.execute(body, state)
            except TacticError as error:
                if error.unsupported or count < at_least:
                    raise
                return state
        raise OutOfTime

    def _repeat_all(self, body: sx.Tactic, state: ProofState) -> ProofState:
        """`repeat'`: again on every goal that comes of it, until it fails there."""
        done: tuple[Goal, ...] = ()
        waiting = state.goals
        while waiting:
            self.tick()
            goal, waiting = waiting[0], waiting[1:]
            try:
                state = self.execute(body, state.with_goals((goal,)))
                waiting = state.goals + waiting
            except TacticError as error:
                if error.unsupported:
                    raise
                done += (goal,)
        return state.with_goals(done)


_COMBINATORS: Final[dict[type[sx.Tactic], Callable[[Engine, Any, ProofState], ProofState]]] = {
    sx.Seq: Engine._seq,
    sx.AndThen: Engine._and_then,
    sx.Focus: Engine._focus,
    sx.First: Engine._first,
    sx.Case: Engine._case,
    sx.Block: Engine._block,
}


def _split(state: ProofState) -> tuple[Goal, tuple[Goal, ...]]:
    if not state.goals:
        raise TacticError("no goals")
    return state.goals[0], state.goals[1:]


def _done(state: ProofState) -> ProofState:
    if state.goals:
        raise unsolved(state.goals)
    return state


def _rotate(by: int) -> Callable[[ProofState], ProofState]:
    def rotate(state: ProofState) -> ProofState:
        return state.with_goals(state.goals[by:] + state.goals[:by])

    return rotate


def _swap(state: ProofState) -> ProofState:
    if len(state.goals) < 2:
        raise TacticError("swap: there are not two goals")
    first, second, *rest = state.goals
    return state.with_goals((second, first, *rest))


_ON_STATES: Final[dict[str, Callable[[ProofState], ProofState]]] = {
    "skip": lambda state: state,
    "done": _done,
    "swap": _swap,
    "rotate_left": _rotate(1),
    "rotate_right": _rotate(-1),
}


def _find_tag(tag: str, goals: tuple[Goal, ...]) -> int:
    """The goal that `case tag` means: an equal tag, else a suffix, else a prefix, as in Lean."""
    if tag == "_":
        return 0
    tags = [goal.tag or "" for goal in goals]
    for position, candidate in enumerate(tags):
        if candidate == tag:
            return position
    for position, candidate in enumerate(tags):
        if candidate.endswith("." + tag):
            return position
    for position, candidate in enumerate(tags):
        if candidate.startswith(tag + "."):
            return position
    raise TacticError(f"case tag '{tag}' not found")


def _rename_last(goal: Goal, names: tuple[str, ...]) -> Goal:
    """Give names to the last inaccessible entries of the context (`_` leaves one as it is)."""
    if not names:
        return goal
    hidden = [i for i, local in enumerate(goal.locals) if local.name.endswith(DAGGER)]
    if len(names) > len(hidden):
        raise TacticError("too many variable names provided at 'case'")
    locals_ = list(goal.locals)
    for position, name in zip(hidden[-len(names) :], names, strict=True):
        if name != "_":
            locals_[position] = Local(name, locals_[position].var, locals_[position].prop)
    return Goal(goal.id, tuple(locals_), goal.target, goal.tag)
