"""`match e with | pattern => tactics`: the arms as one `rcases` pattern.

The arms have to be one for each case, as `Or.inl h` and `Or.inr h`, `0` and `n + 1`, or a single
`⟨x, h⟩`; overlapping or incomplete arms, which Lean compiles to more, are `unsupported`. What is
known about a number that is matched on holds in every arm of that arm's number: Lean generalizes
over the hypotheses that mention it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.goal import Goal
from lean_env.embedded.proof import Proof
from lean_env.embedded.state import Handler, Run, Step, TacticError
from lean_env.embedded.steps import local_of
from lean_env.embedded.tactics_cases import take_apart
from lean_env.embedded.term import NAT

_SIDES: Final = {"Or.inl": 0, "Or.inr": 1, ".inl": 0, ".inr": 1}
_TUPLES: Final = frozenset({"And.intro", "Exists.intro", "Iff.intro", ".intro"})
_ZERO: Final = frozenset({"Nat.zero", ".zero"})
_SUCC: Final = frozenset({"Nat.succ", ".succ"})

Arm = tuple[sx.Node, sx.Seq]


class _Unclear(Exception):
    """The arms are not one for each case."""


def match(goal: Goal, tactic: sx.MatchTactic, run: Run) -> Step:
    """`match e with | …`."""
    unsupported = TacticError(f"unsupported: {run.quote(tactic.span)}", unsupported=True)
    if len(tactic.scrutinees) != 1 or not tactic.arms:
        raise unsupported
    arms: list[Arm] = []
    for arm in tactic.arms:
        if len(arm.patterns) != 1 or not isinstance(arm.body, sx.ByBlock):
            raise unsupported
        arms.append((arm.patterns[0], arm.body.body))
    leaves: list[sx.Seq] = []
    try:
        pattern = _merge(arms, leaves)
    except _Unclear:
        raise unsupported from None
    (scrutinee,) = tactic.scrutinees
    local = local_of(scrutinee, goal)
    if local is not None and local.prop is None and local.var.ty is not NAT:
        raise unsupported
    step = take_apart(goal, pattern, None, scrutinee, run, keep=local is None or bool(local.prop))
    if len(step.goals) != len(leaves):
        raise unsupported
    filling: dict[int, Proof] = {}
    for branch, body in zip(step.goals, leaves, strict=True):
        filling[branch.id] = run.close(body, branch)
    return Step(pf.fill(step.proof, filling))


def _merge(arms: list[Arm], leaves: list[sx.Seq]) -> sx.Pattern:
    """One pattern whose branches, left to right, are the arms; their bodies go to `leaves`."""
    heads = [_head(node) for node, _ in arms]
    kinds = {kind for kind, _, _ in heads}
    if len(kinds) != 1:
        raise _Unclear
    (kind,) = kinds
    if kind in ("or", "nat"):
        sides: list[list[Arm]] = [[], []]
        for (_, side, inner), (_, body) in zip(heads, arms, strict=True):
            sides[side].append((inner, body))
        if not sides[0] or not sides[1]:
            raise _Unclear
        return sx.AltPattern((_merge(sides[0], leaves), _merge(sides[1], leaves)))
    if len(arms) != 1:
        raise _Unclear
    node, body = arms[0]
    leaves.append(body)
    return _simple(node)


def _head(node: sx.Node) -> tuple[str, int, sx.Node]:
    """The kind of constructor at the head, which case it is, and the pattern of its field."""
    name, args = _constructor(node)
    if name in _SIDES and len(args) == 1:
        return "or", _SIDES[name], args[0]
    if name in _ZERO and not args:
        return "nat", 0, sx.Hole()
    if name in _SUCC and len(args) == 1:
        return "nat", 1, args[0]
    match node:
        case sx.Numeral(value):
            return ("nat", 0, sx.Hole()) if value == 0 else ("nat", 1, sx.Numeral(value - 1))
        case sx.Binary("+", left, sx.Numeral(value)) if value > 0:
            less = left if value == 1 else sx.Binary("+", left, sx.Numeral(value - 1))
            return "nat", 1, less
    return "other", 0, node


def _constructor(node: sx.Node) -> tuple[str, tuple[sx.Node, ...]]:
    head, args = (node.fn, node.args) if isinstance(node, sx.App) else (node, ())
    match head:
        case sx.Ident(name):
            return name, args
        case sx.DotIdent(name):
            return "." + name, args
    return "", ()


def _simple(node: sx.Node) -> sx.Pattern:
    """A pattern without alternatives."""
    name, args = _constructor(node)
    match node:
        case sx.Hole():
            return sx.NamePattern("_")
        case sx.Ident("rfl"):
            return sx.ReflPattern()
        case sx.Ident(plain) if "." not in plain:
            return sx.NamePattern(plain)
        case sx.Anonymous(items):
            return sx.TuplePattern(tuple(_simple(item) for item in items))
    if name in _TUPLES:
        return sx.TuplePattern(tuple(_simple(item) for item in args))
    raise _Unclear


HANDLERS: Final[Mapping[str, Handler]] = {"match": match}
