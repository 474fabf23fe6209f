"""`prover lean install`, against executables that play the network and can fail."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lean_env.installer import explain_failure, managed_target, steps
from tests.experiments.shell import Prover, Ran
from tests.lean_env.lean_machine import TOOLCHAIN, Machine, bare_machine
from tests.lean_env.lean_network import calls, connect, lean_interact

EVERYTHING = [
    "elan-init -y --no-modify-path --default-toolchain none",
    f"elan toolchain install {TOOLCHAIN}",
    "lake update",
    "lake exe cache get",
    "lake build",
]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return bare_machine(tmp_path, monkeypatch)


@pytest.fixture
def install(
    command: Prover, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Ran]]:
    """Runs the command on a connected machine that has lean-interact."""
    connect(machine)
    monkeypatch.syspath_prepend(str(lean_interact(machine)))
    monkeypatch.setattr("sys.stdin", io.StringIO())

    def run(*arguments: str | Path, **environment: str) -> Ran:
        with monkeypatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            return command("lean", "install", *arguments)

    yield run
    for name in [name for name in sys.modules if name.split(".")[0] == "lean_interact"]:
        del sys.modules[name]


def test_everything_is_installed_in_order(
    install: Callable[..., Ran], machine: Machine, command: Prover
) -> None:
    ran = install("--yes")
    project = machine.lean_home / "projects" / "v4.20.0"
    assert ran.code == 0, ran.err
    assert ran.out == f"Lean is ready: {project}, {TOOLCHAIN}\n"
    assert [c for c in calls(machine) if not c.startswith(("curl", "elan --"))] == EVERYTHING
    assert 'rev = "v4.20.0"' in (project / "lakefile.toml").read_text(encoding="utf-8")
    doctor = command("lean", "doctor", "--project", machine.root)
    assert doctor.code == 0, doctor.out
    assert "made by prover lean install" in doctor.out


def test_it_says_beforehand_how_much_is_fetched_and_by_whom_it_was_measured(
    install: Callable[..., Ran],
) -> None:
    plan = install("--yes").err
    before = plan[: plan.index("[1/6]")]
    assert "About 1.8 GB to fetch, 7.7 GB on disk." in before
    assert "lean-mlir#1693" in before


def test_what_is_there_is_left_alone(install: Callable[..., Ran], machine: Machine) -> None:
    install("--yes")
    before = len(calls(machine))
    again = install("--yes")
    assert again.code == 0
    assert again.err == ""
    assert len(calls(machine)) == before


@pytest.mark.parametrize("failing", range(len(EVERYTHING)))
def test_after_a_failure_the_same_command_goes_on(
    install: Callable[..., Ran], machine: Machine, failing: int
) -> None:
    step = EVERYTHING[failing]
    ran = install("--yes", FAKE_FAIL=step, FAKE_MESSAGE="fatal: something broke")
    last = ran.err.splitlines()[-1]
    assert ran.code == 2
    assert "something broke" in last
    assert last.endswith("the same command goes on from here")
    before = len(calls(machine))
    assert install("--yes").code == 0
    assert calls(machine)[before:][-1] == EVERYTHING[-1]
    done = [c for c in calls(machine)[before:] if c in EVERYTHING]
    assert done == EVERYTHING[failing:]


@pytest.mark.parametrize(
    "message",
    [
        "curl: (6) Could not resolve host: raw.githubusercontent.com",
        "fatal: unable to access 'https://github.com/': Failed to connect to github.com port 443",
        "error: could not download file: [7] Couldn't connect to server",
    ],
)
def test_without_a_network_one_line_says_so(
    install: Callable[..., Ran], machine: Machine, message: str
) -> None:
    ran = install("--yes", FAKE_FAIL="curl", FAKE_MESSAGE=message)
    assert ran.code == 2
    assert "the network cannot be reached" in ran.err.splitlines()[-1]
    assert ran.err.splitlines()[-1].startswith("prover: error: step 1 of 6, elan")


def test_a_full_disk_is_called_that() -> None:
    assert explain_failure("tar: x: Cannot write: No space left on device\nerror: failed") == (
        "no space is left on the disk"
    )


def test_the_last_error_is_the_reason() -> None:
    assert explain_failure("a 10%\ra 20%\nerror: no such toolchain\nsee the manual") == (
        "error: no such toolchain"
    )
    assert explain_failure("") == "it printed nothing"


def test_a_users_project_is_made_ready_without_moving_its_pins(
    install: Callable[..., Ran], machine: Machine
) -> None:
    machine.elan(TOOLCHAIN)
    root = machine.project()
    machine.fetch_mathlib(root, built=True)
    manifest = (root / "lake-manifest.json").read_text(encoding="utf-8")
    (machine.elan_home / "bin").mkdir()
    (machine.elan_home / "bin" / "lake").symlink_to(machine.root / "published" / "lake")
    ran = install("--project", root, "--yes")
    assert ran.code == 0, ran.err
    assert calls(machine) == ["lake build"]
    assert (root / "lake-manifest.json").read_text(encoding="utf-8") == manifest


def test_nothing_happens_without_consent(install: Callable[..., Ran], machine: Machine) -> None:
    ran = install()
    assert ran.code == 2
    assert ran.err.splitlines()[-1].endswith("standard input is no terminal: --yes agrees")
    assert calls(machine) == []


def test_a_disk_that_is_too_small_is_told_before_anything_is_fetched(
    install: Callable[..., Ran], machine: Machine, command: Prover, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage:
        free = 2_000_000_000

    monkeypatch.setattr("shutil.disk_usage", lambda path: Usage)
    monkeypatch.setattr("lean_env.installer.installed_package", lambda name: True)
    ran = command("lean", "install", "--yes")
    assert ran.code == 2
    assert "2.0 GB are free at" in ran.err.splitlines()[-1]
    assert calls(machine) == []


def test_git_curl_and_lean_interact_are_needed(
    command: Prover, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> str:
        return command("lean", "install", "--yes").mistake()  # before any plan

    assert "git is not on PATH" in missing()
    machine.git()
    assert "curl is not on PATH" in missing()
    connect_curl = machine.bin / "curl"
    connect_curl.symlink_to(machine.bin / "git")
    monkeypatch.setattr("lean_env.installer.installed_package", lambda name: False)
    assert f"{sys.executable} -m pip install 'lean-interact>=0.6'" in missing()


def test_mistakes_are_one_line(command: Prover, machine: Machine, tmp_path: Path) -> None:
    assert "a release is expected" in command("lean", "install", "--lean-version", "4").mistake()
    assert "no lakefile" in command("lean", "install", "--project", tmp_path).mistake()
    root = machine.project()
    both = command("lean", "install", "--project", root, "--lean-version", "v4.20.0")
    assert "names its own Lean" in both.mistake()
    (root / "lean-toolchain").unlink()
    assert "no lean-toolchain" in command("lean", "install", "--project", root).mistake()


def test_a_clone_that_was_cut_off_is_not_taken_for_whole(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lean_env.installation import repl_cache
    from lean_env.installer import _remove_broken_clone

    monkeypatch.setenv("PATH", f"{machine.bin}{os.pathsep}{os.defpath}")
    broken = repl_cache() / "augustepoiroux" / "repl" / "repl_clean_copy"
    whole = repl_cache() / "somebody" / "repl" / "repl_clean_copy"
    for folder in (broken, whole):
        subprocess.run(["git", "init", "-q", folder], check=True)
    commit = "git -c user.name=n -c user.email=e@e commit -q --allow-empty -m one"
    subprocess.run(commit.split(), cwd=whole, check=True)
    _remove_broken_clone()
    assert not broken.exists()
    assert whole.is_dir()


def test_the_real_lean_interact_builds_the_repl(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the package itself and git itself; the REPL's repository is one made here."""
    pytest.importorskip("lean_interact", reason="lean-interact is not installed")
    connect(machine)
    monkeypatch.setenv("PATH", f"{machine.bin}{os.pathsep}{os.defpath}")
    (machine.bin / "git").unlink()
    machine.elan(TOOLCHAIN)
    (machine.bin / "lake").symlink_to(machine.root / "published" / "lake")
    upstream = machine.root / "upstream"
    subprocess.run(["git", "init", "-q", upstream], check=True)
    (upstream / "lean-toolchain").write_text(TOOLCHAIN + "\n", encoding="utf-8")
    from lean_interact.utils import DEFAULT_REPL_GIT_URL, DEFAULT_REPL_VERSION

    for line in (
        "git add lean-toolchain",
        "git -c user.name=n -c user.email=e@e commit -q -m one",
        f"git tag {DEFAULT_REPL_VERSION}_lean-toolchain-v4.20.0",
    ):
        subprocess.run(line.split(), cwd=upstream, check=True)
    config = machine.root / "gitconfig"
    config.write_text(
        f'[url "{upstream}"]\n  insteadOf = {DEFAULT_REPL_GIT_URL}\n', encoding="utf-8"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    target = managed_target("v4.20.0")
    *_, write, _, _, repl = steps(target, lambda text: None)
    write.act()
    repl.act()
    assert repl.done()
