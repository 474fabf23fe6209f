"""The surface syntax: what the parsers produce, before names are resolved and types inferred.

Two families of frozen dataclasses, `Node` (terms, propositions, types, proof terms) and `Tactic`,
each with its `span`, the pair of offsets in the source text. Spans take no part in equality.
Parentheses leave no trace, as in Lean's operator elaborator; `(· + 1)` is already a `Lambda`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Node:
    """A surface term; `span` is its (start, end) in the source text."""

    span: Span = field(default=(0, 0), compare=False, repr=False, kw_only=True)


# ---------------------------------------------------------------- terms


@dataclass(frozen=True, slots=True)
class Ident(Node):
    """An identifier with its dotted path, as written: `x`, `Real.sqrt`, `h.left`, `_root_.abs`.

    A local `h` followed by `.left` is one identifier here, as in Lean: look for the longest
    prefix that is a name, the rest are projections. `explicit` is Lean's `@`.
    """

    name: str
    explicit: bool = False


@dataclass(frozen=True, slots=True)
class DotIdent(Node):
    """`.inl`, a name looked up in the namespace of the expected type."""

    name: str


@dataclass(frozen=True, slots=True)
class Numeral(Node):
    """A natural literal."""

    value: int


@dataclass(frozen=True, slots=True)
class Decimal(Node):
    """A scientific literal `mantissa * 10 ^ -places`: `2.50` is (250, 2), `1e3` is (1, -3)."""

    mantissa: int
    places: int


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """An infix operator as written: + - * / % ^ ∣ = ≠ < ≤ > ≥ ∧ ∨ → ↔ ∈ ∉ ∪ ∩ \\ ⊆ ∘ ▸ <| …

    ASCII spellings are normalised (`<=` is `≤`, `->` is `→`, `/\\` is `∧`).
    """

    op: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Unary(Node):
    """A prefix or postfix operator: - ¬ √ ↑ and, after their argument, ⁻¹ ! ‼."""

    op: str
    arg: Node


@dataclass(frozen=True, slots=True)
class NamedArg(Node):
    """`(name := value)` among the arguments of an application."""

    name: str
    value: Node


@dataclass(frozen=True, slots=True)
class App(Node):
    """`fn a b …`, all arguments at once (positional ones or `NamedArg`)."""

    fn: Node
    args: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Proj(Node):
    """`e.1`, `(e).left`, `(f x).symm`: projection or generalised field of a compound term."""

    term: Node
    field: str


@dataclass(frozen=True, slots=True)
class Ascription(Node):
    """`(term : type)`; `type` is None in `(term :)`."""

    term: Node
    type: Node | None


@dataclass(frozen=True, slots=True)
class Binder(Node):
    """One group of bound variables.

    `names` holds `_` for anonymous ones. `kind` is `(`, `{`, `⦃`, `[` or `` for a bare group.
    `bound` is the relation and right-hand side of `∀ x > 0` (None otherwise).
    `pattern` is set, and `names` empty, for `fun ⟨x, y⟩ ↦ …`.
    """

    names: tuple[str, ...]
    type: Node | None = None
    kind: str = ""
    bound: tuple[str, Node] | None = None
    pattern: Node | None = None


@dataclass(frozen=True, slots=True)
class Quantifier(Node):
    """`∀`, `∃` or `∃!` over the binders. `(x : t) → body` is written here as `∀`."""

    kind: str
    binders: tuple[Binder, ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Lambda(Node):
    """`fun binders ↦ body`."""

    binders: tuple[Binder, ...]
    body: Node


@dataclass(frozen=True, slots=True)
class BigOp(Node):
    """`∑ x ∈ set with cond, body` or `∏ …` (`op`); `set` is None for a sum over a type."""

    op: str
    binder: Binder
    set: Node | None
    cond: Node | None
    body: Node


@dataclass(frozen=True, slots=True)
class Anonymous(Node):
    """The anonymous constructor `⟨a, b⟩`."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class TupleTerm(Node):
    """`(a, b)`, and `()` when empty."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ListTerm(Node):
    """`[a, b]`."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class SetTerm(Node):
    """`{a, b}`; `{}` and `∅` when empty."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class SetBuilder(Node):
    """`{x : t | p}`, `{x ∈ s | p}` (in the binder's `bound`), or `{e | (x : t)}` as `image`."""

    binders: tuple[Binder, ...]
    body: Node
    image: bool = False


@dataclass(frozen=True, slots=True)
class Bracket(Node):
    """A term between delimiters with a meaning: `|x|`, `‖x‖`, `⌊x⌋`, `⌈x⌉`, `⌊x⌋₊`, `⌈x⌉₊`.

    `kind` is the pair of delimiters: "||", "‖‖", "⌊⌋", "⌈⌉", "⌊⌋₊", "⌈⌉₊".
    """

    kind: str
    arg: Node


@dataclass(frozen=True, slots=True)
class ModEq(Node):
    """`left ≡ right [MOD modulus]` (`kind` MOD on ℕ, ZMOD on ℤ, PMOD elsewhere)."""

    kind: str
    left: Node
    right: Node
    modulus: Node


@dataclass(frozen=True, slots=True)
class Hole(Node):
    """`_`."""


@dataclass(frozen=True, slots=True)
class SyntheticHole(Node):
    """`?_` (name is None) or `?x`."""

    name: str | None = None


@dataclass(frozen=True, slots=True)
class CDot(Node):
    """A `·` that belongs to the enclosing parentheses; gone from finished trees."""


@dataclass(frozen=True, slots=True)
class ByBlock(Node):
    """`by tactics`."""

    body: Seq


@dataclass(frozen=True, slots=True)
class AssumptionTerm(Node):
    """`‹p›`, a proof of p found among the hypotheses."""

    prop: Node


@dataclass(frozen=True, slots=True)
class ShowTerm(Node):
    """`show type from value`, `show type by …`."""

    type: Node
    value: Node


@dataclass(frozen=True, slots=True)
class HaveTerm(Node):
    """`have name : type := value; body`; `keyword` is `have`, `let` or `suffices`.

    For `suffices name : type from value; body` the value is the proof of the goal from `name`.
    """

    keyword: str
    name: str | None
    type: Node | None
    value: Node
    body: Node
    binders: tuple[Binder, ...] = ()
    pattern: Pattern | None = None


@dataclass(frozen=True, slots=True)
class IfTerm(Node):
    """`if name : cond then a else b`; `name` is usually None."""

    name: str | None
    cond: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class MatchArm(Node):
    """`| patterns => body`; the patterns are surface terms. In a tactic the body is a ByBlock."""

    patterns: tuple[Node, ...]
    body: Node


@dataclass(frozen=True, slots=True)
class MatchTerm(Node):
    """`match scrutinees with | …`; no scrutinees for `fun | …`."""

    scrutinees: tuple[Node, ...]
    arms: tuple[MatchArm, ...]


@dataclass(frozen=True, slots=True)
class CalcStep(Node):
    """`prop := proof`; in steps after the first the left-hand side is usually `Hole()`."""

    prop: Node
    proof: Node


@dataclass(frozen=True, slots=True)
class CalcTerm(Node):
    """`calc` with its steps."""

    steps: tuple[CalcStep, ...]


# ---------------------------------------------------------------- patterns


@dataclass(frozen=True, slots=True)
class Pattern(Node):
    """A pattern of `rcases`, `obtain`, `rintro`, `intro`."""


@dataclass(frozen=True, slots=True)
class NamePattern(Pattern):
    """A name, or `_`."""

    name: str


@dataclass(frozen=True, slots=True)
class ReflPattern(Pattern):
    """`rfl`: substitute the equation."""


@dataclass(frozen=True, slots=True)
class ClearPattern(Pattern):
    """`-`: clear it."""


@dataclass(frozen=True, slots=True)
class TuplePattern(Pattern):
    """`⟨p, q, …⟩`."""

    items: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class AltPattern(Pattern):
    """`p | q | …` (two or more)."""

    alternatives: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class TypedPattern(Pattern):
    """`p : type` or `(p : type)`."""

    pattern: Pattern
    type: Node


# ---------------------------------------------------------------- tactics


@dataclass(frozen=True, slots=True)
class Tactic:
    """A tactic; `span` is its (start, end) in the source text."""

    span: Span = field(default=(0, 0), compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Location:
    """`at h₁ h₂ ⊢` or `at *`. No location at all is `GOAL`."""

    hypotheses: tuple[str, ...] = ()
    goal: bool = True
    everywhere: bool = False


GOAL = Location()


@dataclass(frozen=True, slots=True)
class Seq(Tactic):
    """Tactics one after another (newlines or `;`). Also a parenthesised block."""

    tactics: tuple[Tactic, ...]


@dataclass(frozen=True, slots=True)
class AndThen(Tactic):
    """`first <;> second`."""

    first: Tactic
    second: Tactic


@dataclass(frozen=True, slots=True)
class Focus(Tactic):
    """`· tactics`: run on the first goal, which they must close."""

    body: Seq


@dataclass(frozen=True, slots=True)
class Block(Tactic):
    """A combinator over a block: `keyword` is try, repeat, repeat', all_goals, any_goals, focus,
    iterate, fail_if_success, on_goal (with its number as `count`), swap… `count` also for iterate.
    """

    keyword: str
    body: Seq
    count: int | None = None


@dataclass(frozen=True, slots=True)
class First(Tactic):
    """`first | a | b`."""

    alternatives: tuple[Seq, ...]


@dataclass(frozen=True, slots=True)
class Case(Tactic):
    """`case tag a b => tactics`, several tags with `|`, or `next a b => …` (no tags)."""

    tags: tuple[str, ...]
    names: tuple[str, ...]
    body: Seq


@dataclass(frozen=True, slots=True)
class Nullary(Tactic):
    """A tactic without arguments: see `NULLARY`."""

    name: str


NULLARY = frozenset({
    "assumption", "constructor", "left", "right", "exfalso", "contradiction", "rfl", "trivial",
    "done", "skip", "tauto", "ring", "ring1", "ring!", "omega", "decide", "positivity",
    "norm_num1", "and_intros", "subst_vars", "infer_instance", "ext1", "aesop",
    "grind", "nofun", "rotate_left", "rotate_right", "swap", "group", "abel", "bound", "sorry",
    "admit", "stop", "native_decide", "econstructor", "fconstructor", "eq_refl", "itauto",
    "noncomm_ring", "classical", "assumption_mod_cast",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Intro(Tactic):
    """`intro`, `intros`, `rintro` (`keyword`) with patterns; a plain `intro` has none."""

    keyword: str
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class TermTactic(Tactic):
    """A tactic with one term.

    `keyword`: exact, refine, refine', apply, apply', exact_mod_cast, apply_mod_cast,
    convert, specialize. `apply f at h` keeps the hypothesis in `location`.
    """

    keyword: str
    term: Node
    location: Location = GOAL
    count: int | None = None  # `convert e using 2`


@dataclass(frozen=True, slots=True)
class TermsTactic(Tactic):
    """A tactic with a list of terms: use, exists, subst."""

    keyword: str
    terms: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class NamesTactic(Tactic):
    """A tactic with names (perhaps none): clear, revert, ext, funext, contrapose, contrapose!,
    rename_i, by_contra, by_contra!, symm, clear_value, unfold, delta, injection, split, split_ifs.
    """

    keyword: str
    names: tuple[str, ...]
    type: Node | None = None  # `by_contra h : p`
    location: Location = GOAL


@dataclass(frozen=True, slots=True)
class Have(Tactic):
    """`have name binders : type := value`; `keyword` is have, replace, let, or haveI.

    Without `value` the proof becomes a new goal. `name` None means `this`. `pattern` is set for
    `have ⟨x, h⟩ := value`.
    """

    keyword: str
    name: str | None
    binders: tuple[Binder, ...]
    type: Node | None
    value: Node | None
    pattern: Pattern | None = None


@dataclass(frozen=True, slots=True)
class Obtain(Tactic):
    """`obtain pattern : type := value` (either of the two may be missing)."""

    pattern: Pattern | None
    type: Node | None
    value: Node | None


@dataclass(frozen=True, slots=True)
class Rcases(Tactic):
    """`rcases terms with pattern`; a target is (`h` of `h : e`, e)."""

    targets: tuple[tuple[str | None, Node], ...]
    pattern: Pattern | None


@dataclass(frozen=True, slots=True)
class Alternative(Node):
    """`| constructor names => body` of structured `cases` and `induction`; `body` None if empty."""

    constructor: str
    names: tuple[str, ...]
    body: Seq | None


@dataclass(frozen=True, slots=True)
class Cases(Tactic):
    """`cases`, `cases'`, `induction`, `induction'` (`keyword`) on terms.

    `names` are those of the primed forms' `with a b`; `alternatives` those of `with | …`.
    """

    keyword: str
    targets: tuple[tuple[str | None, Node], ...]
    using: str | None = None
    generalizing: tuple[str, ...] = ()
    names: tuple[Pattern, ...] = ()
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchTactic(Tactic):
    """`match scrutinees with | …`; each arm's body is a `ByBlock`."""

    scrutinees: tuple[Node, ...]
    arms: tuple[MatchArm, ...]


@dataclass(frozen=True, slots=True)
class Show(Tactic):
    """`show type` (with `from`/`by`, the `value`), `change type at h` (`keyword`)."""

    keyword: str
    type: Node
    value: Node | None = None
    location: Location = GOAL


@dataclass(frozen=True, slots=True)
class Suffices(Tactic):
    """`suffices name : type from value` / `by …`; without value the goal itself stays."""

    name: str | None
    type: Node
    value: Node | None


@dataclass(frozen=True, slots=True)
class ByCases(Tactic):
    """`by_cases name : prop` (`name` None: one that text cannot mention)."""

    name: str | None
    prop: Node


@dataclass(frozen=True, slots=True)
class SetTactic(Tactic):
    """`set name : type := value with h` (`backward` for `with ← h`)."""

    name: str
    type: Node | None
    value: Node
    equation: str | None
    backward: bool = False


@dataclass(frozen=True, slots=True)
class Generalize(Tactic):
    """`generalize h : e = x`."""

    name: str | None
    term: Node
    var: str
    location: Location = GOAL


@dataclass(frozen=True, slots=True)
class RwRule(Node):
    """One rule of `rw [← e]`."""

    term: Node
    backward: bool = False


@dataclass(frozen=True, slots=True)
class Rw(Tactic):
    """`keyword` is rw, rwa, rewrite, erw, simp_rw, nth_rewrite, nth_rw (with `occurrence`)."""

    keyword: str
    rules: tuple[RwRule, ...]
    location: Location = GOAL
    occurrence: int | None = None


@dataclass(frozen=True, slots=True)
class SimpArg(Node):
    """One entry of a simp set: a lemma (`←` backward, `-` erased), or `*` (term None)."""

    term: Node | None
    backward: bool = False
    erase: bool = False


@dataclass(frozen=True, slots=True)
class Simp(Tactic):
    """Simplifiers: `keyword` is simp, simp_all, simpa, dsimp, norm_num, field_simp, push_cast,
    norm_cast, push_neg, ring_nf, simp_arith… (`!` and `?` stay in the keyword).

    `using` is that of `simpa using e`.
    """

    keyword: str
    args: tuple[SimpArg, ...] = ()
    only: bool = False
    location: Location = GOAL
    using: Node | None = None


@dataclass(frozen=True, slots=True)
class Arith(Tactic):
    """`linarith`, `nlinarith`, `polyrith`, `linarith!`… with `only` and `[terms]`."""

    keyword: str
    terms: tuple[Node, ...] = ()
    only: bool = False


@dataclass(frozen=True, slots=True)
class LinearCombination(Tactic):
    """`linear_combination (exp := n) e`; `term` None when nothing follows."""

    term: Node | None
    exponent: int | None = None


@dataclass(frozen=True, slots=True)
class IntervalCases(Tactic):
    """`interval_cases h : e` or without arguments."""

    term: Node | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Gcongr(Tactic):
    """`gcongr`, `congr`, `convert_to`-free congruence: `keyword`, an optional pattern or depth."""

    keyword: str
    term: Node | None = None
    names: tuple[str, ...] = ()
    depth: int | None = None


@dataclass(frozen=True, slots=True)
class CalcTactic(Tactic):
    """`calc` with its steps."""

    steps: tuple[CalcStep, ...]


@dataclass(frozen=True, slots=True)
class Unknown(Tactic):
    """A tactic whose grammar is not known, with its whole text: `unsupported`, never a guess."""

    name: str
    text: str


# ---------------------------------------------------------------- theorems


@dataclass(frozen=True, slots=True)
class TheoremSyntax:
    """`keyword name binders : type := proof`; `proof` is a `ByBlock`, a term, or None.

    `statement_end` is the offset just before `:=` (or the end of the text).
    """

    keyword: str
    name: str
    binders: tuple[Binder, ...]
    type: Node
    proof: Node | None
    statement_end: int


class SyntaxProblem(Exception):
    """The text does not parse. `line` counts from 1, `column` from 0, as Lean reports them."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(f"{line}:{column}: {message}")
        self.message = message
        self.line = line
        self.column = column
