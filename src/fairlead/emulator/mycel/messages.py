"""Messages: writing them, and what of them somebody has not read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import uuid4

from mycel_backend_models import api
from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from fairlead.emulator.mycel.delivery import deliver
from fairlead.emulator.mycel.store import Chat, Member, Message, User, find_member

if TYPE_CHECKING:
    from fairlead.emulator.mycel.world import Unit

__all__ = [
    "count_unread",
    "find_message",
    "is_unread",
    "mark_read",
    "post",
    "present",
    "take_unread",
    "unread",
]

_MAX_SEQ = 2**63 - 1


def post(
    unit: Unit,
    chat: Chat,
    sender: User,
    content: str,
    *,
    message_type: str = "human",
    mentioned_ids: Sequence[str] = (),
    addressed_to_user_ids: Sequence[str] = (),
    reply_to: str | None = None,
) -> Message:
    """Write a message, and wake whom it wakes. The sender need not be a member."""
    chat.last_seq += 1
    chat.updated_at = unit.now
    message = Message(
        id=str(uuid4()),
        chat_id=chat.id,
        seq=chat.last_seq,
        sender_id=sender.id,
        content=content,
        message_type=message_type,
        mentioned_ids=list(mentioned_ids),
        delivery_scope="addressed" if addressed_to_user_ids else "broadcast",
        addressed_to_user_ids=list(addressed_to_user_ids),
        reply_to=reply_to,
        created_at=unit.now,
    )
    unit.db.add(message)
    deliver(unit, chat, sender, message)
    return message


def is_unread() -> ColumnElement[bool]:
    """The condition under which a `Message` is unread for a `Member`, both of the same query."""
    addressee = func.json_each(Message.addressed_to_user_ids).table_valued("value")
    return and_(
        Message.chat_id == Member.chat_id,
        Message.seq > Member.last_read_seq,
        Message.sender_id != Member.user_id,
        or_(
            Message.delivery_scope == "broadcast",
            exists(select(1).select_from(addressee).where(addressee.c.value == Member.user_id)),
        ),
    )


def unread(db: Session, member: Member) -> Sequence[Message]:
    """What a member has not read, oldest first."""
    query = select(Message).join(Member, is_unread()).where(Member.number == member.number)
    return db.scalars(query.order_by(Message.seq)).all()


def count_unread(db: Session, member: Member) -> int:
    """How much a member has not read."""
    query = select(func.count(Message.number)).join(Member, is_unread()).where(Member.number == member.number)
    return db.scalars(query).one()


def find_message(db: Session, chat_id: str, seq: int) -> tuple[Message, str]:
    """A message that exists, by its number, and the name of its sender."""
    query = select(Message, User.name).join(User, User.id == Message.sender_id)
    message, sender_name = db.execute(query.where(Message.chat_id == chat_id, Message.seq == seq)).one()
    return message, sender_name


def mark_read(member: Member, up_to_seq: int) -> None:
    """Move a member's mark forward; it never goes back."""
    member.last_read_seq = max(member.last_read_seq, min(up_to_seq, _MAX_SEQ))


def take_unread(db: Session, chat_id: str, user_id: str) -> Sequence[Message]:
    """What a user has not read in a chat, and now has. Empty for a user who is no member."""
    if (member := find_member(db, chat_id, user_id)) is None:
        return ()
    messages = unread(db, member)
    if messages:
        mark_read(member, messages[-1].seq)
    return messages


def present(db: Session, messages: Sequence[Message]) -> list[api.Message]:
    """Messages as clients see them."""
    senders = {message.sender_id for message in messages}
    names = dict(db.execute(select(User.id, User.name).where(User.id.in_(senders))).all())
    return [
        api.Message(
            id=message.id,
            chat_id=message.chat_id,
            sender_id=message.sender_id,
            sender_name=names[message.sender_id],
            content=message.content,
            message_type=api.MessageType(message.message_type),
            mentioned_ids=message.mentioned_ids,
            delivery_scope=api.DeliveryScope(message.delivery_scope),
            addressed_to_user_ids=message.addressed_to_user_ids,
            seq=message.seq,
            signal=None,
            retracted_at=None,
            created_at=message.created_at,
        )
        for message in messages
    ]
