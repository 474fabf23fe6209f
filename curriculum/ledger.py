"""Every attempt and every proof of a run, written to SQLite as it happens.

One process writes (a lock file keeps a second one out), any number may read meanwhile (WAL). Each
attempt is one transaction with its proof, so whatever kills the run, an attempt is in the ledger
whole or not at all, and the key (iteration, split, statement, round) keeps it from being there
twice.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from curriculum.attempt import Attempt
from curriculum.ledger_file import LedgerFile
from curriculum.statements import Statement
from lean_env.types import Theorem
from prover.tree import ProofStep


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement and its number in the ledger."""

    id: int
    split: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class StoredProof:
    """A verified proof: whose it is, and its steps."""

    statement_id: int
    level: str
    name: str
    iteration: int
    script: str
    steps: tuple[ProofStep, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Attempts of one iteration on one level of one split; `proved` counts statements."""

    iteration: int
    split: str
    level: str
    attempted: int
    proved: int
    tactic_applications: int
    seconds: float


class Ledger(LedgerFile):
    """The ledger of one run: opened as `LedgerFile` says, then these records.

    All methods raise `LedgerError` when reading or writing fails, a full disk included; what was
    recorded before stays.
    """

    # Writing

    def add_statements(self, splits: Mapping[str, Iterable[Statement]]) -> None:
        """Store the statements of all splits at once.

        Raises `LedgerError` for a name that occurs twice in a split.
        """
        rows = [
            (
                split,
                s.level,
                s.theorem.name,
                s.theorem.header,
                s.theorem.statement,
                json.dumps(s.proof, ensure_ascii=False),
            )
            for split, statements in splits.items()
            for s in statements
        ]
        with self._transaction():
            self._write_many(
                "INSERT INTO statements (split, level, name, header, statement, recorded_proof)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                rows,
            )

    def record(self, iteration: int, round_: int, attempt: Attempt, environment: str) -> None:
        """Write one attempt, with its proof, in one transaction.

        Raises `LedgerError` when the attempt is there already, and `ValueError` for an attempt
        that is marked as proved and has no proof, or has one and is not.
        """
        if (attempt.status == "proved") != (attempt.proof is not None):
            raise ValueError(f"attempt {attempt.statement_id}: status and proof disagree")
        with self._transaction():
            row = self._write(
                "INSERT INTO attempts (iteration, statement_id, round, status, stop_reason,"
                " tactic_applications, expansions, seconds, env_seconds, generator_seconds,"
                " outcomes, refused, error, finished_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    iteration,
                    attempt.statement_id,
                    round_,
                    attempt.status,
                    attempt.stop_reason,
                    attempt.tactic_applications,
                    attempt.expansions,
                    attempt.seconds,
                    attempt.env_seconds,
                    attempt.generator_seconds,
                    json.dumps(attempt.outcomes),
                    attempt.refused,
                    attempt.error,
                    time.time(),
                ),
            )
            if attempt.proof is not None:
                self._write(
                    "INSERT INTO proofs VALUES (?, ?, ?, ?)",
                    (row, attempt.proof, _dump_steps(attempt.steps), environment),
                )
            self._write_many(
                "INSERT INTO proofsizes VALUES (?, ?, ?)",
                [(row, state, size) for state, size in attempt.sizes],
            )

    def add_seed_steps(self, replayed: Iterable[tuple[int, Sequence[ProofStep] | None]]) -> None:
        """Store what replaying seeds' proofs gave (None: the environment refused the proof)."""
        with self._transaction():
            self._write_many(
                "INSERT OR REPLACE INTO seed_steps VALUES (?, ?)",
                [(n, None if s is None else _dump_steps(s)) for n, s in replayed],
            )

    def add_phase_time(
        self,
        iteration: int,
        phase: str,
        seconds: float,
        *,
        done: bool,
        figures: Mapping[str, Any] | None = None,
    ) -> None:
        """Add wall-clock seconds to a phase, and mark it as done when it is."""
        with self._transaction():
            self._write(
                "INSERT INTO phases VALUES (?1, ?2, ?3, ?4, ?5)"
                " ON CONFLICT (iteration, phase) DO UPDATE"
                " SET seconds = seconds + ?3, done = max(done, ?4), figures = ?5",
                (iteration, phase, seconds, int(done), json.dumps(dict(figures or {}))),
            )

    # Reading

    def statements(self, split: str) -> list[StoredStatement]:
        """The statements of a split, in the order they were added."""
        rows = self._read(
            "SELECT id, level, name, header, statement, recorded_proof FROM statements"
            " WHERE split = ? ORDER BY id",
            (split,),
        )
        return [
            StoredStatement(
                number, split, Statement(Theorem(name, text, header), level, tuple(json.loads(p)))
            )
            for number, level, name, header, text, p in rows
        ]

    def has_statements(self) -> bool:
        """Whether the run's statements were stored."""
        return bool(self._read("SELECT 1 FROM statements LIMIT 1"))

    def seed_steps(self) -> dict[int, tuple[ProofStep, ...] | None]:
        """Statement number -> the steps of its recorded proof (None: replay failed)."""
        rows = self._read("SELECT statement_id, steps FROM seed_steps ORDER BY statement_id")
        return {number: None if s is None else _load_steps(s) for number, s in rows}

    def attempted(self, iteration: int, split: str, round_: int = 0) -> set[int]:
        """The numbers of the statements whose attempt of that iteration and round is recorded."""
        rows = self._read(
            "SELECT statement_id FROM attempts JOIN statements s ON s.id = statement_id"
            " WHERE iteration = ? AND split = ? AND round = ?",
            (iteration, split, round_),
        )
        return {number for (number,) in rows}

    def attempts(self, iteration: int, split: str, round_: int = 0) -> list[Attempt]:
        """The attempts of an iteration and round, without proofsizes, in recorded order."""
        rows = self._read(
            "SELECT a.statement_id, a.status, a.stop_reason, a.tactic_applications,"
            " a.expansions, a.seconds, a.env_seconds, a.generator_seconds, a.outcomes, a.refused,"
            " a.error, p.script, p.steps"
            " FROM attempts a JOIN statements s ON s.id = a.statement_id"
            " LEFT JOIN proofs p ON p.attempt_id = a.id"
            " WHERE a.iteration = ? AND s.split = ? AND a.round = ? ORDER BY a.id",
            (iteration, split, round_),
        )
        return [
            Attempt(
                *(
                    *row[:8],
                    json.loads(row[8]),
                    *row[9:12],
                    () if row[12] is None else _load_steps(row[12]),
                )
            )
            for row in rows
        ]

    def proved_before(self, iteration: int, split: str, round_: int) -> set[int]:
        """The numbers of the statements proved in an iteration's rounds before `round_`."""
        rows = self._read(
            "SELECT DISTINCT statement_id FROM attempts JOIN statements s ON s.id = statement_id"
            " WHERE iteration = ? AND split = ? AND round < ? AND status = 'proved'",
            (iteration, split, round_),
        )
        return {number for (number,) in rows}

    def proved_by_applications(self, split: str) -> list[tuple[int, int]]:
        """How many statements had been proved once so many tactics were applied, at each proof."""
        curve = []
        proved: set[int] = set()
        applied = 0
        for number, status, applications in self._read(
            "SELECT statement_id, status, tactic_applications FROM attempts"
            " JOIN statements s ON s.id = statement_id WHERE split = ? ORDER BY attempts.id",
            (split,),
        ):
            applied += applications
            if status == "proved" and number not in proved:
                proved.add(number)
                curve.append((applied, len(proved)))
        return curve

    def proofs(self, split: str, up_to_iteration: int | None = None) -> list[StoredProof]:
        """The verified proofs of a split, those of later iterations left out."""
        last = 2**62 if up_to_iteration is None else up_to_iteration
        rows = self._read(
            "SELECT s.id, s.level, s.name, a.iteration, p.script, p.steps FROM proofs p"
            " JOIN attempts a ON a.id = p.attempt_id JOIN statements s ON s.id = a.statement_id"
            " WHERE s.split = ? AND a.iteration <= ? ORDER BY a.iteration, s.id, a.round",
            (split, last),
        )
        return [StoredProof(*(*row[:5], _load_steps(row[5]))) for row in rows]

    def proofsizes(self, split: str, up_to_iteration: int) -> list[tuple[int, str, int | None]]:
        """(statement number, state, size) of the stored trees, later iterations left out."""
        return self._read(
            "SELECT s.id, z.state, z.size FROM proofsizes z"
            " JOIN attempts a ON a.id = z.attempt_id JOIN statements s ON s.id = a.statement_id"
            " WHERE s.split = ? AND a.iteration <= ? ORDER BY a.iteration, s.id, z.rowid",
            (split, up_to_iteration),
        )

    def tallies(self, *, first_attempts: bool = False) -> list[Tally]:
        """Statements attempted and proved by iteration, split and level, in all attempts or in
        the first of each iteration."""
        rows = self._read(
            "SELECT a.iteration, s.split, s.level, count(DISTINCT s.id),"
            " count(DISTINCT CASE WHEN a.status = 'proved' THEN s.id END),"
            " sum(a.tactic_applications), sum(a.seconds)"
            " FROM attempts a JOIN statements s ON s.id = a.statement_id"
            " WHERE a.round = 0 OR NOT ?"
            " GROUP BY a.iteration, s.split, s.level"
            " ORDER BY a.iteration, s.split DESC, min(s.id)",
            (first_attempts,),
        )
        return [Tally(*row) for row in rows]

    def tactic_applications(self) -> int:
        """How many tactics all attempts have applied."""
        [(total,)] = self._read("SELECT coalesce(sum(tactic_applications), 0) FROM attempts")
        return int(total)

    def phase_done(self, iteration: int, phase: str) -> bool:
        """Whether a phase was finished."""
        return bool(
            self._read(
                "SELECT 1 FROM phases WHERE iteration = ? AND phase = ? AND done = 1",
                (iteration, phase),
            )
        )

    def phases(self) -> dict[int, dict[str, dict[str, Any]]]:
        """Iteration -> phase -> its seconds and what it measured."""
        found: dict[int, dict[str, dict[str, Any]]] = {}
        for iteration, phase, seconds, figures in self._read(
            "SELECT iteration, phase, seconds, figures FROM phases ORDER BY rowid"
        ):
            found.setdefault(iteration, {})[phase] = {"seconds": seconds, **json.loads(figures)}
        return found


def _dump_steps(steps: Sequence[ProofStep]) -> str:
    return json.dumps([[step.state, step.tactic] for step in steps], ensure_ascii=False)


def _load_steps(text: str) -> tuple[ProofStep, ...]:
    return tuple(ProofStep(state, tactic) for state, tactic in json.loads(text))
