"""Letting participants in and out, and hearing what they say, however they are connected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fairlead.emulator.happy.artifact_events import HANDLERS as ARTIFACT_HANDLERS
from fairlead.emulator.happy.hub import Connection, Transport
from fairlead.emulator.happy.presence import machine_activity
from fairlead.emulator.happy.socket_events import HANDLERS, NO_ACK
from fairlead.emulator.happy.tokens import InvalidToken
from fairlead.emulator.happy.world import USERS, World

__all__ = ["NO_ACK", "Refused", "acknowledge", "enter", "hear", "leave"]

_HANDLERS = {**HANDLERS, **ARTIFACT_HANDLERS}


class Refused(Exception):
    """A participant is not let in; the text says why."""


def enter(world: World, auth: Mapping[str, Any], transport: Transport) -> Connection:
    """Let a participant in.

    Args:
        world: The server.
        auth: What it says of itself: `token`, `clientType`, and what belongs to that.
        transport: The way to it.

    Raises:
        Refused: The token is missing or not valid, or what belongs to the type is missing.
    """
    token = auth.get("token")
    if not isinstance(token, str) or not token:
        raise Refused("Missing authentication token")
    try:
        account_id = world.signer.subject(token)
    except InvalidToken as error:
        raise Refused("Invalid authentication token") from error
    connection = Connection(
        account_id=account_id,
        scope="user",
        scope_id=None,
        transport=transport,
        in_front=auth.get("appState") == "active",
    )
    match auth.get("clientType"):
        case "session-scoped":
            connection.scope, connection.scope_id = "session", _scope_id(auth, "sessionId", "Session")
        case "machine-scoped":
            connection.scope, connection.scope_id = "machine", _scope_id(auth, "machineId", "Machine")
        case _:
            pass
    world.hub.join(connection)
    _tell_presence(world, connection, active=True)
    return connection


def leave(world: World, connection: Connection) -> None:
    """Let a participant go."""
    world.hub.leave(connection)
    _tell_presence(world, connection, active=False)


def hear(world: World, connection: Connection, event: str, data: Any) -> Any:
    """Let a participant say something that is not a call.

    Returns:
        The acknowledgement, or `NO_ACK`.
    """
    handler = _HANDLERS.get(event)
    return NO_ACK if handler is None else handler(world, connection, data)


async def acknowledge(world: World, event: str, ack: Any) -> Any:
    """The acknowledgement after the faults that there are: possibly late, possibly none."""
    hit = world.faults.take("ack", event)
    if hit is None:
        return ack
    await world.delay(hit.fault)
    return ack if hit.fault.drop is None else NO_ACK


def _scope_id(auth: Mapping[str, Any], key: str, name: str) -> str:
    value = auth.get(key)
    if not isinstance(value, str) or not value:
        raise Refused(f"{name} ID required for {name.lower()}-scoped clients")
    return value


def _tell_presence(world: World, connection: Connection, *, active: bool) -> None:
    """Tell the users that a machine comes or goes: of each of its sockets, even if another stays."""
    if connection.scope == "machine" and connection.scope_id is not None:
        event = machine_activity(connection.scope_id, active=active, active_at=world.now())
        world.hub.tell(connection.account_id, USERS, "ephemeral", event)
