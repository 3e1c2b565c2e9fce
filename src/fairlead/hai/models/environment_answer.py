"""An answer that is an environment. In a module of its own, as a root model is built when it is imported."""

from __future__ import annotations

from pydantic import RootModel

from fairlead.hai.models.environments import AnyEnvironment


class EnvironmentAnswer(RootModel[AnyEnvironment]):
    """An answer that is an environment, whatever its kind."""
