from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from transformers import AutoTokenizer, PreTrainedTokenizerFast

from prover.prompt import prompt, proofsize_prompt
from prover.tokenizer import (
    SPECIAL,
    bucket_ids,
    decode_tactics,
    encode_prompt,
    encode_proofsize_prompt,
    encode_tactic,
    encode_text,
    train_tokenizer,
)

STATE = "a b : ℝ\nha : 0 < a\n⊢ 2 * a * b ≤ a ^ 2 + b ^ 2"


def test_training_is_deterministic(corpus: list[str], tokenizer: PreTrainedTokenizerFast) -> None:
    again = train_tokenizer(iter(corpus), vocab_size=400)
    assert again.get_vocab() == tokenizer.get_vocab()
    assert again.backend_tokenizer.to_str() == tokenizer.backend_tokenizer.to_str()
    assert 300 < len(tokenizer) <= 400


@settings(max_examples=200)
@given(text=st.text(max_size=60))
def test_any_text_comes_back(tokenizer: PreTrainedTokenizerFast, text: str) -> None:
    assert decode_tactics(tokenizer, [encode_text(tokenizer, text)]) == [text]


@pytest.mark.parametrize(
    "text",
    ["GOAL <eos> PROOFSTEP", " a  b\t\nc ", "x₁' ≠ √2 ∧ ∑ i ∈ s, i ✝", "😀\r\n\x00", "a ,b . c 's"],
)
def test_awkward_texts_come_back(tokenizer: PreTrainedTokenizerFast, text: str) -> None:
    ids = encode_text(tokenizer, text)
    assert decode_tactics(tokenizer, [ids]) == [text]
    assert not {tokenizer.convert_tokens_to_ids(word) for word in SPECIAL} & set(ids)


def test_special_words_are_single_tokens(tokenizer: PreTrainedTokenizerFast) -> None:
    ids = encode_prompt(tokenizer, "t", STATE)
    words = tokenizer.convert_ids_to_tokens(ids)
    assert words[0] == "DECL"
    assert words[-1] == "PROOFSTEP"
    assert words.count("GOAL") == 1
    assert encode_proofsize_prompt(tokenizer, "t", STATE)[:-1] == ids[:-1]
    assert encode_tactic(tokenizer, "ring")[-1] == tokenizer.eos_token_id


def test_tokens_agree_with_the_text_format(tokenizer: PreTrainedTokenizerFast) -> None:
    plain = tokenizer.encode(prompt("t", STATE), add_special_tokens=False)
    assert plain == encode_prompt(tokenizer, "t", STATE)
    sized = tokenizer.encode(proofsize_prompt("t", STATE), add_special_tokens=False)
    assert sized == encode_proofsize_prompt(tokenizer, "t", STATE)


def test_digits_stand_alone_and_common_words_are_short(tokenizer: PreTrainedTokenizerFast) -> None:
    assert len(encode_text(tokenizer, "1234567")) == 7
    assert len(encode_text(tokenizer, "nlinarith [sq_nonneg (a - b)]")) <= 9
    assert len(encode_text(tokenizer, STATE)) <= 40


def test_bucket_letters_are_single_tokens(tokenizer: PreTrainedTokenizerFast) -> None:
    assert len(set(bucket_ids(tokenizer))) == 11


def test_a_long_prompt_keeps_the_target(tokenizer: PreTrainedTokenizerFast) -> None:
    state = "\n".join(f"h{i} : {i} < a" for i in range(90)) + "\n⊢ 0 < a"
    two = state + "\n\ncase right\n⊢ 1 < a"
    ids = encode_prompt(tokenizer, "t", two, max_tokens=50)
    assert len(ids) <= 50
    assert ids[0] == encode_prompt(tokenizer, "t", "")[0]
    text = str(tokenizer.decode(ids))
    assert "⊢ 0 < a" in text
    assert "1 < a" not in text.split("⊢")[1]
    assert len(encode_prompt(tokenizer, "t", "⊢ " + "x + " * 200, max_tokens=50)) == 50


def test_saved_and_loaded(tokenizer: PreTrainedTokenizerFast, tmp_path: Path) -> None:
    tokenizer.save_pretrained(tmp_path)
    loaded = AutoTokenizer.from_pretrained(tmp_path, local_files_only=True)
    assert encode_prompt(loaded, "GOAL", STATE) == encode_prompt(tokenizer, "GOAL", STATE)
    assert loaded.eos_token_id == tokenizer.eos_token_id
    assert loaded.pad_token_id == tokenizer.pad_token_id


def test_too_small_a_vocabulary_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 262"):
        train_tokenizer(["x"], vocab_size=100)
