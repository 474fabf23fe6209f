-- The same tactics where Lean has nothing to accept: wrong statements, and steps that fall short.

theorem misused_1 : (0.1 : ℝ) + 0.2 = 0.31 := by
  norm_num

theorem misused_2 (x : ℝ) : (if x > 0 then x else -x) = x := by
  simp

theorem misused_3 (x : ℝ) (hx : 0 < x) : (if x > 0 then x else -x) = -x := by
  rw [if_pos hx]

theorem misused_4 (x : ℝ) (hx : 0 < x) : (if x > 0 then x else -x) = -x := by
  rw [if_neg hx]

theorem misused_5 (x : ℕ) (h : x ∈ ({1, 2} : Finset ℕ)) : x = 1 := by
  simpa using h

theorem misused_6 : (3 : ℕ) ∈ ({1, 2} : Finset ℕ) := by
  simp

theorem misused_7 : Complex.im 3 = 3 := by
  simp

theorem misused_8 : Complex.re (3 + 4 * Complex.I) = 7 := by
  simp

theorem misused_9 (x : ℝ) (h : x = 0.5) : x = 0.05 := by
  linarith

theorem misused_10 : (1.50 : ℝ) = 15 := by
  norm_num

theorem misused_11 : (1e2 : ℝ) = 10 := by
  norm_num

theorem misused_12 (x : ℝ) (h : x ∈ ({1, 2} : Set ℝ)) : x = 1 ∧ x = 2 := by
  simp at h
  exact h

theorem misused_13 (x : ℝ) (h : x ∈ ({1, 2} : Set ℝ)) : x = 1 := by
  rw [Set.mem_insert_iff] at h
  exact h

theorem misused_14 (p : Prop) (x : ℝ) : (if p then x else 0) = x := by
  simp only [if_pos]

theorem misused_15 : (if 2 = 3 then (1:ℝ) else 0) = 1 := by
  norm_num

theorem misused_16 : (-1 : ℕ) = 0 := by
  norm_num

theorem misused_17 : ∀ x, |x + 4| < -9 → x < (-9 : ℕ) := by
  norm_num

theorem misused_18 : (0.5 : ℝ) + 0.5 = 1 := by
  simp only []

theorem misused_19 : (-1) ^ 3 = (1 : ℤ) := by
  norm_num

theorem misused_20 (a b : ℤ) (h : (a : ℝ) + b = 3) : b + a = 3 := by
  norm_cast at h

theorem misused_21 (a b : ℝ) (h : a = b) : a ^ 2 = b ^ 2 + 1 := by
  erw [h]

theorem misused_22 (n : ℕ) (h : n < 5) : n = 3 ∨ n = 4 := by
  interval_cases n <;> simp

theorem misused_23 (a b : ℝ) (h : a ≤ b) : a ^ 2 ≤ b ^ 2 := by
  gcongr

theorem misused_24 (p q : Prop) (hp : p) : p ∧ q := by
  constructor
  case left => exact hp

theorem misused_25 (p q : Prop) (hp : p) : p ∧ q := by
  constructor
  all_goals assumption

theorem misused_26 (x : ℝ) (h : x ^ 2 = 4) : x = 2 := by
  nlinarith

theorem misused_27 (h : ¬ ∀ x : ℝ, 0 < x) : ∃ x : ℝ, x < 0 := by
  push_neg at h
  exact h

theorem misused_28 (n : ℕ) : n < 2 ^ n := by
  induction n with
  | zero => norm_num

theorem misused_29 : ∑ i ∈ Finset.range 5, i = 15 := by
  decide

theorem misused_30 (a b : ℝ) : a / b * b = a := by
  field_simp

theorem misused_31 (a b c : ℝ) (h : a ≤ b) (h2 : b < c) : a < c := by
  calc
    a ≤ b := h
    _ ≤ c := h2.le

theorem misused_32 (x y : ℕ) (h : x + y = 5) (h2 : y = 2) : x = 2 := by
  simp [h2] at h
  exact h

theorem misused_33 (a : ℕ) (h : a % 7 = 3) : (a ^ 2) % 7 = 3 := by
  simp [Nat.pow_mod, h]

theorem misused_34 (x : ℝ) : 0 < x ^ 2 := by
  positivity

theorem misused_35 (x : ℝ) (p q : Prop) (h : p ∨ q) : p := by
  rcases h with hp | hq
  exact hp

theorem misused_36 (x : ℝ) (hx : x = 2) : x ^ 2 = 5 := by
  suffices h : x = 2 by
    rw [h]
    norm_num
  exact hx
