"""The built-in steps of `simp` at quantifiers, each one of the checker's named rules.

`∀ x, p` where p does not mention x (`forall_const`), `∃ x, x = a ∧ p x` (`exists_eq_left`),
`∀ x, x = a → p x` (`forall_eq`), and a negation moved inside (`not_forall`, `not_exists`).
"""

from __future__ import annotations

from lean_env.embedded.arith.certificate import Conv, Rule
from lean_env.embedded.arith.normal_form import RINGS
from lean_env.embedded.term import FALSE, PROP, TRUE, Term, Ty, instantiate

Step = tuple[Term, Conv]


def quantifier_step(p: Term) -> Step | None:
    """One step at a quantified proposition, or at the negation of one."""
    if p.op == "not":
        return _negated(p.args[0])
    if p.op not in ("forall", "exists"):
        return None
    body = p.args[0]
    if not body.loose and (body == (TRUE if p.op == "forall" else FALSE) or _inhabited(p.data[1])):
        return body, Rule("vacuous")
    return _determined(p, body)


def _inhabited(ty: Ty) -> bool:
    return ty in RINGS or (ty.name == "→" and _inhabited(ty.args[1]))


def _negated(p: Term) -> Step | None:
    if p.op not in ("forall", "exists"):
        return None
    dual = "exists" if p.op == "forall" else "forall"
    body = Term("not", p.args, PROP)
    return Term(dual, (body,), PROP, p.data), Rule("not_quantifier")


def _determined(p: Term, body: Term) -> Step | None:
    """The bound variable has a value: it stands first, alone or before the rest."""
    x_is, rest = body, None
    if body.op == ("and" if p.op == "exists" else "imp"):
        x_is, rest = body.args
    elif p.op == "forall":
        return None
    if x_is.op != "eq":
        return None
    for x, value in (x_is.args, x_is.args[::-1]):
        if x.op == "bvar" and x.data == 0 and not value.loose:
            after = TRUE if rest is None else instantiate(p.replace_args((rest,)), value)
            return after, Rule("determined")
    return None
