"""`interval_cases`: one goal for each value between the bounds that the hypotheses give.

Follows `Mathlib.Tactic.IntervalCases`: bounds are the hypotheses `a ≤ e`, `e < b`, `¬ e ≤ a`, …
whose other side `norm_num` evaluates (conjunctions are not taken apart); ℕ is bounded by 0. In the
goal of the value `v`, tagged `«v»`, `v` stands for `e` in the target and in the hypotheses.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from lean_env.embedded import arith
from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.arith.certificate import Congruence, Conversion, Evaluate, Same
from lean_env.embedded.arith.numerals import evaluate_number
from lean_env.embedded.context import child_tag, drop, goal_like, hypothesis, push
from lean_env.embedded.goal import Goal, Local
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.reduce import same
from lean_env.embedded.rewriting import abstract_instances
from lean_env.embedded.state import Handler, Run, Step, TacticError
from lean_env.embedded.substitution import substitute_equation
from lean_env.embedded.tactics_arith import Fact, budget, leaf, outcomes
from lean_env.embedded.term import FALSE, INT, NAT, Term, Ty, instantiate, num, prop

_MAX_CASES: Final = 400


def interval_cases(goal: Goal, tactic: sx.IntervalCases, run: Run) -> Step:
    """`interval_cases e` and `interval_cases h : e`."""
    if tactic.term is None:
        raise TacticError("unsupported: interval_cases without a term", unsupported=True)
    term = run.term(tactic.term, goal, None)
    if term.ty not in (NAT, INT):
        raise TacticError(f"unsupported: interval_cases on {term.ty.name}", unsupported=True)
    split = _Split(goal, term, tactic.name, run)
    low, high = split.bounds()
    if high - low >= _MAX_CASES:
        raise TacticError(f"unsupported: more than {_MAX_CASES} cases", unsupported=True)
    proof = split.cases(low, high) if low <= high else split.nothing()
    return Step(proof, tuple(split.goals))


class _Split:
    def __init__(self, goal: Goal, term: Term, name: str | None, run: Run) -> None:
        self.goal = goal
        self.term = term
        self.name = name
        self.run = run
        self.low: Fact | None = None  # the bounds known in the case at hand
        self.high: Fact | None = None
        self.goals: list[Goal] = []

    # --- bounds ---

    def bounds(self) -> tuple[int, int]:
        """The least and the greatest value. Raises `TacticError` if one is missing."""
        low: tuple[int, Fact] | None = None
        high: tuple[int, Fact] | None = None
        for local in self.goal.locals:
            if local.prop is None:
                continue
            for is_low, value, fact in self._bound(local.prop, pf.hyp(local.var)):
                if is_low and (low is None or value > low[0]):
                    low = value, fact
                if not is_low and (high is None or value < high[0]):
                    high = value, fact
        if high is None:
            raise TacticError("interval_cases failed: could not find an upper bound")
        if low is None and self.term.ty is INT:
            raise TacticError("interval_cases failed: could not find a lower bound")
        self.low, self.high = None if low is None else low[1], high[1]
        least = low[0] if low is not None else 0
        return (max(least, 0) if self.term.ty is NAT else least), high[0]

    def _bound(self, p: Term, proof: Proof) -> list[tuple[bool, int, Fact]]:
        """What a hypothesis says of the term: lower or upper, the bound, and the fact as read."""
        relation = _relation(p)
        if relation is None or relation[1].ty is not self.term.ty:
            return []
        op, a, b = relation
        strict = 1 if op == "lt" else 0
        found: list[tuple[bool, int, Fact]] = []
        for is_low, other, mine in ((True, a, b), (False, b, a)):
            if not same(mine, self.term, default=False):
                continue
            value = evaluate_number(other)
            if value is None or value.denominator != 1:
                continue
            bound = int(value) + strict if is_low else int(value) - strict
            read = prop(op, *((other, self.term) if is_low else (self.term, other)))
            given = self._turned(p, proof, read)
            found.append((is_low, bound, self._evaluated(read, given, is_low)))
        return found

    def _turned(self, p: Term, proof: Proof, read: Term) -> Proof:
        """A proof of the bound as it is read; `¬ a ≤ b` is `b < a` in a linear order."""
        if p.op != "not":
            return pf.Change(proof, read)
        with outcomes():
            certificate = arith.omega([p], read, budget(self.run))
        return leaf(certificate, [(p, proof)], read)

    def _evaluated(self, p: Term, proof: Proof, is_low: bool) -> Fact:
        """The bound with a numeral for what norm_num evaluates."""
        side = 0 if is_low else 1
        value = evaluate_number(p.args[side])
        assert value is not None
        numeral = _numeral(int(value), self.term.ty)
        if numeral == p.args[side]:
            return p, proof
        after = prop(p.op, *(numeral if i == side else a for i, a in enumerate(p.args)))
        steps = (Evaluate(), Same()) if is_low else (Same(), Evaluate())
        iff = pf.ArithIff(Conversion(Congruence(steps)), (), p, after)
        return after, pf.AppProof(pf.IffMp(iff), proof)

    # --- cases ---

    def cases(self, low: int, high: int) -> Proof:
        """The proof by cases on `low ≤ term ≤ high`, halved until one value is left."""
        self.run.tick(5)
        if low == high:
            value = _numeral(low, self.term.ty)
            equation = prop("eq", self.term, value)
            found = self._leaf(self._bounds(), equation)
            return self._case(hypothesis("h", equation), found, low)
        middle = (low + high) // 2
        at_most = prop("le", self.term, _numeral(middle, self.term.ty))
        at_least = prop("le", _numeral(middle + 1, self.term.ty), self.term)
        either = self._leaf([], prop("or", at_most, at_least))
        below, above = hypothesis("h", at_most), hypothesis("h", at_least)
        outer = self.low, self.high
        self.high = at_most, pf.hyp(below.var)
        left = pf.LamHyp(below.var, at_most, self.cases(low, middle))
        self.low, self.high = (at_least, pf.hyp(above.var)), outer[1]
        right = pf.LamHyp(above.var, at_least, self.cases(middle + 1, high))
        self.low, self.high = outer
        return pf.OrElim(either, left, right)

    def nothing(self) -> Proof:
        """The bounds contradict each other."""
        return pf.FalseElim(self._leaf(self._bounds(), FALSE), self.goal.target)

    def _bounds(self) -> list[Fact]:
        return [fact for fact in (self.low, self.high) if fact is not None]

    def _leaf(self, facts: list[Fact], target: Term) -> Proof:
        certificate = _certificate(tuple(p for p, _ in facts), target)
        return pf.Arith(certificate, tuple(proof for _, proof in facts), target)

    def _case(self, equation: Local, found: Proof, value: int) -> Proof:
        assert equation.prop is not None
        tag = child_tag(self.goal.tag, f"«{value}»")
        is_variable = self.term.op == "fvar" and self.name is None
        if is_variable:
            outer = goal_like(self.goal, (*self.goal.locals, equation), self.goal.target, tag)
            done = substitute_equation(outer, equation)
            self.goals.append(done.goal)
            proof = done.proof
        else:
            proof = self._replaced(equation, tag)
        return pf.Have(equation.var, equation.prop, found, proof)

    def _replaced(self, equation: Local, tag: str) -> Proof:
        """The goal with the value for the term: hypotheses that mention it move to the end."""
        this = pf.hyp(equation.var)
        locals_ = self.goal.locals
        moved: list[tuple[Local, Local, Proof]] = []
        for local in locals_:
            motive = None if local.prop is None else self._abstracted(local.prop)
            if motive is not None:
                assert equation.prop is not None
                new = hypothesis(local.name, instantiate(motive, equation.prop.args[1]))
                moved.append((local, new, pf.Rewrite(this, motive, pf.hyp(local.var))))
        locals_ = drop(locals_, [old.var.data for old, _, _ in moved])
        locals_ = (*locals_, *(new for _, new, _ in moved))
        if self.name is not None:
            locals_ = push(locals_, Local(self.name, equation.var, equation.prop))
        motive = self._abstracted(self.goal.target)
        target = self.goal.target
        if motive is not None:
            assert equation.prop is not None
            target = instantiate(motive, equation.prop.args[1])
        goal = goal_like(self.goal, locals_, target, tag)
        self.goals.append(goal)
        proof: Proof = Hole(goal.id)
        if motive is not None:
            proof = pf.Rewrite(pf.Symm(this), motive, proof)
        for _, new, value in reversed(moved):
            assert new.prop is not None
            proof = pf.Have(new.var, new.prop, value, proof)
        return proof

    def _abstracted(self, p: Term) -> Term | None:
        return abstract_instances(p, lambda: self.term, lambda a, b: a == b)


@lru_cache(maxsize=1 << 10)
def _certificate(facts: tuple[Term, ...], target: Term) -> arith.Certificate:
    """Checked. Cases on a second term meet the same bounds of it in every case of the first."""
    with outcomes():
        certificate = arith.omega(facts, target, arith.Budget())
    leaf(certificate, [(p, pf.TrueIntro()) for p in facts], target)  # for its check
    return certificate


def _relation(p: Term) -> tuple[str, Term, Term] | None:
    """A bound as `a ≤ b` or `a < b`."""
    negated = p.op == "not"
    if negated:
        p = p.args[0]
    op = p.op
    if op not in ("le", "lt", "ge", "gt"):
        return None
    a, b = p.args
    if op in ("ge", "gt"):
        a, b, op = b, a, ("le" if op == "ge" else "lt")
    if negated:
        a, b, op = b, a, ("lt" if op == "le" else "le")
    return op, a, b


def _numeral(value: int, ty: Ty) -> Term:
    return num(value, ty) if value >= 0 else Term("neg", (num(-value, ty),), ty)


HANDLERS: Final[Mapping[str, Handler]] = {"interval_cases": interval_cases}
