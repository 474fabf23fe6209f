"""Batched sampling of tactics: each prompt is encoded once, its samples share that prefix.

Samples of one prompt that have begun alike are still one row of the decoder; they part only where
their tokens differ. The samples are independent draws all the same: each draws its own token from
its row's distribution.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from transformers import PreTrainedModel

from prover.decoder import Decoder, make_decoder


@dataclass(frozen=True, slots=True)
class Draw:
    """One sampled continuation.

    `logprob` is its log-probability under the model at temperature 1, the end-of-sequence token
    included; `tokens` leaves that token out. `finished` is False when it was cut off.
    """

    tokens: list[int]
    logprob: float
    finished: bool


def sample(
    model: PreTrainedModel | Decoder,
    prompts: Sequence[Sequence[int]],
    samples: int,
    *,
    eos_id: int,
    temperature: float = 1.0,
    max_new_tokens: int = 128,
    generator: torch.Generator | None = None,
    batch: int = 256,
) -> list[list[Draw]]:
    """`samples` independent continuations of every prompt, `batch` sequences at a time.

    The same prompts, settings and state of `generator` (a CPU generator) give the same draws.
    Raises `ValueError` for a temperature or a count that is not positive, or an empty prompt.
    """
    if temperature <= 0.0:
        raise ValueError(f"temperature must be positive, not {temperature}")
    if samples < 1 or max_new_tokens < 1:
        raise ValueError("samples and max_new_tokens must be at least 1")
    decoder = make_decoder(model) if isinstance(model, PreTrainedModel) else model
    at_once = max(1, batch // samples)
    # Prompts of like length go together: less padding in the attention.
    order = sorted(range(len(prompts)), key=lambda i: len(prompts[i]))
    draws: list[list[Draw]] = [[] for _ in prompts]
    for first in range(0, len(order), at_once):
        chunk = order[first : first + at_once]
        longest = len(prompts[chunk[-1]])
        room = min(max_new_tokens, decoder.max_positions - longest)
        if room < 1:
            raise ValueError(f"a prompt of {longest} tokens leaves no room for a tactic")
        run = _Run(decoder, samples, eos_id, temperature, room, generator)
        for number, drawn in zip(chunk, run([prompts[i] for i in chunk]), strict=True):
            draws[number] = drawn
    return draws


class _Run:
    """One batch of prompts sampled to the end."""

    def __init__(
        self,
        decoder: Decoder,
        samples: int,
        eos_id: int,
        temperature: float,
        max_new_tokens: int,
        generator: torch.Generator | None,
    ) -> None:
        self._decoder = decoder
        self._samples = samples
        self._eos = eos_id
        self._temperature = temperature
        self._max_new_tokens = max_new_tokens
        self._generator = generator

    @torch.inference_mode()
    def __call__(self, prompts: Sequence[Sequence[int]]) -> list[list[Draw]]:
        device, count = self._decoder.device, len(prompts) * self._samples
        tokens = torch.zeros(self._max_new_tokens, count, dtype=torch.long, device=device)
        logprobs = torch.zeros(count, device=device)
        lengths = torch.full((count,), -1, dtype=torch.long, device=device)  # -1: cut off
        alive = torch.arange(count, device=device)  # the samples under way
        counting = alive
        row = alive // self._samples  # the decoder's row of each of them
        apart = self._samples == 1  # no two samples share a row, and none ever will again
        logits = self._decoder.prefill(prompts)
        for step in range(self._max_new_tokens):
            drawn, gained = self._draw(logits, row)
            logprobs[alive] += gained
            ended = drawn == self._eos
            if bool(ended.any()):
                lengths[alive[ended]] = step
                going = ~ended
                alive, row, drawn = alive[going], row[going], drawn[going]
                if len(alive) == 0:
                    break
            tokens[step, alive] = drawn
            if step + 1 < self._max_new_tokens:
                if apart:
                    parents, row = row, counting[: len(row)]
                    logits = self._decoder.step(parents, drawn)
                else:
                    width = logits.shape[1]
                    branches, row = torch.unique(row * width + drawn, return_inverse=True)
                    logits = self._decoder.step(branches // width, branches % width)
                    apart = len(branches) == len(alive)
        return self._collect(tokens.t().tolist(), logprobs.tolist(), lengths.tolist())

    def _draw(self, logits: Tensor, row: Tensor) -> tuple[Tensor, Tensor]:
        """A token for each sample from its row's distribution, and its log-probability."""
        uniform = torch.rand(len(row), generator=self._generator).to(logits.device)
        edges = torch.softmax(logits / self._temperature, dim=1).cumsum(1)
        edges = edges if len(row) == len(edges) else edges[row]
        # Scaled by the last edge, so that rounding in the sum cannot leave the vocabulary.
        goal = (uniform * edges[:, -1])[:, None]
        token = torch.searchsorted(edges, goal, right=True).squeeze(1)
        token.clamp_max_(logits.shape[1] - 1)
        return token, torch.log_softmax(logits, dim=1)[row, token]

    def _collect(
        self, tokens: list[list[int]], logprobs: list[float], lengths: list[int]
    ) -> list[list[Draw]]:
        draws = [
            Draw(ids if length < 0 else ids[:length], logprob, length >= 0)
            for ids, logprob, length in zip(tokens, logprobs, lengths, strict=True)
        ]
        return [draws[i : i + self._samples] for i in range(0, len(draws), self._samples)]
