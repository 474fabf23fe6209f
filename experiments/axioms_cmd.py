"""`prover axioms`: what the embedded environment takes on trust, lemma by lemma."""

from __future__ import annotations

import argparse
import json

from experiments.errors import DONE


def run(options: argparse.Namespace) -> int:
    """Print the lemmas that are axioms (`--all`: every lemma), and how many there are of each."""
    from lean_env.embedded import lemma_proofs, lemmas

    recorded = lemma_proofs.recorded()
    names = lemmas.names()
    for name in names:
        proof = recorded.get(name)
        if options.json:
            status = "axiom" if proof is None else "proved"
            row = {"name": name, "statement": _statement(name), "status": status, "proof": proof}
            print(json.dumps(row, ensure_ascii=False))
        elif proof is None:
            print(f"axiom   {name} {_statement(name)}")
        elif options.all:
            print(f"proved  {name} {_statement(name)}")
    if not options.json:
        proved = sum(name in recorded for name in names)
        print(f"{len(names)} lemmas: {proved} proved, {len(names) - proved} axioms")
    return DONE


def _statement(name: str) -> str:
    from lean_env.embedded import lemmas

    return lemmas.source(name).removeprefix(f"theorem {name} ")
