"""The program that stands between this one and a child it cannot trust: `process_guard.py FD`.

Started by `lean_env.process` in a session of its own, with the child's environment and standard
streams, and with a socket to its owner, whose first line says what to start. It starts the child
with limits, watches memory, and ends the child together with everything the child started when the
owner asks for it, when the owner is gone (by whatever death), or when the memory limit is passed.
It imports nothing but the standard library and runs with `-I -S`, so that it starts in some 20 ms.

Why a process of its own: a parent-death signal reaches the direct child only (`lake env` starts
the REPL as a grandchild) and follows the thread that forked, not the process. As a child subreaper
the guard inherits every orphan of the child, also one that has left the process group.

On the socket it writes one JSON object a line: `{"pid": 7}` or `{"error": "…"}` at the start,
`{"ended": "…", "peak_mb": 12}` at the end. An end of file from the owner means "end it all".
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import select
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_PR_SET_NO_NEW_PRIVS = 38
_TICK_S = 0.05  # how often memory and the owner are looked at
_COUNTED = ("RssAnon:", "RssShmem:", "VmSwap:")


def main(descriptor: int) -> int:
    """Guard one child until it has ended, with all that it started."""
    owner = os.getppid()
    control = socket.socket(fileno=descriptor)
    control.set_inheritable(False)
    line = b""
    while not line.endswith(b"\n"):
        piece = control.recv(65536)
        if not piece:
            return 1  # the owner is gone before there was anything to guard
        line += piece
    spec = json.loads(line)
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    errors_read, errors_write = os.pipe()
    guard = os.getpid()
    pid = os.fork()
    if pid == 0:
        os.close(errors_read)
        _become_child(spec, prctl, guard, errors_write)
    os.close(errors_write)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # the child's alone from here on: its end is their end of file
        os.dup2(nothing, stream)
    with os.fdopen(errors_read, "rb") as errors:
        problem = errors.read()
    if problem:
        os.waitpid(pid, 0)
        _tell(control, {"error": problem.decode()})
        return 1
    _tell(control, {"pid": pid})
    ended, peak = _watch(control, owner, pid, spec["memory_mb"])
    _kill_all(pid)
    _tell(control, {"ended": ended, "peak_mb": peak})
    return 0


def _become_child(spec: dict[str, Any], prctl: Any, guard: int, errors: int) -> None:
    """Turn the forked process into the child. Never returns."""
    try:
        os.setsid()
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        if os.getppid() != guard:  # it died before the signal was asked for
            os._exit(127)
        limit = resource.setrlimit
        limit(resource.RLIMIT_CORE, (0, 0))
        for which, value in (
            (resource.RLIMIT_CPU, spec["cpu_s"]),
            (resource.RLIMIT_FSIZE, spec["file_bytes"]),
        ):
            if value is not None:
                hard = resource.getrlimit(which)[1]
                most = value + 1  # a second later than SIGXCPU, which says what happened
                most = most if hard == resource.RLIM_INFINITY else min(most, hard)
                limit(which, (min(value, most), most))
        for number in (signal.SIGPIPE, signal.SIGXFSZ):  # Python ignores them, and exec keeps that
            signal.signal(number, signal.SIG_DFL)
        if spec["cwd"] is not None:
            os.chdir(spec["cwd"])
    except OSError as error:
        os.write(errors, f"{error.filename}: {error.strerror}".encode())
        os._exit(127)
    try:
        os.execvp(spec["command"][0], spec["command"])
    except OSError as error:
        os.write(errors, (error.strerror or repr(error)).encode())
    finally:
        os._exit(127)


def _watch(control: socket.socket, owner: int, pid: int, memory_mb: int | None) -> tuple[str, int]:
    """Wait for the child's end or for a reason to end it: how it ended, and its peak memory."""
    peak = 0
    poller = select.poll()
    poller.register(control, select.POLLIN | select.POLLHUP)
    with contextlib.suppress(AttributeError, OSError):
        poller.register(os.pidfd_open(pid), select.POLLIN)
    while True:
        ready = poller.poll(_TICK_S * 1000)
        status = _reap(pid)
        if status is not None:
            return _how(status), peak
        if any(descriptor == control.fileno() for descriptor, _ in ready):
            return "killed", peak  # nothing is ever sent this way: it is the end of file
        if os.getppid() != owner:
            return "owner gone", peak
        used = sum(map(_memory, _descendants(os.getpid())))
        peak = max(peak, used)
        if memory_mb is not None and used > memory_mb:
            return f"memory limit of {memory_mb} MiB passed ({used} MiB)", peak


def _reap(pid: int) -> int | None:
    """Collect ended processes; the wait status of `pid` if it is among them.

    The child itself is left a zombie, so that its number stays its own until its group is killed.
    """
    while True:
        try:
            found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return 0
        if found is None:
            return None
        if found.si_pid == pid:
            signalled = found.si_code in (os.CLD_KILLED, os.CLD_DUMPED)
            return -found.si_status if signalled else found.si_status
        os.waitpid(found.si_pid, 0)


def _how(status: int) -> str:
    if status >= 0:
        return f"exit code {status}"
    if status == -signal.SIGXCPU:
        return "CPU limit passed"
    with contextlib.suppress(ValueError):
        return f"ended by {signal.Signals(-status).name}"
    return f"ended by signal {-status}"


def _kill_all(pid: int) -> None:
    """Kill the child's group, then every orphan this process inherits, until there is none."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    while True:
        for child in _descendants(os.getpid()):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(child, signal.SIGKILL)
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return
        time.sleep(0.001)


def _descendants(root: int) -> list[int]:
    found: list[int] = []
    waiting = [root]
    while waiting:
        threads = Path(f"/proc/{waiting.pop()}/task")
        with contextlib.suppress(OSError):  # it may end while it is looked at
            for children in [thread / "children" for thread in threads.iterdir()]:
                with contextlib.suppress(OSError):
                    fresh = [int(word) for word in children.read_text().split()]
                    found += fresh
                    waiting += fresh
    return found


def _memory(pid: int) -> int:
    """MiB of a process's memory that only its end gives back; 0 when it has ended.

    Not counted: pages of mapped files. Lean maps gigabytes of Mathlib's .olean files, which all
    servers share and the kernel drops when it needs room. So neither the address space
    (RLIMIT_AS, RLIMIT_DATA) nor the whole resident set says what a server costs.
    """
    try:
        lines = Path(f"/proc/{pid}/status").read_text(errors="replace").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith(_COUNTED)) // 1024


def _tell(control: socket.socket, fields: dict[str, object]) -> None:
    with contextlib.suppress(OSError):  # the owner may be gone
        control.sendall(json.dumps(fields).encode() + b"\n")


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
