"""The wire format of lean-gym: one JSON array a line in, one JSON object a line out.

After `src/repl.lean` of lean-gym (the version that answers a request it cannot parse instead of
ending). What matters to a client and is written nowhere else:

- every argument is a string, also the numbers; an argument too few ends the process;
- the tactic is parsed as `{ <tactic> }`, and text behind a closing brace is dropped in silence;
- an answer is one object with all its keys, on one line; Lean prints other lines between them
  (traces, messages of the tactics), so a line that is no such object is not an answer;
- at the end of its input it does not stop, but answers for ever: it has to be killed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

_KEYS: Final = ("error", "search_id", "tactic_state", "tactic_state_id")


class ErrorKind(Enum):
    """What lean-gym's `error` begins with."""

    TACTIC = "gen_tac_and_capture_res_failed"
    INVALID_PROOF = "proof_validation_failed"
    UNKNOWN_ID = "unknown_id"
    LOST_ROOT = "unexpected_unknown_tsid_0"
    NOT_A_THEOREM = "not_a_theorem"
    UNREADABLE = "parse_failed"
    OTHER = ""


# What Lean 3 says when a tactic passes lean-gym's own limits (5 s, 200,000 allocations of 1 KiB).
_TIMEOUTS: Final = ("try_for_time tactic failed, timeout", "try_for tactic failed, timeout")
_UNPARSED: Final = "parse_itactic failed on `"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `error` is empty when the request went well; absent fields are empty."""

    error: str = ""
    search_id: str = ""
    state_id: str = ""
    state: str = ""

    @property
    def kind(self) -> ErrorKind:
        """The kind of the error; meaningless without one."""
        head = self.error.partition(":")[0].strip()
        return next((k for k in ErrorKind if k.value == head and head), ErrorKind.OTHER)

    @property
    def message(self) -> str:
        """Lean's own words: the error without lean-gym's prefix and position."""
        _, found, text = self.error.partition("msg=")
        if not found:
            text = self.error.partition(":")[2]
        return text.strip() or self.error.strip()

    @property
    def timed_out(self) -> bool:
        """Whether the tactic passed a limit that lean-gym sets."""
        return self.kind is ErrorKind.TACTIC and self.message in _TIMEOUTS

    @property
    def unparsed(self) -> bool:
        """Whether the tactic's text is no tactic of Lean 3 with what is imported there."""
        return self.kind is ErrorKind.TACTIC and self.message.startswith(_UNPARSED)

    @property
    def went_well(self) -> bool:
        """Whether there is a new state."""
        return not self.error and bool(self.state_id) and bool(self.state)


def init_search(declaration: str, opens: tuple[str, ...]) -> bytes:
    """Begin a search at a theorem, with namespaces open."""
    return _line("init_search", declaration, " ".join(opens))


def run_tactic(search_id: str, state_id: str, tactic: str) -> bytes:
    """Apply a tactic to a state. Raises `ValueError` for text that is not Unicode or has NUL."""
    return _line("run_tac", search_id, state_id, tactic)


def clear_search(search_id: str) -> bytes:
    """Forget a search and all its states; harmless for an unknown one."""
    return _line("clear_search", search_id)


def _line(command: str, *arguments: str) -> bytes:
    for text in arguments:
        if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text):
            raise ValueError("text with a NUL or a lone surrogate cannot be sent to Lean")
    # Escaped, so that the line is ASCII under every locale; Lean's JSON reader takes all escapes,
    # surrogate pairs included.
    return json.dumps([command, list(arguments)], ensure_ascii=True).encode("ascii") + b"\n"


def parse_answer(line: bytes) -> Answer | None:
    """The answer that a line of output is; None for any other line."""
    stripped = line.strip()
    if not stripped.startswith(b"{"):
        return None
    try:
        document: Any = json.loads(stripped.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or any(key not in document for key in _KEYS):
        return None
    fields = [document[key] for key in _KEYS]
    if any(field is not None and not isinstance(field, str) for field in fields):
        return None
    error, search_id, state, state_id = (field or "" for field in fields)
    if document["error"] is not None and not error:
        error = "unknown error"
    return Answer(error, search_id, state_id, state)
