"""Pushing negations inwards, as Mathlib's `push_neg` does, with proofs of both directions.

`¬(p ∧ q)` becomes `p → ¬q`, `¬(p → q)` becomes `p ∧ ¬q`, `¬∀` and `¬∃` swap, and on linear orders
`¬a < b` becomes `b ≤ a`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from lean_env.embedded import proof as pf
from lean_env.embedded.goal import PROOF
from lean_env.embedded.proof import Proof
from lean_env.embedded.term import FALSE, TRUE, Term, binder, fvar, instantiate, prop

_Map = Callable[[Proof], Proof]
_ORDERED: Final = frozenset({"ℕ", "ℤ", "ℚ", "ℝ"})
# ¬(a op b) ↔ …: the relation, and whether its sides are swapped in Mathlib's lemma.
_NEGATED_ORDER: Final = {"lt": "le", "le": "lt", "gt": "le", "ge": "lt"}


@dataclass(frozen=True, slots=True)
class Pushed:
    """The pushed form of a proposition; `forth` maps proofs of the old one to it, `back` back."""

    prop: Term
    forth: _Map
    back: _Map


def push(p: Term) -> Pushed:
    """`p` with its negations pushed inwards, everywhere below connectives and quantifiers."""
    match p.op:
        case "not":
            return _push_not(p.args[0])
        case "and":
            left, right = (push(q) for q in p.args)
            return Pushed(
                prop("and", left.prop, right.prop),
                lambda h: pf.AndIntro(left.forth(pf.AndLeft(h)), right.forth(pf.AndRight(h))),
                lambda h: pf.AndIntro(left.back(pf.AndLeft(h)), right.back(pf.AndRight(h))),
            )
        case "or":
            left, right = (push(q) for q in p.args)
            new = prop("or", left.prop, right.prop)
            return Pushed(
                new,
                lambda h: _either(h, p, left.forth, right.forth, new),
                lambda h: _either(h, new, left.back, right.back, p),
            )
        case "imp":
            left, right = (push(q) for q in p.args)
            new = prop("imp", left.prop, right.prop)
            return Pushed(
                new,
                lambda h: _fun(left.prop, lambda x: right.forth(pf.AppProof(h, left.back(x)))),
                lambda h: _fun(p.args[0], lambda x: right.back(pf.AppProof(h, left.forth(x)))),
            )
        case "forall" | "exists":
            return _push_quantifier(p)
    return Pushed(p, lambda h: h, lambda h: h)


def _fun(p: Term, body: _Map) -> Proof:
    var = fvar(PROOF)
    return pf.LamHyp(var, p, body(pf.hyp(var)))


def _either(h: Proof, p: Term, left: _Map, right: _Map, to: Term) -> Proof:
    return pf.OrElim(
        h,
        _fun(p.args[0], lambda x: pf.OrLeft(left(x), to.args[1])),
        _fun(p.args[1], lambda x: pf.OrRight(to.args[0], right(x))),
    )


def _push_quantifier(p: Term) -> Pushed:
    name, ty = p.data
    var = fvar(ty)
    body = push(instantiate(p, var))
    new = binder(p.op, name, var, body.prop)

    def through(h: Proof, source: Term, target: Term, inner: str) -> Proof:
        x = fvar(ty)
        at_x = push(instantiate(p, x))
        step = at_x.forth if inner == "forth" else at_x.back
        if p.op == "forall":
            return pf.Lam(x, step(pf.AppTerm(h, x)), name)
        held = fvar(PROOF)
        return pf.ExistsElim(h, x, held, pf.ExistsIntro(target, x, step(pf.hyp(held))))

    return Pushed(new, lambda h: through(h, p, new, "forth"), lambda h: through(h, new, p, "back"))


def _push_not(q: Term) -> Pushed:
    """The pushed form of `¬q`."""
    negated = prop("not", q)
    match q.op:
        case "true" | "false":
            return _constant(q)
        case "not":
            inner = push(q.args[0])
            return Pushed(
                inner.prop,
                lambda h: inner.forth(_by_contra(q.args[0], lambda n: pf.AppProof(h, n))),
                lambda h: _refute(q, lambda n: pf.AppProof(n, inner.back(h))),
            )
        case "eq":
            shown = prop("ne", *q.args)
            return Pushed(shown, lambda h: pf.Change(h, shown), lambda h: pf.Change(h, negated))
        case "ne":
            equal = prop("eq", *q.args)
            return Pushed(
                equal,
                lambda h: _by_contra(equal, lambda n: pf.AppProof(h, pf.Change(n, q))),
                lambda h: _refute(q, lambda n: pf.AppProof(n, h)),
            )
        case "lt" | "le" | "gt" | "ge" if q.args[0].ty.name in _ORDERED:
            return _push_order(q)
        case "and":
            return _push_and(q)
        case "or":
            return _push_or(q)
        case "imp":
            return _push_imp(q)
        case "forall" | "exists":
            return _push_not_quantifier(q)
    return Pushed(negated, lambda h: h, lambda h: h)


def _constant(q: Term) -> Pushed:
    if q.op == "false":
        return Pushed(TRUE, lambda h: pf.TrueIntro(), lambda h: _refute(FALSE, lambda n: n))
    return Pushed(
        FALSE,
        lambda h: pf.AppProof(h, pf.TrueIntro()),
        lambda h: pf.FalseElim(h, prop("not", TRUE)),
    )


def _refute(q: Term, body: _Map) -> Proof:
    """A proof of `¬q` from one of False under q."""
    return pf.Change(_fun(q, body), prop("not", q))


def _by_contra(p: Term, body: _Map) -> Proof:
    var = fvar(PROOF)
    return pf.ByContra(var, p, body(pf.hyp(var)))


def _push_order(q: Term) -> Pushed:
    a, b = q.args
    if q.op in ("gt", "ge"):  # ¬a > b is shown as a ≤ b
        strict, low, high = q.op == "gt", b, a
    else:
        strict, low, high = q.op == "lt", a, b
    lemma = pf.LemmaApp("not_lt" if strict else "not_le", (a.ty,), (low, high))
    shown = prop("le" if strict else "lt", high, low)
    plain = prop("not", prop("lt" if strict else "le", low, high))
    return Pushed(
        shown,
        lambda h: pf.AppProof(pf.IffMp(lemma), pf.Change(h, plain)),
        lambda h: pf.Change(pf.AppProof(pf.IffMpr(lemma), h), prop("not", q)),
    )


def _push_and(q: Term) -> Pushed:
    p, r = q.args
    left, right = push(p), _push_not(r)
    return Pushed(
        prop("imp", left.prop, right.prop),
        lambda h: _fun(
            left.prop,
            lambda x: right.forth(
                _refute(r, lambda y: pf.AppProof(h, pf.AndIntro(left.back(x), y)))
            ),
        ),
        lambda h: _refute(
            q,
            lambda both: pf.AppProof(
                right.back(pf.AppProof(h, left.forth(pf.AndLeft(both)))), pf.AndRight(both)
            ),
        ),
    )


def _push_or(q: Term) -> Pushed:
    p, r = q.args
    left, right = _push_not(p), _push_not(r)
    return Pushed(
        prop("and", left.prop, right.prop),
        lambda h: pf.AndIntro(
            left.forth(_refute(p, lambda x: pf.AppProof(h, pf.OrLeft(x, r)))),
            right.forth(_refute(r, lambda x: pf.AppProof(h, pf.OrRight(p, x)))),
        ),
        lambda h: _refute(
            q,
            lambda x: pf.OrElim(
                x,
                _fun(p, lambda y: pf.AppProof(left.back(pf.AndLeft(h)), y)),
                _fun(r, lambda y: pf.AppProof(right.back(pf.AndRight(h)), y)),
            ),
        ),
    )


def _push_imp(q: Term) -> Pushed:
    p, r = q.args
    left, right = push(p), _push_not(r)
    return Pushed(
        prop("and", left.prop, right.prop),
        lambda h: pf.AndIntro(
            left.forth(
                _by_contra(
                    p,
                    lambda n: pf.AppProof(h, _fun(p, lambda x: pf.FalseElim(pf.AppProof(n, x), r))),
                )
            ),
            right.forth(_refute(r, lambda y: pf.AppProof(h, _fun(p, lambda x: y)))),
        ),
        lambda h: _refute(
            q,
            lambda f: pf.AppProof(
                right.back(pf.AndRight(h)), pf.AppProof(f, left.back(pf.AndLeft(h)))
            ),
        ),
    )


def _push_not_quantifier(q: Term) -> Pushed:
    name, ty = q.data
    var = fvar(ty)
    body = _push_not(instantiate(q, var))
    new = binder("exists" if q.op == "forall" else "forall", name, var, body.prop)

    def forth(h: Proof) -> Proof:
        x = fvar(ty)
        here = instantiate(q, x)
        if q.op == "exists":
            refuted = _refute(here, lambda y: pf.AppProof(h, pf.ExistsIntro(q, x, y)))
            return pf.Lam(x, _push_not(here).forth(refuted), name)
        return _by_contra(
            new,
            lambda none: pf.AppProof(
                h,
                pf.Lam(
                    x,
                    _by_contra(
                        here,
                        lambda n: pf.AppProof(
                            none, pf.ExistsIntro(new, x, _push_not(here).forth(n))
                        ),
                    ),
                    name,
                ),
            ),
        )

    def back(h: Proof) -> Proof:
        x, held = fvar(ty), fvar(PROOF)
        here = _push_not(instantiate(q, x))
        if q.op == "forall":
            return _refute(
                q,
                lambda every: pf.ExistsElim(
                    h, x, held, pf.AppProof(here.back(pf.hyp(held)), pf.AppTerm(every, x))
                ),
            )
        return _refute(
            q,
            lambda some: pf.ExistsElim(
                some, x, held, pf.AppProof(here.back(pf.AppTerm(h, x)), pf.hyp(held))
            ),
        )

    return Pushed(new, forth, back)
