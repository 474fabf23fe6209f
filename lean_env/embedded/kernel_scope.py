"""What is in scope at one point of a proof, for the kernel: variables and hypotheses."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from lean_env.embedded.arith.certificate import Chain, Congruence
from lean_env.embedded.goal import PROOF, Goal
from lean_env.embedded.term import PROP, Term, Ty
from lean_env.embedded.wellformed import IllTyped, check_term


class KernelError(Exception):
    """The proof is wrong; the message says at which inference."""


class Scope:
    """Variables with types, hypotheses with propositions; binding is a context manager."""

    def __init__(self, goal: Goal) -> None:
        self.vars: dict[int, Ty] = {}
        self.hyps: dict[int, Term] = {}
        for local in goal.locals:
            ident = local.var.data
            if local.var.op != "fvar" or ident in self.vars or ident in self.hyps:
                raise KernelError("a context is a list of distinct variables")
            if local.prop is None:
                self.vars[ident] = local.var.ty
            else:
                self.well_typed(local.prop, PROP)
                self.hyps[ident] = local.prop

    def well_typed(self, term: Term, ty: Ty) -> None:
        try:
            check_term(term, self.vars)
        except IllTyped as error:
            raise KernelError(str(error)) from None
        if term.ty is not ty:
            raise KernelError(f"a term of type {ty} is expected: {term!r}")

    def well_typed_inside(self, certificate: object) -> None:
        """Check every term that an arithmetic certificate brings along.

        The checker goes by types: `x + 0 : ℕ` over an integer x would be "a natural number".
        """
        self._inside(certificate, self.vars)

    def _inside(self, value: object, variables: Mapping[int, Ty]) -> None:
        while isinstance(value, Chain):  # chains are long to the left
            self._inside(value.middle, variables)
            self._inside(value.second, variables)
            value = value.first
        if isinstance(value, Term):
            try:
                check_term(value, variables)
            except IllTyped as error:
                raise KernelError(f"a certificate has an {error}") from None
        elif isinstance(value, tuple):
            for part in value:
                self._inside(part, variables)
        elif isinstance(value, Congruence) and value.var is not None:
            self.new(value.var)
            if value.var.ty is PROOF:
                raise KernelError("a certificate binds a hypothesis")
            self._inside(value.children, {**variables, value.var.data: value.var.ty})
        elif dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                self._inside(getattr(value, field.name), variables)

    @contextmanager
    def variable(self, var: Term) -> Iterator[None]:
        self.new(var)
        self.vars[var.data] = var.ty
        try:
            yield
        finally:
            del self.vars[var.data]

    @contextmanager
    def hypothesis(self, var: Term, proposition: Term) -> Iterator[None]:
        self.new(var)
        self.well_typed(proposition, PROP)
        if var.ty is not PROOF:
            raise KernelError("a hypothesis is a variable of type PROOF")
        self.hyps[var.data] = proposition
        try:
            yield
        finally:
            del self.hyps[var.data]

    def new(self, var: Term) -> None:
        if var.op != "fvar" or var.data in self.vars or var.data in self.hyps:
            raise KernelError(f"{var!r} is not a new variable")
