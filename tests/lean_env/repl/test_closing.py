"""An environment that is closed while a thread waits in it: an interrupt waits for no tactic."""

from __future__ import annotations

import shlex
import sys
import threading
import time
from pathlib import Path

from lean_env.repl.env import ReplEnv
from lean_env.settings import EnvSettings
from lean_env.types import EnvironmentCrashed, TacticState, Theorem

# Opens any statement; a tactic never ends, and says that it has begun.
_HANGS = """
import json, pathlib, sys, time
place = {"line": 1, "column": 0}
for line in sys.stdin:
    if not line.strip():
        continue
    if "tactic" in json.loads(line):
        pathlib.Path(sys.argv[1]).touch()
        time.sleep(600)
    gap = {"proofState": 0, "pos": place, "endPos": place, "goal": "⊢ 1 = 1"}
    print(json.dumps({"env": 0, "sorries": [gap] if "sorry" in line else []}) + "\\n", flush=True)
"""


def test_what_a_thread_waits_for_ends_and_starts_no_other_server(tmp_path: Path) -> None:
    program, begun = tmp_path / "hangs.py", tmp_path / "begun"
    program.write_text(_HANGS, encoding="utf-8")
    command = [sys.executable, "-I", "-S", str(program), str(begun)]
    env = ReplEnv(EnvSettings(server_command=shlex.join(command), tactic_timeout_s=300.0))
    state = env.start(Theorem("t", "theorem t : 1 = 1"))
    raised: list[str] = []

    def work() -> None:
        try:
            env.apply(state, "simp")
        except EnvironmentCrashed as error:
            raised.append(str(error))

    # The second waits for the first: their statement has one server.
    threads = [threading.Thread(target=work, daemon=True) for _ in range(2)]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + 20.0
    while not begun.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.05)
    env.close()
    for thread in threads:
        thread.join(5.0)
    assert raised == ["the environment was closed"] * 2
    assert env.pids == []
    # What was given out stays valid all the same.
    assert isinstance(env.start(Theorem("t", "theorem t : 1 = 1")), TacticState)
    env.close()
