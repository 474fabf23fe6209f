"""What an environment may be told: one typed value for all of them, each reads what concerns it."""

from __future__ import annotations

import math
import re
import shlex
from dataclasses import dataclass, replace
from pathlib import Path

from lean_env.process import ProcessLimits
from lean_env.types import Theorem

_IMPORT = re.compile(r"^[ \t]*(?:public[ \t]+)?(?:meta[ \t]+)?import\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class EnvSettings:
    """Settings of the environments that run a real Lean; `embedded` needs none.

    Raises `ValueError`, naming the setting, for a value that cannot be meant.
    """

    server_command: str = ""
    """Command line that starts a Lean REPL (repl); empty: the REPL of the Lake project."""
    lean_gym_command: str = ""
    """Command line that starts lean-gym (lean-gym)."""
    accept_unaudited: bool = False
    """Whether lean-gym's own check makes a proof where what the proof rests on cannot be seen."""
    project: str = ""
    """Folder of a Lake project (repl); empty: the one round the current folder, else the one that
    `prover lean install` made."""
    repository: str = ""
    """URL or folder of the git repository that holds the theorems (dojo)."""
    commit: str = ""
    """Its commit, by hash or tag (dojo); empty: the one that a folder is at."""
    dojo_python: str = ""
    """Command line of a Python that has lean-dojo (dojo); empty: this one."""
    header: str = "import Mathlib"
    """What precedes a statement that imports nothing itself."""
    tactic_timeout_s: float = 10.0
    """Seconds for one tactic; Lean is stopped and started again when they are over."""
    start_timeout_s: float = 300.0
    """Seconds for Lean to start and load the imports (from a cold disk Mathlib takes minutes)."""
    verify_timeout_s: float = 120.0
    """Seconds for checking one whole proof, the imports not counted."""
    memory_mb: int = 8192
    """MiB that one server may take, mapped files not counted; it is restarted beyond. 0: any."""
    cpu_s: int = 4 * 3600
    """CPU seconds in the life of one server; it is restarted beyond. 0: any number."""
    servers: int = 1
    """Lean processes of one environment; statements are shared out among them."""

    def __post_init__(self) -> None:
        for name in ("tactic_timeout_s", "start_timeout_s", "verify_timeout_s"):
            seconds = getattr(self, name)
            if not 0 < seconds < math.inf:
                raise ValueError(f"{name} must be a positive number of seconds, not {seconds:g}")
        for name in ("memory_mb", "cpu_s"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name} must not be negative, not {getattr(self, name)}")
        if self.servers < 1:
            raise ValueError(f"servers must be at least 1, not {self.servers}")
        for name in ("server_command", "lean_gym_command", "dojo_python"):
            split_command(getattr(self, name), name)
        if self.project and not Path(self.project).is_dir():
            raise ValueError(f"project: there is no folder {self.project}")

    @property
    def limits(self) -> ProcessLimits:
        """The limits of one server."""
        return ProcessLimits(memory_mb=self.memory_mb or None, cpu_s=self.cpu_s or None)

    def with_header(self, theorem: Theorem) -> Theorem:
        """The theorem with imports: its own header's, or the default ones before it."""
        if _IMPORT.search(theorem.header):
            return theorem
        header = "\n".join(part for part in (self.header.strip(), theorem.header.strip()) if part)
        return replace(theorem, header=header)


def split_command(line: str, name: str) -> list[str]:
    """A command line as a shell would split it. Raises `ValueError`, naming the setting."""
    try:
        return shlex.split(line)
    except ValueError as error:
        raise ValueError(f"{name}: {str(error).lower()} in {line!r}") from None
