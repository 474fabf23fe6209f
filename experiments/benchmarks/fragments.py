"""Which language a statement is written in, read off its elaborated terms.

Six levels, each holding the ones before it:

- F1  polynomial and rational arithmetic over one field (numeral exponents)
- F2  ℕ and ℤ with %, /, ∣, gcd, factorial, primality and parity, and casts between types
- F3  function symbols, quantifiers
- F4  finite sums and products, finite sets by filters and bounds, their cards
- F5  square roots, logarithms, exponentials, trigonometry, floors, |x|, min, max
- F6  the rest: infinite sets, orders, limits, lists, equivalences, …
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lean_env.embedded.goal import PROOF, Goal
from lean_env.embedded.term import BINDERS, COMPLEX, INT, NAT, PROP, RAT, REAL, Term, Ty, subterms

LEVELS: Final = ("F1", "F2", "F3", "F4", "F5", "F6")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FIELDS: Final = frozenset({REAL, RAT, COMPLEX})
_INTEGERS: Final = frozenset({NAT, INT})
_LEVEL_1: Final = _words(
    "fvar bvar num add sub mul div neg inv pow eq ne lt le gt ge and or not imp iff true false "
    "Complex.I"
)
_LEVEL_2: Final = _words(
    "mod dvd cast Nat.Prime Nat.Coprime Nat.gcd Nat.lcm Nat.factorial Nat.choose Nat.succ Nat.pred "
    "Nat.ModEq Int.ModEq Int.gcd Int.lcm Int.natAbs Int.toNat Even Odd Prime IsCoprime"
)
_LEVEL_3: Final = frozenset(("app", *BINDERS))
_LEVEL_4: Final = _words(
    "mem setOf Singleton.singleton Insert.insert Finset.range Finset.Icc Finset.Ico Finset.Ioc "
    "Finset.Ioo Finset.Iic Finset.Iio Finset.card Finset.sum Finset.prod Finset.filter "
    "Finset.image Finset.erase Finset.product Nat.divisors Nat.properDivisors Nat.primeFactors "
    "SDiff.sdiff Union.union Inter.inter HasSubset.Subset EmptyCollection.emptyCollection"
)
_LEVEL_5: Final = _words(
    "abs min max Real.sqrt Real.exp Real.log Real.logb Real.sin Real.cos Real.tan Real.cot "
    "Real.arcsin Real.arccos Real.arctan Real.sinh Real.cosh Real.tanh Real.pi Real.goldenRatio "
    "Real.rpow Complex.exp Complex.sin Complex.cos Int.floor Int.ceil Int.fract Nat.floor "
    "Nat.ceil Nat.sqrt Int.sqrt Nat.log round"
)


def level(goal: Goal) -> str:
    """The least level, `F1` to `F6`, in which the goal's hypotheses and target can be said."""
    terms = [local.prop for local in goal.locals if local.prop is not None] + [goal.target]
    types = {local.var.ty for local in goal.locals if local.prop is None}
    highest = max((_type_level(ty) for ty in types), default=1)
    numbers: set[Ty] = {ty for ty in types if ty in _FIELDS}
    for term in terms:
        for u, exponent in _nodes(term):
            highest = max(highest, _node_level(u, exponent))
            if u.ty in _FIELDS:
                numbers.add(u.ty)
    if len(numbers) > 1:
        highest = max(highest, 2)  # two fields meet only through casts
    return LEVELS[highest - 1]


def _nodes(term: Term) -> Iterator[tuple[Term, bool]]:
    """All subterms, and whether each is a numeral that is the exponent of a power."""
    exponents = {id(u.args[1]) for u in subterms(term) if u.op == "pow" and u.args[1].op == "num"}
    for u in subterms(term):
        yield u, id(u) in exponents


def _node_level(u: Term, exponent: bool) -> int:
    if u.op in _LEVEL_1:
        by_name = 1
    elif u.op in _LEVEL_2:
        by_name = 2
    elif u.op in _LEVEL_3:
        by_name = 3
    elif u.op in _LEVEL_4:
        by_name = 4
    elif u.op in _LEVEL_5:
        by_name = 5
    else:
        return 6
    if u.op == "pow" and u.args[1].ty not in _INTEGERS:
        return 5
    by_type = 1 if exponent else _type_level(u.ty)
    if u.op in BINDERS:
        by_type = max(by_type if u.op != "lam" else 1, _type_level(u.data[1]))
    return max(by_name, by_type)


def _type_level(ty: Ty) -> int:
    if ty in _FIELDS or ty is PROP or ty is PROOF:
        return 1
    if ty in _INTEGERS:
        return 2
    if ty.name == "→":
        return max(3, *(_type_level(a) for a in ty.args))
    if ty.name == "Finset":
        return max(4, *(_type_level(a) for a in ty.args))
    return 6
