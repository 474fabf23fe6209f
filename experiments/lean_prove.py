"""`prover lean prove`: proofs for the theorems of a file whose proof is `sorry`, in their place."""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

from experiments.console import waiting
from experiments.environments import Environment
from experiments.errors import DONE, NOT_PROVED, UserError, one_line
from experiments.lean_project import audit_problem, choose, in_file, project_environment
from experiments.lean_source import LeanSource, Placed, difference, read_source, write_source
from experiments.models import Model, default_samples, load_model
from experiments.prove import result_fields, why_not
from prover.search import SearchConfig, SearchResult, StopReason, prove


def run(options: argparse.Namespace) -> int:
    """The command. Exit code 0 when all that was asked for is proved, 1 when not."""
    source = read_source(Path(options.file))
    wanted = _wanted(source, options.theorem)
    if not wanted:
        print(f"prover: {source.path}: no theorem whose proof is `sorry`", file=sys.stderr)
        return DONE
    env = project_environment(options, source.path)
    samples = options.samples or default_samples(options.model)
    config = SearchConfig(options.expansions, samples, options.timeout)
    with waiting("loading the model"):
        model = load_model(options.model)
    new, proved = source, 0
    behind = source  # what Lean reads before a theorem: `new`, without proofs that are wrong
    for number in wanted:
        with waiting(f"searching for a proof of {new.placed()[number].title}"):
            result, behind = _search(behind, number, env, model, config)
        place = new.placed()[number]
        if result.proof is not None:
            # The next theorems stand behind it: what a `sorry` claims may not be used.
            new = new.with_proof(place, result.proof)
            behind = behind.with_proof(behind.placed()[number], result.proof)
            proved += 1
        _tell(result, place, new.placed()[number], new, options)
    if proved and options.write:
        if not options.json:
            print(difference(source, new), end="")
        write_source(source, new)
    return DONE if proved == len(wanted) else NOT_PROVED


def _wanted(source: LeanSource, name: str | None) -> list[int]:
    """The numbers, in the file, of the theorems to prove. Raises `UserError`."""
    places = source.placed()
    chosen = choose(places, name, source.path)
    if name is not None and not any(place.unproved for place in chosen):
        problem = chosen[0].problem or (
            "a part of its proof is missing: write `sorry` for all of it"
            if chosen[0].gap
            else "it has a proof already: `prover lean check` judges it"
        )
        raise UserError(f"{source.path}:{chosen[0].line}: {chosen[0].title}: {problem}")
    for place in chosen:
        if place.gap:
            print(
                f"prover: {place.title} (line {place.line}) is left out: only a part of its proof "
                "is `sorry`",
                file=sys.stderr,
            )
    return [number for number, place in enumerate(places) if place in chosen and place.unproved]


def _search(
    source: LeanSource, number: int, env: Environment, model: Model, config: SearchConfig
) -> tuple[SearchResult, LeanSource]:
    """Search for a proof of the theorem of that number.

    A theorem in front whose proof Lean refuses counts as `sorry`, so that one mistake does not
    stop the work on all that stands behind it; the second value is the file so changed.
    """
    while True:
        place = source.placed()[number]
        unsure = audit_problem(place)
        if unsure:
            raise UserError(f"{source.path}:{place.line}: {place.title}: {unsure}")
        result = prove(place.theorem, env.make, model.generator, config, value=model.value)
        if result.stop_reason is StopReason.NOT_STARTED:
            broken = _broken(source.placed()[:number], result.error)
            if broken is None:
                told = in_file(result.error, place, source.path)
                raise UserError(one_line(f"{place.title}: {told}"))
            print(
                f"prover: {broken.title} (line {broken.line}) counts as `sorry` here: "
                + one_line(in_file(result.error, broken, source.path)),
                file=sys.stderr,
            )
            source = source.set_aside(broken, statement_too=False)
            continue
        if result.stop_reason is StopReason.CRASH and not result.tactic_applications:
            told = in_file(result.error, place, source.path)
            raise UserError(one_line(f"Lean does not run: {told}"))
        return result, source


def _broken(before: list[Placed], error: str) -> Placed | None:
    """The theorem whose proof an error in the header is about; None if it is about none."""
    found = re.match(r"the header, line (\d+): ", error)
    if found is None:
        return None
    line = int(found[1])
    for place in before:
        if place.line <= line <= place.last_line and not (place.unproved or place.problem):
            return place
    return None


def _tell(
    result: SearchResult, place: Placed, now: Placed, new: LeanSource, options: argparse.Namespace
) -> None:
    """Print one theorem with its proof, or why it has none."""
    text = None if result.proof is None else new.text[now.start : now.end] + "\n"
    if options.json:
        fields = {**result_fields(options, result, text), "line": place.line}
        print(json.dumps(fields, ensure_ascii=False), flush=True)
    elif text is None:
        title = f"{place.title} (line {place.line})"
        print(f"prover: {title}: not proved: {why_not(result)}", file=sys.stderr)
    elif not options.write:  # else the difference shows it
        print(text, flush=True)
