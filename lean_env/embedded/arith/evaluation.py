"""What Lean decides by computing: closed propositions over ℕ and ℤ, with bounded quantifiers.

`decide` evaluates the `Decidable` instance of a proposition. Those of =, ≤, ∣, the connectives,
`Nat.ModEq`, `Even`, membership in a finite set and quantifiers over one (or below a numeral)
reduce; that of `Nat.Prime` does not (well-founded recursion, which only the kernel unfolds), nor
anything over ℚ and ℝ. Work is counted, as Lean stops at its recursion depth.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Final

from lean_env.embedded.arith.certificate import Decided
from lean_env.embedded.arith.numerals import euclidean_div, euclidean_mod
from lean_env.embedded.reduce import unfold_head
from lean_env.embedded.term import BINDERS, INT, NAT, Term, num, prop

_MAX_BITS: Final = 20_000
_MAX_EXPONENT: Final = 256  # `exponentiation.threshold`
_MAX_FACTORIAL: Final = 60
_MAX_BINOMIAL: Final = 3_000  # its recursion takes as many steps as its value
_MAX_DIVISORS: Final = 200
_MAX_PRIME: Final = 200
_PREDICATES: Final = ("Nat.Prime", "Even", "Odd")
_DISCRETE: Final = (NAT, INT)

Values = tuple[int, ...]  # of the bound variables, the innermost last


class Undecidable(Exception):
    """Lean does not decide it, or the fragment does not know how; the message says which part."""


class TooMuchWork(Exception):
    """Lean gives up: "maximum recursion depth has been reached"."""


def decide(p: Term, *, largest_set: int, work: int, primes: bool = False) -> bool:
    """The truth of the proposition, as `decide` finds it; `primes`: as `rfl` does.

    Raises `Undecidable`, or `TooMuchWork` past `work` evaluated nodes, or where a set or a range
    of a quantifier has more than `largest_set` elements.
    """
    return _Evaluator(largest_set, work, primes).truth(p, ())


DECIDED: Final = Decided()


class _Evaluator:
    def __init__(self, largest_set: int, work: int, primes: bool) -> None:
        self.largest_set = largest_set
        self.work = work
        self.primes = primes

    def spend(self) -> None:
        self.work -= 1
        if self.work < 0:
            raise TooMuchWork

    # --- numbers ---

    def number(self, t: Term, values: Values) -> int:
        """The value of a term of type ℕ or ℤ."""
        self.spend()
        if t.ty not in _DISCRETE:
            raise Undecidable(t.ty.name)
        op = t.op
        if op == "num":
            return int(t.data)
        if op == "bvar":
            return values[-1 - int(t.data)]
        if op == "app" and t.args[0].op == "lam":
            argument = self.number(t.args[1], values)
            return self.number(t.args[0].args[0], (*values, argument))
        if op in ("Finset.sum", "Finset.prod"):
            return self._big(t, values)
        if op == "Finset.card":
            return len(self.finset(t.args[0], values))
        compute = _NUMBERS.get(op)
        if compute is None or (op == "neg" and t.ty is NAT):
            raise Undecidable(op)
        args = [self.number(a, values) for a in t.args]
        result = compute(*args)
        if t.ty is NAT and result < 0:
            result = 0  # truncated subtraction
        if result.bit_length() > _MAX_BITS:
            raise TooMuchWork
        return result

    def _big(self, t: Term, values: Values) -> int:
        total = 0 if t.op == "Finset.sum" else 1
        for x in self.finset(t.args[0], values):
            y = self._applied(t.args[1], x, values)
            total = total + y if t.op == "Finset.sum" else total * y
            if total.bit_length() > _MAX_BITS:
                raise TooMuchWork
        return total

    def _applied(self, function: Term, x: int, values: Values) -> int:
        if function.op != "lam":
            raise Undecidable(function.op)
        return self.number(function.args[0], (*values, x))

    # --- finite sets ---

    def finset(self, s: Term, values: Values) -> list[int]:
        """The elements of a finite set of naturals or integers."""
        self.spend()
        if s.ty.name != "Finset" or s.ty.args[0] not in _DISCRETE:
            raise Undecidable(s.ty.name)
        match s.op:
            case "Finset.range":
                return self._interval(0, self.number(s.args[0], values))
            case "Finset.Icc" | "Finset.Ico" | "Finset.Ioc" | "Finset.Ioo":
                low, high = (self.number(a, values) for a in s.args)
                low += s.op[-2] == "o"
                high += s.op[-1] == "c"
                return self._interval(low, high)
            case "Finset.filter":
                predicate, inner = s.args
                return [x for x in self.finset(inner, values) if self._holds(predicate, x, values)]
            case "Finset.image" if s.args[0].ty.args[0] in _DISCRETE:
                elements = self.finset(s.args[1], values)
                return list(dict.fromkeys(self._applied(s.args[0], x, values) for x in elements))
            case "Singleton.singleton":
                return [self.number(s.args[0], values)]
            case "Insert.insert":
                first = self.number(s.args[0], values)
                return list(dict.fromkeys([first, *self.finset(s.args[1], values)]))
            case "Finset.erase":
                elements, gone = self.finset(s.args[0], values), self.number(s.args[1], values)
                return [x for x in elements if x != gone]
            case "Nat.divisors" | "Nat.properDivisors":
                n = self.number(s.args[0], values)
                if n > _MAX_DIVISORS:
                    raise TooMuchWork
                top = n + 1 if s.op == "Nat.divisors" else n
                return [d for d in range(1, top) if n % d == 0]
        raise Undecidable(s.op)

    def _interval(self, low: int, high: int) -> list[int]:
        if high - low > self.largest_set:
            raise TooMuchWork
        return list(range(low, high))

    def _holds(self, predicate: Term, x: int, values: Values) -> bool:
        if predicate.op in _PREDICATES and not predicate.args:
            literal = num(abs(x), predicate.ty.args[0])
            literal = literal if x >= 0 else Term("neg", (literal,), literal.ty)
            return self.truth(prop(predicate.op, literal), ())
        if predicate.op != "lam":
            raise Undecidable(predicate.op)
        return self.truth(predicate.args[0], (*values, x))

    # --- propositions ---

    def truth(self, p: Term, values: Values) -> bool:
        """The truth of a proposition."""
        self.spend()
        op = p.op
        match op:
            case "true" | "false":
                return op == "true"
            case "not":
                return not self.truth(p.args[0], values)
            case "and":
                return self.truth(p.args[0], values) and self.truth(p.args[1], values)
            case "or":
                return self.truth(p.args[0], values) or self.truth(p.args[1], values)
            case "imp":
                return not self.truth(p.args[0], values) or self.truth(p.args[1], values)
            case "iff":
                return self.truth(p.args[0], values) == self.truth(p.args[1], values)
            case "forall":
                return self._quantifier(p, "imp", values, all)
            case "exists":
                return self._quantifier(p, "and", values, any)
            case "Nat.Prime" if self.primes:
                return self._prime(self.number(p.args[0], values))
            case "mem" if p.args[1].ty.name == "Set":
                return self.truth(_unfolded(p), values)
            case "mem":
                return self.number(p.args[0], values) in self.finset(p.args[1], values)
            case "eq" | "ne" if p.args[0].ty.name == "Finset":
                first, second = (frozenset(self.finset(a, values)) for a in p.args)
                return (first == second) == (op == "eq")
        compare = _PROPOSITIONS.get(op)
        if compare is None:
            raise Undecidable(op)
        return compare(*(self.number(a, values) for a in p.args))

    def _prime(self, n: int) -> bool:
        """By trial division, as `Nat.minFac` does it."""
        if n > _MAX_PRIME:
            raise TooMuchWork
        return n > 1 and all(n % d for d in range(2, math.isqrt(n) + 1))

    def _quantifier(
        self,
        p: Term,
        connective: str,
        values: Values,
        combine: Callable[[Iterable[bool]], bool],
    ) -> bool:
        """`∀ x, x < n → q`, `∀ x ∈ s, q`; `∃` with `∧`."""
        if p.data[1] not in _DISCRETE or p.args[0].op != connective:
            raise Undecidable("a quantifier without a bound")
        guard, body = p.args[0].args
        elements = self._range(guard, p.data[1] is NAT, values)
        return combine(self.truth(body, (*values, x)) for x in elements)

    def _range(self, guard: Term, natural: bool, values: Values) -> list[int]:
        """The values that the guard of a quantifier leaves for its variable."""
        x = guard.args[0] if guard.args else guard
        if x.op != "bvar" or x.data != 0 or _mentions(guard.args[-1]):
            raise Undecidable("a quantifier without a bound")
        outer = (*values, 0)  # the bound does not mention the variable
        if guard.op == "mem":
            return self.finset(guard.args[1], outer)
        if guard.op in ("lt", "le") and natural:
            bound = self.number(guard.args[1], outer)
            return self._interval(0, bound + (guard.op == "le"))
        raise Undecidable("a quantifier without a bound")


def _unfolded(p: Term) -> Term:
    """Membership in `{x | q x}` or in an interval, by definition."""
    unfolded = unfold_head(p)
    if unfolded is None:
        raise Undecidable(p.args[1].op)
    return unfolded


def _mentions(t: Term, index: int = 0) -> bool:
    """Whether the bound variable occurs."""
    if t.loose <= index:
        return False
    if t.op == "bvar":
        return bool(t.data == index)
    inner = index + 1 if t.op in BINDERS else index
    return any(_mentions(a, inner) for a in t.args)


def _power(a: int, n: int) -> int:
    if n > _MAX_EXPONENT or n * max(abs(a).bit_length(), 1) > _MAX_BITS:
        raise TooMuchWork
    if n < 0:
        raise Undecidable("a negative exponent")
    return int(a**n)


def _factorial(n: int) -> int:
    if n > _MAX_FACTORIAL:
        raise TooMuchWork
    return math.factorial(n)


def _choose(n: int, k: int) -> int:
    value = math.comb(n, k)
    if value > _MAX_BINOMIAL or n > _MAX_EXPONENT:
        raise TooMuchWork
    return value


_NUMBERS: Final[dict[str, Callable[..., int]]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "neg": lambda a: -a,
    "div": euclidean_div,
    "mod": euclidean_mod,
    "pow": _power,
    "min": min,
    "max": max,
    "cast": lambda a: a,
    "Nat.gcd": math.gcd,
    "Nat.lcm": math.lcm,
    "Nat.succ": lambda a: a + 1,
    "Nat.factorial": _factorial,
    "Nat.choose": _choose,
    "Int.natAbs": abs,
    "Int.toNat": lambda a: max(a, 0),
}
_PROPOSITIONS: Final[dict[str, Callable[..., bool]]] = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
    "dvd": lambda a, b: euclidean_mod(b, a) == 0,
    "Nat.ModEq": lambda n, a, b: euclidean_mod(a, n) == euclidean_mod(b, n),
    "Int.ModEq": lambda n, a, b: euclidean_mod(a, n) == euclidean_mod(b, n),
    "Nat.Coprime": lambda a, b: math.gcd(a, b) == 1,
    "Even": lambda a: a % 2 == 0,
    "Odd": lambda a: a % 2 == 1,
}
