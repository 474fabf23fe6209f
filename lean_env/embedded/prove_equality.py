"""Proof terms about equality: `congr_arg f h` and `h ▸ e`."""

from __future__ import annotations

from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.constants import constants
from lean_env.embedded.elaboration import Elaboration, Locals, ProofTermError
from lean_env.embedded.proof import Proof
from lean_env.embedded.reduce import expose
from lean_env.embedded.term import Term, binder, fvar, instantiate, prop, transform
from lean_env.embedded.unify import has_metas, has_type_meta


def congruence(
    work: Elaboration, fn: sx.Node, value: sx.Node, expected: Term | None, locals_: Locals
) -> tuple[Proof, Term]:
    """`congr_arg fn value`: from `a = b`, `fn a = fn b` with the applications reduced."""
    proof, proved = work.infer(value, locals_)
    equation = expose(work.metas.term(proved), "eq", default=False)
    if equation is None:
        raise ProofTermError(
            f"congr_arg takes a proof of an equality, not of\n  {work.show(proved, locals_)}"
        )
    left, right = equation.args
    wanted = None if expected is None else expose(work.metas.term(expected), "eq", default=False)
    result = None if wanted is None else work.metas.type(wanted.args[0].ty)
    if result is not None and has_type_meta(result):
        result = None
    function = work.function(fn, left.ty, result, locals_)
    image_left, image_right = _apply(function, left), _apply(function, right)
    var = fvar(left.ty)
    motive = binder("lam", "x", var, prop("eq", image_left, _apply(function, var)))
    made: Proof = pf.Rewrite(proof, motive, pf.Refl(image_left))
    shown = prop("eq", image_left, image_right)
    if expected is None and function.op == "lam":
        # Lean leaves `(fun x ↦ …) a` as it is.
        shown = prop("eq", *(Term("app", (function, x), image_left.ty) for x in (left, right)))
        made = pf.Change(made, shown)
    return made, shown


def _apply(function: Term, argument: Term) -> Term:
    if function.op == "lam":
        return instantiate(function, argument)
    constant = constants().get(function.op)
    if constant is not None and len(function.args) < len(constant.params):
        return Term(function.op, (*function.args, argument), function.ty.args[1])
    return Term("app", (function, argument), function.ty.args[1])


def transport(
    work: Elaboration, equation: sx.Node, value: sx.Node, expected: Term, locals_: Locals
) -> Proof:
    """`equation ▸ value`: `value` proves `expected` with the sides of the equation exchanged.

    As in Lean, the expected proposition is rewritten first (right to left), and where the
    equation's right-hand side does not occur, from left to right.
    """
    proof, proved = work.infer(equation, locals_)
    proved, target = work.metas.term(proved), work.metas.term(expected)
    sides = proved if proved.op == "iff" else expose(proved, "eq", default=False)
    if sides is None:
        raise ProofTermError("invalid `▸` notation: an equality is expected")
    if has_metas(sides) or has_metas(target):
        raise ProofTermError("unsupported: ▸ with values not determined", unsupported=True)
    left, right = sides.args
    for old, new, oriented in ((right, left, proof), (left, right, pf.Symm(proof))):
        var = fvar(old.ty)
        body = _replaced(target, old, var)
        if body is target:
            continue
        motive = binder("lam", "x", var, body)
        inner = work.check(value, instantiate(motive, new), locals_)
        return pf.Rewrite(oriented, motive, inner)
    held, stated = transported(work, equation, value, locals_)
    if not work.metas.unify(stated, target, default=True):
        work.mismatch(stated, target, locals_)
    return held


def transported(
    work: Elaboration, equation: sx.Node, value: sx.Node, locals_: Locals
) -> tuple[Proof, Term]:
    """`equation ▸ value` where nothing is expected: what `value` proves is rewritten."""
    proof, proved = work.infer(equation, locals_)
    held, stated = work.infer(value, locals_)
    proved, stated = work.metas.term(proved), work.metas.term(stated)
    sides = proved if proved.op == "iff" else expose(proved, "eq", default=False)
    if sides is None:
        raise ProofTermError("invalid `▸` notation: an equality is expected")
    if has_metas(sides) or has_metas(stated):
        raise ProofTermError("unsupported: ▸ with values not determined", unsupported=True)
    left, right = sides.args
    for old, new, oriented in ((left, right, proof), (right, left, pf.Symm(proof))):
        var = fvar(old.ty)
        body = _replaced(stated, old, var)
        if body is not stated:
            motive = binder("lam", "x", var, body)
            return pf.Rewrite(oriented, motive, held), instantiate(motive, new)
    raise ProofTermError("invalid `▸` notation, the equation does not occur in the given proof")


def _replaced(term: Term, old: Term, new: Term) -> Term:
    return transform(term, lambda t: new if t == old else None)
