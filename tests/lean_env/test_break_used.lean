-- The tactics, combinators, term forms and lemmas that proofs use most, each as Lean accepts it.

theorem used_1 (a b : ℝ) (hb : b ≠ 0) (h : a / b = 2) : a = 2 * b := by
  field_simp at h
  linarith

theorem used_2 (x : ℝ) (h : x ≠ 1) : (x ^ 2 - 1) / (x - 1) = x + 1 := by
  have h1 : x - 1 ≠ 0 := sub_ne_zero.mpr h
  field_simp
  ring

theorem used_3 (x : ℝ) (h : x ≠ 1) : (x ^ 2 - 1) / (x - 1) = x + 1 := by
  field_simp [sub_ne_zero.mpr h]
  ring

theorem used_4 (x : ℝ) (hx : 0 < x) : (if x > 0 then x else -x) = x := by
  simp [hx]

theorem used_5 (x : ℝ) (hx : 0 < x) : (if x > 0 then x else -x) = x := by
  rw [if_pos hx]

theorem used_6 (x y z : ℝ) (h : x ≤ y) (h2 : y ≤ z) : x ≤ z := by
  apply le_trans h h2

theorem used_7 (n : ℕ) (h : n < 5) (h2 : 2 < n) : n = 3 ∨ n = 4 := by
  interval_cases n <;> simp

theorem used_8 (n : ℕ) (h₁ : 0 < n) (h : n ∣ 6) (h2 : n < 7) : n = 1 ∨ n = 2 ∨ n = 3 ∨ n = 6 := by
  interval_cases n <;> revert h <;> decide

theorem used_9 (a b : ℕ) (h : a % 2 = 1) (hb : b % 2 = 1) : (a * b) % 2 = 1 := by
  simp [Nat.mul_mod, h, hb]

theorem used_10 (a b : ℕ) : (a + b) % 3 = (a % 3 + b % 3) % 3 := by
  rw [Nat.add_mod]

theorem used_11 : ∑ i ∈ Finset.range 5, i = 10 := by
  simp [Finset.sum_range_succ]

theorem used_12 : ∑ i ∈ Finset.range 5, i = 10 := by
  decide

theorem used_13 : ∑ i ∈ Finset.range 5, i = 10 := by
  rfl

theorem used_14 (n : ℕ) (hn : n ∈ Finset.Icc 2 4) : n ≤ 4 := by
  rw [Finset.mem_Icc] at hn
  exact hn.2

theorem used_15 (n : ℕ) (hn : n ∈ Finset.Icc 2 4) : n ≤ 4 := by
  simp only [Finset.mem_Icc] at hn
  omega

theorem used_16 (x : ℝ) (hx : 0 ≤ x - 1) : |x - 1| = x - 1 := by
  rw [abs_of_nonneg hx]

theorem used_17 (x : ℝ) (hx : 0 ≤ x) : |x| + 1 = x + 1 := by
  simp [abs_of_nonneg hx]

theorem used_18 (a b : ℝ) (h : a - b = 0) : a = b := by
  rwa [sub_eq_zero] at h

theorem used_19 (n : ℕ) : 2 * ∑ i ∈ Finset.range (n + 1), i = n * (n + 1) := by
  induction' n with n ih
  · simp
  · rw [Finset.sum_range_succ, mul_add, ih]
    ring

theorem used_20 (x y : ℝ) (h : x = 2 ∧ y = 3) : x + y = 5 := by
  simp_all
  norm_num

theorem used_21 (a b : ℝ) (h : a = 1) (h2 : b = a + 1) : b = 2 := by
  subst h
  linarith

theorem used_22 (n : ℕ) (x : ℝ) (h : (n : ℝ) = 3) : n = 3 := by
  exact_mod_cast h

theorem used_23 (a b : ℕ) : ((a + b : ℕ) : ℝ) = a + b := by
  push_cast
  rfl

theorem used_24 (a b : ℕ) : ((a + b : ℕ) : ℝ) = b + a := by
  push_cast
  ring

theorem used_25 (h : ¬ ∀ x : ℝ, 0 < x) : ∃ x : ℝ, x ≤ 0 := by
  push_neg at h
  exact h

theorem used_26 (x : ℝ) (h : ¬ (0 < x ∧ x < 1)) (h2 : 0 < x) : 1 ≤ x := by
  push_neg at h
  exact h h2

theorem used_27 (p q : Prop) (hp : p) (h : p → q) : q := by
  specialize h hp
  exact h

theorem used_28 (a b c : ℝ) (h : a = b) (h2 : b = c) : a = c := by
  calc a = b := h
    _ = c := h2

theorem used_29 (a b c : ℝ) (h : a ≤ b) (h2 : b < c) : a < c := by
  calc
    a ≤ b := h
    _ < c := h2

theorem used_30 (x : ℝ) : x + 0 = x := by
  show x + 0 = x
  simp

theorem used_31 (x : ℝ) (h : x = 2) : x ^ 2 = 4 := by
  suffices hx : x = 2 by
    rw [hx]
    norm_num
  exact h

theorem used_32 (x : ℝ) (h : x = 2) : x ^ 2 = 4 := by
  suffices hx : x = 2 from by rw [hx]; norm_num
  assumption

theorem used_33 (a b c d : ℝ) (h : a ≤ b) (h2 : c ≤ d) : a + c ≤ b + d := by
  gcongr

theorem used_34 (a b : ℝ) (h : a ≤ b) (ha : 0 ≤ a) : a ^ 2 ≤ b ^ 2 := by
  gcongr

theorem used_35 (a b : ℝ) (h : 2 * a = b) : 4 * a = 2 * b := by
  linear_combination 2 * h

theorem used_36 (a b : ℝ) : (a + b) ^ 2 = a ^ 2 + 2 * a * b + b ^ 2 := by
  ring

theorem used_37 (a b : ℕ) (h : a ≡ b [MOD 3]) : a % 3 = b % 3 := by
  exact h

theorem used_38 (a : ℕ) (h : a ≡ 2 [MOD 3]) : a % 3 = 2 := by
  rw [Nat.ModEq] at h
  omega

theorem used_39 : Nat.gcd 12 18 = 6 ∧ Nat.lcm 4 6 = 12 := by
  constructor <;> norm_num

theorem used_40 : Nat.gcd 12 18 = 6 ∧ Nat.lcm 4 6 = 12 := by
  decide

theorem used_41 : Nat.Prime 97 := by
  norm_num

theorem used_42 : ¬ Nat.Prime 91 := by
  norm_num

theorem used_43 : Nat.factorial 5 = 120 := by
  rfl

theorem used_44 : Nat.factorial 5 = 120 := by
  norm_num [Nat.factorial]

theorem used_45 : (Finset.filter (fun n => n % 2 = 0) (Finset.range 10)).card = 5 := by
  rfl

theorem used_46 : (Finset.filter (fun n => n % 2 = 0) (Finset.range 10)).card = 5 := by
  decide

theorem used_47 (n : ℕ) (h : Even n) : Even (n ^ 2) := by
  obtain ⟨k, hk⟩ := h
  rw [hk]
  exact ⟨2 * k ^ 2, by ring⟩

theorem used_48 (n : ℕ) (h : Odd n) : n % 2 = 1 := by
  rcases h with ⟨k, rfl⟩
  omega

theorem used_49 (n : ℕ) (h : Odd n) : n % 2 = 1 := by
  exact Nat.odd_iff.mp h

theorem used_50 (x y : ℝ) (h : x ≤ y) (h2 : ¬ y ≤ x) : x < y := by
  by_contra h3
  push_neg at h3
  exact h2 h3

theorem used_51 (x : ℝ) (h : x ^ 2 = 0) : x = 0 := by
  exact pow_eq_zero_iff (two_ne_zero) |>.mp h

theorem used_52 (x : ℝ) (h : x ^ 2 = 0) : x = 0 := by
  nlinarith [sq_nonneg x]

theorem used_53 (x : ℝ) (h : x ^ 2 = 0) : x = 0 := by
  simpa using h

theorem used_54 (x y : ℝ) (h : x * y = 0) (hx : x ≠ 0) : y = 0 := by
  simp [hx] at h
  exact h

theorem used_55 (x y : ℝ) (h : x * y = 0) (hx : x ≠ 0) : y = 0 := by
  cases' mul_eq_zero.mp h with h1 h1
  · exact absurd h1 hx
  · exact h1

theorem used_56 (x : ℝ) (h : 2 * x + 3 = 7) : x = 2 := by
  have : 2 * x = 4 := by linarith
  linarith [‹2 * x = 4›]

theorem used_57 (a b c : ℝ) (ha : 0 < a) (hb : 0 < b) (hc : 0 < c) : 0 < a * b * c := by
  exact mul_pos (mul_pos ha hb) hc

theorem used_58 (a b : ℝ) (h : a < b ∧ 0 < a) : a ≤ b := h.1.le

theorem used_59 (a b : ℝ) (h : a < b) : ∃ c, a < c ∧ c < b := by
  refine ⟨(a + b) / 2, ?_, ?_⟩ <;> linarith

theorem used_60 (a b : ℝ) : max a b = max b a := by
  exact max_comm a b

theorem used_61 (a b : ℝ) (h : a ≤ b) : max a b = b ∧ min a b = a := by
  exact ⟨max_eq_right h, min_eq_left h⟩

theorem used_62 (a b : ℤ) (h : a ∣ b) : a ∣ b * 3 := by
  exact Dvd.dvd.mul_right h 3

theorem used_63 (x : ℝ) (h : (3:ℝ)/4 * x = 1.5) : x = 2 := by
  norm_num at h
  linarith

theorem used_64 : (0.5 : ℝ) + 0.25 = 0.75 := by
  norm_num

theorem used_65 (x : ℂ) (h : x = 2 * Complex.I) : x ^ 2 = -4 := by
  rw [h, mul_pow, Complex.I_sq]
  norm_num

theorem used_66 (z : ℂ) (h : z = 3 + 4 * Complex.I) : z.re = 3 := by
  simp [h]

theorem used_67 (a b : ℝ) (h : a = b) : b = a := by
  nth_rewrite 1 [h]
  rfl

theorem used_68 (a b : ℝ) (h : a + a = b) : 2 * a = b := by
  rw [← h]
  ring

theorem used_69 (f : ℕ → ℕ) (h : ∀ n, f (n + 1) = f n + 2) (h0 : f 0 = 1) : f 3 = 7 := by
  rw [h, h, h, h0]

theorem used_70 (f : ℕ → ℕ) (h : ∀ n, f (n + 1) = f n + 2) (h0 : f 0 = 1) : f 3 = 7 := by
  simp [h, h0]

theorem used_71 (x y : ℝ) (h : x = y) (h2 : y = 3) : x = 3 ∧ y = 3 := by
  constructor
  all_goals linarith

theorem used_72 (x y : ℝ) (h : x = y) (h2 : y = 3) : x = 3 ∧ y = 3 := by
  refine' ⟨_, _⟩
  any_goals linarith

theorem used_73 (p q r : Prop) (hp : p) (hq : q) (hr : r) : p ∧ q ∧ r := by
  repeat' constructor
  all_goals assumption

theorem used_74 (p q r : Prop) (hp : p) (hq : q) (hr : r) : p ∧ q ∧ r := by
  repeat (first | assumption | constructor)

theorem used_75 (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  constructor
  case left => exact hp
  case right => exact hq

theorem used_76 (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  constructor
  next => exact hp
  next => exact hq

theorem used_77 (p q : Prop) (h : p ∨ q) : q ∨ p := by
  rcases h with hp | hq
  exacts [Or.inr hp, Or.inl hq]

theorem used_78 (a b c : ℕ) (h : a = b) : a * c = b * c := by
  erw [h]

theorem used_79 (a b : ℝ) : a * b = b * a := by
  simp [mul_comm]

theorem used_80 (x : ℝ) (h : x ≠ 0) : x / x + 1 / x = (x + 1) / x := by
  field_simp

theorem used_81 (a b c : ℝ) (h : a * (b + c) = 3) : a * b + a * c = 3 := by
  ring_nf at h ⊢
  linarith

theorem used_82 (x y : ℝ) (h : x ∈ ({1, 2} : Set ℝ)) : x = 1 ∨ x = 2 := by
  simp at h
  exact h

theorem used_83 (x : ℕ) (h : x ∈ ({1, 2} : Finset ℕ)) : x = 1 ∨ x = 2 := by
  simpa using h

theorem used_84 (x : ℕ) (h : x ∈ ({1, 2} : Finset ℕ)) : x = 1 ∨ x = 2 := by
  simp only [Finset.mem_insert, Finset.mem_singleton] at h
  exact h

theorem used_85 (x : ℕ) (h : x ∈ ({1, 2} : Finset ℕ)) : x = 1 ∨ x = 2 := by
  rw [Finset.mem_insert, Finset.mem_singleton] at h
  exact h

theorem used_86 (S : Finset ℕ) (h : ∀ n, n ∈ S ↔ n < 3) : S = {0, 1, 2} := by
  ext n
  rw [h]
  simp
  omega

theorem used_87 (S : Finset ℕ) (h : ∀ n, n ∈ S ↔ n < 3) : S.card = 3 := by
  have : S = Finset.range 3 := by
    ext n
    simp [h]
  rw [this]
  rfl

theorem used_88 (n : ℕ) : n < 2 ^ n := by
  induction n with
  | zero => norm_num
  | succ k ih =>
    rw [pow_succ]
    omega

theorem used_89 (n : ℕ) (hn : 3 ≤ n) : 2 * n + 1 ≤ 2 ^ n := by
  induction n, hn using Nat.le_induction with
  | base => norm_num
  | succ k hk ih =>
    rw [pow_succ]
    omega

theorem used_90 (x : ℝ) (hx : 0 < x) : 0 < x / (x + 1) := by
  positivity

theorem used_91 (x y : ℝ) (hx : 0 < x) (hy : 0 < y) : x / y > 0 := by
  apply div_pos hx hy

theorem used_92 (x : ℝ) (h : 0 ≤ x) (h2 : Real.sqrt x = 3) : x = 9 := by
  have h3 : (Real.sqrt x) ^ 2 = x := Real.sq_sqrt h
  rw [h2] at h3
  linarith

theorem used_93 (x : ℝ) : ∃ y, y = x + 1 := by
  use x + 1

theorem used_94 (a b c : ℝ) (h₀ : a < b) (hc : 0 < c) : c * a < c * b := by
  apply mul_lt_mul_of_pos_left h₀ hc

theorem used_95 (a b : ℕ) (h : a < b) : ¬ b ≤ a := by
  intro h2
  exact absurd h (not_lt.mpr h2)

theorem used_96 (x y : ℕ) (h : x + y = 5) (h2 : y = 2) : x = 3 := by
  simp [h2] at h
  exact h

theorem used_97 : ∃ x : ℕ, x ^ 2 = 9 ∧ x < 4 := ⟨3, by norm_num, by norm_num⟩

theorem used_98 (f : ℝ → ℝ) (hf : ∀ x, f x = 2 * x + 1) : f (f 1) = 7 := by
  norm_num [hf]

theorem used_99 (p q : Prop) (hp : p) : (True ∧ p) ∨ q ∧ False := by
  simp only [true_and, and_false, or_false]
  exact hp

theorem used_100 (a b : ℝ) (h : a ≤ b) : max a b = b := by
  rw [max_def, if_pos h]

theorem used_101 (a b c : Prop) (h : a → b → c) : a ∧ b → c := by
  rw [and_imp]
  exact h

theorem used_102 (a b c : Prop) (h : a ∧ (b ∨ c)) : a ∧ b ∨ a ∧ c := and_or_left.mp h
