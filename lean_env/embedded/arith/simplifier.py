"""The simplifier behind `simp` and `norm_num`: bottom up, by built-in steps and rewriting rules.

Follows Lean's `Simp.main`: the parts of a term first (also under binders), then the term itself,
again until nothing changes. `norm_num` differs from `simp` in the numerals that it evaluates; like
Mathlib's, it does not ring-normalise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
from lean_env.embedded.arith.rewriting import (
    Fact,
    FactTable,
    RewriteRule,
    RuleIndex,
    key_of,
    rules_of,
    specific_rules,
)
from lean_env.embedded.arith.simp_rules import Step, evaluation_step, norm_num_step
from lean_env.embedded.term import BINDERS, FALSE, TRUE, Term, abstract, fvar, instantiate

NO_PROGRESS: Final = "norm_num failed to simplify"

_SAME: Final = Same()
_MAX_DISCHARGE: Final = 2  # `Simp.Config.maxDischargeDepth`
_MAX_STEPS: Final = 4_000
_MAX_NESTING: Final = 150


def norm_num_close(
    target: Term, simp_facts: Sequence[Term] = (), budget: Budget | None = None
) -> Conversion:
    """`norm_num [simp_facts]` when it closes the goal. Checked with `simp_facts` as the facts."""
    if evaluate_prop(target):
        return Conversion(Evaluate())
    after, conv = _norm_num(simp_facts, budget).simplify(target)
    if after == TRUE and conv is not None:
        return Conversion(conv)
    if after == FALSE:
        raise ArithFailed("norm_num failed to prove the goal, resulting in False")
    raise ArithFailed(NO_PROGRESS if conv is None else "norm_num failed to close the goal")


def norm_num_simp(
    prop: Term, simp_facts: Sequence[Term] = (), budget: Budget | None = None
) -> tuple[Term, Conversion]:
    """`norm_num [simp_facts]` as a clean-up. Raises `ArithFailed` when nothing changes."""
    after, conv = _norm_num(simp_facts, budget).simplify(prop)
    if conv is None or after == prop:
        raise ArithFailed(NO_PROGRESS)
    return after, Conversion(conv)


def _norm_num(simp_facts: Sequence[Term], budget: Budget | None) -> Simplifier:
    facts = [Fact(p) for p in simp_facts]
    rules = RuleIndex(rules_of(facts))
    return Simplifier(
        (rules,), norm_num_step, FactTable(facts), budget or Budget(), evaluate=evaluation_step
    )


class Simplifier:
    """One simplification: rules in layers, built-in steps, and the facts that were used.

    `steps` are tried at the head of a term whose parts are simplified. `excluded` is a fact not to
    be used (a hypothesis does not simplify itself). `evaluate` is tried before anything else.
    `name` is for messages.
    """

    def __init__(
        self,
        rules: Sequence[RuleIndex],
        steps: Callable[[Term], Step | None],
        table: FactTable,
        budget: Budget,
        *,
        excluded: frozenset[Fact] = frozenset(),
        name: str = "norm_num",
        evaluate: Callable[[Term], Step | None] | None = None,
    ) -> None:
        self.rules = [index for index in rules if index]
        self.steps = steps
        self.table = table
        self.budget = budget
        self.excluded = excluded
        self.name = name
        self.evaluate = evaluate
        self.count = 0
        self.discharging = 0
        self.nesting = 0
        self.known: list[dict[Term, tuple[Term, Conv | None]]] = [
            {} for _ in range(_MAX_DISCHARGE + 1)
        ]

    def simplify(self, t: Term) -> tuple[Term, Conv | None]:
        """The simplified term; the conversion is None when nothing changed."""
        if not t.args:
            if t.op == "num":
                return t, None
            key = key_of(t)
            evaluated = t.op == "decimal" and self.evaluate is not None
            if not evaluated and not any(index.knows(key) for index in self.rules):
                return t, None
        known = self.known[self.discharging]
        found = known.get(t)
        if found is None:
            self.nesting += 1
            if self.nesting > _MAX_NESTING:
                raise ArithFailed(f"{self.name} failed: maximum recursion depth has been reached")
            found = self._simplify(t)
            self.nesting -= 1
            known[t] = found
        return found

    def _simplify(self, t: Term) -> tuple[Term, Conv | None]:
        """As Lean's `simpLoop`: parts, then one step at the head, until a pass leads back.

        A pass that ends where it began is the end, and what it began with counts as simplified
        from then on: so `Nat.add_mod`, which undoes what `Nat.mod_mod` does, does not loop.
        """
        self.budget.spend(10)
        conv: Conv | None = None
        current = t
        if self.evaluate is not None and (step := self.evaluate(t)) is not None:
            current, conv = step
        while True:
            start, before = current, conv
            new, inner = self._arguments(current)
            if inner is not None:
                conv = inner if conv is None else Chain(conv, current, inner)
                current = new
            step = self._head(current)
            if step is None and inner is None:
                break
            self.count += 1
            self.budget.spend(10)
            if self.count > _MAX_STEPS:
                raise ArithFailed(f"{self.name} failed: maximum number of steps exceeded")
            if step is not None:
                new, head = step
                conv = head if conv is None else Chain(conv, current, head)
                current = new
            if current == start:
                conv = before
                break
        self.known[self.discharging][current] = (current, None)
        return current, conv

    def _arguments(self, t: Term) -> tuple[Term, Conv | None]:
        if not t.args:
            return t, None
        if t.op in BINDERS:
            return self._under_binder(t)
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

    def _under_binder(self, t: Term) -> tuple[Term, Conv | None]:
        var = fvar(t.data[1])
        new, conv = self.simplify(instantiate(t, var))
        if conv is None:
            return t, None
        return t.replace_args((abstract(new, var),)), Congruence((conv,), var)

    def _head(self, t: Term) -> Step | None:
        if self.evaluate is not None:
            step = self.evaluate(t)
            if step is not None:
                return step
        key = key_of(t)
        general = [rule for index in self.rules for rule in index.general(key)]
        step = self._rewrite(t, general) if general else None
        if step is not None:
            return step
        step = self.steps(t)
        if step is not None:
            return step
        return self._rewrite(t, specific_rules(self.rules, key, t))

    def _rewrite(self, t: Term, rules: Iterable[RewriteRule]) -> Step | None:
        for rule in rules:
            if rule.fact in self.excluded:
                continue
            self.budget.spend(3)
            rewritten = rule.apply(t, self.table, self._discharge)
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
