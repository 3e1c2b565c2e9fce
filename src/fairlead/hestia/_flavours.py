"""The two flavours of a client, each over connections of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from fairlead.hestia._errors import FAMILY

if TYPE_CHECKING:
    from fairlead._async.hestia.client import AsyncCalls
    from fairlead._sync.hestia.client import Calls


class Flavours:
    """Makes each flavour of a client when it is first used.

    Args:
        blocking: Makes the flavour that blocks.
        asynchronous: Makes the flavour that is awaited.
        origin: Whose connections these use.
    """

    def __init__(
        self,
        blocking: Callable[[], Calls],
        asynchronous: Callable[[], AsyncCalls],
        origin: Flavours | None = None,
    ) -> None:
        self._make_blocking = blocking
        self._make_asynchronous = asynchronous
        self._origin = origin or self
        self._lock = threading.Lock()
        self._closed = False
        self._blocking: Calls | None = None
        self._asynchronous: AsyncCalls | None = None

    @property
    def blocking(self) -> Calls:
        """The flavour that blocks.

        Raises:
            ClientClosed: The client is closed.
        """
        with self._lock:
            self.check_open()
            if self._blocking is None:
                self._blocking = self._make_blocking()
            return self._blocking

    @property
    def asynchronous(self) -> AsyncCalls:
        """The flavour that is awaited.

        Raises:
            ClientClosed: The client is closed.
        """
        with self._lock:
            self.check_open()
            if self._asynchronous is None:
                self._asynchronous = self._make_asynchronous()
            return self._asynchronous

    def with_options(self, timeout: float | None, retries: int) -> Flavours:
        """The same connections with other options."""
        return Flavours(
            lambda: self.blocking.with_options(timeout=timeout, max_retries=retries),
            lambda: self.asynchronous.with_options(timeout=timeout, max_retries=retries),
            self._origin,
        )

    def end(self) -> tuple[Calls | None, AsyncCalls | None]:
        """Hand out no flavour any more, and return those that were made, for the caller to close."""
        origin = self._origin
        with origin._lock:
            origin._closed = True
            return origin._blocking, origin._asynchronous

    def check_open(self) -> None:
        """Raise if the client is closed.

        Raises:
            ClientClosed: It is.
        """
        if self._origin._closed:
            raise FAMILY.client_closed()
