"""What a backend of the emulator is, and what it is given to run on.

A backend lives in its own package `fairlead.emulator.<name>` whose attribute `BACKEND` is a [`Backend`][]
class. Nothing else has to be touched to add one: packages without a leading underscore are found by name.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from fairlead.emulator._clock import Clock
from fairlead.emulator._faults import Faults

if TYPE_CHECKING:
    from fastapi import FastAPI
    from sqlalchemy import Engine

__all__ = ["Backend", "Clock", "Faults", "Runtime"]


@dataclass(frozen=True, slots=True)
class Runtime:
    """What the emulator hands to a backend.

    Attributes:
        clock: The only source of time. Background jobs are asyncio tasks that `await clock.sleep(...)`.
        engine: SQLite, in memory or in a file. Only the server's event loop may use it; code outside goes
            through `Emulator.run`.
        settings: The backend's `default_settings`, overlaid with what the user passed to `Emulator`.
        faults: Faults to inject. Those of requests, answers and streams are applied around the app, without
            its help; a backend asks `faults.take(point, ...)` only for points inside itself.
        persistent: Whether the engine's data outlives the emulator (`Emulator(data=...)`).
    """

    clock: Clock
    engine: Engine
    settings: dict[str, Any]
    faults: Faults
    persistent: bool


class Backend(ABC):
    """One emulated backend: an ASGI app over state in `runtime.engine`.

    The constructor, `reset()` and every handler run one at a time, so that plain synchronous code between two
    awaits is atomic.

    Attributes:
        name: The name users know it by; also the name of its package.
        default_port: Port that `fairlead emulate` tries first.
        default_settings: Every setting the backend knows, with its default. `Emulator` refuses others.
        app: The application. Its lifespan starts and stops the background tasks.
    """

    name: ClassVar[str]
    default_port: ClassVar[int]
    default_settings: ClassVar[Mapping[str, Any]] = {}
    app: FastAPI

    @abstractmethod
    def __init__(self, runtime: Runtime) -> None: ...

    @abstractmethod
    def options(self, origin: str) -> dict[str, Any]:
        """Constructor arguments with which the facade's client reaches this backend.

        Args:
            origin: Where it is served, such as `"http://127.0.0.1:8123"`, without a slash at the end.
        """

    @abstractmethod
    def env(self, origin: str) -> dict[str, str]:
        """Environment variables with which the facade's `from_env()` reaches this backend."""

    @abstractmethod
    def reset(self) -> None:
        """Forget all state and create the initial data again. Called on the server's event loop."""
