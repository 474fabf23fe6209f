"""Terms and goals as Lean 4 with Mathlib prints them, never wrapping a line.

Parentheses follow Lean's parenthesizer: a term carries its precedence level and the precedence of
its open right edge (the body of `∀`, the argument of `¬`), which must not swallow what follows.
With `explicit`, casts, literals and binders show their types, so that the text elaborates back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from lean_env.embedded.goal import Goal, Local
from lean_env.embedded.instances import show
from lean_env.embedded.operators import BIG_BODY, INFIX, LEAD, MAX, NEG, NOT_ARG
from lean_env.embedded.term import Term, Ty

_CLOSED: Final = 1 << 20  # the right edge of a term that nothing can extend
Piece = tuple[str, int, int]  # text, level, right edge

_INFIX_OPS: Final = {
    "add": "+", "sub": "-", "mul": "*", "div": "/", "mod": "%", "pow": "^", "dvd": "∣", "eq": "=",
    "ne": "≠", "lt": "<", "le": "≤", "gt": ">", "ge": "≥", "and": "∧", "or": "∨", "imp": "→",
    "iff": "↔", "mem": "∈", "Union.union": "∪", "Inter.inter": "∩", "SDiff.sdiff": "\\",
    "HasSubset.Subset": "⊆", "HasSSubset.SSubset": "⊂", "Set.image": "''",
    "Set.preimage": "⁻¹'", "Function.comp": "∘",
}  # fmt: skip
_BRACKETS: Final = {
    "abs": ("|", "|"),
    "norm": ("‖", "‖"),
    "Int.floor": ("⌊", "⌋"),
    "Int.ceil": ("⌈", "⌉"),
    "Nat.floor": ("⌊", "⌋₊"),
    "Nat.ceil": ("⌈", "⌉₊"),
}
# Constants printed with field notation (their first explicit argument is of their namespace's
# type, and Mathlib does not mark them @[pp_nodot]).
_DOTTED_TEXT: Final = """
    Nat.Coprime Nat.gcd Nat.lcm Nat.factorial Nat.doubleFactorial Nat.choose Nat.sqrt Nat.succ
    Nat.pred Nat.totient Nat.divisors Nat.properDivisors Nat.primeFactors Nat.digits Nat.minFac
    Int.gcd Int.lcm Int.natAbs Int.toNat Int.sign Int.sqrt Rat.num Rat.den Finset.card Finset.sum
    Finset.prod Finset.erase List.sum List.prod List.length Set.toFinset Set.ncard Set.Finite
    Set.Infinite Equiv.toFun Equiv.invFun Prod.fst Prod.snd Complex.re Complex.im Real.toNNReal
"""
_DOTTED: Final = frozenset(_DOTTED_TEXT.split())
_DOT_NAMES: Final = {"Prod.fst": "1", "Prod.snd": "2"}
_GUARDS: Final = {
    "lt": "<", "le": "≤", "gt": ">", "ge": "≥", "mem": "∈", "HasSubset.Subset": "⊆",
}  # fmt: skip


def print_term(
    term: Term,
    names: Mapping[int, str],
    *,
    opens: Iterable[str] = (),
    explicit: bool = False,
) -> str:
    """The text of a term; `names` gives the free variables' names by id.

    `opens` are the open namespaces (`π` and `n !` need Real and Nat). `explicit` shows the types
    that Lean leaves out.
    """
    return _Printer(names, frozenset(opens), explicit).piece(term)[0]


def print_goal(goal: Goal, *, opens: Iterable[str] = ()) -> str:
    """The goal with its context, as in Lean's tactic state."""
    shown = display_names(goal.locals)
    printer = _Printer(shown, frozenset(opens), False)
    lines: list[str] = []
    if goal.tag:
        lines.append(f"case {goal.tag}")
    group: list[str] = []
    previous: Ty | Term | None = None
    for local in goal.locals:
        kind: Ty | Term = local.var.ty if local.prop is None else local.prop
        name = shown[local.var.data]
        if group and type(kind) is type(previous) and kind == previous:
            group.append(name)
            continue
        if group:
            lines.append(f"{' '.join(group)} : {printer.kind(previous)}")
        group, previous = [name], kind
    if group:
        lines.append(f"{' '.join(group)} : {printer.kind(previous)}")
    lines.append(f"⊢ {printer.piece(goal.target)[0]}")
    return "\n".join(lines)


def display_names(locals_: tuple[Local, ...]) -> dict[int, str]:
    """The names shown for a context: shadowed ones get `✝`, and numbers when there are several."""
    shown: dict[int, str] = {}
    accessible: set[str] = set()
    daggers: dict[str, int] = {}
    for local in reversed(locals_):
        name = local.name
        if not name.endswith("✝") and name not in accessible:
            accessible.add(name)
            shown[local.var.data] = name
            continue
        stem = name.rstrip("✝")
        count = daggers.get(stem, 0)
        daggers[stem] = count + 1
        mark = "✝" if count == 0 else "✝" + str(count).translate(_SUPERSCRIPT)
        shown[local.var.data] = stem + mark
    return shown


_SUPERSCRIPT: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class _Printer:
    def __init__(self, names: Mapping[int, str], opens: frozenset[str], explicit: bool) -> None:
        self.names = names
        self.opens = opens
        self.explicit = explicit
        self.bound: list[str] = []

    def kind(self, kind: Ty | Term | None) -> str:
        """The type or proposition of a local."""
        if isinstance(kind, Term):
            return self.piece(kind)[0]
        assert kind is not None
        return show(kind)

    # ------------------------------------------------------------ parentheses

    def at(self, t: Term, level: int) -> str:
        """The text where nothing can follow, at least of the given level."""
        text, own, _ = self.piece(t)
        return text if own >= level else f"({text})"

    def before(self, t: Term, level: int, follower: int) -> str:
        """The text where an operator of level `follower` comes next."""
        text, own, right = self.piece(t)
        return text if own >= level and right > follower else f"({text})"

    def piece(self, t: Term) -> Piece:
        """Text, level and right edge of a term."""
        op = t.op
        symbol = _INFIX_OPS.get(op)
        if symbol is not None and len(t.args) == 2:
            return self.infix(symbol, t.args[0], t.args[1])
        method = _METHODS.get(op)
        if method is not None:
            return method(self, t)
        brackets = _BRACKETS.get(op)
        if brackets is not None and len(t.args) == 1:
            inner = self.piece(t.args[0])[0]
            if op == "abs" and (inner[0] == "|" or inner[-1] == "|" or inner[:2] == "-|"):
                inner = f"({inner})"  # `||` would be another token
            return brackets[0] + inner + brackets[1], MAX, _CLOSED
        return self.constant(t)

    def infix(self, symbol: str, left: Term, right: Term) -> Piece:
        level, left_level, right_level = INFIX[symbol]
        first = self.before(left, left_level, level)
        text, own, edge = self.piece(right)
        if own < right_level:
            text, edge = f"({text})", _CLOSED
        return f"{first} {symbol} {text}", level, min(right_level, edge)

    # ------------------------------------------------------------ atoms

    def variable(self, t: Term) -> Piece:
        return self.names.get(t.data, f"_uniq.{t.data}"), MAX, _CLOSED

    def index(self, t: Term) -> Piece:
        depth = len(self.bound) - 1 - t.data
        return self.bound[depth] if depth >= 0 else f"#{t.data}", MAX, _CLOSED

    def meta(self, t: Term) -> Piece:
        name = self.names.get(t.data)
        return f"?{name}" if name else f"?m.{t.data}", MAX, _CLOSED

    def numeral(self, t: Term) -> Piece:
        if self.explicit:
            return f"({t.data} : {show(t.ty)})", MAX, _CLOSED
        return str(t.data), MAX, _CLOSED

    def decimal(self, t: Term) -> Piece:
        mantissa, places = t.data
        if places > 0:
            digits = str(mantissa).rjust(places + 1, "0")
            text = f"{digits[:-places]}.{digits[-places:]}"
        else:
            text = f"{mantissa}e{-places}"
        return (f"({text} : {show(t.ty)})" if self.explicit else text), MAX, _CLOSED

    def truth(self, t: Term) -> Piece:
        return ("True" if t.op == "true" else "False"), MAX, _CLOSED

    # ------------------------------------------------------------ operators

    def negative(self, t: Term) -> Piece:
        text, own, right = self.piece(t.args[0])
        if own < NEG:
            text, right = f"({text})", _CLOSED
        space = " " if text.startswith("-") else ""
        return f"-{space}{text}", NEG, min(NEG, right)

    def negation(self, t: Term) -> Piece:
        inner = t.args[0]
        if inner.op == "mem" and len(inner.args) == 2:
            return self.infix("∉", *inner.args)
        text, own, right = self.piece(inner)
        if own < NOT_ARG:
            text, right = f"({text})", _CLOSED
        return f"¬{text}", MAX, min(NOT_ARG, right)

    def inverse(self, t: Term) -> Piece:
        return self.before(t.args[0], MAX, MAX) + "⁻¹", MAX, _CLOSED

    def cast(self, t: Term) -> Piece:
        if self.explicit:
            inner = t.args[0]
            text = self.piece(inner)[0]
            if inner.op not in _TYPED:
                text = f"({text} : {show(inner.ty)})"
            return f"({text} : {show(t.ty)})", MAX, _CLOSED
        return "↑" + self.at(t.args[0], MAX), MAX, MAX

    def sqrt(self, t: Term) -> Piece:
        if len(t.args) != 1:
            return self.constant(t)
        return "√" + self.at(t.args[0], MAX), MAX, MAX

    def factorial(self, t: Term) -> Piece:
        if len(t.args) != 1 or "Nat" not in self.opens:
            return self.constant(t)
        mark = "!" if t.op == "Nat.factorial" else "‼"
        text = self.before(t.args[0], MAX, MAX)
        space = "" if text[-1] == ")" or text.isdigit() else " "
        return f"{text}{space}{mark}", MAX, _CLOSED

    def congruence(self, t: Term) -> Piece:
        if len(t.args) != 3:
            return self.constant(t)
        modulus, left, right = t.args
        kind = "MOD" if t.op == "Nat.ModEq" else "ZMOD"
        text = f"{self.before(left, 0, 50)} ≡ {self.at(right, 0)} [{kind} {self.at(modulus, 0)}]"
        return text, 50, _CLOSED

    def conditional(self, t: Term) -> Piece:
        cond, then, otherwise = (self.piece(a)[0] for a in t.args)
        return f"if {cond} then {then} else {otherwise}", LEAD, 0

    # ------------------------------------------------------------ applications

    def application(self, t: Term) -> Piece:
        args: list[Term] = []
        while t.op == "app":
            args.append(t.args[1])
            t = t.args[0]
        if t.op in ("DFunLike.coe", "Equiv.toFun", "Equiv.invFun"):
            head = self.at(t, LEAD)
        else:
            head = self.before(t, MAX, MAX)
        return self.applied(head, args[::-1])

    def applied(self, head: str, args: list[Term]) -> Piece:
        """`head` before its arguments; `fun` needs no parentheses at the end."""
        parts = [head]
        for k, arg in enumerate(args):
            text, own, right = self.piece(arg)
            last = k == len(args) - 1
            if own < MAX or (right < MAX and not (last and arg.op in ("lam", "not"))):
                text = f"({text})"
            parts.append(text)
        edge = _CLOSED
        if args and args[-1].op in ("lam", "not") and not parts[-1].startswith("("):
            edge = 0 if args[-1].op == "lam" else NOT_ARG
        return " ".join(parts), LEAD, edge

    def coerced_function(self, t: Term) -> Piece:
        return self.applied(self.at(t.args[0], MAX), list(t.args[1:]))

    def constant(self, t: Term) -> Piece:
        """A named constant with its arguments, in field notation where Lean uses it."""
        name = t.op
        if name == "Real.pi" and "Real" in self.opens:
            return "π", MAX, _CLOSED
        if not t.args:
            return name, MAX, _CLOSED
        first = t.args[0]
        if name in _DOTTED and first.op not in ("num", "decimal"):
            text, own, right = self.piece(first)
            if own < MAX or right < _CLOSED:
                text = f"({text})"
            field = _DOT_NAMES.get(name, name.rpartition(".")[2])
            head = f"{text}.{field}"
            rest = list(t.args[1:])
            return self.applied(head, rest) if rest else (head, MAX, _CLOSED)
        return self.applied(name, list(t.args))

    # ------------------------------------------------------------ binders

    def fresh(self, name: str, body: Term) -> str:
        """The name for a bound variable: its own unless the body uses that name otherwise."""
        used: set[str] = set()
        self.collect(body, 1, used)
        if name not in used:
            return name
        k = 1
        while f"{name}_{k}" in used:
            k += 1
        return f"{name}_{k}"

    def collect(self, t: Term, depth: int, used: set[str]) -> None:
        if t.op == "fvar":
            used.add(self.names.get(t.data, ""))
        elif t.op == "bvar":
            outer = t.data - depth
            if 0 <= outer < len(self.bound):
                used.add(self.bound[len(self.bound) - 1 - outer])
        else:
            inner = depth + 1 if t.op in _BINDERS else depth
            for a in t.args:
                self.collect(a, inner, used)

    def forall(self, t: Term) -> Piece:
        opened = 0
        groups: list[tuple[list[str], Ty]] = []
        ending: Piece | None = None
        while t.op == "forall":
            name, ty = t.data
            body = t.args[0]
            if not _occurs(body, 0):
                if groups:
                    break
                return self.plain_arrow(ty, body)
            guarded = not self.explicit and self.guard(body, "imp")
            if guarded and groups:
                break
            shown = self.fresh(name, body)
            self.bound.append(shown)
            opened += 1
            if guarded:
                relation, inner = body.args
                limit = self.at(relation.args[1], 0)
                symbol = _GUARDS[relation.op]
                ending = (f"∀ {shown} {symbol} {limit}, {self.piece(inner)[0]}", LEAD, 0)
                break
            if groups and groups[-1][1] is ty:
                groups[-1][0].append(shown)
            else:
                groups.append(([shown], ty))
            t = body
        if ending is None:
            binders = " ".join(f"({' '.join(ns)} : {show(ty)})" for ns, ty in groups)
            ending = f"∀ {binders}, {self.piece(t)[0]}", LEAD, 0
        del self.bound[len(self.bound) - opened :]
        return ending

    def plain_arrow(self, ty: Ty, body: Term) -> Piece:
        """`∀ x : t, p` without x in p is printed `t → p`."""
        if self.explicit:
            name = self.fresh("x", body)
            self.bound.append(name)
            text = f"∀ ({name} : {show(ty)}), {self.piece(body)[0]}"
            self.bound.pop()
            return text, LEAD, 0
        self.bound.append("_")
        text, own, right = self.piece(body)
        self.bound.pop()
        if own < INFIX["→"][2]:
            text, right = f"({text})", _CLOSED
        return f"{show(ty, ty.name == '→')} → {text}", INFIX["→"][0], min(INFIX["→"][2], right)

    def guard(self, body: Term, connective: str) -> bool:
        """Whether the body is `x > a → …` (or `∧`) for the variable just bound, x not in a."""
        if body.op != connective:
            return False
        relation = body.args[0]
        return (
            relation.op in _GUARDS
            and len(relation.args) == 2
            and relation.args[0].op == "bvar"
            and relation.args[0].data == 0
            and not _occurs(relation.args[1], 0)
        )

    def exists(self, t: Term) -> Piece:
        symbol = "∃" if t.op == "exists" else "∃!"
        op = t.op
        opened = 0
        shown: list[str] = []
        ending: Piece | None = None
        while t.op == op:
            name, ty = t.data
            body = t.args[0]
            guarded = op == "exists" and not self.explicit and self.guard(body, "and")
            if (guarded or op == "exists_unique") and shown:
                break
            fresh = self.fresh(name, body)
            self.bound.append(fresh)
            opened += 1
            if guarded:
                relation, inner = body.args
                limit = self.at(relation.args[1], 0)
                text = f"{symbol} {fresh} {_GUARDS[relation.op]} {limit}, {self.piece(inner)[0]}"
                ending = (text, LEAD, 0)
                break
            shown.append(f"({fresh} : {show(ty)})" if self.explicit else fresh)
            t = body
        if ending is None:
            ending = f"{symbol} {' '.join(shown)}, {self.piece(t)[0]}", LEAD, 0
        del self.bound[len(self.bound) - opened :]
        return ending

    def function(self, t: Term) -> Piece:
        shown: list[str] = []
        while t.op == "lam":
            name, ty = t.data
            fresh = self.fresh(name, t.args[0])
            self.bound.append(fresh)
            shown.append(f"({fresh} : {show(ty)})" if self.explicit else fresh)
            t = t.args[0]
        text = f"fun {' '.join(shown)} ↦ {self.piece(t)[0]}"
        del self.bound[len(self.bound) - len(shown) :]
        return text, MAX, 0

    def big_operator(self, t: Term) -> Piece:
        if len(t.args) != 2 or t.args[1].op != "lam":
            return self.constant(t)
        over, body = t.args
        symbol = "∑" if t.op == "Finset.sum" else "∏"
        container = self.at(over, 0)
        name = self.fresh(body.data[0], body.args[0])
        self.bound.append(name)
        text, own, right = self.piece(body.args[0])
        self.bound.pop()
        if own < BIG_BODY:
            text, right = f"({text})", _CLOSED
        return f"{symbol} {name} ∈ {container}, {text}", LEAD, min(BIG_BODY, right)

    def set_builder(self, t: Term) -> Piece:
        body = t.args[0]
        if body.op != "lam":
            return self.constant(t)
        name = self.fresh(body.data[0], body.args[0])
        self.bound.append(name)
        text = self.piece(body.args[0])[0]
        self.bound.pop()
        typed = f" : {show(body.data[1])}" if self.explicit else ""
        return f"{{{name}{typed} | {text}}}", MAX, _CLOSED

    # ------------------------------------------------------------ collections

    def set_literal(self, t: Term) -> Piece:
        items: list[str] = []
        ty = t.ty
        while t.op == "Insert.insert":
            items.append(self.piece(t.args[0])[0])
            t = t.args[1]
        if t.op == "Singleton.singleton":
            text = f"{{{', '.join([*items, self.piece(t.args[0])[0]])}}}"
        elif not items:
            text = "∅"
        else:
            text = f"insert {' '.join(items)} {self.at(t, MAX)}"
        return (f"({text} : {show(ty)})" if self.explicit else text), MAX, _CLOSED

    def list_literal(self, t: Term) -> Piece:
        items: list[str] = []
        while t.op == "List.cons":
            items.append(self.piece(t.args[0])[0])
            t = t.args[1]
        if t.op == "List.nil":
            return f"[{', '.join(items)}]", MAX, _CLOSED
        return " :: ".join([*items, self.at(t, 67)]), 67, 67

    def pair(self, t: Term) -> Piece:
        items: list[str] = []
        while t.op == "Prod.mk":
            items.append(self.piece(t.args[0])[0])
            t = t.args[1]
        return f"({', '.join([*items, self.piece(t)[0]])})", MAX, _CLOSED

    def fintype(self, t: Term) -> Piece:
        return f"Fintype ↑{self.at(t.args[0], MAX)}", LEAD, _CLOSED


_TYPED: Final = frozenset({"fvar", "bvar", "num", "decimal", "cast", "app"})
_BINDERS: Final = frozenset({"forall", "exists", "exists_unique", "lam"})
_METHODS: Final[dict[str, Callable[[_Printer, Term], Piece]]] = {
    "fvar": _Printer.variable,
    "bvar": _Printer.index,
    "meta": _Printer.meta,
    "num": _Printer.numeral,
    "decimal": _Printer.decimal,
    "true": _Printer.truth,
    "false": _Printer.truth,
    "neg": _Printer.negative,
    "not": _Printer.negation,
    "inv": _Printer.inverse,
    "cast": _Printer.cast,
    "Real.sqrt": _Printer.sqrt,
    "Nat.factorial": _Printer.factorial,
    "Nat.doubleFactorial": _Printer.factorial,
    "Nat.ModEq": _Printer.congruence,
    "Int.ModEq": _Printer.congruence,
    "ite": _Printer.conditional,
    "app": _Printer.application,
    "DFunLike.coe": _Printer.coerced_function,
    "forall": _Printer.forall,
    "exists": _Printer.exists,
    "exists_unique": _Printer.exists,
    "lam": _Printer.function,
    "Finset.sum": _Printer.big_operator,
    "Finset.prod": _Printer.big_operator,
    "setOf": _Printer.set_builder,
    "Singleton.singleton": _Printer.set_literal,
    "Insert.insert": _Printer.set_literal,
    "EmptyCollection.emptyCollection": _Printer.set_literal,
    "List.cons": _Printer.list_literal,
    "List.nil": _Printer.list_literal,
    "Prod.mk": _Printer.pair,
    "Fintype": _Printer.fintype,
}


def _occurs(t: Term, index: int) -> bool:
    """Whether the loose bound variable `index` occurs in `t`."""
    if t.loose <= index:
        return False
    if t.op == "bvar":
        return bool(t.data == index)
    inner = index + 1 if t.op in _BINDERS else index
    return any(_occurs(a, inner) for a in t.args)
