"""The portfolio's rules for whole numbers: sets given by membership, powers modulo a number.

As in `prover.portfolio_steps`, a rule names a shape and what is usually done there; every tactic is
one of Lean 4 with Mathlib.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from prover.goal_text import GoalText, Shape, operands, shape, sides

_MEMBERSHIP: Final = re.compile(r"^∀ \((\w+) : (ℕ|ℤ)\), \1 ∈ (\w+) ↔ (.*)$")
_DIVISOR: Final = re.compile(r"^(\w+) ∣ (\d+)$")
_NUMERAL: Final = re.compile(r"(?<![\w.])\d+(?![\w.])")
_POWER: Final = re.compile(r"(?<![\w.])(\d+) \^ ([^\W\d]\w*'?)(?![\w'])")
_MODULUS: Final = re.compile(r"(?<![\w.])(\d+) ∣|% (\d+)|\[MOD (\d+)\]")
_REDUCED: Final = re.compile(r"^(\d+) \^ (\w+) % (\d+) = \1 \^ \(\2 % (\d+)\) % \3$")
_LARGEST_SET: Final = 2_000
_LARGEST_PERIOD: Final = 8
_LARGEST_MODULUS: Final = 1_000


def members(goal: GoalText) -> Iterator[str]:
    """A finite set whose members are described: which filter, or which divisors, it is."""
    for name, kind in goal.hypotheses.items():
        left, right = sides(kind) if shape(kind) is Shape.EQ else ("", "")
        if right.startswith(("Finset.filter", "Nat.divisors", "{")) and left in goal.target:
            yield f"rw [{name}]"
        found = _MEMBERSHIP.match(kind)
        if found is None or f"Finset {found[2]}" != goal.hypotheses.get(found[3]):
            continue
        x, ty, s, described = found.groups()
        h = goal.fresh("hS")
        if h != "hS" or not re.search(rf"(?<!\w){s}(?!\w)", goal.target):
            continue
        divisor = _DIVISOR.match(described)
        if divisor is not None and divisor[1] == x and ty == "ℕ":
            yield f"have {h} : {s} = Nat.divisors {divisor[2]} := by ext {x}; simp [{name}]"
        numerals = {int(n) for n in _NUMERAL.findall(described)}
        for bound in sorted((n for n in numerals if 1 < n <= _LARGEST_SET), reverse=True)[:2]:
            yield _filtered(name, x, ty, s, described, bound)


def _filtered(name: str, x: str, ty: str, s: str, described: str, bound: int) -> str:
    """`s` as the members of an interval up to `bound` that fit the description."""
    apart = ""
    if shape(described) is Shape.AND:
        parts = operands(described, "∧")
        apart = f"obtain ⟨{', '.join(f'h{i}' for i in range(len(parts)))}⟩ := h; "
    if ty == "ℕ":
        interval, lemma = f"Finset.range {bound + 1}", "Finset.mem_range"
        within = f"by {apart}first | omega | nlinarith"
        dividing = [i for i, part in enumerate(operands(described, "∧")) if _divides(part, x)]
        if dividing:
            divided = f"h{dividing[0]}" if apart else "h"
            within = f"by {apart}exact Nat.lt_succ_of_le (Nat.le_of_dvd (by norm_num) {divided})"
    else:
        interval, lemma = f"Finset.Icc (-{bound}) {bound}", "Finset.mem_Icc"
        within = f"by {apart}constructor <;> first | omega | nlinarith"
    return (
        f"have hS : {s} = Finset.filter (fun {x} => {described}) ({interval}) := by ext {x}; "
        f"simp only [{name}, Finset.mem_filter, {lemma}]; "
        f"exact ⟨fun h => ⟨{within}, h⟩, fun h => h.2⟩"
    )


def _divides(part: str, x: str) -> bool:
    """Whether the part says that `x` divides a numeral."""
    found = _DIVISOR.match(part)
    return found is not None and found[1] == x


def residues(goal: GoalText) -> Iterator[str]:
    """A power with a variable exponent modulo a number: what it leaves, by the exponent's cycle."""
    for name, kind in goal.hypotheses.items():
        cycle = _REDUCED.match(kind)
        if cycle is not None:
            n, period = cycle[2], int(cycle[4])
            h = goal.fresh("h")
            split = " ∨ ".join(f"{n} % {period} = {r}" for r in range(period))
            names = " | ".join([h] * period)
            yield (
                f"rcases (by omega : {split}) with {names} <;> simp [{h}] at {name} <;> "
                f"have : 0 < {cycle[1]} ^ {n} := (by positivity) <;> omega"
            )
    said = " ".join([goal.target, *goal.hypotheses.values()])
    moduli = {int(next(filter(None, m))) for m in _MODULUS.findall(said)}
    powers = dict.fromkeys((int(b), n) for b, n in _POWER.findall(said))
    for base, n in list(powers)[:2]:
        if goal.variables.get(n) != "ℕ":
            continue
        for m in sorted(m for m in moduli if 1 < m <= _LARGEST_MODULUS)[:2]:
            period = _period(base, m)
            if base % m < 2:
                fact = f"{base} ^ {n} % {m} = {base % m} ∧ 0 < {base} ^ {n}"
                if base % m and fact not in goal.hypotheses.values():
                    h = goal.fresh("hp")
                    yield f"have {h} : {fact} := ⟨by simp [Nat.pow_mod], by positivity⟩"
            elif 1 < period <= _LARGEST_PERIOD:
                fact = f"{base} ^ {n} % {m} = {base} ^ ({n} % {period}) % {m}"
                if fact not in goal.hypotheses.values():
                    yield (
                        f"have {goal.fresh('hp')} : {fact} := by "
                        f"nth_rewrite 1 [← Nat.div_add_mod {n} {period}]; "
                        "rw [pow_add, pow_mul, Nat.mul_mod, Nat.pow_mod]; norm_num"
                    )


def _period(base: int, modulus: int) -> int:
    """The least t > 0 with base ^ t = 1 modulo `modulus`; 0 where none is small."""
    power = 1
    for t in range(1, _LARGEST_PERIOD + 1):
        power = power * base % modulus
        if power == 1:
            return t
    return 0


def exponents(goal: GoalText) -> Iterator[str]:
    """Bounds on exponents, from equations between products of powers and a numeral."""
    bounded: list[str] = []
    for name, kind in goal.hypotheses.items():
        at_most = re.match(r"^(\w+) < (\d+)$", kind)
        if at_most is not None and goal.variables.get(at_most[1]) in ("ℕ", "ℤ"):
            bounded.append(at_most[1])
        left, right = sides(kind) if shape(kind) is Shape.EQ else ("", "")
        powers = [(int(b), n) for b, n in _POWER.findall(left) if goal.variables.get(n) == "ℕ"]
        if not re.fullmatch(r"\d+", right) or len(right) > 12:
            continue
        for base, n in powers[:2]:
            if base < 2 or any(k.startswith(f"{n} < ") for k in goal.hypotheses.values()):
                continue
            above = next(e for e in range(64) if base**e > int(right))
            others = "".join(
                f"have : 0 < {b} ^ {m} := (by positivity); " for b, m in powers if m != n
            )
            yield (
                f"have {goal.fresh(f'h{n}')} : {n} < {above} := by by_contra hc; "
                f"have : {base} ^ {above} ≤ {base} ^ {n} := "
                f"Nat.pow_le_pow_right (by norm_num) (by omega); {others}nlinarith [{name}]"
            )
    if len(bounded) > 1:
        first, second = bounded[:2]
        yield f"interval_cases {first} <;> interval_cases {second} <;> simp_all"
        yield f"interval_cases {first} <;> interval_cases {second} <;> omega"
