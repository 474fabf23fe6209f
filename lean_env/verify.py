"""What counts as proved, for every environment: a border filter, then a replay from source.

A candidate proof is text that a generator wrote. Before it runs anywhere it must look like a
tactic script and nothing more: no `sorry` in any disguise, no axioms or compiled evaluation, no
tactic that may leave a hidden gap, no command, no text that could end the proof and start another
declaration. The filter is lexical and errs on the side of refusing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from lean_env.protocol import LeanEnv
from lean_env.registry import make_env
from lean_env.types import EnvironmentCrashed, Theorem, Verdict, VerdictKind

MAX_PROOF_CHARS: Final = 200_000


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Never, as any component of a dotted name.
_GAPS: Final = _words(
    "sorry admit sorryAx native_decide ofReduceBool ofReduceNat trustCompiler "
    "implemented_by extern unsafeCast lcProof bv_decide run_tac run_cmd run_elab "
    "eval_expr"
)
# Reserved words that start or modify a command: not an identifier anywhere in a script.
_COMMANDS: Final = _words(
    "theorem lemma example def abbrev axiom constant opaque instance structure class inductive "
    "coinductive namespace section end variable variables universe universes import open export "
    "attribute notation local scoped macro macro_rules syntax elab elab_rules infix infixl infixr "
    "prefix postfix declare_syntax_cat initialize builtin_initialize mutual private protected "
    "noncomputable nonrec partial unsafe deriving set_option omit include alias "
    "irreducible_def add_decl_doc compile_inductive suppress_compilation where termination_by "
    "decreasing_by unif_hint simproc register_option public meta"
)
# Tactics that search and suggest: some leave `sorry` behind when they find nothing.
_SUGGESTERS: Final = _words(
    "show_term polyrith hint extract_goal says library_search suggest propose observe stop"
)
_BRACKETS: Final = {")": "(", "]": "[", "}": "{", "⟩": "⟨", "»": "«"}
_BINDERS: Final = _words(
    "intro intros rintro fun λ have let set suffices by_contra by_cases obtain ∀ ∃ with "
    "rename_i next case ext funext"
)
_PATTERN_TOKENS: Final = _words("⟨ ⟩ , | _ ( )")

_TOKEN: Final = re.compile(
    r"""(?P<ident>[^\W\d][\w'!?₀-₉✝]*(?:\.(?:[^\W\d][\w'!?₀-₉]*|\d+))*)|(?P<space>[ \t\r\n]+)"""
    r"""|(?P<number>\d+)|(?P<other>.)""",
    re.DOTALL,
)


def verify_fresh(environment: str | Callable[[], LeanEnv], theorem: Theorem, proof: str) -> Verdict:
    """Judge a proof script in an environment made for the purpose.

    `environment` is a registered name or a factory. Raises `ValueError` for an unknown name.
    A broken environment is the verdict `error`.
    """
    refused = forbidden(theorem, proof)
    if refused is not None:
        return Verdict(VerdictKind.REJECTED, refused)
    try:
        env = make_env(environment) if isinstance(environment, str) else environment()
    except EnvironmentCrashed as error:
        return Verdict(VerdictKind.ERROR, str(error))
    try:
        return env.verify(theorem, proof)
    except EnvironmentCrashed as error:
        return Verdict(VerdictKind.ERROR, str(error))
    finally:
        env.close()


def forbidden(theorem: Theorem, proof: str) -> str | None:
    """Why the script may not be run as a proof of the theorem; None if it may."""
    if len(proof) > MAX_PROOF_CHARS:
        return f"the proof is longer than {MAX_PROOF_CHARS} characters"
    for position, char in enumerate(proof):
        if char not in "\n\t\r" and unicodedata.category(char) in (
            "Cc",
            "Cf",
            "Cs",
            "Co",
            "Zl",
            "Zp",
        ):
            return f"the proof contains the control character U+{ord(char):04X} at {position}"
    try:
        text = _without_comments(proof)
    except ValueError as error:
        return str(error)
    tokens = [m for m in _TOKEN.finditer(text) if m.lastgroup != "space" or "\n" in m.group()]
    if not any(t.lastgroup != "space" for t in tokens):
        return "the proof is empty"
    return _bad_token(tokens, text) or _unbalanced(text) or _self_reference(theorem, tokens)


def _bad_token(tokens: list[re.Match[str]], text: str) -> str | None:
    for index, match in enumerate(tokens):
        word = match.group()
        if match.lastgroup == "ident":
            parts = [part.rstrip("!?") for part in word.split(".")]
            gap = next((part for part in parts if part in _GAPS), None)
            if gap is not None:
                return f"the proof uses '{gap}'"
            if parts[0] in _COMMANDS:
                return f"the proof contains the command '{parts[0]}'"
            if parts[0] in _SUGGESTERS or ("." not in word and word.endswith("?")):
                return f"the proof uses '{word}', which only suggests a proof"
        elif word == "#":
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            if following is not None and following.start() == match.end():
                name = following.group()
                if following.lastgroup == "ident" and len(name) > 1:
                    return f"the proof contains the command '#{name}'"
        elif word == "@" and text.startswith("@[", match.start()):
            return "the proof contains an attribute '@[…]'"
        elif word == "+" and re.match(r"\+\s*native\b", text[match.start() :]):
            return "the proof uses 'native' evaluation"
        elif word in "«»":
            return "the proof contains a quoted name '«…»'"
    return None


def _without_comments(text: str) -> str:
    """The text with comments blanked out. Raises `ValueError` where one does not end."""
    out: list[str] = []
    i = 0
    while i < len(text):
        if text.startswith("/-", i):
            depth, j = 1, i + 2
            while depth and j < len(text):
                if text.startswith("/-", j):
                    depth, j = depth + 1, j + 2
                elif text.startswith("-/", j):
                    depth, j = depth - 1, j + 2
                else:
                    j += 1
            if depth:
                raise ValueError("the proof contains a comment that does not end")
            out.append(re.sub(r"[^\n]", " ", text[i:j]))
            i = j
        elif text.startswith("-/", i):
            raise ValueError("the proof contains '-/' outside of a comment")
        elif text.startswith("--", i):
            end = text.find("\n", i)
            i = len(text) if end < 0 else end
        elif text[i] == '"':
            raise ValueError("the proof contains a string")
        else:
            out.append(text[i])
            i += 1
    return "".join(out)


def _unbalanced(text: str) -> str | None:
    stack: list[str] = []
    for char in text:
        if char in "([{⟨«":
            stack.append(char)
        elif char in _BRACKETS and (not stack or stack.pop() != _BRACKETS[char]):
            return f"the proof has an unbalanced '{char}'"
    return f"the proof has an unbalanced '{stack[-1]}'" if stack else None


def _self_reference(theorem: Theorem, tokens: list[re.Match[str]]) -> str | None:
    """Refuse the theorem's own name, unless the statement or the script itself binds the name."""
    name = theorem.name
    if not name:
        return None
    words = _TOKEN.findall(theorem.statement)
    if sum(1 for ident, *_ in words if ident == name) > 1:
        return None  # a variable of the statement has the same name
    for index, match in enumerate(tokens):
        if match.lastgroup != "ident":
            continue
        word = match.group()
        if word == f"_root_.{name}" or word.startswith(f"_root_.{name}."):
            return f"the proof refers to the theorem being proved, '{name}'"
        if word == name or word.startswith(f"{name}."):
            if _is_bound(tokens, index):
                return None
            return f"the proof refers to the theorem being proved, '{name}'"
    return None


def _is_bound(tokens: list[re.Match[str]], index: int) -> bool:
    """Whether the name at `index` is being introduced, as in `intro x t` or `obtain ⟨t, ht⟩`."""
    for match in reversed(tokens[:index]):
        word = match.group()
        if word in _BINDERS:
            return True
        if match.lastgroup != "ident" and word not in _PATTERN_TOKENS:
            return False
    return False
