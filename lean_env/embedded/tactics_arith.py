"""The tactics that close or simplify goals by arithmetic: each leaf carries a certificate.

The certificate is checked when the tactic runs and again by the kernel: a search that claims too
much closes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from lean_env.embedded import arith
from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.arith import ArithFailed, ArithTimeout, Budget, CertificateError
from lean_env.embedded.context import drop, goal_like, hypothesis, push, replace_hypothesis
from lean_env.embedded.engine import Handler
from lean_env.embedded.goal import Goal, Local
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.state import OutOfTime, Run, Step, TacticError
from lean_env.embedded.tactics_logic import named
from lean_env.embedded.term import Term, Ty

Fact = tuple[Term, Proof]


@contextmanager
def _errors() -> Iterator[None]:
    """Arithmetic's outcomes as the engine's."""
    try:
        yield
    except ArithFailed as failure:
        raise TacticError(str(failure)) from None
    except ArithTimeout:
        raise OutOfTime from None


def _budget(run: Run) -> Budget:
    return Budget(deadline=run.deadline)


def _leaf(certificate: arith.Certificate, facts: Sequence[Fact], target: Term) -> Proof:
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
    with _errors():
        if tactic.keyword == "linarith":
            certificate = arith.linarith(props, goal.target, _budget(run))
        else:
            certificate = arith.nlinarith(props, len(tactic.terms), goal.target, _budget(run))
    return Step(_leaf(certificate, facts, goal.target))


def positivity(goal: Goal, tactic: Any, run: Run) -> Step:
    """`positivity`."""
    facts = hypotheses(goal)
    with _errors():
        certificate = arith.positivity([p for p, _ in facts], goal.target, _budget(run))
    return Step(_leaf(certificate, facts, goal.target))


def ring(goal: Goal, tactic: Any, run: Run) -> Step:
    """`ring`, `ring1`. Where Mathlib's `ring` falls back to `ring_nf`, this one fails."""
    with _errors():
        certificate = arith.ring(goal.target, _budget(run))
    return Step(_leaf(certificate, (), goal.target))


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
    with _errors():
        certificate = arith.linear_combination(target, pairs, tactic.exponent or 1, _budget(run))
    return Step(_leaf(certificate, [fact for _, fact in parts], target))


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


# ---------------------------------------------------------------- simplifiers

Transformer = Callable[[Term, list[Fact], Budget], tuple[Term, arith.Certificate]]


def _norm_num(p: Term, facts: list[Fact], budget: Budget) -> tuple[Term, arith.Certificate]:
    return arith.norm_num_simp(p, [q for q, _ in facts], budget)


def _field_simp(p: Term, facts: list[Fact], budget: Budget) -> tuple[Term, arith.Certificate]:
    return arith.field_simp([q for q, _ in facts], p, budget)


def _ring_nf(p: Term, facts: list[Fact], budget: Budget) -> tuple[Term, arith.Certificate]:
    return arith.ring_nf(p, budget)


# Keyword -> how it transforms, and whether a changed hypothesis moves to the end of the context.
_TRANSFORMERS: Final[dict[str, tuple[Transformer, bool]]] = {
    "norm_num": (_norm_num, True),
    "field_simp": (_field_simp, True),
    "ring_nf": (_ring_nf, False),
}
# Definitions that `norm_num [f]` unfolds and the evaluator knows anyway.
_UNFOLDED: Final = frozenset({"Nat.factorial", "Nat.choose", "Nat.fib", "Finset.sum_range_succ"})


def simplify(goal: Goal, tactic: sx.Simp, run: Run) -> Step:
    """`norm_num`, `field_simp` and `ring_nf`, with simp arguments and locations."""
    transform, moves = _TRANSFORMERS[tactic.keyword]
    given = _simp_facts(goal, tactic, run)
    where = tactic.location
    names = [x for x in goal.locals if x.prop is not None] if where.everywhere else [
        named(goal, name) for name in where.hypotheses
    ]  # fmt: skip
    at_goal = where.goal or where.everywhere
    if tactic.keyword == "norm_num" and at_goal and not names:
        closed = _norm_num_closes(goal, given, run)
        if closed is not None:
            return closed
    current = goal
    proof: Proof = Hole(goal.id)
    progress = False
    failure: TacticError | None = None
    for local in names:
        if local.prop is None:
            raise TacticError(f"'{local.name}' is not a proposition")
        try:
            step = _at_hypothesis(current, local, transform, _facts(tactic, current, given, local),
                                  moves, run)  # fmt: skip
        except TacticError as error:
            failure = error
            continue
        progress = True
        proof = pf.fill(proof, {current.id: step.proof})
        if not step.goals:
            return Step(proof)
        current = step.goals[0]
    if at_goal:
        try:
            step = _at_target(current, transform, _facts(tactic, current, given, None), tactic, run)
            progress = True
            proof = pf.fill(proof, {current.id: step.proof})
            if not step.goals:
                return Step(proof)
            current = step.goals[0]
        except TacticError as error:
            failure = error
    if not progress:
        raise failure or TacticError(f"{tactic.keyword} failed to simplify")
    return Step(proof, (current,))


def _norm_num_closes(goal: Goal, given: list[Fact], run: Run) -> Step | None:
    try:
        certificate = arith.norm_num_close(goal.target, [p for p, _ in given], _budget(run))
    except ArithFailed:
        return None
    except ArithTimeout:
        raise OutOfTime from None
    return Step(_leaf(certificate, given, goal.target))


def _facts(tactic: sx.Simp, goal: Goal, given: list[Fact], at: Local | None) -> list[Fact]:
    """What a simplification may use: `field_simp` also looks for `≠` among the hypotheses."""
    if tactic.keyword != "field_simp":
        return given
    here = [
        (x.prop, pf.hyp(x.var))
        for x in goal.locals
        if x.prop is not None and (at is None or x.var.data != at.var.data)
    ]
    return here + given


def _simp_facts(goal: Goal, tactic: sx.Simp, run: Run) -> list[Fact]:
    """The facts that the simp arguments name."""
    if tactic.only or (tactic.args and tactic.keyword == "ring_nf"):
        raise TacticError(f"unsupported: {run.quote(tactic.span)}", unsupported=True)
    facts: list[Fact] = []
    for arg in tactic.args:
        if arg.erase:
            raise TacticError(f"unsupported: {run.quote(arg.span)}", unsupported=True)
        if arg.term is None:
            facts += hypotheses(goal)
            continue
        if isinstance(arg.term, sx.Ident) and arg.term.name in _UNFOLDED:
            continue
        p, proof = run.fact(arg.term, goal)
        if arg.backward:
            if p.op not in ("eq", "iff"):
                raise TacticError(f"unsupported: {run.quote(arg.span)}", unsupported=True)
            p, proof = Term(p.op, (p.args[1], p.args[0]), p.ty), pf.Symm(proof)
        facts.append((p, proof))
    return facts


def _iff(certificate: arith.Certificate, facts: Sequence[Fact], before: Term, after: Term) -> Proof:
    try:
        arith.check_iff(certificate, [p for p, _ in facts], before, after)
    except CertificateError as error:
        raise TacticError(f"internal error: the certificate was refused: {error}") from None
    return pf.ArithIff(certificate, tuple(proof for _, proof in facts), before, after)


def _at_target(
    goal: Goal, transform: Transformer, facts: list[Fact], tactic: sx.Simp, run: Run
) -> Step:
    with _errors():
        after, certificate = transform(goal.target, facts, _budget(run))
    if after == goal.target:
        raise TacticError(f"{tactic.keyword} failed to simplify")
    back = pf.IffMpr(_iff(certificate, facts, goal.target, after))
    if after.op == "true":
        return Step(pf.AppProof(back, pf.TrueIntro()))
    if after.op == "false" and tactic.keyword != "ring_nf":
        raise TacticError(f"{tactic.keyword} failed to prove the goal, resulting in False")
    if after.op == "eq" and after.args[0] == after.args[1]:
        return Step(pf.AppProof(back, pf.Refl(after.args[0])))
    new = goal_like(goal, goal.locals, after, goal.tag)
    return Step(pf.AppProof(back, Hole(new.id)), (new,))


def _at_hypothesis(
    goal: Goal, local: Local, transform: Transformer, facts: list[Fact], moves: bool, run: Run
) -> Step:
    assert local.prop is not None
    with _errors():
        after, certificate = transform(local.prop, facts, _budget(run))
    if after == local.prop:
        raise TacticError("failed to simplify")
    forward = pf.IffMp(_iff(certificate, facts, local.prop, after))
    value = pf.AppProof(forward, pf.hyp(local.var))
    if after.op == "false":
        return Step(pf.FalseElim(value, goal.target))
    new_local = hypothesis(local.name, after)
    if after.op == "true":
        locals_ = drop(goal.locals, [local.var.data])
    elif moves:
        locals_ = push(drop(goal.locals, [local.var.data]), new_local)
    else:
        locals_ = replace_hypothesis(goal.locals, local, new_local)
    new = goal_like(goal, locals_, goal.target, goal.tag)
    return Step(pf.Have(new_local.var, after, value, Hole(new.id)), (new,))


HANDLERS: Final[Mapping[str, Handler]] = {
    "linarith": linarith,
    "nlinarith": linarith,
    "positivity": positivity,
    "ring": ring,
    "ring1": ring,
    "linear_combination": linear_combination,
    "norm_num": simplify,
    "field_simp": simplify,
    "ring_nf": simplify,
}
