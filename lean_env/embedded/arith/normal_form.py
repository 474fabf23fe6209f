"""Terms as polynomials over atoms, in the two readings that Mathlib's tactics have.

*Ring* reading (`Mathlib.Tactic.Ring`): in a field `a / b` is `a * b⁻¹`, the inverse of a monomial
goes to its atoms, the inverse of a sum is an atom (and `x⁻¹` one unrelated to `x`), `a ^ n` with a
symbolic exponent follows the laws of powers, closed subterms that evaluate are numerals.

*Linear* reading (`Linarith.linearFormOfExpr` after `cancelDenoms`): +, -, *, powers and divisions
by numeral literals; everything else, `x / y` and `y⁻¹` included, is an atom as it stands. A term of
type ℕ is read as its cast to ℤ with the casts pushed inwards.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Final

from lean_env.embedded.arith import polynomial
from lean_env.embedded.arith.certificate import ArithFailed, Budget
from lean_env.embedded.arith.numerals import evaluate_number, evaluate_without_lemmas
from lean_env.embedded.arith.polynomial import ONE, ZERO, Poly, PolyKey
from lean_env.embedded.term import COMPLEX, INT, NAT, RAT, REAL, Term, Ty

RINGS: Final = frozenset({REAL, RAT, INT, NAT, COMPLEX})
FIELDS: Final = frozenset({REAL, RAT, COMPLEX})
ORDERED: Final = frozenset({REAL, RAT, INT, NAT})

# A power atom is ("pow", base, exponent monomial); an inverse atom ("inv", base); a base is the key
# of a polynomial.
Key = Term | tuple[str, PolyKey] | tuple[str, PolyKey, int]

_MAX_ATOMS: Final = 32
_MAX_CACHED: Final = 2_000
_MAX_TERMS: Final = 30_000  # of the products and differences kept
_MAX_TABLES: Final = 48


class Atoms:
    """The atoms of a problem, numbered, and the polynomials of the terms seen so far."""

    def __init__(self) -> None:
        self.index: dict[Key, int] = {}
        self.keys: list[Key] = []
        self._bases: dict[int, Poly] = {}  # of inverse and power atoms
        self._ring: dict[Term, Poly] = {}
        self._linear: dict[Term, Poly] = {}
        self._differences: dict[tuple[Term, Term], Poly] = {}
        self._products: dict[tuple[Poly, Poly], Poly] = {}
        self._terms = 0
        self.budget = Budget()

    def full(self) -> bool:
        """Whether it is time for a new table."""
        return (
            len(self.keys) > _MAX_ATOMS
            or len(self._ring) + len(self._linear) > _MAX_CACHED
            or self._terms > _MAX_TERMS
        )

    def _atom(self, key: Key) -> Poly:
        found = self.index.get(key)
        if found is None:
            found = len(self.keys)
            self.index[key] = found
            self.keys.append(key)
        return polynomial.atom(found)

    def base(self, index: int) -> Poly:
        """What an inverse or power atom is the inverse or a power of."""
        return self._bases[index]

    # --- the ring reading ---

    def ring(self, t: Term) -> Poly:
        """The normal form of a term of a commutative (semi)ring. Raises `ArithFailed`."""
        found = self._ring.get(t)
        if found is None:
            if t.ty not in RINGS:
                raise ArithFailed(f"{t.ty.name} is not a commutative ring that ring knows")
            found = self._ring_uncached(t)
            self._ring[t] = found
        return found

    def _ring_uncached(self, t: Term) -> Poly:
        op = t.op
        if op == "num":
            return polynomial.constant(t.data)
        if op == "add":
            return polynomial.add(self.ring(t.args[0]), self.ring(t.args[1]))
        if op == "mul":
            return polynomial.mul(self.ring(t.args[0]), self.ring(t.args[1]), self.budget)
        if op == "sub" and t.ty is not NAT:
            return polynomial.add(self.ring(t.args[0]), self.ring(t.args[1]), -1)
        if op == "neg" and t.ty is not NAT:
            return polynomial.scale(self.ring(t.args[0]), -1)
        if op == "pow":
            known = self._ring_power(t)
            if known is not None:
                return known
        elif t.ty in FIELDS:
            if op == "div":
                left, right = self.ring(t.args[0]), self.ring(t.args[1])
                return polynomial.mul(left, self.inverse(right), self.budget)
            if op == "inv":
                return self.inverse(self.ring(t.args[0]))
        value = evaluate_without_lemmas(t)
        if value is not None:
            return polynomial.constant(value.numerator, value.denominator)
        return self._atom(t)

    def _ring_power(self, t: Term) -> Poly | None:
        base, exponent = t.args
        if exponent.ty is NAT:
            if exponent.op == "num":
                return polynomial.power(self.ring(base), exponent.data, self.budget)
            return self._symbolic_power(self.ring(base), self.ring(exponent))
        if exponent.ty is INT and t.ty in FIELDS:
            value = evaluate_number(exponent)
            if value is not None:
                p = self.ring(base)
                n = value.numerator
                return polynomial.power(p if n >= 0 else self.inverse(p), abs(n), self.budget)
        return None

    def _symbolic_power(self, base: Poly, exponent: Poly) -> Poly:
        # b ^ (c + k·m + …) = b ^ c * (b ^ m) ^ k * …; the exponent is a polynomial over ℕ
        result = ONE
        for monomial, count in exponent.terms.items():
            factor = base if monomial == 0 else self._power_atom(base, monomial)
            factor = polynomial.power(factor, count, self.budget)
            result = polynomial.mul(result, factor, self.budget)
        return result

    def _power_atom(self, base: Poly, exponent: int) -> Poly:
        if len(base.terms) == 1 and base.constant() is None:
            ((monomial, coefficient),) = base.terms.items()
            result = self._power_atom(polynomial.constant(coefficient, base.den), exponent)
            for index, count in polynomial.exponents(monomial):
                key = self.keys[index]
                if isinstance(key, tuple) and len(key) == 3:  # (b ^ m) ^ e = b ^ (m * e)
                    inner = self._bases[index]
                    product = polynomial.mul(
                        Poly({key[2]: 1}, 1, _degree(key[2])),
                        Poly({exponent: 1}, 1, _degree(exponent)),
                        self.budget,
                    )
                    (monomial_product,) = product.terms
                    factor = self._power_key(inner, monomial_product)
                else:
                    factor = self._power_key(polynomial.atom(index), exponent)
                factor = polynomial.power(factor, count, self.budget)
                result = polynomial.mul(result, factor, self.budget)
            return result
        value = base.constant()
        if value is not None and value[0] == value[1]:
            return ONE
        return self._power_key(base, exponent)

    def _power_key(self, base: Poly, exponent: int) -> Poly:
        result = self._atom(("pow", base.key(), exponent))
        self._bases[self.index[("pow", base.key(), exponent)]] = base
        return result

    def inverse(self, p: Poly) -> Poly:
        """The inverse in a field, where `0⁻¹ = 0`."""
        if not p.terms:
            return ZERO
        if len(p.terms) > 1:
            return self._inverse_key(p)
        ((monomial, coefficient),) = p.terms.items()
        sign = 1 if coefficient > 0 else -1
        result = polynomial.constant(sign * p.den, abs(coefficient))
        for index, count in polynomial.exponents(monomial):
            factor = polynomial.power(self._inverse_atom(index), count, self.budget)
            result = polynomial.mul(result, factor, self.budget)
        return result

    def _inverse_atom(self, index: int) -> Poly:
        key = self.keys[index]
        if isinstance(key, tuple):
            if len(key) == 2:
                return self._bases[index]
            base = self._bases[index]
            value = base.constant()
            if value is None:  # (b ^ m)⁻¹ = b⁻¹ ^ m
                return self._power_atom(self.inverse(base), key[2])
        return self._inverse_key(polynomial.atom(index))

    def _inverse_key(self, p: Poly) -> Poly:
        key = ("inv", p.key())
        result = self._atom(key)
        self._bases[self.index[key]] = p
        return result

    # --- the linear reading ---

    def linear(self, t: Term) -> Poly:
        """The polynomial of a term as linarith's preprocessing sees it."""
        found = self._linear.get(t)
        if found is None:
            found = self._linear_uncached(t)
            self._linear[t] = found
        return found

    def difference(self, left: Term, right: Term) -> Poly:
        """`left - right` in the linear reading; the same object for the same terms."""
        found = self._differences.get((left, right))
        if found is None:
            read = self._undivided if _by_zero(left) or _by_zero(right) else self.linear
            found = polynomial.add(read(left), read(right), -1)
            self._differences[left, right] = found
            self._terms += len(found.terms) + 1
        return found

    def product(self, p: Poly, q: Poly) -> Poly:
        """`p · q`, found again when the same two objects are multiplied again.

        A search tries many tactics on one state, and all of them multiply its hypotheses. What is
        spent does not depend on what was kept, so that outcomes do not either.
        """
        found = self._products.get((p, q)) or self._products.get((q, p))
        if found is None:
            found = polynomial.mul(p, q, self.budget)
            self._products[p, q] = found
            self._terms += len(found.terms) + 1
        else:
            polynomial.spend(p, q, self.budget)
        return found

    def _linear_uncached(self, t: Term) -> Poly:
        op = t.op
        if op == "num":
            return polynomial.constant(t.data)
        if op == "add":
            return polynomial.add(self.linear(t.args[0]), self.linear(t.args[1]))
        if op == "mul":
            return polynomial.mul(self.linear(t.args[0]), self.linear(t.args[1]), self.budget)
        if op == "sub" and t.ty is not NAT:
            return polynomial.add(self.linear(t.args[0]), self.linear(t.args[1]), -1)
        if op == "neg" and t.ty is not NAT:
            return polynomial.scale(self.linear(t.args[0]), -1)
        if op == "pow" and t.args[1].op == "num" and _counts(t):
            return polynomial.power(self.linear(t.args[0]), t.args[1].data, self.budget)
        if op == "Nat.succ":
            return polynomial.add(self.linear(t.args[0]), ONE)
        if t.ty in FIELDS:
            if op == "div":
                divisor = _literal_divisor(t.args[1])
                if divisor is not None:
                    n, d = divisor
                    sign = 1 if n > 0 else -1
                    return polynomial.scale(self.linear(t.args[0]), sign * d, abs(n))
            elif op == "inv" and t.args[0].op == "num" and t.args[0].data:
                return polynomial.constant(1, t.args[0].data)
        if t.ty is NAT:
            difference = self._cast_difference(t)
            return self._atom(push_cast(t)) if difference is None else difference
        return self._atom(t)

    def _undivided(self, t: Term) -> Poly:
        """The linear reading where `cancelDenoms` has failed: every quotient is an atom."""
        if t.op in ("add", "sub"):
            left, right = self._undivided(t.args[0]), self._undivided(t.args[1])
            return polynomial.add(left, right, 1 if t.op == "add" else -1)
        if t.op == "mul":
            return polynomial.mul(
                self._undivided(t.args[0]), self._undivided(t.args[1]), self.budget
            )
        if t.op == "neg":
            return polynomial.scale(self._undivided(t.args[0]), -1)
        if t.op == "pow" and t.args[1].op == "num" and _counts(t):
            return polynomial.power(self._undivided(t.args[0]), t.args[1].data, self.budget)
        return polynomial.constant(t.data) if t.op == "num" else self._atom(t)

    def _cast_difference(self, t: Term) -> Poly | None:
        """`↑(a - b)` as `↑a - ↑b` where `b ≤ a` is decided: `Nat.cast_sub` under `push_cast`.

        Nothing else that is closed is evaluated: `7 % 5` and `7 / 5` stay atoms.
        """
        if t.op != "sub":
            return None
        a, b = evaluate_number(t.args[0]), evaluate_number(t.args[1])
        if a is None or b is None or b > a:
            return None
        return polynomial.add(self.linear(t.args[0]), self.linear(t.args[1]), -1)


def _degree(monomial: int) -> int:
    return sum(e for _, e in polynomial.exponents(monomial))


def _counts(power: Term) -> bool:
    """Whether a literal exponent is that of a repeated product: of type ℕ, or ℤ over a field."""
    exponent = power.args[1].ty
    return exponent is NAT or (exponent is INT and power.ty in FIELDS)


def _literal_divisor(t: Term) -> tuple[int, int] | None:
    """The value `n / d` of a divisor that `cancelDenoms` cancels: a numeral literal that is not 0.

    Also the negation of one and the quotient of two: `a / -b` is `-(a / b)` and `a / (b / c)` is
    `a * c / b` first (`CancelDenoms.deriveThms`). Other closed terms are no literals.
    """
    if t.op == "num":
        return (t.data, 1) if t.data else None
    if t.op == "neg":
        inner = _literal_divisor(t.args[0])
        return None if inner is None else (-inner[0], inner[1])
    if t.op == "div":
        top, bottom = _literal_divisor(t.args[0]), _literal_divisor(t.args[1])
        if top is not None and bottom is not None:
            n, d = top[0] * bottom[1], top[1] * bottom[0]
            return (n, d) if d > 0 else (-n, -d)
    return None


def _by_zero(t: Term) -> bool:
    """Whether `cancelDenoms` meets a division by the literal 0 in the term, and so fails."""
    if t.ty not in FIELDS or not t.args:
        return False
    if t.op in ("div", "inv") and t.args[-1].op == "num" and not t.args[-1].data:
        return True
    if t.op in ("add", "sub", "mul", "neg"):
        return any(_by_zero(a) for a in t.args)
    return t.op in ("div", "pow") and _by_zero(t.args[0])


def push_cast(t: Term, ty: Ty = INT) -> Term:
    """The cast of a term of type ℕ to ℤ, pushed inwards as `push_cast` does."""
    if t.op == "num":
        return Term("num", (), ty, t.data)
    if t.op in ("add", "mul", "div", "mod", "max", "min"):
        return Term(t.op, (push_cast(t.args[0], ty), push_cast(t.args[1], ty)), ty)
    if t.op == "pow" and t.args[1].ty is NAT:
        return Term("pow", (push_cast(t.args[0], ty), t.args[1]), ty)
    if t.op == "Nat.succ":
        return Term("add", (push_cast(t.args[0], ty), Term("num", (), ty, 1)), ty)
    return Term("cast", (t,), ty)


class _Local(threading.local):
    def __init__(self) -> None:
        self.tables: OrderedDict[int, Atoms] = OrderedDict()


_local = _Local()


def current_atoms(budget: Budget, target: Term) -> Atoms:
    """This thread's table for a variable of the target, which calls on the same theorem share.

    A table of its own for each theorem under way keeps the numbers of atoms, and so the monomials,
    small. A table that is full is replaced, the one out of use for longest is forgotten.
    """
    tables = _local.tables
    key = _first_variable(target)
    atoms = tables.pop(key, None)
    if atoms is None or atoms.full():
        atoms = Atoms()
    tables[key] = atoms
    if len(tables) > _MAX_TABLES:
        tables.popitem(last=False)
    atoms.budget = budget
    return atoms


def _first_variable(target: Term) -> int:
    stack = [target]
    while stack:
        t = stack.pop()
        if t.op == "fvar":
            ident: int = t.data
            return ident
        stack.extend(reversed(t.args))
    return 0
