"""What the account is told, for those who listen."""

from __future__ import annotations

from collections.abc import Callable

from fairlead import errors
from fairlead._async import _io
from fairlead._async._pool import ELSEWHERE, is_home
from fairlead._async.happy._connection import again, socket_error
from fairlead._core.deadline import Deadline
from fairlead.happy._errors import FAMILY
from fairlead.happy._frames import Buffer, Change, Frame, Heard


class AsyncListener:
    """Hears what the account is told, from the moment it was made until it is closed. It has one reader."""

    def __init__(self, leave: Callable[[AsyncListener], None], buffer: Buffer) -> None:
        self._home = _io.home()
        self._leave = leave
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
        if is_home(self._home):
            self._leave(self)
            self._news.set()

    def poll(self) -> Heard | None:
        """What comes next, if it is here already."""
        if self._closed or not is_home(self._home):
            return None  # `next` says why
        with self._lock:
            return self._buffer.get()

    async def next(self, timeout: float | None = None) -> Heard | None:
        """Wait for what comes next: a frame, a change of the connection, or the place of dropped frames.

        Args:
            timeout: Seconds to wait at most; None for no limit.

        Returns:
            None if nothing came in time, or the listener was closed.

        Raises:
            AuthenticationError: The server does not accept the token any more.
            FairleadError: The connection cannot be made again.
            ClientClosedError: It belongs to another process or event loop.
        """
        if not is_home(self._home):
            raise socket_error(FAMILY.closed, f"this subscription cannot be used: {ELSEWHERE}")
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
                raise again(self._failure)
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
