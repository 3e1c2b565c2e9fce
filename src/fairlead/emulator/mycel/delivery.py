"""Which members of a chat a message wakes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from fairlead.emulator.mycel.store import Chat, Contact, Member, Message, User

if TYPE_CHECKING:
    from fairlead.emulator.mycel.world import Unit

__all__ = ["Listener", "deliver", "is_muted", "wakes"]


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
    others = select(Member, User).join(User, User.id == Member.user_id)
    others = others.where(Member.chat_id == chat.id, User.id != sender.id, User.type != "human")
    for member, user in unit.db.execute(others):
        if wakes(
            _listener(unit, member, user, sender),
            message_type=message.message_type,
            addressed=message.addressed_to_user_ids,
            mentioned=message.mentioned_ids,
        ) and unit.has_runtime(user):
            unit.wake(user, chat)


def _listener(unit: Unit, member: Member, user: User, sender: User) -> Listener:
    query = select(Contact).where(Contact.user_id == user.id, Contact.other_id == sender.id)
    contact = unit.db.scalars(query).one_or_none()
    return Listener(
        id=user.id,
        type=user.type,
        muted=is_muted(member, unit.now, strict_compat=unit.world.settings.strict_compat),
        related=user.root_id == sender.root_id,
        blocks=contact is not None and contact.blocked,
        mutes=contact is not None and contact.muted,
    )
