"""Finding the backends, and saying what to install if they cannot be loaded."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fairlead.errors import ConfigurationError, MissingExtra

if TYPE_CHECKING:
    from fairlead.emulator._backend import Backend


def available() -> list[str]:
    """Names of the backends that can be emulated, sorted. Loads none of them."""
    import fairlead.emulator

    return sorted(
        module.name
        for module in pkgutil.iter_modules(fairlead.emulator.__path__)
        if module.ispkg and not module.name.startswith("_")
    )


def load(name: str) -> type[Backend]:
    """The backend class called `name`.

    Raises:
        ConfigurationError: There is no such backend.
        MissingExtra: What the emulator needs is not installed.
    """
    names = available()
    if name not in names:
        raise ConfigurationError(f"no backend {name!r} to emulate; there is: {', '.join(names) or 'none'}")
    with extra_needed():
        return importlib.import_module(f"fairlead.emulator.{name}").BACKEND


@contextmanager
def extra_needed() -> Generator[None]:
    """Imports of third-party packages that only the `emulator` extra brings.

    Raises:
        MissingExtra: One of them is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("fairlead"):
            raise
        raise MissingExtra(f"the emulator needs {error.name}: pip install 'fairlead[emulator]'") from error
