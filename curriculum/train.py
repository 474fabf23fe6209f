"""One fine-tune: completion-only loss, Muon or AdamW, fair batches with little padding.

Deterministic by its seed on one machine and one number of threads, and resumable: everything it
depends on besides the step number is in the state that `Trainer.save` writes.
"""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import torch
from torch import Tensor
from torch.nn import functional
from transformers import PreTrainedModel

from curriculum.checkpoint import STATE
from curriculum.config import TrainingSection
from curriculum.errors import ConfigError, RunError

_PIECES: Final = 4  # parts of a batch that go through the model one after the other
_IGNORED: Final = -100


@dataclass(frozen=True, slots=True)
class Encoded:
    """An encoded example: prompt and completion in one, the loss counted from `prompt_length`."""

    ids: tuple[int, ...]
    prompt_length: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What differs between fine-tunes: their length, their peak learning rate, their seed."""

    steps: int
    lr: float
    seed: int


def batches(sequences: Iterator[Encoded], tokens: int) -> Iterator[list[Encoded]]:
    """Cut an endless stream into batches of at most `tokens` tokens, in the stream's order.

    A batch is a fair sample of the mixture, whatever the lengths: batches of sequences of like
    length would be batches of one level. A sequence longer than `tokens` is a batch of its own.
    """
    batch: list[Encoded] = []
    total = 0
    for sequence in sequences:
        if batch and total + len(sequence.ids) > tokens:
            yield batch
            batch, total = [], 0
        batch.append(sequence)
        total += len(sequence.ids)


def pieces(batch: Sequence[Encoded], tokens: int) -> list[list[Encoded]]:
    """A batch cut into pieces of sequences of like length, each at most `tokens` with padding.

    The gradient is summed over them, so that a fair batch needs little padding.
    """
    cut: list[list[Encoded]] = []
    for sequence in sorted(batch, key=lambda s: len(s.ids)):
        if cut and (len(cut[-1]) + 1) * len(sequence.ids) <= tokens:
            cut[-1].append(sequence)
        else:
            cut.append([sequence])
    return cut


def collate(batch: Sequence[Encoded], pad: int) -> tuple[Tensor, Tensor]:
    """Input ids and labels, both (batch, longest - 1); labels are -100 outside completions.

    Padding is on the right, where no real token can attend to it, so there is no attention mask.
    """
    longest = max(len(s.ids) for s in batch)
    ids = torch.full((len(batch), longest), pad, dtype=torch.long)
    labels = torch.full((len(batch), longest), _IGNORED, dtype=torch.long)
    for row, sequence in enumerate(batch):
        tokens = torch.tensor(sequence.ids, dtype=torch.long)
        ids[row, : len(tokens)] = tokens
        labels[row, sequence.prompt_length : len(tokens)] = tokens[sequence.prompt_length :]
    return ids[:, :-1], labels[:, 1:]


def completion_loss(model: PreTrainedModel, ids: Tensor, labels: Tensor) -> Tensor:
    """Summed cross-entropy of the completions' tokens; logits are computed at those alone."""
    wanted = labels != _IGNORED
    hidden = model.base_model(input_ids=ids, use_cache=False).last_hidden_state
    head: torch.nn.Module = model.get_output_embeddings()  # type: ignore[no-untyped-call]
    logits: Tensor = head(hidden[wanted])
    return functional.cross_entropy(logits.float(), labels[wanted], reduction="sum")


def learning_rate(step: int, plan: Plan, section: TrainingSection) -> float:
    """The learning rate of optimizer step `step`, counted from 0."""
    warm = max(1, round(section.warmup * plan.steps))
    if step < warm:
        return plan.lr * (step + 1) / warm
    progress = (step - warm) / max(1, plan.steps - warm)
    left = 1.0 - progress
    if section.schedule == "cosine":
        left = 0.5 * (1.0 + math.cos(math.pi * progress))
    return plan.lr * (section.final_lr + (1.0 - section.final_lr) * left)


def pick_device(section: TrainingSection) -> torch.device:
    """The device to train on. Raises `ConfigError` for CUDA where there is none."""
    if section.device == "auto":
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if section.device == "cuda" and not torch.cuda.is_available():
        raise ConfigError(
            "training.device: this machine has no CUDA device (cpu and auto train without one)",
            ("training", "device"),
        )
    return torch.device(section.device)


def pick_precision(section: TrainingSection, device: torch.device) -> torch.dtype:
    """The type to compute in. On a CPU with bfloat16 instructions it is 1.45 times as fast."""
    if section.precision != "auto":
        return torch.bfloat16 if section.precision == "bfloat16" else torch.float32
    if device.type == "cuda":
        native = torch.cuda.is_bf16_supported()
    else:
        cpu = Path("/proc/cpuinfo")  # elsewhere than on Linux: float32
        native = cpu.exists() and "avx512_bf16" in cpu.read_text(encoding="utf-8", errors="replace")
    return torch.bfloat16 if native else torch.float32


class Trainer:
    """A fine-tune in progress: `run` it, `save` and `restore` its state.

    `make_batches` gives the fine-tune's batches from the first one on, the same at every call.
    """

    def __init__(
        self,
        model: PreTrainedModel,
        make_batches: Callable[[], Iterator[list[Encoded]]],
        pad: int,
        plan: Plan,
        section: TrainingSection,
    ) -> None:
        self.device = pick_device(section)
        self.precision = pick_precision(section, self.device)
        self.model = model.to(self.device)  # type: ignore[arg-type]  # transformers' overload
        if self.device.type == "cpu":
            # 1.6 times as fast as the fused kernel, whose backward pass is slow on short sequences.
            model.set_attn_implementation("eager")
        self.plan = plan
        self.section = section
        self.step = 0
        self.tokens = 0
        self._make_batches = make_batches
        self._pad = pad
        self._optimizers = make_optimizers(model, plan.lr, section)
        torch.manual_seed(plan.seed)

    def run(
        self,
        report: Callable[[Mapping[str, float]], None],
        save_partial: Callable[[Trainer], None],
        clock: Callable[[], float] = time.perf_counter,
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        """Train to the end of the plan, or until `stop`, asked after every step, says to.

        `report` gets the figures of every step (step, loss, lr, gradient norm, tokens, seconds);
        `save_partial` is called every `save_every_s` seconds, and last when stopped before the end.
        Raises `RunError` when a gradient is not finite.
        """
        torch.set_float32_matmul_precision("medium")
        stream = self._make_batches()
        for _ in range(self.step):
            next(stream)
        saved = clock()
        self.model.train()
        with _threads(self.section.threads):
            while self.step < self.plan.steps:
                began = clock()
                figures = self._step(next(stream))
                figures["seconds"] = clock() - began
                report(figures)
                stopped = stop()
                due = stopped or clock() - saved >= self.section.save_every_s
                if due and self.step < self.plan.steps:
                    save_partial(self)
                    saved = clock()
                if stopped:
                    break
        self.model.eval()

    def save(self, folder: Path) -> None:
        """Write what `restore` needs, besides the model, into a checkpoint folder."""
        state = {
            "step": self.step,
            "tokens": self.tokens,
            "optimizers": [optimizer.state_dict() for optimizer in self._optimizers],
            "random": torch.get_rng_state(),
            "random_cuda": torch.cuda.get_rng_state_all() if torch.cuda.is_available() else [],
        }
        torch.save(state, folder / STATE)

    def restore(self, folder: Path) -> None:
        """Go on from a state that `save` wrote (the model has to come from the same folder)."""
        state: dict[str, Any] = torch.load(folder / STATE, map_location="cpu", weights_only=True)
        self.step = state["step"]
        self.tokens = state["tokens"]
        for optimizer, saved in zip(self._optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        torch.set_rng_state(state["random"])
        if state["random_cuda"] and torch.cuda.is_available():
            torch.cuda.set_rng_state_all(state["random_cuda"])

    def _step(self, batch: Sequence[Encoded]) -> dict[str, float]:
        lr = learning_rate(self.step, self.plan, self.section)
        for optimizer in self._optimizers:
            for group in optimizer.param_groups:
                group["lr"] = lr
        mixed = self.precision is not torch.float32
        learnt = sum(len(s.ids) - s.prompt_length for s in batch)
        total = 0.0
        for piece in pieces(batch, self.section.tokens_per_batch // _PIECES):
            ids, labels = (t.to(self.device) for t in collate(piece, self._pad))
            with torch.autocast(self.device.type, torch.bfloat16, enabled=mixed):
                loss = completion_loss(self.model, ids, labels) / learnt
            loss.backward()  # type: ignore[no-untyped-call]
            total += float(loss.detach())
        norm = torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.section.gradient_clip)
        if not math.isfinite(float(norm)):
            raise RunError(
                f"training diverged at step {self.step + 1} (loss {total}): "
                "a lower learning rate may help"
            )
        for optimizer in self._optimizers:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        self.step += 1
        tokens = sum(len(sequence.ids) for sequence in batch)
        self.tokens += tokens
        return {
            "step": self.step,
            "loss": total,
            "lr": lr,
            "gradient_norm": float(norm),
            "tokens": tokens,
        }


def make_optimizers(
    model: PreTrainedModel, lr: float, section: TrainingSection
) -> list[torch.optim.Optimizer]:
    """The optimizers of a model. Embeddings, gains and biases are always AdamW's.

    Muon (Jordan 2024; its update scaled to AdamW's size after Liu et al. 2025, so that one
    learning rate serves both) learns to copy from the state in far fewer steps than AdamW.
    """
    embeddings = {id(p) for p in model.get_input_embeddings().parameters()}
    head: torch.nn.Module = model.get_output_embeddings()  # type: ignore[no-untyped-call]
    embeddings |= {id(p) for p in head.parameters()}
    inner, outer, vectors = [], [], []
    for parameter in (p for p in model.parameters() if p.requires_grad):
        if parameter.dim() != 2:
            vectors.append(parameter)
        elif id(parameter) in embeddings or section.optimizer == "adamw":
            outer.append(parameter)
        else:
            inner.append(parameter)
    optimizers: list[torch.optim.Optimizer] = [
        torch.optim.AdamW(
            [
                {"params": outer, "weight_decay": section.weight_decay},
                {"params": vectors, "weight_decay": 0.0},
            ],
            lr=lr,
            betas=(0.9, 0.95),
            fused=True,
        )
    ]
    if inner:
        optimizers.append(
            torch.optim.Muon(
                inner, lr=lr, weight_decay=section.weight_decay, adjust_lr_fn="match_rms_adamw"
            )
        )
    return optimizers


@contextlib.contextmanager
def _threads(number: int) -> Iterator[None]:
    """Compute on so many CPU threads inside the block."""
    before = torch.get_num_threads()
    torch.set_num_threads(number)
    try:
        yield
    finally:
        torch.set_num_threads(before)
