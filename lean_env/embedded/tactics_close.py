"""The tactics that close a goal by what is there: hypotheses, computation, contradictions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from lean_env.embedded import proof as pf
from lean_env.embedded.arith import ArithFailed, Budget, check, norm_num_close
from lean_env.embedded.context import (
    hypothesis,
)
from lean_env.embedded.goal import Goal, Local
from lean_env.embedded.proof import Proof
from lean_env.embedded.reduce import expose, same
from lean_env.embedded.state import Handler, Run, Step, TacticError
from lean_env.embedded.tactics_logic import constructor
from lean_env.embedded.term import (
    INT,
    NAT,
    PROP,
    Term,
    prop,
    subterms,
)


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
    return all(
        u.op in ops and u.ty in types and _small_power(u)
        for side in equation.args
        for u in subterms(side)
    )


def _small_power(t: Term) -> bool:
    """Whether Lean evaluates the power (its exponents are bounded by 256 while elaborating)."""
    return t.op != "pow" or (t.args[1].op == "num" and t.args[1].data <= 256)


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
    return all(
        u.op in _DECIDED and u.ty in (NAT, INT, PROP) and _small_power(u) for u in subterms(target)
    )


def decide(goal: Goal, tactic: Any, run: Run) -> Step:
    """`decide`, for ground propositions over ℕ and ℤ with small literals."""
    if not _decidable(goal.target):
        raise TacticError("unsupported: decide on this proposition", unsupported=True)
    proof = evaluate(goal.target)
    if proof is None:
        raise TacticError("tactic 'decide' proved that the proposition is false, or failed")
    return Step(proof)


HANDLERS: Final[Mapping[str, Handler]] = {
    "assumption": assumption,
    "contradiction": contradiction,
    "rfl": rfl,
    "eq_refl": rfl,
    "trivial": trivial,
    "decide": decide,
}
