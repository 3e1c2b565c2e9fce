"""Packets of Socket.IO 5 in Engine.IO 4, as far as a client with one WebSocket needs them. Without IO."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

from fairlead._core.jsontext import read_json

QUERY = "EIO=4&transport=websocket"
"""What the URL of the WebSocket says, so that nothing is tried over polling first."""

PONG = "3"
"""The answer to a [`Ping`][]. The server ends connections that do not give it."""


@dataclass(frozen=True, slots=True)
class Open:
    """The first packet of a connection.

    Attributes:
        silence: Seconds without a packet after which the connection is dead.
        max_payload: Largest packet in bytes that the server takes; None if it did not say.
    """

    silence: float
    max_payload: int | None


@dataclass(frozen=True, slots=True)
class Ping:
    """Asks for a `PONG`."""


@dataclass(frozen=True, slots=True)
class Connected:
    """The server took the client in."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The server did not take the client in."""

    message: str


class Event(NamedTuple):
    """Something happened. The server wants no answer to the events that are read here."""

    name: str
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Ack:
    """The answer to the event that was sent with this number; None if the server answered without a value."""

    number: int
    value: Any


@dataclass(frozen=True, slots=True)
class Closed:
    """The server ends the connection."""


@dataclass(frozen=True, slots=True)
class Other:
    """A packet that means nothing to a client like this one."""


Packet = Open | Ping | Connected | Refused | Event | Ack | Closed | Other


def encode_connect(auth: Mapping[str, Any]) -> str:
    """The packet that asks to be taken in."""
    return f"40{_dump(auth)}"


def encode_event(name: str, payload: object, number: int | None = None) -> str:
    """The packet of an event; with a number, the server answers with an [`Ack`][] of that number.

    Raises:
        ValueError: `payload` is not a JSON value.
    """
    return f"42{'' if number is None else number}{_dump([name, payload])}"


def decode(text: str) -> Packet:
    """Read a packet.

    Raises:
        ValueError: It is not one. The message does not show it.
    """
    match text[:2]:
        case "40":
            return Connected()
        case "41":
            return Closed()
        case "42":
            return _event(text[2:])
        case "43":
            return _ack(text[2:])
        case "44":
            return _refused(text[2:])
        case _:
            pass
    match text[:1]:
        case "0":
            return _open(text[1:])
        case "1":
            return Closed()
        case "2":
            return Ping()
        case "3" | "6":
            return Other()
        case _:
            # Also binary events, which this server has none of, and whose other half is in another frame.
            raise ValueError("not a Socket.IO packet of a known type")


def _open(text: str) -> Open:
    fields = _load(text)
    if not isinstance(fields, dict):
        raise ValueError("the opening packet is not an object")
    known = cast("dict[str, Any]", fields)
    keys = ("pingInterval", "pingTimeout", "maxPayload")
    interval, timeout, limit = (_number(known.get(key)) for key in keys)
    if interval is None or timeout is None:
        raise ValueError("the opening packet does not say how often the server pings")
    return Open(silence=(interval + timeout) / 1000, max_payload=limit)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def _event(text: str) -> Event | Other:
    if text.startswith("/"):
        return Other()  # another namespace
    _, value = _numbered(text)
    match value:
        case [str(name), *arguments]:
            return Event(name, tuple(arguments))
        case _:
            raise ValueError("an event is not a list with a name")


def _ack(text: str) -> Ack | Other:
    if text.startswith("/"):
        return Other()
    number, value = _numbered(text)
    if number is None or not isinstance(value, list):
        raise ValueError("an acknowledgement is not a number and a list")
    values = cast("list[Any]", value)
    return Ack(number, values[0] if values else None)


def _refused(text: str) -> Refused | Other:
    if text.startswith("/"):
        return Other()
    match _load(text):
        case {"message": str(message)} | str(message):
            return Refused(message)
        case _:
            return Refused("no reason given")


def _numbered(text: str) -> tuple[int | None, Any]:
    start = text.find("[")
    digits = text[: max(start, 0)]
    if digits and not (digits.isascii() and digits.isdecimal()):
        raise ValueError("the number of a packet is not one")
    return (int(digits) if digits else None), _load(text[max(start, 0) :])


def _load(text: str) -> Any:
    try:
        return read_json(text)
    except (ValueError, RecursionError):
        pass
    # Outside of the handler: the error of the JSON parser holds the text, which may be private.
    raise ValueError("the content of a packet is not JSON")


def _dump(value: object) -> str:
    try:
        return json.dumps(value, separators=(",", ":"), allow_nan=False)
    except (TypeError, RecursionError) as error:
        raise ValueError(f"not a JSON value: {error}") from None
