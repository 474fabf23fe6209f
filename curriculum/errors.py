"""The errors of a curriculum run that a user can act on: one line each, saying what and where."""

from __future__ import annotations


class RunError(RuntimeError):
    """A run cannot go on or be opened; the message is one line and says what to do about it."""


class ConfigError(RunError, ValueError):
    """A configuration that is not valid: an unknown key, a value of the wrong type or range.

    `key` is the path of the key at fault, where one is; the message does not begin with its place.
    """

    def __init__(self, message: str, key: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.key = key


class LedgerError(RunError):
    """The ledger cannot be opened, read or written."""


class CheckpointError(RunError):
    """A checkpoint is missing, incomplete or damaged."""


class DatasetError(RunError):
    """The training examples cannot be built."""


class WorkerError(RunError):
    """The search workers cannot be started, or all of them keep failing."""
