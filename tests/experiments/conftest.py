"""Running the command line as a user does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.cli import main
from tests.experiments.shell import Prover, Ran


@pytest.fixture
def prover(tmp_path: Path) -> Prover:
    """Runs `prover` in a process of its own, in an empty folder; `text` is its standard input."""

    def run(*arguments: str | Path, text: str = "", **environment: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "experiments.cli", *map(str, arguments)],
            input=text,
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env={**os.environ, **environment},
            timeout=240,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Prover:
    """The same in this process: for what needs no process of its own."""

    def run(*arguments: str | Path) -> Ran:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run
