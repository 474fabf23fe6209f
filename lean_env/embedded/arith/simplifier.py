"""`norm_num`: numerals evaluated, a small simp set, facts as rewriting rules.

Follows `Mathlib.Tactic.NormNum` in that nothing is ring-normalised; terms under binders are left
alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lean_env.embedded.arith.certificate import (
    ArithFailed,
    Budget,
    Chain,
    Congruence,
    Conv,
    Conversion,
    Evaluate,
    Same,
)
from lean_env.embedded.arith.numerals import evaluate_prop
from lean_env.embedded.arith.rewriting import RewriteRule, rules_of
from lean_env.embedded.arith.simp_rules import number_step, prop_step
from lean_env.embedded.term import BINDERS, FALSE, PROP, TRUE, Term

NO_PROGRESS: Final = "norm_num failed to simplify"

_SAME: Final = Same()
_MAX_DISCHARGE: Final = 3
_MAX_STEPS: Final = 2_000
_MAX_NESTING: Final = 150


def norm_num_close(
    target: Term, simp_facts: Sequence[Term] = (), budget: Budget | None = None
) -> Conversion:
    """`norm_num [simp_facts]` when it closes the goal. Checked with `simp_facts` as the facts."""
    if evaluate_prop(target):
        return Conversion(Evaluate())
    after, conv = _Simplifier(simp_facts, budget or Budget()).simplify(target)
    if after == TRUE and conv is not None:
        return Conversion(conv)
    if after == FALSE:
        raise ArithFailed("norm_num failed to prove the goal, resulting in False")
    raise ArithFailed(NO_PROGRESS if conv is None else "norm_num failed to close the goal")


def norm_num_simp(
    prop: Term, simp_facts: Sequence[Term] = (), budget: Budget | None = None
) -> tuple[Term, Conversion]:
    """`norm_num [simp_facts]` as a clean-up. Raises `ArithFailed` when nothing changes."""
    after, conv = _Simplifier(simp_facts, budget or Budget()).simplify(prop)
    if conv is None or after == prop:
        raise ArithFailed(NO_PROGRESS)
    return after, Conversion(conv)


class _Simplifier:
    def __init__(self, facts: Sequence[Term], budget: Budget) -> None:
        self.rules: list[RewriteRule] = rules_of(facts)
        self.budget = budget
        self.steps = 0
        self.discharging = 0
        self.nesting = 0
        self.known: dict[Term, tuple[Term, Conv | None]] = {}

    def simplify(self, t: Term) -> tuple[Term, Conv | None]:
        """The simplified term; the conversion is None when nothing changed."""
        if not t.args and not self.rules:
            return t, None
        found = self.known.get(t)
        if found is None:
            self.nesting += 1
            if self.nesting > _MAX_NESTING:
                raise ArithFailed("norm_num failed: maximum recursion depth has been reached")
            found = self._simplify(t)
            self.nesting -= 1
            self.known[t] = found
        return found

    def _simplify(self, t: Term) -> tuple[Term, Conv | None]:
        self.budget.spend(10)
        conv: Conv | None = None
        current = t
        while True:
            new, inner = self._arguments(current)
            if inner is not None:
                conv = inner if conv is None else Chain(conv, current, inner)
                current = new
            step = self._head(current)
            if step is None:
                return current, conv
            self.steps += 1
            if self.steps > _MAX_STEPS:
                raise ArithFailed("norm_num failed: maximum number of steps exceeded")
            new, head = step
            conv = head if conv is None else Chain(conv, current, head)
            current = new

    def _arguments(self, t: Term) -> tuple[Term, Conv | None]:
        if not t.args or t.op in BINDERS:
            return t, None
        args: list[Term] = []
        convs: list[Conv] = []
        changed = False
        for a in t.args:
            new, conv = self.simplify(a)
            args.append(new)
            if conv is None:
                convs.append(_SAME)
            else:
                convs.append(conv)
                changed = True
        if not changed:
            return t, None
        return Term(t.op, tuple(args), t.ty, t.data), Congruence(tuple(convs))

    def _head(self, t: Term) -> tuple[Term, Conv] | None:
        step = prop_step(t) if t.ty is PROP else number_step(t)
        if step is not None:
            return step
        for rule in self.rules:
            rewritten = rule.apply(t, self._discharge)
            if rewritten is not None:
                return rewritten
        return None

    def _discharge(self, premise: Term) -> Conv | None:
        if self.discharging >= _MAX_DISCHARGE:
            return None
        self.discharging += 1
        try:
            after, conv = self.simplify(premise)
        finally:
            self.discharging -= 1
        if after != TRUE:
            return None
        return _SAME if conv is None else conv
