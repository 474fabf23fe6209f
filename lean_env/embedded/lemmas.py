"""The lemma library: Mathlib's lemmas, by name, at the types where Mathlib has them.

The statements are Lean text in `lemma_library`; here they are parsed once, on first use, and moved
to the type asked for. A lemma about `{α} [C α]` is available at the types of `CLASSES[C]` only: no
order on ℂ, no `a - b` lemmas on ℕ where Mathlib's need a ring.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from lean_env.embedded import (
    lemma_library,
    lemma_library_analysis,
    lemma_library_discrete,
    lemma_library_supplement,
)
from lean_env.embedded import syntax as sx
from lean_env.embedded.elaborate import Elaborator
from lean_env.embedded.goal import PROOF, Local
from lean_env.embedded.parser import parse_theorem
from lean_env.embedded.term import (
    COMPLEX,
    INT,
    NAT,
    PROP,
    RAT,
    REAL,
    Term,
    Ty,
    fvar,
    substitute,
)
from lean_env.embedded.unify import is_type_meta, map_types

# What an instance-implicit binder admits, among the fragment's types. None: any type but Prop.
CLASSES: Final[dict[str, frozenset[Ty] | None]] = {
    "Anything": None,
    "LinearOrder": frozenset({NAT, INT, RAT, REAL}),
    "OrderedSemiring": frozenset({NAT, INT, RAT, REAL}),
    "CanonicallyOrdered": frozenset({NAT}),
    "OrderedRing": frozenset({INT, RAT, REAL}),
    "OrderedField": frozenset({RAT, REAL}),
    "CommSemiring": frozenset({NAT, INT, RAT, REAL, COMPLEX}),
    "CommRing": frozenset({INT, RAT, REAL, COMPLEX}),
    "Divisibility": frozenset({NAT, INT}),
    "DivisibilityRing": frozenset({INT}),
    "Field": frozenset({RAT, REAL, COMPLEX}),
    # Targets of ℕ → α and ℤ → α: α = ℕ (or ℤ) itself has another elaboration and is left out.
    "NatCast": frozenset({INT, RAT, REAL, COMPLEX}),
    "OrderedNatCast": frozenset({INT, RAT, REAL}),
    "IntCast": frozenset({RAT, REAL, COMPLEX}),
    "OrderedIntCast": frozenset({RAT, REAL}),
}
# The type at which a lemma about α is elaborated, to be moved elsewhere: the first that its class
# admits. (A lemma may mention ℕ besides α, never ℝ or, where this is ℤ, ℤ.)
_REPRESENTATIVES: Final = (REAL, INT, NAT)
_OPENABLE: Final = (
    "Real.",
    "Complex.",
    "Nat.cast_",
    "Nat.succ_",
    "Nat.factorial",
    "Nat.pow_mod",
    "Nat.mul_mod",
    "Nat.add_mod",
    "Nat.dvd_sub'",
    "Int.emod_",
    "Finset.sum_",
    "Finset.prod_",
    "Finset.mem_",
)


class LemmaError(Exception):
    """No such lemma, or not at this type."""


@dataclass(frozen=True, slots=True)
class LemmaBinder:
    """A variable (`prop` None) or a hypothesis of a lemma, in Mathlib's order.

    `tag` is the `case` tag that Lean gives to the goal which `apply` makes of it.
    """

    name: str
    explicit: bool
    var: Term
    prop: Term | None

    @property
    def tag(self) -> str:
        return "a" if self.name == "_" else self.name


@dataclass(frozen=True, slots=True)
class Statement:
    """A lemma at one type. `type_count` is 1 where it has a type argument α, otherwise 0."""

    name: str
    binders: tuple[LemmaBinder, ...]
    conclusion: Term
    type_count: int
    klass: frozenset[Ty] | None
    representative: Ty


def known(name: str) -> bool:
    """Whether the library has a lemma of this name (without elaborating it)."""
    return name in _SOURCES


def resolve(name: str, opens: Iterable[str] = ()) -> str | None:
    """The lemma that `name` means where the namespaces `opens` are open, or None.

    Only what is surely not `protected` in Mathlib is found through an open namespace.
    """
    if name in _SOURCES:
        return name
    for space in sorted(opens):
        full = f"{space}.{name}"
        if full in _SOURCES and full.startswith(_OPENABLE):
            return full
    return None


def names() -> list[str]:
    """The names of all lemmas, in alphabetical order."""
    return sorted(_SOURCES)


def source(name: str) -> str:
    """The lemma's statement as Lean text."""
    return _SOURCES[name]


@cache
def generic(name: str) -> Statement:
    """The lemma at a representative type (where it is about α). Raises `LemmaError`."""
    text = _SOURCES.get(name)
    if text is None:
        raise LemmaError(f"unknown lemma '{name}'")
    theorem = parse_theorem(text)
    type_names: list[str] = []
    klass: frozenset[Ty] | None = None
    chosen = REAL
    binders: list[LemmaBinder] = []
    locals_: list[Local] = []
    for group in theorem.binders:
        if group.kind == "[":
            klass = CLASSES[_class_name(group)]
            chosen = next(ty for ty in _REPRESENTATIVES if klass is None or ty in klass)
        elif group.type is None:
            type_names.extend(group.names)
        else:
            for binder_name in group.names:
                binder = _binder(binder_name, group, tuple(locals_), type_names, chosen)
                binders.append(binder)
                if binder_name != "_":
                    locals_.append(Local(binder_name, binder.var, binder.prop))
    conclusion = Elaborator(tuple(locals_)).prop(_at(theorem.type, type_names, chosen))
    if len(type_names) > 1:
        raise LemmaError(f"lemma '{name}' has more than one type argument")
    return Statement(name, tuple(binders), conclusion, len(type_names), klass, chosen)


def _class_name(group: sx.Binder) -> str:
    node = group.type
    if isinstance(node, sx.App) and isinstance(node.fn, sx.Ident):
        return node.fn.name
    raise LemmaError(f"not a class: {node!r}")


def _binder(
    name: str, group: sx.Binder, locals_: tuple[Local, ...], type_names: list[str], chosen: Ty
) -> LemmaBinder:
    assert group.type is not None
    node = _at(group.type, type_names, chosen)
    found = Elaborator(locals_).type_or_prop(node)
    explicit = group.kind not in ("{", "⦃")
    if isinstance(found, Term):
        return LemmaBinder(name, explicit, fvar(PROOF), found)
    return LemmaBinder(name, explicit, fvar(found), None)


def _at(node: Any, type_names: list[str], chosen: Ty) -> Any:
    """The syntax with the type variables replaced by the chosen type."""
    if isinstance(node, sx.Ident):
        return dataclasses.replace(node, name=chosen.name) if node.name in type_names else node
    if isinstance(node, tuple):
        return tuple(_at(x, type_names, chosen) for x in node)
    if isinstance(node, sx.Node) and type_names:
        changes = {
            f.name: _at(getattr(node, f.name), type_names, chosen)
            for f in dataclasses.fields(node)
            if f.name != "span"
        }
        return dataclasses.replace(node, **changes)
    return node


@lru_cache(maxsize=1 << 12)
def statement(name: str, types: tuple[Ty, ...]) -> Statement:
    """The lemma at `types`, which may be a type metavariable. Raises `LemmaError`."""
    base = generic(name)
    if len(types) != base.type_count:
        raise LemmaError(f"lemma '{name}' takes {base.type_count} type arguments")
    if not types:
        return base
    (ty,) = types
    if not is_type_meta(ty):
        admit(base, ty)
    if ty is base.representative:
        return base

    def move(old: Ty) -> Ty:
        if old is base.representative:
            return ty
        return Ty(old.name, tuple(move(a) for a in old.args)) if old.args else old

    binders = tuple(
        dataclasses.replace(
            b,
            var=map_types(b.var, move),
            prop=None if b.prop is None else map_types(b.prop, move),
        )
        for b in base.binders
    )
    return dataclasses.replace(base, binders=binders, conclusion=map_types(base.conclusion, move))


def admit(base: Statement, ty: Ty) -> None:
    """Raise `LemmaError` unless the lemma may be used at `ty`."""
    if ty is PROP or ty is PROOF or (base.klass is not None and ty not in base.klass):
        raise LemmaError(f"failed to synthesize the instances of '{base.name}' at {ty.name}")


def instance(
    name: str, types: tuple[Ty, ...], args: tuple[Term, ...]
) -> tuple[tuple[Term, ...], Term]:
    """The premises and the conclusion of the lemma at `types`, for the values `args`."""
    stated = statement(name, types)
    variables = [b.var for b in stated.binders if b.prop is None]
    if any(is_type_meta(ty) for ty in types):
        raise LemmaError(f"lemma '{name}' at an undetermined type")
    if [v.ty for v in variables] != [a.ty for a in args]:
        raise LemmaError(f"lemma '{name}' takes arguments of other types")
    values = {v.data: a for v, a in zip(variables, args, strict=True)}
    premises = tuple(substitute(b.prop, values) for b in stated.binders if b.prop is not None)
    return premises, substitute(stated.conclusion, values)


_TEXT: Final = "\n".join(
    library.STATEMENTS
    for library in (
        lemma_library,
        lemma_library_discrete,
        lemma_library_analysis,
        lemma_library_supplement,
    )
).replace("\n  ", " ")  # an indented line continues the one before
_GROUP: Final = re.compile(r"([({\[⦃])([^(){}\[\]⦃⦄]*)([)}\]⦄])")
_WORD: Final = re.compile(r"[^\W\d][\w'₀-₉]*")
_BOUND: Final = re.compile(r"[∃∀∑∏] ([^\W\d][\w'₀-₉]*)(?=,| ∈)")


def _read_sources() -> dict[str, str]:
    """The text of each lemma, with the `variable`s that it mentions written out."""
    sources: dict[str, str] = {}
    variables: list[tuple[str, str]] = []  # (name or "" for a class, how it is declared)
    for line in _TEXT.splitlines():
        text = line.strip()
        if not text or text.startswith("--"):
            continue
        if text.startswith("variable "):
            variables = [v for group in _GROUP.findall(text) for v in _declared(group)]
            continue
        name, _, rest = text.partition(" ")
        if name in sources:
            raise LemmaError(f"lemma '{name}' is stated twice")
        words = set(_WORD.findall(rest))
        own = {
            word
            for _, content, _ in _GROUP.findall(_binder_part(rest))
            for word in content.partition(":")[0].split()
        }
        own |= set(_BOUND.findall(rest)) - set(_WORD.findall(_binder_part(rest)))
        used = [
            text
            for var, text in variables
            if var not in own and (var in words or (var in ("", "α") and "α" in _types(variables)))
        ]
        sources[name] = " ".join(["theorem", name, *used, rest])
    return sources


def _declared(group: tuple[str, str, str]) -> list[tuple[str, str]]:
    opening, content, closing = group
    if opening == "[":
        return [("", f"[{content}]")]
    names_, colon, type_ = content.partition(":")
    suffix = f" :{type_}" if colon else ""
    return [(n, f"{opening}{n}{suffix}{closing}") for n in names_.split()]


def _types(variables: list[tuple[str, str]]) -> set[str]:
    return {var for var, _ in variables}


def _binder_part(rest: str) -> str:
    """What precedes the colon of the statement: groups, perhaps nested in one another."""
    depth = 0
    for i, char in enumerate(rest):
        if char in "({[⦃":
            depth += 1
        elif char in ")}]⦄":
            depth -= 1
        elif char == ":" and depth == 0:
            return rest[:i]
    raise LemmaError(f"no statement in {rest!r}")


_SOURCES: Final = _read_sources()
