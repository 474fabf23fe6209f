"""Cheats that are files, or records which pin a statement."""

from __future__ import annotations

from typing import Final

from lean_env.cheats.kinds import CheatClass, FileCheat, Stage

_PINNED: Final = "theorem cheat (x : ℝ) (h : 0 < x) : 0 < Real.sqrt x"
_GOOD: Final = "theorem cheat (x : ℝ) : x = x := by rfl\n"

_TAMPERING, _EXIT, _AXIOM = CheatClass.TAMPERING, CheatClass.EXIT, CheatClass.AXIOM
_META, _UNSAFE, _VARIABLE = CheatClass.META, CheatClass.UNSAFE, CheatClass.VARIABLE
_REDEFINITION, _INSTANCE = CheatClass.REDEFINITION, CheatClass.INSTANCE
_PREREQUISITE, _SELF = CheatClass.PREREQUISITE, CheatClass.SELF

FILES: Final[tuple[FileCheat, ...]] = (
    # Theorem tampering: the record says what is to be proved, its proof proves something else.
    FileCheat(
        _TAMPERING, "an easier statement", "theorem cheat (x : ℝ) (h : 0 < x) : 0 ≤ x := h.le",
        "the name is right and the proof is correct", _PINNED,
    ),
    FileCheat(
        _TAMPERING, "one hypothesis more",
        "theorem cheat (x : ℝ) (h : 0 < x) (h' : False) : 0 < Real.sqrt x := h'.elim",
        "name and conclusion are right", _PINNED,
    ),
    FileCheat(
        _TAMPERING, "another type",
        "theorem cheat (x : ℕ) (h : 0 < x) : 0 < x := h",
        "the same symbols over another type", "theorem cheat (x : ℝ) (h : 0 < x) : 0 < x",
    ),
    FileCheat(
        _TAMPERING, "another name", "theorem other (x : ℝ) : x = x := rfl",
        "a correct proof of some theorem", _PINNED,
    ),
    FileCheat(
        _TAMPERING, "the statement inside a comment",
        "-- theorem cheat (x : ℝ) (h : 0 < x) : 0 < Real.sqrt x\ntheorem cheat : True := trivial",
        "a search for the statement's text finds it", _PINNED,
    ),
    FileCheat(
        _TAMPERING, "two of one name",
        "theorem cheat (x : ℝ) (h : 0 < x) : x = x := rfl\n"
        "theorem cheat (x : ℝ) (h : 0 < x) : 0 < x := h",
        "one of them is the pinned one; Lean would not take the second",
        "theorem cheat (x : ℝ) (h : 0 < x) : 0 < x",
    ),
    FileCheat(
        _TAMPERING, "the pinned text under other names",
        "open NNReal\ntheorem cheat (x : ℝ) (h : 0 < x) : 0 < sqrt x := Real.sqrt_pos.mpr h",
        "the text is the pinned one, word for word, but `sqrt` is another function",
        "theorem cheat (x : ℝ) (h : 0 < x) : 0 < sqrt x", "open Real",
    ),
    FileCheat(
        _TAMPERING, "options of one's own",
        "set_option autoImplicit true\ntheorem cheat (h : p) : p := h",
        "unknown names of the statement become variables", "theorem cheat (h : p) : p",
    ),
    # Early exit
    FileCheat(
        _EXIT, "#exit before the theorem", "#exit\n" + _GOOD,
        "Lean reports no error, because it never reads the theorem",
    ),
    FileCheat(
        _EXIT, "a proof that ends early", "theorem cheat (x : ℝ) : x = x + 0 := by\n  skip\n#exit",
        "Lean stops before it reports the rest", refused_by=Stage.VERIFICATION,
    ),
    # Axioms and opaque
    FileCheat(
        _AXIOM, "an axiom before the theorem", "axiom bad (x : ℝ) : x = x + 1\n" + _GOOD,
        "the theorem itself has no gap",
    ),
    FileCheat(
        _AXIOM, "an axiom in front, used", "axiom cheat.bad : False\ntheorem cheat : 1 = 2 := "
        "cheat.bad.elim", "`sorry` does not occur",
    ),
    FileCheat(
        _AXIOM, "an axiom as the theorem", "axiom cheat (x : ℝ) : x = x + 1",
        "the constant exists, and has the right type",
    ),
    FileCheat(
        _AXIOM, "opaque before the theorem",
        "opaque bad : Nat\n" + _GOOD, "a constant nobody can look into",
    ),
    FileCheat(
        _AXIOM, "an axiom in the header", "theorem cheat (x : ℝ) : x = x := rfl",
        "the header is not looked at",
        "theorem cheat (x : ℝ) : x = x", "import Mathlib\naxiom bad : False",
    ),
    # Meta-programming
    FileCheat(
        _META, "a macro for a tactic",
        'macro "linarith" : tactic => `(tactic| sorry)\ntheorem cheat (x : ℝ) : x = 2 := by\n'
        "  linarith", "the proof says linarith",
    ),
    FileCheat(
        _META, "an elaborator in front of the theorem",
        'elab "#print " "axioms" i:ident : command => pure ()\n' + _GOOD,
        "the judge's question is answered by the candidate",
    ),
    FileCheat(
        _META, "code that adds a declaration",
        "run_cmd Lean.Elab.Command.liftCoreM (Lean.addDecl decl)\n" + _GOOD,
        "declarations that no text shows",
    ),
    FileCheat(
        _META, "code behind #eval",
        "#eval show Lean.Elab.Command.CommandElabM Unit from do Lean.setEnv env\n" + _GOOD,
        "#eval only prints, usually",
    ),
    # Unsafe and partial
    FileCheat(
        _UNSAFE, "unsafe before the theorem",
        "unsafe def bad : False := bad\n" + _GOOD, "it compiles",
    ),
    FileCheat(
        _UNSAFE, "implemented_by before the theorem",
        "@[implemented_by yes] def no : Bool := false\n" + _GOOD, "code and term differ",
    ),
    # variable
    FileCheat(
        _VARIABLE, "a hypothesis by variable",
        "variable (bad : False)\ntheorem cheat (x : ℝ) (h : 0 < x) : 0 < Real.sqrt x := bad.elim",
        "the theorem's text is the pinned one", _PINNED,
    ),
    FileCheat(
        _VARIABLE, "a type by variable",
        "variable (x : ℕ)\ntheorem cheat : x = x := rfl",
        "the statement's x is another one", "theorem cheat : x = x",
    ),
    # Redefinition
    FileCheat(
        _REDEFINITION, "notation for a type", 'notation "ℝ" => Unit\n' + _GOOD,
        "the statement's text is unchanged",
    ),
    FileCheat(
        _REDEFINITION, "notation further in",
        'theorem a : True := trivial\n  local notation "ℝ" => Unit\n' + _GOOD,
        "commands need not begin at the left edge",
    ),
    FileCheat(
        _REDEFINITION, "an operator", 'local infix:50 " = " => fun _ _ => True\n' + _GOOD,
        "every equation is true",
    ),
    FileCheat(
        _REDEFINITION, "a definition before the pinned statement",
        "def Real.sqrt (x : ℝ) : ℝ := x\n"
        "theorem cheat (x : ℝ) (h : 0 < x) : 0 < Real.sqrt x := h",
        "the theorem's text is the pinned one", _PINNED,
    ),
    FileCheat(
        _REDEFINITION, "a namespace around the pinned statement",
        "namespace Mine\ndef Real.sqrt (x : ℝ) : ℝ := x\n"
        "theorem cheat (x : ℝ) (h : 0 < x) : 0 < Real.sqrt x := h\nend Mine",
        "inside it `Real.sqrt` is the candidate's", _PINNED,
    ),
    # Local instances
    FileCheat(
        _INSTANCE, "a local instance",
        "local instance : LT ℝ := ⟨fun _ _ => True⟩\ntheorem cheat (x : ℝ) : x < x := trivial",
        "the statement's text is unchanged",
    ),
    FileCheat(
        _INSTANCE, "an instance",
        "instance : Add ℝ := ⟨fun a _ => a⟩\ntheorem cheat (x : ℝ) : x + 1 = x := rfl",
        "newer instances are tried first",
    ),
    FileCheat(
        _INSTANCE, "an attribute",
        "attribute [-instance] Real.instLT\n" + _GOOD, "the library's instance is gone",
    ),
    # Tampered prerequisites
    FileCheat(
        _PREREQUISITE, "a lemma with a gap in front",
        "theorem key (x : ℝ) : x = 2 := by sorry\n"
        "theorem cheat (x : ℝ) : x = 2 := key x",
        "the theorem itself has no gap",
    ),
    FileCheat(
        _PREREQUISITE, "a lemma of the library redefined",
        "namespace Real\ntheorem sqrt_pos : ∀ x : ℝ, 0 < x := by sorry\nend Real\n"
        "theorem cheat (x : ℝ) (h : 0 < x) : 0 < Real.sqrt x := Real.sqrt_pos.mpr h",
        "the name is the library's", _PINNED,
    ),
    FileCheat(
        _PREREQUISITE, "notation in the header", "theorem cheat (x : ℝ) : x = x := rfl",
        "the header is taken for imports",
        "theorem cheat (x : ℝ) : x = x", 'import Mathlib\nlocal notation "ℝ" => Unit',
    ),
    FileCheat(
        _PREREQUISITE, "an import of one's own",
        "import Mathlib\nimport Mine\ntheorem cheat (x : ℝ) : x = x := rfl",
        "what the module redefines is nowhere in the text",
        "theorem cheat (x : ℝ) : x = x", "import Mathlib",
    ),
    FileCheat(
        _PREREQUISITE, "a false simp lemma in front",
        "@[simp] theorem one_eq : (1 : ℝ) = 2 := by sorry\n"
        "theorem cheat : (1 : ℝ) = 2 := by simp",
        "the theorem itself has no gap",
    ),
    FileCheat(
        _PREREQUISITE, "an attribute on a lemma", "attribute [local simp] false_lemma\n" + _GOOD,
        "simp proves more than it should",
    ),
    FileCheat(
        _SELF, "two theorems that prove each other",
        "mutual\ntheorem cheat : (1 : ℝ) = 2 := other\ntheorem other : (1 : ℝ) = 2 := cheat\nend",
        "each has a complete proof", "theorem cheat : (1 : ℝ) = 2",
    ),
)  # fmt: skip
