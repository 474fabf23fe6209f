"""A lean-gym without Lean: a program that answers from recorded exchanges, and can misbehave.

    python replay.py [OPTIONS] TRANSCRIPT.json …

Speaks lean-gym's protocol on its standard streams, with the real program's bad manners: it takes
its time to start, prints lines that are no answers, ends at a request with an argument too few, and
answers for ever once its input has ended. A transcript has a list `exchanges` of `send` and
`receive`. Numbers of searches and states are given out anew, so that requests may be repeated and
branched; a tactic that was not recorded in a state cannot be parsed there.

Faults: the tactics `fault_hang`, `fault_die`, `fault_garbage`, `fault_flood`, `fault_eat` and
`fault_stray` do what they say; `--hang R --die R --garbage R` strike that share of all tactics, at
places that `--seed` decides. `--count FILE` keeps count of tactics across restarts, so that a new
process does not repeat the luck of the old one. `--split` writes every answer in pieces;
`--eat MB` leaks that much with every tactic; `--start S` takes its time to start, `--broken-start`
ends before it answers. Audits of a proof are answered by "nothing bad", or `--rests "0 [gap]"`;
with `--rests unknown` they cannot be parsed. `--log FILE` keeps the requests.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import zlib
from pathlib import Path
from typing import Any

Json = dict[str, Any]
Route = tuple[str, ...]  # a theorem and the tactics since

EMPTY: Json = {
    "error": None,
    "proof_steps": [],
    "search_id": None,
    "tactic_state": None,
    "tactic_state_id": None,
}


class Recorded:
    """What the recorded exchanges know: printed states, and errors, of paths from theorems."""

    def __init__(self, transcripts: list[str]) -> None:
        self.known: dict[Route, Json] = {}
        for transcript in transcripts:
            paths: dict[tuple[str, str], Route] = {}
            for exchange in json.loads(Path(transcript).read_text("utf-8"))["exchanges"]:
                self._learn(exchange["send"], exchange["receive"], paths)

    def _learn(self, send: list[Any], receive: Json, paths: dict[tuple[str, str], Route]) -> None:
        command, arguments = send
        if command == "init_search":
            path: Route = (arguments[0],)
        elif command == "run_tac" and len(arguments) == 3:
            before = paths.get((arguments[0], arguments[1]))
            if before is None or (receive["error"] and receive["error"].startswith("unknown_id")):
                return
            path = (*before, arguments[2])
        else:
            return
        if receive.get("tactic_state_id") is not None:
            paths[receive["search_id"], receive["tactic_state_id"]] = path
        self.known[path] = receive


class Gym:
    """The protocol: searches and states, and one answer to each request."""

    def __init__(self, recorded: Recorded, rests: str) -> None:
        self.recorded = recorded
        self.rests = rests
        self.searches: dict[str, list[Route]] = {}
        self.count = 0

    def answer(self, request: Any) -> Json:
        match request:
            case ["init_search", [str() as name, str()]]:
                return self._init(name)
            case ["run_tac", [str() as search, str() as state, str() as tactic]]:
                return self._run(search, state, tactic)
            case ["clear_search", [str() as search]]:
                self.searches.pop(search, None)
                return {**EMPTY, "search_id": search}
        print(f"[fatal] request_parsing_error: data={request}", flush=True)
        raise SystemExit(1)

    def _init(self, name: str) -> Json:
        known = self.recorded.known.get((name,))
        if known is None or known["error"]:
            return {**EMPTY, "error": f"not_a_theorem: name={name} open_ns="}
        search = str(self.count)
        self.count += 1
        self.searches[search] = []
        return self._new(search, (name,), known["tactic_state"])

    def _run(self, search: str, state: str, tactic: str) -> Json:
        states = self.searches.get(search, [])
        if not state.isdigit() or int(state) >= len(states):
            return {**EMPTY, "error": f"unknown_id: search_id={search} tactic_state_id={state}"}
        if self.rests != "unknown" and tactic.startswith("(tactic."):
            return self._audit(search, states[int(state)], tactic)
        path = (*states[int(state)], tactic)
        known = self.recorded.known.get(path)
        if known is None:
            words = (
                f"gen_tac_and_capture_res_failed: pos=none msg=parse_itactic failed on `{tactic}`"
            )
            return {**EMPTY, "error": words}
        if known["error"]:
            return {**EMPTY, "error": known["error"]}
        return self._new(search, path, known["tactic_state"])

    def _audit(self, search: str, route: Route, program: str) -> Json:
        """What the real program answers to an audit, with the foundations that `--rests` says."""
        if program.startswith("(tactic.mk_meta_var"):
            return self._new(search, (*route, program), "⊢ true")
        words = "root [?_mlocal._fresh.10.5]" if '"root "' in program else f"rests {self.rests}"
        said = f"gen_tac_and_capture_res_failed: pos=(some ⟨1, 2⟩) msg={words}"
        return {**EMPTY, "error": said}

    def _new(self, search: str, path: Route, text: str) -> Json:
        states = self.searches[search]
        states.append(path)
        number = str(len(states) - 1)
        return {**EMPTY, "search_id": search, "tactic_state": text, "tactic_state_id": number}


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
                print("[fatal] deep recursion was detected", flush=True)
                os._exit(1)
            case "garbage":
                print('<trace> {"error": \nrepl.lean:1:0: information trace output', flush=True)
            case "flood":
                while True:
                    print("x" * 100_000, end="")
            case "eat":
                while True:
                    self.eaten.append(bytearray(os.urandom(1024) * (16 * 1024)))
            case "stray":
                proved = {**EMPTY, "search_id": "0", "tactic_state_id": "9"}
                print(json.dumps({**proved, "tactic_state": "no goals"}), flush=True)

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
    data = text.encode()
    step = 7 if pieces else len(data)  # cuts characters in two as well
    for at in range(0, len(data), step):
        sys.stdout.buffer.write(data[at : at + step])
        sys.stdout.buffer.flush()
        if pieces:
            time.sleep(0.0005)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("transcripts", nargs="*")
    for fault in ("hang", "die", "garbage"):
        parser.add_argument(f"--{fault}", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count")
    parser.add_argument("--split", action="store_true")
    parser.add_argument("--eat", type=int, default=0)
    parser.add_argument("--start", type=float, default=0.0)
    parser.add_argument("--broken-start", action="store_true")
    parser.add_argument("--rests", default="0 []")
    parser.add_argument("--log")
    options = parser.parse_args()
    print("warning: imported file uses sorry", file=sys.stderr, flush=True)
    if options.broken_start:
        print("repl.lean:3:0: error: file 'all' not found in the LEAN_PATH", flush=True)
        raise SystemExit(1)
    time.sleep(options.start)
    print("configuring lean-gym", flush=True)
    gym = Gym(Recorded(options.transcripts), options.rests)
    faults = Faults(options)
    while True:
        line = sys.stdin.buffer.readline()  # empty for ever at the end of the input
        if options.log:
            with Path(options.log).open("ab") as log:
                log.write(line)
        try:
            request = json.loads(line)
        except ValueError:
            write(
                json.dumps({**EMPTY, "error": f"parse_failed: data={line.decode()}"}) + "\n", False
            )
            continue
        if request[0] == "run_tac" and len(request[1]) == 3:
            faults.strike(request[1][2])
        write(json.dumps(gym.answer(request), ensure_ascii=False) + "\n", options.split)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    main()
