"""The default simp set: those lemmas of the library that are surely `@[simp]` in Mathlib.

Conservative on purpose: a lemma that is missing here costs a proof, one that is here by mistake
teaches a tactic that fails in Lean. What the built-in steps of `arith.simp_rules` do (neutral
elements, cancellation, signs, propositional logic) needs no lemma.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from lean_env.embedded import lemmas
from lean_env.embedded.arith.rewriting import RuleIndex
from lean_env.embedded.simp_lemmas import rules_at
from lean_env.embedded.term import COMPLEX, INT, NAT, RAT, REAL

_LINES: Final = """
le_max_left le_max_right min_le_left min_le_right
le_max_iff max_le_iff le_min_iff min_le_iff lt_max_iff max_lt_iff lt_min_iff min_lt_iff
max_eq_left max_eq_right min_eq_left min_eq_right
abs_dvd dvd_abs abs_pow
abs_abs abs_neg abs_zero abs_one abs_eq_zero abs_nonneg abs_pos abs_mul_abs_self sq_abs
mul_self_eq_zero zero_pow
neg_add_rev
mul_pos_iff_of_pos_left mul_pos_iff_of_pos_right mul_self_pos pow_pos pow_nonneg
mul_lt_mul_left mul_lt_mul_right mul_le_mul_left mul_le_mul_right
inv_lt_zero mul_inv_rev inv_div inv_pow div_pow zpow_neg
inv_eq_zero inv_pos inv_nonneg div_eq_zero_iff div_self mul_inv_cancel₀ inv_mul_cancel₀
mul_div_cancel_left₀ mul_div_cancel_right₀ div_mul_cancel₀
dvd_refl dvd_mul_right dvd_mul_left dvd_zero one_dvd neg_dvd dvd_neg
Real.sqrt_inj Real.sqrt_le_sqrt_iff Real.sqrt_lt_sqrt_iff Real.sqrt_eq_zero
Real.sqrt_mul Real.sqrt_div Real.sqrt_inv
Real.sqrt_nonneg Real.sq_sqrt Real.sqrt_sq Real.mul_self_sqrt Real.sqrt_mul_self
Real.sqrt_zero Real.sqrt_one Real.sqrt_pos Real.sqrt_eq_one Real.sqrt_eq_zero'
Real.exp_zero Real.exp_ne_zero Real.exp_le_exp Real.exp_lt_exp Real.log_exp
Real.log_zero Real.log_one Real.log_abs Real.log_neg_eq_log Real.rpow_one Real.rpow_zero
Real.one_rpow Real.rpow_natCast Real.rpow_two
Real.sin_zero Real.cos_zero Real.sin_pi Real.cos_pi Real.sin_neg Real.cos_neg
Real.sin_pi_div_two Real.cos_pi_div_two
Complex.I_re Complex.I_im Complex.zero_re Complex.zero_im Complex.one_re Complex.one_im
Complex.add_re Complex.add_im Complex.sub_re Complex.sub_im Complex.neg_re Complex.neg_im
Complex.mul_re Complex.mul_im Complex.ofReal_re Complex.ofReal_im Complex.I_sq Complex.I_mul_I
Complex.I_ne_zero
Finset.mem_range Finset.mem_Icc Finset.mem_Ico Finset.mem_Ioc Finset.mem_Ioo Finset.mem_filter
Finset.mem_singleton Finset.mem_insert Finset.mem_union Finset.mem_inter Finset.card_range
Finset.sum_range_zero Finset.prod_range_zero Finset.sum_range_one Finset.prod_range_one
Set.mem_singleton_iff Set.mem_insert_iff Set.mem_union Set.mem_inter_iff
Nat.card_Icc Nat.card_Ico Nat.card_Ioc Nat.mem_divisors
Nat.cast_nonneg Nat.cast_pos Nat.cast_le Nat.cast_lt Nat.cast_inj Nat.cast_eq_zero
Nat.cast_sub Int.cast_nonneg Int.cast_pos Int.cast_le Int.cast_lt Int.cast_inj Int.cast_eq_zero
zero_le add_eq_zero_iff add_pos_iff tsub_eq_zero_iff_le tsub_pos_iff_lt
tsub_le_iff_right zero_dvd_iff Nat.mod_two_ne_one Nat.mod_two_ne_zero
Nat.mod_mod Nat.mod_self Nat.mul_mod_right Nat.mul_mod_left Nat.mod_one Nat.zero_mod Nat.mod_zero
Nat.add_mod_left Nat.add_mod_right
Nat.add_mul_mod_self_left Nat.add_mul_mod_self_right
Nat.div_self Nat.div_one Nat.zero_div Nat.div_zero Nat.sub_self Nat.sub_zero Nat.zero_sub
Nat.add_sub_cancel Nat.add_sub_cancel_left
Nat.gcd_zero_left Nat.gcd_zero_right Nat.gcd_one_left Nat.gcd_one_right Nat.gcd_self
Int.emod_emod Int.emod_self Int.emod_one Int.emod_zero Int.zero_emod Int.mul_emod_left
Int.mul_emod_right Int.add_mul_emod_self Int.add_mul_emod_self_left
Nat.lt_one_iff Nat.le_zero Nat.dvd_one
Nat.factorial_zero Nat.factorial_one
Nat.not_even_iff_odd Nat.not_odd_iff_even Int.not_even_iff_odd Int.not_odd_iff_even
Finset.card_singleton Finset.card_empty Finset.not_mem_empty Finset.not_mem_range_self
Finset.card_eq_zero Finset.range_zero Finset.range_one Finset.sum_singleton Finset.prod_singleton
Finset.sum_empty Finset.prod_empty Finset.sum_insert Finset.sum_const_zero
Real.cos_pi_div_three Real.sin_pi_div_six Real.cos_pi_div_six Real.sin_pi_div_three
Real.cos_pi_div_four Real.sin_pi_div_four Real.sin_pi_sub Real.cos_pi_sub
Nat.pred_succ odd_two_mul_add_one inv_neg zpow_one
"""
DEFAULT: Final = tuple(_LINES.split())


@lru_cache(maxsize=64)
def default_rules(erased: frozenset[str] = frozenset()) -> RuleIndex:
    """The default simp set at the number types, without the erased lemmas."""
    return RuleIndex(
        rule
        for name in DEFAULT
        if name not in erased and lemmas.known(name)
        for rule in rules_at(name, _TYPES)
    )


_TYPES: Final = (NAT, INT, RAT, REAL, COMPLEX)
