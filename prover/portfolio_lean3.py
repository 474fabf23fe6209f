"""The untrained baseline for Lean 3: the list of `prover.portfolio`, in Lean 3's words and syntax.

Every entry is an interactive tactic of Lean 3 with mathlib, as lean-gym takes it. An entry that a
library does not have (an older or a smaller mathlib) costs one failed tactic.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lean_env.lean_gym.printing import first_goal
from prover.generator import Request, Sample
from prover.goal_text import INEQUALITIES, GoalText, Shape, shape, sides
from prover.portfolio import is_sign, nlinarith_with_hints

_NUMBERS: Final = frozenset({"ℕ", "ℤ", "ℚ", "ℝ", "ℂ"})
_STEP: Final = 0.1  # log-probability lost from one tactic to the next


@dataclass(frozen=True, slots=True)
class Lean3Portfolio:
    """Answers every request with the same list, instantiated; needs no model."""

    name: str = "portfolio"

    def generate(self, requests: Sequence[Request], samples: int) -> list[list[Sample]]:
        """The first `samples` tactics of the list; the i-th has log-probability -(i + 1) / 10."""
        return [
            [
                Sample(tactic, -_STEP * (i + 1))
                for i, tactic in enumerate(itertools.islice(tactics(r.state.text), samples))
            ]
            for r in requests
        ]


def tactics(state: str) -> Iterator[str]:
    """The portfolio for a state that Lean 3 has printed, in order, without repetitions.

    Raises `ValueError` when the text is no tactic state.
    """
    goal = _read(state)
    seen: set[str] = set()
    for tactic in itertools.chain(_take_apart(goal), _close(goal), _simplify(goal)):
        if tactic not in seen:
            seen.add(tactic)
            yield tactic


def _read(state: str) -> GoalText:
    printed = first_goal(state)
    variables = {name: kind for name, kind in printed.hypotheses if kind in _NUMBERS}
    others = {name: kind for name, kind in printed.hypotheses if kind not in _NUMBERS}
    return GoalText(variables, others, printed.target)


def _take_apart(goal: GoalText) -> Iterator[str]:
    """Introductions, and eliminations of hypotheses."""
    match shape(goal.target):
        case Shape.FORALL | Shape.IMPLIES:
            yield "intros"  # under the names that the declaration gives
        case Shape.NOT | Shape.NE:
            yield f"intro {goal.fresh('h')}"
        case Shape.AND | Shape.IFF:
            yield "split"
    for name, kind in goal.hypotheses.items():
        match shape(kind):
            case Shape.AND:
                left = goal.fresh(f"{name}l")
                yield f"cases {name} with {left} {goal.fresh(f'{name}r')}"
            case Shape.EXISTS:
                bound = kind.split(",")[0].removeprefix("∃").strip(" (").split()[0]
                yield f"cases {name} with {goal.fresh(bound)} {goal.fresh(f'h{bound}')}"
            case Shape.OR:
                yield f"cases {name}"
            case Shape.EQ:
                left, right = sides(kind)
                if left in goal.variables or right in goal.variables:
                    yield f"subst {name}"


def _close(goal: GoalText) -> Iterator[str]:
    """Tactics that finish the goal or fail, cheap ones first."""
    kind = shape(goal.target)
    if goal.hypotheses:
        yield "assumption"
    yield "norm_num"
    if kind is Shape.EQ:
        yield "ring"
        yield "refl"
    if kind in INEQUALITIES or kind in (Shape.EQ, Shape.NE, Shape.OTHER):
        yield "linarith"
        if kind is not Shape.NE:
            yield from nlinarith_with_hints(goal)
        if {"ℕ", "ℤ"} & set(goal.variables.values()):
            yield "omega"
    if not goal.variables:
        yield "tauto"
        yield "exact dec_trivial"


def _simplify(goal: GoalText) -> Iterator[str]:
    """Clean-ups that leave an easier goal or hypothesis."""
    if shape(goal.target) is Shape.OR:
        yield "left"
        yield "right"
    equations = [
        name
        for name, kind in goal.hypotheses.items()
        if shape(kind) is Shape.FORALL and " = " in kind
    ]
    if equations:
        yield f"norm_num [{', '.join(equations)}]"
        for name in goal.hypotheses:
            if name not in equations:
                yield f"norm_num [{', '.join(equations)}] at {name}"
    if "/" in goal.target or "⁻¹" in goal.target:
        yield "field_simp"
    if goal.hypotheses:
        yield "simp * at *"
        yield "norm_num at *"
    for name, kind in goal.hypotheses.items():
        if shape(kind) not in (Shape.FORALL, Shape.EXISTS) and not is_sign(kind):
            yield f"norm_num at {name}"
            if "/" in kind:
                yield f"field_simp at {name}"
    yield "push_cast"
    yield "ring_nf"
