"""What `omega` leaves behind: a tableau of case splits, each branch closed by cutting planes.

The facts are those that the certificate came with, then the negation of the target, then what the
splits on the way added, in order. `check_omega` re-checks all of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from lean_env.embedded.term import Term

# --- rows: `0 ≤ p` or `0 = p` with p linear in integer atoms -------------------------------------


@dataclass(frozen=True, slots=True)
class Given:
    """Fact number `fact`: a comparison of integers or naturals, a divisibility, or its negation."""

    fact: int


@dataclass(frozen=True, slots=True)
class Natural:
    """`0 ≤ ↑term` for a term of type ℕ."""

    term: Term


@dataclass(frozen=True, slots=True)
class Quotient:
    """For a term `x / k` or `x % k`: `k * (x / k) ≤ x`, or (`upper`) `x < k * (x / k) + k`."""

    term: Term
    upper: bool


@dataclass(frozen=True, slots=True)
class PowerRemainder:
    """For a term `x % b ^ e`, `b` a positive numeral: `0 ≤ x % b ^ e`, or (`upper`) `< b ^ e`."""

    term: Term
    upper: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """A combination of earlier rows, divided by `divisor`, the constant rounded down.

    `terms` are (coefficient, row) pairs; coefficients of inequalities are positive.
    """

    terms: tuple[tuple[int, int], ...]
    divisor: int = 1


@dataclass(frozen=True, slots=True)
class Both:
    """The equation `0 = p` from the rows `0 ≤ p` and `0 ≤ -p`."""

    below: int
    above: int


Row = Given | Natural | Quotient | PowerRemainder | Cut | Both


# --- the tableau ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Refutation:
    """Rows, of which the last is a contradiction."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """Case by case: on a fact that is a disjunction in disguise, or on the value of a term.

    A term is `a - b` on ℕ, a `min` or `max`, `Int.toNat x`, `Int.natAbs x` or an `if`.
    """

    on: int | Term
    branches: tuple[Trace, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """Take apart the facts `expand`, which have one case each, one after the other; then `end`."""

    expand: tuple[int, ...]
    end: Refutation | Split


@dataclass(frozen=True, slots=True)
class Omega:
    """The facts and the negation of the target contradict each other over the integers."""

    trace: Trace
