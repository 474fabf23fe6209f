"""From surface syntax to terms, by Lean 4's rules.

What matters for soundness is where coercions go. The rules followed are those of Lean's
`Lean.Elab.Extra` (`binop%`, `unop%`, `rightact%`, `binrel%`): the leaves of a tree of arithmetic
operators are elaborated on their own, the largest of their types is found (the expected type takes
part for an operator, not for a relation), and `↑` is put at the leaves that need it. Exponents are
elaborated apart, ℕ by default. Everywhere else a coercion goes round the whole argument.

Types not known yet are metavariables (`type_unifier`); a proposition is finished as a whole:
numerals left open become ℕ, then every node's instances are looked up (`instances`).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from typing import Final, NoReturn

from lean_env.embedded import syntax as s
from lean_env.embedded.constants import (
    ALPHA,
    BETA,
    NAMESPACES,
    TYPE_CONSTRUCTORS,
    TYPE_NAMES,
    Constant,
    constants,
)
from lean_env.embedded.goal import PROOF, Goal, Local
from lean_env.embedded.instances import coerces, missing_instance, show
from lean_env.embedded.parser import parse_theorem
from lean_env.embedded.printer import print_term
from lean_env.embedded.term import (
    BINDERS,
    FALSE,
    INT,
    NAT,
    PROP,
    REAL,
    TRUE,
    Term,
    Ty,
    arrow,
    binder,
    fresh_id,
    fvar,
    num,
    prop,
    subterms,
)
from lean_env.embedded.type_unifier import TypeUnifier, is_meta
from lean_env.types import StatementError, Theorem, UnsupportedStatement

_ARITHMETIC: Final = {"+": "add", "-": "sub", "*": "mul", "/": "div", "%": "mod"}
_RELATIONS: Final = {"=": "eq", "≠": "ne", "<": "lt", "≤": "le", ">": "gt", "≥": "ge"}
_CONNECTIVES: Final = {"∧": "and", "∨": "or", "↔": "iff"}
_SET_OPS: Final = {"∪": "Union.union", "∩": "Inter.inter", "\\": "SDiff.sdiff"}
_ROUNDING: Final = {"⌊⌋": "Int.floor", "⌈⌉": "Int.ceil", "⌊⌋₊": "Nat.floor", "⌈⌉₊": "Nat.ceil"}
_SAME: Final = {"min": "min", "max": "max", "Min.min": "min", "Max.max": "max"}
_CASTS: Final = ("Nat.cast", "Int.cast", "Rat.cast", "Complex.ofReal", "NNReal.toReal")
_FUNCTION_HEADS: Final = {"Eq": "=", "Ne": "≠", "And": "∧", "Or": "∨", "Iff": "↔"}

Tree = tuple[object, ...]


class Elaborator:
    """Elaborates terms over the variables of a context.

    `opens` are the namespaces open where the text stands; `text` is that text, for positions in
    messages. With `allow_holes`, `_` and `?x` become `meta` terms, listed in `holes`. Types may
    mention variables (`ZMod p`) only with `dependent`: statements have them, tactics do not.
    Raises `StatementError`, or `UnsupportedStatement` for what is outside the fragment.
    """

    def __init__(
        self,
        locals: Sequence[Local] = (),
        *,
        opens: Iterable[str] = (),
        text: str = "",
        allow_holes: bool = False,
        dependent: bool = False,
    ) -> None:
        self.dependent = dependent
        self.scope: dict[str, Term | None] = {}  # None: a hypothesis
        self.names: dict[int, str] = {}
        self.bound: set[int] = set()  # the variables of binders inside of the text
        self.opens = frozenset(opens)
        self.text = text
        self.allow_holes = allow_holes
        self.holes: list[tuple[str | None, Term]] = []
        self.types = TypeUnifier()
        for local in locals:
            self.declare(local)

    def declare(self, local: Local) -> None:
        """Add a variable or hypothesis to the scope."""
        self.scope[local.name] = local.var if local.prop is None else None
        self.names[local.var.data] = local.name

    # ------------------------------------------------------------ entry points

    def prop(self, node: s.Node) -> Term:
        """The proposition `node`."""
        return self.term(node, PROP)

    def term(self, node: s.Node, expected: Ty | None = None) -> Term:
        """The term `node`, with the expected type (inserting a coercion) where one is given."""
        return self.finish(self.elab_hint(node, expected), node)

    def type(self, node: s.Node) -> Ty:
        """The type `node`. Raises for a proposition."""
        found = self.type_or_prop(node)
        if isinstance(found, Term):
            self.fail(node, "type expected, got a proposition")
        return found

    def type_or_prop(self, node: s.Node) -> Ty | Term:
        """What stands after the `:` of a binder: a type, or a (finished) proposition."""
        ty = self.try_type(node)
        return self.prop(node) if ty is None else ty

    # ------------------------------------------------------------ messages

    def where(self, node: s.Node) -> str:
        """`line:column: ` of a node, or nothing when the text is not known."""
        if not self.text:
            return ""
        before = self.text[: node.span[0]]
        return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10)) - 1}: "

    def quote(self, node: s.Node) -> str:
        """The source text of a node, shortened."""
        text = " ".join(self.text[node.span[0] : node.span[1]].split())
        if not text:
            text = str(node)
        return text if len(text) <= 80 else text[:79] + "…"

    def fail(self, node: s.Node, message: str) -> NoReturn:
        raise StatementError(self.where(node) + message)

    def unsupported(self, node: s.Node, what: str = "this construct") -> NoReturn:
        raise UnsupportedStatement(f"{self.where(node)}{what} is not supported: {self.quote(node)}")

    def mismatch(self, term: Term, expected: Ty, node: s.Node | None) -> NoReturn:
        shown = print_term(self.zonk(term), self.names)
        has, wanted = show(self.types.resolve(term.ty)), show(self.types.resolve(expected))
        message = f"type mismatch\n  {shown}\nhas type\n  {has}\n"
        where = self.where(node) if node is not None else ""
        raise StatementError(f"{where}{message}but is expected to have type\n  {wanted}")

    # ------------------------------------------------------------ types

    def try_type(self, node: s.Node) -> Ty | None:
        """The type that `node` denotes, None if it is not a type."""
        if isinstance(node, s.Ident):
            if node.name in self.scope:
                return None
            found = TYPE_NAMES.get(node.name)
            if found is not None:
                return found
            if node.name.rstrip("*") in ("Type", "Sort"):
                self.unsupported(node, "a universe")
            return None
        if isinstance(node, s.Binary) and node.op in ("→", "×", "≃"):
            right = self.try_type(node.right)
            if right is None:
                return None
            left = self.try_type(node.left)
            if left is None:
                self.unsupported(node, "a function of proofs")
            if node.op == "→":
                return arrow(left, right)
            return Ty("Prod" if node.op == "×" else "Equiv", (left, right))
        if isinstance(node, s.App) and isinstance(node.fn, s.Ident):
            return self.applied_type(node, node.fn.name)
        if isinstance(node, s.Hole):
            return self.types.fresh()
        return None

    def applied_type(self, node: s.App, head: str) -> Ty | None:
        if head == "ZMod" and len(node.args) == 1:
            modulus = self.modulus(node.args[0])
            if modulus is not None:
                return Ty("ZMod", (Ty(modulus),))
        arity = TYPE_CONSTRUCTORS.get(head)
        if arity is None or head in self.scope:
            if head in ("Fin", "ZMod", "Vector", "Matrix", "Polynomial", "Multiset", "Option"):
                self.unsupported(node, "this type")
            return None
        if len(node.args) != arity:
            self.fail(node, f"{head} takes {arity} type argument(s)")
        return Ty(head, tuple(self.type(a) for a in node.args))

    def modulus(self, node: s.Node) -> str | None:
        """The text of the n of `ZMod n`: numerals, and the theorem's own variables in statements.

        Types are compared by this text: `ZMod (11 ^ 2)` and `ZMod 121` are two opaque types.
        """
        if isinstance(node, s.Numeral):
            return str(node.value)
        if isinstance(node, s.Ident):
            found = self.scope.get(node.name)
            known = found is not None and found.ty is NAT and found.data not in self.bound
            return node.name if known and self.dependent else None
        if isinstance(node, s.Ascription) and node.type is None:
            return self.modulus(node.term)
        if isinstance(node, s.Binary) and node.op in ("+", "*", "^"):
            left, right = self.modulus(node.left), self.modulus(node.right)
            return None if left is None or right is None else f"({left} {node.op} {right})"
        return None

    # ------------------------------------------------------------ coercions

    def check(self, node: s.Node, expected: Ty) -> Term:
        """Elaborate against an expected type, with a coercion round the result if need be."""
        return self.coerce(self.elab(node, expected), expected, node)

    def coerce(self, term: Term, expected: Ty, node: s.Node | None) -> Term:
        """`term`, or `↑term`, of the expected type."""
        if term.ty is expected:
            return term
        have, want = self.types.resolve(term.ty), self.types.resolve(expected)
        if is_meta(have) or is_meta(want) or have.args or want.args:
            if self.types.unify(have, want):
                return term
        elif have is want:
            return term
        have, want = self.types.resolve(have), self.types.resolve(want)
        if coerces(have, want):
            return Term("cast", (term,), want)
        self.mismatch(term, want, node)

    # ------------------------------------------------------------ terms

    def elab(self, node: s.Node, expected: Ty | None) -> Term:
        """Elaborate; the result need not have the expected type, which is only a hint."""
        method = _METHODS.get(type(node))
        if method is None:
            self.unsupported(node)
        return method(self, node, expected)  # type: ignore[no-any-return, operator]

    def numeral(self, node: s.Numeral, expected: Ty | None) -> Term:
        return num(node.value, self.number_type(expected, node))

    def number_type(self, expected: Ty | None, node: s.Node) -> Ty:
        """The type of a literal: what is expected, else to be decided (ℕ by default)."""
        if expected is None:
            return self.types.fresh(numeric=True)
        ty = self.types.resolve(expected)
        if is_meta(ty):
            self.types.mark_numeric(ty)
        elif ty is PROP or (ty.args and ty.name != "ZMod"):
            self.fail(node, f"failed to synthesize\n  OfNat {show(ty, True)} {self.quote(node)}")
        return ty

    def decimal(self, node: s.Decimal, expected: Ty | None) -> Term:
        ty = None if expected is None else self.types.resolve(expected)
        if ty is None or is_meta(ty):
            ty = self.types.fresh() if ty is None else ty
        return Term("decimal", (), ty, (node.mantissa, node.places))

    def ascription(self, node: s.Ascription, expected: Ty | None) -> Term:
        if node.type is None:
            return self.elab(node.term, None)
        ty = self.try_type(node.type)
        if ty is None:
            self.unsupported(node, "this type ascription")
        return self.check(node.term, ty)

    def hole(self, node: s.Hole | s.SyntheticHole, expected: Ty | None) -> Term:
        if not self.allow_holes:
            self.fail(node, "don't know how to synthesize placeholder")
        found = Term("meta", (), self.types.fresh() if expected is None else expected, fresh_id())
        self.holes.append((node.name if isinstance(node, s.SyntheticHole) else "_", found))
        return found

    # -- arithmetic and relations

    def binary(self, node: s.Binary, expected: Ty | None) -> Term:
        op = node.op
        if op in _RELATIONS:
            return self.relation(node, op)
        if op in _ARITHMETIC or op == "^":
            return self.arithmetic(node, expected)
        if op in _CONNECTIVES:
            return prop(_CONNECTIVES[op], self.check(node.left, PROP), self.check(node.right, PROP))
        if op == "→":
            return prop("imp", self.check(node.left, PROP), self.check(node.right, PROP))
        if op == "∣" or op == "∤":
            found = self.divides(node)
            return found if op == "∣" else prop("not", found)
        if op in ("∈", "∉", "∋"):
            return self.membership(node)
        if op in _SET_OPS:
            left = self.elab(node.left, expected)
            right = self.check(node.right, left.ty)
            return Term(_SET_OPS[op], (left, right), left.ty)
        if op in ("⊆", "⊂"):
            left = self.elab(node.left, None)
            right = self.check(node.right, left.ty)
            return prop("HasSubset.Subset" if op == "⊆" else "HasSSubset.SSubset", left, right)
        if op == "''":
            return self.constant(node, "Set.image", (node.left, node.right), expected)
        if op == "⁻¹'":
            return self.constant(node, "Set.preimage", (node.left, node.right), expected)
        if op == "∘":
            return self.composition(node)
        self.unsupported(node, f"the operator {op}")

    def arithmetic(self, node: s.Node, expected: Ty | None) -> Term:
        """`binop%`: see the module's docstring."""
        leaves: list[Ty] = []
        tree = self.tree(node, leaves)
        top = None if expected is None else self.types.resolve(expected)
        if top is not None and (is_meta(top) or top is PROP):
            top = None
        top = self.largest(leaves, top, node)
        if top is None:
            top = self.types.fresh() if expected is None else expected
        return self.build(tree, top)

    def relation(self, node: s.Binary, op: str) -> Term:
        """`binrel%`: both sides form one tree."""
        leaves: list[Ty] = []
        left = self.tree(node.left, leaves)
        right = self.tree(node.right, leaves)
        top = self.largest(leaves, None, node)
        if top is None:
            top = self.types.fresh()
        return prop(_RELATIONS[op], self.build(left, top), self.build(right, top))

    def tree(self, node: s.Node, leaves: list[Ty]) -> Tree:
        """The tree of operators over elaborated leaves, whose types are added to `leaves`.

        A leaf that has no type of its own (a numeral, `↑x`, a set literal, a hole) waits.
        """
        if isinstance(node, s.Binary):
            op = _ARITHMETIC.get(node.op)
            if op is not None:
                left = self.tree(node.left, leaves)
                return (op, left, self.tree(node.right, leaves))
            if node.op == "^":
                return ("pow", self.tree(node.left, leaves), self.exponent(node.right))
        elif isinstance(node, s.Unary) and node.op == "-":
            return ("neg", self.tree(node.arg, leaves))
        elif isinstance(node, _WAITING) or (isinstance(node, s.Unary) and node.op == "↑"):
            return ("leaf", node, None)
        term = self.elab(node, None)
        leaves.append(term.ty)
        return ("leaf", node, term)

    def exponent(self, node: s.Node) -> Term:
        if isinstance(node, s.Numeral):
            return num(node.value, NAT)
        found = self.elab(node, None)
        ty = self.types.resolve(found.ty)
        if is_meta(ty):
            self.types.mark_numeric(ty)
        return found

    def largest(self, leaves: list[Ty], top: Ty | None, node: s.Node) -> Ty | None:
        """The type to which all leaves coerce, or None when no leaf's type is known."""
        for leaf in leaves:
            ty = self.types.resolve(leaf)
            if top is None:
                if not is_meta(ty):
                    top = ty
            elif ty is top or is_meta(ty) or coerces(ty, top):
                pass
            elif coerces(top, ty):
                top = ty
            elif not self.types.unify(ty, top):
                self.fail(node, f"type mismatch: {show(top)} and {show(ty)} in {self.quote(node)}")
        return top

    def build(self, tree: Tree, top: Ty) -> Term:
        kind = tree[0]
        if kind == "leaf":
            _, node, term = tree
            assert isinstance(node, s.Node)
            if term is None:
                return self.check(node, top)
            assert isinstance(term, Term)
            return self.coerce(term, top, node)
        if kind == "pow":
            _, base, exponent = tree
            return Term("pow", (self.build(base, top), exponent), top)  # type: ignore[arg-type]
        if kind == "neg":
            resolved = self.types.resolve(top)
            if is_meta(resolved):
                self.types.mark_negated(resolved)
        args = tuple(self.build(t, top) for t in tree[1:])  # type: ignore[arg-type]
        return Term(str(kind), args, top)

    def divides(self, node: s.Binary) -> Term:
        """`a ∣ b` is an ordinary application: b is coerced to the type of a, never the reverse."""
        if isinstance(node.left, s.Numeral):
            right = self.elab(node.right, None)
            return prop("dvd", self.check(node.left, right.ty), right)
        left = self.elab(node.left, None)
        return prop("dvd", left, self.check(node.right, left.ty))

    def membership(self, node: s.Binary) -> Term:
        element, container = node.left, node.right
        if node.op == "∋":
            element, container = container, element
        if isinstance(container, _WAITING):
            left = self.elab(element, None)
            right = self.check(container, Ty("Set", (left.ty,)))
        else:
            right = self.elab(container, None)
            ty = self.types.resolve(right.ty)
            if ty.name not in ("Set", "Finset", "List"):
                self.unsupported(node, "this membership")
            left = self.elab(element, ty.args[0])
            if not self.types.unify(left.ty, ty.args[0]):
                self.mismatch(left, ty.args[0], element)
        found = prop("mem", left, right)
        return prop("not", found) if node.op == "∉" else found

    def composition(self, node: s.Binary) -> Term:
        a, b, c = self.types.fresh(), self.types.fresh(), self.types.fresh()
        outer = self.check(node.left, arrow(b, c))
        inner = self.check(node.right, arrow(a, b))
        return Term("Function.comp", (outer, inner), arrow(a, c))

    def unary(self, node: s.Unary, expected: Ty | None) -> Term:
        op = node.op
        if op == "-":
            return self.arithmetic(node, expected)
        if op == "¬":
            return prop("not", self.check(node.arg, PROP))
        if op == "↑":
            inner = self.elab(node.arg, None)
            return Term("cast", (inner,), self.types.fresh() if expected is None else expected)
        if op == "√":
            return self.constant(node, "Real.sqrt", (node.arg,), expected)
        if op == "⁻¹":
            inner = self.elab_same(node.arg, expected)
            return Term("inv", (inner,), inner.ty)
        if op == "!" or op == "‼":
            if "Nat" not in self.opens:
                self.fail(node, f"the notation {op} needs `open Nat`")
            name = "Nat.factorial" if op == "!" else "Nat.doubleFactorial"
            return self.constant(node, name, (node.arg,), expected)
        self.unsupported(node, f"the operator {op}")

    def elab_same(self, node: s.Node, expected: Ty | None) -> Term:
        """The argument of an operation α → α, whose α is the expected type if that is a type."""
        if expected is None or is_meta(self.types.resolve(expected)):
            return self.elab(node, expected)
        return self.check(node, expected)

    def bracket(self, node: s.Bracket, expected: Ty | None) -> Term:
        if node.kind == "||":
            inner = self.elab_same(node.arg, expected)
            return Term("abs", (inner,), inner.ty)
        if node.kind == "‖‖":
            return Term("norm", (self.elab(node.arg, None),), REAL)
        return self.constant(node, _ROUNDING[node.kind], (node.arg,), expected)

    def congruence(self, node: s.ModEq, expected: Ty | None) -> Term:
        if node.kind == "PMOD":
            self.unsupported(node)
        name, ty = ("Nat.ModEq", NAT) if node.kind == "MOD" else ("Int.ModEq", INT)
        args = (node.modulus, node.left, node.right)
        return prop(name, *(self.check(a, ty) for a in args))

    def conditional(self, node: s.IfTerm, expected: Ty | None) -> Term:
        if node.name is not None:
            self.unsupported(node, "`if h : …`")
        cond = self.check(node.cond, PROP)
        then = self.elab(node.then, expected)
        ty = then.ty if expected is None or is_meta(self.types.resolve(expected)) else expected
        then = self.coerce(then, ty, node.then)
        return Term("ite", (cond, then, self.check(node.otherwise, ty)), ty)

    # -- identifiers and applications

    def identifier(self, node: s.Ident, expected: Ty | None) -> Term:
        return self.application(node, node, (), expected)

    def app(self, node: s.App, expected: Ty | None) -> Term:
        for arg in node.args:
            if isinstance(arg, s.NamedArg):
                self.unsupported(arg, "a named argument")
        if isinstance(node.fn, s.Ident):
            return self.application(node, node.fn, node.args, expected)
        if isinstance(node.fn, s.Proj):
            receiver = self.elab(node.fn.term, None)
            return self.fields(node, receiver, [node.fn.field], node.args, expected)
        return self.apply(self.elab(node.fn, None), node.args, node)

    def projection(self, node: s.Proj, expected: Ty | None) -> Term:
        receiver = self.elab(node.term, None)
        return self.fields(node, receiver, [node.field], (), expected)

    def application(
        self, node: s.Node, head: s.Ident, args: tuple[s.Node, ...], expected: Ty | None
    ) -> Term:
        """A local (perhaps with fields) or a constant, applied."""
        name = head.name
        local = self.scope.get(name, _MISSING)
        if local is not _MISSING:
            return self.apply(self.variable(head, local), args, node)
        parts = name.split(".")
        for k in range(len(parts) - 1, 0, -1):
            local = self.scope.get(".".join(parts[:k]), _MISSING)
            if local is not _MISSING:
                receiver = self.variable(head, local)
                return self.fields(node, receiver, parts[k:], args, expected)
        if head.explicit:
            self.unsupported(node, "an explicit application")
        return self.global_name(node, head, args, expected)

    def variable(self, node: s.Node, local: object) -> Term:
        if not isinstance(local, Term):
            self.unsupported(node, "a proof inside a term")
        return local

    def global_name(
        self, node: s.Node, head: s.Ident, args: tuple[s.Node, ...], expected: Ty | None
    ) -> Term:
        name = head.name.removeprefix("_root_.")
        special = self.special(node, name, args, expected)
        if special is not None:
            return special
        if name in _RIVALS and self.opens:
            self.unsupported(head, "an overloaded name")
        candidates = [name] if name in constants() else []
        if head.name == name:
            for namespace in sorted(self.opens):
                full = f"{namespace}.{name}"
                if full in constants():
                    candidates.append(full)
        if name == "π" and "Real" in self.opens:
            candidates.append("Real.pi")
        if name == "φ" and "Nat" in self.opens:
            candidates.append("Nat.totient")
        if name == "𝓝" and "Topology" in self.opens:
            candidates.append("nhds")
        if not candidates:
            raise UnsupportedStatement(f"{self.where(head)}unknown identifier '{head.name}'")
        if len(candidates) == 1:
            return self.constant(node, candidates[0], args, expected)
        return self.overloaded(node, candidates, args, expected)

    def overloaded(
        self, node: s.Node, candidates: list[str], args: tuple[s.Node, ...], expected: Ty | None
    ) -> Term:
        """Several open namespaces have the name: the one interpretation that type checks."""
        found: list[tuple[Term, tuple[int, dict[Ty, Ty], set[Ty]]]] = []
        before = self.types.save()
        problem: StatementError | None = None
        for name in candidates:
            self.types.restore((before[0], dict(before[1]), set(before[2])))
            try:
                term = self.constant(node, name, args, expected)
                if expected is not None:
                    self.coerce(term, expected, node)
            except StatementError as error:
                problem = error
                continue
            found.append((term, self.types.save()))
        if len(found) > 1:
            self.fail(node, f"ambiguous, possible interpretations: {', '.join(candidates)}")
        if not found:
            assert problem is not None
            raise problem
        self.types.restore(found[0][1])
        return found[0][0]

    def special(
        self, node: s.Node, name: str, args: tuple[s.Node, ...], expected: Ty | None
    ) -> Term | None:
        """Names with a node of their own in the core language."""
        count = len(args)
        if name == "True" and not args:
            return TRUE
        if name == "False" and not args:
            return FALSE
        if name == "Not" and count == 1:
            return prop("not", self.check(args[0], PROP))
        if name in ("abs",) and count == 1:
            inner = self.elab_same(args[0], expected)
            return Term("abs", (inner,), inner.ty)
        if name in _SAME and count == 2:
            left = self.elab_same(args[0], expected)
            if isinstance(args[0], s.Numeral) and not isinstance(args[1], s.Numeral):
                right = self.elab(args[1], left.ty)
                left = self.coerce(left, right.ty, args[0])
            else:
                right = self.check(args[1], left.ty)
            return Term(_SAME[name], (left, right), left.ty)
        if name in _CASTS and count == 1:
            return self.unary(s.Unary("↑", args[0], span=node.span), expected)
        if name == "insert" and count == 2:
            into = self.elab(args[1], expected)
            ty = self.types.resolve(into.ty)
            if ty.name not in ("Set", "Finset"):
                self.unsupported(node, "this insertion")
            return Term("Insert.insert", (self.check(args[0], ty.args[0]), into), ty)
        if name in ("Set.univ", "Finset.univ") and not args:
            ty = self.types.fresh() if expected is None else expected
            return Term(name, (), ty)
        if name == "Fintype" and count == 1:
            arg = args[0]
            if isinstance(arg, s.Unary) and arg.op == "↑":  # the coercion of a set to a type
                arg = arg.arg
            ty = Ty("Set", (self.types.fresh(),))
            return prop("Fintype", self.check(arg, ty))
        if name in _FUNCTION_HEADS and count == 2:
            op = _FUNCTION_HEADS[name]
            return self.binary(s.Binary(op, args[0], args[1], span=node.span), expected)
        return None

    def constant(
        self,
        node: s.Node,
        name: str,
        args: Sequence[s.Node | Term],
        expected: Ty | None,
    ) -> Term:
        """A constant applied to arguments, some of them perhaps elaborated already."""
        constant = constants().get(name)
        if constant is None:
            raise UnsupportedStatement(f"{self.where(node)}unknown constant '{name}'")
        params, result = self.instantiate(constant)
        own, rest = args[: len(params)], args[len(params) :]
        missing = params[len(own) :]
        ty = result
        for param in reversed(missing):
            ty = arrow(param, ty)
        if expected is not None and not rest and constant.polymorphic:
            wanted = self.types.resolve(expected)
            if not is_meta(wanted) and not (is_meta(ty) and wanted is PROP):
                snapshot = self.types.save()
                if not self.types.unify(ty, wanted):
                    self.types.restore(snapshot)
        terms = tuple(
            self.coerce(a, p, None) if isinstance(a, Term) else self.check(a, p)
            for a, p in zip(own, params, strict=False)
        )
        found = Term(name, terms, ty)
        return self.apply(found, rest, node) if rest else found

    def instantiate(self, constant: Constant) -> tuple[tuple[Ty, ...], Ty]:
        if not constant.polymorphic:
            return constant.params, constant.result
        mapping: dict[Ty, Ty] = {ALPHA: self.types.fresh(), BETA: self.types.fresh()}

        def put(ty: Ty) -> Ty:
            found = mapping.get(ty)
            if found is not None:
                return found
            return Ty(ty.name, tuple(put(a) for a in ty.args)) if ty.args else ty

        return tuple(put(p) for p in constant.params), put(constant.result)

    def apply(self, function: Term, args: Sequence[s.Node | Term], node: s.Node) -> Term:
        """`function` applied to arguments one by one."""
        for arg in args:
            ty = self.types.resolve(function.ty)
            if is_meta(ty):
                ty = arrow(self.types.fresh(), self.types.fresh())
                self.types.unify(function.ty, ty)
            if ty.name == "Equiv":
                term = self.constant(node, "Equiv.toFun", (function, arg), None)
                function = Term("DFunLike.coe", term.args, term.ty)
                continue
            if ty.name != "→":
                self.fail(
                    node, f"function expected\n  {print_term(self.zonk(function), self.names)}"
                )
            value = arg if isinstance(arg, Term) else self.check(arg, ty.args[0])
            function = Term("app", (function, value), ty.args[1])
        return function

    def fields(
        self,
        node: s.Node,
        receiver: Term,
        fields: Sequence[str],
        args: tuple[s.Node, ...],
        expected: Ty | None,
    ) -> Term:
        """`receiver.a.b` applied to `args`: generalised field notation."""
        for k, field in enumerate(fields):
            last = k == len(fields) - 1
            receiver = self.field(
                node, receiver, field, args if last else (), expected if last else None
            )
        return receiver

    def field(
        self,
        node: s.Node,
        receiver: Term,
        field: str,
        args: tuple[s.Node, ...],
        expected: Ty | None,
    ) -> Term:
        ty = self.types.resolve(receiver.ty)
        if is_meta(ty):
            self.types.settle()
            ty = self.types.resolve(ty)
        if field in ("1", "2"):
            numbered = {"Equiv": ("Equiv.toFun", "Equiv.invFun"), "Prod": ("Prod.fst", "Prod.snd")}
            names = numbered.get(ty.name) or {"ℚ": ("Rat.num", "Rat.den")}.get(ty.name)
            if names is None:
                if ty.name == "ℂ":
                    names = ("Complex.re", "Complex.im")
                else:
                    self.unsupported(node, "this projection")
            return self.constant(node, names[int(field) - 1], (receiver, *args), expected)
        namespace = NAMESPACES.get(ty, {"→": "Function"}.get(ty.name, ty.name))
        constant = constants().get(f"{namespace}.{field}")
        if constant is not None:
            return self.with_receiver(node, constant, receiver, args, expected)
        self.unsupported(node, f"the field '{namespace}.{field}'")

    def with_receiver(
        self,
        node: s.Node,
        constant: Constant,
        receiver: Term,
        args: tuple[s.Node, ...],
        expected: Ty | None,
    ) -> Term:
        """The receiver stands for the first explicit argument whose type has its head."""
        head = self.types.resolve(receiver.ty).name
        for k, param in enumerate(constant.params):
            if param.name == head:
                if k > len(args):
                    self.unsupported(node, "this partial application")
                return self.constant(
                    node, constant.name, (*args[:k], receiver, *args[k:]), expected
                )
        self.fail(node, f"invalid field notation, {constant.name} takes no argument of this type")

    # -- binders

    def quantifier(self, node: s.Quantifier, expected: Ty | None) -> Term:
        saved = dict(self.scope)
        entries: list[tuple[str, Term | None, Term | None]] = []  # (name, variable, guard)
        for group in node.binders:
            self.group(node, group, entries)
        body = self.check(node.body, PROP)
        self.scope = saved
        op = {"∀": "forall", "∃": "exists", "∃!": "exists_unique"}[node.kind]
        for name, var, guard in reversed(entries):
            if guard is not None:
                body = prop("imp" if op == "forall" else "and", guard, body)
            if var is not None:
                body = binder(op, name, var, body)
        return body

    def group(
        self,
        node: s.Quantifier,
        group: s.Binder,
        entries: list[tuple[str, Term | None, Term | None]],
    ) -> None:
        if group.pattern is not None or group.kind == "[":
            self.unsupported(group, "this binder")
        if group.type is None:
            ty: Ty | None = None
        else:
            ty = self.try_type(group.type)
            if ty is None:
                if node.kind != "∀":
                    self.unsupported(group, "a quantifier over proofs")
                guard = self.check(group.type, PROP)
                for name in group.names:
                    entries.append((name, None, guard))
                    self.scope[name] = None
                return
        for name in group.names:
            var = self.bind(name, ty)
            guard_: Term | None = None
            if group.bound is not None:
                if node.kind == "∃!" and len(group.names) > 1:
                    self.unsupported(group, "a bounded ∃! of several variables")
                relation, right = group.bound
                ident = s.Ident(name, span=group.span)
                guard_ = self.binary(s.Binary(relation, ident, right, span=group.span), PROP)
            entries.append((_display(name), var, guard_))

    def bind(self, name: str, ty: Ty | None) -> Term:
        var = fvar(self.types.fresh() if ty is None else ty)
        if name != "_":
            self.scope[name] = var
        self.names[var.data] = _display(name)
        self.bound.add(var.data)
        return var

    def function(self, node: s.Lambda, expected: Ty | None) -> Term:
        saved = dict(self.scope)
        variables: list[tuple[str, Term]] = []
        rest = None if expected is None else self.types.resolve(expected)
        names = [n for g in node.binders for n in g.names]
        for group in node.binders:
            if group.pattern is not None or group.bound is not None or group.kind == "[":
                self.unsupported(group, "this binder")
            ty: Ty | None = None
            if group.type is not None:
                ty = self.try_type(group.type)
                if ty is None:
                    self.unsupported(group, "a function of proofs")
            for name in group.names:
                dom = ty
                if rest is not None and rest.name == "→":
                    if dom is None:
                        dom = rest.args[0]
                    elif not self.types.unify(dom, rest.args[0]):
                        self.fail(group, f"type mismatch: {show(dom)} and {show(rest.args[0])}")
                    rest = self.types.resolve(rest.args[1])
                else:
                    rest = None
                shown = "x" if name == "x1✝" and len(names) == 1 else _display(name)
                variables.append((shown, self.bind(name, dom)))
        body = self.elab(node.body, rest) if rest is None else self.check(node.body, rest)
        self.scope = saved
        for name, var in reversed(variables):
            body = binder("lam", name, var, body)
        return body

    def big_operator(self, node: s.BigOp, expected: Ty | None) -> Term:
        if node.set is None:
            self.unsupported(node, "a sum over a type")
        over = node.set
        if node.cond is not None:
            test = s.Lambda((node.binder,), node.cond, span=node.cond.span)
            over = s.App(s.Ident("Finset.filter"), (test, over), span=over.span)
        body = s.Lambda((node.binder,), node.body, span=node.body.span)
        name = "Finset.sum" if node.op == "∑" else "Finset.prod"
        return self.constant(node, name, (over, body), expected)

    # -- sets, lists, pairs

    def set_builder(self, node: s.SetBuilder, expected: Ty | None) -> Term:
        want = None if expected is None else self.types.resolve(expected)
        if node.image or len(node.binders) != 1 or len(node.binders[0].names) != 1:
            self.unsupported(node, "this set builder")
        group = node.binders[0]
        if want is not None and want.name == "Finset":
            return self.filtered(node, group, want)
        element = want.args[0] if want is not None and want.name == "Set" else self.types.fresh()
        body = node.body
        if group.bound is not None:
            relation, right = group.bound
            left = s.Ident(group.names[0], span=group.span)
            guard = s.Binary(relation, left, right, span=group.span)
            body = s.Binary("∧", guard, body, span=node.span)
            group = s.Binder(group.names, None, span=group.span)
        lam = self.function(s.Lambda((group,), body, span=node.span), arrow(element, PROP))
        return Term("setOf", (lam,), Ty("Set", (element,)))

    def filtered(self, node: s.SetBuilder, group: s.Binder, want: Ty) -> Term:
        """`{x ∈ s | p}` where a Finset is expected: Mathlib elaborates it to `Finset.filter`."""
        if group.bound is None or group.bound[0] != "∈":
            self.unsupported(node, "a set builder over a whole type, for a Finset,")
        variable = s.Binder(group.names, group.type, span=group.span)
        test = s.Lambda((variable,), node.body, span=node.body.span)
        return self.constant(node, "Finset.filter", (test, group.bound[1]), want)

    def set_literal(self, node: s.SetTerm, expected: Ty | None) -> Term:
        ty = None if expected is None else self.types.resolve(expected)
        if ty is None or is_meta(ty):
            ty = Ty("Set", (self.types.fresh(),))
        if ty.name not in ("Set", "Finset"):
            self.fail(node, f"failed to synthesize\n  Singleton {show(ty, True)}")
        element = ty.args[0]
        if not node.items:
            return Term("EmptyCollection.emptyCollection", (), ty)
        items = [self.check(i, element) for i in node.items]
        found = Term("Singleton.singleton", (items[-1],), ty)
        for item in reversed(items[:-1]):
            found = Term("Insert.insert", (item, found), ty)
        return found

    def list_literal(self, node: s.ListTerm, expected: Ty | None) -> Term:
        ty = None if expected is None else self.types.resolve(expected)
        if ty is None or ty.name != "List":
            ty = Ty("List", (self.types.fresh(),))
        found = Term("List.nil", (), ty)
        for item in reversed([self.check(i, ty.args[0]) for i in node.items]):
            found = Term("List.cons", (item, found), ty)
        return found

    def pair(self, node: s.TupleTerm, expected: Ty | None) -> Term:
        if len(node.items) < 2:
            self.unsupported(node)
        ty = None if expected is None else self.types.resolve(expected)
        known = ty.args if ty is not None and ty.name == "Prod" else (None, None)
        first = self.elab_hint(node.items[0], known[0])
        rest = node.items[1:]
        tail = rest[0] if len(rest) == 1 else s.TupleTerm(rest, span=node.span)
        second = self.elab_hint(tail, known[1])
        return Term("Prod.mk", (first, second), Ty("Prod", (first.ty, second.ty)))

    def elab_hint(self, node: s.Node, expected: Ty | None) -> Term:
        return self.elab(node, None) if expected is None else self.check(node, expected)

    # ------------------------------------------------------------ finishing

    def finish(self, term: Term, node: s.Node) -> Term:
        """Apply the defaults, put the types in, look up every instance."""
        if self.types.count:
            self.types.settle()
        try:
            return self.final(term)
        except StatementError as error:
            kind = type(error)
            raise kind(f"{self.where(node)}{error}") from None

    def final(self, t: Term) -> Term:
        """`t` with final types; raises where a type stays open or an instance is missing."""
        op, data = t.op, t.data
        ty = t.ty if not self.types.count else self.types.resolve(t.ty)
        if op in BINDERS:
            bound = self.types.resolve(data[1])
            if _open_type(bound):
                raise StatementError(f"failed to infer the type of the binder '{data[0]}'")
            data = (data[0], bound)
        args = tuple(self.final(a) for a in t.args) if t.args else ()
        if op == "lam":
            ty = arrow(data[1], args[0].ty)
        if _open_type(ty):
            if op == "cast":
                raise StatementError("invalid coercion notation, expected type is not known")
            if op == "decimal":
                raise UnsupportedStatement("a decimal of unknown type (Lean takes Float)")
            shown = print_term(self.zonk(t), self.names)
            raise StatementError(f"don't know how to infer the type of {shown}")
        if op == "cast":
            source = args[0].ty
            if source is ty:
                return args[0]
            if not coerces(source, ty):
                shown = print_term(args[0], self.names)
                raise StatementError(
                    f"type mismatch\n  {shown}\nhas type\n  {show(source)}\n"
                    f"but is expected to have type\n  {show(ty)}"
                )
        same = (
            ty is t.ty
            and (op not in BINDERS or data[1] is t.data[1])
            and all(a is b for a, b in zip(args, t.args, strict=True))
        )
        found = t if same else Term(op, args, ty, data)
        problem = missing_instance(found)
        if problem is not None:
            text, foreign = problem
            shown = print_term(found, self.names)
            if foreign:
                raise UnsupportedStatement(f"{text} is not supported: {shown}")
            raise StatementError(f"failed to synthesize\n  {text}\nin {shown}")
        return found

    def zonk(self, t: Term) -> Term:
        """`t` with what is known of its types, for messages."""
        args = tuple(self.zonk(a) for a in t.args)
        data = (t.data[0], self.types.resolve(t.data[1])) if t.op in BINDERS else t.data
        return Term(t.op, args, self.types.resolve(t.ty), data)


_MISSING: Final = object()
_RIVALS: Final = frozenset({"gcd", "lcm"})  # Mathlib exports GCDMonoid.gcd and lcm to the root
_WAITING: Final = (
    s.Numeral,
    s.Decimal,
    s.SetTerm,
    s.SetBuilder,
    s.Lambda,
    s.Hole,
    s.SyntheticHole,
)
_METHODS: Final[dict[type[s.Node], object]] = {
    s.Ident: Elaborator.identifier,
    s.Numeral: Elaborator.numeral,
    s.Decimal: Elaborator.decimal,
    s.Binary: Elaborator.binary,
    s.Unary: Elaborator.unary,
    s.App: Elaborator.app,
    s.Proj: Elaborator.projection,
    s.Ascription: Elaborator.ascription,
    s.Quantifier: Elaborator.quantifier,
    s.Lambda: Elaborator.function,
    s.BigOp: Elaborator.big_operator,
    s.Bracket: Elaborator.bracket,
    s.ModEq: Elaborator.congruence,
    s.SetBuilder: Elaborator.set_builder,
    s.SetTerm: Elaborator.set_literal,
    s.ListTerm: Elaborator.list_literal,
    s.TupleTerm: Elaborator.pair,
    s.IfTerm: Elaborator.conditional,
    s.Hole: Elaborator.hole,
    s.SyntheticHole: Elaborator.hole,
}


def _display(name: str) -> str:
    """The name a bound variable is shown with."""
    if name == "_":
        return "x✝"
    return name.removesuffix("✝")


def _open_type(ty: Ty) -> bool:
    return is_meta(ty) or any(_open_type(a) for a in ty.args)


# ---------------------------------------------------------------- theorems

# What a module of another name defines, this environment cannot know.
_LIBRARIES: Final = frozenset(
    ["Mathlib", "Aesop", "Batteries", "Std", "Lean", "Init", "Qq", "ProofWidgets", "Plausible"]
)
_IMPORT: Final = re.compile(r"^[ ]*(?:public[ ]+)?import[ ]+(\w+)[^\n]*", re.MULTILINE)
_OPEN: Final = re.compile(r"^[ ]*open[ ]+(?:scoped[ ]+)?([^\n]*?)(?:--.*)?$", re.MULTILINE)


def header_opens(header: str) -> frozenset[str]:
    """The namespaces that the header's `open` commands open."""
    return frozenset(w for m in _OPEN.finditer(header) for w in m.group(1).split())


def _check_imports(header: str) -> None:
    """Raises `UnsupportedStatement` for a module of which this environment knows nothing."""
    for m in _IMPORT.finditer(header):
        if m.group(1) not in _LIBRARIES:
            raise UnsupportedStatement(f"`{m.group().strip()}`: only Mathlib is known here")


def elaborate_theorem(theorem: Theorem) -> Goal:
    """The goal that `theorem` states, before any tactic.

    Raises `StatementError` for text that Lean rejects, `UnsupportedStatement` for text outside the
    fragment; both say where.
    """
    try:
        parsed = parse_theorem(theorem.statement)
    except s.SyntaxProblem as problem:
        raise StatementError(str(problem)) from None
    if parsed.proof is not None:
        raise StatementError("the statement must end with its type, without `:=` and a proof")
    _check_imports(theorem.header)
    return elaborate_syntax(parsed, theorem.statement, header_opens(theorem.header))


def elaborate_syntax(parsed: s.TheoremSyntax, text: str, opens: frozenset[str]) -> Goal:
    """The goal of a parsed theorem; `text` is its source."""
    elaborator = Elaborator(opens=opens, text=text, dependent=True)
    locals_: list[Local] = []
    for group in parsed.binders:
        if group.type is None or group.kind == "[":
            elaborator.unsupported(group, "this binder")
        found = elaborator.type_or_prop(group.type)
        for name in group.names:
            if isinstance(found, Term):
                local = Local("x✝" if name == "_" else name, fvar(PROOF), found)
            else:
                local = Local("x✝" if name == "_" else name, fvar(found))
            add_local(locals_, local)
            elaborator.declare(local)
    target = elaborator.prop(parsed.type)
    return Goal(fresh_id(), tuple(locals_), target)


def dependent_type(goal: Goal) -> str | None:
    """Why no tactic may touch the goal: a type in it mentions a term, as `ZMod p` does.

    Types are opaque names here; a tactic that rewrites or splits `p` would not rewrite the type.
    """
    for local in goal.locals:
        if _mentions_term(local.var.ty):
            return f"unsupported: the type of {local.name} depends on a term"
    for term in (*(x.prop for x in goal.locals if x.prop is not None), goal.target):
        for part in subterms(term):
            if _mentions_term(part.ty) or (part.op in BINDERS and _mentions_term(part.data[1])):
                return "unsupported: a type in the statement depends on a term"
    return None


def _mentions_term(ty: Ty) -> bool:
    if ty.name == "ZMod":
        return not ty.args[0].name.isdigit()
    return any(_mentions_term(a) for a in ty.args)


def add_local(locals_: list[Local], local: Local) -> None:
    """Append a local; an earlier one of the same name is shown with `✝` from now on."""
    for k, old in enumerate(locals_):
        if old.name == local.name and not old.name.endswith("✝"):
            locals_[k] = dataclasses.replace(old, name=old.name + "✝")
    locals_.append(local)
