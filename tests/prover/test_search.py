from __future__ import annotations

import pickle
from collections.abc import Sequence

import pytest

from lean_env.types import Theorem, Verdict, VerdictKind
from prover.environment import RestartingEnv
from prover.generator import Request, Sample, ScriptedGenerator
from prover.search import Search, SearchConfig, SearchResult, StopReason, prove
from prover.tree import Status
from tests.prover.prover_toys import Crashes, FakeClock, ToyEnv, count_to, toy_verify

STEPS = ScriptedGenerator(default=("=", "+1", "+2"))


def run(
    goal: int | Theorem = 3,
    generator: ScriptedGenerator = STEPS,
    config: SearchConfig | None = None,
    crashes: Crashes | None = None,
    clock: FakeClock | None = None,
) -> SearchResult:
    shared = crashes or Crashes()
    theorem = goal if isinstance(goal, Theorem) else count_to(goal)
    result = prove(
        theorem,
        lambda: ToyEnv(shared),
        generator,
        config or SearchConfig(expansions=50),
        verify=toy_verify,
        clock=clock or FakeClock(),
    )
    result.tree.check()
    return result


def test_golden_tree() -> None:
    """Which nodes are made, in which order they are expanded, and the proof: all of it."""
    result = run(3)
    assert result.status is Status.PROVED
    assert result.stop_reason is StopReason.PROVED
    assert result.proof == "+1\n+2\n="
    assert [(n.text, n.logprob, n.expanded) for n in result.tree.nodes] == [
        ("⊢ 0 = 3", 0.0, True),
        ("⊢ 1 = 3", -1.0, True),
        ("⊢ 2 = 3", -2.0, True),
        ("⊢ 3 = 3", -3.0, True),
        ("⊢ 4 = 3", -4.0, False),
    ]
    assert [(e.source, e.target, e.tactic) for e in result.tree.edges] == [
        (0, 1, "+1"),
        (0, 2, "+2"),
        (1, 2, "+1"),
        (1, 3, "+2"),
        (2, 3, "+1"),
        (2, 4, "+2"),
        (3, None, "="),
    ]
    assert result.outcomes == {"failed": 3, "new": 4, "merged": 2, "proved": 1}
    assert result.tactic_applications == 10
    assert result.expansions == 4
    assert [s.tactic for s in result.tree.proof_steps()] == ["+1", "+2", "="]
    assert result.tree.proofsizes() == {
        "⊢ 0 = 3": 3,
        "⊢ 1 = 3": 2,
        "⊢ 2 = 3": 2,
        "⊢ 3 = 3": 1,
    }


def test_a_merged_state_gets_its_better_priority() -> None:
    """A state found by an unlikely tactic, then by two likely ones, is expanded as the latter."""
    script = {
        "⊢ 0 = 9": ["+1", "x", "x1", "x2", "+5", "+2"],
        "⊢ 1 = 9": ["+1"],  # to 2 at -1, before 5 at -4
    }
    generator = ScriptedGenerator(script)
    config = SearchConfig(expansions=3)
    result = run(9, generator, config)
    assert [n.text for n in result.tree.nodes if n.expanded] == ["⊢ 0 = 9", "⊢ 1 = 9", "⊢ 2 = 9"]


def test_the_shorter_merged_proof_is_taken_when_it_verifies() -> None:
    """6 is first reached by three tactics, then by two; the proof found runs through the three."""
    script = {
        "⊢ 0 = 6": ["+1", "+5"],
        "⊢ 1 = 6": ["+1"],
        "⊢ 2 = 6": ["x", "y", "z", "+4"],
        "⊢ 5 = 6": ["+1"],
        "⊢ 6 = 6": ["="],
    }
    result = run(6, ScriptedGenerator(script))
    assert [e.tactic for e in result.tree.path(result.tree.nodes[-1])] == ["+1", "+1", "+4"]
    assert result.proof == "+5\n+1\n="

    def only_the_first(theorem: Theorem, proof: str) -> Verdict:
        if proof.startswith("+5"):
            return Verdict(VerdictKind.REJECTED, "no")
        return toy_verify(theorem, proof)

    kept = prove(
        count_to(6), ToyEnv, ScriptedGenerator(script), SearchConfig(), verify=only_the_first
    )
    assert kept.proof == "+1\n+1\n+4\n="
    assert [s.tactic for s in kept.tree.proof_steps()] == ["+1", "+1", "+4", "="]
    assert [r.proof for r in kept.refusals] == ["+5\n+1\n="]


def test_a_refused_candidate_does_not_end_the_search() -> None:
    result = run(1, ScriptedGenerator(default=("fake", "=", "+1")))
    assert result.proof == "+1\n="
    assert result.status is Status.PROVED
    assert [r.proof for r in result.refusals] == ["fake", "+1\nfake"]
    assert all(not r.verdict.proved for r in result.refusals)


def test_only_refused_candidates_prove_nothing() -> None:
    result = run(1, ScriptedGenerator(default=("fake",)))
    assert result.status is Status.FAILED
    assert result.stop_reason is StopReason.QUEUE_EMPTY
    assert result.proof is None
    assert result.outcomes == {"refused": 1}


def test_queue_empty_is_failed() -> None:
    result = run(1, ScriptedGenerator(default=("nothing", "odd", "slow", "+0")))
    assert (result.status, result.stop_reason) == (Status.FAILED, StopReason.QUEUE_EMPTY)
    assert result.outcomes == {"failed": 1, "unsupported": 1, "timeout": 1, "no progress": 1}


@pytest.mark.parametrize(
    ("config", "reason"),
    [
        (SearchConfig(expansions=3), StopReason.EXPANSIONS),
        (SearchConfig(expansions=99, tactic_budget=7), StopReason.TACTICS),
        (SearchConfig(expansions=99, timeout_s=1.0), StopReason.TIMEOUT),
    ],
)
def test_a_spent_budget_leaves_the_statement_open(config: SearchConfig, reason: StopReason) -> None:
    result = run(1000, config=config, clock=FakeClock(tick=0.01))
    assert (result.status, result.stop_reason) == (Status.OPEN, reason)
    if config.tactic_budget:
        assert result.tactic_applications == 7
    if config.timeout_s:
        assert 1.0 <= result.seconds < 1.1


def test_the_last_allowed_expansion_may_prove() -> None:
    assert run(3, config=SearchConfig(expansions=4)).status is Status.PROVED
    assert run(3, config=SearchConfig(expansions=3)).status is Status.OPEN


def test_depth_limit() -> None:
    result = run(1000, ScriptedGenerator(default=("+1",)), SearchConfig(max_depth=5))
    assert result.stop_reason is StopReason.QUEUE_EMPTY
    assert result.expansions == 5


def test_a_malformed_statement_is_reported_and_counts() -> None:
    result = run(Theorem("bad", "theorem bad"))
    assert (result.status, result.stop_reason) == (Status.OPEN, StopReason.NOT_STARTED)
    assert "not a statement" in result.error
    assert result.tactic_applications == 0


def test_a_crash_is_survived_by_replay() -> None:
    crashes = Crashes(left=2)
    result = run(4, ScriptedGenerator(default=("crash", "=", "+2")), crashes=crashes)
    assert result.proof == "+2\n+2\n="
    assert result.outcomes["crashed"] == 2
    assert crashes.starts > 2  # started, and started again for the replays


def test_too_many_crashes_stop_the_search() -> None:
    result = run(
        4,
        ScriptedGenerator(default=("crash", "+2")),
        SearchConfig(max_crashes=2),
        crashes=Crashes(left=99),
    )
    assert (result.status, result.stop_reason) == (Status.OPEN, StopReason.CRASH)
    assert result.error == "out of memory"
    assert result.outcomes["crashed"] == 3


def test_a_crash_while_verifying_is_a_refusal() -> None:
    from lean_env.types import EnvironmentCrashed

    def broken(theorem: Theorem, proof: str) -> Verdict:
        raise EnvironmentCrashed("gone")

    result = prove(count_to(0), ToyEnv, STEPS, SearchConfig(expansions=1), verify=broken)
    assert result.status is Status.OPEN
    assert result.refusals[0].verdict == Verdict(VerdictKind.ERROR, "gone")


class Distance:
    """A value function that knows the answer."""

    def values(self, requests: Sequence[Request]) -> list[float]:
        values = []
        for request in requests:
            here, goal = (int(n) for n in request.state.text[2:].split("="))
            values.append(max(0.0, 1 - abs(goal - here) / 100))
        return values


def test_value_orders_the_queue() -> None:
    generator = ScriptedGenerator(default=("=", "-1", "+1"))
    guided = prove(
        count_to(20),
        ToyEnv,
        generator,
        SearchConfig(expansions=21),
        value=Distance(),
        verify=toy_verify,
    )
    guided.tree.check()
    assert guided.status is Status.PROVED
    assert guided.tree.nodes[0].value == 0.8
    assert run(20, generator, SearchConfig(expansions=21)).status is Status.OPEN


def test_search_cannot_go_on_before_its_nodes_are_ranked() -> None:
    with RestartingEnv(ToyEnv) as env:
        search = Search(count_to(3), env, SearchConfig(), toy_verify, ranked_by_value=True)
        search.start()
        with pytest.raises(RuntimeError, match="value"):
            search.next_node()
        search.rank(search.unranked(), [0.5])
        node = search.next_node()
        assert node is not None
        search.expand(node, [Sample("+1", -0.1)])
        assert [n.text for n in search.unranked()] == ["⊢ 1 = 3"]


def test_a_result_can_be_pickled() -> None:
    result = run(3)
    copy: SearchResult = pickle.loads(pickle.dumps(result))
    assert copy.proof == result.proof
    assert copy.tree.proofsizes() == result.tree.proofsizes()


def test_costs_add_up() -> None:
    clock = FakeClock(tick=0.001)
    result = run(5, clock=clock)
    assert result.env_seconds > 0
    assert result.overhead_seconds > 0
    assert result.generator_seconds > 0
    parts = result.env_seconds + result.generator_seconds + result.overhead_seconds
    assert parts <= result.seconds


@pytest.mark.parametrize(
    "bad",
    [{"expansions": 0}, {"samples": 0}, {"timeout_s": 0.0}, {"tactic_budget": -1}],
)
def test_an_empty_budget_is_refused(bad: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(bad))):
        SearchConfig(**bad)  # type: ignore[arg-type]
