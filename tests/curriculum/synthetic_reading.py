"""A second reading of synthetic statements, from their text alone, that shares no code with them.

Lean's arithmetic on these statements is Python's after `^` becomes `**`; `eval` then computes over
fractions, or over z3's reals.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_STATEMENT = re.compile(r"theorem (\w+) \(([a-z ]+) : ℝ\)((?: \(\w+ : [^:]*\))*) : (.*)")
_HYPOTHESIS = re.compile(r"\((\w+) : ((?:[^()]|\([^()]*\))*)\)")


@dataclass(frozen=True)
class Reading:
    name: str
    variables: tuple[str, ...]
    hypotheses: dict[str, str]
    goals: tuple[str, ...]  # of a conjunction


def read(statement: str) -> Reading:
    match = _STATEMENT.fullmatch(statement)
    assert match is not None, statement
    name, variables, hypotheses, goal = match.groups()
    named = {m[1]: m[2] for m in _HYPOTHESIS.finditer(hypotheses)}
    return Reading(name, tuple(variables.split()), named, tuple(goal.split(" ∧ ")))


def value(text: str, at: Mapping[str, Any]) -> Any:
    """What a relation or an expression is worth where the variables have these values."""
    python = text.replace("^", "**").replace("≤", "<=").replace(" = ", " == ")
    return eval(python, {"__builtins__": {}}, dict(at))


def up_to_renaming(statement: str) -> str:
    """The least text over all ways to rename the variables, signs of variables left out."""
    reading = read(statement)
    said = [h for h in reading.hypotheses.values() if not re.fullmatch(r"0 < [a-z]", h)]
    text = " ; ".join(["&".join(sorted(said)), *sorted(reading.goals)])
    used = [v for v in reading.variables if re.search(rf"\b{v}\b", text)]
    letters = "ABCD"[: len(used)]
    forms = []
    for order in itertools.permutations(letters):
        new = dict(zip(used, order, strict=True))
        forms.append("".join(new.get(word, word) for word in re.split(r"\b", text)))
    return min(forms)
