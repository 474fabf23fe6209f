"""Proofs of the library's lemmas by the environment's own tactics, one for each type.

A line `:= proof` (which goes on in indented lines) is followed by the names of the lemmas that it
proves. What is not here is an axiom of the fragment. The lemmas that a proof rests on come before
its own in some order: a test replays every proof and looks for cycles.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from lean_env.embedded import lemmas
from lean_env.embedded.term import COMPLEX, INT, NAT, RAT, REAL
from lean_env.types import Theorem

_TYPES: Final = (NAT, INT, RAT, REAL, COMPLEX)


@cache
def recorded() -> Mapping[str, str]:
    """The proof of every lemma that has one: a tactic script."""
    found: dict[str, str] = {}
    script = ""
    for line in _RECORDED.strip("\n").split("\n"):
        if line.startswith(":= "):
            script = line[3:]
        elif line.startswith("   "):
            script += "\n" + line[3:]
        else:
            found.update(dict.fromkeys(line.split(), script))
    return found


def theorems(name: str) -> list[Theorem]:
    """The lemma as a theorem, at each type where it is available."""
    base = lemmas.generic(name)
    source = re.sub(r"^theorem \S+", "theorem t", lemmas.source(name))
    if base.type_count == 0:
        return [Theorem("t", source)]
    source = re.sub(r"\{α\} \[\w+ α\] ", "", source)
    klass = frozenset({NAT, INT, REAL}) if base.klass is None else base.klass
    return [
        Theorem("t", re.sub(r"(?<!\w)α(?!\w)", ty.name, source)) for ty in _TYPES if ty in klass
    ]


_RECORDED: Final = """
:= simp
true_and and_true false_and and_false true_or or_true false_or or_false and_self or_self true_iff
iff_true false_iff iff_false iff_self imp_self and_imp true_and_iff and_true_iff not_true_eq_false
not_false_eq_true not_true not_false_iff ite_true ite_false
:= exact abs_of_nonneg (by norm_num)
abs_one abs_zero
:= simp [hc]
if_pos
:= simp [hnc]
if_neg
:= constructor
   · intro h; exact ⟨fun x => h (Or.inl x), fun x => h (Or.inr x)⟩
   · rintro ⟨h1, h2⟩ (h | h); exact h1 h; exact h2 h
or_imp
:= constructor
   · rintro ⟨h, h1 | h1⟩; exact Or.inl ⟨h, h1⟩; exact Or.inr ⟨h, h1⟩
   · rintro (⟨h, h1⟩ | ⟨h, h1⟩); exact ⟨h, Or.inl h1⟩; exact ⟨h, Or.inr h1⟩
and_or_left
:= constructor
   · rintro ⟨h1 | h1, h⟩; exact Or.inl ⟨h1, h⟩; exact Or.inr ⟨h1, h⟩
   · rintro (⟨h1, h⟩ | ⟨h1, h⟩); exact ⟨Or.inl h1, h⟩; exact ⟨Or.inr h1, h⟩
or_and_right
:= linarith
Eq.ge Eq.le Eq.not_gt Eq.not_lt Eq.symm Eq.trans Eq.trans_ge Eq.trans_gt Eq.trans_le Eq.trans_lt
GE.ge.le GT.gt.lt Int.add_one_le_of_lt Int.le_antisymm Int.le_of_lt Int.le_of_lt_add_one
Int.le_sub_one_of_lt Int.le_trans Int.lt_add_one_of_le Int.lt_irrefl Int.lt_of_add_one_le
Int.lt_of_le_of_lt Int.lt_of_le_sub_one Int.lt_of_lt_of_le Int.lt_trans LE.le.antisymm
LE.le.antisymm' LE.le.eq_of_not_lt LE.le.ge LE.le.not_gt LE.le.not_lt LE.le.trans LE.le.trans'
LE.le.trans_eq LE.le.trans_lt LT.lt.false LT.lt.gt LT.lt.le LT.lt.ne LT.lt.ne' LT.lt.not_ge
LT.lt.not_gt LT.lt.not_le LT.lt.not_lt LT.lt.trans LT.lt.trans' LT.lt.trans_eq LT.lt.trans_le
Nat.add_le_add Nat.add_le_add_left Nat.add_le_add_right Nat.add_left_cancel Nat.add_lt_add
Nat.add_lt_add_left Nat.add_lt_add_right Nat.add_pos_left Nat.add_pos_right Nat.add_right_cancel
Nat.cast_add_one_pos Nat.cast_nonneg Nat.eq_of_le_of_lt_succ Nat.eq_zero_of_le_zero
Nat.le_add_left Nat.le_add_right Nat.le_antisymm Nat.le_of_eq Nat.le_of_lt Nat.le_of_lt_succ
Nat.le_of_not_lt Nat.le_trans Nat.lt_irrefl Nat.lt_of_le_of_lt Nat.lt_of_lt_of_le Nat.lt_of_not_ge
Nat.lt_of_not_le Nat.lt_of_succ_le Nat.lt_succ_of_le Nat.lt_succ_self Nat.lt_trans Nat.ne_of_gt
Nat.ne_of_lt Nat.not_le_of_gt Nat.not_lt_of_ge Nat.not_lt_zero Nat.one_le_of_lt Nat.one_lt_two
Nat.one_ne_zero Nat.one_pos Nat.succ_le_of_lt Nat.succ_ne_zero Nat.succ_pos Nat.zero_le
Nat.zero_lt_one Nat.zero_lt_succ Nat.zero_lt_two add_le_add add_le_add_left add_le_add_right
add_lt_add add_lt_add_left add_lt_add_of_le_of_lt add_lt_add_of_lt_of_le add_lt_add_right add_neg
add_nonneg add_nonpos add_pos add_pos_of_nonneg_of_pos add_pos_of_pos_of_nonneg eq_of_le_of_not_lt
four_pos ge_antisymm ge_of_eq ge_trans gt_trans half_le_self half_lt_self half_pos
le_add_of_le_of_nonneg le_add_of_nonneg_left le_add_of_nonneg_right le_antisymm
le_of_add_le_add_left le_of_add_le_add_right le_of_eq le_of_lt le_of_not_ge le_of_not_gt
le_of_not_le le_of_not_lt le_of_sub_nonneg le_refl le_trans lt_add_of_pos_left lt_add_of_pos_right
lt_add_one lt_asymm lt_irrefl lt_of_add_lt_add_left lt_of_add_lt_add_right lt_of_le_of_lt
lt_of_lt_of_le lt_of_not_ge lt_of_not_le lt_of_sub_pos lt_trans ne_of_gt ne_of_gt' ne_of_lt
neg_le_neg neg_lt_neg neg_neg_of_pos neg_pos_of_neg not_le_of_gt not_le_of_lt not_lt_of_ge
not_lt_of_le one_le_two one_lt_two one_pos sub_le_self sub_le_sub sub_le_sub_left sub_le_sub_right
sub_lt_self sub_lt_sub sub_lt_sub_left sub_lt_sub_right sub_nonneg_of_le sub_pos_of_lt three_pos
two_pos zero_le zero_le_one zero_le_two zero_lt_four zero_lt_one zero_lt_three zero_lt_two
:= ring
Int.add_assoc Int.add_comm Int.add_left_comm Int.add_mul Int.add_zero Int.cast_one Int.cast_zero
Int.mul_add Int.mul_assoc Int.mul_comm Int.mul_left_comm Int.mul_one Int.mul_sub Int.neg_neg
Int.one_mul Int.sub_eq_add_neg Int.sub_mul Int.sub_self Int.zero_add Nat.add_assoc Nat.add_comm
Nat.add_left_comm Nat.add_mul Nat.add_right_comm Nat.cast_one Nat.cast_zero Nat.factorial_one
Nat.factorial_zero Nat.left_distrib Nat.mul_add Nat.mul_assoc Nat.mul_comm Nat.mul_left_comm
Nat.mul_one Nat.mul_pow Nat.mul_right_comm Nat.mul_two Nat.one_mul Nat.one_pow Nat.pow_add
Nat.pow_mul Nat.pow_succ Nat.pow_two Nat.pow_zero Nat.right_distrib Nat.two_mul Nat.zero_add
Nat.zero_mul add_add_add_comm add_assoc add_comm add_div add_halves add_left_comm
add_left_neg add_mul add_neg_cancel add_neg_cancel_left add_neg_cancel_right add_pow_two
add_right_comm add_right_neg add_sq add_sub add_sub_assoc add_sub_cancel add_sub_cancel_left
add_sub_cancel_right add_sub_right_comm add_zero div_add_div_same div_div div_div_eq_mul_div
div_eq_mul_inv div_eq_mul_one_div div_mul_div_comm div_mul_eq_mul_div div_neg div_one div_pow
div_right_comm div_sub_div_same div_zero inv_div inv_eq_one_div inv_inv inv_one inv_pow inv_zero
left_distrib mul_add mul_assoc mul_comm mul_div_assoc mul_div_assoc' mul_div_right_comm mul_inv
mul_inv_rev mul_left_comm mul_mul_mul_comm mul_neg mul_neg_one mul_one mul_one_div mul_pow
mul_right_comm mul_self_sub_mul_self mul_sub mul_two mul_zero neg_add neg_add_cancel
neg_add_cancel_left neg_add_rev neg_div neg_mul neg_mul_eq_mul_neg neg_mul_eq_neg_mul neg_mul_neg
neg_neg neg_one_mul neg_sq neg_sub neg_sub_neg neg_zero one_add_one_eq_two one_div one_div_div
one_div_one_div one_mul one_pow pow_add pow_mul pow_mul' pow_one pow_succ pow_succ' pow_three
pow_three' pow_two pow_zero rfl right_distrib sq sq_sub_sq sq_sub_sq' sub_add sub_add_cancel
sub_add_eq_add_sub sub_add_eq_sub_sub sub_div sub_eq_add_neg sub_eq_neg_add sub_half sub_mul
sub_neg_eq_add sub_pow_two sub_right_comm sub_self sub_sq sub_sq' sub_sub sub_zero two_mul
zero_add zero_div zero_mul zero_sub
:= exfalso
   exact h
False.elim
:= omega
Int.emod_eq_zero_of_dvd Int.emod_one Int.emod_two_eq_zero_or_one Int.emod_zero
Int.le_sub_one_iff Int.lt_add_one_iff Int.natAbs_of_nonneg Int.not_le Int.not_lt Int.one_dvd
Int.toNat_of_nonneg Nat.add_sub_assoc Nat.add_sub_cancel Nat.add_sub_cancel'
Nat.add_sub_cancel_left Nat.add_sub_of_le Nat.div_one Nat.div_zero Nat.dvd_iff_mod_eq_zero
Nat.dvd_of_mod_eq_zero Nat.eq_or_lt_of_le Nat.eq_zero_of_zero_dvd Nat.eq_zero_or_pos
Nat.le_add_one_iff Nat.le_or_lt Nat.le_sub_of_add_le Nat.le_succ Nat.le_total Nat.le_zero
Nat.lt_add_one_iff Nat.lt_of_le_of_ne Nat.lt_of_sub_pos Nat.lt_one_iff Nat.lt_or_eq_of_le
Nat.lt_or_ge Nat.lt_sub_iff_add_lt Nat.lt_succ_iff Nat.lt_trichotomy Nat.mod_eq_zero_of_dvd
Nat.mod_one Nat.mod_two_eq_zero_or_one Nat.mod_two_ne_one Nat.mod_two_ne_zero Nat.mod_zero
Nat.not_le Nat.not_lt Nat.one_dvd Nat.one_le_iff_ne_zero Nat.pos_iff_ne_zero Nat.pos_of_ne_zero
Nat.sub_add_cancel Nat.sub_add_comm Nat.sub_eq_zero_iff_le Nat.sub_eq_zero_of_le Nat.sub_le
Nat.sub_le_iff_le_add Nat.sub_le_sub_left Nat.sub_le_sub_right Nat.sub_lt Nat.sub_ne_zero_of_lt
Nat.sub_one_add_one Nat.sub_one_lt Nat.sub_pos_of_lt Nat.sub_self Nat.sub_sub Nat.succ_add
Nat.succ_ne_self Nat.zero_dvd Nat.zero_sub add_tsub_cancel_of_le add_tsub_cancel_right
add_eq_zero_iff add_pos_iff eq_zero_of_zero_dvd nonpos_iff_eq_zero one_dvd pos_iff_ne_zero
tsub_add_cancel_of_le tsub_eq_zero_iff_le tsub_eq_zero_of_le tsub_le_iff_right tsub_pos_iff_lt
:= nlinarith
Int.mul_lt_mul_of_pos_left Nat.eq_of_mul_eq_mul_left Nat.eq_of_mul_eq_mul_right Nat.mul_le_mul
Nat.mul_le_mul_left Nat.mul_le_mul_right Nat.mul_lt_mul_of_lt_of_le Nat.mul_self_le_mul_self
Nat.mul_self_lt_mul_self le_mul_of_one_le_left le_mul_of_one_le_right le_of_mul_le_mul_left
le_of_mul_le_mul_right lt_mul_of_one_lt_left lt_mul_of_one_lt_right lt_of_mul_lt_mul_left
lt_of_mul_lt_mul_right mul_le_mul mul_le_mul_of_nonneg mul_le_mul_of_nonneg'
mul_le_mul_of_nonneg_left mul_le_mul_of_nonneg_right mul_le_mul_of_nonpos_left
mul_le_mul_of_nonpos_right mul_le_of_le_one_left mul_le_of_le_one_right mul_le_one₀ mul_lt_mul
mul_lt_mul' mul_lt_mul'' mul_lt_mul_of_neg_left mul_lt_mul_of_neg_right mul_lt_mul_of_pos_left
mul_lt_mul_of_pos_of_nonneg mul_lt_mul_of_pos_right mul_lt_of_lt_one_left mul_lt_of_lt_one_right
mul_neg_of_neg_of_pos mul_neg_of_pos_of_neg mul_nonneg_of_neg_of_neg
mul_nonneg_of_nonpos_of_nonpos mul_nonpos_of_nonneg_of_nonpos mul_nonpos_of_nonpos_of_nonneg
mul_pos_of_neg_of_neg mul_self_le_mul_self mul_self_lt_mul_self mul_self_nonneg
one_le_mul_of_one_le_of_one_le one_lt_mul one_lt_mul_of_lt_of_le pos_of_mul_pos_left
pos_of_mul_pos_right sq_le_sq' sq_lt_sq' sq_pos_of_neg
:= constructor <;> intro h <;> linarith
Int.ModEq.refl Nat.ModEq.refl Nat.ModEq.rfl add_le_add_iff_left add_le_add_iff_right
add_le_iff_nonpos_right add_lt_add_iff_left add_lt_add_iff_right add_lt_iff_neg_right eq_comm
le_add_iff_nonneg_left le_add_iff_nonneg_right le_neg le_sub_comm le_sub_iff_add_le
le_sub_iff_add_le' lt_add_iff_pos_left lt_add_iff_pos_right lt_iff_not_ge lt_sub_comm
lt_sub_iff_add_lt lt_sub_iff_add_lt' neg_le neg_le_neg_iff neg_lt_iff_pos_add
neg_lt_iff_pos_add' neg_lt_neg_iff
neg_lt_zero neg_nonneg neg_nonpos neg_pos not_le not_lt sub_le_comm sub_le_iff_le_add
sub_le_iff_le_add' sub_lt_comm sub_lt_iff_lt_add sub_lt_iff_lt_add' sub_neg sub_nonneg sub_nonpos
sub_pos trivial
:= positivity
Nat.factorial_ne_zero Nat.factorial_pos Nat.mul_ne_zero Nat.mul_pos Nat.pos_pow_of_pos
Nat.two_pow_pos Real.exp_ne_zero Real.exp_pos Real.pi_div_two_pos Real.pi_ne_zero Real.pi_pos
Real.rpow_nonneg Real.rpow_pos_of_pos Real.sqrt_nonneg Real.sqrt_pos_of_pos abs_nonneg div_ne_zero
div_nonneg div_pos four_ne_zero inv_ne_zero inv_nonneg_of_nonneg inv_pos_of_pos mul_ne_zero
mul_nonneg mul_pos one_div_ne_zero one_ne_zero pow_ne_zero pow_nonneg pow_pos pow_two_nonneg
pow_two_pos_of_ne_zero sq_nonneg sq_pos_of_ne_zero sq_pos_of_pos three_ne_zero two_ne_zero
:= rfl
Eq.refl Iff.refl Iff.rfl Int.add_one_le_iff Int.le_refl Int.lt_iff_add_one_le Nat.add_one
Nat.add_one_le_iff Nat.add_succ Nat.add_zero Nat.coprime_iff_gcd_eq_one Nat.le_refl
Nat.lt_iff_add_one_le Nat.mul_zero Nat.sub_zero Nat.succ_eq_add_one Nat.succ_le_iff Set.mem_Icc
Set.mem_Ici Set.mem_Ico Set.mem_Iic Set.mem_Iio Set.mem_Ioc Set.mem_Ioi Set.mem_Ioo ge_iff_le
ge_refl gt_iff_lt le_rfl
:= norm_num
Complex.I_mul_I Complex.I_sq Nat.cast_ne_zero Nat.not_prime_one Nat.not_prime_zero Nat.prime_five
Nat.prime_three Nat.prime_two add_left_inj add_right_inj div_ne_zero_iff mul_eq_mul_left_iff
mul_eq_mul_right_iff mul_eq_zero mul_ne_zero_iff mul_self_eq_zero neg_eq_zero neg_inj neg_ne_zero
not_imp sub_left_inj sub_right_inj zero_ne_one
:= constructor <;> intros <;> nlinarith
mul_le_mul_iff_of_pos_left mul_le_mul_iff_of_pos_right mul_le_mul_left mul_le_mul_right
mul_lt_mul_iff_of_pos_left mul_lt_mul_iff_of_pos_right mul_lt_mul_left mul_lt_mul_right
mul_nonneg_iff_of_pos_left mul_pos_iff_of_pos_left mul_pos_iff_of_pos_right one_le_sq_iff₀
sq_eq_sq₀ sq_le_one_iff₀ sq_le_sq₀ sq_lt_sq₀
:= push_cast
   ring
Int.cast_add Int.cast_mul Int.cast_neg Int.cast_pow Int.cast_sub Nat.cast_add Nat.cast_mul
Nat.cast_pow Nat.cast_succ
:= by_contra h; push_neg at h; linarith
LE.le.le_or_le LE.le.lt_or_le le_or_gt le_or_lt le_total lt_or_ge lt_or_le
:= cases abs_cases a <;> linarith
abs_of_neg abs_of_nonneg abs_of_nonpos abs_of_pos le_abs_self neg_abs_le neg_le_abs
:= induction n with
   | zero => norm_num
   | succ n ih => rw [pow_succ]; nlinarith
Nat.lt_two_pow Nat.one_le_pow Nat.one_le_two_pow one_le_pow_of_one_le one_le_pow₀ pow_le_one
pow_le_one₀
:= exact ⟨b, by ring⟩
Int.dvd_mul_left Int.dvd_mul_right Nat.dvd_mul_left Nat.dvd_mul_right dvd_mul_left dvd_mul_right
:= exact ⟨1, by ring⟩
Int.dvd_refl Nat.dvd_refl Nat.dvd_rfl dvd_refl dvd_rfl
:= rename_i h h'; obtain ⟨k, rfl⟩ := h; obtain ⟨l, rfl⟩ := h'; exact ⟨k * l, by ring⟩
Dvd.dvd.trans Int.dvd_trans Nat.mul_dvd_mul dvd_trans mul_dvd_mul
:= constructor <;> (rintro ⟨k, hk⟩; exact ⟨-k, by linarith⟩)
Int.dvd_neg dvd_neg dvd_sub_comm neg_dvd
:= obtain ⟨k, rfl⟩ := h; exact ⟨k * c, by ring⟩
Dvd.dvd.mul_left Dvd.dvd.mul_right dvd_mul_of_dvd_left dvd_mul_of_dvd_right
:= obtain ⟨l, rfl⟩ := h; exact ⟨l, by ring⟩
Nat.mul_dvd_mul_left Nat.mul_dvd_mul_right mul_dvd_mul_left mul_dvd_mul_right
:= constructor
   · intro h
     constructor <;> linarith
   · rintro ⟨h, h'⟩
     linarith
eq_self_iff_true le_antisymm_iff lt_iff_le_not_le
:= constructor <;> intro h <;> exact h.symm
Nat.coprime_comm ne_comm or_comm
:= constructor <;> intro h <;> norm_num at * <;> linarith
not_ne_iff one_div_nonneg one_div_pos
:= exact ⟨0, by ring⟩
Int.dvd_zero Nat.dvd_zero dvd_zero
:= gcongr <;> assumption
div_le_div_of_le_of_nonneg pow_le_pow_right pow_lt_pow_right
:= rename_i h h'; obtain ⟨k, rfl⟩ := h; obtain ⟨l, rfl⟩ := h'; exact ⟨k + l, by ring⟩
Even.add Even.add_odd Int.dvd_add
:= apply lt_of_le_of_ne <;> assumption
LE.le.lt_of_ne Ne.lt_of_le
:= cases abs_cases (a + b) <;> cases abs_cases a <;> cases abs_cases b <;> linarith
abs_add abs_add_le
:= constructor
   · intro h; constructor <;> cases abs_cases a <;> linarith
   · rintro ⟨h, h'⟩; cases abs_cases a <;> linarith
abs_le abs_lt
:= decide
even_zero odd_one
:= exact ⟨k, h.symm⟩
Dvd.intro dvd_of_mul_right_eq
:= obtain ⟨k, rfl⟩ := h₁; obtain ⟨l, rfl⟩ := h₂; exact ⟨k + l, by ring⟩
Nat.dvd_add dvd_add
:= rename_i h; by_contra h'; exact h h'
Classical.by_contradiction by_contradiction
:= assumption
id
:= by_cases h : x = y; exact Or.inl h; exact Or.inr h
eq_or_ne
:= cases abs_cases (-a) <;> cases abs_cases a <;> linarith
abs_neg
:= cases abs_cases (a - b) <;> cases abs_cases (b - a) <;> linarith
abs_sub_comm
:= constructor
   · intro h h1 h2; exact h ⟨h1, h2⟩
   · rintro h ⟨h1, h2⟩; exact h h1 h2
not_and
:= constructor
   · intro h; by_contra h'; exact h h'
   · intro h h'; exact h' h
not_not
:= constructor
   · intro h; exact ⟨fun x => h (Or.inl x), fun x => h (Or.inr x)⟩
   · rintro ⟨h1, h2⟩ (h | h); exact h1 h; exact h2 h
not_or
:= constructor
   · rintro ⟨⟨h, h'⟩, h''⟩; exact ⟨h, h', h''⟩
   · rintro ⟨h, h', h''⟩; exact ⟨⟨h, h'⟩, h''⟩
and_assoc
:= constructor <;> (rintro ⟨h, h'⟩ <;> constructor <;> assumption)
and_comm
:= exact Classical.em p
em
:= exact absurd H2 H1
Not.elim
:= exact fun x => h₂ (h₁ x)
mt
:= exact self.1
And.left
:= exact self.2
And.right
:= exact ⟨a, by ring⟩
even_two_mul
:= exact ⟨f h.1, g h.2⟩
And.imp
:= exact ⟨fun x => h₂.mp (h₁.mp x), fun x => h₁.mpr (h₂.mpr x)⟩
Iff.trans
:= exact ⟨h.2, h.1⟩
Iff.symm
:= exact ⟨left, right⟩
And.intro
:= exact ⟨mp, mpr⟩
Iff.intro
:= intro h'; exact self.mp h'
Iff.mp
:= intro h'; exact self.mpr h'
Iff.mpr
:= obtain ⟨k, rfl⟩ := h₁; obtain ⟨l, rfl⟩ := h₂; exact ⟨k - l, by ring⟩
dvd_sub
:= obtain ⟨l, rfl⟩ := h; exact ⟨a * l, by ring⟩
dvd_of_mul_left_dvd
:= obtain ⟨l, rfl⟩ := h; exact ⟨b * l, by ring⟩
dvd_of_mul_right_dvd
:= rcases h with h | h; exact Or.inl (f h); exact Or.inr (g h)
Or.imp
:= rcases h with h | h; exact absurd h na; exact h
Or.resolve_left
:= rcases h with h | h; exact h; exact absurd h nb
Or.resolve_right
:= rcases h with h | h; exact left h; exact right h
Or.elim
:= rename_i h h'; obtain ⟨k, rfl⟩ := h; obtain ⟨l, rfl⟩ := h'; exact ⟨k - l, by ring⟩
Int.dvd_sub
:= rename_i h; exact ⟨h.2, h.1⟩
And.symm
:= rename_i h; rcases h with h | h; exact Or.inr h; exact Or.inl h
Or.symm
:= rw [div_le_iff₀ hc]
div_le_iff
:= rw [h]
Iff.not
:= rw [Nat.even_iff, Nat.even_iff]
   omega
Nat.even_add_one
:= rw [Nat.even_iff, Nat.even_iff, Nat.even_iff]
   omega
Nat.even_sub
:= rw [Nat.odd_iff, Nat.odd_iff, Nat.even_iff]
   omega
Nat.odd_add Nat.odd_sub
:= use n / 2
   omega
Nat.even_or_odd' Int.even_or_odd'
:= rw [Nat.even_iff]
   omega
Nat.not_even_iff
:= rw [Nat.odd_iff]
   omega
Nat.not_odd_iff
:= omega
Nat.sub_eq_iff_eq_add Nat.succ_sub_one Nat.succ_inj'
:= rfl
Nat.pred_succ
:= rw [Int.even_iff, Int.even_iff, Int.even_iff]
   omega
Int.even_sub
:= rw [Int.odd_iff, Int.odd_iff, Int.even_iff]
   omega
Int.odd_add
:= rw [Int.even_iff, Int.even_iff]
   omega
Int.even_add_one
:= rw [Int.even_iff]
   omega
Int.not_even_iff
:= rw [Int.odd_iff]
   omega
Int.not_odd_iff
:= simp
Int.odd_iff_not_even sub_lt_zero Finset.not_mem_range_self
:= linarith [Int.emod_add_ediv a b]
Int.emod_def
:= exact ⟨n, rfl⟩
odd_two_mul_add_one
:= constructor <;> intro h <;> linarith
neg_lt lt_neg
:= constructor <;> intros <;> nlinarith
sq_eq_sq
:= cases abs_cases a <;> cases abs_cases b <;> linarith
abs_le_abs
:= cases abs_cases a <;> linarith
neg_abs_le_self
:= gcongr
pow_lt_pow_left
:= rw [← sub_eq_zero, sub_neg_eq_add]
eq_neg_iff_add_eq_zero
:= ring
inv_neg zpow_one zpow_two
:= rw [Real.sqrt_eq_iff_sq_eq hx hy, sq]
Real.sqrt_eq_iff_mul_self_eq
:= rw [Real.sin_sub]
   simp
Real.sin_pi_sub
:= rw [Real.cos_sub]
   simp
Real.cos_pi_sub
:= ext x
   simp
   omega
Finset.range_succ
:= decide
Finset.range_one
"""
