"""The named constants of Mathlib that the fragment knows, with their types.

A type is written as in Lean with `α`, `β` for the implicit type arguments; instance arguments are
replaced by the set of types at which Lean finds the instance (`types`), for the argument α.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from lean_env.embedded.term import COMPLEX, INT, NAT, PROP, RAT, REAL, Ty, arrow

NNREAL: Final = Ty("NNReal")
ALPHA: Final = Ty("α")
BETA: Final = Ty("β")

_BASE: Final = {
    "ℝ": REAL, "ℚ": RAT, "ℤ": INT, "ℕ": NAT, "ℂ": COMPLEX, "Prop": PROP, "NNReal": NNREAL,
    "Real": REAL, "Rat": RAT, "Int": INT, "Nat": NAT, "Complex": COMPLEX, "α": ALPHA, "β": BETA,
}  # fmt: skip

TYPE_NAMES: Final = {k: v for k, v in _BASE.items() if k not in ("α", "β")}
NAMESPACES: Final = {
    REAL: "Real",
    RAT: "Rat",
    INT: "Int",
    NAT: "Nat",
    COMPLEX: "Complex",
    NNREAL: "NNReal",
}
TYPE_CONSTRUCTORS: Final = {"Set": 1, "Finset": 1, "List": 1, "Filter": 1, "Equiv": 2, "Prod": 2}

_ORDERED: Final = frozenset({REAL, RAT, INT, NAT, NNREAL})
_FLOOR: Final = frozenset({REAL, RAT, INT})
_FINITE_ORDER: Final = frozenset({NAT, INT})
_NUMBERS: Final = frozenset({REAL, RAT, INT, NAT, COMPLEX})
_RINGS: Final = frozenset({REAL, RAT, INT, COMPLEX})


@dataclass(frozen=True, slots=True)
class Constant:
    """`name : params → … → result`, universally over α and β; `types` are those allowed for α."""

    name: str
    params: tuple[Ty, ...]
    result: Ty
    types: frozenset[Ty] | None

    @property
    def polymorphic(self) -> bool:
        return any(_mentions(t) for t in (*self.params, self.result))


_SOURCE: Final[dict[frozenset[Ty] | None, str]] = {
    None: """
        Real.sqrt : ℝ → ℝ
        Real.exp : ℝ → ℝ
        Real.log : ℝ → ℝ
        Real.logb : ℝ → ℝ → ℝ
        Real.sin : ℝ → ℝ
        Real.cos : ℝ → ℝ
        Real.tan : ℝ → ℝ
        Real.cot : ℝ → ℝ
        Real.arcsin : ℝ → ℝ
        Real.arccos : ℝ → ℝ
        Real.arctan : ℝ → ℝ
        Real.sinh : ℝ → ℝ
        Real.cosh : ℝ → ℝ
        Real.tanh : ℝ → ℝ
        Real.pi : ℝ
        Real.goldenRatio : ℝ
        Real.rpow : ℝ → ℝ → ℝ
        Real.toNNReal : ℝ → NNReal
        NNReal.sqrt : NNReal → NNReal
        Irrational : ℝ → Prop
        Complex.I : ℂ
        Complex.re : ℂ → ℝ
        Complex.im : ℂ → ℝ
        Complex.exp : ℂ → ℂ
        Complex.sin : ℂ → ℂ
        Complex.cos : ℂ → ℂ
        Complex.normSq : ℂ → ℝ
        Complex.abs : ℂ → ℝ
        Complex.arg : ℂ → ℝ
        Nat.Prime : ℕ → Prop
        Nat.le : ℕ → ℕ → Prop
        Nat.lt : ℕ → ℕ → Prop
        Nat.Coprime : ℕ → ℕ → Prop
        Nat.gcd : ℕ → ℕ → ℕ
        Nat.lcm : ℕ → ℕ → ℕ
        Nat.factorial : ℕ → ℕ
        Nat.doubleFactorial : ℕ → ℕ
        Nat.choose : ℕ → ℕ → ℕ
        Nat.fib : ℕ → ℕ
        Nat.sqrt : ℕ → ℕ
        Nat.log : ℕ → ℕ → ℕ
        Nat.clog : ℕ → ℕ → ℕ
        Nat.log2 : ℕ → ℕ
        Nat.succ : ℕ → ℕ
        Nat.pred : ℕ → ℕ
        Nat.totient : ℕ → ℕ
        Nat.divisors : ℕ → Finset ℕ
        Nat.properDivisors : ℕ → Finset ℕ
        Nat.primeFactors : ℕ → Finset ℕ
        Nat.digits : ℕ → ℕ → List ℕ
        Nat.ofDigits : ℕ → List ℕ → ℕ
        Nat.ModEq : ℕ → ℕ → ℕ → Prop
        Nat.minFac : ℕ → ℕ
        Int.ModEq : ℤ → ℤ → ℤ → Prop
        Int.gcd : ℤ → ℤ → ℕ
        Int.lcm : ℤ → ℤ → ℕ
        Int.natAbs : ℤ → ℕ
        Int.toNat : ℤ → ℕ
        Int.sign : ℤ → ℤ
        Int.sqrt : ℤ → ℤ
        Rat.num : ℚ → ℤ
        Rat.den : ℚ → ℕ
        Finset.range : ℕ → Finset ℕ
        Finset.card : Finset α → ℕ
        Finset.sum : Finset α → (α → β) → β
        Finset.prod : Finset α → (α → β) → β
        Finset.filter : (α → Prop) → Finset α → Finset α
        Finset.image : (α → β) → Finset α → Finset β
        Finset.erase : Finset α → α → Finset α
        Finset.product : Finset α → Finset β → Finset (Prod α β)
        Finset.powerset : Finset α → Finset (Finset α)
        Finset.powersetCard : ℕ → Finset α → Finset (Finset α)
        Finset.Nonempty : Finset α → Prop
        Finset.gcd : Finset α → (α → ℕ) → ℕ
        Finset.lcm : Finset α → (α → ℕ) → ℕ
        Set.Nonempty : Set α → Prop
        Set.range : (α → β) → Set β
        id : α → α
        Nat.iterate : (α → α) → ℕ → α → α
        Nat.findGreatest : (ℕ → Prop) → ℕ → ℕ
        List.sum : List α → α
        List.prod : List α → α
        List.length : List α → ℕ
        List.Pairwise : (α → α → Prop) → List α → Prop
        Set.image : (α → β) → Set α → Set β
        Set.preimage : (α → β) → Set β → Set α
        Set.toFinset : Set α → Finset α
        Set.ncard : Set α → ℕ
        Set.Finite : Set α → Prop
        Set.Infinite : Set α → Prop
        Set.InjOn : (α → β) → Set α → Prop
        Function.Injective : (α → β) → Prop
        Function.Surjective : (α → β) → Prop
        Function.Bijective : (α → β) → Prop
        Function.Periodic : (α → β) → α → Prop
        Equiv.toFun : Equiv α β → α → β
        Equiv.invFun : Equiv α β → β → α
        Prod.fst : Prod α β → α
        Prod.snd : Prod α β → β
        Filter.atTop : Filter α
        Filter.Tendsto : (α → β) → Filter α → Filter β → Prop
        nhds : α → Filter α
        Continuous : (ℝ → ℝ) → Prop
        ContinuousOn : (ℝ → ℝ) → Set ℝ → Prop
        deriv : (ℝ → ℝ) → ℝ → ℝ
    """,
    _FLOOR: """
        Int.floor : α → ℤ
        Int.ceil : α → ℤ
        Int.fract : α → α
        round : α → ℤ
    """,
    _FINITE_ORDER: """
        Finset.Icc : α → α → Finset α
        Finset.Ico : α → α → Finset α
        Finset.Ioc : α → α → Finset α
        Finset.Ioo : α → α → Finset α
    """,
    frozenset({NAT}): """
        Finset.Iic : α → Finset α
        Finset.Iio : α → Finset α
    """,
    _ORDERED: """
        Nat.floor : α → ℕ
        Nat.ceil : α → ℕ
        Set.Icc : α → α → Set α
        Set.Ico : α → α → Set α
        Set.Ioc : α → α → Set α
        Set.Ioo : α → α → Set α
        Set.Ici : α → Set α
        Set.Iic : α → Set α
        Set.Ioi : α → Set α
        Set.Iio : α → Set α
        IsGreatest : Set α → α → Prop
        IsLeast : Set α → α → Prop
        IsLUB : Set α → α → Prop
        IsGLB : Set α → α → Prop
        BddAbove : Set α → Prop
        BddBelow : Set α → Prop
        Monotone : (α → β) → Prop
        Antitone : (α → β) → Prop
        StrictMono : (α → β) → Prop
        StrictAnti : (α → β) → Prop
        MonotoneOn : (α → β) → Set α → Prop
        AntitoneOn : (α → β) → Set α → Prop
        StrictMonoOn : (α → β) → Set α → Prop
        StrictAntiOn : (α → β) → Set α → Prop
    """,
    frozenset({REAL, INT, NAT}): """
        sSup : Set α → α
        sInf : Set α → α
    """,
    _NUMBERS: """
        Even : α → Prop
        Odd : α → Prop
        Prime : α → Prop
        IsCoprime : α → α → Prop
        Squarefree : α → Prop
        IsSquare : α → Prop
    """,
}


def _mentions(ty: Ty) -> bool:
    return ty is ALPHA or ty is BETA or any(_mentions(a) for a in ty.args)


def read_type(text: str) -> Ty:
    """A type written in the notation of the table."""
    words = text.replace("(", " ( ").replace(")", " ) ").split()
    ty, rest = _arrow(words, 0)
    if rest != len(words):
        raise ValueError(f"not a type: {text!r}")
    return ty


def _arrow(words: list[str], at: int) -> tuple[Ty, int]:
    left, at = _applied(words, at)
    if at < len(words) and words[at] == "→":
        right, at = _arrow(words, at + 1)
        return arrow(left, right), at
    return left, at


def _applied(words: list[str], at: int) -> tuple[Ty, int]:
    word = words[at]
    arity = TYPE_CONSTRUCTORS.get(word)
    if arity is None:
        return _atom(words, at)
    at += 1
    args: list[Ty] = []
    for _ in range(arity):
        arg, at = _atom(words, at)
        args.append(arg)
    return Ty(word, tuple(args)), at


def _atom(words: list[str], at: int) -> tuple[Ty, int]:
    if words[at] == "(":
        ty, at = _arrow(words, at + 1)
        return ty, at + 1
    return _BASE[words[at]], at + 1


@cache
def constants() -> dict[str, Constant]:
    """All constants by full name."""
    table: dict[str, Constant] = {}
    for types, text in _SOURCE.items():
        for line in text.strip().splitlines():
            name, _, written = line.partition(" : ")
            ty = read_type(written)
            params: list[Ty] = []
            while ty.name == "→":
                params.append(ty.args[0])
                ty = ty.args[1]
            table[name.strip()] = Constant(name.strip(), tuple(params), ty, types)
    return table
