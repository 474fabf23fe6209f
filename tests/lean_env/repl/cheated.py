"""A Lean REPL without Lean that is shown cheats: it answers their check files as Lean would.

    python cheated.py ANSWERS.json

ANSWERS maps a proof script to what is to be said: `error` and the `part` of the file that has it,
`axioms` (of the constant that `#print axioms` names), `silent`, `hang`. Where a part stands is read
off the text it is sent, so that the other side's reckoning of lines is not taken over.
"""

from __future__ import annotations

import json
import re
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

PARTS = {
    "header": r"\A",
    "statement": r"^set_option warningAsError false in\ntheorem .*statement_",
    "structure": r"^theorem structure_",
    "proof": r"^theorem (?!structure_|pinned_|.*statement_)",
    "pinned": r"^theorem pinned_",
    "axioms": r"^#print axioms (?P<name>\S+)",
}


def answer(text: str, answers: dict[str, Any]) -> dict[str, Any]:
    """The reply to a file that has one of the scripts."""
    script = max((s for s in answers if indented(s) in text), key=len)
    said = answers[script]
    if said["hang"]:
        time.sleep(600)
    messages = []
    if said["part"]:
        messages.append(message("error", said["error"], text, said["part"]))
    found = re.search(PARTS["axioms"], text, re.MULTILINE)
    if found is not None and not said["silent"]:
        messages.append(message("info", f"'{found['name']}' {said['axioms']}", text, "axioms"))
    return {"env": 0, "messages": messages}


def indented(script: str) -> str:
    return textwrap.indent(textwrap.dedent(script).strip("\n"), "  ")


def message(severity: str, data: str, text: str, part: str) -> dict[str, Any]:
    found = re.search(PARTS[part], text, re.MULTILINE)
    assert found is not None, f"there is no {part}"
    place = {"line": text.count("\n", 0, found.start()) + 1, "column": 0}
    return {"severity": severity, "pos": place, "endPos": place, "data": data}


def main() -> None:
    answers = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    request = ""
    for line in sys.stdin:
        if line.strip():
            request += line
            continue
        reply = answer(json.loads(request)["cmd"], answers)
        print(json.dumps(reply, ensure_ascii=False, indent=1), end="\n\n", flush=True)
        request = ""


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    main()
