"""`congr`: an equation of two applications of one function, reduced to their arguments.

Follows `Lean.MVarId.congrN`: a goal that `rfl` or a hypothesis closes (up to reducible unfolding)
is gone, one that is no application of the same function on both sides stays. Where Lean would go
on into a `fun`, a set or a condition, the answer is `unsupported`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.context import child_tag, goal_like
from lean_env.embedded.goal import Goal
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.reduce import same
from lean_env.embedded.state import Handler, Run, Step, TacticError
from lean_env.embedded.tactics_close import find_assumption
from lean_env.embedded.term import Term, binder, fvar, prop

# Operations whose arguments are plain values, so that Lean's congruence lemma is about just these.
_PLAIN: Final = frozenset(
    {"add", "sub", "mul", "div", "mod", "neg", "inv", "pow", "abs", "min", "max", "cast"}
)
_DEPTH: Final = 64  # of `congr` without a number


def congr(goal: Goal, tactic: sx.Gcongr, run: Run) -> Step:
    """`congr`, `congr n`."""
    if tactic.term is not None or tactic.names or goal.target.op != "eq":
        raise TacticError(f"unsupported: {run.quote(tactic.span)} on this goal", unsupported=True)
    left, right = goal.target.args
    if _closed(goal, goal.target) is None and _parts(left, right) is None:
        raise TacticError("tactic 'congr' failed, no progress")
    depth = _DEPTH if tactic.depth is None else tactic.depth
    goals: list[Goal] = []
    proof = _equal(goal, left, right, depth, goals, run)
    return Step(proof, tuple(goals))


def _equal(goal: Goal, left: Term, right: Term, depth: int, goals: list[Goal], run: Run) -> Proof:
    run.tick()
    target = prop("eq", left, right)
    closed = _closed(goal, target)
    if closed is not None:
        return closed
    parts = _parts(left, right) if depth else None
    if parts is None:
        made = goal_like(goal, goal.locals, target, goal.tag)
        goals.append(made)
        return Hole(made.id)
    proof: Proof = pf.Refl(left)
    current = left
    for path, (a, b) in parts:
        if a == b:
            continue
        inner = goal_like(goal, goal.locals, goal.target, child_tag(goal.tag, "e_a"))
        step = _equal(inner, a, b, depth - 1, goals, run)
        x = fvar(a.ty)
        motive = binder("lam", "x", x, prop("eq", left, _put(current, path, x)))
        proof = pf.Rewrite(step, motive, proof)
        current = _put(current, path, b)
    return proof


def _closed(goal: Goal, target: Term) -> Proof | None:
    left, right = target.args
    if same(left, right, default=False):
        return pf.Change(pf.Refl(left), target)
    found = find_assumption(goal, target)
    return None if found is None else pf.Change(pf.hyp(found.var), target)


_Path = tuple[int, ...]


def _parts(left: Term, right: Term) -> list[tuple[_Path, tuple[Term, Term]]] | None:
    """The pairs of arguments with where they stand, None where the functions differ."""
    if left.op != right.op or left.ty is not right.ty or len(left.args) != len(right.args):
        return None
    if left.op == "app":
        return _arguments(left, right)
    if left.data != right.data or not left.args:
        return None
    if left.op not in _PLAIN and "." not in left.op:
        raise TacticError(f"unsupported: congr of {left.op}", unsupported=True)
    pairs = list(zip(left.args, right.args, strict=True))
    if any(a.ty is not b.ty or a.ty.args for a, b in pairs):
        raise TacticError("unsupported: congr of functions or sets", unsupported=True)
    return [((i,), pair) for i, pair in enumerate(pairs)]


def _arguments(left: Term, right: Term) -> list[tuple[_Path, tuple[Term, Term]]] | None:
    """Those of a variable applied to values, one `app` around another."""
    found: list[tuple[_Path, tuple[Term, Term]]] = []
    path: _Path = ()
    while left.op == right.op == "app":
        if left.args[1].ty is not right.args[1].ty:
            return None
        found.append(((*path, 1), (left.args[1], right.args[1])))
        left, right = left.args[0], right.args[0]
        path = (*path, 0)
    if left.op != "fvar" or left != right:
        return None
    return found[::-1]


def _put(t: Term, path: _Path, value: Term) -> Term:
    if not path:
        return value
    args = list(t.args)
    args[path[0]] = _put(args[path[0]], path[1:], value)
    return t.replace_args(tuple(args))


HANDLERS: Final[Mapping[str, Handler]] = {"congr": congr}
