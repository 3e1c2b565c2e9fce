"""What every handler works with: the store, the clock, and the ways in which others are told something."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Annotated, cast

from fastapi import Depends
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.requests import HTTPConnection

from fairlead.emulator._clock import Clock
from fairlead.emulator._faults import Fault, Faults
from fairlead.emulator.happy.errors import Problem, not_found
from fairlead.emulator.happy.hub import Audience, Hub, Json
from fairlead.emulator.happy.identifiers import new_id, new_update_id
from fairlead.emulator.happy.presence import Presence
from fairlead.emulator.happy.settings import Settings
from fairlead.emulator.happy.store import Account, Machine, SessionRow, Store
from fairlead.emulator.happy.tokens import Signer

__all__ = ["Unit", "World", "WorldDep"]

USERS = Audience()


@dataclass(slots=True)
class Unit:
    """One transaction, and what is told to whom when it has been committed.

    Attributes:
        db: The session.
        now: The time of everything in it, in milliseconds.
        world: What it belongs to.
    """

    db: Session
    now: int
    world: World
    _told: list[tuple[str, Audience, str, Json]] = field(
        default_factory=list[tuple[str, Audience, str, Json]]
    )

    def new_id(self) -> str:
        """An identifier for something new."""
        return new_id(self.now)

    def account(self, account_id: str) -> Account:
        """The account of a caller.

        Raises:
            Problem: 401: it is gone, and its token was made before.
        """
        account = self.db.scalars(select(Account).where(Account.id == account_id)).one_or_none()
        if account is None:
            raise Problem(401, "Invalid token")
        return account

    def session(self, account_id: str, session_id: str) -> SessionRow | None:
        """A session of an account."""
        query = select(SessionRow).where(SessionRow.id == session_id, SessionRow.account_id == account_id)
        return self.db.scalars(query).one_or_none()

    def need_session(self, account_id: str, session_id: str) -> SessionRow:
        """The same.

        Raises:
            Problem: 404 if there is none.
        """
        if (session := self.session(account_id, session_id)) is None:
            raise not_found("Session")
        return session

    def machine(self, account_id: str, machine_id: str) -> Machine | None:
        """A machine of an account."""
        query = select(Machine).where(Machine.id == machine_id, Machine.account_id == account_id)
        return self.db.scalars(query).one_or_none()

    def need_machine(self, account_id: str, machine_id: str) -> Machine:
        """The same.

        Raises:
            Problem: 404 if there is none.
        """
        if (machine := self.machine(account_id, machine_id)) is None:
            raise not_found("Machine")
        return machine

    def update(self, account_id: str, audience: Audience, body: Json) -> None:
        """Tell an audience about a change, with the account's next number."""
        seq = self.number_update(account_id)
        envelope = {"id": new_update_id(), "seq": seq, "body": body, "createdAt": self.now}
        self._told.append((account_id, audience, "update", envelope))

    def number_update(self, account_id: str) -> int:
        """Take the account's next number."""
        account = self.account(account_id)
        account.update_seq += 1
        return account.update_seq

    def ephemeral(self, account_id: str, audience: Audience, data: Json) -> None:
        """Tell an audience about something that is not kept."""
        self._told.append((account_id, audience, "ephemeral", data))

    def publish(self) -> None:
        """Tell it all. Called after the commit."""
        for account_id, audience, event, data in self._told:
            self.world.hub.tell(account_id, audience, event, data)


@dataclass(slots=True)
class Uploads:
    """How often accounts have asked for an upload within the last minute; 60 times is enough."""

    _asked: dict[str, list[int]] = field(default_factory=dict[str, list[int]])

    def admit(self, account_id: str, now: int) -> bool:
        """Note another request, unless it is one too many."""
        recent = [asked for asked in self._asked.get(account_id, ()) if asked > now - 60_000]
        admitted = len(recent) < 60
        self._asked[account_id] = [*recent, now] if admitted else recent
        return admitted

    def clear(self) -> None:
        """Forget everything."""
        self._asked.clear()


@dataclass(slots=True)
class World:
    """The parts of one emulated server.

    Attributes:
        settings: What the user asked for.
        clock: The only source of time.
        store: The database.
        faults: Faults inside the server.
        signer: Makes and checks tokens.
        hub: Who is connected.
        presence: What is known of who is alive, and not yet stored.
        uploads: Who has asked for uploads lately.
    """

    settings: Settings
    clock: Clock
    store: Store
    faults: Faults
    signer: Signer
    hub: Hub = field(default_factory=Hub)
    presence: Presence = field(default_factory=Presence)
    uploads: Uploads = field(default_factory=Uploads)

    def now(self) -> int:
        """The current time in milliseconds since the epoch."""
        return int(self.clock.now().timestamp() * 1000)

    async def delay(self, fault: Fault) -> None:
        """Wait as long as a fault says."""
        if fault.latency:
            await (self.clock.sleep if fault.virtual else asyncio.sleep)(fault.latency)

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
