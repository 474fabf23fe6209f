"""`prover lean doctor`: print what is there of a real Lean, what is missing, and what mends it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from experiments.errors import DONE, NOT_PROVED, UserError
from lean_env.doctor import Diagnosis, State, diagnose


def run(options: argparse.Namespace) -> int:
    """The command. Exit code 0 when Lean is ready, 1 when something it needs is missing."""
    diagnosis = diagnose(project_folder(options.project))
    print(_json(diagnosis) if options.json else _text(diagnosis))
    return DONE if diagnosis.ready else NOT_PROVED


def project_folder(given: str | None) -> Path:
    """The folder that `--project` names, the current one without it. Raises `UserError`."""
    folder = Path(given or ".")
    if not folder.is_dir():
        raise UserError(f"--project {given}: there is no such folder")
    return folder


def _text(diagnosis: Diagnosis) -> str:
    width = max(len(finding.what) for finding in diagnosis.findings)
    lines = []
    for finding in diagnosis.findings:
        lines.append(f"{finding.what:{width}}  {finding.state.value:8}  {finding.detail}")
        if finding.mend:
            lines.append(f"{'':{width}}  {'':8}  → {finding.mend}")
    lines += ["", "What works here:"]
    lines += [
        f"  {'yes' if job.works else 'no':3}  {job.name}: {job.detail}" for job in diagnosis.jobs
    ]
    missing = [f.what for f in diagnosis.findings if f.state is State.MISSING]
    lines += [
        "",
        f"Lean is not ready: missing {', '.join(missing)}" if missing else "Lean is ready",
    ]
    return "\n".join(lines)


def _json(diagnosis: Diagnosis) -> str:
    document = {
        "ready": diagnosis.ready,
        "project": None if diagnosis.project is None else str(diagnosis.project),
        "findings": [
            {"what": f.what, "state": f.state.value, "detail": f.detail, "mend": f.mend}
            for f in diagnosis.findings
        ],
        "jobs": [
            {"name": job.name, "works": job.works, "detail": job.detail} for job in diagnosis.jobs
        ],
    }
    return json.dumps(document, ensure_ascii=False)
