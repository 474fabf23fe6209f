"""The gates that have to notice a mistake: each gives what it caught, in words, or None.

- certificates: arguments that prove something false, handed to the checker as they are
- proofs: proof terms of something false (or of nothing), handed to the kernel
- fixed traps: false statements, each with a script that a certain mistake would let pass
- traps: generated false statements against a mix of tactics
- mutants: statements made false, against the portfolio
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from typing import Final

from experiments.benchmarks.mutants import Drawn, attack, mutants
from experiments.benchmarks.soundness import accepted
from experiments.benchmarks.traps import Maker
from lean_env.embedded import kernel
from lean_env.embedded import proof as pf
from lean_env.embedded.arith import Certificate, CertificateError, checker
from lean_env.embedded.arith.certificate import Congruence, Conversion, Evaluate, Rule, Same
from lean_env.embedded.env import EmbeddedEnv
from lean_env.embedded.goal import PROOF, Goal, Local
from lean_env.embedded.term import COMPLEX, FALSE, INT, NAT, REAL, Term, binder, fvar, num, prop
from lean_env.types import Theorem
from prover.search import SearchConfig
from tests.lean_env.arith.build import literal, var
from tests.lean_env.arith.test_mutations import WRONG, WRONG_IFF

QUICK: Final = SearchConfig(expansions=2, samples=14)

# --- certificates --------------------------------------------------------------------------------

_x, _y = var(), var()
_double = binder("lam", "i", _x.term, (_x + _y).term)
_captured = binder("lam", "i", _x.term, (_y + _y).term)
_INT_MINUS_7 = -literal(7, INT)

MORE_WRONG: Final[dict[str, tuple[Certificate, list[Term], Term]]] = {
    "1 / 0 = 1": (Conversion(Evaluate()), [], (literal(1) / 0).eq(1)),
    "0⁻¹ = 1": (Conversion(Evaluate()), [], literal(0).inv().eq(1)),
    "-7 / 2 = -3 on ℤ": (
        Conversion(Evaluate()),
        [],
        (_INT_MINUS_7 / 2).eq(-literal(3, INT)),
    ),
    "3 - 5 + 5 = 3 on ℕ": (
        Conversion(Evaluate()),
        [],
        (literal(3, NAT) - 5 + literal(5, NAT)).eq(3),
    ),
    "0 ^ 0 = 0": (Conversion(Evaluate()), [], (literal(0) ** 0).eq(0)),
}
MORE_WRONG_IFF: Final[dict[str, tuple[Conversion, list[Term], Term, Term]]] = {
    "a bound variable that is a variable of the statement": (
        Conversion(Congruence((Same(),), _y.term)),
        [],
        _double,
        _captured,
    ),
    "I is 1": (
        Conversion(Rule("I_sq")),
        [],
        Term("Complex.I", (), COMPLEX),
        Term("num", (), COMPLEX, 1),
    ),
}


def certificates() -> str | None:
    """A wrong argument that the arithmetic checker takes."""
    for name, (certificate, facts, target) in {**WRONG, **MORE_WRONG}.items():
        try:
            checker.check(certificate, facts, target)
        except CertificateError:
            continue
        return name
    conversions = {k: (Conversion(c), h, p, q) for k, (c, h, p, q) in WRONG_IFF.items()}
    for name, (conversion, known, before, after) in {**conversions, **MORE_WRONG_IFF}.items():
        try:
            checker.check_iff(conversion, known, before, after)
        except CertificateError:
            continue
        return name
    return None


# --- proof terms ---------------------------------------------------------------------------------

_X, _Y, _Z, _N, _M = fvar(REAL), fvar(REAL), fvar(REAL), fvar(NAT), fvar(NAT)
_HXY, _H, _H2 = fvar(PROOF), fvar(PROOF), fvar(PROOF)
_XY = prop("lt", _X, _Y)
_LOCALS = (Local("x", _X), Local("y", _Y), Local("hxy", _HXY, _XY))
_EXISTS = binder("exists", "z", _Z, prop("lt", _X, _Z))
_ZERO, _ONE = num(0, NAT), num(1, NAT)
_SUCC = Term("add", (_N, _ONE), NAT)


def _is_zero(t: Term) -> Term:
    return prop("eq", t, _ZERO)


# `∀ m, m = n → n = 0`: with its m captured, the step from n to n + 1 has an absurd premise.
_CAPTURING = binder(
    "lam", "n", _N, binder("forall", "m", _M, prop("imp", prop("eq", _M, _N), _is_zero(_N)))
)
_CAPTURED = binder(
    "forall",
    "m",
    _M,
    prop(
        "imp", prop("eq", _M, Term("add", (_M, _ONE), NAT)), _is_zero(Term("add", (_M, _ONE), NAT))
    ),
)

WRONG_PROOFS: Final[dict[str, tuple[pf.Proof, Term]]] = {
    "generalising a variable that a hypothesis fixes": (
        pf.Lam(_X, pf.hyp(_HXY)),
        binder("forall", "x", _X, _XY),
    ),
    "the witness of an ∃ outside": (
        pf.ExistsElim(pf.ExistsIntro(_EXISTS, _Y, pf.hyp(_HXY)), _Z, _H, pf.hyp(_H)),
        prop("lt", _X, _Z),
    ),
    "induction from a wrong base": (
        pf.NatInduction(
            binder("lam", "n", _N, _is_zero(_N)),
            pf.Refl(_ONE),
            pf.Lam(_N, pf.LamHyp(_H, _is_zero(_N), pf.hyp(_H)), "n"),
        ),
        binder("forall", "n", _N, _is_zero(_N)),
    ),
    "induction with a step that goes nowhere": (
        pf.NatInduction(
            binder("lam", "n", _N, _is_zero(_N)),
            pf.Refl(_ZERO),
            pf.Lam(_N, pf.LamHyp(_H, _is_zero(_N), pf.hyp(_H)), "n"),
        ),
        binder("forall", "n", _N, _is_zero(_N)),
    ),
    "rewriting with a motive that is not the proof's": (
        pf.Rewrite(pf.Refl(_X), binder("lam", "z", _Z, prop("lt", _Z, _X)), pf.hyp(_HXY)),
        prop("lt", _X, _X),
    ),
    "a lemma without its premise": (
        pf.LemmaApp("le_of_lt", (REAL,), (_Y, _X), (pf.hyp(_HXY),)),
        prop("le", _Y, _X),
    ),
    "a hypothesis that proves itself": (
        pf.Have(_H, FALSE, pf.hyp(_H), pf.hyp(_H)),
        FALSE,
    ),
    "a case that does not exist": (
        pf.OrElim(
            pf.OrLeft(pf.hyp(_HXY), FALSE),
            pf.LamHyp(_H, FALSE, pf.hyp(_H)),
            pf.LamHyp(_H, FALSE, pf.hyp(_H)),
        ),
        FALSE,
    ),
    "the converse of an implication": (
        pf.AppProof(
            pf.LamHyp(_H, prop("lt", _Y, _X), pf.hyp(_H)),
            pf.hyp(_HXY),
        ),
        prop("lt", _Y, _X),
    ),
    "a hole": (pf.Hole(1), FALSE),
}


def proofs() -> str | None:
    """A wrong proof term that the kernel takes."""
    for name, (proof, target) in WRONG_PROOFS.items():
        try:
            kernel.check(proof, Goal(0, _LOCALS, target))
        except kernel.KernelError:
            continue
        return name
    return None


# --- statements ----------------------------------------------------------------------------------

FIXED_TRAPS: Final[tuple[tuple[str, str], ...]] = (
    (": (3 : ℕ) - 5 = 2", "norm_num"),
    (": (-7 : ℤ) % 2 = -1", "norm_num"),
    (": (-7 : ℤ) / 2 = -3", "norm_num"),
    (": (1 : ℝ) / 0 = 1", "norm_num"),
    (": (7 : ℕ) % 0 = 0", "norm_num"),
    (": Nat.Prime 1", "norm_num"),
    (": (0 : ℝ) ^ 0 = 0", "norm_num"),
    ("(x : ℝ) : x / x = 1", "field_simp"),
    ("(a b : ℕ) : a - b + b = a", "ring"),
    ("(a b : ℕ) (h : a - b ≤ 0) : a ≤ 0 + b + 0 * a - 1", "omega"),
    ("(h : ∀ x : ℕ, ∃ y : ℕ, x < y) : ∃ y : ℕ, y < 0", "exact h 0"),
    ("(f : ℝ → ℝ) (h : ∀ x, 0 < x → f x = 1) : f (-1) = 1", "norm_num [h]"),
    ("(f : ℝ → ℝ) (h : ∀ x, 0 < x → f x = 1) : f (-1) = 1", "simp [h]"),
    ("(f : ℝ → ℝ) (h : ∀ x, 0 < x → f x = 1) : f (-1) = 1", "rw [h]"),
    ("(n : ℕ) : n = 0", "induction n with\n| zero => rfl\n| succ n ih => exact ih"),
    ("(x y : ℝ) (h : x ≤ y) : x < y", "linarith"),
    ("(x y : ℝ) (h : x ≤ y) : x = y", "linarith"),
    ("(x : ℝ) : 0 ≤ x ^ 3", "positivity"),
    ("(x : ℝ) : 0 < x ^ 2", "positivity"),
)


def fixed_traps() -> str | None:
    """A false statement with the script that was accepted for it."""
    env = EmbeddedEnv()
    for signature, script in FIXED_TRAPS:
        if env.verify(Theorem("t", f"theorem t {signature}"), script).proved:
            return f"{signature} by {script}"
    return None


def traps(count: int = 150, seed: int = 7) -> str | None:
    """A generated false statement with the script that was accepted for it."""
    maker, draw, env = Maker(seed), random.Random(seed), EmbeddedEnv()
    for i in range(count):
        trap = maker.trap()
        script, _ = accepted(env, trap, f"trap_{i}", draw)
        if script is not None:
            return f"{trap.statement('t')} by {script}"
    return None


ORIGINALS: Final = tuple(
    Theorem(f"t{i}", f"theorem t{i} {signature}")
    for i, signature in enumerate((
        "(x y : ℝ) (h₀ : 2 * x + y = 7) (h₁ : x - y = 2) : x = 3",
        "(x : ℝ) (h₀ : 0 < x) (h₁ : x ≤ 2) : x ^ 2 ≤ 4",
        "(a b : ℝ) (h₀ : a < b) (h₁ : b ≤ 3) : a < 3",
        "(n : ℕ) (h₀ : 3 ≤ n) : n - 3 + 3 = n",
        "(x y : ℝ) (h₀ : x ≠ 0) : x * y / x = y",
        "(n : ℤ) (h₀ : n % 6 = 4) : n % 2 = 0",
        "(f : ℝ → ℝ) (h₀ : ∀ x, 0 < x → f x = 2 * x) : f 3 = 6",
        "(z : ℂ) (h₀ : z + 2 = 3 * z) : z = 1",
    ))
)  # fmt: skip


def changed_statements(count: int = 60, seed: int = 0) -> str | None:
    """A false mutant that the portfolio proved."""
    for mutant in itertools.islice(mutants(ORIGINALS, random.Random(seed), Drawn()), count):
        outcome = attack(mutant, (), QUICK)
        if outcome.proof is not None:
            return mutant.theorem.source(outcome.proof)
    return None


GATES: Final[dict[str, Callable[[], str | None]]] = {
    "certificates": certificates,
    "proofs": proofs,
    "fixed traps": fixed_traps,
    "traps": traps,
    "mutants": changed_statements,
}
