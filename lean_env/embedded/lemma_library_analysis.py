"""Statements of the lemma library: roots, exponentials, logarithms, trigonometry, ℂ, rounding.

The format is that of `lemma_library`; an indented line continues the one before.
"""

from __future__ import annotations

from typing import Final

STATEMENTS: Final = """
-- Square roots
variable {x y z : ℝ}
Real.sqrt_eq_zero' : √x = 0 ↔ x ≤ 0
Real.sqrt_ne_zero (h : 0 ≤ x) : √x ≠ 0 ↔ x ≠ 0
Real.sqrt_ne_zero' : √x ≠ 0 ↔ 0 < x
Real.sqrt_eq_zero_of_nonpos (h : x ≤ 0) : √x = 0
Real.sqrt_eq_iff_sq_eq (hx : 0 ≤ x) (hy : 0 ≤ y) : √x = y ↔ y ^ 2 = x
Real.sqrt_eq_iff_eq_sq (hx : 0 ≤ x) (hy : 0 ≤ y) : √x = y ↔ x = y ^ 2
Real.sqrt_lt_sqrt_iff (hx : 0 ≤ x) : √x < √y ↔ x < y
Real.sqrt_lt_sqrt_iff_of_pos (hy : 0 < y) : √x < √y ↔ x < y
Real.sqrt_le_sqrt_iff (hy : 0 ≤ y) : √x ≤ √y ↔ x ≤ y
Real.sqrt_inj (hx : 0 ≤ x) (hy : 0 ≤ y) : √x = √y ↔ x = y
Real.sqrt_le_iff : √x ≤ y ↔ 0 ≤ y ∧ x ≤ y ^ 2
Real.sqrt_le_one (h : x ≤ 1) : √x ≤ 1
Real.sqrt_eq_one : √x = 1 ↔ x = 1
Real.le_sqrt_of_sq_le (h : x ^ 2 ≤ y) : x ≤ √y
Real.lt_sqrt_of_sq_lt (h : x ^ 2 < y) : x < √y
Real.abs_le_sqrt (h : x ^ 2 ≤ y) : |x| ≤ √y
Real.sqrt_mul_self_eq_abs (x : ℝ) : √(x * x) = |x|
Real.sqrt_div (hx : 0 ≤ x) (y : ℝ) : √(x / y) = √x / √y
Real.sqrt_inv (x : ℝ) : √x⁻¹ = (√x)⁻¹

-- Logarithms and exponentials
Real.exp_pos (x : ℝ) : 0 < Real.exp x
Real.exp_ne_zero (x : ℝ) : Real.exp x ≠ 0
Real.exp_zero : Real.exp 0 = 1
Real.exp_add (x y : ℝ) : Real.exp (x + y) = Real.exp x * Real.exp y
Real.exp_sub (x y : ℝ) : Real.exp (x - y) = Real.exp x / Real.exp y
Real.exp_neg (x : ℝ) : Real.exp (-x) = (Real.exp x)⁻¹
Real.exp_log (hx : 0 < x) : Real.exp (Real.log x) = x
Real.log_exp (x : ℝ) : Real.log (Real.exp x) = x
Real.exp_lt_exp : Real.exp x < Real.exp y ↔ x < y
Real.exp_le_exp : Real.exp x ≤ Real.exp y ↔ x ≤ y
Real.add_one_le_exp (x : ℝ) : x + 1 ≤ Real.exp x
Real.log_zero : Real.log 0 = 0
Real.log_one : Real.log 1 = 0
Real.log_mul (hx : x ≠ 0) (hy : y ≠ 0) : Real.log (x * y) = Real.log x + Real.log y
Real.log_div (hx : x ≠ 0) (hy : y ≠ 0) : Real.log (x / y) = Real.log x - Real.log y
Real.log_inv (x : ℝ) : Real.log x⁻¹ = -Real.log x
Real.log_pow (n : ℕ) (x : ℝ) : Real.log (x ^ n) = n * Real.log x
Real.log_abs (x : ℝ) : Real.log |x| = Real.log x
Real.log_neg_eq_log (x : ℝ) : Real.log (-x) = Real.log x
Real.log_pos (hx : 1 < x) : 0 < Real.log x
Real.log_nonneg (hx : 1 ≤ x) : 0 ≤ Real.log x
Real.log_neg (h0 : 0 < x) (h1 : x < 1) : Real.log x < 0
Real.log_nonpos (hx : 0 ≤ x) (h'x : x ≤ 1) : Real.log x ≤ 0
Real.log_lt_log (hx : 0 < x) (h : x < y) : Real.log x < Real.log y
Real.log_le_log (hx : 0 < x) (hxy : x ≤ y) : Real.log x ≤ Real.log y
Real.log_le_log_iff (h : 0 < x) (h₁ : 0 < y) : Real.log x ≤ Real.log y ↔ x ≤ y
Real.log_lt_log_iff (hx : 0 < x) (hy : 0 < y) : Real.log x < Real.log y ↔ x < y
Real.log_le_sub_one_of_pos (hx : 0 < x) : Real.log x ≤ x - 1
Real.log_rpow (hx : 0 < x) (y : ℝ) : Real.log (x ^ y) = y * Real.log x
Real.rpow_pos_of_pos (hx : 0 < x) (y : ℝ) : 0 < x ^ y
Real.rpow_nonneg (hx : 0 ≤ x) (y : ℝ) : 0 ≤ x ^ y
Real.rpow_zero (x : ℝ) : x ^ (0 : ℝ) = 1
Real.rpow_one (x : ℝ) : x ^ (1 : ℝ) = x
Real.one_rpow (x : ℝ) : (1 : ℝ) ^ x = 1
Real.rpow_two (x : ℝ) : x ^ (2 : ℝ) = x ^ 2
Real.rpow_natCast (x : ℝ) (n : ℕ) : x ^ (n : ℝ) = x ^ n
Real.rpow_nat_cast (x : ℝ) (n : ℕ) : x ^ (n : ℝ) = x ^ n
Real.rpow_add (hx : 0 < x) (y z : ℝ) : x ^ (y + z) = x ^ y * x ^ z
Real.rpow_sub (hx : 0 < x) (y z : ℝ) : x ^ (y - z) = x ^ y / x ^ z
Real.rpow_mul (hx : 0 ≤ x) (y z : ℝ) : x ^ (y * z) = (x ^ y) ^ z
Real.rpow_neg (hx : 0 ≤ x) (y : ℝ) : x ^ (-y) = (x ^ y)⁻¹
Real.mul_rpow (hx : 0 ≤ x) (hy : 0 ≤ y) : (x * y) ^ z = x ^ z * y ^ z
Real.rpow_lt_rpow (hx : 0 ≤ x) (hxy : x < y) (hz : 0 < z) : x ^ z < y ^ z
Real.rpow_le_rpow (h : 0 ≤ x) (h₁ : x ≤ y) (h₂ : 0 ≤ z) : x ^ z ≤ y ^ z

-- Trigonometry
Real.pi_pos : 0 < Real.pi
Real.pi_ne_zero : Real.pi ≠ 0
Real.pi_gt_three : 3 < Real.pi
Real.pi_le_four : Real.pi ≤ 4
Real.two_le_pi : 2 ≤ Real.pi
Real.pi_div_two_pos : 0 < Real.pi / 2
Real.sin_zero : Real.sin 0 = 0
Real.cos_zero : Real.cos 0 = 1
Real.sin_pi : Real.sin Real.pi = 0
Real.cos_pi : Real.cos Real.pi = -1
Real.sin_pi_div_two : Real.sin (Real.pi / 2) = 1
Real.cos_pi_div_two : Real.cos (Real.pi / 2) = 0
Real.sin_neg (x : ℝ) : Real.sin (-x) = -Real.sin x
Real.cos_neg (x : ℝ) : Real.cos (-x) = Real.cos x
Real.sin_add (x y : ℝ) : Real.sin (x + y) = Real.sin x * Real.cos y + Real.cos x * Real.sin y
Real.cos_add (x y : ℝ) : Real.cos (x + y) = Real.cos x * Real.cos y - Real.sin x * Real.sin y
Real.sin_sub (x y : ℝ) : Real.sin (x - y) = Real.sin x * Real.cos y - Real.cos x * Real.sin y
Real.cos_sub (x y : ℝ) : Real.cos (x - y) = Real.cos x * Real.cos y + Real.sin x * Real.sin y
Real.sin_two_mul (x : ℝ) : Real.sin (2 * x) = 2 * Real.sin x * Real.cos x
Real.cos_two_mul (x : ℝ) : Real.cos (2 * x) = 2 * Real.cos x ^ 2 - 1
Real.cos_two_mul' (x : ℝ) : Real.cos (2 * x) = Real.cos x ^ 2 - Real.sin x ^ 2
Real.sin_sq_add_cos_sq (x : ℝ) : Real.sin x ^ 2 + Real.cos x ^ 2 = 1
Real.cos_sq_add_sin_sq (x : ℝ) : Real.cos x ^ 2 + Real.sin x ^ 2 = 1
Real.sin_sq (x : ℝ) : Real.sin x ^ 2 = 1 - Real.cos x ^ 2
Real.cos_sq' (x : ℝ) : Real.cos x ^ 2 = 1 - Real.sin x ^ 2
Real.cos_sq (x : ℝ) : Real.cos x ^ 2 = 1 / 2 + Real.cos (2 * x) / 2
Real.sin_le_one (x : ℝ) : Real.sin x ≤ 1
Real.cos_le_one (x : ℝ) : Real.cos x ≤ 1
Real.neg_one_le_sin (x : ℝ) : -1 ≤ Real.sin x
Real.neg_one_le_cos (x : ℝ) : -1 ≤ Real.cos x
Real.abs_sin_le_one (x : ℝ) : |Real.sin x| ≤ 1
Real.abs_cos_le_one (x : ℝ) : |Real.cos x| ≤ 1
Real.sin_lt (h : 0 < x) : Real.sin x < x
Real.sin_le (h : 0 ≤ x) : Real.sin x ≤ x
Real.sin_pos_of_pos_of_lt_pi (h0x : 0 < x) (hxp : x < Real.pi) : 0 < Real.sin x
Real.sin_nonneg_of_nonneg_of_le_pi (h0x : 0 ≤ x) (hxp : x ≤ Real.pi) : 0 ≤ Real.sin x
Real.tan_eq_sin_div_cos (x : ℝ) : Real.tan x = Real.sin x / Real.cos x

-- Complex numbers
variable {z w : ℂ}
Complex.ext_iff {z w : ℂ} : z = w ↔ Complex.re z = Complex.re w ∧ Complex.im z = Complex.im w
Complex.ext {z w : ℂ} (_ : Complex.re z = Complex.re w) (_ : Complex.im z = Complex.im w) : z = w
Complex.I_sq : Complex.I ^ 2 = -1
Complex.I_mul_I : Complex.I * Complex.I = -1
Complex.I_ne_zero : Complex.I ≠ 0
Complex.I_re : Complex.re Complex.I = 0
Complex.I_im : Complex.im Complex.I = 1
Complex.zero_re : Complex.re 0 = 0
Complex.zero_im : Complex.im 0 = 0
Complex.one_re : Complex.re 1 = 1
Complex.one_im : Complex.im 1 = 0
Complex.ofReal_re (r : ℝ) : Complex.re (r : ℂ) = r
Complex.ofReal_im (r : ℝ) : Complex.im (r : ℂ) = 0
Complex.add_re (z w : ℂ) : Complex.re (z + w) = Complex.re z + Complex.re w
Complex.add_im (z w : ℂ) : Complex.im (z + w) = Complex.im z + Complex.im w
Complex.sub_re (z w : ℂ) : Complex.re (z - w) = Complex.re z - Complex.re w
Complex.sub_im (z w : ℂ) : Complex.im (z - w) = Complex.im z - Complex.im w
Complex.neg_re (z : ℂ) : Complex.re (-z) = -Complex.re z
Complex.neg_im (z : ℂ) : Complex.im (-z) = -Complex.im z
Complex.mul_re (z w : ℂ) :
  Complex.re (z * w) = Complex.re z * Complex.re w - Complex.im z * Complex.im w
Complex.mul_im (z w : ℂ) :
  Complex.im (z * w) = Complex.re z * Complex.im w + Complex.im z * Complex.re w

-- Rounding
variable {α} [OrderedField α] {a b : α} {z : ℤ} {n : ℕ}
Int.floor_le (a : α) : (⌊a⌋ : α) ≤ a
Int.lt_floor_add_one (a : α) : a < ⌊a⌋ + 1
Int.sub_one_lt_floor (a : α) : a - 1 < ⌊a⌋
Int.le_floor : z ≤ ⌊a⌋ ↔ (z : α) ≤ a
Int.floor_lt : ⌊a⌋ < z ↔ a < z
Int.floor_eq_iff : ⌊a⌋ = z ↔ ↑z ≤ a ∧ a < z + 1
Int.ceil_le : ⌈a⌉ ≤ z ↔ a ≤ z
Int.lt_ceil : z < ⌈a⌉ ↔ (z : α) < a
Int.le_ceil (a : α) : a ≤ ⌈a⌉
Int.ceil_lt_add_one (a : α) : (⌈a⌉ : α) < a + 1
Int.ceil_eq_iff : ⌈a⌉ = z ↔ ↑z - 1 < a ∧ a ≤ z
Nat.floor_le (ha : 0 ≤ a) : (⌊a⌋₊ : α) ≤ a
Nat.lt_floor_add_one (a : α) : a < ⌊a⌋₊ + 1
Nat.le_ceil (a : α) : a ≤ ⌈a⌉₊
Nat.floor_eq_iff (ha : 0 ≤ a) : ⌊a⌋₊ = n ↔ ↑n ≤ a ∧ a < ↑n + 1

-- Sets of numbers
variable {α} [LinearOrder α] {a b x : α}
Set.mem_Icc : a ∈ Set.Icc x b ↔ x ≤ a ∧ a ≤ b
Set.mem_Ico : a ∈ Set.Ico x b ↔ x ≤ a ∧ a < b
Set.mem_Ioc : a ∈ Set.Ioc x b ↔ x < a ∧ a ≤ b
Set.mem_Ioo : a ∈ Set.Ioo x b ↔ x < a ∧ a < b
Set.mem_Ici : x ∈ Set.Ici a ↔ a ≤ x
Set.mem_Iic : x ∈ Set.Iic b ↔ x ≤ b
Set.mem_Ioi : x ∈ Set.Ioi a ↔ a < x
Set.mem_Iio : x ∈ Set.Iio b ↔ x < b

-- Sets
variable {α} [Anything α]
ite_true (a b : α) : (if True then a else b) = a
ite_false (a b : α) : (if False then a else b) = b
if_pos {c : Prop} (hc : c) {t e : α} : (if c then t else e) = t
if_neg {c : Prop} (hnc : ¬c) {t e : α} : (if c then t else e) = e
Set.ext {a b : Set α} (h : ∀ x, x ∈ a ↔ x ∈ b) : a = b
Set.ext_iff {s t : Set α} : s = t ↔ ∀ x, x ∈ s ↔ x ∈ t
Set.mem_union (x : α) (a b : Set α) : x ∈ a ∪ b ↔ x ∈ a ∨ x ∈ b
Set.mem_inter_iff (x : α) (a b : Set α) : x ∈ a ∩ b ↔ x ∈ a ∧ x ∈ b
Set.mem_insert_iff {x a : α} {s : Set α} : x ∈ insert a s ↔ x = a ∨ x ∈ s
Set.mem_singleton_iff {a b : α} : a ∈ ({b} : Set α) ↔ a = b
Finset.ext {s₁ s₂ : Finset α} (_ : ∀ a, a ∈ s₁ ↔ a ∈ s₂) : s₁ = s₂
Finset.ext_iff {s₁ s₂ : Finset α} : s₁ = s₂ ↔ ∀ a, a ∈ s₁ ↔ a ∈ s₂
Finset.mem_filter {p : α → Prop} {s : Finset α} {a : α} : a ∈ Finset.filter p s ↔ a ∈ s ∧ p a
Finset.mem_union {s t : Finset α} {a : α} : a ∈ s ∪ t ↔ a ∈ s ∨ a ∈ t
Finset.mem_inter {a : α} {s₁ s₂ : Finset α} : a ∈ s₁ ∩ s₂ ↔ a ∈ s₁ ∧ a ∈ s₂
Finset.mem_insert {a b : α} {s : Finset α} : a ∈ insert b s ↔ a = b ∨ a ∈ s
Finset.mem_singleton {a b : α} : b ∈ ({a} : Finset α) ↔ b = a
"""
