"""Rules by shape: what the index leaves out cannot match."""

from __future__ import annotations

from functools import cache

from lean_env.embedded.arith.rewriting import RuleIndex, key_of, match
from lean_env.embedded.elaborate import elaborate_theorem
from lean_env.embedded.simp_set import default_rules
from lean_env.embedded.term import Term, subterms
from lean_env.types import Theorem

STATEMENTS = [
    "(x y : ℝ) (f : ℝ → ℝ) : f (x + 0) * 1 = x ^ 2 / y ∧ ¬x < y ∧ |x| ≥ 0 ∨ x - x > -y",
    "(m n : ℕ) : m + 5 = n + 2 ∧ (m + 3) % 3 = 0 ∧ n.succ ≤ 7 ∧ 2 ^ (n + 1) ≠ 0 ∧ n.gcd n = n",
    "(n : ℕ) (h : n + 1 + 4 ≤ 9) : ((n + 2 : ℕ) : ℝ) ≠ 3 ∧ n ∈ Finset.range 10 ∧ 3 ∣ n * 3",
    "(z : ℤ) : -z * -z = z * z ∧ z % 2 ∣ z ∧ ∃ k, z = 2 * k ∧ True ∨ (∀ x : ℤ, x = z → x ≤ 0)",
]


@cache
def terms() -> list[Term]:
    """Subterms of statements whose heads and arguments differ in many ways."""
    out: list[Term] = []
    for statement in STATEMENTS:
        goal = elaborate_theorem(Theorem("t", statement=f"theorem t {statement}"))
        props = [goal.target, *(x.prop for x in goal.locals if x.prop is not None)]
        out += [u for p in props for u in subterms(p)]
    return out


def everything() -> RuleIndex:
    return default_rules(frozenset())


def test_what_is_left_out_does_not_match_and_what_is_not_keeps_its_order() -> None:
    index = everything()
    left_out = 0
    for t in terms():
        key = key_of(t)
        every = [rule for _, rule in index._rules.get(key, [])]
        tried = [rule for _, rule in index.specific(key, t)]
        assert [rule for rule in every if rule in tried] == tried
        for rule in every:
            if rule not in tried:
                left_out += 1
                assert not match(rule.left, t, rule.ids, {})
    assert left_out > 100


def test_rules_added_later_are_found() -> None:
    full = everything()
    matched = [t for t in terms() if full.specific(key_of(t), t)]
    t = max(matched, key=lambda t: len(full._rules[key_of(t)]))
    every = [rule for _, rule in full._rules[key_of(t)]]
    wanted = [rule for _, rule in full.specific(key_of(t), t)]
    assert wanted
    index = RuleIndex(rule for rule in every if rule not in wanted)
    assert len(every) - len(wanted) > 4  # or the shape would not be looked at
    assert not index.specific(key_of(t), t)
    for rule in wanted:
        index.add(rule)
    assert [rule for _, rule in index.specific(key_of(t), t)] == wanted
