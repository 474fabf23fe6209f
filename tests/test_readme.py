"""What the README shows is what the commands print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from experiments.cli import main
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def console(command: str) -> tuple[list[str], str]:
    """A command that the README shows, as arguments, and the output that it shows for it."""
    found = re.search(rf"```console\n\$ prover ({command}.*)\n((?:.*\n)*?)```", README)
    assert found is not None, command
    return shlex.split(found[1]), found[2]


def run(arguments: list[str]) -> int:
    try:
        return main(arguments)
    except SystemExit as end:
        return int(end.code or 0)


def test_the_proof_it_shows_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    arguments, shown = console("prove")
    assert run(arguments) == 0
    assert capsys.readouterr().out == shown


def test_the_verdicts_it_shows_are_given(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments, shown = console("check")
    examples = re.search(r"```lean\n((?:.*\n)*?)```", README)
    assert examples is not None
    monkeypatch.chdir(tmp_path)
    Path(arguments[-1]).write_text(examples[1], encoding="utf-8")
    assert run(arguments) == 1
    assert capsys.readouterr().out == shown


def test_the_commands_it_lists_exist(capsys: pytest.CaptureFixture[str]) -> None:
    rows = re.findall(r"^\| `prover ([a-z|\\]+)(?: ([a-z|\\]+))?", README, re.MULTILINE)
    assert len(rows) > 8
    for command, parts in rows:
        for part in re.split(r"\\?\|", parts or ""):
            # `evaluate minif2f|FILE` names a benchmark there, not a part of the command.
            arguments = [command, *([part] if part and part != "minif" else []), "--help"]
            assert run(arguments) == 0, arguments
            assert "usage: prover " + command in capsys.readouterr().out


def test_the_benchmarks_it_names_exist() -> None:
    named = set(re.findall(r"python -m (experiments[\w.]+)", README))
    assert named
    for module in named:
        assert (ROOT / f"{module.replace('.', '/')}.py").is_file(), module
