"""`subst`: replace a variable by what an equation says it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lean_env.embedded import proof as pf
from lean_env.embedded.context import goal_like, substitute_locals
from lean_env.embedded.goal import Goal, Local
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.reduce import expose
from lean_env.embedded.state import Step, TacticError
from lean_env.embedded.term import Term, binder, occurs, substitute


@dataclass(frozen=True, slots=True)
class Substituted:
    """The goal after the substitution, the proof of the one before, and what became of hypotheses.

    `moved` maps the id of a hypothesis to the entry that replaces it.
    """

    goal: Goal
    proof: Proof
    moved: dict[int, Local]


@lru_cache(maxsize=1 << 10)
def motive(name: str, var: Term, body: Term) -> Term:
    """`fun name ↦ body`, for `Rewrite`. Cases on a variable ask for the same ones in each case."""
    return binder("lam", name, var, body)


def substitute_equation(goal: Goal, equation: Local) -> Substituted:
    """Use `equation`, `a = x` or `x = a`, to eliminate the variable x (the right side first)."""
    exposed = None if equation.prop is None else expose(equation.prop, "eq")
    for side in (1, 0):
        if exposed is not None and _variable(goal, exposed.args[side]) is not None:
            if occurs(exposed.args[side], exposed.args[1 - side]):
                raise TacticError("tactic 'subst' failed, the variable occurs in the other side")
            return _eliminate(goal, equation, exposed, side)
    raise TacticError("invalid equality proof, it is not of the form (x = t) or (t = x)")


def substitute_variable(goal: Goal, var: Local) -> Substituted:
    """`subst x`: with the first hypothesis `x = e` or `e = x` in which `e` does not mention x."""
    for local in goal.locals:
        exposed = None if local.prop is None else expose(local.prop, "eq", default=False)
        if exposed is None:
            continue
        for side in (0, 1):
            other = exposed.args[1 - side]
            if exposed.args[side] == var.var and not occurs(var.var, other):
                return _eliminate(goal, local, exposed, side)
    raise TacticError(f"did not find equation for eliminating '{var.name}'")


def _variable(goal: Goal, term: Term) -> Local | None:
    if term.op != "fvar":
        return None
    return next((x for x in goal.locals if x.prop is None and x.var.data == term.data), None)


def _eliminate(goal: Goal, equation: Local, exposed: Term, side: int) -> Substituted:
    """Replace the variable on the given side of the equation by the other side, everywhere."""
    var, value = exposed.args[side], exposed.args[1 - side]
    declared = _variable(goal, var)
    assert declared is not None
    # `to_value` proves `x = value`, `to_var` the converse.
    to_value: Proof = pf.Change(pf.hyp(equation.var), exposed)
    to_var: Proof = pf.Symm(to_value)
    if side == 1:
        to_value, to_var = to_var, to_value
    mapping = {var.data: value}
    locals_, pairs = substitute_locals(goal.locals, mapping, [equation.var.data])
    new = goal_like(goal, locals_, substitute(goal.target, mapping), goal.tag)
    proof: Proof = Hole(new.id)
    if occurs(var, goal.target):
        proof = pf.Rewrite(to_var, motive(declared.name, var, goal.target), proof)
    for old, replaced in reversed(pairs):
        assert old.prop is not None
        assert replaced.prop is not None
        rewritten = pf.Rewrite(to_value, motive(declared.name, var, old.prop), pf.hyp(old.var))
        proof = pf.Have(replaced.var, replaced.prop, rewritten, proof)
    return Substituted(new, proof, {old.var.data: replaced for old, replaced in pairs})


def as_step(done: Substituted) -> Step:
    """The substitution as a tactic's step."""
    return Step(done.proof, (done.goal,))
