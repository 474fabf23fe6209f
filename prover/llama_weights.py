"""A Llama model's weights, fused into the few matrices that inference needs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

import torch
import torch.nn.functional as F
from torch import Tensor
from transformers import LlamaForCausalLM, PreTrainedModel

_STATIC_ROPE: Final = frozenset({"default", "linear", "llama3", "yarn"})


@dataclass(frozen=True, slots=True)
class LlamaLayer:
    """One layer; each matrix takes rows [n, in] to [n, out]."""

    qkv: Tensor  # [d, (heads + 2 * kv_heads) * head_dim], input norm folded in
    out: Tensor  # [heads * head_dim, d]
    gate_up: Tensor  # [d, 2 * ff], post-attention norm folded in
    down: Tensor  # [ff, d]


def is_plain_llama(model: PreTrainedModel) -> bool:
    """Whether `model` is a Llama without biases, with SiLU and fixed rotary frequencies."""
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


class LlamaWeights:
    """The weights in float32, and the parts of the network that know no attention.

    Raises `ValueError` unless `is_plain_llama(model)`.
    """

    def __init__(self, model: PreTrainedModel) -> None:
        if not is_plain_llama(model):
            raise ValueError(f"no hand-written decoder for {type(model).__name__} of this shape")
        assert isinstance(model, LlamaForCausalLM)
        config = model.config
        self.device = model.device
        self.heads: int = config.num_attention_heads
        self.kv_heads: int = config.num_key_value_heads or self.heads
        self.width: int = config.hidden_size
        self.dim: int = getattr(config, "head_dim", None) or self.width // self.heads
        self.max_positions: int = config.max_position_embeddings
        # Norms are computed without their factor √d; the matrices after them carry it.
        self._scale = math.sqrt(self.width)
        self._floor = torch.tensor(self._scale * math.sqrt(config.rms_norm_eps), device=self.device)
        with torch.inference_mode():
            self.embedding = _copy(model.model.embed_tokens.weight)
            norm = _copy(model.model.norm.weight) * self._scale
            self._head = (_copy(model.lm_head.weight) * norm).t()
            self.layers = [self._fuse(layer) for layer in model.model.layers]
            self.turns = self._rotations(model)

    def project(self, x: Tensor, layer: LlamaLayer) -> Tensor:
        """Queries, keys and values side by side, not yet rotated."""
        return torch.mm(self._norm(x), layer.qkv)

    def split(self, qkv: Tensor, turns: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Queries [rows, heads, dim], keys and values [rows, kv_heads, dim]; q and k rotated."""
        rotated = (self.heads + self.kv_heads) * self.dim
        pairs = qkv[:, :rotated].reshape(len(qkv), -1, self.dim // 2, 2)
        qk = torch.view_as_real(torch.view_as_complex(pairs) * turns[:, None]).flatten(2)
        v = qkv[:, rotated:].reshape(len(qkv), self.kv_heads, self.dim)
        return qk[:, : self.heads], qk[:, self.heads :], v

    def finish(self, x: Tensor, attended: Tensor, layer: LlamaLayer) -> Tensor:
        """The rest of a layer after attention: output matrix, feed-forward, both residuals."""
        x = torch.addmm(x, attended, layer.out)
        gate, up = torch.mm(self._norm(x), layer.gate_up).chunk(2, dim=1)
        return torch.addmm(x, F.silu(gate).mul_(up), layer.down)

    def logits(self, x: Tensor) -> Tensor:
        """[rows, vocabulary]."""
        return torch.mm(self._norm(x), self._head)

    def _norm(self, x: Tensor) -> Tensor:
        """RMS normalisation but for the factor √d.

        x / √(Σ x² + d ε), the root as a hypotenuse: three operations, one of them the sum.
        """
        return x / torch.hypot(torch.linalg.vector_norm(x, dim=1, keepdim=True), self._floor)

    def _fuse(self, layer: Any) -> LlamaLayer:
        attention, mlp = layer.self_attn, layer.mlp
        before = _copy(layer.input_layernorm.weight) * self._scale
        after = _copy(layer.post_attention_layernorm.weight) * self._scale
        qkv = [self._interleave(p.weight) for p in (attention.q_proj, attention.k_proj)]
        qkv.append(_copy(attention.v_proj.weight))
        gate_up = torch.cat([_copy(mlp.gate_proj.weight), _copy(mlp.up_proj.weight)])
        # They stay [out, in] in memory, which is the quicker layout when there are few rows.
        return LlamaLayer(
            qkv=(torch.cat(qkv) * before).t(),
            out=_copy(attention.o_proj.weight).t(),
            gate_up=(gate_up * after).t(),
            down=_copy(mlp.down_proj.weight).t(),
        )

    def _interleave(self, weight: Tensor) -> Tensor:
        """Bring the two coordinates that Llama's rotation mixes (i, i + dim / 2) side by side.

        Queries and keys are permuted alike, which leaves their products as they are, and a
        rotation becomes one complex multiplication.
        """
        pairs = _copy(weight).view(-1, 2, self.dim // 2, self.width)
        return pairs.transpose(1, 2).reshape(-1, self.width)

    def _rotations(self, model: LlamaForCausalLM) -> Tensor:
        """The rotation of every position, complex [max_positions, dim / 2]."""
        positions = torch.arange(self.max_positions, device=self.device)[None]
        cos, sin = model.model.rotary_emb(self.embedding, positions)
        half = self.dim // 2
        return torch.complex(cos[0, :, :half].float(), sin[0, :, :half].float())


def _copy(weight: Tensor) -> Tensor:
    """A float32 copy: the decoder must not change when the model is trained on."""
    return weight.detach().to(torch.float32, copy=True)
