"""Tactics a second: the shared-prefix sampler beside transformers' `generate`.

Same model, same prompts, same temperature, same number of tokens a sequence (neither side may end
one early, so both do exactly the work asked for). Seconds are the process's CPU seconds on a CPU,
which a busy machine hardly changes, and wall-clock seconds elsewhere. The headline is the line of
16 prompts and tactics of 40 tokens: by default training searches 16 statements at once with 8
samples each (`search.concurrent`, `search.samples`), and its tactics have about 40 tokens. A single
prompt is what `prover prove --model` asks for; there is less to share. Run it with
`python -m experiments.benchmarks.sampling`.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import torch
from transformers import PreTrainedTokenizerBase

from prover.decoder import Decoder, make_decoder
from prover.lm import ModelConfig, new_model
from prover.sampler import sample
from prover.tokenizer import encode_prompt, train_tokenizer

_NO_EOS = -1


def synthetic_state(rng: random.Random) -> str:
    """A tactic state of an inequality of random shape, as Lean prints it."""
    names = ["a", "b", "c", "d"][: rng.randint(2, 4)]
    lines = [f"{' '.join(names)} : ℝ", *(f"h{n} : 0 < {n}" for n in names)]
    sides = []
    for _ in range(2):
        terms = []
        for _ in range(rng.randint(2, 4)):
            x, y = rng.choice(names), rng.choice(names)
            terms.append(f"{rng.randint(2, 9)} * {x} ^ {rng.randint(2, 4)} * ({y} + {x})")
        sides.append(" + ".join(terms))
    return "\n".join([*lines, f"⊢ {sides[0]} ≤ {sides[1]}"])


def with_generate(
    model: Any,
    tokenizer: PreTrainedTokenizerBase,
    prompts: list[list[int]],
    samples: int,
    new_tokens: int,
    temperature: float,
) -> int:
    """Sample with `generate(num_return_sequences=e)`; the number of tokens drawn."""
    longest = max(len(p) for p in prompts)
    pad = tokenizer.pad_token_id
    ids = torch.tensor([[pad] * (longest - len(p)) + p for p in prompts], device=model.device)
    mask = torch.tensor(
        [[0] * (longest - len(p)) + [1] * len(p) for p in prompts], device=model.device
    )
    with torch.inference_mode():
        out = model.generate(
            input_ids=ids,
            attention_mask=mask,
            do_sample=True,
            temperature=temperature,
            top_k=0,
            top_p=1.0,
            num_return_sequences=samples,
            max_new_tokens=new_tokens,
            min_new_tokens=new_tokens,
            pad_token_id=pad,
        )
    drawn: int = out[:, longest:].numel()
    return drawn


def with_shared_prefix(
    decoder: Decoder,
    prompts: list[list[int]],
    samples: int,
    new_tokens: int,
    temperature: float,
    generator: torch.Generator,
) -> int:
    """Sample with `prover.sampler`; the number of tokens drawn."""
    draws = sample(
        decoder,
        prompts,
        samples,
        eos_id=_NO_EOS,
        temperature=temperature,
        max_new_tokens=new_tokens,
        generator=generator,
        batch=len(prompts) * samples,
    )
    return sum(len(draw.tokens) for mine in draws for draw in mine)


def _timed(run: Callable[[], int], expected: int, clock: Callable[[], float]) -> float:
    before = clock()
    drawn = run()
    seconds = clock() - before
    if drawn != expected:
        raise RuntimeError(f"{drawn} tokens were drawn where {expected} were asked for")
    return seconds


def main() -> None:
    """Print one line a setting and the ratio of the two."""
    parser = argparse.ArgumentParser(description=__doc__, add_help=True)
    parser.add_argument("--samples", type=int, default=8, help="tactics a prompt (e)")
    parser.add_argument("--prompts", type=int, nargs="+", default=[1, 8, 16, 64])
    parser.add_argument("--tokens", type=int, nargs="+", default=[20, 40], help="a tactic")
    parser.add_argument("--temperature", type=float, default=1.25)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=5, help="the median counts")
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    rng = random.Random(0)
    states = [synthetic_state(rng) for _ in range(2000)]
    tokenizer = train_tokenizer(states)
    model = new_model(ModelConfig(), tokenizer).to(options.device).eval()
    decoder = make_decoder(model)
    generator = torch.Generator().manual_seed(0)
    clock = time.process_time if options.device == "cpu" else time.perf_counter
    print(
        f"{options.threads} thread(s), {options.device}, e = {options.samples}, median of "
        f"{options.repeats}; tactics a {'CPU ' if options.device == 'cpu' else ''}second"
    )
    print(
        f"{'prompts':>8} {'prompt tokens':>14} {'tactic':>7} {'generate':>10} {'shared':>10} "
        f"{'ratio':>7}"
    )
    for count in options.prompts:
        prompts = [encode_prompt(tokenizer, "t", s) for s in states]
        prompts = [p for p in prompts if 60 <= len(p) <= 120][:count]
        span = f"{min(map(len, prompts))}-{max(map(len, prompts))}"
        for tokens in options.tokens:
            tactics = count * options.samples
            ours, theirs = [], []
            asked = (prompts, options.samples, tokens, options.temperature)
            slow_run = partial(with_generate, model, tokenizer, *asked)
            fast_run = partial(with_shared_prefix, decoder, *asked, generator)
            for _ in range(options.repeats):  # alternating, so that a noisy machine hits both
                theirs.append(_timed(slow_run, tactics * tokens, clock))
                ours.append(_timed(fast_run, tactics * tokens, clock))
            slow = sorted(theirs)[len(theirs) // 2]
            fast = sorted(ours)[len(ours) // 2]
            print(
                f"{count:>8} {span:>14} {tokens:>7} {tactics / slow:>10.0f} "
                f"{tactics / fast:>10.0f} {slow / fast:>7.2f}"
            )


if __name__ == "__main__":
    main()
