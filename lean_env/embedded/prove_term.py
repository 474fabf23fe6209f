"""Elaboration of proof terms: `exact e`, `refine e`, `apply e`, `have h := e`, `linarith [e]`.

    elaborate_proof(node, goal, expected, run_tactics) -> Elaborated     exact, refine, have, hints
    apply_proof(node, goal, run_tactics) -> Elaborated                   apply
    open_proof(node, goal, run_tactics) -> OpenProof                     rw, simp: not yet closed

`run_tactics(goal, block)` gives the complete proof of a `by` block; it is called last, when the
types that the block depends on are known. `?_` holes become the goals of the result, in the order
in which Lean lists them. Everything raises `ProofTermError`, with `unsupported` set where the
fragment does not know a lemma or a form (real Lean might).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lean_env.embedded import syntax as sx
from lean_env.embedded.elaboration import Elaborated, Locals, ProofTermError, RunTactics
from lean_env.embedded.goal import Goal
from lean_env.embedded.prove_forms import ProofElaborator
from lean_env.embedded.prove_function import function
from lean_env.embedded.telescope import Telescope, arity
from lean_env.embedded.term import Term

__all__ = [
    "Elaborated",
    "OpenProof",
    "ProofTermError",
    "RunTactics",
    "apply_proof",
    "elaborate_proof",
    "open_proof",
    "tag_goals",
]


def elaborate_proof(
    node: sx.Node,
    goal: Goal,
    expected: Term | None,
    run_tactics: RunTactics,
    *,
    suffix: str = "refine",
    holes_are_goals: bool = False,
    opens: tuple[str, ...] = (),
) -> Elaborated:
    """The proof that the term `node` denotes in the context of `goal`.

    With `expected` the result proves exactly that; otherwise what the term says by itself.
    `?_` holes are goals; `_` holes too where `holes_are_goals` (`refine'`). Two or more untagged
    goals are tagged `suffix_1`, `suffix_2`, …, after the tag of `goal`; one alone inherits it.
    """
    work = ProofElaborator(goal, run_tactics, opens)
    if expected is None:
        proof, proved = work.infer(node, goal.locals)
    else:
        proof, proved = work.check(node, expected, goal.locals), expected
    result = work.finish(proof, proved, holes_are_goals)
    return replace(result, goals=tag_goals(result.goals, goal.tag, suffix))


def apply_proof(
    node: sx.Node, goal: Goal, run_tactics: RunTactics, *, opens: tuple[str, ...] = ()
) -> Elaborated:
    """`apply node`: unify the conclusion with the target; the premises left are the new goals."""
    work = ProofElaborator(goal, run_tactics, opens)
    if isinstance(node, sx.Anonymous | sx.Lambda | sx.ByBlock | sx.SyntheticHole):
        return work.finish(work.check(node, goal.target, goal.locals), goal.target, True)
    telescope = function(work, node, goal.locals)
    opened = telescope.taken
    is_name = isinstance(node, sx.Ident)
    if is_name:
        opened = 0
    saved = work.metas.save()
    total = arity(telescope.prop)
    least = max(0, total - arity(goal.target))
    base = (telescope.proof, telescope.prop, list(telescope.slots))
    for count in range(least, total + 1):
        work.metas.restore(saved)
        telescope.proof, telescope.prop, telescope.slots = base[0], base[1], list(base[2])
        telescope.strict = 0
        for _ in range(count):
            telescope.open(default=True)
        if work.metas.unify(telescope.prop, goal.target) or work.metas.unify(
            telescope.prop, goal.target, default=True
        ):
            break
    else:
        raise ProofTermError(
            "tactic 'apply' failed, could not unify the conclusion of the term\n  "
            f"{work.show(base[1], goal.locals)}\nwith the goal\n  "
            f"{work.show(goal.target, goal.locals)}"
        )
    new = telescope.slots[opened:]
    count_all = len(new) + (2 * len(telescope.types) if is_name else 0)
    premises = []
    for slot in telescope.pending():
        assert slot.prop is not None
        tag = goal.tag if count_all == 1 else _join(goal.tag, slot.tag)
        premises.append(Goal(slot.hole, goal.locals, slot.prop, tag))
    work.goals = premises + work.goals
    return work.finish(telescope.proof, goal.target, holes_are_goals=True)


class OpenProof:
    """A proof whose variables are metavariables: match `prop` somewhere, then `finish`.

    `prop` is the conclusion, past all ∀ and →. The premises become goals, tagged by their names.
    """

    def __init__(self, work: ProofElaborator, telescope: Telescope, locals_: Locals) -> None:
        self._work = work
        self._telescope = telescope
        self._locals = locals_

    @property
    def prop(self) -> Term:
        return self._work.metas.term(self._telescope.prop)

    def unify(self, pattern: Term, target: Term) -> bool:
        """Assign metavariables so that the two are equal (up to reducible forms), or False."""
        return self._work.metas.unify(pattern, target)

    def save(self) -> Callable[[], None]:
        """What takes back all that is assigned from now on."""
        metas = self._work.metas
        saved = metas.save()
        return lambda: metas.restore(saved)

    def finish(self) -> Elaborated:
        """The proof with what has been assigned. Raises if a metavariable is left."""
        work = self._work
        for slot in self._telescope.pending():
            assert slot.prop is not None
            work.goals.append(Goal(slot.hole, self._locals, slot.prop, slot.tag))
        return work.finish(self._telescope.proof, self._telescope.prop, True)


def open_proof(
    node: sx.Node, goal: Goal, run_tactics: RunTactics, *, opens: tuple[str, ...] = ()
) -> OpenProof:
    """The term with everything that it does not determine left open (for `rw`, `simp`)."""
    work = ProofElaborator(goal, run_tactics, opens)
    telescope = function(work, node, goal.locals)
    while telescope.prop.op not in ("not", "ne") and telescope.open():
        pass
    return OpenProof(work, telescope, goal.locals)


def tag_goals(goals: tuple[Goal, ...], parent: str | None, suffix: str) -> tuple[Goal, ...]:
    """Lean's tags for the goals of `refine`: see `elaborate_proof`."""
    untagged = [g for g in goals if g.tag is None]
    if len(untagged) == 1:
        return tuple(replace(g, tag=parent) if g.tag is None else g for g in goals)
    tagged, count = [], 0
    for g in goals:
        if g.tag is None:
            count += 1
            g = replace(g, tag=_join(parent, f"{suffix}_{count}"))
        tagged.append(g)
    return tuple(tagged)


def _join(parent: str | None, tag: str) -> str:
    return tag if parent is None else f"{parent}.{tag}"
