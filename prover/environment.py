"""An environment that is started anew when it breaks."""

from __future__ import annotations

import threading
from collections.abc import Callable

from lean_env.closing import Closing
from lean_env.protocol import LeanEnv


class RestartingEnv(Closing):
    """A `LeanEnv` made on first use, replaced when it crashes, and closed at the end.

    Several searches may share one, also from several threads. `generation` grows with every
    restart: a state handle is only good for the generation that made it.
    """

    def __init__(self, factory: Callable[[], LeanEnv]) -> None:
        self._factory = factory
        self._env: LeanEnv | None = None
        self._retired: list[LeanEnv] = []
        self._lock = threading.RLock()
        self.generation = 0

    @property
    def env(self) -> LeanEnv:
        """The running environment. Raises what its factory raises."""
        with self._lock:
            if self._env is None:
                self._env = self._factory()
            return self._env

    @property
    def parallel(self) -> int:
        """How many threads may use the environment at a time to some purpose (1: it computes in
        this process). Raises what its factory raises."""
        return int(getattr(self.env, "parallel", 1))

    def restart(self, broken_generation: int) -> None:
        """Replace the environment, unless another search has done it since that generation."""
        with self._lock:
            if broken_generation != self.generation:
                return
            self.generation += 1
            env, self._env = self._env, None
            if env is not None:
                self._retired.append(env)
        if env is not None:
            env.close()

    def close(self) -> None:
        """Close the environment if there is one; the next use starts another.

        What was replaced is closed once more: another thread may have used it a little longer.
        """
        with self._lock:
            env, self._env = self._env, None
            closing = [*self._retired, *([] if env is None else [env])]
            self._retired.clear()
        for each in closing:
            each.close()
