"""What the sampler needs of a language model: a decoder of growing trees of tokens.

A row is a sequence under way. `prefill` makes one row for each prompt; `step` makes new rows, each
a row of the step before with one token more. Several rows may continue the same one, and a row
nothing continues is forgotten, so samples that begin alike are computed once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import torch
from torch import Tensor
from transformers import PreTrainedModel


class Decoder(Protocol):
    """A causal language model behind two calls. Logits are float32, [rows, vocabulary]."""

    device: torch.device
    max_positions: int

    def prefill(self, prompts: Sequence[Sequence[int]]) -> Tensor:
        """Encode the prompts, forgetting all earlier rows; the logits after each."""
        ...

    def step(self, parents: Tensor, tokens: Tensor) -> Tensor:
        """Extend row `parents[i]` by `tokens[i]` (int64; parents ascending); the logits after."""
        ...


class CachedDecoder:
    """Any causal language model of transformers, through its own forward and cache.

    The general way: it copies a row's cache when several rows continue it, so it is slower than
    `LlamaDecoder` where that one applies.
    """

    def __init__(self, model: PreTrainedModel) -> None:
        self._model = model.train(False)
        self.device = model.device
        self.max_positions = int(getattr(model.config, "max_position_embeddings", 1 << 20))
        self._cache: Any = None
        self._mask = torch.empty(0, device=self.device)

    def prefill(self, prompts: Sequence[Sequence[int]]) -> Tensor:
        """See `Decoder`."""
        longest = max(len(p) for p in prompts)
        # Padding goes to the left, so that every row's next column is its next position.
        ids = torch.zeros(len(prompts), longest, dtype=torch.long)
        mask = torch.zeros_like(ids)
        for row, prompt in enumerate(prompts):
            ids[row, longest - len(prompt) :] = torch.tensor(prompt)
            mask[row, longest - len(prompt) :] = 1
        self._cache = None
        self._mask = mask.to(self.device)
        return self._forward(ids.to(self.device))

    def step(self, parents: Tensor, tokens: Tensor) -> Tensor:
        """See `Decoder`."""
        self._cache.reorder_cache(parents)
        self._mask = torch.cat([self._mask[parents], self._mask.new_ones(len(parents), 1)], dim=1)
        return self._forward(tokens[:, None])

    def _forward(self, ids: Tensor) -> Tensor:
        positions = (self._mask.cumsum(1) - 1).clamp_min(0)[:, -ids.shape[1] :]
        with torch.inference_mode():
            out = self._model(
                input_ids=ids,
                attention_mask=self._mask,
                position_ids=positions,
                past_key_values=self._cache,
                use_cache=True,
            )
        self._cache = out.past_key_values
        logits: Tensor = out.logits[:, -1].float()
        return logits


def make_decoder(model: PreTrainedModel) -> Decoder:
    """The fastest decoder that computes what `model` computes."""
    from prover.llama_decoder import LlamaDecoder

    if LlamaDecoder.supports(model):
        return LlamaDecoder(model)
    return CachedDecoder(model)
