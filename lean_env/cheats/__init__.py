"""Known ways in which a prover fools itself or its judge, each with what refuses it.

They are data: tests and `prover cheats` run every one of them through the filter at the border
(`lean_env.border`), through the judgement of real Lean's answers with that filter switched off
(`lean_env.audit`), and through the reader of files. What Lean answers is written down with each,
after its documentation and recorded exchanges with its REPL: so the table says what our side makes
of an answer, and needs no Lean.
"""

from lean_env.cheats.files import FILES
from lean_env.cheats.kinds import (
    STATEMENT,
    CheatClass,
    FileCheat,
    LeanAnswer,
    ScriptCheat,
    Stage,
    scripted,
)
from lean_env.cheats.scripts import SCRIPTS

__all__ = [
    "FILES",
    "SCRIPTS",
    "STATEMENT",
    "CheatClass",
    "FileCheat",
    "LeanAnswer",
    "ScriptCheat",
    "Stage",
    "scripted",
]
