"""`prover data`: which of its commands is meant. Each is imported when it runs."""

from __future__ import annotations

import argparse


def run(options: argparse.Namespace) -> int:
    """Run one of the commands; returns its exit code."""
    match options.data_command:
        case "import":
            from experiments.data_import import run as command
        case "trace":
            from experiments.data_trace import run as command
        case _:
            raise AssertionError(f"no command data {options.data_command}")
    return command(options)
