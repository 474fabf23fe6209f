"""The check file of a candidate, and what Lean's answers to it amount to."""

from __future__ import annotations

import pytest

from lean_env.audit import Part, check_file, judge, verify_in_lean, verify_unfiltered
from lean_env.lean_file import FileResult, LeanTimeout, Message, from_reply
from lean_env.types import EnvironmentCrashed, Theorem, VerdictKind

THEOREM = Theorem(
    "t", "theorem t (a b : ℝ) (h : a ≤ b) :\n    a ≤ b + 1", "import Mathlib\nopen Real"
)
PROOF = "have h₁ : b ≤ b + 1 := by\n  linarith\nexact h.trans h₁"
CHECK = check_file(THEOREM, PROOF, "n0")
STANDARD = "'pinned_n0' depends on axioms: [propext,\n Classical.choice,\n Quot.sound]"


def answers(
    *extra: Message, axioms: str | None = STANDARD, sorries: tuple[int, ...] = ()
) -> FileResult:
    said = [] if axioms is None else [Message("info", axioms, CHECK.first_lines[Part.AXIOMS] + 1)]
    return FileResult((*extra, *said), sorries)


def at(part: Part, text: str, severity: str = "error") -> Message:
    return Message(severity, text, CHECK.first_lines[part])


def test_the_file() -> None:
    assert (
        CHECK.text
        == """\
import Mathlib
open Real

set_option warningAsError false in
theorem statement_n0 (a b : ℝ) (h : a ≤ b) :
    a ≤ b + 1 := by
  sorry

theorem structure_n0 : True := by
  first
    | trivial
    | (
      have h₁ : b ≤ b + 1 := by
        linarith
      exact h.trans h₁
    )

theorem t (a b : ℝ) (h : a ≤ b) :
    a ≤ b + 1 := by
  have h₁ : b ≤ b + 1 := by
    linarith
  exact h.trans h₁

theorem pinned_n0 : type_of% @statement_n0 :=
  @_root_.t

set_option pp.fullNames true
#print axioms pinned_n0

"""
    )


def test_lines_belong_to_parts() -> None:
    lines = CHECK.text.split("\n")
    owners = {CHECK.part(k): line for k, line in enumerate(lines, start=1) if "n0" in line}
    assert owners[Part.STATEMENT].startswith("theorem statement_")
    assert CHECK.part(lines.index("    | (") + 1) is Part.STRUCTURE
    assert CHECK.part(lines.index("  @_root_.t") + 1) is Part.PINNED
    assert CHECK.part(1) is Part.HEADER
    assert CHECK.part(10_000) is Part.AXIOMS


def test_names_are_unguessable() -> None:
    assert check_file(THEOREM, PROOF).pinned != check_file(THEOREM, PROOF).pinned


@pytest.mark.parametrize(
    ("statement", "pinned", "target"),
    [
        ("theorem A.b.{u} {α : Type u} : α = α", "theorem A.statement_k.{u} {α", "@_root_.A.b"),
        ("theorem A.«b.c» : 1 = 1", "theorem A.statement_k : 1 = 1", "@_root_.A.«b.c»"),
        ("theorem «a.b».C.d : 1 = 1", "theorem «a.b».C.statement_k :", "@_root_.«a.b».C.d"),
        ("theorem _root_.A.b : 1 = 1", "theorem statement_k : 1 = 1", "@_root_.A.b"),
        ("lemma  _root_.c(n : ℕ) : n = n", "theorem statement_k(n : ℕ)", "@_root_.c"),
        ("example : 1 = 1", "theorem statement_k : 1 = 1", "@_root_.example_k"),
        ("theorem h' : 1 = 1", "theorem statement_k : 1 = 1", "@_root_.h'"),
    ],
)
def test_forms_of_a_statement(statement: str, pinned: str, target: str) -> None:
    text = check_file(Theorem("", statement), "rfl", "k").text
    assert pinned in text
    assert f": type_of% @{pinned.split()[1].partition('.{')[0].partition('(')[0]} :=" in text
    assert f"  {target}\n" in text


def test_in_a_namespace_the_theorem_is_a_member() -> None:
    text = check_file(Theorem("t", "theorem t : 1 = 1", "namespace Mine"), "rfl", "k").text
    assert "  @t\n" in text


@pytest.mark.parametrize(
    "axioms",
    [
        STANDARD,
        "'pinned_n0' does not depend on any axioms",
        "'pinned_n0' depends on axioms: [propext]",
        "`pinned_n0` depends on axioms: [`propext, `Quot.sound]",
        "'Mine.pinned_n0' depends on axioms: [Quot.sound]",
    ],
)
def test_proved(axioms: str) -> None:
    linter = Message("warning", "unused variable `h`", CHECK.first_lines[Part.PROOF])
    trace = Message("trace", "[Meta] ...", CHECK.first_lines[Part.PROOF])
    assert judge(CHECK, answers(linter, trace, axioms=axioms)).kind is VerdictKind.PROVED


@pytest.mark.parametrize(
    ("axioms", "reason"),
    [
        ("'pinned_n0' depends on axioms: [propext, sorryAx]", "sorryAx: a gap"),
        ("'pinned_n0' depends on axioms: [Lean.ofReduceBool]", "native_decide"),
        ("'pinned_n0' depends on axioms: [Lean.trustCompiler]", "native_decide"),
        ("'pinned_n0' depends on axioms: [t._native.native_decide.ax_1]", "axiom t._native"),
        ("'pinned_n0' depends on axioms: [mine]", "axiom mine"),
        ("'pinned_n0' depends on axioms: [choice]", "axiom choice"),
        ("'t' depends on axioms: [propext]", "did not say"),
        ("'t' does not depend on any axioms", "did not say"),
        ("pinned_n0 is fine", "did not say"),
        ("'pinned_n0' depends on axioms: [propext] or ['x", "did not say"),
        ("", "did not say"),
        (None, "did not say"),
    ],
)  # fmt: skip
def test_the_axioms_decide(axioms: str | None, reason: str) -> None:
    verdict = judge(CHECK, answers(axioms=axioms))
    assert verdict.kind is VerdictKind.REJECTED
    assert reason in verdict.reason


def test_an_answer_from_the_candidates_text_is_none() -> None:
    for part in (Part.STRUCTURE, Part.PROOF):
        assert not judge(CHECK, answers(at(part, STANDARD, "info"), axioms=None)).proved


def test_a_server_may_place_the_answer_at_the_files_start() -> None:
    assert judge(CHECK, answers(Message("info", STANDARD, 1), axioms=None)).proved


def test_two_answers_are_none() -> None:
    for line in (1, CHECK.first_lines[Part.PROOF], 10_000):
        twice = Message("info", "'pinned_n0' does not depend on any axioms", line)
        assert not judge(CHECK, answers(twice)).proved


def test_what_else_is_said_beside_the_answer_is_no_answer() -> None:
    linter = at(Part.AXIOMS, "options beginning with 'pp' are for development", "warning")
    assert judge(CHECK, answers(linter, at(Part.AXIOMS, "x : Nat", "info"))).proved


def test_an_answer_that_is_a_warning_is_none() -> None:
    assert not judge(CHECK, answers(at(Part.AXIOMS, STANDARD, "warning"), axioms=None)).proved


@pytest.mark.parametrize(
    ("part", "kind", "reason"),
    [
        (Part.HEADER, VerdictKind.ERROR, "the header: unknown"),
        (Part.STATEMENT, VerdictKind.ERROR, "the statement: unknown"),
        (Part.STRUCTURE, VerdictKind.REJECTED, "not tactics and nothing else: unknown"),
        (Part.PROOF, VerdictKind.REJECTED, "unknown thing"),
        (Part.PINNED, VerdictKind.REJECTED, "another statement: unknown"),
        (Part.AXIOMS, VerdictKind.REJECTED, "cannot say which axioms"),
    ],
)
def test_an_error_anywhere_is_no_proof(part: Part, kind: VerdictKind, reason: str) -> None:
    verdict = judge(CHECK, answers(at(part, "unknown\n  thing")))
    assert verdict.kind is kind
    assert reason in verdict.reason
    assert "\n" not in verdict.reason


def test_the_first_error_is_the_reason() -> None:
    result = answers(at(Part.PINNED, "second"), at(Part.PROOF, "first"))
    assert judge(CHECK, result).reason == "first"


def test_an_unknown_severity_is_an_error() -> None:
    assert not judge(CHECK, answers(at(Part.PROOF, "?", "fatal"))).proved


def test_a_sorry_of_the_proof_is_no_proof_and_one_of_the_header_is_not_ours() -> None:
    assert not judge(CHECK, answers(sorries=(CHECK.first_lines[Part.PROOF] + 1,))).proved
    assert judge(CHECK, answers(sorries=(1,))).proved


def test_the_words_of_a_warning_do_not_matter() -> None:
    for text in ("declaration uses 'sorry'", "declaration uses `sorry`"):
        warned = answers(
            at(Part.PROOF, text, "warning"), axioms="'pinned_n0' depends on axioms: [sorryAx]"
        )
        assert not judge(CHECK, warned).proved


def test_a_timeout_is_a_failure() -> None:
    def run(text: str) -> FileResult:
        raise LeanTimeout("Lean ran past 60 s")

    verdict = verify_in_lean(THEOREM, PROOF, run)
    assert (verdict.kind, verdict.reason) == (VerdictKind.REJECTED, "Lean ran past 60 s")


def test_a_crash_is_the_callers() -> None:
    def run(text: str) -> FileResult:
        raise EnvironmentCrashed("gone")

    with pytest.raises(EnvironmentCrashed):
        verify_in_lean(THEOREM, PROOF, run)


def test_the_filter_comes_first() -> None:
    def run(text: str) -> FileResult:
        raise AssertionError("nothing of this may reach Lean")

    assert verify_in_lean(THEOREM, "sorry", run).kind is VerdictKind.REJECTED


@pytest.mark.parametrize(
    "statement",
    [
        "theorem t : 1 = 2 := by rfl",
        "theorem t : True\naxiom bad : False",
        "theorem t : True axiom bad : False",
        "axiom t : False",
        "def t : Nat",
        "theorem t : True /- open",
        "theorem t : (True",
        "theorem t : sorry",
        "@[simp] theorem t : True",
        "open Nat in theorem t : True",
        "",
    ],
)
def test_what_is_not_one_statement_never_reaches_lean(statement: str) -> None:
    def run(text: str) -> FileResult:
        raise AssertionError("nothing of this may reach Lean")

    verdict = verify_unfiltered(Theorem("t", statement), "trivial", run)
    assert verdict.kind is VerdictKind.ERROR
    assert verdict.reason


@pytest.mark.parametrize("proof", ['exact f "\n)\n--', "exact (id «-/ -- ») /-\n)"])
def test_a_literal_that_could_reach_from_copy_to_copy_is_refused(proof: str) -> None:
    """The file has the script twice: what the first copy leaves open, the second one closes."""

    def run(text: str) -> FileResult:
        raise AssertionError("nothing of this may reach Lean")

    verdict = verify_unfiltered(THEOREM, proof, run)
    assert verdict.kind is VerdictKind.REJECTED
    assert "read as another text" in verdict.reason


def test_a_reply_of_the_repl() -> None:
    reply = {
        "env": 1,
        "messages": [
            {"severity": "warning", "pos": {"line": 2, "column": 8}, "endPos": None, "data": "x"}
        ],
        "sorries": [{"proofState": 0, "pos": {"line": 3, "column": 22}, "goal": "⊢ False"}],
    }
    assert from_reply(reply) == FileResult((Message("warning", "x", 2, 8),), (3,))
    nowhere = {"goal": "⊢ False", "proofState": None}  # as the REPL prints one without a place
    assert from_reply({"env": 1, "sorries": [nowhere]}).sorry_lines == (0,)
    assert from_reply({"env": 0}) == FileResult()
    assert from_reply({"env": 0, "messages": None, "sorries": None}) == FileResult()
    told = {"severity": "information", "pos": {"line": 1, "column": 0}, "data": "x"}
    assert from_reply({"env": 0, "messages": [told]}).messages == (Message("info", "x", 1),)
    assert from_reply({"message": "Unknown environment."}).messages[0].severity == "error"


@pytest.mark.parametrize(
    "reply",
    [
        {},
        {"messages": []},
        {"env": 0, "messages": "none"},
        {"env": 0, "messages": [{"severity": "info"}]},
        {"env": 0, "messages": [{"severity": "error", "data": "x"}]},
        {"env": 0, "sorries": [{}]},
        {"env": 0, "sorries": [{"goal": "⊢ False", "pos": {"line": None}}]},
    ],
)
def test_a_reply_that_cannot_be_read_is_not_silence(reply: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"Lean|reply|lists"):
        from_reply(reply)
