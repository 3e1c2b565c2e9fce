"""A subscription: what happens in a session, as it happens."""

from __future__ import annotations

import random
import time
from collections.abc import AsyncIterator
from typing import Protocol, Self

from fairlead import errors
from fairlead._async.happy._listener import AsyncListener
from fairlead._async.happy.link import PATIENCE, TEMPORARY, AsyncLink
from fairlead._core.deadline import Deadline
from fairlead.happy import _records, models
from fairlead.happy._crypto import RecordKey
from fairlead.happy._errors import FAMILY
from fairlead.happy._flow import KINDS, Flow, Step
from fairlead.happy.exceptions import SessionNotFound, SubscriptionClosed

NEWEST = 2**31 - 1
"""A number that no message has reached: what is before it is the newest."""


SILENCE = 60.0
"""Seconds after which the server is asked whether there is really nothing new."""
_clock = time.monotonic


class SessionSource(Protocol):
    """Where a subscription gets what is not told live."""

    async def key_of(self, session_id: str) -> RecordKey:
        """The key of a session."""
        ...

    async def page_after(self, session_id: str, seq: int) -> _records.MessagePage:
        """A page of the messages after a number."""
        ...

    async def newest_seq(self, session_id: str) -> int:
        """Number of the newest message; 0 when there is none."""
        ...


class SessionSubscription:
    """What happens in a session, as it happens: an iterator and a context manager. Made by `subscribe`.

    - Start: from when it was entered (or from `after_seq` on), everything is delivered.
    - Order and duplicates: messages come with ascending `seq`, each once. Only one that the server stored
      later than another with a higher number comes after that, instead of not at all. Gaps are normal.
    - Loss: when the connection breaks, it is made again, as often as need be: `RECONNECTING`, then the
      messages that were missed, then `RECONNECTED`. Changes of the session in the meantime are not told; read
      it then. When nothing is heard for a minute, the server is asked, too.
    - Slow readers: when more than `buffer_size` updates wait, further ones are dropped. At that place comes
      an `OVERFLOW` that counts them, and then the messages among them, which are read again from the server.
    - What cannot be decrypted is delivered with `body` None and the `raw` of the server.
    - End: after `TERMINATED`, when the session is deleted, or when the subscription is closed.
    - Closing: `aclose()`, or leaving the context, ends it at once, also while another task waits for an
      update; that iteration then ends.

    Permission requests are no messages: they are in the `body` of an `UPDATE_SESSION`, as `requests`.

    Raises:
        SessionNotFound: On entering, or on the first update: there is no such session.
        EncryptionError: The same: its key cannot be opened.
        SubscriptionClosed: The same: it was closed already.
        ConnectionError: The same: the server cannot be reached. Only a connection that was made once is made
            again.
        AuthenticationError: Also on later updates: the server does not accept the token.

    Examples:
        >>> async with client.subscribe(session_id) as updates:
        ...     async for update in updates:
        ...         if update.text:
        ...             print(update.seq, update.role, update.text)
    """

    def __init__(
        self,
        link: AsyncLink,
        source: SessionSource,
        session_id: str,
        *,
        after_seq: int | None,
        buffer_size: int,
        timeout: float | None,
    ) -> None:
        if buffer_size < 1:
            raise FAMILY.invalid_argument(
                f"buffer_size must be 1 or more, got {buffer_size!r}", backend=FAMILY.backend
            )
        if after_seq is not None and after_seq < 0:
            raise FAMILY.invalid_argument(
                f"after_seq must be 0 or more, got {after_seq!r}", backend=FAMILY.backend
            )
        self._link = link
        self._source = source
        self._session_id = session_id
        self._buffer_size = buffer_size
        self._timeout = timeout
        self._last = after_seq
        self._listener: AsyncListener | None = None
        self._key: RecordKey | None = None
        self._flow: Flow | None = None
        self._failures = 0
        self._pause = Deadline(0)
        self._heard = _clock()
        self._closed = False

    @property
    def session_id(self) -> str:
        """The session."""
        return self._session_id

    @property
    def last_seq(self) -> int | None:
        """Number of the last message that was delivered, to go on after; None before the start."""
        return self._last

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.aclose()

    def __aiter__(self) -> AsyncIterator[models.SessionUpdate]:
        return self

    async def __anext__(self) -> models.SessionUpdate:
        update = await self.receive()
        if update is None:
            raise StopAsyncIteration
        return update

    async def receive(self, timeout: float | None = None) -> models.SessionUpdate | None:
        """Wait for the next update; what iterating does, with a time limit.

        Args:
            timeout: Seconds to wait at most; None for no limit.

        Returns:
            None at the end.

        Raises:
            TimeoutError: Nothing happened in time. The subscription goes on.
        """
        if self._flow is None:
            await self.start()
        update = self._ready()
        if update is not None:
            return update
        deadline = Deadline(timeout)
        try:
            update, late = await self._next(deadline)
        except errors.FairleadError:
            await self.aclose()
            raise
        if late:
            raise FAMILY.timeout(
                f"nothing happened in session {self._session_id} within {timeout} s", backend=FAMILY.backend
            )
        return update

    async def start(self) -> None:
        """Begin to listen; done by entering the context. Starting again does nothing.

        Raises:
            SubscriptionClosed: It was closed.
        """
        if self._closed:
            raise SubscriptionClosed(
                "this subscription is closed; make a new one with after_seq=last_seq", backend=FAMILY.backend
            )
        if self._flow is not None:
            return
        # First the live frames, then what is stored: so nothing falls between the two.
        listener = self._listen()
        try:
            await self._link.connected(Deadline(self._timeout))
            self._key = await self._source.key_of(self._session_id)
            if self._last is None:
                self._last = await self._source.newest_seq(self._session_id)
                flow = Flow(self._last)
                flow.asking = False
            else:
                flow = Flow(self._last)
                flow.answer(await self._source.page_after(self._session_id, self._last))
        except BaseException:
            listener.close()
            raise
        self._flow = flow

    async def aclose(self) -> None:
        """End it at once. Closing again does nothing."""
        self._closed = True
        if self._listener is not None:
            self._listener.close()

    def _listen(self) -> AsyncListener:
        if self._listener is not None:
            self._listener.close()  # of a start that did not succeed
        self._listener = self._link.listen(self._session_id, kinds=KINDS, buffer_size=self._buffer_size)
        return self._listener

    def _ready(self) -> models.SessionUpdate | None:
        """The next update, if nothing has to be waited for."""
        flow, listener = self._flow, self._listener
        if flow is None or listener is None:
            return None
        while not self._closed:
            step = flow.next()
            if step is not None:
                return self._deliver(step)
            item = None if flow.ended or flow.asking else listener.poll()
            if item is None:
                break
            flow.hear(item)
            self._heard = _clock()
        return None

    async def _next(self, deadline: Deadline) -> tuple[models.SessionUpdate | None, bool]:
        """The next update, None at the end; and whether there was none in time."""
        flow, listener = self._flow, self._listener
        if flow is None or listener is None:
            return None, False
        while not self._closed:
            update = self._ready()
            if update is not None:
                return update, False
            if flow.ended:
                await self.aclose()
                break
            if flow.asking and self._pause.expired:
                await self._ask(flow)
                continue
            silence = max(0.0, self._heard + SILENCE - _clock())
            item = await listener.next(deadline.cap(self._pause.remaining if flow.asking else silence))
            if item is not None:
                flow.hear(item)
                self._heard = _clock()
            elif listener.closed:
                if not self._closed:
                    raise FAMILY.client_closed()  # it was the whole client
            elif _clock() >= self._heard + SILENCE:
                flow.doubt()
                self._heard = _clock()
            elif deadline.expired:
                return None, True
        return None, False

    async def _ask(self, flow: Flow) -> None:
        """Ask what is stored; if that does not work now, go on listening and try again later."""
        try:
            page = await self._source.page_after(self._session_id, flow.after)
        except SessionNotFound:
            flow.end()
        except TEMPORARY:
            self._failures += 1
            self._pause = Deadline(PATIENCE.wait(self._failures, random=random.random()))
        else:
            self._failures = 0
            flow.answer(page)

    def _deliver(self, step: Step) -> models.SessionUpdate:
        if step.record is not None:
            self._last = max(self._last or 0, step.record.seq)
        return step.open(self._session_id, self._key)
