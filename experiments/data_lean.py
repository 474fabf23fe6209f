"""Proof steps of a Lean file, through a real Lean: `prover data import FILE.lean`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from curriculum.lean_steps import request, steps_in_reply, theorems
from curriculum.step_records import StepRecord
from experiments.console import waiting
from experiments.data_import import Tally
from experiments.environments import settings_of
from experiments.errors import UserError, one_line
from experiments.records import read_text
from lean_env.project import find_root
from lean_env.repl.launch import ReplNotFound, find_launch
from lean_env.repl.slot import start_server
from lean_env.source import THEOREM_KINDS


def lean_steps(path: Path, options: argparse.Namespace, tally: Tally) -> Iterator[StepRecord]:
    """The steps of the file's theorems. Raises `UserError` without a Lean to ask."""
    text = read_text(path)
    commands = theorems(text, str(path))
    root = options.project or find_root(path)
    settings = settings_of(
        {
            "server_command": options.server_cmd or "",
            "project": str(root) if root is not None else "",
        }
    )
    try:
        server = start_server(find_launch(settings), settings)
    except ReplNotFound as error:
        raise UserError(f"{path}: a Lean file needs a real Lean: {error}") from None
    try:
        with waiting(f"Lean elaborates {path.name}"):
            reply = server.ask(request(text), options.timeout)
    finally:
        server.kill()
    if set(reply) == {"message"}:
        raise UserError(f"{path}: {one_line(str(reply['message']))}")
    tally.theorems += sum(command.kind in THEOREM_KINDS for command in commands)
    yield from steps_in_reply(commands, reply, str(path), options.split or "", tally.skipped)
