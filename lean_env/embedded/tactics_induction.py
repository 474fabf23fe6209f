"""`induction` and `induction'` on natural numbers, with Mathlib's principles.

The default one, `Nat.le_induction`, strong induction, and induction on a hypothesis `m ≤ n`, whose
constructors are `refl` and `step`. Hypotheses about the variable are carried along, as in Lean.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from lean_env.embedded import nat_recursion as nr
from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.context import child_tag, hypothesis, inaccessible, variable
from lean_env.embedded.goal import Goal, Local
from lean_env.embedded.proof import Proof
from lean_env.embedded.reduce import expose
from lean_env.embedded.state import Handler, Run, Step, TacticError
from lean_env.embedded.steps import local_of, named
from lean_env.embedded.term import NAT, Term, free_vars, prop

_LE_INDUCTION: Final = frozenset({"Nat.le_induction"})
_STRONG: Final[Mapping[str, str]] = {
    "Nat.strong_induction_on": "h",
    "Nat.strongInductionOn": "ind",
    "Nat.strongRecOn": "ind",
    "Nat.strong_rec_on": "ind",
}


@dataclass(frozen=True, slots=True)
class _Alternative:
    """One case: its name, how many names it takes, and what makes its goal from them."""

    name: str
    arity: int
    make: Callable[[list[str | None], str | None], nr.Case]


@dataclass(frozen=True, slots=True)
class _Principle:
    """The cases of an induction, and the whole proof from theirs."""

    cases: tuple[_Alternative, ...]
    whole: Callable[[list[Proof]], Proof]


def induction(goal: Goal, tactic: sx.Cases, run: Run) -> Step:
    """`induction n with | …`, `induction' n with …`, `… using …`, `… generalizing …`."""
    targets = [_target(node, goal, tactic, run) for _, node in tactic.targets]
    if any(name is not None for name, _ in tactic.targets):
        raise _unsupported(tactic, run)
    generalizing = [named(goal, name) for name in tactic.generalizing]
    if any(g.var.data == t.var.data for g in generalizing for t in targets):
        raise TacticError("variable cannot be generalized because it is an induction target")
    principle = _principle(goal, tactic, targets, generalizing, run)
    if tactic.keyword == "induction" and tactic.alternatives:
        return _structured(goal, tactic, principle, run)
    if tactic.keyword == "induction" and tactic.names:
        raise _unsupported(tactic, run)
    given = list(_flat_names(tactic, run))
    goals: list[Goal] = []
    proofs: list[Proof] = []
    for alternative in principle.cases:
        taken, given = given[: alternative.arity], given[alternative.arity :]
        names = taken + [None] * (alternative.arity - len(taken))
        case = alternative.make(names, child_tag(goal.tag, alternative.name))
        goals.append(case.goal)
        proofs.append(case.proof)
    if given:
        raise TacticError("too many variable names provided")
    return Step(principle.whole(proofs), tuple(goals))


def _unsupported(tactic: sx.Cases, run: Run) -> TacticError:
    return TacticError(f"unsupported: {run.quote(tactic.span)}", unsupported=True)


def _target(node: sx.Node, goal: Goal, tactic: sx.Cases, run: Run) -> Local:
    local = local_of(node, goal)
    if local is None:  # Lean generalises a compound term first
        raise _unsupported(tactic, run)
    return local


def _flat_names(tactic: sx.Cases, run: Run) -> list[str | None]:
    names: list[str | None] = []
    for pattern in tactic.names:
        if not isinstance(pattern, sx.NamePattern):
            raise _unsupported(tactic, run)
        names.append(None if pattern.name == "_" else pattern.name)
    return names


def _structured(goal: Goal, tactic: sx.Cases, principle: _Principle, run: Run) -> Step:
    """`with | zero => … | succ n ih => …`: every case has its block, which has to close it."""
    known = [alternative.name for alternative in principle.cases]
    given: dict[str, tuple[tuple[str, ...], sx.Seq]] = {}
    waiting: list[sx.Alternative] = []  # `| zero | succ n => …` share the block that follows
    for alternative in tactic.alternatives:
        if alternative.constructor not in known and alternative.constructor != "_":
            raise TacticError(f"invalid alternative name '{alternative.constructor}'")
        waiting.append(alternative)
        if alternative.body is None:
            continue
        for shared in waiting:
            if shared.constructor in given:
                raise TacticError(f"duplicate alternative name '{shared.constructor}'")
            given[shared.constructor] = (shared.names, alternative.body)
        waiting = []
    if waiting:
        raise _unsupported(tactic, run)
    if "_" in given and len(given) > len(known):
        raise TacticError("unused alternative of 'induction'")
    proofs: list[Proof] = []
    for case in principle.cases:
        # In Lean a `_` alternative may name the variables of a single case left only.
        chosen = given.get(case.name) or given.get("_")
        if chosen is None:
            raise TacticError(f"alternative '{case.name}' has not been provided")
        names, body = chosen
        if len(names) > case.arity:
            raise TacticError(
                f"too many variable names provided at alternative '{case.name}', "
                f"#{len(names)} provided, but #{case.arity} expected"
            )
        padded = [None if n == "_" else n for n in names]
        made = case.make(
            [*padded, *[None] * (case.arity - len(padded))], child_tag(goal.tag, case.name)
        )
        proofs.append(pf.fill(made.proof, {made.goal.id: run.close(body, made.goal)}))
    return Step(principle.whole(proofs))


# ---------------------------------------------------------------- principles


def _principle(
    goal: Goal, tactic: sx.Cases, targets: list[Local], general: list[Local], run: Run
) -> _Principle:
    using = tactic.using
    if using in _LE_INDUCTION:
        if len(targets) != 2:
            raise TacticError(f"'{using}' takes a number and a bound")
        return _bounded(goal, targets[0], targets[1], general, ("base", "succ"), _at_most)
    if len(targets) != 1:
        raise _unsupported(tactic, run)
    (target,) = targets
    if using is not None and using in _STRONG:
        return _strong(goal, target, general, _STRONG[using])
    if using is not None:
        raise _unsupported(tactic, run)
    if target.prop is None and target.var.ty is NAT:
        return _plain(goal, target, general)
    bound = None if target.prop is None else bound_of(target.prop)
    if bound is None or bound[1].op != "fvar":
        raise _unsupported(tactic, run)
    index = next((x for x in goal.locals if x.var.data == bound[1].data), None)
    if index is None or index.var.data in free_vars([bound[0]]):
        raise _unsupported(tactic, run)
    if any(g.var.data == index.var.data for g in general):
        raise _unsupported(tactic, run)
    return _bounded(goal, index, target, general, ("refl", "step"), _nat_le)


def _require_nat(target: Local) -> None:
    if target.prop is not None or target.var.ty is not NAT:
        raise TacticError(f"induction: '{target.name}' is not a natural number")


def _plain(goal: Goal, target: Local, general: list[Local]) -> _Principle:
    motive = nr.motive(goal, target, generalizing=general)
    statement = motive.term

    def zero(names: list[str | None], tag: str | None) -> nr.Case:
        return motive.goal(goal, nr.ZERO, (), tag)

    def succ(names: list[str | None], tag: str | None) -> nr.Case:
        n = variable(names[0] or inaccessible(target.name), NAT)
        ih = hypothesis(names[1] or inaccessible("a"), motive.at(n.var))
        case = motive.goal(goal, nr.successor(n.var), (n, ih), tag)
        assert ih.prop is not None
        proof = pf.Lam(n.var, pf.LamHyp(ih.var, ih.prop, case.proof), n.name)
        return nr.Case(case.goal, proof, case.moved)

    def whole(proofs: list[Proof]) -> Proof:
        return motive.applied(nr.by_induction(statement, proofs[0], proofs[1], target.var))

    return _Principle((_Alternative("zero", 0, zero), _Alternative("succ", 2, succ)), whole)


def _at_most(low: Term, n: Term) -> Term:
    return prop("le", low, n)


def _nat_le(low: Term, n: Term) -> Term:
    return prop("Nat.le", low, n)


def bound_of(p: Term) -> tuple[Term, Term] | None:
    """The bound m and the number n of a hypothesis `m ≤ n` (or `m < n`, then the bound is m + 1)
    on ℕ."""
    shown = expose(p, "le", default=False)
    if shown is not None and shown.args[0].ty is NAT:
        return shown.args[0], shown.args[1]
    shown = expose(p, "lt", default=False)
    if shown is not None and shown.args[0].ty is NAT:
        return nr.successor(shown.args[0]), shown.args[1]
    return None


def _bounded(
    goal: Goal,
    target: Local,
    held: Local,
    general: list[Local],
    names_: tuple[str, str],
    show_bound: Callable[[Term, Term], Term],
) -> _Principle:
    """Induction from a bound: `held` is `low ≤ target`."""
    _require_nat(target)
    bound = None if held.prop is None else bound_of(held.prop)
    if bound is None or bound[1] != target.var:
        raise TacticError(f"induction: '{held.name}' is not a bound m ≤ {target.name}")
    low = bound[0]
    if target.var.data in free_vars([low]):
        raise TacticError(f"induction: the bound of {target.name} depends on it")
    motive = nr.motive(goal, target, generalizing=general, consumed=[held])
    if any(x.prop is None and x.var.data in free_vars([low]) for x in motive.carried):
        raise TacticError("unsupported: the bound of the induction is generalized", True)
    statement = motive.term

    def base(names: list[str | None], tag: str | None) -> nr.Case:
        return motive.goal(goal, low, (), tag)

    def succ(names: list[str | None], tag: str | None) -> nr.Case:
        n = variable(names[0] or inaccessible("m" if names_[1] == "step" else "n"), NAT)
        above = hypothesis(names[1] or inaccessible("a"), show_bound(low, n.var))
        ih = hypothesis(names[2] or inaccessible("a_ih"), motive.at(n.var))
        case = motive.goal(goal, nr.successor(n.var), (n, above, ih), tag)
        assert above.prop is not None
        assert ih.prop is not None
        inner = pf.LamHyp(above.var, above.prop, pf.LamHyp(ih.var, ih.prop, case.proof))
        return nr.Case(case.goal, pf.Lam(n.var, inner, n.name), case.moved)

    def whole(proofs: list[Proof]) -> Proof:
        shown = pf.Change(pf.hyp(held.var), prop("le", low, target.var))
        made = nr.from_bound(statement, low, proofs[0], proofs[1], target.var, shown)
        return motive.applied(made)

    first, second = names_
    return _Principle((_Alternative(first, 0, base), _Alternative(second, 3, succ)), whole)


def _strong(goal: Goal, target: Local, general: list[Local], tag_: str) -> _Principle:
    _require_nat(target)
    motive = nr.motive(goal, target, generalizing=general)
    statement = motive.term

    def step(names: list[str | None], tag: str | None) -> nr.Case:
        n = variable(names[0] or inaccessible("n"), NAT)
        ih = hypothesis(names[1] or inaccessible("a"), nr.all_below(statement, n.var))
        case = motive.goal(goal, n.var, (n, ih), tag)
        assert ih.prop is not None
        proof = pf.Lam(n.var, pf.LamHyp(ih.var, ih.prop, case.proof), n.name)
        return nr.Case(case.goal, proof, case.moved)

    def whole(proofs: list[Proof]) -> Proof:
        return motive.applied(nr.strongly(statement, proofs[0], target.var))

    return _Principle((_Alternative(tag_, 2, step),), whole)


HANDLERS: Final[Mapping[str, Handler]] = {"induction": induction, "induction'": induction}
