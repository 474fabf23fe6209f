"""Which columns a large Farkas problem needs, by HiGHS in floating point.

The answer is a guess: the caller solves the columns exactly, and has no proof if that fails.
"""

from __future__ import annotations

import importlib
from typing import Any, Final

from lean_env.embedded.arith.certificate import Budget

_TOLERANCE: Final = 1e-9
_TIME_LIMIT_S: Final = 2.0


def support(
    cone: list[dict[int, int]], strict: list[bool], monomials: dict[int, int], budget: Budget
) -> list[int] | None:
    """Indices of the columns that one solution uses; None when there is no solution."""
    import numpy as np

    highspy: Any = importlib.import_module("highspy")  # slow to import, and seldom needed

    entries = sum(len(column) for column in cone)
    budget.spend(50 * entries)
    n, m = len(cone), len(monomials)
    starts = np.zeros(n + 1, dtype=np.int32)
    index: list[int] = []
    value: list[float] = []
    for j, column in enumerate(cone):
        size = max(abs(c) for c in column.values()) if column else 1
        for monomial, c in column.items():
            index.append(monomials[monomial])
            value.append(c / size)  # int / int does not overflow where the quotient is small
        if strict[j]:
            index.append(m)
            value.append(1.0)
        starts[j + 1] = len(index)
    lp: Any = highspy.HighsLp()
    lp.num_col_ = n
    lp.num_row_ = m + 1
    lp.col_cost_ = np.ones(n)
    lp.col_lower_ = np.zeros(n)
    lp.col_upper_ = np.full(n, highspy.kHighsInf)
    bounds = np.zeros(m + 1)
    bounds[m] = 1.0
    lp.row_lower_ = bounds
    lp.row_upper_ = bounds
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = starts
    lp.a_matrix_.index_ = np.array(index, dtype=np.int32)
    lp.a_matrix_.value_ = np.array(value, dtype=np.float64)
    solver: Any = highspy.Highs()  # a new one: the time limit adds up over an instance's calls
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", _TIME_LIMIT_S)
    solver.passModel(lp)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    solution = solver.getSolution().col_value
    return [j for j, x in enumerate(solution) if x > _TOLERANCE]
