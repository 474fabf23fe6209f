"""1,000 tactics of many searches, one in seven of which meets a fault: nothing is lost or left."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from prover.generator import Request, Sample
from prover.pool import attempt_all
from prover.search import SearchConfig, StopReason
from prover.tree import Status
from tests.lean_env.contract.kits import KITS, Faults, Kit, Story
from tests.lean_env.contract.test_failures import children, make, resident_mb

FAULTS: Final = Faults(hang=0.05, die=0.05, garbage=0.05, eat_mb=1, memory_mb=200, servers=4)
TACTICS: Final = 1000
# Searches at a time. A lean-gym is one process: after a fault all that are open in it are replayed.
CONCURRENT: Final = {"repl": FAULTS.servers, "dojo": FAULTS.servers, "lean-gym": 2}


def patience() -> float:
    """Seconds in which a program answers here, as busy as the machine is: a hang takes longer."""
    before = time.monotonic()
    for _ in range(3):
        subprocess.run([sys.executable, "-I", "-S", "-c", ""], check=True)
    return max(0.12, time.monotonic() - before)


class Following:
    """Proposes the story's next tactic twice among others that fail."""

    name = "following"

    def __init__(self, story: Story) -> None:
        self._next = dict(zip(story.texts, story.script, strict=True))
        self._failing = story.failing

    def generate(self, requests: Sequence[Request], samples: int) -> list[list[Sample]]:
        return [self._samples(request.state.text) for request in requests]

    def _samples(self, text: str) -> list[Sample]:
        right = self._next[text]
        tactics = [self._failing[0], right, *self._failing[1:], right, self._failing[0], right]
        return [Sample(tactic, -1.0) for tactic in tactics]


class Watching:
    """The most memory that all children took together, sampled in a thread."""

    def __init__(self) -> None:
        self.most_mb = 0
        self._others = children()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def _watch(self) -> None:
        while not self._done.wait(0.5):
            now = children() - self._others
            self.most_mb = max(self.most_mb, sum(map(resident_mb, now)))

    def __enter__(self) -> Watching:
        self._thread.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._done.set()
        self._thread.join()


@pytest.mark.parametrize("name", [name for name, kit in KITS.items() if kit.faulty is not None])
def test_no_search_is_lost_and_no_process_left(name: str, tmp_path: Path) -> None:
    kit: Kit = KITS[name]
    before = children()
    story = kit.story
    theorems = (replace(story.theorem) for _ in iter(int, 1))  # as many as it takes
    tactics, outcomes, reasons = 0, Counter[str](), Counter[StopReason]()
    statuses = Counter[Status]()
    faults = replace(FAULTS, tactic_timeout_s=patience())
    searches = attempt_all(
        theorems,
        lambda: make(kit, tmp_path, faults),
        Following(story),
        SearchConfig(expansions=30, samples=8),
        concurrent=CONCURRENT[name],
    )
    with Watching() as watching:
        for result in searches:
            tactics += result.tactic_applications
            outcomes.update(result.outcomes)
            reasons[result.stop_reason] += 1
            statuses[result.status] += 1
            if tactics >= TACTICS:
                break
        searches.close()  # type: ignore[attr-defined]
    assert not children() - before
    # Every search ends by itself. One may miss a step whose every trial was stopped for hanging.
    assert set(reasons) <= {StopReason.PROVED, StopReason.QUEUE_EMPTY}, reasons
    assert statuses[Status.PROVED] >= 0.9 * statuses.total(), statuses
    # The faults did strike: 5 % of the tactics are 50 hangs.
    assert outcomes["timeout"] >= 0.02 * tactics
    # The servers with what they leak before they break, their guards, a verification.
    assert watching.most_mb < (FAULTS.servers + 1) * FAULTS.memory_mb
