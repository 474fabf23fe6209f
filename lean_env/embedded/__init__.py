"""The built-in environment: a fragment of Lean 4 with Mathlib, in pure Python."""
