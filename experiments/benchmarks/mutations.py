"""Statements changed in one place, as text: most of them become false.

Text and not terms, so that a mutant goes through the parser and the elaborator like any statement.
Names of hypotheses stay, so that a proof of the original can be tried on the mutant.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Final

from lean_env.types import Theorem

_NUMERAL: Final = re.compile(r"(?<![\w.₀-₉'])\d+(?![\w.₀-₉'])")
_OPERATOR: Final = re.compile(r"(?<= )[-+*/%^](?= )")
_RELATION: Final = re.compile(r"(?<= )[=≠<≤>≥∣](?= )")
_CONNECTIVE: Final = re.compile(r"(?<= )[∧∨↔→](?= )")
_QUANTIFIER: Final = re.compile(r"[∀∃](?!!)")
_TYPE: Final = re.compile(r"(?<=: )[ℕℤℚℝℂ](?=\s*[),])")
_BINDER: Final = re.compile(r"[({]([^(){}:]+):\s*([ℕℤℚℝℂ])\s*[)}]")
_WORD: Final = re.compile(r"(?<![\w.✝])[^\W\d][\w'₀-₉]*(?![\w.])")
_SIGN: Final = re.compile(r"(?<=[( ])(?=[\d(]|[a-zA-Z]\b)")

_OPERATORS: Final = {"+": "-*", "-": "+", "*": "+-", "/": "*-", "%": "/*", "^": "*+"}
_RELATIONS: Final = {
    "=": "≠≤<",
    "≠": "=",
    "<": "≤>=",
    "≤": "<≥=",
    ">": "≥<=",
    "≥": ">≤=",
    "∣": "=≤",
}
_CONNECTIVES: Final = {"∧": "∨→", "∨": "∧", "↔": "→∧", "→": "∧↔"}


def mutate(theorem: Theorem, draw: random.Random) -> Theorem | None:
    """The theorem with one change, two with a probability of one fifth; None if none applies."""
    text = theorem.statement
    for _ in range(1 if draw.random() < 0.8 else 2):
        changed = _change(text, draw)
        if changed is None:
            return None
        text = changed
    return None if text == theorem.statement else Theorem(theorem.name, text, theorem.header)


def _change(text: str, draw: random.Random) -> str | None:
    kinds = list(_KINDS)
    draw.shuffle(kinds)
    for kind in kinds:
        changed = kind(text, draw)
        if changed is not None and changed != text:
            return changed
    return None


def _replace_one(
    text: str, pattern: re.Pattern[str], draw: random.Random, by: Callable[[str], str]
) -> str | None:
    """One match of the pattern, somewhere behind the theorem's name, replaced."""
    start = _signature(text)
    found = list(pattern.finditer(text, start))
    if not found:
        return None
    m = draw.choice(found)
    return text[: m.start()] + by(m.group()) + text[m.end() :]


def _signature(text: str) -> int:
    """Where the statement starts behind `theorem name`."""
    m = re.match(r"\s*(?:theorem|lemma)\s+\S+", text)
    return m.end() if m is not None else 0


def _numeral(text: str, draw: random.Random) -> str | None:
    def other(old: str) -> str:
        n = int(old)
        return str(draw.choice([k for k in {n + 1, max(n - 1, 0), n + 2, 2 * n, 0} if k != n]))

    return _replace_one(text, _NUMERAL, draw, other)


def _operator(text: str, draw: random.Random) -> str | None:
    return _replace_one(text, _OPERATOR, draw, lambda old: draw.choice(_OPERATORS[old]))


def _relation(text: str, draw: random.Random) -> str | None:
    return _replace_one(text, _RELATION, draw, lambda old: draw.choice(_RELATIONS[old]))


def _connective(text: str, draw: random.Random) -> str | None:
    return _replace_one(text, _CONNECTIVE, draw, lambda old: draw.choice(_CONNECTIVES[old]))


def _quantifier(text: str, draw: random.Random) -> str | None:
    return _replace_one(text, _QUANTIFIER, draw, lambda old: "∃" if old == "∀" else "∀")


def _type(text: str, draw: random.Random) -> str | None:
    return _replace_one(
        text, _TYPE, draw, lambda old: draw.choice([t for t in "ℕℤℚℝℂ" if t != old])
    )


def _sign(text: str, draw: random.Random) -> str | None:
    return _replace_one(text, _SIGN, draw, lambda old: "-")


def _variable(text: str, draw: random.Random) -> str | None:
    """One occurrence of a variable behind the binders turned into another variable."""
    binders = list(_BINDER.finditer(text))
    names = [name for m in binders for name in m[1].split()]
    if len(names) < 2:
        return None
    start = binders[-1].end()
    found = [m for m in _WORD.finditer(text, start) if m.group() in names]
    if not found:
        return None
    m = draw.choice(found)
    other = draw.choice([name for name in names if name != m.group()] or names)
    return text[: m.start()] + other + text[m.end() :]


def _drop(text: str, draw: random.Random) -> str | None:
    """One hypothesis `(h : …)` made a triviality, so that the proof may still name it."""
    hypotheses = _hypotheses(text)
    if not hypotheses:
        return None
    name, start, end = draw.choice(hypotheses)
    return f"{text[:start]}({name} : True){text[end:]}"


def _hypotheses(text: str) -> list[tuple[str, int, int]]:
    """(name, start, end) of the bracketed binders `(h : …)` whose name starts with an `h`."""
    found = []
    depth = 0
    opened = 0
    for i in range(_signature(text), len(text)):
        if text[i] in "({[":
            if depth == 0:
                opened = i
            depth += 1
        elif text[i] in ")}]":
            depth -= 1
            if depth == 0:
                m = re.match(r"\((h[\w'₀-₉]*) :", text[opened : i + 1])
                if m is not None:
                    found.append((m[1], opened, i + 1))
        elif depth == 0 and text[i] == ":":
            break
    return found


_KINDS: Final = (
    _numeral,
    _numeral,
    _operator,
    _relation,
    _connective,
    _quantifier,
    _type,
    _sign,
    _variable,
    _drop,
)
