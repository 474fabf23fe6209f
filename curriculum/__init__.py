"""Proofs in, better prover out: statements, data sets, training, expert iteration."""
