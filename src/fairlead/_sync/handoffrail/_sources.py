# Made from src/fairlead/_async/handoffrail/_sources.py by `nox -s regenerate`: edit that one.
"""Where an event stream's frames come from: server-sent events, or a WebSocket.

Both give frames as the JSON that came, with the name that the transport itself has for it.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Protocol, cast
from urllib.parse import urlencode

from handoffrail_backend_client.api.events import stream_events

from fairlead._core.jsontext import read_json
from fairlead._core.sse import ServerSentEvent, SSEDecoder
from fairlead._sync._body import ByteStream
from fairlead._sync._http import Http
from fairlead._sync._ws import WebSocket
from fairlead.handoffrail._errors import FAMILY

Frame = dict[str, Any]

SILENCE = 90.0
"""Seconds without a byte after which a connection counts as dead: three heartbeats of the server."""


class Source(Protocol):
    """One connection of a stream."""

    http: Http

    def open(self, channels: list[str]) -> datetime:
        """Connect, subscribe, and return the server's time."""
        ...

    def told(self) -> tuple[str, str]:
        """Wait for the next frame, and return its name (`""` if it has none) and its JSON."""
        ...

    def send(self, command: Frame) -> None:
        """Send a command."""
        ...

    def close(self) -> None:
        """Disconnect at once."""
        ...


class SSESource:
    """Frames from `GET /events`."""

    def __init__(self, http: Http, api_key: str) -> None:
        self.http = http
        self._api_key = api_key
        self._stack = contextlib.ExitStack()
        self._stream: ByteStream | None = None
        self._decoder = SSEDecoder()
        self._events: Iterator[ServerSentEvent] = iter(())

    def open(self, channels: list[str]) -> datetime:
        """Connect, subscribe, and return the server's time."""
        # The generated request is used, not the generated call, which would wait for the stream's end.
        request = stream_events._get_kwargs(subscribe=channels)  # pyright: ignore[reportPrivateUsage]
        self._decoder = SSEDecoder()
        self._events = iter(())
        # This route knows callers by a query parameter, and takes the usual header for a role check only.
        secret = {"api_key": self._api_key}
        self._stream = self._stack.enter_context(
            self.http.stream(**request, silence=SILENCE, credentials={}, secret_query=secret)
        )
        return server_time(self._stream.headers)

    def told(self) -> tuple[str, str]:
        """Wait for the next frame, and return its name and its JSON."""
        while True:
            try:
                event = next(self._events, None)
            except ValueError as error:
                raise FAMILY.invalid_response(
                    str(error), backend=FAMILY.backend, operation="stream_events"
                ) from error
            if event is not None:
                return event.event, event.data
            piece = self._stream.piece() if self._stream is not None else None
            if piece is None:
                raise FAMILY.interrupted(
                    "the server ended the event stream", backend=FAMILY.backend, operation="stream_events"
                )
            self._events = self._decoder.feed(piece)

    def send(self, command: Frame) -> None:
        """Refuse: a server-sent stream takes no commands."""
        raise FAMILY.invalid_argument(
            f"cannot {command['action']}: the channels of a server-sent stream are fixed when it is opened;"
            ' use events(transport="websocket")',
            backend=FAMILY.backend,
        )

    def close(self) -> None:
        """Disconnect at once."""
        if self._stream is not None:
            self._stream.close()
        self._stack.close()


class WebSocketSource:
    """Frames from `/ws`."""

    def __init__(self, http: Http, api_key: str) -> None:
        self.http = http
        self._api_key = api_key
        self._stack = contextlib.ExitStack()
        self._socket: WebSocket | None = None

    def open(self, channels: list[str]) -> datetime:
        """Connect, subscribe, and return the server's time."""
        query = urlencode({"api_key": self._api_key})
        self._socket = self._stack.enter_context(self.http.websocket(f"/ws?{query}", credentials={}))
        for channel in channels:
            self.send({"action": "subscribe", "channel": channel})
        return server_time(self._socket.headers)

    def told(self) -> tuple[str, str]:
        """Wait for the next frame, and return its JSON; it has no name."""
        socket = self._socket or self._open_socket()
        return "", socket.receive(SILENCE)

    def send(self, command: Frame) -> None:
        """Send a command."""
        self._open_socket().send(json.dumps(command))

    def close(self) -> None:
        """Disconnect at once."""
        self._stack.close()

    def _open_socket(self) -> WebSocket:
        if self._socket is None:
            raise FAMILY.interrupted(
                "the WebSocket is not open", backend=FAMILY.backend, operation="websocket"
            )
        return self._socket


def server_time(headers: Mapping[str, str]) -> datetime:
    """The server's clock when it answered, to the second; this machine's if it did not say."""
    try:
        return parsedate_to_datetime(headers["date"]).astimezone(UTC)
    except (KeyError, ValueError):
        return datetime.now(UTC).replace(microsecond=0)


def read_frame(name: str, text: str) -> Frame:
    """A frame as a dict with a `type`: greeting and heartbeat are named by their transport alone.

    Raises:
        InvalidResponseError: It is not a JSON object.
    """
    try:
        value: object = read_json(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise FAMILY.invalid_response(
            "a frame of the event stream is not a JSON object", backend=FAMILY.backend, body=text
        )
    frame = cast("Frame", value)
    return {"type": name, **frame} if name else frame
