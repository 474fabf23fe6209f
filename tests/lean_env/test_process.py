"""Isolation: limits that hold, deadlines that stop, and nothing left behind however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lean_env.process import (
    ChildProcess,
    ProcessEnded,
    ProcessFlooded,
    ProcessHung,
    ProcessLimits,
    child_environment,
)
from lean_env.types import EnvironmentCrashed

ECHO = "import sys\nfor line in sys.stdin:\n    print(line.strip() * 2, flush=True)"
# Starts a child in a session of its own, says its number, and waits.
SPAWNER = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"],
                         start_new_session=True, stdin=subprocess.DEVNULL)
print(child.pid, flush=True)
time.sleep(600)
"""


def python(code: str, **limits: int | None) -> ChildProcess:
    command = [sys.executable, "-I", "-c", textwrap.dedent(code)]
    return ChildProcess(command, ProcessLimits(**limits))  # type: ignore[arg-type]


def gone(pid: int) -> bool:
    """Whether the process has ended (a zombie that nobody collects has)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def soon(condition: Callable[[], bool], seconds: float = 10.0) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def test_question_and_answer() -> None:
    with python(ECHO) as child:
        for word in (b"ab", b"cd"):
            child.send(word + b"\n", 5)
            assert child.read_until(b"\n", 5) == word * 2 + b"\n"
        assert child.unread() == b""
        pid = child.pid
    assert gone(pid)
    assert child.ended == "killed"
    child.kill()


def test_an_answer_in_pieces_and_two_in_one_piece() -> None:
    code = """
        import sys, time
        for piece in "one\\n", "\\ntwo", "\\n", "\\nthree\\n\\nfour":
            sys.stdout.write(piece), sys.stdout.flush(), time.sleep(0.02)
        time.sleep(60)
        """
    with python(code) as child:
        assert child.read_until(b"\n\n", 5) == b"one\n\n"
        assert child.read_until(b"\n\n", 5) == b"two\n\n"
        assert child.read_until(b"\n\n", 5) == b"three\n\n"
        assert child.unread() == b"four"


def test_a_deadline_kills() -> None:
    child = python("while True: pass")
    before = time.monotonic()
    with pytest.raises(ProcessHung, match=r"within 0\.2 s"):
        child.read_until(b"\n", 0.2)
    assert time.monotonic() - before < 5
    assert gone(child.pid)
    with pytest.raises(ProcessEnded):
        child.send(b"x\n", 1)


def test_a_child_that_never_reads_cannot_block_its_owner() -> None:
    child = python("import time; time.sleep(60)")
    with pytest.raises(ProcessHung):
        child.send(b"x" * 10_000_000, 0.2)
    assert gone(child.pid)


def test_a_slow_flood_is_held_to_the_deadline_and_a_fast_one_to_its_size() -> None:
    slow = python("import time\nwhile True: print('x', flush=True), time.sleep(0.01)")
    with pytest.raises(ProcessHung):
        slow.read_until(b"end", 0.3)
    fast = python("while True: print('x' * 1000)", answer_bytes=100_000)
    with pytest.raises(ProcessFlooded, match="100000 bytes"):
        fast.read_until(b"end", 30)
    assert gone(slow.pid)
    assert gone(fast.pid)


def test_noise_on_standard_error_blocks_nothing_and_its_end_is_kept() -> None:
    noisy = """
        import sys
        for line in sys.stdin:
            sys.stderr.write("noise " * 100_000 + line)
            print("done", flush=True)
        sys.exit("last words")
        """
    child = python(noisy)
    child.send(b"question\n", 5)
    assert child.read_until(b"\n", 10) == b"done\n"
    child.close_input()
    with pytest.raises(ProcessEnded, match=r"exit code 1.*(?s:.*)last words"):
        child.read_until(b"\n", 10)
    assert len(child.stderr()) <= 8192


@pytest.mark.parametrize(
    ("code", "how"),
    [
        ("raise SystemExit(3)", "exit code 3"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "SIGSEGV"),
        ("import os; print('half a line', end='', flush=True); os._exit(0)", "exit code 0"),
    ],
)
def test_an_end_says_how(code: str, how: str) -> None:
    child = python(code)
    with pytest.raises(ProcessEnded, match=how):
        child.read_until(b"\n", 10)


def test_the_memory_of_the_whole_tree_is_limited() -> None:
    hungry = "import time; x = bytearray(150 << 20); time.sleep(60)"
    code = f"""
        import subprocess, sys, time
        for _ in range(2):
            subprocess.Popen([sys.executable, "-c", {hungry!r}])
        time.sleep(60)
        """
    child = python(code, memory_mb=250)
    with pytest.raises(ProcessEnded, match="memory limit of 250 MiB passed"):
        child.read_until(b"\n", 30)
    assert child.peak_mb > 250


def test_mapped_files_are_not_counted(tmp_path: Path) -> None:
    """Lean maps gigabytes of .olean files, which cost nothing that its end gives back."""
    file = tmp_path / "big"
    file.write_bytes(bytes(80 << 20))
    code = f"""
        import mmap, sys, time
        with open({str(file)!r}, "rb") as f:
            m = mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ)
        total = sum(m[i] for i in range(0, len(m), 4096))
        time.sleep(0.2)
        print("done", flush=True)
        """
    with python(code, memory_mb=60) as child:
        assert child.read_until(b"\n", 30) == b"done\n"


def test_cpu_and_file_sizes_are_limited(tmp_path: Path) -> None:
    busy = python("while True: pass", cpu_s=1)
    with pytest.raises(ProcessEnded, match="CPU limit"):
        busy.read_until(b"\n", 60)
    writer = python(
        f"f = open({str(tmp_path / 'f')!r}, 'wb', 0)\nwhile True: f.write(bytes(1 << 20))",
        file_bytes=4 << 20,
    )
    with pytest.raises(ProcessEnded):
        writer.read_until(b"\n", 60)
    assert (tmp_path / "f").stat().st_size <= 4 << 20


def test_a_child_sees_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_TOKEN", "secret")
    monkeypatch.setenv("HTTPS_PROXY", "http://name:secret@host")
    monkeypatch.setenv("ELAN_HOME", "/elan")
    code = "import os; print(sorted(os.environ), flush=True); import time; time.sleep(9)"
    command = [sys.executable, "-c", code]
    with ChildProcess(command, env={"EXTRA": "1"}) as child:
        seen = child.read_until(b"\n", 10).decode()
    assert "ELAN_HOME" in seen
    assert "EXTRA" in seen
    assert "TOKEN" not in seen
    assert "PROXY" not in seen
    assert "secret" not in str(child_environment())


def test_killing_reaches_processes_that_left_the_group() -> None:
    child = python(SPAWNER)
    grandchild = int(child.read_until(b"\n", 10))
    assert not gone(grandchild)
    child.kill()
    assert gone(grandchild)
    assert gone(child.pid)


def test_orphans_of_a_child_that_ends_by_itself_are_ended() -> None:
    child = python(SPAWNER.replace("time.sleep(600)\n", "raise SystemExit\n"))
    grandchild = int(child.read_until(b"\n", 10))
    with pytest.raises(ProcessEnded):
        child.read_until(b"\n", 10)
    assert gone(grandchild)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV])
def test_the_death_of_the_owner_ends_everything(number: signal.Signals) -> None:
    owner = f"""
import sys, time
from lean_env.process import ChildProcess
child = ChildProcess([sys.executable, "-c", {SPAWNER!r}])
print(child.pid, child.read_until(b"\\n", 10).decode().strip(), flush=True)
time.sleep(600)
"""
    process = subprocess.Popen([sys.executable, "-c", owner], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout as lines:
        pids = [int(word) for word in lines.readline().split()]
        assert len(pids) == 2
        assert not any(map(gone, pids))
        process.send_signal(number)
        process.wait()
        assert soon(lambda: all(map(gone, pids)))


def test_the_death_of_the_guard_ends_everything() -> None:
    child = python(SPAWNER)
    grandchild = int(child.read_until(b"\n", 10))
    guard = int(Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()[1])
    os.kill(guard, signal.SIGKILL)
    with pytest.raises(ProcessEnded):
        child.read_until(b"\n", 10)
    assert soon(lambda: gone(child.pid))
    os.kill(grandchild, signal.SIGKILL)  # it has left the group and lost its guard


def test_an_interrupt_in_the_middle_of_an_answer_ends_the_child() -> None:
    """Else its answer would be taken for that to the next question."""
    child = python("import time; time.sleep(60)")

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    old = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        with pytest.raises(KeyboardInterrupt):
            child.read_until(b"\n", 30)
    finally:
        signal.signal(signal.SIGALRM, old)
    assert gone(child.pid)


@pytest.mark.parametrize("command", [["no-such-program"], ["/"], ["no/such/program", "x"]])
def test_a_command_that_cannot_be_started_is_named(command: list[str]) -> None:
    with pytest.raises(EnvironmentCrashed, match=f"cannot start {command[0]}: .+"):
        ChildProcess(command)


def test_bad_limits_are_errors() -> None:
    with pytest.raises(ValueError, match="memory_mb must be positive"):
        ProcessLimits(memory_mb=0)
    with pytest.raises(ValueError, match="empty"):
        ChildProcess([])
