"""Facts as rewriting rules, as simp makes and applies them.

First-order matching, with what Lean's unifier adds where simp lemmas need it: `n + 1` matches the
numerals of ℕ, and `fun x ↦ f x` matches any function. A rule that only permutes its variables
rewrites towards smaller terms. Premises are discharged by simplification.
"""

from __future__ import annotations

import bisect
import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final

from lean_env.embedded.arith.certificate import (
    Chain,
    Congruence,
    Conv,
    Evaluate,
    Logic,
    Rewrite,
    RingNormal,
    Same,
    Unfold,
)
from lean_env.embedded.arith.term_order import smaller
from lean_env.embedded.reduce import same
from lean_env.embedded.term import (
    BINDERS,
    FALSE,
    NAT,
    PROP,
    TRUE,
    Term,
    Ty,
    arrow,
    fvar,
    instantiate,
    num,
    substitute,
    subterms,
)

Step = tuple[Term, Conv]
Discharge = Callable[[Term], Conv | None]  # a conversion of the premise to True


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A proposition that may be rewritten with; `proof` is the caller's business."""

    prop: Term
    proof: Any = None


class FactTable:
    """The facts that certificates name, numbered as they are first used."""

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        self.facts: list[Fact] = []
        self._numbers: dict[int, int] = {}
        for fact in facts:
            self.number(fact)

    def number(self, fact: Fact) -> int:
        """The index of the fact in `facts`."""
        found = self._numbers.get(id(fact))
        if found is None:
            found = self._numbers[id(fact)] = len(self.facts)
            self.facts.append(fact)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class RewriteRule:
    """`∀ variables, premises → left = right`, or a proposition read as `left ↔ True` or False.

    `source` is `left` as the fact has it, which logic may have to turn round. `ordered`: the two
    sides differ in the order of the variables only. `path` is `left` as simp's order sees it.
    """

    fact: Fact
    variables: tuple[Term, ...]
    premises: tuple[Term, ...]
    left: Term
    right: Term
    source: Term
    reverse: bool = False
    ordered: bool = False
    functions: bool = False  # whether a variable is a function
    ids: frozenset[int] = frozenset()  # of the variables
    path: tuple[int, ...] = ()

    def apply(self, t: Term, table: FactTable, discharge: Discharge) -> Step | None:
        """Rewrite `t` itself (not its subterms), if the rule matches and its premises hold."""
        if not self.variables:
            return self._apply_closed(t, table, discharge)
        found: dict[int, Term] = {}
        if not match(self.left, t, self.ids, found):
            return None
        if len(found) != len(self.variables):
            return None
        right = plain = substitute(self.right, found)
        if self.functions:
            right = beta(plain)
        if self.ordered and not smaller(right, t):
            return None
        sides = []
        for premise in self.premises:
            proof = discharge(beta(substitute(premise, found)))
            if proof is None:
                return None
            if self.functions:
                proof = Chain(Unfold(), beta(substitute(premise, found)), proof)
            sides.append(proof)
        source = substitute(self.source, found)
        joined = connect(t, source)
        if joined is None:
            return None
        given = tuple(found[v.data] for v in self.variables)
        conv: Conv = Rewrite(table.number(self.fact), given, self.reverse, tuple(sides))
        if joined is not _SAME:
            conv = Chain(joined, source, conv)
        if right != plain:
            conv = Chain(conv, plain, Unfold())
        return right, conv

    def _apply_closed(self, t: Term, table: FactTable, discharge: Discharge) -> Step | None:
        if t != self.left and (t.op not in _TURNED or _turned(t) != self.left):
            return None
        sides = []
        for premise in self.premises:
            proof = discharge(premise)
            if proof is None:
                return None
            sides.append(proof)
        conv: Conv = Rewrite(table.number(self.fact), (), self.reverse, tuple(sides))
        if self.source != t:
            conv = Chain(Logic(), self.source, conv)
        return self.right, conv


_SAME = Same()
_TURNED = {"ge": "le", "gt": "lt"}


def rule_of(fact: Fact, reverse: bool = False) -> RewriteRule | None:
    """The rule that simp makes of a fact; None for facts of other shapes."""
    variables: list[Term] = []
    premises: list[Term] = []
    p = fact.prop
    while True:
        if p.op == "forall":
            ty: Ty = p.data[1]
            variables.append(fvar(ty))
            p = instantiate(p, variables[-1])
        elif p.op == "imp":
            premises.append(p.args[0])
            p = p.args[1]
        else:
            break
    right: Term
    if p.op in ("eq", "iff"):
        left, right = p.args[::-1] if reverse else p.args
        source = left
        left = _turned(left)
        if left == right:
            return None
    elif reverse:
        return None
    elif p.op == "ne":
        left = source = Term("eq", p.args, PROP)
        right = FALSE
    elif p.op == "not":
        # the fact converts what it negates to False; simp turns ¬ a < b round, which logic does too
        source = p.args[0]
        left = _turned(source)
        right = FALSE
    elif p.op in ("and", "true", "false"):
        return None
    else:
        source = p
        left, right = _turned(p), TRUE
    needed = {v.data for v in variables}
    if _head(left).data in needed and _head(left).op == "fvar":
        return None
    present = {u.data for u in subterms(left) if u.op == "fvar"}
    if not needed <= present:
        return None
    return RewriteRule(
        fact,
        tuple(variables),
        tuple(premises),
        left,
        right,
        source,
        reverse,
        bool(variables) and _permutes(left, right, needed, {}),
        any(v.ty.name == "→" for v in variables),
        frozenset(needed),
        _path(left, needed),
    )


def rules_of(facts: Iterable[Fact]) -> list[RewriteRule]:
    """The rules that simp makes of the facts."""
    return [rule for rule in map(rule_of, facts) if rule is not None]


def _turned(p: Term) -> Term:
    """`b ≤ a` for `a ≥ b` and `b < a` for `a > b`."""
    if p.op in _TURNED:
        return Term(_TURNED[p.op], (p.args[1], p.args[0]), PROP)
    return p


def _head(t: Term) -> Term:
    while t.op == "app":
        t = t.args[0]
    return t


def _permutes(a: Term, b: Term, variables: set[int], pairs: dict[int, int]) -> bool:
    """Whether `b` is `a` with its variables renamed one to one."""
    if a.op == "fvar" and a.data in variables:
        if b.op != "fvar" or b.data not in variables or a.ty is not b.ty:
            return False
        if a.data not in pairs and b.data not in pairs.values():
            pairs[a.data] = b.data
        return bool(pairs.get(a.data) == b.data)
    if a.op != b.op or a.ty is not b.ty or len(a.args) != len(b.args):
        return False
    if a.op in BINDERS:
        if a.data[1] is not b.data[1]:
            return False
    elif a.data != b.data:
        return False
    return all(_permutes(x, y, variables, pairs) for x, y in zip(a.args, b.args, strict=True))


# --- matching ------------------------------------------------------------------------------------


def match(pattern: Term, t: Term, variables: frozenset[int], found: dict[int, Term]) -> bool:
    """Whether `t` is `pattern` with closed terms for the variables; extends `found`."""
    if pattern.op == "fvar" and pattern.data in variables:
        if pattern.ty is not t.ty or t.loose:
            return False
        known = found.get(pattern.data)
        if known is None:
            found[pattern.data] = t
        return known is None or known == t
    if pattern.op == "app" and _applies_variable(pattern, variables):
        return _match_function(pattern, t, found)
    if pattern.ty is not t.ty:
        return False
    if pattern.op != t.op:
        if t.op in _TURNED and pattern.op == _TURNED[t.op]:
            t = _turned(t)
        else:
            return _match_offset(pattern, t, variables, found)
    if len(pattern.args) != len(t.args):
        return False
    if pattern.op in BINDERS:
        if pattern.data[1] is not t.data[1]:
            return False
    elif pattern.data != t.data:
        return False
    before = dict(found) if pattern.op == "add" and t.ty is NAT else None
    for p, a in zip(pattern.args, t.args, strict=True):
        if not match(p, a, variables, found):
            break
    else:
        return True
    if before is None:
        return False
    found.clear()
    found.update(before)
    return _match_offset(pattern, t, variables, found)


def _applies_variable(pattern: Term, variables: frozenset[int]) -> bool:
    fn, x = pattern.args
    return fn.op == "fvar" and fn.data in variables and x.op == "bvar" and x.data == 0


def _match_function(pattern: Term, t: Term, found: dict[int, Term]) -> bool:
    """`f x` with x bound by the binder right above: f is `t` as a function of x."""
    fn, x = pattern.args
    if t.ty is not pattern.ty or t.loose > 1:
        return False
    if t.op == "app" and t.args[1].op == "bvar" and not t.args[0].loose:
        value = t.args[0]
    else:
        value = Term("lam", (t,), arrow(x.ty, t.ty), ("x", x.ty))
    known = found.get(fn.data)
    if known is None:
        found[fn.data] = value
    return known is None or known == value


def _match_offset(
    pattern: Term, t: Term, variables: frozenset[int], found: dict[int, Term]
) -> bool:
    """`n + k` matches the numeral `m ≥ k` of ℕ, and `a + m` where `m > k`."""
    if pattern.op != "add" or t.ty is not NAT or pattern.args[1].op != "num":
        return False
    k = pattern.args[1].data
    if t.op == "num" and t.data >= k:
        return match(pattern.args[0], num(t.data - k, NAT), variables, found)
    if t.op == "add" and t.args[1].op == "num" and t.args[1].data > k:
        rest = Term("add", (t.args[0], num(t.args[1].data - k, NAT)), NAT)
        return match(pattern.args[0], rest, variables, found)
    return False


def connect(t: Term, source: Term) -> Conv | None:
    """A conversion of `t` to what a pattern that matched it has become."""
    if t == source:
        return _SAME
    if t.ty is not source.ty:
        return None
    if t.op == source.op and t.op not in BINDERS and t.data == source.data:
        if len(t.args) == len(source.args):
            parts = [connect(a, b) for a, b in zip(t.args, source.args, strict=True)]
            if all(part is not None for part in parts):
                return Congruence(tuple(part for part in parts if part is not None))
    elif t.ty is NAT and t.op == "num" and source.op == "add":
        return Evaluate()
    if t.op in _TURNED and source.op == _TURNED[t.op]:
        turned = _turned(t)
        inner = connect(turned, source)
        return None if inner is None else Chain(Logic(), turned, inner)
    if source.op in _TURNED and t.op == _TURNED[source.op]:
        turned = _turned(source)
        inner = connect(t, turned)
        return None if inner is None else Chain(inner, turned, Logic())
    if t.ty is NAT and t.op == source.op == "add":
        return RingNormal()
    return Unfold() if same(t, source, default=False) else None


def beta(t: Term) -> Term:
    """`t` with its applied functions reduced, everywhere."""
    if not t.args:
        return t
    t = t.replace_args(tuple(beta(a) for a in t.args))
    if t.op == "app" and t.args[0].op == "lam":
        return beta(instantiate(t.args[0], t.args[1]))
    return t


# --- many rules ----------------------------------------------------------------------------------

Key = tuple[Any, ...]


def key_of(t: Term) -> Key:
    """What a rule's left side and the terms that it matches have in common."""
    op = t.op
    if op == "fvar":
        return ("fvar", t.data)
    if op == "app":
        head = _head(t)
        return ("app", head.data if head.op == "fvar" else head.op)
    if op == "num":
        return ("num", t.data, t.ty)
    return (_TURNED.get(op, op), t.args[0].ty if t.args else t.ty)


def _is_open(t: Term, variables: Set[int]) -> bool:
    """Whether a part of a pattern is a variable, or a variable applied."""
    head = _head(t)
    return head.op == "fvar" and head.data in variables


def _path(left: Term, variables: Set[int]) -> tuple[int, ...]:
    """The pattern from left to right: 0 for a variable, 1 for anything else."""
    path: list[int] = []

    def visit(t: Term) -> None:
        if _is_open(t, variables):
            path.append(0)
            return
        path.append(1)
        for a in t.args:
            visit(a)

    for a in left.args:
        visit(a)
    return tuple(path)


_Entry = tuple[tuple[int, ...], RewriteRule]
_FEW: Final = 4
_MAX_SHAPES: Final = 1 << 12


def _may_match(rule: RewriteRule, ops: tuple[str, ...]) -> bool:
    """Whether the rule may match a term whose arguments have these operations at their heads."""
    left = rule.left
    if (left.op == "add" and left.ty is NAT) or len(left.args) != len(ops):  # n + k: see `match`
        return True
    return all(_fits(p, op, rule.ids) for p, op in zip(left.args, ops, strict=True))


def _fits(pattern: Term, op: str, variables: Set[int]) -> bool:
    wanted = pattern.op
    if wanted == op or _TURNED.get(op) == wanted or _is_open(pattern, variables):
        return True
    return wanted == "add" and op == "num" and pattern.ty is NAT


class RuleIndex:
    """Rules by the head of their left side, in the order in which simp tries them.

    Lean's discrimination trees visit variables first: at the leftmost place where two patterns
    differ, the more general one is tried before the other; equal ones in the order they came.
    What is asked for by its `key_of` may be asked for in many indexes.
    """

    def __init__(self, rules: Iterable[RewriteRule] = ()) -> None:
        self._rules: dict[Key, list[_Entry]] = {}
        self._general: dict[Key, list[RewriteRule]] = {}
        self._by_shape: dict[Key, list[_Entry]] = {}
        for rule in rules:
            self.add(rule)

    def add(self, rule: RewriteRule) -> None:
        path = rule.path
        if path and not any(path):
            self._general.setdefault(key_of(rule.left), []).append(rule)
            return
        entries = self._rules.setdefault(key_of(rule.left), [])
        bisect.insort_right(entries, (path, rule), key=itemgetter(0))
        self._by_shape.clear()

    def __bool__(self) -> bool:
        return bool(self._rules or self._general)

    def knows(self, key: Key) -> bool:
        """Whether a left side may match a term of this key."""
        return key in self._rules or key in self._general

    def general(self, key: Key) -> Sequence[RewriteRule]:
        """The rules that match every term of this key: they come first."""
        return self._general.get(key, ())

    def candidates(self, t: Term) -> Iterator[RewriteRule]:
        """All the rules whose left side may match `t`."""
        key = key_of(t)
        yield from self.general(key)
        yield from (rule for _, rule in self.specific(key, t))

    def specific(self, key: Key, t: Term) -> Sequence[_Entry]:
        """The other rules whose left side may match `t`, each after its path."""
        entries = self._rules.get(key)
        if entries is None or len(entries) <= _FEW:
            return entries or ()
        args = t.args[::-1] if t.op in _TURNED else t.args
        ops = tuple([a.op for a in args])
        shape = (key, ops)
        found = self._by_shape.get(shape)
        if found is None:
            if len(self._by_shape) >= _MAX_SHAPES:
                self._by_shape.clear()
            found = self._by_shape[shape] = [e for e in entries if _may_match(e[1], ops)]
        return found


def specific_rules(indexes: Sequence[RuleIndex], key: Key, t: Term) -> Iterator[RewriteRule]:
    """The rules that are not general, in the order of all of the indexes together."""
    found: list[Sequence[_Entry]] = [
        entries for index in indexes if (entries := index.specific(key, t))
    ]
    if not found:
        return iter(())
    merged = found[0] if len(found) == 1 else heapq.merge(*found, key=itemgetter(0))
    return (rule for _, rule in merged)
