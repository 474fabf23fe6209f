"""Lemmas of the library as facts to rewrite with: closed ∀-statements and their proofs."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from lean_env.embedded import lemmas
from lean_env.embedded import proof as pf
from lean_env.embedded.arith.rewriting import Fact, RewriteRule, rule_of
from lean_env.embedded.goal import PROOF
from lean_env.embedded.proof import Proof
from lean_env.embedded.term import PROP, Term, Ty, binder, fvar, instantiate, prop, subterms


@lru_cache(maxsize=1 << 12)
def lemma_facts(name: str, types: tuple[Ty, ...]) -> tuple[Fact, ...]:
    """The lemma at `types`, its variables and premises bound. Raises `LemmaError`."""
    stated = lemmas.statement(name, types)
    variables = [b.var for b in stated.binders if b.prop is None]
    premises = [(b.var, b.prop) for b in stated.binders if b.prop is not None]
    proof: Proof = pf.LemmaApp(
        name, types, tuple(variables), tuple(pf.hyp(var) for var, _ in premises)
    )
    statement = stated.conclusion
    for var, premise in reversed(premises):
        proof = pf.LamHyp(var, premise, proof)
        statement = prop("imp", premise, statement)
    for var in reversed(variables):
        proof = pf.Lam(var, proof)
        statement = binder("forall", "x", var, statement)
    return tuple(conjuncts(statement, proof))


def conjuncts(p: Term, proof: Proof) -> list[Fact]:
    """The fact, or where it ends in a conjunction, a fact for each part."""
    if not _ends_in_conjunction(p):
        return [Fact(p, proof)]
    if p.op == "and":
        left, right = p.args
        return conjuncts(left, pf.AndLeft(proof)) + conjuncts(right, pf.AndRight(proof))
    if p.op == "imp":
        premise, conclusion = p.args
        hyp = fvar(PROOF)
        return [
            Fact(prop("imp", premise, part.prop), pf.LamHyp(hyp, premise, part.proof))
            for part in conjuncts(conclusion, pf.AppProof(proof, pf.hyp(hyp)))
        ]
    var = fvar(p.data[1])
    return [
        Fact(binder("forall", p.data[0], var, part.prop), pf.Lam(var, part.proof))
        for part in conjuncts(instantiate(p, var), pf.AppTerm(proof, var))
    ]


def _ends_in_conjunction(p: Term) -> bool:
    while p.op in ("forall", "imp"):
        p = p.args[-1]
    return p.op == "and"


@lru_cache(maxsize=1 << 12)
def lemma_rules(name: str, ty: Ty | None, reverse: bool = False) -> tuple[RewriteRule, ...]:
    """The rewriting rules that the lemma makes at a type, none where it does not hold there."""
    try:
        types = () if ty is None else (ty,)
        facts = lemma_facts(name, types)
    except lemmas.LemmaError:
        return ()
    return tuple(rule for fact in facts if (rule := rule_of(fact, reverse)) is not None)


def rules_at(name: str, types: Iterable[Ty], reverse: bool = False) -> list[RewriteRule]:
    """The rules of a lemma at all of `types` where it holds. Raises `LemmaError` if unknown."""
    base = lemmas.generic(name)
    if not base.type_count:
        return list(lemma_rules(name, None, reverse))
    return [
        rule
        for ty in types
        if ty is not PROP and (base.klass is None or ty in base.klass)
        for rule in lemma_rules(name, ty, reverse)
    ]


def types_in(terms: Iterable[Term]) -> list[Ty]:
    """The types of the subterms, in a fixed order."""
    found = {u.ty for t in terms for u in subterms(t)}
    return sorted(found, key=repr)
