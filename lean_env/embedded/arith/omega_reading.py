"""How `omega` reads terms: linear forms over atoms, and what is known of the atoms.

Follows `Lean.Elab.Tactic.Omega` (`asLinearCombo`, `analyzeAtom`): a product is linear if a factor
is a numeral, `x / k` and `x % k` need a numeral `k`, casts ℕ → ℤ are looked through, anything else
is an atom as it stands. Numerals may be spelt with +, *, ^ and the like.
"""

from __future__ import annotations

from typing import Final

from lean_env.embedded.arith.certificate import ArithFailed
from lean_env.embedded.arith.numerals import euclidean_div, euclidean_mod, evaluate_number
from lean_env.embedded.arith.omega_solver import Form
from lean_env.embedded.arith.omega_trace import Natural, Quotient
from lean_env.embedded.arith.omega_trace import Row as Premise
from lean_env.embedded.term import INT, NAT, Term, num, subterms

INTEGERS: Final = (INT, NAT)

_GROUND: Final = frozenset({"num", "add", "sub", "mul", "div", "mod", "pow", "neg", "cast"})
_SPLIT: Final = frozenset({"sub", "min", "max", "Int.toNat", "Int.natAbs"})
_MAX_EXPONENT: Final = 256  # `exponentiation.threshold`

Linear = tuple[Form, int]
_Atom = Term | tuple[frozenset[tuple[int, int]], int, int]  # a term, or (form, constant, divisor)


class Reader:
    """Reads terms of type ℤ and ℕ as integer linear forms; notes what it meets."""

    def __init__(self) -> None:
        self._splits: dict[int, Term] = {}  # by atom
        self._atoms: dict[_Atom, int] = {}
        self._known: dict[Term, Linear] = {}
        self._facts: list[list[tuple[Linear, Premise]]] = []  # by atom

    def facts(self, seen: set[int]) -> list[tuple[Linear, Premise]]:
        """What is known of these atoms, and of the atoms that this knowledge is about."""
        out: list[tuple[Linear, Premise]] = []
        done: set[int] = set()
        todo = list(seen)
        while todo:
            x = todo.pop()
            if x in done:
                continue
            done.add(x)
            for fact in self._facts[x]:
                out.append(fact)
                todo.extend(fact[0][0])
        return out

    def splits(self, seen: set[int]) -> list[Term]:
        """The terms among these atoms (and those met on the way) whose value has cases."""
        met = seen.union(*(form for (form, _), _ in self.facts(seen)))
        return [self._splits[x] for x in sorted(met) if x in self._splits]

    def read(self, t: Term) -> Linear:
        """The linear form of a term of type ℤ or ℕ."""
        found = self._known.get(t)
        if found is None:
            found = self._known[t] = self._read(t)
        return found

    def _read(self, t: Term) -> Linear:
        op, args = t.op, t.args
        if op == "num":
            return {}, t.data
        if op == "add":
            return combine(self.read(args[0]), self.read(args[1]), 1)
        if op == "Nat.succ":
            return combine(self.read(args[0]), ({}, 1), 1)
        if op == "cast" and t.ty is INT and args[0].ty is NAT:
            return self.read(args[0])
        if t.ty is INT:
            if op == "sub":
                return combine(self.read(args[0]), self.read(args[1]), -1)
            if op == "neg":
                return combine(({}, 0), self.read(args[0]), -1)
        if op == "mul":
            left, right = self.read(args[0]), self.read(args[1])
            if not left[0]:
                return combine(({}, 0), right, left[1])
            if not right[0]:
                return combine(({}, 0), left, right[1])
        elif op in ("div", "mod"):
            divisor = ground(args[1])
            if divisor is not None:
                return self._division(t, divisor)
        elif op == "pow":
            power = self._power(t)
            if power is not None:
                return power
        return self._atom(t)

    def _division(self, t: Term, divisor: int) -> Linear:
        x = self.read(t.args[0])
        if not x[0]:
            compute = euclidean_div if t.op == "div" else euclidean_mod
            return {}, compute(x[1], divisor)
        if divisor == 0:
            return ({}, 0) if t.op == "div" else x
        size = abs(divisor)
        key = (frozenset(x[0].items()), x[1], size)
        known = key in self._atoms
        quotient: Linear = ({self._index(key): 1}, 0)
        rest = combine(x, quotient, -size)
        if not known:
            facts = self._facts[self._atoms[key]]
            facts.append((rest, Quotient(t, upper=False)))
            facts.append((combine(({}, size - 1), rest, -1), Quotient(t, upper=True)))
        if t.op == "mod":
            return rest
        return quotient if divisor > 0 else combine(({}, 0), quotient, -1)

    def _power(self, t: Term) -> Linear | None:
        base, exponent = t.args
        value = ground(t)
        if value is not None:
            return {}, value
        factor = ground(base)
        if factor is not None and exponent.op == "add" and exponent.args[1] == num(1, NAT):
            smaller = Term("pow", (base, exponent.args[0]), t.ty)
            return combine(({}, 0), self.read(smaller), factor)
        return None

    def _atom(self, t: Term) -> Linear:
        known = t in self._atoms
        index = self._index(t)
        if not known:
            if t.ty is NAT:
                self._facts[index].append((({index: 1}, 0), Natural(t)))
            if t.op in _SPLIT and (t.op != "sub" or t.ty is NAT):
                self._splits[index] = t
        return {index: 1}, 0

    def _index(self, key: _Atom) -> int:
        found = self._atoms.get(key)
        if found is None:
            found = self._atoms[key] = len(self._facts)
            self._facts.append([])
        return found


def combine(p: Linear, q: Linear, factor: int) -> Linear:
    """`p + factor * q`."""
    form = dict(p[0])
    if factor:
        for x, c in q[0].items():
            new = form.get(x, 0) + c * factor
            if new:
                form[x] = new
            else:
                form.pop(x, None)
    return form, p[1] + factor * q[1]


def ground(t: Term) -> int | None:
    """The value of a numeral, spelt with the operations that `omega` computes."""
    if t.op == "num":
        return int(t.data)
    if not t.args:
        return None
    for u in subterms(t):
        if u.op not in _GROUND or u.ty not in INTEGERS:
            return None
        if u.op == "pow" and not (u.args[1].op == "num" and u.args[1].data <= _MAX_EXPONENT):
            return None
    value = evaluate_number(t)
    if value is None:
        raise ArithFailed("omega failed: a numeral is too large")
    return int(value)
