"""The program that runs LeanDojo: `python worker.py`. One theorem, and one JSON line each way.

    {"open": {"repository": …, "commit": …, "file": …, "name": …, "imports": [],
              "timeout": 300}}
      -> {"state": {"id": 0, "pp": "⊢ …"}, "source": "/path/of/the/file/that/Lean/compiles.lean",
          "folder": "/path/of/the/traced/repository"}
    {"run": {"id": 0, "tactic": "simp"}}
      -> {"result": "TacticState", "id": 1, "pp": "…"}, or {"result": "ProofFinished", "id": 1},
         {"result": "ProofGivenUp"}, {"result": "LeanError", "error": "…"}

Whatever LeanDojo raises is `{"raised": "DojoInitError", "message": "…"}`, and the end. It needs the
standard library and lean_dojo, nothing of the program that asks. LeanDojo, its dependencies and
what they start write to standard output as they please, so the answers have a descriptor to
themselves, and standard output is standard error.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

Json = dict[str, Any]


class OutOfStep(Exception):
    """A state has another number than the next one: the answer is not that to the last request."""


class NotTraced(Exception):
    """LeanDojo has no trace of the repository."""


class Worker:
    """A `Dojo` that has been entered, and the states that it has given out, by their numbers."""

    def __init__(self) -> None:
        self._dojo: Any = None
        self._states: dict[int, Any] = {}
        self._next = 0

    def answer(self, request: Json) -> Json:
        """Raises what LeanDojo raises."""
        if "open" in request:
            return self._open(**request["open"])
        return self._run(**request["run"])

    def _open(
        self,
        repository: str,
        commit: str,
        file: str,
        name: str,
        imports: list[str],
        timeout: int,
    ) -> Json:
        import lean_dojo

        if Path(repository).is_dir() and not commit:
            repo = lean_dojo.LeanGitRepo.from_path(repository)
        else:
            repo = lean_dojo.LeanGitRepo(repository, commit)
        if not lean_dojo.is_available_in_cache(repo):  # else Dojo would trace it, for hours
            raise NotTraced(f"{repository} at {repo.commit}")
        theorem = lean_dojo.Theorem(repo, file, name)
        dojo = lean_dojo.Dojo(theorem, timeout=timeout, additional_imports=imports)
        self._dojo, state = dojo.__enter__()
        self._took(state.id, state)
        return {
            "state": {"id": state.id, "pp": state.pp},
            "source": str(self._dojo.modified_file.name),
            "folder": str(lean_dojo.get_traced_repo_path(repo)),
        }

    def _run(self, id: int, tactic: str) -> Json:
        found = self._dojo.run_tac(self._states[id], tactic)
        kind = type(found).__name__
        match kind:
            case "TacticState":
                self._took(found.id, found)
                return {"result": kind, "id": found.id, "pp": found.pp}
            case "ProofFinished":
                self._took(found.tactic_state_id, None)
                return {"result": kind, "id": found.tactic_state_id}
            case "LeanError":
                return {"result": kind, "error": found.error}
            case _:  # ProofGivenUp, and what other versions may have
                return {"result": kind}

    def _took(self, number: int, state: Any) -> None:
        """Lean numbers the states it makes one after the other, finished ones too."""
        if number != self._next:
            raise OutOfStep(f"Lean answers with state {number} instead of {self._next}")
        self._states[number] = state
        self._next += 1


def main() -> None:
    """Answer requests until one goes wrong or there are no more."""
    # A module of this folder must not stand in for one that lean_dojo imports.
    here = str(Path(__file__).parent)
    sys.path[:] = [folder for folder in sys.path if folder != here]
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    worker = Worker()
    for line in sys.stdin:
        try:
            answer = worker.answer(json.loads(line))
        except BaseException as error:  # SystemExit too: LeanDojo's own, when git is too old, say
            answer = {"raised": type(error).__name__, "message": str(error)}
        # Escaped: one line, whatever a state holds.
        answers.write(json.dumps(answer, ensure_ascii=True) + "\n")
        answers.flush()
        if "raised" in answer:
            return


if __name__ == "__main__":
    main()
