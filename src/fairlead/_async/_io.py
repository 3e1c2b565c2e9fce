"""The port, asynchronous flavour: the few places where the two flavours of the facades really differ."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any, Protocol, cast

__all__ = ["Signal", "StreamedResponse", "abort", "connect_websocket", "new_client", "receive", "sleep"]

sleep = asyncio.sleep


class Signal:
    """Says once, to all who wait for it, that it is time to stop."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def set(self) -> None:
        """Wake everybody who waits, now and later."""
        self._event.set()

    def is_set(self) -> bool:
        """Whether it is time to stop."""
        return self._event.is_set()

    async def wait(self, seconds: float) -> bool:
        """Wait for the signal, up to `seconds`, and say whether it is set."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._event.wait()
        return self._event.is_set()


class StreamedResponse(Protocol):
    """What is used of an httpx or httpx2 response whose body is still on its way."""

    @property
    def status_code(self) -> int: ...
    @property
    def headers(self) -> Any: ...
    @property
    def extensions(self) -> dict[str, Any]: ...
    def aiter_bytes(self) -> AsyncIterator[bytes]: ...
    async def aclose(self) -> None: ...


def new_client(**options: Any) -> Any:
    """Make an HTTP client with a pool of its own. This is the one place that chooses the library."""
    import httpx2

    # The library keeps 20 idle connections by default, which makes busy clients reconnect all the time.
    limits = httpx2.Limits(max_connections=1000, max_keepalive_connections=200)
    return httpx2.AsyncClient(limits=limits, **options)


async def abort(response: StreamedResponse) -> None:
    """End a response at once, also while another task is waiting for its next bytes."""
    await response.aclose()


def connect_websocket(url: str, **options: Any) -> Any:
    """Connect a WebSocket, as a context manager that closes it."""
    from websockets.asyncio import client
    from websockets.exceptions import InvalidStatus

    class Connection(client.ClientConnection):
        async def handshake(self, *args: Any, **kwargs: Any) -> None:
            try:
                await super().handshake(*args, **kwargs)
            except InvalidStatus as refusal:
                # The library would follow a redirect, and show the credentials to whoever it leads to.
                if "Location" in refusal.response.headers:
                    del refusal.response.headers["Location"]
                raise

    # As Any: the library does not say the types of a few options.
    return cast("Any", client).connect(url, create_connection=Connection, **options)


async def receive(websocket: Any, timeout: float | None) -> str | bytes:
    """Wait up to `timeout` seconds for the next frame of a WebSocket."""
    async with asyncio.timeout(timeout):
        return await websocket.recv()
