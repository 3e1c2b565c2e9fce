# Made from src/fairlead/_async/handoffrail/_sources.py by `nox -s regenerate`: edit that one.
"""Where an event stream's frames come from: server-sent events, or a WebSocket.

Both give frames as dicts with a `type`, whatever the transport's own way to name an event.
"""

from __future__ import annotations

import contextlib
import json
from collections import deque
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

    def frame(self) -> Frame:
        """Wait for the next frame."""
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
        self._ready: deque[ServerSentEvent] = deque()
        self._stream: ByteStream | None = None
        self._chunks: Iterator[bytes] | None = None
        self._decoder = SSEDecoder()

    def open(self, channels: list[str]) -> datetime:
        """Connect, subscribe, and return the server's time."""
        # The generated request is used, not the generated call, which would wait for the stream's end.
        request = stream_events._get_kwargs(subscribe=channels)  # pyright: ignore[reportPrivateUsage]
        self._decoder = SSEDecoder()
        self._ready.clear()
        # This route knows callers by a query parameter, and takes the usual header for a role check only.
        secret = {"api_key": self._api_key}
        self._stream = self._stack.enter_context(
            self.http.stream(**request, silence=SILENCE, credentials={}, secret_query=secret)
        )
        self._chunks = self._stream.iter_bytes()
        return server_time(self._stream.headers)

    def frame(self) -> Frame:
        """Wait for the next frame."""
        while not self._ready:
            chunk = next(self._chunks, None) if self._chunks is not None else None
            if chunk is None:
                raise FAMILY.interrupted(
                    "the server ended the event stream", backend=FAMILY.backend, operation="stream_events"
                )
            try:
                self._ready.extend(self._decoder.feed(chunk))
            except ValueError as error:
                raise FAMILY.invalid_response(
                    str(error), backend=FAMILY.backend, operation="stream_events"
                ) from error
        event = self._ready.popleft()
        # Greeting and heartbeat are named by the event field alone.
        return {"type": event.event, **_json_object(event.data)}

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

    def frame(self) -> Frame:
        """Wait for the next frame."""
        return _json_object(self._open_socket().receive(SILENCE))

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


def _json_object(text: str) -> Frame:
    try:
        value: object = read_json(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise FAMILY.invalid_response(
            "a frame of the event stream is not a JSON object", backend=FAMILY.backend, body=text
        )
    return cast("Frame", value)
