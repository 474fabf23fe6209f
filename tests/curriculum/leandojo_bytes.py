"""A small benchmark in LeanDojo's format: files with one list of theorems each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ADD_ZERO = {"full_name": "Nat.add_zero", "def_path": "src/lean/Init/Core.lean", "def_pos": [12, 9]}
ADD_COMM = {
    "full_name": "Nat.add_comm",
    "def_path": "src/lean/Init/Data/Nat/Basic.lean",
    "def_pos": [140, 19],
    "def_end_pos": [140, 27],
}


def tactic(text: str, before: str, after: str, *premises: dict[str, Any]) -> dict[str, Any]:
    """One traced tactic; its premises are marked where their last name occurs."""
    annotated = text
    for premise in premises:
        short = premise["full_name"]
        annotated = annotated.replace(short, f"<a>{short}</a>")
    return {
        "tactic": text,
        "annotated_tactic": [annotated, list(premises)],
        "state_before": before,
        "state_after": after,
    }


def theorem(name: str, *tactics: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """One theorem; `changed` replaces or adds fields."""
    return {
        "url": "https://github.com/leanprover-community/mathlib4",
        "commit": "29dcec074de168ac2bf835a77ef68bbe069194c5",
        "file_path": "Mathlib/Small.lean",
        "full_name": name,
        "start": [10, 1],
        "end": [12, 20],
        "traced_tactics": list(tactics),
        **changed,
    }


TWO_GOALS = "case inl\nn : ℕ\n⊢ n + 0 = n\n\ncase inr\nn m : ℕ\n⊢ n + m = m + n"
TRAIN = [
    theorem(
        "Small.add",
        tactic("rcases h with _ | m", "n : ℕ\n⊢ P n", TWO_GOALS),
        tactic("rw [Nat.add_zero]", TWO_GOALS, "n m : ℕ\n⊢ n + m = m + n", ADD_ZERO),
        tactic("exact Nat.add_comm n m", "n m : ℕ\n⊢ n + m = m + n", "no goals", ADD_COMM),
    ),
    theorem("Small.term"),
    theorem(
        "Small.again",
        tactic("exact Nat.add_comm n m", "n m : ℕ\n⊢ n + m = m + n", "no goals", ADD_COMM),
        tactic("done", "no goals", "no goals"),
        tactic("sorry", "⊢ False", "no goals"),
        tactic("· simp\n  rfl", "⊢ 1 = 1", "no goals"),
    ),
]
VAL = [theorem("Small.val", tactic("rfl", "⊢ 1 = 1", "no goals"))]
TEST = [theorem("Small.test", tactic("simp", "⊢ 2 = 2", "no goals"))]


def write_benchmark(folder: Path) -> Path:
    """`random` and `novel_premises` with their three files each; returns the folder."""
    for partition in ("random", "novel_premises"):
        inside = folder / partition
        inside.mkdir(parents=True)
        for name, theorems in (("train", TRAIN), ("val", VAL), ("test", TEST)):
            text = json.dumps(theorems, ensure_ascii=False)
            (inside / f"{name}.json").write_text(text, encoding="utf-8")
    (folder / "metadata.json").write_text("{}", encoding="utf-8")
    return folder
