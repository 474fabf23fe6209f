-- Proofs that Lean rejects, mostly of true statements: what a generous fragment would let through.

theorem strict_1 (x : ℝ) : 2 * (x + 1) = 2 * x + 2 := by norm_num

theorem strict_2 (x : ℝ) (h : x = 1) : x = 1 := by
  exact h
  exact h

theorem strict_3 (x : ℝ) (h : x = 1) : x = 1 := by
  linarith
  norm_num

theorem strict_4 (x : ℝ) (h : x = 1 ∧ x = 1) : x = 1 ∧ x = 1 := by
  constructor
  · linarith
  linarith
  linarith

theorem strict_5 (x : ℝ) (h : x = 1) : x = 1 ∧ x = 1 := by
  constructor
  · skip
  · exact h

theorem strict_6 (x : ℝ) (h : x = 1) : x = 1 ∧ x = 1 := by
  constructor
    · exact h
    · exact h

theorem strict_7 (x : ℝ) (h : x = 1) : x = 1 ∧ x = 1 := by
  constructor
  · exact h
   · exact h

theorem strict_8 (x : ℝ) (h : x = 1) : x = 1 := by
  exact h2

theorem strict_9 (x : ℝ) (h : x = 1) : x = 1 := by
  intro y
  exact h

theorem strict_10 (n : ℕ) (h : n ≤ 3) : (n : ℝ) ≤ 3 := by linarith

theorem strict_11 (n : ℕ) (h : n ≤ 3) : (n : ℝ) ≤ 3 := h

theorem strict_12 (n : ℕ) (h : (n : ℝ) ≤ 3) : n ≤ 3 := by assumption

theorem strict_13 (x : ℤ) (h : (x : ℝ) = 575) : x = 575 := by linarith

theorem strict_14 (m n : ℤ) (h : ((m + n : ℤ) : ℝ) ≤ 3) : (m : ℝ) + n ≤ 3 := by linarith

theorem strict_15 (n : ℕ) : n % 2 < 2 := by linarith

theorem strict_16 (y : ℝ) (h : y⁻¹ ≤ 2) : 1 / y ≤ 2 := by linarith

theorem strict_17 (x y : ℝ) (h : 2 * x / y ≤ 4) : x / y ≤ 2 := by linarith

theorem strict_18 (x : ℝ) (h : x = 5) : x ^ 3 = 125 := by nlinarith

theorem strict_19 (x : ℝ) (hx : x ≠ 1) : (x ^ 2 - 1) / (x - 1) = x + 1 := by
  field_simp
  ring

theorem strict_20 (f : ℝ → ℝ) (x : ℝ) (h : f (x + 1) ≤ 2) : f (1 + x) ≤ 3 := by linarith

theorem strict_21 : 1999 ^ 2000 % 5 = 1 := by linarith

theorem strict_22 : 1999 ^ 2000 % 5 = 1 := by nlinarith

theorem strict_23 (x y : ℝ) (h : x = y) : y = x := by exact h

theorem strict_24 (x y : ℝ) (h : x = y) : y = x := by assumption

theorem strict_25 (x y : ℝ) (h : x ≤ y) : x < y + 1 := by exact h

theorem strict_26 (x y : ℝ) : x + y = y + x := by rfl

theorem strict_27 (x y : ℝ) : x + y = y + x := by norm_num

theorem strict_28 (x : ℝ) : x + 0 = x := by rfl

theorem strict_29 (x : ℝ) (h : x = 2) : x ^ 2 = 4 := by ring

theorem strict_30 (x : ℝ) (h : x = 2) : x ^ 2 = 4 := by norm_num

theorem strict_31 (x : ℝ) (h : x = 2) : x ^ 2 = 4 := by linarith

theorem strict_32 (x : ℝ) (h : x = 2) : x ^ 2 = 4 := by rw [h]

theorem strict_33 (x : ℝ) (h : x = 2) : x ^ 2 = 4 := by
  subst x
  ring
  norm_num

theorem strict_34 (x y : ℝ) (h : x = y) (h2 : y = 3) : x = 3 := by
  rw [h2]
  exact h

theorem strict_35 (x y : ℝ) (h : x = y) : x + 1 = y + 1 := by
  rw [h]
  rfl

theorem strict_36 (x y : ℝ) (h : 2 * x = y) : x = y / 2 := by
  rw [← h]
  rfl

theorem strict_37 (a b : ℝ) (h : 0 ≤ a) (h2 : 0 ≤ b) : 0 ≤ a * b := by linarith

theorem strict_38 (a b : ℝ) (h : a < 0) (h2 : b < 0) : 0 < a * b := by positivity

theorem strict_39 (a b : ℝ) (h : 0 ≤ a) : 0 ≤ a - 0 := by positivity

theorem strict_40 (a b : ℝ) : 0 ≤ a ^ 2 - 2 * a * b + b ^ 2 := by positivity

theorem strict_41 (a b : ℝ) (h : 1 < a) : a ≠ 1 := by positivity

theorem strict_42 (a : ℝ) (h : 1 ≤ a) : 1 ≤ a ^ 2 := by positivity

theorem strict_43 (a : ℝ) (h : a ≥ 3) : 3 < a ∨ a = 3 := by linarith

theorem strict_44 (a b : ℝ) (h : a ≤ b) : ∃ c, a ≤ c := by
  use b
  exact h

theorem strict_45 (a b : ℝ) (h : a ≤ b) (h2 : b ≤ a) : a = b := by
  apply le_antisymm h2 h

theorem strict_46 (p q : Prop) (h : p ∧ q) : p := by assumption

theorem strict_47 (p q : Prop) (h : p ∧ q) : q ∧ p := h

theorem strict_48 (p q : Prop) (h : p ∨ q) : q ∨ p := by
  constructor
  exact h

theorem strict_49 (p : Prop) (h : ¬¬p) : p := h

theorem strict_50 (a b : ℝ) (h : ¬ a < b) : b ≤ a := h

theorem strict_51 (a b c : ℝ) (h : a ≤ b) : a + c ≤ b + c := by
  apply add_le_add_left h

theorem strict_52 (a b c : ℝ) (h : a ≤ b) (hc : 0 ≤ c) : a * c ≤ b * c := mul_le_mul_of_nonneg_left h hc

theorem strict_53 (x : ℝ) (h : 0 ≤ x) : 0 ≤ x := by
  intro h

theorem strict_54 (x y : ℝ) (h : x * y = 1) : y * x = 1 := by
  rw [h]

theorem strict_55 (x y : ℝ) (h : x * y = 1) : y * x = 1 := by exact h

theorem strict_56 (x y : ℝ) (h : x = y) : x ^ 2 = y ^ 2 := by linarith

theorem strict_57 (x y z : ℝ) (h : x = y) (h2 : z = 1) : x = y := by
  rw [h2]
  exact h

theorem strict_58 (x : ℝ) : x = x := by
  rw [mul_comm]

theorem strict_59 (x : ℝ) (h : x > 0) : x / x = 1 := by
  field_simp
  ring

theorem strict_60 (x y : ℝ) : (x + y) ^ 2 = x ^ 2 + 2 * x * y + y ^ 2 := by linarith [sq_nonneg x]; ring

theorem strict_61 (x y : ℝ) : x = x ∧ y = y := by
  constructor <;> rfl <;> rfl
  rfl

theorem strict_62 (a b : ℝ) (ha : 0 < a) : a * b ≤ a * b + a := by
  nlinarith [foo a]

theorem strict_63 (a b : ℝ) (ha : 0 < a) : 0 < a := by
  have h : 0 < a
  exact ha

theorem strict_64 (a b : ℝ) (ha : 0 < a) : 0 < a := by
  exact ha.

theorem strict_65 (a b : ℝ) (ha : 0 < a) : 0 < a := by
  apply ha ha

theorem strict_66 (a b : ℝ) (ha : 0 < a) : 0 < a := by
  cases' ha

theorem strict_67 (a b : ℝ) (ha : 0 < a ∧ 0 < b) : 0 < a := by
  obtain ⟨h1, h2, h3⟩ := ha
  exact h1

theorem strict_68 (a b : ℝ) (ha : 0 < a) : 0 < a := by
  obtain ⟨h1, h2⟩ := ha
  exact h1

theorem strict_69 (a b : ℝ) (ha : 0 < a) : 0 < a ∨ 0 < b := by
  exact ⟨ha⟩

theorem strict_70 (a b : ℝ) (ha : 0 < a) : ∃ x, 0 < x := ⟨a⟩

theorem strict_71 : ∃ x : ℝ, x ^ 2 = 2 * x ∧ x ≠ 0 := by
  use 2, by norm_num

theorem strict_72 : ∃ x : ℝ, x ^ 2 = 2 * x := by
  exists 2
  exists 2

theorem strict_73 (x : ℤ) (h : 2 * x = 5) : False := by linarith

theorem strict_74 (x y : ℤ) (h : 3 * x + 6 * y = 4) : False := by linarith

theorem strict_75 (z : ℂ) (h : z = Complex.I) : z ^ 2 = -1 := by
  rw [h]
  ring

theorem strict_76 (z : ℂ) (h : z + 1 = 2) : z = 1 := by linarith

theorem strict_77 (a b : ℝ) (h : a = b) : b = a := by
  symm at h
  symm
  exact h

theorem strict_78 (a b : ℝ) (h : a = b) : a ≤ b := by exact h

theorem strict_79 (a b : ℝ) (h : a < b) : a ≤ b := by exact h

theorem strict_80 (a b c : ℝ) (h : a + b = c) : a = c - b := by
  rw [eq_sub_iff_add_eq]
  exact h.symm

theorem strict_81 (a b c : ℝ) (h : a + b = c) : c = a + b := by
  linear_combination h

theorem strict_82 (a b c : ℝ) (h : a = b) : a ≤ b := by
  linear_combination (h : a = b) * 2 * c

theorem strict_83 (n : ℕ) (h : n + 1 = 3) : n = 2 := by linear_combination h - h

theorem strict_84 (x : ℝ) (h : x ≤ 2) : x ≤ 2 := by
  cases h with
  | inl h => exact h

theorem strict_85 (x : ℝ) (h : x = 2 ∨ x = 3) : x ≤ 3 := by
  cases h with
  | inl h => linarith
  | foo h => linarith

theorem strict_86 (x : ℝ) (h : x = 2 ∨ x = 3) : x ≤ 3 := by
  cases h with
  | inl h => linarith

theorem strict_87 (x : ℝ) (h : x = 2 ∨ x = 3) : x ≤ 3 := by
  rcases h with h
  linarith

theorem strict_88 (x : ℝ) (h : 3 ≤ x) : x = 3 ∨ 3 < x := by
  left
  right
  exact h

theorem strict_89 (x y : ℝ) (h : x = y) : y = x := by
  subst h
  exact h

theorem strict_90 (h : 2 = 3) : False := by
  subst h

theorem strict_91 (x y : ℝ) (h : x + 1 = y + 1) : x = y := by
  subst h
  rfl

theorem strict_92 (x y : ℝ) (h : x + 1 = y + 1) : x = y := by
  injection h

theorem strict_93 (x y : ℝ) (h : x < y) : x < y := by
  linarith only

theorem strict_94 (x y : ℝ) (h : x < y) : x < y := by
  linarith [h

theorem strict_95 (x y : ℝ) (h : x < y) : x < y := by
  exact (h

theorem strict_96 (x y : ℝ) (h : x < y) : x < y := by
  norm_num at h

theorem strict_97 (x y : ℝ) (h : x < y) : x < y := by
  norm_num [h] at h2

theorem strict_98 (x y : ℝ) (h : x < y) : x < y := by
  rw [h]

theorem strict_99 (x y : ℝ) (h : x < y) : ∀ z : ℝ, x < y := by
  exact h

theorem strict_100 (x y : ℝ) (h : ∀ z : ℝ, x < y) : x < y := by
  exact h

theorem strict_101 (x y : ℝ) (h : ∀ z : ℝ, x < y) : x < y := by
  linarith

theorem strict_102 (x y : ℝ) (h : x < y → x < 2) (h2 : x < y) : x < 2 := by
  linarith

theorem strict_103 (x : ℝ) : x ^ 2 + 1 > 0 := by linarith

theorem strict_104 (x : ℝ) : x * x ≥ 0 := by linarith

theorem strict_105 (x : ℝ) : x ^ 2 ≥ 0 := by norm_num

theorem strict_106 (x : ℝ) (h : |x| < 1) : x < 1 := by linarith

theorem strict_107 (x : ℝ) (h : |x| < 1) : x < 1 := by nlinarith

theorem strict_108 (x y : ℝ) (h : max x y ≤ 1) : x ≤ 1 := by linarith

theorem strict_109 (a b : ℕ) (h : a ≤ b) : a - b = 0 := by linarith

theorem strict_110 (a b : ℕ) (h : b ≤ a) : a - b + b = a := by ring

theorem strict_111 (a : ℕ) : a - a = 0 := by ring_nf; linarith

theorem strict_112 (a b : ℝ) (hb : b ≠ 0) (h : a / b = 2) : a = 2 * b := by linarith

theorem strict_113 (a b : ℝ) (hb : b ≠ 0) (h : a / b = 2) : a = 2 * b := by nlinarith

theorem strict_114 (x : ℝ) (hx : 0 < x) : 0 < 1 / x := by linarith

theorem strict_115 (x : ℝ) (hx : 0 < x) : 0 < 1 / x := by norm_num

theorem strict_116 (x : ℝ) (hx : 0 < x) (h : 1 / x ≤ 2) : 1 ≤ 2 * x := by
  field_simp at h ⊢
  exact h.symm

theorem strict_117 : (2 : ℝ) = 2 := by ring_nf; ring_nf

theorem strict_118 (x : ℝ) (h : x = 3) : x = 3 := by
  constructor

theorem strict_119 (x : ℝ) (h : x = 3) : x = 3 := by
  have := h; exact that

theorem strict_120 (x : ℝ) (h : x = 3) : x = 3 := by
  exact h;; exact h

theorem strict_121 (x : ℝ) (h : x = 3) : x = 3 := by
  exact h; exact h

theorem strict_122 (x : ℝ) (h : x = 3) : x = 3 := by
  done
  exact h

theorem strict_123 (x : ℝ) (h : x = 3) : x = 3 := by
  first | exact foo | exact bar

theorem strict_124 (x : ℝ) (h : x = 3) : x = 3 ∧ True := by
  exact ⟨h, h⟩

theorem strict_125 (x : ℝ) (h : x = 3) : True ∧ x = 3 := by
  refine ⟨trivial, _⟩
  exact h

theorem strict_126 (x : ℝ) (h : x = 3) : x = 3 := by
  refine _
  exact h

theorem strict_127 (p : ℝ → Prop) (h : ∀ x, p x) : p 2 := by exact h

theorem strict_128 (p : ℝ → Prop) (h : ∀ x, p x) : p 2 := by assumption

theorem strict_129 (p : ℝ → Prop) (h : ∀ x > 0, p x) : p 2 := by exact h 2

theorem strict_130 (p : ℝ → Prop) (h : ∀ x > 0, p x) : p 2 := by norm_num [h 2]; exact h 2

theorem strict_131 (a b c : ℝ) (h : a < b) (h' : b < c) : a < c := lt_trans h' h

theorem strict_132 (a b c : ℝ) (h : a < b) (h' : b < c) : a < c := by
  apply lt_trans
  exact h'
  exact h

theorem strict_133 (a b c : ℝ) (h : a < b) (h' : b < c) : a < c := by
  apply lt_trans h h' h

theorem strict_134 (x : ℝ) : 0 ≤ x ^ 2 := by exact sq_nonneg

theorem strict_135 (x : ℝ) : 0 ≤ x ^ 2 := by exact sq_nonneg x x

theorem strict_136 (x : ℝ) : 0 ≤ x ^ 2 := by exact sq_nonneg (y)

theorem strict_137 (x : ℝ) : 0 ≤ x * x := by exact sq_nonneg x

theorem strict_138 (n : ℕ) (x : ℝ) (h : x = n) : x = n := by
  exact h n

theorem strict_139 (a b : ℝ) (h : b = a) : a * a = b * b := by
  congr

theorem strict_140 (n : ℕ) : (n : ℝ) ^ 2 ≥ 0 := by linarith

theorem strict_141 (a b c d : ℝ) (h1 : a ≤ b) (h2 : c ≤ d) : a * c ≤ b * d := by
  apply mul_le_mul h1 h2

theorem strict_142 (x : ℕ) (h : x * x = 4) : x = 2 := by linarith

theorem strict_143 (x : ℝ) (h₀ : x + 2 = 5) : x = 3 := by
  norm_num at h₀

theorem strict_144 (x : ℝ) (h₀ : x + 2 = 5) : x = 3 := by
  simp at h₀

theorem strict_145 (x : ℝ) (hx : x = 3) : x = 3 := by
  rw [hx] at hx
  exact hx

theorem strict_146 (x : ℝ) (hx : x = 3) : x = 3 := by
  intro
  exact hx

theorem strict_147 (x : ℝ) (hx : x = 3) : x ≠ 4 := by
  intros h g
  linarith

theorem strict_148 (p q : Prop) (hp : p) : p ∨ q := by
  by_cases q
  · exact Or.inr h
  · exact Or.inl hp

theorem strict_149 (a b : ℝ) (h : -a < b) : 0 < a + b := by exact neg_lt_iff_pos_add.mp h

theorem strict_150 (x : ℝ) : 0 < Real.exp x := by simp

theorem strict_151 (n : ℕ) : 0 < Nat.factorial n := by simp

theorem strict_152 (x : ℕ) : x + 1000000 - 1000000 = x := by rfl

theorem strict_153 : ((2 : ℝ) : ℂ) = 2 := by ring

theorem strict_154 : ((2 : ℝ) : ℂ) = 2 := by norm_num1

theorem strict_155 : |(-3 : ℝ)| = 3 := by ring1

theorem strict_156 : |(-3 : ℝ)| = 3 := by norm_num1

theorem strict_157 : max (2 : ℝ) 3 = 3 := by ring

theorem strict_158 : max (2 : ℝ) 3 + 1 = 4 := by norm_num1

theorem strict_159 : Nat.choose 5 2 = 10 := by norm_num

theorem strict_160 : Nat.choose 5 2 = 10 := by ring

theorem strict_161 (a b : ℝ) (h : a = b) : b = a := by linarith [h,]

theorem strict_162 (a b : ℝ) (h : a < b) : ∃ x, a < x := by exists b, h
