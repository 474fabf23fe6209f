"""Mistakes become one line; bugs keep their traceback."""

from __future__ import annotations

import errno

import pytest

from curriculum.errors import ConfigError
from experiments.errors import UserError, explain, nearest
from lean_env.types import EnvironmentCrashed, UnsupportedStatement


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (UserError("no\n  such thing"), "no such thing"),
        (ConfigError("unknown key x"), "unknown key x"),
        (UnsupportedStatement("`∮`"), "`∮`"),
        (EnvironmentCrashed("gone"), "the environment crashed: gone"),
        (
            FileNotFoundError(errno.ENOENT, "No such file or directory", "a"),
            "a: No such file or directory",
        ),
    ],
)
def test_what_the_user_can_mend_is_one_line(error: Exception, line: str) -> None:
    assert explain(error) == line


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_says_what_was_written(number: int) -> None:
    text = explain(OSError(number, "full", "runs/a/file"))
    assert text is not None
    assert "no space left" in text
    assert "runs/a/file" in text


@pytest.mark.parametrize("error", [ValueError("x"), KeyError("x"), OSError(errno.EBADF, "x")])
def test_a_bug_is_not_explained_away(error: Exception) -> None:
    assert explain(error) is None


def test_the_nearest_word() -> None:
    assert nearest("sampels", ["samples", "seed"]) == " (did you mean samples?)"
    assert nearest("qqq", ["samples", "seed"]) == ""
