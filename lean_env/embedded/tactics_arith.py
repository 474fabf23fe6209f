"""The tactics that close or simplify goals by arithmetic: each leaf carries a certificate.

The certificate is checked when the tactic runs and again by the kernel: a search that claims too
much closes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from lean_env.embedded import arith
from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.arith import ArithFailed, ArithTimeout, Budget, CertificateError
from lean_env.embedded.goal import Goal
from lean_env.embedded.proof import Proof
from lean_env.embedded.state import Handler, OutOfTime, Run, Step, TacticError
from lean_env.embedded.term import Term, Ty

Fact = tuple[Term, Proof]


@contextmanager
def outcomes() -> Iterator[None]:
    """Arithmetic's outcomes as the engine's."""
    try:
        yield
    except ArithFailed as failure:
        raise TacticError(str(failure)) from None
    except ArithTimeout:
        raise OutOfTime from None


def budget(run: Run) -> Budget:
    return Budget(deadline=run.deadline)


def leaf(certificate: arith.Certificate, facts: Sequence[Fact], target: Term) -> Proof:
    """The checked leaf of the proof."""
    try:
        arith.check(certificate, [p for p, _ in facts], target)
    except CertificateError as error:
        raise TacticError(f"internal error: the certificate was refused: {error}") from None
    return pf.Arith(certificate, tuple(proof for _, proof in facts), target)


def hypotheses(goal: Goal) -> list[Fact]:
    """The hypotheses of the context, with their proofs."""
    return [(x.prop, pf.hyp(x.var)) for x in goal.locals if x.prop is not None]


# ---------------------------------------------------------------- closers


def linarith(goal: Goal, tactic: sx.Arith, run: Run) -> Step:
    """`linarith [e, …]` and `nlinarith [e, …]`, with `only`."""
    facts = [] if tactic.only else hypotheses(goal)
    for node in tactic.terms:
        facts.append(run.fact(node, goal))
    props = [p for p, _ in facts]
    with outcomes():
        if tactic.keyword == "linarith":
            certificate = arith.linarith(props, goal.target, budget(run))
        else:
            certificate = arith.nlinarith(props, len(tactic.terms), goal.target, budget(run))
    return Step(leaf(certificate, facts, goal.target))


def positivity(goal: Goal, tactic: Any, run: Run) -> Step:
    """`positivity`."""
    facts = hypotheses(goal)
    with outcomes():
        certificate = arith.positivity([p for p, _ in facts], goal.target, budget(run))
    return Step(leaf(certificate, facts, goal.target))


def ring(goal: Goal, tactic: Any, run: Run) -> Step:
    """`ring1`: an identity of commutative (semi)rings."""
    with outcomes():
        certificate = arith.ring(goal.target, budget(run))
    return Step(leaf(certificate, (), goal.target))


# ---------------------------------------------------------------- linear_combination


def linear_combination(goal: Goal, tactic: sx.LinearCombination, run: Run) -> Step:
    """`linear_combination (exp := n) e`."""
    target = goal.target
    if target.op != "eq":
        if target.op in ("le", "lt", "ge", "gt"):
            raise TacticError("unsupported: linear_combination on an inequality", unsupported=True)
        raise TacticError("'linear_combination' only proves equalities")
    ty = target.args[0].ty
    parts: list[tuple[Term | None, Fact]] = []
    if tactic.term is not None:
        constant, parts = _combination(tactic.term, goal, ty, run)
        if constant is not None:
            parts = []
    one = Term("num", (), ty, 1)
    pairs = [(one if c is None else c, equation) for c, (equation, _) in parts]
    for _, equation in pairs:
        if equation.op != "eq" or equation.args[0].ty is not ty:
            raise TacticError("linear_combination: an equality over the goal's type is expected")
    with outcomes():
        certificate = arith.linear_combination(target, pairs, tactic.exponent or 1, budget(run))
    return Step(leaf(certificate, [fact for _, fact in parts], target))


_Parts = list[tuple[Term | None, Fact]]


def _combination(node: sx.Node, goal: Goal, ty: Ty, run: Run) -> tuple[Term | None, _Parts]:
    """The expression as a plain term, or as a sum of (coefficient, equation); None is 1."""
    run.tick()
    if isinstance(node, sx.Binary) and node.op in "+-*/" and not _is_proof(node, goal, run):
        left_const, left = _combination(node.left, goal, ty, run)
        right_const, right = _combination(node.right, goal, ty, run)
        if left_const is not None and right_const is not None:
            return run.term(node, goal, ty), []
        match node.op:
            case "+":
                return None, left + right
            case "-":
                return None, left + [(_negated(c, ty), fact) for c, fact in right]
            case "*" if left_const is not None:
                return None, [(_times(left_const, c, ty), fact) for c, fact in right]
            case "*" if right_const is not None:
                return None, [(_times(right_const, c, ty), fact) for c, fact in left]
            case "/" if right_const is not None:
                inverse = Term("inv", (right_const,), ty)
                return None, [(_times(inverse, c, ty), fact) for c, fact in left]
        raise TacticError("linear_combination: the combination is not linear in the proofs")
    if isinstance(node, sx.Unary) and node.op == "-":
        constant, parts = _combination(node.arg, goal, ty, run)
        if constant is not None:
            return run.term(node, goal, ty), []
        return None, [(_negated(c, ty), fact) for c, fact in parts]
    if _is_proof(node, goal, run):
        return None, [(None, run.fact(node, goal))]
    return run.term(node, goal, ty), []


def _is_proof(node: sx.Node, goal: Goal, run: Run) -> bool:
    """Whether the syntax is a proof term: its head is a hypothesis or a lemma."""
    if isinstance(node, sx.Ascription | sx.Proj):
        return _is_proof(node.term, goal, run)
    if isinstance(node, sx.App):
        return _is_proof(node.fn, goal, run)
    return isinstance(node, sx.AssumptionTerm) or (
        isinstance(node, sx.Ident) and run.names_proof(node.name, goal)
    )


def _negated(c: Term | None, ty: Ty) -> Term:
    return Term("neg", (Term("num", (), ty, 1) if c is None else c,), ty)


def _times(a: Term, b: Term | None, ty: Ty) -> Term:
    return a if b is None else Term("mul", (a, b), ty)


HANDLERS: Final[Mapping[str, Handler]] = {
    "linarith": linarith,
    "nlinarith": linarith,
    "positivity": positivity,
    "ring1": ring,
    "linear_combination": linear_combination,
}
