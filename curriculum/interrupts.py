"""Interrupts (Ctrl-C and SIGTERM) that wait for a place where nothing is lost."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import Final

SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def postponed(answer: Callable[[], None]) -> Iterator[Callable[[], bool]]:
    """Inside the block the first interrupt is only noted, and `answer` is called at once.

    Yields what says whether there was one: whoever asks is to stop soon. A second interrupt does
    what the first would have done outside. In another thread than the main one, which gets no
    signals, nothing changes.
    """
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    before = {number: signal.getsignal(number) for number in SIGNALS}
    noted = threading.Event()

    def note(number: int, frame: FrameType | None) -> None:
        noted.set()
        _restore(before)
        # In a thread: this one may be in the middle of writing to the same stream.
        threading.Thread(target=answer, daemon=True).start()

    for number in SIGNALS:
        signal.signal(number, note)
    try:
        yield noted.is_set
    finally:
        _restore(before)


def _restore(handlers: Mapping[signal.Signals, object]) -> None:
    for number, handler in handlers.items():
        if handler is not None:  # one that was not set from Python cannot be set again
            signal.signal(number, handler)  # type: ignore[arg-type]  # typeshed's private alias
