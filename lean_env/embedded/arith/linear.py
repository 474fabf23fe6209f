"""`linarith` and `nlinarith` (`Mathlib.Tactic.Linarith`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lean_env.embedded.arith.certificate import (
    ArithFailed,
    ArithTimeout,
    Budget,
    Combination,
    Farkas,
)
from lean_env.embedded.arith.comparisons import (
    NEGATED_GOAL,
    Comparison,
    Row,
    facts_to_comparisons,
    goal_type,
    natural_rows,
    negated_goals,
    problem_type,
    row,
)
from lean_env.embedded.arith.farkas import Column, solve
from lean_env.embedded.arith.normal_form import Atoms, current_atoms
from lean_env.embedded.arith.products import square_rows, with_products
from lean_env.embedded.term import Term, Ty

FAILED: Final = "linarith failed to find a contradiction"

_MAX_FACTORS: Final = 64


def linarith(facts: Sequence[Term], target: Term, budget: Budget | None = None) -> Farkas:
    """Prove `target` (a comparison, `False`, or anything if the facts are contradictory).

    Raises `ArithFailed` when no certificate exists, `ArithTimeout` out of budget.
    """
    return _Run(facts, target, budget or Budget(), products=False).prove()


def nlinarith(
    facts: Sequence[Term], hint_count: int, target: Term, budget: Budget | None = None
) -> Farkas:
    """As `linarith`, with squares and products of pairs added (`Linarith.nlinarithExtras`).

    Squares are those that occur in the comparisons as `e ^ 2` or `e * e`; products are of all
    pairs among them, the comparisons, and the negated goal. `hint_count` of the last facts are
    hints; Mathlib treats them as it treats the others.
    """
    if hint_count > len(facts):
        raise ValueError("more hints than facts")
    return _Run(facts, target, budget or Budget(), products=True).prove()


class _Run:
    """One call: the comparisons of the facts, shared by the parts of the proof."""

    def __init__(
        self, facts: Sequence[Term], target: Term, budget: Budget, *, products: bool
    ) -> None:
        self.atoms: Atoms = current_atoms(budget, target)
        self.budget = budget
        self.products = products
        self.target = target
        self.by_type: dict[Ty, list[Comparison]] = {}
        self.rows: dict[Ty, list[Row]] = {}
        for compared, premise in facts_to_comparisons(facts):
            ty = problem_type(compared[0].ty)
            self.by_type.setdefault(ty, []).append(compared)
            self.rows.setdefault(ty, []).append(row(self.atoms, compared, premise))

    def prove(self) -> Farkas:
        """A certificate with one part for each negated goal."""
        return Farkas(tuple(self._part(goal) for goal in negated_goals(self.target)))

    def _part(self, goal: Comparison | None) -> Combination:
        preferred = goal_type(self.target) if goal is not None else None
        types = [ty for ty in self.rows if ty is not preferred]
        if preferred is not None:
            types.insert(0, preferred)
        for ty in types:
            found = self._problem(ty, goal if ty is preferred else None)
            if found is not None:
                return found
        raise ArithFailed(FAILED)

    def _problem(self, ty: Ty, goal: Comparison | None) -> Combination | None:
        compared = list(self.by_type.get(ty, ()))
        rows = list(self.rows.get(ty, ()))
        if goal is not None:
            compared.append(goal)
            rows.append(row(self.atoms, goal, NEGATED_GOAL))
        rows.extend(natural_rows(self.atoms, compared))
        if self.products:
            rows.extend(square_rows(self.atoms, ty, compared))
        found = self._solve(rows)
        if found is None and self.products:
            if len(rows) > _MAX_FACTORS:
                raise ArithTimeout("nlinarith has too many hypotheses to multiply")
            found = self._solve(with_products(self.atoms, rows, self.budget))
        return found

    def _solve(self, rows: list[Row]) -> Combination | None:
        columns: list[tuple[Column, int]] = [(r.poly.terms, r.kind) for r in rows]
        solution = solve(columns, self.budget, [r.poly.signs() for r in rows])
        if solution is None:
            return None
        return Combination(tuple((c * rows[j].poly.den, rows[j].premise) for j, c in solution))
