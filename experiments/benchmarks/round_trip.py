"""Does a printed statement mean what it meant? Explicit text, read back, must be the same term."""

from __future__ import annotations

from lean_env.embedded.elaborate import Elaborator, elaborate_theorem
from lean_env.embedded.parser import parse_term
from lean_env.embedded.printer import display_names, print_term
from lean_env.types import Theorem


def reads_back(theorem: Theorem) -> bool:
    """Whether every hypothesis and the target, printed with all types, elaborate to themselves.

    Raises `StatementError` where the statement itself, or its printed form, is not understood.
    """
    goal = elaborate_theorem(theorem)
    # An inaccessible name cannot be written, so the text calls it by another one.
    names = {k: v.replace("✝", "_old") for k, v in display_names(goal.locals).items()}
    variables = {names[x.var.data]: x.var for x in goal.locals if x.prop is None}
    for term in (*(x.prop for x in goal.locals if x.prop is not None), goal.target):
        text = print_term(term, names, explicit=True)
        elaborator = Elaborator(text=text, dependent=True)
        elaborator.scope.update(variables)
        if elaborator.prop(parse_term(text)) != term:
            return False
    return True
