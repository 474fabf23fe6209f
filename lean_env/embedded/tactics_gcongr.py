"""`gcongr`: an inequality between two expressions of the same shape, part by part.

As in Mathlib: equal sides by reflexivity; a goal that is in the context from there (also a `<` or
an `=` for a `≤`); otherwise a rule for the operation at the head of both sides reduces it to
inequalities between the parts that differ. Side conditions go to `positivity`, and to nothing else
(`gcongrDischarger`). What neither settles is left as a goal. Relations are ≤, < and congruence of
numbers. Templates and `with` are
`unsupported`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lean_env.embedded import lemmas
from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.context import goal_like
from lean_env.embedded.goal import Goal
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.reduce import expose
from lean_env.embedded.state import Handler, Run, Step, TacticError
from lean_env.embedded.tactics_close import find_assumption
from lean_env.embedded.term import Term, Ty, prop
from lean_env.embedded.unify import Metas

# (relation, operation, which of its arguments differ) -> Mathlib's rules, the first that fits.
_RULES: Final[Mapping[tuple[str, str, tuple[bool, ...]], tuple[str, ...]]] = {
    ("le", "add", (True, True)): ("add_le_add",),
    ("le", "add", (False, True)): ("add_le_add_left",),
    ("le", "add", (True, False)): ("add_le_add_right",),
    ("lt", "add", (True, True)): ("add_lt_add",),
    ("lt", "add", (False, True)): ("add_lt_add_left",),
    ("lt", "add", (True, False)): ("add_lt_add_right",),
    ("le", "sub", (True, True)): ("sub_le_sub",),
    ("le", "sub", (False, True)): ("sub_le_sub_left",),
    ("le", "sub", (True, False)): ("sub_le_sub_right",),
    ("lt", "sub", (True, True)): ("sub_lt_sub",),
    ("lt", "sub", (False, True)): ("sub_lt_sub_left",),
    ("lt", "sub", (True, False)): ("sub_lt_sub_right",),
    ("le", "mul", (True, True)): ("mul_le_mul",),
    ("le", "mul", (False, True)): ("mul_le_mul_of_nonneg_left",),
    ("le", "mul", (True, False)): ("mul_le_mul_of_nonneg_right",),
    ("lt", "mul", (False, True)): ("mul_lt_mul_of_pos_left",),
    ("lt", "mul", (True, False)): ("mul_lt_mul_of_pos_right",),
    ("lt", "mul", (True, True)): ("mul_lt_mul''",),
    ("le", "div", (True, True)): ("div_le_div",),
    ("le", "div", (True, False)): ("div_le_div_of_nonneg_right",),
    ("lt", "div", (True, False)): ("div_lt_div_of_pos_right",),
    ("le", "div", (False, True)): ("div_le_div_of_nonneg_left",),
    ("lt", "div", (False, True)): ("div_lt_div_of_pos_left",),
    ("le", "pow", (True, False)): ("pow_le_pow_left₀",),
    ("lt", "pow", (True, False)): ("pow_lt_pow_left₀",),
    ("le", "pow", (False, True)): ("pow_le_pow_right₀",),
    ("lt", "pow", (False, True)): ("pow_lt_pow_right₀",),
    ("le", "neg", (True,)): ("neg_le_neg",),
    ("lt", "neg", (True,)): ("neg_lt_neg",),
    ("le", "inv", (True,)): ("inv_anti₀",),
    ("le", "cast", (True,)): ("Nat.cast_le", "Int.cast_le"),
    ("lt", "cast", (True,)): ("Nat.cast_lt", "Int.cast_lt"),
    ("le", "Real.sqrt", (True,)): ("Real.sqrt_le_sqrt",),
    ("lt", "Real.sqrt", (True,)): ("Real.sqrt_lt_sqrt",),
    ("le", "Real.exp", (True,)): ("Real.exp_le_exp",),
    ("lt", "Real.exp", (True,)): ("Real.exp_lt_exp",),
    ("le", "Nat.factorial", (True,)): ("Nat.factorial_le",),
}


_CONGRUENCES: Final = ("Nat.ModEq", "Int.ModEq")
_CONGRUENT: Final = ("add", "sub", "mul", "pow")  # operations with a rule `….ModEq.add`


@dataclass(slots=True)
class _Work:
    goal: Goal
    run: Run
    left: list[Goal]


def gcongr(goal: Goal, tactic: sx.Gcongr, run: Run) -> Step:
    """`gcongr`."""
    if tactic.term is not None or tactic.names or tactic.depth is not None:
        raise TacticError(f"unsupported: {run.quote(tactic.span)}", unsupported=True)
    work = _Work(goal, run, [])
    relation = _relation(goal.target)
    if relation is None:
        raise TacticError("gcongr failed, the goal is not a relation")
    made = _closed(work, goal.target) or _by_rule(work, relation)
    if made is None:
        raise TacticError("gcongr did not make progress")
    return Step(pf.Change(made, goal.target), tuple(work.left))


def _relation(p: Term) -> Term | None:
    for op in ("le", "lt", *_CONGRUENCES):
        found = expose(p, op, default=False)
        if found is not None:
            return found
    return None


def _prove(work: _Work, p: Term) -> Proof:
    """A proof of a main goal; a hole, if it is left."""
    work.run.tick()
    proof = _closed(work, p)
    relation = _relation(p)
    if proof is None and relation is not None:
        proof = _by_rule(work, relation)
    if proof is not None:
        return proof
    left = goal_like(work.goal, work.goal.locals, p, work.goal.tag)
    work.left.append(left)
    return Hole(left.id)


def _closed(work: _Work, p: Term) -> Proof | None:
    """By reflexivity, or by a hypothesis: itself, a strict one, an equation (`gcongr_forward`)."""
    relation = _relation(p)
    weak = relation is not None and relation.op == "le"
    if relation is not None and weak and relation.args[0] == relation.args[1]:
        return pf.LemmaApp("le_refl", (relation.args[0].ty,), relation.args[:1])
    found = find_assumption(work.goal, p)
    if found is not None:
        return pf.Change(pf.hyp(found.var), p)
    if relation is not None and relation.op in _CONGRUENCES:
        return _congruent(work, relation)
    if relation is None or not weak:
        return None
    a, b = relation.args
    for name, source, values in (
        ("le_of_lt", prop("lt", a, b), (a, b)),
        ("le_of_eq", prop("eq", a, b), (a, b)),
        ("ge_of_eq", prop("eq", b, a), (b, a)),
    ):
        found = find_assumption(work.goal, source)
        if found is not None:
            reason = pf.Change(pf.hyp(found.var), source)
            return pf.LemmaApp(name, (a.ty,), values, (reason,))
    return None


def _congruent(work: _Work, relation: Term) -> Proof | None:
    """Congruent because it is the same number, or by a hypothesis read backwards."""
    n, a, b = relation.args
    if a == b:
        return _apply(work, f"{relation.op}.refl", relation)
    back = prop(relation.op, n, b, a)
    found = find_assumption(work.goal, back)
    if found is None:
        return None
    name = f"{relation.op}.symm"
    instance = _instance(name, relation)
    if instance is None:
        return None
    types, args = instance
    return pf.LemmaApp(name, types, args, (pf.Change(pf.hyp(found.var), back),))


def _by_rule(work: _Work, relation: Term) -> Proof | None:
    left, right = relation.args[-2:]
    if left.op != right.op or len(left.args) != len(right.args) or left.ty is not right.ty:
        return None
    if any(a.ty is not b.ty for a, b in zip(left.args, right.args, strict=True)):
        return None
    differ = tuple(a != b for a, b in zip(left.args, right.args, strict=True))
    names = _RULES.get((relation.op, left.op, differ), ())
    if relation.op in _CONGRUENCES and left.op in _CONGRUENT:
        names = () if left.op == "pow" and differ[1] else (f"{relation.op}.{left.op}",)
    for name in names:
        proof = _apply(work, name, relation)
        if proof is not None:
            return proof
    return None


def _apply(work: _Work, name: str, relation: Term) -> Proof | None:
    """The rule, its premises about the parts proved in turn, its side conditions by positivity."""
    instance = _instance(name, relation)
    if instance is None:
        return None
    types, args = instance
    premises, conclusion = lemmas.instance(name, types, args)
    if conclusion.op == "iff":
        part = _prove(work, conclusion.args[1])
        return pf.AppProof(pf.IffMpr(pf.LemmaApp(name, types, args)), part)
    # what is left of the side conditions stands before what is left of the parts
    sides = [_is_side(p, relation) for p in premises]
    made = {i: _side_condition(work, premises[i]) for i, side in enumerate(sides) if side}
    proofs = tuple(made[i] if i in made else _prove(work, p) for i, p in enumerate(premises))
    return pf.LemmaApp(name, types, args, proofs)


def _instance(name: str, relation: Term) -> tuple[tuple[Ty, ...], tuple[Term, ...]] | None:
    """The type and the values at which a rule's conclusion is the relation."""
    try:
        types = (relation.args[0].ty,) if lemmas.generic(name).type_count else ()
        stated = lemmas.statement(name, types)
    except lemmas.LemmaError:  # there is none, or not at this type
        return None
    metas = Metas()
    values = {b.var.data: metas.new_term(b.var.ty) for b in stated.binders if b.prop is None}
    conclusion = lemmas.instance(name, types, tuple(values.values()))[1]
    if not metas.unify(conclusion.args[0] if conclusion.op == "iff" else conclusion, relation):
        return None
    return types, tuple(metas.term(v) for v in values.values())


def _is_side(premise: Term, relation: Term) -> bool:
    """Whether a premise is a condition (`0 ≤ c`), not an inequality between two parts."""
    if premise.op == "ne":
        return True
    a, b = premise.args[-2:]
    left, right = relation.args[-2:]
    pairs = set(zip(left.args, right.args, strict=True))
    return (a, b) not in pairs and (b, a) not in pairs


def _side_condition(work: _Work, p: Term) -> Proof:
    made = goal_like(work.goal, work.goal.locals, p, work.goal.tag)
    try:
        return work.run.close(sx.Seq((sx.Nullary("positivity"),)), made)
    except TacticError as error:
        if error.unsupported:
            raise
    work.left.append(made)
    return Hole(made.id)


HANDLERS: Final[Mapping[str, Handler]] = {"gcongr": gcongr}
