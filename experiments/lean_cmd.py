"""`prover lean`: which of its commands is meant. Each is imported when it runs."""

from __future__ import annotations

import argparse


def run(options: argparse.Namespace) -> int:
    """Run one of the commands; returns its exit code."""
    match options.lean_command:
        case "doctor":
            from experiments.lean_doctor import run as command
        case "install":
            from experiments.lean_install import run as command
        case "prove":
            from experiments.lean_prove import run as command
        case "check":
            from experiments.lean_check import run as command
        case _:
            raise AssertionError(f"no command lean {options.lean_command}")
    return command(options)
