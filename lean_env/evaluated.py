"""Terms that Lean runs as programs while it reads a proof: the options of tactics.

The value in `simp (config := e)` or `simp (maxSteps := e)` is compiled and evaluated, as unsafe
code (Lean.Elab.ConfigEval, `declare_config_elab`), before any proof is checked. An `e` that opens
files, starts processes or answers in Lean's place is then a program of the candidate's, and a
tactic whose options hold functions of the tactic monad (`solve_by_elim`, `linarith`) would run them
on the environment itself. So an option's value may be a literal, a name or a record of such, and
nothing that computes; and nowhere may a script name what has effects.
"""

from __future__ import annotations

import re
from typing import Final

from lean_env.lexing import Kind, Token, Unreadable, word_set

# First components of names: what has effects, and Lean's own implementation.
_EFFECTS: Final = word_set("IO BaseIO EIO ST EST System Lean MetaM TacticM TermElabM CoreM")
# As any component: pure to the types, not to the machine.
_IMPURE: Final = word_set(
    "RealWorld reduceBool reduceNat dbgTrace dbgTraceVal dbgTraceIfShared dbgSleep dbgStackTrace "
    "timeit allocprof ptrAddrUnsafe withPtrAddr withPtrEq withPtrEqDecEq"
)
# They evaluate a term of their own: to print it, or to show it beside the proof.
_EVALUATORS: Final = word_set("trace with_panel_widgets")
# Tactics that take options in brackets right behind their name.
_CONFIGURED: Final = word_set(
    "simp simp_all simpa dsimp simp_rw simp_intro simp_arith simp_all_arith norm_num norm_num1 "
    "norm_cast exact_mod_cast apply_mod_cast rw_mod_cast push_cast pull_cast push_neg push pull "
    "field_simp field ring ring1 ring_nf ring1_nf abel abel1 abel_nf noncomm_ring module group "
    "match_scalars algebra omega lia cutsat grind grobner linarith nlinarith positivity "
    "linear_combination linear_combination2 linear_combination' rw rwa erw rewrite erewrite nth_rw "
    "nth_rewrite unfold apply decide bv_normalize bv_omega ac_rfl ac_nf aesop aesop_cat "
    "aesop_graph measurability continuity fun_prop gcongr rcongr congr congrm convert convert_to "
    "mono bound order finiteness solve_by_elim apply_assumption apply_rules split split_ifs "
    "grw nth_grw generalize_proofs lift_lets fin_cases interval_cases ext tauto itauto "
    "zify qify rify lift cancel_denoms compute_degree "
    "monicity reduce_mod_char contrapose by_contra specialize subst extract_lets cc"
)
# Options that are tactics or plain numbers by their own syntax.
_TACTICS: Final = word_set("disch discharger norm exp")
_UNSAFE: Final = re.compile(r"unsafe[A-Z]")
_BUNDLES: Final = ("config", "cfg", "options")  # what options that hold options are called
_OPENING: Final = word_set("( [ { ⟨")
_CLOSING: Final = word_set(") ] } ⟩")
_PLAIN_SYMBOLS: Final = word_set(". , := { } [ ]")


def check_evaluated(tokens: list[Token]) -> None:
    """Refuse what could compute or have effects while Lean elaborates. Raises `Unreadable`."""
    depth = 0
    for index, token in enumerate(tokens):
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if token.kind is not Kind.IDENT:
            continue
        _check_name(token.text)
        # A plain word that begins a line may be a tactic that is not in the list.
        unknown = token.first and depth == 0 and "." not in token.text
        if unknown or token.text.rstrip("!?") in _CONFIGURED:
            _check_options(tokens, index + 1)
        elif token.text.lower().endswith(_BUNDLES) and _is_option(tokens, index - 1):
            _check_option(tokens, index - 1)


def _check_name(name: str) -> None:
    parts = name.removeprefix("_root_.").split(".")
    if parts[0] in _EFFECTS:
        raise Unreadable(f"the proof uses '{name}', which belongs to programs")
    impure = next((p for p in parts if p in _IMPURE or _UNSAFE.match(p)), None)
    if impure is not None:
        raise Unreadable(f"the proof uses '{impure}', which belongs to programs")
    if name in _EVALUATORS:
        raise Unreadable(f"the proof uses '{name}', which runs a term as a program")


def _check_options(tokens: list[Token], at: int) -> None:
    """Check the options from `at` on, up to what is no option."""
    while at < len(tokens):
        if tokens[at].text in ("+", "-") and _is_name(tokens, at + 1):
            at += 2
        elif _is_option(tokens, at):
            at = _check_option(tokens, at)
        else:
            return


def _is_option(tokens: list[Token], at: int) -> bool:
    """Whether `(name :=` begins at `at`."""
    return (
        0 <= at < len(tokens) - 2
        and tokens[at].text == "("
        and _is_name(tokens, at + 1)
        and tokens[at + 2].text == ":="
    )


def _is_name(tokens: list[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind is Kind.IDENT


def _check_option(tokens: list[Token], start: int) -> int:
    """Check the option whose bracket is at `start`; the index behind its end."""
    depth, end = 1, start + 1
    while end < len(tokens) and depth:
        depth += (tokens[end].text == "(") - (tokens[end].text == ")")
        end += 1
    name = tokens[start + 1].text
    value = tokens[start + 3 : end - 1]
    if name not in _TACTICS and not _is_plain(value):
        raise Unreadable(f"the proof gives the option '{name}' a value that Lean would have to run")
    return end


def _is_plain(value: list[Token]) -> bool:
    """Whether a value is a literal, a name, or a record or list of such: nothing is applied."""
    for index, token in enumerate(value):
        atom = token.kind is not Kind.SYMBOL
        if not atom and token.text not in _PLAIN_SYMBOLS:
            return False
        before = value[index - 1] if index else None
        if before is None:
            continue
        if token.text == "[" and not _only_numbers(value, index):
            return False
        applied = before.kind is not Kind.SYMBOL or before.text in ("}", "]")
        field = token.first and index + 1 < len(value) and value[index + 1].text == ":="
        if applied and (atom or token.text in (".", "{")) and before.text != "with" and not field:
            return token.text == "with" and _is_plain(value[index + 1 :])
    return True


def _only_numbers(value: list[Token], start: int) -> bool:
    """Whether the list that opens at `start` has only numbers, as in `.pos [1, 2]`."""
    for token in value[start + 1 :]:
        if token.text == "]":
            return True
        if token.kind is not Kind.NUMBER and token.text != ",":
            return False
    return False
