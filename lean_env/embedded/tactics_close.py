"""The tactics that close a goal by what is there: hypotheses, computation, contradictions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from lean_env.embedded import proof as pf
from lean_env.embedded.arith import ArithFailed, Budget, CertificateError, check, norm_num_close
from lean_env.embedded.arith.evaluation import DECIDED, TooMuchWork, Undecidable
from lean_env.embedded.arith.evaluation import decide as decide_closed
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
    Term,
    free_vars,
    prop,
    subterms,
)

# How far Lean computes before its recursion depth stops it: the elements of one set, and terms in
# all. `rfl` leaves more to the kernel than `decide`, which first finds the instance reduced.
_DECIDE_SET: Final = 256
_DECIDE_WORK: Final = 10_000
_RFL_SET: Final = 2_100
_RFL_WORK: Final = 40_000


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
    for local, p in props:  # `useDecide`: a closed hypothesis that computes to false
        refuted = None if free_vars([p]) else _decide_or_none(prop("not", p))
        if refuted is not None:
            return pf.AppProof(refuted, pf.hyp(local.var))
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
    if bare.op == "dvd" and same(
        bare.args[0], bare.args[1], default=False
    ):  # `dvd_refl` is @[refl]
        return pf.Change(pf.LemmaApp("dvd_refl", (bare.args[0].ty,), (bare.args[0],)), target)
    if bare.op == "eq" and reducible:
        return evaluate(target) if _literal_arithmetic(bare) else None
    return None if reducible else _by_computing(target)


def _by_computing(target: Term) -> Proof | None:
    """A proof of an equation of closed whole numbers, whose sides compute to the same literal."""
    if target.op not in ("eq", "Nat.ModEq", "Int.ModEq") or target.args[0].ty not in (NAT, INT):
        return None
    try:
        holds = decide_closed(target, largest_set=_RFL_SET, work=_RFL_WORK, primes=True)
    except (Undecidable, TooMuchWork):
        return None
    return decided(target) if holds else None


def decided(target: Term) -> Proof:
    """The checked leaf of a closed proposition that computes to true."""
    try:
        check(DECIDED, (), target)
    except CertificateError as error:
        raise TacticError(f"internal error: the certificate was refused: {error}") from None
    return pf.Arith(DECIDED, (), target)


_LITERAL_OPERATIONS: Final = frozenset({"num", "add", "sub", "mul"})


def _literal_arithmetic(equation: Term) -> bool:
    """What Lean computes with reducible transparency: +, - and * of natural literals."""
    return all(
        u.op in _LITERAL_OPERATIONS and u.ty is NAT
        for side in equation.args
        for u in subterms(side)
    )


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
    if proof is None:
        proof = _decide_or_none(goal.target)
    if proof is None and goal.target.op == "true":
        proof = pf.TrueIntro()
    if proof is None and goal.target.op == "and":
        step = constructor(goal, tactic, run)
        parts = {part.id: trivial(part, tactic, run).proof for part in step.goals}
        proof = pf.fill(step.proof, parts)
    if proof is None:
        raise TacticError("tactic 'trivial' failed")
    return Step(proof)


def _decide_or_none(target: Term) -> Proof | None:
    try:
        holds = decide_closed(target, largest_set=_DECIDE_SET, work=_DECIDE_WORK)
    except (Undecidable, TooMuchWork):
        return None
    return decided(target) if holds else None


def decide(goal: Goal, tactic: Any, run: Run) -> Step:
    """`decide`: closed propositions over ℕ and ℤ, finite sets, bounded quantifiers."""
    run.tick()
    try:
        holds = decide_closed(goal.target, largest_set=_DECIDE_SET, work=_DECIDE_WORK)
    except Undecidable as error:
        raise TacticError(f"unsupported: decide does not compute '{error}'", True) from None
    except TooMuchWork:
        raise TacticError("maximum recursion depth has been reached") from None
    if not holds:
        raise TacticError("tactic 'decide' proved that the proposition is false")
    return Step(decided(goal.target))


HANDLERS: Final[Mapping[str, Handler]] = {
    "assumption": assumption,
    "contradiction": contradiction,
    "rfl": rfl,
    "eq_refl": rfl,
    "trivial": trivial,
    "decide": decide,
}
