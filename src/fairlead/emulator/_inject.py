"""The ASGI layer around the app that makes faults happen."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Coroutine
from typing import TYPE_CHECKING

from fairlead.emulator._clock import Clock
from fairlead.emulator._events import EventSplitter
from fairlead.emulator._faults import Active, Faults
from fairlead.emulator._protocol import EXTENSION as CONNECTION
from fairlead.emulator._protocol import Connection
from fairlead.emulator._recorder import SEEN, is_event_stream
from fairlead.emulator._routes import WEBSOCKET

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class FaultInjection:
    """Applies the faults of the point `"request"`.

    Args:
        app: The backend's app.
        faults: What goes wrong.
        clock: For latency in virtual time.
    """

    def __init__(self, app: ASGIApp, faults: Faults, clock: Clock) -> None:
        self._app = app
        self._faults = faults
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, one WebSocket, or the lifespan."""
        active = None
        if scope["type"] in ("http", "websocket"):
            method = scope["method"] if scope["type"] == "http" else WEBSOCKET
            active = self._faults.take("request", scope["path"], method=method)
        if active is None:
            await self._app(scope, receive, send)
        else:
            scope["extensions"][SEEN].fault = active.fault
            await self._happen(active, scope, receive, send)

    async def _happen(self, active: Active, scope: Scope, receive: Receive, send: Send) -> None:
        fault = active.fault
        inbox = _Inbox(receive)
        outbox = _Outbox(active, scope, send)
        try:
            await inbox.fill()
            if fault.latency:
                wait = self._clock.sleep if fault.virtual else asyncio.sleep
                await inbox.unless_gone(wait(fault.latency))
            if fault.stall:
                await inbox.unless_gone(active.released())
            if inbox.gone:
                return
            if fault.drop == "before":
                outbox.reset()
            elif fault.status is not None and not fault.processed:
                await outbox.answer()
            else:
                await self._app(scope, inbox.receive, outbox.send)
            if outbox.shut:
                # To uvicorn, an app that returns before its answer is complete is broken, unless the client
                # has left.
                await inbox.until_gone()
        finally:
            outbox.stop()


class _Inbox:
    """What arrives, some of it read ahead of the app."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._ahead: deque[Message] = deque()
        self.gone = False

    async def receive(self) -> Message:
        return self._ahead.popleft() if self._ahead else await self._next()

    async def fill(self) -> None:
        """Read the whole request, or the opening of the WebSocket."""
        while True:
            message = await self._next()
            self._ahead.append(message)
            if not message.get("more_body", False):
                return

    async def until_gone(self) -> None:
        """Wait until the connection is gone, keeping what arrives."""
        while not self.gone:
            self._ahead.append(await self._next())

    async def unless_gone(self, work: Coroutine[None, None, None]) -> None:
        """Do `work`, or as much of it as is done when the client leaves."""
        tasks = [asyncio.create_task(work), asyncio.create_task(self.until_gone())]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _next(self) -> Message:
        message = await self._receive()
        if message["type"] in ("http.disconnect", "websocket.disconnect"):
            self.gone = True
        return message


class _Outbox:
    """What the app sends, and what the fault makes of it."""

    def __init__(self, active: Active, scope: Scope, send: Send) -> None:
        self._active = active
        self._fault = active.fault
        self._is_socket = scope["type"] == "websocket"
        self._connection: Connection = scope["extensions"][CONNECTION]
        self._send = send
        self._begun = False
        self._splitter: EventSplitter | None = None
        self._bytes = 0
        self._events = 0
        self._stalled: asyncio.Task[None] | None = None
        self.shut = False  # nothing that the app sends goes out any more

    async def send(self, message: Message) -> None:
        """Send for the app."""
        if self.shut:
            await asyncio.sleep(0)  # an app that sends without end must not keep the loop to itself
        elif not self._begun:
            self._begun = True
            await self._begin(message)
        elif message["type"] == "http.response.body":
            await self._body(message)
        elif message["type"] == "websocket.send":
            await self._message(message)
        else:
            await self._send(message)

    async def answer(self) -> None:
        """Send the fault's own answer."""
        self.shut = True
        headers, body = self._fault.answer()
        kind = "websocket.http.response" if self._is_socket else "http.response"
        await self._send({"type": f"{kind}.start", "status": self._fault.status, "headers": headers})
        await self._send({"type": f"{kind}.body", "body": body, "more_body": False})

    def reset(self) -> None:
        """Break the connection off."""
        self.shut = True
        self._connection.reset()

    def stop(self) -> None:
        """Give up what runs on its own."""
        if self._stalled is not None:
            self._stalled.cancel()

    async def _begin(self, message: Message) -> None:
        if self._fault.processed:
            await self.answer()
            return
        if self._fault.drop == "after":
            self.reset()
            return
        if message["type"] == "http.response.start":
            if is_event_stream(message):
                self._splitter = EventSplitter()
            if self._fault.cut == "end":
                # An answer that ends early and looks complete cannot have announced its length.
                headers = [pair for pair in message["headers"] if pair[0].lower() != b"content-length"]
                message = {**message, "headers": headers}
        await self._send(message)
        has_events = self._splitter is not None or message["type"] == "websocket.accept"
        if has_events and self._fault.cut_after_events == 0:
            await self._cut()

    async def _body(self, message: Message) -> None:
        body, last = message.get("body", b""), not message.get("more_body", False)
        out, cut = bytearray(), False
        for block, is_event in self._splitter.feed(body, last=last) if self._splitter else [(body, False)]:
            out += block * (self._copies() if is_event else 1)
            if is_event and self._events == self._fault.cut_after_events:
                cut = True
                break
        limit = self._fault.cut_after_bytes
        if limit is not None and self._bytes + len(out) > limit:
            del out[limit - self._bytes :]
            cut = True
        self._bytes += len(out)
        if out or (last and not cut):
            await self._send({"type": message["type"], "body": bytes(out), "more_body": cut or not last})
        if cut:
            await self._cut()

    async def _message(self, message: Message) -> None:
        text = message.get("text")
        self._bytes += len(text.encode() if text is not None else message["bytes"])
        if self._fault.cut_after_bytes is not None and self._bytes > self._fault.cut_after_bytes:
            await self._cut()
            return
        for _ in range(self._copies()):
            await self._send(message)
        if self._events == self._fault.cut_after_events:
            await self._cut()

    def _copies(self) -> int:
        """Count one more event, and say how often it arrives."""
        self._events += 1
        if self._events in self._fault.lose_events:
            return 0
        return 2 if self._events in self._fault.duplicate_events else 1

    async def _cut(self) -> None:
        self.shut = True
        match self._fault.cut:
            case "abort":
                self._connection.close()
            case "stall":
                self._stalled = asyncio.create_task(self._close_when_released())
            case "end" if self._is_socket:
                await self._send({"type": "websocket.close", "code": 1000})
            case "end":
                await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _close_when_released(self) -> None:
        await self._active.released()
        self._connection.close()
