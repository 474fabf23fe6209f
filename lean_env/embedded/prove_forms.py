"""The forms of proof terms: what each means with and without an expected proposition."""

from __future__ import annotations

from dataclasses import replace

from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.elaboration import Elaboration, Locals, ProofTermError
from lean_env.embedded.goal import PROOF, Goal, Local
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.prove_equality import congruence, transport, transported
from lean_env.embedded.prove_function import close, function
from lean_env.embedded.reduce import expose
from lean_env.embedded.telescope import Telescope
from lean_env.embedded.term import (
    NAT,
    RELATIONS,
    Term,
    binder,
    fresh_id,
    fvar,
    instantiate,
    prop,
)
from lean_env.embedded.unify import has_metas, has_type_meta


class ProofElaborator(Elaboration):
    """Elaborates proof terms in the context of one goal."""

    def infer(self, node: sx.Node, locals_: Locals) -> tuple[Proof, Term]:
        """The proof and what it proves, without an expected proposition."""
        match node:
            case sx.Ascription(term, type_) | sx.ShowTerm(type_, term) if type_ is not None:
                stated = self.proposition(type_, locals_)
                return self.check(term, stated, locals_), stated
            case sx.AssumptionTerm(prop_node):
                return self.assumption(self.proposition(prop_node, locals_), locals_)
            case sx.HaveTerm():
                return self.have(node, None, locals_)
            case sx.Lambda():
                return self.infer_lambda(node, locals_)
            case sx.App(sx.Ident("congr_arg" | "congrArg"), (fn, value)):
                return congruence(self, fn, value, None, locals_)
            case sx.Binary("▸", equation, value):
                return transported(self, equation, value, locals_)
            case sx.ByBlock() | sx.Anonymous() | sx.Hole() | sx.SyntheticHole():
                raise ProofTermError("the expected type of the term is not known")
        telescope = function(self, node, locals_)
        return close(self, telescope, locals_)

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
            case sx.MatchTerm(scrutinees, arms) if scrutinees:
                return self.postpone(sx.Seq((_match_tactic(scrutinees, arms),)), expected, locals_)
            case sx.CalcTerm(steps):
                return self.postpone(sx.Seq((sx.CalcTactic(steps),)), expected, locals_)
            case sx.Binary("▸", equation, value):
                return transport(self, equation, value, expected, locals_)
            case sx.App(sx.Ident("congr_arg" | "congrArg"), (fn, value)):
                proof, proved = congruence(self, fn, value, expected, locals_)
                return self.coerce(proof, proved, expected, locals_)
            case sx.Ascription(term, type_) | sx.ShowTerm(type_, term) if type_ is not None:
                stated = self.stated(type_, expected, locals_)
                return self.coerce(self.check(term, stated, locals_), stated, expected, locals_)
            case sx.App(sx.Ident("Exists.intro"), (witness, value)):
                return self.construct((witness, value), expected, locals_)
        if isinstance(node, sx.App | sx.Ident | sx.DotIdent | sx.Proj | sx.Binary):
            telescope = function(self, node, locals_, expected)
            proof, proved = close(self, telescope, locals_)
        else:
            proof, proved = self.infer(node, locals_)
        return self.coerce(proof, proved, expected, locals_)

    def stated(self, node: sx.Node, expected: Term, locals_: Locals) -> Term:
        """The proposition of an ascription; the expected one settles what its numerals are.

        Lean defaults numerals to ℕ last, after unifying `0 ≤ 2` with an expected `0 ≤ ?a` in ℝ.
        """
        stated = self.proposition(node, locals_)
        wanted = self.metas.term(expected)
        if (
            isinstance(node, sx.Binary)
            and stated.op in RELATIONS
            and wanted.op in RELATIONS
            and stated.args[0].ty is NAT
            and not _mentions_names(node)
        ):
            ty = wanted.args[0].ty
            if ty is not NAT and not ty.args and not has_type_meta(ty):
                left = sx.Ascription(node.left, sx.Ident(ty.name))
                return self.proposition(replace(node, left=left), locals_)
        return stated

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
        if any(group.pattern is not None for group in node.binders):
            # Lean compiles this to a `match`; `rintro` takes the same cases apart.
            patterns: list[sx.Pattern] = []
            for group in node.binders:
                if group.pattern is not None:
                    patterns.append(_pattern(group.pattern))
                else:
                    patterns.extend(sx.NamePattern(name) for name in group.names)
            steps = (sx.Intro("rintro", tuple(patterns)), sx.TermTactic("exact", node.body))
            return self.postpone(sx.Seq(steps), expected, locals_)
        return self.intro(self.binder_names(node), node.body, expected, locals_)

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
        """A function whose binders all have types."""
        bound: list[Local] = []
        for name, type_ in self.binder_names(node):
            if type_ is None:
                raise ProofTermError("the type of the function is not known", unsupported=True)
            scope = (*locals_, *bound)
            found = self.type_or_prop(type_, scope)
            if isinstance(found, Term):
                bound.append(Local(name, fvar(PROOF), found))
            else:
                bound.append(Local(name, fvar(found)))
        proof, proved = self.infer(node.body, (*locals_, *bound))
        proved = self.metas.term(proved)
        if has_metas(proved):  # what they become might mention the variables bound here
            raise ProofTermError("unsupported: fun whose result is not determined", True)
        for local in reversed(bound):
            if local.prop is None:
                proof = pf.Lam(local.var, proof, local.name)
                proved = binder("forall", local.name, local.var, proved)
            else:
                proof = pf.LamHyp(local.var, local.prop, proof)
                proved = prop("imp", local.prop, proved)
        return proof, proved

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


def _mentions_names(node: sx.Node) -> bool:
    """Whether anything but numerals and operators occurs."""
    match node:
        case sx.Numeral() | sx.Decimal():
            return False
        case sx.Binary(_, left, right):
            return _mentions_names(left) or _mentions_names(right)
        case sx.Unary(_, arg):
            return _mentions_names(arg)
    return True


def _match_tactic(scrutinees: tuple[sx.Node, ...], arms: tuple[sx.MatchArm, ...]) -> sx.Tactic:
    """A `match` of terms, with `exact` in every arm."""
    bodies = (sx.ByBlock(sx.Seq((sx.TermTactic("exact", arm.body),))) for arm in arms)
    return sx.MatchTactic(
        scrutinees,
        tuple(replace(arm, body=body) for arm, body in zip(arms, bodies, strict=True)),
    )


def _pattern(node: sx.Node) -> sx.Pattern:
    """The pattern of `fun ⟨x, h⟩ ↦ …`, which is parsed as a term."""
    match node:
        case sx.Ident(name):
            return sx.NamePattern(name)
        case sx.Hole():
            return sx.NamePattern("_")
        case sx.Anonymous(items):
            return sx.TuplePattern(tuple(_pattern(item) for item in items))
    raise ProofTermError("unsupported term: fun with a pattern", unsupported=True)
