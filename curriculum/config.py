"""The configuration of a training run: every default stands here once, beside what it means.

Frozen pydantic models that refuse unknown keys. The defaults suit two CPU cores and follow what
decided a small prototype's gain: seeds that cover the sizes of expressions fully and their depth
barely, more expansions than a proof has steps, a temperature above 1, every model fine-tuned from
θ_0. The quickstart's own choices are in `experiments/configs/quickstart.yaml`.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    NonNegativeFloat,
    NonNegativeInt,
    PositiveFloat,
    PositiveInt,
    ValidationError,
    model_validator,
)

from curriculum.errors import ConfigError
from lean_env.settings import EnvSettings


class Section(BaseModel):
    """A part of the configuration: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class ModelSection(Section):
    """The decoder-only transformer (0.8 M parameters by default)."""

    width: PositiveInt = 128
    """Size of the residual stream (d_model)."""
    layers: PositiveInt = 4
    """Number of transformer blocks."""
    heads: PositiveInt = 4
    """Attention heads a layer; must divide `width`."""
    feed_forward: PositiveInt = 320
    """Inner size of the gated feed-forward layers."""
    context: PositiveInt = 1024
    """Longest sequence in tokens, tactic included; longer states are shortened."""

    @model_validator(mode="after")
    def _heads_divide_width(self) -> ModelSection:
        if self.width % self.heads or (self.width // self.heads) % 2:
            raise ValueError(f"width {self.width} is no even multiple of {self.heads} heads")
        return self


class TokenizerSection(Section):
    """The tokenizer, trained on the seeds' states and tactics."""

    vocabulary: int = Field(default=512, ge=262)
    """Largest number of tokens: the 256 bytes, 6 special tokens, merges."""


class SearchSection(Section):
    """One attempt: a best-first search on one statement."""

    expansions: PositiveInt = 24
    """Nodes given to the generator in one search (the paper's d); must exceed the proof length."""
    samples: PositiveInt = 8
    """Tactics drawn for each expansion (the paper's e)."""
    temperature: PositiveFloat = 1.25
    """Sampling temperature; at 1.0 a third to a half of the samples are duplicates."""
    max_new_tokens: PositiveInt = 64
    """Longest tactic in tokens."""
    timeout_s: PositiveFloat | None = 60.0
    """Wall-clock limit of one search in seconds (null: none)."""
    priority: Literal["logprob", "value"] = "logprob"
    """What orders the queue: cumulative log-probability, or the proofsize value from θ_1 on."""
    concurrent: PositiveInt = 16
    """Searches a worker advances together, so that the sampler has full batches."""


class LevelCounts(Section):
    """How many statements of one level a run uses."""

    seeds: NonNegativeInt = 0
    """Statements whose recorded proofs train θ_0."""
    train: NonNegativeInt = 0
    """Statements attempted in every iteration, their proofs feeding the next model."""
    heldout: NonNegativeInt = 0
    """Statements only ever evaluated on."""


def _quickstart_levels() -> dict[str, LevelCounts]:
    warm_up = LevelCounts(seeds=200)
    levels = {
        "w_linear_system": warm_up,
        "w_linear_ineq": warm_up,
        "w_positivity": warm_up,
        "w_ring": warm_up,
        "d0_s0": LevelCounts(seeds=1000, train=20, heldout=20),
        "d0_s1": LevelCounts(seeds=1500, train=20, heldout=20),
        "d1_s0": LevelCounts(seeds=100, train=60, heldout=20),
    }
    for depth, size in [(1, 1), (2, 0), (2, 1), (3, 0), (3, 1), (4, 0), (4, 1)]:
        levels[f"d{depth}_s{size}"] = LevelCounts(train=60, heldout=20)
    return levels


class CurriculumSection(Section):
    """The statements, level by level."""

    levels: dict[str, LevelCounts] = Field(default_factory=_quickstart_levels, min_length=1)
    """Level name -> how many statements seed θ_0, are searched in training, are held out."""
    seed: NonNegativeInt | None = None
    """Seed of the statements (null: the run's seed)."""
    records: str | None = None
    """Proof steps that seed θ_0 besides the levels' seeds, a file of `prover data` (null: none)."""

    @model_validator(mode="after")
    def _has_statements(self) -> CurriculumSection:
        counts = self.levels.values()
        if not any(c.seeds for c in counts) and self.records is None:
            raise ValueError("no level has seeds: θ_0 would have nothing to learn from")
        if not any(c.train for c in counts):
            raise ValueError("no level has train statements: there would be nothing to search")
        return self


class TrainingSection(Section):
    """Fine-tuning: θ_0 on the seeds, then each θ_k from θ_0 on seeds and proofs found."""

    tokens_per_batch: PositiveInt = 4096
    """Tokens of one optimizer step, prompts included."""
    theta_0_steps: PositiveInt = 350
    """Optimizer steps of θ_0."""
    optimizer: Literal["muon", "adamw"] = "muon"
    """Muon for the matrices inside the blocks and AdamW for the rest, or AdamW for all."""
    theta_0_lr: PositiveFloat = 5e-3
    """Peak learning rate of θ_0."""
    steps: PositiveInt = 100
    """Optimizer steps of θ_k, k ≥ 1, each from θ_0."""
    lr: PositiveFloat = 2.5e-3
    """Peak learning rate of θ_k, k ≥ 1."""
    warmup: float = Field(default=0.05, ge=0.0, lt=1.0)
    """Share of the steps in which the learning rate rises linearly; then it falls to `final_lr`."""
    final_lr: float = Field(default=0.05, ge=0.0, le=1.0)
    """Learning rate at the end, as a share of the peak."""
    schedule: Literal["cosine", "linear"] = "cosine"
    """How the learning rate falls."""
    weight_decay: NonNegativeFloat = 0.01
    """Decoupled weight decay of all matrices."""
    gradient_clip: PositiveFloat = 1.0
    """Largest norm of the gradient."""
    found_share: float = Field(default=0.5, gt=0.0, lt=1.0)
    """Share of proofs found in a batch of θ_k; the rest are seeds (0.5: mixed 1:1)."""
    level_exponent: float = Field(default=0.5, ge=0.0, le=1.0)
    """A level with n proof steps is drawn with weight n to this power (0: all levels alike)."""
    proofsize_share: float = Field(default=0.0, ge=0.0, lt=1.0)
    """Share of proofsize examples in a batch of θ_k; 0 trains no value and ships no trees."""
    threads: PositiveInt = 2
    """CPU threads of a fine-tune (the search workers are idle then)."""
    device: Literal["auto", "cpu", "cuda"] = "auto"
    """Where to train; `auto` takes CUDA where there is one."""
    precision: Literal["auto", "float32", "bfloat16"] = "auto"
    """Autocast (bfloat16), or not; `auto` does where the hardware computes in bfloat16."""
    save_every_s: PositiveFloat = 60.0
    """Seconds between the saves that a killed fine-tune resumes from."""


class WorkersSection(Section):
    """The processes that search."""

    kind: Literal["ray", "local"] = "ray"
    """Ray actors, or plain local processes behind the same interface."""
    count: PositiveInt = 2
    """Number of workers."""
    address: str | None = None
    """Address of a Ray cluster (null: start Ray on this machine)."""
    threads: PositiveInt = 1
    """CPU threads of a worker; two workers with one thread beat one with two."""
    gpus: NonNegativeFloat = 0.0
    """GPUs (or a share of one) each Ray worker asks for."""
    chunk: PositiveInt = 24
    """Statements handed to a worker at a time; sampling is reproducible chunk by chunk."""
    retries: NonNegativeInt = 2
    """How often a statement is tried again after its worker died."""


class ControlSection(Section):
    """The control of the claim: θ_0 alone, with as many tactic applications as the whole run."""

    enabled: bool = False
    """Run the control after the last iteration."""
    max_rounds: PositiveInt = 1000
    """Most attempts at one held-out statement."""


_LEAN = EnvSettings()


class LeanSection(Section):
    """How a real Lean runs, for the environments that need one (see lean_env.settings)."""

    server_command: str = _LEAN.server_command
    """Command line that starts a Lean REPL; empty: the REPL of the Lake project."""
    lean_gym_command: str = _LEAN.lean_gym_command
    """Command line that starts lean-gym."""
    accept_unaudited: bool = _LEAN.accept_unaudited
    """Whether lean-gym's own check is enough where what a proof rests on cannot be seen."""
    project: str = _LEAN.project
    """Folder of a Lake project; empty: the one round the current folder."""
    repository: str = _LEAN.repository
    """URL or folder of the git repository that holds the theorems (dojo)."""
    commit: str = _LEAN.commit
    """Its commit, by hash or tag; empty: the one that a folder is at (dojo)."""
    dojo_python: str = _LEAN.dojo_python
    """Command line of a Python that has lean-dojo; empty: this one."""
    header: str = _LEAN.header
    """What precedes a statement that imports nothing itself."""
    tactic_timeout_s: PositiveFloat = _LEAN.tactic_timeout_s
    """Seconds for one tactic; then Lean is stopped and started again."""
    start_timeout_s: PositiveFloat = _LEAN.start_timeout_s
    """Seconds for Lean to start and load the imports."""
    verify_timeout_s: PositiveFloat = _LEAN.verify_timeout_s
    """Seconds for checking one whole proof, the imports not counted."""
    memory_mb: NonNegativeInt = _LEAN.memory_mb
    """MiB that one server may take, mapped files not counted (0: any)."""
    cpu_s: NonNegativeInt = _LEAN.cpu_s
    """CPU seconds in the life of one server (0: any number)."""
    servers: PositiveInt = _LEAN.servers
    """Lean processes of each worker."""

    def settings(self) -> EnvSettings:
        """The same for `make_env`. Raises `ValueError` for what this machine does not have."""
        return EnvSettings(**self.model_dump())


class TrainConfig(Section):
    """A curriculum training run."""

    name: str = Field(default="quickstart", pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    """Name of the run (letters, digits, dots, dashes, underscores)."""
    seed: NonNegativeInt = 0
    """Seed of everything random: statements, initial weights, batches, sampling."""
    iterations: PositiveInt = 3
    """Rounds of search and retraining after θ_0."""
    final_attempts: PositiveInt = 1
    """Attempts with the last model at each held-out statement (8: the paper's pass@8)."""
    environment: str = "embedded"
    """The environment that runs tactics (see lean_env.registry)."""
    lean: LeanSection = LeanSection()
    model: ModelSection = ModelSection()
    tokenizer: TokenizerSection = TokenizerSection()
    search: SearchSection = SearchSection()
    curriculum: CurriculumSection = CurriculumSection()
    training: TrainingSection = TrainingSection()
    workers: WorkersSection = WorkersSection()
    control: ControlSection = ControlSection()

    @model_validator(mode="after")
    def _sections_fit(self) -> TrainConfig:
        if self.search.priority == "value" and self.training.proofsize_share == 0.0:
            raise ValueError("search.priority 'value' needs training.proofsize_share above 0")
        if self.search.max_new_tokens * 2 > self.model.context:
            raise ValueError("search.max_new_tokens must be at most half of model.context")
        return self


# What pydantic's types of errors say, by what they begin with.
_EXPECTED = {
    "int_": "a whole number",
    "float_": "a number",
    "finite_number": "a finite number",
    "bool_": "true or false",
    "string_type": "text",
    "dict_type": "a mapping of keys to values",
    "model_": "a mapping of keys to values",
}
_BOUNDS = {
    "greater_than": ("a number above", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than": ("a number below", "lt"),
    "less_than_equal": ("at most", "le"),
}

# What may change when a run is resumed: nothing that its results depend on.
RESUMABLE_SECTIONS = frozenset({"workers"})


def parse_config(data: Mapping[str, Any], source: str = "config") -> TrainConfig:
    """A `TrainConfig` from plain data (parsed YAML or JSON).

    Raises `ConfigError`, one line that names `source`, the key, and for a misspelt key the
    nearest right one.
    """
    try:
        return TrainConfig.model_validate(data)
    except ValidationError as error:
        problems = [_describe(problem, data) for problem in error.errors()]
        raise ConfigError(f"{source}: " + "; ".join(problems)) from None


@dataclass(frozen=True, slots=True)
class Difference:
    """A key (`search.samples`) in which two configurations differ, and both its values."""

    key: str
    old: Any
    new: Any


def differences(old: TrainConfig, new: TrainConfig) -> list[Difference]:
    """The keys in which two configurations differ, in order, resumable ones left out."""
    a, b = old.model_dump(mode="json"), new.model_dump(mode="json")
    names = sorted(a.keys() - RESUMABLE_SECTIONS)
    return [found for name in names for found in _differing(name, a[name], b[name])]


def _differing(key: str, a: Any, b: Any) -> list[Difference]:
    if isinstance(a, dict) and isinstance(b, dict):
        names = sorted(a.keys() | b.keys())
        return [d for n in names for d in _differing(f"{key}.{n}", a.get(n), b.get(n))]
    return [] if a == b else [Difference(key, a, b)]


def _describe(problem: Any, data: Any) -> str:
    location = [str(part) for part in problem["loc"]]
    key = ".".join(location)
    if problem["type"] != "extra_forbidden":
        message = _in_words(problem)
        return f"{key}: {message}" if key else message
    known = _keys_at(location[:-1])
    near = difflib.get_close_matches(location[-1], known, n=1, cutoff=0.5)
    if near:
        hint = f"did you mean {'.'.join([*location[:-1], near[0]])}?"
    else:
        hint = f"known keys: {', '.join(known)}"
    return f"unknown key {key} ({hint})"


def _in_words(problem: Any) -> str:
    """What is wrong with a value; pydantic's own words where there are no better ones."""
    kind, limits = str(problem["type"]), problem.get("ctx", {})
    given = f"not {json.dumps(problem['input'], ensure_ascii=False, default=str)}"
    if kind in _BOUNDS:
        relation, limit = _BOUNDS[kind]
        return f"{relation} {limits[limit]} is expected, {given}"
    for prefix, expected in _EXPECTED.items():
        if kind.startswith(prefix):
            return f"{expected} is expected, {given}"
    if kind == "literal_error":
        return f"{limits['expected'].replace(chr(39), '')} is expected, {given}"
    return str(problem["msg"]).removeprefix("Value error, ")


def _keys_at(path: list[str]) -> list[str]:
    """The keys of the section at `path`; a step below `levels` names a level."""
    section: type[BaseModel] = TrainConfig
    for part in path:
        field = section.model_fields.get(part)
        annotation = LevelCounts if field is None else field.annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            section = annotation
    return list(section.model_fields)
