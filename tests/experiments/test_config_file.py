"""Configurations: every shipped one is valid, and a mistake is one line that says where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from curriculum.config import TrainConfig
from experiments import config_file
from experiments.config_file import load_config
from experiments.errors import UserError

CONFIGS = sorted(Path(config_file.__file__).parent.glob("configs/*.yaml"))


def write(folder: Path, text: str) -> Path:
    path = folder / "my.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def problem(path: Path, overrides: list[tuple[str, str]] | None = None) -> str:
    with pytest.raises(UserError) as caught:
        load_config(path, overrides or [])
    text = str(caught.value)
    assert "\n" not in text
    return text


@pytest.mark.parametrize("path", CONFIGS, ids=lambda path: path.stem)
def test_shipped_configs_are_valid(path: Path) -> None:
    assert load_config(path).name == path.stem


def test_there_is_a_quickstart() -> None:
    assert "quickstart" in [path.stem for path in CONFIGS]


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "---\n"])
def test_an_empty_file_is_no_configuration(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, text)
    assert problem(path).startswith(f"{path}: it is empty, and no configuration")
    assert problem(path, [("seed", "3")]).startswith(f"{path}: it is empty")


def test_what_a_file_leaves_out_is_the_default(tmp_path: Path) -> None:
    assert load_config(write(tmp_path, "seed: 0\n")) == TrainConfig()


def test_a_misspelt_key_names_the_nearest_and_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, "name: a\nsearch:\n  expansions: 3\n  sampels: 4\n")
    text = problem(path)
    assert text.startswith(f"{path}:4: ")
    assert "sampels" in text
    assert "search.samples" in text


def test_a_wrong_value_names_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, "iterations: 3\nsearch: {samples: many}\n")
    assert problem(path).startswith(f"{path}:2: search.samples: ")


def test_a_key_that_stands_twice_is_a_mistake(tmp_path: Path) -> None:
    path = write(tmp_path, "seed: 1\niterations: 2\nseed: 3\n")
    assert problem(path) == f"{path}:3: seed stands on line 1 already"


def test_broken_yaml_names_line_and_column(tmp_path: Path) -> None:
    path = write(tmp_path, "name: a\nsearch: [1,\n")
    assert re.match(re.escape(str(path)) + r":\d+:\d+: not valid YAML: ", problem(path))


@pytest.mark.parametrize("text", ["- 1\n", "just words\n"])
def test_only_a_mapping_is_a_configuration(tmp_path: Path, text: str) -> None:
    assert "a mapping" in problem(write(tmp_path, text))


def test_a_mapping_that_contains_itself_is_a_mistake(tmp_path: Path) -> None:
    assert "contains itself" in problem(write(tmp_path, "search: &a\n  samples: *a\n"))


def test_a_missing_file_names_the_shipped_ones(tmp_path: Path) -> None:
    assert "quickstart.yaml" in problem(tmp_path / "none.yaml")


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    path = tmp_path / "my.yaml"
    path.write_bytes(b"name: \xff\n")
    assert "not UTF-8" in problem(path)


def test_overrides_win_over_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, "search: {samples: 4}\n")
    overrides = [
        ("search.samples", "16"),
        ("training.theta_0_lr", "1e-3"),
        ("search.timeout_s", "null"),
    ]
    config = load_config(path, overrides)
    assert config.search.samples == 16
    assert config.training.theta_0_lr == 1e-3
    assert config.search.timeout_s is None


def test_an_override_of_one_level_keeps_the_default_levels(tmp_path: Path) -> None:
    config = load_config(write(tmp_path, "{}"), [("curriculum.levels.d1_s0.heldout", "7")])
    assert config.curriculum.levels["d1_s0"].heldout == 7
    assert len(config.curriculum.levels) == len(TrainConfig().curriculum.levels)


def test_a_misspelt_override_names_the_option(tmp_path: Path) -> None:
    path = write(tmp_path, "search: {samples: 4}\n")
    text = problem(path, [("search.sampels", "16")])
    assert text.startswith("--search.sampels 16: ")
    assert "search.samples" in text


def test_an_option_names_its_key_once(tmp_path: Path) -> None:
    path = write(tmp_path, "{}")
    told = problem(path, [("search.samples", "x")])
    assert told == '--search.samples x: a whole number is expected, not "x"'
    told = problem(path, [("workers.kind", "x")])
    assert told == '--workers x: ray or local is expected, not "x"'


def test_an_override_below_a_plain_value_is_a_mistake(tmp_path: Path) -> None:
    assert "--seed.x 1" in problem(write(tmp_path, "seed: 3\n"), [("seed.x", "1")])
