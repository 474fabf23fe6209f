"""A small byte-level BPE tokenizer, trained on the project's own corpus.

Lean text is cut into words with the blank after them, single letters, single digits, operators with
the blanks round them, brackets and white space; merges happen inside those pieces only. A variable
is so the same token wherever it stands, which makes copying it from the state easy to learn. The
256 bytes are always in the vocabulary: every Unicode text can be encoded and comes back exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerBase, PreTrainedTokenizerFast

from prover.prompt import (
    BUCKETS,
    DECL,
    GOAL,
    PROOFSIZE,
    PROOFSTEP,
    first_goal,
    prompt,
    proofsize_prompt,
)

EOS: Final = "<eos>"
PAD: Final = "<pad>"
SPECIAL: Final = (PAD, EOS, DECL, GOAL, PROOFSTEP, PROOFSIZE)

# A word of two or more letters (subscripts included), a letter, a digit, symbols, a bracket.
_PIECES: Final = r"\p{L}[\p{L}_'.✝₀-₉]+ ?|\p{L}|\p{N}| ?[^\s\p{L}\p{N}_'.✝()\[\]]+ ?|[()\[\]]|\s|."


def train_tokenizer(corpus: Iterable[str], vocab_size: int = 512) -> PreTrainedTokenizerFast:
    """Train on states and tactics, without the special words; the same corpus, the same tokenizer.

    Raises `ValueError` when `vocab_size` does not hold the bytes and the special tokens.
    """
    smallest = 256 + len(SPECIAL)
    if vocab_size < smallest:
        raise ValueError(f"vocab_size must be at least {smallest}, not {vocab_size}")
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_PIECES), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    # Blanks round a special word belong to the format, not to the text beside it.
    special = [AddedToken(word, lstrip=True, rstrip=True, special=True) for word in SPECIAL]
    trainer = trainers.BpeTrainer(
        vocab_size=vocab_size,
        min_frequency=2,
        special_tokens=special,
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(corpus, trainer)
    return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        eos_token=EOS,
        pad_token=PAD,
        additional_special_tokens=[DECL, GOAL, PROOFSTEP, PROOFSIZE],
        clean_up_tokenization_spaces=False,
    )


def encode_text(tokenizer: PreTrainedTokenizerBase, text: str) -> list[int]:
    """Tokens of a state or tactic; a special word in it is spelt out like any other text."""
    ids: list[int] = tokenizer.encode(text, add_special_tokens=False, split_special_tokens=True)
    return ids


def encode_prompt(
    tokenizer: PreTrainedTokenizerBase, theorem_name: str, state: str, max_tokens: int | None = None
) -> list[int]:
    """Tokens of the PROOFSTEP prompt.

    When it is longer than `max_tokens`, the first hypotheses are dropped.
    """
    return _encode(tokenizer, theorem_name, first_goal(state), PROOFSTEP, max_tokens)


def encode_proofsize_prompt(
    tokenizer: PreTrainedTokenizerBase, theorem_name: str, state: str, max_tokens: int | None = None
) -> list[int]:
    """Tokens of the PROOFSIZE prompt.

    When it is longer than `max_tokens`, the goals after the first are dropped, then the first
    hypotheses.
    """
    return _encode(tokenizer, theorem_name, state, PROOFSIZE, max_tokens)


def encode_tactic(tokenizer: PreTrainedTokenizerBase, tactic: str) -> list[int]:
    """Tokens of a completion: the tactic and the end of sequence."""
    return [*encode_text(tokenizer, tactic), _eos(tokenizer)]


def bucket_ids(tokenizer: PreTrainedTokenizerBase) -> list[int]:
    """The token of each proofsize bucket, 0 to 10.

    Raises `ValueError` when the tokenizer spells one of the letters with several tokens.
    """
    ids = [encode_text(tokenizer, letter) for letter in BUCKETS]
    if any(len(i) != 1 for i in ids):
        raise ValueError("the tokenizer has no single token for every proofsize bucket")
    return [i[0] for i in ids]


def decode_tactics(tokenizer: PreTrainedTokenizerBase, ids: Sequence[list[int]]) -> list[str]:
    """The texts of generated token sequences (without their ends of sequence)."""
    texts = tokenizer.batch_decode(
        list(ids), skip_special_tokens=True, clean_up_tokenization_spaces=False
    )
    return list(texts)


def _encode(
    tokenizer: PreTrainedTokenizerBase, name: str, state: str, task: str, max_tokens: int | None
) -> list[int]:
    ids = _join(tokenizer, name, state, task)
    if max_tokens is None or len(ids) <= max_tokens:
        return ids
    state = first_goal(state)
    ids = _join(tokenizer, name, state, task)
    while len(ids) > max_tokens and "\n" in state:
        state = state.split("\n", 1)[1]
        ids = _join(tokenizer, name, state, task)
    if len(ids) <= max_tokens:
        return ids
    return ids[-max_tokens:]


def _join(tokenizer: PreTrainedTokenizerBase, name: str, state: str, task: str) -> list[int]:
    vocabulary = tokenizer.get_added_vocab()
    if all(word in vocabulary for word in (DECL, GOAL, task)):
        return [
            vocabulary[DECL],
            *encode_text(tokenizer, name),
            vocabulary[GOAL],
            *encode_text(tokenizer, state),
            vocabulary[task],
        ]
    # A model that was not trained here: its tokenizer spells the words of the format.
    text = (prompt if task == PROOFSTEP else proofsize_prompt)(name, state)
    return encode_text(tokenizer, text.rstrip(" "))


def _eos(tokenizer: PreTrainedTokenizerBase) -> int:
    if not isinstance(tokenizer.eos_token_id, int):
        raise ValueError("the tokenizer has no end-of-sequence token")
    return tokenizer.eos_token_id
