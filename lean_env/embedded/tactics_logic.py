"""The tactics of propositional and predicate logic that take no terms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.arith import ArithFailed, Budget, check, norm_num_close
from lean_env.embedded.context import (
    child_tag,
    drop,
    goal_like,
    hypothesis,
    inaccessible,
    push,
    variable,
)
from lean_env.embedded.engine import Handler
from lean_env.embedded.goal import Goal, Local
from lean_env.embedded.patterns import destructure
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.reduce import expose, same
from lean_env.embedded.state import Run, Step, TacticError
from lean_env.embedded.term import (
    FALSE,
    INT,
    NAT,
    PROP,
    Term,
    free_vars,
    instantiate,
    prop,
    subterms,
)


def exposed(target: Term, op: str) -> Term | None:
    """`target` as an `op`, looking through reducible definitions only."""
    return expose(target, op, default=False)


# ---------------------------------------------------------------- intro


def introduce(goal: Goal, name: str | None) -> tuple[Goal, pf.Proof, Local]:
    """One `intro`: the new goal, the proof of the old one, and the entry introduced.

    `name` None is an inaccessible name: the binder's, or `a` for an arrow.
    """
    target = goal.target
    if target.op not in ("forall", "imp"):
        found = expose(target, "imp") or expose(target, "forall")
        if found is None:
            raise TacticError("tactic 'introN' failed, insufficient number of binders")
        target = found
    if target.op == "forall":
        bound, ty = target.data
        local = variable(inaccessible(bound) if name is None else name, ty)
        body = instantiate(target, local.var)
        new = goal_like(goal, push(goal.locals, local), body, goal.tag)
        return new, pf.Lam(local.var, Hole(new.id), bound), local
    premise, conclusion = target.args
    local = hypothesis(inaccessible("a") if name is None else name, premise)
    new = goal_like(goal, push(goal.locals, local), conclusion, goal.tag)
    return new, pf.LamHyp(local.var, premise, Hole(new.id)), local


def intro(goal: Goal, tactic: sx.Intro, run: Run) -> Step:
    """`intro`, `intros`, `rintro`, with names and patterns."""
    patterns = tactic.patterns
    proof: Proof
    if not patterns:
        if tactic.keyword == "rintro":
            raise TacticError("rintro: a pattern is expected")
        new, proof, _ = introduce(goal, None)
        while tactic.keyword == "intros" and new.target.op in ("forall", "imp"):
            run.tick()
            goal = new
            new, step, _ = introduce(goal, None)
            proof = pf.fill(proof, {goal.id: step})
        return Step(proof, (new,))
    return _intro_patterns(goal, patterns, run)


def _intro_patterns(goal: Goal, patterns: tuple[sx.Pattern, ...], run: Run) -> Step:
    if not patterns:
        new = goal_like(goal, goal.locals, goal.target, goal.tag)
        return Step(Hole(new.id), (new,))
    run.tick()
    first, rest = patterns[0], patterns[1:]
    if isinstance(first, sx.NamePattern):
        new, proof, _ = introduce(goal, None if first.name == "_" else first.name)
        inner = _intro_patterns(new, rest, run)
        return Step(pf.fill(proof, {new.id: inner.proof}), inner.goals)
    new, proof, local = introduce(goal, None)
    opened = destructure(new, local, first, run)
    filling: dict[int, Proof] = {new.id: opened.proof}
    goals: tuple[Goal, ...] = ()
    for branch in opened.goals:
        inner = _intro_patterns(branch, rest, run)
        filling[branch.id] = inner.proof
        goals += inner.goals
    return Step(pf.fill(proof, filling), goals)


# ---------------------------------------------------------------- connectives


def constructor(goal: Goal, tactic: Any, run: Run) -> Step:
    """`constructor`: the first constructor of the target that applies."""
    target = goal.target
    match target.op:
        case "true":
            return Step(pf.TrueIntro())
        case "and":
            left, right = _two(goal, "left", target.args[0], "right", target.args[1])
            return Step(pf.AndIntro(Hole(left.id), Hole(right.id)), (left, right))
        case "iff":
            p, q = target.args
            mp, mpr = _two(goal, "mp", prop("imp", p, q), "mpr", prop("imp", q, p))
            return Step(pf.IffIntro(Hole(mp.id), Hole(mpr.id)), (mp, mpr))
        case "or":
            return _side(goal, target, left=True)
        case "eq" if target.args[0] == target.args[1]:
            return Step(pf.Refl(target.args[0]))
        case "exists" | "exists_unique":
            raise TacticError(
                "unsupported: constructor on an existential (give the witness with use)",
                unsupported=True,
            )
    raise TacticError("tactic 'constructor' failed, no applicable constructors found")


def _two(goal: Goal, tag1: str, target1: Term, tag2: str, target2: Term) -> tuple[Goal, Goal]:
    return (
        goal_like(goal, goal.locals, target1, child_tag(goal.tag, tag1)),
        goal_like(goal, goal.locals, target2, child_tag(goal.tag, tag2)),
    )


def _side(goal: Goal, disjunction: Term, left: bool) -> Step:
    p, q = disjunction.args
    new = goal_like(goal, goal.locals, p if left else q, child_tag(goal.tag, "h"))
    hole = Hole(new.id)
    return Step(pf.OrLeft(hole, q) if left else pf.OrRight(p, hole), (new,))


def side(goal: Goal, tactic: sx.Nullary, run: Run) -> Step:
    """`left` and `right`."""
    target = exposed(goal.target, "or")
    if target is None:
        raise TacticError(
            f"tactic '{tactic.name}' failed, target is not an inductive datatype "
            "with two constructors"
        )
    return _side(goal, target, left=tactic.name == "left")


def exfalso(goal: Goal, tactic: Any, run: Run) -> Step:
    """`exfalso`."""
    new = goal_like(goal, goal.locals, FALSE, goal.tag)
    return Step(pf.FalseElim(Hole(new.id), goal.target), (new,))


def and_intros(goal: Goal, tactic: Any, run: Run) -> Step:
    """`and_intros`: split nested conjunctions."""
    run.tick()
    if goal.target.op != "and":
        raise TacticError("tactic 'and_intros' failed, the target is not a conjunction")
    step = constructor(goal, tactic, run)
    goals: tuple[Goal, ...] = ()
    filling: dict[int, Proof] = {}
    for part in step.goals:
        if part.target.op == "and":
            inner = and_intros(part, tactic, run)
            filling[part.id] = inner.proof
            goals += inner.goals
        else:
            goals += (part,)
    return Step(pf.fill(step.proof, filling), goals)


# ---------------------------------------------------------------- closing


def find_assumption(goal: Goal, target: Term) -> Local | None:
    """The last hypothesis that is `target`, up to reducible unfolding."""
    for local in reversed(goal.locals):
        if local.prop is not None and same(local.prop, target, default=False):
            return local
    return None


def assumption(goal: Goal, tactic: Any, run: Run) -> Step:
    """`assumption`."""
    found = find_assumption(goal, goal.target)
    if found is None:
        raise TacticError("tactic 'assumption' failed")
    return Step(pf.Change(pf.hyp(found.var), goal.target))


def contradiction_proof(goal: Goal) -> Proof | None:
    """A proof of False from hypotheses that contradict each other, as `contradiction` finds it."""
    props = [(local, local.prop) for local in goal.locals if local.prop is not None]
    for local, p in props:
        if p.op == "false":
            return pf.hyp(local.var)
        negated = expose(p, "imp", default=False)
        if negated is None or negated.args[1].op != "false":
            if p.op == "eq" and p.args[0].ty is NAT and _distinct_literals(p):
                return _by_norm_num(p, local)
            continue
        found = find_assumption(goal, negated.args[0])
        if found is not None:
            return pf.AppProof(pf.hyp(local.var), pf.hyp(found.var))
        equal = negated.args[0]
        if equal.op == "eq" and equal.args[0] == equal.args[1]:
            return pf.AppProof(pf.hyp(local.var), pf.Refl(equal.args[0]))
    return None


def _distinct_literals(p: Term) -> bool:
    a, b = p.args
    return a.op == b.op == "num" and a.data != b.data


def _by_norm_num(false_prop: Term, local: Local) -> Proof | None:
    target = prop("not", false_prop)
    leaf = evaluate(target)
    return None if leaf is None else pf.AppProof(leaf, pf.hyp(local.var))


def evaluate(target: Term) -> Proof | None:
    """A proof of a ground proposition by evaluation."""
    try:
        certificate = norm_num_close(target, (), Budget())
        check(certificate, (), target)
    except ArithFailed:
        return None
    return pf.Arith(certificate, (), target)


def contradiction(goal: Goal, tactic: Any, run: Run) -> Step:
    """`contradiction`."""
    found = contradiction_proof(goal)
    if found is None:
        raise TacticError("tactic 'contradiction' failed")
    return Step(pf.FalseElim(found, goal.target))


def reflexivity(target: Term, reducible: bool) -> Proof | None:
    """A proof by `rfl` (`reducible`: by `with_reducible rfl`, which ends `rw`)."""
    bare = target
    if target.op == "ge":
        bare = prop("le", target.args[1], target.args[0])
    if bare.op in ("eq", "iff", "le") and same(bare.args[0], bare.args[1], default=not reducible):
        a = bare.args[0]
        if bare.op == "eq":
            return pf.Change(pf.Refl(a), target)
        if bare.op == "iff":
            var = hypothesis("h", a).var
            return pf.Change(
                pf.IffIntro(pf.LamHyp(var, a, pf.hyp(var)), pf.LamHyp(var, a, pf.hyp(var))), target
            )
        return pf.Change(pf.LemmaApp("le_refl", (a.ty,), (a,)), target)
    if bare.op == "eq" and _computes(bare, {NAT} if reducible else {NAT, INT}, reducible):
        return evaluate(target)
    return None


def _computes(equation: Term, types: set[Any], reducible: bool) -> bool:
    """Whether an equality of ground numbers is decided by the kernel's own arithmetic.

    With reducible transparency Lean evaluates +, - and * of natural literals only.
    """
    ops = {"num", "add", "sub", "mul"} if reducible else {
        "num", "add", "sub", "mul", "div", "mod", "pow", "neg"
    }  # fmt: skip
    if equation.args[0].ty not in types:
        return False
    return all(u.op in ops and u.ty in types for side in equation.args for u in subterms(side))


def rfl(goal: Goal, tactic: Any, run: Run) -> Step:
    """`rfl`."""
    proof = reflexivity(goal.target, reducible=False)
    if proof is None:
        raise TacticError("The rfl tactic failed. The two sides are not definitionally equal")
    return Step(proof)


def trivial(goal: Goal, tactic: Any, run: Run) -> Step:
    """`trivial`: assumption, rfl, contradiction, True, and conjunctions of these."""
    run.tick()
    found = find_assumption(goal, goal.target)
    if found is not None:
        return Step(pf.Change(pf.hyp(found.var), goal.target))
    proof = reflexivity(goal.target, reducible=False)
    if proof is None:
        absurd = contradiction_proof(goal)
        proof = None if absurd is None else pf.FalseElim(absurd, goal.target)
    if proof is None and _decidable(goal.target):
        proof = evaluate(goal.target)
    if proof is None and goal.target.op == "true":
        proof = pf.TrueIntro()
    if proof is None and goal.target.op == "and":
        step = constructor(goal, tactic, run)
        parts = {part.id: trivial(part, tactic, run).proof for part in step.goals}
        proof = pf.fill(step.proof, parts)
    if proof is None:
        raise TacticError("tactic 'trivial' failed")
    return Step(proof)


# What `decide` evaluates in Lean's kernel. Not `Nat.Prime` and the like: their instances do not
# reduce. Not ℚ or ℝ.
_DECIDED: Final = frozenset(
    {"num", "add", "sub", "mul", "div", "mod", "pow", "neg", "dvd", "eq", "ne", "lt", "le", "gt"}
    | {"ge", "and", "or", "not", "imp", "iff", "true", "false"}
)


def _decidable(target: Term) -> bool:
    """Whether `decide` evaluates the proposition: ground, over ℕ or ℤ."""
    return all(u.op in _DECIDED and u.ty in (NAT, INT, PROP) for u in subterms(target))


def decide(goal: Goal, tactic: Any, run: Run) -> Step:
    """`decide`, for ground propositions over ℕ and ℤ with small literals."""
    if not _decidable(goal.target):
        raise TacticError("unsupported: decide on this proposition", unsupported=True)
    proof = evaluate(goal.target)
    if proof is None:
        raise TacticError("tactic 'decide' proved that the proposition is false, or failed")
    return Step(proof)


# ---------------------------------------------------------------- classical, structural


def clear(goal: Goal, tactic: sx.NamesTactic, run: Run) -> Step:
    """`clear`."""
    locals_ = goal.locals
    for name in tactic.names:
        local = named(goal, name)
        rest = [o.prop for o in goal.locals if o.prop is not None and o in locals_ and o != local]
        if local.prop is None and local.var.data in free_vars([*rest, goal.target]):
            raise TacticError(f"tactic 'clear' failed, something depends on '{name}'")
        locals_ = drop(locals_, [local.var.data])
    new = goal_like(goal, locals_, goal.target, goal.tag)
    return Step(Hole(new.id), (new,))


def named(goal: Goal, name: str) -> Local:
    """The local of that name. Raises `TacticError`."""
    local = goal.find(name)
    if local is None:
        raise TacticError(f"unknown identifier '{name}'")
    return local


HANDLERS: Final[Mapping[str, Handler]] = {
    "intro": intro,
    "intros": intro,
    "rintro": intro,
    "constructor": constructor,
    "left": side,
    "right": side,
    "exfalso": exfalso,
    "and_intros": and_intros,
    "assumption": assumption,
    "contradiction": contradiction,
    "rfl": rfl,
    "eq_refl": rfl,
    "trivial": trivial,
    "decide": decide,
    "clear": clear,
}
