"""Whether a script names the theorem that it is to prove."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lean_env.lexing import TOKEN, Kind, Token, Unreadable, word_set
from lean_env.types import Theorem

_BINDERS: Final = word_set(
    "intro intros rintro fun λ have let set suffices by_contra by_cases obtain ∀ ∃ with "
    "rename_i next case ext funext"
)
_VALUED: Final = word_set("have let set suffices obtain")
_PATTERN_MARKS: Final = word_set("⟨ ⟩ , | _ ( )")
_LONGEST_PATTERN: Final = 200  # tokens; a name further on is taken for the theorem


def check_self_reference(theorem: Theorem, tokens: list[Token]) -> None:
    """Refuse the theorem's own name, unless the statement or the script itself binds the name.

    `B.c` and `c` name a theorem `A.B.c` where its namespaces are open, so they are refused, too.
    """
    name = theorem.name
    if not name:
        return
    parts = name.split(".")
    names = {".".join(parts[k:]) for k in range(len(parts))}
    stated = [m.group() for m in TOKEN.finditer(theorem.statement)]
    if stated.count(name) > 1:
        names = set()  # a variable of the statement has the same name
    elif len(parts) > 1 and parts[-1] in stated:
        names.discard(parts[-1])
    local: dict[str, _Binding] = {}
    for index, token in enumerate(tokens):
        if token.first:
            local = {n: b.at(token) for n, b in local.items() if token.column >= b.column}
        if token.kind is not Kind.IDENT:
            continue
        word = token.text.removeprefix("_root_.")
        rooted = word != token.text
        for meant in {name} if rooted else names:
            if not f"{word}.".startswith(f"{meant}.") or (
                not rooted and meant in local and local[meant].begun
            ):
                continue
            binder = None if rooted else _binder(tokens, index)
            if binder is None:
                raise Unreadable(f"the proof refers to the theorem being proved, '{name}'")
            local[meant] = _Binding(binder.column, begun=binder.text not in _VALUED)


@dataclass(frozen=True, slots=True)
class _Binding:
    """A local name: it lives until a line left of `column`, and from the time it has `begun`.

    In `have t := t x` the second `t` is not the first: that one begins on a line of its own.
    """

    column: int
    begun: bool

    def at(self, line: Token) -> _Binding:
        return self if self.begun else _Binding(self.column, begun=line.column == self.column)


def _binder(tokens: list[Token], index: int) -> Token | None:
    """The word that introduces the name at `index`, as `intro` in `intro x t`; None if none."""
    if tokens[index].first:
        return None
    for token in reversed(tokens[max(0, index - _LONGEST_PATTERN) : index]):
        if token.text in _BINDERS:
            return token
        if token.first or (token.kind is not Kind.IDENT and token.text not in _PATTERN_MARKS):
            return None
    return None
