"""Source text to surface syntax: terms, theorems, tactic scripts."""

from __future__ import annotations

from lean_env.embedded import syntax as s
from lean_env.embedded.lexer import IDENT
from lean_env.embedded.tactic_parser import TacticParser

THEOREM_KEYWORDS = ("theorem", "lemma", "example")


def parse_term(text: str) -> s.Node:
    """A term, a proposition or a type, which must be the whole text. Raises `SyntaxProblem`."""
    parser = TacticParser(text)
    node = parser.term()
    parser.finish()
    return node


def parse_tactics(text: str) -> s.Seq:
    """A tactic script: what follows `by`. Raises `SyntaxProblem`."""
    parser = TacticParser(text)
    block = parser.tactic_block()
    parser.finish()
    return block


def parse_theorem(text: str) -> s.TheoremSyntax:
    """`theorem name binders : type`, perhaps with `:= proof`. Raises `SyntaxProblem`.

    `example` has the name ``. Anything after the theorem, and modifiers before it, are problems.
    """
    parser = TacticParser(text)
    keyword = parser.kinds[0]
    if keyword not in THEOREM_KEYWORDS:
        parser.unexpected("'theorem', 'lemma' or 'example'")
    parser.at = 1
    name = ""
    if keyword != "example":
        parser.expect(IDENT)
        name = parser.values[parser.at - 1]
    parser.in_signature = True
    binders = parser.binders()
    for binder in binders:
        if binder.bound is not None:
            raise parser.tokens.problem("unexpected relation in a signature", binder.span[0])
    parser.in_signature = False
    parser.expect(":")
    type_ = parser.term()
    statement_end = parser.starts[parser.at]
    proof: s.Node | None = None
    if parser.accept(":="):
        proof = parser.term()
    parser.finish()
    return s.TheoremSyntax(keyword, name, binders, type_, proof, statement_end)
