"""The portfolio's rules for |x|, √x, logarithms, and for statements about all numbers.

As in `prover.portfolio_steps`, a rule names a shape and what is usually done there; every tactic is
one of Lean 4 with Mathlib.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator
from typing import Final

from prover.goal_text import INEQUALITIES, GoalText, Shape, shape, sides

_ABSOLUTE: Final = re.compile(r"\|([^|]+)\|")
_WORD: Final = re.compile(r"[^\W\d][\w']*[₀-₉]*")
_QUADRATIC: Final = re.compile(
    r"(?:(\d+) \* )?([^\W\d]\w*) \^ 2 ([+-]) (?:(\d+) \* )?\2(?![\w'₀-₉^]| \^)"
)
_TWO_ARGUMENTS: Final = re.compile(r"(\w+) \((\w+) ([*+]) (\w+)\) =")
_OF_A_REAL: Final = re.compile(r"^∀ (?:\(\w+ : ℝ\)|\w+ [>≥<≤≠] )")
_BOUNDED: Final = re.compile(r"∀ \w+ [>≥<≤≠] ")
_DEFINITION: Final = re.compile(r"^∀ \(\w+ : ℝ\), \w+ \w+ = ")
_SMALL: Final = ("0", "1", "2", "(-1)")


def _stated(goal: GoalText) -> list[str]:
    """The target and the hypotheses without a leading quantifier."""
    kinds = (k for k in goal.hypotheses.values() if shape(k) not in (Shape.FORALL, Shape.EXISTS))
    return [goal.target, *kinds]


def _known(goal: GoalText, expression: str) -> bool:
    """Whether all words are variables (or functions) of the goal: none is bound."""
    return all(
        w in goal.variables or w in goal.hypotheses or w in ("Real", "log", "π")
        for w in _WORD.findall(expression)
    )


def absolutes(goal: GoalText) -> Iterator[str]:
    """Cases on the sign of what stands in |…|."""
    found = dict.fromkeys(e for kind in _stated(goal) for e in _ABSOLUTE.findall(kind))
    inside = [e for e in found if _known(goal, e)][:2]
    if not inside:
        return
    h, k = goal.fresh("ha"), goal.fresh("hb")
    split = [f"rcases abs_cases ({e}) with ⟨{h}, {k}⟩ | ⟨{h}, {k}⟩" for e in inside]
    if len(inside) == 2:
        second = split[1].replace(h, f"{h}'").replace(k, f"{k}'")
        both = f"{split[0]} <;> {second}"
        yield f"{both} <;> linarith"
        yield f"{both} <;> nlinarith"
    one = split[0]
    if shape(goal.target) is Shape.AND:
        yield f"{one} <;> constructor <;> linarith"
    yield f"{one} <;> linarith"
    yield f"{one} <;> nlinarith"
    for name, kind in goal.hypotheses.items():
        if kind.startswith("|") and shape(kind) in (Shape.LT, Shape.LE):
            yield f"rw [{'abs_lt' if shape(kind) is Shape.LT else 'abs_le'}] at {name}"
    if not any(f"|{inside[0]}| = " in kind for kind in goal.hypotheses.values()):
        yield one


def _arguments(text: str, head: str) -> list[str]:
    """What `head` is applied to, wherever it occurs."""
    found = []
    for at in (m.end() for m in re.finditer(re.escape(head), text)):
        if text.startswith("(", at):
            depth = 0
            for end in range(at, len(text)):
                depth += (text[end] == "(") - (text[end] == ")")
                if depth == 0:
                    found.append(text[at + 1 : end])
                    break
        else:
            word = re.match(r"[\w']+", text[at:])
            if word is not None:
                found.append(word[0])
    return list(dict.fromkeys(found))


def roots(goal: GoalText) -> Iterator[str]:
    """Square roots: of squares of numerals, equal to a numeral, and their squares as hints."""
    under = [e for kind in _stated(goal) for e in _arguments(kind, "√") if _known(goal, e)]
    under = list(dict.fromkeys(under))[:3]
    if not under:
        return
    values = []
    for name, kind in goal.hypotheses.items():
        if re.fullmatch(r"√\d+ = \d+", kind):
            values.append(name)
    if values:
        yield f"norm_num [{', '.join(values)}]"
    for e in under:
        if e.isdigit() and len(e) <= 12 and math.isqrt(int(e)) ** 2 == int(e):
            fact = f"√{e} = {math.isqrt(int(e))}"
            if fact not in goal.hypotheses.values():
                yield (
                    f"have {goal.fresh('hs')} : {fact} := by "
                    f"rw [show ({e} : ℝ) = {math.isqrt(int(e))} ^ 2 by norm_num]; "
                    "exact Real.sqrt_sq (by norm_num)"
                )
    left, right = sides(goal.target)
    if shape(goal.target) is Shape.EQ and re.fullmatch(r"\d+", right) and left.startswith("√"):
        inner = _arguments(left, "√")[0]
        if inner == f"{right} ^ 2":
            yield "exact Real.sqrt_sq (by norm_num)"
        else:
            yield f"rw [show {inner} = {right} ^ 2 by nlinarith]"
            yield f"rw [show {inner} = {right} ^ 2 by norm_num]"
    hints = [
        f"Real.sq_sqrt (show (0 : ℝ) ≤ {e} by {'norm_num' if e.isdigit() else 'positivity'})"
        for e in under
    ]
    nonneg = [f"Real.sqrt_nonneg ({e})" for e in under]
    if shape(goal.target) in (Shape.EQ, *INEQUALITIES):
        yield f"nlinarith [{', '.join(hints)}]"
        yield f"nlinarith [{', '.join([*hints, *nonneg])}]"


def logarithms(goal: GoalText) -> Iterator[str]:
    """Logarithms of products and powers taken apart, all hypotheses of a kind at once."""
    if "Real.log " not in " ".join([goal.target, *goal.hypotheses.values()]):
        return
    places = [(name, kind) for name, kind in goal.hypotheses.items() if shape(kind) is Shape.EQ]
    log_mul = "Real.log_mul (by positivity) (by positivity)"
    for rules, sign in ((f"{log_mul}, Real.log_pow", "^"), (log_mul, "*")):
        at = [n for n, k in places if any(sign in e for e in _arguments(k, "Real.log "))]
        if at:
            yield f"rw [{rules}] at {' '.join(at)}"
        if any(sign in e for e in _arguments(goal.target, "Real.log ")):
            yield f"rw [{rules}]"
    at = [n for n, k in places if "Real.log" in k and "↑" in k]
    if at:
        yield f"norm_num at {' '.join(at)}"


def instances(goal: GoalText) -> Iterator[str]:
    """Statements about all real numbers at small ones, with conditions that norm_num proves.

    Equations that define a function are left to the rules that rewrite with them.
    """
    made = [h for h in goal.hypotheses if re.fullmatch(r"hi\d*", h)]
    for name, kind in goal.hypotheses.items():
        if _OF_A_REAL.match(kind) is None or _DEFINITION.match(kind) is not None:
            continue
        conditions = kind.count("→") + len(_BOUNDED.findall(kind))
        condition = " (by norm_num)" if conditions else ""
        pair = _TWO_ARGUMENTS.search(kind)
        if pair is not None:
            yield from _pairs(goal, name, pair[1], pair[3], condition)
        elif "∀" not in kind[1:] and len(made) < 2:
            for value in _SMALL[len(made) :][:2]:
                yield f"have {goal.fresh('hi')} := {name} {value}{condition}"
    if made:
        yield f"norm_num at {' '.join(made)}"


def _pairs(goal: GoalText, name: str, f: str, sign: str, condition: str) -> Iterator[str]:
    """An equation of f (x * y) or f (x + y) where f is known at one numeral, for another."""
    known = [
        (h, int(found[1]))
        for h, kind in goal.hypotheses.items()
        if (found := re.match(rf"^{re.escape(f)} (\d+) = ", kind)) is not None
    ]
    wanted = re.match(rf"^{re.escape(f)} (\d+) = ", goal.target)
    if wanted is None or goal.fresh("hi") != "hi":
        return
    for h, c in known[:2]:
        d = int(wanted[1])
        other = f"({d} / {c})" if sign == "*" else str(d - c) if d >= c else f"({d - c})"
        yield f"have hi := {name} {c}{condition} {other}{condition}; norm_num [{h}] at hi"


def quadratics(goal: GoalText) -> Iterator[str]:
    """Squares completed, and the sum of the two roots of one quadratic equation."""
    found: dict[str, tuple[int, int]] = {}
    for kind in _stated(goal):
        for a, x, sign, b in _QUADRATIC.findall(kind):
            if x in goal.variables:
                found.setdefault(x, (int(a or 1), int(b or 1) * (1 if sign == "+" else -1)))
    if found and shape(goal.target) in INEQUALITIES:
        hints = [
            f"sq_nonneg ({2 * a} * {x} {'+' if b > 0 else '-'} {abs(b)})"
            for x, (a, b) in found.items()
        ]
        yield f"nlinarith [{', '.join(hints[:4])}]"
    for x, y in itertools.combinations(list(found)[:3], 2):
        if found[x] != found[y] or f"{x} + {y} = " in " ".join(goal.hypotheses.values()):
            continue
        for name, kind in goal.hypotheses.items():
            if shape(kind) is Shape.NE and set(sides(kind)) == {x, y}:
                a, b = found[x]
                total = f"{-b}" if a == 1 else f"{-b} / {a}"
                yield (
                    f"have {goal.fresh('hr')} : {x} + {y} = {total} := by "
                    f"apply mul_left_cancel₀ (sub_ne_zero.mpr {name}); linarith"
                )
