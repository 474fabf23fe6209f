"""Real Lean 4 through its REPL (leanprover-community/repl, or lean-interact's fork of it).

lean-interact installs and builds the REPL (`prover lean install`). It does not serve here: its
server is always the REPL it built itself (no command of the user's), a timeout or the death of the
owner may leave grandchildren behind, the whole environment with its secrets is inherited, and its
memory limit is one on address space, which Mathlib's mapped files exhaust. So the client is ours,
on `lean_env.process`.
"""
