"""A training configuration from YAML and the command line; a mistake is shown with its line."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from curriculum.config import TrainConfig, parse_config
from curriculum.errors import ConfigError
from experiments.errors import UserError, one_line

Override = tuple[str, str]
KeyPath = tuple[str, ...]

# Options of `prover train` that are short for a key.
_OPTIONS = {
    "workers.kind": "--workers",
    "workers.address": "--address",
    "environment": "--env",
    "lean.server_command": "--server-cmd",
}


def load_config(path: Path, overrides: Sequence[Override] = ()) -> TrainConfig:
    """The configuration in a file, with overrides (`search.samples`, `16`) put over it.

    Raises `UserError`, one line that names the file and line, or the option, of the mistake.
    """
    data, lines = _read(path)
    return _validate(data, overrides, path, lines)


def override_config(config: TrainConfig, overrides: Sequence[Override]) -> TrainConfig:
    """A configuration with overrides put over it. Raises `UserError` as `load_config` does."""
    return _validate(config.model_dump(mode="json"), overrides, Path("configuration"), {})


@contextmanager
def located(path: Path, overrides: Sequence[Override] = ()) -> Iterator[None]:
    """Inside the block, a `ConfigError` about a key of `load_config`'s is told with its place."""
    try:
        yield
    except ConfigError as error:
        if not error.key:
            raise
        raise UserError(_told(str(error), error.key, overrides, path, _read(path)[1])) from None


def _validate(
    data: dict[str, Any], overrides: Sequence[Override], path: Path, lines: dict[KeyPath, int]
) -> TrainConfig:
    for key, value in overrides:
        _put(data, key, value)
    try:
        TrainConfig.model_validate(data)
    except ValidationError as error:
        where = tuple(str(part) for part in error.errors()[0]["loc"])
        try:
            return parse_config(data, "")
        except ConfigError as described:
            told = _told(str(described).removeprefix(": "), where, overrides, path, lines)
            raise UserError(told) from None
    return parse_config(data, str(path))


def _put(data: dict[str, Any], key: str, value: str) -> None:
    """Set `section.key` in `data`. What the file leaves out starts from the defaults."""
    try:
        parsed = yaml.safe_load(value)
    except yaml.YAMLError as error:
        raise UserError(f"--{key} {value}: {_yaml_problem(error)}") from None
    *sections, last = key.split(".")
    default: Any = TrainConfig().model_dump(mode="json")
    here = data
    for section in sections:
        default = default.get(section) if isinstance(default, dict) else None
        if not isinstance(here.get(section), dict):
            here[section] = copy.deepcopy(default) if isinstance(default, dict) else {}
        here = here[section]
    here[last] = parsed


def _told(
    message: str,
    key: KeyPath,
    overrides: Sequence[Override],
    path: Path,
    lines: dict[KeyPath, int],
) -> str:
    """A message about a key with where it came from, the key itself not said twice."""
    source = _source(key, overrides, path, lines)
    named = ".".join(key)
    if source.startswith(f"{_option(named)} "):
        message = message.removeprefix(f"{named}: ")
    return f"{source}: {message}"


def _option(key: str) -> str:
    return _OPTIONS.get(key, f"--{key}")


def _source(
    where: KeyPath, overrides: Sequence[Override], path: Path, lines: dict[KeyPath, int]
) -> str:
    """Where the key came from: the option that set it, or its line in the file."""
    for key, value in reversed(overrides):
        parts = tuple(key.split("."))
        if where and parts[: len(where)] == where[: len(parts)]:
            return f"{_option(key)} {value}"
    for length in range(len(where), 0, -1):
        if where[:length] in lines:
            return f"{path}:{lines[where[:length]]}"
    return str(path)


def _read(path: Path) -> tuple[dict[str, Any], dict[KeyPath, int]]:
    """The mapping in a YAML file, and the line of every key."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UserError(f"{path}: not UTF-8 text (byte {error.start})") from None
    except FileNotFoundError:
        raise UserError(f"no configuration at {path}{_shipped()}") from None
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        lines: dict[KeyPath, int] = {}
        if node is not None:
            _collect(node, (), lines, path, frozenset())
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        raise UserError(f"{where}: {_yaml_problem(error)}") from None
    if data is None:
        raise UserError(f"{path}: it is empty, and no configuration (name: {path.stem} is one)")
    if not isinstance(data, dict):
        raise UserError(f"{path}: a configuration is a mapping of keys to values")
    return data, lines


def _collect(
    node: yaml.Node, prefix: KeyPath, lines: dict[KeyPath, int], path: Path, above: frozenset[int]
) -> None:
    if not isinstance(node, yaml.MappingNode):
        return
    if id(node) in above:
        raise UserError(f"{path}:{node.start_mark.line + 1}: a mapping that contains itself")
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise UserError(f"{path}:{line}: a key must be a plain word")
        name = (*prefix, str(key.value))
        if name in lines:
            raise UserError(f"{path}:{line}: {'.'.join(name)} stands on line {lines[name]} already")
        lines[name] = line
        _collect(value, name, lines, path, above | {id(node)})


def _shipped() -> str:
    here = Path(__file__).parent / "configs"
    names = sorted(config.name for config in here.glob("*.yaml"))
    return f" (shipped with the project, in {here}: {', '.join(names)})" if names else ""


def _yaml_problem(error: yaml.YAMLError) -> str:
    problem = getattr(error, "problem", None) or str(error)
    return f"not valid YAML: {one_line(str(problem))}"
