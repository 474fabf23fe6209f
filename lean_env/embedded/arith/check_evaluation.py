"""The checker's evaluator of closed propositions with finite sets and bounded quantifiers.

Bound variables are replaced by literals, and what is then closed is left to `check_values`.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from lean_env.embedded.arith.certificate import CertificateError
from lean_env.embedded.arith.check_values import NoValue, truth, value
from lean_env.embedded.reduce import unfold_head
from lean_env.embedded.term import INT, NAT, PROP, Term, Ty, instantiate, num, prop

_LIMIT: Final = 400_000  # steps of one check
_CONNECTIVES: Final = ("and", "or", "not", "imp", "iff")


def check_decided(p: Term) -> None:
    """Raises `CertificateError` unless the closed proposition is true."""
    try:
        holds = _Evaluator().truth(p)
    except NoValue as error:
        raise CertificateError(f"no value: {error}") from None
    if not holds:
        raise CertificateError("the proposition is false")


def _literal(n: int, ty: Ty) -> Term:
    return num(n, ty) if n >= 0 else Term("neg", (num(-n, ty),), ty)


class _Evaluator:
    def __init__(self) -> None:
        self.steps = 0

    def tick(self) -> None:
        self.steps += 1
        if self.steps > _LIMIT:
            raise CertificateError("the evaluation is too long to check")

    def truth(self, p: Term) -> bool:
        self.tick()
        match p.op:
            case "forall":
                return all(self.truth(q) for q in self._instances(p, "imp"))
            case "exists":
                return any(self.truth(q) for q in self._instances(p, "and"))
            case "mem" if p.args[1].ty.name == "Set":
                unfolded = unfold_head(p)
                if unfolded is None:
                    raise CertificateError("membership that is not computed")
                return self.truth(unfolded)
            case "mem":
                return self.number(p.args[0]) in self.elements(p.args[1])
            case "eq" | "ne" if p.args[0].ty.name == "Finset":
                same = self.elements(p.args[0]) == self.elements(p.args[1])
                return same == (p.op == "eq")
        if p.op in _CONNECTIVES:
            parts = tuple(prop("true" if self.truth(a) else "false") for a in p.args)
            return truth(prop(p.op, *parts))
        return truth(Term(p.op, tuple(self.folded(a) for a in p.args), PROP, p.data))

    def _instances(self, p: Term, connective: str) -> Iterator[Term]:
        """The body of `∀ x, guard → body` or `∃ x, guard ∧ body` where the guard holds."""
        ty, inside = p.data[1], p.args[0]
        if inside.op != connective or ty not in (NAT, INT):
            raise CertificateError("a quantifier without a bound")
        body = Term("lam", (inside.args[1],), PROP, p.data)
        for n in sorted(self._guarded(inside.args[0], ty)):
            yield instantiate(body, _literal(n, ty))

    def _guarded(self, guard: Term, ty: Ty) -> frozenset[int]:
        if len(guard.args) != 2 or guard.args[0] != Term("bvar", (), ty, 0):
            raise CertificateError("a quantifier without a bound")
        # The bound may only mention what is outside of the quantifier, and that is closed.
        if guard.args[1].loose:
            raise CertificateError("a bound that depends on the variable")
        if guard.op == "mem":
            return self.elements(guard.args[1])
        if ty is NAT and guard.op in ("lt", "le"):
            top = self.number(guard.args[1]) + (1 if guard.op == "le" else 0)
            return self._span(0, top)
        raise CertificateError("a quantifier without a bound")

    def number(self, t: Term) -> int:
        result = value(self.folded(t))
        if t.ty not in (NAT, INT) or result.denominator != 1:
            raise CertificateError("not a whole number")
        return result.numerator

    def folded(self, t: Term) -> Term:
        """A closed number with its sums, products and cards computed."""
        self.tick()
        if t.op == "app" and t.args[0].op == "lam":
            return self.folded(instantiate(t.args[0], t.args[1]))
        if t.op == "Finset.card":
            return num(len(self.elements(t.args[0])), NAT)
        if t.op in ("Finset.sum", "Finset.prod"):
            return self._big(t)
        if t.op == "Int.toNat":
            return num(max(0, self.number(t.args[0])), NAT)
        if not t.args:
            return t
        return t.replace_args(tuple(self.folded(a) for a in t.args))

    def _big(self, t: Term) -> Term:
        domain, function = t.args
        if function.op != "lam" or t.ty not in (NAT, INT):
            raise CertificateError("not a sum of whole numbers")
        total = Fraction(0 if t.op == "Finset.sum" else 1)
        for n in self.elements(domain):
            term = instantiate(function, _literal(n, function.data[1]))
            summand = self.number(term)
            total = total + summand if t.op == "Finset.sum" else total * summand
        return _literal(total.numerator, t.ty)

    def elements(self, s: Term) -> frozenset[int]:
        """A finite set of whole numbers."""
        self.tick()
        if s.ty.name != "Finset" or s.ty.args[0] not in (NAT, INT):
            raise CertificateError("not a finite set of whole numbers")
        args = s.args
        match s.op:
            case "Finset.range":
                return self._span(0, self.number(args[0]))
            case "Finset.Icc":
                return self._span(self.number(args[0]), self.number(args[1]) + 1)
            case "Finset.Ico":
                return self._span(self.number(args[0]), self.number(args[1]))
            case "Finset.Ioc":
                return self._span(self.number(args[0]) + 1, self.number(args[1]) + 1)
            case "Finset.Ioo":
                return self._span(self.number(args[0]) + 1, self.number(args[1]))
            case "Finset.filter" if args[0].op == "lam":
                ty = args[0].data[1]
                members = self.elements(args[1])
                return frozenset(
                    n for n in members if self.truth(instantiate(args[0], _literal(n, ty)))
                )
            case "Finset.filter" if args[0].op in ("Nat.Prime", "Even", "Odd") and not args[0].args:
                ty = args[0].ty.args[0]
                members = self.elements(args[1])
                return frozenset(n for n in members if truth(prop(args[0].op, _literal(n, ty))))
            case "Finset.image" if args[0].op == "lam":
                ty = args[0].data[1]
                members = self.elements(args[1])
                return frozenset(
                    self.number(instantiate(args[0], _literal(n, ty))) for n in members
                )
            case "Singleton.singleton":
                return frozenset((self.number(args[0]),))
            case "Insert.insert":
                return frozenset((self.number(args[0]),)) | self.elements(args[1])
            case "Finset.erase":
                return self.elements(args[0]) - {self.number(args[1])}
            case "Nat.divisors":
                n = self.number(args[0])
                return frozenset(d for d in self._span(1, n + 1) if n % d == 0)
            case "Nat.properDivisors":
                n = self.number(args[0])
                return frozenset(d for d in self._span(1, n) if n % d == 0)
        raise CertificateError(f"not a set that is computed: {s.op}")

    def _span(self, low: int, high: int) -> frozenset[int]:
        self.steps += max(0, high - low)
        self.tick()
        return frozenset(range(low, high))
