"""A Lean REPL without Lean: a program that answers from recorded exchanges, and can misbehave.

    python replay.py [OPTIONS] TRANSCRIPT.json …

Speaks the protocol of leanprover-community/repl on its standard streams. A transcript has a list
`exchanges` of `send` and `receive`. Numbers of environments and proof states are given out anew, as
the real program does, so that questions may be repeated and branched. A whole file is answered by
running its script through the recorded tactics. With `--embedded` the built-in environment decides
instead of a transcript.

Faults: the tactics `fault_hang`, `fault_die`, `fault_garbage`, `fault_flood`, `fault_eat` and
`fault_stray` do what they say; `--hang R --die R --garbage R` strike that share of all tactics, at
places that `--seed` decides. `--count FILE` keeps count of tactics across restarts, so that a new
process does not repeat the luck of the old one. `--split` writes every answer in pieces;
`--eat MB` leaks that much with every tactic; `--start S` takes its time to start.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import re
import sys
import textwrap
import time
import zlib
from pathlib import Path
from typing import Any, NamedTuple

SORRY = re.compile(r"\s*:=\s*(?:by\s+)?sorry\s*$")
GAP = re.compile(r"\s*(?:exact \(\s*)?sorry\s*\)?\s*")
HEAD = re.compile(r"^(?:theorem|lemma)\s+[^\s:({\[⦃]+|^example")
HEADER = re.compile(r"(?:\s*(?:import|open|set_option|universe)\b[^\n]*)*\s*")
PRINT = re.compile(r"^#print axioms (?P<name>\S+)", re.MULTILINE)
START_OF_TACTIC = re.compile(r"(?![|)\]}⟩,]|<;>)\S")

Json = dict[str, Any]


class State(NamedTuple):
    """A recorded proof state: the transcript it is from, and its number there."""

    transcript: int
    number: int


class Transcripts:
    """What the recorded exchanges know."""

    def __init__(self, paths: list[str]) -> None:
        self.commands: dict[str, tuple[int, Json]] = {}
        self.tactics: dict[tuple[State, str], Json] = {}
        self.signatures: dict[str, State] = {}
        for index, path in enumerate(paths):
            for exchange in json.loads(Path(path).read_text(encoding="utf-8"))["exchanges"]:
                self._learn(index, exchange["send"], exchange["receive"])

    def _learn(self, index: int, send: Json, receive: Json) -> None:
        if "tactic" in send:
            self.tactics[State(index, send["proofState"]), send["tactic"].strip()] = receive
        elif "cmd" in send:
            text = send["cmd"]
            self.commands.setdefault(flat(text), (index, receive))
            # `:= sorry` and `:= by sorry` open the same state.
            self.commands.setdefault(flat(SORRY.sub(" := by sorry", text)), (index, receive))
            sorries = receive.get("sorries", [])
            if SORRY.search(text) and len(sorries) == 1:
                signature = HEAD.sub("", SORRY.sub("", text), count=1)
                self.signatures.setdefault(signature, State(index, sorries[0]["proofState"]))

    def command(self, text: str) -> tuple[int, Json] | None:
        known = self.commands.get(flat(text))
        if known is None and HEADER.fullmatch(text):
            return 0, {}
        return known

    def tactic(self, state: State, text: str) -> Json | None:
        """The recorded answer to a tactic, or to tactics one after the other."""
        script = unbracketed(text)
        known = self.tactics.get((state, script))
        if known is not None:
            return known
        parts = split_script(script)
        for part in parts[:-1] if len(parts) > 1 else []:
            answer = self.tactic(state, part)
            if answer is None or not answer.get("goals"):
                return None if answer is None else {"message": "Lean error:\nno goals"}
            state = State(state.transcript, answer["proofState"])
        return self.tactics.get((state, parts[-1])) if len(parts) > 1 else None

    def first_state(self, signature: str) -> State | None:
        return self.signatures.get(signature)


def flat(text: str) -> str:
    return " ".join(text.split())


def unbracketed(text: str) -> str:
    text = text.strip()
    if text.startswith("(\n") and text.endswith("\n)"):
        text = textwrap.dedent(text[2:-2])
    return text.strip()


def split_script(script: str) -> list[str]:
    """The tactics of a script: a new one starts in the first column, or after a semicolon."""
    parts: list[str] = []
    for line in textwrap.dedent(script).strip("\n").split("\n"):
        if START_OF_TACTIC.match(line) or not parts:
            parts += re.split(r";\s*", line)
        else:
            parts[-1] += "\n" + line
    return [part.rstrip() for part in parts if part.strip()]


class Server:
    """The protocol: numbers given out, one answer to each question."""

    def __init__(self, brain: Any) -> None:
        self.brain = brain
        self.environments = 0
        self.states: list[Any] = []

    def answer(self, request: Json) -> Json:
        if "tactic" in request:
            return self._tactic(request)
        if "cmd" in request:
            return self._command(request)
        return {"message": "Could not parse as a valid JSON command:\nunexpected"}

    def _command(self, request: Json) -> Json:
        env = request.get("env")
        if env is not None and not 0 <= env < self.environments:
            return {"message": "Unknown environment."}
        answer = dict(self.brain.run(request["cmd"]))
        if set(answer) == {"message"}:
            return answer
        for sorry in answer.get("sorries", []):
            sorry["proofState"] = self._number(sorry["proofState"])
        answer["env"] = self.environments
        self.environments += 1
        return answer

    def _tactic(self, request: Json) -> Json:
        if not 0 <= request["proofState"] < len(self.states):
            return {"message": "Unknown proof state."}
        answer = dict(self.brain.step(self.states[request["proofState"]], request["tactic"]))
        if "proofState" in answer:
            answer["proofState"] = self._number(answer["proofState"])
        for sorry in answer.get("sorries", []):
            sorry["proofState"] = self._number(sorry["proofState"])
        return answer

    def _number(self, state: Any) -> int:
        self.states.append(state)
        return len(self.states) - 1


class Recorded:
    """Answers from transcripts."""

    def __init__(self, paths: list[str]) -> None:
        self.transcripts = Transcripts(paths)

    def run(self, text: str) -> Json:
        known = self.transcripts.command(text)
        if known is None:
            return self._file(text)
        index, answer = known
        answer = copy.deepcopy(answer)
        for sorry in answer.get("sorries", []):
            sorry["proofState"] = State(index, sorry["proofState"])
        return answer

    def step(self, state: State, text: str) -> Json:
        answer = self.transcripts.tactic(state, text)
        if answer is None:
            return {"message": "Lean error:\n<input>:1:0: unknown tactic"}
        answer = copy.deepcopy(answer)
        for part in (answer, *answer.get("sorries", [])):
            if "proofState" in part:
                part["proofState"] = State(state.transcript, part["proofState"])
        return answer

    def _file(self, text: str) -> Json:
        """A whole file: its theorems' scripts are run, its `#print axioms` answered."""
        messages = []
        for signature, state in self.transcripts.signatures.items():
            name = r"(?!\S*statement_)\S+"  # which a check file leaves open
            pattern = rf"^theorem {name}{re.escape(signature)} := by\n(?P<script>(?:[ \t].*\n|\n)*)"
            for found in re.finditer(pattern, text, re.MULTILINE):
                problem = self._script_problem(state, found["script"])
                line = text.count("\n", 0, found.start()) + 1
                if problem:
                    messages.append(message("error", line, problem))
                else:
                    messages += axiom_answers(text)
        return {"messages": messages or [message("error", 1, "nothing known is proved here")]}

    def _script_problem(self, state: State, script: str) -> str:
        answer = self.step(state, textwrap.dedent(script))
        if "message" in answer:
            return str(answer["message"]).removeprefix("Lean error:\n")
        errors = [m["data"] for m in answer.get("messages", []) if m["severity"] == "error"]
        if errors:
            return str(errors[0])
        if answer["goals"]:
            return "unsolved goals\n" + "\n\n".join(answer["goals"])
        status = answer.get("proofStatus", "Completed")
        return "" if status == "Completed" else str(status)


class Embedded:
    """The built-in environment in Lean's place."""

    def __init__(self) -> None:
        sys.path.insert(0, str(Path(__file__).parents[3]))
        from lean_env.embedded.env import EmbeddedEnv

        self.env = EmbeddedEnv()

    def run(self, text: str) -> Json:
        from lean_env.types import StatementError, Theorem

        if HEADER.fullmatch(text):
            return {}
        if not (SORRY.search(text) and HEAD.match(text)):
            return self._file(text)
        statement = SORRY.sub("", text)
        try:
            state = self.env.start(Theorem("t", statement, "import Mathlib"))
        except StatementError as error:
            return {"messages": [message("error", 1, str(error))]}
        place = {"line": 1, "column": len(text) - 5}
        return {
            "sorries": [{"proofState": state, "goal": state.text, "pos": place, "endPos": place}],
            "messages": [message("warning", 1, "declaration uses `sorry`")],
        }

    def step(self, state: Any, text: str) -> Json:
        from lean_env.types import ProofFinished, TacticState

        outcome = self.env.apply(state, text)
        if isinstance(outcome, TacticState):
            goals = outcome.text.split("\n\n")
            status = "Incomplete: open goals remain"
            return {"proofState": outcome, "goals": goals, "proofStatus": status}
        if isinstance(outcome, ProofFinished):
            return {"proofState": None, "goals": [], "proofStatus": "Completed"}
        return {"message": f"Lean error:\n{outcome.message}"}

    def _file(self, text: str) -> Json:
        from lean_env.source import split_file
        from lean_env.types import StatementError, Theorem

        messages = []
        # Up to here: the user's file and the statement to prove, which a check file leaves open.
        header_lines = text.partition("\ntheorem structure_")[0].count("\n") + 1
        for found in split_file(text):
            statement = found.statement
            gap = found.line <= header_lines and GAP.fullmatch(found.proof) is not None
            if gap:
                try:
                    self.env.start(Theorem("", statement))
                except StatementError as error:
                    messages.append(message("error", found.line, str(error)))
            # Of a `sorry` before the statement Lean only warns.
            ours = found.name.startswith(("structure_", "pinned_"))
            if found.kind != "theorem" or ours or gap:
                continue
            verdict = self.env.verify(Theorem("", statement), found.proof)
            if not verdict.proved:
                messages.append(message("error", found.line, verdict.reason))
        return {"messages": messages or axiom_answers(text)}


def message(severity: str, line: int, text: str) -> Json:
    place = {"line": line, "column": 0}
    return {"severity": severity, "pos": place, "endPos": place, "data": text}


def axiom_answers(text: str) -> list[Json]:
    return [
        message(
            "info",
            text.count("\n", 0, found.start()) + 1,
            f"'{found['name'].removeprefix('_root_.')}' depends on axioms: "
            "[propext, Classical.choice, Quot.sound]",
        )
        for found in PRINT.finditer(text)
    ]


class Faults:
    """When to misbehave, and how."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.eaten: list[bytearray] = []
        self.count = 0

    def strike(self, tactic: str) -> None:
        """Misbehave if this tactic is to; most of the time return."""
        fault = tactic.removeprefix("fault_") if tactic.startswith("fault_") else self._drawn()
        if self.options.eat:
            self.eaten.append(bytearray(os.urandom(1024) * (self.options.eat * 1024)))
        match fault:
            case "hang":
                while True:
                    time.sleep(60)
            case "die":
                print("Lean ran into an error it does not survive", file=sys.stderr, flush=True)
                os._exit(1)
            case "garbage":
                print("INTERNAL PANIC: unreachable code", flush=True)
            case "flood":
                while True:
                    print("x" * 100_000, end="")
            case "eat":
                while True:
                    self.eaten.append(bytearray(os.urandom(1024) * (16 * 1024)))
            case "stray":
                print(json.dumps({"env": 0}) + "\n", flush=True)

    def _drawn(self) -> str:
        if self.options.count:
            with Path(self.options.count).open("ab") as count:
                count.write(b".")
                self.count = count.tell()
        else:
            self.count += 1
        luck = scattered(self.options.seed, self.count)
        for fault in ("hang", "die", "garbage"):
            luck -= getattr(self.options, fault)
            if luck < 0:
                return fault
        return ""


def scattered(seed: int, count: int) -> float:
    """A number in [0, 1) that looks random (the module `random` takes long to import)."""
    bits = zlib.crc32(f"{seed} {count}".encode())
    return zlib.crc32(bits.to_bytes(4, "big")) / 2**32


def write(text: str, pieces: bool) -> None:
    if not pieces:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    data = text.encode()
    for at in range(0, len(data), 7):  # cuts characters in two as well
        sys.stdout.buffer.write(data[at : at + 7])
        sys.stdout.buffer.flush()
        time.sleep(0.0005)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("transcripts", nargs="*")
    parser.add_argument("--embedded", action="store_true")
    for fault in ("hang", "die", "garbage"):
        parser.add_argument(f"--{fault}", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count")
    parser.add_argument("--split", action="store_true")
    parser.add_argument("--eat", type=int, default=0)
    parser.add_argument("--start", type=float, default=0.0)
    options = parser.parse_args()
    time.sleep(options.start)
    server = Server(Embedded() if options.embedded else Recorded(options.transcripts))
    faults = Faults(options)
    question = ""
    for line in sys.stdin:
        if line.strip():
            question += line.rstrip("\n")
            continue
        try:
            request = json.loads(question)
        except ValueError as error:  # as the real one: an uncaught exception ends it
            print(f"uncaught exception: Could not parse JSON:\n{error}", file=sys.stderr)
            raise SystemExit(1) from None
        question = ""
        if "tactic" in request:
            faults.strike(request["tactic"])
        # Over several lines, as Lean prints what is longer than a line.
        write(
            json.dumps(server.answer(request), ensure_ascii=False, indent=1) + "\n\n", options.split
        )


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    main()
