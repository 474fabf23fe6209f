-- Short proofs as a user writes them, which Lean 4 with Mathlib accepts.

theorem accepted_1 (a b : ℝ) : 2 * a * b ≤ a ^ 2 + b ^ 2 := by nlinarith [sq_nonneg (a - b)]

theorem accepted_2 (a b : ℝ) : 2 * a * b ≤ a ^ 2 + b ^ 2 := by
  have h := sq_nonneg (a - b)
  linarith [h, sq_nonneg (a - b), mul_comm a b, sub_sq a b]

theorem accepted_3 (a b c : ℝ) : a * b + b * c + c * a ≤ a ^ 2 + b ^ 2 + c ^ 2 := by
  nlinarith [sq_nonneg (a - b), sq_nonneg (b - c), sq_nonneg (c - a)]

theorem accepted_4 (x : ℝ) (hx : 0 < x) : 2 ≤ x + 1 / x := by
  have h : x + 1 / x - 2 = (x - 1) ^ 2 / x := by
    field_simp
    ring
  have h2 : 0 ≤ (x - 1) ^ 2 / x := by positivity
  linarith

theorem accepted_5 (a b : ℝ) (ha : 0 < a) (hb : 0 < b) : 2 ≤ a / b + b / a := by
  have h : a / b + b / a - 2 = (a - b) ^ 2 / (a * b) := by
    field_simp
    ring
  have h2 : 0 ≤ (a - b) ^ 2 / (a * b) := by positivity
  linarith

theorem accepted_6 (a b : ℝ) (ha : 0 < a) (hb : 0 < b) : a / (a + b) < 1 := by
  rw [div_lt_one (by positivity)]
  linarith

theorem accepted_7 (a b : ℝ) (ha : 0 < a) (hb : 0 < b) : a / (a + b) ≤ 1 := by
  rw [div_le_iff₀ (by positivity)]
  linarith

theorem accepted_8 (a b : ℝ) (ha : 0 < a) (hb : 0 < b) : 0 < a * b := by exact mul_pos ha hb

theorem accepted_9 (a b : ℝ) (ha : 0 < a) (hb : 0 < b) : 0 < a * b := mul_pos ha hb

theorem accepted_10 (x y : ℝ) (h₁ : x + y = 10) (h₂ : x - y = 4) : x = 7 ∧ y = 3 := by
  constructor <;> linarith

theorem accepted_11 (x y : ℝ) (h₁ : x + y = 10) (h₂ : x - y = 4) : x = 7 ∧ y = 3 := by
  constructor
  · linear_combination (h₁ + h₂) / 2
  · linear_combination (h₁ - h₂) / 2

theorem accepted_12 (x y : ℝ) (h₁ : x + y = 10) (h₂ : x - y = 4) : x = 7 ∧ y = 3 :=
  ⟨by linarith, by linarith⟩

theorem accepted_13 (a b : ℝ) (h : a = -b) : a ^ 2 = b ^ 2 := by
  linear_combination (a - b) * h

theorem accepted_14 (a b : ℝ) (h : a + b = 0) : b = -a := by
  linear_combination h

theorem accepted_15 (a b : ℝ) (h : a - b = 3) : b - a = -3 := by
  linear_combination -h

theorem accepted_16 (a b : ℝ) (h : a - b = 3) : b - a = -3 := by
  linear_combination -1 * h

theorem accepted_17 (x : ℝ) (h : x ^ 2 = 4) : x = 2 ∨ x = -2 := by
  have h1 : (x - 2) * (x + 2) = 0 := by ring_nf; linarith
  rcases mul_eq_zero.mp h1 with h2 | h2
  · left; linarith
  · right; linarith

theorem accepted_18 (x : ℝ) (h : x ^ 2 = 4) : x = 2 ∨ x = -2 := by
  have h1 : (x - 2) * (x + 2) = 0 := by linarith [h, sq x]
  cases mul_eq_zero.mp h1 with
  | inl h2 => left; linarith
  | inr h2 => right; linarith

theorem accepted_19 (x : ℝ) (h : x ^ 2 - 5 * x + 6 = 0) : x = 2 ∨ x = 3 := by
  have h1 : (x - 2) * (x - 3) = 0 := by nlinarith
  rcases mul_eq_zero.1 h1 with h2 | h2
  · exact Or.inl (by linarith)
  · exact Or.inr (by linarith)

theorem accepted_20 : ∃ x : ℝ, x ^ 2 = 4 := by
  use 2
  norm_num

theorem accepted_21 : ∃ x : ℝ, x ^ 2 = 4 := ⟨2, by norm_num⟩

theorem accepted_22 : ∃ x y : ℤ, x + y = 5 ∧ x * y = 6 := by
  refine ⟨2, 3, ?_, ?_⟩
  · norm_num
  · norm_num

theorem accepted_23 (a b c : ℝ) (hab : a ≤ b) (hbc : b ≤ c) : a ≤ c := le_trans hab hbc

theorem accepted_24 (a b c : ℝ) (hab : a ≤ b) (hbc : b ≤ c) : a ≤ c := by
  calc a ≤ b := hab
    _ ≤ c := hbc

theorem accepted_25 (a b : ℝ) (h : a = 2 * b) (hb : b = 3) : a = 6 := by
  rw [h, hb]; norm_num

theorem accepted_26 (a b : ℝ) (h : a = 2 * b) (hb : b = 3) : a = 6 := by
  subst hb
  linarith

theorem accepted_27 (a b : ℝ) (h : a = 2 * b) (hb : b = 3) : a = 6 := by
  subst h hb
  norm_num

theorem accepted_28 (x : ℝ) (h : ¬ x ≤ 3) : 3 < x := by
  by_contra hx
  exact h (not_lt.mp hx)

theorem accepted_29 (x : ℝ) (h : ¬ x ≤ 3) : 3 < x := by
  push_neg at h
  exact h

theorem accepted_30 (x : ℝ) (hx : x > 1) : x ^ 2 > x := by
  nlinarith

theorem accepted_31 : ∀ x : ℝ, 0 ≤ x → 0 ≤ x ^ 2 + x := fun x hx => by positivity

theorem accepted_32 : ∀ x : ℝ, 0 < x → 0 ≤ x := fun x hx => le_of_lt hx

theorem accepted_33 : ∀ x : ℝ, 0 < x → 0 ≤ x := by
  intro x hx
  exact hx.le

theorem accepted_34 (a b : ℝ) (h : a < b ∧ 0 < a) : 0 < b := by
  obtain ⟨h1, h2⟩ := h
  linarith

theorem accepted_35 (a b : ℝ) (h : a < b ∧ 0 < a) : 0 < b := lt_trans h.2 h.1

theorem accepted_36 (a b : ℝ) (h : a < b ∧ 0 < a) : 0 < b := h.2.trans h.1

theorem accepted_37 (n : ℕ) (h : n = 3) : n ^ 2 + 1 = 10 := by
  subst h; norm_num

theorem accepted_38 (n : ℕ) (h : n = 3) : n ^ 2 + 1 = 10 := by
  norm_num [h]

theorem accepted_39 (x : ℝ) (h2 : 2 * x + 4 = 10) : x = 3 := by
  linarith

theorem accepted_40 (x y : ℝ) (h : y = 2) (h2 : x + y = 5) : x = 3 := by
  norm_num [h] at h2 ⊢
  linarith

theorem accepted_41 (a b c d : ℝ) (h1 : a ≤ b) (h2 : c ≤ d) : a + c ≤ b + d := by
  exact add_le_add h1 h2

theorem accepted_42 (a b c d : ℝ) (h1 : a ≤ b) (h2 : c ≤ d) : a + c ≤ b + d := by
  apply add_le_add
  · exact h1
  · exact h2

theorem accepted_43 (a b c d : ℝ) (h1 : a ≤ b) (h2 : c ≤ d) (ha : 0 ≤ b) (hc : 0 ≤ c) : a * c ≤ b * d := by
  apply mul_le_mul h1 h2 hc ha

theorem accepted_44 (a b : ℝ) (ha : 0 ≤ a) (hab : a ≤ b) : a ^ 3 ≤ b ^ 3 := pow_le_pow_left₀ ha hab 3

theorem accepted_45 (x : ℝ) (hx : x ≠ 0) : x / x = 1 := by
  field_simp

theorem accepted_46 (x : ℝ) (hx : x ≠ 0) : x / x = 1 := div_self hx

theorem accepted_47 (x y : ℝ) (hx : x ≠ 0) (hy : y ≠ 0) : 1 / x + 1 / y = (x + y) / (x * y) := by
  field_simp
  ring

theorem accepted_48 (p q : ℝ) (hq : q ≠ 0) : (p + q) / q = p / q + 1 := by
  field_simp

theorem accepted_49 (a b : ℤ) (h : a < b) : a + 1 ≤ b := by linarith

theorem accepted_50 (a b : ℤ) (h : a < b) : a + 1 ≤ b := h

theorem accepted_51 (a b c : ℝ) (ha : 0 < a) (hb : 0 < b) (hc : 0 < c) : 8 * a * b * c ≤ (a + b) * (b + c) * (c + a) := by
  nlinarith [mul_nonneg ha.le (sq_nonneg (b - c)), mul_nonneg hb.le (sq_nonneg (c - a)), mul_nonneg hc.le (sq_nonneg (a - b))]

theorem accepted_52 (a b : ℝ) (hab : a * b = 1) (ha : 0 < a) (hb : 0 < b) : 2 ≤ a + b := by
  nlinarith [sq_nonneg (a - b), sq_nonneg (a + b)]

theorem accepted_53 (a b c : ℝ) (h : a + b + c = 0) : a ^ 3 + b ^ 3 + c ^ 3 = 3 * a * b * c := by
  have hc : c = -a - b := by linarith
  rw [hc]
  ring

theorem accepted_54 (a b c : ℝ) (h : a + b + c = 0) : a ^ 3 + b ^ 3 + c ^ 3 = 3 * a * b * c := by
  obtain rfl : c = -a - b := by linarith
  ring

theorem accepted_55 (x y : ℚ) (h : x = 2 * y) (hy : y ≠ 0) : x / y = 2 := by
  rw [h]
  field_simp

theorem accepted_56 (x y : ℝ) (h : 0 < x * y) (hx : 0 < x) : 0 < y := by
  by_contra hy
  push_neg at hy
  nlinarith

theorem accepted_57 (f : ℝ → ℝ) (h : ∀ x, f x = 2 * x + 1) : f 3 = 7 := by
  rw [h]
  norm_num

theorem accepted_58 (f : ℝ → ℝ) (h : ∀ x, f x = 2 * x + 1) : f 3 = 7 := by
  norm_num [h]

theorem accepted_59 (f : ℝ → ℝ) (h : ∀ x, f x = 2 * x + 1) : f 3 = 7 := by
  have := h 3
  linarith

theorem accepted_60 (p q : Prop) (hp : p) (hq : q) : p ∧ q := ⟨hp, hq⟩

theorem accepted_61 (p q : Prop) (h : p ∨ q) : q ∨ p := by
  rcases h with hp | hq
  · right; exact hp
  · left; exact hq

theorem accepted_62 (p q : Prop) (h : p → q) (hnq : ¬q) : ¬p := fun hp => hnq (h hp)

theorem accepted_63 (p q : Prop) (h : p → q) (hnq : ¬q) : ¬p := by
  intro hp
  apply hnq
  exact h hp

theorem accepted_64 (x : ℝ) (h : |x| ≤ 1) : x ≤ 1 := by
  exact (abs_le.mp h).2

theorem accepted_65 (x : ℝ) (h : |x| ≤ 1) : -1 ≤ x ∧ x ≤ 1 := abs_le.mp h

theorem accepted_66 (a b : ℝ) (h : a ≤ b) : ∃ c, a ≤ c ∧ c ≤ b := ⟨a, le_refl a, h⟩

theorem accepted_67 (n : ℕ) (h : 0 < n) : 1 ≤ n := h

theorem accepted_68 (n : ℕ) (h : 0 < n) : 1 ≤ n := by linarith

theorem accepted_69 (a b c : ℝ) (h : a * b = a * c) (ha : a ≠ 0) : b = c := by
  exact mul_left_cancel₀ ha h

theorem accepted_70 (a b c : ℝ) (h : a * b = a * c) (ha : a ≠ 0) : b = c := by
  apply mul_left_cancel₀ ha
  linarith

theorem accepted_71 (a b c : ℝ) (h₀ : a ≠ 0) (h₁ : a * b = a * c) : b = c := by
  have h2 : a * (b - c) = 0 := by linarith
  rcases mul_eq_zero.mp h2 with h | h
  · contradiction
  · linarith

theorem accepted_72 (x : ℝ) (h : x ^ 2 = 0) : x = 0 := by
  exact pow_eq_zero_iff (two_ne_zero) |>.mp h

theorem accepted_73 (x : ℝ) (h : x ^ 2 = 0) : x = 0 := by
  nlinarith

theorem accepted_74 (x y : ℝ) : (x + y) ^ 2 = x ^ 2 + 2 * x * y + y ^ 2 := by ring

theorem accepted_75 (x y : ℝ) (h : x < y) : x < (x + y) / 2 ∧ (x + y) / 2 < y := by
  refine ⟨?_, ?_⟩ <;> linarith

theorem accepted_76 (x : ℝ) (h0 : 0 ≤ x) (h1 : x ≤ 1) : x ^ 2 ≤ x := by
  nlinarith [mul_nonneg h0 (sub_nonneg.mpr h1)]

theorem accepted_77 (a b c : ℝ) (ha : 0 < a) (hb : 0 < b) (hc : 0 < c) : a / (b + c) + b / (c + a) + c / (a + b) ≥ 3 / 2 := by
  have h1 : 0 < b + c := by linarith
  have h2 : 0 < c + a := by linarith
  have h3 : 0 < a + b := by linarith
  rw [ge_iff_le, div_add_div _ _ h1.ne' h2.ne', div_add_div _ _ (by positivity) h3.ne', div_le_div_iff₀ (by norm_num) (by positivity)]
  nlinarith [mul_pos ha hb, mul_pos hb hc, mul_pos hc ha, sq_nonneg (a - b), sq_nonneg (b - c), sq_nonneg (c - a), mul_nonneg ha.le (sq_nonneg (b - c)), mul_nonneg hb.le (sq_nonneg (c - a)), mul_nonneg hc.le (sq_nonneg (a - b)), mul_nonneg (add_pos ha hb).le (sq_nonneg (a - b)), mul_nonneg (add_pos hb hc).le (sq_nonneg (b - c)), mul_nonneg (add_pos hc ha).le (sq_nonneg (c - a))]

theorem accepted_78 (x : ℝ) : x ≤ 1 ∨ 1 < x := by
  by_cases h : x ≤ 1
  · exact Or.inl h
  · right
    exact lt_of_not_ge h

theorem accepted_79 (x : ℝ) : x ≤ 1 ∨ 1 < x := le_or_gt x 1

theorem accepted_80 (x : ℝ) (hx : 1 ≤ x) : ∃ y, 0 < y ∧ y ≤ x := by
  use 1
  constructor
  · norm_num
  · exact hx

theorem accepted_81 (a b : ℝ) (h : a + b = 5) (h' : a = 2) : b = 3 := by
  rw [h'] at h
  linarith

theorem accepted_82 (a b : ℝ) (h : a + b = 5) (h' : 2 = a) : b = 3 := by
  rw [← h'] at h
  linarith

theorem accepted_83 (x y : ℝ) (hx : 0 ≤ x) (hy : 0 ≤ y) (h : x ^ 2 = y ^ 2) : x = y := by
  nlinarith [sq_nonneg (x - y), sq_nonneg (x + y)]

theorem accepted_84 (x y : ℝ) (hx : 0 < x) (hy : 0 < y) (h : x ^ 2 = y ^ 2) : x = y := by
  have h1 : (x - y) * (x + y) = 0 := by linear_combination h
  rcases mul_eq_zero.mp h1 with h2 | h2
  · linarith
  · exfalso; linarith

theorem accepted_85 : (7 : ℤ) / 2 = 3 := by norm_num

theorem accepted_86 : (2 : ℝ) ^ 10 = 1024 := by norm_num

theorem accepted_87 : ¬ (3 : ℕ) ∣ 7 := by norm_num

theorem accepted_88 : Nat.Prime 97 := by norm_num

theorem accepted_89 (x y z : ℝ) (h₀ : x = y) (h₁ : y = z) : x = z := h₀.trans h₁

theorem accepted_90 (x y z : ℝ) (h₀ : x = y) (h₁ : y = z) : z = x := by
  rw [h₀, h₁]

theorem accepted_91 (x y : ℝ) (h : x = y) : x + 1 = y + 1 := by
  rw [h]

theorem accepted_92 (s : ℝ) (h : 3 * s = 12) : s = 4 := by
  have : s = 12 / 3 := by
    field_simp
    linarith
  rw [this]
  norm_num

theorem accepted_93 (a b : ℝ) : |a * b| = |a| * |b| := abs_mul a b

theorem accepted_94 (a b : ℝ) (h : 0 ≤ a) (hb : 0 ≤ b) : 0 ≤ a * b + a ^ 2 * b := by
  have h1 : 0 ≤ a * b := mul_nonneg h hb
  have h2 : 0 ≤ a ^ 2 * b := mul_nonneg (pow_nonneg h 2) hb
  exact add_nonneg h1 h2

theorem accepted_95 (a : ℝ) (h : 1 < a) : a⁻¹ < 1 := by
  exact inv_lt_one_of_one_lt₀ h

theorem accepted_96 (x : ℝ) (h : 2 < x) : 1 / x < 1 / 2 := by
  apply one_div_lt_one_div_of_lt
  · norm_num
  · exact h

theorem accepted_97 (a b : ℝ) (hb : b ≠ 0) (h : a / b = 3) : a = 3 * b := by
  rw [div_eq_iff hb] at h
  exact h

theorem accepted_98 (a b : ℝ) (hb : b ≠ 0) (h : a / b = 3) : a = 3 * b := by
  field_simp at h
  linarith

theorem accepted_99 (x y : ℝ) (h : x = 1 ∧ y = 2) : x + y = 3 := by
  rw [h.1, h.2]; norm_num

theorem accepted_100 (x y : ℝ) (h : x = 1 ∧ y = 2) : x + y = 3 := by
  rcases h with ⟨rfl, rfl⟩
  norm_num

theorem accepted_101 (h : ∃ x : ℝ, 0 < x ∧ x < 1) : ∃ y : ℝ, 0 < y ∧ y < 2 := by
  obtain ⟨x, hx, hx1⟩ := h
  exact ⟨x, hx, by linarith⟩

theorem accepted_102 (n : ℕ) : 0 ≤ (n : ℝ) := by positivity

theorem accepted_103 (a b c : ℝ) (h1 : a < b) (h2 : 0 < c) : a * c < b * c := by
  nlinarith

theorem accepted_104 (a b c : ℝ) (h1 : a < b) (h2 : 0 < c) : a * c < b * c := mul_lt_mul_of_pos_right h1 h2

theorem accepted_105 (x : ℝ) : x ^ 2 - 2 * x + 1 ≥ 0 := by
  have : x ^ 2 - 2 * x + 1 = (x - 1) ^ 2 := by ring
  rw [this]
  positivity

theorem accepted_106 (x : ℝ) : x ^ 2 - 2 * x + 1 ≥ 0 := by
  suffices h : 0 ≤ (x - 1) ^ 2 by linarith
  exact sq_nonneg _

theorem accepted_107 (x y : ℝ) (h : x + y = 1) : x * y ≤ 1 / 4 := by
  have hy : y = 1 - x := by linarith
  subst hy
  nlinarith [sq_nonneg (x - 1 / 2)]

theorem accepted_108 (x y z : ℝ) (h₁ : x + y = z) : z - y = x := by
  rw [← h₁]; ring

theorem accepted_109 (x y z : ℝ) (h₁ : x + y = z) : z - y = x := sub_eq_of_eq_add h₁.symm

theorem accepted_110 (a b : ℝ) (h : a ≤ b) : -b ≤ -a := neg_le_neg h

theorem accepted_111 (a b : ℝ) (h : a ≤ b) : -b ≤ -a := by linarith

theorem accepted_112 (a b c : ℤ) (h : a ∣ b) : a ∣ b * c := by
  obtain ⟨k, hk⟩ := h
  exact ⟨k * c, by rw [hk]; ring⟩

theorem accepted_113 (n : ℤ) (h : Even n) : Even (n ^ 2) := by
  obtain ⟨k, rfl⟩ := h
  exact ⟨2 * k ^ 2, by ring⟩

theorem accepted_114 (n : ℕ) : ∃ m, n < m := ⟨n + 1, Nat.lt_succ_self n⟩

theorem accepted_115 (n : ℕ) : 2 ^ n ≥ 1 := Nat.one_le_two_pow

theorem accepted_116 (n : ℕ) : 0 < 2 ^ n := by positivity

theorem accepted_117 (n : ℕ) (h : 2 ≤ n) : n ≤ n ^ 2 := by nlinarith

theorem accepted_118 (x : ℝ) (hx : x - 1 ≠ 0) : (x ^ 2 - 1) / (x - 1) = x + 1 := by
  field_simp
  ring

theorem accepted_119 (x : ℝ) (hx : x ≠ 1) : (x ^ 2 - 1) / (x - 1) = x + 1 := by
  have h : x - 1 ≠ 0 := sub_ne_zero.mpr hx
  rw [div_eq_iff h]
  ring

theorem accepted_120 (x y : ℝ) : x ^ 2 + y ^ 2 = 0 → x = 0 ∧ y = 0 := by
  intro h
  constructor <;> nlinarith [sq_nonneg x, sq_nonneg y]

theorem accepted_121 (x : ℝ) : x = 3 ↔ 2 * x = 6 := by
  constructor
  · intro h; linarith
  · intro h; linarith

theorem accepted_122 (x : ℝ) : x = 3 ↔ 2 * x = 6 := ⟨fun h => by linarith, fun h => by linarith⟩

theorem accepted_123 (x y : ℝ) (h : x < y) (hy : y < x) : False := lt_irrefl x (h.trans hy)

theorem accepted_124 (x y : ℝ) (h : x < y) : ¬ y < x := by
  intro h2
  linarith

theorem accepted_125 (x y : ℝ) (h : x < y) : y ≠ x := by
  rintro rfl
  exact lt_irrefl _ h

theorem accepted_126 (x y : ℝ) (h : x < y) : y ≠ x := h.ne'

theorem accepted_127 (x : ℝ) (h : x ∈ Set.Icc 0 1) : x ≤ 1 := h.2

theorem accepted_128 (a b c : ℝ) (h₁ : a = b) (h₂ : b = c) (h₃ : 0 < c) : 0 < a := by
  rwa [h₁, h₂]

theorem accepted_129 (a b c : ℝ) (h₁ : a = b) (h₂ : b = c) (h₃ : 0 < c) : 0 < a := h₁ ▸ h₂ ▸ h₃

theorem accepted_130 (x : ℝ) (h : 0 < x) : x / 2 < x := half_lt_self h

theorem accepted_131 (x : ℝ) (h : 0 < x) : x / 2 < x := by linarith

theorem accepted_132 (a b : ℤ) (h : a < b) : a + 1 ≤ b := h

theorem accepted_133 (n : ℕ) (h : 0 < n) : 1 ≤ n := h

theorem accepted_134 (n m : ℕ) (h : n < m + 1) : n + 1 ≤ m + 1 := by exact h

theorem accepted_135 (n : ℤ) (h : 1 ≤ n) : 0 < n := h

theorem accepted_136 (x : ℝ) (h : x ∈ Set.Ioo 0 1) : 0 < x ∧ x < 1 := h

theorem accepted_137 (x : ℝ) (h : x ∈ Set.Ioo 0 1) : 0 < x := by
  obtain ⟨h1, h2⟩ := h
  exact h1

theorem accepted_138 (x : ℝ) (h : 0 ≤ x) (h1 : x ≤ 1) : x ∈ Set.Icc (0:ℝ) 1 := ⟨h, h1⟩

theorem accepted_139 (x : ℝ) (h : x ∈ Set.Icc 0 1) : x ^ 2 ≤ 1 := by
  nlinarith [h.1, h.2]

theorem accepted_140 : ∃ x : ℝ, 0 < x ∧ x < 2 := by
  use 1, one_pos
  norm_num

theorem accepted_141 : ∃ x : ℝ, 0 < x ∧ x < 2 := by
  use 1
  norm_num

theorem accepted_142 : ∃ x : ℝ, 0 < x ∧ x < 2 := by
  refine ⟨1, by norm_num, by norm_num⟩

theorem accepted_143 (a b : ℝ) (h : b - a = 3) : a - b = -3 := by linear_combination -h

theorem accepted_144 (a b : ℝ) (h : b - a = 3) (h2 : a = b) : a - b = 2 * b - 2 * a - 9:= by linear_combination -3 * h

theorem accepted_145 (a b : ℝ) (h : a = b) (h2 : b = 2) : a ^ 2 = 4 := by
  linear_combination (a + b) * h + (b + 2) * h2

theorem accepted_146 (a b c : ℝ) (hc : 0 < c) (h : a ≤ b) : a / c ≤ b / c := div_le_div_of_nonneg_right h hc.le

theorem accepted_147 (a b c : ℝ) (hc : 0 < c) (h : a ≤ b) : a / c ≤ b / c := by
  rw [div_le_div_iff_of_pos_right hc]
  exact h

theorem accepted_148 (a b : ℝ) (ha : 0 < a) (hb : 0 < b) (h : a * b = 1) : a = 1 / b := by
  field_simp
  linarith

theorem accepted_149 (a b : ℝ) (ha : 0 < a) (hb : 0 < b) (h : a * b = 1) : a = 1 / b := by
  rw [eq_div_iff hb.ne']
  exact h

theorem accepted_150 (a b : ℝ) (hb : b ≠ 0) (h : a = 3 * b) : a / b = 3 := by
  rw [div_eq_iff hb, h]

theorem accepted_151 (a b c : ℝ) (ha : 0 < a) (hb : 0 < b) (hc : 0 < c) : (a + b + c) * (1 / a + 1 / b + 1 / c) ≥ 9 := by
  have h : (a + b + c) * (1 / a + 1 / b + 1 / c) - 9 = ((a - b) ^ 2 * c + (b - c) ^ 2 * a + (c - a) ^ 2 * b) / (a * b * c) := by
    field_simp
    ring
  have h2 : 0 ≤ ((a - b) ^ 2 * c + (b - c) ^ 2 * a + (c - a) ^ 2 * b) / (a * b * c) := by positivity
  linarith

theorem accepted_152 (a b : ℝ) (ha : 0 < a) (hb : 0 < b) : 2 / (1 / a + 1 / b) ≤ (a + b) / 2 := by
  have h : 1 / a + 1 / b = (a + b) / (a * b) := by
    field_simp
    ring
  rw [h, div_div_eq_mul_div, div_le_div_iff₀ (by positivity) (by norm_num)]
  nlinarith [sq_nonneg (a - b)]

theorem accepted_153 (x : ℝ) (hx : 0 ≤ x) (n : ℕ) : 1 + n * x ≤ (1 + x) ^ n := by
  exact one_add_mul_le_pow (by linarith) n

theorem accepted_154 (a b c : ℝ) (h : a < b) (h' : b < c) : a < c := by
  apply lt_trans h h'

theorem accepted_155 (a b c : ℝ) (h : a < b) (h' : b < c) : a < c := by
  refine lt_trans ?_ h'
  assumption

theorem accepted_156 (a b c : ℝ) (h : a < b) (h' : b < c) : a < c := by
  calc
    a < b := h
    _ < c := by linarith

theorem accepted_157 (x y : ℝ) (h : x ≤ y) : ∃ z ≥ 0, x + z = y := by
  refine ⟨y - x, ?_, ?_⟩
  · linarith
  · ring

theorem accepted_158 (x y : ℝ) (h : ∀ ε > 0, x ≤ y + ε) : x ≤ y := by
  by_contra hxy
  push_neg at hxy
  have := h ((x - y) / 2) (by linarith)
  linarith

theorem accepted_159 (x y : ℝ) (h : ∀ ε > 0, x ≤ y + ε) : x ≤ y := by
  by_contra! hxy
  specialize h ((x - y) / 2) (by linarith)
  linarith

theorem accepted_160 (x y : ℝ) : x < y ∨ x = y ∨ y < x := lt_trichotomy x y

theorem accepted_161 (x y : ℝ) : max x y = max y x := by
  rcases le_total x y with h | h
  · rw [max_eq_right h, max_eq_left h]
  · rw [max_eq_left h, max_eq_right h]

theorem accepted_162 (x : ℝ) (h : x ≠ 0) : 0 < x ^ 2 := by positivity

theorem accepted_163 (x : ℝ) (h : x ≠ 0) : 0 < |x| := abs_pos.mpr h

theorem accepted_164 (x y : ℝ) (h : x ^ 2 + y ^ 2 = 0) : x = 0 := by
  have hx : x ^ 2 = 0 := by nlinarith [sq_nonneg x, sq_nonneg y]
  exact pow_eq_zero_iff (by norm_num) |>.mp hx

theorem accepted_165 (a b c d : ℝ) (h : a * d = b * c) (hb : b ≠ 0) (hd : d ≠ 0) : a / b = c / d := by
  rw [div_eq_div_iff hb hd]
  linarith

theorem accepted_166 (p q r : Prop) : p ∧ (q ∨ r) ↔ p ∧ q ∨ p ∧ r := by
  constructor
  · rintro ⟨hp, hq | hr⟩
    · left; exact ⟨hp, hq⟩
    · right; exact ⟨hp, hr⟩
  · rintro (⟨hp, hq⟩ | ⟨hp, hr⟩)
    · exact ⟨hp, Or.inl hq⟩
    · exact ⟨hp, Or.inr hr⟩

theorem accepted_167 (a b : ℝ) (h₀ : a ≠ 0) (h₁ : 1 / a = b) : a * b = 1 := by
  rw [← h₁]
  field_simp

theorem accepted_168 (a b : ℝ) (hab : 0 < a ∧ 0 < b) (h : a ^ 2 + b ^ 2 = 2) : a + b ≤ 2 := by
  nlinarith [sq_nonneg (a - b), hab.1, hab.2]

theorem accepted_169 (a b c : ℝ) (ha : 0 ≤ a) (hb : 0 ≤ b) (hc : 0 ≤ c) : a ^ 3 + b ^ 3 + c ^ 3 ≥ 3 * a * b * c := by
  nlinarith [mul_nonneg ha (sq_nonneg (b - c)), mul_nonneg hb (sq_nonneg (a - c)), mul_nonneg hc (sq_nonneg (a - b)), sq_nonneg (a - b), sq_nonneg (b - c), sq_nonneg (c - a), mul_nonneg (add_nonneg (add_nonneg ha hb) hc) (sq_nonneg (a - b)), mul_nonneg (add_nonneg (add_nonneg ha hb) hc) (sq_nonneg (b - c)), mul_nonneg (add_nonneg (add_nonneg ha hb) hc) (sq_nonneg (c - a))]

theorem accepted_170 (x y : ℝ) (hx : 0 < x) (hy : 0 < y) : x ^ 3 + y ^ 3 ≥ x ^ 2 * y + x * y ^ 2 := by
  nlinarith [mul_nonneg (add_pos hx hy).le (sq_nonneg (x - y))]

theorem accepted_171 (a b x y : ℝ) : (a * x + b * y) ^ 2 ≤ (a ^ 2 + b ^ 2) * (x ^ 2 + y ^ 2) := by
  nlinarith [sq_nonneg (a * y - b * x)]

theorem accepted_172 (x : ℝ) (h : 0 < x) (h2 : x < 1) : x ^ 2 < 1 := by
  have h3 : x * x < 1 * 1 := mul_lt_mul'' h2 h2 h.le h.le
  nlinarith

theorem accepted_173 (f : ℝ → ℝ) (hf : ∀ x y, f (x + y) = f x + f y) : f 0 = 0 := by
  have h := hf 0 0
  rw [add_zero] at h
  linarith

theorem accepted_174 (f : ℝ → ℝ) (hf : ∀ x y, f (x + y) = f x + f y) : f 0 = 0 := by
  have h := hf 0 0
  norm_num at h
  exact h

theorem accepted_175 (x y : ℤ) (h : x ∣ y) (h2 : y ∣ x) (hx : 0 < x) (hy : 0 < y) : x = y :=
  le_antisymm (Int.le_of_dvd hy h) (Int.le_of_dvd hx h2)

theorem accepted_176 (x : ℝ) : (∃ y, x = 2 * y) := by
  exact ⟨x / 2, by ring⟩

theorem accepted_177 (x y z : ℝ) (h : x + y + z = 6) (h1 : x - y = 0) (h2 : y - z = 0) : x = 2 ∧ y = 2 ∧ z = 2 := by
  refine ⟨by linarith, by linarith, by linarith⟩

theorem accepted_178 (x y z : ℝ) (h : x + y + z = 6) (h1 : x - y = 0) (h2 : y - z = 0) : x = 2 ∧ y = 2 ∧ z = 2 := by
  constructor
  · linarith
  constructor <;> linarith

theorem accepted_179 (x y z : ℝ) (h : x + y + z = 6) (h1 : x - y = 0) (h2 : y - z = 0) : x = 2 ∧ y = 2 ∧ z = 2 := by
  have hx : x = 2 := by linarith
  have hy : y = 2 := by linarith
  have hz : z = 2 := by linarith
  exact ⟨hx, hy, hz⟩

theorem accepted_180 (x y z : ℝ) (h : x + y + z = 6) (h1 : x - y = 0) (h2 : y - z = 0) : x = 2 ∧ y = 2 ∧ z = 2 := by
  repeat' constructor
  all_goals linarith

theorem accepted_181 (a b : ℝ) : a ^ 4 + b ^ 4 ≥ a ^ 3 * b + a * b ^ 3 := by
  nlinarith [sq_nonneg (a - b), sq_nonneg (a + b), sq_nonneg (a ^ 2 - b ^ 2), mul_nonneg (sq_nonneg (a - b)) (add_nonneg (sq_nonneg a) (sq_nonneg b)), mul_nonneg (sq_nonneg (a - b)) (sq_nonneg (a + b))]

theorem accepted_182 (q e : ℝ) (h₀ : q + e = 24) (h₁ : q = 2 * e) : e = 8 := by
  rw [h₁] at h₀
  linarith

theorem accepted_183 (x : ℝ) (h₀ : (x - 3) * (x + 4) = 0) (h₁ : 0 < x) : x = 3 := by
  rcases mul_eq_zero.mp h₀ with h | h
  · exact sub_eq_zero.mp h
  · exact absurd h (by linarith)

theorem accepted_184 (x : ℝ) (h₀ : (x - 3) * (x + 4) = 0) (h₁ : 0 < x) : x = 3 := by
  have h2 : x + 4 ≠ 0 := by positivity
  have h3 : x - 3 = 0 := by
    apply (mul_eq_zero.mp h₀).resolve_right h2
  linarith

theorem accepted_185 (x : ℝ) (hx : 0 < x) : x / (x ^ 2 + 1) ≤ 1 / 2 := by
  rw [div_le_div_iff₀ (by positivity) (by norm_num)]
  nlinarith [sq_nonneg (x - 1)]

theorem accepted_186 (x : ℝ) : x / (x ^ 2 + 1) ≤ 1 / 2 := by
  rw [div_le_iff₀ (by positivity)]
  nlinarith [sq_nonneg (x - 1)]

theorem accepted_187 (x : ℝ) : (x ^ 2 + 2) / (x ^ 2 + 1) ≤ 2 := by
  rw [div_le_iff₀ (by nlinarith)]
  nlinarith [sq_nonneg x]

theorem accepted_188 (a b : ℚ) (h : 3 * a + 2 * b = 5) (h2 : a - b = 0) : a = 1 := by
  linarith

theorem accepted_189 (n : ℤ) (h : n ^ 2 = 4) : n = 2 ∨ n = -2 := by
  have h2 : (n - 2) * (n + 2) = 0 := by ring_nf; linarith
  rcases mul_eq_zero.mp h2 with h | h
  · left; linarith
  · right; linarith

theorem accepted_190 (n : ℤ) (h : n ^ 2 = 4) : n = 2 ∨ n = -2 := by
  exact sq_eq_sq_iff_eq_or_eq_neg.mp (by linarith)

theorem accepted_191 (x y : ℝ) (h : x = y) : y = x := h.symm

theorem accepted_192 (x y : ℝ) (h : x = y) (hy : 0 < y) : 0 < x := by
  rw [← h] at hy
  exact hy

theorem accepted_193 (x y : ℝ) (h : x = y) (hy : 0 < y) : 0 < x := by
  subst h
  exact hy

theorem accepted_194 (x y : ℝ) (h : x = y) (hy : 0 < y) : 0 < x := by
  cases h
  exact hy

theorem accepted_195 (a b c : ℝ) (h : c ≠ 0) : a * c / c = a := by
  field_simp

theorem accepted_196 (a b c : ℝ) (h : c ≠ 0) : a * c / c = a := mul_div_cancel_right₀ a h

theorem accepted_197 (a b : ℝ) (h : 0 < a) : 0 < a / (1 + b ^ 2) := div_pos h (by positivity)

theorem accepted_198 (a b : ℝ) (h : 0 < a) : 0 < a / (1 + b ^ 2) := by
  apply div_pos h
  nlinarith [sq_nonneg b]

theorem accepted_199 (a b : ℝ) (hab : a < b) : ∃ c, a < c ∧ c < b := ⟨(a + b) / 2, by linarith, by linarith⟩

theorem accepted_200 (x : ℝ) (h : x ^ 3 = 8) : x = 2 := by
  have h2 : (x - 2) * (x ^ 2 + 2 * x + 4) = 0 := by linear_combination h
  rcases mul_eq_zero.mp h2 with h3 | h3
  · linarith
  · nlinarith [sq_nonneg (x + 1)]

theorem accepted_201 (x : ℝ) (hx : x ≤ 3 ∧ -3 ≤ x) : x ^ 2 ≤ 9 := by
  obtain ⟨h1, h2⟩ := hx
  nlinarith

theorem accepted_202 (x : ℝ) (hx : |x| ≤ 3) : x ^ 2 ≤ 9 := by
  rw [abs_le] at hx
  nlinarith [hx.1, hx.2]

theorem accepted_203 (x : ℝ) (hx : |x| ≤ 3) : x ^ 2 ≤ 9 := by
  have h := abs_le.mp hx
  nlinarith

theorem accepted_204 (p : ℝ → Prop) (h : ∀ x, 0 < x → p x) : p 2 := h 2 (by norm_num)

theorem accepted_205 (p : ℝ → Prop) (h : ∀ x > 0, p x) : p 2 := by
  apply h
  norm_num

theorem accepted_206 (p q : ℝ → Prop) (h : ∀ x, p x → q x) (h2 : ∃ x, p x) : ∃ x, q x := by
  rcases h2 with ⟨x, hx⟩
  exact ⟨x, h x hx⟩

theorem accepted_207 (p q : ℝ → Prop) (h : ∀ x, p x → q x) : (∃ x, p x) → ∃ x, q x := fun ⟨x, hx⟩ => ⟨x, h x hx⟩

theorem accepted_208 (a b : ℕ) (h : a = b + 1) : b < a := by
  rw [h]
  exact Nat.lt_succ_self b

theorem accepted_209 (a b : ℕ) (h : a = b + 1) : a - 1 = b := by
  subst h
  exact Nat.add_sub_cancel

theorem accepted_210 : (3 : ℝ) / 4 + 1 / 4 = 1 := by norm_num

theorem accepted_211 : (17 : ℤ) % 5 = 2 := by norm_num

theorem accepted_212 : 17 % 5 = 2 := by rfl

theorem accepted_213 : 17 % 5 = 2 := by decide

theorem accepted_214 (h : (3:ℝ) * 2 = 6) : True := trivial

theorem accepted_215 (x : ℝ) (h : x = 2) : x ^ 2 + 3 * x = 10 := by
  rw [h]; norm_num

theorem accepted_216 (x : ℝ) (h : x - 2 = 0) : x ^ 2 + 3 * x = 10 := by
  have hx : x = 2 := by linarith
  subst hx
  norm_num

theorem accepted_217 : Nat.choose 5 2 = 10 := by norm_num [Nat.choose]

theorem accepted_218 : max (2 : ℝ) 3 = 3 := by norm_num

theorem accepted_219 : |(-3 : ℝ)| = 3 := by norm_num

theorem accepted_220 : ((2 : ℝ) : ℂ) = 2 := by norm_num

theorem accepted_221 : Nat.choose 5 2 = 10 := by decide

theorem accepted_222 : ((2 : ℕ) : ℝ) * 3 = 6 := by ring
