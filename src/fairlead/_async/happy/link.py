"""The one long-lived socket of a client: calls with answers, and everything that the account is told."""

from __future__ import annotations

import contextlib
import copy
import itertools
import random
from collections.abc import Awaitable, Callable, Generator, Mapping
from typing import Any

from fairlead import errors
from fairlead._async import _io
from fairlead._async._http import AsyncHttp
from fairlead._async._ws import AsyncWebSocket
from fairlead._core import socketio
from fairlead._core.answers import ErrorFamily
from fairlead._core.deadline import Deadline
from fairlead._core.reconnect import Reconnect
from fairlead._version import __version__
from fairlead.happy._frames import Buffer, Change, Frame, Heard, read_frame

PATH = f"/v1/updates/?{socketio.QUERY}"
OPERATION = "socket"
PATIENCE = Reconnect(delay=0.5, multiplier=2.0, max_delay=30.0, spread=0.2)

TEMPORARY = (errors.TransportError, errors.ServerError, errors.RateLimited)
"""What a further attempt may get over."""


class AsyncListener:
    """Hears what the account is told, from the moment it was made until it is closed. It has one reader."""

    def __init__(self, link: AsyncLink, buffer: Buffer) -> None:
        self._link = link
        self._buffer = buffer
        self._lock = _io.Lock()
        self._news = _io.Signal()
        self._failure: errors.FairleadError | None = None
        self._away = False
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._closed

    def close(self) -> None:
        """Hear no more, at once; a `next` that waits returns None. Closing again does nothing."""
        self._closed = True
        self._link.leave(self)
        self._news.set()

    async def next(self, timeout: float | None = None) -> Heard | None:
        """Wait for what comes next: a frame, a change of the connection, or the place of dropped frames.

        Args:
            timeout: Seconds to wait at most; None for no limit.

        Returns:
            None if nothing came in time, or the listener was closed.

        Raises:
            AuthenticationError: The server does not accept the token any more.
            FairleadError: The connection cannot be made again.
        """
        deadline = Deadline(timeout)
        while True:
            # Renewed before the buffer is looked at, so that nothing comes unnoticed in between.
            self._news = news = _io.Signal()
            if self._closed:
                return None
            with self._lock:
                item = self._buffer.get()
            if item is not None:
                return item
            if self._failure is not None:
                raise _again(self._failure)
            if not await news.wait(deadline.remaining):
                return None

    def hear(self, frame: Frame) -> None:
        """Take in what the server told."""
        self._put(frame)

    def change(self, change: Change) -> None:
        """Take in what happened to the connection; being connected for the first time is no change."""
        lost = change is Change.LOST
        if lost != self._away:
            self._away = lost
            self._put(change)

    def fail(self, failure: errors.FairleadError) -> None:
        """Take in that there will be no connection any more."""
        self._failure = failure
        self._news.set()

    def _put(self, item: Frame | Change) -> None:
        with self._lock:
            new = self._buffer.put(item)
        if new:
            self._news.set()


class AsyncLink:
    """The socket of one account, shared by all that needs it.

    It connects when it is first used, and again while somebody listens or calls. Nothing is lost silently: a
    listener is told when the connection broke and when it is back, and a call fails as soon as its answer can
    no longer come.

    Args:
        http: The port, for where the server is and how it is reached.
        token: Gives the bearer token at each connection.
        renew: Gets another token after this one was refused, and says whether it did.
        reconnect: How patiently a broken connection is made again.
    """

    def __init__(
        self,
        http: AsyncHttp,
        *,
        token: Callable[[], str],
        renew: Callable[[str], Awaitable[bool]] | None = None,
        reconnect: Reconnect = PATIENCE,
    ) -> None:
        self._http = http
        self._token = token
        self._renew = renew
        self._reconnect = reconnect
        # Held for moments only, never while something is awaited.
        self._lock = _io.Lock()
        self._changed = _io.Signal()
        self._hurry = _io.Signal()
        self._worker: _io.Worker | None = None
        self._connection: _Connection | None = None
        self._listeners: set[AsyncListener] = set()
        self._waiting = 0
        self._attempts = 0
        self._failures = 0
        self._failure: errors.FairleadError | None = None
        self._closed = False

    @property
    def is_connected(self) -> bool:
        """Whether there is a connection right now."""
        return self._connection is not None

    async def connected(self, deadline: Deadline) -> None:
        """Wait for a connection.

        Raises:
            AuthenticationError: The server does not accept the token.
            ConnectionError: It cannot be reached.
            TimeoutError: The deadline passed.
            ClientClosedError: The link was closed.
        """
        await self._open(deadline)

    async def call(self, event: str, payload: Mapping[str, Any], timeout: float | None) -> Any:
        """Send an event, and wait for what the server answers to it.

        The server does not answer everything: check what it is asked for first. An event is sent once at
        most; after an error other than `InvalidArgumentError`, nobody knows whether it arrived.

        Args:
            event: Its name.
            payload: What to send with it.
            timeout: Seconds for connecting and for the answer; None for no limit.

        Raises:
            TimeoutError: No answer came in time.
            ConnectionError: The server cannot be reached, or the connection broke before the answer came.
            AuthenticationError: The server does not accept the token.
            InvalidArgumentError: The event is too large, or not JSON. Nothing was sent.
            ClientClosedError: The link was closed.
        """
        deadline = Deadline(timeout)
        connection = await self._open(deadline)
        with connection.expect() as reply:
            await connection.send(event, payload, reply.number)
            if not await reply.done.wait(deadline.remaining):
                raise _error(
                    self._http.family.timeout, f"the server did not answer to {event} within {timeout} s"
                )
        if reply.failure is not None:
            raise reply.failure
        return reply.value

    async def emit(self, event: str, payload: Mapping[str, Any], timeout: float | None = None) -> None:
        """Send an event that has no answer.

        Args:
            event: Its name.
            payload: What to send with it.
            timeout: Seconds for connecting; None for those of the client.

        Raises:
            TimeoutError: There was no connection in time.
            ConnectionError: The server cannot be reached, or the connection broke.
            AuthenticationError: The server does not accept the token.
            InvalidArgumentError: The event is too large, or not JSON. Nothing was sent.
            ClientClosedError: The link was closed.
        """
        connection = await self._open(Deadline(self._http.timeout if timeout is None else timeout))
        await connection.send(event, payload)

    def listen(
        self,
        session_id: str | None = None,
        *,
        kinds: frozenset[str] | None = None,
        buffer_size: int | None = None,
    ) -> AsyncListener:
        """Hear what the server tells from now on, connecting if need be. Close the listener in the end.

        To miss nothing, wait until the link is [`connected`][] and read what is stored only then.

        Args:
            session_id: Only what is about this session; None for everything.
            kinds: Only frames of these kinds; None for all.
            buffer_size: Frames that are kept until they are read; None for no limit.

        Raises:
            ClientClosedError: The link was closed.
        """

        def wanted(frame: Frame) -> bool:
            return (session_id is None or frame.session_id == session_id) and (
                kinds is None or frame.kind in kinds
            )

        listener = AsyncListener(self, Buffer(buffer_size, wanted))
        with self._lock:
            self._begin()
            self._listeners.add(listener)
        return listener

    def leave(self, listener: AsyncListener) -> None:
        """Forget a listener."""
        with self._lock:
            self._listeners.discard(listener)

    async def close(self) -> None:
        """Disconnect at once, also while others wait for something, and for good.

        Calls that wait get an error, and listeners are closed. Closing again does nothing.
        """
        with self._lock:
            self._closed = True
            worker, connection, listeners = self._worker, self._connection, list(self._listeners)
        self._hurry.set()
        self._tell_waiting()
        for listener in listeners:
            listener.close()
        if connection is not None:
            await connection.close()
        if worker is not None:
            await worker.stop()

    async def _open(self, deadline: Deadline) -> _Connection:
        """The connection, as soon as there is one."""
        family = self._http.family
        with self._lock:
            self._begin()
            self._waiting += 1
            failures = self._failures
            if self._connection is None:
                self._attempts = 0  # somebody needs it now
                self._hurry.set()
        try:
            while True:
                changed = self._changed
                if self._closed:
                    raise _error(family.closed, "this client is closed; make a new one")
                if (connection := self._connection) is not None:
                    return connection
                failed, failure = self._failures - failures, self._failure
                if failed and failure is not None and self._is_final(failure, failed):
                    raise _again(failure)
                if not await changed.wait(deadline.remaining):
                    raise _error(family.timeout, f"no connection to the server within {deadline.seconds} s")
        finally:
            with self._lock:
                self._waiting -= 1

    def _is_final(self, failure: errors.FairleadError, failed: int) -> bool:
        """Whether one who waits has to give up after some attempts have failed."""
        return failed > self._http.retry.max_retries or not isinstance(failure, TEMPORARY)

    def _begin(self) -> None:
        """See to it that somebody works on the connection. Called with the lock held."""
        if self._closed:
            raise _error(self._http.family.closed, "this client is closed; make a new one")
        if self._worker is not None and self._worker.alive:
            return
        if self._worker is not None:
            # It was abandoned, with its event loop and everything that listened there.
            self._connection = None
            self._listeners.clear()
        self._changed, self._hurry = _io.Signal(), _io.Signal()
        self._attempts = 0
        self._worker = _io.Worker(self._work, "fairlead-happy-link")

    async def _work(self) -> None:
        """Keep the connection, for as long as somebody needs it."""
        renewed = False
        while True:
            with self._lock:
                self._hurry = _io.Signal()
            token = self._token()
            try:
                await self._converse(token)
            except errors.Unauthorized as error:
                failure: errors.FairleadError = error
                if not renewed and self._renew is not None:
                    renewed = True
                    try:
                        if await self._renew(token):
                            continue
                    except errors.FairleadError as refusal:
                        failure = refusal
            except errors.FairleadError as error:
                failure = error
                renewed = False
            else:
                return
            pause = self._after(failure)
            if pause is None:
                return
            await self._hurry.wait(pause)

    def _after(self, failure: errors.FairleadError) -> float | None:
        """How long to wait before the next attempt; None if there is none."""
        with self._lock:
            self._failures += 1
            self._failure = failure
            self._attempts += 1
            pause = self._reconnect.wait(self._attempts, random=random.random())
            listeners: list[AsyncListener] = []
            if pause is None or not isinstance(failure, TEMPORARY):
                pause = None
                listeners.extend(self._listeners)
                self._listeners.clear()
            elif self._closed or not (self._listeners or self._waiting):
                pause = None
            if pause is None:
                self._worker = None
        self._tell_waiting()
        for listener in listeners:
            listener.fail(failure)
        return pause

    async def _converse(self, token: str) -> None:
        """Connect, and take in what the server says until the connection ends, which is an error."""
        family = self._http.family
        async with self._http.websocket(PATH, credentials={}) as socket:
            connection = await self._shake_hands(socket, token)
            with self._lock:
                if self._closed:
                    return
                self._connection = connection
                self._hurry = _io.Signal()  # whoever hurries from now on does so after this connection
                listeners = list(self._listeners)
            for listener in listeners:
                listener.change(Change.RESTORED)
            self._tell_waiting()
            end: errors.FairleadError = _error(family.interrupted, "the connection was given up")
            try:
                await self._read(connection)
            except errors.FairleadError as error:
                end = error
                raise
            finally:
                with self._lock:
                    self._connection = None
                    listeners = list(self._listeners)
                connection.lose(end)
                for listener in listeners:
                    listener.change(Change.LOST)

    async def _shake_hands(self, socket: AsyncWebSocket, token: str) -> _Connection:
        family = self._http.family
        deadline = Deadline(self._http.timeout)
        opened = _decode(await socket.receive(deadline.remaining), family)
        if not isinstance(opened, socketio.Open):
            raise _error(family.invalid_response, "what answers at /v1/updates does not speak Socket.IO")
        await socket.send(
            socketio.encode_connect(
                {"token": token, "clientType": "user-scoped", "happyClient": f"fairlead/{__version__}"}
            )
        )
        while True:
            match _decode(await socket.receive(deadline.remaining), family):
                case socketio.Connected():
                    return _Connection(socket, opened, family)
                case socketio.Refused(message):
                    # There is one reason that can apply to this handshake.
                    raise _error(family.statuses[401], f"the server refused the connection: {message}")
                case socketio.Ping():
                    await socket.send(socketio.PONG)
                case socketio.Closed():
                    raise _error(family.interrupted, "the server closed the connection while it was made")
                case _:
                    pass

    async def _read(self, connection: _Connection) -> None:
        family = self._http.family
        while True:
            packet = _decode(await connection.receive(), family)
            self._attempts = 0  # this connection is of use
            match packet:
                case socketio.Ping():
                    await connection.pong()
                case socketio.Ack(number, value):
                    connection.settle(number, value)
                case socketio.Event(name, (content, *_)):
                    self._hear(read_frame(name, content))
                case socketio.Closed():
                    raise _error(family.interrupted, "the server closed the connection")
                case _:
                    pass

    def _hear(self, frame: Frame | None) -> None:
        if frame is not None:
            with self._lock:
                listeners = list(self._listeners)
            for listener in listeners:
                listener.hear(frame)

    def _tell_waiting(self) -> None:
        with self._lock:
            changed, self._changed = self._changed, _io.Signal()
        changed.set()


class _Reply:
    """The answer to one event."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.done = _io.Signal()
        self.value: Any = None
        self.failure: errors.FairleadError | None = None


class _Connection:
    """One connection that the server accepted."""

    def __init__(self, socket: AsyncWebSocket, opened: socketio.Open, family: ErrorFamily) -> None:
        self._socket = socket
        self._silence = opened.silence
        self._limit = opened.max_payload
        self._family = family
        self._numbers = itertools.count()
        self._replies: dict[int, _Reply] = {}
        self._end: errors.FairleadError | None = None

    @contextlib.contextmanager
    def expect(self) -> Generator[_Reply]:
        """Expect the answer to an event, which is to be sent with the number of the reply."""
        reply = _Reply(next(self._numbers))
        self._replies[reply.number] = reply
        if self._end is not None:
            self.lose(self._end)
        try:
            yield reply
        finally:
            self._replies.pop(reply.number, None)

    def settle(self, number: int, value: Any) -> None:
        """Take in an answer; one that nobody waits for any more is dropped."""
        reply = self._replies.get(number)
        if reply is not None:
            reply.value = value
            reply.done.set()

    def lose(self, end: errors.FairleadError) -> None:
        """Fail everything that waits for an answer, which cannot come any more."""
        self._end = end
        for reply in list(self._replies.values()):
            reply.failure = _error(
                self._family.interrupted, f"the connection broke before the answer came: {end}"
            )
            reply.failure.__cause__ = end
            reply.done.set()

    async def send(self, event: str, payload: Mapping[str, Any], number: int | None = None) -> None:
        """Send an event."""
        try:
            text = socketio.encode_event(event, payload, number)
        except ValueError as error:
            raise _error(self._family.invalid_argument, f"{event} cannot be sent: {error}") from error
        size = len(text)  # as bytes, too, because the text is ASCII
        if self._limit is not None and size > self._limit:
            raise _error(
                self._family.invalid_argument,
                f"{event} has {size} bytes, and the server breaks the connection at more than {self._limit}",
            )
        await self._socket.send(text)

    async def receive(self) -> str:
        """Wait for the next packet; the server says something often enough while it is there."""
        return await self._socket.receive(self._silence)

    async def pong(self) -> None:
        """Show the server that this side is there."""
        await self._socket.send(socketio.PONG)

    async def close(self) -> None:
        """End it at once."""
        await self._socket.close()


def _decode(text: str, family: ErrorFamily) -> socketio.Packet:
    try:
        return socketio.decode(text)
    except ValueError as error:
        raise _error(family.interrupted, f"the connection is of no use: {error}") from None


def _error(kind: type[errors.FairleadError], message: str) -> errors.FairleadError:
    return kind(message, backend="happy", operation=OPERATION)


def _again(failure: errors.FairleadError) -> errors.FairleadError:
    """The same error for another one who waits: an exception is raised once, as it keeps where that was."""
    twin = copy.copy(failure)
    twin.__cause__ = failure
    return twin
