"""What every environment promises: one suite, run against each of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lean_env.protocol import LeanEnv
from lean_env.registry import ENVIRONMENTS
from lean_env.types import (
    EnvironmentCrashed,
    ProofFinished,
    StatementError,
    TacticFailed,
    TacticState,
    VerdictKind,
)
from tests.lean_env.contract.kits import KITS, Kit, Story


@pytest.fixture(scope="module", params=sorted(KITS))
def kit(request: pytest.FixtureRequest) -> Kit:
    return KITS[request.param]


@pytest.fixture(scope="module")
def env(kit: Kit) -> Iterator[LeanEnv]:
    made = kit.make()
    yield made
    made.close()


@pytest.fixture(scope="module")
def story(kit: Kit) -> Story:
    return kit.story


def after(env: LeanEnv, state: TacticState, *tactics: str) -> TacticState:
    for tactic in tactics:
        outcome = env.apply(state, tactic)
        assert isinstance(outcome, TacticState), outcome
        state = outcome
    return state


def test_every_registered_environment_is_in_the_suite() -> None:
    assert set(KITS) == set(ENVIRONMENTS)


def test_it_knows_its_name(env: LeanEnv) -> None:
    assert KITS[env.name].make is not None


def test_a_proof_goes_through_the_states_that_lean_prints(env: LeanEnv, story: Story) -> None:
    state = env.start(story.theorem)
    for tactic, text, following in zip(story.script, story.texts, story.script[1:], strict=False):
        assert state.text == text
        assert following
        state = after(env, state, tactic)
    assert state.text == story.texts[-1]
    assert isinstance(env.apply(state, story.script[-1]), ProofFinished)


def test_starting_again_gives_the_same_state(env: LeanEnv, story: Story) -> None:
    assert env.start(story.theorem).text == env.start(story.theorem).text == story.texts[0]


def test_states_are_values(env: LeanEnv, story: Story) -> None:
    """Each can be used any number of times, in any order, whatever was done with others."""
    states = [env.start(story.theorem)]
    for tactic in story.script[:-1]:
        states.append(after(env, states[-1], tactic))
    for number in reversed(range(len(states))):
        assert isinstance(env.apply(states[number], story.script[-1]), ProofFinished) or number
        assert states[number].text == story.texts[number]
    for number in range(len(states) - 1):
        again = after(env, states[number], story.script[number])
        assert again.text == story.texts[number + 1]


def test_a_failure_says_why_and_leaves_the_state_as_it_was(env: LeanEnv, story: Story) -> None:
    root = env.start(story.theorem)
    for tactic in (*story.failing, "", "  "):
        failed = env.apply(root, tactic)
        assert isinstance(failed, TacticFailed), tactic
        assert failed.message.strip()
    assert after(env, root, story.script[0]).text == story.texts[1]


@pytest.mark.parametrize(
    "tactic", ["sorry", "admit", "exact (", "skip\n\naxiom x : False", "exact\u202e rfl", "\ud800"]
)
def test_text_that_is_no_plain_tactic_never_helps(env: LeanEnv, story: Story, tactic: str) -> None:
    root = env.start(story.theorem)
    assert isinstance(env.apply(root, tactic), TacticFailed)
    assert env.apply(root, story.failing[0]) != ProofFinished()
    assert after(env, root, story.script[0]).text == story.texts[1]


def test_an_unknown_or_malformed_statement_does_not_start(env: LeanEnv, story: Story) -> None:
    for theorem in story.unknown:
        with pytest.raises(StatementError) as caught:
            env.start(theorem)
        assert str(caught.value).strip()
    assert env.start(story.theorem).text == story.texts[0]


def test_verify_believes_the_whole_proof(env: LeanEnv, story: Story) -> None:
    verdict = env.verify(story.theorem, "\n".join(story.script))
    assert verdict.proved, verdict
    assert verdict.reason == ""


def test_verify_refuses_anything_less(env: LeanEnv, story: Story) -> None:
    scripts = [
        "\n".join(story.script[:-1]),
        "\n".join((*story.script, story.script[-1])),
        *("\n".join((*story.script[:-1], wrong)) for wrong in story.failing),
        "sorry",
        "",
    ]
    for script in scripts:
        verdict = env.verify(story.theorem, script)
        assert verdict.kind in (VerdictKind.REJECTED, VerdictKind.UNSUPPORTED), (script, verdict)
        assert verdict.reason


def test_verify_does_not_depend_on_what_was_run_before(env: LeanEnv, story: Story) -> None:
    state = env.start(story.theorem)
    for tactic in story.script[:-1]:
        state = after(env, state, tactic)
    env.apply(state, story.script[-1])
    assert not env.verify(story.theorem, story.script[-2]).proved


def test_verify_of_a_malformed_statement_is_an_error(env: LeanEnv, story: Story) -> None:
    for theorem in story.unknown:
        verdict = env.verify(theorem, story.script[-1])
        assert verdict.kind in (VerdictKind.ERROR, VerdictKind.UNSUPPORTED, VerdictKind.REJECTED)
        assert verdict.reason


def test_a_state_of_another_environment_is_no_state(env: LeanEnv) -> None:
    with pytest.raises(EnvironmentCrashed):
        env.apply(TacticState("⊢ True", object()), "trivial")


def test_closing_twice_is_harmless(kit: Kit) -> None:
    made = kit.make()
    made.start(kit.story.theorem)
    made.close()
    made.close()
