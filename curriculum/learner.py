"""From examples to a checkpoint: makes θ_0 from random weights and every θ_k, k ≥ 1, from θ_0."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from curriculum import checkpoint
from curriculum.config import TrainConfig
from curriculum.dataset import Example, Mixture
from curriculum.errors import CheckpointError
from curriculum.interrupts import postponed
from curriculum.job import Loaded, ModelSource, derive_seed
from prover.generator import ValueFunction
from prover.prompt import PROOFSIZE

if TYPE_CHECKING:  # torch and transformers are imported when training begins, not before
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

    from curriculum.train import Encoded, Plan, Trainer
    from prover.lm import LMGenerator

Report = Callable[[Mapping[str, float]], None]

_STOPPING: Final = "stopping after this step; again to stop now"


class Learner(Protocol):
    """Makes models and keeps them."""

    def has(self, k: int) -> bool:
        """Whether θ_k is there."""
        ...

    def reached(self, k: int) -> int:
        """The step that an interrupted training of θ_k goes on from; 0 where there was none."""
        ...

    def learn(self, k: int, mixture: Mixture, report: Report) -> Mapping[str, float]:
        """Train θ_k and save it; the figures of the training. `report` gets those of each step.

        An interrupt may wait for the end of a step, so that `reached` is that step.
        """
        ...

    def source(self, k: int) -> ModelSource:
        """Where workers load θ_k from. Raises `CheckpointError` when it is missing or damaged."""
        ...


class LanguageModelLearner:
    """Language models of a run, in `checkpoints/theta_<k>` of its directory.

    A fine-tune that was killed goes on from its last save, `theta_<k>.partial-<step>`; one that is
    interrupted ends its step and saves it first. `tell` gets lines that answer an interrupt.
    """

    def __init__(
        self,
        config: TrainConfig,
        run_dir: Path,
        tell: Callable[[str], None] = lambda line: None,
    ) -> None:
        self._config = config
        self._folder = run_dir / "checkpoints"
        self._tell = tell
        checkpoint.remove_leftovers(self._folder)

    def path(self, k: int) -> Path:
        """Where θ_k is, once it is trained."""
        return self._folder / f"theta_{k}"

    def has(self, k: int) -> bool:
        """See `Learner.has`."""
        return checkpoint.exists(self.path(k))

    def reached(self, k: int) -> int:
        """See `Learner.reached`."""
        partial = self._last_partial(k)
        return 0 if partial is None else int(partial.name.rpartition("-")[2])

    def source(self, k: int) -> CheckpointSource:
        """See `Learner.source`."""
        checkpoint.load(self.path(k))
        search = self._config.search
        return CheckpointSource(
            str(self.path(k)),
            search.temperature,
            search.max_new_tokens,
            self._max_prompt_tokens,
            with_value=k > 0 and search.priority == "value",
        )

    def learn(self, k: int, mixture: Mixture, report: Report) -> Mapping[str, float]:
        """See `Learner.learn`. Raises `CheckpointError` when θ_0 or a partial save is damaged."""
        from transformers.utils import logging

        from curriculum.train import Plan, Trainer

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # ours is shown
        section = self._config.training
        first = k == 0
        plan = Plan(
            steps=section.theta_0_steps if first else section.steps,
            lr=section.theta_0_lr if first else section.lr,
            seed=derive_seed(self._config.seed, "training", k),
        )
        partial = self._last_partial(k)
        model, tokenizer = self._begin(k, partial, mixture, plan)
        if not isinstance(tokenizer.pad_token_id, int):
            raise CheckpointError(f"the tokenizer of {self.path(k)} has no padding token")
        trainer = Trainer(
            model,
            lambda: self._batches(tokenizer, mixture, plan),
            tokenizer.pad_token_id,
            plan,
            section,
        )
        if partial is not None:
            trainer.restore(partial)
        last: dict[str, float] = {}

        def report_step(figures: Mapping[str, float]) -> None:
            last.update(figures)
            report(figures)

        with postponed(lambda: self._tell(_STOPPING)) as interrupted:
            trainer.run(
                report_step, lambda t: self._save_partial(k, t, tokenizer), stop=interrupted
            )
            if trainer.step == plan.steps:
                self._save(self.path(k), trainer, tokenizer, with_state=False)
                for left in self._partials(k):
                    shutil.rmtree(left)
        if interrupted():
            self._tell(f"θ_{k} is saved, step {trainer.step} of {plan.steps}")
            raise KeyboardInterrupt
        return {"steps": trainer.step, "tokens": trainer.tokens, "loss": last.get("loss", 0.0)}

    @property
    def _max_prompt_tokens(self) -> int:
        return self._config.model.context - self._config.search.max_new_tokens

    def _begin(
        self, k: int, partial: Path | None, mixture: Mixture, plan: Plan
    ) -> tuple[PreTrainedModel, PreTrainedTokenizerBase]:
        """The model and tokenizer a fine-tune begins with or goes on from."""
        from prover.lm import ModelConfig, load_checkpoint, new_model
        from prover.tokenizer import train_tokenizer

        start = partial if partial is not None else self.path(0) if k > 0 else None
        if start is not None:
            checkpoint.load(start)
            return load_checkpoint(start)
        shape = self._config.model
        texts = (text for e in mixture.examples() for text in (e.state, e.completion))
        tokenizer = train_tokenizer(texts, self._config.tokenizer.vocabulary)
        config = ModelConfig(
            d_model=shape.width,
            layers=shape.layers,
            heads=shape.heads,
            ff=shape.feed_forward,
            max_positions=shape.context,
        )
        return new_model(config, tokenizer, seed=plan.seed), tokenizer

    def _batches(
        self, tokenizer: PreTrainedTokenizerBase, mixture: Mixture, plan: Plan
    ) -> Iterator[list[Encoded]]:
        from curriculum.train import batches

        encoder = _Encoder(tokenizer, self._max_prompt_tokens, self._config.model.context)
        stream = map(encoder, mixture.stream(derive_seed(plan.seed, "examples")))
        return batches(stream, self._config.training.tokens_per_batch)

    def _save(
        self, path: Path, trainer: Trainer, tokenizer: PreTrainedTokenizerBase, *, with_state: bool
    ) -> None:
        from prover.lm import save_checkpoint

        def write(folder: Path) -> None:
            save_checkpoint(trainer.model, tokenizer, folder)
            if with_state:
                trainer.save(folder)

        checkpoint.save(
            path,
            write,
            config=self._config.model_dump(mode="json"),
            counters={"step": trainer.step, "tokens": trainer.tokens},
        )

    def _save_partial(self, k: int, trainer: Trainer, tokenizer: PreTrainedTokenizerBase) -> None:
        old = self._partials(k)
        new = self._folder / f"theta_{k}.partial-{trainer.step:08d}"
        self._save(new, trainer, tokenizer, with_state=True)
        for path in old:
            shutil.rmtree(path)

    def _partials(self, k: int) -> list[Path]:
        return sorted(self._folder.glob(f"theta_{k}.partial-*"))

    def _last_partial(self, k: int) -> Path | None:
        partials = self._partials(k)
        return partials[-1] if partials else None


class _Encoder:
    """Examples to token ids, each encoded once."""

    def __init__(
        self, tokenizer: PreTrainedTokenizerBase, max_prompt_tokens: int, context: int
    ) -> None:
        self._tokenizer = tokenizer
        self._max_prompt_tokens = max_prompt_tokens
        self._context = context
        self._known: dict[Example, Encoded] = {}

    def __call__(self, example: Example) -> Encoded:
        from curriculum.train import Encoded
        from prover.tokenizer import encode_prompt, encode_proofsize_prompt, encode_tactic

        found = self._known.get(example)
        if found is None:
            encode = encode_proofsize_prompt if example.kind == PROOFSIZE else encode_prompt
            prompt = encode(
                self._tokenizer, example.theorem, example.state, self._max_prompt_tokens
            )
            # A completion is cut where a sampled tactic would be; its end is then not learnt.
            completion = encode_tactic(self._tokenizer, example.completion)
            ids = (*prompt, *completion)[: self._context]
            found = self._known[example] = Encoded(ids, len(prompt))
        return found


@dataclass(frozen=True, slots=True)
class CheckpointSource:
    """A checkpoint folder of this machine, and how to sample from it."""

    path: str
    temperature: float
    max_new_tokens: int
    max_prompt_tokens: int
    with_value: bool

    def load(self) -> Loaded:
        """The model, in the calling process."""
        return _LoadedModel(self, Path(self.path))

    def packed(self) -> PackedSource:
        """The checkpoint's files themselves, without the state of its training."""
        folder = Path(self.path)
        files = {
            file.name: file.read_bytes()
            for file in sorted(folder.iterdir())
            if file.name not in (checkpoint.STATE, checkpoint.MANIFEST)
        }
        return PackedSource(self, files)


@dataclass(frozen=True, slots=True)
class PackedSource:
    """A checkpoint that was sent from another machine."""

    origin: CheckpointSource
    files: Mapping[str, bytes]

    def load(self) -> Loaded:
        """The model, in the calling process."""
        with tempfile.TemporaryDirectory() as folder:
            for name, content in self.files.items():
                (Path(folder) / name).write_bytes(content)
            return _LoadedModel(self.origin, Path(folder))

    def packed(self) -> PackedSource:
        """Itself."""
        return self


class _LoadedModel:
    """See `Loaded`."""

    def __init__(self, source: CheckpointSource, folder: Path) -> None:
        import torch

        from prover.lm import load_checkpoint

        torch.set_float32_matmul_precision("medium")
        device = "cuda" if torch.cuda.is_available() else "cpu"
        self._source = source
        self._model, self._tokenizer = load_checkpoint(folder, device)

    def generator(self, seed: int) -> LMGenerator:
        """A generator over the model, its sampling seeded."""
        from prover.lm import LMGenerator

        return LMGenerator(
            self._model,
            self._tokenizer,
            temperature=self._source.temperature,
            seed=seed,
            max_new_tokens=self._source.max_new_tokens,
            max_prompt_tokens=self._source.max_prompt_tokens,
            name=Path(self._source.path).name,
        )

    @property
    def value(self) -> ValueFunction | None:
        """The model's own values where they are asked for."""
        return self.generator(0) if self._source.with_value else None
