"""Types and terms of the fragment: immutable trees with locally nameless binders.

One class for all terms. `op` is either a lower-case word of the core language (see `CORE_OPS`) or
the full Mathlib name of a constant applied to `args` (`Real.sqrt`, `Nat.gcd`, `Real.pi`).
Free variables carry a unique id, bound variables a de Bruijn index, so substitution never captures.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar, Final

_fresh_ids = itertools.count(1)


class Ty:
    """A type: a constructor name and its arguments. Interned, so `is` and `==` agree."""

    __slots__ = ("_hash", "args", "name")
    _table: ClassVar[dict[tuple[str, tuple[Ty, ...]], Ty]] = {}
    _hash: int
    name: str
    args: tuple[Ty, ...]

    def __new__(cls, name: str, args: tuple[Ty, ...] = ()) -> Ty:
        key = (name, args)
        found = cls._table.get(key)
        if found is None:
            found = object.__new__(cls)
            found.name = name
            found.args = args
            found._hash = hash(key)
            cls._table[key] = found
        return found

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"Ty({self.name!r}, {self.args!r})" if self.args else f"Ty({self.name!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (Ty, (self.name, self.args))


REAL: Final = Ty("ℝ")
RAT: Final = Ty("ℚ")
INT: Final = Ty("ℤ")
NAT: Final = Ty("ℕ")
COMPLEX: Final = Ty("ℂ")
PROP: Final = Ty("Prop")


def arrow(dom: Ty, cod: Ty) -> Ty:
    """The function type `dom → cod`."""
    return Ty("→", (dom, cod))


# op -> meaning; `data` is None unless said otherwise.
CORE_OPS: Final[dict[str, str]] = {
    "fvar": "free variable; data = unique id (int)",
    "bvar": "bound variable; data = de Bruijn index (int)",
    "meta": "metavariable, only while elaborating; data = unique id (int)",
    "num": "numeral literal n : ty; data = n ≥ 0 (int)",
    "add": "a + b", "sub": "a - b", "mul": "a * b", "div": "a / b", "mod": "a % b",
    "neg": "-a", "inv": "a⁻¹",
    "pow": "a ^ b; the exponent's type says which power (ℕ: Monoid.npow, ℤ: zpow, ℝ: rpow)",
    "dvd": "a ∣ b",
    "eq": "a = b", "ne": "a ≠ b", "lt": "a < b", "le": "a ≤ b", "gt": "a > b", "ge": "a ≥ b",
    "and": "a ∧ b", "or": "a ∨ b", "not": "¬a", "imp": "a → b (non-dependent)", "iff": "a ↔ b",
    "true": "True", "false": "False",
    "forall": "∀ x : t, body; data = (x, t) with t a Ty; args = (body,)",
    "exists": "∃ x : t, body; as forall",
    "exists_unique": "∃! x : t, body; as forall",
    "lam": "fun x : t ↦ body; as forall",
    "app": "f x; args = (f, x), one argument at a time",
    "cast": "↑a from a's type to ty (Nat.cast, Int.cast, Rat.cast, Complex.ofReal)",
    "abs": "|a|", "min": "min a b", "max": "max a b",
    "mem": "a ∈ s",
}  # fmt: skip

BINDERS: Final = frozenset({"forall", "exists", "exists_unique", "lam"})
RELATIONS: Final = frozenset({"eq", "ne", "lt", "le", "gt", "ge"})


class Term:
    """An immutable term. Equality is structural, up to names of bound variables."""

    __slots__ = ("_hash", "args", "data", "free", "loose", "op", "ty")
    op: str
    args: tuple[Term, ...]
    ty: Ty
    data: Any
    loose: int  # one more than the largest loose bvar index; 0 for a closed term
    free: int  # a bit for each free variable's id modulo `_FREE_BITS`: 0 where there is none

    def __init__(self, op: str, args: tuple[Term, ...], ty: Ty, data: Any = None) -> None:
        self.op = op
        self.args = args
        self.ty = ty
        self.data = data
        loose = free = 0
        for a in args:
            if a.loose > loose:
                loose = a.loose
            free |= a.free
        key = data
        if op in BINDERS:
            key = data[1]
            if loose:
                loose -= 1
        elif op == "bvar":
            loose = data + 1
        elif op == "fvar":
            free = _bit(data)
        self.loose = loose
        self.free = free
        self._hash = hash((op, args, ty, key))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Term) or self._hash != other._hash:
            return False
        if self.op != other.op or self.ty is not other.ty:
            return False
        if self.op in BINDERS:
            if self.data[1] is not other.data[1]:
                return False
        elif self.data != other.data:
            return False
        return self.args == other.args

    def __repr__(self) -> str:
        inner = "".join(f", {a!r}" for a in self.args)
        data = "" if self.data is None else f":{self.data}"
        return f"({self.op}{data}{inner})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (Term, (self.op, self.args, self.ty, self.data))

    def replace_args(self, args: tuple[Term, ...]) -> Term:
        """The same node over other arguments (`self` when nothing changed)."""
        for a, b in zip(args, self.args, strict=True):
            if a is not b:
                return Term(self.op, args, self.ty, self.data)
        return self


_FREE_BITS: Final = 60


def _bit(ident: int) -> int:
    return 1 << (ident % _FREE_BITS)


def fresh_id() -> int:
    """A process-wide unique id for free variables, metavariables and goals."""
    return next(_fresh_ids)


def fvar(ty: Ty, ident: int | None = None) -> Term:
    """A free variable, fresh unless an id is given; its name lives in the goal's context."""
    return Term("fvar", (), ty, fresh_id() if ident is None else ident)


def num(value: int, ty: Ty) -> Term:
    """The literal `value : ty`. Raises `ValueError` for a negative one (`neg` makes those)."""
    if value < 0:
        raise ValueError(f"a numeral literal is not negative: {value}")
    return Term("num", (), ty, value)


def prop(op: str, *args: Term) -> Term:
    """A proposition built by a relation or a connective."""
    return Term(op, args, PROP)


TRUE: Final = Term("true", (), PROP)
FALSE: Final = Term("false", (), PROP)


def binder(op: str, name: str, var: Term, body: Term) -> Term:
    """Bind the free variable `var` in `body`: `∀ name, body` and the like."""
    ty = arrow(var.ty, body.ty) if op == "lam" else PROP
    return Term(op, (abstract(body, var),), ty, (name, var.ty))


def instantiate(term: Term, value: Term) -> Term:
    """The body of `term` (a binder) with `value` for its variable."""
    return _open(term.args[0], value, 0)


def _open(t: Term, value: Term, depth: int) -> Term:
    if t.loose <= depth:
        return t
    if t.op == "bvar":
        if t.data == depth:
            return value if depth == 0 else lift(value, depth)
        return Term("bvar", (), t.ty, t.data - 1) if t.data > depth else t
    inner = depth + 1 if t.op in BINDERS else depth
    return Term(t.op, tuple([_open(a, value, inner) for a in t.args]), t.ty, t.data)


def lift(t: Term, by: int, cutoff: int = 0) -> Term:
    """Raise the loose bound variables of `t` from `cutoff` on by `by`."""
    if t.loose <= cutoff:
        return t
    if t.op == "bvar":
        return Term("bvar", (), t.ty, t.data + by)
    inner = cutoff + 1 if t.op in BINDERS else cutoff
    return Term(t.op, tuple(lift(a, by, inner) for a in t.args), t.ty, t.data)


def abstract(t: Term, var: Term, depth: int = 0) -> Term:
    """`t` with the free variable `var` turned into the bound variable `depth`."""
    if t.loose <= depth and not t.free & var.free:
        return t
    if t.op == "fvar":
        return Term("bvar", (), t.ty, depth) if t.data == var.data else t
    if t.op == "bvar":
        return Term("bvar", (), t.ty, t.data + 1)
    inner = depth + 1 if t.op in BINDERS else depth
    return t.replace_args(tuple([abstract(a, var, inner) for a in t.args]))


def transform(t: Term, f: Callable[[Term], Term | None]) -> Term:
    """Rewrite top down: where `f` gives a term, take it; elsewhere go on into the arguments."""
    new = f(t)
    if new is not None:
        return new
    if not t.args:
        return t
    return t.replace_args(tuple([transform(a, f) for a in t.args]))


def substitute(t: Term, mapping: dict[int, Term]) -> Term:
    """`t` with closed terms for free variables, by id."""
    bits = 0
    for ident in mapping:
        bits |= _bit(ident)
    return _substitute(t, mapping, bits)


def _substitute(t: Term, mapping: dict[int, Term], bits: int) -> Term:
    if not t.free & bits:
        return t
    if t.op == "fvar":
        return mapping.get(t.data, t)
    return t.replace_args(tuple([_substitute(a, mapping, bits) for a in t.args]))


def subterms(t: Term) -> Iterator[Term]:
    """All subterms, the term itself first (those under binders have loose bound variables)."""
    stack = [t]
    while stack:
        u = stack.pop()
        yield u
        stack.extend(reversed(u.args))


def free_vars(ts: Iterable[Term]) -> set[int]:
    """The ids of the free variables that occur in the terms."""
    found: set[int] = set()
    stack = list(ts)
    while stack:
        t = stack.pop()
        if t.op == "fvar":
            found.add(t.data)
        elif t.free:
            stack.extend(t.args)
    return found


def occurs(var: Term, t: Term) -> bool:
    """Whether the free variable `var` occurs in `t`."""
    if not t.free & var.free:
        return False
    if t.op == "fvar":
        return bool(t.data == var.data)
    return any(occurs(var, a) for a in t.args)
