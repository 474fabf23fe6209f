"""What every environment over a program promises when the program misbehaves.

The programs are real processes, started by the settings that a user has.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from lean_env.protocol import LeanEnv
from lean_env.types import (
    EnvironmentCrashed,
    Outcome,
    ProofFinished,
    TacticFailed,
    TacticState,
    TacticTimeout,
)
from prover.environment import RestartingEnv
from tests.lean_env.contract.kits import KITS, Faults, Kit
from tests.lean_env.test_process import gone, soon

# Only a tactic that hangs is to run out of time, however busy the machine is.
PATIENT: Final = Faults(tactic_timeout_s=20.0, memory_mb=200)
QUICK: Final = replace(PATIENT, tactic_timeout_s=2.0)


@pytest.fixture(params=[name for name, kit in KITS.items() if kit.faulty is not None])
def kit(request: pytest.FixtureRequest) -> Kit:
    return KITS[request.param]


def make(kit: Kit, folder: Path, faults: Faults = PATIENT) -> LeanEnv:
    assert kit.faulty is not None
    return kit.faulty(folder, faults)


def children(of: int | None = None) -> set[int]:
    """All processes that descend from this one (or from another)."""
    found: set[int] = set()
    waiting = [os.getpid() if of is None else of]
    while waiting:
        threads = Path(f"/proc/{waiting.pop()}/task")
        with suppress(OSError):  # it may end while it is looked at
            for path in [thread / "children" for thread in threads.iterdir()]:
                fresh = {int(pid) for pid in path.read_text().split()}
                found |= fresh
                waiting += fresh
    return {pid for pid in found if not gone(pid)}


def second_state(env: LeanEnv, kit: Kit) -> TacticState:
    state = env.apply(env.start(kit.story.theorem), kit.story.script[0])
    assert isinstance(state, TacticState)
    assert state.text == kit.story.texts[1]
    return state


def works_from(env: LeanEnv, kit: Kit, state: TacticState) -> None:
    """The rest of the proof still goes through, from a state given out before."""
    outcome: Outcome = state
    for tactic in kit.story.script[1:]:
        assert isinstance(outcome, TacticState)
        outcome = env.apply(outcome, tactic)
    assert isinstance(outcome, ProofFinished)


def test_a_tactic_that_hangs_is_stopped_and_states_outlive_it(kit: Kit, tmp_path: Path) -> None:
    others = children()  # of tests before this one
    with closing(make(kit, tmp_path, QUICK)) as env:
        state = second_state(env, kit)
        before, running = time.monotonic(), children() - others
        assert running
        outcome = env.apply(state, kit.fault("hang"))
        assert isinstance(outcome, TacticTimeout)
        assert "2 s" in outcome.message
        assert time.monotonic() - before < 20
        assert all(map(gone, running))
        works_from(env, kit, state)


@pytest.mark.parametrize("fault", ["die", "garbage", "flood", "eat"])
def test_a_tactic_that_breaks_the_program_has_failed(kit: Kit, tmp_path: Path, fault: str) -> None:
    """It breaks it again when it is tried again, so it is to blame."""
    with closing(make(kit, tmp_path)) as env:
        state = second_state(env, kit)
        outcome = env.apply(state, kit.fault(fault))
        assert isinstance(outcome, TacticFailed)
        assert outcome.message
        works_from(env, kit, state)


def test_an_answer_too_many_is_not_taken_for_the_next(kit: Kit, tmp_path: Path) -> None:
    with closing(make(kit, tmp_path)) as env:
        state = second_state(env, kit)
        env.apply(state, kit.fault("stray"))
        works_from(env, kit, state)


def test_answers_in_pieces_are_put_together(kit: Kit, tmp_path: Path) -> None:
    with closing(make(kit, tmp_path, Faults(split=True))) as env:
        works_from(env, kit, second_state(env, kit))


def test_a_program_killed_between_two_tactics_is_replaced(kit: Kit, tmp_path: Path) -> None:
    others = children()
    with closing(make(kit, tmp_path)) as env:
        state = second_state(env, kit)
        for pid in children() - others:
            with_parent = Path(f"/proc/{pid}/cmdline").read_bytes()
            if b"process_guard" not in with_parent:
                os.kill(pid, signal.SIGKILL)
        works_from(env, kit, state)


def test_memory_that_never_comes_back_is_bounded(kit: Kit, tmp_path: Path) -> None:
    """Every tactic leaks 20 MiB: the limit of 200 is met several times, and no state is lost."""
    leaking = replace(PATIENT, eat_mb=20)
    others = children()
    with closing(make(kit, tmp_path, leaking)) as env:
        state = second_state(env, kit)
        most = 0
        for _ in range(30):
            outcome = env.apply(state, kit.story.script[1])
            assert isinstance(outcome, TacticState), outcome
            assert outcome.text == kit.story.texts[2]
            most = max(most, sum(map(resident_mb, children() - others)))
        assert most < 400


def resident_mb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) // 1024


def test_closing_leaves_no_process(kit: Kit, tmp_path: Path) -> None:
    before = children()
    env = make(kit, tmp_path)
    second_state(env, kit)
    assert children() - before
    env.close()
    assert not children() - before


def test_a_closed_environment_starts_again_when_used(kit: Kit, tmp_path: Path) -> None:
    with closing(make(kit, tmp_path)) as env:
        state = second_state(env, kit)
        env.close()
        works_from(env, kit, state)


def test_a_program_that_never_works_is_a_crash_and_not_a_hang(kit: Kit, tmp_path: Path) -> None:
    before = time.monotonic()
    with closing(make(kit, tmp_path, replace(PATIENT, die=1.0))) as env:
        root = env.start(kit.story.theorem)
        assert isinstance(env.apply(root, kit.story.script[0]), TacticFailed)
    assert time.monotonic() - before < 60


def test_states_of_a_replaced_environment_are_refused(kit: Kit, tmp_path: Path) -> None:
    with RestartingEnv(lambda: make(kit, tmp_path)) as restarting:
        state = second_state(restarting.env, kit)
        restarting.restart(restarting.generation)
        with pytest.raises(EnvironmentCrashed):
            restarting.env.apply(state, kit.story.script[1])


OWNER: Final = """
import sys, time
from pathlib import Path
from tests.lean_env.contract.kits import KITS, Faults
kit = KITS[sys.argv[1]]
env = kit.faulty(Path(sys.argv[2]), Faults())
env.start(kit.story.theorem)
print("started", flush=True)
time.sleep(600)
"""


def owner_process(name: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", OWNER, name, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )


def name_of(kit: Kit) -> str:
    return next(name for name, known in KITS.items() if known is kit)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_nothing_outlives_its_owner(kit: Kit, tmp_path: Path, number: signal.Signals) -> None:
    process = owner_process(name_of(kit), tmp_path)
    assert process.stdout is not None
    with process.stdout as lines:
        assert lines.readline() == "started\n"
        left = children(process.pid)
        assert len(left) >= 2  # a guard and its program
        process.send_signal(number)
        process.wait()
        assert soon(lambda: all(map(gone, left)))


def blocks(make_one: Callable[[], LeanEnv], kit: Kit) -> None:
    with closing(make_one()) as env:
        works_from(env, kit, second_state(env, kit))


def test_two_environments_do_not_disturb_each_other(kit: Kit, tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    with closing(make(kit, folders[0])) as one:
        state = second_state(one, kit)
        blocks(lambda: make(kit, folders[1]), kit)
        works_from(one, kit, state)
