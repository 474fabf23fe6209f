"""The report of a run: table, figure and page from the ledger, before the run is complete too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from curriculum import run_directory
from curriculum.attempt import Attempt
from curriculum.config import TrainConfig
from curriculum.ledger import Ledger
from curriculum.statements import Statement
from experiments.cli import main
from lean_env.types import Theorem
from prover.tree import ProofStep


def statement(name: str, level: str) -> Statement:
    return Statement(Theorem(name, f"theorem {name} (a : ℝ) : a < a + 1"), level)


def attempt(number: int, *, proved: bool) -> Attempt:
    step = ProofStep("a : ℝ\n⊢ a < a + 1", "linarith")
    return Attempt(
        statement_id=number,
        status="proved" if proved else "failed",
        stop_reason="proved" if proved else "queue empty",
        tactic_applications=5,
        expansions=2,
        seconds=0.5,
        env_seconds=0.1,
        generator_seconds=0.2,
        proof="linarith" if proved else None,
        steps=(step,) if proved else (),
    )


@pytest.fixture
def run_dir(tmp_path: Path) -> Path:
    """A run of one iteration: θ_0 proves one of two held-out statements, θ_1 both."""
    path = tmp_path / "run"
    run_directory.start(path, TrainConfig(name="small"))
    with Ledger(path / run_directory.LEDGER) as ledger:
        ledger.add_statements(
            {
                "seed": [],
                "train": [statement("t0", "d0_s0")],
                "heldout": [statement("h0", "d0_s0"), statement("h1", "d1_s0")],
            }
        )
        t0 = ledger.statements("train")[0].id
        h0, h1 = (s.id for s in ledger.statements("heldout"))
        for k, number, proved in [
            (0, h0, True),
            (0, h1, False),
            (0, t0, True),
            (1, h0, True),
            (1, h1, True),
        ]:
            ledger.record(k, 0, attempt(number, proved=proved), "embedded")
        ledger.add_phase_time(0, "evaluate", 2.0, done=True)
    return path


def test_the_table_the_figure_and_the_page(
    run_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(run_dir)]) == 0
    text = capsys.readouterr().out
    rows = [line.split() for line in text.splitlines()]
    assert ["held-out", "θ_0", "θ_1"] in rows
    assert ["d1_s0", "0/1", "1/1"] in rows
    assert ["total", "1/2", "2/2"] in rows
    assert ["d0_s0", "1/1"] in rows
    assert "×2.00" in text
    assert (run_dir / "report" / "figure.png").read_bytes().startswith(b"\x89PNG")
    page = (run_dir / "report" / "index.html").read_text(encoding="utf-8")
    assert "theorem h1 (a : ℝ) : a &lt; a + 1 := by\n  linarith" in page
    assert "data:image/png" in page


def test_json_is_one_object(run_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(run_dir), "--json", "--out", str(run_dir / "elsewhere")]) == 0
    document = json.loads(capsys.readouterr().out)
    cells = {
        (c["split"], c["model"], c["level"]): (c["proved"], c["attempted"])
        for c in document["table"]
    }
    assert cells["heldout", "θ_0", "d1_s0"] == (0, 1)
    assert Path(document["figure"]).is_file()


def test_a_run_with_nothing_attempted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_directory.start(tmp_path / "run", TrainConfig())
    with Ledger(tmp_path / "run" / run_directory.LEDGER):
        pass
    assert main(["report", str(tmp_path / "run")]) == 2
    assert "nothing was attempted yet" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "not a run directory"),
        ("{", "damaged"),
        ('{"format": 99, "config": {}}', "version 99"),
        ('{"format": 1, "config": {"sorcery": 1}}', "another version"),
    ],
)
def test_what_is_no_run_of_this_version(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None, told: str
) -> None:
    if content is not None:
        (tmp_path / "run.json").write_text(content, encoding="utf-8")
    assert main(["report", str(tmp_path)]) == 2
    error = capsys.readouterr().err
    assert error.startswith("prover: error: ")
    assert error.count("\n") == 1
    assert told in error


def test_a_place_that_cannot_be_written_says_how_to_choose_another(
    run_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert main(["report", str(run_dir), "--out", str(tmp_path / "file" / "out")]) == 2
    assert "--out DIR writes elsewhere" in capsys.readouterr().err
