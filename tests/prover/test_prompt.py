from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.prompt import BUCKETS, bucket, bucket_letter, prompt, proofsize_prompt
from prover.value import value


def test_formats_are_the_papers() -> None:
    assert prompt("t", "a : ℝ\n⊢ a = a") == "DECL t GOAL a : ℝ\n⊢ a = a PROOFSTEP "
    assert proofsize_prompt("t", "⊢ True") == "DECL t GOAL ⊢ True PROOFSIZE "


def test_buckets() -> None:
    assert [bucket(n) for n in (None, 21, 1000, 20, 1, 2, 3, 4)] == [0, 1, 1, 2, 10, 10, 10, 9]
    assert bucket_letter(None) == "A"
    assert bucket_letter(1) == "K"
    with pytest.raises(ValueError, match="at least one"):
        bucket(0)


@given(st.integers(1, 50))
def test_longer_proofs_never_have_larger_buckets(size: int) -> None:
    assert 1 <= bucket(size + 1) <= bucket(size) <= 10


def test_every_bucket_is_used() -> None:
    assert {bucket(n) for n in [None, *range(1, 30)]} == set(range(11))
    assert len(BUCKETS) == 11


def test_value_is_the_mean_bucket() -> None:
    certain = [[float(i == b) for i in range(11)] for b in range(11)]
    assert [value(p) for p in certain] == pytest.approx([b / 10 for b in range(11)])
    assert value([1 / 11] * 11) == pytest.approx(0.5)


@pytest.mark.parametrize("bad", [[1.0], [0.5] * 11, [-1.0, 2.0] + [0.0] * 9])
def test_value_refuses_what_is_no_distribution(bad: list[float]) -> None:
    with pytest.raises(ValueError, match="probabilities"):
        value(bad)
