"""`omega`: linear arithmetic over ℤ and ℕ, with case splits (`Lean.Elab.Tactic.Omega`).

Facts are taken apart into comparisons and disjunctions. First the comparisons alone are refuted;
where that fails, the disjunction (or truncated subtraction, `min`, …) met last is split, and so on
in each case. A case that is refuted without what the split added refutes the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lean_env.embedded.arith.certificate import ArithFailed, ArithTimeout, Budget
from lean_env.embedded.arith.omega_reading import INTEGERS, Linear, Reader, combine, ground
from lean_env.embedded.arith.omega_solver import Bounds, Combined, Row, refute
from lean_env.embedded.arith.omega_trace import (
    Both,
    Cut,
    Given,
    Omega,
    Refutation,
    Split,
    Trace,
)
from lean_env.embedded.arith.omega_trace import Row as Premise
from lean_env.embedded.term import FALSE, INT, NAT, Term, num, prop

FAILED: Final = "omega could not prove the goal"
NO_FACTS: Final = f"{FAILED}: no usable constraints found"

_RELATIONS: Final = frozenset({"eq", "ne", "lt", "le", "gt", "ge", "dvd"})
_CONNECTIVES: Final = frozenset({"and", "or", "imp", "iff", "not"})
_FLIPPED: Final = {"gt": "lt", "ge": "le"}
_OPPOSITE: Final = {"lt": "ge", "le": "gt", "gt": "le", "ge": "lt"}
_MAX_SPLITS: Final = 60  # one inside the other


def omega(facts: Sequence[Term], target: Term, budget: Budget | None = None) -> Omega:
    """Prove the target from the facts. Raises `ArithFailed`, or `ArithTimeout` out of budget."""
    given = [_Fact(p, i) for i, p in enumerate(facts)]
    if target != FALSE:
        given.append(_Fact(prop("not", target), len(given)))
    usable = [f for f in given if _usable(f.prop)]
    if not usable:
        raise ArithFailed(NO_FACTS)
    start = _Case(Reader())
    node = _Search(budget or Budget()).close(start, usable, 0)
    return Omega(_render(node, given))


class _Fact:
    """A fact of the tableau; `number` is its place in the certificate, once that is known."""

    __slots__ = ("number", "prop")

    def __init__(self, p: Term, number: int = -1) -> None:
        self.prop = p
        self.number = number


class _Node:
    """A closed branch: facts taken apart on the way, then a contradiction or a split."""

    __slots__ = ("contradiction", "expanded", "parts", "split", "used")

    def __init__(self, expanded: list[_Fact], parts: dict[_Fact, list[_Fact]]) -> None:
        self.expanded = expanded
        self.parts = parts
        self.contradiction: Row | None = None
        self.split: tuple[_Fact | Term, list[_Node], list[list[_Fact]]] | None = None
        self.used: set[_Fact] = set()


def _usable(p: Term) -> bool:
    """Whether omega reads the fact: comparisons over ℤ and ℕ, under connectives.

    Of a conjunction one side is enough. `True` and `False` say nothing to `omega` (`addFact`).
    """
    op = p.op
    if op in _RELATIONS:
        return p.args[0].ty in INTEGERS
    if op == "and":
        return any(_usable(a) for a in p.args)
    if op in _CONNECTIVES:
        return all(_usable(a) for a in p.args)
    return False


class _Case:
    """What is known in one case: rows, and splits that are left."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.rows: list[Row] = []
        self.splits: list[_Fact | Term] = []  # the next one last, as in Lean
        self.met: set[Term] = set()  # terms that are, or were, among the splits

    def copy(self) -> _Case:
        new = _Case(self.reader)
        new.rows = list(self.rows)
        new.splits = list(self.splits)
        new.met = set(self.met)
        return new

    def add(self, rows: list[Row]) -> None:
        """Rows, and the terms in them that have cases: these are split first."""
        self.rows.extend(rows)
        seen = {x for row in rows for x in row.form}
        for term in self.reader.splits(seen):
            if term not in self.met:
                self.met.add(term)
                self.splits.append(term)


class _Search:
    def __init__(self, budget: Budget) -> None:
        self.budget = budget

    def close(self, case: _Case, new: list[_Fact], depth: int) -> _Node:
        """A closed tableau of the case with the new facts added. Raises `ArithFailed`."""
        self.budget.spend(50)
        node = _Node([], {})
        self._expand(case, new, node)
        found = self._refute(case)
        if found is not None:
            node.contradiction = found
            _mark(found, node)
            return node
        if depth >= _MAX_SPLITS:
            raise ArithTimeout("there are too many case splits")
        return self._split(case, node, depth)

    def _expand(self, case: _Case, new: list[_Fact], node: _Node) -> None:
        """Take apart what has one case; the rest becomes rows and disjunctions."""
        todo = list(reversed(new))
        rows: list[Row] = []
        while todo:
            fact = todo.pop()
            self.budget.spend(5)
            cases = _cases(fact.prop)
            if cases is None:
                row = _row(case.reader, fact)
                if row is not None:
                    rows.append(row)
            elif len(cases) == 1:
                parts = [_Fact(p) for p in cases[0]]
                node.expanded.append(fact)
                node.parts[fact] = parts
                todo.extend(reversed([p for p in parts if _usable(p.prop)]))
            else:
                case.splits.append(fact)
        case.add(rows)

    def _refute(self, case: _Case) -> Row | None:
        seen = {x for row in case.rows for x in row.form}
        known = [_given(form, why) for form, why in case.reader.facts(seen)]
        return refute([*case.rows, *known], self.budget)

    def _split(self, case: _Case, node: _Node, depth: int) -> _Node:
        if not case.splits:
            raise ArithFailed(FAILED)
        on = case.splits.pop()
        cases = _values(on) if isinstance(on, Term) else _cases(on.prop)
        assert cases is not None
        branches: list[_Node] = []
        added: list[list[_Fact]] = []
        for props in cases:
            facts = [_Fact(p) for p in props]
            branch = self.close(case.copy(), [f for f in facts if _usable(f.prop)], depth + 1)
            if branch.used.isdisjoint(facts):
                return _joined(node, branch)
            branches.append(branch)
            added.append(facts)
        node.split = (on, branches, added)
        for branch, facts in zip(branches, added, strict=True):
            node.used |= branch.used - set(facts)
        if isinstance(on, _Fact):
            node.used.add(on)
        node.expanded = _needed(node.expanded, node)
        return node


def _joined(outer: _Node, inner: _Node) -> _Node:
    """The closed branch `inner` in the place of the split that it did not need."""
    inner.parts = {**outer.parts, **inner.parts}
    inner.expanded = _needed(outer.expanded, inner) + inner.expanded
    return inner


def _needed(expanded: list[_Fact], node: _Node) -> list[_Fact]:
    """Those whose parts are used; they are used then, and their parts are not asked for."""
    kept: list[_Fact] = []
    for fact in reversed(expanded):
        parts = node.parts[fact]
        if not node.used.isdisjoint(parts):
            node.used.difference_update(parts)
            node.used.add(fact)
            kept.append(fact)
    kept.reverse()
    return kept


def _mark(contradiction: Row, node: _Node) -> None:
    """Note the facts that a contradiction came from."""
    stack, seen = [contradiction], {id(contradiction)}
    while stack:
        why = stack.pop().why
        if isinstance(why, _Fact):
            node.used.add(why)
        for row in _sources(why):
            if id(row) not in seen:
                seen.add(id(row))
                stack.append(row)
    node.expanded = _needed(node.expanded, node)


def _sources(why: object) -> list[Row]:
    if isinstance(why, Combined):
        return [row for _, row in why.terms]
    return [why.below, why.above] if isinstance(why, Bounds) else []


# --- facts ---------------------------------------------------------------------------------------


def _not(p: Term) -> Term:
    return prop("not", p)


def _cases(p: Term) -> list[list[Term]] | None:
    """The cases of a fact; None for a comparison."""
    op = p.op
    negated = op == "not"
    if negated:
        p = p.args[0]
        op = p.op
        if op == "not":
            return [[p.args[0]]]
    if op == ("or" if negated else "and"):
        return [[_not(a) for a in p.args] if negated else list(p.args)]
    if op == ("and" if negated else "or"):
        return [[_not(a) if negated else a] for a in p.args]
    if op == "imp":
        a, b = p.args
        return [[a, _not(b)]] if negated else [[_not(a)], [b]]
    if op == "iff":
        a, b = p.args
        return [[a, _not(b)], [_not(a), b]] if negated else [[a, b], [_not(a), _not(b)]]
    if op == "ne" and negated:
        return [[prop("eq", *p.args)]]
    if op == "ne" or (op == "eq" and negated):
        a, b = p.args
        return [[prop("lt", a, b)], [prop("lt", b, a)]]
    return None


def _values(t: Term) -> list[list[Term]]:
    """What a term may be: `min`, `max`, truncated subtraction, `Int.toNat`, `Int.natAbs`, `if`."""
    if t.op == "ite":
        condition, then, otherwise = t.args
        return [
            [condition, prop("eq", t, then)],
            [prop("not", condition), prop("eq", t, otherwise)],
        ]
    if t.op in ("min", "max"):
        a, b = t.args
        small, large = prop("eq", t, a), prop("eq", t, b)
        if t.op == "max":
            small, large = large, small
        return [[prop("le", a, b), small], [prop("le", b, a), large]]
    if t.op == "sub":
        a, b = t.args
        return [
            [prop("le", b, a), prop("eq", Term("add", (t, b), NAT), a)],
            [prop("lt", a, b), prop("eq", t, num(0, NAT))],
        ]
    x = t.args[0]
    lifted, zero = Term("cast", (t,), INT), num(0, INT)
    other = zero if t.op == "Int.toNat" else Term("neg", (x,), INT)
    return [
        [prop("le", zero, x), prop("eq", lifted, x)],
        [prop("lt", x, zero), prop("eq", lifted, other)],
    ]


def _given(linear: Linear, why: Premise | _Fact, equation: bool = False) -> Row:
    return Row(linear[0], linear[1], equation, why)


def _row(reader: Reader, fact: _Fact) -> Row | None:
    """The row of a comparison."""
    p = fact.prop
    negated = p.op == "not"
    if negated:
        p = p.args[0]
    op = p.op
    a, b = p.args
    if op == "dvd":
        remainder = reader.read(Term("mod", (b, a), b.ty))
        if not negated:
            return _given(remainder, fact, equation=True)
        if a.ty is INT and not ground(a):
            return None
        return _given(combine(remainder, ({}, 1), -1), fact)
    if op == "eq":
        return _given(combine(reader.read(a), reader.read(b), -1), fact, equation=True)
    if negated:
        op = _OPPOSITE[op]
    if op in _FLIPPED:
        a, b, op = b, a, _FLIPPED[op]
    difference = combine(reader.read(b), reader.read(a), -1)
    return _given(combine(difference, ({}, 1), -1) if op == "lt" else difference, fact)


# --- the certificate -----------------------------------------------------------------------------


def _render(node: _Node, facts: Sequence[_Fact]) -> Trace:
    known = list(facts)
    expanded: list[int] = []
    for fact in node.expanded:
        expanded.append(fact.number)
        for part in node.parts[fact]:
            part.number = len(known)
            known.append(part)
    if node.contradiction is not None:
        return Trace(tuple(expanded), _refutation(node.contradiction))
    assert node.split is not None
    on, branches, added = node.split
    traces = []
    for branch, parts in zip(branches, added, strict=True):
        for i, part in enumerate(parts):
            part.number = len(known) + i
        traces.append(_render(branch, [*known, *parts]))
    return Trace(tuple(expanded), Split(on if isinstance(on, Term) else on.number, tuple(traces)))


def _refutation(contradiction: Row) -> Refutation:
    """The rows that lead to the contradiction, each after those it was made from."""
    out: list[Premise] = []
    number: dict[int, int] = {}
    stack = [(contradiction, False)]
    while stack:
        row, ready = stack.pop()
        if id(row) in number:
            continue
        why = row.why
        if not ready:
            stack.append((row, True))
            stack.extend((source, False) for source in _sources(why))
            continue
        if isinstance(why, Combined):
            step: Premise = Cut(tuple((c, number[id(r)]) for c, r in why.terms), why.divisor)
        elif isinstance(why, Bounds):
            step = Both(number[id(why.below)], number[id(why.above)])
        elif isinstance(why, _Fact):
            step = Given(why.number)
        else:
            step = why
        number[id(row)] = len(out)
        out.append(step)
    return Refutation(tuple(out))
