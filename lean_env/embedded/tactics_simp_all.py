"""`simp_all`: every hypothesis and the goal, each simplified with all the other hypotheses.

Follows `Lean.Meta.simpAll`: the hypotheses in their order, then the target, again until nothing
changes. A hypothesis that becomes True goes, one that becomes False closes the goal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.arith.rewriting import Fact, RewriteRule, RuleIndex, rule_of
from lean_env.embedded.context import drop, goal_like, hypothesis, push
from lean_env.embedded.goal import Goal, Local
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.simp_arguments import SimpSet, simp_set
from lean_env.embedded.simp_lemmas import conjuncts
from lean_env.embedded.state import Handler, Run, Step, TacticError
from lean_env.embedded.tactics_simp import Simp

_MAX_ROUNDS: Final = 30


@dataclass(slots=True)
class _Entry:
    """A hypothesis as it stands now, with the rules that it makes."""

    first: Local
    local: Local
    rules: list[RewriteRule]
    facts: frozenset[Fact]

    @classmethod
    def of(cls, first: Local, local: Local) -> _Entry:
        assert local.prop is not None
        facts = conjuncts(local.prop, pf.hyp(local.var))
        rules = [rule for f in facts if (rule := rule_of(f)) is not None]
        return cls(first, local, rules, frozenset(facts))


class _SimpAll:
    def __init__(self, goal: Goal, given: SimpSet, tactic: sx.Simp, run: Run) -> None:
        self.goal = goal
        self.given = given
        self.run = run
        self.only = tactic.only
        self.entries = [_Entry.of(x, x) for x in goal.locals if x.prop is not None]
        self.steps: list[tuple[Local, Proof]] = []  # the hypotheses made, with their proofs
        self.target = goal.target
        self.back: list[Proof] = []  # of equivalences: how the targets lead back
        self.closed: Proof | None = None
        self._simp: Simp | None = None  # with the entries as they are

    def simp(self) -> Simp:
        if self._simp is None:
            rules = RuleIndex(rule for entry in self.entries for rule in entry.rules)
            self._simp = Simp("simp_all", "simp", self.only, self.given, self.run, (rules,))
        return self._simp

    def run_to_the_end(self) -> None:
        for _ in range(_MAX_ROUNDS):
            changed = self.hypotheses()
            if self.closed is None:
                changed = self.conclusion() or changed
            if self.closed is not None or not changed:
                return
        raise TacticError("simp_all failed: maximum number of steps exceeded")

    def hypotheses(self) -> bool:
        changed = False
        for entry in list(self.entries):
            self.run.tick()
            prop = entry.local.prop
            assert prop is not None
            made = self.simp()(prop, entry.facts)
            if made is None:
                continue
            changed, self._simp = True, None
            value = made.value(pf.hyp(entry.local.var))
            if made.after.op == "false":
                self.closed = pf.FalseElim(value, self.target)
                return True
            at = self.entries.index(entry)
            if made.after.op == "true":
                del self.entries[at]
                continue
            new = hypothesis(entry.local.name, made.after)
            self.steps.append((new, value))
            self.entries[at] = _Entry.of(entry.first, new)
        return changed

    def conclusion(self) -> bool:
        made = self.simp()(self.target)
        if made is None:
            return False
        self.back.append(pf.IffMpr(made.iff))
        self.target = made.after
        if made.after.op == "true":
            self.closed = pf.TrueIntro()
        return True

    def step(self) -> Step:
        goals: tuple[Goal, ...] = ()
        proof = self.closed
        if proof is None:
            kept = {entry.first.var.data for entry in self.entries if entry.first is entry.local}
            gone = [x.var.data for x in self.goal.locals if x.prop and x.var.data not in kept]
            new = [entry.local for entry in self.entries if entry.first is not entry.local]
            locals_ = push(drop(self.goal.locals, gone), *new)
            goals = (goal_like(self.goal, locals_, self.target, self.goal.tag),)
            proof = Hole(goals[0].id)
        for back in reversed(self.back):
            proof = pf.AppProof(back, proof)
        for new_local, value in reversed(self.steps):
            assert new_local.prop is not None
            proof = pf.Have(new_local.var, new_local.prop, value, proof)
        return Step(proof, goals)


def simp_all(goal: Goal, tactic: sx.Simp, run: Run) -> Step:
    """`simp_all [..]`, `simp_all only [..]`."""
    if tactic.location != sx.GOAL:
        raise TacticError(f"unsupported: {run.quote(tactic.span)}", unsupported=True)
    lemmas = tuple(arg for arg in tactic.args if not _is_hypothesis(arg, goal))
    given = simp_set(goal, sx.Simp("simp", lemmas, tactic.only, span=tactic.span), run)
    work = _SimpAll(goal, given, tactic, run)
    work.run_to_the_end()
    if work.closed is None and not work.steps and not work.back and _same(work):
        raise TacticError("simp_all made no progress")
    return work.step()


def _same(work: _SimpAll) -> bool:
    return len(work.entries) == sum(x.prop is not None for x in work.goal.locals)


def _is_hypothesis(arg: sx.SimpArg, goal: Goal) -> bool:
    """`simp_all` uses all hypotheses anyway, as they change."""
    if arg.term is None:
        return True
    if not isinstance(arg.term, sx.Ident) or arg.backward or arg.erase:
        return False
    local = goal.find(arg.term.name)
    return local is not None and local.prop is not None


HANDLERS: Final[Mapping[str, Handler]] = {"simp_all": simp_all}
