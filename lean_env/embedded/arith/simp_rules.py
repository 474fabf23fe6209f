"""The built-in steps of `simp` and `norm_num`, each tried at the head of a term.

A small, conservative part of Mathlib's simp set: neutral elements, signs, cancellation on both
sides of a relation, the propositional lemmas. Nothing is commuted or distributed. `norm_num`
evaluates numerals of every type; `simp` does so on ℕ and ℤ, where Lean has simprocs, and compares
literals of any type; `simp only` does neither.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from lean_env.embedded.arith.binder_steps import quantifier_step
from lean_env.embedded.arith.casts import push_step
from lean_env.embedded.arith.certificate import (
    Casts,
    Conv,
    Evaluate,
    Logic,
    RingNormal,
    Rule,
    Unfold,
)
from lean_env.embedded.arith.normal_form import FIELDS, ORDERED, RINGS
from lean_env.embedded.arith.numerals import (
    evaluate_number,
    evaluate_prop,
    evaluate_without_lemmas,
)
from lean_env.embedded.term import (
    COMPLEX,
    FALSE,
    INT,
    NAT,
    PROP,
    REAL,
    RELATIONS,
    TRUE,
    Term,
    Ty,
    instantiate,
    num,
)

Step = tuple[Term, Conv]

_RING: Final = RingNormal()
_LOGIC: Final = Logic()
_CASTS: Final = Casts()
_PROPORTIONAL: Final = Rule("proportional")
_TURNED: Final = {"lt": "le", "le": "lt"}


def numeral(value: int | Fraction, ty: Ty) -> Term:
    """The numeral as simp leaves it: `3`, `-3`, `1 / 2`, `-1 / 2`."""
    top = num(abs(value.numerator), ty)
    if value < 0:
        top = Term("neg", (top,), ty)
    if value.denominator == 1:
        return top
    return Term("div", (top, num(value.denominator, ty)), ty)


def is_num(t: Term, value: int) -> bool:
    """Whether the term is this numeral literal."""
    return t.op == "num" and bool(t.data == value)


def norm_num_step(t: Term) -> Step | None:
    """The steps of `norm_num`."""
    return _step(t, _value, evaluate_prop)


def simp_step(t: Term) -> Step | None:
    """The steps of `simp`."""
    step = _step(t, _simproc_value, _simproc_truth)
    return _natural_offsets(t) if step is None and t.ty is PROP else step


def simp_only_step(t: Term) -> Step | None:
    """The steps of `simp only []`: reflexivity, and functions applied."""
    if t.op in ("eq", "iff") and t.args[0] == t.args[1]:
        return TRUE, _LOGIC
    return _beta(t) or _branch(t)


def norm_num_only_step(t: Term) -> Step | None:
    """The steps of `norm_num only` and `norm_num1`: evaluation, and no simp lemmas."""
    if t.op == "not" and t.args[0] in (TRUE, FALSE):  # `Mathlib.Meta.NormNum.evalNot`
        return (FALSE if t.args[0] == TRUE else TRUE), _LOGIC
    return extension_step(t) or simp_only_step(t)


def extension_step(t: Term) -> Step | None:
    """`evaluation_step` without what takes a simp lemma."""
    parts = t.args if t.ty is PROP else (t,)
    if any(a.ty in RINGS and evaluate_without_lemmas(a) is None for a in parts):
        return None
    return evaluation_step(t)


def evaluation_step(t: Term) -> Step | None:
    """What `norm_num` evaluates, before any lemma is tried."""
    if t.ty is PROP:
        truth = evaluate_prop(t) if t.op not in ("true", "false") else None
        if truth is not None:
            return (TRUE if truth else FALSE), Evaluate()
    elif t.ty in RINGS and t.op != "num":
        value = _value(t)
        if value is not None and numeral(value, t.ty) != t:
            return numeral(value, t.ty), Evaluate()
    return None


_SIMPROCS: Final = frozenset(
    {"add", "sub", "mul", "div", "mod", "pow", "neg", "cast", "Nat.gcd", "Nat.succ", "Int.natAbs"}
)


def _beta(t: Term) -> Step | None:
    if t.op == "app" and t.args[0].op == "lam":
        return instantiate(t.args[0], t.args[1]), Unfold()
    return None


def _branch(t: Term) -> Step | None:
    """`if True then a else b` is `a`: the simproc `reduceIte`, which `simp only` has, too."""
    if t.op != "ite" or t.args[0] not in (TRUE, FALSE):
        return None
    return t.args[1 if t.args[0] == TRUE else 2], Rule("ite")


def _is_literal(t: Term) -> bool:
    return t.op == "num" or (t.op == "neg" and t.args[0].op == "num")


def _value(t: Term) -> int | Fraction | None:
    return evaluate_number(t)


def _simproc_value(t: Term) -> int | Fraction | None:
    if t.ty in (NAT, INT):
        evaluated = t.op in _SIMPROCS and all(map(_is_literal, t.args))
    elif t.op in ("cast", "abs"):
        evaluated = t.args[0].op == "num"
    else:
        evaluated = t.op == "add" and all(is_num(a, 1) for a in t.args)
    return evaluate_number(t) if evaluated else None


def _simproc_truth(p: Term) -> bool | None:
    if p.op not in RELATIONS:
        return None
    a, b = p.args
    decided = _is_literal(a) and _is_literal(b) if a.ty in (NAT, INT) else a.op == b.op == "num"
    return evaluate_prop(p) if decided else None


def _natural_offsets(p: Term) -> Step | None:
    """`x + k R m` on ℕ, for literals, as the simprocs `Nat.reduceEqDiff`, … have it."""
    if p.op not in ("eq", "le", "lt") or p.args[0].ty is not NAT:
        return None
    a, b = p.args
    for x, y, flip in ((a, b, False), (b, a, True)):
        if x.op == "add" and x.args[1].op == "num" and y.op == "num":
            k, m = x.args[1].data, y.data
            if m < k:
                return None
            sides = (x.args[0], num(m - k, NAT))
            return Term(p.op, sides[::-1] if flip else sides, PROP), _PROPORTIONAL
    return None


def _step(
    t: Term,
    evaluate: Callable[[Term], int | Fraction | None],
    decide: Callable[[Term], bool | None],
) -> Step | None:
    if t.op == "app":
        return _beta(t)
    if t.op == "ite":
        return _branch(t)
    return prop_step(t, decide) if t.ty is PROP else number_step(t, evaluate)


def number_step(
    t: Term, evaluate: Callable[[Term], int | Fraction | None] = evaluate_number
) -> Step | None:
    """One step at the head of a term of a number type, whose arguments are simplified."""
    if t.op in ("num", "fvar", "app") or t.ty not in RINGS:
        return None
    value = evaluate(t)
    if value is not None:
        new = numeral(value, t.ty)
        return None if new == t else (new, Evaluate())
    if t.op == "pow" and t.args[0].op == "Complex.I" and is_num(t.args[1], 2):
        return numeral(-1, COMPLEX), Rule("I_sq")
    if t.op == "mul" and t.args[0].op == t.args[1].op == "Complex.I":
        return numeral(-1, COMPLEX), Rule("I_sq")
    if t.op in ("Complex.re", "Complex.im") and t.args[0].op == "num":
        return num(t.args[0].data if t.op == "Complex.re" else 0, REAL), Rule("complex_part")
    identity = _identity(t)
    if identity is not None:
        return identity, _RING
    return push_step(t) if t.op == "cast" else None  # cast lemmas are simp lemmas


def _identity(t: Term) -> Term | None:
    match t.op:
        case "add":
            return _sum(*t.args)
        case "mul":
            return _product(t, *t.args)
        case "sub":
            return None if t.ty is NAT else _difference(t, *t.args)
        case "neg":
            return _negation(t, t.args[0])
        case "div" if t.ty in FIELDS:
            return _quotient(t, *t.args)
        case "inv" if t.ty in FIELDS:
            inner = t.args[0]
            if is_num(inner, 0) or is_num(inner, 1):
                return inner
            return inner.args[0] if inner.op == "inv" else None
        case "pow":
            return _power(t, *t.args)
    return None


def _sum(a: Term, b: Term) -> Term | None:
    if is_num(a, 0):
        return b
    if is_num(b, 0):
        return a
    if a.ty is not NAT:
        if a.op == "sub" and a.args[1] == b:  # a - b + b
            return a.args[0]
        if b.op == "sub" and b.args[1] == a:  # a + (b - a)
            return b.args[0]
        if (a.op == "neg" and a.args[0] == b) or (b.op == "neg" and b.args[0] == a):
            return num(0, a.ty)
    return None


def _product(t: Term, a: Term, b: Term) -> Term | None:
    if is_num(a, 0) or is_num(b, 0):
        return num(0, t.ty)
    if is_num(a, 1):
        return b
    if is_num(b, 1):
        return a
    if a.op == "neg":
        return Term("neg", (Term("mul", (a.args[0], b), t.ty),), t.ty)
    if b.op == "neg":
        return Term("neg", (Term("mul", (a, b.args[0]), t.ty),), t.ty)
    return None


def _difference(t: Term, a: Term, b: Term) -> Term | None:
    if is_num(b, 0):
        return a
    if is_num(a, 0):
        return Term("neg", (b,), t.ty)
    if a == b:
        return num(0, t.ty)
    if a.op == "add":
        if a.args[1] == b:
            return a.args[0]
        if a.args[0] == b:
            return a.args[1]
    if b.op == "neg":
        return Term("add", (a, b.args[0]), t.ty)
    return None


def _negation(t: Term, a: Term) -> Term | None:
    if is_num(a, 0):
        return a
    if a.op == "neg":
        return a.args[0]
    if a.op == "sub" and a.ty is not NAT:
        return Term("sub", (a.args[1], a.args[0]), t.ty)
    return None


def _quotient(t: Term, a: Term, b: Term) -> Term | None:
    if is_num(a, 0) or is_num(b, 0):
        return num(0, t.ty)
    if is_num(b, 1):
        return a
    if is_num(a, 1):
        return Term("inv", (b,), t.ty)
    return None


def _power(t: Term, a: Term, n: Term) -> Term | None:
    if n.op != "num" or n.ty is not NAT:
        return num(1, t.ty) if is_num(a, 1) and n.ty is NAT else None
    if n.data == 0:
        return num(1, t.ty)
    if n.data == 1:
        return a
    if a.op == "neg" and n.data % 2 == 0:
        return Term("pow", (a.args[0], n), t.ty)
    return None


# --- propositions --------------------------------------------------------------------------------


def prop_step(p: Term, decide: Callable[[Term], bool | None] = evaluate_prop) -> Step | None:
    """One step at the head of a proposition, whose arguments are simplified."""
    op = p.op
    if op in RELATIONS:
        return _relation(p, decide)
    if op in ("and", "or", "imp", "iff", "not"):
        new = _connective(p)
        return quantifier_step(p) if new is None else (new, _LOGIC)
    if op in ("forall", "exists"):
        return quantifier_step(p)
    value = decide(p) if op not in ("true", "false") else None
    return None if value is None else ((TRUE if value else FALSE), Evaluate())


def _relation(p: Term, decide: Callable[[Term], bool | None]) -> Step | None:
    value = decide(p)
    if value is not None:
        return (TRUE if value else FALSE), Evaluate()
    op, (a, b) = p.op, p.args
    if op == "ne":
        return Term("not", (Term("eq", (a, b), PROP),), PROP), _LOGIC
    if op in ("ge", "gt"):
        if a.ty not in ORDERED:
            return None
        return Term("le" if op == "ge" else "lt", (b, a), PROP), _LOGIC
    if a == b:
        if op == "eq":
            return TRUE, _LOGIC
        return (TRUE if op == "le" else FALSE, _LOGIC) if a.ty in ORDERED else None
    if op == "eq":
        if a.ty not in RINGS:
            return None
        step = _equation(p, a, b)
        if step is not None:
            return step
    elif a.ty not in ORDERED:
        return None
    cancelled = _cancel(a, b, op)
    if cancelled is not None:
        return Term(op, cancelled, PROP), _PROPORTIONAL
    lowered = _without_cast(a, b, op)
    return None if lowered is None else (Term(op, lowered, PROP), _CASTS)


def _without_cast(a: Term, b: Term, op: str) -> tuple[Term, Term] | None:
    """`2 ≤ ↑n` is `2 ≤ n` (`Nat.ofNat_le_cast` and its kin), `↑n = 1` is `n = 1`; n natural."""
    for x, y in ((a, b), (b, a)):
        if x.op == "cast" and x.args[0].ty is NAT and y.op == "num" and y.data > 0:
            if op == "eq" and y.data > 1:
                return None
            inner, literal = x.args[0], num(y.data, NAT)
            return (inner, literal) if x is a else (literal, inner)
    return None


def _equals_zero(a: Term) -> Term:
    return Term("eq", (a, num(0, a.ty)), PROP)


def _equation(p: Term, a: Term, b: Term) -> Step | None:
    if is_num(b, 0):
        if a.op == "mul":
            return Term("or", tuple(_equals_zero(x) for x in a.args), PROP), Rule("mul_eq_zero")
        if a.op == "pow" and a.args[1].op == "num" and a.args[1].ty is NAT and a.args[1].data:
            return _equals_zero(a.args[0]), Rule("pow_eq_zero")
    if a.op == b.op == "mul":
        (x, c), (y, d) = a.args, b.args
        if c == d:
            pair = Term("eq", (x, y), PROP)
            return Term("or", (pair, _equals_zero(c)), PROP), Rule("mul_eq_mul")
        if x == y:
            pair = Term("eq", (c, d), PROP)
            return Term("or", (pair, _equals_zero(x)), PROP), Rule("mul_eq_mul")
    return None


def _cancel(a: Term, b: Term, op: str) -> tuple[Term, Term] | None:
    """The sides of an equivalent relation, with something cancelled."""
    natural = a.ty is NAT
    zero = num(0, a.ty)
    if a.op == b.op == "add":
        if a.args[1] == b.args[1]:
            return a.args[0], b.args[0]
        if a.args[0] == b.args[0]:
            return a.args[1], b.args[1]
    if a.op == b.op == "sub" and not natural:
        if a.args[1] == b.args[1]:
            return a.args[0], b.args[0]
        if a.args[0] == b.args[0]:
            first, second = a.args[1], b.args[1]
            return (first, second) if op == "eq" else (second, first)
    if a.op == b.op == "neg":
        first, second = a.args[0], b.args[0]
        return (first, second) if op == "eq" else (second, first)
    if a.op == "add" and b in a.args:
        return (a.args[1] if a.args[0] == b else a.args[0]), zero
    if b.op == "add" and a in b.args:
        other = b.args[1] if b.args[0] == a else b.args[0]
        return (other, zero) if op == "eq" else (zero, other)  # `a = a + b ↔ b = 0`
    if b == zero:
        if a.op == "neg":
            return (a.args[0], zero) if op == "eq" else (zero, a.args[0])
        if a.op == "sub" and not natural and op != "eq":
            return a.args[0], a.args[1]
    if a == zero and op != "eq":
        if b.op == "neg":
            return b.args[0], zero
        if b.op == "sub" and not natural:
            return b.args[1], b.args[0]
    return _cancel_factor(a, b, op, zero)


def _cancel_factor(a: Term, b: Term, op: str, zero: Term) -> tuple[Term, Term] | None:
    """`c * x R c * y` and `0 R c * x` for a positive numeral `c`; the same with `x / c`."""
    if op == "eq":
        return None
    left, right = _factor(a), _factor(b)
    if left is not None and right is not None and left[0] == right[0]:
        return left[1], right[1]
    if a == zero and right is not None:
        return zero, right[1]
    if b == zero and left is not None:
        return left[1], zero
    return None


def _factor(t: Term) -> tuple[tuple[str, Term], Term] | None:
    if t.op == "mul":
        for c, x in (t.args, t.args[::-1]):
            if c.op == "num" and c.data > 0:
                return ("mul", c), x
    if t.op == "div" and t.ty in FIELDS and t.args[1].op == "num" and t.args[1].data > 0:
        return ("div", t.args[1]), t.args[0]
    return None


def _connective(p: Term) -> Term | None:
    op = p.op
    if op == "not":
        return _not(p.args[0])
    a, b = p.args
    match op:
        case "and":
            if a is b or a == b or b == TRUE:
                return a
            if a == TRUE:
                return b
            if (a.op == "not" and a.args[0] == b) or (b.op == "not" and b.args[0] == a):
                return FALSE
            return FALSE if FALSE in (a, b) else None
        case "or":
            if a == b or b == FALSE:
                return a
            if a == FALSE:
                return b
            return TRUE if TRUE in (a, b) else None
        case "imp":
            if a in (b, FALSE) or b == TRUE:
                return TRUE
            if a == TRUE:
                return b
            if a.op == "and":
                return Term("imp", (a.args[0], Term("imp", (a.args[1], b), PROP)), PROP)
            return Term("not", (a,), PROP) if b == FALSE else None
    if a == b:
        return TRUE
    for x, y in ((a, b), (b, a)):
        if x == TRUE:
            return y
        if x == FALSE:
            return Term("not", (y,), PROP)
    return None


def _not(a: Term) -> Term | None:
    if a == TRUE:
        return FALSE
    if a == FALSE:
        return TRUE
    match a.op:
        case "not":
            return a.args[0]
        case "lt" | "le" if a.args[0].ty in ORDERED:
            return Term(_TURNED[a.op], (a.args[1], a.args[0]), PROP)
        case "and":
            return Term("imp", (a.args[0], Term("not", (a.args[1],), PROP)), PROP)
        case "or":
            return Term("and", tuple(Term("not", (x,), PROP) for x in a.args), PROP)
        case "imp":
            return Term("and", (a.args[0], Term("not", (a.args[1],), PROP)), PROP)
    return None
