"""The filter at the border: text that is not a plain tactic script never reaches an environment.

A candidate is text that a generator wrote. It may hold tactics and nothing more: no `sorry` in any
disguise, no axioms or compiled evaluation, no tactic that may leave a hidden gap, no command, no
text that could end the proof and start another declaration. The filter reads tokens as Lean's own
lexer cuts them, so that `h_sorry_free` is a name like any other and `0x1sorry` is not. Where Lean's
reading is in doubt it refuses. It is the first of two defences: `lean_env.audit` believes real Lean
only after checks that do not rely on it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from lean_env.evaluated import check_evaluated
from lean_env.lexing import (
    MAX_CHARS,
    NOTHING,
    Kind,
    Token,
    Unreadable,
    check_characters,
    word_set,
    words,
)
from lean_env.lexing import tokens as lex
from lean_env.self_reference import check_self_reference
from lean_env.types import Theorem

MAX_PROOF_CHARS: Final = MAX_CHARS


# Never, as any component of a dotted name: gaps, axioms of the compiler, code that runs.
_GAPS: Final = word_set(
    "sorry admit sorryAx admitGoal native_decide ofReduceBool ofReduceNat trustCompiler bv_decide "
    "implemented_by extern csimp unsafeCast lcProof lcAny lcUnreachable skipKernelTC "
    "run_tac run_tacq run_cmd run_elab run_meta by_elab eval_expr evalExpr"
)
# Reserved words that start or modify a command: not an identifier anywhere in a script.
_COMMANDS: Final = word_set(
    "theorem lemma example def abbrev axiom opaque instance structure class inductive "
    "coinductive namespace section end variable universe import open export attribute "
    "notation notation3 local scoped macro macro_rules syntax elab elab_rules infix infixl infixr "
    "prefix postfix declare_syntax_cat binder_predicate initialize builtin_initialize mutual "
    "private protected noncomputable nonrec partial unsafe deriving set_option unset_option omit "
    "include alias irreducible_def add_decl_doc compile_inductive suppress_compilation where "
    "termination_by decreasing_by unif_hint simproc simproc_decl dsimproc register_option "
    "register_simp_attr register_label_attr add_aesop_rules erase_aesop_rules "
    "declare_aesop_rule_sets library_note assert_not_exists proof_wanted recall restate_axiom "
    "initialize_simps_projections mk_iff_of_inductive_prop seal unseal public meta"
)
_ALSO_IN_PROOFS: Final = word_set("open set_option where termination_by decreasing_by unsafe end")
# Tactics that search and suggest: some leave `sorry` behind when they find nothing.
_SUGGESTERS: Final = word_set(
    "show_term polyrith hint extract_goal says library_search suggest propose observe rw_search "
    "hammer suggest_premises"
)
# Tactics that end with no goals and prove nothing.
_UNPROVEN: Final = {
    "stop": "skips the rest of the proof",
    "plausible": "admits what it cannot refute",
    "slim_check": "admits what it cannot refute",
}
# Commands that begin with `#`; elsewhere `#` is the cardinality of a set (`#s`, `#univ`).
_HASH_COMMANDS: Final = re.compile(
    r"(?:exit|eval|check|print|reduce|synth|help|find|search|loogle|leansearch|guard|lint|test|"
    r"simp|norm_num|conv|count|where|version|time|min|redundant|html|push|sample|explode|with|"
    r"string|import|long|grind|whnf|unfold|instances|adaptation|show|moogle|statesearch|dump)\w*"
)
_OPENING: Final = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⦃": "⦄"}
_CLOSING: Final = frozenset(_OPENING.values())


def forbidden(theorem: Theorem, proof: str) -> str | None:
    """Why the script may not be run as (part of) a proof of the theorem; None if it may.

    The reason is one line. Works on a whole script and on a single tactic alike.
    """
    try:
        check_characters(proof)
        tokens = _checked_tokens(proof)
        if not tokens:
            raise Unreadable("the proof is empty")
        _check_layout(tokens)
        check_evaluated(tokens)
        check_self_reference(theorem, tokens)
    except Unreadable as refused:
        return str(refused)
    return None


def statement_problem(theorem: Theorem) -> str | None:
    """Why a text is not one statement and nothing more; None if it is.

    A statement begins with `theorem`, `lemma` or `example` and ends before the proof's `:=`.
    """
    try:
        first, *tokens = [*lex(theorem.statement, literals=True)] or [NOTHING]
        if first.text not in ("theorem", "lemma", "example"):
            raise Unreadable("the statement does not begin with theorem, lemma or example")
        bindings = depth = 0
        for index, token in enumerate(tokens):
            depth += (token.text in _OPENING) - (token.text in _CLOSING)
            if depth == 0 and token.text in ("let", "have"):
                bindings += 1
            elif depth == 0 and token.text == ":=":
                bindings -= 1
            if bindings < 0:
                raise Unreadable("the statement brings its own proof")
            if token.text.split(".")[0] not in _SUGGESTERS | _UNPROVEN.keys():  # a name here
                _check_token(tokens, index)
        check_evaluated(tokens)
        _check_layout([NOTHING, *tokens])
    except Unreadable as refused:
        return str(refused).replace("the proof", "the statement")
    return None


def hidden_command(text: str) -> str | None:
    """The first word after the first one that starts a command, in the text of one declaration.

    Commands may stand anywhere in Lean, so one may hide behind a proof. What also occurs inside
    proofs (`open … in`, `set_option … in`, `where`) is none.
    """
    later = words(text)[1:]
    return next((w for w in later if w in _COMMANDS and w not in _ALSO_IN_PROOFS), None)


def _checked_tokens(text: str) -> list[Token]:
    """The tokens of a text that may all stand in a script. What is wrong first is the reason."""
    tokens: list[Token] = []
    problem: Unreadable | None = None
    try:
        for token in lex(text):
            tokens.append(token)
    except Unreadable as refused:
        problem = refused
    for index in range(len(tokens)):
        _check_token(tokens, index)
    if problem is not None:
        raise problem
    return tokens


def _check_token(tokens: list[Token], index: int) -> None:
    token = tokens[index]
    if token.kind is Kind.IDENT:
        _check_word(token.text)
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None:
        return
    glued = following.start == token.end
    if token.text == "#" and glued and following.kind is Kind.IDENT:
        if token.first or _HASH_COMMANDS.fullmatch(following.text):
            raise Unreadable(f"the proof contains the command '#{following.text}'")
    elif token.text == "@" and glued and following.text == "[":
        raise Unreadable("the proof contains an attribute '@[…]'")
    elif token.text == "eval" and glued and following.text == "%":
        raise Unreadable("the proof uses 'eval%', which runs code")
    elif (token.text == "+" and following.text == "native") or (
        token.text == "native" and following.text == ":="
    ):
        raise Unreadable("the proof uses 'native' evaluation")


def _check_word(word: str) -> None:
    # A script letter is a letter of Lean: to a reader `𝓼𝓸𝓻𝓻𝔂` is still the word.
    plain = word if word.isascii() else unicodedata.normalize("NFKC", word)
    parts = [part.rstrip("!?") for part in plain.split(".")]
    gap = next((part for part in parts if part in _GAPS), None)
    if gap is not None:
        raise Unreadable(f"the proof uses '{gap}'")
    if parts[0] in _COMMANDS:
        raise Unreadable(f"the proof contains the command '{parts[0]}'")
    if parts[0] in _UNPROVEN:
        raise Unreadable(f"the proof uses '{word}', which {_UNPROVEN[parts[0]]}")
    if parts[0] in _SUGGESTERS or ("." not in plain and plain.endswith("?")):
        raise Unreadable(f"the proof uses '{word}', which suggests a proof and is none")


def _check_layout(tokens: list[Token]) -> None:
    """Refuse brackets that do not match, and a line left of the script's first tactic.

    Lean ends a `by` block at a line that stands left of it, and reads on as commands.
    """
    open_brackets: list[str] = []
    column = tokens[0].column
    for token in tokens:
        if token.first and not open_brackets and token.column < column:
            raise Unreadable(f"'{token.text}' stands left of the first tactic: it ends the proof")
        if token.text in _OPENING:
            open_brackets.append(token.text)
        elif token.text in _CLOSING and (
            not open_brackets or _OPENING[open_brackets.pop()] != token.text
        ):
            raise Unreadable(f"the proof has an unbalanced '{token.text}'")
    if open_brackets:
        raise Unreadable(f"the proof has an unbalanced '{open_brackets[-1]}'")
