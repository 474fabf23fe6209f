"""Real Lean 4 through LeanDojo (Yang et al. 2023): theorems of a repository that it has traced.

LeanDojo's `Dojo` puts a tactic of its own in the place of a theorem's proof and has Lean compile
the file; that tactic reads tactics and prints states. It is used as it is, in a process of its own
(`lean_env.dojo.worker`), for it changes the working folder, prints where it likes, asks the
network, and may exit. Read for this: lean-dojo 4.20.0.
"""
