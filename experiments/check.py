"""`prover check`: say of every theorem of a file whether its proof is accepted."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from experiments.console import progress_bar
from experiments.dojo import read_place_claims
from experiments.environments import Environment, environment
from experiments.errors import BAD_INPUT, DONE, NOT_PROVED, one_line
from experiments.lean3 import read_declaration_claims
from experiments.theorems import Claim, read_claims
from lean_env.protocol import LeanEnv
from lean_env.types import Verdict, VerdictKind
from lean_env.verify import verify_fresh


def run(options: argparse.Namespace) -> int:
    """The command. Exit code 0 when all is proved, 2 when an item is malformed, else 1."""
    env = environment(options)
    path = Path(options.file)
    claims = _claims(path, env, options)
    kinds = set()
    with progress_bar("checking", len(claims)) as bar:
        for claim in claims:
            verdict = judge(claim, env.make)
            kinds.add(verdict.kind)
            bar.advance()
            print(verdict_line(claim.name, verdict, as_json=options.json), flush=True)
    if VerdictKind.ERROR in kinds:
        return BAD_INPUT
    return DONE if kinds == {VerdictKind.PROVED} else NOT_PROVED


def _claims(path: Path, env: Environment, options: argparse.Namespace) -> list[Claim]:
    if env.lean3:
        return read_declaration_claims(path, options.open)
    return read_place_claims(path) if env.places else read_claims(path)


def judge(claim: Claim, env_factory: Callable[[], LeanEnv]) -> Verdict:
    """The verdict on a claim; one with several theorems holds when all of them do."""
    if claim.verdict is not None:
        return claim.verdict
    for theorem, proof in claim.theorems:
        verdict = verify_fresh(env_factory, theorem, proof)
        if not verdict.proved:
            several = len(claim.theorems) > 1
            reason = f"{theorem.name}: {verdict.reason}" if several else verdict.reason
            return Verdict(verdict.kind, reason)
    return Verdict(VerdictKind.PROVED)


def verdict_line(name: str, verdict: Verdict, *, as_json: bool) -> str:
    """One line about a theorem, as text or as a JSON object."""
    reason = one_line(verdict.reason)
    if as_json:
        fields = {"name": name, "verdict": verdict.kind.value, "reason": reason}
        return json.dumps(fields, ensure_ascii=False)
    return f"{name}: {verdict.kind.value}" + (f": {reason}" if reason else "")
