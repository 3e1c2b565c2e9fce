"""A loopback server with canned answers, as cheap as possible: the clients are what is measured.

It is a process of its own: what it costs is not counted, and it is the same for everybody.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.request import urlopen

_GO = b"GET /go HTTP/1.1\r\n\r\n"
_CLOSE = 8
_MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


@dataclass(frozen=True)
class Route:
    """What the server answers at a path, whatever the method; the first that fits.

    Attributes:
        path: The path, without a query.
        body: JSON to answer with.
        events: Texts to send instead: over a WebSocket if the client wants one, else as server-sent events.
            The first one is sent at once, the others when the client says `go`.
        greeting: Texts to send over a WebSocket before: the first at once, the others when the client has
            said something. Then all events wait until the client says `go`.
        when: What the query must contain.
    """

    path: str
    body: Any = None
    events: list[str] = field(default_factory=list)
    greeting: list[str] = field(default_factory=list)
    when: str = ""


class Server:
    """What a client knows of the server."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._control = socket.create_connection(("127.0.0.1", port))

    def go(self) -> None:
        """Let the server send the rest of all events."""
        self._control.send(_GO)

    def last(self) -> object:
        """The last request that was answered: its first line, the names of its headers, and its body."""
        with urlopen(f"{self.url}/last") as answer:
            return json.load(answer)

    def close(self) -> None:
        self._control.close()


@contextlib.contextmanager
def serving(routes: list[Route]) -> Iterator[Server]:
    """Start the server, in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(json.dumps([asdict(route) for route in routes]) + "\n")
        process.stdin.flush()
        server = Server(int(process.stdout.readline()))
        try:
            yield server
        finally:
            server.close()
    finally:
        process.stdin.close()  # which ends it
        process.wait(timeout=10)
        process.stdout.close()


class Canned:
    """A route, as bytes."""

    def __init__(self, route: dict[str, Any]) -> None:
        self.path, self.when = route["path"], route["when"]
        self.answer = _answer(route["body"])
        self.streams = bool(route["events"])
        first, *rest = route["events"] or [""]
        head = _head("text/event-stream", "Transfer-Encoding: chunked")
        self.sse = head + _chunk(first), b"".join(map(_chunk, [*rest, ""]))  # an empty chunk is the end
        self.ws = _frame(first), b"".join(map(_frame, rest))
        self.greeting = [_frame(text) for text in route["greeting"]]


def _answer(value: object) -> bytes:
    body = json.dumps(value, separators=(",", ":")).encode()
    return _head("application/json", f"Content-Length: {len(body)}") + body


def _told(head: bytes, body: bytes) -> list[str | list[str]]:
    """A request, without what may differ between clients."""
    first, *headers = head.decode().split("\r\n")
    return [first, sorted(line.partition(":")[0].lower() for line in headers), body.decode()]


def _head(kind: str, length: str) -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{length}\r\n\r\n".encode()


def _chunk(text: str) -> bytes:
    data = text.encode()
    return b"%x\r\n%b\r\n" % (len(data), data)


def _frame(text: str) -> bytes:
    """An unmasked text frame of a WebSocket."""
    data = text.encode()
    if len(data) < 126:
        return bytes([0x81, len(data)]) + data
    size = (126, 2) if len(data) < 65_536 else (127, 8)
    return bytes([0x81, size[0]]) + len(data).to_bytes(size[1]) + data


class Hall:
    """What connections have in common."""

    def __init__(self, routes: list[Canned]) -> None:
        self.routes = routes
        self.waiting: dict[Connection, bytes] = {}
        """What connections get when a client says `go`."""
        self.last: tuple[bytes, bytes] = b"", b""
        """Head and body of the last request."""


class Connection(asyncio.Protocol):
    """Answers every request that it sees, and says over a WebSocket what is to be said."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.pending = b""
        self.said: list[bytes] | None = None
        """What is to be said over the WebSocket that it became, each when the client has said something."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self.transport = transport

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio names it
        self.hall.waiting.pop(self, None)

    def data_received(self, data: bytes) -> None:
        self.pending += data
        if self.said is None:
            self.read_requests()
        else:
            self.read_frames(self.said)

    def read_frames(self, said: list[bytes]) -> None:
        """Take note of what came over a WebSocket; all of it is short."""
        while len(self.pending) >= 2:
            code, size = self.pending[0] & 0x0F, self.pending[1] & 0x7F
            assert size < 127
            length = 6 + (size if size < 126 else 2 + int.from_bytes(self.pending[2:4]))
            if len(self.pending) < length:
                return
            self.pending = self.pending[length:]
            if code == _CLOSE:
                self.transport.close()
            elif said:
                self.transport.write(said.pop(0))

    def read_requests(self) -> None:
        while b"\r\n\r\n" in self.pending:
            head, _, rest = self.pending.partition(b"\r\n\r\n")
            length = int(_header(head, b"content-length") or 0)
            if len(rest) < length:
                return
            self.pending = rest[length:]
            path, _, query = head.split(b" ", 2)[1].decode().partition("?")
            if path == "/go":
                self.release()
            elif path == "/last":
                self.transport.write(_answer(_told(*self.hall.last)))
            else:
                self.hall.last = head, rest[:length]
                self.answer(self.route(path, query), head)

    def route(self, path: str, query: str) -> Canned:
        for route in self.hall.routes:
            if route.path == path and route.when in query:
                return route
        raise LookupError(f"there is no canned answer for {path}?{query}")

    def answer(self, route: Canned, head: bytes) -> None:
        key = _header(head, b"sec-websocket-key")
        if key:
            proof = base64.b64encode(hashlib.sha1(key + _MAGIC).digest())
            self.transport.write(
                b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                b"Sec-WebSocket-Accept: " + proof + b"\r\n\r\n"
            )
            first, rest = route.ws
            hello, *self.said = route.greeting or [first]
            self.transport.write(hello)
            self.hall.waiting[self] = rest if not route.greeting else first + rest
        elif route.streams:
            first, rest = route.sse
            self.transport.write(first)
            self.hall.waiting[self] = rest
        else:
            self.transport.write(route.answer)

    def release(self) -> None:
        """Send everybody what they wait for."""
        for connection, rest in self.hall.waiting.items():
            connection.transport.write(rest)
        self.hall.waiting.clear()


def _header(head: bytes, name: bytes) -> bytes:
    for line in head.split(b"\r\n"):
        key, _, value = line.partition(b":")
        if key.lower() == name:
            return value.strip()
    return b""


async def main() -> None:
    hall = Hall([Canned(route) for route in json.loads(sys.stdin.readline())])
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(hall), "127.0.0.1", 0, backlog=2_000)
    print(server.sockets[0].getsockname()[1], flush=True)
    # Ends with the parent, which holds the other end of standard input.
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
