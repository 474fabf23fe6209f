"""Does the fragment agree with Mathlib's own tests of its tactics?

`python -m experiments.benchmarks.mathlib_tests --mathlib PATH` reads the tactic tests of a
checkout of Mathlib 4: examples that must hold, `fail_if_success` and `#guard_msgs` that must not.
Each is turned into a theorem with a proof and judged. Where a test speaks of any ordered field or
commutative ring, a concrete type stands in; what the fragment cannot express counts as `outside`.
Of the rest, `stricter` counts proofs that Lean accepts and the fragment rejects, `more generous`
those that Lean rejects and the fragment accepts.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from experiments.errors import BAD_INPUT, DONE, NOT_PROVED, one_line
from lean_env.embedded.env import EmbeddedEnv
from lean_env.source import split_file, strip_comments
from lean_env.types import StatementError, Theorem, Verdict, VerdictKind
from lean_env.verify import verify_fresh

FILES: Final = (
    "linarith",
    "positivity",
    "omega",
    "gcongr",
    "linear_combination",
    "linearcombination",
    "ring",
    "norm_num",
    "normnum",
    "fieldsimp",
    "interval_cases",
    "intervalcases",
    "push_neg",
    "pushneg",
    "norm_cast",
    "normcast",
    "zify",
    "cancel_denoms",
)
"""Parts of paths whose files are read unless `--files` says otherwise."""

# A test that quantifies over a structure is judged at a type that has it; the first that fits.
_STAND_INS: Final = (
    (re.compile(r"Field|DivisionRing"), re.compile(r"Order|Floor"), "ℝ"),
    (re.compile(r"Field|DivisionRing|CharZero"), None, "ℂ"),
    (re.compile(r"Semifield"), None, "ℝ"),
    (re.compile(r"Semiring"), re.compile(r"Order"), "ℕ"),
    (re.compile(r"Ring|AddCommGroup"), re.compile(r"Order"), "ℝ"),
    (re.compile(r"Ring|AddCommGroup"), None, "ℤ"),
    (re.compile(r"Semiring|AddCommMonoid|AddMonoidWithOne"), None, "ℕ"),
    (re.compile(r"Order|Lattice"), None, "ℝ"),
)
_COMMAND: Final = re.compile(
    r"(?=^(?:@\[|/--|#|example|theorem|lemma|private|protected|noncomputable|variable|section|end\b|"
    r"namespace|open|universe|set_option|def|abbrev|axiom|opaque|instance|import|module|public|"
    r"local|attribute|macro|elab|syntax|run_cmd|meta|structure|inductive|class|initialize|"
    r"notation|infix|scoped)\b)",
    re.MULTILINE,
)
_EXAMPLE: Final = re.compile(
    r"(?:(?:private|protected)\s+)?(?:example|(?:theorem|lemma)\s+\S+)(?=[\s({\[⦃:])"
)
_OPTION: Final = re.compile(r"set_option\s+\S+\s+\S+\s+in\s+")
_TYPE_BINDER: Final = re.compile(r"[({⦃]\s*([^\W\d][\w' ₀-₉]*?)\s*:\s*(?:Type|Sort)[^)}⦄]*[)}⦄]")
_BARE_BINDER: Final = re.compile(r"\{\s*([^\W\d][\w' ₀-₉]*?)\s*\}")
_TYPE_NAME: Final = re.compile(r"[α-ωA-Z][₀-₉']?")
_INSTANCE: Final = re.compile(
    r"\[(?:[^\W\d][\w']*\s*:\s*)?(?![ZP]?MOD\b)([A-Z][\w.]*)\s+([^\]\[]*)\]"
)
_ERRORS: Final = re.compile(r"^/--\s*error.*?-/", re.MULTILINE | re.DOTALL)
_INLINE: Final = re.compile(r"\bby \(fail_if_success ([^()]*)\); *")
_FAILS: Final = re.compile(r"^(\s*(?:·\s*)?)(.*?)fail_if_success\b[ ]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """A theorem with its proof, where it stands, and whether Lean accepts it."""

    where: str
    text: str
    accepted: bool


@dataclass(slots=True)
class _Scope:
    binders: list[str] = field(default_factory=list)
    opens: list[str] = field(default_factory=list)


def cases(text: str, name: str) -> Iterator[Case]:
    """The examples of a test file, each as one or more theorems with Lean's verdict."""
    scopes = [_Scope()]
    fails = False
    position = 0
    try:
        text = strip_comments(_ERRORS.sub(lambda m: "#lean_fails" + "\n" * m[0].count("\n"), text))
    except StatementError:
        return
    for command in _commands(text):
        start = text.find(command, position)
        line = text.count("\n", 0, start) + 1
        position = start + len(command)
        head = command.split(maxsplit=1)[0]
        if head == "#lean_fails":
            fails = True
            continue
        if head.startswith("#guard_msgs"):
            rest = re.sub(r"^#guard_msgs(?:\s*\([^)]*\))?(?:\s+in\b)?\s*", "", command)
            if not rest.strip():
                continue
            command = rest
            head = command.split(maxsplit=1)[0]
        command = _OPTION.sub("", command).strip()
        if head == "section" or head == "namespace":
            scopes.append(_Scope())
        elif head == "end" and len(scopes) > 1:
            scopes.pop()
        elif head == "variable":
            scopes[-1].binders.append(command.removeprefix("variable").strip())
        elif head == "open" and not re.search(r"\bin\b", command):
            scopes[-1].opens.append(command)
        elif _EXAMPLE.match(command):
            binders = [b for scope in scopes for b in scope.binders]
            opens = [o for scope in scopes for o in scope.opens]
            yield from _claims(command, binders, opens, f"{name}:{line}", not fails)
        fails = False if head not in ("set_option",) else fails


def _commands(text: str) -> list[str]:
    return [part for part in _COMMAND.split(text) if part.strip()]


def _claims(
    command: str, binders: list[str], opens: list[str], where: str, accepted: bool
) -> Iterator[Case]:
    match = _EXAMPLE.match(command)
    assert match is not None
    body = command[match.end() :]
    text, types = _concrete(" ".join(_used(binders, body)) + " " + body)
    if types is None:
        text = body
    head = "\n".join([*_harmless(opens), "theorem t "])
    text = head + _INLINE.sub(r"by\n  fail_if_success \1\n  ", text.strip())
    for position, found in enumerate(_FAILS.finditer(text)):
        yield Case(f"{where}#{position}", _failing(text, found), False)
    yield Case(where, _without_failures(text), accepted)


def _harmless(opens: list[str]) -> list[str]:
    known = {"Real", "Nat", "Int", "Finset", "BigOperators", "Rat", "Complex", "NNReal"}
    kept = []
    for command in opens:
        names = [n for n in command.split()[1:] if n in known]
        if names:
            kept.append("open " + " ".join(names))
    return kept


def _used(binders: list[str], body: str) -> list[str]:
    """The groups of `variable` that the example mentions, or whose types those need."""
    groups = [g for b in binders for g in re.findall(r"\([^()]*\)|\{[^{}]*\}|\[[^\[\]]*\]", b)]
    text = body
    kept: list[str] = []
    for group in reversed(groups):
        inner = group[1:-1]
        names = inner.split(":")[0].split() if ":" in inner else inner.split()
        if group[0] == "[" or any(re.search(rf"(?<!\w){re.escape(n)}(?!\w)", text) for n in names):
            if ":" not in inner and group[0] != "[":
                continue  # it changes how a name is bound
            kept.append(group)
            text = inner + text
    return kept[::-1]


def _concrete(text: str) -> tuple[str, dict[str, str] | None]:
    """The text with concrete types for type variables; None if one has no stand-in."""
    colon = _statement_colon(text)
    head = text[:colon]
    classes: dict[str, list[str]] = {}
    for cls, argument in _INSTANCE.findall(head):
        name = argument.split()[0].strip("()") if argument.split() else ""
        classes.setdefault(name, []).append(cls)
    declared = {n for names in _TYPE_BINDER.findall(head) for n in names.split()}
    declared |= {n for ns in _BARE_BINDER.findall(head) for n in ns.split() if n in classes}
    declared |= {n for n in classes if _TYPE_NAME.fullmatch(n)}  # bound without a word
    chosen: dict[str, str] = {}
    for name in declared:
        known = " ".join(classes.get(name, []))
        for first, second, ty in _STAND_INS:
            if first.search(known) and (second is None or second.search(known)):
                chosen[name] = ty
                break
        else:
            return text, None
    text = _TYPE_BINDER.sub("", text)
    text = _INSTANCE.sub(lambda m: "" if m.start() < colon else m.group(), text)
    text = _BARE_BINDER.sub(
        lambda m: "" if all(n in chosen for n in m.group(1).split()) else m.group(), text
    )
    for name, ty in chosen.items():
        text = re.sub(rf"(?<![\w.]){re.escape(name)}(?![\w'])", ty, text)
    return text, chosen


def _statement_colon(text: str) -> int:
    depth = 0
    for i, c in enumerate(text):
        depth += (c in "([{⟨⦃") - (c in ")]}⟩⦄")
        if c == ":" and depth == 0:
            return i
    return len(text)


def _block_end(text: str, start: int, column: int) -> int:
    """Where the block that starts at `start` ends: at a line indented no more than `column`."""
    end = text.find("\n", start)
    while end != -1:
        line_end = text.find("\n", end + 1)
        line = text[end + 1 : line_end if line_end != -1 else None]
        if line.strip() and len(line) - len(line.lstrip()) <= column:
            return end
        end = line_end
    return len(text)


def _failing(text: str, found: re.Match[str]) -> str:
    """The proof up to a `fail_if_success`, then the tactic that fails."""
    column = len(found.group(1))
    end = _block_end(text, found.end(), column)
    before = _without_failures(text[: found.start()])
    body = text[found.end() : end].strip()
    lead = found.group(1) + found.group(2)
    return f"{before}{lead}({body})" if "\n" in body else f"{before}{lead}{body}"


def _without_failures(text: str) -> str:
    while (found := _FAILS.search(text)) is not None:
        end = _block_end(text, found.end(), len(found.group(1)))
        lead = found.group(1) + found.group(2)
        keep = lead if lead.strip() else ""
        rest = text[end:]
        if keep and rest.startswith("\n"):
            rest = rest.lstrip()
        elif not keep:
            rest = rest.removeprefix("\n")
        text = text[: found.start()] + keep + rest
    return text


def judge(case: Case) -> Verdict:
    """The fragment's verdict on a case."""
    try:
        [declaration] = split_file(case.text)[-1:]
    except (StatementError, ValueError) as error:
        return Verdict(VerdictKind.ERROR, str(error))
    opens = "\n".join(["import Mathlib", *re.findall(r"^open .*$", case.text, re.MULTILINE)])
    theorem = Theorem("t", declaration.statement, opens)
    return verify_fresh(EmbeddedEnv, theorem, declaration.proof)


def outcome(case: Case, verdict: Verdict) -> str:
    """`agree`, `stricter`, `more generous` or `outside`."""
    if verdict.kind is VerdictKind.PROVED:
        return "agree" if case.accepted else "more generous"
    if verdict.kind is VerdictKind.REJECTED:
        return "stricter" if case.accepted else "agree"
    return "outside"


def main(argv: Sequence[str] | None = None) -> int:
    """Replay the tests; exit code 1 if the fragment accepts what Lean rejects."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--mathlib", type=Path, required=True, help="a checkout of Mathlib")
    parser.add_argument("--files", nargs="+", default=FILES, help="parts of the files' paths")
    parser.add_argument("--show", nargs="*", default=["stricter", "more generous"])
    parser.add_argument("--text", action="store_true", help="print the theorems, too")
    options = parser.parse_args(argv)
    folders = [
        options.mathlib / f for f in ("MathlibTest", "test") if (options.mathlib / f).is_dir()
    ]
    if not folders:
        print(f"mathlib_tests: no MathlibTest or test in {options.mathlib}", file=sys.stderr)
        return BAD_INPUT
    total: Counter[str] = Counter()
    for path in sorted(p for f in folders for p in f.rglob("*.lean")):
        name = str(path.relative_to(options.mathlib))
        if not any(part.lower() in name.lower() for part in options.files):
            continue
        counts: Counter[str] = Counter()
        for case in cases(path.read_text(encoding="utf-8"), name):
            verdict = judge(case)
            found = outcome(case, verdict)
            counts[found] += 1
            if found in options.show:
                print(f"{found}: {case.where}: {one_line(verdict.reason)}")
                if options.text:
                    print(case.text, "\n")
        total += counts
        print(f"{name}: {_line(counts)}", flush=True)
    print(f"all: {_line(total)}")
    return NOT_PROVED if total["more generous"] else DONE


def _line(counts: Counter[str]) -> str:
    names = ("agree", "stricter", "more generous", "outside")
    return ", ".join(f"{name} {counts[name]}" for name in names)


if __name__ == "__main__":
    sys.exit(main())
