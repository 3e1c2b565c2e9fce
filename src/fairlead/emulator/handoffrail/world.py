"""What every handler works with: the store, the clock, and the ways out of the emulator."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, cast
from uuid import uuid4

from fastapi import Depends
from sqlalchemy.orm import Session
from starlette.requests import HTTPConnection

from fairlead.emulator._clock import Clock
from fairlead.emulator.handoffrail.agents import Peers
from fairlead.emulator.handoffrail.courier import Courier
from fairlead.emulator.handoffrail.hub import Hub
from fairlead.emulator.handoffrail.limits import Limits
from fairlead.emulator.handoffrail.metrics import Metrics
from fairlead.emulator.handoffrail.settings import Settings
from fairlead.emulator.handoffrail.store import Event, Packet, Store
from fairlead.emulator.handoffrail.times import offset_text

__all__ = ["Unit", "World", "WorldDep"]


@dataclass(slots=True)
class Unit:
    """One transaction, and what is to be told when it has been committed.

    Attributes:
        db: The session.
        now: The time of everything in it.
        world: What it belongs to.
    """

    db: Session
    now: datetime
    world: World
    _frames: list[tuple[str, dict[str, Any]]] = field(default_factory=list[tuple[str, dict[str, Any]]])
    _deliveries: list[str] = field(default_factory=list[str])

    def record(
        self, packet: Packet, event_type: str, actor: str, details: dict[str, Any] | None = None
    ) -> None:
        """Write an entry of a packet's history, and queue it for the webhooks that want it."""
        noted = details or {}
        self.db.add(
            Event(
                id=str(uuid4()),
                tenant_id=packet.tenant_id,
                packet_id=packet.id,
                event_type=event_type,
                actor=actor,
                details=noted,
                timestamp=self.now,
            )
        )
        self._deliveries += self.world.courier.enqueue(self.db, packet, event_type, noted, self.now)

    def announce(self, packet: Packet, event_type: str, **extra: str) -> None:
        """Tell the tenant's streams about a packet as it is now."""
        frame = {
            "type": event_type,
            "packet_id": packet.id,
            "data": {"status": packet.status, "metadata": packet.meta, **extra},
            "timestamp": offset_text(self.now),
        }
        self._frames.append((packet.tenant_id, frame))

    def publish(self) -> None:
        """Send what was announced and queued. Called after the commit."""
        for tenant_id, frame in self._frames:
            self.world.hub.publish(tenant_id, frame)
            self.world.peers.notice(tenant_id, frame)
        self.world.courier.follow(self._deliveries)


@dataclass(slots=True)
class World:
    """The parts of one emulated server.

    Attributes:
        settings: What the user asked for.
        clock: The only source of time.
        store: The database.
        hub: Streams that listen.
        courier: Webhook deliveries.
        limits: Request limits and quotas.
        metrics: Prometheus counters.
        started_at: When the server started.
        peers: Agents that work on packets.
    """

    settings: Settings
    clock: Clock
    store: Store
    hub: Hub
    courier: Courier
    limits: Limits
    metrics: Metrics
    started_at: datetime
    peers: Peers = field(init=False)

    @contextmanager
    def unit(self) -> Generator[Unit]:
        """A transaction. If the block ends normally it is committed, and then published."""
        with self.store.transaction() as db:
            unit = Unit(db, self.clock.now(), self)
            yield unit
        self.store.revision += 1
        unit.publish()


async def _world(connection: HTTPConnection) -> World:
    return cast("World", connection.app.state.world)


WorldDep = Annotated[World, Depends(_world)]
