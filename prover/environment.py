"""An environment that is started anew when it breaks."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType

from lean_env.protocol import LeanEnv


class RestartingEnv:
    """A `LeanEnv` made on first use, replaced when it crashes, and closed at the end.

    Several searches may share one. `generation` grows with every restart: a state handle is only
    good for the generation that made it.
    """

    def __init__(self, factory: Callable[[], LeanEnv]) -> None:
        self._factory = factory
        self._env: LeanEnv | None = None
        self.generation = 0

    @property
    def env(self) -> LeanEnv:
        """The running environment. Raises what its factory raises."""
        if self._env is None:
            self._env = self._factory()
        return self._env

    def restart(self, broken_generation: int) -> None:
        """Replace the environment, unless another search has done it since that generation."""
        if broken_generation == self.generation:
            self.generation += 1
            self.close()

    def close(self) -> None:
        """Close the environment if there is one; the next use starts another."""
        env, self._env = self._env, None
        if env is not None:
            env.close()

    def __enter__(self) -> RestartingEnv:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
