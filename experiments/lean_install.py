"""`prover lean install`: say what will be fetched, ask, and fetch it, step by step."""

from __future__ import annotations

import argparse
import contextlib
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from experiments.console import waiting
from experiments.errors import DONE, NOT_PROVED, UserError, one_line
from experiments.lean_doctor import project_folder
from lean_env.installer import (
    DEFAULT_RELEASE,
    InstallError,
    Step,
    Target,
    check_prerequisites,
    managed_target,
    steps,
)
from lean_env.project import ProjectError, find_root, read_project

_RELEASE = re.compile(r"v4\.\d+\.\d+(-rc\d+)?")


def run(options: argparse.Namespace) -> int:
    """The command. Exit code 0 when all is there, 1 when the user said no."""
    try:
        target = _target(options.project, options.lean_version)
        every = steps(target, _echo)
        todo = [step for step in every if not step.done()]
        if not todo:
            print(f"Lean is ready: {target.project}, {target.toolchain}")
            return DONE
        check_prerequisites(todo)
        print(_plan(target, todo), file=sys.stderr)
        if not (options.yes or _agreed()):
            print("nothing was done", file=sys.stderr)
            return NOT_PROVED
        _carry_out(todo)
    except (InstallError, ProjectError) as error:
        raise UserError(one_line(str(error))) from None
    print(f"Lean is ready: {target.project}, {target.toolchain}")
    return DONE


def _target(project: str | None, version: str | None) -> Target:
    if project is None:
        chosen = version or DEFAULT_RELEASE
        if not _RELEASE.fullmatch(chosen):
            raise UserError(
                f"--lean-version {chosen}: a release is expected, like {DEFAULT_RELEASE}"
            )
        return managed_target(chosen)
    if version is not None:
        raise UserError("--lean-version goes without --project: a project names its own Lean")
    root = find_root(project_folder(project))
    if root is None:
        raise UserError(f"--project {project}: no lakefile in it or above it")
    toolchain = read_project(root).toolchain
    if toolchain is None:
        raise UserError(f"{root}: no lean-toolchain in it: which Lean it needs is not said")
    return Target(Path(root), toolchain, managed=False)


def _plan(target: Target, todo: Sequence[Step]) -> str:
    lines = [f"For {target.project}, {target.toolchain}, this is fetched:"]
    for number, step in enumerate(todo, start=1):
        lines.append(f"  {number}. {step.title}")
        if step.size.source:
            size = f"{step.size.download_gb:g} GB to fetch, {step.size.disk_gb:g} GB on disk"
            lines.append(f"     {size}: {step.size.source}")
    fetched = sum(step.size.download_gb for step in todo)
    kept = sum(step.size.disk_gb for step in todo)
    lines.append(f"About {fetched:.1f} GB to fetch, {kept:.1f} GB on disk.")
    return "\n".join(lines)


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise UserError("nobody can be asked, standard input is no terminal: --yes agrees")
    print("Go on? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _carry_out(todo: Sequence[Step]) -> None:
    for number, step in enumerate(todo, start=1):
        if step.done():  # an earlier step did it, too: Mathlib's update fetches its cache
            continue
        place = f"[{number}/{len(todo)}] {step.title}"
        print(place, file=sys.stderr, flush=True)
        try:
            with waiting(step.title) if step.quiet else contextlib.nullcontext():
                step.act()
        except InstallError as error:
            raise UserError(
                f"step {number} of {len(todo)}, {step.title}: {one_line(str(error))}; "
                "the same command goes on from here"
            ) from None


def _echo(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
