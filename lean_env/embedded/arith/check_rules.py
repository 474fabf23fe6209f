"""The checker's named equivalences, each recognised by its shape."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Final

from lean_env.embedded.arith.certificate import CertificateError, Rule
from lean_env.embedded.arith.check_polynomial import Number, Reader, plus
from lean_env.embedded.arith.check_values import NoValue, value
from lean_env.embedded.term import (
    COMPLEX,
    FALSE,
    INT,
    NAT,
    PROP,
    RAT,
    REAL,
    TRUE,
    Term,
    Ty,
    instantiate,
)

_ORDERED: Final = (NAT, INT, RAT, REAL)
_DOMAINS: Final = (*_ORDERED, COMPLEX)


def check_rule(rule: Rule, facts: Sequence[Term], before: Term, after: Term) -> None:
    """Raises `CertificateError` unless the rule leads from `before` to `after`."""
    check = _RULES.get(rule.name)
    if check is None:
        raise CertificateError(f"no rule {rule.name}")
    if not check(before, after):
        raise CertificateError(f"the rule {rule.name} does not apply")


def _is_zero(t: Term) -> bool:
    try:
        return value(t) == 0
    except NoValue:
        return False


def _equals_zero(t: Term) -> Term:
    return Term("eq", (t, Term("num", (), t.ty, 0)), PROP)


def _product_is_zero(before: Term, after: Term) -> bool:
    """`a * b = 0 ↔ a = 0 ∨ b = 0`"""
    if before.op != "eq" or not _is_zero(before.args[1]) or before.args[0].op != "mul":
        return False
    a, b = before.args[0].args
    return a.ty in _DOMAINS and after == Term("or", (_equals_zero(a), _equals_zero(b)), PROP)


def _power_is_zero(before: Term, after: Term) -> bool:
    """`a ^ n = 0 ↔ a = 0` for a numeral `n > 0`"""
    if before.op != "eq" or not _is_zero(before.args[1]) or before.args[0].op != "pow":
        return False
    a, n = before.args[0].args
    if a.ty not in _DOMAINS or n.op != "num" or n.ty is not NAT or n.data == 0:
        return False
    return after == _equals_zero(a)


def _common_factor(before: Term, after: Term) -> bool:
    """`a * c = b * c ↔ a = b ∨ c = 0`, and the same with the factor on the left"""
    if before.op != "eq" or any(t.op != "mul" or t.ty not in _DOMAINS for t in before.args):
        return False
    (a, c), (b, d) = before.args[0].args, before.args[1].args
    for x, y, z in ((a, b, c),) if c == d else ():
        if after == Term("or", (Term("eq", (x, y), PROP), _equals_zero(z)), PROP):
            return True
    if a == b:
        return after == Term("or", (Term("eq", (c, d), PROP), _equals_zero(a)), PROP)
    return False


def _imaginary_unit(before: Term, after: Term) -> bool:
    """`I ^ 2 = -1` and `I * I = -1`"""
    if before.ty is not COMPLEX or after.ty is not COMPLEX:
        return False
    if before.op == "pow":
        base, n = before.args
        square = base.op == "Complex.I" and n.op == "num" and n.ty is NAT and n.data == 2
    else:
        square = before.op == "mul" and all(t.op == "Complex.I" for t in before.args)
    try:
        return square and value(after) == -1
    except NoValue:
        return False


def _decided_branch(before: Term, after: Term) -> bool:
    """`(if True then a else b) = a` and `(if False then a else b) = b`"""
    if before.op != "ite" or before.args[0].op not in ("true", "false"):
        return False
    return after == before.args[1 if before.args[0].op == "true" else 2]


def _part_of_a_numeral(before: Term, after: Term) -> bool:
    """`(n : ℂ).re = n` and `(n : ℂ).im = 0` for a numeral n"""
    if before.op not in ("Complex.re", "Complex.im") or after.op != "num" or after.ty is not REAL:
        return False
    whole = before.args[0]
    if whole.op != "num" or whole.ty is not COMPLEX:
        return False
    return bool(after.data == (whole.data if before.op == "Complex.re" else 0))


def _proportional(before: Term, after: Term) -> bool:
    """`a R b ↔ c R d` where `b - a` is a positive multiple of `d - c` (for `=`: any but 0)"""
    first, second = _relation(before), _relation(after)
    if first is None or second is None or first[0] != second[0]:
        return False
    _, op = first[0]
    reader = Reader()
    p = plus(reader.read(first[2]), reader.read(first[1]), -1)
    q = plus(reader.read(second[2]), reader.read(second[1]), -1)
    if not p or not q:
        return not p and not q
    m = next(iter(q))
    if m not in p:
        return False
    factor: Number = Fraction(p[m]) / q[m]
    if op != "eq" and factor <= 0:
        return False
    return not plus(p, q, -factor)


def _relation(p: Term) -> tuple[tuple[bool, str], Term, Term] | None:
    negated = False
    if p.op == "not":
        negated, p = True, p.args[0]
    op = p.op
    if op == "ne":
        negated, op = not negated, "eq"
    if op not in ("eq", "lt", "le", "gt", "ge"):
        return None
    a, b = p.args
    if a.ty not in (_DOMAINS if op == "eq" else _ORDERED):
        return None
    if op in ("gt", "ge"):
        op, a, b = ("lt" if op == "gt" else "le"), b, a
    if negated and op != "eq":  # ¬ a < b is b ≤ a
        negated, op, a, b = False, ("le" if op == "lt" else "lt"), b, a
    return (negated, op), a, b


def _vacuous(before: Term, after: Term) -> bool:
    """`(∀ x, p) ↔ p` and `(∃ x, p) ↔ p` where p does not mention x"""
    if before.op not in ("forall", "exists") or after.loose or before.args[0] != after:
        return False
    indifferent = TRUE if before.op == "forall" else FALSE
    return after == indifferent or _inhabited(before.data[1])


def _inhabited(ty: Ty) -> bool:
    return ty in _DOMAINS or (ty.name == "→" and _inhabited(ty.args[1]))


def _negated_quantifier(before: Term, after: Term) -> bool:
    """`¬(∀ x, p x) ↔ ∃ x, ¬p x` and `¬(∃ x, p x) ↔ ∀ x, ¬p x`"""
    if before.op != "not" or before.args[0].op not in ("forall", "exists"):
        return False
    inner = before.args[0]
    dual = "exists" if inner.op == "forall" else "forall"
    if after.op != dual or after.data[1] is not inner.data[1]:
        return False
    return after.args[0] == Term("not", inner.args, PROP)


def _determined(before: Term, after: Term) -> bool:
    """`(∃ x, x = a ∧ p x) ↔ p a`, `(∀ x, x = a → p x) ↔ p a`, `(∃ x, x = a) ↔ True`"""
    if before.op not in ("forall", "exists"):
        return False
    body = before.args[0]
    if body.op == ("and" if before.op == "exists" else "imp"):
        equation, rest = body.args
        closed = Term(before.op, (rest,), PROP, before.data)
    elif before.op == "exists":
        equation, closed = body, None
    else:
        return False
    if equation.op != "eq":
        return False
    for x, a in (equation.args, equation.args[::-1]):
        if x.op == "bvar" and x.data == 0 and not a.loose:
            return after == (TRUE if closed is None else instantiate(closed, a))
    return False


_RULES: Final[dict[str, Callable[[Term, Term], bool]]] = {
    "mul_eq_zero": _product_is_zero,
    "pow_eq_zero": _power_is_zero,
    "mul_eq_mul": _common_factor,
    "I_sq": _imaginary_unit,
    "ite": _decided_branch,
    "complex_part": _part_of_a_numeral,
    "proportional": _proportional,
    "vacuous": _vacuous,
    "not_quantifier": _negated_quantifier,
    "determined": _determined,
}
