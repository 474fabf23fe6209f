"""Facts as rewriting rules, for `norm_num [h, …]`: first-order matching, premises discharged."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lean_env.embedded.arith.certificate import Chain, Conv, Logic, Rewrite
from lean_env.embedded.term import (
    BINDERS,
    FALSE,
    PROP,
    TRUE,
    Term,
    Ty,
    fvar,
    instantiate,
    substitute,
    subterms,
)

Step = tuple[Term, Conv]
Discharge = Callable[[Term], Conv | None]  # a conversion of the premise to True


class RewriteRule:
    """`∀ variables, premises → left = right`, or a proposition read as `left ↔ True` or False."""

    __slots__ = ("fact", "left", "premises", "right", "source", "variables")

    def __init__(
        self,
        fact: int,
        variables: Sequence[Term],
        premises: Sequence[Term],
        left: Term,
        right: Term,
        source: Term,
    ) -> None:
        self.fact = fact
        self.variables = tuple(variables)
        self.premises = tuple(premises)
        self.left = left
        self.right = right
        self.source = source  # `left` as the fact has it, which logic may have to turn round

    def apply(self, t: Term, discharge: Discharge) -> Step | None:
        """Rewrite `t` itself (not its subterms), if the rule matches and its premises hold."""
        values: dict[int, Term] = {v.data: v for v in self.variables}
        if not self.variables:
            if t != self.left:
                return None
        else:
            found: dict[int, Term] = {}
            if not match(self.left, t, set(values), found) or len(found) != len(values):
                return None
            values = found
        sides = []
        for premise in self.premises:
            proof = discharge(substitute(premise, values))
            if proof is None:
                return None
            sides.append(proof)
        given = tuple(values[v.data] for v in self.variables)
        conv: Conv = Rewrite(self.fact, given, False, tuple(sides))
        source = substitute(self.source, values) if self.variables else self.source
        if source != t:
            conv = Chain(Logic(), source, conv)
        return (substitute(self.right, values) if self.variables else self.right), conv


def rules_of(facts: Sequence[Term]) -> list[RewriteRule]:
    """The rules that simp makes of the facts. Facts of other shapes make none."""
    rules = []
    for i, fact in enumerate(facts):
        rule = _rule(i, fact)
        if rule is not None:
            rules.append(rule)
    return rules


def _rule(index: int, fact: Term) -> RewriteRule | None:
    variables: list[Term] = []
    premises: list[Term] = []
    while True:
        if fact.op == "forall":
            ty: Ty = fact.data[1]
            variables.append(fvar(ty))
            fact = instantiate(fact, variables[-1])
        elif fact.op == "imp":
            premises.append(fact.args[0])
            fact = fact.args[1]
        else:
            break
    if fact.op in ("eq", "iff"):
        left, right = fact.args
        if left == right:
            return None
        source = left
    elif fact.op == "ne":
        left = source = Term("eq", fact.args, PROP)
        right = FALSE
    elif fact.op == "not":
        # the fact converts what it negates to False; simp turns ¬ a < b round, which logic does too
        left = source = fact.args[0]
        right = FALSE
    elif fact.op in ("and", "true", "false", "exists"):
        return None
    else:
        source = fact
        left, right = _turned(fact), TRUE
    needed = {v.data for v in variables}
    if variables and (left.op == "fvar" and left.data in needed):
        return None
    present = {u.data for u in subterms(left) if u.op == "fvar"}
    if not needed <= present:
        return None
    return RewriteRule(index, variables, premises, left, right, source)


def _turned(p: Term) -> Term:
    """`b ≤ a` for `a ≥ b` and `b < a` for `a > b`."""
    if p.op in ("ge", "gt"):
        return Term("le" if p.op == "ge" else "lt", (p.args[1], p.args[0]), PROP)
    return p


def match(pattern: Term, t: Term, variables: set[int], found: dict[int, Term]) -> bool:
    """Whether `t` is `pattern` with closed terms for the variables; extends `found`."""
    if pattern.op == "fvar" and pattern.data in variables:
        if pattern.ty is not t.ty or t.loose:
            return False
        known = found.setdefault(pattern.data, t)
        return known == t
    if pattern.op != t.op or pattern.ty is not t.ty or len(pattern.args) != len(t.args):
        return False
    if pattern.op in BINDERS:
        if pattern.data[1] is not t.data[1]:
            return False
    elif pattern.data != t.data:
        return False
    return all(match(p, a, variables, found) for p, a in zip(pattern.args, t.args, strict=True))
