"""Terms: substitution and abstraction, which skip what holds no such variable, against the rule."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lean_env.embedded.term import (
    BINDERS,
    NAT,
    PROP,
    Term,
    abstract,
    free_vars,
    fvar,
    occurs,
    substitute,
    subterms,
)

# Ids that a summary of few bits has to confuse, and others.
_VARS = [fvar(NAT, ident) for ident in (3, 5, 63, 64, 65, 123, 3 + 60 * 61)]
_LEAVES = st.sampled_from([*_VARS, *(Term("bvar", (), NAT, i) for i in range(3))])
_TERMS = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda a, b: Term("add", (a, b), NAT), inner, inner),
        st.builds(lambda a: Term("forall", (a,), PROP, ("x", NAT)), inner),
    ),
    max_leaves=12,
)
_CLOSED = st.sampled_from([*_VARS, Term("num", (), NAT, 7), Term("add", (_VARS[0],) * 2, NAT)])


def _abstract(t: Term, var: Term, depth: int = 0) -> Term:
    if t == var:
        return Term("bvar", (), t.ty, depth)
    if t.op == "bvar":
        return Term("bvar", (), t.ty, t.data + (t.data >= depth))
    inner = depth + (t.op in BINDERS)
    return Term(t.op, tuple(_abstract(a, var, inner) for a in t.args), t.ty, t.data)


def _substitute(t: Term, mapping: dict[int, Term]) -> Term:
    if t.op == "fvar":
        return mapping.get(t.data, t)
    return Term(t.op, tuple(_substitute(a, mapping) for a in t.args), t.ty, t.data)


@given(_TERMS, st.sampled_from(_VARS))
def test_abstraction_turns_exactly_the_variable_into_a_bound_one(t: Term, var: Term) -> None:
    assert abstract(t, var) == _abstract(t, var)


@given(_TERMS, st.dictionaries(st.sampled_from([v.data for v in _VARS]), _CLOSED, max_size=3))
def test_substitution_replaces_exactly_the_mapped_variables(
    t: Term, mapping: dict[int, Term]
) -> None:
    assert substitute(t, mapping) == _substitute(t, mapping)


@given(_TERMS, st.sampled_from(_VARS))
def test_variables_that_occur_are_found(t: Term, var: Term) -> None:
    everywhere = {u.data for u in subterms(t) if u.op == "fvar"}
    assert free_vars([t]) == everywhere
    assert occurs(var, t) == (var.data in everywhere)
