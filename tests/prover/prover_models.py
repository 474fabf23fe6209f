"""Small models for the tests."""

from __future__ import annotations

import torch
from transformers import LlamaForCausalLM


def sharpened(model: LlamaForCausalLM, seed: int = 0) -> LlamaForCausalLM:
    """Random weights large enough that the model's distributions are far from uniform."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for weight in model.parameters():
            if weight.dim() == 1:
                weight.uniform_(0.5, 1.5, generator=generator)
            else:
                weight.mul_(4.0)
    model.train(False)
    return model
