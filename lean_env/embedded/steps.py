"""What many tactics do: look a name up, add a fact to the context."""

from __future__ import annotations

from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.context import DAGGER, goal_like, hypothesis, push
from lean_env.embedded.goal import Goal, Local
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.state import Step, TacticError
from lean_env.embedded.term import Term


def named(goal: Goal, name: str) -> Local:
    """The local of that name. Raises `TacticError`."""
    local = goal.find(name)
    if local is None:
        raise TacticError(f"unknown identifier '{name}'")
    return local


def local_of(node: sx.Node, goal: Goal) -> Local | None:
    """The local that the term is the name of."""
    return goal.find(node.name) if isinstance(node, sx.Ident) else None


def add_fact(goal: Goal, name: str, p: Term, value: Proof, *, inferred: bool = False) -> Step:
    """The goal with the hypothesis `name : p`, which `value` proves."""
    local = hypothesis(name, p, inferred=inferred)
    new = goal_like(goal, push(goal.locals, local), goal.target, goal.tag)
    return Step(pf.Have(local.var, p, value, Hole(new.id)), (new,))


def rename_hidden(goal: Goal, names: tuple[str, ...]) -> Goal:
    """Give names to the last inaccessible entries of the context (`_` leaves one as it is)."""
    if not names:
        return goal
    hidden = [i for i, local in enumerate(goal.locals) if local.name.endswith(DAGGER)]
    if len(names) > len(hidden):
        raise TacticError("too many variable names provided")
    locals_ = list(goal.locals)
    for position, name in zip(hidden[-len(names) :], names, strict=True):
        if name != "_":
            locals_[position] = Local(name, locals_[position].var, locals_[position].prop)
    return Goal(goal.id, tuple(locals_), goal.target, goal.tag)
