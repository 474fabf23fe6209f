"""Which text may be sent to Lean 3 as a tactic: interactive tactics, and no programs.

Lean 3 parses what is no interactive tactic as an expression of type `tactic unit` and runs it: a
program that may add an axiom to the environment, read files or start processes, and lean-gym's own
validation, which runs in that environment, would believe it. So a candidate's text may name nothing
of the tactic monad, and where a tactic is expected it must begin with a plain name. The filter is
lexical and refuses where it is in doubt.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from lean_env.lean_gym.lexing import BINDERS, CLOSING, OPENING, Token, tokens, without_comments
from lean_env.lexing import word_set
from lean_env.types import Theorem

MAX_TACTIC_CHARS: Final = 20_000
MAX_PROOF_CHARS: Final = 200_000


# As any component of a name: gaps, and what programs are made of.
_NEVER: Final = word_set(
    "sorry admit undefined undefined_core sorryAx tactic interactive smt_tactic "
    "unsafe_run_io unchecked_cast unreachable run_cmd eval_expr do meta io system old_conv "
    "mk_sorry add_decl set_env trace_val trace_fmt trace_call_stack timeit"
)
# As the first component of a dotted name: types and monads of Lean's own implementation.
_META: Final = word_set(
    "lean parser environment declaration expr pexpr level module_info options format vm native "
    "simp_lemmas hole_command user_attribute conv linarith norm_num omega ring polya "
    "interaction_monad widget tc json string char name monad has_bind reflected type_context "
    "local_context"
)
_COMMANDS: Final = word_set(
    "theorem lemma example def abbreviation axiom axioms constant constants instance structure "
    "class inductive coinductive namespace section variable variables parameter parameters "
    "universe universes import export attribute notation infix infixl infixr prefix postfix "
    "reserve precedence mutual private protected noncomputable local set_option omit include "
    "run_parser add_tactic_doc open open_locale"
)
# Tactics that print or search instead of proving; what they print may look like an answer.
_SUGGEST: Final = word_set(
    "trace trace_state trace_simp_set trace_result library_search suggest hint squeeze_simp "
    "squeeze_simpa squeeze_dsimp squeeze_scope show_term extract_goal slim_check sleep type_check "
    "abort pretty_cases print"
)
# What may be followed by a block in braces (others have it behind a comma, `;`, `<|>` or `by`).
_BLOCK_TACTICS: Final = word_set(
    "all_goals any_goals try repeat repeat1 iterate focus solve1 fail_if_success success_if_fail "
    "work_on_goal case conv conv_lhs conv_rhs recover unfreezingI abstract async with_cases "
    "guard_proof_term"
)


def forbidden(text: str, *, whole: bool = False) -> str | None:
    """Why a tactic, or (`whole`) a script of many, may not be sent; None if it may. One line."""
    limit = MAX_PROOF_CHARS if whole else MAX_TACTIC_CHARS
    if len(text) > limit:
        return f"the {'proof' if whole else 'tactic'} is longer than {limit} characters"
    for at, char in enumerate(text):
        if char not in "\n\t" and unicodedata.category(char) in (
            "Cc",
            "Cf",
            "Cs",
            "Co",
            "Zl",
            "Zp",
        ):
            return f"the tactic has the control character U+{ord(char):04X} at {at}"
    try:
        found = list(tokens(without_comments(text)))
    except ValueError as error:
        return str(error)
    if not found:
        return "the tactic is empty"
    return _bad_word(found) or _bad_bracket(found) or _bad_head(found)


def self_reference(theorem: Theorem, text: str) -> str | None:
    """Why a text that has passed the filter may not prove the theorem: it names it.

    lean-gym's environment is the one before the declaration, so Lean would not know the name.
    """
    for token in tokens(without_comments(text)):
        if token.is_name and token.text.removeprefix("_root_.") == theorem.name:
            return f"'{token.text}' is the theorem to be proved"
    return None


def _bad_word(found: list[Token]) -> str | None:
    for index, token in enumerate(found):
        if token.is_name:
            parts = token.text.removeprefix("_root_.").split(".")
            gap = next((part for part in parts if part in ("sorry", "admit", "undefined")), None)
            if gap is not None:
                return f"'{gap}' proves nothing"
            if not _NEVER.isdisjoint(parts) or (len(parts) > 1 and parts[0] in _META):
                return f"'{token.text}' belongs to a program, not to a tactic of a proof"
            if parts[0] in _COMMANDS:
                return f"'{parts[0]}' begins a command"
            if parts[0] in _SUGGEST:
                return f"'{parts[0]}' prints, and proves nothing by itself"
            following = found[index + 1] if index + 1 < len(found) else None
            if following is not None and following.text == "?" and not following.spaced:
                after = found[index + 2] if index + 2 < len(found) else None
                if after is None or after.spaced or not after.is_name:
                    return f"'{token.text}?' only suggests a proof"
        elif token.text in ("`", "%%", "@[", "«", "»", ">>="):
            return f"'{token.text}' is not used in proofs"
    return None


def _bad_bracket(found: list[Token]) -> str | None:
    """lean-gym puts the text in braces of its own, which it must not close."""
    expected: list[str] = []
    for token in found:
        if token.text in OPENING:
            expected.append(OPENING[token.text])
        elif token.text in ("begin", "match"):
            expected.append("end")
        elif (token.text in CLOSING or token.text == "end") and (
            not expected or expected.pop() != token.text
        ):
            return f"'{token.text}' closes what is not open"
    return f"a '{expected[-1]}' is missing" if expected else None


def _bad_head(found: list[Token]) -> str | None:
    """Refuse an expression where a tactic is expected."""
    blocks = [True]  # whether commas separate tactics, for every open bracket
    heads = [""]  # the word that the tactic begins with, at every depth
    binders = [0]
    expected = True  # whether a tactic begins here
    for index, token in enumerate(found):
        text = token.text
        previous = found[index - 1].text if index else ""
        if text in OPENING or text in ("begin", "match"):
            block = text == "begin" or (text == "{" and (expected or heads[-1] in _BLOCK_TACTICS))
            block = block or (text == "[" and previous == ";")
            if text == "[" and previous == "begin":
                return "a 'begin' block of another kind than tactics is not used in proofs"
            if expected and not block and text != "match":
                return f"'{text}' does not begin a tactic"
            blocks.append(block)
            heads.append("")
            binders.append(0)
            expected = block
            continue
        if text in CLOSING or text == "end":
            blocks.pop()
            heads.pop()
            binders.pop()
            expected = False
            continue
        if expected and text != "by" and not (text == "," and blocks[-1]):
            if not token.is_name or "." in text:
                return f"'{text}' does not begin a tactic"
            heads[-1] = text
        expected = text == "by" or text in (";", "<|>")
        if text in BINDERS:
            binders[-1] += 1
        elif text == "," and blocks[-1]:
            expected = not binders[-1]
            binders[-1] = max(0, binders[-1] - 1)
    return None
