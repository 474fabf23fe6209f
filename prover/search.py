"""Best-first search for a proof, one expansion at a time.

The core does no input or output and knows no model: environment, clock and verification come in as
arguments, tactics are handed to `expand`. After Polu et al. 2022, section 4: expand the node of
highest priority with e sampled tactics, up to d times; the priority is the cumulative
log-probability of the tactics that led there or, with a value function, the state's value.
"""

from __future__ import annotations

import heapq
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import partial

from lean_env.protocol import LeanEnv
from lean_env.types import (
    EnvironmentCrashed,
    EnvironmentUnavailable,
    ProofFinished,
    StatementError,
    TacticFailed,
    TacticState,
    TacticTimeout,
    Theorem,
    Verdict,
    VerdictKind,
)
from lean_env.verify import verify_fresh
from prover.environment import RestartingEnv
from prover.generator import Request, Sample, TacticGenerator, ValueFunction
from prover.tree import Node, SearchTree, Status

Clock = Callable[[], float]
Verifier = Callable[[Theorem, str], Verdict]
Runner = Callable[[Sequence[Callable[[], None]]], None]  # runs all of them, in any order


class StopReason(Enum):
    """Why a search ended; says nothing of what it found."""

    PROVED = "proved"
    EXPANSIONS = "expansions"  # the budget of expansions is spent
    TACTICS = "tactics"  # the budget of tactic applications is spent
    TIMEOUT = "timeout"
    QUEUE_EMPTY = "queue empty"
    CRASH = "crash"  # the environment broke more often than allowed
    NOT_STARTED = "not started"  # the statement is malformed or outside the environment's language
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class SearchConfig:
    """The budget and shape of one search.

    Raises `ValueError` for a budget that could not expand anything.
    """

    expansions: int = 128  # nodes given to the generator (the paper's d)
    samples: int = 8  # tactics drawn for each (the paper's e)
    timeout_s: float | None = None  # wall-clock seconds for the search; None for no limit
    tactic_budget: int | None = None  # tactic applications; None for no limit
    max_depth: int | None = None  # tactics in a proof; None for no limit
    max_state_chars: int = 8000  # longer states are recorded but never expanded
    max_crashes: int = 3  # environment crashes survived

    def __post_init__(self) -> None:
        for name in ("expansions", "samples", "max_state_chars"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1, not {getattr(self, name)}")
        for name in ("timeout_s", "tactic_budget", "max_depth"):
            limit = getattr(self, name)
            if limit is not None and limit <= 0:
                raise ValueError(f"{name} must be positive or None, not {limit}")
        if self.max_crashes < 0:
            raise ValueError(f"max_crashes must not be negative, not {self.max_crashes}")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A candidate proof that verification did not accept."""

    proof: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found, and what it cost. Holds no environment handles, so it can be pickled.

    `proof` is a verified script (what follows `by`), None unless `status` is proved. `outcomes`
    counts what became of the tactics: new, merged, no progress, failed, unsupported, timeout,
    crashed, proved, refused. `seconds` is wall-clock from start to stop; `env_seconds` the part
    spent in the environment (verification included) and `generator_seconds` this search's share of
    the generator's time; `overhead_seconds` is the search's own bookkeeping inside `expand`.
    """

    theorem: Theorem
    status: Status
    stop_reason: StopReason
    proof: str | None
    tree: SearchTree
    tactic_applications: int
    expansions: int
    seconds: float
    env_seconds: float
    generator_seconds: float
    overhead_seconds: float
    outcomes: dict[str, int]
    refusals: tuple[Refusal, ...] = ()
    error: str = ""


@dataclass(slots=True)
class _Costs:
    started: float
    env: float = 0.0
    generator: float = 0.0
    own: float = 0.0  # time inside the search's methods, environment included
    outcomes: Counter[str] = field(default_factory=Counter)


class Search:
    """One best-first search, driven from outside.

    ``start()``; then, while ``next_node()`` gives a node, ask a generator for tactics and hand them
    to ``expand``; before the next ``next_node`` give every node of ``unranked()`` its value with
    ``rank`` (only when built with ``ranked_by_value``); ``result()`` may be called at any time.
    """

    def __init__(
        self,
        theorem: Theorem,
        env: RestartingEnv,
        config: SearchConfig,
        verify: Verifier,
        *,
        ranked_by_value: bool = False,
        clock: Clock = time.perf_counter,
    ) -> None:
        self.theorem = theorem
        self.config = config
        self.tree = SearchTree()
        self.stop_reason: StopReason | None = None
        self.expansions = 0
        self.tactic_applications = 0
        self.unavailable = False  # whether the search ended because nothing runs at all
        self._env = env
        self._verify = verify
        self._ranked_by_value = ranked_by_value
        self._clock = clock
        self._queue: list[tuple[float, int]] = []
        self._unranked: list[Node] = []
        self._states: dict[int, tuple[int, TacticState]] = {}  # node -> generation, state
        self._crashes = 0
        self._proof: str | None = None
        self._refusals: list[Refusal] = []
        self._error = ""
        self._costs = _Costs(clock())
        self._stopped_at: float | None = None

    def start(self) -> None:
        """Start the environment on the theorem; a statement it rejects stops the search."""
        while True:
            generation = self._env.generation
            before = self._clock()
            try:
                state = self._env.env.start(self.theorem)
            except StatementError as error:
                self._stop(StopReason.NOT_STARTED, str(error) or type(error).__name__)
                return
            except EnvironmentCrashed as error:
                if not self._survive(generation, error):
                    return
                continue
            finally:
                self._costs.env += self._clock() - before
            break
        root = self.tree.add_root(state.text)
        self._states[root.id] = (generation, state)
        self._enqueue(root)

    def next_node(self) -> Node | None:
        """The most promising open node, None when the search has stopped (see `stop_reason`)."""
        if self._unranked:
            raise RuntimeError("next_node before every unranked node has its value")
        if self.stop_reason is None and self._out_of_time():
            self._stop(StopReason.TIMEOUT)
        if self.stop_reason is None and self.expansions >= self.config.expansions:
            self._stop(StopReason.EXPANSIONS)
        while self.stop_reason is None:
            if not self._queue:
                self._stop(StopReason.QUEUE_EMPTY)
                break
            node = self.tree.nodes[heapq.heappop(self._queue)[1]]
            if not node.expanded:  # else queued twice, after a likelier way to it was found
                return node
        return None

    def request(self, node: Node) -> Request:
        """What to ask the generator for a node."""
        return Request(self.theorem, self._states[node.id][1])

    def expand(self, node: Node, samples: Sequence[Sample], generator_seconds: float = 0.0) -> None:
        """Apply the tactics to a node's state, in order, and queue what they lead to."""
        began, env_before = self._clock(), self._costs.env
        node.expanded = True
        self.expansions += 1
        self._costs.generator += generator_seconds
        for sample in samples:
            if self.stop_reason is not None:
                break
            if self._out_of_time():
                self._stop(StopReason.TIMEOUT)
            elif self._out_of_tactics():
                self._stop(StopReason.TACTICS)
            else:
                self._try(node, sample)
        if self.stop_reason is not None:
            self._states.clear()
        self._costs.own += (self._clock() - began) - (self._costs.env - env_before)

    def unranked(self) -> list[Node]:
        """New nodes that wait for a value before they can be queued."""
        return list(self._unranked)

    def rank(
        self, nodes: Sequence[Node], values: Sequence[float], generator_seconds: float = 0.0
    ) -> None:
        """Give nodes their values, in [0, 1], and queue them."""
        self._costs.generator += generator_seconds
        for node, value in zip(nodes, values, strict=True):
            node.value = value
            self._unranked.remove(node)
            heapq.heappush(self._queue, (-value, node.id))

    def cancel(self, reason: str) -> None:
        """Stop now, unless stopped already."""
        if self.stop_reason is None:
            self._stop(StopReason.CANCELLED, reason)

    def result(self) -> SearchResult:
        """Status, proof and costs so far. Status and stop reason never overwrite each other."""
        if self._proof is not None:
            status = Status.PROVED
        elif self.stop_reason is StopReason.QUEUE_EMPTY:
            status = Status.FAILED
        else:
            status = Status.OPEN
        end = self._clock() if self._stopped_at is None else self._stopped_at
        return SearchResult(
            theorem=self.theorem,
            status=status,
            stop_reason=self.stop_reason or StopReason.CANCELLED,
            proof=self._proof,
            tree=self.tree,
            tactic_applications=self.tactic_applications,
            expansions=self.expansions,
            seconds=end - self._costs.started,
            env_seconds=self._costs.env,
            generator_seconds=self._costs.generator,
            overhead_seconds=self._costs.own,
            outcomes=dict(self._costs.outcomes),
            refusals=tuple(self._refusals),
            error=self._error,
        )

    def _try(self, node: Node, sample: Sample) -> None:
        """Apply one tactic and record its outcome."""
        generation = self._env.generation
        before = self._clock()
        try:
            state = self._state_of(node)
            generation = self._env.generation
            outcome = self._env.env.apply(state, sample.tactic)
        except EnvironmentCrashed as error:
            self._costs.env += self._clock() - before
            self._costs.outcomes["crashed"] += 1
            self._survive(generation, error)
            return
        finally:
            self.tactic_applications += 1
        self._costs.env += self._clock() - before
        match outcome:
            case TacticState():
                self._reached(node, sample, outcome, generation)
            case ProofFinished():
                self._candidate(node, sample)
            case TacticFailed():
                self._costs.outcomes["unsupported" if outcome.unsupported else "failed"] += 1
            case TacticTimeout():
                self._costs.outcomes["timeout"] += 1

    def _reached(self, node: Node, sample: Sample, state: TacticState, generation: int) -> None:
        if state.text == node.text:
            self._costs.outcomes["no progress"] += 1
            return
        known = self.tree.find(state.text)
        likelihood = None if known is None else known.logprob
        child, new = self.tree.add_child(node, sample.tactic, sample.logprob, state.text)
        self._costs.outcomes["new" if new else "merged"] += 1
        if new:
            self._states[child.id] = (generation, state)
            self._enqueue(child)
        elif likelihood is not None and child.logprob > likelihood and not self._ranked_by_value:
            self._enqueue(child)  # again, with its better priority; the old entry is skipped

    def _enqueue(self, node: Node) -> None:
        depth = self.config.max_depth
        if depth is not None and node.depth >= depth and node.id != 0:
            return
        if len(node.text) > self.config.max_state_chars or node.expanded:
            return
        if self._ranked_by_value:
            self._unranked.append(node)
        else:
            heapq.heappush(self._queue, (-node.logprob, node.id))

    def _candidate(self, node: Node, sample: Sample) -> None:
        """Verify the script that led to "no goals"; only if it holds is anything proved."""
        path = self.tree.path(node)
        script = "\n".join([*(edge.tactic for edge in path), sample.tactic])
        if not self._holds(script):
            self._costs.outcomes["refused"] += 1
            return
        self._costs.outcomes["proved"] += 1
        last = self.tree.add_proof(node, sample.tactic, sample.logprob)
        best = [*path, last]
        # Merging may have found a shorter way here than the one that was run first.
        shorter = self.tree.shortest()
        if len(shorter) < len(best):
            shorter_script = "\n".join(edge.tactic for edge in shorter)
            if self._holds(shorter_script):
                script, best = shorter_script, shorter
        self._proof = script
        self.tree.accept(best)
        self._stop(StopReason.PROVED)

    def _holds(self, script: str) -> bool:
        before = self._clock()
        try:
            verdict = self._verify(self.theorem, script)
        except EnvironmentCrashed as error:
            verdict = Verdict(VerdictKind.ERROR, str(error) or "the environment crashed")
        self._costs.env += self._clock() - before
        if not verdict.proved:
            self._refusals.append(Refusal(script, verdict))
        return verdict.proved

    def _state_of(self, node: Node) -> TacticState:
        """The node's state in the running environment, replayed from the statement if it is new.

        Raises `EnvironmentCrashed` when the replay does not lead to the same state.
        """
        generation, state = self._states[node.id]
        if generation == self._env.generation:
            return state
        env = self._env.env
        state = env.start(self.theorem)
        for edge in self.tree.path(node):
            outcome = env.apply(state, edge.tactic)
            if not isinstance(outcome, TacticState):
                raise EnvironmentCrashed(f"the restarted environment refuses `{edge.tactic}`")
            state = outcome
        if state.text != node.text:
            raise EnvironmentCrashed("the restarted environment reaches another state")
        self._states[node.id] = (self._env.generation, state)
        return state

    def _survive(self, generation: int, error: EnvironmentCrashed) -> bool:
        """Restart after a crash; False, and the search stopped, when it crashed too often."""
        if self.stop_reason is not None:  # cancelled: the crash is the environment's closing
            return False
        self._crashes += 1
        self._env.restart(generation)
        self.unavailable = isinstance(error, EnvironmentUnavailable)
        if self.unavailable or self._crashes > self.config.max_crashes:
            self._stop(StopReason.CRASH, str(error) or "the environment crashed")
            return False
        return True

    def _out_of_time(self) -> bool:
        limit = self.config.timeout_s
        return limit is not None and self._clock() - self._costs.started >= limit

    def _out_of_tactics(self) -> bool:
        limit = self.config.tactic_budget
        return limit is not None and self.tactic_applications >= limit

    def _stop(self, reason: StopReason, error: str = "") -> None:
        self.stop_reason = reason
        self._error = error
        self._stopped_at = self._clock()
        self._queue.clear()
        self._unranked.clear()


def one_by_one(jobs: Sequence[Callable[[], None]]) -> None:
    """Run jobs in their order, in this thread."""
    for job in jobs:
        job()


def advance(
    searches: Sequence[Search],
    generator: TacticGenerator,
    value: ValueFunction | None = None,
    clock: Clock = time.perf_counter,
    run: Runner = one_by_one,
) -> list[Search]:
    """One round: expand one node of every search with one call of the generator.

    `run` may run the expansions, one a search, in several threads. Returns the searches that have
    stopped.
    """
    if value is not None:
        _rank_all(searches, value, clock)
    chosen = [(search, node) for search in searches if (node := search.next_node()) is not None]
    if chosen:
        before = clock()
        answers = generator.generate(
            [search.request(node) for search, node in chosen],
            max(search.config.samples for search, _ in chosen),
        )
        share = (clock() - before) / len(chosen)
        run(
            [
                partial(search.expand, node, samples[: search.config.samples], share)
                for (search, node), samples in zip(chosen, answers, strict=True)
            ]
        )
    return [search for search in searches if search.stop_reason is not None]


def _rank_all(searches: Sequence[Search], value: ValueFunction, clock: Clock) -> None:
    fresh = [(search, nodes) for search in searches if (nodes := search.unranked())]
    if not fresh:
        return
    before = clock()
    values = iter(value.values([s.request(node) for s, nodes in fresh for node in nodes]))
    share = (clock() - before) / len(fresh)
    for search, nodes in fresh:
        search.rank(nodes, [next(values) for _ in nodes], share)


def fresh_verifier(env_factory: Callable[[], LeanEnv]) -> Verifier:
    """The verification every proof has to pass: `lean_env.verify.verify_fresh`."""

    def verify(theorem: Theorem, proof: str) -> Verdict:
        return verify_fresh(env_factory, theorem, proof)

    return verify


def prove(
    theorem: Theorem,
    env_factory: Callable[[], LeanEnv],
    generator: TacticGenerator,
    config: SearchConfig,
    *,
    value: ValueFunction | None = None,
    verify: Verifier | None = None,
    clock: Clock = time.perf_counter,
) -> SearchResult:
    """One attempt on one theorem. Never raises for a bad statement or a broken environment."""
    checked = fresh_verifier(env_factory) if verify is None else verify
    with RestartingEnv(env_factory) as env:
        search = Search(
            theorem, env, config, checked, ranked_by_value=value is not None, clock=clock
        )
        search.start()
        while not advance([search], generator, value, clock):
            pass
        return search.result()
