"""`rw`: rewrite with equations and equivalences, in the goal or in hypotheses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.context import goal_like, hypothesis, replace_hypothesis
from lean_env.embedded.goal import Goal, Local
from lean_env.embedded.printer import print_term
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.reduce import expose
from lean_env.embedded.rewriting import DEFINITIONS, abstract_instances, delta
from lean_env.embedded.state import Handler, Run, Step, TacticError
from lean_env.embedded.steps import named
from lean_env.embedded.tactics_close import find_assumption, reflexivity
from lean_env.embedded.term import FALSE, Term, instantiate, prop
from lean_env.embedded.unify import has_metas

_KEYWORDS: Final = ("rw", "rwa", "rewrite", "erw", "nth_rw", "nth_rewrite")


def rw(goal: Goal, tactic: sx.Rw, run: Run) -> Step:
    """`rw [rules] at …`, `rwa`, `rewrite`, `nth_rw n`; all but `rewrite` try `rfl` at the end.

    `erw` differs in unfolding more definitions to find an instance; here it finds what `rw` finds.
    """
    if tactic.keyword not in _KEYWORDS:
        raise TacticError(f"unsupported: {run.quote(tactic.span)}", unsupported=True)
    places: list[str | None] = list(tactic.location.hypotheses)
    if tactic.location.goal:
        places.append(None)
    current = goal
    proof: Proof = Hole(goal.id)
    side_goals: tuple[Goal, ...] = ()
    for rule in tactic.rules:
        if tactic.location.everywhere:
            step = _everywhere(current, rule, tactic.occurrence, run)
            proof = pf.fill(proof, {current.id: step.proof})
            current, side_goals = step.goals[0], (*side_goals, *step.goals[1:])
            continue
        for place in places:
            run.tick()
            local = None if place is None else named(current, place)
            step = _rewrite(current, rule, local, tactic.occurrence, run)
            proof = pf.fill(proof, {current.id: step.proof})
            current, side_goals = step.goals[0], (*side_goals, *step.goals[1:])
    closing: Proof | None = None
    if tactic.keyword not in ("rewrite", "nth_rewrite"):
        closing = reflexivity(current.target, reducible=True)
    if tactic.keyword == "rwa" and closing is None:
        found = find_assumption(current, current.target)
        if found is None:
            raise TacticError("tactic 'assumption' failed")
        closing = pf.Change(pf.hyp(found.var), current.target)
    if closing is not None:
        return Step(pf.fill(proof, {current.id: closing}), side_goals)
    return Step(proof, (current, *side_goals))


def _everywhere(goal: Goal, rule: sx.RwRule, occurrence: int | None, run: Run) -> Step:
    """One rule `at *`: the target first, then the hypotheses from the last to the first.

    Where it does not apply it is skipped, but it has to apply somewhere. A hypothesis that is the
    rule rewrites itself too (`a = b` becomes `b = b`), so the ones before it see only what is left.
    """
    current = goal
    proof: Proof = Hole(goal.id)
    side_goals: tuple[Goal, ...] = ()
    places = [None, *(x for x in reversed(goal.locals) if x.prop is not None)]
    worked = False
    for place in places:
        run.tick()
        try:
            step = _rewrite(current, rule, place, occurrence, run)
        except TacticError as error:
            if error.unsupported:
                raise
            continue
        worked = True
        proof = pf.fill(proof, {current.id: step.proof})
        current, side_goals = step.goals[0], (*side_goals, *step.goals[1:])
    if not worked:
        raise TacticError(
            "tactic 'rewrite' failed, did not find instance of the pattern in the current goal"
        )
    return Step(proof, (current, *side_goals))


def _rewrite(
    goal: Goal, rule: sx.RwRule, local: Local | None, occurrence: int | None, run: Run
) -> Step:
    """One rule at one place. The first goal is the rewritten one, the rest are premises."""
    target = goal.target if local is None else local.prop
    if target is None:
        assert local is not None
        raise TacticError(f"'{local.name}' is not a hypothesis")
    definition = _definition(rule, goal)
    if definition is not None:
        if occurrence is not None or rule.backward:
            raise TacticError(f"unsupported: {run.quote(rule.span)} as a rule", unsupported=True)
        return _unfold(goal, local, definition, under_binders=False)
    opened = run.open(rule.term, goal)
    equation = _equation(opened.prop)
    side = 1 if rule.backward else 0
    pattern = equation.args[side]
    if pattern.op == "meta":
        raise TacticError("rewrite failed, the pattern is a metavariable")
    motive = abstract_instances(
        target,
        lambda: _equation(opened.prop).args[side],
        opened.unify,
        occurrence,
        opened.save(),
    )
    if motive is None:
        shown = "" if has_metas(pattern) else "\n  " + _show(pattern, goal)
        raise TacticError(
            "tactic 'rewrite' failed, did not find instance of the pattern in the target "
            f"expression{shown}"
        )
    made = run.finish(opened)
    equality = _as_equation(made.proof, made.prop)
    before, after = _equation(made.prop).args
    premises = made.goals
    if rule.backward:
        before, after = after, before
    forward, back = equality, pf.Symm(equality)
    if rule.backward:
        forward, back = back, forward
    rewritten = instantiate(motive, after)
    if local is None:
        new = goal_like(goal, goal.locals, rewritten, goal.tag)
        return Step(pf.Rewrite(back, motive, Hole(new.id)), (new, *premises))
    changed = hypothesis(local.name, rewritten)
    new = goal_like(goal, replace_hypothesis(goal.locals, local, changed), goal.target, goal.tag)
    value = pf.Rewrite(forward, motive, pf.hyp(local.var))
    return Step(pf.Have(changed.var, rewritten, value, Hole(new.id)), (new, *premises))


def _definition(rule: sx.RwRule, goal: Goal) -> str | None:
    """The definition that a rule names."""
    node = rule.term
    if isinstance(node, sx.Ident) and node.name in DEFINITIONS and goal.find(node.name) is None:
        return node.name
    return None


def _unfold(goal: Goal, local: Local | None, name: str, *, under_binders: bool) -> Step:
    """The instances of a definition unfolded in a hypothesis or in the goal."""
    target = goal.target if local is None else local.prop
    assert target is not None
    new_form = delta(target, name, under_binders)
    if new_form is target:
        raise TacticError(f"did not find an instance of '{name}' to unfold")
    if local is None:
        new = goal_like(goal, goal.locals, new_form, goal.tag)
        return Step(pf.Change(Hole(new.id), target), (new,))
    changed = hypothesis(local.name, new_form)
    new = goal_like(goal, replace_hypothesis(goal.locals, local, changed), goal.target, goal.tag)
    value = pf.Change(pf.hyp(local.var), new_form)
    return Step(pf.Have(changed.var, new_form, value, Hole(new.id)), (new,))


def unfold(goal: Goal, tactic: sx.NamesTactic, run: Run) -> Step:
    """`unfold f`, `unfold f at h`."""
    if tactic.location.everywhere or any(name not in DEFINITIONS for name in tactic.names):
        raise TacticError(f"unsupported: {run.quote(tactic.span)}", unsupported=True)
    current = goal
    proof: Proof = Hole(goal.id)
    places: list[str | None] = list(tactic.location.hypotheses)
    if tactic.location.goal:
        places.append(None)
    for name in tactic.names:
        for place in places:
            local = None if place is None else named(current, place)
            if local is not None and local.prop is None:
                raise TacticError(f"'{place}' is not a hypothesis")
            step = _unfold(current, local, name, under_binders=True)
            proof = pf.fill(proof, {current.id: step.proof})
            (current,) = step.goals
    return Step(proof, (current,))


def _equation(p: Term) -> Term:
    """The equation that a rule means: `¬p` and `a ≠ b` are `… ↔ False`."""
    if p.op in ("eq", "iff"):
        return p
    if p.op == "ne":
        return prop("iff", prop("eq", *p.args), FALSE)
    if p.op == "not":
        return prop("iff", p.args[0], FALSE)
    exposed = expose(p, "eq", default=False)
    if exposed is not None:
        return exposed
    raise TacticError("rewrite failed, the rule is not an equality or an equivalence")


def _as_equation(proof: Proof, p: Term) -> Proof:
    if p.op not in ("ne", "not"):
        return proof
    equation = _equation(p)
    absurd = hypothesis("h", FALSE).var
    return pf.IffIntro(
        proof, pf.LamHyp(absurd, FALSE, pf.FalseElim(pf.hyp(absurd), equation.args[0]))
    )


def _show(term: Term, goal: Goal) -> str:
    return print_term(term, {x.var.data: x.name for x in goal.locals})


HANDLERS: Final[Mapping[str, Handler]] = {**dict.fromkeys(_KEYWORDS, rw), "unfold": unfold}
