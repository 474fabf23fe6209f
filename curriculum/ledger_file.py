"""The file behind a ledger: tables and version, one writer, whole transactions, clear errors."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from curriculum.errors import LedgerError
from curriculum.writer_lock import WriterLock
from lean_env.closing import Closing

SCHEMA_VERSION: Final = 1

_REMEDY: Final = "put a copy of it back, or start a new run"

_SCHEMA: Final = """
CREATE TABLE statements (
    id INTEGER PRIMARY KEY,
    split TEXT NOT NULL CHECK (split IN ('seed', 'train', 'heldout')),
    level TEXT NOT NULL,
    name TEXT NOT NULL,
    header TEXT NOT NULL,
    statement TEXT NOT NULL,
    recorded_proof TEXT NOT NULL,           -- JSON list of tactics
    UNIQUE (split, name)
) STRICT;
CREATE TABLE attempts (
    id INTEGER PRIMARY KEY,
    iteration INTEGER NOT NULL,             -- the k of the θ_k that searched
    statement_id INTEGER NOT NULL REFERENCES statements (id),
    round INTEGER NOT NULL,                 -- 0, 1, … for repeated attempts with the same θ_k
    status TEXT NOT NULL CHECK (status IN ('proved', 'failed', 'open')),
    stop_reason TEXT NOT NULL,
    tactic_applications INTEGER NOT NULL,
    expansions INTEGER NOT NULL,
    seconds REAL NOT NULL,
    env_seconds REAL NOT NULL,
    generator_seconds REAL NOT NULL,
    outcomes TEXT NOT NULL,                 -- JSON: what became of the tactics
    refused INTEGER NOT NULL,               -- candidates that verification refused
    error TEXT NOT NULL,
    finished_at REAL NOT NULL,              -- Unix time
    UNIQUE (iteration, statement_id, round)
) STRICT;
CREATE TABLE proofs (
    attempt_id INTEGER PRIMARY KEY REFERENCES attempts (id),
    script TEXT NOT NULL,                   -- verified, what follows `by`
    steps TEXT NOT NULL,                    -- JSON list of [state, tactic]
    environment TEXT NOT NULL               -- where it was verified
) STRICT;
CREATE TABLE proofsizes (
    attempt_id INTEGER NOT NULL REFERENCES attempts (id),
    state TEXT NOT NULL,
    size INTEGER                            -- NULL: visited, not proved
) STRICT;
CREATE INDEX proofsizes_attempt ON proofsizes (attempt_id);
CREATE TABLE seed_steps (
    statement_id INTEGER PRIMARY KEY REFERENCES statements (id),
    steps TEXT                              -- JSON list of [state, tactic]; NULL: replay failed
) STRICT;
CREATE TABLE phases (
    iteration INTEGER NOT NULL,
    phase TEXT NOT NULL,
    seconds REAL NOT NULL,                  -- summed over interruptions
    done INTEGER NOT NULL,
    figures TEXT NOT NULL,                  -- JSON: what the phase measured
    PRIMARY KEY (iteration, phase)
) STRICT;
"""


class LedgerFile(Closing):
    """An open ledger file.

    `LedgerFile(path)` opens it for writing, made if it is not there; with `read_only=True` an
    existing one is opened beside its writer, also where nothing can be written. Both raise
    `LedgerError` when the file is damaged or of another version, when another process is writing,
    or when it cannot be opened.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._lock: WriterLock | None = None
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        if read_only and not path.is_file():
            raise LedgerError(f"no ledger at {path}: nothing was recorded yet")
        if not read_only:
            self._lock = WriterLock(path)
        try:
            with self._errors():
                try:
                    self._db = self._open(path, read_only)
                except sqlite3.OperationalError as error:
                    if not read_only or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CANTOPEN:
                        raise
                    self._db = self._open(self._copied(), read_only)
        except BaseException:
            self._let_go()
            raise

    def close(self) -> None:
        """Close the file; calling it twice is harmless."""
        with contextlib.suppress(sqlite3.Error):
            self._db.close()
        self._let_go()

    def _let_go(self) -> None:
        if self._lock is not None:
            self._lock.release()
        if self._copy is not None:
            self._copy.cleanup()

    def _copied(self) -> Path:
        """A copy of the file: SQLite cannot read a WAL file where it cannot write beside it."""
        self._copy = tempfile.TemporaryDirectory(prefix="ledger-")
        try:
            for suffix in ("", "-wal"):
                source = self.path.with_name(self.path.name + suffix)
                if source.exists():
                    shutil.copyfile(source, Path(self._copy.name, source.name))
        except OSError as error:
            raise LedgerError(f"cannot read {self.path}: {error.strerror or error}") from error
        return Path(self._copy.name, self.path.name)

    def _open(self, path: Path, read_only: bool) -> sqlite3.Connection:
        mode = "ro" if read_only else "rwc"
        db = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,  # transactions are explicit
            timeout=30.0,
        )
        try:
            self._prepare(db, read_only)
        except BaseException:
            db.close()
            raise
        return db

    def _prepare(self, db: sqlite3.Connection, read_only: bool) -> None:
        [(version,)] = db.execute("PRAGMA user_version").fetchall()
        tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if read_only and not version and not tables:
            raise LedgerError(f"{self.path} is empty: nothing was recorded yet")
        if version != SCHEMA_VERSION and (tables or read_only):
            raise LedgerError(
                f"{self.path} is a ledger of version {version}, this program reads version "
                f"{SCHEMA_VERSION}: start a new run, or use the program that wrote it"
            )
        [(verdict,)] = db.execute("PRAGMA quick_check(1)").fetchall()
        if verdict != "ok":
            raise LedgerError(f"{self.path} is damaged ({verdict}): {_REMEDY}")
        if read_only:
            return
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")  # an attempt costs far more than its fsync
        db.execute("PRAGMA foreign_keys = ON")
        if not tables:
            # One transaction: a ledger has all its tables and its version, or is empty.
            db.executescript(
                f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
            )

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._errors():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):  # SQLite may have rolled back already
                    self._db.execute("ROLLBACK")
                raise

    def _write(self, statement: str, values: Sequence[Any] = ()) -> int:
        """Run a statement inside a transaction; the number of the row it inserted."""
        return self._db.execute(statement, values).lastrowid or 0

    def _write_many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for every row, inside a transaction."""
        self._db.executemany(statement, rows)

    def _read(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._errors():
            return self._db.execute(query, values).fetchall()

    @contextlib.contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise LedgerError(self._explain(error)) from error

    def _explain(self, error: sqlite3.Error) -> str:
        code = getattr(error, "sqlite_errorcode", None)
        primary = None if code is None else code & 0xFF
        if primary == sqlite3.SQLITE_FULL:
            return (
                f"the disk is full: cannot write {self.path}; what was recorded before is safe; "
                "free some space and resume the run"
            )
        if primary == sqlite3.SQLITE_IOERR:
            return (
                f"cannot write {self.path} ({error}: a full disk or a file size limit?); what was "
                "recorded before is safe; resume the run when that is mended"
            )
        if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return f"{self.path} is damaged or not a ledger ({error}): {_REMEDY}"
        if primary == sqlite3.SQLITE_CANTOPEN:
            return f"cannot open {self.path} ({error})"
        if primary == sqlite3.SQLITE_READONLY:
            return f"{self.path} cannot be written (read-only)"
        return f"{self.path}: {error}"
