"""Finds values at which a statement is false: by trying small ones, then with z3.

Nothing here uses a tactic or a certificate. What z3 finds is looked at again by the concrete
evaluator wherever the values are rational.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, Final

from experiments.benchmarks.concrete_values import Gauss, Unknown, evaluate, number
from experiments.benchmarks.smt import NotTranslated, counterexample
from lean_env.embedded.goal import Goal
from lean_env.embedded.term import COMPLEX, INT, NAT, RAT, REAL, Term, subterms

_NUMBERS: Final = (NAT, INT, RAT, REAL, COMPLEX)
_TRIES: Final = 150
_SECONDS: Final = 0.05  # of CPU
_Z3_WORK: Final = 200_000  # z3's own unit of work, so that a busy machine changes nothing


def refutation(goal: Goal, draw: random.Random, work: int = _Z3_WORK) -> str | None:
    """A counterexample to the goal in words, None if none was found.

    Raises `AssertionError` where z3's counterexample is none to the concrete evaluator.
    """
    facts = [x.prop for x in goal.locals if x.prop is not None]
    variables = [x.var for x in goal.locals if x.prop is None]
    names = {x.var.data: x.name for x in goal.locals}
    at = _by_trying(facts, goal.target, variables, draw)
    if at is None:
        try:
            found = counterexample(facts, goal.target, variables, work)
        except NotTranslated:
            return None
        if found is None:
            return None
        at = found.values
        if found.rational and _holds(facts, goal.target, at):
            raise AssertionError(f"z3 and the evaluator disagree at {_said(at, names)}: {goal!r}")
        if not found.rational:
            return f"{found.text} (z3)"
    return _said(at, names)


def _said(at: dict[int, Any], names: dict[int, str]) -> str:
    return ", ".join(f"{names.get(k, k)} = {v}" for k, v in at.items()) or "no variables"


def _by_trying(
    facts: Sequence[Term], target: Term, variables: Sequence[Term], draw: random.Random
) -> dict[int, Any] | None:
    if any(v.ty not in _NUMBERS for v in variables):
        return None
    near = _numerals((*facts, target))
    end = time.process_time() + _SECONDS
    for attempt in range(_TRIES if variables else 1):
        if time.process_time() > end:
            return None
        at = {v.data: _value(v, near, draw, attempt) for v in variables}
        try:
            if all(evaluate(fact, at) for fact in facts) and not evaluate(target, at):
                return at
        except (NotImplementedError, KeyError):
            return None
        except (Unknown, OverflowError, ValueError, TypeError):
            continue
    return None


def _holds(facts: Sequence[Term], target: Term, at: dict[int, Any]) -> bool:
    """Whether the evaluator can see that the values are no counterexample."""
    try:
        return not all(evaluate(fact, at) for fact in facts) or bool(evaluate(target, at))
    except (NotImplementedError, KeyError, Unknown, OverflowError, ValueError, TypeError):
        return False


def _numerals(terms: Iterable[Term]) -> list[int]:
    found = {u.data for t in terms for u in subterms(t) if u.op == "num" and u.data < 1000}
    return sorted({0, 1, 2, 3, *found, *(n + 1 for n in found), *(n - 1 for n in found)})


def _value(variable: Term, near: Sequence[int], draw: random.Random, attempt: int) -> Any:
    size = draw.choice(near) if attempt % 3 else draw.randint(0, 5)
    if variable.ty is NAT:
        return max(size, 0)
    if draw.random() < 0.35:
        size = -size
    if variable.ty is INT:
        return size
    below = draw.choice((1, 1, 1, 2, 3)) if attempt % 2 else 1
    value = Fraction(size, below)
    if variable.ty is COMPLEX:
        return Gauss(value, Fraction(draw.choice((0, 0, 1, -1, 2))))
    return number(value, variable.ty)
