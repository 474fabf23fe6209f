"""A child process that runs text nobody has checked, and is asked questions over its streams.

The child gets a session and process group of its own, limits on memory, CPU and file size, only
the environment variables of an allow-list, and a guard (`lean_env.process_guard`) that ends it
with everything it has started when its owner dies, however the owner dies. Every read has a
deadline and a bound on its size; when either is passed, the child is killed, so that a tactic that
does not stop is really stopped.

What this does not do: hide the file system or the network. The child can read what its user can
read; run the whole program in a container where that matters.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, cast

from lean_env.types import EnvironmentCrashed

# Neither tokens nor proxies (whose addresses may hold passwords): what Lean, Lake and elan read.
_ALLOWED_TEXT: Final = (
    "PATH HOME USER LOGNAME LANG LC_ALL LC_CTYPE TZ TMPDIR LD_LIBRARY_PATH "
    "ELAN_HOME ELAN_TOOLCHAIN LAKE_HOME LEAN LEAN_PATH LEAN_SRC_PATH LEAN_SYSROOT "
    "LEAN_NUM_THREADS XDG_CACHE_HOME MATHLIB_CACHE_DIR"
)
ALLOWED_VARIABLES: Final = frozenset(_ALLOWED_TEXT.split())
_STDERR_KEPT: Final = 8192
_WORDS_SHOWN: Final = 500
_CHUNK: Final = 65536
_START_S: Final = 60.0  # for the guard to start; the child's own start is the caller's to time
_ENDING_S: Final = 1.0  # for a child whose output is closed to end by itself
_GRACE_S: Final = 30.0  # for the guard to end everything


class ProcessEnded(EnvironmentCrashed):
    """The child has ended by itself or at one of its limits; says how, and its last words."""


class ProcessHung(EnvironmentCrashed):
    """The child did not answer in time, and was killed."""


class ProcessFlooded(EnvironmentCrashed):
    """The child wrote more than an answer may have, and was killed."""


@dataclass(frozen=True, slots=True)
class ProcessLimits:
    """What a child and all it starts may use; None is no limit.

    `memory_mb` bounds the memory that only the child's end gives back (anonymous and shared
    pages and swap, in MiB, summed over the child's whole tree; mapped files are not counted, see
    `process_guard`), looked at 20 times a second. `cpu_s` bounds the CPU seconds of each process's
    whole life. `answer_bytes` bounds one read.
    """

    memory_mb: int | None = 8192
    cpu_s: int | None = 4 * 3600
    file_bytes: int | None = 256 * 2**20
    answer_bytes: int = 64 * 2**20

    def __post_init__(self) -> None:
        for name in ("memory_mb", "cpu_s", "file_bytes", "answer_bytes"):
            limit = getattr(self, name)
            if limit is not None and limit < 1:
                raise ValueError(f"{name} must be positive, not {limit}")


def child_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The variables of this process that a child may see, and `extra` ones."""
    return {k: v for k, v in os.environ.items() if k in ALLOWED_VARIABLES} | dict(extra or {})


class ChildProcess:
    """A running child. Not for several threads at once.

    Raises `EnvironmentCrashed` when it cannot be started, naming what is missing.
    """

    def __init__(
        self,
        command: Sequence[str],
        limits: ProcessLimits | None = None,
        *,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> None:
        if not command:
            raise ValueError("the command of a child process is empty")
        if not Path("/proc/self/status").exists():
            raise EnvironmentCrashed("processes can be isolated on Linux only (/proc is missing)")
        self.limits = limits or ProcessLimits()
        self.ended = ""  # how it ended; empty while it runs
        self.peak_mb = 0  # most memory seen, known once it has ended
        self.pid = 0
        self._owner = os.getpid()
        self._out = bytearray()
        self._err = bytearray()
        self._command = list(command)
        ours, theirs = socket.socketpair()
        spec: dict[str, object] = {
            "command": self._command,
            "cwd": None if cwd is None else str(cwd),
            "memory_mb": self.limits.memory_mb,
            "cpu_s": self.limits.cpu_s,
            "file_bytes": self.limits.file_bytes,
        }
        guard = Path(__file__).with_name("process_guard.py")
        with theirs:
            self._guard = subprocess.Popen(
                [sys.executable, "-I", "-S", str(guard), str(theirs.fileno())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,
                pass_fds=(theirs.fileno(),),
                env=child_environment(env),
                start_new_session=True,
            )
        self._control = ours
        streams = (self._guard.stdin, self._guard.stdout, self._guard.stderr)
        self._stdin, self._stdout, self._stderr = (cast(IO[bytes], s) for s in streams)
        for stream in (self._stdin, self._stdout, self._stderr):
            os.set_blocking(stream.fileno(), False)
        self._poll = select.poll()
        self._poll.register(self._stdout, select.POLLIN)
        self._poll.register(self._stderr, select.POLLIN)
        self._poll.register(self._control, select.POLLIN)
        self._poll_in = select.poll()
        self._poll_in.register(self._stdin, select.POLLOUT)
        self._poll_in.register(self._stderr, select.POLLIN)
        self.pid = self._start(spec)

    def _start(self, spec: dict[str, object]) -> int:
        """The number of the started child's process, which is that of its group too."""
        try:
            with contextlib.suppress(BrokenPipeError):  # then it says why on standard error
                self._control.sendall(json.dumps(spec).encode() + b"\n")
            first = self._message(_START_S)
        except BaseException:
            self.kill()
            raise
        if "pid" not in first:
            self.kill()
            why = first.get("error") or self.stderr() or "its guard did not start"
            raise EnvironmentCrashed(f"cannot start {self._command[0]}: {why}")
        return int(str(first["pid"]))

    @property
    def alive(self) -> bool:
        """Whether nothing is known of its end; it may just have died."""
        return not self.ended

    def stderr(self) -> str:
        """The last of what the child wrote to its standard error."""
        return self._err.decode(errors="replace").strip()

    def send(self, data: bytes, timeout_s: float) -> None:
        """Write all of `data`. Raises `ProcessEnded`, or `ProcessHung` when it is not taken."""
        deadline = time.monotonic() + timeout_s
        rest = memoryview(data)
        try:
            if not self.alive or self._stdin.closed:
                raise self._end()
            while rest:
                try:
                    rest = rest[os.write(self._stdin.fileno(), rest) :]
                    continue
                except BlockingIOError:
                    pass
                except BrokenPipeError:
                    raise self._end() from None
                ready = self._poll_in.poll(self._left(deadline, timeout_s) * 1000)
                if any(fd == self._stderr.fileno() for fd, _ in ready) and not self._read_stderr():
                    self._poll_in.unregister(self._stderr)
        except BaseException:
            self.kill()
            raise

    def read_until(self, end: bytes, timeout_s: float) -> bytes:
        """What the child writes up to and including `end`.

        Raises `ProcessEnded`, `ProcessHung` or `ProcessFlooded`; the child is dead then.
        """
        deadline = time.monotonic() + timeout_s
        seen = 0
        try:
            while True:
                at = self._out.find(end, max(0, seen - len(end) + 1))
                if at >= 0:
                    found = bytes(self._out[: at + len(end)])
                    del self._out[: at + len(end)]
                    return found
                seen = len(self._out)
                if seen > self.limits.answer_bytes:
                    raise ProcessFlooded(
                        f"{self._command[0]} wrote more than {self.limits.answer_bytes} bytes "
                        "in one answer and was stopped"
                    )
                self._fill(self._left(deadline, timeout_s))
        except BaseException:
            self.kill()
            raise

    def close_input(self) -> None:
        """Let the child see the end of its standard input; nothing can be sent after it."""
        with contextlib.suppress(OSError):
            self._stdin.close()

    def unread(self) -> bytes:
        """What the child has written and nobody has read, without waiting for more."""
        if self.alive:
            with contextlib.suppress(ProcessEnded):
                while self._poll.poll(0) and len(self._out) <= self.limits.answer_bytes:
                    self._fill(0.0)
        return bytes(self._out)

    def kill(self) -> None:
        """End the child and everything it started; returns when none is left. Idempotent."""
        if self._owner != os.getpid():
            return  # a fork of the owner: not its child to end
        self._guard_end("killed")

    def stop(self) -> None:
        """Have it ended by its guard, and do not wait; any thread may call this.

        A thread that waits for the child's answer gets `ProcessEnded`.
        """
        with contextlib.suppress(OSError):  # it has ended already
            self._control.shutdown(socket.SHUT_WR)

    def __enter__(self) -> ChildProcess:
        return self

    def __exit__(self, *raised: object) -> None:
        self.kill()

    def _left(self, deadline: float, timeout_s: float) -> float:
        left = deadline - time.monotonic()
        if left <= 0:
            raise ProcessHung(
                f"{self._command[0]} did not answer within {timeout_s:g} s and was stopped"
            )
        return left

    def _fill(self, wait_s: float) -> None:
        """Read what there is, waiting at most `wait_s`. Raises `ProcessEnded`."""
        if not self.alive:
            raise self._end()
        ready = [descriptor for descriptor, _ in self._poll.poll(wait_s * 1000)]
        if self._stderr.fileno() in ready and not self._read_stderr():
            self._poll.unregister(self._stderr)
        if self._stdout.fileno() in ready:
            with contextlib.suppress(BlockingIOError):
                data = os.read(self._stdout.fileno(), _CHUNK)
                if not data:
                    raise self._end()
                self._out += data
        elif self._control.fileno() in ready:  # the guard has ended, and all output is read
            raise self._end()

    def _read_stderr(self) -> bool:
        """Keep the last of what is there; False at its end."""
        with contextlib.suppress(BlockingIOError):
            data = os.read(self._stderr.fileno(), _CHUNK)
            self._err += data
            del self._err[:-_STDERR_KEPT]
            return bool(data)
        return True

    def _end(self) -> ProcessEnded:
        """The child has closed its output: have it ended for good, and say how that came."""
        self._guard_end("")
        words = " ".join(self.stderr()[-_WORDS_SHOWN:].split())
        return ProcessEnded(
            f"{self._command[0]} ended ({self.ended})" + (f": {words}" if words else "")
        )

    def _guard_end(self, ended: str) -> None:
        """Make the guard end everything. `ended` empty: let a child that is ending say how."""
        if self.ended:
            return
        report: dict[str, object] = {}
        if not ended:
            # Its output is closed, so it is ending: a moment to do so by itself.
            report = self._message(_ENDING_S)
            ended = "its output closed"
        if "ended" not in report:
            with contextlib.suppress(OSError):
                self._control.shutdown(socket.SHUT_WR)
            report = self._message(_GRACE_S)
        told = report.get("ended")
        self.ended = str(ended if told in (None, "killed") else told)
        self.peak_mb = int(str(report.get("peak_mb", 0)))
        try:
            self._guard.wait(_GRACE_S)
        except subprocess.TimeoutExpired:
            self._guard.kill()  # the parent-death signal takes the child along
            self._guard.wait()
        if "ended" not in report:  # the guard was killed; the signal reached only the child itself
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid or self._guard.pid, signal.SIGKILL)
        with contextlib.suppress(OSError):
            kept = b""
            while kept != (kept := bytes(self._err)):
                self._read_stderr()
        self._control.close()
        for stream in (self._stdin, self._stdout, self._stderr):
            stream.close()

    def _message(self, timeout_s: float) -> dict[str, object]:
        """The guard's next message; empty when none comes."""
        deadline = time.monotonic() + timeout_s
        line = b""
        while not line.endswith(b"\n"):
            self._control.settimeout(max(0.001, deadline - time.monotonic()))
            try:
                byte = self._control.recv(1)
            except OSError:
                return {}
            if not byte:
                return {}
            line += byte
        message: dict[str, object] = json.loads(line)
        return message


class Served:
    """What a child process answers for: the base of the clients that ask it questions."""

    _process: ChildProcess

    @property
    def alive(self) -> bool:
        """Whether nothing is known of its end."""
        return self._process.alive

    @property
    def pid(self) -> int:
        """The number of the process (and of its group)."""
        return self._process.pid
