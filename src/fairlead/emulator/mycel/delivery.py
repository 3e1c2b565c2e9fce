"""Which members of a chat a message wakes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select

from fairlead.emulator.mycel.store import Chat, Contact, Member, Message, Thread, User

if TYPE_CHECKING:
    from fairlead.emulator.mycel.world import Unit

__all__ = ["Listener", "deliver", "has_runtime", "is_muted", "wakes"]


def has_runtime() -> ColumnElement[bool]:
    """The condition under which a `User` can be woken: an external user, or an agent with a thread."""
    main_thread = exists().where(Thread.agent_id == User.id, Thread.is_main)
    return or_(User.type == "external", and_(User.type == "agent", main_thread))


_OTHERS = (
    select(Member, User, Contact)
    .join(User, User.id == Member.user_id)
    .outerjoin(Contact, and_(Contact.user_id == User.id, Contact.other_id == bindparam("sender_id")))
    .where(Member.chat_id == bindparam("chat_id"), User.id != bindparam("sender_id"), has_runtime())
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """A member of a chat, as the rules see it.

    Attributes:
        id: Its identifier.
        type: `human`, `agent` or `external`.
        muted: Whether it is muted in the chat.
        related: Whether it and the sender belong to the same owner; then contacts do not matter.
        blocks: Whether it has blocked the sender.
        mutes: Whether it has muted the sender.
    """

    id: str
    type: str
    muted: bool = False
    related: bool = False
    blocks: bool = False
    mutes: bool = False


def wakes(
    listener: Listener, *, message_type: str, addressed: Collection[str], mentioned: Collection[str]
) -> bool:
    """Whether a message of somebody else wakes a member.

    Args:
        listener: The member.
        message_type: Type of the message; a `notification` wakes only whom it names.
        addressed: Whom the message is addressed to; nobody means everybody.
        mentioned: Whom the message mentions.
    """
    if listener.type == "human" or (addressed and listener.id not in addressed):
        return False
    if listener.muted or (not listener.related and (listener.blocks or listener.mutes)):
        return False
    named = {*addressed, *mentioned}
    return listener.id in named if named or message_type == "notification" else True


def is_muted(member: Member, now: float, *, strict_compat: bool) -> bool:
    """Whether a member is muted now. In the real server, a mute never ends by itself."""
    over = member.mute_until is not None and member.mute_until <= now
    return member.muted and (strict_compat or not over)


def deliver(unit: Unit, chat: Chat, sender: User, message: Message) -> None:
    """Wake the members that a message wakes, when it has been committed."""
    unit.pass_point("events", chat.id)
    unit.pass_point("delivery", chat.id)
    strict_compat = unit.world.settings.strict_compat
    for member, user, thought in unit.db.execute(_OTHERS, {"chat_id": chat.id, "sender_id": sender.id}):
        listener = Listener(
            id=user.id,
            type=user.type,
            muted=is_muted(member, unit.now, strict_compat=strict_compat),
            related=user.root_id == sender.root_id,
            blocks=bool(thought and thought.blocked),
            mutes=bool(thought and thought.muted),
        )
        if wakes(
            listener,
            message_type=message.message_type,
            addressed=message.addressed_to_user_ids,
            mentioned=message.mentioned_ids,
        ):
            unit.wake(user, chat)
