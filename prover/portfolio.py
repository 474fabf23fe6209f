"""The untrained baseline: a fixed, ordered list of tactics filled in from the state.

First what takes a goal or a hypothesis apart, since it loses nothing; then closers from cheap to
dear; then what rewrites the goal. Every entry is a tactic of Lean 4 with Mathlib.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from prover.generator import Request, Sample
from prover.goal_text import INEQUALITIES, GoalText, Shape, operands, shape, sides
from prover.portfolio_analysis import absolutes, instances, logarithms, quadratics, roots
from prover.portfolio_discrete import exponents, members, residues
from prover.portfolio_steps import (
    cases,
    casts,
    computing,
    denominators,
    functions,
    imaginary,
    induction_step,
    squares,
)

_MAX_HINTS: Final = 12
_MAX_VARIABLES: Final = 4
_STEP: Final = 0.1  # log-probability lost from one tactic to the next
_WORD: Final = re.compile(r"[^\W\d]\w*'*")
_NUMERAL: Final = re.compile(r"(?<![\w.])\d+(?![\w.])")
_BINDER: Final = re.compile(r"∀ \(?([^,()]*?)\)?,")
_BOUNDED: Final = re.compile(r"^(\S+) (>|≥|<|≤|≠|∈) ")


@dataclass(frozen=True, slots=True)
class PortfolioGenerator:
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
    """The portfolio for a state, in order, without repetitions.

    Raises `ValueError` when the text is no tactic state.
    """
    goal = GoalText.parse(state)
    seen: set[str] = set()
    rules = (
        _take_apart,
        _close,
        induction_step,
        computing,
        members,
        residues,
        exponents,
        absolutes,
        roots,
        logarithms,
        instances,
        quadratics,
        casts,
        denominators,
        functions,
        imaginary,
        squares,
        cases,
        _simplify,
        _rewrite,
    )
    for tactic in itertools.chain.from_iterable(rule(goal) for rule in rules):
        if tactic not in seen:
            seen.add(tactic)
            yield tactic


def _take_apart(goal: GoalText) -> Iterator[str]:
    """Introductions, and eliminations of hypotheses."""
    match shape(goal.target):
        case Shape.FORALL:
            yield f"intro {_bound_names(goal)}"
        case Shape.IMPLIES | Shape.NOT | Shape.NE:
            yield f"intro {goal.fresh('h')}"
        case Shape.AND | Shape.IFF:
            yield "constructor"
    for name, kind in goal.hypotheses.items():
        match shape(kind):
            case Shape.AND:
                left = goal.fresh(f"{name}l")
                yield f"obtain ⟨{left}, {goal.fresh(f'{name}r')}⟩ := {name}"
            case Shape.EXISTS:
                bound = kind.split(",")[0].removeprefix("∃").strip(" (").split()[0]
                yield f"obtain ⟨{goal.fresh(bound)}, {goal.fresh(f'h{bound}')}⟩ := {name}"
            case Shape.OR:
                yield f"rcases {name} with {name} | {name}"
            case Shape.EQ:
                left, right = sides(kind)
                for variable, other in ((left, right), (right, left)):
                    if variable in goal.variables and variable not in _WORD.findall(other):
                        yield f"subst {name}"
                        break


def _bound_names(goal: GoalText) -> str:
    """Names for the variables of the leading ∀, and for its bound (`∀ x > 0`) if it has one."""
    found = _BINDER.match(goal.target)
    binder = found[1] if found else "x"
    bounded = _BOUNDED.match(binder)
    if bounded:
        name = goal.fresh(bounded[1])
        return f"{name} {goal.fresh(f'h{bounded[1]}')}"
    names = binder.split(":")[0].split() or ["x"]
    return " ".join(goal.fresh(name) for name in names)


def _close(goal: GoalText) -> Iterator[str]:
    """Tactics that finish the goal or fail, cheap ones first."""
    kind = shape(goal.target)
    relation = kind in INEQUALITIES or kind in (Shape.EQ, Shape.NE, Shape.OTHER)
    if goal.hypotheses:
        yield "assumption"
    yield "norm_num"
    if kind is Shape.AND:
        yield "constructor <;> linarith"
        yield "constructor <;> nlinarith"
    if not relation:
        return
    if kind is Shape.EQ:
        yield "ring"
    elif kind is not Shape.OTHER:
        yield "positivity"
    yield "linarith"
    if kind is Shape.EQ and "ℕ" not in goal.variables.values():
        yield from (f"linear_combination {c}" for c in _combinations(goal))
    if kind is not Shape.NE:
        yield from nlinarith_with_hints(goal)
    if {"ℕ", "ℤ"} & set(goal.variables.values()):
        yield "omega"


def _combinations(goal: GoalText) -> Iterator[str]:
    """Equations among the hypotheses, alone and in pairs."""
    equations = [name for name, kind in goal.hypotheses.items() if shape(kind) is Shape.EQ][:3]
    yield from equations
    for first, second in itertools.combinations(equations, 2):
        yield f"{first} + {second}"
        yield f"{first} - {second}"


def nlinarith_with_hints(goal: GoalText) -> Iterator[str]:
    """nlinarith with more and more hints: nothing, differences, positive products, and so on."""
    used = _ordered_variables(goal)
    pairs = list(itertools.combinations(used, 2))
    differences = [f"sq_nonneg ({x} - {y})" for x, y in pairs]
    sums = [f"sq_nonneg ({x} + {y})" for x, y in pairs]
    shifts = [f"sq_nonneg ({x} - {c})" for x in used for c in _constants(goal.target)]
    squares = [f"sq_nonneg {x}" for x in used]
    positive, nonnegative = _signs(goal)
    products = [f"mul_pos {p} {q}" for p, q in itertools.combinations(positive.values(), 2)]
    products += [f"mul_nonneg {p} {q}" for p, q in itertools.combinations(nonnegative.values(), 2)]
    weights = {**{v: f"{h}.le" for v, h in positive.items()}, **nonnegative}
    weighted = [
        f"mul_nonneg {h} (sq_nonneg ({x} - {y}))" for h in weights.values() for x, y in pairs
    ]
    cubes = [f"mul_nonneg {h} (sq_nonneg {x})" for h in weights.values() for x in used]
    yield "nlinarith"
    for hints in (
        differences,
        shifts,
        products,
        [*differences, *products],
        [*differences, *sums],
        [*weighted, *differences],
        [*squares, *differences, *shifts],
        [*squares, *sums, *differences, *products],
        [*weighted, *products],
        [*cubes, *weighted],
    ):
        if hints:
            yield f"nlinarith [{', '.join(hints[:_MAX_HINTS])}]"


def _ordered_variables(goal: GoalText) -> list[str]:
    """The target's variables of one ordered ring: the first of ℝ, ℚ, ℤ that occurs in it."""
    words = [v for v in _words(goal.target) if v in goal.variables]
    for kind in ("ℝ", "ℚ", "ℤ"):
        used = [v for v in words if goal.variables[v] == kind]
        if used:
            return used[:_MAX_VARIABLES]
    return []


def _constants(target: str) -> list[int]:
    """What a variable might equal where the inequality is tight: 1, numerals and their roots."""
    constants = [1]
    for numeral in _NUMERAL.findall(target):
        n = int(numeral)
        if 1 < n <= 10_000:
            root = math.isqrt(n)
            constants.append(root if root * root == n else n)
    return list(dict.fromkeys(constants))[:4]


def _signs(goal: GoalText) -> tuple[dict[str, str], dict[str, str]]:
    """Terms known positive, and known nonnegative, with the hypothesis that says so."""
    positive: dict[str, str] = {}
    nonnegative: dict[str, str] = {}
    for name, kind in goal.hypotheses.items():
        left, right = sides(kind)
        match shape(kind):
            case Shape.LT if left == "0":
                positive.setdefault(right, name)
            case Shape.GT if right == "0":
                positive.setdefault(left, name)
            case Shape.LE if left == "0":
                nonnegative.setdefault(right, name)
            case Shape.GE if right == "0":
                nonnegative.setdefault(left, name)
    return positive, nonnegative


def _simplify(goal: GoalText) -> Iterator[str]:
    """Clean-ups that leave an easier goal or hypothesis."""
    if shape(goal.target) is Shape.OR:
        yield "left"
        yield "right"
    equations = []  # of functions: ∀ x, f x = …
    for name, kind in goal.hypotheses.items():
        if shape(kind) is Shape.FORALL and " = " in kind:
            equations.append(name)
    if equations:
        yield f"norm_num [{', '.join(equations)}]"
        for name in goal.hypotheses:
            if name not in equations:
                yield f"norm_num [{', '.join(equations)}] at {name}"
    if "/" in goal.target or "⁻¹" in goal.target:
        yield "field_simp"
    for name, kind in goal.hypotheses.items():
        if shape(kind) not in (Shape.FORALL, Shape.EXISTS) and not is_sign(kind):
            yield f"norm_num at {name}"
            if "/" in kind:
                yield f"field_simp at {name}"


def is_sign(proposition: str) -> bool:
    """Whether it is a bare `0 < x`, which norm_num cannot improve."""
    left, right = sides(proposition)
    return (left == "0" and _WORD.fullmatch(right) is not None) or (
        right == "0" and _WORD.fullmatch(left) is not None
    )


def _rewrite(goal: GoalText) -> Iterator[str]:
    """Steps on the goal that may lose what made it true, so they come last."""
    kind = shape(goal.target)
    if kind not in INEQUALITIES:
        return
    left, right = sides(goal.target)
    if kind in (Shape.GE, Shape.GT):
        left, right = right, left
    strict = kind in (Shape.LT, Shape.GT)
    one = "lt" if strict else "le"
    # The lemmas speak of ≤ and <; `≥` and `>` unfold to them, but `rw` needs them literally.
    if kind in (Shape.LE, Shape.LT):
        over_left, over_right = _is_quotient(left), _is_quotient(right)
        if over_left and over_right:
            yield f"rw [div_{one}_div_iff₀ (by positivity) (by positivity)]"
        if over_left:
            yield f"rw [div_{one}_iff₀ (by positivity)]"
        if over_right:
            yield f"rw [{one}_div_iff₀ (by positivity)]"
    if kind in (Shape.LE, Shape.GE):
        if len(operands(left, "+")) > 1 and len(operands(right, "+")) > 1:
            yield "apply add_le_add"
        elif len(operands(left, "*")) > 1 and len(operands(right, "*")) > 1:
            yield "apply mul_le_mul"
    if left != "0":
        yield f"rw [← sub_{'pos' if strict else 'nonneg'}]"


def _is_quotient(side: str) -> bool:
    return len(operands(side, "+")) == 1 == len(operands(side, "-")) and (
        len(operands(side, "/")) > 1
    )


def _words(text: str) -> list[str]:
    """The identifiers of a text in order of first appearance."""
    return list(dict.fromkeys(_WORD.findall(text)))
