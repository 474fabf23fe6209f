"""`prover lean check`: what Lean says of every theorem of a file in a Lake project."""

from __future__ import annotations

import argparse
from pathlib import Path

from experiments.check import verdict_line
from experiments.console import progress_bar
from experiments.errors import BAD_INPUT, DONE, NOT_PROVED
from experiments.lean_project import audit_problem, choose, in_file, project_environment
from experiments.lean_source import Placed, read_source
from lean_env.types import Verdict, VerdictKind
from lean_env.verify import verify_fresh


def run(options: argparse.Namespace) -> int:
    """The command. Exit code 0 when all is proved, 2 when Lean could not be asked, else 1."""
    source = read_source(Path(options.file))
    places = choose(source.placed(), options.theorem, source.path)
    env = project_environment(options, source.path)
    kinds = set()
    with progress_bar("checking", len(places)) as bar:
        for line in [place.line for place in places]:
            place = next(place for place in source.placed() if place.line == line)
            verdict = _known(place) or verify_fresh(env.make, place.theorem, place.proof)
            if verdict.kind in (VerdictKind.REJECTED, VerdictKind.ERROR) and not place.unproved:
                in_statement = verdict.kind is VerdictKind.ERROR
                source = source.set_aside(place, statement_too=in_statement)
            verdict = Verdict(verdict.kind, in_file(verdict.reason, place, source.path))
            kinds.add(verdict.kind)
            bar.advance()
            print(verdict_line(place.title, verdict, as_json=options.json), flush=True)
    if VerdictKind.ERROR in kinds:
        return BAD_INPUT
    return DONE if kinds == {VerdictKind.PROVED} else NOT_PROVED


def _known(place: Placed) -> Verdict | None:
    """The verdict where Lean need not be asked."""
    if place.problem:
        return Verdict(VerdictKind.UNSUPPORTED, place.problem)
    if place.unproved:
        return Verdict(VerdictKind.REJECTED, "it has no proof, but `sorry`")
    unsure = audit_problem(place)
    return Verdict(VerdictKind.UNSUPPORTED, unsure) if unsure else None
