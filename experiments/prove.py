"""`prover prove`: search for a proof of one theorem, and print the theorem with it."""

from __future__ import annotations

import argparse
import json
import re
import sys

from experiments.console import waiting
from experiments.dojo import place_argument, place_text
from experiments.environments import environment
from experiments.errors import DONE, NOT_PROVED, UserError, one_line
from experiments.lean3 import declaration_argument, proof_text
from experiments.models import default_samples, load_model
from experiments.theorems import statement_argument
from lean_env.types import Theorem
from prover.search import SearchConfig, SearchResult, StopReason, prove

_UNKNOWN = re.compile(r"(?:\d+:\d+: )?unknown identifier")


def run(options: argparse.Namespace) -> int:
    """The command. Exit code 0 when proved, 1 when not."""
    options.samples = options.samples or default_samples(options.model)
    env = environment(options)
    place = None
    if env.lean3:
        theorem = declaration_argument(options.theorem, options.open)
    elif env.places:
        theorem = place_argument(options.theorem)
    else:
        asked = statement_argument(options.theorem)
        theorem, place = env.completed(asked.theorem), asked.place
    config = SearchConfig(options.expansions, options.samples, options.timeout)
    with waiting(f"searching for a proof of {theorem.name}"):
        model = load_model(options.model, lean3=env.lean3)
        result = prove(theorem, env.make, model.generator, config, value=model.value)
    if result.stop_reason is StopReason.NOT_STARTED:
        told = explained(result.error, env.name)
        raise UserError(f"{theorem.name}: {told}" if place is None else place.of(told))
    if result.stop_reason is StopReason.CRASH and not result.tactic_applications:
        raise UserError(f"the environment {env.name} does not run: {result.error}")
    write = proof_text if env.lean3 else place_text if env.places else complete
    text = None if result.proof is None else write(theorem, result.proof)
    if options.json:
        print(json.dumps(result_fields(options, result, text), ensure_ascii=False))
    elif text is not None:
        print(text, end="")
    if text is not None:
        return DONE
    if not options.json:
        print(f"prover: not proved: {why_not(result)}", file=sys.stderr)
    return NOT_PROVED


def explained(error: str, env: str) -> str:
    """Why a statement could not be started; what the environment does not know may be Lean."""
    if env == "embedded" and _UNKNOWN.match(error):
        return f"{error} (misspelt, or more of Lean than the environment {env} knows)"
    return error


def complete(theorem: Theorem, proof: str) -> str:
    """The Lean source of a theorem with its proof, after the header it was given with."""
    source = theorem.source(proof)
    return f"{theorem.header.strip()}\n\n{source}" if theorem.header.strip() else source


def why_not(result: SearchResult) -> str:
    """Why a search has no proof, what it spent, and what gives it more."""
    spent = (
        f"{result.expansions} expansions, {result.tactic_applications} tactics, "
        f"{result.seconds:.1f} s"
    )
    more = {
        StopReason.TIMEOUT: "; --timeout gives more",
        StopReason.EXPANSIONS: "; --expansions gives more",
    }
    return f"{stopped(result)} ({spent}{more.get(result.stop_reason, '')})"


def stopped(result: SearchResult) -> str:
    """Why a search that has no proof ended, in words."""
    match result.stop_reason:
        case StopReason.QUEUE_EMPTY:
            return "nothing is left to try"
        case StopReason.TIMEOUT:
            return "out of time"
        case StopReason.EXPANSIONS:
            return "the budget is spent"
        case _:
            error = one_line(result.error)
            return f"{result.stop_reason.value}: {error}" if error else result.stop_reason.value


def result_fields(
    options: argparse.Namespace, result: SearchResult, text: str | None
) -> dict[str, object]:
    """What `--json` says of a search; `text` is the theorem with its proof."""
    return {
        "name": result.theorem.name,
        "status": result.status.value,
        "stop_reason": result.stop_reason.value,
        "proof": text,
        "environment": options.env,
        "model": options.model,
        "expansions": result.expansions,
        "tactic_applications": result.tactic_applications,
        "seconds": round(result.seconds, 3),
        "error": result.error,
    }
