"""A Socket.IO server that does what the test says, on a port of 127.0.0.1."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import Callable
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.server import Server, ServerConnection, serve

Answer = Callable[[Any], Any]
NOTHING = object()
"""What an answer is when there is none."""


class SocketServer:
    """Takes clients in, answers their events, and tells all of them what the test wants.

    Attributes:
        answers: Function for each event that has an answer; it gets the content.
        auths: What clients introduced themselves with, one for each connection.
        paths: Where they connected.
        received: Events that came, as names and contents.
        pongs: How often a client showed that it is there.
        refusals: Reasons to refuse the next clients with.
        statuses: HTTP statuses to answer the next clients with.
        ping_interval, ping_timeout: Milliseconds, as told to clients.
        first: What new clients hear first, instead of the opening packet.
        greeting: Packets that the next client hears before it is taken in.
    """

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {"echo": lambda content: content}
        self.auths: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.received: list[tuple[str, Any]] = []
        self.pongs = 0
        self.refusals: list[str] = []
        self.statuses: list[int] = []
        self.ping_interval, self.ping_timeout = 15_000, 45_000
        self.first: str | None = None
        self.greeting: list[str] = []
        self._open: list[ServerConnection] = []
        self._port = 0
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def clients(self) -> int:
        """How many are connected."""
        return len(self._open)

    def start(self) -> None:
        """Begin to serve; again after a stop, in the same place."""
        listener = socket.create_server(("127.0.0.1", self._port))
        self._port = listener.getsockname()[1]
        self._server: Server = serve(
            self._serve, sock=listener, process_request=self._shake, max_size=1_000_000, close_timeout=1
        )
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def stop(self) -> None:
        """Break every connection, and serve no more."""
        self.cut()
        self._server.shutdown()
        self._thread.join(10)

    def tell(self, body: dict[str, Any], *, event: str = "update") -> None:
        """Tell all clients something."""
        content = {"id": "u", "seq": 1, "body": body, "createdAt": 1} if event == "update" else body
        self.say(f"42{json.dumps([event, content])}")

    def say(self, packet: str) -> None:
        """Send all clients a packet."""
        for connection in list(self._open):
            with contextlib.suppress(ConnectionClosed):
                connection.send(packet)

    def cut(self) -> None:
        """Break every connection without a word."""
        for connection in list(self._open):
            with contextlib.suppress(OSError):
                connection.socket.shutdown(socket.SHUT_RDWR)

    def _shake(self, connection: ServerConnection, request: Request) -> Response | None:
        self.paths.append(request.path)
        return connection.respond(self.statuses.pop(0), "no\n") if self.statuses else None

    def _serve(self, connection: ServerConnection) -> None:
        with contextlib.suppress(ConnectionClosed, OSError):
            opening = {"sid": "e", "upgrades": [], "pingInterval": self.ping_interval}
            opening |= {"pingTimeout": self.ping_timeout, "maxPayload": 1_000_000}
            connection.send(self.first or f"0{json.dumps(opening)}")
            hello = connection.recv()
            assert isinstance(hello, str)
            assert hello.startswith("40")
            self.auths.append(json.loads(hello[2:]))
            if self.refusals:
                connection.send(f"44{json.dumps({'message': self.refusals.pop(0)})}")
                return
            while self.greeting:
                connection.send(self.greeting.pop(0))
            self._open.append(connection)
            try:
                connection.send('40{"sid":"s"}')
                for packet in connection:
                    self._take(connection, str(packet))
            finally:
                self._open.remove(connection)

    def _take(self, connection: ServerConnection, packet: str) -> None:
        if packet == "3":
            self.pongs += 1
            return
        assert packet.startswith("42")
        start = packet.index("[")
        name, content = json.loads(packet[start:])
        self.received.append((name, content))
        answer = self.answers[name](content) if name in self.answers else NOTHING
        if answer is not NOTHING and start > 2:
            connection.send(f"43{packet[2:start]}{json.dumps([answer])}")
