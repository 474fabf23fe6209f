"""Token-tree decoding with a Llama model's weights: each prompt's keys and values exist once.

All rows of a prompt share one buffer of keys and values: first the prompt's, then, for every step,
one column for each row that was computed. A row's mask picks its own ancestors among the columns,
so rows branch without copying anything and one attention call serves all rows of all prompts. It
computes what transformers' `LlamaForCausalLM.forward` computes, up to rounding.

A row also multiplies its query with the columns of its siblings, in vain. Buffers of its own for
each row's suffix would avoid that, but the many small products they need took no less time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import torch
import torch.nn.functional as F
from torch import Tensor
from transformers import PreTrainedModel

from prover.llama_weights import LlamaLayer, LlamaWeights, is_plain_llama

_COLUMNS: Final = 128  # columns of suffix allocated at a time
_SPARSE: Final = 0.75  # finished prompts leave the buffers when at most this share is alive


@dataclass(slots=True)
class _Rows:
    """How the rows of a step lie in the grid [prompts, width] that attention works on.

    `prompt_of` [rows] is the row's prompt in the buffers; `cells` [rows] its place in the grid,
    None when the rows fill it in order. A cell without a row computes nothing anybody reads.
    """

    prompt_of: Tensor
    cells: Tensor | None
    prompts: int
    width: int

    def scatter(self, x: Tensor) -> Tensor:
        """From [rows, n] to [prompts * width, n]."""
        if self.cells is None:
            return x
        return x.new_zeros(self.prompts * self.width, x.shape[1]).index_copy_(0, self.cells, x)

    def gather(self, x: Tensor) -> Tensor:
        """From [prompts * width, n] to [rows, n]."""
        return x if self.cells is None else x[self.cells]


class LlamaDecoder:
    """A `Decoder` that copies a `LlamaForCausalLM`'s weights once, at construction.

    Raises `ValueError` for a model it does not support.
    """

    def __init__(self, model: PreTrainedModel) -> None:
        self._weights = LlamaWeights(model)
        self.device = self._weights.device
        self.max_positions = self._weights.max_positions
        self._numbers = torch.arange(1024, device=self.device)

    @staticmethod
    def supports(model: PreTrainedModel) -> bool:
        """Whether this decoder can stand in for the model's own forward."""
        return is_plain_llama(model)

    @property
    def cached_columns(self) -> int:
        """Columns of keys and values in use for each prompt: its tokens and those drawn after."""
        return self._used

    @torch.inference_mode()
    def prefill(self, prompts: Sequence[Sequence[int]]) -> Tensor:
        """Encode the prompts once each; logits after each, [prompts, vocabulary].

        Raises `ValueError` for an empty prompt or one with no position left to generate at.
        """
        lengths = [len(p) for p in prompts]
        if min(lengths, default=0) < 1 or max(lengths) >= self.max_positions:
            raise ValueError(f"prompts must have 1 to {self.max_positions - 1} tokens")
        w, count, longest = self._weights, len(prompts), max(lengths)
        self._positions = torch.tensor(lengths, device=self.device)  # of each prompt's next token
        self._used = longest  # columns in use
        self._rows = _Rows(self._counting(count), None, count, 1)
        columns = torch.arange(longest, device=self.device)
        filled = columns < self._positions[:, None]
        # 0 where a cell of the grid may look, -inf elsewhere: [prompts, 1, width, columns].
        self._mask = torch.full((count, 1, 1, longest + _COLUMNS), -torch.inf, device=self.device)
        self._mask[:, 0, 0, :longest].masked_fill_(filled, 0.0)
        shape = (2, count, w.kv_heads, longest + _COLUMNS, w.dim)
        self._cache = [torch.zeros(shape, device=self.device) for _ in w.layers]
        # Tokens without the padding, for all but attention; `cells` are their places in the grid.
        flat = torch.tensor([t for p in prompts for t in p], device=self.device)
        cells = filled.flatten().nonzero().squeeze(1)
        last = self._positions.cumsum(0) - 1
        turns = w.turns[cells % longest]
        x = w.embedding[flat]
        for number, layer in enumerate(w.layers):
            ends = last if number == len(w.layers) - 1 else None
            x = self._prefill_layer(x, layer, self._cache[number], turns, cells, ends)
        return w.logits(x)

    @torch.inference_mode()
    def step(self, parents: Tensor, tokens: Tensor) -> Tensor:
        """One token more for each new row; logits [rows, vocabulary]."""
        w, rows, count = self._weights, self._rows, len(parents)
        if count != len(rows.prompt_of) or not torch.equal(parents, self._counting(count)):
            rows = self._branch(parents)
        end = self._used + rows.width
        self._reserve(end)
        self._mask[:, 0, :, self._used : end].diagonal(dim1=1, dim2=2).zero_()
        mask = self._mask[:, :, :, :end]
        if w.heads > w.kv_heads:
            mask = mask.repeat(1, 1, w.heads // w.kv_heads, 1)
        turns = rows.scatter(w.turns[self._positions[rows.prompt_of]])
        x = w.embedding[tokens]
        for layer, cache in zip(w.layers, self._cache, strict=True):
            x = self._step_layer(x, layer, cache, turns, rows, mask)
        self._used = end
        self._positions = self._positions + 1
        return w.logits(x)

    def _branch(self, parents: Tensor) -> _Rows:
        """Lay out new rows that are not the old ones, one for one; each takes its parent's mask."""
        old = self._rows
        prompt_of = old.prompt_of[parents]
        source = parents if old.cells is None else old.cells[parents]
        mask = self._mask.view(old.prompts * old.width, -1)[source]
        alive, local, counts = torch.unique_consecutive(
            prompt_of, return_inverse=True, return_counts=True
        )
        prompts = old.prompts
        if len(alive) <= _SPARSE * prompts:
            self._cache = [c[:, alive] for c in self._cache]
            self._positions = self._positions[alive]
            prompt_of, prompts = local, len(alive)
        width = int(counts.max())
        starts = counts.cumsum(0) - counts
        cells: Tensor | None = None
        if len(parents) < prompts * width:
            cells = prompt_of * width + self._counting(len(parents)) - starts[local]
        self._rows = _Rows(prompt_of, cells, prompts, width)
        self._mask = self._rows.scatter(mask).view(prompts, 1, width, -1)
        return self._rows

    def _prefill_layer(
        self,
        x: Tensor,
        layer: LlamaLayer,
        cache: Tensor,
        turns: Tensor,
        cells: Tensor,
        last: Tensor | None,
    ) -> Tensor:
        """One layer over whole prompts; with `last`, only the rows of each prompt's last token."""
        w, count, longest = self._weights, cache.shape[1], self._used
        q, k, v = w.split(w.project(x, layer), turns)
        grid = x.new_zeros(2, count * longest, w.kv_heads * w.dim)
        grid[0].index_copy_(0, cells, k.flatten(1))
        grid[1].index_copy_(0, cells, v.flatten(1))
        both = grid.view(2, count, longest, w.kv_heads, w.dim).transpose(2, 3)
        cache[:, :, :, :longest] = both
        keys, values = both[0], both[1]
        gqa = w.heads != w.kv_heads
        if last is not None:
            mask = self._mask[..., :longest]
            seen = F.scaled_dot_product_attention(
                q[last][:, :, None], keys, values, attn_mask=mask, enable_gqa=gqa
            )
            return w.finish(x[last], seen.reshape(count, -1), layer)
        padded = x.new_zeros(count * longest, w.heads * w.dim).index_copy_(0, cells, q.flatten(1))
        queries = padded.view(count, longest, w.heads, w.dim).transpose(1, 2)
        seen = F.scaled_dot_product_attention(queries, keys, values, is_causal=True, enable_gqa=gqa)
        seen = seen.transpose(1, 2).reshape(count * longest, -1)[cells]
        return w.finish(x, seen, layer)

    def _step_layer(
        self,
        x: Tensor,
        layer: LlamaLayer,
        cache: Tensor,
        turns: Tensor,
        rows: _Rows,
        mask: Tensor,
    ) -> Tensor:
        w, prompts, width = self._weights, rows.prompts, rows.width
        heads, kv, dim = w.heads, w.kv_heads, w.dim
        used, end = self._used, self._used + width
        q, k, v = w.split(rows.scatter(w.project(x, layer)), turns)
        cache[0, :, :, used:end] = k.view(prompts, width, kv, dim).transpose(1, 2)
        cache[1, :, :, used:end] = v.view(prompts, width, kv, dim).transpose(1, 2)
        if heads == kv:
            queries = q.view(prompts, width, heads, dim).transpose(1, 2)
        else:  # the queries of one key head together: [prompts, kv, groups * width, dim]
            grouped = q.view(prompts, width, kv, heads // kv, dim).permute(0, 2, 3, 1, 4)
            queries = grouped.reshape(prompts, kv, -1, dim)
        seen = F.scaled_dot_product_attention(
            queries, cache[0, :, :, :end], cache[1, :, :, :end], attn_mask=mask
        )
        seen = seen.view(prompts, heads, width, dim).transpose(1, 2)
        return w.finish(x, rows.gather(seen.reshape(prompts * width, -1)), layer)

    def _reserve(self, columns: int) -> None:
        """Make room for that many columns of keys, values and mask."""
        have = self._mask.shape[3]
        if columns > have:
            more = max(columns - have, _COLUMNS, have // 2)
            self._cache = [F.pad(c, (0, 0, 0, more)) for c in self._cache]
            self._mask = F.pad(self._mask, (0, more), value=-torch.inf)

    def _counting(self, count: int) -> Tensor:
        """0, 1, … count - 1."""
        if count > len(self._numbers):
            self._numbers = torch.arange(2 * count, device=self.device)
        return self._numbers[:count]
