"""`linarith` and `nlinarith` (`Mathlib.Tactic.Linarith`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from lean_env.embedded.arith import polynomial
from lean_env.embedded.arith.certificate import (
    ArithFailed,
    Budget,
    Combination,
    Farkas,
    Product,
    Square,
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
from lean_env.embedded.arith.farkas import EQ, LE, LT, Column, solve
from lean_env.embedded.arith.normal_form import ORDERED, Atoms, current_atoms
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
        self.atoms: Atoms = current_atoms(budget)
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
            rows.extend(self._squares(ty, compared))
        found = self._solve(rows)
        if found is None and self.products:
            found = self._solve(rows + self._product_rows(rows))
        return found

    def _solve(self, rows: list[Row]) -> Combination | None:
        columns: list[tuple[Column, int]] = [(r.poly.terms, r.kind) for r in rows]
        solution = solve(columns, self.budget)
        if solution is None:
            return None
        return Combination(tuple((c * rows[j].poly.den, rows[j].premise) for j, c in solution))

    def _squares(self, ty: Ty, compared: Iterable[Comparison]) -> list[Row]:
        found: dict[Term, None] = {}
        for left, right, _ in compared:
            _find_squares(left, found)
            _find_squares(right, found)
        out = []
        for t in found:
            if problem_type(t.ty) is ty:
                p = self.atoms.linear(t)
                out.append(Row(polynomial.mul(p, p, self.budget), LE, Square(t)))
        return out

    def _product_rows(self, rows: list[Row]) -> list[Row]:
        factors = [r for r in rows if r.poly.terms]
        if len(factors) > _MAX_FACTORS:
            raise ArithFailed(f"{FAILED} (too many hypotheses to multiply)")
        out = []
        for i, a in enumerate(factors):
            self.budget.spend(2 * (len(factors) - i))
            for b in factors[i:]:
                poly = polynomial.mul(a.poly, b.poly, self.budget)
                if not poly.terms:
                    continue
                kind = EQ if EQ in (a.kind, b.kind) else LT if a.kind == b.kind == LT else LE
                out.append(Row(poly, kind, Product(a.premise, b.premise)))
        return out


def _find_squares(t: Term, found: dict[Term, None]) -> None:
    stack = [t]
    while stack:
        u = stack.pop()
        if u.loose:
            continue
        if u.op == "pow":
            if u.args[1].op == "num" and u.args[1].data == 2 and u.args[0].ty in ORDERED:
                found[u.args[0]] = None
        elif u.op == "mul" and u.args[0] == u.args[1] and u.args[0].ty in ORDERED:
            found[u.args[0]] = None
        stack.extend(u.args)
