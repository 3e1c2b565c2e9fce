"""Operations on chats and their members."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from mycel_backend_models import api
from sqlalchemy import func, select

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.mycel import chats
from fairlead.emulator.mycel.auth import Caller
from fairlead.emulator.mycel.declared import answers
from fairlead.emulator.mycel.inputs import ChatId
from fairlead.emulator.mycel.store import Chat, Member, User, find_member
from fairlead.emulator.mycel.world import Unit, WorldDep

__all__ = ["router"]

router: APIRouter = APIRouter(prefix="/api/chats", tags=["chats"], route_class=JsonRoute)


@router.get("", responses=answers())
async def list_chats(caller: Caller, world: WorldDep) -> list[api.ChatSummary]:
    """List the caller's active chats, the liveliest first."""
    query = (
        select(Chat, Member)
        .join(Member, Member.chat_id == Chat.id)
        .where(Member.user_id == caller.id, Chat.status == "active")
        .order_by(func.coalesce(Chat.updated_at, Chat.created_at).desc(), Chat.number.desc())
    )
    with world.unit() as unit:
        return [chats.as_summary(unit.db, *pair) for pair in unit.db.execute(query)]


@router.post("", responses=answers(400, 422))
async def create_chat(body: api.CreateChatBody, caller: Caller, world: WorldDep) -> api.ChatCreated:
    """Make a chat, or find the direct one there is."""
    with world.unit() as unit:
        others = _participants(unit, caller, body.user_ids)
        kind = body.kind
        if kind is api.ChatKind.auto:
            kind = api.ChatKind.direct if len(others) == 1 else api.ChatKind.group
            if not others:
                raise HTTPException(400, "The chat needs another participant")
        if kind is api.ChatKind.group:
            chat = chats.make_group(unit, caller, others, body.title)
        elif len(others) == 1:
            chat = chats.ensure_direct(unit, caller, others[0], body.title)
        else:
            raise HTTPException(400, "A direct chat has exactly one other participant")
    return api.ChatCreated(id=chat.id, title=chat.title, status=chat.status, created_at=chat.created_at)


@router.get("/{chat_id}", responses=answers(403, 404, 422))
async def get_chat(chat_id: ChatId, caller: Caller, world: WorldDep) -> api.ChatDetail:
    """Get a chat."""
    with world.unit() as unit:
        chat = chats.need_chat(unit.db, chat_id)
        chats.need_membership(unit.db, chat_id, caller)
        return chats.as_detail(unit.db, chat)


@router.post("/{chat_id}/members", responses=answers(400, 403, 404, 422))
async def add_member(
    chat_id: ChatId, body: api.AddMemberBody, caller: Caller, world: WorldDep
) -> api.MemberAdded:
    """Add a member to a group. No relationship is needed, and nothing is said in the chat."""
    with world.unit() as unit:
        chat = chats.need_group(unit.db, chat_id, status=400)
        if chat.created_by_user_id != caller.id:
            raise HTTPException(403, "Only the creator of the chat may add members")
        user = unit.user(body.user_id)
        if user is None or user.id == caller.id:
            raise HTTPException(400, "The user cannot be added")
        if find_member(unit.db, chat_id, user.id) is None:
            chats.add_member(unit.db, chat, user)
    return api.MemberAdded(chat_id=chat_id, user_id=user.id, state="member")


@router.post("/{chat_id}/mute", responses=answers(403, 422))
async def mute_member(chat_id: ChatId, body: api.MuteBody, caller: Caller, world: WorldDep) -> api.MuteState:
    """Mute or unmute the caller, or who belongs to the caller. Nothing happens to a user who is no member."""
    with world.unit() as unit:
        user = unit.user(body.user_id)
        if user is None or caller.id not in (user.id, user.owner_id):
            raise HTTPException(403, "The caller may not mute this user")
        if (member := find_member(unit.db, chat_id, user.id)) is not None:
            member.muted = body.muted
            member.mute_until = (body.mute_until or None) if body.muted else None
    return api.MuteState(status="ok", muted=body.muted)


def _participants(unit: Unit, caller: User, user_ids: list[str]) -> list[User]:
    """The users with these ids, each once.

    Raises:
        HTTPException: 400 if one is unknown, or the caller.
    """
    users: list[User] = []
    for user_id in dict.fromkeys(user_ids):
        user = unit.user(user_id)
        if user is None or user.id == caller.id:
            raise HTTPException(400, f"{user_id!r} cannot be a participant")
        users.append(user)
    return users
