"""The head of an application in a proof term: a lemma or a proof, argument by argument.

A `Telescope` is a proof whose proposition is a chain of ∀ and →, of which a prefix has been given
values. Variables are opened as metavariables at once; premises one by one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lean_env.embedded import lemmas
from lean_env.embedded.proof import AppProof, AppTerm, Hole, LemmaApp, Proof
from lean_env.embedded.reduce import unfold_head
from lean_env.embedded.term import Term, Ty, fresh_id, instantiate, substitute
from lean_env.embedded.unify import Metas


@dataclass(slots=True)
class Slot:
    """One argument place: a variable (`meta` is its metavariable) or a premise (`prop`).

    `tag` is the binder's name, the `case` tag of the goal that `apply` makes of a premise.
    """

    tag: str
    explicit: bool
    meta: Term | None = None
    prop: Term | None = None
    hole: int = 0  # of a premise: the id of the hole in its place, until it is given
    value: Proof | None = None


@dataclass(slots=True)
class Telescope:
    """A proof with argument places. `slots` are those opened so far, `taken` those given."""

    metas: Metas
    proof: Proof
    prop: Term
    slots: list[Slot] = field(default_factory=list)
    taken: int = 0
    types: tuple[Ty, ...] = ()
    lemma: str | None = None
    strict: int = 0  # how many of the next ∀ are strict-implicit, as in `Function.Injective`

    @classmethod
    def of_lemma(cls, name: str, metas: Metas) -> Telescope:
        """The lemma at a fresh type metavariable, over fresh metavariables. Raises `LemmaError`."""
        base = lemmas.generic(name)
        types = tuple(metas.new_type() for _ in range(base.type_count))
        stated = lemmas.statement(name, types)
        values: dict[int, Term] = {}
        slots: list[Slot] = []
        for binder in stated.binders:
            if binder.prop is None:
                meta = metas.new_term(binder.var.ty)
                values[binder.var.data] = meta
                slots.append(Slot(binder.tag, binder.explicit, meta=meta))
            else:
                premise = substitute(binder.prop, values)
                slots.append(Slot(binder.tag, binder.explicit, prop=premise, hole=fresh_id()))
        args = tuple(values.values())
        premises = tuple(Hole(s.hole) for s in slots if s.prop is not None)
        proof = LemmaApp(name, types, args, premises)
        return cls(metas, proof, substitute(stated.conclusion, values), slots, 0, types, name)

    @classmethod
    def of_proof(cls, proof: Proof, prop: Term, metas: Metas) -> Telescope:
        """A proof of `prop`; its ∀ and → are opened on demand."""
        return cls(metas, proof, prop)

    def next_explicit(self) -> Slot | None:
        """The next place for a positional argument; None where there is none."""
        while True:
            while self.taken < len(self.slots):
                slot = self.slots[self.taken]
                self.taken += 1
                if slot.explicit and slot.value is None:
                    return slot
            if not self.open(default=True):  # for an argument that is given, Lean unfolds
                return None

    def open(self, default: bool = False) -> bool:
        """Open one more ∀ or → of the conclusion; False where there is none.

        `default` looks for it behind the definitions that type checking sees through.
        """
        prop = self.metas.term(self.prop)
        while prop.op not in ("forall", "imp"):
            new = unfold_head(prop, default)
            if new is None:
                return False
            self.strict = strict_implicit(prop)
            prop = new
        explicit = self.strict == 0
        self.strict = max(0, self.strict - 1)
        if prop.op == "forall":
            meta = self.metas.new_term(prop.data[1])
            self.slots.append(Slot(prop.data[0], explicit, meta=meta))
            self.proof, self.prop = AppTerm(self.proof, meta), instantiate(prop, meta)
        else:
            hole = fresh_id()
            self.slots.append(Slot("a", True, prop=prop.args[0], hole=hole))
            self.proof, self.prop = AppProof(self.proof, Hole(hole)), prop.args[1]
        return True

    def named(self, name: str) -> Slot | None:
        """The place of a named argument."""
        return next((s for s in self.slots if s.tag == name), None)

    def pending(self) -> list[Slot]:
        """The premises that have not been given."""
        return [s for s in self.slots if s.prop is not None and s.value is None]

    def explicit_left(self) -> list[Slot]:
        """The explicit places, among those opened, that no argument was given to."""
        return [s for s in self.slots[self.taken :] if s.explicit and s.value is None]


def strict_implicit(prop: Term) -> int:
    """How many variables `⦃a⦄` the definition of the proposition starts with."""
    if prop.op == "mem":
        return 1 if prop.args[1].op in ("lowerBounds", "upperBounds") else 0
    two = ("Function.Injective", "Monotone", "Antitone", "StrictMono", "StrictAnti")
    return 2 if prop.op in two else 0


def arity(prop: Term) -> int:
    """How many ∀ and → (`¬` and `≠` count) a proposition starts with, definitions unfolded."""
    count = 0
    while True:
        if prop.op == "forall":
            prop = prop.args[0]
        elif prop.op == "imp":
            prop = prop.args[1]
        else:
            new = unfold_head(prop)
            if new is None:
                return count
            prop = new
            continue
        count += 1
