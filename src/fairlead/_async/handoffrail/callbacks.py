"""Event clients that call functions back. They exist in the asynchronous flavour only.

They keep the names of the SDK that fairlead replaces. New code is usually simpler with the client's
`events()`, which is an iterator and exists in both flavours.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Iterable
from typing import Any, Literal, Self, Unpack
from urllib.parse import urlsplit

from fairlead import errors
from fairlead._async.handoffrail._sources import Frame
from fairlead._async.handoffrail.client import AsyncHandoffRailClient
from fairlead._async.handoffrail.events import AsyncEventStream
from fairlead._clients import ConnectionOptions, check_options
from fairlead._core.reconnect import Reconnect
from fairlead.handoffrail import models
from fairlead.handoffrail._channels import checked_channel, checked_channels
from fairlead.handoffrail._errors import FAMILY

Callback = Callable[..., object]
"""A plain function or a coroutine function."""


class EventCallbacks:
    """Calls back what an event stream hears, from a task of its own. Base of the two event clients.

    Attributes:
        on_packet_created: Called with the event as a dict; so are its siblings for the other event types.
        on_event: Called with every frame as a dict, heartbeats and acknowledgements included.
        on_connected: Called without arguments when a connection was made.
        on_disconnected: Called without arguments when it ended.
        on_error: Called with the exception when the connection failed, or when another callback raised.
    """

    on_packet_created: Callback | None = None
    on_packet_claimed: Callback | None = None
    on_packet_updated: Callback | None = None
    on_packet_in_progress: Callback | None = None
    on_packet_awaiting_human: Callback | None = None
    on_packet_completed: Callback | None = None
    on_packet_failed: Callback | None = None
    on_packet_expired: Callback | None = None
    on_packet_chained: Callback | None = None
    on_hitl_response_ready: Callback | None = None
    on_event: Callback | None = None
    on_connected: Callback | None = None
    on_disconnected: Callback | None = None
    on_error: Callback | None = None

    def __init__(
        self,
        origin: str,
        api_key: str | None,
        transport: Literal["sse", "websocket"],
        reconnect: Reconnect | None,
        options: ConnectionOptions,
    ) -> None:
        check_options(type(self), options, ConnectionOptions.__optional_keys__)
        if api_key is None:
            raise FAMILY.configuration("api_key is missing: pass api_key=", backend=FAMILY.backend)
        self._client = AsyncHandoffRailClient(f"{origin.rstrip('/')}/api/v1", api_key, **options)
        self._transport: Literal["sse", "websocket"] = transport
        self._reconnect = reconnect
        self._channels: list[str] = []
        self._stream: AsyncEventStream | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def connected(self) -> bool:
        """Whether there is a connection at this moment."""
        return self._stream is not None and self._stream.connected

    async def connect(self) -> None:
        """Connect, and return: from now on events are called back in the background.

        Raises:
            AuthenticationError: The key is unknown.
            ConnectionError: The server cannot be reached. Only a connection that was made once is made again.
        """
        if self._task is None or self._task.done():
            stream = self._client.events(
                self._channels, transport=self._transport, reconnect=self._reconnect or False
            )
            stream.listener = _Listener(self)
            self._stream = await stream.__aenter__()
            self._task = asyncio.create_task(self._run(stream), name="handoffrail-events")

    async def disconnect(self) -> None:
        """Disconnect, and wait until no callback runs any more. The client cannot be used again."""
        stream, task = self._stream, self._task
        self._stream = self._task = None
        if stream is not None:
            await stream.close()
        if task is not None and task is not asyncio.current_task():
            await task
        await self._client.close()

    async def __aenter__(self) -> Self:
        try:
            await self.connect()
        except BaseException:
            await self.disconnect()
            raise
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.disconnect()

    async def _run(self, stream: AsyncEventStream) -> None:
        try:
            async for event in stream:
                await self.call_back(f"on_{event.type.replace('.', '_')}", _as_frame(event))
        except errors.FairleadError as error:
            # A lost connection was reported by the stream; anything else has not been yet.
            if not isinstance(error, errors.TransportError):
                await self.call_back("on_error", error)
            await stream.close()

    async def call_back(self, name: str, *arguments: Any) -> None:
        """Call the named callback, if it is set. What it raises goes to `on_error`, never to the stream."""
        callback: Callback | None = getattr(self, name, None)
        if callback is None:
            return
        try:
            result = callback(*arguments)
            if inspect.isawaitable(result):
                await result
        except Exception as error:  # noqa: BLE001 - whatever a callback raises, the stream goes on
            if name != "on_error":
                await self.call_back("on_error", error)
            else:
                context = {"message": "the on_error callback of an event client raised", "exception": error}
                asyncio.get_running_loop().call_exception_handler(context)


class HandoffRailSSEClient(EventCallbacks):
    """Calls back what happens to packets, received as server-sent events.

    Args:
        base_url: Origin of the server, without `/api/v1`.
        api_key: The API key.
        subscribe: Channels, such as `status:created`, `packet:<id>` or `agent:<id>`; none means everything.
        reconnect: Whether a broken connection is made again. What was missed meanwhile is called back then.
        reconnect_delay: Seconds before the first attempt.
        max_reconnect_delay: Longest wait in seconds.
        reconnect_multiplier: Factor by which the wait grows with each attempt that fails.
        options: `http_client`, `proxy` and `verify`.

    Examples:
        >>> async with HandoffRailSSEClient("http://localhost:8080", "hr_...") as events:
        ...     events.on_packet_created = lambda event: print(event["packet_id"])
        ...     await asyncio.sleep(60)
    """

    def __init__(
        self,
        base_url: str = "http://localhost:8080",
        api_key: str | None = None,
        subscribe: str | Iterable[str] | None = None,
        reconnect: bool = True,
        reconnect_delay: float = 1.0,
        max_reconnect_delay: float = 30.0,
        reconnect_multiplier: float = 2.0,
        **options: Unpack[ConnectionOptions],
    ) -> None:
        policy = Reconnect(reconnect_delay, reconnect_multiplier, max_reconnect_delay)
        super().__init__(base_url, api_key, "sse", policy if reconnect else None, options)
        self._channels = checked_channels(subscribe or ())


class HandoffRailWSClient(EventCallbacks):
    """Calls back what happens to packets, received over a WebSocket.

    Args:
        url: Address of the WebSocket, ending in `/ws`.
        api_key: The API key.
        reconnect: Whether a broken connection is made again, with its subscriptions. What was missed
            meanwhile is called back then.
        reconnect_delay: Seconds before the first attempt.
        max_reconnect_delay: Longest wait in seconds.
        reconnect_multiplier: Factor by which the wait grows with each attempt that fails.
        options: `http_client`, `proxy` and `verify`.

    Raises:
        ConfigurationError: The address is not that of a WebSocket.
    """

    def __init__(
        self,
        url: str = "ws://localhost:8080/ws",
        api_key: str | None = None,
        reconnect: bool = True,
        reconnect_delay: float = 1.0,
        max_reconnect_delay: float = 30.0,
        reconnect_multiplier: float = 2.0,
        **options: Unpack[ConnectionOptions],
    ) -> None:
        address = urlsplit(url)
        if address.scheme not in ("ws", "wss") or not address.path.endswith("/ws"):
            raise FAMILY.configuration(
                "url must begin with ws:// or wss:// and end in /ws", backend=FAMILY.backend
            )
        scheme = "https" if address.scheme == "wss" else "http"
        origin = f"{scheme}://{address.netloc}{address.path.removesuffix('/ws')}"
        policy = Reconnect(reconnect_delay, reconnect_multiplier, max_reconnect_delay)
        super().__init__(origin, api_key, "websocket", policy if reconnect else None, options)

    async def subscribe(self, channel: str) -> None:
        """Follow a channel; before `connect`, it is remembered for then.

        Args:
            channel: `status:<status>`, `packet:<id>` or `agent:<id>`.

        Raises:
            InvalidArgumentError: The channel is none of these.
        """
        checked_channel(channel)
        if self._stream is not None:
            await self._stream.subscribe(channel)
        if channel not in self._channels:
            self._channels.append(channel)

    async def unsubscribe(self, channel: str) -> None:
        """Stop following a channel. Without any left, everything is called back."""
        if self._stream is not None:
            await self._stream.unsubscribe(channel)
        if channel in self._channels:
            self._channels.remove(channel)

    async def ping(self) -> None:
        """Ask the server for a sign of life; the answer goes to `on_event`.

        Raises:
            ClientClosedError: The client is not connected.
        """
        if self._stream is None:
            raise FAMILY.closed("not connected: call connect() first", backend=FAMILY.backend)
        await self._stream.ping()


class _Listener:
    """Passes on what the stream goes through."""

    def __init__(self, callbacks: EventCallbacks) -> None:
        self._callbacks = callbacks

    async def frame(self, frame: Frame) -> None:
        await self._callbacks.call_back("on_event", frame)

    async def connected(self) -> None:
        await self._callbacks.call_back("on_connected")

    async def disconnected(self) -> None:
        await self._callbacks.call_back("on_disconnected")

    async def failed(self, error: errors.FairleadError) -> None:
        await self._callbacks.call_back("on_error", error)


def _as_frame(event: models.StreamEvent) -> Frame:
    return event.model_dump(mode="json", exclude={"replayed"} if not event.replayed else None)
