"""Whether a Ray cluster answers, found out before hours of training need it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from typing import Final

from curriculum.config import WorkersSection
from curriculum.errors import WorkerError

_CONNECT_S: Final = 5.0
_ANSWER_S: Final = 90.0  # Ray itself gives up after about 20 s, and is slow to import

# In a process of its own: what Ray's C++ writes to the terminal while it tries cannot be turned
# off, and a driver that has connected once would stay connected while θ_0 trains.
_ASK: Final = """
import logging, sys
import ray
try:
    ray.init(address=sys.argv[1], log_to_driver=False, logging_level=logging.CRITICAL)
except Exception as error:
    print(" ".join(str(error).split()))
    sys.exit(1)
"""


def cluster_address(section: WorkersSection) -> str | None:
    """Where the Ray cluster is that the workers are to join; None for workers of this machine."""
    if section.kind != "ray":
        return None
    return section.address or os.environ.get("RAY_ADDRESS")


def check_cluster(section: WorkersSection) -> None:
    """Raise `WorkerError` when the workers are to join a cluster and none answers there."""
    address = cluster_address(section)
    if address is None:
        return
    try:
        check_port(address)
    except OSError as error:
        raise unreachable(address, error) from error
    try:
        asked = subprocess.run(
            [sys.executable, "-c", _ASK, address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            timeout=_ANSWER_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise unreachable(address, f"no answer in {_ANSWER_S:.0f} s") from None
    if asked.returncode:
        told = asked.stdout.strip() or f"Ray ended with exit code {asked.returncode}"
        raise unreachable(address, told)


def check_port(address: str) -> None:
    """Raise `OSError` when nothing listens at `host:port`; Ray itself would try for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdigit():
        socket.create_connection((host, int(port)), timeout=_CONNECT_S).close()


def unreachable(address: str | None, why: object) -> WorkerError:
    """The error for a Ray that does not start here (None) or does not answer at its address."""
    where = "on this machine" if address is None else f"at {address}"
    return WorkerError(f"cannot start or reach Ray {where}: {' '.join(str(why).split())[:300]}")
