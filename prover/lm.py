"""The language model: made, saved and loaded through transformers, asked for tactics and values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedModel,
    PreTrainedTokenizerBase,
)

from prover.decoder import Decoder, make_decoder
from prover.generator import Request, Sample
from prover.sampler import sample
from prover.tokenizer import bucket_ids, decode_tactics, encode_prompt, encode_proofsize_prompt
from prover.value import value


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """Shape of a decoder-only transformer of the Llama architecture."""

    d_model: int = 128
    layers: int = 4
    heads: int = 4
    kv_heads: int | None = None  # None: as many as heads
    ff: int = 512  # width of the gated feed-forward layer
    max_positions: int = 1024  # tokens of prompt and tactic together
    rope_theta: float = 10_000.0
    tie_embeddings: bool = True


def new_model(
    config: ModelConfig, tokenizer: PreTrainedTokenizerBase, seed: int = 0
) -> LlamaForCausalLM:
    """A model with random weights, the same for the same seed; torch's own state is untouched.

    Raises `ValueError` when the heads do not divide the width.
    """
    if config.d_model % (2 * config.heads) != 0:
        raise ValueError(f"{config.heads} heads of even size do not fit d_model {config.d_model}")
    llama = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=config.d_model,
        intermediate_size=config.ff,
        num_hidden_layers=config.layers,
        num_attention_heads=config.heads,
        num_key_value_heads=config.kv_heads or config.heads,
        max_position_embeddings=config.max_positions,
        rope_parameters={"rope_type": "default", "rope_theta": config.rope_theta},
        tie_word_embeddings=config.tie_embeddings,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return LlamaForCausalLM(llama)


def save_checkpoint(
    model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, directory: str | Path
) -> None:
    """Write weights (safetensors), configuration and tokenizer as transformers reads them."""
    model.save_pretrained(directory)
    tokenizer.save_pretrained(directory)


def load_checkpoint(
    directory: str | Path, device: str | torch.device = "cpu"
) -> tuple[PreTrainedModel, PreTrainedTokenizerBase]:
    """Read a causal language model and its tokenizer from a local directory, never the network.

    Raises `FileNotFoundError` when there is no model, `ValueError` when it cannot be read.
    """
    path = Path(directory)
    if not (path / "config.json").is_file():
        raise FileNotFoundError(f"no model in {path} (config.json is missing)")
    try:
        tokenizer = AutoTokenizer.from_pretrained(path, local_files_only=True)
        model = AutoModelForCausalLM.from_pretrained(
            path, local_files_only=True, dtype=torch.float32
        )
    except (OSError, ValueError, KeyError) as error:
        first_line = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise ValueError(f"cannot load a model from {path}: {first_line}") from error
    torch.nn.Module.to(model, device)
    return model.train(False), tokenizer


class LMGenerator:
    """Asks a language model for tactics, and for values when it was trained on proof sizes."""

    def __init__(
        self,
        model: PreTrainedModel,
        tokenizer: PreTrainedTokenizerBase,
        *,
        temperature: float = 1.25,
        seed: int = 0,
        max_new_tokens: int = 128,
        max_prompt_tokens: int = 512,
        batch: int = 256,
        name: str = "lm",
    ) -> None:
        if not isinstance(tokenizer.eos_token_id, int):
            raise ValueError("the tokenizer has no end-of-sequence token")
        self.name = name
        self.temperature = temperature
        self._decoder: Decoder = make_decoder(model)
        self._tokenizer = tokenizer
        self._eos_id = tokenizer.eos_token_id
        self._random = torch.Generator().manual_seed(seed)
        self._max_new_tokens = max_new_tokens
        self._max_prompt_tokens = min(max_prompt_tokens, self._decoder.max_positions - 1)
        self._batch = batch
        self._buckets: list[int] | None = None

    def generate(self, requests: Sequence[Request], samples: int) -> list[list[Sample]]:
        """Distinct tactics out of `samples` draws for each request, the likeliest first.

        A draw that reached the token limit is no tactic and is dropped.
        """
        prompts = [
            encode_prompt(self._tokenizer, r.theorem.name, r.state.text, self._max_prompt_tokens)
            for r in requests
        ]
        draws = sample(
            self._decoder,
            prompts,
            samples,
            eos_id=self._eos_id,
            temperature=self.temperature,
            max_new_tokens=self._max_new_tokens,
            generator=self._random,
            batch=self._batch,
        )
        finished = [[draw for draw in mine if draw.finished] for mine in draws]
        texts = iter(
            decode_tactics(self._tokenizer, [draw.tokens for mine in finished for draw in mine])
        )
        answers = []
        for mine in finished:
            best: dict[str, float] = {}
            for draw in mine:
                tactic = next(texts).strip()
                if tactic and draw.logprob > best.get(tactic, float("-inf")):
                    best[tactic] = draw.logprob
            ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
            answers.append([Sample(tactic, logprob) for tactic, logprob in ranked])
        return answers

    def values(self, requests: Sequence[Request]) -> list[float]:
        """The value of each state: the mean of the model's distribution over proofsize buckets."""
        if self._buckets is None:
            self._buckets = bucket_ids(self._tokenizer)
        prompts = [
            encode_proofsize_prompt(
                self._tokenizer, r.theorem.name, r.state.text, self._max_prompt_tokens
            )
            for r in requests
        ]
        values: list[float] = []
        for first in range(0, len(prompts), self._batch):
            logits = self._decoder.prefill(prompts[first : first + self._batch])
            chosen = torch.softmax(logits[:, self._buckets], dim=1)
            values.extend(value(row) for row in chosen.tolist())
        return values


def load_generator(
    checkpoint_dir: str | Path,
    *,
    temperature: float = 1.25,
    seed: int = 0,
    device: str | torch.device | None = None,
    max_new_tokens: int = 128,
    max_prompt_tokens: int = 512,
    batch: int = 256,
    name: str | None = None,
) -> LMGenerator:
    """The generator of a saved model. `device` None takes a GPU when there is one.

    Raises what `load_checkpoint` raises.
    """
    chosen = device or ("cuda" if torch.cuda.is_available() else "cpu")
    model, tokenizer = load_checkpoint(checkpoint_dir, chosen)
    return LMGenerator(
        model,
        tokenizer,
        temperature=temperature,
        seed=seed,
        max_new_tokens=max_new_tokens,
        max_prompt_tokens=max_prompt_tokens,
        batch=batch,
        name=name or Path(checkpoint_dir).name,
    )
