"""Statements of the lemma library: what recorded proofs name besides the other files.

The format is that of `lemma_library`; an indented line continues the one before.
"""

from __future__ import annotations

from typing import Final

STATEMENTS: Final = """
variable {m n k a b p : ℕ}
Nat.even_mul_succ_self (n : ℕ) : Even (n * (n + 1))
Nat.even_mul_pred_self (n : ℕ) : Even (n * (n - 1))
Nat.even_add_one : Even (n + 1) ↔ ¬Even n
Nat.even_sub (h : n ≤ m) : Even (m - n) ↔ (Even m ↔ Even n)
Nat.odd_add : Odd (m + n) ↔ (Odd m ↔ Even n)
Nat.odd_sub (h : n ≤ m) : Odd (m - n) ↔ (Odd m ↔ Even n)
Nat.even_or_odd' (n : ℕ) : ∃ k, n = 2 * k ∨ n = 2 * k + 1
Nat.not_even_iff : ¬Even n ↔ n % 2 = 1
Nat.not_odd_iff : ¬Odd n ↔ n % 2 = 0
Nat.sub_eq_iff_eq_add {a b c : ℕ} (h : b ≤ a) : a - b = c ↔ a = c + b
Nat.dvd_prime (pp : Nat.Prime p) : m ∣ p ↔ m = 1 ∨ m = p
Nat.gcd_div {m n k : ℕ} (H1 : k ∣ m) (H2 : k ∣ n) : Nat.gcd (m / k) (n / k) = Nat.gcd m n / k
Nat.factorial_lt (hn : 0 < n) : Nat.factorial n < Nat.factorial m ↔ n < m
Nat.choose_eq_factorial_div_factorial {n k : ℕ} (hk : k ≤ n) :
  Nat.choose n k = Nat.factorial n / (Nat.factorial k * Nat.factorial (n - k))
Nat.choose_two_right (n : ℕ) : Nat.choose n 2 = n * (n - 1) / 2
Nat.succ_mul_choose_eq (n k : ℕ) :
  Nat.succ n * Nat.choose n k = Nat.choose (Nat.succ n) (Nat.succ k) * Nat.succ k
Nat.sub_mod_eq_zero_of_mod_eq (h : m % k = n % k) : (m - n) % k = 0
Nat.pred_succ (n : ℕ) : Nat.pred (Nat.succ n) = n
Nat.succ_sub_one (n : ℕ) : Nat.succ n - 1 = n
Nat.zero_pow {n : ℕ} (H : 0 < n) : 0 ^ n = 0
Nat.sub_mul (n m k : ℕ) : (n - m) * k = n * k - m * k
Nat.succ_inj' : Nat.succ n = Nat.succ m ↔ n = m
Nat.Prime.dvd_factorial {n p : ℕ} (hp : Nat.Prime p) : p ∣ Nat.factorial n ↔ p ≤ n
Nat.sum_range_choose (n : ℕ) : ∑ m ∈ Finset.range (n + 1), Nat.choose n m = 2 ^ n
variable {m n : ℤ}
Int.even_sub : Even (m - n) ↔ (Even m ↔ Even n)
Int.even_pow {n : ℕ} : Even (m ^ n) ↔ Even m ∧ n ≠ 0
Int.odd_add : Odd (m + n) ↔ (Odd m ↔ Even n)
Int.odd_mul : Odd (m * n) ↔ Odd m ∧ Odd n
Int.odd_pow {n : ℕ} : Odd (m ^ n) ↔ Odd m ∨ n = 0
Int.even_add_one : Even (n + 1) ↔ ¬Even n
Int.even_or_odd' (n : ℤ) : ∃ k, n = 2 * k ∨ n = 2 * k + 1
Int.not_even_iff : ¬Even n ↔ n % 2 = 1
Int.not_odd_iff : ¬Odd n ↔ n % 2 = 0
Int.odd_iff_not_even : Odd n ↔ ¬Even n
Int.emod_eq_emod_iff_emod_sub_eq_zero {m n k : ℤ} : m % n = k % n ↔ (m - k) % n = 0
Int.emod_def (a b : ℤ) : a % b = a - b * (a / b)
variable {α} [Divisibility α] {x y : α}
dvd_pow (hxy : x ∣ y) {n : ℕ} (_ : n ≠ 0) : x ∣ y ^ n
odd_two_mul_add_one (n : α) : Odd (2 * n + 1)
variable {α} [OrderedRing α] {a b c : α}
neg_lt : -a < b ↔ -b < a
lt_neg : a < -b ↔ b < -a
sub_lt_zero : a - b < 0 ↔ a < b
sq_eq_sq_iff_abs_eq_abs (a b : α) : a ^ 2 = b ^ 2 ↔ |a| = |b|
sq_eq_sq (h1 : 0 ≤ a) (h2 : 0 ≤ b) : a ^ 2 = b ^ 2 ↔ a = b
abs_le_abs (h₀ : a ≤ b) (h₁ : -a ≤ b) : |a| ≤ |b|
neg_abs_le_self (a : α) : -|a| ≤ a
variable {α} [OrderedSemiring α] {a b : α}
pow_lt_pow_left (h : a < b) (ha : 0 ≤ a) {n : ℕ} (_ : n ≠ 0) : a ^ n < b ^ n
variable {α} [CommRing α] {a b c : α}
eq_neg_iff_add_eq_zero : a = -b ↔ a + b = 0
add_eq_of_eq_sub (h : a = c - b) : a + b = c
eq_add_of_sub_eq (h : a - c = b) : a = b + c
variable {α} [Field α] {a b : α}
inv_neg : (-a)⁻¹ = -a⁻¹
zpow_one (a : α) : a ^ (1 : ℤ) = a
zpow_two (a : α) : a ^ (2 : ℤ) = a * a
variable {α} [OrderedField α] {a b : α}
inv_le_one (ha : 1 ≤ a) : a⁻¹ ≤ 1
variable {x y : ℝ}
Real.sqrt_eq_iff_mul_self_eq (hx : 0 ≤ x) (hy : 0 ≤ y) : √x = y ↔ y * y = x
Real.log_eq_zero : Real.log x = 0 ↔ x = 0 ∨ x = 1 ∨ x = -1
Real.log_ne_zero_of_pos_of_ne_one (hx_pos : 0 < x) (hx : x ≠ 1) : Real.log x ≠ 0
Real.sin_pi_sub (x : ℝ) : Real.sin (Real.pi - x) = Real.sin x
Real.cos_pi_sub (x : ℝ) : Real.cos (Real.pi - x) = -Real.cos x
Real.cos_pi_div_three : Real.cos (Real.pi / 3) = 1 / 2
Real.sin_pi_div_six : Real.sin (Real.pi / 6) = 1 / 2
Real.cos_pi_div_six : Real.cos (Real.pi / 6) = √3 / 2
Real.sin_pi_div_three : Real.sin (Real.pi / 3) = √3 / 2
Real.cos_pi_div_four : Real.cos (Real.pi / 4) = √2 / 2
Real.sin_pi_div_four : Real.sin (Real.pi / 4) = √2 / 2
variable {n : ℕ} {s : Finset ℕ}
Finset.card_singleton (a : ℕ) : Finset.card ({a} : Finset ℕ) = 1
Finset.card_empty : Finset.card (∅ : Finset ℕ) = 0
Finset.card_eq_zero : Finset.card s = 0 ↔ s = ∅
Finset.not_mem_empty (a : ℕ) : a ∉ (∅ : Finset ℕ)
Finset.not_mem_range_self : n ∉ Finset.range n
Finset.range_zero : Finset.range 0 = ∅
Finset.range_one : Finset.range 1 = {0}
Finset.range_succ : Finset.range (n + 1) = insert n (Finset.range n)
Finset.sum_range_id_mul_two (n : ℕ) : (∑ i ∈ Finset.range n, i) * 2 = n * (n - 1)
Finset.sum_range_id (n : ℕ) : ∑ i ∈ Finset.range n, i = n * (n - 1) / 2
variable {α} [CommSemiring α] {f g : ℕ → α} {s : Finset ℕ} {a : ℕ}
Finset.sum_singleton (f : ℕ → α) (a : ℕ) : ∑ x ∈ ({a} : Finset ℕ), f x = f a
Finset.prod_singleton (f : ℕ → α) (a : ℕ) : ∏ x ∈ ({a} : Finset ℕ), f x = f a
Finset.sum_empty : ∑ x ∈ (∅ : Finset ℕ), f x = 0
Finset.prod_empty : ∏ x ∈ (∅ : Finset ℕ), f x = 1
Finset.sum_insert (_ : a ∉ s) : ∑ x ∈ insert a s, f x = f a + ∑ x ∈ s, f x
Finset.sum_const_zero : ∑ x ∈ s, (0 : α) = 0
Finset.sum_eq_zero (_ : ∀ x ∈ s, f x = 0) : ∑ x ∈ s, f x = 0
Finset.sum_Ioc_succ_top {a b : ℕ} (hab : a ≤ b) (f : ℕ → α) :
  ∑ k ∈ Finset.Ioc a (b + 1), f k = ∑ k ∈ Finset.Ioc a b, f k + f (b + 1)
Finset.prod_Icc_succ_top {a b : ℕ} (hab : a ≤ b + 1) (f : ℕ → α) :
  ∏ k ∈ Finset.Icc a (b + 1), f k = (∏ k ∈ Finset.Icc a b, f k) * f (b + 1)
variable {α} [CommRing α] {f g : ℕ → α} {s : Finset ℕ}
Finset.sum_sub_distrib : ∑ i ∈ s, (f i - g i) = ∑ i ∈ s, f i - ∑ i ∈ s, g i

-- Definitions as equations
variable {m n : ℕ}
Nat.lcm.eq_1 (m n : ℕ) : Nat.lcm m n = m * n / Nat.gcd m n
Real.logb.eq_1 (b x : ℝ) : Real.logb b x = Real.log x / Real.log b
imp_false {a : Prop} : a → False ↔ ¬a
Int.natCast_dvd_natCast : (m : ℤ) ∣ (n : ℤ) ↔ m ∣ n
Int.coe_nat_dvd : (m : ℤ) ∣ (n : ℤ) ↔ m ∣ n
Nat.prime_mul_iff {a b : ℕ} :
  Nat.Prime (a * b) ↔ Nat.Prime a ∧ b = 1 ∨ Nat.Prime b ∧ a = 1
Nat.prime_iff_prime_int {p : ℕ} : Nat.Prime p ↔ Prime (p : ℤ)
variable {p a b : ℤ}
Prime.dvd_mul (hp : Prime p) {a b : ℤ} : p ∣ a * b ↔ p ∣ a ∨ p ∣ b
Prime.dvd_or_dvd (hp : Prime p) {a b : ℤ} (h : p ∣ a * b) : p ∣ a ∨ p ∣ b
Prime.dvd_of_dvd_pow (hp : Prime p) {a : ℤ} {n : ℕ} (h : p ∣ a ^ n) : p ∣ a
variable {x y : ℝ}
Real.rpow_def_of_pos (hx : 0 < x) (y : ℝ) : x ^ y = Real.exp (Real.log x * y)
Real.cos_lt_cos_of_nonneg_of_le_pi (hx₁ : 0 ≤ x) (hy₂ : y ≤ Real.pi) (hxy : x < y) :
  Real.cos y < Real.cos x
Real.cos_le_cos_of_nonneg_of_le_pi (hx₁ : 0 ≤ x) (hy₂ : y ≤ Real.pi) (hxy : x ≤ y) :
  Real.cos y ≤ Real.cos x
variable {α} [OrderedField α] {a : α} {n : ℕ}
Nat.ceil_eq_iff (hn : n ≠ 0) : ⌈a⌉₊ = n ↔ ↑(n - 1) < a ∧ a ≤ ↑n
variable {a b c d n : ℤ}
Int.ModEq.add_left (c : ℤ) (h : Int.ModEq n a b) : Int.ModEq n (c + a) (c + b)
Int.ModEq.add_right (c : ℤ) (h : Int.ModEq n a b) : Int.ModEq n (a + c) (b + c)
Int.ModEq.mul_left (c : ℤ) (h : Int.ModEq n a b) : Int.ModEq n (c * a) (c * b)
Int.ModEq.mul_right (c : ℤ) (h : Int.ModEq n a b) : Int.ModEq n (a * c) (b * c)
Int.ModEq.sub_left (c : ℤ) (h : Int.ModEq n a b) : Int.ModEq n (c - a) (c - b)
Int.ModEq.sub_right (c : ℤ) (h : Int.ModEq n a b) : Int.ModEq n (a - c) (b - c)
Int.ModEq.neg (h : Int.ModEq n a b) : Int.ModEq n (-a) (-b)
Int.ModEq.eq (_ : Int.ModEq n a b) : a % n = b % n
variable {α} [Field α] {a b : α}
inv_eq_iff_eq_inv : a⁻¹ = b ↔ a = b⁻¹
"""
