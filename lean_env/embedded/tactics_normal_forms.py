"""`ring_nf`, `field_simp`, and `ring` with its fallback: propositions brought to a normal form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from lean_env.embedded import arith
from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.arith import Budget, CertificateError
from lean_env.embedded.arith.casts import push_step
from lean_env.embedded.arith.certificate import Chain, Conversion, NoProgress
from lean_env.embedded.arith.rewriting import FactTable
from lean_env.embedded.arith.simplifier import Simplifier
from lean_env.embedded.context import drop, goal_like, hypothesis, push, replace_hypothesis
from lean_env.embedded.goal import Goal, Local
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.simp_arguments import SimpSet
from lean_env.embedded.simp_set import default_rules
from lean_env.embedded.state import Handler, Run, Step, TacticError
from lean_env.embedded.steps import named
from lean_env.embedded.tactics_arith import Fact, budget, hypotheses, outcomes
from lean_env.embedded.tactics_arith import ring as ring1
from lean_env.embedded.tactics_close import reflexivity
from lean_env.embedded.tactics_simp import Simp
from lean_env.embedded.term import COMPLEX, RAT, REAL, Term, num, prop

Transformer = Callable[[Term, list[Fact], Budget], tuple[Term, arith.Certificate]]


def _field_simp(p: Term, facts: list[Fact], budget: Budget) -> tuple[Term, arith.Certificate]:
    """`field_simp`, with the casts pushed inwards first: that is in its simp set."""
    pushed, inner = Simplifier([], push_step, FactTable(), budget, name="field_simp").simplify(p)
    try:
        after, cleared = arith.field_simp([q for q, _ in facts], pushed, budget)
    except NoProgress:
        if inner is None:
            raise
        return pushed, Conversion(inner)
    return after, cleared if inner is None else Conversion(Chain(inner, pushed, cleared.conv))


def _ring_nf() -> Transformer:
    """`ring_nf` for one call: its places share their atoms, which are ordered as they occur."""
    atoms = arith.Atoms()
    return lambda p, facts, budget: arith.ring_nf(p, budget, atoms)


def normalise(goal: Goal, tactic: sx.Simp, run: Run) -> Step:
    """`field_simp` and `ring_nf`, with locations.

    Where nothing changes the goal stays as it is: recorded proofs that Lean 4 accepted go on.
    """
    rings = tactic.keyword == "ring_nf"
    transform = _ring_nf() if rings else _field_simp
    given = _given(goal, tactic, run)
    current = goal_like(goal, goal.locals, goal.target, goal.tag)
    proof: Proof = Hole(current.id)
    for local in _places(goal, tactic.location, target_first=rings):
        facts = _facts(tactic, current, given, local)
        if local is None:
            step = _at_target(current, transform, facts, run)
            if step is not None and not rings:
                step = _simplified(step, run)
        else:
            step = _at_hypothesis(current, local, transform, facts, not rings, run)
        if step is not None:
            proof = pf.fill(proof, {current.id: step.proof})
            if not step.goals:
                return Step(proof)
            current = step.goals[0]
    return Step(proof, (current,))


def _places(goal: Goal, where: sx.Location, *, target_first: bool) -> list[Local | None]:
    """The hypotheses and the target (None), in the order in which they are dealt with.

    At `*`, Lean's `withLocation` begins with the target and goes on with the last hypothesis;
    simp's own loop ends with the target.
    """
    if where.everywhere:
        every = [x for x in goal.locals if x.prop is not None]
        return [None, *reversed(every)] if target_first else [*every, None]
    places: list[Local | None] = []
    for name in where.hypotheses:
        local = named(goal, name)
        if local.prop is None:
            raise TacticError(f"'{local.name}' is not a proposition")
        places.append(local)
    return [*places, None] if where.goal else places


def _facts(tactic: sx.Simp, goal: Goal, given: list[Fact], at: Local | None) -> list[Fact]:
    """What a simplification may use: `field_simp` also looks for `≠` among the hypotheses."""
    if tactic.keyword != "field_simp":
        return given
    here = [(p, proof) for p, proof in hypotheses(goal) if at is None or proof != pf.hyp(at.var)]
    return here + given


# What `field_simp [..]` is given helps Mathlib to show that denominators are not zero. Lemmas that
# only rewrite are of no use there; `_DIFFERENCES` turn `a - b ≠ 0` into a given `a ≠ b`.
_FIELDS: Final = (RAT, REAL, COMPLEX)
_DIFFERENCES: Final = frozenset({"sub_ne_zero", "sub_eq_zero"})
_REWRITES: Final = """
mul_comm mul_assoc mul_left_comm mul_right_comm add_comm add_assoc add_left_comm add_right_comm
mul_add add_mul mul_sub sub_mul left_distrib right_distrib pow_two pow_three pow_succ sq two_mul
mul_two mul_one one_mul add_zero zero_add sub_eq_add_neg neg_mul mul_neg mul_pow
add_eq_zero_iff_eq_neg eq_self_iff_true not_true_eq_false not_false_eq_true not_false_iff imp_false
ne_eq true_and_iff and_true_iff
"""
_REWRITING: Final = frozenset(_REWRITES.split())


def _given(goal: Goal, tactic: sx.Simp, run: Run) -> list[Fact]:
    """The facts that the simp arguments name."""
    if tactic.only or (tactic.args and tactic.keyword == "ring_nf"):
        raise TacticError(f"unsupported: {run.quote(tactic.span)}", unsupported=True)
    facts: list[Fact] = []
    differences = False
    for arg in tactic.args:
        if arg.erase or arg.backward:
            raise TacticError(f"unsupported: {run.quote(arg.span)}", unsupported=True)
        name = arg.term.name if isinstance(arg.term, sx.Ident) else ""
        if name and goal.find(name) is None and (name in _DIFFERENCES or name in _REWRITING):
            differences = differences or name in _DIFFERENCES
        elif arg.term is None:
            facts += hypotheses(goal)
        else:
            facts.append(run.fact(arg.term, goal))
    return [*facts, *_differences(facts)] if differences else facts


def _differences(facts: list[Fact]) -> list[Fact]:
    """`a - b ≠ 0` for every `a ≠ b` in a field."""
    found: list[Fact] = []
    for p, proof in facts:
        equation = p.args[0] if p.op == "not" else p
        if equation.op not in ("ne", "eq") or (equation.op == "eq") != (p.op == "not"):
            continue
        a, b = equation.args
        if a.ty not in _FIELDS:
            continue
        apart = prop("ne", Term("sub", (a, b), a.ty), num(0, a.ty))
        value = pf.AppProof(pf.IffMpr(pf.LemmaApp("sub_ne_zero", (a.ty,), (a, b))), proof)
        found.append((apart, pf.Change(value, apart)))
    return found


def _iff(certificate: arith.Certificate, facts: Sequence[Fact], before: Term, after: Term) -> Proof:
    try:
        arith.check_iff(certificate, [p for p, _ in facts], before, after)
    except CertificateError as error:
        raise TacticError(f"internal error: the certificate was refused: {error}") from None
    return pf.ArithIff(certificate, tuple(proof for _, proof in facts), before, after)


def _changed(
    transform: Transformer, p: Term, facts: list[Fact], run: Run
) -> tuple[Term, arith.Certificate] | None:
    """The proposition transformed; None where there is nothing to do."""
    with outcomes():
        try:
            after, certificate = transform(p, facts, budget(run))
        except NoProgress:
            return None
    return None if after == p else (after, certificate)


def _at_target(goal: Goal, transform: Transformer, facts: list[Fact], run: Run) -> Step | None:
    changed = _changed(transform, goal.target, facts, run)
    if changed is None:
        return None
    after, certificate = changed
    back = pf.IffMpr(_iff(certificate, facts, goal.target, after))
    if after.op == "true":
        return Step(pf.AppProof(back, pf.TrueIntro()))
    if after.op in ("eq", "iff") and after.args[0] == after.args[1]:
        closed = reflexivity(after, reducible=True)
        assert closed is not None
        return Step(pf.AppProof(back, closed))
    new = goal_like(goal, goal.locals, after, goal.tag)
    return Step(pf.AppProof(back, Hole(new.id)), (new,))


def _simplified(step: Step, run: Run) -> Step:
    """The step with its goal closed where simp closes it: field_simp has the default simp set.

    What simp would only change stays as it is: where it leads depends on the order of its rules.
    """
    if not step.goals:
        return step
    (goal,) = step.goals
    call = Simp("field_simp", "simp", False, SimpSet(default=default_rules()), run)
    try:
        made = call(goal.target)
    except TacticError:
        return step
    if made is None or made.after.op != "true":
        return step
    closed = pf.AppProof(pf.IffMpr(made.iff), pf.TrueIntro())
    return Step(pf.fill(step.proof, {goal.id: closed}))


def _at_hypothesis(
    goal: Goal, local: Local, transform: Transformer, facts: list[Fact], moves: bool, run: Run
) -> Step | None:
    assert local.prop is not None
    changed = _changed(transform, local.prop, facts, run)
    if changed is None:
        return None
    after, certificate = changed
    forward = pf.IffMp(_iff(certificate, facts, local.prop, after))
    value = pf.AppProof(forward, pf.hyp(local.var))
    if after.op == "false":
        return Step(pf.FalseElim(value, goal.target))
    new_local = hypothesis(local.name, after)
    if moves:
        locals_ = push(drop(goal.locals, [local.var.data]), new_local)
    else:
        locals_ = replace_hypothesis(goal.locals, local, new_local)
    new = goal_like(goal, locals_, goal.target, goal.tag)
    return Step(pf.Have(new_local.var, after, value, Hole(new.id)), (new,))


def ring(goal: Goal, tactic: sx.Nullary, run: Run) -> Step:
    """`ring`: `ring1`, and where that fails `ring_nf`, which leaves a goal (a hint in Lean)."""
    try:
        return ring1(goal, tactic, run)
    except TacticError as failure:
        facts: list[Fact] = []
        step = _at_target(goal, _ring_nf(), facts, run)
        if step is None:
            raise failure from None
        return step


HANDLERS: Final[Mapping[str, Handler]] = {
    "field_simp": normalise,
    "ring_nf": normalise,
    "ring": ring,
}
