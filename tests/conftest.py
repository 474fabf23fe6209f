"""What all tests share: where the outside data is, and one thread for numerical libraries."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

# Before anything imports torch: many small tests run side by side.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
# Started in the background by a shell, this process and the commands it tests ignore Ctrl-C.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of outside data (miniF2F, verdicts of real Lean), which is not in the project."""
    path = ROOT.parent / "shared" / "data"
    if not path.is_dir():
        pytest.skip("the outside data (../shared/data) is not on this machine")
    return path
