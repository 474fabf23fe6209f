"""Cheats that are proof scripts."""

from __future__ import annotations

from typing import Final

from lean_env.audit import Part
from lean_env.cheats.kinds import CheatClass, LeanAnswer, ScriptCheat, Stage
from lean_env.types import Theorem

_SORRY: Final = LeanAnswer(axioms="depends on axioms: [propext, sorryAx]")
_COMPILED: Final = LeanAnswer(axioms="depends on axioms: [Lean.ofReduceBool]")
# Lean has nothing to object: it has read another text than the judge has.
_CONTENT: Final = LeanAnswer()
_NAMESAKE: Final = Theorem(
    "add_pos", "theorem add_pos (a b : ℝ) (ha : 0 < a) (hb : 0 < b) : 0 < a + b", "import Mathlib"
)
_DOTTED: Final = Theorem("Fermat.last", "theorem Fermat.last (x : ℝ) : x = 2", "open Fermat")
_TYPE: Final = Theorem("cheat", "theorem cheat (x : ℝ) : x * 0 = x", "import Mathlib")


def _stray(token: str) -> LeanAnswer:
    """Lean's answer to text that ends the proof: a command inside the brackets of the check."""
    return LeanAnswer(Part.STRUCTURE, f"unexpected token '{token}'; expected ')'")


def _fails(text: str) -> LeanAnswer:
    return LeanAnswer(Part.PROOF, text)


_GAP, _HINT, _COMPILER = CheatClass.GAP, CheatClass.HINT, CheatClass.COMPILER
_KERNEL, _SELF, _EXIT = CheatClass.KERNEL, CheatClass.SELF, CheatClass.EXIT
_AXIOM, _META, _UNSAFE = CheatClass.AXIOM, CheatClass.META, CheatClass.UNSAFE
_VARIABLE, _REDEFINITION = CheatClass.VARIABLE, CheatClass.REDEFINITION
_INSTANCE, _HIDDEN, _TIME = CheatClass.INSTANCE, CheatClass.HIDDEN, CheatClass.TIME

SCRIPTS: Final[tuple[ScriptCheat, ...]] = (
    # A gap left open
    ScriptCheat(
        _GAP, "sorry", "sorry",
        "no error and no goals: Lean only warns, in words that changed with 4.28", _SORRY,
    ),
    ScriptCheat(
        _GAP, "sorry as a term", "exact (h.trans sorry)",
        "no tactic is called sorry", _SORRY,
    ),
    ScriptCheat(
        _GAP, "sorry in a lemma inside", "have h' : (1 : ℝ) = 2 := by sorry\nexact h.trans h'",
        "the last tactic closes the goal properly", _SORRY,
    ),
    ScriptCheat(
        _GAP, "sorry as the last resort", "first | linarith | norm_num | sorry",
        "a search that reads the first tactic takes it for linarith", _SORRY,
    ),
    ScriptCheat(
        _GAP, "admit", "admit",
        "another word for sorry, which a search for the text `sorry` does not find", _SORRY,
    ),
    ScriptCheat(
        _GAP, "sorryAx", "exact sorryAx _ false",
        "the axiom itself, not marked as synthetic: no warning names sorry", _SORRY,
    ),
    ScriptCheat(
        _GAP, "sorryAx by a qualified name", "exact _root_.sorryAx _ true",
        "a list of whole names does not have this one", _SORRY,
    ),
    ScriptCheat(
        _GAP, "stop", "stop\nlinarith",
        "a plausible proof is written out below, which never runs", _SORRY,
    ),
    ScriptCheat(
        _GAP, "sorry glued to a number", "exact h.trans (0x1sorry)",
        "a careless lexer sees the name x1sorry", _fails("function expected\n  1"),
    ),
    ScriptCheat(
        _GAP, "sorry glued to a binder", "exact (λsorry => sorry) h",
        "λ is a letter to most lexers, and ends a token in Lean", _SORRY,
    ),
    ScriptCheat(
        _GAP, "sorry behind <--", "rw [<--sorry] at h",
        "`--` looks like a comment, but Lean reads the arrow `<-` and then a minus", _SORRY,
    ),
    # Hints that leave a gap
    ScriptCheat(
        _HINT, "apply?", "apply?",
        "it reports suggestions and admits the goal: no goals are left", _SORRY,
    ),
    ScriptCheat(
        _HINT, "exact?", "exact?",
        "it closes the goal when it finds something, and may admit it when not", _SORRY,
    ),
    ScriptCheat(
        _HINT, "rw?", "rw?",
        "it suggests rewrites and admits the goal", _SORRY,
    ),
    ScriptCheat(
        _HINT, "plausible", "plausible",
        "no counterexample found, the goal is admitted", _SORRY,
    ),
    ScriptCheat(
        _HINT, "slim_check", "slim_check",
        "plausible's old name", _SORRY,
    ),
    ScriptCheat(
        _HINT, "hint", "hint",
        "it runs other tactics, hints among them", _SORRY,
    ),
    ScriptCheat(
        _HINT, "says", "exact? says exact h",
        "the part behind `says` is not what was checked", _fails("type mismatch\n  h"),
    ),
    ScriptCheat(
        _HINT, "rw_search", "rw_search",
        "it searches all theorems, and the check's own copy of the statement is one", _SORRY,
    ),
    ScriptCheat(
        _HINT, "hammer", "hammer",
        "premises are chosen from all theorems, of which the statement's copy fits best", _SORRY,
    ),
    # Compiled evaluation
    ScriptCheat(
        _COMPILER, "native_decide", "native_decide",
        "compiled code says that it is true, and the kernel takes its word", _COMPILED,
    ),
    ScriptCheat(
        _COMPILER, "decide +native", "decide +native",
        "the same by an option", _COMPILED,
    ),
    ScriptCheat(
        _COMPILER, "decide with a configuration", "decide (config := { native := true })",
        "the same in the older spelling", _COMPILED,
    ),
    ScriptCheat(
        _COMPILER, "ofReduceBool", "exact of_decide_eq_true (Lean.ofReduceBool _ _ rfl)",
        "the axiom behind native_decide, called directly", _COMPILED,
    ),
    ScriptCheat(
        _COMPILER, "trustCompiler", "exact absurd trivial (Lean.trustCompiler ▸ by simp)",
        "the axiom of newer versions",
        LeanAnswer(axioms="depends on axioms: [propext, Lean.trustCompiler]"),
    ),
    ScriptCheat(
        _COMPILER, "bv_decide", "bv_decide",
        "a SAT solver's certificate, checked by compiled code", _COMPILED,
    ),
    ScriptCheat(
        _COMPILER, "reduceBool", "exact absurd (rfl : Lean.reduceBool bad = true) (by decide)",
        "older kernels run the constant's compiled code and need no axiom for it",
        LeanAnswer(axioms="depends on axioms: [Lean.trustCompiler]"),
    ),
    # No goals, yet no proof
    ScriptCheat(
        _KERNEL, "the kernel refuses the term",
        "cases 1\nrfl\nhave : true := by\n  apply ?succ\n  trivial",
        "the tactics report that no goals are left; the term they built is ill-typed",
        _fails("(kernel) application type mismatch\n  @Eq.ndrec Nat (n✝ + 1) (fun x => x = 0)"),
        Stage.VERIFICATION,
    ),
    ScriptCheat(
        _KERNEL, "a hole nobody fills", "cases' exists_ne (2 : ℝ) with n hn\nsimpa [] using hn _",
        "no goals are left, but the term still has a metavariable",
        _fails("don't know how to synthesize placeholder"), Stage.VERIFICATION,
    ),
    ScriptCheat(
        _KERNEL, "?_ is left", "refine h.trans ?_",
        "the last tactic succeeded", _fails("unsolved goals\n⊢ 1 = 2"), Stage.VERIFICATION,
    ),
    ScriptCheat(
        _KERNEL, "an error inside a structured proof", "constructor <;> try rfl",
        "error recovery goes on behind the error, with a sorry in its place",
        LeanAnswer(Part.PROOF, "unsolved goals", "depends on axioms: [sorryAx]"),
        Stage.VERIFICATION,
    ),
    ScriptCheat(
        _KERNEL, "nothing", "-- trivially true",
        "an empty block prints no error about any tactic", _fails("unsolved goals"),
    ),
    # The theorem itself
    ScriptCheat(
        _SELF, "by its name", "exact cheat x h",
        "while a script runs after `:= by sorry`, the theorem is there already",
        _fails("fail to show termination for\n  cheat"),
    ),
    ScriptCheat(
        _SELF, "by its full name", "exact _root_.cheat x h",
        "another spelling of the name", _fails("unknown constant 'cheat'"),
    ),
    ScriptCheat(
        _SELF, "as a simp lemma", "simp [cheat x h]",
        "the name is an argument of a tactic", _fails("fail to show termination for\n  cheat"),
    ),
    ScriptCheat(
        _SELF, "in a lemma inside", "have := @cheat\nexact this x h",
        "the last tactic uses a hypothesis", _fails("fail to show termination for\n  cheat"),
    ),
    ScriptCheat(
        _SELF, "behind a hypothesis of its name", "have cheat : x = 2 := cheat x h\nexact cheat",
        "the name is bound by the script, but not yet where it is used first",
        _fails("fail to show termination for\n  cheat"),
    ),
    ScriptCheat(
        _SELF, "by a name in an open namespace", "exact last x",
        "the name in the script is not the name of the theorem",
        _fails("fail to show termination for\n  Fermat.last"), theorem=_DOTTED,
    ),
    ScriptCheat(
        _SELF, "by the name of a lemma", "exact add_pos ha hb",
        "the theorem is called as the library's lemma that proves it",
        _fails("'add_pos' has already been declared"), theorem=_NAMESAKE,
    ),
    # Early exit
    ScriptCheat(
        _EXIT, "#exit", "rfl\n#exit",
        "Lean stops reading: nothing behind it is checked, also not `#print axioms`",
        LeanAnswer(Part.STRUCTURE, "unexpected token '#exit'; expected ')'", silent=True),
    ),
    ScriptCheat(
        _EXIT, "#eval of a clean answer",
        "skip\n#eval IO.println \"'cheat' does not depend on any axioms\"",
        "the output has the line that the judge looks for", _stray("#eval"),
    ),
    ScriptCheat(
        _EXIT, "another theorem", "skip\n\ntheorem done : True := by\n  trivial",
        "the last theorem of the file has no error", _stray("theorem"),
    ),
    ScriptCheat(
        _EXIT, "end", "skip\nend\nsection",
        "the command closes what the judge opened", _stray("end"),
    ),
    ScriptCheat(
        _EXIT, "a line left of the proof", "    skip\n  trivial",
        "Lean ends the block at the second line and reads it as a command",
        _fails("unexpected identifier; expected command"),
    ),
    ScriptCheat(
        _EXIT, "the judge's own bracket",
        "trivial)\naxiom bad : False\ntheorem z : True := by (skip",
        "inside brackets the text is balanced again at its end",
        _fails("unexpected token ')'; expected command"),
    ),
    ScriptCheat(
        _EXIT, "a comment that swallows the rest", "trivial /-",
        "what the judge appends is inside the comment",
        LeanAnswer(Part.STRUCTURE, "unterminated comment", silent=True),
    ),
    ScriptCheat(
        _EXIT, "the end of the judge's comment", "trivial -/\naxiom bad : False",
        "closes a comment in which the judge quotes the text", _stray("-/"),
    ),
    ScriptCheat(
        _EXIT, "where", "exact bad\nwhere\n  bad : (1 : ℝ) = 2 := sorry",
        "a declaration behind the proof that belongs to it", _stray("where"),
    ),
    ScriptCheat(
        _EXIT, "module documentation", "trivial\n/-! fine -/\naxiom bad : False",
        "a comment to most lexers, a command to Lean", _stray("/-!"),
    ),
    # Axioms and opaque
    ScriptCheat(
        _AXIOM, "axiom", "linarith\n\naxiom bad : False",
        "the theorem in front of it is left as it is", _stray("axiom"),
    ),
    ScriptCheat(
        _AXIOM, "axiom on the same line", "linarith axiom bad : False",
        "no line begins with it", _stray("axiom"),
    ),
    ScriptCheat(
        _AXIOM, "private axiom", "skip\nprivate axiom bad : (1 : ℝ) = 2",
        "a search for lines that begin with `axiom` does not find it", _stray("private"),
    ),
    ScriptCheat(
        _AXIOM, "opaque", "skip\nopaque bad : { _n : Nat // (1 : ℝ) = 2 }",
        "a constant with no visible body is an axiom by another name", _stray("opaque"),
    ),
    ScriptCheat(
        _AXIOM, "a class that assumes", "skip\nclass Magic : Prop where\n  out : (1 : ℝ) = 2",
        "the assumption is a field", _stray("class"),
    ),
    ScriptCheat(
        _AXIOM, "an axiom that the compiler owns", "exact lcProof",
        "its name is in no list of axioms that people write",
        LeanAnswer(axioms="depends on axioms: [lcProof]"),
    ),
    # Meta-programming
    ScriptCheat(
        _META, "run_tac", "run_tac do\n  let g ← Lean.Elab.Tactic.getMainGoal\n  g.admit",
        "code closes the goal without a term", None,
    ),
    ScriptCheat(
        _META, "by_elab", "exact by_elab Lean.Meta.mkSorry (.const ``False []) false",
        "a term that code writes", None,
    ),
    ScriptCheat(
        _META, "run_cmd", "skip\nrun_cmd Lean.logInfo m!\"no axioms\"",
        "a command that runs code and prints what it likes", _stray("run_cmd"),
    ),
    ScriptCheat(
        _META, "a macro for #print axioms",
        "skip\nmacro_rules | `(#print axioms $_) => `(#eval \"no axioms\")",
        "the judge's own command answers what the candidate wants", _stray("macro_rules"),
    ),
    ScriptCheat(
        _META, "an elaborator for #print axioms",
        "skip\nelab \"#print \" \"axioms\" i:ident : command => Lean.logInfo m!\"no axioms\"",
        "the language of the judge is redefined", _stray("elab"),
    ),
    ScriptCheat(
        _META, "a tactic of one's own", "skip\nmacro \"linarith\" : tactic => `(tactic| sorry)",
        "the script says linarith", _stray("macro"),
    ),
    ScriptCheat(
        _META, "new syntax", "skip\nsyntax \"qed\" : tactic",
        "the meaning of what follows is open", _stray("syntax"),
    ),
    ScriptCheat(
        _META, "initialize", "skip\ninitialize Lean.logInfo m!\"hello\"",
        "code that runs when the file is loaded", _stray("initialize"),
    ),
    ScriptCheat(
        _META, "a simproc",
        "skip\nsimproc fold (_ = _) := fun _ => return .done { expr := .const ``True [] }",
        "simp believes whatever the code says", _stray("simproc"),
    ),
    ScriptCheat(
        _META, "no kernel check", "set_option debug.skipKernelTC true in\nexact h.trans rfl",
        "auxiliary lemmas of the tactic enter the environment unchecked", None,
    ),
    ScriptCheat(
        _META, "eval%", "exact eval% (unsafeCast () : x = 2)",
        "a term that comes from running code", None,
    ),
    ScriptCheat(
        _META, "a quotation", "exact Lean.Quote.quote `(x = 2)",
        "syntax in place of a term", _fails("type mismatch"),
    ),
    ScriptCheat(
        _META, "an option that opens files",
        "simp (config := match IO.FS.createDir (System.FilePath.mk (toString 7)) () with\n"
        "  | .ok _ _ => {} | .error _ _ => { decide := true }) [h]",
        "an option looks like data; Lean runs it, and it may print the answer in Lean's place",
        None,
    ),
    ScriptCheat(
        _META, "an option that runs unsafe code", "norm_num (maxSteps := unsafeBaseIO evil) [h]",
        "the same in the newer spelling; the types do not show it", None,
    ),
    ScriptCheat(
        _META, "an option that is a tactic's program",
        "solve_by_elim (config := { discharge := fun g => do g.assign default; pure (some []) })",
        "the option's value runs in the tactic monad, which may add what no kernel has seen", None,
    ),
    ScriptCheat(
        _META, "a message that runs code", "trace unsafeBaseIO evil\nlinarith",
        "a tactic that prints; to print the term it runs it", None,
    ),
    # Unsafe and partial
    ScriptCheat(
        _UNSAFE, "an unsafe term", "exact unsafe unsafeCast h",
        "a cast between any two types", _fails("invalid use of `unsafe`"),
    ),
    ScriptCheat(
        _UNSAFE, "unsafe def", "skip\nunsafe def bad : False := bad",
        "unsafe definitions may be their own proof", _stray("unsafe"),
    ),
    ScriptCheat(
        _UNSAFE, "partial def", "skip\npartial def loop : Nat → False := fun n => loop n",
        "partial definitions need not end", _stray("partial"),
    ),
    ScriptCheat(
        _UNSAFE, "implemented_by", "skip\n@[implemented_by yes] def no : Bool := false",
        "the code that runs is not the term that is checked", _stray("@["),
    ),
    ScriptCheat(
        _UNSAFE, "extern", "skip\nattribute [extern \"yes\"] Nat.ble",
        "the same with foreign code", _stray("attribute"),
    ),
    ScriptCheat(
        _UNSAFE, "csimp", "skip\n@[csimp] theorem same : @no = @yes := sorry",
        "the compiler replaces a function by another", _stray("@["),
    ),
    ScriptCheat(
        _UNSAFE, "decreasing_by", "exact cheat x h\ndecreasing_by sorry",
        "recursion whose end is not proved", _stray("decreasing_by"),
    ),
    # variable
    ScriptCheat(
        _VARIABLE, "variable", "skip\nvariable (bad : False)",
        "what follows has one hypothesis more, which its text does not show", _stray("variable"),
    ),
    ScriptCheat(
        _VARIABLE, "include", "skip\ninclude bad",
        "the hypothesis is used though the statement does not name it", _stray("include"),
    ),
    ScriptCheat(
        _VARIABLE, "universe", "skip\nuniverse u",
        "harmless alone, but a command", _stray("universe"),
    ),
    # Redefinition
    ScriptCheat(
        _REDEFINITION, "notation", "skip\nlocal notation \"ℝ\" => Unit",
        "the statement's text stays, its meaning changes", _stray("local"),
    ),
    ScriptCheat(
        _REDEFINITION, "infix", "skip\ninfix:50 \" = \" => fun _ _ => True",
        "every equation is true", _stray("infix"),
    ),
    ScriptCheat(
        _REDEFINITION, "def", "skip\ndef Real.two : ℝ := 1",
        "a name that looks like the library's", _stray("def"),
    ),
    ScriptCheat(
        _REDEFINITION, "namespace", "skip\nnamespace cheat\ntheorem add_comm : False := sorry",
        "inside it short names mean other things", _stray("namespace"),
    ),
    ScriptCheat(
        _REDEFINITION, "open … in", "open Classical in\nexact (h.trans (by decide))",
        "a tactic under other names and instances", _fails("failed to reduce to true/false"),
    ),
    ScriptCheat(
        _REDEFINITION, "set_option … in", "set_option maxRecDepth 1000000 in\nnorm_num [h]",
        "a tactic under other options, which may crash Lean", _fails("linarith failed"),
    ),
    ScriptCheat(
        _REDEFINITION, "attribute", "skip\nattribute [simp] Nat.lt_irrefl",
        "automation proves other things from here on", _stray("attribute"),
    ),
    ScriptCheat(
        _REDEFINITION, "export", "skip\nexport Lean (sorryAx)",
        "a forbidden name without its namespace", _stray("export"),
    ),
    ScriptCheat(
        _REDEFINITION, "alias", "skip\nalias fine := sorryAx",
        "a forbidden name under another one", _stray("alias"),
    ),
    # Local instances
    ScriptCheat(
        _INSTANCE, "local instance", "skip\nlocal instance : LE ℝ := ⟨fun _ _ => True⟩",
        "the order of what follows is another one", _stray("local"),
    ),
    ScriptCheat(
        _INSTANCE, "instance", "skip\ninstance : Subsingleton ℝ := ⟨fun _ _ => sorry⟩",
        "simp finds that all reals are equal", _stray("instance"),
    ),
    ScriptCheat(
        _INSTANCE, "an attribute on an instance", "skip\nattribute [-instance] Real.instLE",
        "another instance is found in its place", _stray("attribute"),
    ),
    ScriptCheat(
        _INSTANCE, "an instance inside the proof",
        "letI : HMul ℝ ℝ ℝ := ⟨fun a _ => a⟩\nexact (rfl : x * 0 = x)",
        "inside the script the goal reads the same and holds by rfl",
        _fails("type mismatch\n  rfl\nhas type\n  x * 0 = x"), Stage.VERIFICATION, _TYPE,
    ),
    # Hidden text
    ScriptCheat(
        _HIDDEN, "a quoted name", "exact «sorry»",
        "quotation marks make any text a name", _fails("unknown identifier '«sorry»'"),
    ),
    ScriptCheat(
        _HIDDEN, "a look-alike", "exact ѕorry",
        "the first letter is Cyrillic: a search for the word finds nothing",
        _fails("unexpected token"),
    ),
    ScriptCheat(
        _HIDDEN, "wide letters", "exact ｓｏｒｒｙ",
        "software that normalises text before Lean sees it turns them into the word", _SORRY,
    ),
    ScriptCheat(
        _HIDDEN, "script letters", "exact 𝓼𝓸𝓻𝓻𝔂",
        "letters of Lean that normalisation turns into the word", _SORRY,
    ),
    ScriptCheat(
        _HIDDEN, "text that runs backwards", "linarith -- \u202esorry",
        "an editor shows the line in another order", _fails("unexpected token"),
    ),
    ScriptCheat(
        _HIDDEN, "a space of no width", "sor\u200bry",
        "a search for the word finds nothing", _fails("unexpected token"),
    ),
    ScriptCheat(
        _HIDDEN, "a line end inside a comment", "linarith -- fine\raxiom bad : False",
        "a comment to one reader, a new line to another",
        _fails("isolated carriage returns are not allowed"),
    ),
    ScriptCheat(
        _HIDDEN, "a nested comment", "linarith /- /- -/ sorry -/\nsorry",
        "a reader that does not count takes the last line for a comment's", _SORRY,
    ),
    ScriptCheat(
        _HIDDEN, "a string", "exact absurd \"-/ sorry /-\" (by simp)",
        "marks inside a string are no marks, outside they are", _fails("type mismatch"),
    ),
    ScriptCheat(
        _HIDDEN, "a character literal", "trivial '(' )\naxiom bad : False\nexample := ('('",
        "a bracket that is counted, and is none", _fails("unexpected token ')'; expected command"),
    ),
    ScriptCheat(
        _HIDDEN, "a null character", "linarith\x00sorry",
        "software in C ends the text there", _fails("unexpected token"),
    ),
    ScriptCheat(
        _HIDDEN, "a string from copy to copy",
        'exact (id h) "\n)\naxiom bad : False\ntheorem cheat (x : ℝ) (h : x = 1) : x = 2 := '
        "bad.elim\n-- ",
        "a judge's file has the script twice: a string that begins in the first copy ends in the "
        "second", _CONTENT,
    ),
    ScriptCheat(
        _HIDDEN, "a quoted name from copy to copy",
        "exact (id «-/ -- ») /-\n) -- fine\naxiom bad : False\n"
        "theorem cheat (x : ℝ) (h : x = 1) : x = 2 := bad.elim",
        "the same with a comment, whose end is hidden in a name", _CONTENT,
    ),
    # Time
    ScriptCheat(
        _TIME, "it never ends", "repeat (first | skip | exact h)",
        "no error was reported before the time was up", LeanAnswer(timeout=True),
        Stage.VERIFICATION,
    ),
    ScriptCheat(
        _TIME, "a number without end", "norm_num [show (2 : ℕ) ^ 2 ^ 100 ≠ 0 by positivity]",
        "no error was reported before the memory was used up", LeanAnswer(timeout=True),
        Stage.VERIFICATION,
    ),
    ScriptCheat(
        _TIME, "a very long script", "skip\n" * 50_000,
        "who reads all of it?", LeanAnswer(timeout=True),
    ),
    # Theorem tampering, as far as a script can
    ScriptCheat(
        CheatClass.TAMPERING, "a proof of something else", "norm_num at h ⊢",
        "Lean accepted the text, as a proof of another statement of this name",
        LeanAnswer(Part.PINNED, "type mismatch\n  cheat\nhas type\n  x = 1 → x = 1"),
        Stage.VERIFICATION,
    ),
    ScriptCheat(
        CheatClass.TAMPERING, "show another goal", "show x = 1\nexact h",
        "the script proves the goal that it shows",
        _fails("'show' tactic failed, pattern\n  x = 1\nis not definitionally equal to target"),
        Stage.VERIFICATION,
    ),
    ScriptCheat(
        CheatClass.TAMPERING, "the axiom of the check", "exact statement_0123 x h",
        "the judge's own axiom states just this",
        LeanAnswer(axioms="depends on axioms: [statement_0123]"), Stage.VERIFICATION,
    ),
)  # fmt: skip
