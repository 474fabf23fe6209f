"""The lemmas that are not axioms: their proofs replay, and rest on one another without a cycle."""

from __future__ import annotations

from functools import cache

import pytest

from lean_env.embedded import lemma_proofs, lemmas
from lean_env.embedded import proof as pf
from lean_env.embedded.elaborate import elaborate_theorem
from lean_env.embedded.engine import Engine
from lean_env.embedded.kernel import check
from lean_env.embedded.parser import parse_tactics
from lean_env.embedded.proof import Proof
from lean_env.embedded.state import ProofState
from lean_env.embedded.tactics import HANDLERS
from lean_env.types import Theorem

NAMES = sorted(lemma_proofs.recorded())


def lemmas_in(proof: Proof) -> set[str]:
    found: set[str] = set()
    stack = [proof]
    while stack:
        node = stack.pop()
        if isinstance(node, pf.LemmaApp):
            found.add(node.name)
        stack.extend(pf.children(node))
    return found


def proved(theorem: Theorem, script: str) -> Proof:
    root = elaborate_theorem(theorem)
    engine = Engine(HANDLERS, script, steps=10**6, seconds=20)
    state = engine.execute(parse_tactics(script), ProofState((root,)))
    assert not state.goals
    proof = state.proof_of(root.id)
    check(proof, root)
    return proof


@cache
def rests_on(name: str) -> frozenset[str]:
    """The lemmas that the recorded proof of a lemma uses, at any of its types."""
    script = lemma_proofs.recorded()[name]
    proofs = [proved(theorem, script) for theorem in lemma_proofs.theorems(name)]
    return frozenset().union(*map(lemmas_in, proofs))


@pytest.mark.parametrize("name", NAMES)
def test_proof_replays(name: str) -> None:
    assert rests_on(name) <= set(lemmas.names())


def test_no_lemma_rests_on_itself() -> None:
    settled = set(lemmas.names()) - set(NAMES)  # the axioms
    waiting = set(NAMES)
    while waiting:
        ready = {name for name in waiting if rests_on(name) <= settled}
        assert ready, f"a cycle among {sorted(waiting)[:20]}"
        settled |= ready
        waiting -= ready


def test_every_recorded_name_is_a_lemma() -> None:
    assert set(NAMES) <= set(lemmas.names())
    assert len(NAMES) > 500


def test_a_wrong_statement_is_not_proved() -> None:
    """The check can fail: the scripts do not prove the converses or other types."""
    for statement, script in (
        ("(a b c : ℝ) (_ : a ≤ b) (_ : c ≤ b) : a ≤ c", "linarith"),
        ("(a b : ℕ) : a - b + b = a", "ring"),
        ("(a b : ℝ) : 0 < a * b", "nlinarith"),
    ):
        with pytest.raises(Exception, match="failed"):
            proved(Theorem("t", f"theorem t {statement}"), script)
