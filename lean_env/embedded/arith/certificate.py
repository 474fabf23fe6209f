"""What arithmetic proves things with: certificates, the step budget, and the ways to fail.

A certificate is data that `checker` re-checks exactly, without trusting the search that found it.
It names a fact by its index in the `facts` it was found with, so a caller must check it against the
same list (conversions and facts alike may be mapped over terms with `map_terms`).
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from lean_env.embedded.arith.omega_trace import Omega
from lean_env.embedded.term import Term


class ArithFailed(Exception):
    """The method does not prove the target; the message is worded as Lean's."""


class NoProgress(ArithFailed):
    """The method has nothing to change in the proposition."""


class ArithTimeout(Exception):
    """The method ran out of its budget, so nothing is known."""


class CertificateError(Exception):
    """The certificate does not prove what it is claimed to prove."""


# Seconds that this thread has worked: what fits in a budget does not depend on what else the
# machine is busy with.
clock: Final = time.thread_time

_CLOCK_STEPS: Final = 5_000  # steps between two looks at the clock


@dataclass(slots=True)
class Budget:
    """How much work a search may do: a count of elementary steps, and a time on the clock.

    `deadline` is on `clock()`; one step is roughly a microsecond of work.
    """

    steps: int = 2_000_000
    deadline: float | None = None
    _until_clock: int = field(default=0, repr=False)

    def spend(self, steps: int) -> None:
        """Take steps off the budget. Raises `ArithTimeout` when it is used up."""
        self.steps -= steps
        if self.steps < 0:
            raise ArithTimeout("the step budget is used up")
        if self.deadline is not None:
            self._until_clock -= steps
            if self._until_clock < 0:
                self._until_clock = _CLOCK_STEPS
                if clock() > self.deadline:
                    raise ArithTimeout("the deadline has passed")


# --- premises: comparisons known to be true, each read as 0 ≤ p, 0 < p or 0 = p ------------------


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """Fact number `fact`; `path` picks a side (0 or 1) of each conjunction on the way in."""

    fact: int
    path: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NegatedGoal:
    """The negation of the target (for an equality, of the half that the part proves)."""


@dataclass(frozen=True, slots=True)
class NatNonneg:
    """`0 ≤ term`, for a term of type ℕ or the cast of one."""

    term: Term


@dataclass(frozen=True, slots=True)
class Square:
    """`0 ≤ term ^ 2`."""

    term: Term


@dataclass(frozen=True, slots=True)
class Product:
    """The product of two premises, with the relation that their signs give."""

    left: Premise
    right: Premise


Premise = Hypothesis | NegatedGoal | NatNonneg | Square | Product


@dataclass(frozen=True, slots=True)
class Combination:
    """Premises with integer coefficients, whose sum is a false statement about a constant.

    Coefficients of inequalities are positive, those of equations of any sign.
    """

    terms: tuple[tuple[int, Premise], ...]


# --- the sign of a term (positivity) -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sign:
    """Why a term is positive, nonnegative or nonzero: a rule, and the signs of its arguments.

    `rule` is an operation of the term, `value` for a closed term, `nat` for one of type ℕ, `fact`
    with the index of a hypothesis that compares the term with a numeral, or `both` for two signs of
    the term itself (nonnegative and not zero). Where one argument settles the sign (of a maximum,
    of a gcd), `fact` is its place.
    """

    rule: str
    children: tuple[Sign, ...] = ()
    fact: int = -1


# --- conversions: why one term equals another, or one proposition is equivalent to another -------


@dataclass(frozen=True, slots=True)
class Same:
    """The two are the same term."""


@dataclass(frozen=True, slots=True)
class Congruence:
    """The same operation, over arguments converted one by one.

    For a binder, the child converts the body with the free variable `var` for the bound one; `var`
    is new there. Without it, the child must not mention the bound variable.
    """

    children: tuple[Conv, ...]
    var: Term | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """First to `middle`, then on from there."""

    first: Conv
    middle: Term
    second: Conv


@dataclass(frozen=True, slots=True)
class Evaluate:
    """Closed terms with the same value (or truth value), by computing both."""


@dataclass(frozen=True, slots=True)
class Unfold:
    """Terms that are definitionally equal, as far as the kernel unfolds."""


@dataclass(frozen=True, slots=True)
class RingNormal:
    """Terms of a commutative (semi)ring with the same polynomial normal form."""


@dataclass(frozen=True, slots=True)
class Logic:
    """Propositions with the same truth table over their atomic propositions."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Fact number `fact`, its ∀s instantiated with `values`, read as an equation or equivalence.

    A fact that is no equation converts itself to True, a negation what it negates to False.
    `reverse` reads it from right to left. `sides` convert the premises of the fact to True.
    """

    fact: int
    values: tuple[Term, ...] = ()
    reverse: bool = False
    sides: tuple[Conv, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One of the checker's named equivalences (`mul_eq_zero`, `proportional`, …)."""

    name: str


@dataclass(frozen=True, slots=True)
class Casts:
    """Terms or propositions that are the same when casts are pushed inwards, and off relations."""


@dataclass(frozen=True, slots=True)
class ClearDenominators:
    """Equal fractions, or equations equivalent after multiplying with terms that are not zero.

    `nonzero` are the terms that had to be divided by, each with the reason why it is not zero. The
    difference of the sides was multiplied with those numbered in `multiplier` (and a constant).
    """

    nonzero: tuple[tuple[Term, Sign], ...]
    multiplier: tuple[int, ...] = ()


Conv = (
    Same
    | Congruence
    | Chain
    | Evaluate
    | Unfold
    | RingNormal
    | Logic
    | Rewrite
    | Rule
    | ClearDenominators
    | Casts
)


# --- certificates --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RingIdentity:
    """The target is an equation whose sides have the same normal form."""


@dataclass(frozen=True, slots=True)
class LinearCombination:
    """`(a - b) ^ exponent` is the sum of coefficient times (left - right) of each fact."""

    coefficients: tuple[Term, ...]
    exponent: int = 1


@dataclass(frozen=True, slots=True)
class Farkas:
    """The negated target contradicts the premises: one part, or two for an equation."""

    parts: tuple[Combination, ...]


@dataclass(frozen=True, slots=True)
class Positive:
    """The target `0 ≤ e`, `0 < e` or `e ≠ 0` follows from the sign of `e`."""

    sign: Sign


@dataclass(frozen=True, slots=True)
class Conversion:
    """The target converts to True (`check`), or one proposition to another (`check_iff`)."""

    conv: Conv


@dataclass(frozen=True, slots=True)
class Decided:
    """The target is closed and computes to true."""


Certificate = RingIdentity | LinearCombination | Farkas | Positive | Conversion | Omega | Decided

_T = TypeVar("_T")


def map_terms(certificate: _T, f: Callable[[Term], Term]) -> _T:
    """The certificate with `f` applied to every term in it."""
    return _map(certificate, f)  # type: ignore[no-any-return]


def _map(value: Any, f: Callable[[Term], Term]) -> Any:
    if isinstance(value, Term):
        return f(value)
    if isinstance(value, tuple):
        return tuple(_map(v, f) for v in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {x.name: _map(getattr(value, x.name), f) for x in dataclasses.fields(value)}
        return type(value)(**fields)
    return value
