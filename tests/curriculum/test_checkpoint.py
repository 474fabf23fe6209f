"""Checkpoints: whole or absent, and a damaged one is named."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from curriculum import checkpoint
from curriculum.errors import CheckpointError

ROOT = Path(__file__).resolve().parent.parent.parent


def write(folder: Path) -> None:
    (folder / "model.safetensors").write_bytes(bytes(range(256)) * 40)
    (folder / "config.json").write_text("{}")


def save(path: Path, writer: Callable[[Path], None] = write) -> None:
    checkpoint.save(path, writer, config={"seed": 7}, counters={"step": 12})


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    save(tmp_path / "checkpoints" / "theta_0")
    manifest = checkpoint.load(tmp_path / "checkpoints" / "theta_0")
    assert manifest.config == {"seed": 7}
    assert manifest.counters == {"step": 12}
    assert set(manifest.files) == {"model.safetensors", "config.json"}
    assert len(list((tmp_path / "checkpoints").iterdir())) == 1


def test_a_truncated_file_is_named(tmp_path: Path) -> None:
    save(tmp_path / "theta_0")
    file = tmp_path / "theta_0" / "model.safetensors"
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(CheckpointError, match=r"model\.safetensors has 10239 bytes instead of"):
        checkpoint.load(tmp_path / "theta_0")


def test_an_altered_file_is_named(tmp_path: Path) -> None:
    save(tmp_path / "theta_0")
    file = tmp_path / "theta_0" / "model.safetensors"
    file.write_bytes(b"\x01" + file.read_bytes()[1:])
    with pytest.raises(CheckpointError, match=r"model\.safetensors was altered.*delete the folder"):
        checkpoint.load(tmp_path / "theta_0")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    save(tmp_path / "theta_0")
    (tmp_path / "theta_0" / "config.json").unlink()
    with pytest.raises(CheckpointError, match=r"lacks config\.json"):
        checkpoint.load(tmp_path / "theta_0")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1}', '{"format": 1, "files": 3}'])
def test_a_damaged_manifest_is_a_clear_error(tmp_path: Path, content: str) -> None:
    save(tmp_path / "theta_0")
    (tmp_path / "theta_0" / checkpoint.MANIFEST).write_text(content)
    with pytest.raises(CheckpointError, match=r"damaged manifest\.json"):
        checkpoint.load(tmp_path / "theta_0")


def test_another_format_is_a_clear_error(tmp_path: Path) -> None:
    save(tmp_path / "theta_0")
    file = tmp_path / "theta_0" / checkpoint.MANIFEST
    file.write_text(json.dumps({**json.loads(file.read_text()), "format": 2}))
    with pytest.raises(CheckpointError, match="has format 2, this version reads 1"):
        checkpoint.load(tmp_path / "theta_0")


def test_no_checkpoint_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="no checkpoint at"):
        checkpoint.load(tmp_path / "theta_0")


def test_a_checkpoint_is_never_overwritten(tmp_path: Path) -> None:
    save(tmp_path / "theta_0")
    with pytest.raises(CheckpointError, match="exists already"):
        save(tmp_path / "theta_0")


@pytest.mark.parametrize("error", [OSError(28, "No space left"), KeyboardInterrupt(), TypeError()])
def test_a_failed_save_leaves_nothing(tmp_path: Path, error: BaseException) -> None:
    def fail(folder: Path) -> None:
        write(folder)
        raise error

    expected = CheckpointError if isinstance(error, OSError) else type(error)
    with pytest.raises(expected):
        save(tmp_path / "theta_0", fail)
    assert list(tmp_path.iterdir()) == []


def test_killed_in_mid_save_leaves_no_checkpoint(tmp_path: Path) -> None:
    script = textwrap.dedent(
        """
        import os, signal, sys
        from pathlib import Path
        from curriculum import checkpoint

        def write(folder):
            (folder / "model.safetensors").write_bytes(b"x" * 1000)
            os.kill(os.getpid(), signal.SIGKILL)

        checkpoint.save(Path(sys.argv[1]), write, config={}, counters={})
        """
    )
    path = tmp_path / "theta_0"
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], env={"PYTHONPATH": str(ROOT)}, check=False
    )
    assert done.returncode == -9
    assert not checkpoint.exists(path)
    assert len(list(tmp_path.iterdir())) == 1  # the temporary folder
    checkpoint.remove_leftovers(tmp_path)
    assert list(tmp_path.iterdir()) == []
    save(path)
    checkpoint.load(path)


@pytest.mark.parametrize("library", ["python", "torch"])
def test_a_full_disk_is_a_clear_error(tmp_path: Path, library: str) -> None:
    """A real write that the operating system refuses, from Python and from inside torch."""
    script = textwrap.dedent(
        """
        import resource, sys
        from pathlib import Path
        from curriculum import checkpoint
        from curriculum.errors import CheckpointError

        def write(folder):
            if sys.argv[2] == "torch":
                import torch
                resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
                torch.save(torch.zeros(100_000), folder / "state.pt")
            else:
                resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
                (folder / "model.safetensors").write_bytes(b"x" * 1_000_000)

        try:
            checkpoint.save(Path(sys.argv[1]), write, config={}, counters={})
        except CheckpointError as error:
            print(error)
        """
    )
    path = tmp_path / "theta_0"
    done = subprocess.run(
        [sys.executable, "-c", script, str(path), library],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT)},
        check=True,
    )
    assert "no space left" in done.stdout or "cannot write a checkpoint" in done.stdout
    assert len(done.stdout.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
