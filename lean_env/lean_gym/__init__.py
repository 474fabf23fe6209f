"""Real Lean 3 through lean-gym, the REPL of Polu et al. 2022 (section 2 and appendix).

lean-gym runs inside Lean 3, with a library loaded; a theorem is the name of a declaration of that
library. It answers one JSON line to one JSON line, keeps every tactic state it has printed, so that
a search can branch, and checks a finished proof with Lean's kernel.
"""
