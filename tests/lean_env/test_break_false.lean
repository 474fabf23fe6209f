-- Attacks: false statements, and wrong or circular proofs. None may be proved.

theorem attack_1 : (1 : ℕ) - 2 + 2 = 1 := by norm_num

theorem attack_2 (n : ℕ) : n - 1 + 1 = n := by ring

theorem attack_3 (n : ℕ) : n - 1 + 1 = n := by linarith

theorem attack_4 (n : ℕ) : n - 1 + 1 = n := by norm_num

theorem attack_5 (n : ℕ) : n - 1 + 1 = n := by
  have h : 1 ≤ n := by positivity
  exact Nat.sub_add_cancel h

theorem attack_6 (n : ℕ) : n - 1 + 1 = n := Nat.sub_add_cancel (by linarith)

theorem attack_7 (n : ℕ) : n - 1 + 1 = n := sub_add_cancel n 1

theorem attack_8 (n : ℕ) : n - 1 + 1 = n := by rw [sub_add_cancel]

theorem attack_9 (x : ℝ) : x / x = 1 := by field_simp

theorem attack_10 (x : ℝ) : x / x = 1 := by rw [div_self]

theorem attack_11 (x : ℝ) : x * x⁻¹ = 1 := by ring

theorem attack_12 (x y : ℝ) (h : x * y = x) : y = 1 := by field_simp at h; linarith

theorem attack_13 (z w : ℂ) (h : z ≠ w) : z < w ∨ w < z := lt_or_gt_of_ne h

theorem attack_14 (z : ℂ) : 0 ≤ z ^ 2 := by positivity

theorem attack_15 (z : ℂ) : 0 ≤ z ^ 2 := sq_nonneg z

theorem attack_16 : (7 : ℤ) / 2 = 7 / 2 + 1 := by norm_num

theorem attack_17 (a : ℤ) : a / 2 * 2 = a := by ring

theorem attack_18 (a : ℤ) : a / 2 * 2 = a := by field_simp

theorem attack_19 (a : ℤ) : a / 2 * 2 = a := div_mul_cancel₀ a (by norm_num)

theorem attack_20 (a : ℤ) (h : a / 2 ≤ 1) : a ≤ 2 := by linarith

theorem attack_21 (a b : ℝ) (h : a ^ 2 = b ^ 2) : a = b := by nlinarith

theorem attack_22 (a b : ℝ) (h : a ^ 2 = b ^ 2) : a = b := by
  have := pow_left_inj₀ (by positivity) (by positivity) (by norm_num) |>.mp h
  exact this

theorem attack_23 (a b : ℝ) (h : a ^ 2 = b ^ 2) : a = b := by
  linear_combination (exp := 2) h

theorem attack_24 (a b : ℕ) (h : a - b = 0) : a = b := sub_eq_zero.mp h

theorem attack_25 (a b : ℕ) (h : a - b = 0) : a = b := by linarith

theorem attack_26 (x : ℝ) (h : ∀ y : ℝ, y = x) : False := by
  have := h x
  contradiction

theorem attack_27 : ∃! x : ℝ, x ^ 2 = 4 := by
  refine ⟨2, by norm_num, ?_⟩
  intro y hy
  nlinarith

theorem attack_28 : ∃! x : ℝ, x ^ 2 = 4 := ⟨2, by norm_num⟩

theorem attack_29 : ∃ x : ℝ, ∀ y : ℝ, x = y := by
  refine ⟨?_, ?_⟩
  · exact 0
  · intro y; rfl

theorem attack_30 : ∃ x : ℝ, ∀ y : ℝ, x = y := by
  refine ⟨_, fun y => ?_⟩
  rfl

theorem attack_31 : ∃ x : ℝ, ∀ y : ℝ, x = y := by
  constructor
  intro y
  rfl

theorem attack_32 : ∃ x : ℝ, ∀ y : ℝ, x = y := ⟨_, fun y => rfl⟩

theorem attack_33 (x : ℝ) : x = x + 1 := by
  have h : ∀ x : ℝ, x = x := fun x => rfl
  exact h x

theorem attack_34 (x y : ℝ) (h : x = y) : x = 0 := by
  subst h
  rfl

theorem attack_35 (x y : ℝ) (h : x = y) (hx : x = 0): y = 1 := by
  rcases h with rfl
  exact hx

theorem attack_36 (x : ℝ) (h : 0 < x) : ∀ x : ℝ, 0 < x := by
  intro x
  exact h

theorem attack_37 (x : ℝ) (h : 0 < x) : ∀ x : ℝ, 0 < x := by
  intro x
  assumption

theorem attack_38 (x : ℝ) (h : 0 < x) : ∀ x : ℝ, 0 < x := by
  intro x
  linarith

theorem attack_39 (x : ℝ) (h : 0 < x) : ∀ x : ℝ, 0 < x := by
  intro y
  positivity

theorem attack_40 (x : ℝ) (h : 0 < x) : ∀ x : ℝ, 0 < x := fun x => h

theorem attack_41 (p : ℝ → Prop) (h : ∃ x, p x) : ∀ x, p x := by
  obtain ⟨x, hx⟩ := h
  intro x
  exact hx

theorem attack_42 (p : ℝ → Prop) (h : ∃ x, p x) : p 0 := by
  obtain ⟨x, hx⟩ := h
  exact hx

theorem attack_43 (p q : ℝ → Prop) (h : ∃ x, p x) (h2 : ∃ x, q x) : ∃ x, p x ∧ q x := by
  obtain ⟨x, hx⟩ := h
  obtain ⟨x, hy⟩ := h2
  exact ⟨x, hx, hy⟩

theorem attack_44 (p : ℝ → ℝ → Prop) (h : ∀ x, ∃ y, p x y) : ∃ y, ∀ x, p x y := by
  refine ⟨?_, fun x => ?_⟩
  · exact 0
  · obtain ⟨y, hy⟩ := h x
    exact hy

theorem attack_45 (p : ℝ → ℝ → Prop) (h : ∀ x, ∃ y, p x y) : ∃ y, ∀ x, p x y := by
  refine ⟨_, fun x => ?_⟩
  obtain ⟨y, hy⟩ := h x
  exact hy

theorem attack_46 (p : ℝ → ℝ → Prop) (h : ∀ x, p x x) : ∃ y, ∀ x, p x y := by
  refine ⟨_, fun x => h x⟩

theorem attack_47 (p : ℝ → ℝ → Prop) (h : ∀ x, p x x) : ∃ y, ∀ x, p x y := by
  refine ⟨_, fun x => h _⟩

theorem attack_48 (p : ℝ → ℝ → Prop) (h : ∀ x, p x x) : ∃ y, ∀ x, p x y := by
  constructor
  intro x
  apply h

theorem attack_49 (p : ℝ → ℝ → Prop) (h : ∀ x, p x x) : ∃ y, ∀ x, p x y := by
  apply Exists.intro
  intro x
  exact h _

theorem attack_50 : ∀ n : ℕ, n < 10 → n = 0 := by
  intro n hn
  interval_cases n
  all_goals rfl

theorem attack_51 (a b c : ℝ) (h : a ≤ b) : a * c ≤ b * c := by nlinarith

theorem attack_52 (a b c : ℝ) (h : a ≤ b) : a * c ≤ b * c := mul_le_mul_of_nonneg_right h (by positivity)

theorem attack_53 (a b c : ℝ) (h : a ≤ b) : a * c ≤ b * c := by gcongr

theorem attack_54 (n : ℕ) (h : (n : ℤ) - 1 = 3) : n - 1 = 3 + 1 := by
  linarith

theorem attack_55 (n m : ℕ) : ((n - m : ℕ) : ℤ) = n - m := by push_cast; ring

theorem attack_56 (n m : ℕ) : ((n - m : ℕ) : ℤ) = n - m := by simp

theorem attack_57 (n m : ℕ) : ((n - m : ℕ) : ℤ) = n - m := Nat.cast_sub (by linarith)

theorem attack_58 (n m : ℕ) : ((n / m : ℕ) : ℝ) = n / m := by push_cast; rfl

theorem attack_59 (n m : ℕ) : ((n / m : ℕ) : ℝ) = n / m := by norm_num

theorem attack_60 : ((3 / 2 : ℕ) : ℝ) = 3 / 2 := by norm_num

theorem attack_61 : ((3 : ℕ) / 2 : ℕ) = (3 : ℝ) / 2 := by norm_num

theorem attack_62 : (0 : ℝ) / 0 = 1 := by norm_num

theorem attack_63 : (1 : ℝ) = 2 := by norm_num

theorem attack_64 : 1 = 2 := by decide

theorem attack_65 : 1 = 2 := by rfl

theorem attack_66 : (1 : ℝ) = 2 := rfl

theorem attack_67 (h : 1 = 1) : 1 = 2 := by
  rw [h]

theorem attack_68 (f : ℝ → ℝ) (h : ∀ x, f x = x) : ∀ x, f x = 0 := by
  intro x
  rw [h]

theorem attack_69 (f : ℝ → ℝ) (x : ℝ) (h : f x = 0) : ∀ x, f x = 0 := by
  rw [h]

theorem attack_70 (f : ℝ → ℝ) (x : ℝ) (h : f x = 0) : ∀ x, f x = 0 := by
  intro x
  rw [h]

theorem attack_71 (f : ℝ → ℝ) (x : ℝ) (h : f x = 0) : ∀ x, f x = 0 := by
  simp [h]

theorem attack_72 (f : ℝ → ℝ) (x : ℝ) (h : f x = 0) : ∀ x, f x = 0 := by
  norm_num [h]

theorem attack_73 (x : ℝ) (h : x = 1) : ∀ x : ℝ, x = 1 := by
  norm_num [h]

theorem attack_74 (x : ℝ) (h : x = 1) : ∃ y : ℝ, y = 2 ∧ x = y := by
  subst h
  refine ⟨2, rfl, ?_⟩
  norm_num

theorem attack_75 (a b : ℝ) (h : a < b → False) : a < b := by
  by_contra h2
  exact h h2

theorem attack_76 (a b : ℝ) : a < b := by
  by_contra h
  linarith

theorem attack_77 (a b : ℝ) : a < b := by
  by_contra! h
  linarith

theorem attack_78 (a b : ℝ) : a ≤ b := by
  by_contra h
  push_neg at h
  exact absurd h (lt_irrefl _)

theorem attack_79 (x y : ℝ) (h : x * y = 0) : x = 0 := by
  cases mul_eq_zero.mp h with
  | inl h => exact h
  | inr h => exact h

theorem attack_80 (x y : ℝ) (h : x * y = 0) : x = 0 := by
  rcases mul_eq_zero.mp h with h | h
  · exact h

theorem attack_81 (x y : ℝ) (h : x * y = 0) : x = 0 := by
  rcases mul_eq_zero.mp h with h | h
  exact h
  assumption

theorem attack_82 (x y : ℝ) (h : x * y = 0) : x = 0 := by
  rcases mul_eq_zero.mp h with h | h <;> try exact h

theorem attack_83 (x y : ℝ) (h : x * y = 0) : x = 0 := by
  obtain h | h := mul_eq_zero.mp h
  all_goals first | exact h | linarith

theorem attack_84 (n : ℕ) : n = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => exact ih

theorem attack_85 (n : ℕ) : n = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => simp [ih]

theorem attack_86 (n : ℕ) : n = 0 := by
  induction n
  · rfl
  · assumption

theorem attack_87 (n m : ℕ) (h : n = m) : n = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => linarith [ih h]

theorem attack_88 (n : ℕ) (h : 0 < n) : n = 1 := by
  induction n with
  | zero => linarith
  | succ k ih => linarith

theorem attack_89 (a b : ℝ) (hab : a < b) : ∃ c, c < a ∧ b < c := by
  refine ⟨?c, ?_, ?_⟩
  case c => exact a - 1
  · linarith
  · linarith

theorem attack_90 (a b : ℝ) (hab : a < b) : ∃ c, c < a ∧ b < c := by
  refine ⟨?c, lt_trans (b := ?d) ?_ ?_, ?_⟩
  all_goals linarith

theorem attack_91 : Real.sqrt 4 = 4 := by norm_num

theorem attack_92 (x : ℝ) : Real.sqrt x ^ 2 = x := by positivity

theorem attack_93 (x : ℝ) : Real.sqrt (x ^ 2) = x := by
  rw [Real.sqrt_sq]
  positivity

theorem attack_94 (x : ℝ) : Real.sqrt (x ^ 2) = x := Real.sqrt_sq (by positivity)

theorem attack_95 (x : ℝ) : |x| = x := abs_of_nonneg (by positivity)

theorem attack_96 (a b : ℤ) (h : a ∣ b) (hb : 0 ≤ b) : a ≤ b := Int.le_of_dvd hb h

theorem attack_97 : (5 : ℕ) ∣ 7 := by norm_num

theorem attack_98 : Nat.Prime 91 := by norm_num

theorem attack_99 : (-7 : ℤ) % 2 = -1 := by norm_num

theorem attack_100 : (-7 : ℤ) / 2 = -3 := by norm_num

theorem attack_101 (x : ℝ) (hx : x ≠ 0) : 0 < x ^ 3 := by positivity

theorem attack_102 (x : ℝ) (n : ℕ) : 0 ≤ x ^ n := by positivity

theorem attack_103 (x : ℝ) (n : ℕ) : 0 ≤ x ^ (2 * n + 1) := by positivity

theorem attack_104 (x : ℝ) : 0 < x ^ 2 := by positivity

theorem attack_105 (x : ℝ) (h : 0 < x) : x < x ^ 2 := by nlinarith

theorem attack_106 (a b : ℝ) (h : a / b = 1) (hb : b ≠ 0) : a = b + 1 := by
  rw [div_eq_iff hb] at h
  linarith

theorem attack_107 (a b c : ℝ) (h : a / c ≤ b / c) : a ≤ b := by
  rw [div_le_div_iff_of_pos_right] at h
  exact h

theorem attack_108 (a b c : ℝ) (h : a / c ≤ b / c) : a ≤ b := by
  have : a ≤ b := by
    rw [div_le_div_iff_of_pos_right] at h
    exact h
  exact this

theorem attack_109 (p q : Prop) (h : p → q) : q := by
  apply h
  assumption

theorem attack_110 (p q : Prop) (h : p → q) : q → p := h

theorem attack_111 (p q : Prop) (h : p ↔ ¬ p) : q ∧ ¬ q := by
  constructor
  · exact h.1
  · exact h.2

theorem attack_112 (p q : Prop) (hp : p) : p ∧ q := by
  constructor
  assumption
  try assumption

theorem attack_113 (p q : Prop) (hp : p) : p ∧ q := by
  constructor
  all_goals try assumption

theorem attack_114 (p q : Prop) (hp : p) : p ∧ q := by
  repeat constructor
  repeat assumption

theorem attack_115 (x y : ℝ) (h : ∀ z, z < x → z < y) : x < y := by
  exact h x le_rfl

theorem attack_116 (x y : ℝ) (h : ∀ z, z < x → z ≤ y) : x ≤ y - 1 := by
  specialize h (x - 1) (by linarith)
  linarith

theorem attack_117 (x y : ℝ) (h₀ : 0 < x ∧ x < 1 ∨ 2 < x) : x < 1 := by
  obtain ⟨h1, h2⟩ | h := h₀
  · exact h2
  · linarith

theorem attack_118 (s : ℝ) : s = 2 := by
  have h : s = 2 := by
    have h : s = 2 := h
    exact h
  exact h

theorem attack_119 (s : ℝ) : s = 2 := by
  have h : s = 2 := h
  exact h

theorem attack_120 (s : ℝ) : s = 2 := this

theorem attack_121 (s : ℝ) : s = 2 := by exact b122 s

theorem attack_122 (s : ℝ) : s = 2 := by exact ?_

theorem attack_123 (s : ℝ) : s = 2 := by exact _

theorem attack_124 (s : ℝ) : s = 2 := by refine ?_

theorem attack_125 (s : ℝ) : s = 2 := by refine ?a; refine ?a

theorem attack_126 (s : ℝ) : s = 2 := by have := ?_; exact this

theorem attack_127 (s : ℝ) : s = 2 := by have h : s = 2 := ?_; exact h

theorem attack_128 (s : ℝ) : s = 2 := by suffices h : s = 2 from h

theorem attack_129 (s : ℝ) : s = 2 := by
  suffices h : s = 2 from h
  suffices h : s = 2 by exact h

theorem attack_130 (s : ℝ) (h : 2 = s → s = 2) : s = 2 := by
  symm
  apply Eq.symm
  apply Eq.symm

theorem attack_131 (s : ℝ) : s = 2 := by
  calc s = s := rfl
    _ = s := rfl

theorem attack_132 (s : ℝ) : s = 2 := by
  calc s ≤ s := le_refl s
    _ = 2 := by linarith

theorem attack_133 (s : ℝ) (h : s ≤ 2): s = 2 := by
  calc s ≤ 2 := h

theorem attack_134 (s t : ℝ) (h : s ≤ t) (h2 : 2 ≤ t) : s ≤ 2 := by
  calc s ≤ t := h
    _ ≥ 2 := h2

theorem attack_135 (s t : ℝ) (h : s ≠ t) (h2 : t ≠ 2) : s ≠ 2 := by
  calc s ≠ t := h
    _ ≠ 2 := h2

theorem attack_136 (a b c : ℝ) (h : a ≠ b) (h2 : b = c) : a = c := by
  rw [h2] at h
  exact h

theorem attack_137 (a b c : ℝ) (h : a ≠ b) (h2 : b = c) : a = c := h.trans h2

theorem attack_138 (x : ℕ) (h : x ≠ 0) : 1 < x := by
  have := Nat.pos_of_ne_zero h
  exact this

theorem attack_139 (x : ℕ) (h : (x : ℝ) ≤ 5 / 2) : x ≤ 1 := by
  have : (x : ℝ) ≤ 2 := by linarith
  exact_mod_cast this

theorem attack_140 (x : ℝ) (h : ¬ (0 < x ∧ x < 1)) : x ≤ 0 := by
  push_neg at h
  exact h

theorem attack_141 (x : ℝ) (h : ¬ ∀ y : ℝ, x < y) : ∀ y : ℝ, y ≤ x := by
  push_neg at h
  exact h

theorem attack_142 (x : ℝ) (h : ¬ (0 < x → x < 1)) : x ≤ 0 := by
  push_neg at h
  linarith

theorem attack_143 : ∃ x : ℕ, (x : ℤ) = -1 := by
  refine ⟨-1, ?_⟩
  norm_num

theorem attack_144 : ∃ x : ℕ, (x : ℤ) = -1 := by
  use 0 - 1
  norm_num

theorem attack_145 (x : ℕ) : (-x : ℤ) = x - 2 * x := by norm_num

theorem attack_146 (x y : ℝ) (h : (if x < y then 1 else 2) = 1) : x = y := by
  split_ifs at h
  linarith

theorem attack_147 (n : ℕ) : 2 ^ (n - 1) * 2 = 2 ^ n := by ring

theorem attack_148 (n : ℕ) : (2:ℝ) ^ (n - 1) * 2 = 2 ^ n := by
  rw [← pow_succ]
  norm_num

theorem attack_149 (n : ℤ) : (2:ℝ) ^ (n - 1) * 2 = 2 ^ (n + 1) := by
  field_simp

theorem attack_150 (x : ℝ) : x ^ (1/2) = Real.sqrt x := by norm_num

theorem attack_151 (x : ℝ) (h : x ^ (1 / 2) = 3) : x = 9 := by
  nlinarith

theorem attack_152 (x : ℝ) : x ^ (-1 : ℤ) * x = 1 := by field_simp

theorem attack_153 (x : ℝ) : x ^ (-1 : ℤ) * x = 1 := by ring

theorem attack_154 (x : ℝ) : (x⁻¹) ^ 2 * x ^ 2 = 1 := by norm_num

theorem attack_155 (a b : ℝ) (h : a * b = 1) : a = 1 / b + 0 ∧ b = a := by
  constructor
  · field_simp; linarith
  · field_simp; linarith

theorem attack_156 (x : ℝ) (h : 1 / x = 0) : False := by
  field_simp at h

theorem attack_157 (x : ℝ) (h : 1 / x = 0) : x = 1 := by
  norm_num at h

theorem attack_158 (x y : ℝ) (h : 1 / x = 1 / y) : x = y + 1 := by
  field_simp at h
  linarith

theorem attack_159 (x y : ℝ) (h : x / y = 2) : x = 2 * y ∧ x = 0 := by
  field_simp at h
  constructor <;> linarith

theorem attack_160 (a b : ℝ) (hab : a ≤ b) : a ^ 2 ≤ b ^ 2 := pow_le_pow_left₀ (by positivity) hab 2

theorem attack_161 (a b : ℝ) (hab : a ≤ b) : a ^ 2 ≤ b ^ 2 := by
  apply pow_le_pow_left₀ _ hab
  positivity

theorem attack_162 (a b : ℝ) (hab : a ≤ b) : a ^ 2 ≤ b ^ 2 := by
  apply pow_le_pow_left₀ ?_ hab

theorem attack_163 (S : Finset ℕ) (h : S = Finset.range 4) : ∑ x ∈ S, x = 7 := by
  rw [h]
  norm_num

theorem attack_164 (S : Finset ℕ) (h : S = Finset.range 4) : ∑ x ∈ S, x = 7 := by
  subst h
  decide

theorem attack_165 (n : ℕ) (h : n % 2 = 1) (h2 : n < 4) : n = 3 := by
  interval_cases n <;> norm_num at h

theorem attack_166 (n : ℕ) (h : n % 2 = 1) (h2 : n < 4) : n = 3 := by omega

theorem attack_167 (x : ℝ) : ∃ y, y < x ∧ x < y := by
  use x - 1
  constructor
  linarith
  have h : x < x - 1 + 2 := by linarith
  convert h using 1
  ring

theorem attack_168 (x : ℝ) (h : x < 0) : 0 < x := by
  rw [← neg_pos] at h
  exact h

theorem attack_169 (x : ℝ) (h : x < 0) : 0 < x := by
  have h' := neg_pos.mpr h
  exact h'

theorem attack_170 (f : ℕ → ℕ) (h : ∀ n, f (n - 1) = n) : f 0 = 2 := by
  have := h 1
  norm_num at this
  exact this

theorem attack_171 (h : (2 : ℕ) - 3 = 0) : (2 : ℤ) - 3 = 0 := by exact_mod_cast h

theorem attack_172 (h : (2 : ℕ) - 3 = 0) : (2 : ℤ) - 3 = 0 := by exact h

theorem attack_173 (x : ℝ) : x ≠ x + 0 := by
  intro h
  norm_num at h

theorem attack_174 (x y z : ℝ) (h : x = y ∨ y = z) : x = z := by
  rcases h with rfl | rfl
  · rfl
  · rfl

theorem attack_175 (x y z : ℝ) (h : x = y ∨ y = z) : x = z := by
  rcases h with h | h <;> subst h <;> first | rfl | assumption

theorem attack_176 : ∀ a b : ℝ, a = b → ∀ c, c = a := by
  rintro a b rfl c
  rfl

theorem attack_177 : (fun x : ℝ => x) = (fun x : ℝ => x + 1) := by
  funext x
  rfl

theorem attack_178 (a : ℕ) (h : a = a + 1 → False) : a = a + 1 := by
  omega

theorem attack_179 (a b : ℝ) (h : a * b ≠ 0) : a = 0 := left_ne_zero_of_mul h

theorem attack_180 : (2:ℚ) / 3 = 0 := by norm_num

theorem attack_181 : (2:ℕ) / 3 = 2 / 3 + (1 : ℚ) := by norm_num

theorem attack_182 (x : ℝ) : x = 5 := by
  set y := x with hy
  rfl

theorem attack_183 (x : ℝ) (y : ℝ := 5) : x = y := by
  rfl

theorem attack_184 : ∃ x : Fin 0, True := by
  norm_num

theorem attack_185 (n : ℕ) (hn : n.Prime) : n % 2 = 1 := by
  rcases hn.eq_two_or_odd with h | h
  · norm_num [h]
  · exact h

theorem attack_186 (x : ℝ) (hx : x ∈ Set.Icc 0 1) : x < 1 := by
  exact hx.2

theorem attack_187 (h : 1 = 2 ∨ 1 = 1) : 1 = 2 := by
  norm_num at h

theorem attack_188 (x : ℝ) (h : x = 1 ∨ x = 2) : x = 1 := by
  norm_num at h
  linarith

theorem attack_189 (x y : ℝ) (h : max x y = x) : x = y := by
  norm_num at h

theorem attack_190 (x : ℝ) : min x 1 = x := by
  norm_num

theorem attack_191 : (10 : ℕ) ^ 2 - 200 = -100 := by norm_num

theorem attack_192 (x : ℤ) (h : x % 3 = 0) : x / 3 * 3 + 1 = x := by
  have := Int.emod_add_ediv x 3
  linarith

theorem attack_193 (a b : ℤ) (h : (a : ℝ) / b = 1 / 2) : a / b = 1 / 2 + 1 := by
  norm_num at h

theorem attack_194 (p q r : Prop) (h : p → q → r) : q → r := by
  intro hq
  apply h
  exact hq
  exact hq

theorem attack_195 (p : ℕ → Prop) (h : p 0) (hs : ∀ n, p n → p (n + 2)) : ∀ n, p n := by
  intro n
  induction n with
  | zero => exact h
  | succ n ih => exact hs _ ih

theorem attack_196 (p : ℕ → Prop) (h : p 0) (hs : ∀ n, p n → p (n + 2)) : p 1 := hs (1 - 2) h

theorem attack_197 (p : ℕ → Prop) (h : p 0) : p (0 - 1 + 1) := by
  norm_num
  exact h

theorem attack_198 (x : ℝ) (h : x - x = 1) : x ∣ 1 := by
  norm_num at h

theorem attack_199 (p : ℝ → Prop) (h : ∃! x, p x) (a b : ℝ) (ha : p a) : a = b := by
  obtain ⟨x, hx, hu⟩ := h
  rw [hu a ha]
  exact (hu b ha).symm

theorem attack_200 (p : ℝ → Prop) (h : ∃ x, p x) : ∃! x, p x := by
  obtain ⟨x, hx⟩ := h
  exact ⟨x, hx, fun y hy => rfl⟩

theorem attack_201 (p : ℝ → Prop) (h : ∃ x, p x) : ∃! x, p x := h

theorem attack_202 (p : ℝ → Prop) (x y : ℝ) (h : x = y → p x) : p y := by
  have h2 := h rfl
  exact h2

theorem attack_203 (p : ℝ → Prop) (x y : ℝ) (h : x = 1) (hp : p 1) : p y := h ▸ hp

theorem attack_204 (p : ℝ → Prop) (x y : ℝ) (h : x = y) (hp : p x) : p (y + 1) := by
  rw [← h]; exact hp

theorem attack_205 (x y : ℝ) (h : x = y) (hx : x = 1) (hy : y = 1 → False) : x = 2 := by
  subst hx
  exact absurd rfl (hy h)

theorem attack_206 (f : ℝ → ℝ) (h : ∀ x y, f (x + y) = f x + f y) : f 1 = 1 := by
  have := h 1 0
  norm_num at this
  linarith

theorem attack_207 (f : ℝ → ℝ) (h : ∀ x, 0 < x → f x = 1) : f (-1) = 1 := by
  rw [h]

theorem attack_208 (f : ℝ → ℝ) (h : ∀ x, 0 < x → f x = 1) : f (-1) = 1 := by
  norm_num [h]

theorem attack_209 (f : ℝ → ℝ) (h : ∀ x, x ≠ 0 → f x = 1 / x) : f 0 = 0 := by
  norm_num [h]

theorem attack_210 (f : ℝ → ℝ) (h : ∀ x, x ≠ 0 → f x = 1 / x) : f 0 = 0 := by
  have := h 0 (by norm_num)
  norm_num at this
  exact this

theorem attack_211 (f : ℕ → ℕ) (h : ∀ n, f (n + 1) = f n) : f 0 = 0 := by
  induction' f 0 with n ih
  · rfl
  · exact ih

theorem attack_212 (n : ℕ) (f : ℕ → ℕ) (h : f n = n) : ∀ m, f m = m := by
  intro m
  induction m with
  | zero => exact h
  | succ k ih => exact h

theorem attack_213 (n : ℕ) (h : n = 5) : n = 6 := by
  induction n with
  | zero => contradiction
  | succ k ih => exact ih h

theorem attack_214 (n : ℕ) (h : 3 < n) : 5 < n := by
  induction n with
  | zero => linarith
  | succ k ih =>
    have := ih (by linarith)
    linarith

theorem attack_215 (a b : ℝ) (h : a = b) : b + 1 = a := by
  calc b + 1 = a + 1 := by rw [h]
    _ = a := by rw [h]

theorem attack_216 (x : ℝ) : x ≤ x - 1 := by
  rw [sub_eq_add_neg]
  apply le_add_of_nonneg_right
  norm_num

theorem attack_217 (n : ℕ) : n ≤ n - 1 := Nat.le_of_lt_succ (Nat.lt_succ_self n)

theorem attack_218 (n : ℕ) : n < n := Nat.lt_of_lt_of_le (Nat.lt_succ_self n) (Nat.sub_le n 0)

theorem attack_219 (n : ℕ) : 1 ≤ n := Nat.succ_pos n

theorem attack_220 (n : ℕ) : 0 < n := Nat.succ_pos (n - 1)

theorem attack_221 (n : ℕ) (h : 0 < n) : 2 ≤ n := h

theorem attack_222 (n : ℤ) (h : n < 0) : n ≤ -2 := h

theorem attack_223 (n : ℤ) (h : n < 0) : n + 2 ≤ 0 := h

theorem attack_224 (x : ℝ) (h : 0 < x) : 1 ≤ x := h

theorem attack_225 (x : ℚ) (h : 0 < x) : 0 + 1 ≤ x := h

theorem attack_226 (n : ℕ) (h : n < 5) : n ≤ 3 := h

theorem attack_227 (n m : ℕ) (h : n - 1 < m) : n - 1 + 1 < m := h

theorem attack_228 (n m : ℕ) (h : n ≤ m) : n < m := h

theorem attack_229 (x : ℝ) (h : x ∈ Set.Ioo 0 1) : 1 ≤ x := h.1

theorem attack_230 (x : ℝ) (h : x ∈ Set.Ioc 0 1) : x < 1 := h.2

theorem attack_231 (x : ℝ) (h : x ∈ Set.Ico 0 1) : 0 < x := h.1

theorem attack_232 (x : ℝ) (h : x ∈ Set.Ici 1) : x ≤ 1 := h

theorem attack_233 (n : ℕ) (h : n ∈ Finset.Icc 1 3) : n ≤ 2 := by
  rw [Finset.mem_Icc] at h
  linarith

theorem attack_234 : ∑ i ∈ Finset.range 3, i = 6 := by decide

theorem attack_235 : ∑ i ∈ Finset.range 4, i + 1 = 10 := by norm_num

theorem attack_236 : ∑ i ∈ Finset.range 4, i + 1 = 10 := by rfl

theorem attack_237 (x : ℝ) : -x ^ 2 = (-x) ^ 2 := by ring

theorem attack_238 : (-2 : ℝ) ^ 2 = -4 := by norm_num

theorem attack_239 : -2 ^ 2 = (4 : ℝ) := by norm_num

theorem attack_240 : (2 : ℕ) - 3 - -1 = 0 := by norm_num

theorem attack_241 (a : ℝ) : 2 / 3 * a = 0 := by norm_num

theorem attack_242 (a b c : ℝ) : a / b / c = a / (b / c) := by ring

theorem attack_243 (a b c : ℝ) : a / b * c = a / (b * c) := by field_simp

theorem attack_244 (a b c : ℕ) : a - b - c = a - (b - c) := by ring

theorem attack_245 (a b c : ℕ) : a * (b - c) = a * b - c := by ring

theorem attack_246 (a b : ℕ) : a / b * b = a := by ring

theorem attack_247 (a b : ℕ) (hb : b ≠ 0) : a / b * b = a := by field_simp

theorem attack_248 (a b : ℕ) (hb : 0 < b) : a / b * b = a := Nat.mul_div_cancel a hb

theorem attack_249 (a b : ℕ) : (a : ℝ) - b = (a - b : ℕ) := by norm_num

theorem attack_250 (a b : ℕ) : (a : ℝ) - b = (a - b : ℕ) := by rfl

theorem attack_251 (a b : ℤ) : ((a / b : ℤ) : ℝ) = a / b := by norm_num

theorem attack_252 (a b : ℤ) (h : ((a / b : ℤ) : ℝ) = 2) : (a : ℝ) / b = 2 := by linarith

theorem attack_253 (a b : ℕ) (h : (a : ℤ) - b = 2) : a - b = 3 := by linarith

theorem attack_254 (a b : ℕ) (h : a < b) : (a - b : ℤ) = 0 := by
  have : a - b = 0 := by linarith
  linarith

theorem attack_255 : (3 - 5 : ℕ) = (-2 : ℤ) := by linarith

theorem attack_256 : (3 - 5 : ℕ) = (-2 : ℤ) := by norm_num

theorem attack_257 (x : ℕ) (h : x = 3 - 5) : (x : ℤ) = -2 := by linarith

theorem attack_258 (x : ℕ) (h : x + 2 = 3 - 5 + 2 + 1) : x = 0 := by linarith

theorem attack_259 (a b : ℝ) (h : |a| = |b|) : a = b := by
  rcases abs_eq_abs.mp h with h | h
  · exact h
  · linarith

theorem attack_260 (a : ℝ) : |a| = a ∨ |a| = a := abs_choice a

theorem attack_261 (a b : ℝ) : |a + b| = |a| + |b| := by positivity

theorem attack_262 (a b : ℝ) : |a + b| = |a| + |b| := by ring

theorem attack_263 (a b : ℝ) : |a - b| = a - b := by
  apply abs_of_nonneg
  positivity

theorem attack_264 (a b : ℝ) (h : a < b) : |a - b| = a - b := abs_of_neg (sub_neg.mpr h)

theorem attack_265 (x : ℝ) (h : x ^ 2 = 9) : x = 3 := by
  have h2 : x = 3 ∨ x = -3 := sq_eq_sq_iff_eq_or_eq_neg.mp (by linarith)
  cases h2
  assumption
  assumption

theorem attack_266 (x : ℝ) (h : x ^ 2 = 9) : x = 3 := by
  have h2 : x = 3 := by
    nlinarith [sq_nonneg (x - 3), sq_nonneg (x + 3)]
  exact h2

theorem attack_267 (x y : ℝ) (hx : 0 < x) (hxy : x ^ 2 = y ^ 2) : x = y := by
  have := pow_left_inj₀ hx.le (by positivity) two_ne_zero |>.mp hxy
  exact this

theorem attack_268 (a b c : ℝ) (h : a * c = b * c) : a = b := mul_right_cancel₀ (by positivity) h

theorem attack_269 (a b c : ℝ) (h : a * c = b * c) : a = b := by
  have := mul_right_cancel₀ ?_ h
  exact this

theorem attack_270 (a b : ℝ) (h : a ≠ 0) : a * b ≠ 0 := mul_ne_zero h h

theorem attack_271 (a b : ℝ) (h : a * b ≠ 0 → False) : a = 0 := by
  by_contra ha
  exact h (mul_ne_zero ha ha)

theorem attack_272 (x : ℝ) (h : 0 ≤ x) : 0 < x := lt_of_le_of_ne h (by norm_num)

theorem attack_273 (x : ℝ) (h : 0 ≤ x) : 0 < x := lt_of_le_of_ne h (by positivity)

theorem attack_274 (x : ℝ) (h : 0 ≤ x) : 0 < x := by
  rcases h.eq_or_lt with h | h
  · rw [← h]
  · exact h

theorem attack_275 (x : ℝ) (h : 0 ≤ x) : 0 < x := by
  rcases h.eq_or_lt with rfl | h
  · positivity
  · exact h

theorem attack_276 (a b : ℝ) : max a b = a := by
  rcases le_total a b with h | h
  · exact max_eq_left h
  · exact max_eq_left h

theorem attack_277 (a b : ℝ) (h : max a b ≤ 1) : a + b ≤ 1 := by
  have := max_le_iff.mp h
  linarith

theorem attack_278 (p q r : Prop) : (p ∧ q → r) → (p → r) := fun h hp => h ⟨hp, hp⟩

theorem attack_279 (p q : Prop) : p ∨ q → p := fun h => h.elim id id

theorem attack_280 (p q : Prop) : p ∨ q → p := by
  rintro (h | h)
  exact h
  exact h

theorem attack_281 (p q : Prop) : p ∨ q → p := by
  rintro (h | h) <;> assumption

theorem attack_282 (p : Prop) : p := by
  by_cases h : p
  · exact h
  · exact h

theorem attack_283 (p : Prop) : p := by
  by_contra h
  exact h h

theorem attack_284 (p q : Prop) : (p → q) → (q → p) := by
  intro h hq
  by_contra hp
  exact hp (h hq)

theorem attack_285 (p : ℕ → Prop) (h : ∀ n, p n → p (n + 1)) : ∀ n, p n := by
  intro n
  induction n with
  | zero => exact h _ _
  | succ n ih => exact h n ih

theorem attack_286 (p : ℕ → Prop) (h : ∀ n, p n → p (n + 1)) : p 0 := by
  have h2 : p (0 - 1 + 1) := h (0 - 1) ?_
  · exact h2

theorem attack_287 (x y : ℝ) (h : x < y) : ∃ z, z < x ∧ y < z := by
  by_contra! h2
  have := h2 x
  linarith

theorem attack_288 (x y : ℝ) : ∃ z, z < x ∧ y < z := by
  by_contra! h
  specialize h (x - 1) (by linarith)
  linarith

theorem attack_289 : ¬ ∃ x : ℝ, x ^ 2 = 2 * x := by
  push_neg
  intro x
  nlinarith

theorem attack_290 (f : ℝ → ℝ) (hf : ∀ x y, x < y → f x < f y) : f 1 < f 0 := by
  apply hf
  norm_num

theorem attack_291 (f : ℝ → ℝ) (hf : ∀ x y, x < y → f x < f y) : f 1 < f 0 := hf _ _ (by linarith)

theorem attack_292 (a b c d : ℝ) (h : a / b = c / d) : a * d = c * b + 1 := by
  rw [div_eq_div_iff] at h
  linarith

theorem attack_293 (a b c d : ℝ) (h : a / b = c / d) : a * d = c * b := by
  rw [div_eq_div_iff] at h
  · exact h
  · positivity
  · positivity

theorem attack_294 (a b c d : ℝ) (h : a / b = c / d) : a * d = c * b := by
  have := (div_eq_div_iff (by norm_num) (by norm_num)).mp h
  exact this

theorem attack_295 (z : ℂ) (h : z ^ 2 = -1) : z = Complex.I := by
  have : (z - Complex.I) * (z + Complex.I) = 0 := by
    ring_nf
    rw [Complex.I_sq, h]
    ring
  rcases mul_eq_zero.mp this with h | h
  · linear_combination h
  · linear_combination h

theorem attack_296 (x : ℝ) (h : (x : ℂ) = 3) : x = 4 := by
  norm_num at h
  exact h

theorem attack_297 (n : ℕ) (hn : n ≠ 0) : (n : ℝ) < 1 := by
  have : (n : ℝ) ≠ 0 := by positivity
  positivity

theorem attack_298 (a : ℝ) : a ^ 0 = 0 := by norm_num

theorem attack_299 : (0 : ℝ) ^ 0 = 0 := by norm_num

theorem attack_300 : (0 : ℝ)⁻¹ = 1 := by norm_num

theorem attack_301 (n : ℕ) : (0 : ℝ) ^ n = 0 := zero_pow (by positivity)

theorem attack_302 (n : ℕ) : (0 : ℝ) ^ n = 0 := by norm_num

theorem attack_303 (n : ℕ) : (0 : ℝ) ^ n = 0 := by ring

theorem attack_304 (x : ℝ) (n : ℕ) : x ^ (n - 1) * x = x ^ n := by
  rw [← pow_succ]

theorem attack_305 (x : ℝ) (n : ℕ) : x ^ (n - 1) * x = x ^ n := by ring

theorem attack_306 (x : ℝ) (m n : ℕ) : x ^ (m * n) = x ^ m * x ^ n := by ring

theorem attack_307 (x : ℝ) (m n : ℕ) : x ^ m ^ n = (x ^ m) ^ n := by ring

theorem attack_308 (x y : ℝ) (n : ℕ) : (x + y) ^ n = x ^ n + y ^ n := by ring

theorem attack_309 (x : ℝ) (n : ℤ) : x ^ n * x ^ (-n) = 1 := by ring

theorem attack_310 (x : ℝ) (h : 0 ≤ x) : x ^ (-1 : ℤ) = 1 / x + 0 ∧ x * x⁻¹ = 1 := by
  constructor
  · ring
  · field_simp

theorem attack_311 (a b c : ℝ) (h₁ : a ≤ b) (h₂ : c ≤ 0) : a * c ≤ b * c := by
  apply mul_le_mul_of_nonneg_right h₁
  exact h₂

theorem attack_312 (a b c : ℝ) (h₁ : a ≤ b) (h₂ : c ≤ 0) : a * c ≤ b * c := by
  nlinarith [mul_nonneg (sub_nonneg.2 h₁) (neg_nonneg.2 h₂)]

theorem attack_313 (this : 1 = 2 → 1 = 1) : 1 = 2 := by
  have : 1 = 1 := rfl
  exact this

theorem attack_314 (mul_pos : (1:ℝ) < 2) (a b : ℝ) (ha : 0 < a) (hb : 0 < b) : a * b < 0 := mul_pos ha hb

theorem attack_315 (h : ∀ h : ℝ, h = h + 0) : ∀ h : ℝ, h = 1 := by
  intro h
  have := h
  linarith

theorem attack_316 (x✝ : ℝ) : x✝ = 1 := by rfl

theorem attack_317 (x : ℝ) : ∀ x : ℝ, x = x✝ := by
  intro x
  rfl

theorem attack_318 (x : ℝ) (h : x = 1) : ∀ x : ℝ, x = 1 := by
  intro x
  rename_i y hy
  exact h

theorem attack_319 (x y : ℝ) (h : x = 1) : y = 1 := by
  revert x
  intro y h
  exact h

theorem attack_320 (x y : ℝ) (h : x = 1) : y = 1 := by
  generalize y = x at *
  exact h

theorem attack_321 (x y : ℝ) (h : x = 1) : y = 1 := by
  obtain ⟨x, rfl⟩ : ∃ x, x = y := ⟨y, rfl⟩
  exact h

theorem attack_322 (x y : ℝ) (h : x = 1) : y = 1 := by
  set x := y
  exact h

theorem attack_323 (x y : ℝ) (h : x = 1) : y = 1 := by
  have x := y
  exact h

theorem attack_324 (x y : ℝ) (h : x = 1) : y = 1 := by
  let x := y
  exact h

theorem attack_325 : ∀ x : ℝ, ∃ y : ℝ, ∀ z : ℝ, z = y + x := by
  intro x
  refine ⟨?y, fun z => ?h⟩
  case h => ring
  case y => exact 0

theorem attack_326 : ∀ x : ℝ, ∃ y : ℝ, ∀ z : ℝ, z = y + x := by
  intro x
  refine ⟨?y, ?h⟩
  case h => intro z; exact (sub_add_cancel z x).symm
  case y => exact 0

theorem attack_327 : ∃ y : ℝ, ∀ z : ℝ, z = y := by
  refine ⟨?y, ?h⟩
  rotate_left
  intro z
  rfl
  exact 0

theorem attack_328 : ∃ y : ℝ, ∀ z : ℝ, z = y := by
  refine ⟨?y, fun z => (?h : z = ?y)⟩
  swap
  exact rfl
  exact 0

theorem attack_329 : ∃ y : ℝ, ∀ z : ℝ, z ≤ y := by
  refine ⟨_, fun z => le_refl z⟩

theorem attack_330 : ∃ y : ℝ, ∀ z : ℝ, z ≤ y := ⟨_, le_refl⟩

theorem attack_331 (a b : ℝ) : a ≤ b := le_trans (le_refl _) (le_refl _)

theorem attack_332 (a b : ℝ) : a ≤ b := by
  apply le_trans
  apply le_refl
  apply le_refl

theorem attack_333 (a b : ℝ) : a ≤ b := by
  refine le_trans (b := ?m) ?_ ?_
  exact a
  exact le_refl a
  exact le_refl a

theorem attack_334 (a b : ℝ) (h : a < b) : False := by
  refine lt_irrefl ?x ?h
  exact a
  exact h

theorem attack_335 (a b : ℝ) (h : a < b) : False := by
  apply lt_irrefl
  exact h

theorem attack_336 (a b : ℝ) (h : a < b) : False := lt_irrefl _ h

theorem attack_337 (f : ℝ → ℝ) (h : f = fun x => x + 1) : f 1 = 1 := by
  rw [h]

theorem attack_338 (f g : ℝ → ℝ) (h : ∀ x, f x = g x) : f 1 = g 2 := by
  rw [h]

theorem attack_339 (f : ℝ → ℝ → ℝ) (h : ∀ x y, f x y = f y x) : f 1 2 = f 1 3 := by
  rw [h]

theorem attack_340 (a b : ℝ) (h : a = b) (p : a = a → False) : b = 0 := by
  exact absurd (Eq.refl b) p

theorem attack_341 (a b : ℝ) (h : a ∣ b) : True ∧ False := ⟨trivial, h⟩

theorem attack_342 (a b : ℤ) (h : a ∣ b) : b ∣ a := by
  obtain ⟨c, rfl⟩ := h
  exact ⟨c, rfl⟩

theorem attack_343 (a b : ℤ) (h : a ∣ b) : b ∣ a := by
  obtain ⟨c, hc⟩ := h
  exact Dvd.intro c hc

theorem attack_344 (n : ℤ) (h : Even n) : Odd n := by
  obtain ⟨k, hk⟩ := h
  exact ⟨k, by linarith⟩

theorem attack_345 (n : ℤ) (h : Even n) : n = 0 := by
  obtain ⟨k, hk⟩ := h
  linarith

theorem attack_346 (n : ℕ) (h : n ∣ 6) : n = 6 := by
  have := Nat.le_of_dvd (by norm_num) h
  interval_cases n <;> norm_num at h

theorem attack_347 : 7 ≡ 3 [MOD 3] := by decide
