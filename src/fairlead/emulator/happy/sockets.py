"""The Socket.IO side of the server: python-socketio, and a little that it leaves open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, NamedTuple, cast

import socketio  # pyright: ignore[reportMissingTypeStubs]
from socketio import exceptions  # pyright: ignore[reportMissingTypeStubs]
from starlette.types import ASGIApp, Receive, Scope, Send

from fairlead.emulator._faults import Fault
from fairlead.emulator.happy import rpc, switchboard
from fairlead.emulator.happy.hub import Connection
from fairlead.emulator.happy.world import World

__all__ = ["PATH", "SocketServer"]

PATH = "/v1/updates"
MAX_PACKET_BYTES = 1_000_000
_CONNECTION = "fairlead.connection"


class SocketServer:
    """Serves the sockets, and leaves all other requests to the app.

    Args:
        app: The other requests.
        world: The server.
    """

    def __init__(self, app: ASGIApp, world: World) -> None:
        self._app = app
        self._world = world
        self._open: dict[str, _Socket] = {}
        # Untyped, like the whole library.
        self._io: Any = socketio.AsyncServer(
            async_mode="asgi",
            cors_allowed_origins="*",
            ping_interval=world.settings.ping_interval_seconds,
            ping_timeout=world.settings.ping_timeout_seconds,
            max_http_buffer_size=MAX_PACKET_BYTES,
        )
        self._io.on("connect", self._connect)
        self._io.on("disconnect", self._disconnect)
        self._io.on("*", self._hear)
        self._engine: ASGIApp = socketio.ASGIApp(self._io, socketio_path=PATH)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, one WebSocket, or the lifespan."""
        is_ours = scope["type"] in ("http", "websocket") and scope["path"].rstrip("/") == PATH
        await (self._engine if is_ours else self._app)(scope, receive, send)

    def drop_all(self) -> None:
        """Break all sockets off. Their clients are not told why."""
        for socket in [*self._open.values()]:
            socket.drop()

    async def stop(self) -> None:
        """Let go of all sockets."""
        for socket in self._open.values():
            socket.stop()
        await self._io.shutdown()

    async def _connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        scope = environ["asgi.scope"]
        socket = _Socket(self._io, self._world, sid, scope["extensions"][_CONNECTION])
        said = cast("dict[str, Any]", auth) if isinstance(auth, dict) else {}
        try:
            socket.connection = switchboard.enter(self._world, said, socket)
        except switchboard.Refused as refusal:
            raise exceptions.ConnectionRefusedError(str(refusal)) from refusal
        self._open[sid] = socket

    async def _disconnect(self, sid: str, _reason: str) -> None:
        socket = self._open.pop(sid, None)
        if socket is not None:
            socket.stop()
            switchboard.leave(self._world, socket.participant)

    async def _hear(self, event: str, sid: str, *arguments: Any) -> Any:
        socket = self._open.get(sid)
        if socket is None:
            return self._io.not_handled
        data = arguments[0] if arguments else None
        if event == "rpc-call":
            ack: Any = await rpc.call(self._world, socket.participant, data)
        else:
            async with socket.turn:
                ack = switchboard.hear(self._world, socket.participant, event, data)
                # What others are told of it must be on its way before it is acknowledged.
                await socket.sent()
        ack = await switchboard.acknowledge(self._world, event, ack)
        return self._io.not_handled if ack is switchboard.NO_ACK else ack


class _Outgoing(NamedTuple):
    event: str
    data: Any
    on_ack: Callable[[Any], None] | None
    fault: Fault | None  # what delays it


class _Socket:
    """The way to one connected client: what is sent goes out in order, and never keeps the sender waiting."""

    def __init__(self, io: Any, world: World, sid: str, below: Any) -> None:
        self._io = io
        self._world = world
        self._sid = sid
        self._below = below
        self._waiting: asyncio.Queue[_Outgoing] = asyncio.Queue()
        self._pump: asyncio.Task[None] | None = None
        self.connection: Connection | None = None
        self.turn = asyncio.Lock()  # held while an event is dealt with: calls aside, one after the other

    @property
    def participant(self) -> Connection:
        """Who it leads to."""
        assert self.connection is not None
        return self.connection

    def send(self, event: str, data: Any, on_ack: Callable[[Any], None] | None = None) -> None:
        """Send an event, unless a fault loses it."""
        hit = self._world.faults.take(event, self.participant.scope_id or "")
        if hit is not None and hit.fault.drop is not None:
            return
        self._waiting.put_nowait(_Outgoing(event, data, on_ack, None if hit is None else hit.fault))
        if self._pump is None:
            self._pump = asyncio.create_task(self._send_all())

    async def sent(self) -> None:
        """Wait until all that was sent has been handed over."""
        await self._waiting.join()

    def stop(self) -> None:
        """Send nothing more."""
        if self._pump is not None:
            self._pump.cancel()
        while not self._waiting.empty():
            self._waiting.get_nowait()
            self._waiting.task_done()

    def drop(self) -> None:
        """Break the connection off."""
        self._below.reset()

    async def _send_all(self) -> None:
        while True:
            out = await self._waiting.get()
            try:
                if out.fault is not None:
                    await self._world.delay(out.fault)
                await self._io.emit(out.event, out.data, to=self._sid, callback=out.on_ack)
            finally:
                self._waiting.task_done()
