"""The outermost ASGI layer: it records what arrives and what leaves."""

from __future__ import annotations

import asyncio
from time import perf_counter
from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qsl

from fairlead._core.redact import HIDDEN, SECRET_PARAMETERS, redact_headers
from fairlead.emulator._clock import Clock
from fairlead.emulator._faults import Resolve
from fairlead.emulator._protocol import EXTENSION as CONNECTION
from fairlead.emulator._protocol import Connection
from fairlead.emulator._record import MAX_ANSWER, MAX_FRAMES, Frame, Record, SeenRequest
from fairlead.emulator._routes import WEBSOCKET

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SEEN = "fairlead.seen"


class Recorder:
    """Records every request and WebSocket, and knows those that are open.

    Args:
        app: The next layer; it finds the record in `scope["extensions"]["fairlead.seen"]`.
        record: Where to put what was seen.
        clock: Time of the records.
        resolve: Finds a request's route.
    """

    def __init__(self, app: ASGIApp, record: Record, clock: Clock, resolve: Resolve) -> None:
        self._app = app
        self._record = record
        self._clock = clock
        self._resolve = resolve
        self._open: dict[asyncio.Task[object], tuple[SeenRequest, Connection]] = {}
        self._cut: set[asyncio.Task[object]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, one WebSocket, or the lifespan."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        seen = self._arrived(scope)
        kind = _HTTPExchange if scope["type"] == "http" else _WebSocketExchange
        exchange = kind(seen, self._record, self._clock, receive, send)
        task = asyncio.current_task()
        assert task is not None
        self._open[task] = seen, scope["extensions"][CONNECTION]
        try:
            await self._app(scope, exchange.receive, exchange.send)
        except asyncio.CancelledError:
            if task not in self._cut:
                raise
        finally:
            del self._open[task]
            self._cut.discard(task)
            exchange.finish()

    async def cut_all(self) -> None:
        """Break off everything that is open, and wait until the app has let go of it."""
        open_now = self._open.copy()
        for seen, connection in open_now.values():
            if (
                seen.duration is None
            ):  # otherwise it was answered, and the client may use the connection again
                connection.close()
        for _ in range(3):  # time for those that listen to their connection to end by themselves
            await asyncio.sleep(0)
        for task in self._open.keys() & open_now.keys():
            seen, connection = open_now[task]
            if seen.duration is None:
                connection.reset()
            self._cut.add(task)
            task.cancel()
        await asyncio.gather(*open_now, return_exceptions=True)

    def _arrived(self, scope: Scope) -> SeenRequest:
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        headers: dict[str, str] = {}
        for raw_name, raw_value in scope["headers"]:
            name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
        seen = SeenRequest(
            method=scope["method"] if scope["type"] == "http" else WEBSOCKET,
            path=scope["path"],
            query=[(name, HIDDEN if name.lower() in SECRET_PARAMETERS else value) for name, value in query],
            headers=redact_headers(headers),
            time=self._clock.now(),
            resolve=self._resolve,
        )
        scope["extensions"][SEEN] = seen
        self._record.add(seen)
        return seen


class _Exchange:
    """Passes messages on, and notes them first: a client never knows more than the record."""

    def __init__(self, seen: SeenRequest, record: Record, clock: Clock, receive: Receive, send: Send) -> None:
        self._seen = seen
        self._record = record
        self._clock = clock
        self._receive = receive
        self._send = send
        self._started = perf_counter()
        self._notified = False

    def stop_the_watch(self) -> None:
        if self._seen.duration is None:
            self._seen.duration = perf_counter() - self._started

    def finish(self) -> None:
        self.stop_the_watch()
        if not self._notified:
            self._notified = True
            self._record.notify(self._seen)


class _HTTPExchange(_Exchange):
    def __init__(self, seen: SeenRequest, record: Record, clock: Clock, receive: Receive, send: Send) -> None:
        super().__init__(seen, record, clock, receive, send)
        self._chunks: list[bytes] = []
        self._is_stream = False

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._chunks.append(message.get("body", b""))
            if not message.get("more_body", False):
                self._note_body()
        return message

    async def send(self, message: Message) -> None:
        opens_stream = complete = False
        if message["type"] == "http.response.start":
            self._seen.status = message["status"]
            self._is_stream = opens_stream = is_event_stream(message)
        elif message["type"] == "http.response.body":
            self._note_answer(message.get("body", b""))
            if not message.get("more_body", False):
                self.stop_the_watch()
                complete = True
        await self._send(message)
        if opens_stream:
            self._record.notify(self._seen)
        if complete:
            self.finish()

    def finish(self) -> None:
        self._note_body()
        super().finish()

    def _note_body(self) -> None:
        if self._chunks:
            self._record.set_body(self._seen, b"".join(self._chunks))
            self._chunks.clear()

    def _note_answer(self, chunk: bytes) -> None:
        if chunk and (self._is_stream or len(self._seen.answer) < MAX_ANSWER):
            whole = self._seen.answer + chunk
            kept = whole[-MAX_ANSWER:] if self._is_stream else whole[:MAX_ANSWER]
            self._record.set_answer(self._seen, kept)


class _WebSocketExchange(_Exchange):
    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "websocket.receive":
            self._note("in", message)
        elif message["type"] == "websocket.disconnect" and self._seen.close_code is None:
            self._seen.close_code = message.get("code", 1005)
        return message

    async def send(self, message: Message) -> None:
        match message["type"]:
            case "websocket.accept":
                self._seen.status = 101
            case "websocket.http.response.start":
                self._seen.status = message["status"]
            case "websocket.send":
                self._note("out", message)
            case "websocket.close":
                if self._seen.status is None:
                    self._seen.status = 403  # what closing before accepting means on the wire
                else:
                    self._seen.close_code = message.get("code", 1000)
            case _:
                pass
        await self._send(message)
        if message["type"] == "websocket.accept":
            self._record.notify(self._seen)

    def _note(self, direction: Literal["in", "out"], message: Message) -> None:
        text = message.get("text")
        content = text if text is not None else message["bytes"]
        frames = self._seen.frames
        frames.append(Frame(direction, content, self._clock.now()))
        del frames[:-MAX_FRAMES]


def is_event_stream(start: Message) -> bool:
    """Whether an `http.response.start` message begins a stream of server-sent events."""
    return any(
        name.lower() == b"content-type" and value.startswith(b"text/event-stream")
        for name, value in start.get("headers", ())
    )
