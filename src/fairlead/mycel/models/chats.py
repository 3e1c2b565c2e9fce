"""Chats, their members and join requests, and messages."""

from __future__ import annotations

from pydantic import Field

from fairlead._core.models import MappingModel
from fairlead.mycel.models.enums import (
    ChatType,
    DeliveryScope,
    JoinRequestState,
    MessageSignal,
    MessageType,
    UserType,
)


class Acknowledgement(MappingModel):
    """It is done: `status` is `"ok"` or `"deleted"`."""

    status: str


class Member(MappingModel):
    """A member of a chat."""

    id: str
    name: str
    type: UserType
    avatar_url: str | None = None


class LastMessage(MappingModel):
    """The newest message of a chat, in short. Old servers leave out its id and number."""

    id: str | None = None
    content: str
    sender_name: str
    seq: int | None = None
    created_at: float


class ChatSummary(MappingModel):
    """A chat, as the list shows it.

    Attributes:
        id: Its id.
        title: Its title, or the names of the other members.
        status: `"active"`.
        created_at: When it was created, in seconds since 1970.
        updated_at: When the newest message was sent, in seconds since 1970.
        avatar_url: Path of the first other member's picture.
        members: Every member, the caller included.
        last_message: The newest message.
        unread_count: Messages that the caller did not read.
    """

    id: str
    title: str | None = None
    status: str
    created_at: float
    updated_at: float | None = None
    avatar_url: str | None = None
    members: list[Member]
    last_message: LastMessage | None = None
    unread_count: int


class ChatCreated(MappingModel):
    """A chat, as creating one shows it; `chats.get` tells the rest."""

    id: str
    title: str | None = None
    status: str
    created_at: float


class ChatDetail(MappingModel):
    """A chat and its members. Who created a group decides who joins."""

    id: str
    type: ChatType
    title: str | None = None
    status: str
    created_by_user_id: str
    created_at: float
    members: list[Member]


class MemberAdded(MappingModel):
    """A user is a member: `state` is `"member"`."""

    chat_id: str
    user_id: str
    state: str


class MuteState(MappingModel):
    """Whether a member is muted now."""

    status: str
    muted: bool


class JoinRequest(MappingModel):
    """A user's wish to join a group; times are seconds since 1970."""

    id: str
    chat_id: str
    requester_user_id: str
    state: JoinRequestState
    message: str | None = None
    decided_by_user_id: str | None = None
    decided_at: float | None = None
    created_at: float
    updated_at: float
    requester_name: str
    requester_type: UserType


class JoinTarget(MappingModel):
    """A group, seen by somebody who may not be a member.

    Attributes:
        id: Its id.
        type: Always `group`.
        title: Its title.
        status: `"active"`.
        created_by_user_id: Who decides about joining.
        is_member: Whether the caller is a member.
        current_request: The caller's own request, whatever its state.
    """

    id: str
    type: ChatType
    title: str | None = None
    status: str
    created_by_user_id: str
    is_member: bool
    current_request: JoinRequest | None = None


class Message(MappingModel):
    """A message of a chat.

    Attributes:
        id: Its id.
        chat_id: The chat.
        sender_id: Who sent it.
        sender_name: The sender's name, as of now.
        content: The text.
        message_type: `human` for everything that came through this interface.
        mentioned_ids: Users that it mentions.
        delivery_scope: Whether it is for everybody.
        addressed_to_user_ids: Members it is for, if it is not for everybody.
        seq: Its number within the chat, from 1 and without gaps.
        signal: What a managed agent means for the turn.
        retracted_at: When it was taken back.
        created_at: When it was sent, in seconds since 1970.
    """

    id: str
    chat_id: str
    sender_id: str
    sender_name: str
    content: str
    message_type: MessageType
    mentioned_ids: list[str] = Field(default_factory=list[str])
    delivery_scope: DeliveryScope = DeliveryScope.broadcast
    addressed_to_user_ids: list[str] = Field(default_factory=list[str])
    seq: int
    signal: MessageSignal | None = None
    retracted_at: str | None = None
    created_at: float
