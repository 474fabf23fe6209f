"""Proof terms: what tactics build and the kernel checks.

A proof is an immutable tree whose every node determines the proposition that it proves (its
docstring says which); propositions are `Term`s of type Prop. Variables are free variables (`fvar`)
with process-wide unique ids: a node that binds one (`Lam`, `LamHyp`, `Have`, `ExistsElim`) owns
it, and it must be new there. A hypothesis is a free variable of type `PROOF`.

An unfinished proof has `Hole`s, one for each goal left; `fill` puts proofs in their places.

Propositions are compared up to definitional unfolding everywhere in the kernel (`¬p` is
`p → False`, `a ≠ b` is `¬(a = b)`, `a > b` is `b < a`, `a ≥ b` is `b ≤ a`, beta; `∃!` unfolds),
so a `Change` is needed only where a node must *display* another form of what it proves, or show
its connective (a premise of type `¬p` can be applied to a proof of `p` as it is).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from lean_env.embedded.term import Term, Ty


@dataclass(frozen=True, slots=True)
class Proof:
    """The base of all proof terms."""


@dataclass(frozen=True, slots=True)
class Hole(Proof):
    """The place of the proof of the goal `goal_id`. The kernel refuses it."""

    goal_id: int


@dataclass(frozen=True, slots=True)
class Hyp(Proof):
    """A hypothesis in scope, by the id of its variable (`local.var.data`)."""

    id: int


@dataclass(frozen=True, slots=True)
class LemmaApp(Proof):
    """A lemma of the library at types `types`, with all of its term arguments and premises.

    `args` are the values of its variables and `premises` the proofs of its hypotheses, each in
    the order of the lemma's binders. Proves the conclusion (everything right of the colon).
    """

    name: str
    types: tuple[Ty, ...]
    args: tuple[Term, ...]
    premises: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Lam(Proof):
    """Introduce the variable `var`: proves `∀ name, P` where `body` proves `P`."""

    var: Term
    body: Proof
    name: str = "x"


@dataclass(frozen=True, slots=True)
class LamHyp(Proof):
    """Introduce the hypothesis `var : prop`: proves `prop → Q` where `body` proves `Q`."""

    var: Term
    prop: Term
    body: Proof


@dataclass(frozen=True, slots=True)
class AppTerm(Proof):
    """A proof of `∀ x, P x` applied to a term: proves `P arg`."""

    fn: Proof
    arg: Term


@dataclass(frozen=True, slots=True)
class AppProof(Proof):
    """A proof of `p → q` (or of `¬p`) applied to a proof of `p`: proves `q` (or False)."""

    fn: Proof
    arg: Proof


@dataclass(frozen=True, slots=True)
class TrueIntro(Proof):
    """Proves True."""


@dataclass(frozen=True, slots=True)
class AndIntro(Proof):
    """Proves `p ∧ q`."""

    left: Proof
    right: Proof


@dataclass(frozen=True, slots=True)
class AndLeft(Proof):
    """From `p ∧ q`, proves `p`."""

    proof: Proof


@dataclass(frozen=True, slots=True)
class AndRight(Proof):
    """From `p ∧ q`, proves `q`."""

    proof: Proof


@dataclass(frozen=True, slots=True)
class OrLeft(Proof):
    """From `p`, proves `p ∨ right`."""

    proof: Proof
    right: Term


@dataclass(frozen=True, slots=True)
class OrRight(Proof):
    """From `q`, proves `left ∨ q`."""

    left: Term
    proof: Proof


@dataclass(frozen=True, slots=True)
class OrElim(Proof):
    """From `p ∨ q`, `left : p → r` and `right : q → r` (both usually `LamHyp`), proves `r`."""

    proof: Proof
    left: Proof
    right: Proof


@dataclass(frozen=True, slots=True)
class ExistsIntro(Proof):
    """`prop` is `∃ x, P x` (or `∃! x, P x`) and `proof` proves `P witness`: proves `prop`.

    For `∃!`, `proof` proves `P witness ∧ ∀ y, P y → y = witness`.
    """

    prop: Term
    witness: Term
    proof: Proof


@dataclass(frozen=True, slots=True)
class ExistsElim(Proof):
    """From `∃ x, P x` and `body`, which proves `r` with `var` and `hyp : P var`, proves `r`.

    `r` does not mention `var`. From `∃! x, P x`, `hyp : P var ∧ ∀ y, P y → y = var`.
    """

    proof: Proof
    var: Term
    hyp: Term
    body: Proof


@dataclass(frozen=True, slots=True)
class IffIntro(Proof):
    """From `mp : p → q` and `mpr : q → p`, proves `p ↔ q`."""

    mp: Proof
    mpr: Proof


@dataclass(frozen=True, slots=True)
class IffMp(Proof):
    """From `p ↔ q`, proves `p → q`."""

    proof: Proof


@dataclass(frozen=True, slots=True)
class IffMpr(Proof):
    """From `p ↔ q`, proves `q → p`."""

    proof: Proof


@dataclass(frozen=True, slots=True)
class FalseElim(Proof):
    """From False, proves `target`."""

    proof: Proof
    target: Term


@dataclass(frozen=True, slots=True)
class ByContra(Proof):
    """`body` proves False with `var : ¬target`: proves `target` (classical).

    `var`'s proposition is taken to be `¬target`; a form shown to the user (`a ≠ b`, `¬p` pushed to
    `b < a`) is the tactics' business, through `Have`.
    """

    var: Term
    target: Term
    body: Proof


@dataclass(frozen=True, slots=True)
class ExcludedMiddle(Proof):
    """Proves `prop ∨ ¬prop` (classical); `OrElim` on it is `by_cases`."""

    prop: Term


@dataclass(frozen=True, slots=True)
class Refl(Proof):
    """Proves `term = term`."""

    term: Term


@dataclass(frozen=True, slots=True)
class Symm(Proof):
    """From `a = b`, proves `b = a` (from `p ↔ q`, `q ↔ p`)."""

    proof: Proof


@dataclass(frozen=True, slots=True)
class Rewrite(Proof):
    """From `eq : a = b` and `proof : motive a`, proves `motive b`.

    `motive` is a `lam` term `fun x ↦ P x`. With `eq : p ↔ q` (propext) its variable is of type
    Prop.
    """

    eq: Proof
    motive: Term
    proof: Proof


@dataclass(frozen=True, slots=True)
class Change(Proof):
    """Proves `prop`, definitionally equal to what `proof` proves."""

    proof: Proof
    prop: Term


@dataclass(frozen=True, slots=True)
class Have(Proof):
    """`body` uses `var : prop`, of which `value` is a proof; proves what `body` proves."""

    var: Term
    prop: Term
    value: Proof
    body: Proof


@dataclass(frozen=True, slots=True)
class NatInduction(Proof):
    """`motive` is `fun n : ℕ ↦ P n`, `base : P 0`, `step : ∀ n, P n → P (n + 1)`.

    Proves `∀ n, P n`.
    """

    motive: Term
    base: Proof
    step: Proof


@dataclass(frozen=True, slots=True)
class Arith(Proof):
    """An arithmetic leaf: `certificate` proves `target` from what the premises prove."""

    certificate: Any
    premises: tuple[Proof, ...]
    target: Term


@dataclass(frozen=True, slots=True)
class ArithIff(Proof):
    """An arithmetic transformation: `certificate` proves `before ↔ after` from the premises."""

    certificate: Any
    premises: tuple[Proof, ...]
    before: Term
    after: Term


def hyp(var: Term) -> Hyp:
    """The proof that names the hypothesis of this variable."""
    return Hyp(var.data)


def children(proof: Proof) -> Iterator[Proof]:
    """The proofs directly inside `proof`."""
    for field in fields(proof):
        value = getattr(proof, field.name)
        if isinstance(value, Proof):
            yield value
        elif isinstance(value, tuple):
            yield from (v for v in value if isinstance(v, Proof))


def holes(proof: Proof) -> list[int]:
    """The goal ids of the holes, left to right."""
    found: list[int] = []
    stack = [proof]
    while stack:
        node = stack.pop()
        if isinstance(node, Hole):
            found.append(node.goal_id)
        else:
            stack.extend(reversed(list(children(node))))
    return found


def fill(proof: Proof, assignments: Mapping[int, Proof]) -> Proof:
    """`proof` with each assigned hole replaced, also in what replaces a hole."""
    if isinstance(proof, Hole):
        given = assignments.get(proof.goal_id)
        return proof if given is None else fill(given, assignments)
    new: list[Any] = []
    changed = False
    for field in fields(proof):
        old = getattr(proof, field.name)
        value = old
        if isinstance(old, Proof):
            value = fill(old, assignments)
        elif isinstance(old, tuple) and any(isinstance(v, Proof) for v in old):
            value = tuple(fill(v, assignments) for v in old)
            if all(a is b for a, b in zip(value, old, strict=True)):
                value = old
        changed = changed or value is not old
        new.append(value)
    return type(proof)(*new) if changed else proof
