"""The tactics about casts: `push_cast`, `zify` and its kin, `norm_cast`, `exact_mod_cast`, …"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from lean_env.embedded import arith
from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.arith.casts import lift_step, norm_cast, push_step, raise_casts
from lean_env.embedded.arith.certificate import Casts, CertificateError, Chain, Conv, Conversion
from lean_env.embedded.arith.rewriting import Fact, FactTable, RewriteRule, RuleIndex, rule_of
from lean_env.embedded.arith.simp_rules import simp_only_step
from lean_env.embedded.arith.simplifier import Simplifier
from lean_env.embedded.context import goal_like
from lean_env.embedded.goal import Goal
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.reduce import same
from lean_env.embedded.simp_arguments import SimpSet, simp_set
from lean_env.embedded.simp_lemmas import rules_at
from lean_env.embedded.state import Handler, Run, Step, TacticError
from lean_env.embedded.tactics_arith import budget, outcomes
from lean_env.embedded.tactics_close import trivial
from lean_env.embedded.tactics_simp import Simp, Simplified, simplify_at
from lean_env.embedded.term import COMPLEX, INT, NAT, PROP, RAT, REAL, Term, Ty, prop

_MAX_DIFFERENCES: Final = 8
_CAST_TYPES: Final = [INT, RAT, REAL, COMPLEX]
_TARGETS: Final[dict[str, Ty]] = {"zify": INT, "qify": RAT, "rify": REAL}


class _CastSimp(Simp):
    """The simplifier with the steps that move casts inwards."""

    def __init__(self, name: str, given: SimpSet, run: Run) -> None:
        super().__init__(name, "simp", True, given, run)
        self._excluded: frozenset[Fact] = frozenset()
        target = _TARGETS.get(name)
        if target is None:
            self._steps = push_step  # not even reflexivity: nothing but cast lemmas
            return
        lifted = lift_step(target)
        self._steps = lambda t: None if self._given(t) else lifted(t) or simp_only_step(t)

    def __call__(self, p: Term, excluded: frozenset[Fact] = frozenset()) -> Simplified | None:
        self._excluded = excluded
        return super().__call__(p, excluded)

    def _given(self, p: Term) -> bool:
        """Whether a simp argument says so: the side condition of a subtraction stays as it is."""
        return p.ty is PROP and any(
            rule.left == p and rule.fact not in self._excluded
            for rule in self.given.rules.candidates(p)
        )


def push_cast(goal: Goal, tactic: sx.Simp, run: Run) -> Step:
    """`push_cast [e, …] at …`, which may change nothing; `zify`, `qify`, `rify`, which may not."""
    given = simp_set(goal, sx.Simp(tactic.keyword, tactic.args, True, tactic.location), run)
    for rule in rules_at("Nat.cast_sub", _CAST_TYPES):  # where its side condition is given
        given.add(rule)
    call = _CastSimp(tactic.keyword, given, run)
    try:
        return simplify_at(goal, tactic.location, call)
    except TacticError as error:
        if tactic.keyword != "push_cast" or not error.message.endswith("made no progress"):
            raise
        return _unchanged(goal)


def _unchanged(goal: Goal) -> Step:
    new = goal_like(goal, goal.locals, goal.target, goal.tag)
    return Step(Hole(new.id), (new,))


# --- norm_cast -----------------------------------------------------------------------------------


class _NormCast(Simp):
    """`norm_cast` in the place of a simplifier."""

    def __init__(self, goal: Goal, run: Run) -> None:
        super().__init__("norm_cast", "simp", True, SimpSet(), run)
        self._goal = goal

    def __call__(self, p: Term, excluded: frozenset[Fact] = frozenset()) -> Simplified | None:
        return normalized(p, self._goal, self.run)


def normalized(p: Term, goal: Goal, run: Run) -> Simplified | None:
    """The proposition with its casts moved out; None where nothing changes.

    `↑m - ↑n` is the cast of a difference of naturals where a hypothesis says `n ≤ m`.
    """
    conv: Conv = Casts()
    table = FactTable()
    current = p
    differences = _Differences(goal, table, run)
    for _ in range(_MAX_DIFFERENCES if differences.bounds else 0):
        raised = raise_casts(current)
        with outcomes():
            moved, inner = differences.simplify(raised)
        if inner is None:
            break
        conv, current = Chain(Chain(conv, raised, inner), moved, Casts()), moved
    after = norm_cast(current)
    if after == p:
        return None
    certificate = Conversion(conv)
    facts = table.facts
    try:
        arith.check_iff(certificate, [f.prop for f in facts], p, after)
    except CertificateError as error:
        raise TacticError(f"internal error: the certificate was refused: {error}") from None
    return Simplified(after, pf.ArithIff(certificate, tuple(f.proof for f in facts), p, after))


class _Differences(Simplifier):
    """`Nat.cast_sub` from right to left, its premise found among the hypotheses."""

    def __init__(self, goal: Goal, table: FactTable, run: Run) -> None:
        rules = RuleIndex(rules_at("Nat.cast_sub", _CAST_TYPES, reverse=True))
        super().__init__([rules], lambda t: None, table, budget(run), name="norm_cast")
        self.bounds: dict[Term, RewriteRule] = {}
        for local in goal.locals:
            p = local.prop
            if p is None or p.op not in ("le", "ge") or p.args[0].ty is not NAT:
                continue
            stated = p if p.op == "le" else prop("le", p.args[1], p.args[0])
            rule = rule_of(Fact(stated, pf.Change(pf.hyp(local.var), stated)))
            if rule is not None:
                self.bounds[stated] = rule

    def _discharge(self, premise: Term) -> Conv | None:
        rule = self.bounds.get(premise)
        step = None if rule is None else rule.apply(premise, self.table, self._discharge)
        return None if step is None else step[1]


def norm_cast_tactic(goal: Goal, tactic: sx.Simp, run: Run) -> Step:
    """`norm_cast at …`: `norm_cast0 at … <;> try trivial`. It may change nothing."""
    if tactic.args or tactic.only:
        raise TacticError("unsupported: norm_cast with arguments", unsupported=True)
    try:
        step = simplify_at(goal, tactic.location, _NormCast(goal, run))
    except TacticError as error:
        if not error.message.endswith("made no progress"):
            raise
        step = _unchanged(goal)
    for left in step.goals:
        try:
            closed = trivial(left, tactic, run)
        except TacticError:
            return step
        step = Step(pf.fill(step.proof, {left.id: closed.proof}), closed.goals)
    return step


def _normal_goal(goal: Goal, run: Run) -> tuple[Goal, Proof]:
    """The goal with its target normalised, and the proof of the given one by it."""
    made = normalized(goal.target, goal, run)
    if made is None:
        new = goal_like(goal, goal.locals, goal.target, goal.tag)
        return new, Hole(new.id)
    new = goal_like(goal, goal.locals, made.after, goal.tag)
    return new, pf.AppProof(pf.IffMpr(made.iff), Hole(new.id))


def _normal_fact(p: Term, proof: Proof, goal: Goal, run: Run) -> tuple[Term, Proof]:
    made = normalized(p, goal, run)
    return (p, proof) if made is None else (made.after, made.value(proof))


def exact_mod_cast(goal: Goal, tactic: sx.TermTactic, run: Run) -> Step:
    """`exact_mod_cast e`: `e` proves the target up to the place of casts."""
    inner, outer = _normal_goal(goal, run)
    try:
        step = run.prove(tactic.term, inner, inner.target)
        if not step.goals:
            return Step(pf.fill(outer, {inner.id: step.proof}))
    except TacticError:
        pass  # the term itself may have to be normalised
    p, proof = _normal_fact(*run.fact(tactic.term, goal), goal, run)
    if not same(p, inner.target):
        raise TacticError("exact_mod_cast: type mismatch, also with the casts normalised")
    return Step(pf.fill(outer, {inner.id: pf.Change(proof, inner.target)}))


def apply_mod_cast(goal: Goal, tactic: sx.TermTactic, run: Run) -> Step:
    """`apply_mod_cast e`: the target normalised, then `apply e`, or `e` normalised."""
    inner, outer = _normal_goal(goal, run)
    try:
        step = run.apply(tactic.term, inner)
        return Step(pf.fill(outer, {inner.id: step.proof}), step.goals)
    except TacticError:
        return exact_mod_cast(goal, tactic, run)


def assumption_mod_cast(goal: Goal, tactic: Any, run: Run) -> Step:
    """`assumption_mod_cast`: a hypothesis is the target up to the place of casts."""
    inner, outer = _normal_goal(goal, run)
    for local in reversed(goal.locals):
        if local.prop is None:
            continue
        run.tick()
        p, proof = _normal_fact(local.prop, pf.hyp(local.var), goal, run)
        if same(p, inner.target, default=False):
            return Step(pf.fill(outer, {inner.id: pf.Change(proof, inner.target)}))
    raise TacticError("tactic 'assumption_mod_cast' failed")


HANDLERS: Final[Mapping[str, Handler]] = {
    "push_cast": push_cast,
    **dict.fromkeys(_TARGETS, push_cast),
    "norm_cast": norm_cast_tactic,
    "exact_mod_cast": exact_mod_cast,
    "apply_mod_cast": apply_mod_cast,
    "assumption_mod_cast": assumption_mod_cast,
}
