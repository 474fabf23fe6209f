"""Trap statements: true for a careless reader, false under Lean's conventions.

A statement is built as a tree of this module's own, printed as Lean source, and evaluated by an
evaluator of this module's own, so a mistake in the parser, the elaborator or a tactic is not shared
by the judge. A trap is kept only with a *counterexample*: values at which every hypothesis holds
and the goal does not. No environment may prove one.

Conventions (Lean 4 with Mathlib): ℕ subtraction truncates, `x / 0 = 0`, `x % 0 = x`, ℕ and ℤ
division round so that the remainder is not negative (`Int.ediv`, `Int.emod`), `0⁻¹ = 0`.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

Value = Fraction
Env = dict[str, Value]

NAT, INT, RAT, REAL = "ℕ", "ℤ", "ℚ", "ℝ"
RANK = {NAT: 0, INT: 1, RAT: 2, REAL: 3}
VARS = {NAT: ("m", "n", "k"), INT: ("i", "j"), RAT: ("p", "q"), REAL: ("x", "y", "z")}


@dataclass(frozen=True)
class E:
    """An expression: `op` is var, num, cast, neg, inv, +, -, *, /, % or ^ (exponent in `value`)."""

    op: str
    ty: str
    args: tuple[E, ...] = ()
    name: str = ""
    value: int = 0


def lean(e: E) -> str:
    """Lean source; every compound is in parentheses, so precedence is not what is tested here."""
    if e.op == "var":
        return e.name
    if e.op == "num":
        return str(e.value)
    if e.op == "cast":
        return f"(({lean(e.args[0])} : {e.args[0].ty}) : {e.ty})"
    if e.op == "neg":
        return f"(-{lean(e.args[0])})"
    if e.op == "inv":
        return f"({lean(e.args[0])})⁻¹"
    if e.op == "^":
        return f"({lean(e.args[0])} ^ {e.value})"
    return f"({lean(e.args[0])} {e.op} {lean(e.args[1])})"


def evaluate(e: E, env: Env) -> Value:
    """The value under Lean's conventions."""
    if e.op == "var":
        return env[e.name]
    if e.op == "num":
        return Fraction(e.value)
    a = evaluate(e.args[0], env)
    if e.op == "cast":
        return a
    if e.op == "neg":
        return -a
    if e.op == "inv":
        return 1 / a if a else Fraction(0)
    if e.op == "^":
        return a**e.value
    b = evaluate(e.args[1], env)
    if e.op == "+":
        return a + b
    if e.op == "-":
        return max(a - b, Fraction(0)) if e.ty == NAT else a - b
    if e.op == "*":
        return a * b
    if e.op == "/":
        if not b:
            return Fraction(0)
        if e.ty in (NAT, INT):
            return Fraction((a - _remainder(a, b)) / b)
        return a / b
    assert e.op == "%", e.op
    return _remainder(a, b)


def _remainder(a: Value, b: Value) -> Value:
    return a if not b else a - abs(b) * (a // abs(b))


@dataclass(frozen=True)
class Relation:
    """`left op right`."""

    op: str
    left: E
    right: E

    def lean(self) -> str:
        left, right = lean(self.left), lean(self.right)
        # The ascription fixes the type where only numerals would leave it to the default.
        return f"({left} : {self.left.ty}) {self.op} {right}"

    def holds(self, env: Env) -> bool:
        a, b = evaluate(self.left, env), evaluate(self.right, env)
        return {"=": a == b, "≠": a != b, "<": a < b, "≤": a <= b, ">": a > b, "≥": a >= b}[self.op]


@dataclass(frozen=True)
class Trap:
    """A false statement and the values that show it."""

    hypotheses: tuple[Relation, ...]
    goal: Relation
    counterexample: dict[str, Value]

    def statement(self, name: str) -> str:
        binders = "".join(
            f" ({v} : {t})" for t, vs in VARS.items() for v in vs if v in self.names()
        )
        hyps = "".join(f" (h{i} : {h.lean()})" for i, h in enumerate(self.hypotheses))
        return f"theorem {name}{binders}{hyps} : {self.goal.lean()}"

    def names(self) -> set[str]:
        found: set[str] = set()
        stack = [e for r in (*self.hypotheses, self.goal) for e in (r.left, r.right)]
        while stack:
            e = stack.pop()
            if e.op == "var":
                found.add(e.name)
            stack.extend(e.args)
        return found


class Maker:
    """Draws traps from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def trap(self) -> Trap:
        """One trap; draws until a statement has a counterexample."""
        while True:
            candidate = self._candidate()
            for _ in range(30):
                env = self._values()
                if all(h.holds(env) for h in candidate[0]) and not candidate[1].holds(env):
                    trap = Trap(candidate[0], candidate[1], {})
                    return Trap(*candidate, {n: env[n] for n in sorted(trap.names())})

    def _candidate(self) -> tuple[tuple[Relation, ...], Relation]:
        r = self.random
        ty = r.choice((NAT, INT, RAT, REAL, REAL))
        start = self.expression(ty, r.choice((1, 2, 2, 3)))
        kind = r.random()
        hyps: list[Relation] = []
        if kind < 0.5:  # an identity of fields, read in the wrong structure
            goal = Relation(r.choice("=====≤≥"), start, self.rewrite(start))
            if r.random() < 0.3:
                other = self.expression(ty, 1)
                hyps.append(Relation(r.choice("≠<≤>≥"), other, E("num", ty)))
        elif kind < 0.75:  # one side moved, with or without regard to signs and zero
            left, right = self.expression(ty, 1), self.expression(ty, 1)
            factor = self.expression(ty, 0)
            op = r.choice("=<≤≥")
            old = Relation(op, left, right)
            scaled = Relation(
                r.choice((op, op, "≤", "<")),
                E(r.choice("**/-+"), ty, (left, factor)),
                E(r.choice("**/-+"), ty, (right, factor)),
            )
            hyps.append(old if r.random() < 0.6 else scaled)
            goal = scaled if hyps[0] is old else old
        else:  # anything
            goal = Relation(r.choice("=≠<≤>≥"), start, self.expression(ty, 2))
            for _ in range(r.randrange(3)):
                t = r.choice((ty, ty, NAT))
                hyps.append(
                    Relation(r.choice("=≠<≤>≥"), self.expression(t, 1), self.expression(t, 1))
                )
        return tuple(hyps), goal

    def expression(self, ty: str, depth: int) -> E:
        r = self.random
        if depth == 0 or r.random() < 0.1:
            if r.random() < 0.3:
                return E("num", ty, value=r.choice((0, 1, 1, 2, 2, 3, 5)))
            if ty != NAT and r.random() < 0.2:
                below = r.choice([t for t in VARS if RANK[t] < RANK[ty]])
                return E("cast", ty, (self.expression(below, r.randrange(2)),))
            return E("var", ty, name=r.choice(VARS[ty]))
        kinds = ["+", "-", "-", "*", "*", "/", "/", "^"]
        if ty in (NAT, INT):
            kinds.append("%")
        if ty != NAT:
            kinds.append("neg")
        if ty in (RAT, REAL):
            kinds.append("inv")
        op = r.choice(kinds)
        a = self.expression(ty, depth - 1)
        if op in ("neg", "inv"):
            return E(op, ty, (a,))
        if op == "^":
            return E(op, ty, (a,), value=r.randrange(4))
        return E(op, ty, (a, self.expression(ty, depth - 1)))

    def rewrite(self, e: E) -> E:
        """A term equal to `e` in a field where every divisor is nonzero (and often only there)."""
        r = self.random
        args = tuple(self.rewrite(a) if a.ty == e.ty or e.op == "cast" else a for a in e.args)
        e = E(e.op, e.ty, args, e.name, e.value)
        if e.op == "-" and e.args[0].op == "+" and r.random() < 0.5:
            a, b = e.args[0].args
            return E("+", e.ty, (a, E("-", e.ty, (b, e.args[1]))))
        if e.op == "cast" and e.args[0].op in "+-*/":
            inner = e.args[0]
            return E(inner.op, e.ty, tuple(E("cast", e.ty, (a,)) for a in inner.args))
        if e.op == "/" and e.args[0] == e.args[1]:
            return E("num", e.ty, value=1)
        if e.op in ("+", "*") and r.random() < 0.3:
            return E(e.op, e.ty, (e.args[1], e.args[0]))
        if e.op == "*" and e.args[1].op in "+-" and e.args[1].args and r.random() < 0.5:
            a, (b, c) = e.args[0], e.args[1].args
            return E(e.args[1].op, e.ty, (E("*", e.ty, (a, b)), E("*", e.ty, (a, c))))
        if e.op == "/" and e.args[0].op in ("+", "-") and r.random() < 0.6:
            (a, b), c = e.args[0].args, e.args[1]
            return E(e.args[0].op, e.ty, (E("/", e.ty, (a, c)), E("/", e.ty, (b, c))))
        if r.random() < 0.2:
            c = self.expression(e.ty, 0)
            out, back = r.choice((("/", "*"), ("*", "/"), ("-", "+"), ("+", "-")))
            return E(back, e.ty, (E(out, e.ty, (e, c)), c))
        return e

    def _values(self) -> Env:
        r = self.random
        env: Env = {}
        for ty, names in VARS.items():
            for n in names:
                if ty == NAT:
                    env[n] = Fraction(r.choice((0, 0, 1, 1, 2, 3, 5, 8)))
                elif ty == INT:
                    env[n] = Fraction(r.choice((-7, -3, -2, -1, 0, 0, 1, 2, 5)))
                else:
                    env[n] = Fraction(r.choice((-5, -2, -1, 0, 0, 1, 2, 3)), r.choice((1, 1, 2, 3)))
        return env
