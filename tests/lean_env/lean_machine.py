"""A machine with as much of Lean on it as a test wants: folders and small executables."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

TOOLCHAIN = "leanprover/lean4:v4.20.0"


def script(path: Path, text: str) -> Path:
    """An executable that runs Python `text`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!{sys.executable} -S\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@dataclass(frozen=True)
class Machine:
    """Everything below one folder: `bin` is the whole PATH."""

    root: Path

    @property
    def bin(self) -> Path:
        return self.root / "bin"

    @property
    def elan_home(self) -> Path:
        return self.root / "elan"

    @property
    def lean_home(self) -> Path:
        return self.root / "lean-home"

    def environment(self) -> dict[str, str]:
        """The variables that make a process see this machine and no other."""
        return {
            "PATH": str(self.bin),
            "HOME": str(self.root),
            "ELAN_HOME": str(self.elan_home),
            "PROVER_LEAN_HOME": str(self.lean_home),
            "GITHUB_ACCESS_TOKEN": "",
        }

    def git(self) -> None:
        script(self.bin / "git", "print('git version 2.39.5')")

    def elan(self, *toolchains: str) -> None:
        script(self.bin / "elan", "print('elan 4.1.2 (58e8d545e 2025-05-26)')")
        for name in toolchains:
            folder = name.replace("/", "--").replace(":", "---")
            for tool in ("lean", "lake"):
                script(self.elan_home / "toolchains" / folder / "bin" / tool, "raise SystemExit(1)")

    def project(self, toolchain: str = TOOLCHAIN) -> Path:
        """A Lake project that requires Mathlib; nothing is fetched yet."""
        root = self.root / "project"
        root.mkdir(exist_ok=True)
        (root / "lakefile.toml").write_text(
            'name = "mine"\n\n[[require]]\nname = "mathlib"\nscope = "leanprover-community"\n',
            encoding="utf-8",
        )
        (root / "lean-toolchain").write_text(toolchain + "\n", encoding="utf-8")
        return root

    def fetch_mathlib(self, root: Path, *, built: bool) -> None:
        package = {"name": "mathlib", "type": "git", "inputRev": "v4.20.0", "rev": "c211948581bde"}
        manifest = {"version": "1.1.0", "packagesDir": ".lake/packages", "packages": [package]}
        (root / "lake-manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        library = root / ".lake/packages/mathlib/.lake/build/lib/lean"
        library.mkdir(parents=True, exist_ok=True)
        if built:
            (library / "Mathlib.olean").write_bytes(b"olean")

    def repl(self, toolchain: str = TOOLCHAIN) -> Path:
        """A REPL where lean-interact builds them."""
        release = toolchain.rpartition(":")[2]
        name = f"repl_v1.3.19_lean-toolchain-{release}"
        folder = self.lean_home / "repl" / "augustepoiroux" / "repl" / name
        executable = script(folder / ".lake/build/bin/repl", "raise SystemExit(1)")
        (folder / "lean-toolchain").write_text(toolchain + "\n", encoding="utf-8")
        return executable


def bare_machine(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine without anything, and this process on it."""
    machine = Machine(folder / "machine")
    machine.bin.mkdir(parents=True)
    for name, value in machine.environment().items():
        monkeypatch.setenv(name, value)
    assert os.environ["PATH"] == str(machine.bin)
    return machine
