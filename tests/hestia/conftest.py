"""A server that says exactly what a test tells it to, byte by byte, and the words it says."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest

SECONDS = 10.0  # no wait in these tests is meant to take this long
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"


def wire_event(type: str, /, **data: Any) -> bytes:
    """An event as a server sends it."""
    fields = {"type": type, "data": data, "trace_id": "cmd_1", "timestamp": "2026-01-02T03:04:05+00:00"}
    return f"data: {json.dumps(fields)}\n\n".encode()


@dataclass
class Connection:
    """One connection to a server.

    Attributes:
        socket: To send on.
        number: 0 for the first.
        requests: Heads and bodies that arrived.
        answered: Set once the script has run for the first request.
        gone: Set when the client has closed it.
        gone_at: When that was, by `time.monotonic()`.
    """

    socket: socket.socket
    number: int
    requests: list[tuple[bytes, bytes]] = field(default_factory=list)
    answered: threading.Event = field(default_factory=threading.Event)
    gone: threading.Event = field(default_factory=threading.Event)
    gone_at: float = 0.0


Script = Callable[[Connection], None]


class ScriptedServer:
    """Runs a script for each request, then waits for the client to go away.

    Args:
        script: What to do with a connection that has sent a request.
        serve_raw: Starts the server.
    """

    def __init__(self, script: Script, serve_raw: Callable[..., Any]) -> None:
        self._script = script
        self._arrived = threading.Condition()
        self.connections: list[Connection] = []
        self.url = f"http://127.0.0.1:{serve_raw(self._serve).port}"

    def connection(self, number: int = 0) -> Connection:
        """A connection, as soon as it has sent its first request and got what the script sends."""
        with self._arrived:
            assert self._arrived.wait_for(lambda: len(self.connections) > number, SECONDS)
        found = self.connections[number]
        assert found.answered.wait(SECONDS)
        return found

    def _serve(self, accepted: socket.socket) -> None:
        with self._arrived:
            connection = Connection(accepted, len(self.connections))
            self.connections.append(connection)
            self._arrived.notify_all()
        with suppress(OSError):
            while request := _request(accepted):
                connection.requests.append(request)
                with suppress(OSError):
                    self._script(connection)
                connection.answered.set()
        connection.gone_at = time.monotonic()
        connection.gone.set()


def _request(connection: socket.socket) -> tuple[bytes, bytes] | None:
    received = b""
    while chunk := connection.recv(65536):
        received += chunk
        head, end, body = received.partition(b"\r\n\r\n")
        fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:]) if end else {}
        if end and len(body) >= int(fields.get(b"content-length", 0)):
            return head, body
    return None


@pytest.fixture
def serve(serve_raw: Callable[..., Any]) -> Callable[[Script], ScriptedServer]:
    """Starts servers that run a script."""
    return lambda script: ScriptedServer(script, serve_raw)


@pytest.fixture
def answer_json(serve: Callable[[Script], ScriptedServer]) -> Callable[[Any], ScriptedServer]:
    """Starts servers that keep connections open and answer everything with the same JSON."""

    def start(body: Any) -> ScriptedServer:
        content = json.dumps(body).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
        return serve(lambda connection: connection.socket.sendall(head.encode() + content))

    return start


@pytest.fixture(name="event")
def _event() -> Callable[..., bytes]:
    """An event as a server sends it: `event("token", token="a", position=0)`."""
    return wire_event


@pytest.fixture
def whole_run() -> bytes:
    """The body of a stream that comes to its end."""
    return b"".join(
        [
            wire_event("start", input="hi", mode="normal"),
            wire_event("token", token="a", position=0),
            wire_event("final", output="a"),
            wire_event("done", latency_ms=1.5),
        ]
    )


@pytest.fixture
def no_thread_left() -> Iterator[None]:
    """Fails a test that leaves a thread of ours."""
    yield
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("fairlead-watch")] == []


@pytest.fixture
def within() -> Callable[[float], Any]:
    """A context that must not take longer than so many seconds."""

    @contextmanager
    def limit(seconds: float) -> Iterator[None]:
        started = time.monotonic()
        yield
        assert time.monotonic() - started < seconds

    return limit
