"""`dojo` beyond the contract: what LeanDojo says, what it does not check, what it leaves behind.

LeanDojo and its Lean are stood in for by `tests/lean_env/dojo/standin`, run by the worker that runs
the real ones; a REPL or a `lake` that plays Lean checks the whole file.
"""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest

from lean_env.dojo.client import Garbled, theorem_in
from lean_env.dojo.location import locate, missing_dojo, missing_repository, named
from lean_env.protocol import LeanEnv
from lean_env.registry import make_env
from lean_env.settings import EnvSettings
from lean_env.types import (
    EnvironmentCrashed,
    ProofFinished,
    StatementError,
    TacticFailed,
    TacticState,
    TacticTimeout,
    Theorem,
    VerdictKind,
)
from lean_env.verify import verify_fresh
from tests.lean_env.contract.kits import BOTH, dojo_environment
from tests.lean_env.dojo import story

PROOF: Final = "\n".join(BOTH.script)


def repository(folder: Path, **told: Any) -> Path:
    return story.write_repository(folder, BOTH.theorem.statement, BOTH.script, BOTH.texts, **told)


@pytest.fixture
def env(tmp_path: Path) -> Iterator[LeanEnv]:
    with closing(dojo_environment(tmp_path, {"tactic_timeout_s": 2.0})) as made:
        yield made


def no_lean(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Neither lake nor an installed project is found."""
    for name in ("HOME", "ELAN_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(folder / "nothing"))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")


def test_a_gap_is_given_up_and_not_finished(env: LeanEnv) -> None:
    state = env.start(story.THEOREM)
    assert env.apply(state, "exact gap") == TacticFailed("the tactic leaves a gap (`sorry`)")
    assert env.verify(story.THEOREM, "exact gap").kind is VerdictKind.REJECTED


def test_the_timeout_of_leandojo_itself_is_a_timeout(env: LeanEnv) -> None:
    state = env.start(story.THEOREM)
    assert isinstance(env.apply(state, "fault_timeout"), TacticTimeout)
    assert isinstance(env.apply(state, BOTH.script[0]), TacticState)


def test_the_end_of_the_worker_itself_is_survived(env: LeanEnv) -> None:
    state = env.start(story.THEOREM)
    assert isinstance(env.apply(state, "fault_exit"), TacticFailed)
    assert isinstance(env.apply(state, BOTH.script[0]), TacticState)


def test_a_tactic_too_long_for_a_terminal_is_refused(env: LeanEnv) -> None:
    long = f"exact ⟨{'hp, ' * 1100}hq⟩"
    failed = env.apply(env.start(story.THEOREM), long)
    assert isinstance(failed, TacticFailed)
    assert "4000 bytes" in failed.message


def test_a_theorem_does_not_prove_itself(env: LeanEnv) -> None:
    failed = env.apply(env.start(story.THEOREM), "exact both p q hp hq")
    assert isinstance(failed, TacticFailed)
    assert "the theorem being proved, 'both'" in failed.message
    assert not verify_fresh(lambda: env, story.THEOREM, "exact both p q hp hq").proved


def test_closing_takes_the_file_that_dojo_wrote(tmp_path: Path) -> None:
    with closing(story.environment(repository(tmp_path))) as env:
        env.start(story.THEOREM)
        assert list(tmp_path.glob("repository/*.lean"))
    assert not list(tmp_path.glob("repository/*.lean"))


@pytest.mark.parametrize("start", ["dies", "hangs"])
def test_a_dojo_that_does_not_open_is_a_crash(tmp_path: Path, start: str) -> None:
    slow = {"start_timeout_s": 1.0} if start == "hangs" else {}
    with closing(story.environment(repository(tmp_path, start=start), **slow)) as env:
        with pytest.raises(EnvironmentCrashed, match=r"Unexpected EOF|within 1 s"):
            env.start(story.THEOREM)
        assert verify_fresh(lambda: env, story.THEOREM, PROOF).kind is VerdictKind.ERROR


def test_a_repository_without_a_trace_is_named(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    with (
        closing(story.environment(tmp_path)) as env,
        pytest.raises(EnvironmentCrashed, match=r"has not traced .*prover data trace"),
    ):
        env.start(story.THEOREM)


def test_a_python_without_lean_dojo_is_a_crash_that_says_so(tmp_path: Path) -> None:
    python = shlex.join([sys.executable, "-I", "-S"])
    with (
        closing(story.environment(repository(tmp_path), dojo_python=python)) as env,
        pytest.raises(EnvironmentCrashed, match=r"lean-dojo is not installed: .*pip install"),
    ):
        env.start(story.THEOREM)


def test_what_is_missing_is_seen_beforehand(tmp_path: Path) -> None:
    def problem(**settings: Any) -> str:
        return str(missing_repository(EnvSettings(**settings)))

    assert "give --repository" in problem()
    assert "give --commit" in problem(repository="https://github.com/a/b")
    assert "no folder /no/such" in problem(repository="/no/such")
    assert "no git repository" in problem(repository=str(tmp_path))
    assert problem(repository=str(repository(tmp_path))) == "None"
    assert "no program" in str(missing_dojo(EnvSettings(dojo_python="no-such-python")))
    with pytest.raises(EnvironmentCrashed, match="give --repository"):
        make_env("dojo")


def test_without_lean_dojos_word_being_checked_nothing_is_proved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dojo finds no fault with the proof; nobody has seen its axioms."""
    no_lean(monkeypatch, tmp_path)
    with closing(story.environment(repository(tmp_path))) as env:
        state: Any = env.start(story.THEOREM)
        for tactic in BOTH.script:
            state = env.apply(state, tactic)
        assert isinstance(state, ProofFinished)
        verdict = env.verify(story.THEOREM, PROOF)
    assert verdict.kind is VerdictKind.UNSUPPORTED
    assert "LeanDojo accepts the proof, but its axioms cannot be seen" in verdict.reason


LAKE: Final = """#!{python}
import json, re, sys
assert sys.argv[1:] == ["env", "lean", "--json", "--stdin"], sys.argv
text = sys.stdin.read()
assert text.startswith("import Mathlib"), text
pinned = re.search(r"^#print axioms (\\S+)", text, re.MULTILINE)
line = text[: pinned.start()].count("\\n") + 1
def say(severity, line, data):
    pos = {{"line": line, "column": 0}}
    print(json.dumps({{"severity": severity, "pos": pos, "endPos": None, "data": data}}))
print("something that the file prints")
{more}
say("information", line, "'" + pinned[1] + "' {axioms}")
"""


@pytest.mark.parametrize(
    ("axioms", "more", "kind", "words"),
    [
        ("depends on axioms: [propext]", "", VerdictKind.PROVED, ""),
        ("depends on axioms: [sorryAx]", "", VerdictKind.REJECTED, "sorryAx"),
        ("depends on axioms: [Lean.ofReduceBool]", "", VerdictKind.REJECTED, "compiled code"),
        ("does not depend on any axioms", 'say("error", line, "no")', VerdictKind.REJECTED, "no"),
        ("does not depend on any axioms", "sys.exit(9)", VerdictKind.ERROR, "exit code 9"),
        ("does not depend on any axioms", "sys.exit(0)", VerdictKind.REJECTED, "did not say"),
    ],
)
def test_lake_has_the_last_word_where_there_is_no_repl(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    axioms: str,
    more: str,
    kind: VerdictKind,
    words: str,
) -> None:
    no_lean(monkeypatch, tmp_path)
    program = tmp_path / "bin" / "lake"
    program.parent.mkdir()
    program.write_text(LAKE.format(python=sys.executable, axioms=axioms, more=more))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    with closing(story.environment(repository(tmp_path))) as env:
        verdict = verify_fresh(lambda: env, story.THEOREM, PROOF)
    assert verdict.kind is kind, verdict
    assert words in verdict.reason


def test_a_place_is_a_file_and_a_name() -> None:
    theorem = named("A/B.lean:Ns.t'")
    assert (theorem.name, theorem.statement) == ("Ns.t'", "A/B.lean:Ns.t'")
    place = locate(
        Theorem(theorem.name, theorem.statement, "import A.B\nimport C"),
        EnvSettings(repository="https://github.com/a/b", commit="c"),
    )
    assert (place.repository, place.commit) == ("https://github.com/a/b", "c")
    assert (place.file, place.name, place.imports) == ("A/B.lean", "Ns.t'", ("A.B", "C"))
    for wrong in ("", "t", "A/B.lean", "/A/B.lean:t", "../B.lean:t", "A.lean:t u", "A.py:t"):
        with pytest.raises(StatementError):
            named(wrong)


def test_a_file_of_dojos_is_taken_apart() -> None:
    source = (
        "import Lean4Repl\nimport X\n\nimport Mathlib\n\nopen Nat\n\n"
        "set_option maxHeartbeats 0 in\n@[simp, norm_cast] protected theorem A.t (n : ℕ) :\n"
        "    n = n :=by\n  lean_dojo_repl\n  sorry\n\ntheorem u : True := by trivial"
    )
    found = theorem_in(source, "A.t")
    assert found.header == "import X\n\nimport Mathlib\n\nopen Nat"
    assert found.statement == "theorem A.t (n : ℕ) :\n    n = n"
    with pytest.raises(Garbled):
        theorem_in(source.replace("lean_dojo_repl", "other"), "A.t")


def test_importing_it_imports_nothing_heavy() -> None:
    import subprocess

    code = "import sys, lean_env.dojo.env; print(json.dumps([n for n in sys.modules]))"
    done = subprocess.run(
        [sys.executable, "-c", f"import json; {code}"], capture_output=True, check=True
    )
    assert not {"lean_dojo", "lean_interact", "ray", "torch"} & set(json.loads(done.stdout))
