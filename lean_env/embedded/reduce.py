"""Definitional unfolding: the few definitions that the fragment sees through.

Two strengths, as in Lean: the *reducible* forms (`¬p`, `a ≠ b`, `a > b`, `a ≥ b`, beta), which
`apply`, `rw` and unification see through, and the *default* ones (also `∃!`, `a ∣ b`, `Even`,
`Odd`, `IsSquare`, `IsLeast`, `Monotone` and the like, congruences, membership in `{x | p x}` and in
intervals, `a < b` on ℕ and ℤ, the recursion equations of ℕ and its arithmetic on literals), which
type checking and pattern matching on a hypothesis see through.
"""

from __future__ import annotations

from functools import lru_cache
from math import gcd

from lean_env.embedded.term import FALSE, INT, NAT, PROP, Term, instantiate, lift, num, prop


def unfold_head(t: Term, default: bool = True) -> Term | None:
    """One unfolding step at the head of `t`, or None where there is none to make."""
    match t.op:
        case "not":
            return prop("imp", t.args[0], FALSE)
        case "ne":
            return prop("not", prop("eq", *t.args))
        case "gt":
            return prop("lt", t.args[1], t.args[0])
        case "ge":
            return prop("le", t.args[1], t.args[0])
        case "app":
            fn = t.args[0]
            if fn.op != "lam":
                new = unfold_head(fn, default) if fn.op == "app" else None
                return None if new is None else t.replace_args((new, t.args[1]))
            return instantiate(fn, t.args[1])
    return _unfold_default(t) if default else None


def _exists(t: Term, name: str, body: Term) -> Term:
    """`∃ name, body` where `body` has the new variable as bvar 0."""
    return Term("exists", (body,), PROP, (name, t.ty))


_LITERAL_BITS = 1 << 14
_MAX_EXPONENT = 256  # `exponentiation.threshold`
_MAX_PREDECESSORS = 32  # `x + m - n` takes n steps; Lean's recursion depth ends it somewhere


def _literals(op: str, a: int, b: int) -> int | None:
    """Lean's arithmetic on literals of ℕ (`Nat.reduceBinNatOp`)."""
    match op:
        case "add":
            return a + b
        case "sub":
            return max(a - b, 0)
        case "mul":
            return a * b if a.bit_length() + b.bit_length() <= _LITERAL_BITS else None
        case "div":
            return a // b if b else 0
        case "mod":
            return a % b if b else a
        case "pow":
            small = b <= _MAX_EXPONENT and a.bit_length() * b <= _LITERAL_BITS
            return a**b if small else None
        case "Nat.gcd":
            return gcd(a, b)
    return None


def _reduce_nat(t: Term) -> Term | None:
    """One step of the recursion equations of ℕ: they hold by definition, so `rfl` sees them."""
    if t.op in ("Nat.succ", "Nat.pred") and len(t.args) == 1:
        return Term("add" if t.op == "Nat.succ" else "sub", (t.args[0], num(1, NAT)), NAT)
    if len(t.args) != 2:
        return None
    a, b = t.args
    if a.op == "num" and b.op == "num" and b.ty is NAT:
        value = _literals(t.op, a.data, b.data)
        return None if value is None else num(value, NAT)
    zero = b.op == "num" and b.data == 0
    if t.op == "add":
        if zero:
            return a
        if b.op == "num" and _offset(a):  # a + m + n
            return t.replace_args((a.args[0], num(a.args[1].data + b.data, NAT)))
        if _offset(b):  # a + (b + n)
            return t.replace_args((t.replace_args((a, b.args[0])), b.args[1]))
    if t.op == "sub":
        if zero:
            return a
        small = b.op == "num" and b.data <= _MAX_PREDECESSORS
        if small and _offset(a) and a.args[1].data >= b.data:  # a + m - n
            return a.replace_args((a.args[0], num(a.args[1].data - b.data, NAT)))
    if t.op == "mul" and zero:
        return b
    return None


def _offset(t: Term) -> bool:
    return t.op == "add" and t.args[1].op == "num"


def _unfold_default(t: Term) -> Term | None:
    if t.ty is NAT:
        return _reduce_nat(t)
    if t.op == "exists_unique":
        body = t.args[0]
        ty = t.data[1]
        y, x = Term("bvar", (), ty, 0), Term("bvar", (), ty, 1)
        # The body's own variable is bvar 0; under the inner ∀ it becomes y, the rest moves by 1.
        inner = lift(body, 1, 1)
        unique = Term("forall", (prop("imp", inner, prop("eq", y, x)),), PROP, ("y", ty))
        return Term("exists", (prop("and", body, unique),), PROP, t.data)
    if t.op == "dvd":
        a, b = (lift(u, 1) for u in t.args)
        c = Term("bvar", (), a.ty, 0)
        return _exists(a, "c", prop("eq", b, Term("mul", (a, c), a.ty)))
    if t.op in ("Nat.le", "Nat.lt") and len(t.args) == 2:
        return prop(t.op.removeprefix("Nat."), *t.args)
    if t.op == "mem":
        return _unfold_membership(*t.args)
    if t.op == "lt" and t.args[0].ty in (NAT, INT):  # `Nat.lt`, `Int.lt`
        a, b = t.args
        one = num(1, a.ty)
        after = num(a.data + 1, a.ty) if a.op == "num" else Term("add", (a, one), a.ty)
        return prop("le", after, b)
    if t.op in _EXTREMES and len(t.args) == 2:
        s, a = t.args
        bounds = Term(_EXTREMES[t.op], (s,), s.ty)
        return prop("and", prop("mem", a, s), prop("mem", a, bounds))
    if t.op == "Even" and len(t.args) == 1:
        n = lift(t.args[0], 1)
        r = Term("bvar", (), n.ty, 0)
        return _exists(n, "r", prop("eq", n, Term("add", (r, r), n.ty)))
    if t.op == "Odd" and len(t.args) == 1:
        n = lift(t.args[0], 1)
        m = Term("bvar", (), n.ty, 0)
        double = Term("mul", (num(2, n.ty), m), n.ty)
        return _exists(n, "m", prop("eq", n, Term("add", (double, num(1, n.ty)), n.ty)))
    if t.op == "IsSquare" and len(t.args) == 1:
        n = lift(t.args[0], 1)
        r = Term("bvar", (), n.ty, 0)
        return _exists(n, "r", prop("eq", n, Term("mul", (r, r), n.ty)))
    if t.op in ("Nat.ModEq", "Int.ModEq") and len(t.args) == 3:
        modulus, a, b = t.args
        left, right = (Term("mod", (x, modulus), x.ty) for x in (a, b))
        return prop("eq", left, right)
    if t.op == "Nat.Coprime" and len(t.args) == 2:
        return prop("eq", Term("Nat.gcd", t.args, NAT), num(1, NAT))
    if t.op in _OF_FUNCTIONS and len(t.args) == 1:
        return _unfold_property(t.op, t.args[0])
    return None


# What a property of f says of a and b, and of f a and f b.
_OF_FUNCTIONS = {
    "Function.Injective": ("eq", "eq"),
    "Function.Surjective": ("", ""),
    "Monotone": ("le", "le"),
    "Antitone": ("le", "ge"),
    "StrictMono": ("lt", "lt"),
    "StrictAnti": ("lt", "gt"),
}


def _unfold_property(name: str, f: Term) -> Term:
    """`Monotone f` is `∀ a b, a ≤ b → f a ≤ f b`, `Function.Injective f` the converse for `=`."""
    domain, codomain = f.ty.args
    before, after = _OF_FUNCTIONS[name]
    if name == "Function.Surjective":
        b, a = Term("bvar", (), codomain, 1), Term("bvar", (), domain, 0)
        hit = prop("eq", Term("app", (lift(f, 2), a), codomain), b)
        exists = Term("exists", (hit,), PROP, ("a", domain))
        return Term("forall", (exists,), PROP, ("b", codomain))
    a, b = Term("bvar", (), domain, 1), Term("bvar", (), domain, 0)
    image_a, image_b = (Term("app", (lift(f, 2), x), codomain) for x in (a, b))
    if after in ("ge", "gt"):
        after, image_a, image_b = ("le" if after == "ge" else "lt"), image_b, image_a
    given, shown = prop(before, a, b), prop(after, image_a, image_b)
    if name == "Function.Injective":
        given, shown = shown, given
    names = ("a₁", "a₂") if name == "Function.Injective" else ("a", "b")
    inner = Term("forall", (prop("imp", given, shown),), PROP, (names[1], domain))
    return Term("forall", (inner,), PROP, (names[0], domain))


_EXTREMES = {"IsLeast": "lowerBounds", "IsGreatest": "upperBounds"}


def _unfold_membership(a: Term, s: Term) -> Term | None:
    """`a ∈ {x | p x}` is `p a`; intervals; `a ∈ lowerBounds s` is `∀ x, x ∈ s → a ≤ x`."""
    if s.op == "setOf" and s.args[0].op == "lam":
        return instantiate(s.args[0], a)
    if s.op in _EXTREMES.values():
        x, bound, members = Term("bvar", (), a.ty, 0), lift(a, 1), lift(s.args[0], 1)
        order = (bound, x) if s.op == "lowerBounds" else (x, bound)
        body = prop("imp", prop("mem", x, members), prop("le", *order))
        return Term("forall", (body,), PROP, ("a", a.ty))
    relations = _INTERVALS.get(s.op)
    if relations is None or len(s.args) != sum(map(bool, relations)):
        return None
    left, right = relations
    parts = [prop(left, s.args[0], a)] if left else []
    parts += [prop(right, a, s.args[-1])] if right else []
    return parts[0] if len(parts) == 1 else prop("and", *parts)


# How an element lies to the ends (`Mathlib.Order.Interval.Set.Defs`).
_INTERVALS = {
    "Set.Icc": ("le", "le"),
    "Set.Ico": ("le", "lt"),
    "Set.Ioc": ("lt", "le"),
    "Set.Ioo": ("lt", "lt"),
    "Set.Ici": ("le", ""),
    "Set.Ioi": ("lt", ""),
    "Set.Iic": ("", "le"),
    "Set.Iio": ("", "lt"),
}


@lru_cache(maxsize=1 << 16)
def normalize(t: Term, default: bool = True) -> Term:
    """`t` with everything unfolded, everywhere."""
    while (new := unfold_head(t, default)) is not None:
        t = new
    if not t.args:
        return t
    t = t.replace_args(tuple(normalize(a, default) for a in t.args))
    # Normalising the parts may have made a `fun` of a function, or literals of terms of ℕ.
    if (t.op == "app" and t.args[0].op == "lam") or (
        default and t.ty is NAT and _reduce_nat(t) is not None
    ):
        return normalize(t, default)
    return t


def same(a: Term, b: Term, default: bool = True) -> bool:
    """Whether the two terms are definitionally equal, as far as unfolding tells."""
    return a == b or normalize(a, default) == normalize(b, default)


def expose(t: Term, op: str, default: bool = True) -> Term | None:
    """`t` unfolded at its head until its op is `op`; None if it never is."""
    while t.op != op:
        new = unfold_head(t, default)
        if new is None:
            return None
        t = new
    return t
