"""An inbox stream server that does what the test says, on a port of 127.0.0.1."""

from __future__ import annotations

import contextlib
import http
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.client import connect
from websockets.sync.server import Server, ServerConnection, serve

from fairlead.emulator import Emulator

ME = {"id": "u-1", "name": "U", "type": "external"}
Act = Callable[["Peer"], None]


def notify(seq: int, *, era: str = "", **metadata: Any) -> dict[str, Any]:
    """A frame; another era gives the same number other content."""
    return {
        "type": "notify",
        "seq": seq,
        "fingerprint": f"{era}{seq:x}",
        "ts": 1.5,
        "metadata": {"event_type": "chat.message", "chat_id": "c-1", **metadata},
    }


class Peer:
    """The server's end of one connection."""

    def __init__(self, connection: ServerConnection) -> None:
        self._connection = connection

    def send(self, *frames: dict[str, Any] | str) -> None:
        for frame in frames:
            self._connection.send(frame if isinstance(frame, str) else json.dumps(frame))

    def resumed(self) -> int:
        """The number in the client's first message."""
        message = json.loads(self._connection.recv(timeout=10))
        assert message["type"] == "resume"
        return message["since_seq"]

    def cut(self) -> None:
        """Break the connection without a word."""
        self._connection.socket.shutdown(2)

    def close(self, code: int, reason: str) -> None:
        self._connection.close(code, reason)

    def wait(self) -> None:
        """Wait for the client to go away."""
        with contextlib.suppress(ConnectionClosed):
            self._connection.recv()


class Inbox:
    """Serves one WebSocket after the other, each by the next function; the last one serves the rest.

    Attributes:
        headers: Of every handshake.
        refusals: Statuses of the next handshakes.
        me: Status of `/api/auth/me`.
        inboxes: What the next drains find; nothing after that.
        codes: With which clients closed connections, as far as they did.
        drains: How often the inbox was drained.
        served: Connections so far.
    """

    def __init__(self, *acts: Act) -> None:
        self._acts = acts
        self.headers: list[Headers] = []
        self.refusals: list[int] = []
        self.me = 200
        self.inboxes: list[list[dict[str, Any]]] = []
        self.codes: list[int] = []
        self.drains = 0
        self.served = 0
        self._server: Server = serve(self._serve, "127.0.0.1", 0, process_request=self._shake)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.socket.getsockname()[1]}"

    def answer(self, request: Any) -> tuple[int, object]:
        """Status and body for an HTTP request."""
        if request.url.path == "/api/auth/me":
            return (200, ME) if self.me == 200 else (self.me, {"detail": "no"})
        assert (request.method, request.url.path) == ("POST", "/api/runtime/inbox/drain")
        self.drains += 1
        found = self.inboxes.pop(0) if self.inboxes else []
        return 200, {"count": len(found), "notifications": found}

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()

    def _shake(self, connection: ServerConnection, request: Request) -> Response | None:
        self.headers.append(request.headers)
        assert request.path == "/api/runtime/inbox/subscribe"
        if self.refusals:
            status = http.HTTPStatus(self.refusals.pop(0))
            return Response(
                status, status.phrase, Headers({"Location": "/elsewhere", "Content-Length": "0"}), b""
            )
        return None

    def _serve(self, connection: ServerConnection) -> None:
        act = self._acts[min(self.served, len(self._acts) - 1)]
        self.served += 1
        with contextlib.suppress(ConnectionClosed):
            act(Peer(connection))
        if connection.protocol.close_rcvd is not None:
            self.codes.append(connection.protocol.close_rcvd.code)


@pytest.fixture(name="notify")
def _notify() -> Callable[..., dict[str, Any]]:
    """Makes frames."""
    return notify


@pytest.fixture
def vanish() -> Callable[[Emulator, str], None]:
    """Opens an inbox stream of an emulator, and is gone without a word; the server has yet to notice."""

    def vanish(backend: Emulator, token: str) -> None:
        url = f"{backend.url.replace('http', 'ws', 1)}/api/runtime/inbox/subscribe"
        with connect(url, additional_headers={"Authorization": f"Bearer {token}"}) as connection:
            connection.socket.shutdown(socket.SHUT_RDWR)
        until = time.monotonic() + 10
        while not backend.run(lambda: len(backend.clock._sleepers)):
            assert time.monotonic() < until, "the server does not wait"

    return vanish


@pytest.fixture
def inbox() -> Iterator[Callable[..., Inbox]]:
    """Starts servers that are stopped at the end of the test."""
    with contextlib.ExitStack() as running:

        def start(*acts: Act) -> Inbox:
            server = Inbox(*acts)
            running.callback(server.stop)
            return server

        yield start


class CountingServer(ThreadingHTTPServer):
    """Answers every request, and counts connections and requests."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.connections = 0
        self.requests = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: CountingServer

    def setup(self) -> None:
        self.server.connections += 1
        super().setup()

    def do_GET(self) -> None:
        self.server.requests += 1
        body = json.dumps(ME if self.path.endswith("/me") else []).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def counting_server() -> Iterator[CountingServer]:
    with CountingServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def closed_url() -> str:
    """A place where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"
