"""The tactic combinators: `;`, `<;>`, `·`, `first`, `case`, `try`, `repeat`, `all_goals`, ….

A combinator maps proof states to proof states and runs its tactics through the engine. Nothing the
fragment does not know is guessed round: where Lean might have succeeded, `try` and `first` stop.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from lean_env.embedded import syntax as sx
from lean_env.embedded.context import goal_like
from lean_env.embedded.goal import Goal
from lean_env.embedded.proof import Hole
from lean_env.embedded.state import OutOfTime, ProofState, Run, Step, TacticError, unsolved
from lean_env.embedded.steps import rename_hidden

Combinator = Callable[[Run, Any, ProofState], ProofState]
_MAX_REPEAT: Final = 200


def _seq(run: Run, tactic: sx.Seq, state: ProofState) -> ProofState:
    for inner in tactic.tactics:
        state = run.execute(inner, state)
    return state


def _and_then(run: Run, tactic: sx.AndThen, state: ProofState) -> ProofState:
    first, rest = _split(state)
    after = run.execute(tactic.first, state.with_goals((first,)))
    after = _on_all(run, tactic.second, after)
    return after.with_goals(after.goals + rest)


def _focus(run: Run, tactic: sx.Focus, state: ProofState) -> ProofState:
    first, rest = _split(state)
    after = run.execute(tactic.body, state.with_goals((first,)))
    if after.goals:
        raise unsolved(after.goals)
    return after.with_goals(rest)


def _on_all(run: Run, tactic: sx.Tactic, state: ProofState) -> ProofState:
    """Run on every goal; all of them have to succeed."""
    left: tuple[Goal, ...] = ()
    for goal in state.goals:
        state = run.execute(tactic, state.with_goals((goal,)))
        left += state.goals
    return state.with_goals(left)


def _first(run: Run, tactic: sx.First, state: ProofState) -> ProofState:
    error = TacticError("first: no alternatives")
    for alternative in tactic.alternatives:
        try:
            return run.execute(alternative, state)
        except TacticError as problem:
            if problem.unsupported:  # in Lean it might have succeeded: no guess
                raise
            error = problem
    raise error


def _case(run: Run, tactic: sx.Case, state: ProofState) -> ProofState:
    if not state.goals:
        raise TacticError("no goals")
    for tag in tactic.tags or ("_",):
        position = _find_tag(tag, state.goals)
        goal = rename_hidden(state.goals[position], tactic.names)
        renamed = goal_like(goal, goal.locals, goal.target, goal.tag)
        focused = ProofState((goal,), state.trail).refine(Step(Hole(renamed.id), (renamed,)))
        after = run.execute(tactic.body, focused)
        if after.goals:
            raise unsolved(after.goals)
        state = after.with_goals(state.goals[:position] + state.goals[position + 1 :])
    return state


def _block(run: Run, tactic: sx.Block, state: ProofState) -> ProofState:
    match tactic.keyword:
        case "try":
            return _try(run, tactic.body, state)
        case "all_goals":
            return _on_all(run, tactic.body, state)
        case "any_goals":
            return _any_goals(run, tactic.body, state)
        case "focus":
            first, rest = _split(state)
            after = run.execute(tactic.body, state.with_goals((first,)))
            return after.with_goals(after.goals + rest)
        case "repeat" | "repeat1":
            return _repeat(run, tactic.body, state, at_least=int(tactic.keyword == "repeat1"))
        case "repeat'":
            return _repeat_all(run, tactic.body, state)
        case "iterate" if tactic.count is not None:
            for _ in range(tactic.count):
                state = run.execute(tactic.body, state)
            return state
        case "iterate":
            return _repeat(run, tactic.body, state)
        case "fail_if_success":
            try:
                run.execute(tactic.body, state)
            except TacticError as error:
                if error.unsupported:
                    raise
                return state
            raise TacticError("tactic succeeded")
        case "on_goal" if tactic.count is not None and tactic.count >= 1:
            index = tactic.count - 1
            if index >= len(state.goals):
                raise TacticError("not enough goals")
            after = run.execute(tactic.body, state.with_goals((state.goals[index],)))
            goals = state.goals[:index] + after.goals + state.goals[index + 1 :]
            return after.with_goals(goals)
    text = run.quote(tactic.span) or tactic.keyword
    raise TacticError(f"unsupported tactic: {text}", unsupported=True)


def _try(run: Run, body: sx.Tactic, state: ProofState) -> ProofState:
    try:
        return run.execute(body, state)
    except TacticError as error:
        if error.unsupported:
            raise
        return state


def _any_goals(run: Run, body: sx.Tactic, state: ProofState) -> ProofState:
    left: tuple[Goal, ...] = ()
    error: TacticError | None = None
    progress = not state.goals
    for goal in state.goals:
        try:
            state = run.execute(body, state.with_goals((goal,)))
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


def _repeat(run: Run, body: sx.Tactic, state: ProofState, at_least: int = 0) -> ProofState:
    for count in range(_MAX_REPEAT):
        try:
            state = run.execute(body, state)
        except TacticError as error:
            if error.unsupported or count < at_least:
                raise
            return state
    raise OutOfTime


def _repeat_all(run: Run, body: sx.Tactic, state: ProofState) -> ProofState:
    """`repeat'`: again on every goal that comes of it, until it fails there."""
    done: tuple[Goal, ...] = ()
    waiting = state.goals
    while waiting:
        run.tick()
        goal, waiting = waiting[0], waiting[1:]
        try:
            state = run.execute(body, state.with_goals((goal,)))
            waiting = state.goals + waiting
        except TacticError as error:
            if error.unsupported:
                raise
            done += (goal,)
    return state.with_goals(done)


COMBINATORS: Final[dict[type[sx.Tactic], Combinator]] = {
    sx.Seq: _seq,
    sx.AndThen: _and_then,
    sx.Focus: _focus,
    sx.First: _first,
    sx.Case: _case,
    sx.Block: _block,
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


ON_STATES: Final[dict[str, Callable[[ProofState], ProofState]]] = {
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
