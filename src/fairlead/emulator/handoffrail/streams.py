"""The two event streams: server-sent events and WebSocket."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any, cast

from fastapi import APIRouter, HTTPException, Query, WebSocket, WebSocketDisconnect
from starlette.responses import JSONResponse, StreamingResponse
from starlette.types import Receive, Scope, Send

from fairlead.emulator._protocol import EXTENSION
from fairlead.emulator.handoffrail.auth import StreamKey, check, find_key
from fairlead.emulator.handoffrail.declared import answers
from fairlead.emulator.handoffrail.hub import Channels, Frame, Hub, Listener
from fairlead.emulator.handoffrail.limits import MAX_SOCKETS
from fairlead.emulator.handoffrail.times import offset_text
from fairlead.emulator.handoffrail.world import World, WorldDep

__all__ = ["router"]

_FELL_BEHIND = 1013  # WebSocket close code: try again later
_GOING_AWAY = 1001
_BROKE_DOWN = 1011

router: APIRouter = APIRouter(tags=["events"])


class EventStream(StreamingResponse):
    """Server-sent events from one listener, which is closed however the response ends."""

    media_type = "text/event-stream"

    def __init__(self, hub: Hub, listener: Listener) -> None:
        super().__init__(_encoded(listener), headers={"Cache-Control": "no-cache", "X-Accel-Buffering": "no"})
        self._hub = hub
        self._listener = listener

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._hub.close(self._listener)


@router.get("/events", status_code=200, response_class=EventStream, responses=answers(200, stream=True))
async def stream_events(
    world: WorldDep,
    api_key: StreamKey,
    subscribe: Annotated[
        list[str] | None,
        Query(
            description="Channels to listen to, any of which may match: `status:<status>`, `packet:<id>` or "
            "`agent:<id>`. All events of the tenant by default."
        ),
    ] = None,
) -> EventStream:
    """Stream the tenant's events as they happen. There is no replay."""
    tenant_id, _ = _identity(world, api_key)
    listener = world.hub.open(tenant_id, Channels(subscribe or ()), is_socket=False)
    heard = ", ".join(subscribe) if subscribe else "all events"
    listener.offer({"type": "connected", "connection_id": listener.id, "message": f"Listening to {heard}"})
    return EventStream(world.hub, listener)


@router.websocket("/ws")
async def socket(
    websocket: WebSocket, world: WorldDep, api_key: Annotated[str | None, Query()] = None
) -> None:
    """The same events over a WebSocket, with channels that can be changed on the way."""
    try:
        tenant_id, tier = _identity(world, api_key)
        if world.hub.sockets(tenant_id) >= MAX_SOCKETS[tier]:
            raise HTTPException(403, f"The {tier} tier allows no more connections at a time")
    except HTTPException as error:
        await _refuse(websocket, error)
        return
    listener = world.hub.open(tenant_id, Channels(), is_socket=True)
    try:
        await websocket.accept()
        message = "Subscribe to channels, or hear all events"
        listener.offer({"type": "connected", "connection_id": listener.id, "tier": tier, "message": message})
        await _converse(websocket, listener, world)
    finally:
        world.hub.close(listener)


def _identity(world: World, text: str | None) -> tuple[str, str]:
    """Tenant and tier of a stream's key.

    Raises:
        HTTPException: 401 or 403 if the key is not valid; never under `strict_compat`, where such streams
            are the default tenant's, of the lowest tier.
    """
    with world.store.transaction() as db:
        key = find_key(db, text) if text else None
    if world.settings.strict_compat and (key is None or key.revoked):
        return "default", "free"
    key = check(text, key)
    return key.tenant_id, key.tier


async def _refuse(websocket: WebSocket, error: HTTPException) -> None:
    """Answer the handshake with an error."""
    response = JSONResponse({"detail": error.detail}, error.status_code)
    # Before 0.54, uvicorn adds this header again, which makes the answer invalid.
    del response.headers["content-length"]
    await websocket.send_denial_response(response)


async def _encoded(listener: Listener) -> AsyncIterator[str]:
    async for frame in listener.frames():
        name: str = frame["type"]
        is_event = "packet_id" in frame
        data = frame if is_event else {key: value for key, value in frame.items() if key != "type"}
        yield f"event: {name}\ndata: {json.dumps(data)}\n\n"


async def _converse(websocket: WebSocket, listener: Listener, world: World) -> None:
    """Send frames and obey commands, until one side ends it."""
    sender = asyncio.create_task(_send_frames(websocket, listener))
    reader = asyncio.create_task(_obey(websocket, listener, world))
    try:
        done, _ = await asyncio.wait({sender, reader}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        sender.cancel()
        reader.cancel()
        await asyncio.gather(sender, reader, return_exceptions=True)
    for task in done:
        if (error := task.exception()) is not None and not isinstance(error, WebSocketDisconnect):
            raise error


async def _send_frames(websocket: WebSocket, listener: Listener) -> None:
    async for frame in listener.frames():
        await websocket.send_text(json.dumps(frame))
    await websocket.close(_FELL_BEHIND if listener.overflowed else _GOING_AWAY)


async def _obey(websocket: WebSocket, listener: Listener, world: World) -> None:
    while (message := await websocket.receive())["type"] != "websocket.disconnect":
        try:
            answer = _answer(message.get("text"), listener.channels, world)
        except _Breakdown:
            await _drop(websocket)
            return
        if answer is not None:
            listener.offer(answer)


class _Breakdown(Exception):
    """A message that the real server breaks down on; it then drops the connection."""


def _answer(text: str | None, channels: Channels, world: World) -> Frame | None:
    """Carry out a command, and say so. A command without a channel is ignored in silence."""
    if text is None:  # a binary frame
        raise _Breakdown
    try:
        sent: Any = json.loads(text)
    except json.JSONDecodeError:
        return {"type": "error", "message": "The message is not JSON"}
    if not isinstance(sent, dict):
        raise _Breakdown
    command = cast("dict[str, Any]", sent)
    action = command.get("action", "")
    if action == "ping":
        return {"type": "pong", "timestamp": offset_text(world.clock.now())}
    if action not in ("subscribe", "unsubscribe"):
        return {"type": "error", "message": f"Unknown action: {action}"}
    channel = command.get("channel", "")
    if not channel:
        return None
    if not isinstance(channel, str):
        raise _Breakdown
    if action == "subscribe":
        channels.add(channel)
    else:
        channels.remove(channel)
    return {"type": f"{action}d", "channel": channel}


async def _drop(websocket: WebSocket) -> None:
    """End the connection without a close frame; with one, where the server below does not let us."""
    connection = websocket.scope.get("extensions", {}).get(EXTENSION)
    if connection is None:
        await websocket.close(_BROKE_DOWN)
    else:
        connection.close()
