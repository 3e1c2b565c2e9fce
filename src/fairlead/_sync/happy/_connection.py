# Made from src/fairlead/_async/happy/_connection.py by `nox -s regenerate`: edit that one.
"""One connection of the socket: the handshake, events and their answers, and pings."""

from __future__ import annotations

import contextlib
import copy
import itertools
from collections.abc import Generator, Mapping
from typing import Any, Self

from fairlead import errors
from fairlead._core import socketio
from fairlead._core.deadline import Deadline
from fairlead._sync import _io
from fairlead._sync._ws import WebSocket
from fairlead._version import __version__
from fairlead.happy._errors import FAMILY

OPERATION = "socket"


class Reply:
    """The answer to one event."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.done = _io.Signal()
        self.value: Any = None
        self.failure: errors.FairleadError | None = None


class Connection:
    """One connection that the server accepted."""

    def __init__(self, socket: WebSocket, opened: socketio.Open) -> None:
        self._socket = socket
        self._silence = opened.silence
        self._limit = opened.max_payload
        self._numbers = itertools.count()
        self._replies: dict[int, Reply] = {}
        self._end: errors.FairleadError | None = None

    @classmethod
    def open(cls, socket: WebSocket, token: str, timeout: float | None) -> Self:
        """Introduce the client, and wait until the server takes it in.

        Args:
            socket: The WebSocket, on which nothing was said yet.
            token: Bearer token.
            timeout: Seconds that it may take; None for no limit.

        Raises:
            AuthenticationError: The server does not accept the token.
            ResponseFormatError: Something else answers there.
        """
        deadline = Deadline(timeout)
        opened = _decode(socket.receive(deadline.remaining))
        if not isinstance(opened, socketio.Open):
            raise socket_error(FAMILY.invalid_response, "what answers there does not speak Socket.IO")
        socket.send(
            socketio.encode_connect(
                {"token": token, "clientType": "user-scoped", "happyClient": f"fairlead/{__version__}"}
            )
        )
        while True:
            match _decode(socket.receive(deadline.remaining)):
                case socketio.Connected():
                    return cls(socket, opened)
                case socketio.Refused(message):
                    # There is one reason that can apply to this handshake.
                    raise socket_error(FAMILY.statuses[401], f"the server refused the connection: {message}")
                case socketio.Ping():
                    socket.send(socketio.PONG)
                case socketio.Closed():
                    raise socket_error(FAMILY.interrupted, "the server closed it while it was made")
                case _:
                    pass

    @contextlib.contextmanager
    def expect(self) -> Generator[Reply]:
        """Expect the answer to an event, which is to be sent with the number of the reply."""
        reply = Reply(next(self._numbers))
        self._replies[reply.number] = reply
        if self._end is not None:
            self.lose(self._end)
        try:
            yield reply
        finally:
            self._replies.pop(reply.number, None)

    def lose(self, end: errors.FairleadError) -> None:
        """Fail everything that waits for an answer, which cannot come any more."""
        self._end = end
        for reply in list(self._replies.values()):
            reply.failure = socket_error(
                FAMILY.interrupted, f"the connection broke before the answer came: {end}"
            )
            reply.failure.__cause__ = end
            reply.done.set()

    def send(self, event: str, payload: Mapping[str, Any], number: int | None = None) -> None:
        """Send an event; with a number, to be answered.

        Raises:
            InvalidArgumentError: It is too large, or not JSON. Nothing was sent.
            ConnectionError: The connection broke.
        """
        try:
            text = socketio.encode_event(event, payload, number)
        except ValueError as problem:
            raise socket_error(FAMILY.invalid_argument, f"{event} cannot be sent: {problem}") from problem
        size = len(text)  # as bytes, too, because the text is ASCII
        if self._limit is not None and size > self._limit:
            raise socket_error(
                FAMILY.invalid_argument,
                f"{event} has {size} bytes, and the server breaks the connection at more than {self._limit}",
            )
        self._socket.send(text)

    def receive(self) -> socketio.Packet:
        """Wait for the next packet; the server says something often enough while it is there.

        Answers to events go to those who wait for them, and pings are answered.

        Raises:
            ConnectionError: The connection broke, or the server closed it.
            TimeoutError: The server fell silent.
        """
        packet = _decode(self._socket.receive(self._silence))
        match packet:
            case socketio.Ping():
                self._socket.send(socketio.PONG)
            case socketio.Ack(number, value):
                reply = self._replies.get(number)
                if reply is not None:  # or nobody waits for it any more
                    reply.value = value
                    reply.done.set()
            case socketio.Closed():
                raise socket_error(FAMILY.interrupted, "the server closed the connection")
            case _:
                pass
        return packet

    def close(self) -> None:
        """End it at once."""
        self._socket.close()


def _decode(text: str) -> socketio.Packet:
    try:
        return socketio.decode(text)
    except ValueError as problem:
        raise socket_error(FAMILY.interrupted, f"the connection is of no use: {problem}") from None


def socket_error(kind: type[errors.FairleadError], message: str) -> errors.FairleadError:
    """An error of the socket."""
    return kind(message, backend=FAMILY.backend, operation=OPERATION)


def again(failure: errors.FairleadError) -> errors.FairleadError:
    """The same error for another one who waits: an exception is raised once, as it keeps where that was."""
    twin = copy.copy(failure)
    twin.__cause__ = failure
    return twin
