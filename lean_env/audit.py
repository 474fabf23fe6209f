"""What counts as proved in real Lean 4: one file of our own around the candidate, and its answers.

Lean compiling a text proves little by itself: the text may state something else, assume it, or
change the language it is written in. So the candidate is set into a file made for it:

1. the statement's header;
2. the statement as a theorem of an unguessable name and without a proof, elaborated before any
   text of the candidate. A theorem and not an axiom: Lean gives them different variables of the
   user's file. In the namespace of the one to prove: `theorem A.b` is elaborated inside `A`;
3. the script in brackets behind an alternative that succeeds, so that Lean parses it and never
   runs it: text that ends the proof and opens a command is a syntax error there;
4. the theorem itself, as the user will get it;
5. a theorem whose type is that of (2) and whose proof is the constant of (4): Lean's kernel, not a
   comparison of texts, says that the candidate proves the pinned statement;
6. `#print axioms` of (5).

Only scripts that are syntactically tactics get past (3) and (4) together (a bracket that would
close those of (3) is one too many in (4)), so no command of the candidate can precede (5) and (6).
For that the two copies must be read alike: a string or a quoted name that begins in the first could
end in the second and leave the rest of it outside, so there may be none. (A comment alone cannot:
what closes it in the second copy, Lean has read in the first, unless a literal hid it.)
`sorry` shows in the axioms and in the server's own count, never by the wording of a warning. All
this stands without the filter of `lean_env.border`; what only the filter can refuse is code that
runs inside a tactic.
"""

from __future__ import annotations

import re
import secrets
import textwrap
from dataclasses import dataclass
from enum import Enum
from typing import Final

from lean_env.border import forbidden, statement_problem
from lean_env.lean_file import INFO, TRACE, WARNING, FileResult, FileRunner, LeanUnfinished, Message
from lean_env.types import Theorem, Verdict, VerdictKind

ALLOWED_AXIOMS: Final = frozenset({"propext", "Classical.choice", "Quot.sound"})

_EXPLAINED: Final = {
    "sorryAx": "a gap that `sorry` or a failed tactic left",
    "Lean.ofReduceBool": "compiled code is trusted, as by native_decide",
    "Lean.ofReduceNat": "compiled code is trusted, as by native_decide",
    "Lean.trustCompiler": "compiled code is trusted, as by native_decide",
}
_HEAD: Final = re.compile(
    r"\s*(?:(?:theorem|lemma)\s+(?P<name>[^\s:({\[⦃]+?)(?=\.\{|[\s:({\[⦃])|example)"
)
# A file may have asked for warnings to be errors; `sorry` is to be one in the proof alone.
_MAY_WARN: Final = "set_option warningAsError false in"
_MEMBER: Final = re.compile(r"(?P<namespace>(?:(?:«[^»]*»|[^.«»]+)\.)*)(?:«[^»]*»|[^.«»]+)")
_LITERAL: Final = re.compile('["«»]')
_NAMESPACE: Final = re.compile(r"^\s*namespace\b", re.MULTILINE)
_QUOTE: Final = "['`‘’]?"
_ANSWER: Final = re.compile(
    rf"{_QUOTE}(?P<name>[^\s'`‘’]+){_QUOTE} "
    r"(?:does not depend on any axioms|depends on axioms:\s*\[(?P<axioms>[^\[\]]*)\])"
)


class Part(Enum):
    """The parts of a check file, in their order."""

    HEADER = "header"
    STATEMENT = "statement"
    STRUCTURE = "structure"
    PROOF = "proof"
    PINNED = "pinned"
    AXIOMS = "axioms"


_CANDIDATES: Final = (Part.STRUCTURE, Part.PROOF)


@dataclass(frozen=True, slots=True)
class CheckFile:
    """The text that Lean compiles; `pinned` is the name of the constant that is audited.

    `first_lines` has the line, from 1, on which each part starts.
    """

    text: str
    pinned: str
    first_lines: dict[Part, int]

    def part(self, line: int) -> Part:
        """The part that a line belongs to."""
        found = Part.HEADER
        for part, first in self.first_lines.items():
            if line >= first:
                found = part
        return found


def check_file(theorem: Theorem, proof: str, nonce: str | None = None) -> CheckFile:
    """The file that settles whether the script proves the theorem.

    `nonce` makes its names unguessable; drawn at random when not given. Raises `ValueError` when
    the statement does not begin as a theorem, a lemma or an example.
    """
    nonce = secrets.token_hex(8) if nonce is None else nonce
    head = _HEAD.match(theorem.statement)
    if head is None:
        raise ValueError("the statement does not begin with theorem, lemma or example")
    signature = theorem.statement[head.end() :]
    name = head.group("name")
    if name is None:
        name = f"example_{nonce}"
        theorem = Theorem(name, f"theorem {name}{signature}", theorem.header)
    # Inside a namespace of the user's file the theorem is a member of it.
    root = "" if _NAMESPACE.search(theorem.header) else "_root_."
    statement = f"{_namespace(name)}statement_{nonce}"
    script = textwrap.indent(textwrap.dedent(proof).strip("\n"), "      ")
    parts = {
        Part.HEADER: theorem.header,
        Part.STATEMENT: f"{_MAY_WARN}\ntheorem {statement}{signature} := by\n  sorry",
        Part.STRUCTURE: f"theorem structure_{nonce} : True := by\n"
        f"  first\n    | trivial\n    | (\n{script}\n    )",
        Part.PROOF: theorem.source(proof),
        Part.PINNED: f"theorem pinned_{nonce} : type_of% @{statement} :=\n"
        f"  @{root}{name.removeprefix('_root_.')}",
        Part.AXIOMS: f"set_option pp.fullNames true\n#print axioms pinned_{nonce}",
    }
    text = ""
    first_lines = {}
    for part, body in parts.items():
        first_lines[part] = text.count("\n") + 1
        text += body.rstrip("\n") + "\n\n"
    return CheckFile(text, f"pinned_{nonce}", first_lines)


def _namespace(name: str) -> str:
    """The namespace, with its dot, that Lean opens to elaborate a declaration of this name.

    Empty for a name given from the root: Lean.Elab.Declaration, `expandDeclNamespace?`.
    """
    member = _MEMBER.fullmatch(name)
    if member is None or name.startswith("_root_."):
        return ""
    return member.group("namespace")


def verify_in_lean(theorem: Theorem, proof: str, run_file: FileRunner) -> Verdict:
    """Filter the script, have a fresh Lean compile its check file, and judge the answers.

    Raises `EnvironmentCrashed` when `run_file` does. What Lean does not finish is `rejected`.
    """
    refused = forbidden(theorem, proof)
    if refused is not None:
        return Verdict(VerdictKind.REJECTED, refused)
    return verify_unfiltered(theorem, proof, run_file)


def verify_unfiltered(
    theorem: Theorem, proof: str, run_file: FileRunner, nonce: str | None = None
) -> Verdict:
    """`verify_in_lean` without the filter of scripts, for what Lean itself refuses."""
    problem = statement_problem(theorem)
    if problem is not None:
        return Verdict(VerdictKind.ERROR, problem)
    literal = _LITERAL.search(proof)
    if literal is not None:
        return _rejected(f"the script has {literal.group()}, and could be read as another text")
    check = check_file(theorem, proof, nonce)
    try:
        return judge(check, run_file(check.text))
    except LeanUnfinished as unfinished:
        return Verdict(VerdictKind.REJECTED, str(unfinished) or "Lean did not finish in time")


def judge(check: CheckFile, result: FileResult) -> Verdict:
    """The verdict that Lean's answers to a check file amount to."""
    errors = [m for m in result.messages if m.severity not in (TRACE, INFO, WARNING)]
    if errors:
        return _failed(check, min(errors, key=lambda m: (m.line, m.column)))
    if any(check.part(line) is Part.PROOF for line in result.sorry_lines):
        return _rejected("the proof leaves a gap (`sorry`)")
    axioms = _axioms(check, result.messages)
    if axioms is None:
        return _rejected("Lean did not say which axioms the proof depends on")
    for axiom in axioms:
        if axiom not in ALLOWED_AXIOMS:
            why = _EXPLAINED.get(axiom)
            return _rejected(
                f"the proof depends on the axiom {axiom}" + (f": {why}" if why else "")
            )
    return Verdict(VerdictKind.PROVED)


def _failed(check: CheckFile, error: Message) -> Verdict:
    """The verdict on a file with errors, of which `error` is the first."""
    text = " ".join(error.text.split())
    match check.part(error.line):
        case Part.HEADER:
            return Verdict(VerdictKind.ERROR, f"the header: {text}")
        case Part.STATEMENT:
            return Verdict(VerdictKind.ERROR, f"the statement: {text}")
        case Part.STRUCTURE:
            return _rejected(f"the script is not tactics and nothing else: {text}")
        case Part.PROOF:
            return _rejected(text)
        case Part.PINNED:
            return _rejected(f"the proof is of another statement: {text}")
        case Part.AXIOMS:
            return _rejected(f"Lean cannot say which axioms the proof depends on: {text}")


def _rejected(reason: str) -> Verdict:
    return Verdict(VerdictKind.REJECTED, reason)


def _axioms(check: CheckFile, messages: tuple[Message, ...]) -> list[str] | None:
    """The axioms that Lean names; None when it does not give exactly one answer about us.

    Nobody but us knows the name before the question is asked. Where a server says that the answer
    stands is its own affair, only not in the candidate's text: that may print what it likes.
    """
    answers = []
    for message in messages:
        m = _ANSWER.fullmatch(message.text.strip())
        if m is not None and m.group("name").split(".")[-1] == check.pinned:
            answers.append((message, m.group("axioms") or ""))
    if len(answers) != 1:
        return None
    [(message, axioms)] = answers
    if message.severity != INFO or check.part(message.line) in _CANDIDATES:
        return None
    return [a.strip("'`‘’") for a in axioms.replace(",", " ").split()]
