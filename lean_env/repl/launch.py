"""Which command starts the REPL, and in which folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lean_env.settings import EnvSettings, split_command
from lean_env.types import EnvironmentCrashed


class ReplNotFound(EnvironmentCrashed):
    """There is no REPL to run; the message says what to do about it."""


@dataclass(frozen=True, slots=True)
class Launch:
    """A command line and the folder to run it in (None: this process's own)."""

    command: tuple[str, ...]
    folder: Path | None = None


def find_launch(settings: EnvSettings) -> Launch:
    """The command the settings give, else the REPL built for the Lake project.

    Raises `ReplNotFound`.
    """
    folder = Path(settings.project) if settings.project else None
    given = split_command(settings.server_command, "server_command")
    if given:
        operator = next((word for word in given if word in _OPERATORS), None)
        if operator is not None:
            raise ReplNotFound(
                f"--server-cmd has `{operator}`, but no shell runs it: write sh -c '…' around it"
            )
        return Launch(tuple(given), folder)
    from lean_env.doctor import managed_project
    from lean_env.installation import find_executable, find_repl, find_toolchain, read_toolchain
    from lean_env.project import find_root

    root = find_root(folder or Path.cwd()) or (None if folder else managed_project())
    if root is None:
        where = f"{folder} is" if folder else "the current folder is in"
        raise ReplNotFound(f"{where} no Lake project, and none was installed{_ADVICE}")
    toolchain = read_toolchain(root)
    if toolchain is None:
        raise ReplNotFound(f"{root} has no lean-toolchain{_ADVICE}")
    repl = find_repl(toolchain, root)
    if repl is None:
        raise ReplNotFound(f"no Lean REPL was built for {toolchain} ({root}){_ADVICE}")
    installed = find_toolchain(toolchain)
    # The toolchain's own lake where it is known: elan's would look at the network when asked for
    # one that is missing.
    lake = installed.bin / "lake" if installed is not None else find_executable("lake")
    if lake is None or not lake.exists():
        raise ReplNotFound(f"{toolchain} has no lake{_ADVICE}")
    return Launch((str(lake), "env", str(repl.executable)), root)


_OPERATORS = frozenset({"|", "||", "&", "&&", ";", "<", ">", ">>"})
_ADVICE = ": `prover lean doctor` says what to do; --server-cmd names a REPL of your own"
