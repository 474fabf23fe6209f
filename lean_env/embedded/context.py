"""Local contexts and case tags: how Lean names, shadows, replaces and clears."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lean_env.embedded.goal import PROOF, Goal, Local
from lean_env.embedded.term import Term, Ty, free_vars, fresh_id, fvar, substitute

Locals = tuple[Local, ...]
DAGGER = "✝"


def inaccessible(name: str) -> str:
    """The display name of a variable that text cannot mention."""
    return name if name.endswith(DAGGER) else name + DAGGER


def push(locals_: Locals, *new: Local) -> Locals:
    """Append entries; a name they take from an earlier entry becomes inaccessible there."""
    for entry in new:
        if not entry.name.endswith(DAGGER):
            locals_ = tuple(
                replace(local, name=local.name + DAGGER) if local.name == entry.name else local
                for local in locals_
            )
        locals_ = (*locals_, entry)
    return locals_


def hypothesis(name: str, prop: Term, *, inferred: bool = False) -> Local:
    """A new hypothesis; the name `_` makes an inaccessible one."""
    return Local(name, fvar(PROOF), prop, inferred)


def variable(name: str, ty: Ty) -> Local:
    """A new variable."""
    return Local(name, fvar(ty))


def drop(locals_: Locals, ids: Iterable[int]) -> Locals:
    """The context without these entries. Nothing else may depend on them."""
    gone = set(ids)
    return tuple(local for local in locals_ if local.var.data not in gone)


def replace_hypothesis(locals_: Locals, old: Local, new: Local) -> Locals:
    """`new` in the place of `old`, or as soon after it as its variables are declared."""
    needed = free_vars([new.prop]) if new.prop is not None else set()
    position = next(i for i, local in enumerate(locals_) if local is old)
    after = max([position] + [i for i, local in enumerate(locals_) if local.var.data in needed])
    return (*locals_[:position], *locals_[position + 1 : after + 1], new, *locals_[after + 1 :])


def substitute_locals(
    locals_: Locals, mapping: dict[int, Term], moved: Iterable[int]
) -> tuple[Locals, list[tuple[Local, Local]]]:
    """Substitute in the hypotheses that mention a mapped variable, and move them to the end.

    Returns the context (mapped variables gone, as are the hypotheses `moved` names) and the pairs
    (old hypothesis, new hypothesis), which keep their names and their order, as `subst` does.
    """
    gone = set(moved) | set(mapping)
    kept: list[Local] = []
    pairs: list[tuple[Local, Local]] = []
    for local in locals_:
        if local.var.data in gone:
            continue
        new = None if local.prop is None else substitute(local.prop, mapping)
        if new is None or new is local.prop:
            kept.append(local)
        else:
            pairs.append((local, Local(local.name, fvar(PROOF), new)))
    return (*kept, *(new for _, new in pairs)), pairs


def goal_like(goal: Goal, locals_: Locals, target: Term, tag: str | None) -> Goal:
    """A new goal."""
    return Goal(fresh_id(), locals_, target, tag)


def child_tag(parent: str | None, tag: str) -> str:
    """The tag of one of several new goals: `left` under `inl` is `inl.left`."""
    return f"{parent}.{tag}" if parent else tag
