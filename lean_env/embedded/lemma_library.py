"""The statements of the lemma library: Mathlib's names, hypotheses and implicitness, as text.

`variable` lines work as in Lean: a statement takes the implicit variables that it mentions. The
class after the type variable is one of `lemmas.CLASSES`: which of the fragment's types have the
structure that Mathlib's lemma asks for. A hypothesis named `_` is one that Mathlib leaves unnamed
(`a < b → …`). Names are of Mathlib in 2024-25, with the aliases that it still carried then.
"""

from __future__ import annotations

from typing import Final

STATEMENTS: Final = """
-- Logic
variable {a b c d p q : Prop}
absurd (h₁ : a) (h₂ : ¬a) : b
trivial : True
False.elim (h : False) : c
Not.elim (H1 : ¬a) (H2 : a) : b
And.intro (left : a) (right : b) : a ∧ b
And.left (self : a ∧ b) : a
And.right (self : a ∧ b) : b
And.symm (_ : a ∧ b) : b ∧ a
And.imp (f : a → c) (g : b → d) (h : a ∧ b) : c ∧ d
Or.inl (h : a) : a ∨ b
Or.inr (h : b) : a ∨ b
Or.elim (h : a ∨ b) (left : a → c) (right : b → c) : c
Or.symm (_ : a ∨ b) : b ∨ a
Or.imp (f : a → c) (g : b → d) (h : a ∨ b) : c ∨ d
Or.resolve_left (h : a ∨ b) (na : ¬a) : b
Or.resolve_right (h : a ∨ b) (nb : ¬b) : a
Iff.intro (mp : a → b) (mpr : b → a) : a ↔ b
Iff.mp (self : a ↔ b) : a → b
Iff.mpr (self : a ↔ b) : b → a
Iff.symm (h : a ↔ b) : b ↔ a
Iff.trans (h₁ : a ↔ b) (h₂ : b ↔ c) : a ↔ c
Iff.refl (a : Prop) : a ↔ a
Iff.rfl : a ↔ a
Iff.not (h : a ↔ b) : ¬a ↔ ¬b
not_not : ¬¬a ↔ a
not_and : ¬(a ∧ b) ↔ a → ¬b
not_or : ¬(p ∨ q) ↔ ¬p ∧ ¬q
not_and_or : ¬(a ∧ b) ↔ ¬a ∨ ¬b
not_iff_not : (¬a ↔ ¬b) ↔ (a ↔ b)
not_imp : ¬(a → b) ↔ a ∧ ¬b
or_iff_not_imp_left : a ∨ b ↔ ¬a → b
or_iff_not_imp_right : a ∨ b ↔ ¬b → a
imp_iff_not_or : a → b ↔ ¬a ∨ b
and_comm : a ∧ b ↔ b ∧ a
or_comm : a ∨ b ↔ b ∨ a
and_assoc : (a ∧ b) ∧ c ↔ a ∧ b ∧ c
or_assoc : (a ∨ b) ∨ c ↔ a ∨ b ∨ c
em (p : Prop) : p ∨ ¬p
Classical.em (p : Prop) : p ∨ ¬p
by_contradiction (_ : ¬p → False) : p
Classical.by_contradiction (_ : ¬p → False) : p
mt (h₁ : a → b) (h₂ : ¬b) : ¬a
id (a : p) : p
true_and (p : Prop) : True ∧ p ↔ p
and_true (p : Prop) : p ∧ True ↔ p
false_and (p : Prop) : False ∧ p ↔ False
and_false (p : Prop) : p ∧ False ↔ False
true_or (p : Prop) : True ∨ p ↔ True
or_true (p : Prop) : p ∨ True ↔ True
false_or (p : Prop) : False ∨ p ↔ p
or_false (p : Prop) : p ∨ False ↔ p
and_self (p : Prop) : p ∧ p ↔ p
or_self (p : Prop) : p ∨ p ↔ p
true_iff (p : Prop) : (True ↔ p) ↔ p
iff_true (p : Prop) : (p ↔ True) ↔ p
false_iff (p : Prop) : (False ↔ p) ↔ ¬p
iff_false (p : Prop) : (p ↔ False) ↔ ¬p
iff_self (p : Prop) : (p ↔ p) ↔ True
imp_self : (a → a) ↔ True
and_imp : a ∧ b → c ↔ a → b → c
or_imp : a ∨ b → c ↔ (a → c) ∧ (b → c)
and_or_left : a ∧ (b ∨ c) ↔ a ∧ b ∨ a ∧ c
or_and_right : (a ∨ b) ∧ c ↔ a ∧ c ∨ b ∧ c
true_and_iff : True ∧ p ↔ p
and_true_iff : p ∧ True ↔ p
not_true_eq_false : ¬True ↔ False
not_false_eq_true : ¬False ↔ True
not_true : ¬True ↔ False
not_false_iff : ¬False ↔ True

-- Equality
variable {α} [Anything α] {a b c : α}
rfl : a = a
Eq.refl (a : α) : a = a
Eq.symm (h : a = b) : b = a
Eq.trans (h₁ : a = b) (h₂ : b = c) : a = c
eq_comm : a = b ↔ b = a
eq_or_ne (x y : α) : x = y ∨ x ≠ y
Ne.symm (h : a ≠ b) : b ≠ a
Ne.elim (h : a ≠ b) (_ : a = b) : False
ne_comm : a ≠ b ↔ b ≠ a
eq_self_iff_true (a : α) : a = a ↔ True
not_ne_iff : ¬a ≠ b ↔ a = b

-- Order
variable {α} [LinearOrder α] {a b c d : α}
max_def (a b : α) : max a b = if a ≤ b then b else a
min_def (a b : α) : min a b = if a ≤ b then a else b
le_refl (a : α) : a ≤ a
le_rfl : a ≤ a
ge_refl (a : α) : a ≥ a
le_trans (_ : a ≤ b) (_ : b ≤ c) : a ≤ c
ge_trans (_ : a ≥ b) (_ : b ≥ c) : a ≥ c
lt_trans (_ : a < b) (_ : b < c) : a < c
gt_trans (_ : a > b) (_ : b > c) : a > c
lt_of_lt_of_le (hab : a < b) (hbc : b ≤ c) : a < c
lt_of_le_of_lt (hab : a ≤ b) (hbc : b < c) : a < c
le_of_lt (hab : a < b) : a ≤ b
le_of_eq (hab : a = b) : a ≤ b
ge_of_eq (hab : a = b) : b ≤ a
le_antisymm (_ : a ≤ b) (_ : b ≤ a) : a = b
le_antisymm_iff : a = b ↔ a ≤ b ∧ b ≤ a
ge_antisymm (_ : a ≤ b) (_ : b ≤ a) : b = a
lt_irrefl (a : α) : ¬a < a
lt_asymm (_ : a < b) : ¬b < a
not_lt : ¬a < b ↔ b ≤ a
not_le : ¬a ≤ b ↔ b < a
not_lt_of_ge (hba : b ≤ a) : ¬a < b
not_le_of_gt (hab : a < b) : ¬b ≤ a
not_lt_of_le (hba : b ≤ a) : ¬a < b
not_le_of_lt (hab : a < b) : ¬b ≤ a
le_of_not_lt (_ : ¬b < a) : a ≤ b
le_of_not_gt (_ : ¬b < a) : a ≤ b
le_of_not_le (_ : ¬b ≤ a) : a ≤ b
le_of_not_ge (_ : ¬b ≤ a) : a ≤ b
lt_of_not_le (h : ¬b ≤ a) : a < b
lt_of_not_ge (h : ¬b ≤ a) : a < b
lt_or_ge (a b : α) : a < b ∨ b ≤ a
lt_or_le (a b : α) : a < b ∨ b ≤ a
le_or_gt (a b : α) : a ≤ b ∨ b < a
le_or_lt (a b : α) : a ≤ b ∨ b < a
le_total (a b : α) : a ≤ b ∨ b ≤ a
lt_trichotomy (a b : α) : a < b ∨ a = b ∨ b < a
lt_or_lt_of_ne (h : a ≠ b) : a < b ∨ b < a
lt_or_gt_of_ne (h : a ≠ b) : a < b ∨ b < a
lt_or_eq_of_le (_ : a ≤ b) : a < b ∨ a = b
eq_or_lt_of_le (h : a ≤ b) : a = b ∨ a < b
le_iff_lt_or_eq : a ≤ b ↔ a < b ∨ a = b
le_iff_eq_or_lt : a ≤ b ↔ a = b ∨ a < b
lt_iff_le_and_ne : a < b ↔ a ≤ b ∧ a ≠ b
lt_iff_le_not_le : a < b ↔ a ≤ b ∧ ¬b ≤ a
lt_iff_not_ge {x y : α} : x < y ↔ ¬x ≥ y
lt_of_le_of_ne (_ : a ≤ b) (_ : a ≠ b) : a < b
lt_of_le_of_ne' (_ : a ≤ b) (_ : b ≠ a) : a < b
eq_of_le_of_not_lt (hab : a ≤ b) (hba : ¬a < b) : a = b
ne_of_lt (h : a < b) : a ≠ b
ne_of_gt (h : a > b) : a ≠ b
ne_of_gt' (h : b < a) : a ≠ b
ne_iff_lt_or_gt : a ≠ b ↔ a < b ∨ b < a
Eq.le (_ : a = b) : a ≤ b
Eq.ge (_ : a = b) : b ≤ a
Eq.not_lt (_ : a = b) : ¬a < b
Eq.not_gt (_ : a = b) : ¬b < a
Eq.trans_le (_ : a = b) (_ : b ≤ c) : a ≤ c
Eq.trans_lt (_ : a = b) (_ : b < c) : a < c
Eq.trans_ge (_ : a = b) (_ : b ≥ c) : a ≥ c
Eq.trans_gt (_ : a = b) (_ : b > c) : a > c
LE.le.trans (_ : a ≤ b) (_ : b ≤ c) : a ≤ c
LE.le.trans' (_ : b ≤ c) (_ : a ≤ b) : a ≤ c
LE.le.trans_lt (hab : a ≤ b) (hbc : b < c) : a < c
LE.le.trans_eq (_ : a ≤ b) (_ : b = c) : a ≤ c
LE.le.antisymm (_ : a ≤ b) (_ : b ≤ a) : a = b
LE.le.antisymm' (_ : a ≤ b) (_ : b ≤ a) : b = a
LE.le.lt_of_ne (_ : a ≤ b) (_ : a ≠ b) : a < b
LE.le.lt_of_ne' (_ : a ≤ b) (_ : b ≠ a) : a < b
LE.le.lt_or_eq (_ : a ≤ b) : a < b ∨ a = b
LE.le.eq_or_lt (h : a ≤ b) : a = b ∨ a < b
LE.le.not_lt (hba : b ≤ a) : ¬a < b
LE.le.not_gt (hba : b ≤ a) : ¬a < b
LE.le.ge (h : a ≤ b) : b ≥ a
LE.le.lt_or_le (h : a ≤ b) (c : α) : a < c ∨ c ≤ b
LE.le.le_or_le (h : a ≤ b) (c : α) : a ≤ c ∨ c ≤ b
LE.le.eq_of_not_lt (hab : a ≤ b) (hba : ¬a < b) : a = b
LT.lt.le (hab : a < b) : a ≤ b
LT.lt.ne (h : a < b) : a ≠ b
LT.lt.ne' (h : a < b) : b ≠ a
LT.lt.trans (_ : a < b) (_ : b < c) : a < c
LT.lt.trans' (_ : b < c) (_ : a < b) : a < c
LT.lt.trans_le (hab : a < b) (hbc : b ≤ c) : a < c
LT.lt.trans_eq (_ : a < b) (_ : b = c) : a < c
LT.lt.not_lt (_ : a < b) : ¬b < a
LT.lt.not_gt (_ : a < b) : ¬b < a
LT.lt.not_le (hab : a < b) : ¬b ≤ a
LT.lt.not_ge (hab : a < b) : ¬b ≤ a
LT.lt.gt (h : a < b) : b > a
LT.lt.false (_ : a < a) : False
GT.gt.lt (h : a > b) : b < a
GE.ge.le (h : a ≥ b) : b ≤ a
Ne.lt_or_lt (h : a ≠ b) : a < b ∨ b < a
Ne.lt_or_gt (h : a ≠ b) : a < b ∨ b < a
Ne.lt_of_le (_ : a ≠ b) (_ : a ≤ b) : a < b
Ne.lt_of_le' (_ : b ≠ a) (_ : a ≤ b) : a < b
Ne.le_iff_lt (h : a ≠ b) : a ≤ b ↔ a < b
ge_iff_le : a ≥ b ↔ b ≤ a
gt_iff_lt : a > b ↔ b < a
le_max_left (a b : α) : a ≤ max a b
le_max_right (a b : α) : b ≤ max a b
min_le_left (a b : α) : min a b ≤ a
min_le_right (a b : α) : min a b ≤ b
max_le (h₁ : a ≤ c) (h₂ : b ≤ c) : max a b ≤ c
le_min (h₁ : c ≤ a) (h₂ : c ≤ b) : c ≤ min a b
max_lt (h₁ : a < c) (h₂ : b < c) : max a b < c
lt_min (h₁ : a < b) (h₂ : a < c) : a < min b c
max_eq_left (h : b ≤ a) : max a b = a
max_eq_right (h : a ≤ b) : max a b = b
min_eq_left (h : a ≤ b) : min a b = a
min_eq_right (h : b ≤ a) : min a b = b
max_comm (a b : α) : max a b = max b a
min_comm (a b : α) : min a b = min b a
le_max_iff : a ≤ max b c ↔ a ≤ b ∨ a ≤ c
max_le_iff : max a b ≤ c ↔ a ≤ c ∧ b ≤ c
le_min_iff : c ≤ min a b ↔ c ≤ a ∧ c ≤ b
min_le_iff : min a b ≤ c ↔ a ≤ c ∨ b ≤ c
lt_max_iff : a < max b c ↔ a < b ∨ a < c
max_lt_iff : max a b < c ↔ a < c ∧ b < c
lt_min_iff : a < min b c ↔ a < b ∧ a < c
min_lt_iff : min a b < c ↔ a < c ∨ b < c

-- Ordered semirings
variable {α} [OrderedSemiring α] {a b c d : α} {m n : ℕ}
add_le_add (h₁ : a ≤ b) (h₂ : c ≤ d) : a + c ≤ b + d
add_lt_add (h₁ : a < b) (h₂ : c < d) : a + c < b + d
add_lt_add_of_le_of_lt (h₁ : a ≤ b) (h₂ : c < d) : a + c < b + d
add_lt_add_of_lt_of_le (h₁ : a < b) (h₂ : c ≤ d) : a + c < b + d
add_le_add_left (bc : b ≤ c) (a : α) : a + b ≤ a + c
add_le_add_right (bc : b ≤ c) (a : α) : b + a ≤ c + a
add_lt_add_left (bc : b < c) (a : α) : a + b < a + c
add_lt_add_right (bc : b < c) (a : α) : b + a < c + a
add_le_add_iff_left (a : α) : a + b ≤ a + c ↔ b ≤ c
add_le_add_iff_right (a : α) : b + a ≤ c + a ↔ b ≤ c
add_lt_add_iff_left (a : α) : a + b < a + c ↔ b < c
add_lt_add_iff_right (a : α) : b + a < c + a ↔ b < c
le_of_add_le_add_left (bc : a + b ≤ a + c) : b ≤ c
le_of_add_le_add_right (bc : b + a ≤ c + a) : b ≤ c
lt_of_add_lt_add_left (bc : a + b < a + c) : b < c
lt_of_add_lt_add_right (bc : b + a < c + a) : b < c
add_pos (ha : 0 < a) (hb : 0 < b) : 0 < a + b
add_nonneg (ha : 0 ≤ a) (hb : 0 ≤ b) : 0 ≤ a + b
add_pos_of_pos_of_nonneg (ha : 0 < a) (hb : 0 ≤ b) : 0 < a + b
add_pos_of_nonneg_of_pos (ha : 0 ≤ a) (hb : 0 < b) : 0 < a + b
le_add_of_nonneg_right (h : 0 ≤ b) : a ≤ a + b
le_add_of_nonneg_left (h : 0 ≤ b) : a ≤ b + a
lt_add_of_pos_right (a : α) {b : α} (h : 0 < b) : a < a + b
lt_add_of_pos_left (a : α) {b : α} (h : 0 < b) : a < b + a
le_add_of_le_of_nonneg (hbc : b ≤ c) (ha : 0 ≤ a) : b ≤ c + a
lt_add_one (a : α) : a < a + 1
zero_le_one : (0 : α) ≤ 1
zero_lt_one : (0 : α) < 1
one_pos : (0 : α) < 1
zero_lt_two : (0 : α) < 2
two_pos : (0 : α) < 2
zero_le_two : (0 : α) ≤ 2
zero_lt_three : (0 : α) < 3
three_pos : (0 : α) < 3
zero_lt_four : (0 : α) < 4
four_pos : (0 : α) < 4
one_le_two : (1 : α) ≤ 2
one_lt_two : (1 : α) < 2
mul_pos (ha : 0 < a) (hb : 0 < b) : 0 < a * b
mul_nonneg (ha : 0 ≤ a) (hb : 0 ≤ b) : 0 ≤ a * b
mul_pos_iff_of_pos_left (h : 0 < a) : 0 < a * b ↔ 0 < b
mul_pos_iff_of_pos_right (h : 0 < b) : 0 < a * b ↔ 0 < a
pos_of_mul_pos_right (h : 0 < a * b) (ha : 0 ≤ a) : 0 < b
pos_of_mul_pos_left (h : 0 < a * b) (hb : 0 ≤ b) : 0 < a
mul_le_mul (h₁ : a ≤ b) (h₂ : c ≤ d) (hc : 0 ≤ c) (hb : 0 ≤ b) : a * c ≤ b * d
mul_le_mul_of_nonneg (h₁ : a ≤ b) (h₂ : c ≤ d) (a0 : 0 ≤ a) (d0 : 0 ≤ d) : a * c ≤ b * d
mul_le_mul_of_nonneg' (h₁ : a ≤ b) (h₂ : c ≤ d) (c0 : 0 ≤ c) (b0 : 0 ≤ b) : a * c ≤ b * d
mul_le_mul_of_nonneg_left (h : b ≤ c) (a0 : 0 ≤ a) : a * b ≤ a * c
mul_le_mul_of_nonneg_right (h : b ≤ c) (a0 : 0 ≤ a) : b * a ≤ c * a
mul_lt_mul_of_pos_left (bc : b < c) (a0 : 0 < a) : a * b < a * c
mul_lt_mul_of_pos_right (bc : b < c) (a0 : 0 < a) : b * a < c * a
mul_lt_mul_of_pos_of_nonneg (h₁ : a ≤ b) (h₂ : c < d) (a0 : 0 < a) (d0 : 0 ≤ d) : a * c < b * d
mul_lt_mul (hac : a < c) (hbd : b ≤ d) (hb : 0 < b) (hc : 0 ≤ c) : a * b < c * d
mul_lt_mul' (hac : a ≤ c) (hbd : b < d) (hb : 0 ≤ b) (hc : 0 < c) : a * b < c * d
mul_lt_mul'' (h₁ : a < b) (h₂ : c < d) (a0 : 0 ≤ a) (c0 : 0 ≤ c) : a * c < b * d
mul_self_le_mul_self (ha : 0 ≤ a) (hab : a ≤ b) : a * a ≤ b * b
mul_self_lt_mul_self (ha : 0 ≤ a) (hab : a < b) : a * a < b * b
le_of_mul_le_mul_left (bc : a * b ≤ a * c) (a0 : 0 < a) : b ≤ c
le_of_mul_le_mul_right (bc : b * a ≤ c * a) (a0 : 0 < a) : b ≤ c
lt_of_mul_lt_mul_left (h : a * b < a * c) (a0 : 0 ≤ a) : b < c
lt_of_mul_lt_mul_right (h : b * a < c * a) (a0 : 0 ≤ a) : b < c
mul_le_mul_iff_of_pos_left (a0 : 0 < a) : a * b ≤ a * c ↔ b ≤ c
mul_le_mul_iff_of_pos_right (a0 : 0 < a) : b * a ≤ c * a ↔ b ≤ c
mul_lt_mul_iff_of_pos_left (a0 : 0 < a) : a * b < a * c ↔ b < c
mul_lt_mul_iff_of_pos_right (a0 : 0 < a) : b * a < c * a ↔ b < c
le_mul_of_one_le_left (hb : 0 ≤ b) (h : 1 ≤ a) : b ≤ a * b
le_mul_of_one_le_right (ha : 0 ≤ a) (h : 1 ≤ b) : a ≤ a * b
mul_le_of_le_one_left (hb : 0 ≤ b) (h : a ≤ 1) : a * b ≤ b
mul_le_of_le_one_right (ha : 0 ≤ a) (h : b ≤ 1) : a * b ≤ a
lt_mul_of_one_lt_left (hb : 0 < b) (h : 1 < a) : b < a * b
lt_mul_of_one_lt_right (ha : 0 < a) (h : 1 < b) : a < a * b
mul_lt_of_lt_one_left (hb : 0 < b) (h : a < 1) : a * b < b
mul_lt_of_lt_one_right (ha : 0 < a) (h : b < 1) : a * b < a
one_le_mul_of_one_le_of_one_le (ha : 1 ≤ a) (hb : 1 ≤ b) : 1 ≤ a * b
one_lt_mul (ha : 1 ≤ a) (hb : 1 < b) : 1 < a * b
one_lt_mul_of_lt_of_le (ha : 1 < a) (hb : 1 ≤ b) : 1 < a * b
mul_le_one₀ (ha : a ≤ 1) (hb₀ : 0 ≤ b) (hb : b ≤ 1) : a * b ≤ 1
pow_pos (H : 0 < a) (n : ℕ) : 0 < a ^ n
pow_nonneg (H : 0 ≤ a) (n : ℕ) : 0 ≤ a ^ n
sq_pos_of_pos (ha : 0 < a) : 0 < a ^ 2
pow_le_pow_left₀ (ha : 0 ≤ a) (hab : a ≤ b) (n : ℕ) : a ^ n ≤ b ^ n
pow_lt_pow_left₀ (hab : a < b) (ha : 0 ≤ a) {n : ℕ} (_ : n ≠ 0) : a ^ n < b ^ n
pow_le_pow_right₀ (ha : 1 ≤ a) (hmn : m ≤ n) : a ^ m ≤ a ^ n
pow_lt_pow_right₀ (h : 1 < a) (hmn : m < n) : a ^ m < a ^ n
pow_le_pow_of_le_one (h₀ : 0 ≤ a) (h₁ : a ≤ 1) (hij : m ≤ n) : a ^ n ≤ a ^ m
pow_le_one₀ (h₀ : 0 ≤ a) (h₁ : a ≤ 1) : a ^ n ≤ 1
pow_lt_one₀ (h₀ : 0 ≤ a) (h₁ : a < 1) {n : ℕ} (_ : n ≠ 0) : a ^ n < 1
one_le_pow₀ (ha : 1 ≤ a) {n : ℕ} : 1 ≤ a ^ n
one_lt_pow₀ (ha : 1 < a) {n : ℕ} (_ : n ≠ 0) : 1 < a ^ n
le_self_pow₀ (ha : 1 ≤ a) (hn : n ≠ 0) : a ≤ a ^ n
pow_le_pow_iff_left₀ (ha : 0 ≤ a) (hb : 0 ≤ b) (hn : n ≠ 0) : a ^ n ≤ b ^ n ↔ a ≤ b
pow_lt_pow_iff_left₀ (ha : 0 ≤ a) (hb : 0 ≤ b) (hn : n ≠ 0) : a ^ n < b ^ n ↔ a < b
pow_left_inj₀ (ha : 0 ≤ a) (hb : 0 ≤ b) (hn : n ≠ 0) : a ^ n = b ^ n ↔ a = b
lt_of_pow_lt_pow_left₀ (n : ℕ) (hb : 0 ≤ b) (h : a ^ n < b ^ n) : a < b
le_of_pow_le_pow_left₀ (hn : n ≠ 0) (hb : 0 ≤ b) (h : a ^ n ≤ b ^ n) : a ≤ b
sq_lt_sq₀ (ha : 0 ≤ a) (hb : 0 ≤ b) : a ^ 2 < b ^ 2 ↔ a < b
sq_le_sq₀ (ha : 0 ≤ a) (hb : 0 ≤ b) : a ^ 2 ≤ b ^ 2 ↔ a ≤ b
sq_eq_sq₀ (ha : 0 ≤ a) (hb : 0 ≤ b) : a ^ 2 = b ^ 2 ↔ a = b
sq_nonneg (a : α) : 0 ≤ a ^ 2
pow_two_nonneg (a : α) : 0 ≤ a ^ 2
mul_self_nonneg (a : α) : 0 ≤ a * a
two_mul_le_add_sq (a b : α) : 2 * a * b ≤ a ^ 2 + b ^ 2
pow_le_pow_left (ha : 0 ≤ a) (hab : a ≤ b) (n : ℕ) : a ^ n ≤ b ^ n
mul_le_mul_left (a0 : 0 < a) : a * b ≤ a * c ↔ b ≤ c
mul_le_mul_right (a0 : 0 < a) : b * a ≤ c * a ↔ b ≤ c
mul_lt_mul_left (a0 : 0 < a) : a * b < a * c ↔ b < c
mul_lt_mul_right (a0 : 0 < a) : b * a < c * a ↔ b < c
pow_eq_one_iff_of_nonneg (ha : 0 ≤ a) (hn : n ≠ 0) : a ^ n = 1 ↔ a = 1
one_le_sq_iff₀ (ha : 0 ≤ a) : 1 ≤ a ^ 2 ↔ 1 ≤ a
sq_le_one_iff₀ (ha : 0 ≤ a) : a ^ 2 ≤ 1 ↔ a ≤ 1
le_add_iff_nonneg_right (a : α) {b : α} : a ≤ a + b ↔ 0 ≤ b
le_add_iff_nonneg_left (a : α) {b : α} : a ≤ b + a ↔ 0 ≤ b
lt_add_iff_pos_right (a : α) {b : α} : a < a + b ↔ 0 < b
lt_add_iff_pos_left (a : α) {b : α} : a < b + a ↔ 0 < b
pow_le_pow_right (ha : 1 ≤ a) (h : n ≤ m) : a ^ n ≤ a ^ m
pow_lt_pow_right (h : 1 < a) (hnm : n < m) : a ^ n < a ^ m
one_le_pow_of_one_le (H : 1 ≤ a) (n : ℕ) : 1 ≤ a ^ n
one_lt_pow (ha : 1 < a) {n : ℕ} (_ : n ≠ 0) : 1 < a ^ n
pow_le_one (n : ℕ) (_ : 0 ≤ a) (_ : a ≤ 1) : a ^ n ≤ 1
lt_of_pow_lt_pow_left (n : ℕ) (hb : 0 ≤ b) (_ : a ^ n < b ^ n) : a < b
le_of_pow_le_pow_left (hn : n ≠ 0) (hb : 0 ≤ b) (_ : a ^ n ≤ b ^ n) : a ≤ b

-- Ordered rings
variable {α} [OrderedRing α] {a b c d : α} {n : ℕ}
add_neg (ha : a < 0) (hb : b < 0) : a + b < 0
add_nonpos (ha : a ≤ 0) (hb : b ≤ 0) : a + b ≤ 0
sub_nonneg : 0 ≤ a - b ↔ b ≤ a
sub_pos : 0 < a - b ↔ b < a
sub_nonpos : a - b ≤ 0 ↔ a ≤ b
sub_neg : a - b < 0 ↔ a < b
sub_nonneg_of_le (_ : b ≤ a) : 0 ≤ a - b
sub_pos_of_lt (_ : b < a) : 0 < a - b
le_of_sub_nonneg (_ : 0 ≤ a - b) : b ≤ a
lt_of_sub_pos (_ : 0 < a - b) : b < a
sub_le_sub (hab : a ≤ b) (hcd : c ≤ d) : a - d ≤ b - c
sub_lt_sub (hab : a < b) (hcd : c < d) : a - d < b - c
sub_le_sub_left (hab : a ≤ b) (c : α) : c - b ≤ c - a
sub_le_sub_right (h : a ≤ b) (c : α) : a - c ≤ b - c
sub_lt_sub_left (hab : a < b) (c : α) : c - b < c - a
sub_lt_sub_right (h : a < b) (c : α) : a - c < b - c
sub_le_self (a : α) {b : α} (_ : 0 ≤ b) : a - b ≤ a
sub_lt_self (a : α) {b : α} (_ : 0 < b) : a - b < a
le_sub_iff_add_le : a ≤ c - b ↔ a + b ≤ c
sub_le_iff_le_add : a - c ≤ b ↔ a ≤ b + c
sub_le_iff_le_add' : a - b ≤ c ↔ a ≤ b + c
lt_sub_iff_add_lt : a < c - b ↔ a + b < c
sub_lt_iff_lt_add : a - c < b ↔ a < b + c
sub_lt_iff_lt_add' : a - b < c ↔ a < b + c
neg_pos : 0 < -a ↔ a < 0
neg_nonneg : 0 ≤ -a ↔ a ≤ 0
neg_lt_zero : -a < 0 ↔ 0 < a
neg_nonpos : -a ≤ 0 ↔ 0 ≤ a
neg_le_neg (_ : a ≤ b) : -b ≤ -a
neg_lt_neg (_ : a < b) : -b < -a
neg_le_neg_iff : -a ≤ -b ↔ b ≤ a
neg_lt_neg_iff : -a < -b ↔ b < a
neg_le : -a ≤ b ↔ -b ≤ a
le_neg : a ≤ -b ↔ b ≤ -a
neg_pos_of_neg (_ : a < 0) : 0 < -a
neg_neg_of_pos (_ : 0 < a) : -a < 0
neg_lt_iff_pos_add : -a < b ↔ 0 < b + a
neg_lt_iff_pos_add' : -a < b ↔ 0 < a + b
add_lt_iff_neg_right {a : α} (b : α) : a + b < b ↔ a < 0
add_le_iff_nonpos_right (a : α) {b : α} : a + b ≤ a ↔ b ≤ 0
sub_lt_comm : a - b < c ↔ a - c < b
sub_le_comm : a - b ≤ c ↔ a - c ≤ b
le_sub_comm : a ≤ b - c ↔ c ≤ b - a
lt_sub_comm : a < b - c ↔ c < b - a
le_sub_iff_add_le' : b ≤ c - a ↔ a + b ≤ c
lt_sub_iff_add_lt' : b < c - a ↔ a + b < c
sq_pos_of_ne_zero {a : α} (h : a ≠ 0) : 0 < a ^ 2
sq_pos_of_neg (h : a < 0) : 0 < a ^ 2
sq_pos_iff : 0 < a ^ 2 ↔ a ≠ 0
pow_two_pos_of_ne_zero (h : a ≠ 0) : 0 < a ^ 2
mul_self_pos : 0 < a * a ↔ a ≠ 0
mul_pos_of_neg_of_neg (ha : a < 0) (hb : b < 0) : 0 < a * b
mul_nonneg_of_nonpos_of_nonpos (ha : a ≤ 0) (hb : b ≤ 0) : 0 ≤ a * b
mul_nonneg_of_neg_of_neg (ha : a < 0) (hb : b < 0) : 0 ≤ a * b
mul_neg_of_pos_of_neg (ha : 0 < a) (hb : b < 0) : a * b < 0
mul_neg_of_neg_of_pos (ha : a < 0) (hb : 0 < b) : a * b < 0
mul_nonpos_of_nonneg_of_nonpos (ha : 0 ≤ a) (hb : b ≤ 0) : a * b ≤ 0
mul_nonpos_of_nonpos_of_nonneg (ha : a ≤ 0) (hb : 0 ≤ b) : a * b ≤ 0
mul_le_mul_of_nonpos_left (h : b ≤ a) (hc : c ≤ 0) : c * a ≤ c * b
mul_le_mul_of_nonpos_right (h : b ≤ a) (hc : c ≤ 0) : a * c ≤ b * c
mul_lt_mul_of_neg_left (h : b < a) (hc : c < 0) : c * a < c * b
mul_lt_mul_of_neg_right (h : b < a) (hc : c < 0) : a * c < b * c
mul_pos_iff : 0 < a * b ↔ 0 < a ∧ 0 < b ∨ a < 0 ∧ b < 0
mul_neg_iff : a * b < 0 ↔ 0 < a ∧ b < 0 ∨ a < 0 ∧ 0 < b
mul_nonneg_iff_of_pos_left (h : 0 < c) : 0 ≤ c * b ↔ 0 ≤ b
sq_le_sq' (h1 : -b ≤ a) (h2 : a ≤ b) : a ^ 2 ≤ b ^ 2
sq_lt_sq' (h1 : -b < a) (h2 : a < b) : a ^ 2 < b ^ 2
abs_le_of_sq_le_sq (h : a ^ 2 ≤ b ^ 2) (hb : 0 ≤ b) : |a| ≤ b
abs_lt_of_sq_lt_sq (h : a ^ 2 < b ^ 2) (hb : 0 ≤ b) : |a| < b
sq_le_sq : a ^ 2 ≤ b ^ 2 ↔ |a| ≤ |b|
sq_lt_sq : a ^ 2 < b ^ 2 ↔ |a| < |b|
abs_nonneg (a : α) : 0 ≤ |a|
abs_pos : 0 < |a| ↔ a ≠ 0
abs_of_nonneg (h : 0 ≤ a) : |a| = a
abs_of_pos (h : 0 < a) : |a| = a
abs_of_nonpos (h : a ≤ 0) : |a| = -a
abs_of_neg (h : a < 0) : |a| = -a
abs_neg (a : α) : |-a| = |a|
abs_sub_comm (a b : α) : |a - b| = |b - a|
abs_abs (a : α) : |(|a|)| = |a|
abs_zero : |(0 : α)| = 0
abs_one : |(1 : α)| = 1
abs_eq_zero : |a| = 0 ↔ a = 0
abs_mul (a b : α) : |a * b| = |a| * |b|
abs_pow (a : α) (n : ℕ) : |a ^ n| = |a| ^ n
abs_mul_abs_self (a : α) : |a| * |a| = a * a
sq_abs (a : α) : |a| ^ 2 = a ^ 2
abs_sq (x : α) : |x ^ 2| = x ^ 2
abs_le : |a| ≤ b ↔ -b ≤ a ∧ a ≤ b
abs_lt : |a| < b ↔ -b < a ∧ a < b
le_abs : a ≤ |b| ↔ a ≤ b ∨ a ≤ -b
lt_abs : a < |b| ↔ a < b ∨ a < -b
le_abs_self (a : α) : a ≤ |a|
neg_le_abs (a : α) : -a ≤ |a|
neg_abs_le (a : α) : -|a| ≤ a
abs_add (a b : α) : |a + b| ≤ |a| + |b|
abs_add_le (a b : α) : |a + b| ≤ |a| + |b|
abs_sub_lt_iff : |a - b| < c ↔ a - b < c ∧ b - a < c
abs_sub_le_iff : |a - b| ≤ c ↔ a - b ≤ c ∧ b - a ≤ c
abs_sub_abs_le_abs_sub (a b : α) : |a| - |b| ≤ |a - b|
abs_choice (x : α) : |x| = x ∨ |x| = -x
abs_eq (hb : 0 ≤ b) : |a| = b ↔ a = b ∨ a = -b
abs_eq_abs : |a| = |b| ↔ a = b ∨ a = -b
abs_cases (a : α) : |a| = a ∧ 0 ≤ a ∨ |a| = -a ∧ a < 0
max_sub_min_eq_abs' (a b : α) : max a b - min a b = |a - b|
one_add_mul_le_pow (H : -2 ≤ a) (n : ℕ) : 1 + n * a ≤ (1 + a) ^ n

-- Commutative semirings
variable {α} [CommSemiring α] {a b c d : α} {m n : ℕ}
add_comm (a b : α) : a + b = b + a
add_assoc (a b c : α) : a + b + c = a + (b + c)
add_left_comm (a b c : α) : a + (b + c) = b + (a + c)
add_right_comm (a b c : α) : a + b + c = a + c + b
add_zero (a : α) : a + 0 = a
zero_add (a : α) : 0 + a = a
mul_comm (a b : α) : a * b = b * a
mul_assoc (a b c : α) : a * b * c = a * (b * c)
mul_left_comm (a b c : α) : a * (b * c) = b * (a * c)
mul_right_comm (a b c : α) : a * b * c = a * c * b
mul_one (a : α) : a * 1 = a
one_mul (a : α) : 1 * a = a
mul_zero (a : α) : a * 0 = 0
zero_mul (a : α) : 0 * a = 0
mul_add (a b c : α) : a * (b + c) = a * b + a * c
add_mul (a b c : α) : (a + b) * c = a * c + b * c
two_mul (n : α) : 2 * n = n + n
mul_two (n : α) : n * 2 = n + n
one_add_one_eq_two : 1 + 1 = (2 : α)
left_distrib (a b c : α) : a * (b + c) = a * b + a * c
right_distrib (a b c : α) : (a + b) * c = a * c + b * c
mul_mul_mul_comm (a b c d : α) : a * b * (c * d) = a * c * (b * d)
add_add_add_comm (a b c d : α) : a + b + (c + d) = a + c + (b + d)
mul_eq_mul_left_iff : a * b = a * c ↔ b = c ∨ a = 0
mul_eq_mul_right_iff : a * c = b * c ↔ a = b ∨ c = 0
sq (a : α) : a ^ 2 = a * a
pow_two (a : α) : a ^ 2 = a * a
pow_three (a : α) : a ^ 3 = a * (a * a)
pow_three' (a : α) : a ^ 3 = a * a * a
pow_zero (a : α) : a ^ 0 = 1
pow_one (a : α) : a ^ 1 = a
one_pow (n : ℕ) : (1 : α) ^ n = 1
zero_pow {n : ℕ} (_ : n ≠ 0) : (0 : α) ^ n = 0
pow_succ (a : α) (n : ℕ) : a ^ (n + 1) = a ^ n * a
pow_succ' (a : α) (n : ℕ) : a ^ (n + 1) = a * a ^ n
pow_add (a : α) (m n : ℕ) : a ^ (m + n) = a ^ m * a ^ n
pow_mul (a : α) (m n : ℕ) : a ^ (m * n) = (a ^ m) ^ n
pow_mul' (a : α) (m n : ℕ) : a ^ (m * n) = (a ^ n) ^ m
mul_pow (a b : α) (n : ℕ) : (a * b) ^ n = a ^ n * b ^ n
add_sq (a b : α) : (a + b) ^ 2 = a ^ 2 + 2 * a * b + b ^ 2
add_pow_two (a b : α) : (a + b) ^ 2 = a ^ 2 + 2 * a * b + b ^ 2
mul_eq_zero : a * b = 0 ↔ a = 0 ∨ b = 0
mul_ne_zero (_ : a ≠ 0) (_ : b ≠ 0) : a * b ≠ 0
mul_ne_zero_iff : a * b ≠ 0 ↔ a ≠ 0 ∧ b ≠ 0
mul_self_eq_zero : a * a = 0 ↔ a = 0
pow_eq_zero_iff (hn : n ≠ 0) : a ^ n = 0 ↔ a = 0
pow_eq_zero {n : ℕ} (H : a ^ n = 0) : a = 0
eq_zero_of_pow_eq_zero {n : ℕ} (H : a ^ n = 0) : a = 0
pow_ne_zero (n : ℕ) (h : a ≠ 0) : a ^ n ≠ 0
pow_ne_zero_iff (hn : n ≠ 0) : a ^ n ≠ 0 ↔ a ≠ 0
eq_zero_or_eq_zero_of_mul_eq_zero (_ : a * b = 0) : a = 0 ∨ b = 0
left_ne_zero_of_mul (_ : a * b ≠ 0) : a ≠ 0
right_ne_zero_of_mul (_ : a * b ≠ 0) : b ≠ 0
mul_left_cancel₀ (ha : a ≠ 0) (h : a * b = a * c) : b = c
mul_right_cancel₀ (hb : b ≠ 0) (h : a * b = c * b) : a = c
mul_right_inj' (ha : a ≠ 0) : a * b = a * c ↔ b = c
mul_left_inj' (hc : c ≠ 0) : a * c = b * c ↔ a = b
add_left_cancel (_ : a + b = a + c) : b = c
add_right_cancel (_ : a + b = c + b) : a = c
add_left_inj (a : α) {b c : α} : b + a = c + a ↔ b = c
add_right_inj (a : α) {b c : α} : a + b = a + c ↔ b = c
one_ne_zero : (1 : α) ≠ 0
zero_ne_one : (0 : α) ≠ 1
two_ne_zero : (2 : α) ≠ 0
three_ne_zero : (3 : α) ≠ 0
four_ne_zero : (4 : α) ≠ 0

-- Commutative rings
variable {α} [CommRing α] {a b c d : α} {n : ℕ}
sub_self (a : α) : a - a = 0
sub_zero (a : α) : a - 0 = a
zero_sub (a : α) : 0 - a = -a
neg_neg (a : α) : - -a = a
neg_zero : -(0 : α) = 0
neg_mul (a b : α) : -a * b = -(a * b)
mul_neg (a b : α) : a * -b = -(a * b)
neg_mul_neg (a b : α) : -a * -b = a * b
neg_add (a b : α) : -(a + b) = -a + -b
neg_sub (a b : α) : -(a - b) = b - a
neg_sq (a : α) : (-a) ^ 2 = a ^ 2
neg_add_rev (a b : α) : -(a + b) = -b + -a
neg_add_cancel (a : α) : -a + a = 0
add_neg_cancel (a : α) : a + -a = 0
add_right_neg (a : α) : a + -a = 0
add_left_neg (a : α) : -a + a = 0
sub_eq_add_neg (a b : α) : a - b = a + -b
sub_neg_eq_add (a b : α) : a - -b = a + b
mul_neg_one (a : α) : a * -1 = -a
neg_one_mul (a : α) : -1 * a = -a
neg_mul_eq_neg_mul (a b : α) : -(a * b) = -a * b
neg_mul_eq_mul_neg (a b : α) : -(a * b) = a * -b
add_neg_cancel_left (a b : α) : a + (-a + b) = b
add_neg_cancel_right (a b : α) : a + b + -b = a
neg_add_cancel_left (a b : α) : -a + (a + b) = b
sub_add (a b c : α) : a - b + c = a - (b - c)
add_sub (a b c : α) : a + (b - c) = a + b - c
sub_add_eq_sub_sub (a b c : α) : a - (b + c) = a - b - c
sub_eq_neg_add (a b : α) : a - b = -b + a
neg_sub_neg (a b : α) : -a - -b = b - a
sub_right_comm (a b c : α) : a - b - c = a - c - b
add_sub_right_comm (a b c : α) : a + b - c = a - c + b
sub_add_eq_add_sub (a b c : α) : a - b + c = a + c - b
sub_right_inj : a - b = a - c ↔ b = c
sub_left_inj : b - a = c - a ↔ b = c
sub_add_cancel (a b : α) : a - b + b = a
add_sub_cancel_right (a b : α) : a + b - b = a
add_sub_cancel_left (a b : α) : a + b - a = b
add_sub_cancel (a b : α) : a + (b - a) = b
mul_sub (a b c : α) : a * (b - c) = a * b - a * c
sub_mul (a b c : α) : (a - b) * c = a * c - b * c
sub_sub (a b c : α) : a - b - c = a - (b + c)
add_sub_assoc (a b c : α) : a + b - c = a + (b - c)
sub_sq (a b : α) : (a - b) ^ 2 = a ^ 2 - 2 * a * b + b ^ 2
sub_sq' (a b : α) : (a - b) ^ 2 = a ^ 2 + b ^ 2 - 2 * a * b
sub_pow_two (a b : α) : (a - b) ^ 2 = a ^ 2 - 2 * a * b + b ^ 2
sq_sub_sq (a b : α) : a ^ 2 - b ^ 2 = (a + b) * (a - b)
sq_sub_sq' (a b : α) : a ^ 2 - b ^ 2 = (a - b) * (a + b)
mul_self_sub_mul_self (a b : α) : a * a - b * b = (a + b) * (a - b)
sub_eq_zero : a - b = 0 ↔ a = b
sub_ne_zero : a - b ≠ 0 ↔ a ≠ b
sub_ne_zero_of_ne (h : a ≠ b) : a - b ≠ 0
sub_eq_zero_of_eq (_ : a = b) : a - b = 0
eq_of_sub_eq_zero (_ : a - b = 0) : a = b
sub_eq_iff_eq_add : a - b = c ↔ a = c + b
sub_eq_iff_eq_add' : a - b = c ↔ a = b + c
eq_sub_iff_add_eq : a = b - c ↔ a + c = b
sub_eq_of_eq_add (h : a = c + b) : a - b = c
sub_eq_of_eq_add' (h : a = b + c) : a - b = c
eq_sub_of_add_eq (h : a + c = b) : a = b - c
add_eq_zero_iff_eq_neg : a + b = 0 ↔ a = -b
eq_neg_of_add_eq_zero_left (_ : a + b = 0) : a = -b
eq_neg_of_add_eq_zero_right (_ : a + b = 0) : b = -a
neg_eq_zero : -a = 0 ↔ a = 0
neg_ne_zero : -a ≠ 0 ↔ a ≠ 0
neg_inj : -a = -b ↔ a = b
neg_eq_iff_eq_neg : -a = b ↔ a = -b
sq_eq_sq_iff_eq_or_eq_neg : a ^ 2 = b ^ 2 ↔ a = b ∨ a = -b
mul_self_eq_mul_self_iff : a * a = b * b ↔ a = b ∨ a = -b
mul_self_eq_one_iff : a * a = 1 ↔ a = 1 ∨ a = -1

-- Divisibility
variable {α} [Divisibility α] {a b c : α} {m n : ℕ}
dvd_refl (a : α) : a ∣ a
dvd_rfl : a ∣ a
dvd_trans (_ : a ∣ b) (_ : b ∣ c) : a ∣ c
dvd_mul_right (a b : α) : a ∣ a * b
dvd_mul_left (a b : α) : a ∣ b * a
dvd_mul_of_dvd_left (h : a ∣ b) (c : α) : a ∣ b * c
dvd_mul_of_dvd_right (h : a ∣ b) (c : α) : a ∣ c * b
Dvd.dvd.mul_right (h : a ∣ b) (c : α) : a ∣ b * c
Dvd.dvd.mul_left (h : a ∣ b) (c : α) : a ∣ c * b
Dvd.dvd.trans (_ : a ∣ b) (_ : b ∣ c) : a ∣ c
dvd_add (h₁ : a ∣ b) (h₂ : a ∣ c) : a ∣ b + c
dvd_zero (a : α) : a ∣ 0
one_dvd (a : α) : 1 ∣ a
dvd_pow_self (a : α) (hn : n ≠ 0) : a ∣ a ^ n
pow_dvd_pow (a : α) (h : m ≤ n) : a ^ m ∣ a ^ n

variable {α} [DivisibilityRing α] {a b c : α}
dvd_sub (h₁ : a ∣ b) (h₂ : a ∣ c) : a ∣ b - c
dvd_neg : a ∣ -b ↔ a ∣ b
neg_dvd : -a ∣ b ↔ a ∣ b

-- Fields
variable {α} [Field α] {a b c d : α}
div_add_div (a : α) (c : α) (hb : b ≠ 0) (hd : d ≠ 0) : a / b + c / d = (a * d + b * c) / (b * d)
div_sub_div (a : α) (c : α) (hb : b ≠ 0) (hd : d ≠ 0) : a / b - c / d = (a * d - b * c) / (b * d)
div_add_div_same (a b c : α) : a / c + b / c = (a + b) / c
div_sub_div_same (a b c : α) : a / c - b / c = (a - b) / c
add_div (a b c : α) : (a + b) / c = a / c + b / c
sub_div (a b c : α) : (a - b) / c = a / c - b / c
div_eq_iff (hc : c ≠ 0) : a / c = b ↔ a = b * c
eq_div_iff (hc : c ≠ 0) : a = b / c ↔ a * c = b
div_eq_div_iff (hb : b ≠ 0) (hd : d ≠ 0) : a / b = c / d ↔ a * d = c * b
div_eq_one_iff_eq (hb : b ≠ 0) : a / b = 1 ↔ a = b
div_self (h : a ≠ 0) : a / a = 1
div_one (a : α) : a / 1 = a
zero_div (a : α) : 0 / a = 0
div_zero (a : α) : a / 0 = 0
one_div (a : α) : 1 / a = a⁻¹
div_eq_mul_inv (a b : α) : a / b = a * b⁻¹
div_eq_mul_one_div (a b : α) : a / b = a * (1 / b)
div_div (a b c : α) : a / b / c = a / (b * c)
div_div_eq_mul_div (a b c : α) : a / (b / c) = a * c / b
mul_div_assoc (a b c : α) : a * b / c = a * (b / c)
mul_div_assoc' (a b c : α) : a * (b / c) = a * b / c
div_mul_eq_mul_div (a b c : α) : a / b * c = a * c / b
mul_div_mul_left (a b : α) (hc : c ≠ 0) : c * a / (c * b) = a / b
mul_div_mul_right (a b : α) (hc : c ≠ 0) : a * c / (b * c) = a / b
div_mul_cancel₀ (a : α) (h : b ≠ 0) : a / b * b = a
mul_div_cancel_left₀ (b : α) (ha : a ≠ 0) : a * b / a = b
mul_div_cancel_right₀ (a : α) (hb : b ≠ 0) : a * b / b = a
mul_inv_cancel₀ (h : a ≠ 0) : a * a⁻¹ = 1
inv_mul_cancel₀ (h : a ≠ 0) : a⁻¹ * a = 1
inv_inv (a : α) : a⁻¹⁻¹ = a
inv_eq_one_div (a : α) : a⁻¹ = 1 / a
inv_ne_zero (h : a ≠ 0) : a⁻¹ ≠ 0
inv_eq_zero : a⁻¹ = 0 ↔ a = 0
inv_zero : (0 : α)⁻¹ = 0
inv_one : (1 : α)⁻¹ = 1
mul_inv (a b : α) : (a * b)⁻¹ = a⁻¹ * b⁻¹
zpow_neg (a : α) (n : ℤ) : a ^ (-n) = (a ^ n)⁻¹
zpow_natCast (a : α) (n : ℕ) : a ^ (n : ℤ) = a ^ n
inv_pow (a : α) (n : ℕ) : a⁻¹ ^ n = (a ^ n)⁻¹
div_pow (a b : α) (n : ℕ) : (a / b) ^ n = a ^ n / b ^ n
div_ne_zero (ha : a ≠ 0) (hb : b ≠ 0) : a / b ≠ 0
div_eq_zero_iff : a / b = 0 ↔ a = 0 ∨ b = 0
one_div_ne_zero (h : a ≠ 0) : 1 / a ≠ 0
div_mul_div_comm (a b c d : α) : a / b * (c / d) = a * c / (b * d)
mul_one_div (a b : α) : a * (1 / b) = a / b
mul_one_div_cancel (h : a ≠ 0) : a * (1 / a) = 1
add_halves (a : α) : a / 2 + a / 2 = a
mul_inv_cancel_left₀ (h : a ≠ 0) (b : α) : a * (a⁻¹ * b) = b
inv_mul_cancel_left₀ (h : a ≠ 0) (b : α) : a⁻¹ * (a * b) = b
mul_inv_cancel_right₀ (h : b ≠ 0) (a : α) : a * b * b⁻¹ = a
mul_inv_rev (a b : α) : (a * b)⁻¹ = b⁻¹ * a⁻¹
inv_div (a b : α) : (a / b)⁻¹ = b / a
one_div_div (a b : α) : 1 / (a / b) = b / a
one_div_one_div (a : α) : 1 / (1 / a) = a
mul_div_right_comm (a b c : α) : a * b / c = a / c * b
div_right_comm (a b c : α) : a / b / c = a / c / b
neg_div (a b : α) : -b / a = -(b / a)
div_neg (a : α) : a / -b = -(a / b)
eq_div_iff_mul_eq (hc : c ≠ 0) : a = b / c ↔ a * c = b
eq_div_of_mul_eq (hc : c ≠ 0) (_ : a * c = b) : a = b / c
same_add_div (h : b ≠ 0) : (b + a) / b = 1 + a / b
div_left_inj' (hc : c ≠ 0) : a / c = b / c ↔ a = b
div_ne_zero_iff : a / b ≠ 0 ↔ a ≠ 0 ∧ b ≠ 0
inv_inj : a⁻¹ = b⁻¹ ↔ a = b

-- Ordered fields
variable {α} [OrderedField α] {a b c d : α}
div_pos (ha : 0 < a) (hb : 0 < b) : 0 < a / b
div_nonneg (ha : 0 ≤ a) (hb : 0 ≤ b) : 0 ≤ a / b
div_nonpos_of_nonpos_of_nonneg (ha : a ≤ 0) (hb : 0 ≤ b) : a / b ≤ 0
div_nonpos_of_nonneg_of_nonpos (ha : 0 ≤ a) (hb : b ≤ 0) : a / b ≤ 0
div_nonneg_of_nonpos (ha : a ≤ 0) (hb : b ≤ 0) : 0 ≤ a / b
div_pos_of_neg_of_neg (ha : a < 0) (hb : b < 0) : 0 < a / b
div_neg_of_neg_of_pos (ha : a < 0) (hb : 0 < b) : a / b < 0
div_neg_of_pos_of_neg (ha : 0 < a) (hb : b < 0) : a / b < 0
inv_pos : 0 < a⁻¹ ↔ 0 < a
inv_pos_of_pos (_ : 0 < a) : 0 < a⁻¹
inv_nonneg : 0 ≤ a⁻¹ ↔ 0 ≤ a
inv_nonneg_of_nonneg (_ : 0 ≤ a) : 0 ≤ a⁻¹
one_div_pos : 0 < 1 / a ↔ 0 < a
one_div_nonneg : 0 ≤ 1 / a ↔ 0 ≤ a
half_pos (h : 0 < a) : 0 < a / 2
half_lt_self (_ : 0 < a) : a / 2 < a
le_div_iff₀ (hc : 0 < c) : a ≤ b / c ↔ a * c ≤ b
div_le_iff₀ (hc : 0 < c) : b / c ≤ a ↔ b ≤ a * c
lt_div_iff₀ (hc : 0 < c) : a < b / c ↔ a * c < b
div_lt_iff₀ (hc : 0 < c) : b / c < a ↔ b < a * c
le_div_iff₀' (hc : 0 < c) : a ≤ b / c ↔ c * a ≤ b
div_le_iff₀' (hc : 0 < c) : b / c ≤ a ↔ b ≤ c * a
lt_div_iff₀' (hc : 0 < c) : a < b / c ↔ c * a < b
div_lt_iff₀' (hc : 0 < c) : b / c < a ↔ b < c * a
le_div_iff (hc : 0 < c) : a ≤ b / c ↔ a * c ≤ b
div_le_iff (hc : 0 < c) : b / c ≤ a ↔ b ≤ a * c
lt_div_iff (hc : 0 < c) : a < b / c ↔ a * c < b
div_lt_iff (hc : 0 < c) : b / c < a ↔ b < a * c
div_le_iff_of_neg (hc : c < 0) : b / c ≤ a ↔ a * c ≤ b
le_div_iff_of_neg (hc : c < 0) : a ≤ b / c ↔ b ≤ a * c
div_lt_iff_of_neg (hc : c < 0) : b / c < a ↔ a * c < b
lt_div_iff_of_neg (hc : c < 0) : a < b / c ↔ b < a * c
div_le_div_iff_of_pos_left (ha : 0 < a) (hb : 0 < b) (hc : 0 < c) : a / b ≤ a / c ↔ c ≤ b
div_lt_div_iff_of_pos_left (ha : 0 < a) (hb : 0 < b) (hc : 0 < c) : a / b < a / c ↔ c < b
div_le_div_iff_of_pos_right (hc : 0 < c) : a / c ≤ b / c ↔ a ≤ b
div_lt_div_iff_of_pos_right (hc : 0 < c) : a / c < b / c ↔ a < b
div_le_div_iff_of_pos (hb : 0 < b) (hd : 0 < d) : a / b ≤ c / d ↔ a * d ≤ c * b
div_lt_div_iff_of_pos (hb : 0 < b) (hd : 0 < d) : a / b < c / d ↔ a * d < c * b
div_le_div_iff₀ (hb : 0 < b) (hd : 0 < d) : a / b ≤ c / d ↔ a * d ≤ c * b
div_lt_div_iff₀ (hb : 0 < b) (hd : 0 < d) : a / b < c / d ↔ a * d < c * b
div_le_div_iff (hb : 0 < b) (hd : 0 < d) : a / b ≤ c / d ↔ a * d ≤ c * b
div_lt_div_iff (hb : 0 < b) (hd : 0 < d) : a / b < c / d ↔ a * d < c * b
div_le_div_of_nonneg_left (ha : 0 ≤ a) (hc : 0 < c) (h : c ≤ b) : a / b ≤ a / c
div_le_div_of_nonneg_right (hab : a ≤ b) (hc : 0 ≤ c) : a / c ≤ b / c
div_lt_div_of_pos_right (h : a < b) (hc : 0 < c) : a / c < b / c
div_lt_div_of_pos_left (ha : 0 < a) (hc : 0 < c) (h : c < b) : a / b < a / c
div_le_one (hb : 0 < b) : a / b ≤ 1 ↔ a ≤ b
one_le_div (hb : 0 < b) : 1 ≤ a / b ↔ b ≤ a
div_lt_one (hb : 0 < b) : a / b < 1 ↔ a < b
one_lt_div (hb : 0 < b) : 1 < a / b ↔ b < a
div_le_one₀ (hb : 0 < b) : a / b ≤ 1 ↔ a ≤ b
one_le_div₀ (hb : 0 < b) : 1 ≤ a / b ↔ b ≤ a
div_lt_one₀ (hb : 0 < b) : a / b < 1 ↔ a < b
one_lt_div₀ (hb : 0 < b) : 1 < a / b ↔ b < a
div_le_one_of_le₀ (h : a ≤ b) (hb : 0 ≤ b) : a / b ≤ 1
div_le_of_le_mul₀ (hb : 0 ≤ b) (hc : 0 ≤ c) (h : a ≤ c * b) : a / b ≤ c
div_le_self (ha : 0 ≤ a) (hb : 1 ≤ b) : a / b ≤ a
inv_lt_one_of_one_lt₀ (ha : 1 < a) : a⁻¹ < 1
inv_le_one_of_one_le₀ (ha : 1 ≤ a) : a⁻¹ ≤ 1
div_lt_self (ha : 0 < a) (hb : 1 < b) : a / b < a
one_div_le_one_div_of_le (ha : 0 < a) (h : a ≤ b) : 1 / b ≤ 1 / a
one_div_lt_one_div_of_lt (ha : 0 < a) (h : a < b) : 1 / b < 1 / a
one_div_le_one_div (ha : 0 < a) (hb : 0 < b) : 1 / a ≤ 1 / b ↔ b ≤ a
one_div_lt_one_div (ha : 0 < a) (hb : 0 < b) : 1 / a < 1 / b ↔ b < a
one_div_le (ha : 0 < a) (hb : 0 < b) : 1 / a ≤ b ↔ 1 / b ≤ a
inv_le_inv₀ (ha : 0 < a) (hb : 0 < b) : a⁻¹ ≤ b⁻¹ ↔ b ≤ a
inv_lt_inv₀ (ha : 0 < a) (hb : 0 < b) : a⁻¹ < b⁻¹ ↔ b < a
inv_anti₀ (hb : 0 < b) (hba : b ≤ a) : a⁻¹ ≤ b⁻¹
div_le_div_right (hc : 0 < c) : a / c ≤ b / c ↔ a ≤ b
div_lt_div_right (hc : 0 < c) : a / c < b / c ↔ a < b
div_le_div_left (ha : 0 < a) (hb : 0 < b) (hc : 0 < c) : a / b ≤ a / c ↔ c ≤ b
div_lt_div_left (ha : 0 < a) (hb : 0 < b) (hc : 0 < c) : a / b < a / c ↔ c < b
div_le_div (hc : 0 ≤ c) (hac : a ≤ c) (hd : 0 < d) (hbd : d ≤ b) : a / b ≤ c / d
div_le_div_of_le_of_nonneg (hab : a ≤ b) (hc : 0 ≤ c) : a / c ≤ b / c
inv_le_inv (ha : 0 < a) (hb : 0 < b) : a⁻¹ ≤ b⁻¹ ↔ b ≤ a
inv_lt_inv (ha : 0 < a) (hb : 0 < b) : a⁻¹ < b⁻¹ ↔ b < a
inv_lt_one (ha : 1 < a) : a⁻¹ < 1
inv_lt_zero : a⁻¹ < 0 ↔ a < 0
half_le_self (ha_nonneg : 0 ≤ a) : a / 2 ≤ a
sub_half (a : α) : a - a / 2 = a / 2
abs_div (a b : α) : |a / b| = |a| / |b|
abs_inv (a : α) : |a⁻¹| = |a|⁻¹

-- Square roots
variable {x y : ℝ}
Real.sqrt_nonneg (x : ℝ) : 0 ≤ √x
Real.sq_sqrt {a : ℝ} (_ : 0 ≤ a) : √a ^ 2 = a
Real.sqrt_sq {a : ℝ} (h : 0 ≤ a) : √(a ^ 2) = a
Real.mul_self_sqrt {a : ℝ} (h : 0 ≤ a) : √a * √a = a
Real.sqrt_mul_self {a : ℝ} (h : 0 ≤ a) : √(a * a) = a
Real.sqrt_zero : √(0 : ℝ) = 0
Real.sqrt_one : √(1 : ℝ) = 1
Real.sqrt_pos : 0 < √x ↔ 0 < x
Real.sqrt_pos_of_pos (_ : 0 < x) : 0 < √x
Real.sqrt_le_sqrt (h : x ≤ y) : √x ≤ √y
Real.sqrt_lt_sqrt (hx : 0 ≤ x) (h : x < y) : √x < √y
Real.sqrt_sq_eq_abs (x : ℝ) : √(x ^ 2) = |x|
Real.sqrt_eq_zero (h : 0 ≤ x) : √x = 0 ↔ x = 0
Real.sqrt_mul (hx : 0 ≤ x) (y : ℝ) : √(x * y) = √x * √y
Real.sqrt_mul' (x : ℝ) {y : ℝ} (hy : 0 ≤ y) : √(x * y) = √x * √y
Real.sqrt_le_left (hy : 0 ≤ y) : √x ≤ y ↔ x ≤ y ^ 2
Real.sqrt_lt' (hx : 0 < x) : √y < x ↔ y < x ^ 2
Real.lt_sqrt (hy : 0 ≤ y) : y < √x ↔ y ^ 2 < x
Real.le_sqrt' (hx : 0 < x) : x ≤ √y ↔ x ^ 2 ≤ y

-- Casts
variable {α} [OrderedNatCast α] {m n : ℕ}
Nat.cast_nonneg (n : ℕ) : 0 ≤ (n : α)
Nat.cast_pos {n : ℕ} : (0 : α) < n ↔ 0 < n
Nat.cast_le {m n : ℕ} : (m : α) ≤ n ↔ m ≤ n
Nat.cast_lt {m n : ℕ} : (m : α) < n ↔ m < n
Nat.cast_add_one_pos (n : ℕ) : 0 < (n : α) + 1

variable {α} [NatCast α]
Nat.cast_inj {m n : ℕ} : (m : α) = n ↔ m = n
Nat.cast_eq_zero {n : ℕ} : (n : α) = 0 ↔ n = 0
Nat.cast_ne_zero {n : ℕ} : (n : α) ≠ 0 ↔ n ≠ 0
Nat.cast_add (m n : ℕ) : ((m + n : ℕ) : α) = m + n
Nat.cast_mul (m n : ℕ) : ((m * n : ℕ) : α) = m * n
Nat.cast_pow (n m : ℕ) : ((n ^ m : ℕ) : α) = (n : α) ^ m
Nat.cast_succ (n : ℕ) : ((n + 1 : ℕ) : α) = n + 1
Nat.cast_sub {m n : ℕ} (h : m ≤ n) : ((n - m : ℕ) : α) = n - m
Nat.cast_zero : ((0 : ℕ) : α) = 0
Nat.cast_one : ((1 : ℕ) : α) = 1

variable {α} [OrderedIntCast α] {m n : ℤ}
Int.cast_le {m n : ℤ} : (m : α) ≤ n ↔ m ≤ n
Int.cast_lt {m n : ℤ} : (m : α) < n ↔ m < n
Int.cast_nonneg {n : ℤ} : (0 : α) ≤ n ↔ 0 ≤ n
Int.cast_pos {n : ℤ} : (0 : α) < n ↔ 0 < n

variable {α} [IntCast α]
Int.cast_inj {m n : ℤ} : (m : α) = n ↔ m = n
Int.cast_eq_zero {n : ℤ} : (n : α) = 0 ↔ n = 0
Int.cast_ne_zero {n : ℤ} : (n : α) ≠ 0 ↔ n ≠ 0
Int.cast_add (m n : ℤ) : ((m + n : ℤ) : α) = m + n
Int.cast_sub (m n : ℤ) : ((m - n : ℤ) : α) = m - n
Int.cast_mul (m n : ℤ) : ((m * n : ℤ) : α) = m * n
Int.cast_neg (n : ℤ) : ((-n : ℤ) : α) = -n
Int.cast_pow (n : ℤ) (m : ℕ) : ((n ^ m : ℤ) : α) = (n : α) ^ m
Int.cast_zero : ((0 : ℤ) : α) = 0
Int.cast_one : ((1 : ℤ) : α) = 1

-- Natural numbers
variable {a b c k m n : ℕ}
Nat.exists_eq_succ_of_ne_zero {n : ℕ} (_ : n ≠ 0) : ∃ k, n = Nat.succ k
Nat.zero_le (n : ℕ) : 0 ≤ n
Nat.not_lt_zero (n : ℕ) : ¬n < 0
Nat.succ_pos (n : ℕ) : 0 < n + 1
Nat.zero_lt_succ (n : ℕ) : 0 < n + 1
Nat.pos_of_ne_zero (_ : n ≠ 0) : 0 < n
Nat.pos_iff_ne_zero : 0 < n ↔ n ≠ 0
Nat.eq_zero_or_pos (n : ℕ) : n = 0 ∨ 0 < n
Nat.one_le_iff_ne_zero : 1 ≤ n ↔ n ≠ 0
Nat.succ_le_iff : m + 1 ≤ n ↔ m < n
Nat.succ_le_of_lt (h : n < m) : n + 1 ≤ m
Nat.lt_of_succ_le (h : n + 1 ≤ m) : n < m
Nat.lt_succ_iff : m < n + 1 ↔ m ≤ n
Nat.le_of_lt_succ (_ : m < n + 1) : m ≤ n
Nat.lt_succ_of_le (_ : n ≤ m) : n < m + 1
Nat.lt_succ_self (n : ℕ) : n < n + 1
Nat.add_one_le_iff : n + 1 ≤ m ↔ n < m
Nat.lt_add_one_iff : m < n + 1 ↔ m ≤ n
Nat.le_of_lt (_ : n < m) : n ≤ m
Nat.lt_of_lt_of_le (_ : n < m) (_ : m ≤ k) : n < k
Nat.lt_of_le_of_lt (_ : n ≤ m) (_ : m < k) : n < k
Nat.le_trans (_ : n ≤ m) (_ : m ≤ k) : n ≤ k
Nat.lt_irrefl (n : ℕ) : ¬n < n
Nat.le_antisymm (h₁ : n ≤ m) (h₂ : m ≤ n) : n = m
Nat.le_add_left (n m : ℕ) : n ≤ m + n
Nat.le_add_right (n k : ℕ) : n ≤ n + k
Nat.sub_le (n m : ℕ) : n - m ≤ n
Nat.one_le_two_pow {n : ℕ} : 1 ≤ 2 ^ n
Nat.two_pow_pos (w : ℕ) : 0 < 2 ^ w
Nat.add_sub_cancel : n + m - m = n
Nat.sub_add_cancel (h : m ≤ n) : n - m + m = n
Nat.add_sub_cancel' {n m : ℕ} (h : m ≤ n) : m + (n - m) = n
Nat.add_comm (n m : ℕ) : n + m = m + n
Nat.add_assoc (n m k : ℕ) : n + m + k = n + (m + k)
Nat.mul_comm (n m : ℕ) : n * m = m * n
Nat.mul_assoc (n m k : ℕ) : n * m * k = n * (m * k)
Nat.succ_ne_zero (n : ℕ) : n + 1 ≠ 0
Nat.mod_lt (x : ℕ) {y : ℕ} (_ : y > 0) : x % y < y
Nat.div_add_mod (m k : ℕ) : k * (m / k) + m % k = m
Nat.mod_add_div (m k : ℕ) : m % k + k * (m / k) = m
Nat.mod_le (x y : ℕ) : x % y ≤ x
Nat.mod_two_eq_zero_or_one (n : ℕ) : n % 2 = 0 ∨ n % 2 = 1
Nat.dvd_of_mod_eq_zero (h : n % k = 0) : k ∣ n
Nat.mod_eq_zero_of_dvd (H : k ∣ n) : n % k = 0
Nat.dvd_iff_mod_eq_zero {k n : ℕ} : k ∣ n ↔ n % k = 0
Nat.le_of_dvd (h1 : 0 < n) (_ : m ∣ n) : m ≤ n
Nat.mul_div_cancel_left (m : ℕ) {n : ℕ} (H : 0 < n) : n * m / n = m
Nat.div_mul_cancel (H : n ∣ m) : m / n * n = m
Nat.mul_div_cancel' (H : n ∣ m) : n * (m / n) = m
Nat.mul_lt_mul_of_lt_of_le {a b c d : ℕ} (hac : a < c) (hbd : b ≤ d) (hd : 0 < d) : a * b < c * d
Nat.mod_eq_of_lt {a b : ℕ} (h : a < b) : a % b = a
Nat.mod_mod (a n : ℕ) : a % n % n = a % n
Nat.mod_self (n : ℕ) : n % n = 0
Nat.add_mod (a b n : ℕ) : (a + b) % n = (a % n + b % n) % n
Nat.mul_mod (a b n : ℕ) : a * b % n = a % n * (b % n) % n
Nat.pow_mod (a b n : ℕ) : a ^ b % n = (a % n) ^ b % n
Nat.add_mul_mod_self_left (x y z : ℕ) : (x + y * z) % y = x % y
Nat.add_mul_mod_self_right (x y z : ℕ) : (x + y * z) % z = x % z
Nat.mul_mod_right (x z : ℕ) : x * z % x = 0
Nat.mul_mod_left (x z : ℕ) : x * z % z = 0
Nat.div_lt_iff_lt_mul {x k y : ℕ} (Hk : 0 < k) : x / k < y ↔ x < y * k
Nat.le_div_iff_mul_le (k0 : 0 < k) : a ≤ b / k ↔ a * k ≤ b
Nat.div_le_self (n k : ℕ) : n / k ≤ n
Nat.div_eq_of_lt {a b : ℕ} (h₀ : a < b) : a / b = 0
Nat.div_self {n : ℕ} (h : 0 < n) : n / n = 1
Nat.mul_div_cancel (m : ℕ) {n : ℕ} (H : 0 < n) : m * n / n = m
Nat.eq_of_mul_eq_mul_left (ha : 0 < a) (h : a * b = a * c) : b = c
Nat.eq_of_mul_eq_mul_right (ha : 0 < a) (h : b * a = c * a) : b = c
Nat.dvd_add {m n k : ℕ} (h₁ : k ∣ m) (h₂ : k ∣ n) : k ∣ m + n
Nat.dvd_sub' (h₁ : k ∣ m) (h₂ : k ∣ n) : k ∣ m - n
Nat.dvd_refl (a : ℕ) : a ∣ a
Nat.dvd_trans {a b c : ℕ} (h₁ : a ∣ b) (h₂ : b ∣ c) : a ∣ c
Nat.dvd_antisymm {m n : ℕ} (_ : m ∣ n) (_ : n ∣ m) : m = n
Nat.dvd_mul_right (a b : ℕ) : a ∣ a * b
Nat.dvd_mul_left (a b : ℕ) : a ∣ b * a
Nat.pos_of_dvd_of_pos {m n : ℕ} (H1 : m ∣ n) (H2 : 0 < n) : 0 < m
Nat.gcd_comm (m n : ℕ) : Nat.gcd m n = Nat.gcd n m
Nat.gcd_dvd_left (m n : ℕ) : Nat.gcd m n ∣ m
Nat.gcd_dvd_right (m n : ℕ) : Nat.gcd m n ∣ n
Nat.dvd_gcd (_ : k ∣ m) (_ : k ∣ n) : k ∣ Nat.gcd m n
Nat.gcd_mul_lcm (m n : ℕ) : Nat.gcd m n * Nat.lcm m n = m * n
Nat.gcd_pos_of_pos_left {m : ℕ} (n : ℕ) (mpos : 0 < m) : 0 < Nat.gcd m n
Nat.gcd_pos_of_pos_right {n : ℕ} (m : ℕ) (npos : 0 < n) : 0 < Nat.gcd m n
Nat.factorial_pos (n : ℕ) : 0 < Nat.factorial n
Nat.factorial_ne_zero (n : ℕ) : Nat.factorial n ≠ 0
Nat.Prime.two_le {p : ℕ} (_ : Nat.Prime p) : 2 ≤ p
Nat.Prime.one_lt {p : ℕ} (_ : Nat.Prime p) : 1 < p
Nat.Prime.pos {p : ℕ} (pp : Nat.Prime p) : 0 < p
Nat.Prime.ne_zero {p : ℕ} (h : Nat.Prime p) : p ≠ 0
Nat.Prime.ne_one {p : ℕ} (hp : Nat.Prime p) : p ≠ 1
Nat.Prime.eq_one_or_self_of_dvd {p : ℕ} (pp : Nat.Prime p) (a : ℕ) (h : a ∣ p) : a = 1 ∨ a = p
Nat.Prime.dvd_mul {p m n : ℕ} (pp : Nat.Prime p) : p ∣ m * n ↔ p ∣ m ∨ p ∣ n
Nat.Prime.eq_two_or_odd {p : ℕ} (hp : Nat.Prime p) : p = 2 ∨ p % 2 = 1
Nat.prime_two : Nat.Prime 2
Nat.prime_three : Nat.Prime 3
Nat.not_prime_one : ¬Nat.Prime 1
Nat.not_prime_zero : ¬Nat.Prime 0

-- Integers
variable {a b c d m n : ℤ}
Int.emod_nonneg (a : ℤ) {b : ℤ} (_ : b ≠ 0) : 0 ≤ a % b
Int.emod_lt_of_pos (a : ℤ) {b : ℤ} (H : 0 < b) : a % b < b
Int.emod_two_eq_zero_or_one (n : ℤ) : n % 2 = 0 ∨ n % 2 = 1
Int.emod_emod_of_dvd (n : ℤ) {m k : ℤ} (h : m ∣ k) : n % k % m = n % m
Int.add_one_le_iff : a + 1 ≤ b ↔ a < b
Int.lt_add_one_iff : a < b + 1 ↔ a ≤ b
Int.le_sub_one_iff : a ≤ b - 1 ↔ a < b
Int.add_one_le_of_lt (H : a < b) : a + 1 ≤ b
Int.lt_of_add_one_le (H : a + 1 ≤ b) : a < b
Int.le_of_lt (h : a < b) : a ≤ b
Int.dvd_of_emod_eq_zero (H : b % a = 0) : a ∣ b
Int.emod_eq_zero_of_dvd (_ : a ∣ b) : b % a = 0
Int.le_of_dvd (bpos : 0 < b) (H : a ∣ b) : a ≤ b
Int.mul_lt_mul_of_pos_left (h₁ : a < b) (h₂ : 0 < c) : c * a < c * b
Int.add_emod (a b n : ℤ) : (a + b) % n = (a % n + b % n) % n
Int.mul_emod (a b n : ℤ) : a * b % n = a % n * (b % n) % n
Int.sub_emod (a b n : ℤ) : (a - b) % n = (a % n - b % n) % n
Int.emod_emod (a b : ℤ) : a % b % b = a % b
Int.emod_eq_of_lt {a b : ℤ} (H1 : 0 ≤ a) (H2 : a < b) : a % b = a
Int.emod_add_ediv (a b : ℤ) : a % b + b * (a / b) = a
Int.ediv_add_emod (a b : ℤ) : b * (a / b) + a % b = a
Int.dvd_add {a b c : ℤ} (_ : a ∣ b) (_ : a ∣ c) : a ∣ b + c
Int.dvd_sub {a b c : ℤ} (_ : a ∣ b) (_ : a ∣ c) : a ∣ b - c
Int.dvd_mul_right (a b : ℤ) : a ∣ a * b
Int.dvd_mul_left (a b : ℤ) : a ∣ b * a
Int.dvd_iff_emod_eq_zero {a b : ℤ} : a ∣ b ↔ b % a = 0
"""
