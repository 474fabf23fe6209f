"""Checks conversions: that two terms are equal, or two propositions equivalent."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from lean_env.embedded.arith.certificate import (
    Casts,
    CertificateError,
    Chain,
    ClearDenominators,
    Congruence,
    Conv,
    Evaluate,
    Logic,
    Rewrite,
    RingNormal,
    Rule,
    Same,
    Unfold,
)
from lean_env.embedded.arith.check_casts import check_casts
from lean_env.embedded.arith.check_fractions import check_clear_denominators
from lean_env.embedded.arith.check_polynomial import Reader
from lean_env.embedded.arith.check_rules import check_rule
from lean_env.embedded.arith.check_values import NoValue, truth, value
from lean_env.embedded.reduce import same
from lean_env.embedded.term import (
    BINDERS,
    FALSE,
    INT,
    NAT,
    PROP,
    RAT,
    REAL,
    TRUE,
    Term,
    free_vars,
    fvar,
    instantiate,
)

_LINEAR_ORDERS: Final = (NAT, INT, RAT, REAL)
_MAX_LOGIC_ATOMS: Final = 10


def check_conversion(conv: Conv, facts: Sequence[Term], before: Term, after: Term) -> None:
    """Raises `CertificateError` unless `before = after` (propositions: `↔`) follows from facts."""
    if before.ty is not after.ty:
        raise CertificateError("a conversion between different types")
    while isinstance(conv, Chain):  # chains are long to the left
        middle = conv.middle
        check_conversion(conv.second, facts, middle, after)
        conv, after = conv.first, middle
        if before.ty is not after.ty:
            raise CertificateError("a conversion between different types")
    match conv:
        case Same():
            if before != after:
                raise CertificateError("not the same")
        case Congruence(children, var):
            _congruence(children, var, facts, before, after)
        case Evaluate():
            _evaluate(before, after)
        case Unfold():
            if not same(before, after):
                raise CertificateError("not definitionally equal")
        case RingNormal():
            reader = Reader()
            if reader.read(before) != reader.read(after):
                raise CertificateError("the normal forms differ")
        case Logic():
            _logic(before, after)
        case Rewrite():
            _rewrite(conv, facts, before, after)
        case Rule():
            check_rule(conv, facts, before, after)
        case Casts():
            check_casts(before, after)
        case ClearDenominators():
            check_clear_denominators(conv, facts, before, after)
        case _:
            raise CertificateError("not a conversion")


def _congruence(
    children: tuple[Conv, ...],
    var: Term | None,
    facts: Sequence[Term],
    before: Term,
    after: Term,
) -> None:
    count = len(children)
    if before.op != after.op or len(before.args) != count or len(after.args) != count:
        raise CertificateError("the operations differ")
    if before.op in BINDERS:
        if before.data[1] is not after.data[1]:
            raise CertificateError("the bound variables have different types")
        if var is None:
            var = fvar(before.data[1])
        elif var.op != "fvar" or var.ty is not before.data[1]:
            raise CertificateError("not a variable of the binder's type")
        elif var.data in free_vars((before, after, *facts)):
            raise CertificateError("the variable for the bound one is not new")
        (child,) = children
        check_conversion(child, facts, instantiate(before, var), instantiate(after, var))
        return
    if var is not None or before.data != after.data:
        raise CertificateError("the operations differ")
    for child, a, b in zip(children, before.args, after.args, strict=True):
        check_conversion(child, facts, a, b)


def _evaluate(before: Term, after: Term) -> None:
    try:
        same = truth(before) == truth(after) if before.ty is PROP else value(before) == value(after)
    except NoValue as error:
        raise CertificateError(f"no value: {error}") from None
    if not same:
        raise CertificateError("the values differ")


def _rewrite(conv: Rewrite, facts: Sequence[Term], before: Term, after: Term) -> None:
    if not 0 <= conv.fact < len(facts):
        raise CertificateError("no such fact")
    fact = facts[conv.fact]
    values, sides = list(conv.values), list(conv.sides)
    while True:
        if fact.op == "forall" and values:
            given = values.pop(0)
            if given.ty is not fact.data[1] or given.loose:
                raise CertificateError("a value of the wrong type")
            fact = instantiate(fact, given)
        elif fact.op == "imp" and sides:
            check_conversion(sides.pop(0), facts, fact.args[0], TRUE)
            fact = fact.args[1]
        else:
            break
    if values or sides:
        raise CertificateError("too many values for the fact")
    if fact.op in ("eq", "iff"):
        left, right = fact.args
        pair = (right, left) if conv.reverse else (left, right)
        if (before, after) == pair:
            return
    if not conv.reverse:
        if (before, after) == (fact, TRUE):
            return
        if fact.op == "not" and (before, after) == (fact.args[0], FALSE):
            return
        if fact.op == "ne" and (before, after) == (Term("eq", fact.args, PROP), FALSE):
            return
    raise CertificateError("the fact does not say so")


# --- propositional logic -------------------------------------------------------------------------


def _logic(before: Term, after: Term) -> None:
    if before.ty is not PROP:
        raise CertificateError("not propositions")
    atoms: dict[Term, int] = {}
    left, right = _formula(before, atoms), _formula(after, atoms)
    if len(atoms) > _MAX_LOGIC_ATOMS:
        raise CertificateError("too many atomic propositions")
    for row in itertools.product((False, True), repeat=len(atoms)):
        if _truth(left, row) != _truth(right, row):
            raise CertificateError("the truth tables differ")


_Formula = tuple[str, tuple["_Formula", ...], int]


def _formula(p: Term, atoms: dict[Term, int]) -> _Formula:
    op = p.op
    if op in ("and", "or", "not", "imp", "iff"):
        return op, tuple(_formula(a, atoms) for a in p.args), 0
    if op in ("true", "false"):
        return op, (), 0
    if op == "ne":
        return "not", (_formula(Term("eq", p.args, PROP), atoms),), 0
    if op == "eq":
        if p.args[0] == p.args[1]:
            return "true", (), 0
        if p.args[0].ty is PROP:
            return "iff", tuple(_formula(a, atoms) for a in p.args), 0
        return _atomic("eq", p.args, atoms)
    args = p.args
    if op in ("gt", "ge"):
        op, args = ("lt" if op == "gt" else "le"), p.args[::-1]
    if op in ("lt", "le") and args[0].ty in _LINEAR_ORDERS:
        if args[0] == args[1]:
            return ("true" if op == "le" else "false"), (), 0
        if op == "le":  # a ≤ b is ¬ b < a
            return "not", (_atomic("lt", (args[1], args[0]), atoms),), 0
    return _atomic(op, args, atoms, p)


def _atomic(
    op: str, args: tuple[Term, ...], atoms: dict[Term, int], whole: Term | None = None
) -> _Formula:
    atom = whole if whole is not None and whole.op == op else Term(op, args, PROP)
    return "atom", (), atoms.setdefault(atom, len(atoms))


def _truth(f: _Formula, row: tuple[bool, ...]) -> bool:
    op, args, index = f
    match op:
        case "atom":
            return row[index]
        case "true":
            return True
        case "false":
            return False
        case "not":
            return not _truth(args[0], row)
        case "and":
            return _truth(args[0], row) and _truth(args[1], row)
        case "or":
            return _truth(args[0], row) or _truth(args[1], row)
        case "imp":
            return not _truth(args[0], row) or _truth(args[1], row)
        case _:
            return _truth(args[0], row) == _truth(args[1], row)
