"""The portfolio's rules beyond closing and rewriting: numbers, cases, denominators, functions.

Each rule reads the printed goal and proposes tactics of Lean 4 with Mathlib. None is about a
particular statement: a rule names a shape (a remainder, a bound, a divisor that is not zero, an
equation between functions) and what is usually done there.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final

from prover.goal_text import INEQUALITIES, GoalText, Shape, shape, sides

_REMAINDER: Final = re.compile(r"% (\d+)(?![\d.])")
_NUMERAL: Final = re.compile(r"(?<![\w.])\d+(?![\w.])")
_WORD: Final = re.compile(r"[^\W\d][\w']*[₀-₉]*")
_LARGEST_MODULUS: Final = 12
_LARGEST_BOUND: Final = 1000
_POWERS: Final = "pow_succ, Int.add_emod, Int.sub_emod, Int.mul_emod"
_NAT_POWERS: Final = "pow_succ, Nat.add_mod, Nat.mul_mod"


def computing(goal: GoalText) -> Iterator[str]:
    """Closers that compute or simplify: for closed goals, finite sets and sums."""
    if any(sign in goal.target for sign in ("Finset", "∑", "∏", "%", "∣", "Nat.", "!")):
        yield "decide"
        yield "rfl"
    if any(sign in goal.target for sign in ("∑", "∏")):
        yield "simp [Finset.sum_range_succ]"
    for name, kind in goal.hypotheses.items():
        if any(sign in kind for sign in ("∑", "∏")) and shape(kind) is not Shape.FORALL:
            yield f"simp [Finset.sum_range_succ] at {name}"
    equations = [k for k in goal.hypotheses.values() if shape(k) is Shape.EQ]
    if sum(sides(k)[0] in goal.variables for k in equations) > 1:
        yield "subst_vars"
    yield "simp_all"
    if _whole(goal):
        yield "omega"


def cases(goal: GoalText) -> Iterator[str]:
    """Case splits: remainders, bounded variables, induction on a variable of the goal."""
    whole = _whole(goal)
    named = [v for v in whole if v in _WORD.findall(goal.target)]
    moduli = [int(m) for m in _REMAINDER.findall(goal.target)]
    for v, m in itertools.product(named[:2], dict.fromkeys(moduli)):
        if 1 < m <= _LARGEST_MODULUS:
            h = goal.fresh("hm")
            split = " ∨ ".join(f"{v} % {m} = {r}" for r in range(m))
            lemmas = _NAT_POWERS if goal.variables[v] == "ℕ" else _POWERS
            names = " | ".join([h] * m)
            yield f"have {h} : {split} := by omega"
            yield f"rcases (by omega : {split}) with {names} <;> simp [{lemmas}, {h}]"
    remainders = [h for h, kind in goal.hypotheses.items() if "%" in kind and " = " in kind]
    if moduli and remainders:
        for lemmas in (_POWERS, _NAT_POWERS):
            yield f"norm_num [{lemmas}, {', '.join(remainders[:4])}]"
    for name, kind in goal.hypotheses.items():
        if kind.count("%") > 1 and "∨" in kind and shape(kind) is Shape.OR:
            names = " | ".join([name] * (kind.count("∨") + 1))
            for lemmas in (_POWERS, _NAT_POWERS):
                yield f"rcases {name} with {names} <;> simp [{lemmas}, {name}]"
    yield from _bounds(goal, whole)
    yield from _induction(goal, named)


def _bounds(goal: GoalText, whole: list[str]) -> Iterator[str]:
    """`interval_cases` where bounds are there, and bounds that nlinarith may find."""
    said = " ".join(goal.hypotheses.values())
    if not re.search(r"[<≤>≥=]", said):
        return
    numerals = sorted({int(n) for n in _NUMERAL.findall(said) if 1 < int(n) <= _LARGEST_BOUND})
    for v in whole[:3]:
        yield f"interval_cases {v} <;> omega"
        yield f"interval_cases {v} <;> simp_all"
        bounded = any(re.search(rf"(?<![\w']){v} [<≤] \d+$", k) for k in goal.hypotheses.values())
        if numerals and not bounded:
            yield f"have {goal.fresh(f'h{v}')} : {v} ≤ {numerals[-1]} := by nlinarith"


def _induction(goal: GoalText, named: list[str]) -> Iterator[str]:
    """Induction, and what is done with its goals when no last term can be split off."""
    hypotheses = goal.hypotheses
    if "ih" in hypotheses:
        yield "ring_nf at *"
        yield "simp [pow_succ] at *"
        yield "push_cast"
    else:
        for v in named[:2]:
            if goal.variables[v] == "ℕ":
                yield f"induction' {v} with {goal.fresh('k')} ih"


def induction_step(goal: GoalText) -> Iterator[str]:
    """The last term of a sum or product split off, and the induction hypothesis used."""
    if "ih" in goal.hypotheses:
        for sign, name in (("∑", "sum"), ("∏", "prod")):
            if sign in goal.target:
                if "↑(" in goal.target:
                    yield f"rw [Finset.{name}_range_succ, ih, Nat.cast_succ]"
                yield f"rw [Finset.{name}_range_succ, ih]"


def denominators(goal: GoalText) -> Iterator[str]:
    """Divisors shown not to be zero, equations cleared of them, common factors cancelled."""
    divided = [h for h, kind in goal.hypotheses.items() if "/" in kind and shape(kind) is Shape.EQ]
    different = []
    for name, kind in goal.hypotheses.items():
        if shape(kind) is Shape.NE:
            left, right = sides(kind)
            different.append((name, left, right))
    over = bool(divided) or "/" in goal.target
    if over:
        apart = [name for name, _, right in different if not re.fullmatch(r"-?\d+", right)]
        for name, left, right in different:
            negative = re.fullmatch(r"-(\d+)", right)
            if negative is not None:  # what stands below a line is rarely `x - -2`
                difference = f"{left} + {negative[1]} ≠ 0"
                if difference not in goal.hypotheses.values():
                    h = goal.fresh("hd")
                    yield f"have {h} : {difference} := by intro h; apply {name}; linarith"
            elif right != "0" and f"{left} - {right} ≠ 0" not in goal.hypotheses.values():
                yield f"have {goal.fresh('hd')} := sub_ne_zero.mpr {name}"
        if len(apart) > 1:
            yield f"rw [← sub_ne_zero] at {' '.join(apart)}"
        yield from (f"field_simp at {h}" for h in divided)
        if divided and "/" in goal.target:
            yield f"field_simp at {' '.join(divided)} ⊢"
    if shape(goal.target) is Shape.EQ:
        for name, _, right in different:
            proof = name if right == "0" else f"(sub_ne_zero.mpr {name})"
            yield f"apply mul_left_cancel₀ {proof}"


def functions(goal: GoalText) -> Iterator[str]:
    """Equations of functions unfolded; statements about all numbers used at small ones."""
    everywhere = [h for h, kind in goal.hypotheses.items() if shape(kind) is Shape.FORALL]
    equations = [
        h for h in everywhere if re.search(r"^∀ [^,]*, [^\s()]+ [^\s()]+ = ", goal.hypotheses[h])
    ]
    if equations:
        names = ", ".join(equations)
        yield f"simp only [{names}] at *"
        used = [
            h
            for h, kind in goal.hypotheses.items()
            if h not in everywhere and shape(kind) in (Shape.EQ, *INEQUALITIES)
        ]
        if used:
            yield f"simp only [{names}] at {' '.join(used)}"
        yield f"simp only [{names}]"
    at = [
        f"{h} {n}"
        for h in everywhere
        if "→" not in goal.hypotheses[h]
        for n in ("0", "1", "(-1)", "2")
    ]
    if at and shape(goal.target) is not Shape.FORALL:
        yield f"linarith [{', '.join(at)}]"
        yield f"nlinarith [{', '.join(at)}]"
    conditional = [h for h in everywhere if "→" in goal.hypotheses[h]]
    for h in conditional[:2]:
        yield f"norm_num [{h}]"
        yield f"rw [{h}]"


def squares(goal: GoalText) -> Iterator[str]:
    """nlinarith with squares of linear terms in one and two variables, by the numerals there are.

    Where a quadratic inequality is tight, a variable is half of a numeral that multiplies it, or
    once or twice another one up to a small constant.
    """
    if shape(goal.target) not in INEQUALITIES:
        return
    said = " ".join([goal.target, *(k for k in goal.hypotheses.values() if shape(k) is Shape.EQ)])
    used = [
        v for v in dict.fromkeys(_WORD.findall(said)) if goal.variables.get(v) in ("ℝ", "ℚ", "ℤ")
    ]
    numerals = {int(n) for n in _NUMERAL.findall(said) if 0 < int(n) <= 100}
    halves = sorted({n // 2 for n in numerals if n % 2 == 0} | numerals)[:6]
    if len(used) == 1 or "=" in said:
        for v in used[:2]:
            near = [f"sq_nonneg ({v} - {c})" for c in halves]
            scaled = [f"sq_nonneg ({c} * {v} - 1)" for c in halves if c > 1]
            yield f"nlinarith [{', '.join([f'sq_nonneg {v}', *near])}]"
            if scaled:
                yield f"nlinarith [{', '.join([f'sq_nonneg {v}', *scaled])}]"
    for x, y in itertools.permutations(used[:3], 2):
        for m in ("", "2 * "):
            terms = [f"sq_nonneg ({m}{x} - {y}{shift})" for shift in ("", " - 1", " + 1", " - 2")]
            yield f"nlinarith [{', '.join(terms)}]"


def casts(goal: GoalText) -> Iterator[str]:
    """A goal about a natural number or an integer, from hypotheses about its casts."""
    left, right = sides(goal.target)
    if shape(goal.target) is not Shape.EQ or "↑" not in " ".join(goal.hypotheses.values()):
        return
    source = goal.variables.get(left)
    if source in ("ℕ", "ℤ") and re.fullmatch(r"-?\d+", right):
        for ty in ("ℝ", "ℚ", "ℤ"):
            if ty != source:
                yield f"exact_mod_cast (by linarith : ({left} : {ty}) = {right})"
    yield "norm_cast at *"


def imaginary(goal: GoalText) -> Iterator[str]:
    """Complex numbers: equations combined, and `I` squared."""
    if "ℂ" not in goal.variables.values() and "I" not in goal.target:
        return
    if "I" in goal.target or any("I" in kind for kind in goal.hypotheses.values()):
        yield "ring_nf"
        yield "norm_num [pow_succ]"
        yield "norm_num [Complex.I_sq]"
        yield "simp [Complex.I_sq]"
        yield "norm_num [Complex.ext_iff]"
    equations = [h for h, kind in goal.hypotheses.items() if shape(kind) is Shape.EQ][:3]
    if shape(goal.target) is Shape.EQ:
        for h, k in itertools.combinations(equations, 2):
            for a, b in itertools.product((1, -1, 2, -2), repeat=2):
                yield f"linear_combination ({a}) * {h} + ({b}) * {k}"


def _whole(goal: GoalText) -> list[str]:
    """The variables of type ℕ and ℤ, those of the target first."""
    named = [v for v in dict.fromkeys(_WORD.findall(goal.target)) if v in goal.variables]
    rest = [v for v in goal.variables if v not in named]
    return [v for v in (*named, *rest) if goal.variables[v] in ("ℕ", "ℤ")]
