"""Applications in proof terms: the head, its arguments, and projections.

`function` makes a `Telescope` of a term; `close` makes a proof of a telescope.
"""

from __future__ import annotations

from lean_env.embedded import lemmas
from lean_env.embedded import proof as pf
from lean_env.embedded import syntax as sx
from lean_env.embedded.elaboration import Elaboration, Locals, ProofTermError
from lean_env.embedded.goal import PROOF
from lean_env.embedded.proof import Hole, Proof
from lean_env.embedded.reduce import unfold_head
from lean_env.embedded.telescope import Slot, Telescope
from lean_env.embedded.term import Term, fvar, prop
from lean_env.embedded.unify import has_type_meta

# The namespace of `h.name`, by the head of what h proves.
_NAMESPACES = {
    "eq": "Eq", "ne": "Ne", "lt": "LT.lt", "le": "LE.le", "gt": "GT.gt", "ge": "GE.ge",
    "and": "And", "or": "Or", "iff": "Iff", "not": "Not", "false": "False", "exists": "Exists",
    "dvd": "Dvd.dvd",
}  # fmt: skip
_FIELDS = {
    ("and", "1"): (pf.AndLeft, 0), ("and", "left"): (pf.AndLeft, 0),
    ("and", "2"): (pf.AndRight, 1), ("and", "right"): (pf.AndRight, 1),
}  # fmt: skip
_LATE = (sx.Lambda, sx.Anonymous)  # need their expected type: elaborated after the other arguments


def function(
    work: Elaboration, node: sx.Node, locals_: Locals, expected: Term | None = None
) -> Telescope:
    """The term as a function of the arguments that it has not been given."""
    match node:
        case sx.Binary("<|", left, right):
            return function(work, sx.App(left, (right,)), locals_, expected)
        case sx.App(fn, args):
            telescope = head(work, fn, locals_, expected)
            give(work, telescope, args, expected, locals_)
            return telescope
    telescope = head(work, node, locals_, expected)
    if expected is not None and not telescope.explicit_left():
        work.metas.unify(telescope.prop, expected)
    return telescope


def head(work: Elaboration, node: sx.Node, locals_: Locals, expected: Term | None) -> Telescope:
    match node:
        case sx.Ident(path):
            return name(work, path, locals_)
        case sx.DotIdent(path):
            target = None if expected is None else work.metas.term(expected)
            space = None if target is None else _NAMESPACES.get(target.op)
            if space is None:
                raise ProofTermError(f"the namespace of .{path} is not known", True)
            return lemma(work, f"{space}.{path}")
        case sx.Proj(term, field_):
            return project(work, function(work, term, locals_), field_, locals_)
        case sx.App() | sx.Binary("<|", _, _):
            return function(work, node, locals_)
        case sx.Binary(op, _, _) | sx.Unary(op, _):
            raise ProofTermError(f"unsupported proof term: operator {op}", unsupported=True)
    if isinstance(node, sx.Ascription | sx.ShowTerm | sx.AssumptionTerm | sx.HaveTerm | sx.Lambda):
        proof, proved = work.infer(node, locals_)
        return Telescope.of_proof(proof, proved, work.metas)
    raise ProofTermError(f"unsupported proof term: {type(node).__name__}", unsupported=True)


def name(work: Elaboration, path: str, locals_: Locals) -> Telescope:
    """The longest prefix that is a hypothesis or a lemma; what follows are projections."""
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        prefix = ".".join(parts[:length])
        telescope: Telescope | None = None
        local = next((x for x in reversed(locals_) if x.name == prefix), None)
        if local is not None:
            if local.prop is None:
                raise ProofTermError(f"{prefix} is not a proof")
            telescope = Telescope.of_proof(pf.hyp(local.var), local.prop, work.metas)
        else:
            found = lemmas.resolve(prefix, work.opens)
            if found is not None:
                telescope = lemma(work, found)
        if telescope is not None:
            for field_ in parts[length:]:
                telescope = project(work, telescope, field_, locals_)
            return telescope
    raise ProofTermError(f"unknown identifier '{path}'", unsupported=True)


def lemma(work: Elaboration, name: str) -> Telescope:
    try:
        telescope = Telescope.of_lemma(name, work.metas)
    except lemmas.LemmaError as error:
        raise ProofTermError(str(error), unsupported=True) from None
    work.used.append((name, telescope.types))
    return telescope


def project(work: Elaboration, telescope: Telescope, field_: str, locals_: Locals) -> Telescope:
    """`e.field`: a projection, or the lemma of that name in the namespace of what e proves."""
    if telescope.explicit_left():
        raise ProofTermError(f"invalid field '{field_}': the term before it is a function")
    proof, proved = telescope.proof, work.metas.term(telescope.prop)
    while True:
        if proved.op == "iff" and field_ in ("1", "mp"):
            return Telescope.of_proof(pf.IffMp(proof), prop("imp", *proved.args), work.metas)
        if proved.op == "iff" and field_ in ("2", "mpr"):
            flipped = prop("imp", proved.args[1], proved.args[0])
            return Telescope.of_proof(pf.IffMpr(proof), flipped, work.metas)
        known = _FIELDS.get((proved.op, field_))
        if known is not None:
            rule, index = known
            return Telescope.of_proof(rule(proof), proved.args[index], work.metas)
        space = _NAMESPACES.get(proved.op, proved.op)
        if lemmas.known(f"{space}.{field_}"):
            method = lemma(work, f"{space}.{field_}")
            give_object(work, method, proof, proved, locals_)
            return method
        # Lean unfolds the head and looks again: `h.le` for `h : a > b` is `LT.lt.le`.
        unfolded = None if proved.op == "not" else unfold_head(proved)
        if unfolded is None:
            raise ProofTermError(
                f"unsupported field '{field_}' of\n  {work.show(proved, locals_)}", True
            )
        proved = unfolded


def give_object(
    work: Elaboration, method: Telescope, proof: Proof, proved: Term, locals_: Locals
) -> None:
    for slot in method.slots:
        if slot.explicit and slot.prop is not None and slot.prop.op == proved.op:
            if not work.metas.unify(slot.prop, proved):
                work.mismatch(proved, slot.prop, locals_)
            fill(work, slot, proof)
            return
    raise ProofTermError(f"{method.lemma} takes no such argument")


def fill(work: Elaboration, slot: Slot, proof: Proof) -> None:
    slot.value = proof
    work.values[slot.hole] = proof


def give(
    work: Elaboration,
    telescope: Telescope,
    args: tuple[sx.Node, ...],
    expected: Term | None,
    locals_: Locals,
) -> None:
    """Give the arguments; `expected`, where it fits, is unified with the conclusion first."""
    pairs: list[tuple[Slot, sx.Node]] = []
    for arg in args:
        if isinstance(arg, sx.NamedArg):
            slot = telescope.named(arg.name)
            if slot is None:
                raise ProofTermError(f"invalid argument name '{arg.name}'")
            if slot.prop is not None:
                slot.value = Hole(slot.hole)  # reserved: not a place for a positional argument
            else:
                slot.explicit = False
            pairs.append((slot, arg.value))
    for arg in args:
        if isinstance(arg, sx.NamedArg):
            continue
        place = telescope.next_explicit()
        if place is None:
            give_pairs(work, pairs, locals_)  # the conclusion may become a function only now
            pairs = []
            place = telescope.next_explicit()
            if place is None:
                raise ProofTermError(
                    "function expected: too many arguments for\n  "
                    f"{work.show(telescope.prop, locals_)}"
                )
        pairs.append((place, arg))
    if expected is not None and not telescope.explicit_left():
        work.metas.unify(telescope.prop, expected)
    give_pairs(work, pairs, locals_)


def give_pairs(work: Elaboration, pairs: list[tuple[Slot, sx.Node]], locals_: Locals) -> None:
    late: list[tuple[Slot, sx.Node]] = []
    for slot, node in pairs:
        if isinstance(node, _LATE) or (slot.meta is not None and is_stuck(work, slot, node)):
            late.append((slot, node))
        else:
            give_one(work, slot, node, locals_)
    for slot, node in late:
        give_one(work, slot, node, locals_)


def is_stuck(work: Elaboration, slot: Slot, node: sx.Node) -> bool:
    """A numeral whose type another argument may still determine."""
    assert slot.meta is not None
    return isinstance(node, sx.Numeral | sx.Decimal | sx.Unary) and has_type_meta(
        work.metas.type(slot.meta.ty)
    )


def give_one(work: Elaboration, slot: Slot, node: sx.Node, locals_: Locals) -> None:
    if slot.meta is None:
        assert slot.prop is not None
        fill(work, slot, work.check(node, slot.prop, locals_))
        return
    if isinstance(node, sx.Hole):
        return
    term = work.argument_term(node, slot.meta.ty, locals_)
    if not work.metas.unify(slot.meta, term):
        raise ProofTermError(
            f"application type mismatch: the argument {work.show(term, locals_)} does not fit"
        )


def close(work: Elaboration, telescope: Telescope, locals_: Locals) -> tuple[Proof, Term]:
    """The telescope as a proof: what has not been given is abstracted, as in `@add_pos _`."""
    left = telescope.explicit_left()
    proof, proved = telescope.proof, telescope.prop
    if not left:
        return proof, proved
    if any(slot.meta is not None for slot in left):
        raise ProofTermError(f"unsupported: {telescope.lemma} without its explicit arguments", True)
    for slot in reversed(left):
        assert slot.prop is not None
        var = fvar(PROOF)
        fill(work, slot, pf.hyp(var))
        proof, proved = pf.LamHyp(var, slot.prop, proof), prop("imp", slot.prop, proved)
    return proof, proved
