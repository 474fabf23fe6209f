"""The diagnosis of machines with nothing, with everything, and with each thing in between."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lean_env.doctor import Finding, State, diagnose, managed_project
from lean_env.installation import (
    elan_toolchains,
    find_repl,
    find_toolchain,
    qualified,
    release,
)
from lean_env.project import ProjectError, find_root, read_project
from tests.lean_env.lean_machine import TOOLCHAIN, Machine, bare_machine, script


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return bare_machine(tmp_path, monkeypatch)


@pytest.fixture
def ready(machine: Machine) -> Path:
    """The project of a machine that lacks nothing."""
    machine.git()
    machine.elan(TOOLCHAIN)
    root = machine.project()
    machine.fetch_mathlib(root, built=True)
    machine.repl()
    return root


def findings(start: Path) -> dict[str, Finding]:
    return {finding.what: finding for finding in diagnose(start).findings}


def test_a_machine_without_lean_lacks_all_of_it_and_embedded_works(machine: Machine) -> None:
    diagnosis = diagnose(machine.root)
    missing = {f.what for f in diagnosis.findings if f.state is State.MISSING}
    assert missing >= {"git", "elan", "project", "lean", "mathlib", "repl"}
    assert not diagnosis.ready
    works = {job.name: job.works for job in diagnosis.jobs}
    assert works["--env embedded"]
    assert works["prover data import"]
    assert not works["--env repl"]


def test_everything_that_is_not_well_says_what_to_do(machine: Machine) -> None:
    for finding in diagnose(machine.root).findings:
        assert finding.mend or finding.state is State.OK, finding


def test_a_machine_with_everything_is_ready(ready: Path) -> None:
    diagnosis = diagnose(ready)
    assert diagnosis.ready, diagnosis.findings
    assert diagnosis.project == ready
    assert {job.name for job in diagnosis.jobs if job.works} >= {"--env repl", "--env embedded"}


def test_the_project_is_found_from_a_file_deep_in_it(ready: Path) -> None:
    deep = ready / "Mine" / "Part"
    deep.mkdir(parents=True)
    (deep / "A.lean").write_text("", encoding="utf-8")
    assert find_root(deep / "A.lean") == ready
    assert diagnose(deep).ready


def test_a_repl_of_another_release_does_not_serve(machine: Machine, ready: Path) -> None:
    machine.elan("leanprover/lean4:v4.19.0")
    (ready / "lean-toolchain").write_text("leanprover/lean4:v4.19.0\n", encoding="utf-8")
    repl = findings(ready)["repl"]
    assert repl.state is State.MISSING
    assert "none for leanprover/lean4:v4.19.0 (there is one for leanprover/lean4:v4.20.0" in (
        repl.detail
    )
    assert repl.mend == f"prover lean install --project {ready}"


def test_a_repl_among_the_projects_packages_serves(machine: Machine) -> None:
    root = machine.project()
    own = script(root / ".lake/packages/repl/.lake/build/bin/repl", "")
    assert find_repl(TOOLCHAIN, root) is None
    (root / ".lake/packages/repl/lean-toolchain").write_text("v4.20.0", encoding="utf-8")
    found = find_repl(TOOLCHAIN, root)
    assert found is not None
    assert found.executable == own


def test_a_toolchain_that_is_not_installed_is_not_downloaded_to_find_out(
    machine: Machine, ready: Path
) -> None:
    # The shim of elan would download: it must not be run.
    called = machine.root / "called"
    script(machine.bin / "lean", f"open({str(called)!r}, 'w').close()")
    (ready / "lean-toolchain").write_text("leanprover/lean4:v4.21.0\n", encoding="utf-8")
    lean = findings(ready)["lean"]
    assert lean.state is State.MISSING
    assert lean.mend == "elan toolchain install leanprover/lean4:v4.21.0"
    assert TOOLCHAIN in lean.detail
    assert not called.exists()


def test_lean_without_elan_is_found_by_its_version(machine: Machine) -> None:
    script(machine.bin / "lean", "print('Lean (version 4.20.0, x86_64, commit 77cfc4d1a4)')")
    script(machine.bin / "lake", "")
    root = machine.project()
    found = findings(root)
    assert found["lean"].state is State.OK
    assert found["elan"].state is State.OPTIONAL
    (root / "lean-toolchain").write_text("leanprover/lean4:v4.19.0\n", encoding="utf-8")
    assert findings(root)["lean"].state is State.MISSING


def test_lean_3_is_not_lean_4(machine: Machine) -> None:
    script(machine.bin / "lean", "print('Lean (version 3.42.1, commit d3c9a9e27d4c)')")
    assert findings(machine.root)["lean"].state is State.MISSING


def test_a_lean_that_hangs_does_not_hang_the_doctor(machine: Machine) -> None:
    script(machine.bin / "lean", "import time; time.sleep(60)")
    assert findings(machine.root)["lean"].state is State.MISSING


@pytest.mark.parametrize("built", [False, True])
def test_mathlib_needs_its_compiled_files(machine: Machine, built: bool) -> None:
    root = machine.project()
    assert findings(root)["mathlib"].mend.endswith("lake update && lake exe cache get")
    machine.fetch_mathlib(root, built=built)
    mathlib = findings(root)["mathlib"]
    assert mathlib.state is (State.OK if built else State.MISSING)
    assert "v4.20.0" in mathlib.detail
    if not built:
        assert mathlib.mend == f"cd {root} && lake exe cache get"


def test_a_project_without_mathlib_is_ready_without_it(machine: Machine, ready: Path) -> None:
    (ready / "lakefile.toml").write_text('name = "mine"\n', encoding="utf-8")
    (ready / "lake-manifest.json").unlink()
    assert findings(ready)["mathlib"].state is State.OPTIONAL
    assert diagnose(ready).ready


def test_lakefile_lean_may_require_mathlib_too(machine: Machine) -> None:
    root = machine.project()
    (root / "lakefile.toml").unlink()
    (root / "lakefile.lean").write_text(
        'import Lake\nopen Lake DSL\npackage mine\nrequire "leanprover-community" / "mathlib"\n',
        encoding="utf-8",
    )
    mathlib = read_project(root).mathlib
    assert mathlib is not None
    assert mathlib.folder is None


def test_mathlib_at_a_path_is_the_folder_itself(machine: Machine) -> None:
    root = machine.project()
    (machine.root / "mathlib4").mkdir()
    (root / "lake-manifest.json").write_text(
        '{"packages": [{"name": "mathlib", "type": "path", "dir": "../mathlib4"}]}',
        encoding="utf-8",
    )
    mathlib = read_project(root).mathlib
    assert mathlib is not None
    assert mathlib.folder is not None
    assert mathlib.folder.resolve() == (machine.root / "mathlib4").resolve()


@pytest.mark.parametrize("text", ["{", "[]", '{"packages": 3}', '{"packages": ["mathlib"]}'])
def test_a_damaged_manifest_is_told_with_its_file(machine: Machine, text: str) -> None:
    root = machine.project()
    (root / "lake-manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(ProjectError, match=r"lake-manifest\.json"):
        read_project(root)
    project = findings(root)["project"]
    assert project.state is State.MISSING
    assert project.mend == f"cd {root} && lake update"


def test_a_project_without_toolchain_says_so(machine: Machine) -> None:
    root = machine.project()
    (root / "lean-toolchain").unlink()
    assert "no lean-toolchain" in findings(root)["project"].detail


def test_of_the_projects_that_were_installed_the_newest_is_taken(machine: Machine) -> None:
    assert managed_project() is None
    for name in ("v4.9.0", "v4.20.0", "v4.20.0-rc1", "v4.19.0"):
        folder = machine.lean_home / "projects" / name
        folder.mkdir(parents=True)
        (folder / "lakefile.toml").touch()
    (machine.lean_home / "projects" / "v4.30.0").mkdir()  # not finished
    newest = managed_project()
    assert newest is not None
    assert newest.name == "v4.20.0"


def test_a_token_is_never_shown(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACCESS_TOKEN", "ghp_secret")
    assert findings(machine.root)["GitHub token"].state is State.OK
    assert "ghp_secret" not in str(diagnose(machine.root))


@pytest.mark.parametrize(
    ("name", "full", "short"),
    [
        ("v4.20.0", "leanprover/lean4:v4.20.0", "v4.20.0"),
        ("4.20.0-rc5", "leanprover/lean4:v4.20.0-rc5", "v4.20.0-rc5"),
        ("nightly-2025-06-01", "leanprover/lean4:nightly-2025-06-01", "nightly-2025-06-01"),
        ("leanprover/lean4:v4.20.0\n", "leanprover/lean4:v4.20.0", "v4.20.0"),
        ("my-own-build", "my-own-build", "my-own-build"),
    ],
)
def test_names_of_toolchains(name: str, full: str, short: str) -> None:
    assert (qualified(name), release(name)) == (full, short)


def test_toolchains_of_elan(machine: Machine) -> None:
    machine.elan("leanprover/lean4:v4.20.0", "my-own-build")
    assert [t.name for t in elan_toolchains()] == ["leanprover/lean4:v4.20.0", "my-own-build"]
    found = find_toolchain("v4.20.0")
    assert found is not None
    assert (found.bin / "lake").is_file()


def test_the_doctor_imports_nothing_heavy() -> None:
    heavy = "pydantic numpy torch ray rich flint highspy lean_interact lean_dojo"
    code = (
        f"import sys, lean_env.doctor as d; print([m for m in {heavy.split()} if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "[]\n"
