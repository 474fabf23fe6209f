"""The configuration: documented, frozen, and clear about mistakes."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from curriculum.config import Difference, Section, TrainConfig, differences, parse_config
from curriculum.errors import ConfigError
from curriculum.synthetic import parse_level


def sections(section: type[Section]) -> list[type[Section]]:
    found = [section]
    for field in section.model_fields.values():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section):
            found += sections(field.annotation)
    return found


def test_every_field_is_documented_and_has_a_default() -> None:
    for section in sections(TrainConfig):
        for name, field in section.model_fields.items():
            nested = isinstance(field.annotation, type) and issubclass(field.annotation, Section)
            assert nested or field.description, f"{section.__name__}.{name}"
            assert not field.is_required(), f"{section.__name__}.{name}"


def test_json_round_trip() -> None:
    config = TrainConfig()
    assert parse_config(json.loads(config.model_dump_json())) == config


def test_frozen() -> None:
    with pytest.raises(ValidationError):
        TrainConfig().seed = 3


def test_default_levels_exist_and_hold_out_enough() -> None:
    levels = TrainConfig().curriculum.levels
    for level in levels:
        parse_level(level)
    assert sum(counts.heldout for counts in levels.values()) >= 200


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"serach": {}}, "unknown key serach (did you mean search?)"),
        (
            {"search": {"expansion": 3}},
            "unknown key search.expansion (did you mean search.expansions?)",
        ),
        (
            {"curriculum": {"levels": {"d0_s0": {"seed": 1}}}},
            "levels.d0_s0.seed (did you mean curriculum.levels.d0_s0.seeds?)",
        ),
        ({"search": {"zzz": 3}}, "unknown key search.zzz (known keys: expansions, samples,"),
        ({"search": {"samples": 0}}, "search.samples: a number above 0 is expected, not 0"),
        ({"search": {"samples": "x"}}, 'search.samples: a whole number is expected, not "x"'),
        ({"search": {"samples": 1.5}}, "search.samples: a whole number is expected, not 1.5"),
        ({"training": {"lr": []}}, "training.lr: a number is expected, not []"),
        ({"training": {"warmup": 1}}, "training.warmup: a number below 1.0 is expected, not 1"),
        ({"training": {"final_lr": 2}}, "training.final_lr: at most 1.0 is expected, not 2"),
        ({"tokenizer": {"vocabulary": 3}}, "tokenizer.vocabulary: at least 262 is expected"),
        ({"search": 3}, "search: a mapping of keys to values is expected, not 3"),
        ({"control": {"enabled": "perhaps"}}, "control.enabled: true or false is expected"),
        ({"workers": {"kind": "x"}}, 'workers.kind: ray or local is expected, not "x"'),
        ({"search": {"priority": "value"}}, "needs training.proofsize_share above 0"),
        ({"model": {"width": 100, "heads": 3}}, "model: width 100 is no even multiple of 3 heads"),
        ({"curriculum": {"levels": {"d0_s0": {"train": 3}}}}, "no level has seeds"),
        ({"curriculum": {"levels": {"d0_s0": {"seeds": 3}}}}, "no level has train statements"),
        ({"name": "../elsewhere"}, "name: String should match pattern"),
    ],
)
def test_a_mistake_is_one_line_that_names_the_key(data: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError) as error:
        parse_config(data, "run.yaml")
    assert str(error.value).startswith("run.yaml: ")
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_differences_leave_out_what_may_change_on_resume() -> None:
    old = TrainConfig()
    new = parse_config({"seed": 1, "search": {"samples": 4}, "workers": {"count": 7}})
    assert differences(old, new) == [Difference("search.samples", 8, 4), Difference("seed", 0, 1)]
    assert differences(old, old) == []
