"""A network that has all of Lean, played by small executables that record how they are called."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tests.lean_env.lean_machine import Machine, script

# `FAKE_FAIL` is the beginning of a command that fails, with the text `FAKE_MESSAGE`.
_PRELUDE = """
import json, os, pathlib, shutil, sys
called = " ".join([{name!r}, *sys.argv[1:]])
with open({calls!r}, "a") as calls:
    calls.write(called + "\\n")
failing = os.environ.get("FAKE_FAIL", "")
if failing and called.startswith(failing):
    print(os.environ.get("FAKE_MESSAGE", ""), file=sys.stderr)
    raise SystemExit(1)
home = pathlib.Path(os.environ["ELAN_HOME"])
published = pathlib.Path({published!r})
def executable(path, text="#!/bin/sh\\n"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
"""
_CURL = """
where = sys.argv[sys.argv.index("-o") + 1]
shutil.copy(published / "elan-init.sh", where)
"""
_ELAN_INIT = """
for name in ("elan", "lake"):
    executable(home / "bin" / name, (published / name).read_text())
"""
_ELAN = """
if sys.argv[1:3] == ["toolchain", "install"]:
    folder = sys.argv[3].replace("/", "--").replace(":", "---")
    for tool in ("lean", "lake"):
        executable(home / "toolchains" / folder / "bin" / tool)
else:
    print("elan 4.1.2")
"""
_LAKE = """
mathlib = pathlib.Path(".lake/packages/mathlib")
match sys.argv[1:]:
    case ["update"]:
        mathlib.mkdir(parents=True)
        package = dict(name="mathlib", type="git", inputRev="v4.20.0", rev="c211948581bde")
        pathlib.Path("lake-manifest.json").write_text(json.dumps(dict(packages=[package])))
    case ["exe", "cache", "get"]:
        library = mathlib / ".lake/build/lib/lean"
        library.mkdir(parents=True)
        (library / "Mathlib.olean").write_text("olean")
    case ["build"]:
        executable(pathlib.Path(".lake/build/bin/repl"))
"""
# As much of lean-interact as the installer uses, for machines that do not have the package.
_LEAN_INTERACT = """
import pathlib, subprocess

class LocalProject:
    def __init__(self, directory, lake_path, auto_build):
        assert not auto_build
        self.directory = pathlib.Path(directory)

class LeanREPLConfig:
    def __init__(self, project, lake_path, cache_dir):
        toolchain = (project.directory / "lean-toolchain").read_text().strip()
        name = "repl_v1.3.19_lean-toolchain-" + toolchain.rpartition(":")[2]
        folder = pathlib.Path(cache_dir) / "augustepoiroux" / "repl" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "lean-toolchain").write_text(toolchain)
        done = subprocess.run([lake_path, "build"], cwd=folder, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError("Failed to build the REPL\\n" + done.stderr)
"""


def connect(machine: Machine) -> None:
    """Give the machine git, curl and sh; elan's own installer brings elan and Lake."""
    machine.git()
    (machine.bin / "sh").symlink_to(shutil.which("sh", path=os.defpath) or "/bin/sh")
    published = machine.root / "published"

    def fake(name: str, text: str) -> str:
        calls = str(machine.root / "calls")
        return _PRELUDE.format(name=name, calls=calls, published=str(published)) + text

    script(machine.bin / "curl", fake("curl", _CURL))
    script(published / "elan", fake("elan", _ELAN))
    script(published / "lake", fake("lake", _LAKE))
    init = script(published / "elan-init.py", fake("elan-init", _ELAN_INIT))
    (published / "elan-init.sh").write_text(f'exec "{init}" "$@"\n', encoding="utf-8")


def calls(machine: Machine) -> list[str]:
    """The commands that were run, in their order."""
    path = machine.root / "calls"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def lean_interact(machine: Machine) -> Path:
    """A folder for `PYTHONPATH` with the stand-in for lean-interact."""
    package = machine.root / "site" / "lean_interact"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(_LEAN_INTERACT, encoding="utf-8")
    (package / "utils.py").write_text(
        "import logging\nlogger = logging.getLogger('lean_interact')\n", encoding="utf-8"
    )
    return package.parent
