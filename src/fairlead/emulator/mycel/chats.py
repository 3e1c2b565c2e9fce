"""Chats and their members: finding, making, and showing them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from fastapi import HTTPException
from mycel_backend_models import api
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from fairlead.emulator.mycel import messages
from fairlead.emulator.mycel.bonds import TIES, identifier
from fairlead.emulator.mycel.people import as_member
from fairlead.emulator.mycel.store import Bond, Chat, Contact, Member, User, find_chat, find_member
from fairlead.emulator.mycel.world import Unit

__all__ = [
    "add_member",
    "as_detail",
    "as_summary",
    "ensure_direct",
    "make_group",
    "members_of",
    "need_chat",
    "need_group",
    "need_membership",
]


def need_chat(db: Session, chat_id: str) -> Chat:
    """The chat with this id.

    Raises:
        HTTPException: 404 if there is none.
    """
    if (chat := find_chat(db, chat_id)) is None:
        raise HTTPException(404, "The chat does not exist")
    return chat


def need_membership(db: Session, chat_id: str, user: User) -> Member:
    """The user's part in a chat.

    Raises:
        HTTPException: 403 if there is none, be it that there is no such chat.
    """
    if (member := find_member(db, chat_id, user.id)) is None:
        raise HTTPException(403, "The caller is no member of the chat")
    return member


def need_group(db: Session, chat_id: str, *, status: int = 409) -> Chat:
    """The active group with this id.

    Raises:
        HTTPException: 404 if there is no such chat, or `status` if it is direct or not active.
    """
    chat = need_chat(db, chat_id)
    if chat.type != "group" or chat.status != "active":
        raise HTTPException(status, "The chat is no active group")
    return chat


def members_of(db: Session, chat: Chat) -> Sequence[User]:
    """The members of a chat, in the order in which they joined."""
    query = select(User).join(Member, Member.user_id == User.id).where(Member.chat_id == chat.id)
    return db.scalars(query.order_by(Member.number)).all()


def add_member(db: Session, chat: Chat, user: User) -> None:
    """Make a user a member, to whom all that was said before is unread."""
    db.add(Member(chat_id=chat.id, user_id=user.id))


def ensure_direct(unit: Unit, caller: User, other: User, title: str | None) -> Chat:
    """The direct chat of two users, made if there is none. The title is for a new one only."""
    mine, theirs = aliased(Member), aliased(Member)
    query = (
        select(Chat)
        .join(mine, (mine.chat_id == Chat.id) & (mine.user_id == caller.id))
        .join(theirs, (theirs.chat_id == Chat.id) & (theirs.user_id == other.id))
        .where(Chat.type == "direct")
        .order_by(Chat.number)
    )
    return unit.db.scalars(query).first() or _make(unit, "direct", title, caller, [other])


def make_group(unit: Unit, caller: User, others: Sequence[User], title: str | None) -> Chat:
    """A new group.

    Raises:
        HTTPException: 400 if the caller has no tie to one of the others.
    """
    for other in others:
        if not _is_tied(unit.db, caller, other):
            raise HTTPException(400, f"The caller has no relationship with {other.id}")
    return _make(unit, "group", title, caller, others)


def _make(unit: Unit, type: str, title: str | None, creator: User, others: Sequence[User]) -> Chat:
    chat = Chat(
        id=str(uuid4()),
        type=type,
        title=title,
        status="active",
        created_by_user_id=creator.id,
        created_at=unit.now,
        last_seq=0,
    )
    unit.db.add(chat)
    unit.db.flush()
    for user in (creator, *others):
        add_member(unit.db, chat, user)
    return chat


def _is_tied(db: Session, caller: User, other: User) -> bool:
    """Whether the caller may put somebody into a group. Only the caller's own ties count."""
    if other.root_id == caller.root_id:
        return True
    wanted = {other.id, other.root_id} - {caller.id}
    contact = select(Contact.number).where(
        Contact.user_id == caller.id, Contact.other_id.in_(wanted), Contact.blocked.is_(False)
    )
    relationship = select(Bond.number).where(
        Bond.id.in_({identifier(caller.id, user_id) for user_id in wanted}),
        Bond.state.in_(TIES),
    )
    return any(db.scalars(query).first() is not None for query in (contact, relationship))


def as_detail(db: Session, chat: Chat) -> api.ChatDetail:
    """A chat, as its members see it."""
    return api.ChatDetail(
        id=chat.id,
        type=api.ChatType(chat.type),
        title=chat.title,
        status=chat.status,
        created_by_user_id=chat.created_by_user_id,
        created_at=chat.created_at,
        members=[as_member(user) for user in members_of(db, chat)],
    )


def as_summary(db: Session, chat: Chat, member: Member) -> api.ChatSummary:
    """A chat in a member's list of chats."""
    users = members_of(db, chat)
    others = [user for user in users if user.id != member.user_id]
    return api.ChatSummary(
        id=chat.id,
        # The real server fails to name an untitled group of one.
        title=chat.title or ", ".join(user.name for user in others or users),
        status=chat.status,
        created_at=chat.created_at,
        updated_at=chat.updated_at,
        avatar_url=others[0].avatar if others else None,
        members=[as_member(user) for user in users],
        last_message=_last_message(db, chat),
        unread_count=messages.count_unread(db, member),
    )


def _last_message(db: Session, chat: Chat) -> api.LastMessage | None:
    if not chat.last_seq:
        return None
    message, sender_name = messages.find_message(db, chat.id, chat.last_seq)
    return api.LastMessage(
        id=message.id,
        content=message.content,
        sender_name=sender_name,
        seq=message.seq,
        created_at=message.created_at,
    )
