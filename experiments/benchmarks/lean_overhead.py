"""What an environment adds to the time that Lean itself takes for a tactic.

    python -m experiments.benchmarks.lean_overhead [--tactics 2000]

A program that answers at once stands in Lean's place. Printed are the time of `apply` (border
filter, isolated process, deadline, reading the answer), the time of the same exchange of bytes over
plain pipes, and their difference: the environment's own. Median and 99th percentile, in ms.
"""

from __future__ import annotations

import argparse
import json
import shlex
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Final

from lean_env.registry import make_env
from lean_env.settings import EnvSettings
from lean_env.types import TacticState, Theorem

_GOAL: Final = "a b c : ℝ\nh₀ : 0 < a\nh₁ : a * b = c\n⊢ 2 * a * b ≤ a ^ 2 + b ^ 2"
_TACTIC: Final = "nlinarith [sq_nonneg (a - b), mul_pos h₀ h₀]"
_SORRY: Final = {"proofState": 0, "goal": _GOAL, "pos": {"line": 1, "column": 0}}
_OPENED: Final = json.dumps({"env": 0, "sorries": [_SORRY]}, ensure_ascii=False)
_STEP: Final = json.dumps(
    {"proofState": 1, "goals": [_GOAL], "proofStatus": "Incomplete: open goals remain"},
    ensure_ascii=False,
)
_INSTANT: Final = f"""
import sys
for line in sys.stdin.buffer:
    if line.strip():
        sys.stdout.buffer.write({(_STEP + chr(10) * 2).encode()!r} if b'"tactic"' in line
                                else {(_OPENED + chr(10) * 2).encode()!r})
        sys.stdout.buffer.flush()
"""


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--tactics", type=int, default=2000)
    options = parser.parse_args()
    command = [sys.executable, "-I", "-S", "-c", _INSTANT]
    bare = _bare(command, options.tactics)
    whole = _environment(command, options.tactics)
    rows = {"plain pipes": bare, "apply": whole}
    for name, times in rows.items():
        print(f"{name:12} median {_median(times):.3f} ms, 99 % {_high(times):.3f} ms")
    print(f"{'overhead':12} median {_median(whole) - _median(bare):.3f} ms")


def _environment(command: list[str], tactics: int) -> list[float]:
    env = make_env("repl", EnvSettings(server_command=shlex.join(command)))
    try:
        root = env.start(Theorem("t", "theorem t (a b : ℝ) : 2 * a * b ≤ a ^ 2 + b ^ 2"))

        def apply() -> None:
            if not isinstance(env.apply(root, _TACTIC), TacticState):
                raise RuntimeError("the program that stands in for Lean does not answer")

        return _timed(apply, tactics)
    finally:
        env.close()


def _bare(command: list[str], tactics: int) -> list[float]:
    request = json.dumps({"tactic": _TACTIC, "proofState": 0}, ensure_ascii=False).encode()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("no pipes")
        send, receive = process.stdin, process.stdout

        def exchange() -> None:
            send.write(request + b"\n\n")
            send.flush()
            while receive.readline().strip():
                pass

        times = _timed(exchange, tactics)
        send.close()
    return times


def _timed(action: Callable[[], None], times: int) -> list[float]:
    for _ in range(min(50, times)):
        action()
    found = []
    for _ in range(times):
        before = time.perf_counter()
        action()
        found.append((time.perf_counter() - before) * 1000)
    return found


def _median(times: list[float]) -> float:
    return statistics.median(times)


def _high(times: list[float]) -> float:
    return statistics.quantiles(times, n=100)[98]


if __name__ == "__main__":
    main()
