"""Statements of the lemma library: ℕ and ℤ, divisibility, primes, finite sums and sets.

The format is that of `lemma_library`; an indented line continues the one before.
"""

from __future__ import annotations

from typing import Final

STATEMENTS: Final = """
-- Natural numbers: arithmetic
variable {a b c d k m n p : ℕ}
Nat.add_zero (n : ℕ) : n + 0 = n
Nat.zero_add (n : ℕ) : 0 + n = n
Nat.mul_zero (n : ℕ) : n * 0 = 0
Nat.zero_mul (n : ℕ) : 0 * n = 0
Nat.mul_one (n : ℕ) : n * 1 = n
Nat.one_mul (n : ℕ) : 1 * n = n
Nat.add_left_comm (n m k : ℕ) : n + (m + k) = m + (n + k)
Nat.add_right_comm (n m k : ℕ) : n + m + k = n + k + m
Nat.mul_left_comm (n m k : ℕ) : n * (m * k) = m * (n * k)
Nat.mul_right_comm (n m k : ℕ) : n * m * k = n * k * m
Nat.left_distrib (n m k : ℕ) : n * (m + k) = n * m + n * k
Nat.right_distrib (n m k : ℕ) : (n + m) * k = n * k + m * k
Nat.mul_add (n m k : ℕ) : n * (m + k) = n * m + n * k
Nat.add_mul (n m k : ℕ) : (n + m) * k = n * k + m * k
Nat.two_mul (n : ℕ) : 2 * n = n + n
Nat.mul_two (n : ℕ) : n * 2 = n + n
Nat.pow_zero (b : ℕ) : b ^ 0 = 1
Nat.pow_succ {b n : ℕ} : b ^ (n + 1) = b ^ n * b
Nat.pow_two (b : ℕ) : b ^ 2 = b * b
Nat.one_pow (n : ℕ) : 1 ^ n = 1
Nat.pow_add (a m n : ℕ) : a ^ (m + n) = a ^ m * a ^ n
Nat.pow_mul (a m n : ℕ) : a ^ (m * n) = (a ^ m) ^ n
Nat.mul_pow (a b n : ℕ) : (a * b) ^ n = a ^ n * b ^ n
Nat.succ_eq_add_one (n : ℕ) : Nat.succ n = n + 1
Nat.add_one (n : ℕ) : n + 1 = Nat.succ n
Nat.add_succ (n m : ℕ) : n + Nat.succ m = Nat.succ (n + m)
Nat.succ_add (n m : ℕ) : Nat.succ n + m = Nat.succ (n + m)
Nat.mul_succ (n m : ℕ) : n * Nat.succ m = n * m + n
Nat.succ_mul (n m : ℕ) : Nat.succ n * m = n * m + m
Nat.succ_pred_eq_of_pos {n : ℕ} (_ : 0 < n) : Nat.succ (Nat.pred n) = n
Nat.succ_ne_self (n : ℕ) : Nat.succ n ≠ n
Nat.one_ne_zero : 1 ≠ 0
Nat.zero_lt_one : 0 < 1
Nat.one_pos : 0 < 1
Nat.zero_lt_two : 0 < 2
Nat.one_lt_two : 1 < 2
Nat.sub_self (n : ℕ) : n - n = 0
Nat.sub_zero (n : ℕ) : n - 0 = n
Nat.zero_sub (n : ℕ) : 0 - n = 0
Nat.add_sub_cancel_left (n m : ℕ) : n + m - n = m
Nat.add_sub_of_le {a b : ℕ} (h : a ≤ b) : a + (b - a) = b
Nat.add_sub_assoc {m k : ℕ} (h : k ≤ m) (n : ℕ) : n + m - k = n + (m - k)
Nat.sub_add_comm {n m k : ℕ} (h : k ≤ n) : n + m - k = n - k + m
Nat.sub_sub (n m k : ℕ) : n - m - k = n - (m + k)
Nat.sub_eq_zero_of_le {n m : ℕ} (h : n ≤ m) : n - m = 0
Nat.sub_eq_zero_iff_le : n - m = 0 ↔ n ≤ m
Nat.sub_pos_of_lt (h : m < n) : 0 < n - m
Nat.sub_lt {n m : ℕ} (_ : 0 < n) (_ : 0 < m) : n - m < n
Nat.sub_ne_zero_of_lt (h : a < b) : b - a ≠ 0
Nat.sub_le_sub_left {n m : ℕ} (h : n ≤ m) (k : ℕ) : k - m ≤ k - n
Nat.sub_le_sub_right {n m : ℕ} (h : n ≤ m) (k : ℕ) : n - k ≤ m - k
Nat.sub_le_iff_le_add {a b c : ℕ} : a - b ≤ c ↔ a ≤ c + b
Nat.lt_sub_iff_add_lt {a b c : ℕ} : a < c - b ↔ a + b < c
Nat.le_sub_of_add_le {a b c : ℕ} (h : a + b ≤ c) : a ≤ c - b
Nat.mul_sub_left_distrib (n m k : ℕ) : n * (m - k) = n * m - n * k
Nat.mul_sub_right_distrib (n m k : ℕ) : (n - m) * k = n * k - m * k
Nat.sub_one_add_one {a : ℕ} (h : a ≠ 0) : a - 1 + 1 = a
Nat.sub_one_lt {n : ℕ} (_ : n ≠ 0) : n - 1 < n

-- Natural numbers: order
Nat.lt_of_sub_pos (h : 0 < n - m) : m < n
Nat.le_refl (n : ℕ) : n ≤ n
Nat.le_of_eq {n m : ℕ} (p : n = m) : n ≤ m
Nat.lt_trans {n m k : ℕ} (h₁ : n < m) (_ : m < k) : n < k
Nat.le_total (m n : ℕ) : m ≤ n ∨ n ≤ m
Nat.lt_or_ge (a b : ℕ) : a < b ∨ a ≥ b
Nat.le_or_lt (a b : ℕ) : a ≤ b ∨ b < a
Nat.lt_trichotomy (a b : ℕ) : a < b ∨ a = b ∨ b < a
Nat.eq_or_lt_of_le (_ : n ≤ m) : n = m ∨ n < m
Nat.lt_or_eq_of_le {n m : ℕ} (h : n ≤ m) : n < m ∨ n = m
Nat.lt_of_le_of_ne {n m : ℕ} (h₁ : n ≤ m) (h₂ : ¬n = m) : n < m
Nat.ne_of_lt {a b : ℕ} (h : a < b) : a ≠ b
Nat.ne_of_gt {a b : ℕ} (h : b < a) : a ≠ b
Nat.not_le {n m : ℕ} : ¬n ≤ m ↔ m < n
Nat.not_lt {n m : ℕ} : ¬n < m ↔ m ≤ n
Nat.not_le_of_gt {n m : ℕ} (h : n > m) : ¬n ≤ m
Nat.not_lt_of_ge {n m : ℕ} (h : n ≥ m) : ¬n < m
Nat.lt_of_not_le {n m : ℕ} (_ : ¬n ≤ m) : m < n
Nat.lt_of_not_ge {n m : ℕ} (_ : ¬n ≥ m) : n < m
Nat.le_of_not_lt {n m : ℕ} (_ : ¬n < m) : m ≤ n
Nat.le_succ (n : ℕ) : n ≤ Nat.succ n
Nat.le_add_one_iff : m ≤ n + 1 ↔ m ≤ n ∨ m = n + 1
Nat.lt_iff_add_one_le : m < n ↔ m + 1 ≤ n
Nat.lt_one_iff : n < 1 ↔ n = 0
Nat.le_zero : n ≤ 0 ↔ n = 0
Nat.eq_zero_of_le_zero {n : ℕ} (h : n ≤ 0) : n = 0
Nat.one_le_of_lt {a b : ℕ} (h : a < b) : 1 ≤ b
Nat.eq_of_le_of_lt_succ (_ : n ≤ m) (_ : m < n + 1) : m = n
Nat.add_le_add {a b c d : ℕ} (h₁ : a ≤ b) (h₂ : c ≤ d) : a + c ≤ b + d
Nat.add_le_add_left {n m : ℕ} (h : n ≤ m) (k : ℕ) : k + n ≤ k + m
Nat.add_le_add_right {n m : ℕ} (h : n ≤ m) (k : ℕ) : n + k ≤ m + k
Nat.add_lt_add {a b c d : ℕ} (h₁ : a < b) (h₂ : c < d) : a + c < b + d
Nat.add_lt_add_left {n m : ℕ} (h : n < m) (k : ℕ) : k + n < k + m
Nat.add_lt_add_right {n m : ℕ} (h : n < m) (k : ℕ) : n + k < m + k
Nat.add_pos_left {m : ℕ} (h : 0 < m) (n : ℕ) : 0 < m + n
Nat.add_pos_right {n : ℕ} (m : ℕ) (h : 0 < n) : 0 < m + n
Nat.add_left_cancel {n m k : ℕ} (_ : n + m = n + k) : m = k
Nat.add_right_cancel {n m k : ℕ} (h : n + m = k + m) : n = k
Nat.mul_le_mul {p q m n : ℕ} (h₁ : p ≤ m) (h₂ : q ≤ n) : p * q ≤ m * n
Nat.mul_le_mul_left {m n : ℕ} (k : ℕ) (h : m ≤ n) : k * m ≤ k * n
Nat.mul_le_mul_right {m n : ℕ} (k : ℕ) (h : m ≤ n) : m * k ≤ n * k
Nat.mul_pos (_ : 0 < m) (_ : 0 < n) : 0 < m * n
Nat.mul_self_le_mul_self {m n : ℕ} (h : m ≤ n) : m * m ≤ n * n
Nat.mul_self_lt_mul_self {m n : ℕ} (h : m < n) : m * m < n * n
Nat.pos_pow_of_pos {b : ℕ} (n : ℕ) (h : 0 < b) : 0 < b ^ n
Nat.pow_le_pow_left {m n : ℕ} (h : m ≤ n) (i : ℕ) : m ^ i ≤ n ^ i
Nat.pow_le_pow_right {n m k : ℕ} (h : n > 0) (_ : m ≤ k) : n ^ m ≤ n ^ k
Nat.pow_le_pow_of_le_right {n m k : ℕ} (h : n > 0) (_ : m ≤ k) : n ^ m ≤ n ^ k
Nat.pow_le_pow_of_le_left {m n : ℕ} (h : m ≤ n) (i : ℕ) : m ^ i ≤ n ^ i
Nat.pow_lt_pow_left (_ : a < b) (_ : n ≠ 0) : a ^ n < b ^ n
Nat.pow_lt_pow_right (ha : 1 < a) (h : m < n) : a ^ m < a ^ n
Nat.pow_lt_pow_iff_right {a n m : ℕ} (h : 1 < a) : a ^ n < a ^ m ↔ n < m
Nat.pow_le_pow_iff_right {a n m : ℕ} (h : 1 < a) : a ^ n ≤ a ^ m ↔ n ≤ m
Nat.lt_two_pow (n : ℕ) : n < 2 ^ n
Nat.one_le_pow (n m : ℕ) (h : 0 < m) : 1 ≤ m ^ n
Nat.eq_zero_of_mul_eq_zero (_ : n * m = 0) : n = 0 ∨ m = 0
Nat.mul_ne_zero (_ : n ≠ 0) (_ : m ≠ 0) : n * m ≠ 0

variable {α} [CanonicallyOrdered α] {a b c : α}
zero_le (a : α) : 0 ≤ a
pos_iff_ne_zero : 0 < a ↔ a ≠ 0
nonpos_iff_eq_zero : a ≤ 0 ↔ a = 0
add_eq_zero_iff : a + b = 0 ↔ a = 0 ∧ b = 0
add_pos_iff : 0 < a + b ↔ 0 < a ∨ 0 < b
tsub_pos_iff_lt : 0 < a - b ↔ b < a
tsub_le_iff_right : a - b ≤ c ↔ a ≤ c + b
tsub_add_cancel_of_le (h : a ≤ b) : b - a + a = b
add_tsub_cancel_of_le (h : a ≤ b) : a + (b - a) = b
add_tsub_cancel_right (a b : α) : a + b - b = a
tsub_eq_zero_iff_le : a - b = 0 ↔ a ≤ b
tsub_eq_zero_of_le (_ : a ≤ b) : a - b = 0

-- Natural numbers: division and remainders
variable {a b c d k m n p : ℕ}
Nat.zero_div (b : ℕ) : 0 / b = 0
Nat.div_one (n : ℕ) : n / 1 = n
Nat.div_zero (b : ℕ) : b / 0 = 0
Nat.zero_mod (b : ℕ) : 0 % b = 0
Nat.mod_zero (a : ℕ) : a % 0 = a
Nat.mod_one (x : ℕ) : x % 1 = 0
Nat.div_add_mod' (a b : ℕ) : a / b * b + a % b = a
Nat.mod_add_div' (a b : ℕ) : a % b + a / b * b = a
Nat.add_mod_left (x z : ℕ) : (x + z) % x = z % x
Nat.add_mod_right (x z : ℕ) : (x + z) % z = x % z
Nat.mul_add_mod (a b c : ℕ) : (a * b + c) % a = c % a
Nat.mod_mod_of_dvd (a : ℕ) {b c : ℕ} (h : c ∣ b) : a % b % c = a % c
Nat.div_mul_le_self (m n : ℕ) : m / n * n ≤ m
Nat.mul_div_le (m n : ℕ) : n * (m / n) ≤ m
Nat.div_le_div_right {a b : ℕ} (h : a ≤ b) : a / c ≤ b / c
Nat.div_pos (hba : b ≤ a) (hb : 0 < b) : 0 < a / b
Nat.div_lt_self {n k : ℕ} (hLtN : 0 < n) (hLtK : 1 < k) : n / k < n
Nat.div_lt_of_lt_mul (_ : m < n * k) : m / n < k
Nat.div_eq_of_eq_mul_left (H1 : 0 < n) (H2 : m = k * n) : m / n = k
Nat.div_eq_of_eq_mul_right (H1 : 0 < n) (H2 : m = n * k) : m / n = k
Nat.add_div_right (x : ℕ) {z : ℕ} (H : 0 < z) : (x + z) / z = x / z + 1
Nat.add_mul_div_left (x z : ℕ) {y : ℕ} (H : 0 < y) : (x + y * z) / y = x / y + z
Nat.add_mul_div_right (x y : ℕ) {z : ℕ} (H : 0 < z) : (x + y * z) / z = x / z + y
Nat.mul_div_mul_left {m : ℕ} (n k : ℕ) (H : 0 < m) : m * n / (m * k) = n / k
Nat.mul_div_mul_right {m : ℕ} (n k : ℕ) (H : 0 < m) : n * m / (k * m) = n / k
Nat.mul_div_assoc {k n : ℕ} (m : ℕ) (H : k ∣ n) : m * n / k = m * (n / k)
Nat.div_div_eq_div_mul (m n k : ℕ) : m / n / k = m / (n * k)
Nat.div_dvd_of_dvd {n m : ℕ} (h : n ∣ m) : m / n ∣ m
Nat.eq_mul_of_div_eq_right {a b c : ℕ} (H1 : b ∣ a) (H2 : a / b = c) : a = b * c
Nat.eq_mul_of_div_eq_left {a b c : ℕ} (H1 : b ∣ a) (H2 : a / b = c) : a = c * b
Nat.div_eq_iff_eq_mul_left {a b c : ℕ} (H : 0 < b) (H' : b ∣ a) : a / b = c ↔ a = c * b
Nat.div_eq_iff_eq_mul_right {a b c : ℕ} (H : 0 < b) (H' : b ∣ a) : a / b = c ↔ a = b * c
Nat.mod_two_ne_one : n % 2 ≠ 1 ↔ n % 2 = 0
Nat.mod_two_ne_zero : n % 2 ≠ 0 ↔ n % 2 = 1

-- Natural numbers: divisibility
Nat.dvd_rfl {a : ℕ} : a ∣ a
Nat.dvd_zero (a : ℕ) : a ∣ 0
Nat.one_dvd (n : ℕ) : 1 ∣ n
Nat.dvd_one {n : ℕ} : n ∣ 1 ↔ n = 1
Nat.zero_dvd {n : ℕ} : 0 ∣ n ↔ n = 0
Nat.eq_one_of_dvd_one {n : ℕ} (H : n ∣ 1) : n = 1
Nat.eq_zero_of_zero_dvd {a : ℕ} (h : 0 ∣ a) : a = 0
Nat.dvd_mul_right_of_dvd {m n : ℕ} (h : n ∣ m) (k : ℕ) : n ∣ m * k
Nat.dvd_mul_left_of_dvd {m n : ℕ} (h : n ∣ m) (k : ℕ) : n ∣ k * m
Nat.dvd_add_right {m k : ℕ} (h : k ∣ m) : k ∣ m + n ↔ k ∣ n
Nat.dvd_sub_mod (k : ℕ) : n ∣ k - k % n
Nat.mul_dvd_mul {a b c d : ℕ} (_ : a ∣ b) (_ : c ∣ d) : a * c ∣ b * d
Nat.mul_dvd_mul_left {b c : ℕ} (a : ℕ) (h : b ∣ c) : a * b ∣ a * c
Nat.mul_dvd_mul_right {a b : ℕ} (h : a ∣ b) (c : ℕ) : a * c ∣ b * c
Nat.dvd_of_mul_dvd_mul_left (kpos : 0 < k) (H : k * m ∣ k * n) : m ∣ n
Nat.dvd_of_mul_dvd_mul_right (kpos : 0 < k) (H : m * k ∣ n * k) : m ∣ n
Nat.pow_dvd_pow {m n : ℕ} (a : ℕ) (h : m ≤ n) : a ^ m ∣ a ^ n
Nat.eq_zero_of_dvd_of_lt (w : a ∣ b) (h : b < a) : b = 0
Nat.not_dvd_of_pos_of_lt {m n : ℕ} (h1 : 0 < n) (h2 : n < m) : ¬m ∣ n
Nat.even_iff {n : ℕ} : Even n ↔ n % 2 = 0
Nat.odd_iff {n : ℕ} : Odd n ↔ n % 2 = 1
Nat.even_or_odd (n : ℕ) : Even n ∨ Odd n
Nat.odd_iff_not_even {n : ℕ} : Odd n ↔ ¬Even n
Nat.even_iff_not_odd {n : ℕ} : Even n ↔ ¬Odd n
Nat.not_even_iff_odd {n : ℕ} : ¬Even n ↔ Odd n
Nat.not_odd_iff_even {n : ℕ} : ¬Odd n ↔ Even n
Nat.even_add {m n : ℕ} : Even (m + n) ↔ (Even m ↔ Even n)
Nat.even_mul {m n : ℕ} : Even (m * n) ↔ Even m ∨ Even n
Nat.odd_mul {m n : ℕ} : Odd (m * n) ↔ Odd m ∧ Odd n
Nat.even_pow {m n : ℕ} : Even (m ^ n) ↔ Even m ∧ n ≠ 0

-- gcd and lcm
Nat.gcd_zero_left (y : ℕ) : Nat.gcd 0 y = y
Nat.gcd_zero_right (n : ℕ) : Nat.gcd n 0 = n
Nat.gcd_one_left (n : ℕ) : Nat.gcd 1 n = 1
Nat.gcd_one_right (n : ℕ) : Nat.gcd n 1 = 1
Nat.gcd_self (n : ℕ) : Nat.gcd n n = n
Nat.gcd_assoc (m n k : ℕ) : Nat.gcd (Nat.gcd m n) k = Nat.gcd m (Nat.gcd n k)
Nat.gcd_eq_left {m n : ℕ} (h : m ∣ n) : Nat.gcd m n = m
Nat.gcd_eq_right {m n : ℕ} (h : n ∣ m) : Nat.gcd m n = n
Nat.gcd_mul_left (m n k : ℕ) : Nat.gcd (m * n) (m * k) = m * Nat.gcd n k
Nat.gcd_mul_right (m n k : ℕ) : Nat.gcd (m * n) (k * n) = Nat.gcd m k * n
Nat.gcd_rec (m n : ℕ) : Nat.gcd m n = Nat.gcd (n % m) m
Nat.gcd_eq_zero_iff {i j : ℕ} : Nat.gcd i j = 0 ↔ i = 0 ∧ j = 0
Nat.gcd_dvd (m n : ℕ) : Nat.gcd m n ∣ m ∧ Nat.gcd m n ∣ n
Nat.gcd_le_left {m : ℕ} (n : ℕ) (h : 0 < m) : Nat.gcd m n ≤ m
Nat.gcd_le_right {n : ℕ} (m : ℕ) (h : 0 < n) : Nat.gcd m n ≤ n
Nat.lcm_comm (m n : ℕ) : Nat.lcm m n = Nat.lcm n m
Nat.lcm_zero_left (m : ℕ) : Nat.lcm 0 m = 0
Nat.lcm_one_left (m : ℕ) : Nat.lcm 1 m = m
Nat.lcm_self (m : ℕ) : Nat.lcm m m = m
Nat.dvd_lcm_left (m n : ℕ) : m ∣ Nat.lcm m n
Nat.dvd_lcm_right (m n : ℕ) : n ∣ Nat.lcm m n
Nat.lcm_dvd {m n k : ℕ} (H1 : m ∣ k) (H2 : n ∣ k) : Nat.lcm m n ∣ k
Nat.lcm_ne_zero {m n : ℕ} (hm : m ≠ 0) (hn : n ≠ 0) : Nat.lcm m n ≠ 0
Nat.lcm_pos {m n : ℕ} (_ : 0 < m) (_ : 0 < n) : 0 < Nat.lcm m n
Nat.coprime_iff_gcd_eq_one : Nat.gcd m n = 1 ↔ Nat.Coprime m n
Nat.Coprime.symm {n m : ℕ} (_ : Nat.Coprime n m) : Nat.Coprime m n
Nat.Coprime.gcd_eq_one {m n : ℕ} (_ : Nat.Coprime m n) : Nat.gcd m n = 1
Nat.coprime_comm {m n : ℕ} : Nat.Coprime n m ↔ Nat.Coprime m n
Nat.Coprime.dvd_of_dvd_mul_right {k n m : ℕ} (H1 : Nat.Coprime k n) (H2 : k ∣ m * n) : k ∣ m
Nat.Coprime.dvd_of_dvd_mul_left {k m n : ℕ} (H1 : Nat.Coprime k m) (H2 : k ∣ m * n) : k ∣ n
Nat.Coprime.mul_dvd_of_dvd_of_dvd {k n m : ℕ} (H1 : Nat.Coprime k n) (H2 : k ∣ m) (H3 : n ∣ m) :
  k * n ∣ m

-- Primes
Nat.Prime.one_le {p : ℕ} (hp : Nat.Prime p) : 1 ≤ p
Nat.Prime.dvd_of_dvd_pow {p m n : ℕ} (pp : Nat.Prime p) (h : p ∣ m ^ n) : p ∣ m
Nat.prime_dvd_prime_iff_eq {p q : ℕ} (pp : Nat.Prime p) (qp : Nat.Prime q) : p ∣ q ↔ p = q
Nat.prime_five : Nat.Prime 5
Nat.Prime.odd_of_ne_two {p : ℕ} (hp : Nat.Prime p) (h_two : p ≠ 2) : Odd p
Nat.Prime.coprime_iff_not_dvd {p n : ℕ} (pp : Nat.Prime p) : Nat.Coprime p n ↔ ¬p ∣ n
Nat.coprime_primes {p q : ℕ} (pp : Nat.Prime p) (pq : Nat.Prime q) : Nat.Coprime p q ↔ p ≠ q

-- Factorials and binomial coefficients
Nat.factorial_zero : Nat.factorial 0 = 1
Nat.factorial_one : Nat.factorial 1 = 1
Nat.factorial_succ (n : ℕ) : Nat.factorial (n + 1) = (n + 1) * Nat.factorial n
Nat.factorial_le {m n : ℕ} (h : m ≤ n) : Nat.factorial m ≤ Nat.factorial n
Nat.dvd_factorial {m n : ℕ} (_ : 0 < m) (_ : m ≤ n) : m ∣ Nat.factorial n
Nat.choose_zero_right (n : ℕ) : Nat.choose n 0 = 1
Nat.choose_self (n : ℕ) : Nat.choose n n = 1
Nat.choose_one_right (n : ℕ) : Nat.choose n 1 = n
Nat.choose_succ_succ (n k : ℕ) :
  Nat.choose (Nat.succ n) (Nat.succ k) = Nat.choose n k + Nat.choose n (Nat.succ k)
Nat.choose_symm {n k : ℕ} (hk : k ≤ n) : Nat.choose n (n - k) = Nat.choose n k
Nat.choose_eq_zero_of_lt {n k : ℕ} (_ : n < k) : Nat.choose n k = 0
Nat.choose_pos {n k : ℕ} (_ : k ≤ n) : 0 < Nat.choose n k

-- Congruences
Nat.ModEq.refl (a : ℕ) : Nat.ModEq n a a
Nat.ModEq.rfl : Nat.ModEq n a a
Nat.ModEq.symm (_ : Nat.ModEq n a b) : Nat.ModEq n b a
Nat.ModEq.trans (_ : Nat.ModEq n a b) (_ : Nat.ModEq n b c) : Nat.ModEq n a c
Nat.ModEq.add (h₁ : Nat.ModEq n a b) (h₂ : Nat.ModEq n c d) : Nat.ModEq n (a + c) (b + d)
Nat.ModEq.mul (h₁ : Nat.ModEq n a b) (h₂ : Nat.ModEq n c d) : Nat.ModEq n (a * c) (b * d)
Nat.ModEq.add_left (c : ℕ) (h : Nat.ModEq n a b) : Nat.ModEq n (c + a) (c + b)
Nat.ModEq.add_right (c : ℕ) (h : Nat.ModEq n a b) : Nat.ModEq n (a + c) (b + c)
Nat.ModEq.mul_left (c : ℕ) (h : Nat.ModEq n a b) : Nat.ModEq n (c * a) (c * b)
Nat.ModEq.mul_right (c : ℕ) (h : Nat.ModEq n a b) : Nat.ModEq n (a * c) (b * c)
Nat.ModEq.pow (m : ℕ) (h : Nat.ModEq n a b) : Nat.ModEq n (a ^ m) (b ^ m)
Nat.modEq_zero_iff_dvd : Nat.ModEq n a 0 ↔ n ∣ a
Nat.modEq_iff_dvd : Nat.ModEq n a b ↔ (n : ℤ) ∣ b - a
Nat.mod_modEq (a n : ℕ) : Nat.ModEq n (a % n) a

-- Integers
variable {a b c d m n k : ℤ}
Int.add_comm (a b : ℤ) : a + b = b + a
Int.add_assoc (a b c : ℤ) : a + b + c = a + (b + c)
Int.mul_comm (a b : ℤ) : a * b = b * a
Int.mul_assoc (a b c : ℤ) : a * b * c = a * (b * c)
Int.add_left_comm (a b c : ℤ) : a + (b + c) = b + (a + c)
Int.mul_left_comm (a b c : ℤ) : a * (b * c) = b * (a * c)
Int.add_zero (a : ℤ) : a + 0 = a
Int.zero_add (a : ℤ) : 0 + a = a
Int.mul_one (a : ℤ) : a * 1 = a
Int.one_mul (a : ℤ) : 1 * a = a
Int.mul_add (a b c : ℤ) : a * (b + c) = a * b + a * c
Int.add_mul (a b c : ℤ) : (a + b) * c = a * c + b * c
Int.mul_sub (a b c : ℤ) : a * (b - c) = a * b - a * c
Int.sub_mul (a b c : ℤ) : (a - b) * c = a * c - b * c
Int.sub_self (a : ℤ) : a - a = 0
Int.neg_neg (a : ℤ) : - -a = a
Int.sub_eq_add_neg {a b : ℤ} : a - b = a + -b
Int.emod_self {a : ℤ} : a % a = 0
Int.emod_one (a : ℤ) : a % 1 = 0
Int.emod_zero (a : ℤ) : a % 0 = a
Int.zero_emod (b : ℤ) : 0 % b = 0
Int.mul_emod_left (a b : ℤ) : a * b % b = 0
Int.mul_emod_right (a b : ℤ) : a * b % a = 0
Int.add_mul_emod_self {a b c : ℤ} : (a + b * c) % c = a % c
Int.add_mul_emod_self_left (a b c : ℤ) : (a + b * c) % b = a % b
Int.emod_add_emod (m n k : ℤ) : (m % n + k) % n = (m + k) % n
Int.ediv_mul_cancel {a b : ℤ} (H : b ∣ a) : a / b * b = a
Int.mul_ediv_cancel' {a b : ℤ} (H : a ∣ b) : a * (b / a) = b
Int.mul_ediv_cancel (a : ℤ) {b : ℤ} (H : b ≠ 0) : a * b / b = a
Int.mul_ediv_cancel_left (b : ℤ) {a : ℤ} (H : a ≠ 0) : a * b / a = b
Int.ediv_add_emod' (m k : ℤ) : m / k * k + m % k = m
Int.emod_add_ediv' (m k : ℤ) : m % k + m / k * k = m
Int.ediv_lt_of_lt_mul {a b c : ℤ} (H : 0 < c) (H' : a < b * c) : a / c < b
Int.dvd_refl (n : ℤ) : n ∣ n
Int.dvd_trans {a b c : ℤ} (_ : a ∣ b) (_ : b ∣ c) : a ∣ c
Int.dvd_zero (n : ℤ) : n ∣ 0
Int.one_dvd (n : ℤ) : 1 ∣ n
Int.dvd_neg {a b : ℤ} : a ∣ -b ↔ a ∣ b
Int.dvd_sub_of_emod_eq {a b c : ℤ} (h : a % b = c) : b ∣ a - c
Int.even_iff {n : ℤ} : Even n ↔ n % 2 = 0
Int.odd_iff {n : ℤ} : Odd n ↔ n % 2 = 1
Int.even_or_odd (n : ℤ) : Even n ∨ Odd n
Int.not_even_iff_odd {n : ℤ} : ¬Even n ↔ Odd n
Int.not_odd_iff_even {n : ℤ} : ¬Odd n ↔ Even n
Int.even_add {m n : ℤ} : Even (m + n) ↔ (Even m ↔ Even n)
Int.even_mul {m n : ℤ} : Even (m * n) ↔ Even m ∨ Even n
Int.lt_irrefl (a : ℤ) : ¬a < a
Int.le_refl (a : ℤ) : a ≤ a
Int.le_trans {a b c : ℤ} (h₁ : a ≤ b) (h₂ : b ≤ c) : a ≤ c
Int.lt_trans {a b c : ℤ} (h₁ : a < b) (h₂ : b < c) : a < c
Int.lt_of_lt_of_le {a b c : ℤ} (h₁ : a < b) (h₂ : b ≤ c) : a < c
Int.lt_of_le_of_lt {a b c : ℤ} (h₁ : a ≤ b) (h₂ : b < c) : a < c
Int.le_antisymm {a b : ℤ} (h₁ : a ≤ b) (h₂ : b ≤ a) : a = b
Int.not_le {a b : ℤ} : ¬a ≤ b ↔ b < a
Int.not_lt {a b : ℤ} : ¬a < b ↔ b ≤ a
Int.le_of_lt_add_one {a b : ℤ} (H : a < b + 1) : a ≤ b
Int.lt_add_one_of_le {a b : ℤ} (H : a ≤ b) : a < b + 1
Int.lt_iff_add_one_le : a < b ↔ a + 1 ≤ b
Int.le_sub_one_of_lt {a b : ℤ} (H : a < b) : a ≤ b - 1
Int.lt_of_le_sub_one {a b : ℤ} (H : a ≤ b - 1) : a < b
Int.ModEq.refl (a : ℤ) : Int.ModEq n a a
Int.ModEq.symm (_ : Int.ModEq n a b) : Int.ModEq n b a
Int.ModEq.trans (_ : Int.ModEq n a b) (_ : Int.ModEq n b c) : Int.ModEq n a c
Int.ModEq.add (h₁ : Int.ModEq n a b) (h₂ : Int.ModEq n c d) : Int.ModEq n (a + c) (b + d)
Int.ModEq.sub (h₁ : Int.ModEq n a b) (h₂ : Int.ModEq n c d) : Int.ModEq n (a - c) (b - d)
Int.ModEq.mul (h₁ : Int.ModEq n a b) (h₂ : Int.ModEq n c d) : Int.ModEq n (a * c) (b * d)
Int.ModEq.pow (m : ℕ) (h : Int.ModEq n a b) : Int.ModEq n (a ^ m) (b ^ m)
Int.ModEq.dvd (_ : Int.ModEq n a b) : n ∣ b - a
Int.modEq_zero_iff_dvd : Int.ModEq n a 0 ↔ n ∣ a
Int.modEq_iff_dvd : Int.ModEq n a b ↔ n ∣ b - a
Int.natAbs_of_nonneg {a : ℤ} (H : 0 ≤ a) : (Int.natAbs a : ℤ) = a
Int.toNat_of_nonneg {a : ℤ} (h : 0 ≤ a) : (Int.toNat a : ℤ) = a

variable {α} [Divisibility α] {a b c d : α} {m n : ℕ}
mul_dvd_mul (_ : a ∣ b) (_ : c ∣ d) : a * c ∣ b * d
mul_dvd_mul_left {b c : α} (a : α) (h : b ∣ c) : a * b ∣ a * c
mul_dvd_mul_right {a b : α} (h : a ∣ b) (c : α) : a * c ∣ b * c
pow_dvd_pow_of_dvd (h : a ∣ b) (n : ℕ) : a ^ n ∣ b ^ n
dvd_of_mul_right_dvd (h : a * b ∣ c) : a ∣ c
dvd_of_mul_left_dvd (h : a * b ∣ c) : b ∣ c
Dvd.intro (k : α) (h : a * k = b) : a ∣ b
Dvd.intro_left (k : α) (h : k * a = b) : a ∣ b
dvd_of_mul_right_eq (k : α) (h : a * k = b) : a ∣ b
dvd_of_mul_left_eq (k : α) (h : k * a = b) : a ∣ b
dvd_of_eq (h : a = b) : a ∣ b
zero_dvd_iff : 0 ∣ a ↔ a = 0
eq_zero_of_zero_dvd (h : 0 ∣ a) : a = 0
even_two_mul (a : α) : Even (2 * a)
Even.add (_ : Even a) (_ : Even b) : Even (a + b)
Even.mul_left (hm : Even a) (b : α) : Even (b * a)
Even.mul_right (hm : Even a) (b : α) : Even (a * b)
Odd.add_odd (_ : Odd a) (_ : Odd b) : Even (a + b)
Odd.add_even (ha : Odd a) (hb : Even b) : Odd (a + b)
Even.add_odd (_ : Even a) (_ : Odd b) : Odd (a + b)
Odd.mul (_ : Odd a) (_ : Odd b) : Odd (a * b)
Odd.pow (ha : Odd a) {n : ℕ} : Odd (a ^ n)
even_iff_two_dvd : Even a ↔ 2 ∣ a
even_zero : Even (0 : α)
odd_one : Odd (1 : α)

variable {α} [DivisibilityRing α] {a b c : α}
dvd_add_right (h : a ∣ b) : a ∣ b + c ↔ a ∣ c
dvd_add_left (h : a ∣ c) : a ∣ b + c ↔ a ∣ b
dvd_sub_right (h : a ∣ b) : a ∣ b - c ↔ a ∣ c
dvd_sub_left (h : a ∣ c) : a ∣ b - c ↔ a ∣ b
dvd_sub_comm : a ∣ b - c ↔ a ∣ c - b
dvd_abs (a b : α) : a ∣ |b| ↔ a ∣ b
abs_dvd (a b : α) : |a| ∣ b ↔ a ∣ b

-- Finite sets of numbers
variable {α} [Divisibility α] {a b x : α}
Finset.mem_Icc : x ∈ Finset.Icc a b ↔ a ≤ x ∧ x ≤ b
Finset.mem_Ico : x ∈ Finset.Ico a b ↔ a ≤ x ∧ x < b
Finset.mem_Ioc : x ∈ Finset.Ioc a b ↔ a < x ∧ x ≤ b
Finset.mem_Ioo : x ∈ Finset.Ioo a b ↔ a < x ∧ x < b

variable {m n : ℕ}
Finset.mem_range {n m : ℕ} : m ∈ Finset.range n ↔ m < n
Finset.card_range (n : ℕ) : Finset.card (Finset.range n) = n
Nat.card_Icc (a b : ℕ) : Finset.card (Finset.Icc a b) = b + 1 - a
Nat.card_Ico (a b : ℕ) : Finset.card (Finset.Ico a b) = b - a
Nat.card_Ioc (a b : ℕ) : Finset.card (Finset.Ioc a b) = b - a
Nat.mem_divisors {m n : ℕ} : n ∈ Nat.divisors m ↔ n ∣ m ∧ m ≠ 0
Nat.mem_properDivisors {m n : ℕ} : n ∈ Nat.properDivisors m ↔ n ∣ m ∧ n < m

-- Finite sums and products
variable {α} [CommSemiring α] {n m : ℕ} {f g : ℕ → α}
Finset.sum_range_zero (f : ℕ → α) : ∑ k ∈ Finset.range 0, f k = 0
Finset.sum_range_one (f : ℕ → α) : ∑ k ∈ Finset.range 1, f k = f 0
Finset.sum_range_succ (f : ℕ → α) (n : ℕ) :
  ∑ x ∈ Finset.range (n + 1), f x = ∑ x ∈ Finset.range n, f x + f n
Finset.sum_range_succ_comm (f : ℕ → α) (n : ℕ) :
  ∑ x ∈ Finset.range (n + 1), f x = f n + ∑ x ∈ Finset.range n, f x
Finset.sum_range_succ' (f : ℕ → α) (n : ℕ) :
  ∑ k ∈ Finset.range (n + 1), f k = ∑ k ∈ Finset.range n, f (k + 1) + f 0
Finset.prod_range_zero (f : ℕ → α) : ∏ k ∈ Finset.range 0, f k = 1
Finset.prod_range_one (f : ℕ → α) : ∏ k ∈ Finset.range 1, f k = f 0
Finset.prod_range_succ (f : ℕ → α) (n : ℕ) :
  ∏ x ∈ Finset.range (n + 1), f x = (∏ x ∈ Finset.range n, f x) * f n
Finset.prod_range_succ_comm (f : ℕ → α) (n : ℕ) :
  ∏ x ∈ Finset.range (n + 1), f x = f n * ∏ x ∈ Finset.range n, f x
Finset.prod_range_succ' (f : ℕ → α) (n : ℕ) :
  ∏ k ∈ Finset.range (n + 1), f k = (∏ k ∈ Finset.range n, f (k + 1)) * f 0
Finset.sum_Ico_succ_top {a b : ℕ} (hab : a ≤ b) (f : ℕ → α) :
  ∑ k ∈ Finset.Ico a (b + 1), f k = ∑ k ∈ Finset.Ico a b, f k + f b
Finset.sum_Icc_succ_top {a b : ℕ} (hab : a ≤ b + 1) (f : ℕ → α) :
  ∑ k ∈ Finset.Icc a (b + 1), f k = ∑ k ∈ Finset.Icc a b, f k + f (b + 1)
Finset.prod_Ico_succ_top {a b : ℕ} (hab : a ≤ b) (f : ℕ → α) :
  ∏ k ∈ Finset.Ico a (b + 1), f k = (∏ k ∈ Finset.Ico a b, f k) * f b
Finset.sum_congr {s₁ s₂ : Finset ℕ} (_ : s₁ = s₂) (_ : ∀ x ∈ s₂, f x = g x) :
  Finset.sum s₁ f = Finset.sum s₂ g
Finset.prod_congr {s₁ s₂ : Finset ℕ} (_ : s₁ = s₂) (_ : ∀ x ∈ s₂, f x = g x) :
  Finset.prod s₁ f = Finset.prod s₂ g
Finset.sum_add_distrib {s : Finset ℕ} :
  ∑ i ∈ s, (f i + g i) = ∑ i ∈ s, f i + ∑ i ∈ s, g i
Finset.prod_mul_distrib {s : Finset ℕ} :
  ∏ i ∈ s, (f i * g i) = (∏ i ∈ s, f i) * ∏ i ∈ s, g i
Finset.mul_sum (s : Finset ℕ) (f : ℕ → α) (b : α) : b * ∑ i ∈ s, f i = ∑ i ∈ s, b * f i
Finset.sum_mul (s : Finset ℕ) (f : ℕ → α) (b : α) : (∑ i ∈ s, f i) * b = ∑ i ∈ s, f i * b

variable {α} [OrderedSemiring α] {f g : ℕ → α} {s : Finset ℕ}
Finset.sum_nonneg (h : ∀ i ∈ s, 0 ≤ f i) : 0 ≤ ∑ i ∈ s, f i
Finset.sum_le_sum (_ : ∀ i ∈ s, f i ≤ g i) : ∑ i ∈ s, f i ≤ ∑ i ∈ s, g i
Finset.prod_nonneg (h0 : ∀ i ∈ s, 0 ≤ f i) : 0 ≤ ∏ i ∈ s, f i
Finset.prod_pos (h0 : ∀ i ∈ s, 0 < f i) : 0 < ∏ i ∈ s, f i
"""
