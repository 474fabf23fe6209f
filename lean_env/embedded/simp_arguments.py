"""The arguments of `simp`, `norm_num` and their kin: which rules `[lemmas]` and `*` stand for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from lean_env.embedded import lemmas
from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.arith.rewriting import Fact, RewriteRule, RuleIndex, rule_of
from lean_env.embedded.goal import PROOF, Goal, Local
from lean_env.embedded.simp_lemmas import conjuncts, rules_at, types_in
from lean_env.embedded.simp_set import DEFAULT, default_rules
from lean_env.embedded.state import Run, TacticError
from lean_env.embedded.term import INT, NAT, Term, Ty, binder, fvar, prop, subterms
from lean_env.embedded.unify import has_type_meta

_Types = Callable[[], list[Ty]]  # found out when they are asked for

# Definitions that simp unfolds by their names: the recursion equations, as lemmas.
_EQUATIONS: Final[dict[str, tuple[str, ...]]] = {
    "Nat.factorial": ("Nat.factorial_succ", "Nat.factorial_zero"),
    "Nat.choose": (),
    "Nat.fib": (),
    "Nat.gcd": (),
    "Nat.lcm": ("Nat.lcm.eq_1",),
    "Real.logb": ("Real.logb.eq_1",),
}
# Operations on literals that simp computes by a lemma or a simproc of this name, and their type.
_LITERALS: Final[dict[str, tuple[str, Ty]]] = {
    "Nat.cast_ofNat": ("cast", NAT),
    "Int.cast_ofNat": ("cast", INT),
    **{
        f"{space}.reduce{name}": (op, ty)
        for space, ty in (("Nat", NAT), ("Int", INT))
        for name, op in (
            ("Add", "add"),
            ("Sub", "sub"),
            ("Mul", "mul"),
            ("Div", "div"),
            ("Mod", "mod"),
            ("Pow", "pow"),
            ("Neg", "neg"),
        )
        if (space, name) != ("Nat", "Neg")
    },
}
# Lemmas of Mathlib about what the fragment has not (groups, heterogeneous equality, `Nat.succ` in
# equations, `Finset.univ`): to name them in a simp set changes nothing.
_OF_NO_USE: Final = frozenset(
    {"mul_div_cancel_left", "mul_div_cancel_right", "heq_eq_eq", "heq_iff_eq", "eq_mpr_eq_cast"}
    | {"Nat.succ.injEq", "succ.injEq", "Finset.mem_univ", "Finset.coe_univ"}
)
# Names whose definition the kernel unfolds.
UNFOLDABLE: Final = frozenset({"Nat.ModEq", "Int.ModEq", "Even", "Odd", "IsLeast", "IsGreatest"})
# Equivalences that hold by definition, and the operations that they unfold.
_BY_DEFINITION: Final[dict[str, tuple[str, ...]]] = {
    "Set.mem_setOf_eq": ("mem setOf",),
    "Set.mem_Icc": ("mem Set.Icc",),
    "Set.mem_Ico": ("mem Set.Ico",),
    "Set.mem_Ioc": ("mem Set.Ioc",),
    "Set.mem_Ioo": ("mem Set.Ioo",),
    "Set.mem_Ici": ("mem Set.Ici",),
    "Set.mem_Ioi": ("mem Set.Ioi",),
    "Set.mem_Iic": ("mem Set.Iic",),
    "Set.mem_Iio": ("mem Set.Iio",),
    "ne_eq": ("ne",),
    "Ne": ("ne",),
    "gt_iff_lt": ("gt",),
    "ge_iff_le": ("ge",),
    "Nat.le_eq": ("Nat.le",),
    "Nat.lt_eq": ("Nat.lt",),
}
ALWAYS_UNFOLDED: Final = frozenset(
    key for keys in _BY_DEFINITION.values() for key in keys if key.startswith(("mem ", "Nat."))
)


@dataclass(slots=True)
class SimpSet:
    """What a call may rewrite with: rules in layers, and the operations that it unfolds.

    `literals` are operations that it computes on literals, with the type of their first argument.
    `own` are the facts that each hypothesis gave, by the id of its variable.
    """

    rules: RuleIndex = field(default_factory=RuleIndex)
    default: RuleIndex | None = None
    unfolded: frozenset[str] = frozenset()
    literals: set[tuple[str, Ty]] = field(default_factory=set)
    own: dict[int, list[Fact]] = field(default_factory=dict)
    star: bool = False

    def layers(self) -> list[RuleIndex]:
        """The default set before the given rules: it was there first."""
        return [self.rules] if self.default is None else [self.default, self.rules]

    def add_hypothesis(self, local: Local) -> None:
        """The rules that a hypothesis makes."""
        assert local.prop is not None
        facts = conjuncts(local.prop, pf.hyp(local.var))
        self.own[local.var.data] = facts
        for fact in facts:
            self.add(rule_of(fact))

    def add(self, rule: RewriteRule | None) -> None:
        if rule is not None:
            self.rules.add(rule)


def simp_set(goal: Goal, tactic: sx.Simp, run: Run) -> SimpSet:
    """The simp set of the call. Raises `TacticError`."""
    types = cache(lambda: _types(goal))
    given = SimpSet()
    unfolded: set[str] = set()
    erased: set[str] = set()
    erased_locals: set[str] = set()
    for arg in tactic.args:
        name = arg.term.name if isinstance(arg.term, sx.Ident) else None
        if arg.term is None:
            given.star = True
        elif arg.erase:
            if name is None:
                raise _unsupported(arg, run)
            if goal.find(name) is not None:
                erased_locals.add(name)
            elif name in DEFAULT and not tactic.only:
                erased.add(name)
            else:
                raise _unsupported(arg, run)
        elif name is not None and goal.find(name) is None and name in _OF_NO_USE:
            continue
        elif name is not None and goal.find(name) is None and name in _LITERALS:
            given.literals.add(_LITERALS[name])
        elif name is not None and _is_definition(name, goal, run):
            if arg.backward:
                raise _unsupported(arg, run)
            unfolded.update(_definition(name, given, types, run))
        else:
            _add_argument(arg, name, goal, types, given, run)
    if given.star:
        for local in goal.locals:
            if local.prop is not None and local.name not in erased_locals:
                given.add_hypothesis(local)
    elif erased_locals:
        raise _unsupported(tactic.args[-1], run)
    if not tactic.only:
        given.default = default_rules(frozenset(erased))
        unfolded |= ALWAYS_UNFOLDED
    given.unfolded = frozenset(unfolded)
    return given


def _types(goal: Goal) -> list[Ty]:
    """The types at which lemmas are of use on the goal."""
    return [*types_in([goal.target, *(x.prop for x in goal.locals if x.prop is not None)]), NAT]


def _unsupported(arg: sx.SimpArg, run: Run) -> TacticError:
    return TacticError(f"unsupported: {run.quote(arg.span)} as a simp lemma", unsupported=True)


def _is_definition(name: str, goal: Goal, run: Run) -> bool:
    if goal.find(name) is not None:
        return False
    return (
        name in _EQUATIONS
        or name in UNFOLDABLE
        or name in _BY_DEFINITION
        or (f"Nat.{name}" in _EQUATIONS and run.lemma(name) is None)
    )


def _definition(name: str, given: SimpSet, types: _Types, run: Run) -> tuple[str, ...]:
    """What to unfold for the name of a definition; its equations are added."""
    if name in _BY_DEFINITION:
        return _BY_DEFINITION[name]
    if name in UNFOLDABLE:
        return (name,)
    full = name if name in _EQUATIONS else f"Nat.{name}"
    for equation in _EQUATIONS[full]:
        if lemmas.known(equation):
            for rule in rules_at(equation, types()):
                given.add(rule)
    return (full,)


def _add_argument(
    arg: sx.SimpArg, name: str | None, goal: Goal, types: _Types, given: SimpSet, run: Run
) -> None:
    assert arg.term is not None
    if name is not None:
        local = goal.find(name)
        if local is not None and local.prop is not None and not arg.backward:
            given.add_hypothesis(local)
            return
        lemma = run.lemma(name) if local is None else None
        if lemma is not None:
            try:
                rules = rules_at(lemma, types(), arg.backward)
            except lemmas.LemmaError:
                raise _unsupported(arg, run) from None
            for made in rules:
                given.add(made)
            return
    for fact in _facts(arg, goal, run):
        rule = rule_of(fact, arg.backward)
        if rule is None and arg.backward:
            raise _unsupported(arg, run)
        given.add(rule)


def _facts(arg: sx.SimpArg, goal: Goal, run: Run) -> list[Fact]:
    assert arg.term is not None
    try:
        p, proof = run.fact(arg.term, goal)
    except TacticError as error:
        if not isinstance(arg.term, sx.App | sx.Proj | sx.Ident):
            raise
        opened = _generalized(arg, goal, run)
        if opened is None:
            raise error from None
        p, proof = opened
    return conjuncts(p, proof)


def _generalized(arg: sx.SimpArg, goal: Goal, run: Run) -> tuple[Term, pf.Proof] | None:
    """The fact with what the term leaves open as variables and premises; None if it cannot be."""
    assert arg.term is not None
    try:
        opened = run.open(arg.term, goal)
        variables: list[Term] = []
        for meta in [u for u in subterms(opened.prop) if u.op == "meta"]:
            if not has_type_meta(meta.ty):
                var = fvar(meta.ty)
                if opened.unify(meta, var) and any(u == var for u in subterms(opened.prop)):
                    variables.append(var)
        made = run.finish(opened)
    except TacticError:
        return None
    p, proof = made.prop, made.proof
    for premise in reversed(made.goals):
        hyp = fvar(PROOF)
        proof = pf.LamHyp(hyp, premise.target, pf.fill(proof, {premise.id: pf.hyp(hyp)}))
        p = prop("imp", premise.target, p)
    for var in reversed(variables):
        p, proof = binder("forall", "x", var, p), pf.Lam(var, proof)
    return p, proof
