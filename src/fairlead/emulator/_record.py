"""What the emulator has seen: one record for each request and WebSocket."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from fairlead.emulator._faults import Fault, Resolve

# An emulator may run for weeks: what it remembers is bounded.
MAX_REQUESTS = 10_000
MAX_BYTES = 64 * 1024 * 1024
MAX_FRAMES = 1_000
MAX_ANSWER = 64 * 1024


@dataclass(frozen=True, slots=True)
class Frame:
    """One message of a WebSocket.

    Attributes:
        direction: `"in"` from the client, `"out"` to it.
        content: Text or bytes of the message.
        time: When it passed, on the emulator's clock.
    """

    direction: Literal["in", "out"]
    content: str | bytes = field(repr=False)
    time: datetime

    def json(self) -> Any:
        """The message decoded as JSON.

        Raises:
            ValueError: It is not JSON.
        """
        return json.loads(self.content)


@dataclass(slots=True, kw_only=True, eq=False)
class SeenRequest:
    """One request, or one WebSocket connection, as it arrived and as it was answered.

    It is filled in while the answer goes out: before a client has read the whole answer, all but `frames` of
    an open WebSocket is there.

    Attributes:
        method: HTTP method; `"WEBSOCKET"` for a WebSocket.
        path: The path, percent-decoded, without the query.
        query: Query parameters in order; the values of secret ones are redacted.
        headers: Request headers by lower-case name; the values of secret ones are redacted.
        body: Body of the request, as far as the app read it; nothing is redacted in it.
        answer: Body of the answer as far as it was sent: its first 64 KiB, or the latest 64 KiB of an event
            stream; nothing is redacted in it.
        time: When it arrived, on the emulator's clock.
        status: Status of the answer that was sent; None if there was none (yet). A WebSocket that was
            accepted has 101.
        duration: Real seconds until the answer was complete or the connection was gone; None before.
        fault: The fault that happened to it.
        frames: The latest messages of a WebSocket, in both directions.
        close_code: Code the WebSocket was closed with; None while it is open, or if it never was.
        number: How many requests had arrived since the start or the reset, with this one.
    """

    method: str
    path: str
    query: list[tuple[str, str]]
    headers: dict[str, str]
    time: datetime
    body: bytes = field(default=b"", repr=False)
    answer: bytes = field(default=b"", repr=False)
    status: int | None = None
    duration: float | None = None
    fault: Fault | None = None
    frames: list[Frame] = field(default_factory=list[Frame], repr=False)
    close_code: int | None = None
    number: int = 0
    resolve: Resolve = field(repr=False)

    @property
    def route(self) -> str | None:
        """Route of the contract the request belongs to, such as `/packets/{packet_id}`; None if to none."""
        return self.resolve(self.method, self.path)

    def json(self) -> Any:
        """The body decoded as JSON.

        Raises:
            ValueError: It is not JSON.
        """
        return json.loads(self.body)


class Record:
    """The latest requests, oldest first, within limits of number and of bytes. Any thread may use it.

    Args:
        notify: Called on the server's event loop for each request when its answer is complete or its
            connection is gone; for a stream or a WebSocket also when it opens, `duration` being None then.
    """

    def __init__(self, notify: Callable[[SeenRequest], None] | None = None) -> None:
        self.notify: Callable[[SeenRequest], None] = notify or (lambda _: None)
        self._lock = threading.Lock()
        self._seen: dict[SeenRequest, None] = {}  # in order of arrival
        self._arrived = 0
        self._bytes = 0

    def add(self, seen: SeenRequest) -> None:
        """Remember a request that has arrived."""
        with self._lock:
            self._arrived += 1
            seen.number = self._arrived
            self._seen[seen] = None
            self._trim()

    def set_body(self, seen: SeenRequest, body: bytes) -> None:
        """Fill in the body of a remembered request."""
        with self._lock:
            if seen in self._seen:
                seen.body = body
                self._bytes += len(body)
                self._trim()

    def set_answer(self, seen: SeenRequest, answer: bytes) -> None:
        """Fill in what was sent so far of the answer to a remembered request."""
        with self._lock:
            if seen in self._seen:
                self._bytes += len(answer) - len(seen.answer)
                seen.answer = answer
                self._trim()

    def snapshot(self) -> list[SeenRequest]:
        """What is remembered now."""
        with self._lock:
            return [*self._seen]

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._seen.clear()
            self._arrived = 0
            self._bytes = 0

    def _trim(self) -> None:
        while len(self._seen) > MAX_REQUESTS or (self._bytes > MAX_BYTES and len(self._seen) > 1):
            oldest = next(iter(self._seen))
            del self._seen[oldest]
            self._bytes -= len(oldest.body) + len(oldest.answer)
