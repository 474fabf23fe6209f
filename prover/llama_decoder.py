"""Token-tree decoding with a Llama model's weights: each prompt's keys and values exist once.

All rows of a prompt share one buffer of keys and values: first the prompt's, then, for every step,
one column for each row that was computed. A row's mask picks its own ancestors among the columns,
so rows branch without copying anything and one attention call serves all rows of all prompts. It
computes what transformers' `LlamaForCausalLM.forward` computes, up to rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import torch
import torch.nn.functional as F
from torch import Tensor
from transformers import LlamaForCausalLM, PreTrainedModel

_STATIC_ROPE: Final = frozenset({"default", "linear", "llama3", "yarn"})
_COLUMNS: Final = 128  # columns of suffix allocated at a time


@dataclass(frozen=True, slots=True)
class _Layer:
    qkv: Tensor  # [d, (heads + 2 * kv_heads) * head_dim], input norm folded in
    out: Tensor  # [heads * head_dim, d]
    gate_up: Tensor  # [d, 2 * ff], post-attention norm folded in
    down: Tensor  # [ff, d]


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
        self._eps = float(config.rms_norm_eps)
        self.max_positions = int(config.max_position_embeddings)
        with torch.inference_mode():
            self._embedding = model.model.embed_tokens.weight.detach().float().clone()
            head = model.lm_head.weight.detach().float()
            self._head = (head * model.model.norm.weight.float()).t().contiguous()
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
        self._lengths = torch.tensor(lengths, device=self.device)
        self._used = longest  # columns in use
        self._steps = 0
        self._prompt_of = torch.arange(count, device=self.device)  # row -> prompt in the buffers
        shape = (2, count, self._kv_heads, longest + _COLUMNS, self._dim)
        self._cache = [torch.zeros(shape, device=self.device) for _ in self._layers]
        columns = torch.arange(longest, device=self.device)
        self._mask = torch.zeros(count, longest + _COLUMNS, device=self.device)
        self._mask.fill_(-torch.inf)[:, :longest].masked_fill_(
            columns < self._lengths[:, None], 0.0
        )
        # Tokens without the padding, for all but attention; `cells` are their places in the grid.
        flat = torch.tensor([t for p in prompts for t in p], device=self.device)
        cells = (columns < self._lengths[:, None]).flatten().nonzero().squeeze(1)
        last = self._lengths.cumsum(0) - 1
        turns = self._turns[cells % longest]
        with torch.inference_mode():
            x = self._embedding[flat]
            for number, layer in enumerate(self._layers):
                final = number == len(self._layers) - 1
                x = self._prefill_layer(
                    x, layer, number, turns, cells, (count, longest), last if final else None
                )
            return self._logits(x)

    def step(self, parents: Tensor, tokens: Tensor) -> Tensor:
        """One token more for each new row; logits [rows, vocabulary]."""
        with torch.inference_mode():
            self._prompt_of = self._prompt_of[parents]
            mask = self._mask[parents]
            alive, local, counts = torch.unique_consecutive(
                self._prompt_of, return_inverse=True, return_counts=True
            )
            if len(alive) <= 0.75 * self._cache[0].shape[1]:
                self._cache = [c[:, alive].contiguous() for c in self._cache]
                self._lengths = self._lengths[alive]
                self._prompt_of = local
                prompts = len(alive)
                prompt_of = local
            else:
                prompts = self._cache[0].shape[1]
                prompt_of = self._prompt_of
            width = int(counts.max())
            starts = counts.cumsum(0) - counts
            place = torch.arange(len(parents), device=self.device) - starts[local]
            mask = self._reserve(mask, width)
            mask[torch.arange(len(parents), device=self.device), self._used + place] = 0.0
            self._mask = mask
            end = self._used + width
            cells = None if len(parents) == prompts * width else prompt_of * width + place
            grid_mask = mask[:, :end]
            if cells is not None:
                grid_mask = mask.new_zeros(prompts * width, end).index_copy_(0, cells, grid_mask)
            grid_mask = grid_mask.reshape(prompts, 1, width, end)
            groups = self._heads // self._kv_heads
            if groups > 1:
                grid_mask = grid_mask.repeat(1, 1, groups, 1)
            turns = self._turns[self._lengths[prompt_of] + self._steps]
            if cells is not None:
                spread = turns.new_zeros(prompts * width, turns.shape[1])
                turns = spread.index_copy_(0, cells, turns)
            x = self._embedding[tokens]
            for number, layer in enumerate(self._layers):
                x = self._step_layer(x, layer, number, turns, cells, (prompts, width), grid_mask)
            self._used = end
            self._steps += 1
            return self._logits(x)

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
            mask = self._mask[:, None, None, :longest]
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
        self,
        x: Tensor,
        layer: _Layer,
        number: int,
        turns: Tensor,
        cells: Tensor | None,
        shape: tuple[int, int],
        mask: Tensor,
    ) -> Tensor:
        prompts, width = shape
        heads, kv, dim = self._heads, self._kv_heads, self._dim
        groups = heads // kv
        used, end = self._used, self._used + width
        qkv = torch.mm(self._norm(x), layer.qkv)
        if cells is not None:
            qkv = qkv.new_zeros(prompts * width, qkv.shape[1]).index_copy_(0, cells, qkv)
        q, k, v = self._split(qkv, turns)
        cache = self._cache[number]
        cache[0, :, :, used:end] = k.view(prompts, width, kv, dim).transpose(1, 2)
        cache[1, :, :, used:end] = v.view(prompts, width, kv, dim).transpose(1, 2)
        # [prompts, width, kv, groups, dim] -> queries of one key head together
        q = q.view(prompts, width, kv, groups, dim).permute(0, 2, 3, 1, 4)
        out = F.scaled_dot_product_attention(
            q.reshape(prompts, kv, groups * width, dim),
            cache[0, :, :, :end],
            cache[1, :, :, :end],
            attn_mask=mask,
        )
        out = out.view(prompts, kv, groups, width, dim).permute(0, 3, 1, 2, 4)
        out = out.reshape(prompts * width, heads * dim)
        if cells is not None:
            out = out[cells]
        return self._feed_forward(torch.addmm(x, out, layer.out), layer)

    def _qkv(self, x: Tensor, layer: _Layer, turns: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return self._split(torch.mm(self._norm(x), layer.qkv), turns)

    def _split(self, qkv: Tensor, turns: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Queries [rows, heads, dim], keys and values [rows, kv_heads, dim]; q and k rotated."""
        heads, kv, dim = self._heads, self._kv_heads, self._dim
        turned = qkv[:, : (heads + kv) * dim].reshape(-1, heads + kv, dim // 2, 2)
        qk = torch.view_as_real(torch.view_as_complex(turned) * turns[:, None]).flatten(2)
        v = qkv[:, (heads + kv) * dim :].reshape(-1, kv, dim)
        return qk[:, :heads], qk[:, heads:], v

    def _feed_forward(self, x: Tensor, layer: _Layer) -> Tensor:
        gate, up = torch.mm(self._norm(x), layer.gate_up).chunk(2, dim=1)
        return torch.addmm(x, F.silu(gate).mul_(up), layer.down)

    def _norm(self, x: Tensor) -> Tensor:
        return F.rms_norm(x, (self._width,), None, self._eps)

    def _logits(self, x: Tensor) -> Tensor:
        return torch.mm(self._norm(x), self._head)

    def _reserve(self, mask: Tensor, width: int) -> Tensor:
        """Grow keys, values and masks when the next `width` columns do not fit."""
        if self._used + width <= mask.shape[1]:
            return mask
        more = max(_COLUMNS, width, mask.shape[1] // 2)
        self._cache = [F.pad(c, (0, 0, 0, more)) for c in self._cache]
        return F.pad(mask, (0, more), value=-torch.inf)

    def _fuse(self, layer: Any) -> _Layer:
        attention, mlp = layer.self_attn, layer.mlp
        before = layer.input_layernorm.weight.detach().float()
        after = layer.post_attention_layernorm.weight.detach().float()
        qkv = [self._interleave(p.weight) for p in (attention.q_proj, attention.k_proj)]
        qkv.append(attention.v_proj.weight.detach().float())
        gate_up = [mlp.gate_proj.weight.detach().float(), mlp.up_proj.weight.detach().float()]
        return _Layer(
            qkv=(torch.cat(qkv) * before).t().contiguous(),
            out=attention.o_proj.weight.detach().float().t().contiguous(),
            gate_up=(torch.cat(gate_up) * after).t().contiguous(),
            down=mlp.down_proj.weight.detach().float().t().contiguous(),
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
