"""`prover data import` and `prover data trace` as a shell sees them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from curriculum.step_records import read_steps
from tests.curriculum.leandojo_bytes import ADD_ZERO, tactic, write_benchmark
from tests.experiments.shell import Prover
from tests.lean_env.lean_machine import bare_machine


def test_a_benchmarks_folder_is_imported_split_by_split(command: Prover, tmp_path: Path) -> None:
    folder = write_benchmark(tmp_path / "benchmark") / "random"
    out = tmp_path / "records.jsonl"
    ran = command("data", "import", folder, "--out", out)
    assert ran.code == 0, ran.err
    assert ran.out.splitlines() == [
        f"{out}: 5 proof steps (3 train, 1 val, 1 test) of 3 of 5 theorems",
        "left out: 1 duplicates, 1 with no goals before them, 1 with sorry or admit, "
        "1 blocks under ·",
    ]
    assert [r.split for r in read_steps(out)] == ["train", "train", "train", "val", "test"]


def test_json_and_a_split_of_ones_own(command: Prover, tmp_path: Path) -> None:
    path = write_benchmark(tmp_path / "benchmark") / "random" / "val.json"
    out = tmp_path / "records.jsonl"
    ran = command("data", "import", path, "--out", out, "--split", "train", "--json")
    document = json.loads(ran.out)
    assert document["splits"] == {"train": 1}
    assert document["steps"] == 1


def test_the_two_partitions_do_not_mix(command: Prover, tmp_path: Path) -> None:
    folder = write_benchmark(tmp_path / "benchmark")
    ran = command("data", "import", folder / "random", folder / "novel_premises")
    assert "split the same theorems in two ways" in ran.mistake()
    assert "random, novel_premises" in command("data", "import", folder).mistake()


def test_a_file_is_replaced_only_when_asked(command: Prover, tmp_path: Path) -> None:
    path = write_benchmark(tmp_path / "benchmark") / "random" / "val.json"
    out = tmp_path / "records.jsonl"
    out.write_text("mine", encoding="utf-8")
    assert "--force replaces it" in command("data", "import", path, "--out", out).mistake()
    assert out.read_text(encoding="utf-8") == "mine"
    assert command("data", "import", path, "--out", out, "--force").code == 0
    assert len(list(read_steps(out))) == 1


def test_damage_is_one_line_and_leaves_no_file(command: Prover, tmp_path: Path) -> None:
    path = tmp_path / "train.json"
    path.write_text('[{"url": "u"}]', encoding="utf-8")
    out = tmp_path / "records.jsonl"
    message = command("data", "import", path, "--out", out).mistake()
    assert message.startswith(f"{path}: theorem 1: commit: Field required")
    assert not out.exists()


def test_files_that_are_none_of_the_kinds(command: Prover, tmp_path: Path) -> None:
    other = tmp_path / "corpus.jsonl"
    other.write_text("{}\n", encoding="utf-8")
    assert (
        "a .json file of LeanDojo's or a .lean file" in command("data", "import", other).mistake()
    )
    assert "no such file" in command("data", "import", tmp_path / "no.json").mistake()
    assert "no train.json" in command("data", "import", tmp_path).mistake()


def test_a_lean_file_needs_lean_and_says_so(
    command: Prover, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare_machine(tmp_path, monkeypatch)
    path = tmp_path / "a.lean"
    path.write_text("theorem t : 1 = 1 := by rfl\n", encoding="utf-8")
    message = command("data", "import", path, "--out", tmp_path / "out.jsonl").mistake()
    assert "a Lean file needs a real Lean" in message
    assert "prover lean doctor" in message


def test_tracing_needs_lean_dojo(command: Prover, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("experiments.data_trace.installed_package", lambda name: False)
    message = command("data", "trace", "https://github.com/a/b").mistake()
    assert "lean-dojo, which traces repositories, is not installed" in message
    assert f"{sys.executable} -m pip install 'lean-dojo>=2.1'" in message


class TracedByLeanDojo:
    """As much of a traced theorem of LeanDojo's as is read."""

    def __init__(self, name: str, *tactics: dict[str, Any]) -> None:
        self.theorem = SimpleNamespace(full_name=name)
        self.repo = SimpleNamespace(url="https://github.com/a/b", commit="c0ffee")
        self.file_path = Path("A/B.lean")
        self._tactics = tactics

    def get_traced_tactics(self) -> list[Any]:
        return [
            SimpleNamespace(**t, get_annotated_tactic=lambda t=t: tuple(t["annotated_tactic"]))
            for t in self._tactics
        ]


def connected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dojo: Any) -> None:
    machine = bare_machine(tmp_path, monkeypatch)
    machine.git()
    (machine.bin / "lake").symlink_to(machine.bin / "git")
    monkeypatch.setattr("experiments.data_trace.installed_package", lambda name: True)
    monkeypatch.setitem(sys.modules, "lean_dojo", dojo)


def test_a_traced_repository_becomes_records(
    command: Prover, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    theorems = [
        TracedByLeanDojo("A.t", tactic("rw [Nat.add_zero]", "⊢ n + 0 = n", "no goals", ADD_ZERO)),
        TracedByLeanDojo("A.by_term"),
    ]

    def trace(repo: Any, build_deps: bool) -> Any:
        asked.append((repo, build_deps))
        return SimpleNamespace(get_traced_theorems=lambda: theorems)

    dojo = SimpleNamespace(
        LeanGitRepo=lambda url, commit: (url, commit),
        get_latest_commit=lambda url: "newest",
        trace=trace,
    )
    connected(tmp_path, monkeypatch, dojo)
    out = tmp_path / "records.jsonl"
    ran = command("data", "trace", "https://github.com/a/b", "--out", out)
    assert ran.code == 0, ran.err
    assert asked == [(("https://github.com/a/b", "newest"), False)]
    [record] = read_steps(out)
    assert (record.theorem, record.premises) == ("A.t", ("Nat.add_zero",))
    assert record.origin == "https://github.com/a/b@c0ffee:A/B.lean"


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (OSError("[Errno -2] Name or service not known"), "the network cannot be reached"),
        (RuntimeError('403 {"message": "API rate limit exceeded"}'), "GITHUB_ACCESS_TOKEN"),
        (ValueError("Invalid tag or branch: `x` for b"), "Invalid tag or branch"),
    ],
)
def test_what_goes_wrong_in_leandojo_is_one_line(
    command: Prover,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    message: str,
) -> None:
    def fail(url: str, commit: str) -> Any:
        raise error

    connected(tmp_path, monkeypatch, SimpleNamespace(LeanGitRepo=fail))
    out = tmp_path / "records.jsonl"
    ran = command("data", "trace", "https://github.com/a/b", "--commit", "x", "--out", out)
    assert message in ran.mistake()
    assert not out.exists()


def test_what_tracing_needs_besides(
    command: Prover, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = bare_machine(tmp_path, monkeypatch)
    monkeypatch.setattr("experiments.data_trace.installed_package", lambda name: True)
    assert "git is not on PATH" in command("data", "trace", "https://github.com/a/b").mistake()
    machine.git()
    assert "lake is not on PATH" in command("data", "trace", "https://github.com/a/b").mistake()
    (machine.bin / "lake").symlink_to(machine.bin / "git")
    assert "not a git repository" in command("data", "trace", tmp_path).mistake()
    assert "not a URL" in command("data", "trace", "nowhere").mistake()
    (tmp_path / ".git").mkdir()
    assert (
        "--commit is for a URL" in command("data", "trace", tmp_path, "--commit", "main").mistake()
    )


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--server-cmd", "'lake"], "--server-cmd: no closing quotation"),
        (["--project", "nowhere"], "--project: there is no folder nowhere"),
    ],
)
def test_a_lean_file_with_options_that_cannot_be_meant(
    prover: Prover, tmp_path: Path, options: list[str], says: str
) -> None:
    path = tmp_path / "a.lean"
    path.write_text("theorem t : 1 = 1 := by rfl\n", encoding="utf-8")
    ran = prover("data", "import", str(path), "--out", str(tmp_path / "out.jsonl"), *options)
    assert says in ran.mistake()
