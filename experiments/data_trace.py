"""`prover data trace`: proof steps of a whole repository, traced by LeanDojo."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from curriculum.leandojo import parse_theorem, steps
from curriculum.step_records import StepRecord
from experiments.data_import import Tally, report, write, writer
from experiments.errors import UserError, one_line
from lean_env.installation import INSTALL_LEAN_DOJO, find_executable, installed_package
from lean_env.installer import environment, explain_failure


def run(options: argparse.Namespace) -> int:
    """The command. Exit code 1 when the repository has no proof step."""
    check_prerequisites(options.repository, options.commit)
    out = Path(options.out)
    tally = Tally()
    with writer(out, replace=options.force) as records:
        write(_traced(options, tally), records, tally)
    return report(out, tally, records.duplicates, as_json=options.json)


def check_prerequisites(repository: str, commit: str | None) -> None:
    """Raise `UserError` for what is missing, before LeanDojo is imported and the network used."""
    if not installed_package("lean_dojo"):
        raise UserError(
            f"lean-dojo, which traces repositories, is not installed: {INSTALL_LEAN_DOJO} "
            "(it needs Python below 3.13)"
        )
    for tool in ("git", "lake"):
        if find_executable(tool) is None:
            raise UserError(
                f"{tool} is not on PATH and tracing builds the repository with it: "
                "`prover lean doctor` says what to do"
            )
    if Path(repository).exists():
        if not (Path(repository) / ".git").exists():
            raise UserError(f"{repository}: not a git repository, and only those can be traced")
        if commit is not None:
            raise UserError("--commit is for a URL: a folder is traced at the commit it is at")
    elif not repository.startswith(("https://", "http://", "git@")):
        raise UserError(f"{repository}: no such folder, and not a URL like https://github.com/…")


def _traced(options: argparse.Namespace, tally: Tally) -> Iterator[StepRecord]:
    os.environ.update(environment())  # LeanDojo runs `lake` and `lean` by their names
    try:
        for theorem in _trace(options.repository, options.commit):
            parsed = parse_theorem(theorem, f"theorem {tally.theorems + 1}")
            tally.theorems += 1
            yield from steps(parsed, options.split or "", tally.skipped)
    except UserError:
        raise
    except (SystemExit, Exception) as error:  # LeanDojo's many: GitHub's, git's, lake's
        raise UserError(f"LeanDojo could not trace {options.repository}: {_why(error)}") from error


def _trace(repository: str, commit: str | None) -> Iterator[dict[str, Any]]:
    """The theorems of a repository, as LeanDojo's benchmark writes them."""
    import lean_dojo

    if Path(repository).exists():
        repo = lean_dojo.LeanGitRepo.from_path(Path(repository).resolve())
    else:
        repo = lean_dojo.LeanGitRepo(repository, commit or lean_dojo.get_latest_commit(repository))
    # Dependencies are taken as they are built: only the repository's own proofs are wanted.
    traced = lean_dojo.trace(repo, build_deps=False)
    for theorem in traced.get_traced_theorems():
        if theorem.theorem.full_name is None:  # LeanDojo could not tell its name
            continue
        yield {
            "url": theorem.repo.url,
            "commit": theorem.repo.commit,
            "file_path": str(theorem.file_path),
            "full_name": theorem.theorem.full_name,
            "traced_tactics": [
                {
                    "tactic": tactic.tactic,
                    "state_before": tactic.state_before,
                    "state_after": tactic.state_after,
                    "annotated_tactic": list(tactic.get_annotated_tactic()),
                }
                for tactic in theorem.get_traced_tactics()
            ],
        }


def _why(error: BaseException) -> str:
    text = f"{type(error).__name__}: {error}"
    if "rate limit" in text.lower() or "403" in text:
        return (
            "GitHub's rate limit is reached: export GITHUB_ACCESS_TOKEN=… raises it "
            "(a token without any scope is enough for public repositories)"
        )
    return one_line(explain_failure(text))
