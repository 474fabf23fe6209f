"""Case distinction and induction on a natural number, as proofs with holes for the cases.

Each principle takes the motive `fun n ↦ P n` and the proofs of its cases (usually holes) and gives
a proof of `P n`; all of them come down to the kernel's `NatInduction`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lean_env.embedded import proof as pf
from lean_env.embedded.context import goal_like, push
from lean_env.embedded.goal import PROOF, Goal, Local
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.term import (
    NAT,
    Term,
    binder,
    free_vars,
    fvar,
    instantiate,
    num,
    prop,
    substitute,
)

ZERO = num(0, NAT)


def successor(n: Term) -> Term:
    """`n + 1`."""
    return Term("add", (n, num(1, NAT)), NAT)


# ---------------------------------------------------------------- what depends on a variable


@dataclass(frozen=True, slots=True)
class Motive:
    """What is proved by induction on `var`: the target, with `carried` entries in front of it.

    `fixed` is the context that stays in all the cases.
    """

    var: Local
    fixed: tuple[Local, ...]
    carried: tuple[Local, ...]
    target: Term
    tag: str | None

    @property
    def term(self) -> Term:
        """`fun n ↦ ∀ carried, target`."""
        return binder("lam", self.var.name.rstrip("✝"), self.var.var, self.statement)

    @property
    def statement(self) -> Term:
        body = self.target
        for local in reversed(self.carried):
            if local.prop is None:
                body = binder("forall", local.name, local.var, body)
            else:
                body = prop("imp", local.prop, body)
        return body

    def at(self, value: Term) -> Term:
        """The statement for another number."""
        return instantiate(self.term, value)

    def goal(self, goal: Goal, value: Term, new: Iterable[Local], tag: str | None) -> Case:
        """The goal of one case: `new` entries, the carried ones anew, the target, all at `value`.

        Its proof in the place of a proof of `at(value)` is the case's `proof`.
        """
        mapping = {self.var.var.data: value}
        locals_ = push(self.fixed, *new)
        renewed: list[Local] = []
        for local in self.carried:
            if local.prop is None:
                copy = Local(local.name, fvar(local.var.ty))
                mapping[local.var.data] = copy.var
            else:
                copy = Local(local.name, fvar(PROOF), substitute(local.prop, mapping))
            renewed.append(copy)
        locals_ = push(locals_, *renewed)
        made = goal_like(goal, locals_, substitute(self.target, mapping), tag)
        proof: Proof = Hole(made.id)
        for copy in reversed(renewed):
            if copy.prop is None:
                proof = pf.Lam(copy.var, proof, copy.name)
            else:
                proof = pf.LamHyp(copy.var, copy.prop, proof)
        moved = {old.var.data: copy for old, copy in zip(self.carried, renewed, strict=True)}
        return Case(made, proof, moved)

    def applied(self, proof: Proof) -> Proof:
        """A proof of the statement at the variable itself, given what is carried."""
        for local in self.carried:
            if local.prop is None:
                proof = pf.AppTerm(proof, local.var)
            else:
                proof = pf.AppProof(proof, pf.hyp(local.var))
        return proof


@dataclass(frozen=True, slots=True)
class Case:
    """A goal of an induction, its place in the proof, and what became of the entries carried."""

    goal: Goal
    proof: Proof
    moved: dict[int, Local]


def motive(
    goal: Goal, var: Local, *, generalizing: Iterable[Local] = (), consumed: Iterable[Local] = ()
) -> Motive:
    """The motive for induction on `var`: what depends on it, or is generalised, is carried.

    `consumed` hypotheses are used up and occur in no case.
    """
    gone = {var.var.data, *(local.var.data for local in consumed)}
    general = {local.var.data for local in generalizing}
    moving = {var.var.data} | {x.var.data for x in goal.locals if x.var.data in general}
    fixed: list[Local] = []
    carried: list[Local] = []
    for local in goal.locals:
        if local.var.data in gone:
            continue
        mentions = local.prop is not None and bool(free_vars([local.prop]) & moving)
        (carried if mentions or local.var.data in general else fixed).append(local)
    return Motive(var, tuple(fixed), tuple(carried), goal.target, goal.tag)


# ---------------------------------------------------------------- the principles


def by_cases(statement: Term, zero: Proof, var: Term, succ: Proof, value: Term) -> Proof:
    """`zero : P 0` and `succ`, which proves `P (var + 1)`: proves `P value`."""
    ignored = pf.LamHyp(fvar(PROOF), instantiate(statement, var), succ)
    return pf.AppTerm(pf.NatInduction(statement, zero, pf.Lam(var, ignored, "n")), value)


def by_induction(statement: Term, zero: Proof, succ: Proof, value: Term) -> Proof:
    """`zero : P 0` and `succ : ∀ n, P n → P (n + 1)`: proves `P value`."""
    return pf.AppTerm(pf.NatInduction(statement, zero, succ), value)


def from_bound(
    statement: Term, low: Term, base: Proof, step: Proof, value: Term, bound: Proof
) -> Proof:
    """`Nat.le_induction`: `base : P low`, `step : ∀ n, low ≤ n → P n → P (n + 1)`, and
    `bound : low ≤ value`: proves `P value`.

    By induction on k for `P (low + k)`; `low + 0` and `low + (k + 1)` reduce by definition.
    """
    k = fvar(NAT)
    shifted = Term("add", (low, k), NAT)
    moved = binder("lam", "k", k, instantiate(statement, shifted))
    above = pf.LemmaApp("Nat.le_add_right", (), (low, k))
    held = fvar(PROOF)
    inner = pf.AppProof(pf.AppProof(pf.AppTerm(step, shifted), above), pf.hyp(held))
    successor_case = pf.Lam(k, pf.LamHyp(held, instantiate(moved, k), inner), "k")
    difference = Term("sub", (value, low), NAT)
    reached = pf.AppTerm(pf.NatInduction(moved, base, successor_case), difference)
    equal = pf.LemmaApp("Nat.add_sub_cancel'", (), (value, low), (bound,))
    return pf.Rewrite(equal, statement, reached)


def strongly(statement: Term, step: Proof, value: Term) -> Proof:
    """`step : ∀ n, (∀ m, m < n → P m) → P n`: proves `P value`.

    By induction on n for `∀ m, m < n → P m`.
    """
    n = fvar(NAT)
    below = binder("lam", "n", n, all_below(statement, n))
    absurd, nothing = fvar(NAT), fvar(PROOF)
    impossible = pf.AppProof(pf.LemmaApp("Nat.not_lt_zero", (), (absurd,)), pf.hyp(nothing))
    base = pf.Lam(
        absurd,
        pf.LamHyp(
            nothing,
            prop("lt", absurd, ZERO),
            pf.FalseElim(impossible, instantiate(statement, absurd)),
        ),
        "m",
    )
    k, known, m, smaller = fvar(NAT), fvar(PROOF), fvar(NAT), fvar(PROOF)
    i, less = fvar(NAT), fvar(PROOF)
    at_most = pf.LemmaApp("Nat.le_of_lt_succ", (), (m, k), (pf.hyp(smaller),))
    less_k = pf.LemmaApp("lt_of_lt_of_le", (NAT,), (i, m, k), (pf.hyp(less), at_most))
    earlier = pf.Lam(
        i,
        pf.LamHyp(less, prop("lt", i, m), pf.AppProof(pf.AppTerm(pf.hyp(known), i), less_k)),
        "m",
    )
    here = pf.AppProof(pf.AppTerm(step, m), earlier)
    successor_case = pf.Lam(
        k,
        pf.LamHyp(
            known,
            instantiate(below, k),
            pf.Lam(m, pf.LamHyp(smaller, prop("lt", m, successor(k)), here), "m"),
        ),
        "k",
    )
    all_ = pf.AppTerm(pf.NatInduction(below, base, successor_case), successor(value))
    itself = pf.LemmaApp("Nat.lt_succ_self", (), (value,))
    return pf.AppProof(pf.AppTerm(all_, value), itself)


def all_below(statement: Term, n: Term) -> Term:
    """`∀ m < n, P m`."""
    m = fvar(NAT)
    body = prop("imp", prop("lt", m, n), instantiate(statement, m))
    return binder("forall", "m", m, body)


@dataclass(frozen=True, slots=True)
class Split:
    """The two cases of a number, and the proof of the goal from theirs."""

    zero: Case
    succ: Case
    predecessor: Local
    proof: Proof


def split(goal: Goal, var: Local, name: str, tags: tuple[str | None, str | None]) -> Split:
    """`cases` on a number; its predecessor gets the `name`."""
    stated = motive(goal, var)
    predecessor = Local(name, fvar(NAT))
    zero = stated.goal(goal, ZERO, (), tags[0])
    succ = stated.goal(goal, successor(predecessor.var), (predecessor,), tags[1])
    proof = by_cases(stated.term, zero.proof, predecessor.var, succ.proof, var.var)
    return Split(zero, succ, predecessor, stated.applied(proof))
