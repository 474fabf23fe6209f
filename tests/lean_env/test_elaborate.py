"""Elaborations pinned by hand against Lean 4's rules; the rule is named with each case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lean_env.embedded.elaborate import Elaborator, elaborate_theorem, header_opens
from lean_env.embedded.env import EmbeddedEnv
from lean_env.embedded.goal import Goal
from lean_env.embedded.parser import parse_term
from lean_env.embedded.printer import display_names, print_goal, print_term
from lean_env.types import StatementError, Theorem, UnsupportedStatement, VerdictKind

OPEN = "open Real Nat"


def goal(signature: str, header: str = OPEN) -> Goal:
    return elaborate_theorem(Theorem("t", f"theorem t {signature}", header))


def explicit(signature: str) -> str:
    """The target with every cast and every literal's type shown."""
    g = goal(signature)
    return print_term(g.target, display_names(g.locals), explicit=True)


# signature -> target with types shown, and the rule of Lean's that decides
PINNED = [
    ("(n : ℕ) (x : ℝ) : n = x", "(n : ℝ) = x", "binrel%: the smaller side is cast at the leaf"),
    ("(n : ℕ) (x : ℝ) : n + 1 = x", "(n : ℝ) + (1 : ℝ) = x", "binop%: casts go to the leaves"),
    (
        "(a b : ℕ) : ((a - b : ℕ) : ℤ) = a - b",
        "((a - b : ℕ) : ℤ) = (a : ℤ) - (b : ℤ)",
        "an ascription is a leaf: elaborated inside, cast outside",
    ),
    ("(a b : ℕ) : (a / b : ℝ) = 2", "(a : ℝ) / (b : ℝ) = (2 : ℝ)", "the expected type takes part"),
    ("(a b : ℕ) : ((a / b : ℕ) : ℝ) = 2", "((a / b : ℕ) : ℝ) = (2 : ℝ)", "ℕ division stays"),
    (": 1 / 2 = 0", "(1 : ℕ) / (2 : ℕ) = (0 : ℕ)", "numerals default to ℕ"),
    (": (1 : ℝ) / 2 = 0", "(1 : ℝ) / (2 : ℝ) = (0 : ℝ)", "numerals take the tree's type"),
    ("(x : ℝ) : x ^ 2 = 1", "x ^ (2 : ℕ) = (1 : ℝ)", "a numeral exponent is ℕ (Monoid.Pow)"),
    ("(x : ℝ) : x ^ (1 / 2) = 1", "x ^ ((1 : ℕ) / (2 : ℕ)) = (1 : ℝ)", "exponents stand apart: ℕ"),
    ("(x y : ℝ) : x ^ y = 1", "x ^ y = (1 : ℝ)", "a real exponent is rpow"),
    ("(x : ℝ) : (2 : ℝ) ^ x = 1", "(2 : ℝ) ^ x = (1 : ℝ)", "rightact%: the base joins the tree"),
    ("(x : ℝ) (k : ℕ) : x ^ k = k", "x ^ k = (k : ℝ)", "the exponent is not cast"),
    ("(n : ℕ) : (n ^ 2 : ℝ) = 1", "(n : ℝ) ^ (2 : ℕ) = (1 : ℝ)", "the base of a power is a leaf"),
    ("(x : ℝ) : -x ^ 2 = 0", "-x ^ (2 : ℕ) = (0 : ℝ)", "neg (75) is weaker than ^ (80)"),
    ("(x : ℝ) : -x * x = 0", "-x * x = (0 : ℝ)", "neg is stronger than * (70)"),
    (
        "(f : ℝ → ℝ) (n : ℕ) : f (n + 1) = 0",
        "f ((n : ℝ) + (1 : ℝ)) = (0 : ℝ)",
        "an argument's expected type enters its tree",
    ),
    ("(f : ℝ → ℝ) (n : ℕ) : f n = 0", "f (n : ℝ) = (0 : ℝ)", "an argument is cast as a whole"),
    ("(a : ℤ) (p : ℕ) : a ∣ p", "a ∣ (p : ℤ)", "∣ is an application: b is cast to a's type"),
    ("(a : ℤ) (p : ℕ) : ↑p ∣ a", "(p : ℤ) ∣ a", "↑ waits for the type it is to have"),
    ("(n : ℕ) : 3 ∣ n", "(3 : ℕ) ∣ n", "the first argument's numeral is unified with the second"),
    (
        "(j : ℕ) : 3 * (7 * ↑j + 3) % 7 = 2",
        "(3 : ℕ) * ((7 : ℕ) * j + (3 : ℕ)) % (7 : ℕ) = (2 : ℕ)",
        "↑ disappears when default numerals make it ℕ",
    ),
    ("(m : ℚ) : ↑m.den + m.num = 1", "((m.den : ℕ) : ℤ) + m.num = (1 : ℤ)", "↑ takes the max type"),
    (
        "(S : Finset ℝ) : ↑2 ≤ ∑ k ∈ S, k",
        "((2 : ℕ) : ℝ) ≤ ∑ k ∈ S, k",
        "under ↑ a numeral has no expected type: ℕ",
    ),
    (
        "(s : Finset ℕ) : (∑ i ∈ s, i : ℝ) = 2",
        "∑ i ∈ s, (i : ℝ) = (2 : ℝ)",
        "the expected type of a sum goes to its summand",
    ),
    (
        "(s : Finset ℕ) : ∑ i ∈ s, i = (2 : ℝ)",
        "((∑ i ∈ s, i : ℕ) : ℝ) = (2 : ℝ)",
        "a sum is a leaf of a relation: no expected type, cast outside",
    ),
    (
        "(n : ℕ) : (max n 3 : ℝ) = 1",
        "max (n : ℝ) (3 : ℝ) = (1 : ℝ)",
        "α of max is what is expected",
    ),
    ("(x : ℝ) : (⌊x⌋ : ℝ) ≤ x", "((⌊x⌋ : ℤ) : ℝ) ≤ x", "Int.floor gives ℤ, cast outside"),
    ("(n : ℕ) : cos n = 1", "Real.cos (n : ℝ) = (1 : ℝ)", "`open Real` finds Real.cos"),
    ("(x : ℝ) : sqrt x = 1", "√x = (1 : ℝ)", "overloads: the one that type checks"),
    ("(n : ℕ) : ((n : ℤ) : ℝ) = n", "((n : ℤ) : ℝ) = (n : ℝ)", "nested casts stay nested"),
    (
        "(a b : ℝ) : ∀ x, x ^ 2 + a * x = b",
        "∀ (x : ℝ), x ^ (2 : ℕ) + a * x = b",
        "an unknown binder type is unified with the tree's type",
    ),
    (": ∀ x, x + 1 = 2", "∀ (x : ℕ), x + (1 : ℕ) = (2 : ℕ)", "…and defaults to ℕ with a numeral"),
    (
        ": (-1) ^ 3 = -1",
        "(-(1 : ℤ)) ^ (3 : ℕ) = -(1 : ℤ)",
        "Neg ℤ is a default instance, of higher priority than OfNat ℕ",
    ),
    (": ∀ x, |x + 4| < -9", "∀ (x : ℤ), |x + (4 : ℤ)| < -(9 : ℤ)", "…for every type it is part of"),
    (
        "(n : ℕ) : Finset.card {k ∈ Finset.range n | k % 2 = 0} = 3",
        "(Finset.filter (fun (k : ℕ) ↦ k % (2 : ℕ) = (0 : ℕ)) (Finset.range n)).card = (3 : ℕ)",
        "where a Finset is expected, {x ∈ s | p} is a filter",
    ),
    (
        "(p : ℕ) (x : ZMod p) : x * 2 = 0",
        "x * (2 : ZMod p) = (0 : ZMod p)",
        "a type that depends on a variable of the theorem",
    ),
    (
        "(b : ZMod (11 ^ 2)) : b = 24⁻¹",
        "b = (24 : ZMod (11 ^ 2))⁻¹",
        "ZMod (11 ^ 2) is no other name for ZMod 121",
    ),
    (
        ": ∀ ε > (0 : ℝ), ∃ δ > 0, δ < ε",
        "∀ (ε : ℝ), ε > (0 : ℝ) → ∃ (δ : ℝ), δ > (0 : ℝ) ∧ δ < ε",
        "bounded binders: → under ∀, ∧ under ∃",
    ),
    ("(p q r : Prop) : p → q ∧ r ∨ p ↔ q", "p → q ∧ r ∨ p ↔ q", "↔ 20, → 25, ∨ 30, ∧ 35"),
    ("(a b : ℕ) : ¬a = b", "¬a = b", "¬ takes its argument at 40"),
    ("(n : ℕ) : n ! = 5!", "n.factorial = Nat.factorial (5 : ℕ)", "`open Nat` has the notation !"),
    ("(S : Set ℝ) : 2 ∈ S", "(2 : ℝ) ∈ S", "the element type is an output of Membership"),
    ("(a b c : ℝ) : a - b - c = a / b / c", "a - b - c = a / b / c", "- and / associate left"),
    ("(x : ℝ) : x ^ 2 ^ 3 = 1", "x ^ (2 : ℕ) ^ (3 : ℕ) = (1 : ℝ)", "^ associates right"),
    (
        "(x : ℝ) : (x : ℂ) ^ 2 = -1",
        "(x : ℂ) ^ (2 : ℕ) = -(1 : ℂ)",
        "Complex.ofReal at an ascription",
    ),
]


@pytest.mark.parametrize(("signature", "target", "rule"), PINNED, ids=[p[0] for p in PINNED])
def test_pinned_elaborations(signature: str, target: str, rule: str) -> None:
    assert explicit(signature) == target, rule


REJECTED = [
    ("(n : ℕ) : -n = 0", "Neg ℕ"),
    ("(n : ℕ) : -1 < n", "Neg ℕ"),
    ("(z w : ℂ) : z ≤ w", "LE ℂ"),
    ("(z : ℂ) : |z| = 1", "Lattice ℂ"),
    ("(x : ℝ) (n : ℕ) : (x : ℕ) = n", "type mismatch"),
    ("(a : ℤ) (p : ℕ) : p ∣ a", "type mismatch"),
    ("(f : ℕ → ℕ) (x : ℝ) : f x = 0", "type mismatch"),
    ("(n : ℕ) : n⁻¹ = 1", "Inv ℕ"),
    ("(x : ℤ) (n : ℤ) : x ^ n = 1", "HPow ℤ ℤ ℤ"),
    ("(x : ℝ) : 2 ^ x = 1", "HPow ℕ ℝ ℕ"),
    ("(x : ℝ) : x ^ -1 = 1", "parentheses"),
    ("(a b c : ℕ) : a = b = c", "unexpected token '='"),
    ("(n : ℕ) : sqrt n = n", "ambiguous"),
    ("(x : ℝ) : x", "type mismatch"),
    (": ∃ y, y + y = y", "failed to infer the type"),
    ("(x : ℝ) : x = 1 := by simp", "without `:=`"),
    ("(x : ℝ) : x 1 = 1", "function expected"),
    ("(n : ℕ) (x : ℝ) : max n x = 1", "type mismatch"),
    ("(x : ℝ) : f(x) = 1", "unexpected token '('"),
]


@pytest.mark.parametrize(("signature", "message"), REJECTED, ids=[p[0] for p in REJECTED])
def test_what_lean_rejects_is_rejected(signature: str, message: str) -> None:
    with pytest.raises(StatementError, match=r"[\s\S]*") as caught:
        goal(signature)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("signature", "quoted"),
    [
        ("(x : ℝ) : x % 2 = 0", "x % 2"),
        ("(x : ℝ) : x = y", "'y'"),
        ("(x : Fin 3) : x = x", "Fin 3"),
        (": 2.5 = 5 / 2", "2.5"),
        ("(n : ℕ) : gcd n 2 = 1", "gcd"),
        ("(n : ℕ) : n! = 1", "n!"),
    ],
)
def test_the_unknown_is_unsupported_and_quoted(signature: str, quoted: str) -> None:
    with pytest.raises(UnsupportedStatement) as caught:
        goal(signature)
    assert quoted in str(caught.value)


def test_notation_needs_its_namespace() -> None:
    with pytest.raises(StatementError, match="open Nat"):
        goal("(n : ℕ) : n ! = 1", header="")
    with pytest.raises(UnsupportedStatement, match="π"):
        goal("(x : ℝ) : x = π", header="")
    assert header_opens("import Mathlib\nopen scoped Nat\nopen Real -- c") == {"Nat", "Real"}


def test_messages_carry_line_and_column() -> None:
    with pytest.raises(StatementError, match=r"^2:2: type mismatch"):
        goal("(x : ℝ) :\n  x")


HOSTILE = {
    "long": "1 + " * 250_000 + "1 = 1",
    "parentheses": "(" * 10_000 + "1" + ")" * 10_000 + " = 1",
    "sum": "x + " * 10_000 + "1 = 1",
    "arrows": "1 = 1 → " * 10_000 + "1 = 1",
    "negations": "¬" * 10_000 + "True",
    "binders": "∀ " + "x " * 10_000 + ": ℝ, 1 = 1",
    "arguments": "f" + " f" * 10_000 + " = f",
    "fields": "x" + ".succ" * 10_000 + " = x",
    "set": "{" + "1, " * 10_000 + "1} = S",
    "digits": "9" * 100_000 + " = 1",
    "exponent": "(1e99999999 : ℝ) = 1",
    "control": "1 =\x00 1",
    "direction": "1 =\u202e 1",
    "look-alike": "а = 1",  # a Cyrillic letter
    "tab": "1 =\t1",
    "blocks": "by " * 10_000,
    "comment": "1 = 1 /- /- -/",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_a_clear_error(text: str) -> None:
    with pytest.raises(StatementError):
        goal(f": {text}")


def test_nests_below_the_bound_elaborate() -> None:
    goal(": " + "(" * 250 + "1" + ")" * 250 + " = 1")
    goal("(x : ℝ) : " + "x + " * 250 + "1 = 1")
    goal(": " + "1 = 1 → " * 250 + "1 = 1")


def _minif2f(shared_data: Path) -> list[Theorem]:
    lines = (shared_data / "minif2f" / "valid.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    return [
        Theorem(r["name"], r["statement"].removesuffix(":= by sorry").strip(), r["header"])
        for r in records
    ]


def test_all_of_minif2f_valid_elaborates(shared_data: Path) -> None:
    theorems = _minif2f(shared_data)
    assert len(theorems) == 244
    for theorem in theorems:
        assert print_goal(elaborate_theorem(theorem)).count("⊢ ") == 1


def test_explicit_text_elaborates_back(shared_data: Path) -> None:
    for theorem in _minif2f(shared_data):
        g = elaborate_theorem(theorem)
        names = {k: v.replace("✝", "_old") for k, v in display_names(g.locals).items()}
        variables = {names[x.var.data]: x.var for x in g.locals if x.prop is None}
        for term in (*(x.prop for x in g.locals if x.prop is not None), g.target):
            text = print_term(term, names, explicit=True)
            elaborator = Elaborator(text=text)
            elaborator.scope.update(variables)
            assert elaborator.prop(parse_term(text)) == term, (theorem.name, text)


@pytest.mark.parametrize(
    ("signature", "proof"),
    [
        ("(p : ℕ) (x : ZMod p) (h : p = 1) : x = x", "rfl"),
        ("(p : ℕ) : ∀ x : ZMod (p + 1), x = x", "intro x; rfl"),
        ("(b : ZMod (11 ^ 2)) : b + 0 = b", "simp"),
        ("(p : ℕ) (h : p = 2) : p = 2", "have h2 : (3 : ZMod p) = 1 := by simp\nexact h"),
    ],
)
def test_no_tactic_touches_a_type_that_depends_on_a_term(signature: str, proof: str) -> None:
    """A tactic rewrites terms, not types: after `subst` or `induction` it would be another type."""
    verdict = EmbeddedEnv().verify(Theorem("t", f"theorem t {signature}", OPEN), proof)
    assert verdict.kind is VerdictKind.UNSUPPORTED
