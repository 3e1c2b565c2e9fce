"""What every handler works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends
from starlette.requests import HTTPConnection

from fairlead.emulator._clock import Clock
from fairlead.emulator.hestia.kernel import Kernel
from fairlead.emulator.hestia.metrics import Metrics
from fairlead.emulator.hestia.settings import Settings
from fairlead.emulator.hestia.store import Store

__all__ = ["SERVER_VERSION", "World", "WorldDep"]

SERVER_VERSION = "1.0.1"
"""Version of the server that is emulated."""


@dataclass(slots=True)
class World:
    """The parts of one emulated server.

    Attributes:
        settings: What the user asked for.
        clock: The only source of time.
        store: The database.
        kernel: Judges and runs commands.
        metrics: Counts.
    """

    settings: Settings
    clock: Clock
    store: Store
    kernel: Kernel
    metrics: Metrics

    @property
    def uptime_seconds(self) -> float:
        """Seconds since the start."""
        return max(0.0, (self.clock.now() - self.kernel.started_at).total_seconds())


async def _world(connection: HTTPConnection) -> World:
    return cast("World", connection.app.state.world)


WorldDep = Annotated[World, Depends(_world)]
