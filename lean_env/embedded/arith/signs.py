"""`positivity` (`Mathlib.Tactic.Positivity`): signs by the shape of the term and the hypotheses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lean_env.embedded.arith.certificate import ArithFailed, Budget, Positive, Sign
from lean_env.embedded.arith.numerals import evaluate_number
from lean_env.embedded.term import COMPLEX, INT, NAT, RAT, REAL, Term

POS: Final = 3
NONNEG: Final = 2
NONZERO: Final = 1

Known = tuple[int, Sign] | None  # strength and reason

_ORDERED: Final = frozenset({REAL, RAT, INT, NAT})
_FIELDS: Final = frozenset({REAL, RAT, COMPLEX})


def positivity(facts: Sequence[Term], target: Term, budget: Budget | None = None) -> Positive:
    """Prove `0 ≤ e`, `0 < e`, `e ≠ 0` or `0 ≠ e`."""
    op = target.op
    if op in ("le", "lt") or (op == "ne" and not _is_zero(target.args[1])):
        zero, e = target.args
    elif op in ("ge", "gt", "ne"):
        e, zero = target.args
    else:
        raise ArithFailed("not a positivity goal")
    if not _is_zero(zero) or (op != "ne" and e.ty not in _ORDERED):
        raise ArithFailed("not a positivity goal")
    found = Signs(facts, budget or Budget()).of(e)
    if found is None:
        raise ArithFailed("failed to prove positivity/nonnegativity/nonzeroness")
    strength, sign = found
    if (strength == NONZERO and op != "ne") or (strength == NONNEG and op in ("lt", "gt", "ne")):
        raise ArithFailed(
            "failed to prove strict positivity"
            if op in ("lt", "gt")
            else "failed to prove positivity/nonnegativity/nonzeroness"
        )
    return Positive(sign)


def _is_zero(t: Term) -> bool:
    return t.op == "num" and t.data == 0


class Signs:
    """What is known about the signs of terms, given facts."""

    def __init__(self, facts: Sequence[Term], budget: Budget) -> None:
        self.budget = budget
        self._by_term: dict[Term, list[tuple[int, Sign]]] = {}
        for i, fact in enumerate(facts):
            self._learn(i, fact)
        self._known: dict[Term, Known] = {}

    def _learn(self, index: int, fact: Term) -> None:
        op = fact.op
        if op in ("ge", "gt"):
            low, high, op = fact.args[1], fact.args[0], "le" if op == "ge" else "lt"
        elif op in ("le", "lt", "eq", "ne"):
            low, high = fact.args
        else:
            return
        sign = Sign("fact", (), index)
        value = evaluate_number(low)
        if value is not None and (op in ("eq", "ne") or high.ty in _ORDERED):
            if op == "eq":
                self._note(high, POS if value > 0 else NONNEG if value == 0 else NONZERO, sign)
            elif op == "ne":
                if value == 0:
                    self._note(high, NONZERO, sign)
            elif value > 0 or (value == 0 and op == "lt"):
                self._note(high, POS, sign)
            elif value == 0:
                self._note(high, NONNEG, sign)
        if op in ("eq", "ne"):
            value = evaluate_number(high)
            if value is None:
                return
            if op == "eq":
                self._note(low, POS if value > 0 else NONNEG if value == 0 else NONZERO, sign)
            elif value == 0:
                self._note(low, NONZERO, sign)

    def _note(self, t: Term, strength: int, sign: Sign) -> None:
        self._by_term.setdefault(t, []).append((strength, sign))

    def nonzero(self, t: Term) -> Sign | None:
        """Why `t` is not zero: a fact that says so before any rule."""
        for strength, sign in self._by_term.get(t, ()):
            if strength in (POS, NONZERO):
                return sign
        known = self.of(t)
        return known[1] if known is not None and known[0] in (POS, NONZERO) else None

    def of(self, t: Term) -> Known:
        """The strongest sign that the rules give, and why."""
        if t in self._known:
            return self._known[t]
        self.budget.spend(2)
        found = self._by_shape(t)
        for strength, sign in self._by_term.get(t, ()):
            if found is not None and {strength, found[0]} == {NONNEG, NONZERO}:
                found = (POS, Sign("both", (found[1], sign)))
            elif found is None or strength > found[0]:
                found = (strength, sign)
        if found is not None and t.ty is COMPLEX:
            found = (NONZERO, found[1]) if found[0] in (POS, NONZERO) else None
        self._known[t] = found
        return found

    def _by_shape(self, t: Term) -> Known:
        op, args = t.op, t.args
        if op == "num":
            return (POS if t.data > 0 else NONNEG), Sign("value")
        if op == "max":
            found = self._maximum(t)
        elif op in ("add", "mul", "div", "min"):
            found = self._binary(t)
        elif op in ("Nat.gcd", "Nat.lcm"):
            found = self._divisors(t)
        elif op == "pow":
            found = self._power(t)
        elif op == "inv" and t.ty in _FIELDS:
            inner = self.of(args[0])
            found = None if inner is None else (inner[0], Sign("inv", (inner[1],)))
        elif op == "cast":
            inner = self.of(args[0])
            found = None if inner is None else (inner[0], Sign("cast", (inner[1],)))
        elif op == "abs":
            inner = self.of(args[0])
            if inner is not None and inner[0] in (POS, NONZERO):
                found = (POS, Sign("abs", (inner[1],)))
            else:
                found = (NONNEG, Sign("abs"))
        elif op == "Real.sqrt":
            inner = self.of(args[0])
            if inner is not None and inner[0] == POS:
                found = (POS, Sign(op, (inner[1],)))
            else:
                found = (NONNEG, Sign(op))
        elif op in ("Real.exp", "Real.pi", "Nat.factorial", "Nat.succ"):
            found = (POS, Sign(op))
        elif op in ("Finset.sum", "Finset.prod") and args[1].op == "lam":
            found = self._big(t)
        elif op in ("Int.floor", "Int.ceil", "Nat.ceil"):
            found = self._rounded(t)
        elif op == "Int.natAbs":
            inner = self.of(args[0])
            nonzero = inner is not None and inner[0] in (POS, NONZERO)
            found = (POS, Sign(op, (inner[1],))) if inner is not None and nonzero else None
        else:
            found = None
        if found is None and t.ty is not NAT and op not in ("fvar", "app"):
            value = evaluate_number(t)
            if value is not None and t.ty is not COMPLEX:
                if value < 0:
                    return NONZERO, Sign("value")
                return (POS if value > 0 else NONNEG), Sign("value")
        if t.ty is NAT and (found is None or found[0] == NONZERO):
            return NONNEG, Sign("nat")
        return found

    def _binary(self, t: Term) -> Known:
        first, second = self.of(t.args[0]), self.of(t.args[1])
        op = t.op
        if first is None or second is None:
            return None
        (a, p), (b, q) = first, second
        sign = Sign(op, (p, q))
        if op == "div" and t.ty not in _FIELDS:
            if t.ty is INT and a == b == POS and t.args[0] == t.args[1]:
                return POS, sign
            return (NONNEG, sign) if a >= NONNEG and b >= NONNEG else None
        if op in ("mul", "div"):
            if a == b == POS:
                return POS, sign
            if a >= NONNEG and b >= NONNEG:
                return NONNEG, sign
            return (NONZERO, sign) if a != NONNEG and b != NONNEG else None
        if op == "min" and NONZERO in (a, b):
            return (NONZERO, sign) if NONNEG not in (a, b) else None
        if a < NONNEG or b < NONNEG:
            return None
        if op == "add":
            return (POS if POS in (a, b) else NONNEG), sign
        return (POS if a == b == POS else NONNEG), sign

    def _maximum(self, t: Term) -> Known:
        """One argument is enough to be positive or nonnegative; to be nonzero, both (`evalMax`)."""
        found: Known = None
        known = [self.of(a) for a in t.args]
        for place, inner in enumerate(known):
            if inner is not None and inner[0] >= NONNEG and (found is None or inner[0] > found[0]):
                found = (inner[0], Sign("max", (inner[1],), place))
        if found is None and None not in known:
            return NONZERO, Sign("max", tuple(inner[1] for inner in known if inner is not None))
        return found

    def _big(self, t: Term) -> Known:
        """By the sign of the body, whatever the bound variable is (`evalFinsetSum`, `…Prod`).

        No hypothesis speaks of a bound variable, so an open term's sign is that of all its values.
        """
        inner = self.of(t.args[1].args[0])
        if inner is None or t.ty not in _ORDERED:
            return None
        if t.op == "Finset.prod":
            return inner[0], Sign(t.op, (inner[1],))
        return (NONNEG, Sign(t.op, (inner[1],))) if inner[0] >= NONNEG else None

    def _rounded(self, t: Term) -> Known:
        inner = self.of(t.args[0])
        if inner is None or inner[0] < (POS if t.op == "Nat.ceil" else NONNEG):
            return None
        return (NONNEG if t.op == "Int.floor" else inner[0]), Sign(t.op, (inner[1],))

    def _divisors(self, t: Term) -> Known:
        """A gcd is positive if one argument is, an lcm if both are (`evalNatGCD`, `evalNatLCM`)."""
        signs = []
        for place, a in enumerate(t.args):
            inner = self.of(a)
            if inner is not None and inner[0] == POS:
                if t.op == "Nat.gcd":
                    return POS, Sign(t.op, (inner[1],), place)
                signs.append(inner[1])
        return (POS, Sign(t.op, tuple(signs))) if len(signs) == 2 else None

    def _power(self, t: Term) -> Known:
        base, exponent = t.args
        inner = self.of(base)
        children = () if inner is None else (inner[1],)
        sign = Sign("pow", children)
        if exponent.ty is REAL:
            return (inner[0], sign) if inner is not None and inner[0] >= NONNEG else None
        if exponent.ty is INT and t.ty not in _FIELDS:
            return None
        if exponent.ty is not NAT and exponent.ty is not INT:
            return None
        if exponent.op == "num" and exponent.data % 2 == 0:
            if exponent.data == 0 or (inner is not None and inner[0] != NONNEG):
                return POS, sign
            return NONNEG, sign
        return None if inner is None else (inner[0], sign)
