"""Statement in, proof out: tactic generators and proof search."""
