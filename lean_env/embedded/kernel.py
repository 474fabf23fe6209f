"""The kernel: checks a finished proof against the goal that it claims to prove.

Small on purpose, and independent of the tactics: it infers, node by node, the proposition that a
proof proves (the docstrings of `proof` say which), from the hypotheses in scope, the statements of
the lemma library, and the arithmetic checker. A variable that a node introduces must be new, so
eigenvariable conditions reduce to scope: what a node proves must be well typed outside of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lean_env.embedded import lemmas
from lean_env.embedded import proof as pf
from lean_env.embedded.arith import checker
from lean_env.embedded.arith.certificate import CertificateError
from lean_env.embedded.goal import PROOF, Goal
from lean_env.embedded.kernel_scope import KernelError, Scope
from lean_env.embedded.proof import Proof
from lean_env.embedded.reduce import expose, same
from lean_env.embedded.term import (
    FALSE,
    NAT,
    PROP,
    TRUE,
    Term,
    arrow,
    binder,
    instantiate,
    num,
    prop,
)


def check(proof: Proof, goal: Goal) -> None:
    """Raise `KernelError` unless `proof` is a complete proof of `goal.target` from its locals."""
    _Kernel(goal).check(proof, goal.target)


def infer(proof: Proof, goal: Goal) -> Term:
    """The proposition that `proof` proves in the context of `goal`. Raises `KernelError`."""
    return _Kernel(goal).run(proof)


def _need(condition: bool, node: Proof, why: str) -> None:
    if not condition:
        raise KernelError(f"{type(node).__name__}: {why}")


__all__ = ["KernelError", "check", "infer"]


class _Kernel(Scope):
    """One check, in the scope of one goal."""

    def check(self, proof: Proof, target: Term) -> None:
        self.well_typed(target, PROP)
        proved = self.run(proof)
        if not same(proved, target):
            raise KernelError(f"the proof proves {proved!r} instead of {target!r}")

    def run(self, proof: Proof) -> Term:
        try:
            return self.infer(proof)
        except RecursionError:
            raise KernelError("the proof is nested too deeply") from None

    # Inference

    def infer(self, node: Proof) -> Term:
        rule = _RULES.get(type(node))
        if rule is None:
            raise KernelError(f"{type(node).__name__} is not a proof")
        return rule(self, node)

    def expect(self, proof: Proof, proposition: Term, node: Proof, why: str) -> None:
        _need(same(self.infer(proof), proposition), node, why)

    def infer_as(self, proof: Proof, op: str, node: Proof) -> Term:
        """What `proof` proves, unfolded until it is an `op`."""
        proved = self.infer(proof)
        exposed = expose(proved, op)
        if exposed is None:
            raise KernelError(f"{type(node).__name__}: {op} is expected, not {proved!r}")
        return exposed

    def hyp(self, node: pf.Hyp) -> Term:
        _need(node.id in self.hyps, node, "the hypothesis is not in scope")
        return self.hyps[node.id]

    def lemma(self, node: pf.LemmaApp) -> Term:
        for arg in node.args:
            self.well_typed(arg, arg.ty)
        try:
            premises, conclusion = lemmas.instance(node.name, node.types, node.args)
        except lemmas.LemmaError as error:
            raise KernelError(str(error)) from None
        _need(len(premises) == len(node.premises), node, "the number of premises is wrong")
        for premise, proof in zip(premises, node.premises, strict=True):
            self.expect(proof, premise, node, f"a premise of {node.name} is not proved")
        return conclusion

    def lam(self, node: pf.Lam) -> Term:
        _need(node.var.ty is not PROOF, node, "a variable is expected")
        with self.variable(node.var):
            body = self.infer(node.body)
        return binder("forall", node.name, node.var, body)

    def lam_hyp(self, node: pf.LamHyp) -> Term:
        with self.hypothesis(node.var, node.prop):
            return prop("imp", node.prop, self.infer(node.body))

    def app_term(self, node: pf.AppTerm) -> Term:
        fn = self.infer_as(node.fn, "forall", node)
        self.well_typed(node.arg, fn.data[1])
        return instantiate(fn, node.arg)

    def app_proof(self, node: pf.AppProof) -> Term:
        fn = self.infer_as(node.fn, "imp", node)
        self.expect(node.arg, fn.args[0], node, "the argument proves something else")
        return fn.args[1]

    def true(self, node: pf.TrueIntro) -> Term:
        return TRUE

    def and_intro(self, node: pf.AndIntro) -> Term:
        return prop("and", self.infer(node.left), self.infer(node.right))

    def and_left(self, node: pf.AndLeft) -> Term:
        return self.infer_as(node.proof, "and", node).args[0]

    def and_right(self, node: pf.AndRight) -> Term:
        return self.infer_as(node.proof, "and", node).args[1]

    def or_left(self, node: pf.OrLeft) -> Term:
        self.well_typed(node.right, PROP)
        return prop("or", self.infer(node.proof), node.right)

    def or_right(self, node: pf.OrRight) -> Term:
        self.well_typed(node.left, PROP)
        return prop("or", node.left, self.infer(node.proof))

    def or_elim(self, node: pf.OrElim) -> Term:
        either = self.infer_as(node.proof, "or", node)
        left = self.infer_as(node.left, "imp", node)
        right = self.infer_as(node.right, "imp", node)
        for case, branch in zip(either.args, (left, right), strict=True):
            _need(same(case, branch.args[0]), node, "a branch is about another case")
        _need(same(left.args[1], right.args[1]), node, "the branches prove different things")
        return left.args[1]

    def exists_intro(self, node: pf.ExistsIntro) -> Term:
        self.well_typed(node.prop, PROP)
        exists = expose(node.prop, "exists")
        if exists is None:
            raise KernelError(f"ExistsIntro: not an ∃: {node.prop!r}")
        self.well_typed(node.witness, exists.data[1])
        self.expect(node.proof, instantiate(exists, node.witness), node, "wrong property")
        return node.prop

    def exists_elim(self, node: pf.ExistsElim) -> Term:
        exists = self.infer_as(node.proof, "exists", node)
        _need(node.var.ty is exists.data[1], node, "the variable has another type")
        with self.variable(node.var), self.hypothesis(node.hyp, instantiate(exists, node.var)):
            proved = self.infer(node.body)
        self.well_typed(proved, PROP)  # fails where the variable escapes
        return proved

    def iff_intro(self, node: pf.IffIntro) -> Term:
        mp = self.infer_as(node.mp, "imp", node)
        mpr = self.infer_as(node.mpr, "imp", node)
        _need(same(mp.args[0], mpr.args[1]), node, "the directions do not match")
        _need(same(mp.args[1], mpr.args[0]), node, "the directions do not match")
        return prop("iff", *mp.args)

    def iff_mp(self, node: pf.IffMp) -> Term:
        return prop("imp", *self.infer_as(node.proof, "iff", node).args)

    def iff_mpr(self, node: pf.IffMpr) -> Term:
        left, right = self.infer_as(node.proof, "iff", node).args
        return prop("imp", right, left)

    def false_elim(self, node: pf.FalseElim) -> Term:
        self.well_typed(node.target, PROP)
        self.expect(node.proof, FALSE, node, "False is not proved")
        return node.target

    def by_contra(self, node: pf.ByContra) -> Term:
        with self.hypothesis(node.var, prop("not", node.target)):
            self.expect(node.body, FALSE, node, "False is not proved")
        return node.target

    def excluded_middle(self, node: pf.ExcludedMiddle) -> Term:
        self.well_typed(node.prop, PROP)
        return prop("or", node.prop, prop("not", node.prop))

    def refl(self, node: pf.Refl) -> Term:
        self.well_typed(node.term, node.term.ty)
        return prop("eq", node.term, node.term)

    def equation(self, proof: Proof, node: Proof) -> Term:
        """What `proof` proves, which has to be an equality or an equivalence."""
        equation = self.infer(proof)
        if equation.op != "iff":
            equation = expose(equation, "eq") or equation
        _need(equation.op in ("eq", "iff"), node, "neither an equality nor an equivalence")
        return equation

    def symm(self, node: pf.Symm) -> Term:
        equation = self.equation(node.proof, node)
        return prop(equation.op, equation.args[1], equation.args[0])

    def rewrite(self, node: pf.Rewrite) -> Term:
        before, after = self.equation(node.eq, node).args
        self.well_typed(node.motive, arrow(before.ty, PROP))
        _need(node.motive.op == "lam", node, "the motive is not a fun")
        self.expect(node.proof, instantiate(node.motive, before), node, "wrong motive")
        return instantiate(node.motive, after)

    def change(self, node: pf.Change) -> Term:
        self.well_typed(node.prop, PROP)
        self.expect(node.proof, node.prop, node, "not definitionally equal")
        return node.prop

    def have(self, node: pf.Have) -> Term:
        self.expect(node.value, node.prop, node, "the value proves something else")
        with self.hypothesis(node.var, node.prop):
            return self.infer(node.body)

    def nat_induction(self, node: pf.NatInduction) -> Term:
        motive = node.motive
        self.well_typed(motive, arrow(NAT, PROP))
        _need(motive.op == "lam", node, "the motive is not a fun")
        zero, one = num(0, NAT), num(1, NAT)
        n = Term("bvar", (), NAT, 0)
        # `motive` is closed, so the bvar 0 of n + 1 belongs to the ∀ that is put around.
        successor = instantiate(motive, Term("add", (n, one), NAT))
        step = Term("forall", (prop("imp", motive.args[0], successor),), PROP, motive.data)
        self.expect(node.base, instantiate(motive, zero), node, "the base case is not proved")
        self.expect(node.step, step, node, "the step is not proved")
        return Term("forall", motive.args, PROP, motive.data)

    def arith(self, node: pf.Arith) -> Term:
        self.well_typed(node.target, PROP)
        self.well_typed_inside(node.certificate)
        facts = [self.infer(p) for p in node.premises]
        try:
            checker.check(node.certificate, facts, node.target)
        except CertificateError as error:
            raise KernelError(f"Arith: {error}") from None
        return node.target

    def arith_iff(self, node: pf.ArithIff) -> Term:
        self.well_typed(node.before, PROP)
        self.well_typed(node.after, PROP)
        self.well_typed_inside(node.certificate)
        facts = [self.infer(p) for p in node.premises]
        try:
            checker.check_iff(node.certificate, facts, node.before, node.after)
        except CertificateError as error:
            raise KernelError(f"ArithIff: {error}") from None
        return prop("iff", node.before, node.after)


_Rule = Callable[[_Kernel, Any], Term]
_RULES: dict[type[Proof], _Rule] = {
    pf.Hyp: _Kernel.hyp,
    pf.LemmaApp: _Kernel.lemma,
    pf.Lam: _Kernel.lam,
    pf.LamHyp: _Kernel.lam_hyp,
    pf.AppTerm: _Kernel.app_term,
    pf.AppProof: _Kernel.app_proof,
    pf.TrueIntro: _Kernel.true,
    pf.AndIntro: _Kernel.and_intro,
    pf.AndLeft: _Kernel.and_left,
    pf.AndRight: _Kernel.and_right,
    pf.OrLeft: _Kernel.or_left,
    pf.OrRight: _Kernel.or_right,
    pf.OrElim: _Kernel.or_elim,
    pf.ExistsIntro: _Kernel.exists_intro,
    pf.ExistsElim: _Kernel.exists_elim,
    pf.IffIntro: _Kernel.iff_intro,
    pf.IffMp: _Kernel.iff_mp,
    pf.IffMpr: _Kernel.iff_mpr,
    pf.FalseElim: _Kernel.false_elim,
    pf.ByContra: _Kernel.by_contra,
    pf.ExcludedMiddle: _Kernel.excluded_middle,
    pf.Refl: _Kernel.refl,
    pf.Symm: _Kernel.symm,
    pf.Rewrite: _Kernel.rewrite,
    pf.Change: _Kernel.change,
    pf.Have: _Kernel.have,
    pf.NatInduction: _Kernel.nat_induction,
    pf.Arith: _Kernel.arith,
    pf.ArithIff: _Kernel.arith_iff,
}
