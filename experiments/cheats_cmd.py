"""`prover cheats`: every known way to cheat, and what refuses it.

Each one is run here and now: scripts through the filter, and with the filter off through the
judgement of what Lean answers; files and records through `prover check`'s own reader.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from experiments.check import judge
from experiments.errors import DONE, NOT_PROVED, one_line
from experiments.theorems import read_claims
from lean_env.audit import check_file, verify_unfiltered
from lean_env.border import forbidden
from lean_env.cheats import FILES, SCRIPTS, FileCheat, ScriptCheat, Stage, scripted
from lean_env.registry import make_env
from lean_env.types import VerdictKind

_NONCE = "0123456789abcdef"
_PLAIN_WIDTH = 180  # of a table that goes to a file or a pipe
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a cheat.

    `stage` and `reason` are of the first defence that refuses it, `second` of the next one, with
    the first switched off (empty where there is none). `stage` is empty if nothing refuses it.
    """

    kind: str
    name: str
    text: str
    believed: str
    stage: str
    reason: str
    second: str


def run(options: argparse.Namespace) -> int:
    """The command. Exit code 1 when a cheat is not refused."""
    outcomes = list(all_outcomes())
    if options.json:
        for outcome in outcomes:
            print(json.dumps(asdict(outcome), ensure_ascii=False))
    else:
        _print_tables(outcomes)
    return DONE if all(outcome.stage for outcome in outcomes) else NOT_PROVED


def all_outcomes() -> Iterator[Outcome]:
    """The outcome of every cheat, class by class."""
    cheats: list[ScriptCheat | FileCheat] = [*SCRIPTS, *FILES]
    classes = list(dict.fromkeys(cheat.kind for cheat in cheats))
    for cheat in sorted(cheats, key=lambda cheat: classes.index(cheat.kind)):
        yield script_outcome(cheat) if isinstance(cheat, ScriptCheat) else file_outcome(cheat)


def script_outcome(cheat: ScriptCheat) -> Outcome:
    """Run a script through the filter, and through the judgement of Lean's answers without it."""
    filtered = forbidden(cheat.theorem, cheat.script)
    audited = ""
    if cheat.lean is not None:
        answer = scripted(check_file(cheat.theorem, cheat.script, _NONCE), cheat.lean)
        verdict = verify_unfiltered(cheat.theorem, cheat.script, answer, _NONCE)
        audited = one_line(verdict.reason)
    if filtered is not None:
        stage, reason, second = Stage.FILTER.value, filtered, audited
    else:
        stage, reason, second = Stage.VERIFICATION.value if audited else "", audited, ""
    return Outcome(
        cheat.kind.value, cheat.name, cheat.script, cheat.believed, stage, reason, second
    )


def file_outcome(cheat: FileCheat) -> Outcome:
    """Give a file, or a record with a pinned statement, to the reader of `prover check`."""
    with tempfile.TemporaryDirectory() as folder:
        if cheat.statement:
            path = Path(folder) / "cheat.jsonl"
            record = {
                "name": cheat.target,
                "header": cheat.header,
                "statement": cheat.statement,
                "proof": cheat.text,
            }
            path.write_text(json.dumps(record), encoding="utf-8")
        else:
            path = Path(folder) / "cheat.lean"
            path.write_text(cheat.text, encoding="utf-8")
        claims = [claim for claim in read_claims(path) if cheat.target in claim.name]
        claims = claims or read_claims(path)  # an axiom has no name here
    verdicts = [judge(claim, partial(make_env, "embedded")) for claim in claims]
    refused = [verdict for verdict in verdicts if verdict.kind is VerdictKind.REJECTED]
    if not refused or len(refused) < len(verdicts):
        stage = reason = ""
    else:
        early = any(claim.verdict is not None for claim in claims)
        stage = Stage.READER.value if early else Stage.VERIFICATION.value
        reason = one_line(refused[0].reason)
    return Outcome(cheat.kind.value, cheat.name, cheat.text, cheat.believed, stage, reason, "")


def _print_tables(outcomes: list[Outcome]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_PLAIN_WIDTH)
    table = Table("cheat", "believed because", "refused by", "reason", "without that")
    last = ""
    for o in outcomes:
        if o.kind != last:
            table.add_section()
            table.add_row(Text(o.kind.upper(), style="bold"))
            last = o.kind
        cells = (o.name, o.believed, o.stage or "NOTHING", o.reason, o.second)
        table.add_row(*map(Text, cells))
    console.print(table)
    console.print(
        "Filter and reader were run just now. For the last column the filter is off and Lean's "
        "answer is the one written down with each cheat: no Lean was run.\n"
    )

    summary = Table("class", "cheats", *(stage.value for stage in Stage), "refused twice", "missed")
    for kind in [*dict.fromkeys(o.kind for o in outcomes), _ALL]:
        chosen = [o for o in outcomes if kind in (o.kind, _ALL)]
        stages = [sum(o.stage == stage.value for o in chosen) for stage in Stage]
        twice, missed = sum(bool(o.second) for o in chosen), sum(not o.stage for o in chosen)
        summary.add_row(kind, *map(str, (len(chosen), *stages, twice, missed)))
    console.print(summary)
