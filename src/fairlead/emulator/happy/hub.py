"""Who is connected, who hears what, and who offers which method."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

__all__ = ["Audience", "Connection", "Hub", "Json", "Transport"]

Json = dict[str, Any]
Scope = Literal["user", "session", "machine"]


class Transport(Protocol):
    """The way to one participant: a socket, or one that lives in this process."""

    def send(self, event: str, data: Any, on_ack: Callable[[Any], None] | None = None) -> None:
        """Send an event, after all that was sent before. Never blocks and never fails."""
        ...

    async def sent(self) -> None:
        """Wait until all that was sent has been handed over."""
        ...


@dataclass(slots=True, eq=False, kw_only=True)
class Connection:
    """A participant that has been let in.

    Attributes:
        account_id: Whose it is.
        scope: What it is there for.
        scope_id: The session or the machine; None for a user.
        transport: The way to it.
        in_front: Whether the user looks at it.
        gone: Set when it has left.
    """

    account_id: str
    scope: Scope
    scope_id: str | None
    transport: Transport
    in_front: bool = False
    gone: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True, slots=True)
class Audience:
    """Who hears something, of one account: always its user-scoped connections.

    Attributes:
        session_id: Those of this session, too.
        machine_id: Those of this machine, too.
        skip: All but this one.
    """

    session_id: str | None = None
    machine_id: str | None = None
    skip: Connection | None = None

    def includes(self, connection: Connection) -> bool:
        """Whether a connection of the account hears it."""
        if connection is self.skip:
            return False
        match connection.scope:
            case "user":
                return True
            case "session":
                return self.session_id is not None and connection.scope_id == self.session_id
            case "machine":
                return self.machine_id is not None and connection.scope_id == self.machine_id


class Hub:
    """The connections that are open, and the methods they offer."""

    def __init__(self) -> None:
        self._of: defaultdict[str, dict[Connection, None]] = defaultdict(dict)
        self._offers: defaultdict[tuple[str, str], dict[Connection, None]] = defaultdict(dict)
        self._waiting: dict[asyncio.Event, None] = {}

    def __iter__(self) -> Iterator[Connection]:
        for connections in [*self._of.values()]:
            yield from [*connections]

    def join(self, connection: Connection) -> None:
        """Let somebody in."""
        self._of[connection.account_id][connection] = None

    def leave(self, connection: Connection) -> None:
        """Forget somebody, and what it offered."""
        self._of[connection.account_id].pop(connection, None)
        for account_id, method in [*self._offers]:
            if account_id == connection.account_id:
                self.withdraw(connection, method)
        connection.gone.set()

    def tell(self, account_id: str, audience: Audience, event: str, data: Json) -> None:
        """Send an event to an audience."""
        for connection in [*self._of[account_id]]:
            if audience.includes(connection):
                connection.transport.send(event, data)

    def has_user_in_front(self, account_id: str) -> bool:
        """Whether a user looks at an app of the account."""
        return any(c.scope == "user" and c.in_front for c in self._of[account_id])

    def offer(self, connection: Connection, method: str) -> None:
        """Offer a method. Whoever waits for one is woken."""
        self._offers[connection.account_id, method][connection] = None
        for event in self._waiting:
            event.set()

    def withdraw(self, connection: Connection, method: str) -> None:
        """Offer it no longer."""
        key = connection.account_id, method
        offering = self._offers.get(key, {})
        offering.pop(connection, None)
        if not offering:
            self._offers.pop(key, None)

    def offering(self, account_id: str, method: str) -> Connection | None:
        """Who offers a method: the first that did, of those still there."""
        return next(iter(self._offers.get((account_id, method), ())), None)

    async def offered(self, account_id: str, method: str) -> Connection:
        """Wait until somebody offers a method."""
        event = asyncio.Event()
        self._waiting[event] = None
        try:
            while (connection := self.offering(account_id, method)) is None:
                event.clear()
                await event.wait()
            return connection
        finally:
            del self._waiting[event]
