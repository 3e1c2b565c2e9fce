"""The inbox stream: notifications as they happen, over a WebSocket."""

from __future__ import annotations

import contextlib
import json
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Self, cast

from fairlead import errors
from fairlead._async import _io
from fairlead._async._http import AsyncHttp
from fairlead._async._ws import AsyncWebSocket
from fairlead._core import later
from fairlead._core.deadline import Deadline
from fairlead._core.jsontext import read_json
from fairlead._core.reconnect import Reconnect
from fairlead.mycel import models
from fairlead.mycel._errors import FAMILY
from fairlead.mycel._sequence import Sequence, Verdict
from fairlead.mycel.exceptions import ReplayOverflow

SETTLING = 60.0
"""Seconds in which a server surely notices that a client is gone without a word. Its pings take 40."""
_PATIENCE = 2.0
"""Seconds to wait for a server to close a connection, too."""
_clock = time.monotonic

PATH = "/api/runtime/inbox/subscribe"
OPERATION = "inbox stream"

_TEMPORARY = (errors.TransportError, errors.ServerError, errors.RateLimited, errors.Forbidden)
"""What a further attempt to connect may get over. A server that is not ready yet answers 403."""

_UNCLEAR = frozenset({401, 403, 500})
"""Statuses with which the handshake may be refused for a bad token, and for other reasons, too."""


class AsyncInboxStream:
    """Notifications as they happen, as an iterator and a context manager. Made by `notifications.stream`.

    - Order and duplicates: numbers ascend; a frame that the server sends twice is delivered once.
    - Loss: without `reconnect`, a cut connection raises `ConnectionClosed`, and `stream(since_seq=last)` goes
      on. With it, the stream connects again, drains the inbox of what happened meanwhile, and asks for what
      it missed, so that from its first frame (or from `since_seq`) on every number is delivered once and in
      order. Numbers that a `drain` or a `wait` of somebody else took are delivered here, too; and since a
      drain tells of every unread chat, chats that were told of before may come again, under new numbers. The
      server keeps 256 frames: if that is not enough, iterating raises `ReplayOverflow`.
    - Silence: a server that notices late that an earlier connection of this user is gone makes the present
      one deaf. So with `reconnect`, a connection that is silent a minute after it was made is made once more,
      as if it had been cut.
    - A server that was restarted counts from 1 again. The stream notices when a number comes again, and goes
      on from there. It cannot notice if the new count is past the old one by then.
    - End: the stream ends when it is closed or `should_stop` says so. Any error closes it.
    - Closing: `close()`, or leaving the context, frees the connection at once, also while another task waits
      for a frame; that iteration then ends.

    Raises:
        Unauthorized: On entering or on the first frame: the token is not valid, or expired.
        ConnectionFailed: The same: the server cannot be reached. Only a connection that was made once is made
            again.
        ConnectionClosed: On a later frame: the connection broke, and is not, or could not be, made again.
        ReplayOverflow: On any frame: notifications were missed for good.
        InvalidResponse: On any frame: it is not what it should be.
    """

    def __init__(
        self,
        http: AsyncHttp,
        confirm: Callable[[], Awaitable[None]],
        drain: Callable[[], Awaitable[models.Inbox]],
        *,
        since_seq: int | None,
        pause: float,
        should_stop: Callable[[], bool] | None,
        reconnect: Reconnect | None,
    ) -> None:
        self._http = http
        self._confirm = confirm
        self._drain = drain
        self._pause = pause if should_stop else None
        self._should_stop = should_stop
        self._reconnect = reconnect
        self._sequence = Sequence(since_seq, complete=reconnect is not None)
        self._socket: AsyncWebSocket | None = None
        self._connections: deque[contextlib.AsyncExitStack] = deque()
        self._was_connected = False
        self._connected_at: float | None = None
        self._attempts = 0
        self._settling: Deadline | None = None
        self._closing = _io.Signal()

    @property
    def last_seq(self) -> int | None:
        """Number of the last frame that was delivered, or `since_seq` before the first one."""
        return self._sequence.last

    async def __aenter__(self) -> Self:
        try:
            await self._connect()
        except errors.FairleadError:
            await self.close()
            raise
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.close()

    def __aiter__(self) -> AsyncIterator[models.InboxFrame]:
        return self

    async def __anext__(self) -> models.InboxFrame:
        try:
            while not await self._stopped():
                frame = await self._next()
                if frame is not None:
                    return frame
        except errors.FairleadError:
            await self.close()
            raise
        raise StopAsyncIteration

    async def close(self) -> None:
        """End the stream at once. Closing again does nothing."""
        self._closing.set()
        await self._disconnect()

    async def _stopped(self) -> bool:
        if self._should_stop is not None and self._should_stop():
            await self.close()
        return self._closing.is_set()

    async def _next(self) -> models.InboxFrame | None:
        """Wait for a frame; None if there is none to deliver (yet)."""
        try:
            socket = self._socket or await self._connect()
            text = await self._receive(socket)
        except _TEMPORARY as error:
            await self._recover(error)
            return None
        if text is None:
            return None
        content = _json_object(text)
        match content.get("type"):
            case "notify":
                return await self._take(_frame(content))
            case "replay_overflow":
                raise ReplayOverflow(
                    f"frames after {content.get('since_seq')} are not kept any more; the oldest one left is"
                    f" {content.get('oldest_seq')}",
                    frame=content,
                    backend=FAMILY.backend,
                    operation=OPERATION,
                )
            case _:
                return None  # a kind that is newer than this version

    async def _take(self, frame: models.InboxFrame) -> models.InboxFrame | None:
        match self._sequence.judge(frame):
            case Verdict.DELIVER:
                self._attempts = 0
                return frame
            case Verdict.SKIP:
                return None
            case Verdict.RESUME:
                await self._recover(_cut(f"frames before {frame.seq} were left out"))
                return None

    async def _receive(self, socket: AsyncWebSocket) -> str | None:
        settling = self._settling
        try:
            return await socket.receive(self._pause if settling is None else settling.cap(self._pause))
        except errors.TimedOut:
            if settling is not None and settling.expired:
                await self._refresh(socket)
            return None  # time to look at should_stop

    async def _refresh(self, socket: AsyncWebSocket) -> None:
        """Connect again, because the late end of an earlier connection may have made this one deaf."""
        # The end of this one must not be late in its turn.
        await socket.close(_PATIENCE)
        await self._disconnect()
        if not self._closing.is_set():
            await self._connect()
            self._settling = None

    async def _connect(self) -> AsyncWebSocket:
        async with contextlib.AsyncExitStack() as stack:
            try:
                socket = await stack.enter_async_context(self._http.websocket(PATH))
            except errors.StatusError as refusal:
                if refusal.status in _UNCLEAR:
                    await self._confirm()
                raise
            if self._was_connected:
                # What happened in between gets numbers, so that it is among what is asked for. The server is
                # listening already, so that nothing slips through.
                inbox = await self._drain()
                self._sequence.drained(item.seq for item in inbox.notifications if item.seq is not None)
            if self._sequence.last is not None:
                await socket.send(json.dumps({"type": "resume", "since_seq": self._sequence.last}))
            self._connections.append(stack.pop_all())
        self._socket = socket
        self._was_connected = True
        self._connected_at = _clock()
        self._settling = None if self._reconnect is None else Deadline(SETTLING, _clock)
        if self._closing.is_set():
            await self._disconnect()  # closed in the meantime, when there was nothing to close yet
        return socket

    async def _disconnect(self) -> None:
        self._socket = None
        try:
            connection = self._connections.pop()
        except IndexError:
            return  # not connected, or another task was faster
        await connection.aclose()

    async def _recover(self, error: errors.FairleadError) -> None:
        """Get ready to connect again, or raise the error."""
        await self._disconnect()
        if self._closing.is_set():
            return
        if self._reconnect is None or not self._was_connected:
            raise error
        connected_at, self._connected_at = self._connected_at, None
        if connected_at is not None and _clock() - connected_at > self._reconnect.max_delay:
            self._attempts = 0  # that connection was a good one
        self._attempts += 1
        pause = self._reconnect.wait(self._attempts)
        if pause is None:
            raise error
        deadline = Deadline(pause)
        while not deadline.expired and not await self._stopped():
            await self._http.pause(deadline.cap(self._pause) or 0.0, self._closing)


def _cut(message: str) -> errors.FairleadError:
    return FAMILY.interrupted(message, backend=FAMILY.backend, operation=OPERATION)


def _json_object(text: str) -> dict[str, Any]:
    try:
        value: object = read_json(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise FAMILY.invalid_response(
            "a frame of the inbox stream is not a JSON object",
            backend=FAMILY.backend,
            operation=OPERATION,
            body=text,
        )
    return cast("dict[str, Any]", value)


def _frame(content: dict[str, Any]) -> models.InboxFrame:
    try:
        return models.InboxFrame.from_dict(content)
    except later.ValidationError as error:
        fields = ", ".join(
            ".".join(map(str, problem["loc"])) for problem in error.errors(include_input=False)
        )
        raise FAMILY.invalid_response(
            f"a frame of the inbox stream is not valid: {fields}",
            backend=FAMILY.backend,
            operation=OPERATION,
            body=content,
        ) from None
