"""What every handler works with: the store, the clock, and the ways in which users are told something."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, cast

from fastapi import Depends
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.requests import HTTPConnection

from fairlead.emulator._clock import Clock
from fairlead.emulator._faults import Faults
from fairlead.emulator.mycel.delivery import has_runtime
from fairlead.emulator.mycel.errors import FollowUpFailed
from fairlead.emulator.mycel.inbox import Inboxes
from fairlead.emulator.mycel.settings import Settings
from fairlead.emulator.mycel.store import Chat, Queued, Store, User, find_user

if TYPE_CHECKING:
    from fairlead.emulator.mycel.runtime import AgentRuntime

__all__ = ["Unit", "World", "WorldDep"]


@dataclass(slots=True)
class Unit:
    """One transaction, and who is to be woken when it has been committed.

    Attributes:
        db: The session.
        now: The time of everything in it, in seconds since the epoch.
        world: What it belongs to.
    """

    db: Session
    now: float
    world: World
    _points: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    _users: dict[str, None] = field(default_factory=dict[str, None])
    _agents: dict[tuple[str, str], None] = field(default_factory=dict[tuple[str, str], None])

    def user(self, user_id: str) -> User | None:
        """The user with this id."""
        return find_user(self.db, user_id)

    def known_user(self, user_id: str) -> User:
        """A user that must exist, because something stored refers to it."""
        return self.db.scalars(select(User).where(User.id == user_id)).one()

    def pass_point(self, point: str, path: str) -> None:
        """Let a fault strike after the commit."""
        self._points.append((point, path))

    def wake(self, user: User, chat: Chat) -> None:
        """Wake a runtime because of a message in a chat."""
        if user.type == "agent":
            self._agents[user.id, chat.id] = None
        else:
            self._users[user.id] = None

    def notify(self, user: User, item: dict[str, Any]) -> None:
        """Put something other than a message into the inbox of a user who has a runtime."""
        if self.db.scalars(select(User.id).where(User.id == user.id, has_runtime())).first() is not None:
            self.db.add(Queued(user_id=user.id, item=item))
            self.pass_point("queue", user.id)
            self._users[user.id] = None

    def publish(self) -> None:
        """Wake whoever is to be woken. Called after the commit.

        Raises:
            FollowUpFailed: A fault was asked for. Nobody is woken then.
        """
        for point, path in self._points:
            hit = self.world.faults.take(point, path)
            if hit is not None and hit.fault.drop is not None:
                raise FollowUpFailed(point)
        for user_id in self._users:
            self.world.inboxes.of(user_id).wake()
        for agent_id, chat_id in self._agents:
            self.world.agents.wake(agent_id, chat_id)


@dataclass(slots=True)
class World:
    """The parts of one emulated server.

    Attributes:
        settings: What the user asked for.
        clock: The only source of time.
        store: The database.
        faults: Faults inside the server.
        inboxes: The runtime inboxes.
        key: What tokens are signed with.
        agents: The managed agents' runtime.
    """

    settings: Settings
    clock: Clock
    store: Store
    faults: Faults
    inboxes: Inboxes
    key: str
    agents: AgentRuntime = field(init=False)

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
