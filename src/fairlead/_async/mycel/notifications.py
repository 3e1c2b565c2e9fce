"""The inbox of a runtime."""

from __future__ import annotations

from collections.abc import Callable

from mycel_backend_client import Client as Wire
from mycel_backend_client.api.auth import whoami
from mycel_backend_client.api.runtime import drain_inbox, wait_inbox

from fairlead._async._client import check_timeout
from fairlead._async.mycel._base import AsyncNamespace
from fairlead._async.mycel.stream import AsyncInboxStream
from fairlead._core.reconnect import Reconnect
from fairlead.mycel import models
from fairlead.mycel._errors import FAMILY

LONGEST_WAIT = 30.0
"""Seconds that a server waits at most."""


class AsyncNotifications(AsyncNamespace):
    """`client.notifications`: what happened, never what was said. Look into the chats for that.

    A user's inbox has one consumer: a second stream or `wait` takes it away from the first.
    """

    async def drain(self) -> models.Inbox:
        """Take what is in the inbox. A chat with unread messages comes back each time until it is read.

        Examples:
            >>> inbox = await client.notifications.drain()
            >>> for item in inbox.notifications:
            ...     if item.chat_id:
            ...         messages = await client.messages.read(item.chat_id)
        """
        return await self._call(models.Inbox, drain_inbox.asyncio_detailed, client=self._wire)

    async def wait(self, timeout_seconds: float = 25.0) -> models.Inbox:
        """Wait until something is in the inbox, and take it.

        Args:
            timeout_seconds: Seconds to wait, 0 to 30. After that, the answer has nothing in it.

        Raises:
            InvalidArgument: The time is out of bounds. Nothing was sent.
            NotFound: This backend cannot wait.
        """
        if not 0 <= timeout_seconds <= LONGEST_WAIT:
            raise FAMILY.invalid_argument(
                f"timeout_seconds must be 0 to {LONGEST_WAIT:g}, got {timeout_seconds!r}",
                backend=FAMILY.backend,
            )
        self._check_token()
        # The server may take all of that time, and then the usual time to answer.
        limit = self._http.timeout
        patient = self._http.view(
            timeout=None if limit is None else limit + timeout_seconds, retry=self._http.retry
        )
        return await self._call(
            models.Inbox,
            wait_inbox.asyncio_detailed,
            client=patient.bind(Wire()),
            timeout_seconds=timeout_seconds,
        )

    def stream(
        self,
        *,
        since_seq: int | None = None,
        timeout: float | None = None,
        should_stop: Callable[[], bool] | None = None,
        connect_timeout: float | None = None,
        reconnect: Reconnect | bool = False,
    ) -> AsyncInboxStream:
        """Follow the inbox, live. Nothing is sent before the stream is entered or iterated.

        What is in the inbox already is not delivered until something new happens: drain it first, and pass
        the last `seq` of that.

        Args:
            since_seq: Go on after this number; None to begin with what happens next.
            timeout: Seconds between two looks at `should_stop`; 1 if None.
            should_stop: Asked from time to time; the stream ends when it says True.
            connect_timeout: Seconds that connecting may take; those of the client if None.
            reconnect: Whether, and how patiently, a broken connection is made again. The stream then goes on
                where it was: every number is delivered once and in order.

        Raises:
            TokenRequired: The client has no token.

        Examples:
            >>> async with client.notifications.stream(since_seq=0, reconnect=True) as frames:
            ...     async for frame in frames:
            ...         print(frame.seq, frame.metadata.event_type)
        """
        self._check_token()
        http = self._http
        if connect_timeout is not None:
            http = http.view(timeout=check_timeout(connect_timeout, FAMILY), retry=http.retry)
        return AsyncInboxStream(
            http,
            self._confirm,
            self.drain,
            since_seq=since_seq,
            pause=1.0 if timeout is None else timeout,
            should_stop=should_stop,
            reconnect=Reconnect() if reconnect is True else reconnect or None,
        )

    async def _confirm(self) -> None:
        """Ask a route that tells a bad token from a server that is not ready."""
        await self._call(models.Me, whoami.asyncio_detailed, client=self._wire)
