"""The text formats models are trained on (Polu et al. 2022, section 3 and appendix).

``DECL <declaration> GOAL <tactic state> PROOFSTEP <tactic>`` and
``DECL <declaration> GOAL <tactic state> PROOFSIZE <bucket>``; a model learns the completion only.

A PROOFSTEP prompt shows the first goal of the state, the one that a tactic acts on: a goal is then
learnt once, wherever it comes up, and prompts stay short. A PROOFSIZE prompt shows all goals, since
all have to be proved.
"""

from __future__ import annotations

from typing import Final

DECL: Final = "DECL"
GOAL: Final = "GOAL"
PROOFSTEP: Final = "PROOFSTEP"
PROOFSIZE: Final = "PROOFSIZE"

BUCKETS: Final = "ABCDEFGHIJK"  # the letter of proofsize bucket 0, 1, … 10
_LONGEST: Final = 20  # a proof of more tactics falls into bucket 1


def prompt(theorem_name: str, state: str) -> str:
    """What precedes a tactic."""
    return f"{DECL} {theorem_name} {GOAL} {first_goal(state)} {PROOFSTEP} "


def first_goal(state: str) -> str:
    """The goal that the next tactic acts on, out of a printed state."""
    return state.split("\n\n", 1)[0]


def proofsize_prompt(theorem_name: str, state: str) -> str:
    """What precedes a proofsize bucket."""
    return f"{DECL} {theorem_name} {GOAL} {state} {PROOFSIZE} "


def bucket(size: int | None) -> int:
    """The bucket, 0 to 10, of a state whose shortest known proof has `size` tactics.

    0 is for no proof (None), 1 for more than 20 tactics, 2 to 10 are linear in the size with 10 the
    shortest. Raises `ValueError` for a size below 1: a state with goals left needs a tactic.
    """
    if size is None:
        return 0
    if size < 1:
        raise ValueError(f"a proof has at least one tactic, not {size}")
    if size > _LONGEST:
        return 1
    return 10 - (size - 1) * 9 // _LONGEST


def bucket_letter(size: int | None) -> str:
    """The completion that stands for a proof size: a letter from A (no proof) to K (shortest)."""
    return BUCKETS[bucket(size)]
