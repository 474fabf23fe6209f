"""Token-tree decoding with a Llama model's weights: each prompt's keys and values exist once.

All rows of a prompt share one buffer of keys and values: first the prompt's, then, for every step,
one column for each row that was computed. A row's mask picks its own ancestors among the columns,
so rows branch without copying anything and one attention call serves all rows of all prompts. It
computes what transformers' `LlamaForCausalLM.forward` computes, up to rounding.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import torch
import torch.nn.functional as F
from torch import Tensor
from transformers import LlamaForCausalLM, PreTrainedModel

_STATIC_ROPE: Final = frozenset({"default", "linear", "llama3", "yarn"})
_COLUMNS: Final = 128  # columns of suffix allocated at a time
_SPARSE: Final = 0.75  # finished prompts leave the buffers when at most this share is alive


@dataclass(frozen=True, slots=True)
class _Layer:
    qkv: Tensor  # [d, (heads + 2 * kv_heads) * head_dim], input norm folded in
    out: Tensor  # [heads * head_dim, d]
    gate_up: Tensor  # [d, 2 * ff], post-attention norm folded in
    down: Tensor  # [ff, d]


@dataclass(slots=True)
class _Rows:
    """How the rows of a step lie in the grid [prompts, width] that attention works on.

    `cells` is each row's cell, None when the rows fill the grid in order. A cell without a row
    computes nothing anybody reads.
    """

    prompt_of: Tensor  # int64 [rows], the row's prompt in the buffers
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
    """A `Decoder` that reads a `LlamaForCausalLM`'s weights once, at construction."""

    def __init__(self, model: PreTrainedModel) -> None:
        if not self.supports(model):
            raise ValueError(f"no hand-written decoder for {type(model).__name__} of this shape")
        assert isinstance(model, LlamaForCausalLM)
        config = model.config
        self.device = model.device
        self._heads: int = config.num_attention_heads
        self._kv_heads: int = config.num_key_value_heads or self._heads
        dim = getattr(config, "head_dim", None) or config.hidden_size // self._heads
        self._dim = int(dim)
        self._width = int(config.hidden_size)
        self.max_positions = int(config.max_position_embeddings)
        with torch.inference_mode():
            self._embedding = model.model.embed_tokens.weight.detach().float().clone()
            scale = math.sqrt(self._width)
            self._floor = torch.tensor(scale * math.sqrt(config.rms_norm_eps), device=self.device)
            self._numbers = torch.arange(1024, device=self.device)
            head = model.lm_head.weight.detach().float()
            self._head = (head * model.model.norm.weight.float() * scale).t()
            self._layers = [self._fuse(layer) for layer in model.model.layers]
            self._turns = self._rotations(model)

    @staticmethod
    def supports(model: PreTrainedModel) -> bool:
        """Whether `model` is a plain Llama: no biases, SiLU, fixed rotary frequencies."""
        if not isinstance(model, LlamaForCausalLM):
            return False
        config = model.config
        rope = (getattr(config, "rope_parameters", None) or {}).get("rope_type", "default")
        return (
            config.hidden_act == "silu"
            and not config.attention_bias
            and not config.mlp_bias
            and rope in _STATIC_ROPE
        )

    @property
    def cached_columns(self) -> int:
        """Columns of keys and values in use for each prompt: its tokens and those drawn after."""
        return self._used

    def prefill(self, prompts: Sequence[Sequence[int]]) -> Tensor:
        """Encode the prompts once each; logits after each, [prompts, vocabulary].

        Raises `ValueError` for an empty prompt or one with no position left to generate at.
        """
        lengths = [len(p) for p in prompts]
        if min(lengths, default=0) < 1 or max(lengths) >= self.max_positions:
            raise ValueError(f"prompts must have 1 to {self.max_positions - 1} tokens")
        count, longest = len(prompts), max(lengths)
        self._positions = torch.tensor(lengths, device=self.device)  # of each prompt's next token
        self._used = longest  # columns in use
        prompt_of = torch.arange(count, device=self.device)
        self._rows = _Rows(prompt_of, None, count, 1)
        shape = (2, count, self._kv_heads, longest + _COLUMNS, self._dim)
        self._cache = [torch.zeros(shape, device=self.device) for _ in self._layers]
        columns = torch.arange(longest, device=self.device)
        filled = columns < self._positions[:, None]
        # 0 where a cell of the grid may look, -inf elsewhere: [prompts, 1, width, columns].
        self._mask = torch.full((count, 1, 1, longest + _COLUMNS), -torch.inf, device=self.device)
        self._mask[:, 0, 0, :longest].masked_fill_(filled, 0.0)
        # Tokens without the padding, for all but attention; `cells` are their places in the grid.
        flat = torch.tensor([t for p in prompts for t in p], device=self.device)
        cells = filled.flatten().nonzero().squeeze(1)
        last = self._positions.cumsum(0) - 1
        turns = self._turns[cells % longest]
        with torch.inference_mode():
            x = self._embedding[flat]
            for number, layer in enumerate(self._layers):
                final = number == len(self._layers) - 1
                x = self._prefill_layer(
                    x, layer, number, turns, cells, (count, longest), last if final else None
                )
            return self._logits(x)

    @torch.inference_mode()
    def step(self, parents: Tensor, tokens: Tensor) -> Tensor:
        """One token more for each new row; logits [rows, vocabulary]."""
        rows = self._rows
        count = len(parents)
        if count != len(rows.prompt_of) or not torch.equal(parents, self._counting(count)):
            rows = self._branch(parents)
        end = self._used + rows.width
        self._reserve(end)
        self._mask[:, 0, :, self._used : end].diagonal(dim1=1, dim2=2).zero_()
        mask = self._mask[:, :, :, :end]
        groups = self._heads // self._kv_heads
        if groups > 1:
            mask = mask.repeat(1, 1, groups, 1)
        turns = rows.scatter(self._turns[self._positions[rows.prompt_of]])[:, None]
        x = self._embedding[tokens]
        for number, layer in enumerate(self._layers):
            x = self._step_layer(x, layer, number, turns, rows, mask)
        self._used = end
        self._positions = self._positions + 1
        return self._logits(x)

    def _branch(self, parents: Tensor) -> _Rows:
        """Lay out new rows that are not the old ones one by one; each takes its parent's mask."""
        old = self._rows
        prompt_of = old.prompt_of[parents]
        old_cells = parents if old.cells is None else old.cells[parents]
        mask = self._mask.view(old.prompts * old.width, -1)[old_cells]
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

    def _counting(self, count: int) -> Tensor:
        """0, 1, … count - 1."""
        if count > len(self._numbers):
            self._numbers = torch.arange(2 * count, device=self.device)
        return self._numbers[:count]

    def _prefill_layer(
        self,
        x: Tensor,
        layer: _Layer,
        number: int,
        turns: Tensor,
        cells: Tensor,
        shape: tuple[int, int],
        last: Tensor | None,
    ) -> Tensor:
        """One layer over whole prompts; with `last`, only the rows of each prompt's last token."""
        count, longest = shape
        heads, kv, dim = self._heads, self._kv_heads, self._dim
        q, k, v = self._qkv(x, layer, turns)
        grid = x.new_zeros(2, count * longest, kv * dim)
        grid[0].index_copy_(0, cells, k.reshape(len(k), -1))
        grid[1].index_copy_(0, cells, v.reshape(len(v), -1))
        keys, values = grid.view(2, count, longest, kv, dim).transpose(2, 3)
        self._cache[number][0, :, :, :longest] = keys
        self._cache[number][1, :, :, :longest] = values
        gqa = heads != kv
        if last is not None:
            x = x[last]
            mask = self._mask[..., :longest]
            out = F.scaled_dot_product_attention(
                q[last][:, :, None], keys, values, attn_mask=mask, enable_gqa=gqa
            ).reshape(count, heads * dim)
        else:
            padded = x.new_zeros(count * longest, heads * dim)
            padded.index_copy_(0, cells, q.reshape(len(q), -1))
            queries = padded.view(count, longest, heads, dim).transpose(1, 2)
            out = F.scaled_dot_product_attention(
                queries, keys, values, is_causal=True, enable_gqa=gqa
            )
            out = out.transpose(1, 2).reshape(count * longest, heads * dim)[cells]
        return self._feed_forward(torch.addmm(x, out, layer.out), layer)

    def _step_layer(
        self, x: Tensor, layer: _Layer, number: int, turns: Tensor, rows: _Rows, mask: Tensor
    ) -> Tensor:
        prompts, width = rows.prompts, rows.width
        heads, kv, dim = self._heads, self._kv_heads, self._dim
        used, end = self._used, self._used + width
        q, k, v = self._split(rows.scatter(torch.mm(self._norm(x), layer.qkv)), turns)
        cache = self._cache[number]
        cache[0, :, :, used:end] = k.view(prompts, width, kv, dim).transpose(1, 2)
        cache[1, :, :, used:end] = v.view(prompts, width, kv, dim).transpose(1, 2)
        if heads == kv:
            queries = q.view(prompts, width, heads, dim).transpose(1, 2)
        else:  # the queries of one key head together: [prompts, kv, groups * width, dim]
            grouped = q.view(prompts, width, kv, heads // kv, dim).permute(0, 2, 3, 1, 4)
            queries = grouped.reshape(prompts, kv, -1, dim)
        out = F.scaled_dot_product_attention(
            queries, cache[0, :, :, :end], cache[1, :, :, :end], attn_mask=mask
        )
        out = out.view(prompts, heads, width, dim).transpose(1, 2)
        out = rows.gather(out.reshape(prompts * width, heads * dim))
        return self._feed_forward(torch.addmm(x, out, layer.out), layer)

    def _qkv(self, x: Tensor, layer: _Layer, turns: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return self._split(torch.mm(self._norm(x), layer.qkv), turns[:, None])

    def _split(self, qkv: Tensor, turns: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Queries [rows, heads, dim], keys and values [rows, kv_heads, dim]; q and k rotated."""
        heads, kv, dim = self._heads, self._kv_heads, self._dim
        turned = qkv[:, : (heads + kv) * dim].reshape(-1, heads + kv, dim // 2, 2)
        qk = torch.view_as_real(torch.view_as_complex(turned) * turns).flatten(2)
        v = qkv[:, (heads + kv) * dim :].reshape(-1, kv, dim)
        return qk[:, :heads], qk[:, heads:], v

    def _feed_forward(self, x: Tensor, layer: _Layer) -> Tensor:
        gate, up = torch.mm(self._norm(x), layer.gate_up).chunk(2, dim=1)
        return torch.addmm(x, F.silu(gate).mul_(up), layer.down)

    def _norm(self, x: Tensor) -> Tensor:
        """RMS normalisation but for the factor √d, which the next matrix carries.

        x / √(Σ x² + d ε) is written with a hypotenuse: three operations, and the norm is one.
        """
        return x / torch.hypot(torch.linalg.vector_norm(x, dim=1, keepdim=True), self._floor)

    def _logits(self, x: Tensor) -> Tensor:
        return torch.mm(self._norm(x), self._head)

    def _reserve(self, columns: int) -> None:
        """Make room for that many columns of keys, values and mask."""
        if columns > self._mask.shape[3]:
            more = max(columns - self._mask.shape[3], _COLUMNS, self._mask.shape[3] // 2)
            self._cache = [F.pad(c, (0, 0, 0, more)) for c in self._cache]
            self._mask = F.pad(self._mask, (0, more), value=-torch.inf)

    def _fuse(self, layer: Any) -> _Layer:
        attention, mlp = layer.self_attn, layer.mlp
        scale = math.sqrt(self._width)
        before = layer.input_layernorm.weight.detach().float() * scale
        after = layer.post_attention_layernorm.weight.detach().float() * scale
        qkv = [self._interleave(p.weight) for p in (attention.q_proj, attention.k_proj)]
        qkv.append(attention.v_proj.weight.detach().float())
        gate_up = [mlp.gate_proj.weight.detach().float(), mlp.up_proj.weight.detach().float()]
        # Kept as [out, in] in memory, which is the quicker layout when there are few rows.
        return _Layer(
            qkv=(torch.cat(qkv) * before).t(),
            out=attention.o_proj.weight.detach().float().clone().t(),
            gate_up=(torch.cat(gate_up) * after).t(),
            down=mlp.down_proj.weight.detach().float().clone().t(),
        )

    def _interleave(self, weight: Tensor) -> Tensor:
        """Bring the two coordinates that Llama's rotation mixes (i, i + dim / 2) side by side.

        Queries and keys are permuted alike, which leaves their products as they are, and a
        rotation becomes one complex multiplication.
        """
        pairs = weight.detach().float().view(-1, 2, self._dim // 2, self._width)
        return pairs.transpose(1, 2).reshape(-1, self._width)

    def _rotations(self, model: LlamaForCausalLM) -> Tensor:
        """The rotation of every position, complex [max_positions, dim / 2]."""
        positions = torch.arange(self.max_positions, device=self.device)[None]
        cos, sin = model.model.rotary_emb(self._embedding, positions)
        half = self._dim // 2
        return torch.complex(cos[0, :, :half].float(), sin[0, :, :half].float())
