"""The default simp set: those lemmas of the library that are surely `@[simp]` in Mathlib.

Conservative on purpose: a lemma that is missing here costs a proof, one that is here by mistake
teaches a tactic that fails in Lean. What the built-in steps of `arith.simp_rules` do (neutral
elements, cancellation, signs, propositional logic) needs no lemma.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from lean_env.embedded import lemmas
from lean_env.embedded.arith.rewriting import RuleIndex
from lean_env.embedded.simp_lemmas import rules_at
from lean_env.embedded.term import Ty

_LINES: Final = """
le_max_left le_max_right min_le_left min_le_right
le_max_iff max_le_iff le_min_iff min_le_iff lt_max_iff max_lt_iff lt_min_iff min_lt_iff
abs_abs abs_neg abs_zero abs_one abs_eq_zero abs_nonneg abs_pos abs_mul_abs_self sq_abs
mul_self_eq_zero
neg_add_rev neg_add_cancel_left add_neg_cancel_left add_neg_cancel_right
inv_eq_zero inv_pos inv_nonneg div_eq_zero_iff div_self mul_inv_cancel₀ inv_mul_cancel₀
mul_div_cancel_left₀ mul_div_cancel_right₀ div_mul_cancel₀
dvd_refl dvd_mul_right dvd_mul_left dvd_zero one_dvd neg_dvd dvd_neg
Real.sqrt_nonneg Real.sq_sqrt Real.sqrt_sq Real.mul_self_sqrt Real.sqrt_mul_self
Real.sqrt_zero Real.sqrt_one Real.sqrt_pos
Nat.cast_nonneg Nat.cast_pos Nat.cast_le Nat.cast_lt Nat.cast_inj Nat.cast_eq_zero
Nat.mod_mod Nat.mod_self Nat.mul_mod_right Nat.mul_mod_left
Nat.add_mul_mod_self_left Nat.add_mul_mod_self_right
Int.emod_emod
Nat.lt_one_iff
Nat.factorial_pos Nat.factorial_ne_zero
zero_pow
"""
DEFAULT: Final = tuple(_LINES.split())


@lru_cache(maxsize=256)
def _default_index(types: tuple[Ty, ...], erased: frozenset[str]) -> RuleIndex:
    index = RuleIndex()
    for name in DEFAULT:
        if name not in erased and lemmas.known(name):
            for rule in rules_at(name, types):
                index.add(rule)
    return index


def default_rules(types: Iterable[Ty], erased: frozenset[str] = frozenset()) -> RuleIndex:
    """The default simp set at the given types, without the erased lemmas."""
    return _default_index(tuple(sorted(set(types), key=repr)), erased)
