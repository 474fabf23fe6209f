"""The tactics that take facts apart, and `subst`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lean_env.embedded import nat_recursion
from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.context import child_tag, goal_like, inaccessible
from lean_env.embedded.goal import Goal, Local
from lean_env.embedded.patterns import destructure, structure_of
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.state import Handler, Run, Step, TacticError
from lean_env.embedded.steps import add_fact, local_of
from lean_env.embedded.substitution import as_step, substitute_equation, substitute_variable
from lean_env.embedded.term import NAT, Term


def take_apart(
    goal: Goal,
    pattern: sx.Pattern,
    type_: sx.Node | None,
    value: sx.Node | None,
    run: Run,
    *,
    keep: bool = False,
) -> Step:
    """`value : type` matched with the pattern. A hypothesis is consumed, unless it is to `keep`."""
    if type_ is None and value is None:
        raise TacticError("`obtain` requires either an expected type or a value.")
    first: tuple[Goal, ...] = ()
    if value is None:
        assert type_ is not None
        p = run.proposition(type_, goal)
        proved = goal_like(goal, goal.locals, p, goal.tag)
        proof: Proof = Hole(proved.id)
        first = (proved,)
    elif type_ is not None:
        p = run.proposition(type_, goal)
        inner = run.prove(value, goal, p)
        proof, first = inner.proof, inner.goals
    else:
        existing = None if keep else local_of(value, goal)
        if existing is not None:
            return destructure(goal, existing, pattern, run)
        p, proof = run.fact(value, goal)
    name = pattern.name if isinstance(pattern, sx.NamePattern) else "_"
    step = add_fact(goal, inaccessible("x") if name == "_" else name, p, proof)
    (extended,) = step.goals
    opened = destructure(extended, extended.locals[-1], pattern, run)
    return Step(pf.fill(step.proof, {extended.id: opened.proof}), (*first, *opened.goals))


def obtain(goal: Goal, tactic: sx.Obtain, run: Run) -> Step:
    """`obtain pattern : type := value`."""
    pattern = tactic.pattern or sx.NamePattern("this")
    if isinstance(pattern, sx.TypedPattern) and tactic.type is None:
        return take_apart(goal, pattern.pattern, pattern.type, tactic.value, run)
    return take_apart(goal, pattern, tactic.type, tactic.value, run)


def rcases(goal: Goal, tactic: sx.Rcases, run: Run) -> Step:
    """`rcases e with pattern` (one target)."""
    if len(tactic.targets) != 1 or tactic.targets[0][0] is not None:
        raise TacticError(f"unsupported: {run.quote(tactic.span)}", unsupported=True)
    pattern = tactic.pattern or sx.TuplePattern(())
    return take_apart(goal, pattern, None, tactic.targets[0][1], run)


def cases(goal: Goal, tactic: sx.Cases, run: Run) -> Step:
    """`cases e`, `cases e with | inl h => …`, `cases' e with a b`, on a proposition."""
    text = run.quote(tactic.span)
    if len(tactic.targets) != 1 or tactic.targets[0][0] is not None or tactic.using is not None:
        raise TacticError(f"unsupported: {text}", unsupported=True)
    node = tactic.targets[0][1]
    local = local_of(node, goal)
    if local is not None and local.prop is None:
        return _number(goal, local, tactic, run)
    p = run.fact(node, goal)[0] if local is None else local.prop
    assert p is not None
    found = structure_of(p)
    if found is None:
        raise TacticError("tactic 'cases' failed, the major premise is not an inductive datatype")
    if tactic.keyword == "cases'":
        return take_apart(goal, _primed_pattern(found, tactic.names), None, node, run)
    if not tactic.alternatives:
        return take_apart(goal, _primed_pattern(found, ()), None, node, run)
    return _structured(goal, node, found, tactic, run)


def _number(goal: Goal, local: Local, tactic: sx.Cases, run: Run) -> Step:
    """`cases` on a variable of ℕ: the cases `zero` and `succ n`."""
    text = run.quote(tactic.span)
    if local.var.ty is not NAT:
        raise TacticError(f"unsupported: cases on a variable: {text}", unsupported=True)
    tags = (child_tag(goal.tag, "zero"), child_tag(goal.tag, "succ"))
    if not tactic.alternatives:
        names = tuple(p.name for p in tactic.names if isinstance(p, sx.NamePattern))
        if len(names) != len(tactic.names):
            raise TacticError(f"unsupported: {text}", unsupported=True)
        if len(names) > 1:
            raise TacticError("too many variable names provided")
        name = names[0] if names and names[0] != "_" else inaccessible("n")
        made = nat_recursion.split(goal, local, name, tags)
        return Step(made.proof, (made.zero.goal, made.succ.goal))
    blocks = {a.constructor: a for a in tactic.alternatives}
    if len(blocks) != len(tactic.alternatives) or any(a.body is None for a in blocks.values()):
        raise TacticError(f"unsupported: {text}", unsupported=True)
    unknown = next((name for name in blocks if name not in ("zero", "succ", "_")), None)
    if unknown is not None:
        raise TacticError(f"invalid alternative name '{unknown}'")
    if "_" in blocks and len(blocks) > 2:
        raise TacticError("unused alternative of 'cases'")
    missing = next((n for n in ("zero", "succ") if n not in blocks and "_" not in blocks), None)
    if missing is not None:
        raise TacticError(f"alternative '{missing}' has not been provided")
    zero, succ = (blocks.get(name) or blocks["_"] for name in ("zero", "succ"))
    if len(zero.names) > 0 or len(succ.names) > 1:
        raise TacticError("too many variable names provided at an alternative of 'cases'")
    name = succ.names[0] if succ.names and succ.names[0] != "_" else inaccessible("n")
    made = nat_recursion.split(goal, local, name, tags)
    filling: dict[int, Proof] = {}
    for case, alternative in ((made.zero, zero), (made.succ, succ)):
        assert alternative.body is not None
        filling[case.goal.id] = run.close(alternative.body, case.goal)
    return Step(pf.fill(made.proof, filling))


_CONSTRUCTORS: Final[Mapping[str, tuple[str, ...]]] = {
    "or": ("inl", "inr"),
    "and": ("intro",),
    "exists": ("intro",),
    "iff": ("intro",),
    "eq": ("refl",),
}


def _primed_pattern(found: Term, names: tuple[sx.Pattern, ...]) -> sx.Pattern:
    """The pattern for `cases'`'s flat list of names (inaccessible names where there are none)."""
    if found.op == "or":
        padded = (*names, *[sx.NamePattern("_")] * (2 - len(names)))
        return sx.AltPattern(padded)
    return sx.TuplePattern(names)


def _structured(goal: Goal, node: sx.Node, found: Term, tactic: sx.Cases, run: Run) -> Step:
    wanted = _CONSTRUCTORS.get(found.op)
    given = {alternative.constructor: alternative for alternative in tactic.alternatives}
    if wanted is None or len(given) != len(tactic.alternatives):
        raise TacticError("invalid alternatives of 'cases'")
    for name in given:
        if name not in wanted and name != "_":
            raise TacticError(f"invalid alternative name '{name}'")
    missing = [name for name in wanted if name not in given and "_" not in given]
    if missing:
        raise TacticError(f"alternative '{missing[0]}' has not been provided")
    chosen = [given.get(name) or given["_"] for name in wanted]
    if len(given) > len(wanted):
        raise TacticError("unused alternative of 'cases'")
    patterns: list[sx.Pattern] = []
    for alternative in chosen:
        names = tuple(sx.NamePattern(name) for name in alternative.names)
        arity = 1 if found.op == "or" else 0 if found.op == "eq" else 2
        if len(names) > arity:
            raise TacticError("too many variable names provided at alternative "
                              f"'{alternative.constructor}'")  # fmt: skip
        if found.op == "or":
            patterns.append(names[0] if names else sx.NamePattern("_"))
        else:
            patterns.append(sx.TuplePattern(names))
    pattern = sx.AltPattern(tuple(patterns)) if len(patterns) > 1 else patterns[0]
    step = take_apart(goal, pattern, None, node, run)
    goals: tuple[Goal, ...] = ()
    filling: dict[int, Proof] = {}
    for branch, alternative in zip(step.goals, chosen, strict=True):
        if alternative.body is None:
            goals += (branch,)
        else:
            filling[branch.id] = run.close(alternative.body, branch)
    return Step(pf.fill(step.proof, filling), goals)


def _flat(terms: tuple[sx.Node, ...]) -> list[sx.Node]:
    """The names of `subst h₁ h₂`, which reads as an application."""
    flat: list[sx.Node] = []
    for node in terms:
        flat.extend((node.fn, *node.args) if isinstance(node, sx.App) else (node,))
    return flat


def subst(goal: Goal, tactic: sx.TermsTactic, run: Run) -> Step:
    """`subst h`, `subst x`, several of them."""
    proof: Proof | None = None
    current = goal
    for node in _flat(tactic.terms):
        local = local_of(node, current)
        if local is None:
            raise TacticError(f"subst: not a hypothesis or variable: {run.quote(node.span)}")
        done = (
            substitute_variable(current, local)
            if local.prop is None
            else substitute_equation(current, local)
        )
        step = as_step(done)
        proof = step.proof if proof is None else pf.fill(proof, {current.id: step.proof})
        (current,) = step.goals
    if proof is None:
        raise TacticError("subst: a hypothesis or variable is expected")
    return Step(proof, (current,))


def subst_vars(goal: Goal, tactic: sx.Nullary, run: Run) -> Step:
    """`subst_vars`: substitute every equation that eliminates a variable."""
    current = goal_like(goal, goal.locals, goal.target, goal.tag)
    proof: Proof = Hole(current.id)
    again = True
    while again:
        run.tick()
        again = False
        for local in current.locals:
            if local.prop is None or local.prop.op != "eq":
                continue
            try:
                done = substitute_equation(current, local)
            except TacticError:
                continue
            proof = pf.fill(proof, {current.id: done.proof})
            current = done.goal
            again = True
            break
    return Step(proof, (current,))


HANDLERS: Final[Mapping[str, Handler]] = {
    "obtain": obtain,
    "rcases": rcases,
    "cases": cases,
    "cases'": cases,
    "subst": subst,
    "subst_vars": subst_vars,
}
