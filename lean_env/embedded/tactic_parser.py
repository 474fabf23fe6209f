"""Tactic scripts: blocks by layout as in Lean 4, then one small grammar a tactic.

A block's tactics start at one column (or are separated by `;`); a tactic whose grammar is not
known becomes `Unknown` with its text, which ends where the next tactic of the block starts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lean_env.embedded import syntax as s
from lean_env.embedded.lexer import END, IDENT, NUMBER
from lean_env.embedded.term_parser import MAX_DEPTH, TermParser

_TACTIC_WORDS: Final = frozenset({"have", "let", "show", "suffices", "calc", "match", "open"})
_CLOSERS: Final = frozenset({")", "]", "}", "⟩", ",", "=>", "else", "then", "⌋", "⌈", "›"})
_BRACKET_CLOSERS: Final = frozenset({")", "]", "}", "⟩", ","})
_OPENERS: Final = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "[MOD": "]", "[ZMOD": "]"}


class _UnknownForm(Exception):
    """The tactic has a clause outside the grammar (a configuration, say)."""


class TacticParser(TermParser):
    """The whole parser: terms and tactics."""

    # ------------------------------------------------------------ blocks

    def tactic_block(self, *, indented: bool = False) -> s.Seq:
        """The tactics of a nested block; that of a `by` (`indented`) must be indented strictly."""
        if self.kinds[self.at] == "{":
            return self.braced_block()
        start = self.starts[self.at]
        column = self.column_of(self.at)
        if self.kinds[self.at] == END or (indented and column <= self.block):
            self.unexpected("'{' or indented tactic sequence")
        outer = self.column, self.block
        self.column = self.block = column
        tactics = [self.tactic()]
        while True:
            if self.accept(";"):
                if not self.starts_tactic():
                    break
            elif not self.on_new_line(column) or not self.starts_tactic():
                break
            tactics.append(self.tactic())
        self.column, self.block = outer
        return s.Seq(tuple(tactics), span=(start, self.end()))

    def braced_block(self) -> s.Seq:
        """`{ tactics }`."""
        start = self.starts[self.at]
        self.at += 1
        body = self.inside(self.tactic_block)
        self.expect("}")
        return s.Seq(body.tactics, span=(start, self.end()))

    def on_new_line(self, column: int) -> bool:
        """Whether the next token starts a line of the block at `column`."""
        here = self.tokens.position(self.starts[self.at])
        return here[1] == column and here[0] > self.tokens.position(self.end())[0]

    def starts_tactic(self) -> bool:
        kind = self.kinds[self.at]
        return kind in (IDENT, "·", "(", "{") or kind in _TACTIC_WORDS

    def tactic(self) -> s.Tactic:
        """One tactic with its `<;>` tails."""
        start = self.starts[self.at]
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.too_deep()
        left = self.simple_tactic()
        chain = 0
        while self.accept("<;>"):
            chain += 1
            if chain > MAX_DEPTH:
                self.too_deep()
            right = self.simple_tactic()
            left = s.AndThen(left, right, span=(start, self.end()))
        self.depth -= 1
        return left

    def simple_tactic(self) -> s.Tactic:
        at = self.at
        kind = self.kinds[at]
        start = self.starts[at]
        if kind == "·":
            self.at += 1
            body = self.tactic_block()
            return s.Focus(body, span=(start, self.end()))
        if kind == "(":
            self.at += 1
            body = self.inside(self.tactic_block)
            self.expect(")")
            return s.Seq(body.tactics, span=(start, self.end()))
        if kind == "{":
            return s.Focus(self.braced_block(), span=(start, self.end()))
        word = self.values[at]
        if kind != IDENT and kind not in _TACTIC_WORDS:
            self.unexpected("tactic")
        self.at += 1
        parse = _TACTICS.get(word)
        if parse is None:
            if word in s.NULLARY:
                parse = TacticParser.nullary
            else:
                return self.unknown(at)
        try:
            return parse(self, word, start)
        except _UnknownForm:
            return self.unknown(at)

    def unknown(self, at: int) -> s.Tactic:
        """Skip to the end of the tactic at token `at`, whose form is not known."""
        start = self.starts[at]
        self.at = at + 1
        closing: list[str] = []
        while self.kinds[self.at] != END:
            kind = self.kinds[self.at]
            if closing and kind == closing[-1]:
                closing.pop()
            elif kind in _OPENERS:
                closing.append(_OPENERS[kind])
            elif not closing and (
                kind in (";", "<;>")
                or kind in _BRACKET_CLOSERS
                or (self.column_of(self.at) <= self.block and self.begins_line())
            ):
                break
            self.at += 1
        text = self.tokens.text[start : self.end()]
        return s.Unknown(self.values[at], text, span=(start, self.end()))

    def begins_line(self) -> bool:
        here = self.tokens.position(self.starts[self.at])[0]
        return here > self.tokens.position(self.end())[0]

    # ------------------------------------------------------------ shared clauses

    def at_end(self) -> bool:
        """Whether nothing more belongs to the current tactic, by layout or punctuation."""
        kind = self.kinds[self.at]
        if kind in (END, ";", "<;>", "|") or kind in _CLOSERS:
            return True
        return self.block >= 0 and self.column_of(self.at) <= self.block and self.begins_line()

    def follows(self, word: str) -> bool:
        """Skip the (unreserved) word if it comes next within this tactic."""
        if self.values[self.at] != word or self.at_end():
            return False
        self.at += 1
        return True

    def location(self) -> s.Location:
        """`at …`, or the goal."""
        if not self.accept("at"):
            return s.GOAL
        if self.accept("*"):
            return s.Location((), True, True)
        names: list[str] = []
        goal = False
        while True:
            if self.accept("⊢"):
                goal = True
            elif self.kinds[self.at] == IDENT and (not names or not self.at_end()):
                names.append(self.name())
            else:
                break
        if not names and not goal:
            self.unexpected("hypothesis name, '⊢' or '*'")
        return s.Location(tuple(names), goal)

    def names(self) -> tuple[str, ...]:
        found: list[str] = []
        while self.kinds[self.at] in (IDENT, "_") and not self.at_end():
            found.append(self.name())
        return tuple(found)

    def bracketed_terms(self) -> tuple[s.Node, ...]:
        """An optional `[a, b]`."""
        if self.kinds[self.at] != "[" or self.at_end():
            return ()
        self.at += 1
        found = self.items("]")
        if self.kinds[self.at - 2] == ",":  # unlike the lists of `rw` and `simp`
            self.fail("unexpected token ']'; expected term", self.at - 1)
        return found

    def number(self) -> int:
        self.expect(NUMBER)
        return int(self.values[self.at - 1])

    def refuse_configuration(self) -> None:
        """Options (`(config := …)`, `+decide`, `(disch := …)`) are outside the grammar."""
        kinds, at = self.kinds, self.at
        if kinds[at] in ("+", "-") and kinds[at + 1] == IDENT:
            raise _UnknownForm
        if kinds[at] == "(" and kinds[at + 1] == IDENT and kinds[at + 2] == ":=":
            raise _UnknownForm

    # ------------------------------------------------------------ patterns

    def pattern_list(self) -> s.Pattern:
        """`p | q`, perhaps with `: type` at the end."""
        start = self.starts[self.at]
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.too_deep()
        found = [self.pattern()]
        while self.accept("|"):
            found.append(self.pattern())
        span = (start, self.end())
        self.depth -= 1
        return found[0] if len(found) == 1 else s.AltPattern(tuple(found), span=span)

    def typed_pattern(self) -> s.Pattern:
        start = self.starts[self.at]
        pattern = self.pattern_list()
        if self.accept(":"):
            type_ = self.term()
            pattern = s.TypedPattern(pattern, type_, span=(start, self.end()))
        return pattern

    def pattern(self) -> s.Pattern:
        """One atomic pattern of `rcases`."""
        at = self.at
        kind, start = self.kinds[at], self.starts[at]
        self.at += 1
        if kind == "_" or kind == IDENT:
            word = self.values[at]
            span = (start, self.end())
            return s.ReflPattern(span=span) if word == "rfl" else s.NamePattern(word, span=span)
        if kind == "-":
            return s.ClearPattern(span=(start, self.end()))
        if kind == "⟨":
            found: list[s.Pattern] = []
            while self.kinds[self.at] != "⟩":
                found.append(self.inside(self.typed_pattern))
                if not self.accept(","):
                    break
            self.expect("⟩")
            return s.TuplePattern(tuple(found), span=(start, self.end()))
        if kind == "(":
            pattern = self.inside(self.typed_pattern)
            self.expect(")")
            return pattern
        self.at = at
        self.unexpected("pattern")

    def starts_pattern(self) -> bool:
        return self.kinds[self.at] in (IDENT, "_", "⟨", "(", "-") and not self.at_end()

    # ------------------------------------------------------------ tactics

    def nullary(self, word: str, start: int) -> s.Tactic:
        self.refuse_configuration()
        if word == "stop":
            raise _UnknownForm
        return s.Nullary(word, span=(start, self.end()))

    def intro(self, word: str, start: int) -> s.Tactic:
        found: list[s.Pattern] = []
        while self.starts_pattern():
            found.append(self.pattern())
        return s.Intro(word, tuple(found), span=(start, self.end()))

    def with_term(self, word: str, start: int) -> s.Tactic:
        self.refuse_configuration()
        term = self.term()
        count: int | None = None
        location = s.GOAL
        if word == "apply":
            location = self.location()
        elif word == "convert" and self.follows("using"):
            count = self.number()
        elif word == "exact" and self.kinds[self.at] == ",":
            self.unexpected("end of tactic")
        return s.TermTactic(word, term, location, count, span=(start, self.end()))

    def with_terms(self, word: str, start: int) -> s.Tactic:
        found = [self.term()]
        if word == "subst":
            while not self.at_end():
                found.append(self.term())
        else:
            while self.accept(","):
                found.append(self.term())
        return s.TermsTactic(word, tuple(found), span=(start, self.end()))

    def exacts(self, word: str, start: int) -> s.Tactic:
        """`exacts [a, b]`: `exact a`, `exact b`, and no goal may be left."""
        terms = self.bracketed_terms()
        span = (start, self.end())
        steps = tuple(s.TermTactic("exact", term, span=term.span) for term in terms)
        return s.Seq((*steps, s.Nullary("done", span=span)), span=span)

    def with_names(self, word: str, start: int) -> s.Tactic:
        names = self.names()
        type_: s.Node | None = None
        if word.startswith("by_contra") and self.accept(":"):
            type_ = self.term()
        location = self.location()
        if not self.at_end():
            raise _UnknownForm
        return s.NamesTactic(word, names, type_, location, span=(start, self.end()))

    def split_tactic(self, word: str, start: int) -> s.Tactic:
        """`split_ifs at h with h₁ h₂`."""
        location = self.location()
        names = self.names() if word == "split_ifs" and self.accept("with") else ()
        return s.NamesTactic(word, names, None, location, span=(start, self.end()))

    def block_tactic(self, word: str, start: int) -> s.Tactic:
        count: int | None = None
        if word in ("iterate", "on_goal") and self.kinds[self.at] == NUMBER:
            count = self.number()
        if word == "on_goal":
            self.expect("=>")
        body = self.tactic_block()
        return s.Block(word, body, count, span=(start, self.end()))

    def first(self, word: str, start: int) -> s.Tactic:
        found: list[s.Seq] = []
        while self.accept("|"):
            found.append(self.tactic_block())
        if not found:
            self.unexpected("'|'")
        return s.First(tuple(found), span=(start, self.end()))

    def case(self, word: str, start: int) -> s.Tactic:
        tags: list[str] = []
        names: tuple[str, ...] = ()
        if word == "next":
            names = self.names()
        else:
            while True:
                tags.append(self.name())
                names = self.names()
                if not self.accept("|"):
                    break
        self.expect("=>")
        body = self.tactic_block()
        return s.Case(tuple(tags), names, body, span=(start, self.end()))

    def have_tactic(self, word: str, start: int) -> s.Tactic:
        pattern: s.Pattern | None = None
        name: str | None = None
        groups: tuple[s.Binder, ...] = ()
        if self.kinds[self.at] == "⟨":
            pattern = self.pattern()
        elif self.kinds[self.at] in (IDENT, "_") and not self.at_end():
            name = self.name()
            outer, self.in_signature = self.in_signature, True
            groups = self.binders()
            self.in_signature = outer
        type_ = self.term() if self.accept(":") else None
        value = self.term() if self.accept(":=") else None
        span = (start, self.end())
        if value is None and (type_ is None or pattern is not None):
            self.unexpected("':='" if type_ is not None or pattern is not None else "':'")
        return s.Have(word, name, groups, type_, value, pattern, span=span)

    def obtain(self, word: str, start: int) -> s.Tactic:
        pattern = self.pattern_list() if self.starts_pattern() else None
        type_ = self.term() if self.accept(":") else None
        value = self.term() if self.accept(":=") else None
        return s.Obtain(pattern, type_, value, span=(start, self.end()))

    def targets(self) -> tuple[tuple[str | None, s.Node], ...]:
        found: list[tuple[str | None, s.Node]] = []
        while True:
            name: str | None = None
            if self.kinds[self.at] == IDENT and self.kinds[self.at + 1] == ":":
                name = self.name()
                self.at += 1
            found.append((name, self.term()))
            if not self.accept(","):
                return tuple(found)

    def rcases(self, word: str, start: int) -> s.Tactic:
        targets = self.targets()
        pattern = self.pattern_list() if self.accept("with") else None
        return s.Rcases(targets, pattern, span=(start, self.end()))

    def cases(self, word: str, start: int) -> s.Tactic:
        targets = self.targets()
        using: str | None = None
        generalizing: tuple[str, ...] = ()
        names: list[s.Pattern] = []
        alternatives: list[s.Alternative] = []
        if self.accept("using"):
            using = self.name()
        if self.accept("generalizing"):
            generalizing = self.names()
        if self.accept("with"):
            if word.endswith("'"):
                while self.starts_pattern():
                    names.append(self.pattern())
            else:
                if self.kinds[self.at] != "|":
                    raise _UnknownForm
                while self.kinds[self.at] == "|":
                    alternatives.append(self.alternative())
        return s.Cases(
            word,
            targets,
            using,
            generalizing,
            tuple(names),
            tuple(alternatives),
            span=(start, self.end()),
        )

    def alternative(self) -> s.Alternative:
        start = self.starts[self.at]
        self.expect("|")
        self.accept("@")
        constructor = self.name()
        names: list[str] = []
        while self.kinds[self.at] in (IDENT, "_"):
            names.append(self.name())
        body = self.tactic_block() if self.accept("=>") else None
        return s.Alternative(constructor, tuple(names), body, span=(start, self.end()))

    def match_tactic(self, word: str, start: int) -> s.Tactic:
        scrutinees = [self.term()]
        while self.accept(","):
            scrutinees.append(self.term())
        self.expect("with")
        arms: list[s.MatchArm] = []
        while self.kinds[self.at] == "|":
            at = self.starts[self.at]
            self.at += 1
            patterns = [self.term()]
            while self.accept(","):
                patterns.append(self.term())
            self.expect("=>")
            body = s.ByBlock(self.tactic_block())
            arms.append(s.MatchArm(tuple(patterns), body, span=(at, self.end())))
        return s.MatchTactic(tuple(scrutinees), tuple(arms), span=(start, self.end()))

    def show_tactic(self, word: str, start: int) -> s.Tactic:
        type_ = self.term()
        value: s.Node | None = None
        location = s.GOAL
        if word == "change":
            if self.kinds[self.at] == "with":
                raise _UnknownForm
            location = self.location()
        elif self.accept("from") or self.kinds[self.at] == "by":
            value = self.term()
        return s.Show(word, type_, value, location, span=(start, self.end()))

    def suffices_tactic(self, word: str, start: int) -> s.Tactic:
        name: str | None = None
        if self.kinds[self.at] in (IDENT, "_") and self.kinds[self.at + 1] == ":":
            name = self.name()
            self.at += 1
        type_ = self.term()
        value: s.Node | None = None
        if self.accept("from") or self.kinds[self.at] == "by":
            value = self.term()
        return s.Suffices(name, type_, value, span=(start, self.end()))

    def by_cases(self, word: str, start: int) -> s.Tactic:
        name: str | None = None
        if self.kinds[self.at] in (IDENT, "_") and self.kinds[self.at + 1] == ":":
            name = self.name()
            self.at += 1
        return s.ByCases(name, self.term(), span=(start, self.end()))

    def set_tactic(self, word: str, start: int) -> s.Tactic:
        name = self.name()
        type_ = self.term() if self.accept(":") else None
        self.expect(":=")
        value = self.term()
        equation: str | None = None
        backward = False
        if self.accept("with"):
            backward = self.accept("←")
            equation = self.name()
        return s.SetTactic(name, type_, value, equation, backward, span=(start, self.end()))

    def generalize(self, word: str, start: int) -> s.Tactic:
        name: str | None = None
        if self.kinds[self.at] in (IDENT, "_") and self.kinds[self.at + 1] == ":":
            name = self.name()
            self.at += 1
        term = self.term(51)
        self.expect("=")
        var = self.name()
        return s.Generalize(name, term, var, self.location(), span=(start, self.end()))

    def rewrite(self, word: str, start: int) -> s.Tactic:
        occurrence = self.number() if word.startswith("nth_") else None
        self.refuse_configuration()
        self.expect("[")

        def parse() -> tuple[s.RwRule, ...]:
            found: list[s.RwRule] = []
            while self.kinds[self.at] != "]":
                at = self.starts[self.at]
                backward = self.accept("←")
                found.append(s.RwRule(self.term(), backward, span=(at, self.end())))
                if not self.accept(","):
                    break
            return tuple(found)

        rules = self.inside(parse)
        self.expect("]")
        location = self.location()
        return s.Rw(word, rules, location, occurrence, span=(start, self.end()))

    def simp(self, word: str, start: int) -> s.Tactic:
        self.refuse_configuration()
        only = self.follows("only")
        self.refuse_configuration()
        args: tuple[s.SimpArg, ...] = ()
        if self.kinds[self.at] == "[" and not self.at_end():
            self.at += 1
            args = self.inside(self.simp_args)
            self.expect("]")
        location = self.location()
        using: s.Node | None = None
        if word.startswith("simpa") and self.accept("using"):
            using = self.term()
        return s.Simp(word, args, only, location, using, span=(start, self.end()))

    def simp_args(self) -> tuple[s.SimpArg, ...]:
        found: list[s.SimpArg] = []
        while self.kinds[self.at] != "]":
            at = self.starts[self.at]
            if self.accept("*"):
                found.append(s.SimpArg(None, span=(at, self.end())))
            else:
                erase = self.accept("-")
                if self.accept("↑") or self.accept("↓"):
                    raise _UnknownForm
                backward = self.accept("←")
                found.append(s.SimpArg(self.term(), backward, erase, span=(at, self.end())))
            if not self.accept(","):
                break
        return tuple(found)

    def arith(self, word: str, start: int) -> s.Tactic:
        self.refuse_configuration()
        only = self.follows("only")
        self.refuse_configuration()
        terms = self.bracketed_terms()
        return s.Arith(word, terms, only, span=(start, self.end()))

    def linear_combination(self, word: str, start: int) -> s.Tactic:
        exponent: int | None = None
        kinds, values, at = self.kinds, self.values, self.at
        if kinds[at] == "(" and values[at + 1] == "exp" and kinds[at + 2] == ":=":
            self.at += 3
            exponent = self.number()
            self.expect(")")
        if kinds[self.at] == "(":  # a leading sign is part of the combination here
            self.refuse_configuration()
        term = None if self.at_end() else self.term()
        return s.LinearCombination(term, exponent, span=(start, self.end()))

    def interval_cases(self, word: str, start: int) -> s.Tactic:
        name: str | None = None
        term: s.Node | None = None
        if not self.at_end():
            if self.kinds[self.at] in (IDENT, "_") and self.kinds[self.at + 1] == ":":
                name = self.name()
                self.at += 1
            term = self.term()
        if not self.at_end():
            raise _UnknownForm
        return s.IntervalCases(term, name, span=(start, self.end()))

    def congruence_tactic(self, word: str, start: int) -> s.Tactic:
        depth: int | None = None
        term: s.Node | None = None
        names: tuple[str, ...] = ()
        if self.kinds[self.at] == NUMBER and not self.at_end():
            depth = self.number()
        elif not self.at_end() and self.kinds[self.at] != "with":
            term = self.term()
        if self.accept("with"):
            names = self.names()
        return s.Gcongr(word, term, names, depth, span=(start, self.end()))

    def calc_tactic(self, word: str, start: int) -> s.Tactic:
        steps = self.calc_steps()
        return s.CalcTactic(steps, span=(start, self.end()))


def _table(
    *entries: tuple[str, Callable[[TacticParser, str, int], s.Tactic]],
) -> dict[str, Callable[[TacticParser, str, int], s.Tactic]]:
    return {word: parse for words, parse in entries for word in words.split(" ")}


_TACTICS: Final = _table(
    ("intro intros rintro", TacticParser.intro),
    (
        "exact refine refine' apply exact_mod_cast apply_mod_cast convert specialize fapply eapply "
        "trans transitivity",
        TacticParser.with_term,
    ),
    ("use exists subst existsi", TacticParser.with_terms),
    ("exacts", TacticParser.exacts),
    (
        "clear revert ext funext contrapose contrapose! rename_i by_contra by_contra! symm "
        "clear_value unfold delta injection",
        TacticParser.with_names,
    ),
    (
        "try repeat repeat' all_goals any_goals focus iterate fail_if_success on_goal",
        TacticParser.block_tactic,
    ),
    ("split split_ifs", TacticParser.split_tactic),
    ("first", TacticParser.first),
    ("case case' next", TacticParser.case),
    ("have replace let haveI letI", TacticParser.have_tactic),
    ("obtain", TacticParser.obtain),
    ("rcases", TacticParser.rcases),
    ("cases cases' induction induction'", TacticParser.cases),
    ("match", TacticParser.match_tactic),
    ("show change", TacticParser.show_tactic),
    ("suffices", TacticParser.suffices_tactic),
    ("by_cases", TacticParser.by_cases),
    ("set", TacticParser.set_tactic),
    ("generalize", TacticParser.generalize),
    ("rw rwa rewrite erw nth_rewrite nth_rw simp_rw", TacticParser.rewrite),
    (
        "simp simp! simp_all simpa simpa! dsimp norm_num field_simp push_cast pull_cast norm_cast "
        "zify qify rify push_neg ring_nf ring_nf! simp_arith simp_all_arith",
        TacticParser.simp,
    ),
    ("linarith linarith! nlinarith nlinarith! polyrith", TacticParser.arith),
    ("linear_combination linear_combination'", TacticParser.linear_combination),
    ("interval_cases", TacticParser.interval_cases),
    ("gcongr congr", TacticParser.congruence_tactic),
    ("calc", TacticParser.calc_tactic),
)
