"""Re-checks the certificates of `omega`: splits are exhaustive, rows hold, rounding is sound."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lean_env.embedded.arith.certificate import CertificateError
from lean_env.embedded.arith.check_values import NoValue, value
from lean_env.embedded.arith.omega_trace import (
    Both,
    Cut,
    Given,
    Natural,
    Omega,
    PowerRemainder,
    Quotient,
    Refutation,
    Row,
    Trace,
)
from lean_env.embedded.term import FALSE, INT, NAT, Term, num, prop

# A linear form: integer coefficients by atom; the constant is the coefficient of `_ONE`. An atom is
# a term of type ℤ or ℕ that is read as it stands, or a quotient (form, divisor).
_Form = dict[object, int]
_ONE: Final = None
_MAX_BITS: Final = 20_000


def check_omega(certificate: Omega, facts: Sequence[Term], target: Term) -> None:
    """Raises `CertificateError` unless the certificate proves `target` from `facts`."""
    known = list(facts)
    if target != FALSE:
        known.append(prop("not", target))
    _check_trace(certificate.trace, known)


def _check_trace(trace: Trace, facts: list[Term]) -> None:
    for index in trace.expand:
        branches = _cases(_fact(facts, index))
        if len(branches) != 1:
            raise CertificateError("the fact has more than one case")
        facts = facts + branches[0]
    end = trace.end
    if isinstance(end, Refutation):
        _check_rows(end.rows, facts)
        return
    cases = _values(end.on) if isinstance(end.on, Term) else _cases(_fact(facts, end.on))
    if len(cases) != len(end.branches):
        raise CertificateError("not every case is treated")
    for case, branch in zip(cases, end.branches, strict=True):
        _check_trace(branch, facts + case)


def _fact(facts: list[Term], index: int) -> Term:
    if not 0 <= index < len(facts):
        raise CertificateError("no such fact")
    return facts[index]


# --- splits --------------------------------------------------------------------------------------


def _not(p: Term) -> Term:
    return prop("not", p)


def _cases(p: Term) -> list[list[Term]]:
    """The cases of a fact, each a list of facts that hold in it."""
    match p.op:
        case "and":
            return [list(p.args)]
        case "or":
            return [[p.args[0]], [p.args[1]]]
        case "imp":
            return [[_not(p.args[0])], [p.args[1]]]
        case "iff":
            a, b = p.args
            return [[a, b], [_not(a), _not(b)]]
        case "ne":
            return _apart(p)
        case "not":
            return _negated_cases(p.args[0])
    raise CertificateError(f"no cases of {p.op}")


def _negated_cases(p: Term) -> list[list[Term]]:
    match p.op:
        case "not":
            return [[p.args[0]]]
        case "and":
            return [[_not(p.args[0])], [_not(p.args[1])]]
        case "or":
            return [[_not(p.args[0]), _not(p.args[1])]]
        case "imp":
            return [[p.args[0], _not(p.args[1])]]
        case "iff":
            a, b = p.args
            return [[a, _not(b)], [_not(a), b]]
        case "ne":
            return [[prop("eq", *p.args)]]
        case "eq":
            return _apart(p)
    raise CertificateError(f"no cases of ¬{p.op}")


def _apart(p: Term) -> list[list[Term]]:
    a, b = p.args
    if a.ty not in (INT, NAT):
        raise CertificateError("neither integers nor naturals")
    return [[prop("lt", a, b)], [prop("lt", b, a)]]


def _values(t: Term) -> list[list[Term]]:
    """What a term may be, case by case."""
    if t.ty in (INT, NAT) and t.op in ("min", "max"):
        a, b = t.args
        first, second = (a, b) if t.op == "min" else (b, a)
        return [[prop("le", a, b), prop("eq", t, first)], [prop("le", b, a), prop("eq", t, second)]]
    if t.ty is NAT and t.op == "sub":
        a, b = t.args
        back = Term("add", (t, b), NAT)
        zero = num(0, NAT)
        return [[prop("le", b, a), prop("eq", back, a)], [prop("lt", a, b), prop("eq", t, zero)]]
    if t.op == "ite" and t.ty in (INT, NAT):
        condition, first, second = t.args
        return [[condition, prop("eq", t, first)], [_not(condition), prop("eq", t, second)]]
    if t.op in ("Int.toNat", "Int.natAbs"):
        (x,) = t.args
        lifted, zero = Term("cast", (t,), INT), num(0, INT)
        other = zero if t.op == "Int.toNat" else Term("neg", (x,), INT)
        return [
            [prop("le", zero, x), prop("eq", lifted, x)],
            [prop("lt", x, zero), prop("eq", lifted, other)],
        ]
    raise CertificateError(f"{t.op} has no cases")


# --- rows ----------------------------------------------------------------------------------------


def _check_rows(rows: Sequence[Row], facts: list[Term]) -> None:
    known: list[tuple[bool, _Form]] = []  # whether it is an equation, and the form
    contradiction = False
    for row in rows:
        match row:
            case Given(fact):
                known.append(_comparison(_fact(facts, fact)))
            case Natural(term):
                if term.ty is not NAT:
                    raise CertificateError("not a natural number")
                known.append((False, _read(term)))
            case Quotient():
                known.append((False, _quotient_row(row)))
            case PowerRemainder():
                known.append((False, _power_remainder(row)))
            case Both(below, above):
                first, second = _row(known, below)[1], _row(known, above)[1]
                if _plus(first, second, 1):
                    raise CertificateError("the two bounds differ")
                known.append((True, first))
            case Cut():
                equation, form = _combination(row, known)
                if equation and form.get(_ONE, 0) % row.divisor:
                    contradiction = True
                    break
                divided = {x: c // row.divisor for x, c in form.items()}
                known.append((equation, {x: c for x, c in divided.items() if c}))
            case _:
                raise CertificateError("not a row")
    if not contradiction:
        if not known:
            raise CertificateError("no rows")
        equation, form = known[-1]
        constant = form.get(_ONE, 0)
        if any(c for x, c in form.items() if x is not _ONE):
            raise CertificateError("the atoms do not cancel")
        if not (constant < 0 or (equation and constant)):
            raise CertificateError("no contradiction")


def _row(known: list[tuple[bool, _Form]], index: int) -> tuple[bool, _Form]:
    if not 0 <= index < len(known):
        raise CertificateError("no such row")
    return known[index]


def _combination(cut: Cut, known: list[tuple[bool, _Form]]) -> tuple[bool, _Form]:
    """The sum; all coefficients of atoms are multiples of the divisor."""
    total: _Form = {}
    equation = True
    for coefficient, index in cut.terms:
        is_equation, form = _row(known, index)
        if not is_equation:
            equation = False
            if coefficient <= 0:
                raise CertificateError("an inequality with a coefficient that is not positive")
        total = _plus(total, form, coefficient)
    if cut.divisor <= 0:
        raise CertificateError("a divisor that is not positive")
    if any(c % cut.divisor for x, c in total.items() if x is not _ONE):
        raise CertificateError("a coefficient is not a multiple of the divisor")
    return equation, total


def _comparison(p: Term) -> tuple[bool, _Form]:
    """A fact as a row."""
    op, negated = p.op, p.op == "not"
    if op == "false":
        return False, {_ONE: -1}
    if negated:
        p = p.args[0]
        op = p.op
    if len(p.args) != 2 or p.args[0].ty not in (INT, NAT) or p.args[0].ty is not p.args[1].ty:
        raise CertificateError("not a comparison of integers or naturals")
    a, b = p.args
    if op == "dvd":
        remainder = _read(Term("mod", (b, a), b.ty))
        if not negated:
            return True, remainder
        if a.ty is INT and not _literal(a):
            raise CertificateError("the divisor may be zero")
        return False, _plus(remainder, {_ONE: 1}, -1)
    if op == "eq" and not negated:
        return True, _plus(_read(a), _read(b), -1)
    if op in ("gt", "ge"):
        a, b, op = b, a, ("lt" if op == "gt" else "le")
    if op not in ("lt", "le"):
        raise CertificateError(f"not a row: {op}")
    if negated:
        a, b, op = b, a, ("lt" if op == "le" else "le")
    form = _plus(_read(b), _read(a), -1)
    return False, (_plus(form, {_ONE: 1}, -1) if op == "lt" else form)


def _quotient_row(row: Quotient) -> _Form:
    t = row.term
    if t.op not in ("div", "mod") or t.ty not in (INT, NAT):
        raise CertificateError("not a quotient")
    divisor = abs(_literal(t.args[1]) or 0)
    if not divisor:
        raise CertificateError("the divisor is not a numeral")
    x = _read(t.args[0])
    rest = _plus(x, _quotient(x, divisor), -divisor)
    if row.upper:
        return _plus(_plus({}, rest, -1), {_ONE: 1}, divisor - 1)
    return rest


def _power_remainder(row: PowerRemainder) -> _Form:
    t = row.term
    if t.op != "mod" or t.ty not in (INT, NAT):
        raise CertificateError("not a remainder")
    power = t.args[1]
    if power.op == "cast" and power.args[0].ty is NAT:
        power = power.args[0]
    if power.op != "pow" or power.args[1].ty is not NAT or (_literal(power.args[0]) or 0) <= 0:
        raise CertificateError("the divisor is not a power of a positive numeral")
    if not row.upper:
        return _read(t)
    return _plus(_plus(_read(t.args[1]), _read(t), -1), {_ONE: 1}, -1)


# --- reading -------------------------------------------------------------------------------------


def _plus(p: _Form, q: _Form, factor: int) -> _Form:
    out = dict(p)
    for x, c in q.items():
        new = out.get(x, 0) + c * factor
        if new:
            if new.bit_length() > _MAX_BITS:
                raise CertificateError("the numbers are too large to check")
            out[x] = new
        else:
            out.pop(x, None)
    return out


def _constant(p: _Form) -> int | None:
    return None if any(x is not _ONE for x in p) else p.get(_ONE, 0)


def _literal(t: Term) -> int | None:
    return _constant(_read(t))


def _quotient(p: _Form, divisor: int) -> _Form:
    constant = _constant(p)
    if constant is not None:
        return {_ONE: constant // divisor} if constant // divisor else {}
    return {(frozenset(p.items()), divisor): 1}


def _read(t: Term) -> _Form:
    """The linear form of a term of type ℤ or ℕ, in the integers."""
    if t.ty not in (INT, NAT):
        raise CertificateError(f"neither an integer nor a natural: {t.ty.name}")
    args = t.args
    match t.op:
        case "num":
            return {_ONE: t.data} if t.data else {}
        case "add":
            return _plus(_read(args[0]), _read(args[1]), 1)
        case "Nat.succ":
            return _plus(_read(args[0]), {_ONE: 1}, 1)
        case "sub" if t.ty is INT:
            return _plus(_read(args[0]), _read(args[1]), -1)
        case "neg" if t.ty is INT:
            return _plus({}, _read(args[0]), -1)
        case "cast" if t.ty is INT and args[0].ty is NAT:
            return _read(args[0])
        case "mul":
            left, right = _read(args[0]), _read(args[1])
            for factor, other in ((left, right), (right, left)):
                constant = _constant(factor)
                if constant is not None:
                    return _plus({}, other, constant) if constant else {}
        case "div" | "mod":
            divisor = _literal(args[1])
            if divisor is not None:
                return _division(t, divisor)
        case "pow":
            return _power(t)
    return {_atom(t): 1}


def _atom(t: Term) -> Term:
    """A natural `a * b`, `a / b` or `a % b` as the integer `↑a * ↑b` and so on, which equals it."""
    if t.ty is NAT and t.op in ("mul", "div", "mod"):
        return Term(t.op, tuple(Term("cast", (a,), INT) for a in t.args), INT)
    return t


def _division(t: Term, divisor: int) -> _Form:
    """`x / k` and `x % k` with `0 ≤ x % k < |k|`; `x / 0 = 0`."""
    x = _read(t.args[0])
    if divisor == 0:
        return {} if t.op == "div" else x
    quotient = _quotient(x, abs(divisor))
    if t.op == "mod":
        return _plus(x, quotient, -abs(divisor))
    return quotient if divisor > 0 else _plus({}, quotient, -1)


def _power(t: Term) -> _Form:
    base, exponent = t.args
    try:
        constant = value(t).numerator
        return {_ONE: constant} if constant else {}
    except NoValue:
        pass
    successor = exponent.op == "add" and exponent.args[1] == num(1, NAT)
    if exponent.ty is NAT and (successor or exponent.op == "Nat.succ"):
        factor = _literal(base)
        if factor is not None:
            return _plus({}, _read(Term("pow", (base, exponent.args[0]), t.ty)), factor)
    return {t: 1}
