"""`simp`, `norm_num`, `dsimp`, `simpa`: the simplifier at the goal and at hypotheses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from typing import Any, Final

from lean_env.embedded import arith
from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.arith import CertificateError
from lean_env.embedded.arith.certificate import Conversion, Evaluate, Unfold
from lean_env.embedded.arith.numerals import evaluate_definition, evaluate_number
from lean_env.embedded.arith.rewriting import Fact, FactTable, RuleIndex
from lean_env.embedded.arith.simp_rules import (
    Step as Conversions,
)
from lean_env.embedded.arith.simp_rules import (
    evaluation_step,
    extension_step,
    norm_num_only_step,
    norm_num_step,
    numeral,
    simp_only_step,
    simp_step,
)
from lean_env.embedded.arith.simplifier import Simplifier
from lean_env.embedded.context import drop, goal_like, hypothesis, push
from lean_env.embedded.goal import PROOF, Goal, Local
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.reduce import unfold_head
from lean_env.embedded.simp_arguments import ALWAYS_UNFOLDED, SimpSet, simp_set
from lean_env.embedded.state import Handler, ProofState, Run, Step, TacticError
from lean_env.embedded.steps import named
from lean_env.embedded.tactics_arith import budget, outcomes
from lean_env.embedded.tactics_close import find_assumption
from lean_env.embedded.term import Term, Ty, fvar

_Steps = Callable[[Term], Conversions | None]
_STEPS: Final[dict[tuple[str, bool], _Steps]] = {
    ("simp", False): simp_step,
    ("simp", True): simp_only_step,
    ("norm_num", False): norm_num_step,
    ("norm_num", True): norm_num_only_step,
}
_EVALUATED: Final = ("Nat.factorial", "Nat.choose", "Nat.fib")


@dataclass(frozen=True, slots=True)
class Simplified:
    """A proposition simplified: `iff` proves `before ↔ after`."""

    after: Term
    iff: Proof

    def value(self, proof: Proof) -> Proof:
        """A proof of `after` from one of the proposition."""
        return pf.AppProof(pf.IffMp(self.iff), proof)


class Simp:
    """One call of a simplifier: its simp set and its built-in steps."""

    def __init__(
        self,
        name: str,
        family: str,
        only: bool,
        given: SimpSet,
        run: Run,
        more: tuple[RuleIndex, ...] = (),
    ) -> None:
        self.name = name
        self.given = given
        self.run = run
        evaluate = extension_step if only else evaluation_step
        self._evaluate = evaluate if family == "norm_num" else None
        self._layers = [*given.layers(), *more]
        steps = with_literals(_STEPS[family, only], given.literals)
        self._steps = with_unfolding(steps, given.unfolded)

    def __call__(self, p: Term, excluded: frozenset[Fact] = frozenset()) -> Simplified | None:
        """The proposition simplified, or None where nothing changes. Raises `TacticError`."""
        table = FactTable()
        simplifier = Simplifier(
            self._layers,
            self._steps,
            table,
            budget(self.run),
            excluded=excluded,
            name=self.name,
            evaluate=self._evaluate,
        )
        self.run.tick()
        with outcomes():
            after, conv = simplifier.simplify(p)
        if conv is None or after == p:
            return None
        certificate = Conversion(conv)
        try:
            arith.check_iff(certificate, [f.prop for f in table.facts], p, after)
        except CertificateError as error:
            raise TacticError(f"internal error: the certificate was refused: {error}") from None
        premises = tuple(f.proof for f in table.facts)
        return Simplified(after, pf.ArithIff(certificate, premises, p, after))

    def at(self, local: Local) -> Simplified | None:
        """A hypothesis simplified, by anything but itself."""
        assert local.prop is not None
        return self(local.prop, frozenset(self.given.own.get(local.var.data, ())))


def with_literals(steps: _Steps, literals: Set[tuple[str, Ty]]) -> _Steps:
    """The steps, and operations on literals besides: each an operation, and of which type."""
    if not literals:
        return steps

    def step(t: Term) -> Conversions | None:
        if t.args and (t.op, t.args[0].ty) in literals and all(a.op == "num" for a in t.args):
            value = evaluate_number(t)
            if value is not None:
                return numeral(value, t.ty), Evaluate()
        return steps(t)

    return step


def with_unfolding(steps: _Steps, unfolded: frozenset[str]) -> _Steps:
    """The steps, and the definitions of `unfolded` besides."""
    if not unfolded:
        return steps
    evaluated = unfolded.intersection(_EVALUATED)

    def step(t: Term) -> Conversions | None:
        key = f"mem {t.args[1].op}" if t.op == "mem" else t.op
        if key in unfolded:
            if key in evaluated and all(a.op == "num" for a in t.args):
                value = evaluate_definition(t)
                return None if value is None else (numeral(value, t.ty), Evaluate())
            new = unfold_head(t)
            if new is not None:
                return new, Unfold()
        return steps(t)

    return step


def simp(goal: Goal, tactic: sx.Simp, run: Run) -> Step:
    """`simp` and `norm_num`, with `only`, simp arguments and locations."""
    family = "norm_num" if tactic.keyword == "norm_num" else "simp"
    call = Simp(tactic.keyword, family, tactic.only, simp_set(goal, tactic, run), run)
    return simplify_at(goal, tactic.location, call)


def simplify_at(goal: Goal, where: sx.Location, call: Simp) -> Step:
    """The goal with the places simplified. Raises `TacticError` where nothing changes.

    `norm_num` may change nothing (Mathlib calls its simplifier without `failIfUnchanged`). At a
    hypothesis that `have h := e` made, so may `simp`: the type that it puts there is the inferred
    one in the place of a metavariable, and Lean compares the two as they are written.
    """
    locals_ = [x for x in goal.locals if x.prop is not None] if where.everywhere else [
        named(goal, name) for name in where.hypotheses
    ]  # fmt: skip
    changed: list[tuple[Local, Local, Simplified]] = []
    for local in locals_:
        if local.prop is None:
            raise TacticError(f"'{local.name}' is not a proposition")
        made = call.at(local)
        if made is None:
            continue
        if made.after.op == "false":
            return Step(pf.FalseElim(made.value(pf.hyp(local.var)), goal.target))
        changed.append((local, hypothesis(local.name, made.after), made))
    target: Simplified | None = None
    if where.goal or where.everywhere:
        target = call(goal.target)
    if target is None and not changed:
        silent = call.name == "norm_num" or any(x.inferred for x in locals_)
        if not silent:
            raise TacticError(f"{call.name} made no progress")
    return _rebuilt(goal, changed, target)


def _rebuilt(
    goal: Goal,
    changed: list[tuple[Local, Local, Simplified]],
    target: Simplified | None,
) -> Step:
    entries = drop(goal.locals, [old.var.data for old, _, _ in changed])
    for _, new, _ in changed:  # `h : True` stays, as in Lean (`simp_all` drops it)
        entries = push(entries, new)
    after = goal.target if target is None else target.after
    goals: tuple[Goal, ...] = ()
    if after.op == "true":
        proof: Proof = pf.TrueIntro()
    else:
        goals = (goal_like(goal, entries, after, goal.tag),)
        proof = Hole(goals[0].id)
    if target is not None:
        proof = pf.AppProof(pf.IffMpr(target.iff), proof)
    for old, new, made in reversed(changed):
        proof = pf.Have(new.var, made.after, made.value(pf.hyp(old.var)), proof)
    return Step(proof, goals)


def norm_num1(goal: Goal, tactic: Any, run: Run) -> Step:
    """`norm_num1`: evaluation without simp lemmas."""
    call = Simp("norm_num", "norm_num", True, SimpSet(), run)
    return simplify_at(goal, sx.GOAL, call)


# What holds by definition, as simp lemmas: `ne_eq`, `gt_iff_lt`, `ge_iff_le`, membership.
_DEFINITIONAL: Final = ALWAYS_UNFOLDED | {"ne", "gt", "ge"}


def dsimp(goal: Goal, tactic: sx.Simp, run: Run) -> Step:
    """`dsimp`, `dsimp only [definitions]`: functions applied, and definitions unfolded."""
    given = simp_set(goal, sx.Simp("simp", tactic.args, True, span=tactic.span), run)
    if given.rules:
        raise TacticError(f"unsupported: {run.quote(tactic.span)}", unsupported=True)
    if not tactic.only:
        given.unfolded |= _DEFINITIONAL
    return simplify_at(goal, tactic.location, Simp("dsimp", "simp", True, given, run))


def simp_rw(goal: Goal, tactic: sx.Rw, run: Run) -> Step:
    """`simp_rw [rules] at …`: `simp only` with one rule after the other."""
    fresh = goal_like(goal, goal.locals, goal.target, goal.tag)
    state = ProofState((fresh,))
    for rule in tactic.rules:
        arg = sx.SimpArg(rule.term, rule.backward, span=rule.span)
        step = sx.Simp("simp", (arg,), True, tactic.location, span=tactic.span)
        state = run.execute(step, state)
    return Step(state.proof_of(fresh.id), state.goals)


def simpa(goal: Goal, tactic: sx.Simp, run: Run) -> Step:
    """`simpa [..] using e`, `simpa [..]`: the goal, and e, simplified to the same."""
    if tactic.location != sx.GOAL:
        raise TacticError(f"unsupported: {run.quote(tactic.span)}", unsupported=True)
    call = Simp("simp", "simp", tactic.only, simp_set(goal, tactic, run), run)
    target = call(goal.target)
    after = goal.target if target is None else target.after
    if after.op == "true":
        assert target is not None
        return Step(pf.AppProof(pf.IffMpr(target.iff), pf.TrueIntro()))
    using = tactic.using
    if using is None and goal.find("this") is not None:
        using = sx.Ident("this")
    if using is None:
        found = find_assumption(goal, after)
        if found is None:
            raise TacticError("simpa: tactic 'assumption' failed")
        inner: Proof = pf.Change(pf.hyp(found.var), after)
    else:
        inner = _using(using, goal, after, call, run)
    return Step(inner if target is None else pf.AppProof(pf.IffMpr(target.iff), inner))


def _using(node: sx.Node, goal: Goal, after: Term, call: Simp, run: Run) -> Proof:
    """A proof of `after` from what `node` proves, simplified."""
    p, proof = run.fact(node, goal)
    excluded: frozenset[Fact] = frozenset()
    if isinstance(node, sx.Ident):
        local = goal.find(node.name)
        if local is not None:
            excluded = frozenset(call.given.own.get(local.var.data, ()))
    made = call(p, excluded)
    if made is not None:
        p, proof = made.after, made.value(proof)
    if p.op == "false":
        return pf.FalseElim(proof, after)
    probe = Goal(goal.id, (Local("h", fvar(PROOF), p),), after)
    if find_assumption(probe, after) is None:
        raise TacticError(
            "simpa: type mismatch, the simplified term does not prove the simplified goal"
        )
    return pf.Change(proof, after)


HANDLERS: Final[Mapping[str, Handler]] = {
    "simp": simp,
    "norm_num": simp,
    "norm_num1": norm_num1,
    "dsimp": dsimp,
    "simp_rw": simp_rw,
    "simpa": simpa,
}
