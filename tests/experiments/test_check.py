"""`prover check`: one verdict a theorem, whatever the rest of the file is like."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from experiments.theorems import read_claims
from tests.experiments.shell import Prover

GOOD = "theorem good (a b : ℝ) : 2 * a * b ≤ a ^ 2 + b ^ 2 := by\n  nlinarith [sq_nonneg (a - b)]\n"
WRONG = "theorem wrong (a b : ℝ) : 2 * a * b ≤ a ^ 2 + b ^ 2 := by\n  linarith\n"


def verdicts(command: Prover, path: Path) -> dict[str, tuple[str, str]]:
    lines = command("check", path, "--json").out.splitlines()
    found = [json.loads(line) for line in lines]
    assert all(set(item) == {"name", "verdict", "reason"} for item in found)
    return {item["name"]: (item["verdict"], item["reason"]) for item in found}


def lean(folder: Path, text: str) -> Path:
    path = folder / "a.lean"
    path.write_text(text, encoding="utf-8")
    return path


def jsonl(folder: Path, *records: Any) -> Path:
    path = folder / "a.jsonl"
    lines = [r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_all_proved(command: Prover, tmp_path: Path) -> None:
    text = f"import Mathlib\nopen Real\n\n/- a -/\n{GOOD}\nexample : (1 : ℝ) < 2 := by norm_num\n"
    ran = command("check", lean(tmp_path, text))
    assert (ran.code, ran.out) == (0, "good: proved\nexample (line 8): proved\n")


def test_a_wrong_proof_is_rejected_with_leans_words(command: Prover, tmp_path: Path) -> None:
    ran = command("check", lean(tmp_path, GOOD + WRONG))
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "good: proved",
        "wrong: rejected: linarith failed to find a contradiction",
    ]


def test_term_proofs_are_proofs(command: Prover, tmp_path: Path) -> None:
    text = "theorem t (a : ℝ) (h : 0 < a) : 0 < a := h\n"
    assert command("check", lean(tmp_path, text)).code == 0


@pytest.mark.parametrize(
    "proof", ["by sorry", "sorry", "by admit", "by\n  exact t", "by native_decide"]
)
def test_gaps_are_rejected(command: Prover, tmp_path: Path, proof: str) -> None:
    text = f"theorem t : (1 : ℕ) + 1 = 2 := {proof}\n"
    ran = command("check", lean(tmp_path, text))
    assert ran.code == 1
    assert ran.out.startswith("t: rejected: ")


def test_an_unknown_tactic_is_unsupported(command: Prover, tmp_path: Path) -> None:
    found = verdicts(command, lean(tmp_path, "theorem t : 1 = 1 := by frobnicate\n"))
    assert found["t"][0] == "unsupported"
    assert "frobnicate" in found["t"][1]


@pytest.mark.parametrize(
    "command_text",
    [
        "axiom cheat : False",
        "def two : ℕ := 3",
        "instance : Add ℝ := ⟨fun a b => a⟩",
        'notation "ℝ" => Empty',
        "variable (h : False)",
        'macro "nlinarith" : tactic => `(tactic| sorry)',
        "namespace A",
        'local infix:50 " ≤ " => fun _ _ => True',
        "open Foo in",
        "set_option autoImplicit true",
    ],
)
def test_nothing_is_judged_behind_a_command_that_could_change_it(
    command: Prover, tmp_path: Path, command_text: str
) -> None:
    before = GOOD.replace("good", "before")
    found = verdicts(command, lean(tmp_path, f"{before}\n{command_text}\n\n{GOOD}"))
    assert found.pop("before") == ("proved", "")
    assert "proved" not in {verdict for verdict, _ in found.values()}
    assert len(found) == 2
    assert "line 4" in " ".join(reason for _, reason in found.values())


@pytest.mark.parametrize(
    ("header", "verdict"),
    [
        ("import Mathlib.Data.Real.Basic\nimport Aesop", "proved"),
        ("import Mathlib\nimport Mine.Notation", "unsupported"),
        ("import Mathlibx", "unsupported"),
    ],
)
def test_what_a_module_of_ones_own_redefines_is_not_known(
    command: Prover, tmp_path: Path, header: str, verdict: str
) -> None:
    found = verdicts(command, lean(tmp_path, f"{header}\n\n{GOOD}"))
    assert found["good"][0] == verdict


def test_modifiers_of_a_theorem_do_not_keep_it_from_being_judged(
    command: Prover, tmp_path: Path
) -> None:
    names = ("hidden", "own", "simple", "after")
    theorems = [GOOD.replace("good", name) for name in names]
    modified = map("".join, zip(("private ", "protected ", "@[simp] ", ""), theorems, strict=True))
    found = verdicts(command, lean(tmp_path, "\n".join(modified)))
    kinds = {name: verdict for name, (verdict, _) in found.items()}
    # What simp does behind a new simp lemma is not known.
    assert kinds == dict(zip(names, ("proved", "proved", "proved", "unsupported"), strict=True))


def test_a_name_may_be_declared_once(command: Prover, tmp_path: Path) -> None:
    path = lean(tmp_path, GOOD + GOOD)
    ran = command("check", path)
    assert ran.code == 2
    assert ran.out.splitlines()[1] == f"good: error: {path}:3: {path}:1 declares this name already"


def test_of_records_of_one_name_the_first_is_judged(command: Prover, tmp_path: Path) -> None:
    record = {"name": "r", "proof": GOOD}
    path = jsonl(tmp_path, record, {"proof": GOOD}, {"proof": GOOD}, record)
    ran = command("check", path)
    assert ran.code == 2
    assert ran.out.splitlines() == [
        "r: proved",
        "line 2: proved",
        "line 3: proved",
        f"r: error: {path}:4: {path}:1 has this name already",
    ]


def test_a_line_of_a_proof_is_no_line_of_the_file(command: Prover, tmp_path: Path) -> None:
    unmatched = "-- a comment\ntheorem b (x : ℝ : x = x := by rfl"
    path = jsonl(
        tmp_path,
        {"name": "a", "proof": GOOD},
        "{",
        {"name": "b", "proof": unmatched},
        {"name": "c"},
    )
    assert command("check", path).out.splitlines()[1:] == [
        f"line 2: error: {path}:2: not valid JSON (Expecting property name enclosed in double "
        "quotes)",
        f"b: error: {path}:3: line 2 of its proof: its brackets do not match",
        f"c: error: {path}:4: no proof",
    ]


def test_malformed_theorems_are_errors_beside_good_ones(command: Prover, tmp_path: Path) -> None:
    text = f"theorem a (x : ℝ)\n{GOOD}theorem b (x : ℝ : x = x := by rfl\n"
    ran = command("check", lean(tmp_path, text))
    assert ran.code == 2
    kinds = [line.split(": ")[1] for line in ran.out.splitlines()]
    assert kinds == ["error", "proved", "error"]
    assert "a.lean:1: no proof" in ran.out
    assert "a.lean:4: its brackets do not match" in ran.out


def test_records_each_have_a_verdict(command: Prover, tmp_path: Path) -> None:
    path = jsonl(
        tmp_path,
        {"name": "r1", "header": "import Mathlib\nopen Nat", "proof": GOOD},
        {"name": "r2", "header": "", "proof": WRONG},
        "{not json",
        {"name": "r3", "header": ""},
        {"name": "r4", "header": "axiom cheat : False", "proof": GOOD},
        {"name": "r5", "header": "", "proof": "2 + 2"},
        {"name": "r6", "header": "", "proof": f"{WRONG}\n{GOOD}"},
        {"name": "r7", "header": "", "proof": f"axiom cheat : False\n{GOOD}"},
    )
    found = {name: verdict for name, (verdict, _) in verdicts(command, path).items()}
    assert found == {
        "r1": "proved",
        "r2": "rejected",
        "line 3": "error",
        "r3": "error",
        "r4": "rejected",
        "r5": "error",
        "r6": "rejected",
        "r7": "rejected",
    }
    assert command("check", path).code == 2


def test_a_record_may_fix_the_statement(command: Prover, tmp_path: Path) -> None:
    statement = "theorem good (a b : ℝ) :\n    2 * a * b ≤ a ^ 2 + b ^ 2 := by sorry"
    easier = "theorem good (a b : ℝ) : 2 * a * b ≤ 2 * a * b := by\n  exact le_refl _\n"
    path = jsonl(
        tmp_path,
        {"name": "same", "statement": statement, "proof": GOOD},
        {"name": "easier", "statement": statement, "proof": easier},
        {"name": "unreadable", "statement": "2 + 2", "proof": GOOD},
    )
    found = {name: verdict for name, (verdict, _) in verdicts(command, path).items()}
    assert found == {"same": "proved", "easier": "rejected", "unreadable": "rejected"}


def test_a_record_brings_its_lemmas_along(tmp_path: Path) -> None:
    proof = (
        "theorem a : True := by\n  trivial\ntheorem b : True := by\n  exact a\n"
        "theorem c : True := trivial\ntheorem d : True := by\n  exact b\n"
    )
    [claim] = read_claims(jsonl(tmp_path, {"name": "r", "header": "open Nat", "proof": proof}))
    a = "theorem a : True := by\n  trivial\n"
    b = "theorem b : True := by\n  exact a\n"
    headers = [theorem.header for theorem, _ in claim.theorems]
    assert headers == ["open Nat", f"open Nat\n{a}", "open Nat", f"open Nat\n{a}\n{b}"]


def test_a_lemma_may_not_take_a_name_of_the_pinned_statement(
    command: Prover, tmp_path: Path
) -> None:
    statement = "theorem t (x : ℝ) (h : 0 < x) : 0 < Real.sqrt x"
    lemma = "theorem Mine.sqrt : True := trivial"
    record = {"name": "r", "statement": statement, "proof": f"{lemma}\n{statement} := by simp"}
    verdict, reason = verdicts(command, jsonl(tmp_path, record))["r"]
    assert verdict == "rejected"
    assert "`Mine.sqrt`" in reason


def test_comments_of_a_header_do_not_reach_the_environment(tmp_path: Path) -> None:
    header = "import Mathlib -- all of it\n\nopen Nat\n\n/-- Says that\nit is so. -/"
    [claim] = read_claims(jsonl(tmp_path, {"name": "r", "header": header, "proof": GOOD}))
    [(theorem, _)] = claim.theorems
    assert theorem.header == "import Mathlib\nopen Nat"


def test_files_that_hold_nothing(command: Prover, tmp_path: Path) -> None:
    assert "no theorem" in command("check", lean(tmp_path, "import Mathlib\n")).mistake()
    assert "no records" in command("check", jsonl(tmp_path, "")).mistake()
    assert "no such file" in command("check", tmp_path / "none.lean").mistake()
    assert "directory" in command("check", tmp_path).mistake()
    (tmp_path / "b.lean").write_bytes(b"\xff\xfe")
    assert "not UTF-8" in command("check", tmp_path / "b.lean").mistake()


def test_the_verdicts_of_real_lean_at_the_borders(command: Prover, shared_data: Path) -> None:
    border = shared_data / "fidelity" / "border.jsonl"
    records = [json.loads(line) for line in border.read_text(encoding="utf-8").splitlines()]
    found = verdicts(command, border)
    assert {r["name"]: r["expect"] for r in records} == {n: v for n, (v, _) in found.items()}


@pytest.mark.parametrize(
    "arguments", [("check",), ("evaluate",), ("evaluate", "minif2f", "--data")]
)
@pytest.mark.parametrize("name", ["README.md", "p.json", "quickstart.yaml", "theorem"])
def test_only_lean_is_read_as_lean(
    command: Prover, tmp_path: Path, arguments: tuple[str, ...], name: str
) -> None:
    path = tmp_path / name
    path.write_text(GOOD, encoding="utf-8")
    told = command(*arguments, path).mistake()
    assert told == f"{path}: a .lean file, or a .jsonl file of records, is expected"
    path.unlink()
    if len(arguments) == 1:
        assert command(*arguments, path).mistake() == f"{path}: no such file"
