"""The runtime inbox: taking what is there, waiting for it, and the stream."""

from __future__ import annotations

import asyncio
import json
from typing import Any, cast

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from mycel_backend_models import api
from sqlalchemy import bindparam, func, select
from starlette.responses import PlainTextResponse

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.mycel.auth import Caller, identify
from fairlead.emulator.mycel.declared import answers
from fairlead.emulator.mycel.inbox import Frame, Inbox
from fairlead.emulator.mycel.inputs import Timeout
from fairlead.emulator.mycel.messages import find_message, is_unread
from fairlead.emulator.mycel.store import Chat, Member, Message, Queued, User
from fairlead.emulator.mycel.tokens import InvalidToken
from fairlead.emulator.mycel.world import Unit, World, WorldDep

__all__ = ["router"]

_POLICY_VIOLATION = 1008  # WebSocket close codes
_SERVER_ERROR = 1011
_CONNECTION = "fairlead.connection"

router: APIRouter = APIRouter(prefix="/api/runtime/inbox", tags=["runtime"], route_class=JsonRoute)


@router.post("/drain", responses=answers(), response_model_exclude_unset=True)
async def drain_inbox(caller: Caller, world: WorldDep) -> api.Inbox:
    """Take everything out of the inbox. An unread chat comes again until it is read."""
    return _present(_drain(world, caller))


@router.post("/wait", responses=answers(422), response_model_exclude_unset=True)
async def wait_inbox(caller: Caller, world: WorldDep, timeout_seconds: Timeout = 25) -> api.Inbox:
    """Take everything out of the inbox, after waiting for something to be there."""
    frames = _drain(world, caller)
    if not frames:
        with world.inboxes.of(caller.id).listen() as woken:
            await _first_of(woken, world, timeout_seconds)
        frames = _drain(world, caller)
    return _present(frames)


@router.websocket("/subscribe")
async def subscribe(websocket: WebSocket, world: WorldDep) -> None:
    """Send what comes into the inbox, each time the user is woken."""
    scheme, _, token = websocket.headers.get("Authorization", "").partition(" ")
    try:
        user = identify(world, token) if scheme.lower() == "bearer" and token.strip() else None
    except InvalidToken:  # nobody catches it in the real server
        await websocket.send_denial_response(PlainTextResponse("Internal Server Error", 500))
        return
    if user is None:
        await websocket.close(_POLICY_VIOLATION)
        return
    await websocket.accept()
    inbox = world.inboxes.of(user.id)
    with inbox.listen() as woken:
        await _Stream(websocket, world, user, inbox, woken).run()


class _Stream:
    """One open stream."""

    def __init__(
        self, websocket: WebSocket, world: World, user: User, inbox: Inbox, woken: asyncio.Event
    ) -> None:
        self._websocket = websocket
        self._world = world
        self._user = user
        self._inbox = inbox
        self._woken = woken
        self._begun = False  # by the client's first message, or by the first frames

    async def run(self) -> None:
        """Talk until one side ends it."""
        incoming = asyncio.create_task(self._websocket.receive())
        woken = asyncio.create_task(self._woken.wait())
        try:
            while True:
                await asyncio.wait({incoming, woken}, return_when=asyncio.FIRST_COMPLETED)
                if incoming.done():
                    message = incoming.result()
                    if message["type"] == "websocket.disconnect" or not await self._hear(message):
                        return
                    incoming = asyncio.create_task(self._websocket.receive())
                if woken.done():
                    self._woken.clear()
                    if not await self._go_live():
                        return
                    woken = asyncio.create_task(self._woken.wait())
        except WebSocketDisconnect:
            return  # what could not be sent can be asked for again
        finally:
            incoming.cancel()
            woken.cancel()
            await asyncio.gather(incoming, woken, return_exceptions=True)

    async def _hear(self, message: Any) -> bool:
        """Obey the client's first message; others do not matter. False ends the stream."""
        if self._begun:
            return True
        self._begun = True
        try:
            since_seq = _resume(message.get("text"))
        except ValueError:
            _drop(self._websocket)
            return False
        if since_seq is not None:
            await self._send(list(self._inbox.after(since_seq)))
        return True

    async def _go_live(self) -> bool:
        self._begun = True
        hit = self._world.faults.take("drain", self._user.id)
        if hit is not None and hit.fault.drop is not None:
            await self._websocket.close(_SERVER_ERROR, "draining the inbox failed")
            return False
        await self._send(_drain(self._world, self._user))
        return True

    async def _send(self, frames: list[Frame]) -> None:
        for frame in frames:
            await self._websocket.send_text(json.dumps(frame, ensure_ascii=False))


def _resume(text: str | None) -> int | None:
    """The number to resume after; None if the message asks for nothing of the kind.

    Raises:
        ValueError: The message is one that the real server breaks down on.
    """
    if text is None:
        raise ValueError("a binary message")
    sent: Any = json.loads(text)
    if not isinstance(sent, dict):
        return None
    message = cast("dict[str, Any]", sent)
    if message.get("type") != "resume":
        return None
    since_seq = message.get("since_seq") or 0
    if isinstance(since_seq, int | float | str):
        return int(since_seq)
    raise ValueError("since_seq is no number")


def _drop(websocket: WebSocket) -> None:
    """End the connection without a close frame, as a server does that broke down."""
    websocket.scope["extensions"][_CONNECTION].close()


async def _first_of(woken: asyncio.Event, world: World, seconds: float) -> None:
    """Wait until the event is set or the time is over."""
    tasks: list[asyncio.Task[Any]] = [
        asyncio.create_task(woken.wait()),
        asyncio.create_task(world.clock.sleep(seconds)),
    ]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


_QUEUED = select(Queued).where(Queued.user_id == bindparam("user_id")).order_by(Queued.number)
_UNREAD = (
    select(Member.chat_id, func.count(Message.number), func.max(Message.seq))
    .join(Message, is_unread())
    .join(Chat, Chat.id == Member.chat_id)
    .where(Member.user_id == bindparam("user_id"))
    .group_by(Member.chat_id)
    .order_by(Chat.number)
)


def _drain(world: World, user: User) -> list[Frame]:
    """Take everything out of a user's inbox, and number it."""
    with world.unit() as unit:
        items = [*_take_queued(unit, user), *_unread_chats(unit, user)]
        now = unit.now
    inbox = world.inboxes.of(user.id)
    return [inbox.number(item, now) for item in items]


def _take_queued(unit: Unit, user: User) -> list[dict[str, Any]]:
    rows = unit.db.scalars(_QUEUED, {"user_id": user.id}).all()
    for row in rows:
        unit.db.delete(row)
    return [row.item for row in rows]


def _unread_chats(unit: Unit, user: User) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    for chat_id, unread_count, newest_seq in unit.db.execute(_UNREAD, {"user_id": user.id}).all():
        newest, sender_name = find_message(unit.db, chat_id, newest_seq)
        items.append(
            {
                "event_type": "chat.message",
                "notification_type": "chat",
                "chat_id": chat_id,
                "message_id": newest.id,
                "message_seq": newest.seq,
                "sender_name": sender_name,
                "unread_count": unread_count,
            }
        )
    return items


def _present(frames: list[Frame]) -> api.Inbox:
    notifications = [{**frame["metadata"], "seq": frame["seq"]} for frame in frames]
    return api.Inbox.model_validate({"count": len(frames), "notifications": notifications})
