"""Who listens to what, and getting it to them without waiting for anybody."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import Any
from uuid import uuid4

from fairlead.emulator._clock import Clock
from fairlead.emulator.handoffrail.times import offset_text

__all__ = ["Channels", "Frame", "Hub", "Listener"]

Frame = dict[str, Any]
"""What a stream carries: an event, or one of the frames about the stream itself."""

_KINDS = ("status", "packet", "agent")


class Channels:
    """What one stream wants to hear. Nothing subscribed means everything; several channels are OR-ed."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._wanted: set[tuple[str, str]] = set()
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Subscribe to `status:<status>`, `packet:<id>` or `agent:<id>`. Anything else has no effect."""
        if (channel := _parse(name)) is not None:
            self._wanted.add(channel)

    def remove(self, name: str) -> None:
        """Unsubscribe, be it from a channel that was never subscribed."""
        if (channel := _parse(name)) is not None:
            self._wanted.discard(channel)

    def want(self, event: Frame) -> bool:
        """Whether an event is to be delivered."""
        if not self._wanted:
            return True
        metadata = event["data"]["metadata"]
        return not self._wanted.isdisjoint(
            {
                ("status", event["data"]["status"]),
                ("packet", event["packet_id"]),
                ("agent", metadata["source_agent"]["id"]),
                ("agent", metadata["target_agent"]["id"]),
            }
        )


def _parse(name: str) -> tuple[str, str] | None:
    # As in the real server the value ends at the next colon, so an id with a colon cannot be matched.
    kind, colon, rest = name.partition(":")
    return (kind, rest.partition(":")[0]) if colon and kind in _KINDS else None


class Listener:
    """One open stream: a bounded queue of frames that its connection sends as fast as it can.

    Attributes:
        id: The connection's identifier.
        tenant_id: Whose events it hears.
        channels: Which of them.
        is_socket: Whether it is a WebSocket; those are limited in number.
        overflowed: Whether it was closed because it fell too far behind.
    """

    def __init__(self, tenant_id: str, channels: Channels, *, is_socket: bool, buffer: int) -> None:
        self.id: str = str(uuid4())
        self.tenant_id = tenant_id
        self.channels = channels
        self.is_socket = is_socket
        self.overflowed: bool = False
        self._queue: asyncio.Queue[Frame | None] = asyncio.Queue(buffer)

    def offer(self, frame: Frame) -> None:
        """Queue a frame. A listener whose queue is full is closed: it has lost events already."""
        try:
            self._queue.put_nowait(frame)
        except asyncio.QueueFull:
            self.overflowed = True
            self.close()

    def close(self) -> None:
        """End the stream; what is still queued is dropped."""
        while not self._queue.empty():
            self._queue.get_nowait()
        self._queue.put_nowait(None)

    async def frames(self) -> AsyncIterator[Frame]:
        """The frames, until the listener is closed."""
        while (frame := await self._queue.get()) is not None:
            yield frame


class Hub:
    """All open streams.

    Args:
        clock: Times the heartbeats.
        heartbeat: Seconds between two pings on a stream.
        buffer: Frames a listener may be behind.
    """

    def __init__(self, clock: Clock, *, heartbeat: float, buffer: int) -> None:
        self._clock = clock
        self._heartbeat = heartbeat
        self._buffer = buffer
        self._listeners: dict[Listener, asyncio.Task[None]] = {}

    def open(self, tenant_id: str, channels: Channels, *, is_socket: bool) -> Listener:
        """A new stream of a tenant. It must be closed with `close()`."""
        listener = Listener(tenant_id, channels, is_socket=is_socket, buffer=self._buffer)
        self._listeners[listener] = asyncio.create_task(self._beat(listener))
        return listener

    def close(self, listener: Listener) -> None:
        """End a stream. Doing it twice does no harm."""
        if (heartbeat := self._listeners.pop(listener, None)) is not None:
            heartbeat.cancel()
            listener.close()

    def close_all(self) -> None:
        """End every stream."""
        for listener in list(self._listeners):
            self.close(listener)

    def publish(self, tenant_id: str, event: Frame) -> None:
        """Queue an event for every stream of the tenant that wants it. Waits for nobody."""
        for listener in list(self._listeners):
            if listener.tenant_id == tenant_id and listener.channels.want(event):
                listener.offer(event)
                if listener.overflowed:
                    self.close(listener)

    def sockets(self, tenant_id: str) -> int:
        """Open WebSockets of a tenant."""
        return sum(listener.is_socket and listener.tenant_id == tenant_id for listener in self._listeners)

    async def _beat(self, listener: Listener) -> None:
        while not listener.overflowed:
            await self._clock.sleep(self._heartbeat)
            listener.offer({"type": "ping", "timestamp": offset_text(self._clock.now())})
