"""What `lean_env.dojo.worker` uses of lean-dojo 4.20.0, without Lean.

Stood in for: Lean, and LeanDojo's tracing. A folder with a `standin.json` plays a repository and
its trace at once; the file lists theorems, their sources, and the states that tactics lead to.
The names, fields, numbers, exceptions and their wording, and the file that Dojo writes, are
LeanDojo's. What is misbehaviour of Lean there (it hangs, dies, prints, eats memory) is that of this
module's process here, as pexpect's buffers and waits are, too.

The tactics `fault_hang`, `fault_die`, `fault_garbage`, `fault_flood`, `fault_eat`, `fault_stray`,
`fault_timeout` and `fault_exit` do what they say; the shares `hang`, `die`, `garbage` strike that
part of all tactics.
"""

from __future__ import annotations

import json
import os
import textwrap
import time
import zlib
from pathlib import Path
from typing import Any, NamedTuple

__version__ = "4.20.0"
# LeanDojo's are frozen dataclasses; `dataclasses` takes longer to import than all the rest.


class TacticState(NamedTuple):
    pp: str
    id: int
    message: str | None = None

    @property
    def num_goals(self) -> int:
        return self.pp.count("⊢")


class ProofFinished(NamedTuple):
    tactic_state_id: int
    message: str | None = None


class ProofGivenUp(NamedTuple):
    pass


class LeanError(NamedTuple):
    error: str


class DojoCrashError(Exception):
    pass


class DojoTacticTimeoutError(Exception):
    pass


class DojoInitError(Exception):
    pass


class LeanGitRepo(NamedTuple):
    url: str
    commit: str

    @classmethod
    def from_path(cls, path: str) -> LeanGitRepo:
        return cls(str(path), "0" * 40)

    @property
    def told(self) -> dict[str, Any]:
        """What the repository's file says. Not LeanDojo's."""
        found: dict[str, Any] = json.loads((Path(self.url) / "standin.json").read_text("utf-8"))
        return found


class Theorem:
    def __init__(self, repo: LeanGitRepo, file_path: Path | str, full_name: str) -> None:
        self.repo = repo
        self.file_path = Path(file_path)
        self.full_name = full_name
        assert self.file_path.suffix == ".lean", f"File extension must be .lean: {file_path}"


class ModifiedFile(NamedTuple):
    name: str


def is_available_in_cache(repo: LeanGitRepo) -> bool:
    return (Path(repo.url) / "standin.json").exists()


def get_traced_repo_path(repo: LeanGitRepo, build_deps: bool = True) -> Path:
    return Path(repo.url)


class Dojo:
    def __init__(
        self,
        entry: Theorem,
        timeout: int = 600,
        additional_imports: list[str] = [],  # noqa: B006
        build_deps: bool = True,
    ) -> None:
        self.entry = entry
        self.timeout = timeout
        self.additional_imports = additional_imports
        self.told = entry.repo.told
        self.states = 0
        self.waiting: list[Any] = []
        self.eaten: list[bytearray] = []

    def __enter__(self) -> tuple[Dojo, TacticState]:
        files = self.told["files"]
        if str(self.entry.file_path) not in files:
            raise DojoInitError(
                f"Cannot find the *.ast.json file for {self.entry} in {self.entry.repo.url}."
            )
        theorem = files[str(self.entry.file_path)].get(self.entry.full_name)
        if theorem is None:
            raise DojoInitError(
                f"Failed to locate the theorem with `{self.entry.full_name}` as its fully "
                "qualified name."
            )
        print("Lean: it prints where it likes", flush=True)
        if self.told["start"] == "dies":
            raise DojoInitError("Unexpected EOF")
        while self.told["start"] == "hangs":
            time.sleep(60)
        imports = "\n".join(f"import {name}" for name in ["Lean4Repl", *self.additional_imports])
        path = Path(self.entry.repo.url) / f"{self.entry.file_path.stem}{os.urandom(4).hex()}.lean"
        path.write_text(
            f"{imports}\n\n{theorem['before']}\n\nset_option maxHeartbeats 0 in\n"
            f"{theorem['statement']} :=by\n  lean_dojo_repl\n  sorry\n{theorem['after']}",
            encoding="utf-8",
        )
        self.modified_file = ModifiedFile(str(path))
        return self, TacticState(theorem["state"], self._number())

    def run_tac(self, state: TacticState, tactic: str) -> Any:
        if not isinstance(state, TacticState):
            raise RuntimeError(f"Attempting to run a tactic on an invalid state {state}.")
        self._misbehave(tactic)
        # An answer that nothing asked for is taken for the next one: pexpect cannot tell.
        self.waiting.append(self._answer(state.pp, tactic))
        return self.waiting.pop(0)

    def _answer(self, pp: str, tactic: str) -> Any:
        if len(json.dumps({"sid": 0, "cmd": tactic}, ensure_ascii=False).encode()) > 4095:
            raise DojoTacticTimeoutError  # a line too long for a terminal never arrives
        for part in _tactics(tactic):
            if pp == "no goals":
                return LeanError("no goals to be proved")
            pp = self.told["steps"].get(pp, {}).get(part, "")
            if not pp:
                return LeanError(f"<stdin>:1:1: unknown tactic '{part}'")
        if pp == "sorry":
            return ProofGivenUp()
        number = self._number()
        return ProofFinished(number, "") if pp == "no goals" else TacticState(pp, number, "")

    def _number(self) -> int:
        self.states += 1
        return self.states - 1

    def _misbehave(self, tactic: str) -> None:
        fault = tactic.removeprefix("fault_") if tactic.startswith("fault_") else self._drawn()
        self.eaten.append(bytearray(os.urandom(1024) * (self.told["eat_mb"] * 1024)))
        match fault:
            case "hang":
                while True:
                    time.sleep(60)
            case "timeout":
                raise DojoTacticTimeoutError
            case "die":
                raise DojoCrashError("Unexpected EOF")
            case "exit":
                os._exit(1)
            case "garbage":
                print('REPL> {"sid": ', flush=True)
                raise DojoCrashError('Invalid JSON: {"sid": ')
            case "flood" | "eat":  # pexpect keeps all that Lean prints until a line is complete
                while True:
                    self.eaten.append(bytearray(os.urandom(1024) * (16 * 1024)))
            case "stray":
                self.waiting.append(ProofFinished(9, ""))

    def _drawn(self) -> str:
        with (Path(self.entry.repo.url) / "count").open("ab") as count:
            count.write(b".")
            struck = zlib.crc32(zlib.crc32(b"%d" % count.tell()).to_bytes(4, "big")) / 2**32
        for fault in ("hang", "die", "garbage"):
            struck -= self.told[fault]
            if struck < 0:
                return "exit" if fault == "die" and struck < -self.told[fault] / 2 else fault
        return ""


def _tactics(text: str) -> list[str]:
    """The tactics of a block in brackets, one a line, or the one tactic that the text is."""
    if not (text.startswith("(\n") and text.endswith("\n)")):
        return [text]
    return textwrap.dedent(text[2:-2]).split("\n")
