# Made from src/fairlead/_async/happy/link.py by `nox -s regenerate`: edit that one.
"""The one long-lived socket of a client: calls with answers, and everything that the account is told."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

from fairlead import errors
from fairlead._core import socketio
from fairlead._core.deadline import Deadline
from fairlead._core.logs import log
from fairlead._core.reconnect import Reconnect
from fairlead._sync import _io
from fairlead._sync._http import Http
from fairlead._sync._pool import home
from fairlead._sync._ws import WebSocket
from fairlead._sync.happy._connection import OPERATION, Connection, again, socket_error
from fairlead._sync.happy._listener import Listener
from fairlead.happy._errors import FAMILY
from fairlead.happy._frames import Buffer, Change, Frame, read_frame

PATH = f"/v1/updates/?{socketio.QUERY}"
PATIENCE = Reconnect(delay=0.5, multiplier=2.0, max_delay=30.0, spread=0.2)

TEMPORARY = (errors.TransportError, errors.ServerError, errors.RateLimited)
"""What a further attempt may get over."""


class Link:
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
        http: Http,
        *,
        token: Callable[[], str],
        renew: Callable[[str], bool] | None = None,
        reconnect: Reconnect = PATIENCE,
    ) -> None:
        self._http = http
        self._token = token
        self._renew = renew
        self._reconnect = reconnect
        self._home: object = None
        # Held for moments only, never while something is awaited.
        self._lock = _io.Lock()
        self._changed = _io.Signal()
        self._hurry = _io.Signal()
        self._worker: _io.Worker | None = None
        self._connection: Connection | None = None
        self._listeners: set[Listener] = set()
        self._waiting: set[object] = set()
        self._attempts = 0
        self._failures = 0
        self._failure: errors.FairleadError | None = None
        self._closed = False

    @property
    def is_connected(self) -> bool:
        """Whether there is a connection right now."""
        return self._connection is not None

    def connected(self, deadline: Deadline) -> None:
        """Wait for a connection.

        Raises:
            AuthenticationError: The server does not accept the token.
            ConnectionError: It cannot be reached.
            TimeoutError: The deadline passed.
            ClientClosedError: The link was closed.
        """
        self._open(deadline)

    def call(self, event: str, payload: Mapping[str, Any], timeout: float | None) -> Any:
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
        connection = self._open(deadline)
        with connection.expect() as reply:
            connection.send(event, payload, reply.number)
            if not reply.done.wait(deadline.remaining):
                raise socket_error(FAMILY.timeout, f"the server did not answer to {event} within {timeout} s")
        if reply.failure is not None:
            raise reply.failure
        return reply.value

    def emit(self, event: str, payload: Mapping[str, Any], timeout: float | None = None) -> None:
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
        connection = self._open(Deadline(self._http.timeout if timeout is None else timeout))
        connection.send(event, payload)

    def listen(
        self,
        session_id: str | None = None,
        *,
        kinds: frozenset[str] | None = None,
        buffer_size: int | None = None,
    ) -> Listener:
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

        self._settle()
        listener = Listener(self.leave, Buffer(buffer_size, wanted))
        with self._lock:
            self._begin()
            self._listeners.add(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        """Forget a listener."""
        self._settle()
        with self._lock:
            self._listeners.discard(listener)

    def close(self) -> None:
        """Disconnect at once, also while others wait for something, and for good.

        Calls that wait get an error, and listeners are closed. Closing again does nothing.
        """
        if self._home is not None:
            self._settle()
        with self._lock:
            self._closed = True
            worker, connection, listeners = self._worker, self._connection, list(self._listeners)
        self._hurry.set()
        self._tell_waiting()
        for listener in listeners:
            listener.close()
        if connection is not None:
            connection.close()
        if worker is not None:
            worker.stop()

    def _open(self, deadline: Deadline) -> Connection:
        """The connection, as soon as there is one."""
        self._settle()
        waiter = object()
        with self._lock:
            self._begin()
            self._waiting.add(waiter)
            failures = self._failures
            if self._connection is None:
                self._attempts = 0  # somebody needs it now
                self._hurry.set()
        try:
            while True:
                changed = self._changed
                if self._closed:
                    raise FAMILY.client_closed(OPERATION)
                if (connection := self._connection) is not None:
                    return connection
                failed, failure = self._failures - failures, self._failure
                if failed and failure is not None and self._is_final(failure, failed):
                    raise again(failure)
                if not changed.wait(deadline.remaining):
                    raise socket_error(
                        FAMILY.timeout, f"no connection to the server within {deadline.seconds} s"
                    )
        finally:
            with self._lock:
                self._waiting.discard(waiter)

    def _is_final(self, failure: errors.FairleadError, failed: int) -> bool:
        """Whether one who waits has to give up after some attempts have failed."""
        return failed > self._http.retry.max_retries or not isinstance(failure, TEMPORARY)

    def _settle(self) -> None:
        """Begin anew in another event loop or process: worker, connection and listeners are not there."""
        here = home(FAMILY)
        if self._home is here:
            return
        with _io.alone():
            if self._home is not here:
                self._lock = _io.Lock()  # the old one may be held by a thread that is not there either
                self._worker = self._connection = None
                self._listeners, self._waiting = set(), set()
                self._home = here

    def _begin(self) -> None:
        """See to it that somebody works on the connection. Called with the lock held."""
        if self._closed:
            raise FAMILY.client_closed(OPERATION)
        if self._worker is not None and self._worker.alive:
            return
        self._changed, self._hurry = _io.Signal(), _io.Signal()
        self._attempts = 0
        self._worker = _io.Worker(self._work, "fairlead-happy-link")

    def _work(self) -> None:
        """Keep the connection, for as long as somebody needs it."""
        renewed = False
        while True:
            with self._lock:
                self._hurry = _io.Signal()
            token = self._token()
            try:
                self._converse(token)
            except errors.Unauthorized as error:
                failure: errors.FairleadError = error
                if not renewed and self._renew is not None:
                    renewed = True
                    try:
                        if self._renew(token):
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
            self._hurry.wait(pause)

    def _after(self, failure: errors.FairleadError) -> float | None:
        """How long to wait before the next attempt; None if there is none."""
        with self._lock:
            self._failures += 1
            self._failure = failure
            self._attempts += 1
            pause = self._reconnect.wait(self._attempts, random=random.random())
            listeners: list[Listener] = []
            if pause is None or not isinstance(failure, TEMPORARY):
                pause = None
                listeners.extend(self._listeners)
                self._listeners.clear()
            elif self._closed or not (self._listeners or self._waiting):
                pause = None
            if pause is None:
                self._worker = None
        log.debug(
            "socket: %s; %s", failure, "given up" if pause is None else f"next attempt in {pause:.2f} s"
        )
        self._tell_waiting()
        for listener in listeners:
            listener.fail(failure)
        return pause

    def _converse(self, token: str) -> None:
        """Connect, and take in what the server says until the connection ends, which is an error."""

        def greet(socket: WebSocket) -> Connection:
            return Connection.open(socket, token, self._http.timeout)

        with self._http.websocket(PATH, credentials={}, greet=greet) as connection:
            with self._lock:
                if self._closed:
                    return
                self._connection = connection
                self._hurry = _io.Signal()  # whoever hurries from now on does so after this connection
                listeners = list(self._listeners)
            for listener in listeners:
                listener.change(Change.RESTORED)
            self._tell_waiting()
            end: errors.FairleadError = socket_error(FAMILY.interrupted, "the connection was given up")
            try:
                self._read(connection)
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

    def _read(self, connection: Connection) -> None:
        while True:
            packet = connection.receive()
            self._attempts = 0  # this connection is of use
            match packet:
                case socketio.Event(name, (content, *_)):
                    self._hear(read_frame(name, content))
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
