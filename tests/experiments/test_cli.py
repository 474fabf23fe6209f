"""The contract of the command line with a shell: exit codes, one line for a mistake, quick help."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from curriculum.config import TrainConfig
from experiments import cli
from experiments.cli import split_overrides
from experiments.errors import UserError
from tests.experiments.shell import Prover

COMMANDS = ["prove", "check", "evaluate", "train", "report", "compare"]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main([name, "--help"])
    assert caught.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: prover {name}")


def test_help_is_quick_and_names_every_command(prover: Prover) -> None:
    began = time.perf_counter()
    ran = prover("--help")
    assert time.perf_counter() - began < 2.0  # a busy machine's 0.5 s
    assert ran.code == 0
    assert all(name in ran.out for name in COMMANDS)


@pytest.mark.parametrize("arguments", [["--help"], ["prove", "--help"], ["train", "--help"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    # What would make help slow is an import, and unlike seconds imports are the same every time.
    script = (
        "import sys\nfrom experiments.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        "heavy = {'torch', 'ray', 'transformers', 'numpy', 'rich', 'yaml'}\n"
        # The keys of a configuration are read off its model, for the help that lists them alone.
        f"heavy |= {set() if arguments[0] == 'train' else {'pydantic'}}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"


def test_the_help_of_train_lists_every_key_with_its_default(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        cli.main(["train", "--help"])
    told = capsys.readouterr().out
    assert max(map(len, told.splitlines())) <= 100
    words = " ".join(told.split())
    defaults = TrainConfig().model_dump(mode="json")
    for name, value in defaults.items():
        assert (
            f" {name}: " if isinstance(value, dict) else f" {name} {json.dumps(value)}"
        ) in words
    section = words[words.index(" search: ") :]
    assert section.startswith(f" search: expansions {defaults['search']['expansions']}, samples ")
    for keys in (value for value in defaults.values() if isinstance(value, dict)):
        assert all(f" {key} " in words for key in keys)


def test_no_command_is_bad_input(prover: Prover) -> None:
    ran = prover()
    assert ran.code == 2
    assert "usage: prover" in ran.err
    assert ran.out == ""


def test_the_version(prover: Prover) -> None:
    ran = prover("--version")
    assert ran.code == 0
    assert ran.out.startswith("prover ")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["prov"], "did you mean prove?"),
        (["prove", "theorem", "t", ":", "1", "=", "1"], "put it in quotes"),
        (["prove"], "THEOREM"),
        (["check", "x.lean", "--jsno"], "did you mean --json?"),
        (["prove", "theorem t : 1 = 1", "--samples", "0"], "positive"),
        (["prove", "theorem t : 1 = 1", "--timeout", "nan"], "positive"),
        (["prove", "theorem t : 1 = 1", "--exp", "3"], "did you mean --expansions?"),
        (["train"], "needs a configuration"),
        (["train", "none.yaml"], "no configuration at none.yaml"),
        (["train", "none.yaml", "--seed"], "--seed needs a value"),
        (["train", "--resume", "nowhere"], "not a run directory"),
        (["train", "--resume", "a", "--run", "b"], "one of them"),
        (["report", "nowhere"], "not a run directory"),
    ],
)
def test_a_mistake_is_one_line(
    command: Prover,
    arguments: list[str],
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert told in command(*arguments).mistake()


def test_overrides_are_taken_out_of_the_arguments() -> None:
    argv = ["train", "a.yaml", "--search.samples", "16", "--seed=3", "model.width=64", "--run", "r"]
    rest, overrides = split_overrides(argv, ["--run"])
    assert rest == ["train", "a.yaml", "--run", "r"]
    assert overrides == [("search.samples", "16"), ("seed", "3"), ("model.width", "64")]


def test_an_override_needs_a_value() -> None:
    with pytest.raises(UserError, match="--seed needs a value"):
        split_overrides(["--seed", "--run", "r"], ["--run"])


def test_a_negative_value_is_a_value() -> None:
    assert split_overrides(["--seed", "-1"], []) == ([], [("seed", "-1")])


def test_a_bug_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(options: object) -> int:
        raise RuntimeError("a bug")

    monkeypatch.setattr(cli, "_command", lambda name: broken)
    with pytest.raises(RuntimeError, match="a bug"):
        cli.main(["report", "x"])


def test_an_interrupt_is_one_line_and_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(options: object) -> int:
        raise KeyboardInterrupt("go on with: x")

    monkeypatch.setattr(cli, "_command", lambda name: interrupted)
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        assert cli.main(["report", "x"]) == 130
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert capsys.readouterr().err == "prover: interrupted: go on with: x\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "experiments.cli", "--version"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("prover: error: no space left")
    assert done.stderr.count("\n") == 1


def test_a_closed_pipe_is_silent() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "experiments.cli", "--version"],
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(writing)
    assert done.returncode == 141
    assert done.stderr == ""
