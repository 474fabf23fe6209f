"""How `omega` reads terms: linear forms over atoms, and what is known of the atoms.

Follows `Lean.Elab.Tactic.Omega` (`asLinearCombo`, `handleNatCast`, `analyzeAtom`): a product is
linear if a factor is a numeral, `x / k` needs a numeral `k` and `x % k` a natural one, casts ℕ → ℤ
are looked through, anything else is an atom as it stands. Numerals may be spelt with +, -, *, / and
^ (`groundNat?`, `groundInt?`). Of a natural that the cast is pushed into nothing more is known,
except what `analyzeAtom` says: `0 ≤ a * b` and `0 ≤ a % b`; not `0 ≤ a / b`, nor `0 ≤ 2 ^ k`.
"""

from __future__ import annotations

from typing import Final

from lean_env.embedded.arith.certificate import ArithFailed
from lean_env.embedded.arith.numerals import euclidean_div, euclidean_mod
from lean_env.embedded.arith.omega_solver import Form
from lean_env.embedded.arith.omega_trace import Natural, PowerRemainder, Quotient
from lean_env.embedded.arith.omega_trace import Row as Premise
from lean_env.embedded.term import INT, NAT, Term, num

INTEGERS: Final = (INT, NAT)

_GROUND: Final = frozenset({"add", "sub", "mul", "div", "pow"})
_PUSHED: Final = frozenset({"mul", "div", "mod"})
_SPLIT: Final = frozenset({"min", "max", "Int.toNat", "Int.natAbs"})
_MAX_EXPONENT: Final = 256  # `exponentiation.threshold`
_MAX_BITS: Final = 10_000

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
            divisor = ground(args[1]) if op == "div" else natural_ground(args[1])
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
        successor = exponent.op == "add" and exponent.args[1] == num(1, NAT)
        if factor is not None and (successor or exponent.op == "Nat.succ"):
            smaller = Term("pow", (base, exponent.args[0]), t.ty)
            return combine(({}, 0), self.read(smaller), factor)
        return None

    def _atom(self, t: Term) -> Linear:
        key = pushed(t)
        known = key in self._atoms
        index = self._index(key)
        if not known:
            natural = key if key.ty is NAT else _natural_operation(key)
            if natural is not None and not (natural.op == "pow" and ground(natural.args[0])):
                self._facts[index].append((({index: 1}, 0), Natural(natural)))
            if t.op == "mod":
                self._below_power(t, index)
            if t.op in _SPLIT or (t.op, t.ty) in (("sub", NAT), ("ite", INT)):
                self._splits[index] = t
        return {index: 1}, 0

    def _below_power(self, t: Term, index: int) -> None:
        """`0 ≤ x % b ^ e < b ^ e` for a positive numeral `b`."""
        base, _ = power_of_numeral(t.args[1]) or (0, t)
        if base <= 0:
            return
        value: Linear = ({index: 1}, 0)
        room = combine(self.read(t.args[1]), value, -1)
        facts = self._facts[index]
        facts.append((value, PowerRemainder(t, upper=False)))
        facts.append((combine(room, ({}, 1), -1), PowerRemainder(t, upper=True)))

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


def pushed(t: Term) -> Term:
    """The atom that a natural is read as: the cast goes one step into `*`, `/` and `%`."""
    if t.ty is NAT and t.op in _PUSHED:
        return Term(t.op, tuple(Term("cast", (a,), INT) for a in t.args), INT)
    return t


def _natural_operation(t: Term) -> Term | None:
    """`a * b` or `a % b` over ℕ, of which the atom is the cast: it is not negative."""
    if t.op not in ("mul", "mod"):
        return None
    if any(a.op != "cast" or a.args[0].ty is not NAT for a in t.args):
        return None
    return Term(t.op, tuple(a.args[0] for a in t.args), NAT)


def power_of_numeral(t: Term) -> tuple[int, Term] | None:
    """The base and the exponent of `b ^ e` with a literal `b`, over ℕ or ℤ."""
    if t.op == "cast" and t.args[0].ty is NAT:
        t = t.args[0]
    if t.op != "pow" or t.args[1].ty is not NAT:
        return None
    base = t.args[0]
    if base.op == "cast" and base.args[0].ty is NAT:
        base = base.args[0]
    return (base.data, t.args[1]) if base.op == "num" else None


def ground(t: Term) -> int | None:
    """The value of a numeral, spelt with the operations that `omega` computes (`groundInt?`)."""
    op, args = t.op, t.args
    if op == "num":
        return int(t.data)
    if op == "neg":
        return -int(args[0].data) if args[0].op == "num" else None
    if op == "cast":
        return natural_ground(args[0]) if args[0].ty is NAT else None
    if op not in _GROUND or t.ty not in INTEGERS:
        return None
    a = ground(args[0])
    b = None if a is None else (natural_ground if op == "pow" else ground)(args[1])
    return None if a is None or b is None else _computed(t, a, b)


def natural_ground(t: Term) -> int | None:
    """The value of a numeral that is nowhere negative (`groundNat?`)."""
    op, args = t.op, t.args
    if op == "num":
        return int(t.data)
    if op == "cast":
        return natural_ground(args[0]) if args[0].ty is NAT else None
    if op not in _GROUND or t.ty not in INTEGERS:
        return None
    a = natural_ground(args[0])
    b = None if a is None else natural_ground(args[1])
    value = None if a is None or b is None else _computed(t, a, b)
    return None if value is None or value < 0 else value


def _computed(t: Term, a: int, b: int) -> int | None:
    match t.op:
        case "add":
            value = a + b
        case "sub":
            value = max(a - b, 0) if t.ty is NAT else a - b
        case "mul":
            value = a * b
        case "div":
            value = euclidean_div(a, b)
        case _:
            if b > _MAX_EXPONENT:
                return None
            if a.bit_length() * b > _MAX_BITS:
                raise ArithFailed("omega failed: a numeral is too large")
            value = a**b
    if value.bit_length() > _MAX_BITS:
        raise ArithFailed("omega failed: a numeral is too large")
    return value
