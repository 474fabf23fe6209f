"""`prover lean doctor` as a shell sees it."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.experiments.shell import Prover
from tests.lean_env.lean_machine import TOOLCHAIN, Machine, bare_machine


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return bare_machine(tmp_path, monkeypatch)


def test_without_lean_it_answers_in_under_two_seconds(prover: Prover, machine: Machine) -> None:
    began = time.monotonic()
    ran = prover("lean", "doctor", "--project", machine.root)
    assert time.monotonic() - began < 2.0
    assert (ran.code, ran.err) == (1, "")
    lines = ran.out.splitlines()
    for number, line in enumerate(lines[: lines.index("")]):
        if " missing " in line:
            assert lines[number + 1].lstrip().startswith("→ "), line
    assert lines[-1].startswith("Lean is not ready: missing git, ")
    assert any(line.startswith("  yes  --env embedded") for line in lines)


def test_with_everything_it_is_ready(command: Prover, machine: Machine) -> None:
    machine.git()
    machine.elan(TOOLCHAIN)
    root = machine.project()
    machine.fetch_mathlib(root, built=True)
    machine.repl()
    ran = command("lean", "doctor", "--project", root)
    assert ran.code == 0, ran.out
    assert ran.out.endswith("\nLean is ready\n")


def test_json_says_the_same(command: Prover, machine: Machine) -> None:
    ran = command("lean", "doctor", "--project", machine.root, "--json")
    document = json.loads(ran.out)
    assert ran.code == 1
    assert document["ready"] is False
    assert document["project"] is None
    assert {"what": "git", "state": "missing"}.items() <= document["findings"][0].items()
    assert all(set(f) == {"what", "state", "detail", "mend"} for f in document["findings"])
    assert all(set(job) == {"name", "works", "detail"} for job in document["jobs"])


def test_mistakes_are_one_line(command: Prover) -> None:
    assert command("lean", "doctor", "--project", "nowhere").mistake() == (
        "--project nowhere: there is no such folder"
    )
    assert "did you mean --project?" in command("lean", "doctor", "--projct", ".").mistake()
    assert "doctor" in command("lean", "docter").mistake()
    assert "prover lean --help" in command("lean").mistake()
