"""The ledger: whole attempts, each once; clear errors; nothing lost on a full disk."""

from __future__ import annotations

import multiprocessing
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from curriculum.attempt import Attempt
from curriculum.errors import LedgerError
from curriculum.ledger import Ledger
from curriculum.ledger_file import SCHEMA_VERSION
from prover.tree import ProofStep
from tests.curriculum.curriculum_toys import statement

ROOT = Path(__file__).resolve().parent.parent.parent


def proved(number: int, *tactics: str, sizes: tuple[tuple[str, int | None], ...] = ()) -> Attempt:
    steps = tuple(ProofStep(f"state {i}", tactic) for i, tactic in enumerate(tactics))
    return Attempt(
        number, "proved", "proved", 5, 3, 0.5, 0.1, 0.3, {"new": 2}, 1, "", "\n".join(tactics),
        steps, sizes,
    )  # fmt: skip


def failed(number: int) -> Attempt:
    return Attempt(number, "open", "expansions", 10, 4, 1.0, 0.2, 0.7, {"failed": 10}, 0, "")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = Ledger(tmp_path / "ledger.sqlite")
    made.add_statements(
        {
            "train": [statement(n, "t") for n in range(1, 7)],
            "heldout": [statement(n, "h") for n in range(1, 4)],
        }
    )
    return made


def numbers(ledger: Ledger, split: str) -> list[int]:
    return [s.id for s in ledger.statements(split)]


def test_statements_come_back_as_they_went_in(ledger: Ledger) -> None:
    assert [s.statement for s in ledger.statements("train")] == [
        statement(n, "t") for n in range(1, 7)
    ]


def test_an_attempt_comes_back_with_its_proof(ledger: Ledger) -> None:
    first, second = numbers(ledger, "train")[:2]
    ledger.record(0, 0, failed(second), "toy")
    ledger.record(0, 0, proved(first, "one", "two"), "toy")
    assert ledger.attempts(0, "train") == [failed(second), proved(first, "one", "two")]
    (proof,) = ledger.proofs("train")
    assert (proof.statement_id, proof.script) == (first, "one\ntwo")
    assert [s.tactic for s in proof.steps] == ["one", "two"]
    assert ledger.attempted(0, "train") == {first, second}
    assert ledger.attempted(1, "train") == ledger.attempted(0, "heldout") == set()


def test_proofs_of_later_iterations_can_be_left_out(ledger: Ledger) -> None:
    first = numbers(ledger, "train")[0]
    ledger.record(0, 0, proved(first, "one"), "toy")
    ledger.record(1, 0, proved(first, "two"), "toy")
    assert [p.script for p in ledger.proofs("train", 0)] == ["one"]
    assert [p.script for p in ledger.proofs("train", 1)] == ["one", "two"]


def test_an_attempt_is_recorded_once(ledger: Ledger) -> None:
    first = numbers(ledger, "train")[0]
    ledger.record(0, 0, failed(first), "toy")
    with pytest.raises(LedgerError, match="UNIQUE"):
        ledger.record(0, 0, proved(first, "one"), "toy")
    assert ledger.attempts(0, "train") == [failed(first)]
    assert ledger.proofs("train") == []


def test_a_proof_needs_the_status_proved(ledger: Ledger) -> None:
    first = numbers(ledger, "train")[0]
    without = Attempt(first, "proved", "proved", 1, 1, 0.1, 0.1, 0.1)
    wrongly = Attempt(first, "open", "timeout", 1, 1, 0.1, 0.1, 0.1, proof="one")
    for attempt in (without, wrongly):
        with pytest.raises(ValueError, match="disagree"):
            ledger.record(0, 0, attempt, "toy")
    assert ledger.attempts(0, "train") == []


def test_tallies_count_statements_not_attempts(ledger: Ledger) -> None:
    first, second = numbers(ledger, "heldout")[:2]
    ledger.record(0, 0, failed(first), "toy")
    ledger.record(0, 1, proved(first, "one"), "toy")
    ledger.record(0, 2, proved(first, "one"), "toy")
    ledger.record(0, 0, failed(second), "toy")
    by_level = {t.level: (t.attempted, t.proved, t.tactic_applications) for t in ledger.tallies()}
    assert by_level == {"n1": (1, 1, 20), "n2": (1, 0, 10)}
    assert ledger.tactic_applications() == 30
    assert ledger.proved_before(0, "heldout", 1) == set()
    assert ledger.proved_before(0, "heldout", 2) == {first}
    assert ledger.proved_by_applications("heldout") == [(15, 1)]


def test_phases_add_up_over_interruptions(ledger: Ledger) -> None:
    ledger.add_phase_time(1, "search", 2.0, done=False)
    assert not ledger.phase_done(1, "search")
    ledger.add_phase_time(1, "search", 3.0, done=True, figures={"loss": 0.5})
    assert ledger.phase_done(1, "search")
    assert ledger.phases() == {1: {"search": {"seconds": 5.0, "loss": 0.5}}}


def test_seeds_replayed_again_after_a_kill_replace_the_first(ledger: Ledger) -> None:
    first, second = numbers(ledger, "train")[:2]
    for _ in range(2):
        ledger.add_seed_steps([(first, (ProofStep("s", "one"),)), (second, None)])
    assert ledger.seed_steps() == {first: (ProofStep("s", "one"),), second: None}


def test_reopening_finds_everything(ledger: Ledger) -> None:
    first = numbers(ledger, "train")[0]
    ledger.record(0, 0, proved(first, "one", sizes=(("s", 2), ("t", None))), "toy")
    ledger.close()
    with Ledger(ledger.path) as again:
        assert again.attempted(0, "train") == {first}
        assert again.proofsizes("train", 0) == [(first, "s", 2), (first, "t", None)]


def test_readers_read_while_one_writes(ledger: Ledger) -> None:
    with Ledger(ledger.path, read_only=True) as reader:
        first = numbers(ledger, "train")[0]
        ledger.record(0, 0, failed(first), "toy")
        assert reader.attempted(0, "train") == {first}
        with pytest.raises(LedgerError, match="read-only"):
            reader.record(0, 1, failed(first), "toy")


def test_a_second_writer_is_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="another process is writing"):
        Ledger(ledger.path)
    ledger.close()
    Ledger(ledger.path).close()


def _hold(path: str, ready: object, leave: object) -> None:
    Ledger(Path(path))
    ready.set()  # type: ignore[attr-defined]
    leave.wait()  # type: ignore[attr-defined]


def test_a_dead_writer_leaves_no_lock(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    ready, leave = context.Event(), context.Event()
    path = tmp_path / "ledger.sqlite"
    holder = context.Process(target=_hold, args=(str(path), ready, leave))
    holder.start()
    ready.wait(100)
    with pytest.raises(LedgerError, match="another process"):
        Ledger(path)
    holder.kill()
    holder.join()
    Ledger(path).close()


def test_another_version_is_a_clear_error(ledger: Ledger) -> None:
    ledger.close()
    database = sqlite3.connect(ledger.path)
    database.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    database.close()
    for read_only in (False, True):
        with pytest.raises(LedgerError, match=f"version {SCHEMA_VERSION + 1}.*reads version"):
            Ledger(ledger.path, read_only=read_only)


def test_a_file_of_another_kind_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(b"not a database at all, " * 100)
    with pytest.raises(LedgerError, match="damaged or not a ledger"):
        Ledger(path)


def test_a_damaged_file_is_a_clear_error(ledger: Ledger) -> None:
    for number in numbers(ledger, "train"):
        for round_ in range(60):
            ledger.record(0, round_, failed(number), "toy")
    ledger.close()
    content = bytearray(ledger.path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 8192] = b"\xff" * 8192
    ledger.path.write_bytes(content)
    with pytest.raises(LedgerError, match="damaged"):
        Ledger(ledger.path)


def test_no_ledger_to_read(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger at"):
        Ledger(tmp_path / "none.sqlite", read_only=True)


def _record_until_it_fails(ledger: Ledger, number: int) -> tuple[int, str]:
    for round_ in range(10_000):
        try:
            ledger.record(0, round_, proved(number, *["one"] * 50), "toy")
        except LedgerError as error:
            return round_, str(error)
    raise AssertionError("nothing failed")


def test_a_full_disk_loses_nothing(ledger: Ledger) -> None:
    """SQLite's own limit on pages takes the same way through it as a disk without space."""
    first = numbers(ledger, "train")[0]
    pages = ledger._db.execute("PRAGMA page_count").fetchone()[0]
    ledger._db.execute(f"PRAGMA max_page_count = {pages + 4}")
    recorded, message = _record_until_it_fails(ledger, first)
    assert message.startswith("the disk is full: ")
    assert "is safe" in message
    assert "\n" not in message
    assert recorded > 0
    ledger._db.execute("PRAGMA max_page_count = 100000")
    ledger.record(0, recorded, failed(first), "toy")
    ledger.close()
    with Ledger(ledger.path) as again:
        assert len(again.proofs("train")) == recorded
        assert again.attempts(0, "train", recorded) == [failed(first)]


def test_a_file_size_limit_loses_nothing(tmp_path: Path) -> None:
    """The operating system refuses the write in the middle of a transaction."""
    script = textwrap.dedent(
        """
        import resource, sys
        from pathlib import Path
        from tests.curriculum.curriculum_toys import statement
        from curriculum.attempt import Attempt
        from curriculum.errors import LedgerError
        from curriculum.ledger import Ledger

        ledger = Ledger(Path(sys.argv[1]))
        ledger.add_statements({"train": [statement(1)]})
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
        number = 0
        try:
            while True:
                proof = "one\\n" * 200
                ledger.record(0, number, Attempt(1, "proved", "proved", 1, 1, .1, .1, .1,
                              proof=proof), "toy")
                number += 1
        except LedgerError as error:
            print(number)
            print(error)
        """
    )
    path = tmp_path / "ledger.sqlite"
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT)},
        check=True,
    )
    recorded, message = done.stdout.splitlines()
    assert "what was recorded before is safe" in message
    assert int(recorded) > 10
    with Ledger(path) as ledger:
        assert len(ledger.proofs("train")) == int(recorded)
        ledger.record(0, int(recorded), failed(1), "toy")
