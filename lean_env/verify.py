"""What counts as proved, for every environment: a border filter, then a replay from source.

`lean_env.border` says which text may run at all; what passes is judged in an environment that was
made for the purpose and sees nothing but the statement and the script.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lean_env.border import forbidden
from lean_env.protocol import LeanEnv
from lean_env.registry import make_env
from lean_env.types import EnvironmentCrashed, Theorem, Verdict, VerdictKind

# Their theorems are names, so they filter scripts themselves, with the statement at hand and by the
# rules of their own language.
_FILTERING: Final = frozenset({"lean-gym", "dojo"})


def verify_fresh(environment: str | Callable[[], LeanEnv], theorem: Theorem, proof: str) -> Verdict:
    """Judge a proof script in an environment made for the purpose.

    `environment` is a registered name or a factory. Raises `ValueError` for an unknown name.
    A broken environment is the verdict `error`.
    """
    try:
        env = make_env(environment) if isinstance(environment, str) else environment()
    except EnvironmentCrashed as error:
        return Verdict(VerdictKind.ERROR, str(error))
    try:
        if env.name not in _FILTERING:
            refused = forbidden(theorem, proof)
            if refused is not None:
                return Verdict(VerdictKind.REJECTED, refused)
        return env.verify(theorem, proof)
    except EnvironmentCrashed as error:
        return Verdict(VerdictKind.ERROR, str(error))
    finally:
        env.close()
