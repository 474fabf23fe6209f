"""Tactics that turn the goal round: `contrapose`, `symm`, `revert`, `generalize`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.context import (
    drop,
    goal_like,
    hypothesis,
    inaccessible,
    push,
    replace_hypothesis,
    variable,
)
from lean_env.embedded.goal import PROOF, Goal
from lean_env.embedded.negation import push as pushed_form
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.reduce import expose
from lean_env.embedded.rewriting import abstract_instances
from lean_env.embedded.state import Handler, Run, Step, TacticError
from lean_env.embedded.steps import named
from lean_env.embedded.term import Term, binder, free_vars, fvar, instantiate, prop


def contrapose(goal: Goal, tactic: sx.NamesTactic, run: Run) -> Step:
    """`contrapose`: `p → q` becomes `¬q → ¬p`; `contrapose h` does it with a hypothesis, and
    `contrapose!` pushes the negations."""
    if len(tactic.names) > 1 or tactic.type is not None:
        raise TacticError(f"unsupported: {run.quote(tactic.span)}", unsupported=True)
    pushes = tactic.keyword == "contrapose!"
    target: Term
    if tactic.names:
        local = named(goal, tactic.names[0])
        if local.prop is None:
            raise TacticError(f"'{local.name}' is not a proposition")
        premise, conclusion = local.prop, goal.target
        name, kept = local.name, drop(goal.locals, [local.var.data])
        given: Proof = pf.hyp(local.var)
    else:
        implication = expose(goal.target, "imp", default=False)
        if implication is None or goal.target.op != "imp":
            raise TacticError("unsupported: contrapose of this goal", unsupported=True)
        premise, conclusion = implication.args
        name, kept = None, goal.locals
    negated, target = prop("not", conclusion), prop("not", premise)
    forth, back = pushed_form(negated), pushed_form(target)
    shown, target = (forth.prop, back.prop) if pushes else (negated, target)
    outer = fvar(PROOF)
    value: Proof = forth.forth(pf.hyp(outer)) if pushes else pf.hyp(outer)
    if name is None:
        new = goal_like(goal, goal.locals, prop("imp", shown, target), goal.tag)
        contradiction: Proof = pf.AppProof(Hole(new.id), value)
        assumed = fvar(PROOF)
        given = pf.hyp(assumed)
    else:
        held = hypothesis(name, shown)
        new = goal_like(goal, push(kept, held), target, goal.tag)
        contradiction = pf.Have(held.var, shown, value, Hole(new.id))
    if pushes:
        between = fvar(PROOF)
        contradiction = pf.Have(between, target, contradiction, back.back(pf.hyp(between)))
    proof: Proof = pf.ByContra(outer, conclusion, pf.AppProof(contradiction, given))
    if name is None:
        proof = pf.LamHyp(assumed, premise, proof)
    return Step(proof, (new,))


# Relations that are symmetric, with the lemma of the converse where it is not `Symm`.
_SYMMETRIC: Final = {"eq": "", "iff": "", "ne": "Ne.symm"}


def symm(goal: Goal, tactic: sx.NamesTactic, run: Run) -> Step:
    """`symm`, `symm at h`: the converse of `=`, `↔` or `≠`."""
    if tactic.names or tactic.location.everywhere:
        raise TacticError(f"unsupported: {run.quote(tactic.span)}", unsupported=True)
    current = goal
    proof: Proof = Hole(goal.id)
    for name in tactic.location.hypotheses:
        local = named(current, name)
        if local.prop is None:
            raise TacticError(f"'{name}' is not a proposition")
        flipped, value = _converse(local.prop, pf.hyp(local.var))
        changed = hypothesis(local.name, flipped)
        entries = replace_hypothesis(current.locals, local, changed)
        new = goal_like(current, entries, current.target, current.tag)
        step = pf.Have(changed.var, flipped, value, Hole(new.id))
        proof = pf.fill(proof, {current.id: step})
        current = new
    if tactic.location.goal:
        flipped, _ = _converse(current.target, Hole(0))
        new = goal_like(current, current.locals, flipped, current.tag)
        _, value = _converse(flipped, Hole(new.id))
        proof = pf.fill(proof, {current.id: value})
        current = new
    return Step(proof, (current,))


def _converse(p: Term, proof: Proof) -> tuple[Term, Proof]:
    if p.op not in _SYMMETRIC:
        raise TacticError("symm: the relation is not symmetric")
    flipped = prop(p.op, p.args[1], p.args[0])
    if p.op == "ne":
        return flipped, pf.LemmaApp("Ne.symm", (p.args[0].ty,), p.args, (proof,))
    return flipped, pf.Symm(proof)


def revert(goal: Goal, tactic: sx.NamesTactic, run: Run) -> Step:
    """`revert x h`: back into the target, with the hypotheses that mention them."""
    wanted = {named(goal, name).var.data for name in tactic.names}
    moved = [
        x
        for x in goal.locals
        if x.var.data in wanted or (x.prop is not None and free_vars([x.prop]) & wanted)
    ]
    target = goal.target
    for local in reversed(moved):
        if local.prop is None:
            target = binder("forall", local.name.rstrip("✝"), local.var, target)
        else:
            target = prop("imp", local.prop, target)
    new = goal_like(goal, drop(goal.locals, [x.var.data for x in moved]), target, goal.tag)
    proof: Proof = Hole(new.id)
    for local in moved:
        if local.prop is None:
            proof = pf.AppTerm(proof, local.var)
        else:
            proof = pf.AppProof(proof, pf.hyp(local.var))
    return Step(proof, (new,))


def generalize(goal: Goal, tactic: sx.Generalize, run: Run) -> Step:
    """`generalize h : e = x`: x for e in the goal."""
    if tactic.location != sx.GOAL:
        raise TacticError(f"unsupported: {run.quote(tactic.span)}", unsupported=True)
    term = run.term(tactic.term, goal, None)
    x = variable(tactic.var, term.ty)
    motive = abstract_instances(goal.target, lambda: term, lambda a, b: a == b)
    body = goal.target if motive is None else instantiate(motive, x.var)
    entries = [x]
    equation = prop("eq", term, x.var)
    if tactic.name is not None:
        entries.append(hypothesis(_shown(tactic.name, "h"), equation))
    new = goal_like(goal, push(goal.locals, *entries), body, goal.tag)
    proof: Proof = Hole(new.id)
    if tactic.name is None:
        return Step(pf.AppTerm(pf.Lam(x.var, proof, x.name), term), (new,))
    proof = pf.LamHyp(entries[1].var, equation, proof)
    applied = pf.AppTerm(pf.Lam(x.var, proof, x.name), term)
    return Step(pf.AppProof(applied, pf.Refl(term)), (new,))


def _shown(name: str, default: str) -> str:
    return inaccessible(default) if name == "_" else name


HANDLERS: Final[Mapping[str, Handler]] = {
    "contrapose": contrapose,
    "contrapose!": contrapose,
    "symm": symm,
    "revert": revert,
    "generalize": generalize,
}
