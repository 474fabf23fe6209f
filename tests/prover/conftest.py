"""What the model's tests share."""

from __future__ import annotations

import random

import pytest
import torch
from transformers import LlamaForCausalLM, PreTrainedTokenizerFast

from prover.lm import ModelConfig, new_model
from prover.tokenizer import train_tokenizer
from tests.prover.prover_models import sharpened


@pytest.fixture(scope="session", autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def corpus() -> list[str]:
    """States and tactics such as the project's own."""
    rng = random.Random(1)
    texts = []
    for _ in range(300):
        x, y, z = rng.sample(["a", "b", "c", "x", "y"], 3)
        n, m = rng.randint(1, 99), rng.randint(1, 9)
        texts.append(
            f"{x} {y} {z} : ℝ\nh{x} : 0 < {x}\nh₀ : {x} + {m} * {y} = {n}\n"
            f"⊢ {n} * {x} * {y} ≤ {x} ^ 2 + {y} ^ {m}"
        )
        texts.append(f"nlinarith [sq_nonneg ({x} - {y}), mul_pos h{x} h{y}]")
        texts.append(f"obtain ⟨h{x}, h{y}⟩ := h₀")
    return texts


@pytest.fixture(scope="session")
def tokenizer(corpus: list[str]) -> PreTrainedTokenizerFast:
    return train_tokenizer(corpus, vocab_size=400)


@pytest.fixture(scope="session")
def model(tokenizer: PreTrainedTokenizerFast) -> LlamaForCausalLM:
    config = ModelConfig(d_model=32, layers=3, heads=4, ff=64, max_positions=256)
    return sharpened(new_model(config, tokenizer, seed=3))
