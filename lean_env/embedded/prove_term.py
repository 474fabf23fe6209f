"""Elaboration of proof terms: `exact e`, `refine e`, `apply e`, `have h := e`, `linarith [e]`.

    elaborate_proof(node, goal, expected, run_tactics) -> Elaborated     exact, refine, have, hints
    apply_proof(node, goal, run_tactics) -> Elaborated                   apply
    open_proof(node, goal, run_tactics) -> OpenProof                     rw, simp: not yet closed

`run_tactics(goal, block)` gives the complete proof of a `by` block; it is called last, when the
types that the block depends on are known. `?_` holes become the goals of the result, in the order
in which Lean lists them. Everything raises `ProofTermError`, with `unsupported` set where the
fragment does not know a lemma or a form (real Lean might).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any, NoReturn

from lean_env.embedded import lemmas
from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.elaborate import Elaborator
from lean_env.embedded.goal import PROOF, Goal, Local
from lean_env.embedded.printer import print_term
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.reduce import expose, unfold_head
from lean_env.embedded.telescope import Slot, Telescope, arity
from lean_env.embedded.term import PROP, Term, Ty, fresh_id, fvar, instantiate, prop
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


def elaborate_proof(
    node: sx.Node,
    goal: Goal,
    expected: Term | None,
    run_tactics: RunTactics,
    *,
    suffix: str = "refine",
    holes_are_goals: bool = False,
    opens: tuple[str, ...] = (),
) -> Elaborated:
    """The proof that the term `node` denotes in the context of `goal`.

    With `expected` the result proves exactly that; otherwise what the term says by itself.
    `?_` holes are goals; `_` holes too where `holes_are_goals` (`refine'`). Two or more untagged
    goals are tagged `suffix_1`, `suffix_2`, …, after the tag of `goal`; one alone inherits it.
    """
    work = _Elaboration(goal, run_tactics, opens)
    if expected is None:
        proof, proved = work.infer(node, goal.locals)
    else:
        proof, proved = work.check(node, expected, goal.locals), expected
    result = work.finish(proof, proved, holes_are_goals)
    return replace(result, goals=tag_goals(result.goals, goal.tag, suffix))


def apply_proof(
    node: sx.Node, goal: Goal, run_tactics: RunTactics, *, opens: tuple[str, ...] = ()
) -> Elaborated:
    """`apply node`: unify the conclusion with the target; the premises left are the new goals."""
    work = _Elaboration(goal, run_tactics, opens)
    telescope = work.function(node, goal.locals)
    opened = telescope.taken
    is_name = isinstance(node, sx.Ident)
    if is_name:
        opened = 0
    saved = work.metas.save()
    total = arity(telescope.prop)
    least = max(0, total - arity(goal.target))
    base = (telescope.proof, telescope.prop, list(telescope.slots))
    for count in range(least, total + 1):
        work.metas.restore(saved)
        telescope.proof, telescope.prop, telescope.slots = base[0], base[1], list(base[2])
        for _ in range(count):
            telescope.open()
        if work.metas.unify(telescope.prop, goal.target) or work.metas.unify(
            telescope.prop, goal.target, default=True
        ):
            break
    else:
        raise ProofTermError(
            "tactic 'apply' failed, could not unify the conclusion of the term\n  "
            f"{work.show(base[1], goal.locals)}\nwith the goal\n  "
            f"{work.show(goal.target, goal.locals)}"
        )
    new = telescope.slots[opened:]
    count_all = len(new) + (2 * len(telescope.types) if is_name else 0)
    premises = []
    for slot in telescope.pending():
        assert slot.prop is not None
        tag = goal.tag if count_all == 1 else _join(goal.tag, slot.tag)
        premises.append(Goal(slot.hole, goal.locals, slot.prop, tag))
    work.goals = premises + work.goals
    return work.finish(telescope.proof, goal.target, holes_are_goals=True)


class OpenProof:
    """A proof whose variables are metavariables: match `prop` somewhere, then `finish`.

    `prop` is the conclusion, past all ∀ and →. The premises become goals, tagged by their names.
    """

    def __init__(self, work: _Elaboration, telescope: Telescope, locals_: Locals) -> None:
        self._work = work
        self._telescope = telescope
        self._locals = locals_

    @property
    def prop(self) -> Term:
        return self._work.metas.term(self._telescope.prop)

    def unify(self, pattern: Term, target: Term) -> bool:
        """Assign metavariables so that the two are equal (up to reducible forms), or False."""
        return self._work.metas.unify(pattern, target)

    def finish(self) -> Elaborated:
        """The proof with what has been assigned. Raises if a metavariable is left."""
        work = self._work
        for slot in self._telescope.pending():
            assert slot.prop is not None
            work.goals.append(Goal(slot.hole, self._locals, slot.prop, slot.tag))
        return work.finish(self._telescope.proof, self._telescope.prop, True)


def open_proof(
    node: sx.Node, goal: Goal, run_tactics: RunTactics, *, opens: tuple[str, ...] = ()
) -> OpenProof:
    """The term with everything that it does not determine left open (for `rw`, `simp`)."""
    work = _Elaboration(goal, run_tactics, opens)
    telescope = work.function(node, goal.locals)
    while telescope.prop.op not in ("not", "ne") and telescope.open():
        pass
    return OpenProof(work, telescope, goal.locals)


def tag_goals(goals: tuple[Goal, ...], parent: str | None, suffix: str) -> tuple[Goal, ...]:
    """Lean's tags for the goals of `refine`: see `elaborate_proof`."""
    untagged = [g for g in goals if g.tag is None]
    if len(untagged) == 1:
        return tuple(replace(g, tag=parent) if g.tag is None else g for g in goals)
    tagged, count = [], 0
    for g in goals:
        if g.tag is None:
            count += 1
            g = replace(g, tag=_join(parent, f"{suffix}_{count}"))
        tagged.append(g)
    return tuple(tagged)


def _join(parent: str | None, tag: str) -> str:
    return tag if parent is None else f"{parent}.{tag}"


# The namespace of `h.name`, by the head of what h proves.
_NAMESPACES = {
    "eq": "Eq", "ne": "Ne", "lt": "LT.lt", "le": "LE.le", "gt": "GT.gt", "ge": "GE.ge",
    "and": "And", "or": "Or", "iff": "Iff", "not": "Not", "false": "False", "exists": "Exists",
    "dvd": "Dvd.dvd",
}  # fmt: skip
_FIELDS = {
    ("and", "1"): (pf.AndLeft, 0), ("and", "left"): (pf.AndLeft, 0),
    ("and", "2"): (pf.AndRight, 1), ("and", "right"): (pf.AndRight, 1),
}  # fmt: skip
_LATE = (sx.Lambda, sx.Anonymous)  # need their expected type: elaborated after the other arguments


class _Elaboration:
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
            elaborator = Elaborator(locals_)
            if ty is PROP:
                return elaborator.prop(node)
            return elaborator.term(node, None if has_type_meta(ty) else ty)
        except UnsupportedStatement as error:
            raise ProofTermError(str(error), unsupported=True) from None
        except StatementError as error:
            raise ProofTermError(str(error)) from None

    def proposition(self, node: sx.Node, locals_: Locals) -> Term:
        return self.data(node, PROP, locals_)

    # Proof terms

    def infer(self, node: sx.Node, locals_: Locals) -> tuple[Proof, Term]:
        """The proof and what it proves, without an expected proposition."""
        match node:
            case sx.Ascription(term, type_) if type_ is not None:
                stated = self.proposition(type_, locals_)
                return self.check(term, stated, locals_), stated
            case sx.ShowTerm(type_, value):
                stated = self.proposition(type_, locals_)
                return self.check(value, stated, locals_), stated
            case sx.AssumptionTerm(prop_node):
                return self.assumption(self.proposition(prop_node, locals_), locals_)
            case sx.HaveTerm():
                return self.have(node, None, locals_)
            case sx.Lambda():
                return self.infer_lambda(node, locals_)
            case sx.ByBlock() | sx.Anonymous() | sx.Hole() | sx.SyntheticHole():
                raise ProofTermError("the expected type of the term is not known")
        telescope = self.function(node, locals_)
        return self.close(telescope, locals_)

    def check(self, node: sx.Node, expected: Term, locals_: Locals) -> Proof:
        """The proof of `expected` (which may have metavariables) that the term denotes."""
        match node:
            case sx.ByBlock(body):
                return self.postpone(body, expected, locals_)
            case sx.SyntheticHole(name):
                hole = fresh_id()
                self.goals.append(Goal(hole, locals_, expected, name))
                return Hole(hole)
            case sx.Hole():
                hole = fresh_id()
                self.naturals.append(Goal(hole, locals_, expected))
                return Hole(hole)
            case sx.Lambda():
                return self.check_lambda(node, expected, locals_)
            case sx.Anonymous(items):
                return self.construct(items, expected, locals_)
            case sx.HaveTerm():
                return self.have(node, expected, locals_)[0]
            case sx.Ident("rfl"):
                return self.reflexivity(expected, locals_)
            case sx.App(sx.Ident("Exists.intro"), (witness, value)):
                return self.construct((witness, value), expected, locals_)
        if isinstance(node, sx.App | sx.Ident | sx.DotIdent | sx.Proj | sx.Binary):
            telescope = self.function(node, locals_, expected)
            proof, proved = self.close(telescope, locals_)
        else:
            proof, proved = self.infer(node, locals_)
        return self.coerce(proof, proved, expected, locals_)

    def coerce(self, proof: Proof, proved: Term, expected: Term, locals_: Locals) -> Proof:
        if not self.metas.unify(proved, expected) and not self.metas.unify(
            proved, expected, default=True
        ):
            self.mismatch(proved, expected, locals_)
        return proof

    def postpone(self, body: sx.Seq, expected: Term, locals_: Locals) -> Proof:
        hole = fresh_id()
        self.blocks.append((hole, expected, body, locals_))
        return Hole(hole)

    def assumption(self, stated: Term, locals_: Locals) -> tuple[Proof, Term]:
        for local in reversed(locals_):
            if local.prop is not None and self.metas.unify(local.prop, stated):
                return pf.hyp(local.var), stated
        raise ProofTermError(f"tactic 'assumption' failed: ‹{self.show(stated, locals_)}›")

    def have(self, node: sx.HaveTerm, expected: Term | None, locals_: Locals) -> tuple[Proof, Term]:
        if node.keyword != "have" or node.binders or node.pattern is not None:
            raise ProofTermError(f"unsupported term: {node.keyword}", unsupported=True)
        if node.type is None:
            value, stated = self.infer(node.value, locals_)
        else:
            stated = self.proposition(node.type, locals_)
            value = self.check(node.value, stated, locals_)
        var = fvar(PROOF)
        inner = (*locals_, Local(node.name or "this", var, stated))
        if expected is None:
            body, proved = self.infer(node.body, inner)
        else:
            body, proved = self.check(node.body, expected, inner), expected
        return pf.Have(var, stated, value, body), proved

    def reflexivity(self, expected: Term, locals_: Locals) -> Proof:
        equation = expose(self.metas.term(expected), "eq")
        if equation is None:
            telescope = Telescope.of_lemma("rfl", self.metas)
            self.mismatch(telescope.prop, expected, locals_)
        left, right = equation.args
        if not self.metas.unify(left, right, default=True):
            raise ProofTermError(
                f"`rfl` at {self.show(expected, locals_)}: not equal as they stand", True
            )
        return pf.Change(pf.Refl(left), expected)

    # fun

    def check_lambda(self, node: sx.Lambda, expected: Term, locals_: Locals) -> Proof:
        names = self.binder_names(node)
        return self.intro(names, node.body, expected, locals_)

    def binder_names(self, node: sx.Lambda) -> list[tuple[str, sx.Node | None]]:
        names: list[tuple[str, sx.Node | None]] = []
        for group in node.binders:
            if group.pattern is not None or group.bound is not None:
                raise ProofTermError("unsupported term: fun with a pattern", unsupported=True)
            names.extend((name, group.type) for name in group.names)
        return names

    def intro(
        self,
        names: list[tuple[str, sx.Node | None]],
        body: sx.Node,
        expected: Term,
        locals_: Locals,
    ) -> Proof:
        if not names:
            return self.check(body, expected, locals_)
        name, type_ = names[0]
        target = self.metas.term(expected)
        pi = expose(target, "forall") or expose(target, "imp")
        if pi is None:
            raise ProofTermError(
                f"a function is given where\n  {self.show(target, locals_)}\nis expected"
            )
        if pi.op == "forall":
            var = fvar(pi.data[1])
            if type_ is not None and not self.metas.unify_types(
                self.type(type_, locals_), pi.data[1]
            ):
                raise ProofTermError(f"type mismatch at the bound variable {name}")
            inner = (*locals_, Local(name, var))
            return pf.Lam(var, self.intro(names[1:], body, instantiate(pi, var), inner), name)
        stated = pi.args[0]
        if type_ is not None:
            given = self.proposition(type_, locals_)
            if not self.metas.unify(given, stated, default=True):
                self.mismatch(given, stated, locals_)
            stated = given
        hyp = fvar(PROOF)
        inner = (*locals_, Local(name, hyp, stated))
        return pf.LamHyp(hyp, stated, self.intro(names[1:], body, pi.args[1], inner))

    def infer_lambda(self, node: sx.Lambda, locals_: Locals) -> tuple[Proof, Term]:
        raise ProofTermError("the type of the function is not known", unsupported=True)

    def type(self, node: sx.Node, locals_: Locals) -> Ty:
        try:
            return Elaborator(locals_).type(node)
        except StatementError as error:
            raise ProofTermError(str(error)) from None

    # ⟨…⟩

    def construct(self, items: tuple[sx.Node, ...], expected: Term, locals_: Locals) -> Proof:
        target = self.metas.term(expected)
        for op in ("and", "iff", "exists", "true"):
            exposed = expose(target, op)
            if exposed is not None:
                break
        else:
            raise ProofTermError(
                "invalid constructor ⟨...⟩, the expected type is not an inductive type with one "
                f"constructor\n  {self.show(target, locals_)}"
            )
        if exposed.op == "true" and not items:
            return pf.TrueIntro()
        if len(items) < 2 or (exposed.op == "iff" and len(items) != 2):
            raise ProofTermError("invalid constructor ⟨...⟩: the number of arguments is wrong")
        rest = items[1] if len(items) == 2 else sx.Anonymous(items[1:])
        if exposed.op == "and":
            left, right = exposed.args
            return pf.AndIntro(
                self.check(items[0], left, locals_), self.check(rest, right, locals_)
            )
        if exposed.op == "iff":
            left, right = exposed.args
            return pf.IffIntro(
                self.check(items[0], prop("imp", left, right), locals_),
                self.check(rest, prop("imp", right, left), locals_),
            )
        witness = self.argument_term(items[0], exposed.data[1], locals_)
        value = self.check(rest, instantiate(exposed, witness), locals_)
        return pf.ExistsIntro(target, witness, value)

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

    # Application

    def function(self, node: sx.Node, locals_: Locals, expected: Term | None = None) -> Telescope:
        """The term as a function of the arguments that it has not been given."""
        match node:
            case sx.Binary("<|", left, right):
                return self.function(sx.App(left, (right,)), locals_, expected)
            case sx.App(fn, args):
                telescope = self.head(fn, locals_, expected)
                self.give(telescope, args, expected, locals_)
                return telescope
        telescope = self.head(node, locals_, expected)
        if expected is not None and not telescope.explicit_left():
            self.metas.unify(telescope.prop, expected)
        return telescope

    def head(self, node: sx.Node, locals_: Locals, expected: Term | None) -> Telescope:
        match node:
            case sx.Ident(name):
                return self.name(name, locals_)
            case sx.DotIdent(name):
                target = None if expected is None else self.metas.term(expected)
                space = None if target is None else _NAMESPACES.get(target.op)
                if space is None:
                    raise ProofTermError(f"the namespace of .{name} is not known", True)
                return self.lemma(f"{space}.{name}")
            case sx.Proj(term, field_):
                return self.project(self.function(term, locals_), field_, locals_)
            case sx.App() | sx.Binary("<|", _, _):
                return self.function(node, locals_)
            case sx.Binary(op, _, _) | sx.Unary(op, _):
                raise ProofTermError(f"unsupported proof term: operator {op}", unsupported=True)
        if isinstance(
            node, sx.Ascription | sx.ShowTerm | sx.AssumptionTerm | sx.HaveTerm | sx.Lambda
        ):
            proof, proved = self.infer(node, locals_)
            return Telescope.of_proof(proof, proved, self.metas)
        raise ProofTermError(f"unsupported proof term: {type(node).__name__}", unsupported=True)

    def name(self, name: str, locals_: Locals) -> Telescope:
        """The longest prefix that is a hypothesis or a lemma; what follows are projections."""
        parts = name.split(".")
        for length in range(len(parts), 0, -1):
            prefix = ".".join(parts[:length])
            telescope: Telescope | None = None
            local = next((x for x in reversed(locals_) if x.name == prefix), None)
            if local is not None:
                if local.prop is None:
                    raise ProofTermError(f"{prefix} is not a proof")
                telescope = Telescope.of_proof(pf.hyp(local.var), local.prop, self.metas)
            else:
                candidates = (prefix, *(f"{space}.{prefix}" for space in self.opens))
                found = next((c for c in candidates if lemmas.known(c)), None)
                if found is not None:
                    telescope = self.lemma(found)
            if telescope is not None:
                for field_ in parts[length:]:
                    telescope = self.project(telescope, field_, locals_)
                return telescope
        raise ProofTermError(f"unknown identifier '{name}'", unsupported=True)

    def lemma(self, name: str) -> Telescope:
        try:
            telescope = Telescope.of_lemma(name, self.metas)
        except lemmas.LemmaError as error:
            raise ProofTermError(str(error), unsupported=True) from None
        self.used.append((name, telescope.types))
        return telescope

    def project(self, telescope: Telescope, field_: str, locals_: Locals) -> Telescope:
        """`e.field`: a projection, or the lemma of that name in the namespace of what e proves."""
        if telescope.explicit_left():
            raise ProofTermError(f"invalid field '{field_}': the term before it is a function")
        proof, proved = telescope.proof, self.metas.term(telescope.prop)
        while True:
            if proved.op == "iff" and field_ in ("1", "mp"):
                return Telescope.of_proof(pf.IffMp(proof), prop("imp", *proved.args), self.metas)
            if proved.op == "iff" and field_ in ("2", "mpr"):
                flipped = prop("imp", proved.args[1], proved.args[0])
                return Telescope.of_proof(pf.IffMpr(proof), flipped, self.metas)
            known = _FIELDS.get((proved.op, field_))
            if known is not None:
                rule, index = known
                return Telescope.of_proof(rule(proof), proved.args[index], self.metas)
            space = _NAMESPACES.get(proved.op)
            if space is not None and lemmas.known(f"{space}.{field_}"):
                method = self.lemma(f"{space}.{field_}")
                self.give_object(method, proof, proved, locals_)
                return method
            # Lean unfolds the head and looks again: `h.le` for `h : a > b` is `LT.lt.le`.
            unfolded = None if proved.op == "not" else unfold_head(proved, False)
            if unfolded is None:
                raise ProofTermError(
                    f"unsupported field '{field_}' of\n  {self.show(proved, locals_)}", True
                )
            proved = unfolded

    def give_object(self, method: Telescope, proof: Proof, proved: Term, locals_: Locals) -> None:
        for slot in method.slots:
            if slot.explicit and slot.prop is not None and slot.prop.op == proved.op:
                if not self.metas.unify(slot.prop, proved):
                    self.mismatch(proved, slot.prop, locals_)
                self.fill(slot, proof)
                return
        raise ProofTermError(f"{method.lemma} takes no such argument")

    def fill(self, slot: Slot, proof: Proof) -> None:
        slot.value = proof
        self.values[slot.hole] = proof

    def give(
        self,
        telescope: Telescope,
        args: tuple[sx.Node, ...],
        expected: Term | None,
        locals_: Locals,
    ) -> None:
        """Give the arguments; `expected`, where it fits, is unified with the conclusion first."""
        pairs: list[tuple[Slot, sx.Node]] = []
        for arg in args:
            if isinstance(arg, sx.NamedArg):
                slot = telescope.named(arg.name)
                if slot is None:
                    raise ProofTermError(f"invalid argument name '{arg.name}'")
                if slot.prop is not None:
                    slot.value = Hole(slot.hole)  # reserved: not a place for a positional argument
                else:
                    slot.explicit = False
                pairs.append((slot, arg.value))
        for arg in args:
            if isinstance(arg, sx.NamedArg):
                continue
            place = telescope.next_explicit()
            if place is None:
                self.give_pairs(pairs, locals_)  # the conclusion may become a function only now
                pairs = []
                place = telescope.next_explicit()
                if place is None:
                    raise ProofTermError(
                        "function expected: too many arguments for\n  "
                        f"{self.show(telescope.prop, locals_)}"
                    )
            pairs.append((place, arg))
        if expected is not None and not telescope.explicit_left():
            self.metas.unify(telescope.prop, expected)
        self.give_pairs(pairs, locals_)

    def give_pairs(self, pairs: list[tuple[Slot, sx.Node]], locals_: Locals) -> None:
        late: list[tuple[Slot, sx.Node]] = []
        for slot, node in pairs:
            if isinstance(node, _LATE) or (slot.meta is not None and self.is_stuck(slot, node)):
                late.append((slot, node))
            else:
                self.give_one(slot, node, locals_)
        for slot, node in late:
            self.give_one(slot, node, locals_)

    def is_stuck(self, slot: Slot, node: sx.Node) -> bool:
        """A numeral whose type another argument may still determine."""
        assert slot.meta is not None
        return isinstance(node, sx.Numeral | sx.Decimal | sx.Unary) and has_type_meta(
            self.metas.type(slot.meta.ty)
        )

    def give_one(self, slot: Slot, node: sx.Node, locals_: Locals) -> None:
        if slot.meta is None:
            assert slot.prop is not None
            self.fill(slot, self.check(node, slot.prop, locals_))
            return
        if isinstance(node, sx.Hole):
            return
        term = self.argument_term(node, slot.meta.ty, locals_)
        if not self.metas.unify(slot.meta, term):
            raise ProofTermError(
                f"application type mismatch: the argument {self.show(term, locals_)} does not fit"
            )

    def close(self, telescope: Telescope, locals_: Locals) -> tuple[Proof, Term]:
        """The telescope as a proof: what has not been given is abstracted, as in `@add_pos _`."""
        left = telescope.explicit_left()
        proof, proved = telescope.proof, telescope.prop
        if not left:
            return proof, proved
        if any(slot.meta is not None for slot in left):
            raise ProofTermError(
                f"unsupported: {telescope.lemma} without its explicit arguments", True
            )
        for slot in reversed(left):
            assert slot.prop is not None
            var = fvar(PROOF)
            self.fill(slot, pf.hyp(var))
            proof, proved = pf.LamHyp(var, slot.prop, proof), prop("imp", slot.prop, proved)
        return proof, proved

    # The end

    def finish(self, proof: Proof, proved: Term, holes_are_goals: bool) -> Elaborated:
        """Run the postponed blocks, instantiate everything, and insist that nothing is open."""
        for name, types in self.used:
            for ty in types:
                known = self.metas.type(ty)
                if has_type_meta(known):
                    raise ProofTermError(f"the type at which '{name}' is used is not known")
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
