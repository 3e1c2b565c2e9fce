"""Operations on the messages of a chat."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from mycel_backend_models import api
from sqlalchemy import select

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.mycel import messages
from fairlead.emulator.mycel.auth import Caller
from fairlead.emulator.mycel.chats import need_chat, need_membership
from fairlead.emulator.mycel.declared import answers
from fairlead.emulator.mycel.errors import ServerFailed, refused_if_failed
from fairlead.emulator.mycel.inputs import Before, ChatId, Limit
from fairlead.emulator.mycel.store import Member, Message, User
from fairlead.emulator.mycel.world import Unit, WorldDep

__all__ = ["router"]

router: APIRouter = APIRouter(prefix="/api/chats/{chat_id}", tags=["chats"], route_class=JsonRoute)


@router.get("/messages", responses=answers(403, 422))
async def list_messages(
    chat_id: ChatId, caller: Caller, world: WorldDep, limit: Limit = 50, before: Before = None
) -> list[api.Message]:
    """List the newest messages, or the newest before one, oldest first."""
    query = select(Message).where(Message.chat_id == chat_id).order_by(Message.seq.desc()).limit(limit)
    if before is not None:
        bound = _seq(before, strict_compat=world.settings.strict_compat)
        query = query.where(Message.seq < bound)
    with world.unit() as unit:
        need_membership(unit.db, chat_id, caller)
        return messages.present(unit.db, unit.db.scalars(query).all()[::-1])


@router.post(
    "/messages", responses=answers(400, 403, 409, 422, model_500=api.MessageFollowUpProblem | api.ErrorDetail)
)
async def send_message(
    chat_id: ChatId, body: api.SendMessageBody, caller: Caller, world: WorldDep
) -> api.Message:
    """Write a message, and wake who is to be woken."""
    if not body.content.strip():
        raise HTTPException(400, "The message is blank")
    stored: dict[str, Any] = {}
    with refused_if_failed(stored), world.unit() as unit:
        member = need_membership(unit.db, chat_id, caller)
        addressed = _addressees(unit, chat_id, caller, body)
        if body.enforce_caught_up and messages.count_unread(unit.db, member):
            raise HTTPException(409, "The caller has unread messages in the chat")
        message = messages.post(
            unit,
            need_chat(unit.db, chat_id),
            caller,
            body.content,
            mentioned_ids=body.mentioned_ids or (),
            addressed_to_user_ids=addressed,
            reply_to=body.reply_to,
        )
        if body.enforce_caught_up:
            messages.mark_read(member, message.seq)
        (shown,) = messages.present(unit.db, [message])
        stored["message"] = shown.model_dump(mode="json")
    return shown


@router.get("/messages/unread", responses=answers(403, 422))
async def list_unread_messages(chat_id: ChatId, caller: Caller, world: WorldDep) -> list[api.Message]:
    """List what the caller has not read, and leave it unread."""
    with world.unit() as unit:
        member = need_membership(unit.db, chat_id, caller)
        return messages.present(unit.db, messages.unread(unit.db, member))


@router.post("/messages/read", responses=answers(403, 422))
async def read_unread_messages(chat_id: ChatId, caller: Caller, world: WorldDep) -> list[api.Message]:
    """List what the caller has not read, and mark it as read."""
    with world.unit() as unit:
        need_membership(unit.db, chat_id, caller)
        return messages.present(unit.db, messages.take_unread(unit.db, chat_id, caller.id))


async def _is_bodiless(request: Request) -> bool:
    return not await request.body()


@router.post("/read", responses=answers(403, 422))
async def mark_read(
    chat_id: ChatId,
    caller: Caller,
    world: WorldDep,
    is_bodiless: Annotated[bool, Depends(_is_bodiless)],
    body: Annotated[api.MarkReadBody | None, Body()] = None,
) -> api.Acknowledgement:
    """Mark a chat as read up to a message; without a body, as older clients send it, up to the newest."""
    if body is None and not is_bodiless:
        raise RequestValidationError(
            [{"type": "missing", "loc": ("body",), "msg": "Field required", "input": None}]
        )
    with world.unit() as unit:
        member = need_membership(unit.db, chat_id, caller)
        up_to_seq = need_chat(unit.db, chat_id).last_seq if body is None else body.up_to_seq
        messages.mark_read(member, up_to_seq)
    return api.Acknowledgement(status="ok")


def _seq(text: str, *, strict_compat: bool) -> int:
    """The message number that a page ends before.

    Raises:
        RequestValidationError: 422 if it is no number.
        ServerFailed: The same, under `strict_compat`.
    """
    if not (text.isascii() and text.isdecimal()):
        if strict_compat:
            raise ServerFailed
        message = "Input should be a number"
        raise RequestValidationError(
            [{"type": "value_error", "loc": ("query", "before"), "msg": message, "input": text}]
        )
    return int(text) if len(text) < 19 else 2**63 - 1


def _addressees(unit: Unit, chat_id: str, sender: User, body: api.SendMessageBody) -> list[str]:
    """Whom a message is addressed to.

    Raises:
        HTTPException: 400 if that does not fit its scope, or the members of the chat.
    """
    wanted = list(dict.fromkeys(body.addressed_to_user_ids or ()))
    if body.delivery_scope is api.DeliveryScope.broadcast:
        if wanted:
            raise HTTPException(400, "A broadcast is addressed to nobody in particular")
        return []
    others = [user_id for user_id in wanted if user_id != sender.id]
    if not others:
        raise HTTPException(400, "An addressed message needs somebody else to address")
    members = set(unit.db.scalars(select(Member.user_id).where(Member.chat_id == chat_id)))
    if not members.issuperset(others):
        raise HTTPException(400, "Only members of the chat can be addressed")
    return others
