"""What every handler works with: the store, the clock, and what is to happen after a change."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, cast

from fastapi import Depends
from sqlalchemy.orm import Session as Db
from starlette.requests import HTTPConnection

from fairlead.emulator._clock import Clock
from fairlead.emulator.hai.bells import Bells
from fairlead.emulator.hai.scripts import Script
from fairlead.emulator.hai.settings import Settings
from fairlead.emulator.hai.store import Event, Session, Store

if TYPE_CHECKING:
    from fairlead.emulator.hai.conductor import Conductor
    from fairlead.emulator.hai.courier import Courier
    from fairlead.emulator.hai.portal import Portal
    from fairlead.emulator.hai.scheduler import Scheduler
    from fairlead.emulator.hai.storage import Storage

__all__ = ["Unit", "World", "WorldDep", "moment", "moment_text"]


def moment(seconds: float) -> datetime:
    """A stored time."""
    return datetime.fromtimestamp(seconds, UTC)


def moment_text(seconds: float) -> str:
    """A stored time as it is written in events."""
    return moment(seconds).isoformat().replace("+00:00", "Z")


@dataclass(slots=True)
class Unit:
    """One transaction, and what is to happen when it has been committed.

    Attributes:
        db: The database session.
        now: The time of everything in it, in seconds since the epoch.
        world: What it belongs to.
    """

    db: Db
    now: float
    world: World
    _changed: dict[str, None] = field(default_factory=dict[str, None])
    _begun: dict[str, None] = field(default_factory=dict[str, None])
    _moves: list[tuple[str, str, str, str | None]] = field(
        default_factory=list[tuple[str, str, str, "str | None"]]
    )

    def emit(self, session: Session, type_: str, data: Any) -> None:
        """Append an event to a session's log."""
        body = {"type": type_, "timestamp": moment_text(self.now), "data": data}
        self.db.add(Event(session_id=session.id, index=session.events, type=type_, body=body))
        session.events += 1
        session.last_activity_at = self.now
        self.touch(session)

    def record(self, session: Session, **data: Any) -> None:
        """Append an event about a step of the agent."""
        self.emit(session, "AgentEvent", data)

    @contextmanager
    def moving(self, session: Session) -> Generator[None]:
        """Let the block change the status of a session, and tell webhooks if it does."""
        before = session.status
        yield
        if session.status != before:
            self.announce(session, before)

    def announce(self, session: Session, previous: str | None) -> None:
        """Tell webhooks of the status of a session."""
        self._moves.append((session.org_id, session.id, session.status, previous))
        self.touch(session)

    def touch(self, session: Session) -> None:
        """Ring the bell of a session."""
        self._changed[session.id] = None

    def begin(self, session: Session) -> None:
        """Let a session run."""
        self._begun[session.id] = None

    def publish(self) -> None:
        """Tell whoever is to be told. Called after the commit."""
        for session_id in self._begun:
            self.world.conductor.begin(session_id)
        for session_id in self._changed:
            self.world.bells.ring(session_id)
        for org_id, session_id, status, previous in self._moves:
            self.world.courier.announce(org_id, session_id, status, previous)


@dataclass(slots=True)
class World:
    """The parts of one emulated server.

    Attributes:
        settings: What the user asked for.
        clock: The only source of time.
        store: The database.
        bells: Who waits for sessions.
        origin: Where the server is reached, as of the latest request.
        script: What agents do.
        conductor: Runs the sessions.
        courier: Sends webhooks.
        portal: Signs users in.
        scheduler: Fires schedules.
        storage: Signs URLs of files.
    """

    settings: Settings
    clock: Clock
    store: Store
    bells: Bells
    script: Script
    origin: str = "http://127.0.0.1"
    conductor: Conductor = field(init=False)
    courier: Courier = field(init=False)
    portal: Portal = field(init=False)
    scheduler: Scheduler = field(init=False)
    storage: Storage = field(init=False)

    def now(self) -> float:
        """The current time in seconds since the epoch."""
        return self.clock.now().timestamp()

    @contextmanager
    def unit(self) -> Generator[Unit]:
        """A transaction. If the block ends normally it is committed, and then published."""
        with self.store.transaction() as db:
            unit = Unit(db, self.now(), self)
            yield unit
        unit.publish()


async def _world(connection: HTTPConnection) -> World:
    return cast("World", connection.app.state.world)


WorldDep = Annotated[World, Depends(_world)]
