"""Terms: a Pratt parser with Lean 4's precedences (see `operators`).

`TermParser` leaves tactic blocks to its subclass. Two columns steer layout as in Lean: an argument
of an application must stand to the right of `column` (the enclosing tactic block or `calc` step;
-1 inside brackets), and a nested `by` block must stand to the right of `block`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final, NoReturn, TypeVar

from lean_env.embedded import syntax as s
from lean_env.embedded.lexer import (
    DECIMAL,
    DOTTED,
    END,
    FIELD,
    IDENT,
    NUMBER,
    QMARK,
    STRING,
    Tokens,
)
from lean_env.embedded.operators import BIG_BODY, FACTORIAL, INFIX, LEAD, MAX, NEG, NOT_ARG

T = TypeVar("T")

MAX_DEPTH: Final = 300  # height of a syntax tree
MAX_BINDERS: Final = 300  # groups in a list of binders, names in a group

# The parsers, the elaborator and the printer recurse on trees of at most MAX_DEPTH levels, a few
# Python frames a level. Pure Python frames do not use the C stack, so the limit can be generous.
_FRAMES: Final = 20_000
if sys.getrecursionlimit() < _FRAMES:
    sys.setrecursionlimit(_FRAMES)

ARGUMENT_START: Final = frozenset(
    {IDENT, NUMBER, DECIMAL, DOTTED, QMARK, STRING, "(", "⟨", "[", "{", "_", "?", "@", "‹", "↑"}
    | {"√", "¬", "fun", "·", "⌊", "⌈", "‖", "∅", "⊤", "⊥", "∞", "Prop", "Type", "Sort", "|"}
)
BINDER_RELATIONS: Final = frozenset({"<", "≤", ">", "≥", "≠", "∈", "∉", "⊆", "⊂"})
_BRACKETS: Final = {
    "⌊": {"⌋": "⌊⌋", "⌋₊": "⌊⌋₊"},
    "⌈": {"⌉": "⌈⌉", "⌉₊": "⌈⌉₊"},
    "‖": {"‖": "‖‖"},
}


class TermParser:
    """A parser of one text; raises `SyntaxProblem`."""

    def __init__(self, text: str) -> None:
        self.tokens = Tokens(text)
        self.kinds = self.tokens.kinds
        self.values = self.tokens.values
        self.starts = self.tokens.starts
        self.ends = self.tokens.ends
        self.at = 0  # the index of the next token
        self.column = -1
        self.block = -1
        self.level = MAX  # the precedence level of the last term parsed
        self.depth = 0
        self.reach = 0  # depth plus height of the last term parsed
        self.cdots: list[list[str]] = []

    # ------------------------------------------------------------ tokens

    def fail(self, message: str, at: int | None = None) -> NoReturn:
        """Raise a problem at token `at` (the next one by default)."""
        raise self.tokens.problem(message, self.starts[self.at if at is None else at])

    def unexpected(self, expected: str) -> NoReturn:
        """Raise Lean's `unexpected token …; expected …`."""
        kind = self.kinds[self.at]
        if kind == END:
            self.fail(f"unexpected end of input; expected {expected}")
        self.fail(f"unexpected token '{_shorten(self.values[self.at])}'; expected {expected}")

    def expect(self, kind: str) -> None:
        """Skip a token of that kind."""
        if self.kinds[self.at] != kind:
            self.unexpected(f"'{kind}'" if kind != IDENT else kind)
        self.at += 1

    def accept(self, kind: str) -> bool:
        """Skip a token of that kind if it comes next."""
        if self.kinds[self.at] != kind:
            return False
        self.at += 1
        return True

    def name(self) -> str:
        """An identifier, or `_`."""
        if self.kinds[self.at] not in (IDENT, "_"):
            self.unexpected("identifier")
        self.at += 1
        return self.values[self.at - 1]

    def end(self) -> int:
        """The end offset of the last token read."""
        return self.ends[self.at - 1] if self.at else 0

    def finish(self) -> None:
        """Require the end of the text."""
        if self.kinds[self.at] != END:
            self.unexpected("end of input")

    def column_of(self, at: int) -> int:
        """The column of token `at`."""
        return self.tokens.position(self.starts[at])[1]

    # ------------------------------------------------------------ expressions

    def term(self, precedence: int = 0) -> s.Node:
        """A term of at least the given precedence."""
        outer = self.reach
        self.depth += 1
        self.reach = self.depth
        start = self.starts[self.at]
        left = self.leading(precedence)
        while True:
            kind = self.kinds[self.at]
            operator = INFIX.get(kind)
            if operator is not None:
                level, left_level, right = operator
                if level < precedence or self.level < left_level:
                    break
                self.at += 1
                below = self.reach + 1
                if kind == "|>" or kind == "<|":
                    left = self.pipe(kind, left, right, start)
                else:
                    argument = self.term(right)
                    left = s.Binary(kind, left, argument, span=(start, self.end()))
                self.reach = max(self.reach, below)
            elif kind == FIELD and precedence <= MAX <= self.level:
                left = self.projection(left, start)
                left = self.application(left, precedence, start)
                continue
            elif kind in ("⁻¹", "ᶜ") and self.level >= MAX:
                left = s.Unary(kind, left, span=(start, self.ends[self.at]))
                self.at += 1
                level = MAX
                self.reach += 1
            elif kind in ("!", "‼"):
                left = s.Unary(kind, left, span=(start, self.ends[self.at]))
                self.at += 1
                level = FACTORIAL
                self.reach += 1
            elif kind == "|>." and precedence == 0:
                self.at += 1
                if self.kinds[self.at] != IDENT:
                    self.unexpected("field name")
                left = self.application(self.projection(left, start), 0, start)
                continue
            elif kind == "≡" and precedence <= 50:
                left = self.congruence(left, start)
                level = 50
            else:
                break
            if self.reach > MAX_DEPTH:
                self.too_deep()
            self.level = level
        self.depth -= 1
        if self.reach > MAX_DEPTH:
            self.too_deep()
        if outer > self.reach:
            self.reach = outer
        return left

    def too_deep(self) -> NoReturn:
        self.fail(f"the term is nested deeper than {MAX_DEPTH} levels")

    def pipe(self, kind: str, left: s.Node, right: int, start: int) -> s.Node:
        """`f <| x` and `x |> f` are applications."""
        if kind == "<|":
            function, argument = left, self.term(right)
        else:
            argument, function = left, self.term(right)
        return _apply(function, (argument,), (start, self.end()))

    def congruence(self, left: s.Node, start: int) -> s.Node:
        self.at += 1
        right = self.term(0)
        kind = self.kinds[self.at]
        if kind not in ("[MOD", "[ZMOD", "[PMOD"):
            self.unexpected("'[MOD', '[ZMOD' or '[PMOD'")
        self.at += 1
        modulus = self.term()
        self.expect("]")
        return s.ModEq(kind[1:], left, right, modulus, span=(start, self.end()))

    def leading(self, precedence: int) -> s.Node:
        """An atom, a prefix operator, or an application."""
        at = self.at
        kind = self.kinds[at]
        start = self.starts[at]
        if kind == IDENT:
            self.at += 1
            self.level = MAX
            node: s.Node = s.Ident(self.values[at], span=(start, self.ends[at]))
            return self.application(node, precedence, start)
        if kind == NUMBER:
            self.at += 1
            self.level = MAX
            return s.Numeral(
                int(self.values[at], 0 if at_base(self.values[at]) else 10),
                span=(start, self.ends[at]),
            )
        parse = _LEADING.get(kind)
        if parse is None:
            self.unexpected("term")
        self.at += 1
        if self.depth > MAX_DEPTH:
            self.too_deep()
        self.level = MAX
        node = parse(self, start)
        if self.reach > MAX_DEPTH:
            self.too_deep()
        if self.level < precedence:
            self.fail(f"'{kind}' needs parentheses here", at)
        if self.level >= MAX:
            return self.application(node, precedence, start)
        return node

    def application(self, function: s.Node, precedence: int, start: int) -> s.Node:
        """`function a b …` where arguments follow, else the function itself.

        A projection written right after the function belongs to it: `h.1 x`, `(f x).symm y`.
        """
        while self.kinds[self.at] == FIELD:
            function = self.projection(function, start)
        if precedence > LEAD or self.kinds[self.at] not in ARGUMENT_START:
            return function
        arguments: list[s.Node] = []
        while self.argument_follows():
            arguments.append(self.argument())
        if not arguments:
            return function
        self.reach += len(arguments)
        self.level = LEAD
        return _apply(function, tuple(arguments), (start, self.end()))

    def projection(self, node: s.Node, start: int) -> s.Node:
        """`node.a.b`, the fields being the next token."""
        for field in self.values[self.at].split("."):
            node = s.Proj(node, field, span=(start, self.ends[self.at]))
            self.reach += 1
        self.at += 1
        return node

    def argument_follows(self) -> bool:
        at = self.at
        kind = self.kinds[at]
        if kind not in ARGUMENT_START or self.starts[at] == self.ends[at - 1]:
            return False
        if kind == "|" and self.starts[at + 1] != self.ends[at]:
            return False
        return self.column < 0 or self.column_of(at) > self.column

    def argument(self) -> s.Node:
        """One argument, perhaps a named one."""
        at = self.at
        if self.kinds[at] == "(" and self.kinds[at + 1] == IDENT and self.kinds[at + 2] == ":=":
            self.at += 3
            value = self.inside(self.term)
            self.expect(")")
            span = (self.starts[at], self.end())
            return s.NamedArg(self.values[at + 1], value, span=span)
        return self.term(MAX)

    def inside(self, parse: Callable[[], T]) -> T:
        """Run a parser within brackets, where columns do not matter."""
        column, block = self.column, self.block
        self.column = self.block = -1
        result = parse()
        self.column, self.block = column, block
        return result

    def items(self, closing: str) -> tuple[s.Node, ...]:
        """Terms separated by commas, up to the closing bracket."""

        def parse() -> tuple[s.Node, ...]:
            found: list[s.Node] = []
            while self.kinds[self.at] != closing:
                found.append(self.term())
                if not self.accept(","):
                    break
            return tuple(found)

        items = self.inside(parse)
        self.expect(closing)
        self.reach += len(items)  # a literal is a nest of its items
        self.level = MAX
        return items

    def tactic_block(self, *, indented: bool = False) -> s.Seq:
        """A block of tactics; the subclass knows."""
        raise NotImplementedError

    # ------------------------------------------------------------ binders

    def binders(self, *, patterns: bool = False) -> tuple[s.Binder, ...]:
        """Binder groups, up to the `,`, `=>` or `:` that follows them."""
        groups: list[s.Binder] = []
        while True:
            at, kind = self.at, self.kinds[self.at]
            start = self.starts[at]
            if len(groups) > MAX_BINDERS:
                self.fail(f"more than {MAX_BINDERS} binders")
            if kind == IDENT or kind == "_":
                names = self.binder_names()
                groups.append(self.bare_group(names, start))
            elif kind in ("(", "{", "⦃", "["):
                groups.append(self.bracketed_group(kind, start))
            elif kind == "⟨" and patterns:
                pattern = self.term(MAX)
                groups.append(s.Binder((), pattern=pattern, span=(start, self.end())))
            else:
                return tuple(groups)

    def binder_names(self) -> tuple[str, ...]:
        """One or more names; each of them is a level of the finished term."""
        found = [self.name()]
        while self.kinds[self.at] in (IDENT, "_"):
            found.append(self.name())
            if len(found) > MAX_BINDERS:
                self.fail(f"more than {MAX_BINDERS} variables in a binder")
        return tuple(found)

    def bare_group(self, names: tuple[str, ...], start: int) -> s.Binder:
        kind = self.kinds[self.at]
        if kind == ":" and not self.in_signature:
            self.at += 1
            type_ = self.term()
            return s.Binder(names, type_, span=(start, self.end()))
        if kind in BINDER_RELATIONS:
            if len(names) > 1:
                self.fail("a bounded binder takes one variable")
            self.at += 1
            bound = (kind, self.term())
            return s.Binder(names, None, bound=bound, span=(start, self.end()))
        return s.Binder(names, None, span=(start, self.end()))

    in_signature = False

    def bracketed_group(self, kind: str, start: int) -> s.Binder:
        closing = {"(": ")", "{": "}", "⦃": "⦄", "[": "]"}[kind]
        self.at += 1
        outer, self.in_signature = self.in_signature, False
        names: tuple[str, ...] = ()
        if kind != "[" or self.kinds[self.at + 1] == ":":
            names = self.binder_names()
        type_: s.Node | None = None
        if (kind == "[" and not names) or self.accept(":"):
            type_ = self.inside(self.term)
        if self.kinds[self.at] == ":=":
            self.fail("a default value of a parameter is not supported")
        self.expect(closing)
        self.in_signature = outer
        return s.Binder(names, type_, kind=kind, span=(start, self.end()))

    # ------------------------------------------------------------ leading forms

    def parenthesised(self, start: int) -> s.Node:
        self.cdots.append([])
        node = self.inside(lambda: self.in_parentheses(start))
        self.expect(")")
        self.level = MAX
        names = self.cdots.pop()
        if names:
            node = s.Lambda((s.Binder(tuple(names)),), node, span=(start, self.end()))
        elif isinstance(node, s.Ascription) and self.kinds[self.at] == "→":
            names_ = _binder_names(node.term)
            if names_ is not None and node.type is not None:
                self.at += 1
                group = s.Binder(names_, node.type, kind="(", span=node.span)
                body = self.term(25)
                self.level = 25
                return s.Quantifier("∀", (group,), body, span=(start, self.end()))
        return node

    def in_parentheses(self, start: int) -> s.Node:
        if self.kinds[self.at] == ")":
            return s.TupleTerm((), span=(start, self.ends[self.at]))
        first = self.term()
        if self.accept(":"):
            if self.kinds[self.at] == ")":
                return s.Ascription(first, None, span=(start, self.ends[self.at]))
            type_ = self.term()
            return s.Ascription(first, type_, span=(start, self.ends[self.at]))
        if self.kinds[self.at] != ",":
            return first
        found = [first]
        while self.accept(","):
            found.append(self.term())
        self.reach += len(found)
        return s.TupleTerm(tuple(found), span=(start, self.ends[self.at]))

    def cdot(self, start: int) -> s.Node:
        if not self.cdots:
            self.fail("invalid occurrence of `·`: it must stand inside parentheses", self.at - 1)
        names = self.cdots[-1]
        name = f"x{len(names) + 1}✝"
        names.append(name)
        return s.Ident(name, span=(start, self.end()))

    def quantifier(self, start: int) -> s.Node:
        kind = self.kinds[self.at - 1]
        groups = self.binders(patterns=kind != "∀")
        if not groups:
            self.unexpected("binder")
        self.expect(",")
        body = self.term()
        self.reach += sum(len(g.names) for g in groups)
        self.level = LEAD
        return s.Quantifier(kind, groups, body, span=(start, self.end()))

    def function(self, start: int) -> s.Node:
        if self.kinds[self.at] == "|":
            arms = self.arms()
            return s.MatchTerm((), arms, span=(start, self.end()))
        groups = self.binders(patterns=True)
        if not groups:
            self.unexpected("binder")
        self.expect("=>")
        body = self.term()
        self.reach += sum(len(g.names) for g in groups)
        self.level = MAX
        return s.Lambda(groups, body, span=(start, self.end()))

    def arms(self) -> tuple[s.MatchArm, ...]:
        found: list[s.MatchArm] = []
        while self.kinds[self.at] == "|":
            start = self.starts[self.at]
            self.at += 1
            patterns = [self.term()]
            while self.accept(","):
                patterns.append(self.term())
            self.expect("=>")
            body = self.arm_body()
            found.append(s.MatchArm(tuple(patterns), body, span=(start, self.end())))
        self.level = LEAD
        return tuple(found)

    def arm_body(self) -> s.Node:
        return self.term()

    def match(self, start: int) -> s.Node:
        scrutinees = [self.term()]
        while self.accept(","):
            scrutinees.append(self.term())
        self.expect("with")
        arms = self.arms()
        return s.MatchTerm(tuple(scrutinees), arms, span=(start, self.end()))

    def big_operator(self, start: int) -> s.Node:
        op = self.kinds[self.at - 1]
        first = self.at
        parenthesised = self.accept("(")
        name = self.name()
        type_: s.Node | None = None
        over: s.Node | None = None
        if self.accept(":"):
            type_ = self.term()
        if parenthesised:
            self.expect(")")
        if self.accept("∈") or self.accept("in"):
            over = self.term()
        elif self.kinds[self.at] in BINDER_RELATIONS or self.kinds[self.at] in (IDENT, "("):
            self.fail("this form of ∑ or ∏ binder is not supported")
        group = s.Binder((name,), type_, span=(self.starts[first], self.end()))
        condition = self.term() if self.accept("with") else None
        self.expect(",")
        body = self.term(BIG_BODY)
        self.level = LEAD
        return s.BigOp(op, group, over, condition, body, span=(start, self.end()))

    def braces(self, start: int) -> s.Node:
        node = self.inside(lambda: self.in_braces(start))
        self.expect("}")
        self.level = MAX
        return node

    def in_braces(self, start: int) -> s.Node:
        first, second = self.kinds[self.at], self.kinds[self.at + 1]
        if first == "}":
            return s.SetTerm((), span=(start, self.ends[self.at]))
        if first in (IDENT, "_") and second == ":=":
            self.fail("structure instances are not supported")
        if first in (IDENT, "_") and second in ("|", ":"):
            at = self.at
            name = self.name()
            type_ = self.term() if self.accept(":") else None
            group = s.Binder((name,), type_, span=(self.starts[at], self.end()))
            return self.comprehension((group,), start)
        element = self.term()
        if self.kinds[self.at] == "|":
            if (
                isinstance(element, s.Binary)
                and element.op in BINDER_RELATIONS
                and isinstance(element.left, s.Ident)
            ):
                bound = (element.op, element.right)
                group = s.Binder((element.left.name,), bound=bound, span=element.span)
                return self.comprehension((group,), start)
            self.at += 1
            groups = self.binders()
            return s.SetBuilder(groups, element, image=True, span=(start, self.ends[self.at]))
        found = [element]
        while self.accept(","):
            found.append(self.term())
        self.reach += len(found)
        return s.SetTerm(tuple(found), span=(start, self.ends[self.at]))

    def comprehension(self, groups: tuple[s.Binder, ...], start: int) -> s.Node:
        self.expect("|")
        body = self.term()
        return s.SetBuilder(groups, body, span=(start, self.ends[self.at]))

    def bars(self, start: int) -> s.Node:
        if self.starts[self.at] != self.end():
            self.unexpected("term right after '|'")
        arg = self.inside(self.term)
        if self.kinds[self.at] != "|" or self.starts[self.at] != self.end():
            self.unexpected("'|' right after the term")
        self.at += 1
        self.level = MAX
        return s.Bracket("||", arg, span=(start, self.end()))

    def bracket(self, start: int) -> s.Node:
        closings = _BRACKETS[self.kinds[self.at - 1]]
        arg = self.inside(self.term)
        kind = closings.get(self.kinds[self.at])
        if kind is None:
            self.unexpected(" or ".join(f"'{c}'" for c in closings))
        self.at += 1
        self.level = MAX
        return s.Bracket(kind, arg, span=(start, self.end()))

    def negation(self, start: int) -> s.Node:
        arg = self.term(NEG)
        self.level = NEG
        return s.Unary("-", arg, span=(start, self.end()))

    def logical_not(self, start: int) -> s.Node:
        arg = self.term(NOT_ARG)
        self.level = MAX
        return s.Unary("¬", arg, span=(start, self.end()))

    def prefix(self, start: int) -> s.Node:
        op = self.kinds[self.at - 1]
        arg = self.term(MAX)
        self.level = MAX
        return s.Unary(op, arg, span=(start, self.end()))

    def by(self, start: int) -> s.Node:
        body = self.tactic_block(indented=True)
        self.level = LEAD
        return s.ByBlock(body, span=(start, self.end()))

    def show(self, start: int) -> s.Node:
        type_ = self.term()
        if self.accept("from") or self.kinds[self.at] == "by":
            value = self.term()
        else:
            self.unexpected("'from' or 'by'")
        self.level = LEAD
        return s.ShowTerm(type_, value, span=(start, self.end()))

    def have(self, start: int) -> s.Node:
        keyword = self.kinds[self.at - 1]
        column, self.column = self.column, self.column_of(self.at - 1)
        if self.kinds[self.at] == "⟨":
            self.fail(f"a pattern after `{keyword}` in a term is not supported")
        name: str | None = None
        if self.kinds[self.at] == IDENT and not (
            keyword == "suffices" and self.kinds[self.at + 1] != ":"
        ):
            name = self.name()
        groups: tuple[s.Binder, ...] = ()
        if name is not None and keyword != "suffices":
            outer, self.in_signature = self.in_signature, True
            groups = self.binders()
            self.in_signature = outer
        type_: s.Node | None = None
        if self.accept(":") or (name is None and keyword == "suffices"):
            type_ = self.term()
        if keyword != "suffices":
            self.expect(":=")
        elif self.kinds[self.at] != "by":
            self.expect("from")
        value = self.term()
        self.column = column
        self.accept(";")
        body = self.term()
        self.level = LEAD
        return s.HaveTerm(keyword, name, type_, value, body, groups, span=(start, self.end()))

    def conditional(self, start: int) -> s.Node:
        name: str | None = None
        if self.kinds[self.at] == IDENT and self.kinds[self.at + 1] == ":":
            name = self.name()
            self.at += 1
        cond = self.term()
        self.expect("then")
        then = self.term()
        self.expect("else")
        otherwise = self.term()
        self.level = LEAD
        return s.IfTerm(name, cond, then, otherwise, span=(start, self.end()))

    def calc(self, start: int) -> s.Node:
        steps = self.calc_steps()
        self.level = LEAD
        return s.CalcTerm(steps, span=(start, self.end()))

    def calc_steps(self) -> tuple[s.CalcStep, ...]:
        """The steps of `calc`: all after the first start at one column."""
        outer = self.column
        steps: list[s.CalcStep] = []
        column = -1
        while True:
            start = self.starts[self.at]
            self.column = self.column_of(self.at)
            if len(steps) == 1:
                column = self.column
            relation = self.term()
            if steps or self.kinds[self.at] == ":=":
                self.expect(":=")
                proof = self.term()
            else:
                proof = s.Ident("rfl", span=(self.end(), self.end()))
            steps.append(s.CalcStep(relation, proof, span=(start, self.end())))
            if self.kinds[self.at] != "_" or column not in (-1, self.column_of(self.at)):
                break
        self.column = outer
        return tuple(steps)

    def anonymous(self, start: int) -> s.Node:
        return s.Anonymous(self.items("⟩"), span=(start, self.end()))

    def list_literal(self, start: int) -> s.Node:
        return s.ListTerm(self.items("]"), span=(start, self.end()))

    def explicit(self, start: int) -> s.Node:
        self.expect(IDENT)
        return s.Ident(self.values[self.at - 1], explicit=True, span=(start, self.end()))

    def quoted(self, start: int) -> s.Node:
        arg = self.inside(self.term)
        self.expect("›")
        self.level = MAX
        return s.AssumptionTerm(arg, span=(start, self.end()))

    def hole(self, start: int) -> s.Node:
        return s.Hole(span=(start, self.end()))

    def named_hole(self, start: int) -> s.Node:
        name = self.values[self.at - 1]
        return s.SyntheticHole(None if name == "_" else name, span=(start, self.end()))

    def symbol(self, start: int) -> s.Node:
        return s.Ident(self.values[self.at - 1], span=(start, self.end()))

    def sort(self, start: int) -> s.Node:
        name = self.values[self.at - 1]
        if self.kinds[self.at] == "*" and self.starts[self.at] == self.end():
            self.at += 1
            name += "*"
        return s.Ident(name, span=(start, self.end()))

    def empty_set(self, start: int) -> s.Node:
        return s.SetTerm((), span=(start, self.end()))

    def dotted(self, start: int) -> s.Node:
        return s.DotIdent(self.values[self.at - 1], span=(start, self.end()))

    def decimal(self, start: int) -> s.Node:
        digits, _, exponent = self.values[self.at - 1].lower().partition("e")
        whole, _, fraction = digits.partition(".")
        shift = int(exponent or "0")
        if abs(shift) > 4000:
            self.fail("the exponent of this literal is too large", self.at - 1)
        places = len(fraction) - shift
        return s.Decimal(int(whole + fraction), places, span=(start, self.end()))

    def unsupported(self, start: int) -> s.Node:
        self.fail(f"'{self.values[self.at - 1]}' is not supported here", self.at - 1)


_LEADING: Final[dict[str, Callable[[TermParser, int], s.Node]]] = {
    "(": TermParser.parenthesised,
    "·": TermParser.cdot,
    "∀": TermParser.quantifier,
    "∃": TermParser.quantifier,
    "∃!": TermParser.quantifier,
    "fun": TermParser.function,
    "match": TermParser.match,
    "∑": TermParser.big_operator,
    "∏": TermParser.big_operator,
    "{": TermParser.braces,
    "|": TermParser.bars,
    "⌊": TermParser.bracket,
    "⌈": TermParser.bracket,
    "‖": TermParser.bracket,
    "-": TermParser.negation,
    "¬": TermParser.logical_not,
    "√": TermParser.prefix,
    "↑": TermParser.prefix,
    "by": TermParser.by,
    "show": TermParser.show,
    "have": TermParser.have,
    "let": TermParser.have,
    "suffices": TermParser.have,
    "if": TermParser.conditional,
    "calc": TermParser.calc,
    "⟨": TermParser.anonymous,
    "[": TermParser.list_literal,
    "@": TermParser.explicit,
    "‹": TermParser.quoted,
    "_": TermParser.hole,
    QMARK: TermParser.named_hole,
    "⊤": TermParser.symbol,
    "⊥": TermParser.symbol,
    "∞": TermParser.symbol,
    "Prop": TermParser.sort,
    "Type": TermParser.sort,
    "Sort": TermParser.sort,
    "∅": TermParser.empty_set,
    DOTTED: TermParser.dotted,
    DECIMAL: TermParser.decimal,
    STRING: TermParser.unsupported,
}


def at_base(literal: str) -> bool:
    """Whether a literal is hexadecimal or binary."""
    return literal[:2].lower() in ("0x", "0b")


def _apply(function: s.Node, arguments: tuple[s.Node, ...], span: s.Span) -> s.Node:
    if isinstance(function, s.App):
        return s.App(function.fn, function.args + arguments, span=span)
    return s.App(function, arguments, span=span)


def _binder_names(node: s.Node) -> tuple[str, ...] | None:
    """The names of `x y` in `(x y : t) → …`, or None when it is no binder."""
    parts = (node.fn, *node.args) if isinstance(node, s.App) else (node,)
    names: list[str] = []
    for part in parts:
        if isinstance(part, s.Hole):
            names.append("_")
        elif isinstance(part, s.Ident) and not part.explicit:
            names.append(part.name)
        else:
            return None
    return tuple(names)


def _shorten(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "…"
