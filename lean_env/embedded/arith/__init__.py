"""Arithmetic on terms: closers that prove a proposition, transformers that convert one.

Pure functions. `facts` are propositions known to be true (hypotheses, then hint terms). A closer
returns a certificate, or raises `ArithFailed` or `ArithTimeout`; nothing is proved until `check`
(for transformers `check_iff`) accepts the certificate.
"""

from __future__ import annotations

from lean_env.embedded.arith.certificate import (
    ArithFailed,
    ArithTimeout,
    Budget,
    Certificate,
    CertificateError,
    map_terms,
)
from lean_env.embedded.arith.checker import check, check_iff
from lean_env.embedded.arith.denominators import field_simp
from lean_env.embedded.arith.identities import linear_combination, ring
from lean_env.embedded.arith.linear import linarith, nlinarith
from lean_env.embedded.arith.normal_form import Atoms
from lean_env.embedded.arith.omega_search import omega
from lean_env.embedded.arith.rendering import ring_nf
from lean_env.embedded.arith.signs import positivity
from lean_env.embedded.arith.simplifier import norm_num_close, norm_num_simp

__all__ = [
    "ArithFailed",
    "ArithTimeout",
    "Atoms",
    "Budget",
    "Certificate",
    "CertificateError",
    "check",
    "check_iff",
    "field_simp",
    "linarith",
    "linear_combination",
    "map_terms",
    "nlinarith",
    "norm_num_close",
    "norm_num_simp",
    "omega",
    "positivity",
    "ring",
    "ring_nf",
]
