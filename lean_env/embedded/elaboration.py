"""The state of the elaboration of one proof term, and what its parts share.

Metavariables, the goals of `?_` and `_`, and the `by` blocks, which run last: see `finish`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any, NoReturn

from lean_env.embedded import lemmas
from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.elaborate import Elaborator
from lean_env.embedded.goal import Goal, Local
from lean_env.embedded.printer import print_term
from lean_env.embedded.proof import Proof
from lean_env.embedded.term import PROP, Term, Ty, arrow
from lean_env.embedded.unify import Metas, has_metas, has_type_meta
from lean_env.types import StatementError, UnsupportedStatement

RunTactics = Callable[[Goal, sx.Seq], Proof]
Locals = tuple[Local, ...]


class ProofTermError(Exception):
    """The term does not elaborate. `unsupported`: the fragment does not know the construct."""

    def __init__(self, message: str, unsupported: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.unsupported = unsupported


@dataclass(frozen=True, slots=True)
class Elaborated:
    """A proof of `prop` with a hole for each of the new goals, in Lean's order."""

    proof: Proof
    prop: Term
    goals: tuple[Goal, ...] = ()


class Elaboration(ABC):
    """The elaboration of one proof term: metavariables, postponed blocks, new goals."""

    def __init__(self, goal: Goal, run_tactics: RunTactics, opens: tuple[str, ...]) -> None:
        self.goal = goal
        self.run_tactics = run_tactics
        self.opens = opens
        self.metas = Metas()
        self.goals: list[Goal] = []
        self.blocks: list[tuple[int, Term, sx.Seq, Locals]] = []
        self.naturals: list[Goal] = []  # `_` in the place of a proof
        self.values: dict[int, Proof] = {}
        self.used: list[tuple[str, tuple[Ty, ...]]] = []

    # Messages

    def show(self, term: Term, locals_: Locals) -> str:
        term = self.metas.term(term)
        if has_metas(term):
            return "?"
        return print_term(term, {local.var.data: local.name for local in locals_})

    def mismatch(self, proved: Term, expected: Term, locals_: Locals) -> NoReturn:
        raise ProofTermError(
            f"type mismatch: the term has type\n  {self.show(proved, locals_)}\n"
            f"but is expected to have type\n  {self.show(expected, locals_)}"
        )

    # Terms and propositions

    def data(self, node: sx.Node, ty: Ty, locals_: Locals) -> Term:
        ty = self.metas.type(ty)
        try:
            elaborator = Elaborator(locals_, opens=self.opens)
            if ty is PROP:
                return elaborator.prop(node)
            return elaborator.term(node, None if has_type_meta(ty) else ty)
        except UnsupportedStatement as error:
            raise ProofTermError(str(error), unsupported=True) from None
        except StatementError as error:
            raise ProofTermError(str(error)) from None

    def function(self, node: sx.Node, domain: Ty, result: Ty | None, locals_: Locals) -> Term:
        """A function of values, whose result type may be left open."""
        try:
            elaborator = Elaborator(locals_, opens=self.opens)
            codomain = elaborator.types.fresh() if result is None else result
            return elaborator.term(node, arrow(self.metas.type(domain), codomain))
        except UnsupportedStatement as error:
            raise ProofTermError(str(error), unsupported=True) from None
        except StatementError as error:
            raise ProofTermError(str(error)) from None

    def proposition(self, node: sx.Node, locals_: Locals) -> Term:
        return self.data(node, PROP, locals_)

    def type(self, node: sx.Node, locals_: Locals) -> Ty:
        try:
            return Elaborator(locals_, opens=self.opens).type(node)
        except StatementError as error:
            raise ProofTermError(str(error)) from None

    def type_or_prop(self, node: sx.Node, locals_: Locals) -> Ty | Term:
        """What stands after the colon of a binder: a type or a proposition."""
        try:
            return Elaborator(locals_, opens=self.opens).type_or_prop(node)
        except UnsupportedStatement as error:
            raise ProofTermError(str(error), unsupported=True) from None
        except StatementError as error:
            raise ProofTermError(str(error)) from None

    def argument_term(self, node: sx.Node, ty: Ty, locals_: Locals) -> Term:
        if isinstance(node, sx.Hole):
            return self.metas.new_term(ty)
        if isinstance(node, sx.SyntheticHole):
            raise ProofTermError("unsupported: a hole ?_ for a value", unsupported=True)
        term = self.data(node, ty, locals_)
        if not self.metas.unify_types(term.ty, ty):
            raise ProofTermError(
                f"type mismatch: {self.show(term, locals_)} has type {term.ty.name} but is "
                f"expected to have type {self.metas.type(ty).name}"
            )
        return term

    # Proof terms

    @abstractmethod
    def check(self, node: sx.Node, expected: Term, locals_: Locals) -> Proof:
        """The proof of `expected` (which may have metavariables) that the term denotes."""

    @abstractmethod
    def infer(self, node: sx.Node, locals_: Locals) -> tuple[Proof, Term]:
        """The proof and what it proves, without an expected proposition."""

    # The end

    def finish(self, proof: Proof, proved: Term, holes_are_goals: bool) -> Elaborated:
        """Run the postponed blocks, instantiate everything, and insist that nothing is open."""
        for name, types in self.used:
            for ty in types:
                known = self.metas.type(ty)
                if has_type_meta(known):
                    raise ProofTermError(
                        f"the type at which '{name}' is used is not known", unsupported=True
                    )
                try:
                    lemmas.admit(lemmas.generic(name), known)
                except lemmas.LemmaError as error:
                    raise ProofTermError(str(error)) from None
        if self.naturals and not holes_are_goals:
            raise ProofTermError("don't know how to synthesize placeholder")
        goals = tuple(self.settled(g) for g in (*self.goals, *self.naturals))
        for hole, stated, body, locals_ in self.blocks:
            block_goal = self.settled(Goal(hole, locals_, stated))
            self.values[hole] = self.run_tactics(block_goal, body)
        proof = pf.fill(proof, self.values)
        proved = self.metas.term(proved)
        if has_metas(proved):
            raise ProofTermError("don't know how to synthesize placeholder", unsupported=True)
        return Elaborated(_instantiate(proof, self.metas), proved, goals)

    def settled(self, goal: Goal) -> Goal:
        target = self.metas.term(goal.target)
        locals_ = tuple(
            x if x.prop is None else replace(x, prop=self.metas.term(x.prop)) for x in goal.locals
        )
        if has_metas(target) or any(x.prop is not None and has_metas(x.prop) for x in locals_):
            raise ProofTermError(
                "unsupported: a goal with a value that is not determined", unsupported=True
            )
        return Goal(goal.id, locals_, target, goal.tag)


def _instantiate(proof: Proof, metas: Metas) -> Proof:
    """The proof with the assigned metavariables replaced. Raises if one is left."""

    def one(value: Any) -> Any:
        if isinstance(value, Proof):
            return _instantiate(value, metas)
        if isinstance(value, Term):
            term = metas.term(value)
            if has_metas(term):
                raise ProofTermError("don't know how to synthesize placeholder", unsupported=True)
            return term
        if isinstance(value, Ty):
            return metas.type(value)
        if isinstance(value, tuple):
            return tuple(one(v) for v in value)
        return value

    if not metas.terms and not metas.types:
        return proof
    return type(proof)(*(one(getattr(proof, f.name)) for f in fields(proof)))
