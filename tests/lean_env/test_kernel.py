"""The kernel: every inference rule has a proof that it accepts and a near miss that it refuses."""

from __future__ import annotations

import pytest

from lean_env.embedded import arith
from lean_env.embedded import proof as pf
from lean_env.embedded.arith.certificate import (
    Certificate,
    Chain,
    Combination,
    Conversion,
    Farkas,
    NatNonneg,
    NegatedGoal,
    RingNormal,
)
from lean_env.embedded.arith.omega_trace import Cut, Given, Natural, Omega, Refutation, Trace
from lean_env.embedded.goal import PROOF, Goal, Local
from lean_env.embedded.kernel import KernelError, check, infer
from lean_env.embedded.proof import Proof
from lean_env.embedded.term import (
    COMPLEX,
    FALSE,
    INT,
    NAT,
    PROP,
    REAL,
    TRUE,
    Term,
    Ty,
    binder,
    fvar,
    num,
    prop,
)

X, Y, N = fvar(REAL), fvar(REAL), fvar(NAT)
P, Q = fvar(PROP), fvar(PROP)
HP, HQ, HXY = fvar(PROOF), fvar(PROOF), fvar(PROOF)
XY = prop("lt", X, Y)
CONTEXT = (
    Local("x", X), Local("y", Y), Local("n", N), Local("P", P), Local("Q", Q),
    Local("hp", HP, P), Local("hq", HQ, Q), Local("hxy", HXY, XY),
)  # fmt: skip
hp, hq, hxy = pf.hyp(HP), pf.hyp(HQ), pf.hyp(HXY)
FRESH = fvar(REAL)
FRESH_HYP, FRESH_HYP_2 = fvar(PROOF), fvar(PROOF)


def eq(a: Term, b: Term) -> Term:
    return prop("eq", a, b)


def add(a: Term, b: Term) -> Term:
    return Term("add", (a, b), a.ty)


def accepted(proof: Proof, target: Term) -> None:
    check(proof, Goal(0, CONTEXT, target))


def refused(proof: Proof, target: Term, why: str = ".") -> None:
    with pytest.raises(KernelError, match=why):
        check(proof, Goal(0, CONTEXT, target))


def test_hypotheses() -> None:
    accepted(hp, P)
    refused(hp, Q)
    refused(pf.Hyp(fvar(PROOF).data), P, "not in scope")
    refused(pf.Hyp(X.data), P, "not in scope")


def test_holes_are_refused() -> None:
    refused(pf.Hole(1), P, "Hole")
    refused(pf.AndIntro(hp, pf.Hole(1)), prop("and", P, Q), "Hole")


def test_and() -> None:
    both = pf.AndIntro(hp, hq)
    accepted(both, prop("and", P, Q))
    refused(both, prop("and", Q, P))
    accepted(pf.AndRight(both), Q)
    refused(pf.AndLeft(both), Q)
    refused(pf.AndLeft(hp), P, "and is expected")


def test_or() -> None:
    left = pf.OrLeft(hp, Q)
    accepted(left, prop("or", P, Q))
    refused(left, prop("or", Q, P))
    swap = pf.OrElim(
        left,
        pf.LamHyp(FRESH_HYP, P, pf.OrRight(Q, pf.hyp(FRESH_HYP))),
        pf.LamHyp(FRESH_HYP, Q, pf.OrLeft(pf.hyp(FRESH_HYP), P)),
    )
    accepted(swap, prop("or", Q, P))
    wrong = pf.OrElim(left, pf.LamHyp(FRESH_HYP, P, pf.hyp(FRESH_HYP)), pf.LamHyp(FRESH_HYP, Q, hq))
    refused(wrong, P, "different things")
    refused(pf.OrElim(left, pf.LamHyp(FRESH_HYP, Q, hq), pf.LamHyp(FRESH_HYP, Q, hq)), Q, "case")


def test_forall_and_scope() -> None:
    statement = binder("forall", "z", FRESH, eq(FRESH, FRESH))
    reflexive = pf.Lam(FRESH, pf.Refl(FRESH), "z")
    accepted(reflexive, statement)
    accepted(pf.AppTerm(reflexive, X), eq(X, X))
    refused(pf.AppTerm(reflexive, N), eq(N, N), "type")
    refused(pf.AppTerm(reflexive, FRESH), eq(FRESH, FRESH), "scope")
    refused(pf.Lam(X, pf.Refl(X)), statement, "not a new variable")
    refused(pf.Refl(FRESH), eq(FRESH, FRESH), "scope")
    # x < y does not generalise to all x.
    refused(pf.Lam(X, hxy), binder("forall", "x", X, XY), "not a new variable")


def test_implication() -> None:
    identity = pf.LamHyp(FRESH_HYP, P, pf.hyp(FRESH_HYP))
    accepted(identity, prop("imp", P, P))
    accepted(pf.AppProof(identity, hp), P)
    refused(pf.AppProof(identity, hq), P, "argument")
    refused(pf.AndIntro(identity, pf.hyp(FRESH_HYP)), prop("and", prop("imp", P, P), P), "scope")
    refused(pf.LamHyp(HP, P, hp), prop("imp", P, P), "not a new variable")


def test_exists() -> None:
    statement = binder("exists", "z", FRESH, prop("lt", X, FRESH))
    exists = pf.ExistsIntro(statement, Y, hxy)
    accepted(exists, statement)
    refused(pf.ExistsIntro(statement, X, hxy), statement, "property")
    some = pf.ExistsElim(
        exists, FRESH, FRESH_HYP, pf.ExistsIntro(statement, FRESH, pf.hyp(FRESH_HYP))
    )
    accepted(some, statement)
    escaping = pf.ExistsElim(exists, FRESH, FRESH_HYP, pf.hyp(FRESH_HYP))
    refused(escaping, prop("lt", X, FRESH), "scope")
    refused(pf.ExistsElim(exists, Y, FRESH_HYP, pf.hyp(FRESH_HYP)), XY, "not a new variable")


def test_iff() -> None:
    iff = pf.IffIntro(pf.LamHyp(FRESH_HYP, P, hq), pf.LamHyp(FRESH_HYP, Q, hp))
    accepted(iff, prop("iff", P, Q))
    accepted(pf.AppProof(pf.IffMp(iff), hp), Q)
    accepted(pf.AppProof(pf.IffMpr(iff), hq), P)
    refused(pf.AppProof(pf.IffMp(iff), hq), Q)
    accepted(pf.Symm(iff), prop("iff", Q, P))
    refused(
        pf.IffIntro(pf.LamHyp(FRESH_HYP, P, hq), pf.LamHyp(FRESH_HYP, P, hp)), prop("iff", P, Q)
    )


def test_negation_and_classical_rules() -> None:
    not_p = pf.hyp(FRESH_HYP)
    absurd = pf.LamHyp(FRESH_HYP, prop("not", P), pf.FalseElim(pf.AppProof(not_p, hp), Q))
    accepted(absurd, prop("imp", prop("not", P), Q))
    refused(pf.FalseElim(hp, Q), Q, "False")
    accepted(pf.ExcludedMiddle(P), prop("or", P, prop("not", P)))
    refused(pf.ExcludedMiddle(P), prop("or", P, prop("not", Q)))
    double = prop("not", prop("not", Q))
    body = pf.ByContra(FRESH_HYP_2, Q, pf.AppProof(pf.hyp(FRESH_HYP), pf.hyp(FRESH_HYP_2)))
    accepted(pf.LamHyp(FRESH_HYP, double, body), prop("imp", double, Q))
    refused(pf.ByContra(FRESH_HYP, Q, pf.hyp(FRESH_HYP)), Q, "False")


def test_rewriting() -> None:
    h = pf.hyp(FRESH_HYP)
    motive = binder("lam", "z", FRESH, prop("lt", X, FRESH))
    goal = prop("lt", X, num(2, REAL))

    def with_equation(equation: Term, proof: Proof) -> Proof:
        return pf.LamHyp(FRESH_HYP, equation, proof)

    y_is_2 = eq(Y, num(2, REAL))
    accepted(with_equation(y_is_2, pf.Rewrite(h, motive, hxy)), prop("imp", y_is_2, goal))
    flipped = eq(num(2, REAL), Y)
    refused(with_equation(flipped, pf.Rewrite(h, motive, hxy)), prop("imp", flipped, goal))
    accepted(
        with_equation(flipped, pf.Rewrite(pf.Symm(h), motive, hxy)), prop("imp", flipped, goal)
    )
    over_nat = binder("lam", "z", N, TRUE)
    refused(with_equation(y_is_2, pf.Rewrite(h, over_nat, hxy)), prop("imp", y_is_2, TRUE), "type")


def test_rewriting_with_an_equivalence() -> None:
    iff = prop("iff", P, prop("lt", X, X))
    var = fvar(PROP)
    motive = binder("lam", "p", var, prop("and", var, Q))
    proof = pf.Rewrite(pf.hyp(FRESH_HYP), motive, pf.AndIntro(hp, hq))
    accepted(pf.LamHyp(FRESH_HYP, iff, proof), prop("imp", iff, prop("and", prop("lt", X, X), Q)))


def test_change_is_definitional() -> None:
    accepted(hxy, prop("gt", Y, X))
    accepted(pf.Change(hxy, prop("gt", Y, X)), XY)
    refused(pf.Change(hxy, prop("gt", X, Y)), prop("gt", X, Y), "definitionally")
    refused(hxy, prop("le", X, Y))
    ne = prop("ne", X, Y)
    accepted(
        pf.LamHyp(FRESH_HYP, ne, pf.Change(pf.hyp(FRESH_HYP), prop("imp", eq(X, Y), FALSE))),
        prop("imp", ne, prop("not", eq(X, Y))),
    )
    applied = Term("app", (binder("lam", "z", FRESH, prop("lt", FRESH, Y)), X), PROP)
    accepted(hxy, applied)


def test_divisibility_unfolds() -> None:
    c = fvar(NAT)
    dvd = prop("dvd", num(2, NAT), N)
    unfolded = binder("exists", "c", c, eq(N, Term("mul", (num(2, NAT), c), NAT)))
    swapped = binder("exists", "c", c, eq(N, Term("mul", (c, num(2, NAT)), NAT)))
    h = pf.LamHyp(FRESH_HYP, dvd, pf.hyp(FRESH_HYP))
    accepted(h, prop("imp", dvd, unfolded))
    refused(h, prop("imp", dvd, swapped))


def test_membership_and_least_elements_unfold() -> None:
    above_x = Term("setOf", (binder("lam", "z", FRESH, prop("lt", X, FRESH)),), Ty("Set", (REAL,)))
    accepted(hxy, prop("mem", Y, above_x))
    refused(hxy, prop("mem", X, above_x))
    least = prop("IsLeast", above_x, Y)
    z = fvar(REAL)
    bound = binder("forall", "z", z, prop("imp", prop("lt", X, z), prop("le", Y, z)))
    both = pf.LamHyp(FRESH_HYP, bound, pf.AndIntro(hxy, pf.hyp(FRESH_HYP)))
    accepted(both, prop("imp", bound, least))
    refused(both, prop("imp", bound, prop("IsGreatest", above_x, Y)))


def test_unique_existence_unfolds() -> None:
    z, w = fvar(REAL), fvar(REAL)
    unique = binder("exists_unique", "z", z, eq(z, X))
    every = pf.Lam(w, pf.LamHyp(FRESH_HYP, eq(w, X), pf.hyp(FRESH_HYP)), "w")
    accepted(pf.ExistsIntro(unique, X, pf.AndIntro(pf.Refl(X), every)), unique)
    refused(pf.ExistsIntro(unique, X, pf.Refl(X)), unique)


def test_have() -> None:
    proof = pf.Have(FRESH_HYP, P, hp, pf.AndIntro(pf.hyp(FRESH_HYP), hq))
    accepted(proof, prop("and", P, Q))
    refused(pf.Have(FRESH_HYP, Q, hp, pf.hyp(FRESH_HYP)), Q, "value")
    # The hypothesis is not available to its own proof.
    refused(pf.Have(FRESH_HYP, FALSE, pf.hyp(FRESH_HYP), pf.hyp(FRESH_HYP)), FALSE, "scope")


def test_nat_induction() -> None:
    n, ih = fvar(NAT), FRESH_HYP
    zero, one = num(0, NAT), num(1, NAT)
    motive = binder("lam", "n", n, eq(n, n))
    step = pf.Lam(n, pf.LamHyp(ih, eq(n, n), pf.Refl(add(n, one))), "n")
    accepted(pf.NatInduction(motive, pf.Refl(zero), step), binder("forall", "n", n, eq(n, n)))
    refused(pf.NatInduction(motive, pf.Refl(one), step), binder("forall", "n", n, eq(n, n)), "base")
    bad_step = pf.Lam(n, pf.LamHyp(ih, eq(n, n), pf.Refl(n)), "n")
    refused(
        pf.NatInduction(motive, pf.Refl(zero), bad_step),
        binder("forall", "n", n, eq(n, n)),
        "step",
    )


def test_lemmas() -> None:
    weaker = pf.LemmaApp("le_of_lt", (REAL,), (X, Y), (hxy,))
    accepted(weaker, prop("le", X, Y))
    refused(pf.LemmaApp("le_of_lt", (REAL,), (Y, X), (hxy,)), prop("le", Y, X), "premise")
    refused(pf.LemmaApp("le_of_lt", (REAL,), (X, Y), ()), prop("le", X, Y), "premises")
    refused(pf.LemmaApp("le_of_lt", (NAT,), (X, Y), (hxy,)), prop("le", X, Y), "types")
    refused(pf.LemmaApp("le_of_gt_", (REAL,), (X, Y), (hxy,)), prop("le", X, Y), "unknown")
    z = fvar(COMPLEX)
    refused(
        pf.Lam(z, pf.LemmaApp("le_refl", (COMPLEX,), (z,))),
        binder("forall", "z", z, prop("le", z, z)),
    )


@pytest.mark.parametrize(
    "term",
    [
        Term("add", (X, N), REAL),
        Term("neg", (N,), NAT),
        Term("pow", (num(2, NAT), num(2, INT)), NAT),
        Term("cast", (X,), NAT),
        Term("cast", (X,), REAL),
        Term("app", (X, Y), REAL),
        Term("bvar", (), REAL, 0),
        Term("meta", (), REAL, 5),
        Term("nonsense", (X,), REAL),
        Term("abs", (num(1, COMPLEX),), COMPLEX),
    ],
)
def test_ill_typed_terms_are_refused(term: Term) -> None:
    with pytest.raises(KernelError):
        infer(pf.Refl(term), Goal(0, CONTEXT, TRUE))


def test_order_on_complex_numbers_is_refused() -> None:
    one = num(1, COMPLEX)
    refused(pf.ExcludedMiddle(prop("lt", one, one)), TRUE, "ill-typed")


def test_a_context_of_repeated_variables_is_refused() -> None:
    with pytest.raises(KernelError, match="distinct"):
        check(hp, Goal(0, (*CONTEXT, Local("again", HP, Q)), P))


def test_fill_reaches_holes_inside_assigned_proofs() -> None:
    partial = pf.AndIntro(pf.Hole(1), pf.Hole(2))
    assert pf.holes(partial) == [1, 2]
    done = pf.fill(partial, {1: pf.AndLeft(pf.Hole(3)), 3: pf.AndIntro(hp, hq), 2: hq})
    assert pf.holes(done) == []
    accepted(done, prop("and", P, Q))


def test_arithmetic_leaves() -> None:
    weak, swapped = prop("le", X, Y), prop("le", Y, X)
    certificate = arith.linarith([XY], weak)
    accepted(pf.Arith(certificate, (hxy,), weak), weak)
    refused(pf.Arith(certificate, (hxy,), swapped), swapped, "Arith")
    refused(pf.Arith(certificate, (hp,), weak), weak, "Arith")
    refused(pf.Arith(certificate, (), weak), weak, "Arith")
    refused(pf.Arith(certificate, (pf.Hole(1),), weak), weak, "Hole")


def test_arithmetic_equivalences() -> None:
    before = prop("lt", X, add(Y, num(0, REAL)))
    after, certificate = arith.norm_num_simp(before)
    assert after == XY
    iff = pf.ArithIff(certificate, (), before, after)
    accepted(pf.AppProof(pf.IffMpr(iff), hxy), before)
    wrong = prop("lt", Y, X)
    refused(pf.ArithIff(certificate, (), before, wrong), prop("iff", before, wrong), "ArithIff")


def test_long_proofs_do_not_exhaust_the_stack() -> None:
    proof: Proof = hp
    for _ in range(1000):
        proof = pf.Have(fvar(PROOF), P, hp, proof)
    accepted(proof, P)


Z = fvar(INT)
NOT_NATURAL = Term("add", (Z, num(0, INT)), NAT)  # ill-typed, and read as z
BELOW = NegatedGoal()


@pytest.mark.parametrize(
    "certificate",
    [
        Farkas((Combination(((1, NatNonneg(NOT_NATURAL)), (1, BELOW))),)),
        Omega(Trace((), Refutation((Natural(NOT_NATURAL), Given(0), Cut(((1, 0), (1, 1))))))),
    ],
)
def test_terms_of_certificates_are_well_typed(certificate: Certificate) -> None:
    zero_le = prop("le", num(0, INT), Z)
    goal = Goal(0, (Local("z", Z),), zero_le)
    with pytest.raises(KernelError, match="ill-typed"):
        check(pf.Arith(certificate, (), zero_le), goal)


def test_terms_of_conversions_are_well_typed_and_in_scope() -> None:
    strange = Term("add", (X, num(0, INT)), REAL)
    for middle in (add(fvar(REAL), num(0, REAL)), strange):
        conv = Chain(RingNormal(), eq(middle, middle), RingNormal())
        before = eq(X, X)
        proof = pf.ArithIff(Conversion(conv), (), before, before)
        refused(proof, prop("iff", before, before), "a certificate has an")
