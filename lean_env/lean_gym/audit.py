"""What a finished proof in Lean 3 rests on: no gap, no axiom of somebody's own, no program.

lean-gym looks for `sorry` in the proof term itself. It does not look into the declarations that the
term names, and a library of statements to prove is full of gaps: `exact amc12_2000_p5 …` closes a
goal with a theorem whose own proof is `sorry`. Nor does its kernel check refuse constants of Lean's
meta language (`unchecked_cast`, `undefined_core`), which inhabit every type. So a finished proof is
walked here, with all declarations it rests on, by a program of our own that lean-gym runs as a
tactic; it fails with what it found, and lean-gym prints that.

The program uses core Lean only, for the environment is the one before the declaration, which may
have imported little. It has no `do`, `match`, `pure`, `tt` and the like: the names that core
exports from namespaces are not there when lean-gym parses a tactic.
"""

from __future__ import annotations

import logging
import re
from enum import Enum
from typing import Final

from lean_env.lean_gym.printing import NO_GOALS
from lean_env.lean_gym.session import BROKEN, Node, Session
from lean_env.process import ProcessHung

_LOG: Final = logging.getLogger(__name__)

# A finished state has no goal, and lean-gym answers any failure there with "no goals". With a goal
# of our own in it, it prints what a tactic fails with.
_REOPEN: Final = "(tactic.mk_meta_var (expr.const `true []) >>= λ m, tactic.set_goals [m])"
_NAME: Final = '(tactic.get_goals >>= λ gs, (tactic.fail ("root " ++ to_string gs) : tactic unit))'
# `m.fold` visits a metavariable's type, a constant that marks all metavariables of the tactic
# monad; with it and its name the root of the proof can be written down.
_PROOF: Final = """\
(tactic.get_goals >>= λ gs,
 tactic.get_assignment (expr.mvar {root} {root} (gs.head.fold [] (λ e _ s, e :: s)).head) >>= λ pf,
 tactic.instantiate_mvars pf >>= λ pf,
 tactic.get_env >>= λ env,
 let consts := λ (e : expr) (s : list name),
   e.fold s (λ e _ s, cond e.is_constant (e.const_name :: s) s) in
"""
_FILES: Final = (
    _PROOF
    + """\
 (tactic.fail ("files " ++ to_string
   ((consts pf []).map (λ n, (env.decl_olean n).get_or_else ""))) : tactic unit))
"""
)
_WALK: Final = (
    _PROOF
    + """\
 let sorried := λ (e : expr), e.fold bool.ff (λ e _ b, b || e.is_sorry.is_some) in
 let valued := λ (d : declaration), (d.update_value (expr.var 0)).value.is_var in
 let given := λ (n : name), env.is_inductive n || env.is_constructor n || env.is_recursor n ||
   [`propext, `classical.choice, `quot.sound, `quot, `quot.mk, `quot.lift, `quot.ind].any
     (λ k, decidable.to_bool (k = n)) in
 let bad := λ (n : name) (d : declaration), bnot d.is_trusted || sorried d.type ||
   cond (valued d) (sorried d.value) (bnot (given n)) in
 let library := λ (n : name), ({libraries} : list string).any
   (λ p, p.to_list.is_prefix_of ((env.decl_olean n).get_or_else "").to_list) in
 (list.range 1000).mfoldl (λ (s : name_set × list name × list name) _,
   s.2.2.mfoldl (λ (s : name_set × list name × list name) n,
     cond (s.1.contains n) (return s) (env.get n >>= λ d,
       return (s.1.insert n, cond (bad n d) (n :: s.2.1) s.2.1,
         cond (library n) s.2.2
           (consts d.type (cond (valued d) (consts d.value s.2.2) s.2.2)))))
     (s.1, s.2.1, []))
   (mk_name_set, cond (sorried pf) [`sorry] [], consts pf []) >>= λ s,
 (tactic.fail ("rests " ++ to_string s.2.2.length ++ " " ++ to_string s.2.1) : tactic unit))
"""
)
_ROOT: Final = re.compile(r"root \[\?(?P<name>[\w.]+)\]")
_RESTS: Final = re.compile(r"rests (?P<left>\d+) \[(?P<bad>.*)\]", re.DOTALL)
_LIBRARY: Final = re.compile(r"[^,\[\]\"\\]*?/(?:mathlib/src|library(?=/init))/")


class AuditProblem(Enum):
    """Why there is no answer."""

    UNKNOWN = "this lean-gym does not run the program that looks"
    TIMEOUT = "the program that looks does not finish"


def foundations(
    session: Session, root: Node, finished: Node, timeout_s: float
) -> list[str] | AuditProblem:
    """The declarations with gaps, axioms and meta constants that a finished proof rests on.

    `root` is the theorem's first state. The walk goes to the ground; where that takes too long
    (lean-gym itself stops every tactic after 5 s) or more than Lean has room for, it stops at the
    declarations of mathlib and of Lean's own library, which are still looked at themselves.
    `timeout_s` bounds every request. Raises `EnvironmentCrashed` when Lean cannot be started.
    """
    for trusting in (False, True, True):
        try:
            found = _walk(session, root, finished, timeout_s, trusting=trusting)
        except (ProcessHung, *BROKEN) as error:
            _LOG.info("looking below a proof ended Lean: %s", error)
            session.drop()
            continue
        if trusting or found is not AuditProblem.TIMEOUT:
            return found
    return AuditProblem.TIMEOUT


def _walk(
    session: Session, root: Node, finished: Node, timeout_s: float, *, trusting: bool
) -> list[str] | AuditProblem:
    """One walk. `trusting`: not below what the libraries declare."""
    session.restore(finished)  # and with it all states before
    opened = session.run(finished, _REOPEN, timeout_s)
    if opened.error or opened.state == NO_GOALS:
        return AuditProblem.UNKNOWN
    state = session.extend(finished, _REOPEN, opened)
    named = _ROOT.search(session.run(root, _NAME, timeout_s).error)
    if named is None:
        return AuditProblem.UNKNOWN
    name = _as_term(named["name"])
    libraries: list[str] = []
    if trusting:
        files = session.run(state, _flat(_FILES, root=name), timeout_s).error
        libraries = sorted({found.strip() for found in _LIBRARY.findall(files)})
        _LOG.info("a proof is taken on trust below %s", ", ".join(libraries) or "nothing")
    listed = ", ".join(f'"{path}"' for path in libraries)
    walked = session.run(state, _flat(_WALK, root=name, libraries=f"[{listed}]"), timeout_s)
    found = _RESTS.search(walked.error)
    if walked.timed_out or (found and int(found["left"])):
        return AuditProblem.TIMEOUT
    if found is None:
        return AuditProblem.UNKNOWN
    return [bad.strip() for bad in found["bad"].split(",") if bad.strip()]


def _as_term(name: str) -> str:
    """Lean's term for a name that may have numbers in it."""
    term = "name.anonymous"
    for part in name.split("."):
        term = (
            f"(mk_num_name {term} {part})" if part.isdigit() else f'(mk_str_name {term} "{part}")'
        )
    return term


def _flat(program: str, **values: str) -> str:
    for key, value in values.items():
        program = program.replace(f"{{{key}}}", value)
    return " ".join(program.split())
