"""`ext`: two sets, finite sets or complex numbers are equal when their parts are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.context import child_tag, goal_like, inaccessible, push, variable
from lean_env.embedded.goal import Goal
from lean_env.embedded.proof import Hole
from lean_env.embedded.state import Handler, Run, Step, TacticError
from lean_env.embedded.term import COMPLEX, REAL, Term, prop

# The lemma of a type constructor, the name of its variable, and the tag of the new goal.
_OF_SETS: Final = {"Set": ("Set.ext", "x", "h"), "Finset": ("Finset.ext", "a", "a")}


def ext(goal: Goal, tactic: sx.NamesTactic | sx.Nullary, run: Run) -> Step:
    """`ext`, `ext x`, `ext1 x`."""
    names = tactic.names if isinstance(tactic, sx.NamesTactic) else ()
    if goal.target.op != "eq" or (isinstance(tactic, sx.NamesTactic) and tactic.type is not None):
        raise TacticError(f"unsupported: {run.quote(tactic.span)} on this goal", unsupported=True)
    left, right = goal.target.args
    if left.ty is COMPLEX and not names:
        goals: list[Goal] = []
        for part in ("Complex.re", "Complex.im"):
            sides = (Term(part, (x,), REAL) for x in (left, right))
            tag = child_tag(goal.tag, "a")
            goals.append(goal_like(goal, goal.locals, prop("eq", *sides), tag))
        premises = tuple(Hole(g.id) for g in goals)
        return Step(pf.LemmaApp("Complex.ext", (), (left, right), premises), tuple(goals))
    known = _OF_SETS.get(left.ty.name)
    if known is None or len(names) > 1:
        raise TacticError(f"unsupported: {run.quote(tactic.span)} on this goal", unsupported=True)
    lemma, default, tag = known
    element = left.ty.args[0]
    name = names[0] if names and names[0] != "_" else inaccessible(default)
    x = variable(name, element)
    target = prop("iff", prop("mem", x.var, left), prop("mem", x.var, right))
    new = goal_like(goal, push(goal.locals, x), target, child_tag(goal.tag, tag))
    premise = pf.Lam(x.var, Hole(new.id), default)
    return Step(pf.LemmaApp(lemma, (element,), (left, right), (premise,)), (new,))


HANDLERS: Final[Mapping[str, Handler]] = {"ext": ext, "ext1": ext}
