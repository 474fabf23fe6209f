"""From the model's distribution over proofsize buckets to the value of a state."""

from __future__ import annotations

from collections.abc import Sequence

from prover.prompt import BUCKETS


def value(probabilities: Sequence[float]) -> float:
    """v = Σ_b p_b · b / 10 over the 11 buckets, in [0, 1] (Polu et al. 2022, section 4).

    Raises `ValueError` unless `probabilities` is a distribution over the buckets.
    """
    if len(probabilities) != len(BUCKETS):
        raise ValueError(f"expected {len(BUCKETS)} probabilities, not {len(probabilities)}")
    if min(probabilities) < 0.0 or abs(sum(probabilities) - 1.0) > 1e-3:
        raise ValueError("the bucket probabilities are no distribution")
    top = len(BUCKETS) - 1
    mean = sum(p * number for number, p in enumerate(probabilities)) / top
    return min(1.0, max(0.0, mean))
