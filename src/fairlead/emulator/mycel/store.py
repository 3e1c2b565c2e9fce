"""What the emulator remembers: SQLAlchemy tables in SQLite, in memory or in a file."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import JSON, Engine, ForeignKey, Index, UniqueConstraint, bindparam, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from fairlead.emulator._store import BaseStore

__all__ = [
    "Agent",
    "Bond",
    "Chat",
    "Contact",
    "InviteCode",
    "JoinRequest",
    "Member",
    "Message",
    "Queued",
    "Recipe",
    "Registration",
    "Row",
    "SandboxLease",
    "Secret",
    "Store",
    "Task",
    "Thread",
    "User",
    "Workflow",
    "WorkflowEvent",
    "find_chat",
    "find_member",
    "find_user",
]


class Row(DeclarativeBase):
    """A stored object. Times are seconds since the epoch, as on the wire.

    Attributes:
        number: Order of insertion, which times alone cannot tell when the clock stands still.
    """

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        dict[str, Any]: JSON,
        list[dict[str, Any]]: JSON,
        list[str]: JSON,
    }

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)


class Secret(Row):
    """The key that tokens are signed with. It stays when everything else is forgotten."""

    __tablename__ = "secrets"

    key: Mapped[str]


class User(Row):
    """Somebody with an identity.

    Attributes:
        type: `human`, `agent` or `external`.
        owner_id: The owner of an agent, or the creator of an external user; None for a human.
        mycel_id: Number of a registered human.
    """

    __tablename__ = "users"

    id: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    type: Mapped[str]
    owner_id: Mapped[str | None] = mapped_column(index=True)
    is_guest: Mapped[bool] = mapped_column(default=False)
    email: Mapped[str | None] = mapped_column(unique=True, default=None)
    mycel_id: Mapped[int | None] = mapped_column(unique=True, default=None)
    password: Mapped[str | None] = mapped_column(default=None)
    avatar: Mapped[str | None] = mapped_column(default=None)

    @property
    def root_id(self) -> str:
        """The human behind this user: the owner, or the user itself."""
        return self.owner_id or self.id


class Agent(Row):
    """What only a managed agent has.

    Attributes:
        threads: Threads that were ever begun; a thread that fails half-way uses up its number, too.
    """

    __tablename__ = "agents"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), unique=True)
    config_id: Mapped[str]
    description: Mapped[str]
    status: Mapped[str]
    threads: Mapped[int] = mapped_column(default=0)


class InviteCode(Row):
    """A code that registers one owner."""

    __tablename__ = "invite_codes"

    code: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[float | None]
    used_by: Mapped[str | None]


class Registration(Row):
    """An e-mail address that was sent a code and has not been registered yet."""

    __tablename__ = "registrations"

    email: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[str] = mapped_column(unique=True)
    password: Mapped[str]
    otp_code: Mapped[str | None]
    otp_expires_at: Mapped[float]


class Contact(Row):
    """What one user thinks of another. Edges between owners and their agents are made with the agent."""

    __tablename__ = "contacts"
    __table_args__: Any = (UniqueConstraint("user_id", "other_id"),)

    user_id: Mapped[str]
    other_id: Mapped[str]
    blocked: Mapped[bool] = mapped_column(default=False)
    muted: Mapped[bool] = mapped_column(default=False)


class Recipe(Row):
    """A sandbox template of an owner."""

    __tablename__ = "recipes"
    __table_args__: Any = (UniqueConstraint("owner_id", "id"),)

    id: Mapped[str]
    owner_id: Mapped[str]
    provider: Mapped[str]


class SandboxLease(Row):
    """A sandbox of an owner."""

    __tablename__ = "sandboxes"

    id: Mapped[str] = mapped_column(unique=True)
    owner_id: Mapped[str] = mapped_column(index=True)
    provider: Mapped[str]


class Thread(Row):
    """A runtime thread of an agent; the main one is woken by chats."""

    __tablename__ = "threads"

    id: Mapped[str] = mapped_column(unique=True)
    agent_id: Mapped[str] = mapped_column(index=True)
    sandbox_id: Mapped[str]
    branch_index: Mapped[int]
    is_main: Mapped[bool]
    options: Mapped[dict[str, Any]]


class Chat(Row):
    """A chat.

    Attributes:
        last_seq: Number of its newest message; 0 if there is none.
    """

    __tablename__ = "chats"

    id: Mapped[str] = mapped_column(unique=True)
    type: Mapped[str]
    title: Mapped[str | None]
    status: Mapped[str]
    created_by_user_id: Mapped[str]
    created_at: Mapped[float]
    updated_at: Mapped[float | None]
    last_seq: Mapped[int] = mapped_column(default=0)


class Member(Row):
    """Somebody's part in a chat."""

    __tablename__ = "members"
    __table_args__: Any = (UniqueConstraint("chat_id", "user_id"),)

    chat_id: Mapped[str] = mapped_column(ForeignKey("chats.id"))
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    last_read_seq: Mapped[int] = mapped_column(default=0)
    muted: Mapped[bool] = mapped_column(default=False)
    mute_until: Mapped[float | None] = mapped_column(default=None)


class Message(Row):
    """A message."""

    __tablename__ = "messages"
    __table_args__: Any = (Index("messages_in_order", "chat_id", "seq", unique=True),)

    id: Mapped[str] = mapped_column(unique=True)
    chat_id: Mapped[str]
    seq: Mapped[int]
    sender_id: Mapped[str]
    content: Mapped[str]
    message_type: Mapped[str]
    mentioned_ids: Mapped[list[str]]
    delivery_scope: Mapped[str]
    addressed_to_user_ids: Mapped[list[str]]
    reply_to: Mapped[str | None]
    created_at: Mapped[float]


class JoinRequest(Row):
    """A wish to join a chat: one row for each chat and user."""

    __tablename__ = "join_requests"

    id: Mapped[str] = mapped_column(unique=True)
    chat_id: Mapped[str] = mapped_column(index=True)
    requester_user_id: Mapped[str]
    state: Mapped[str]
    message: Mapped[str | None]
    decided_by_user_id: Mapped[str | None]
    decided_at: Mapped[float | None]
    created_at: Mapped[float]
    updated_at: Mapped[float]


class Bond(Row):
    """What two users are to each other: `pending`, `visit` or `hire`. Without a row they are nothing."""

    __tablename__ = "relationships"

    id: Mapped[str] = mapped_column(unique=True)
    user_low: Mapped[str] = mapped_column(index=True)
    user_high: Mapped[str] = mapped_column(index=True)
    initiator_id: Mapped[str]
    state: Mapped[str]
    message: Mapped[str | None]
    created_at: Mapped[float]
    updated_at: Mapped[float]

    def other(self, user_id: str) -> str:
        """The other party."""
        return self.user_high if user_id == self.user_low else self.user_low


class Workflow(Row):
    """The workflow of a chat."""

    __tablename__ = "workflows"

    chat_id: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    state: Mapped[str]
    config: Mapped[dict[str, Any]]
    state_version: Mapped[int]
    updated_by_user_id: Mapped[str]
    created_at: Mapped[float]
    updated_at: Mapped[float]


class WorkflowEvent(Row):
    """An event of a chat's workflow.

    Attributes:
        meta: What the wire calls `metadata`, a name that SQLAlchemy keeps for itself.
    """

    __tablename__ = "workflow_events"
    __table_args__: Any = (UniqueConstraint("chat_id", "event_id"),)

    chat_id: Mapped[str]
    event_id: Mapped[int]
    kind: Mapped[str]
    state: Mapped[str]
    resource_refs: Mapped[list[dict[str, Any]]]
    requested_by_user_id: Mapped[str | None]
    decision_states: Mapped[dict[str, Any]]
    rationales: Mapped[dict[str, Any]]
    final_state: Mapped[dict[str, Any]]
    meta: Mapped[dict[str, Any]]
    state_version: Mapped[int]
    created_at: Mapped[float]
    updated_at: Mapped[float | None]
    settled_at: Mapped[float | None]


class Task(Row):
    """A task of a chat. `meta` is `metadata` on the wire."""

    __tablename__ = "tasks"
    __table_args__: Any = (UniqueConstraint("chat_id", "task_id"),)

    chat_id: Mapped[str]
    task_id: Mapped[int]
    subject: Mapped[str]
    description: Mapped[str]
    status: Mapped[str]
    active_form: Mapped[str | None]
    owner: Mapped[str | None]
    blocks: Mapped[list[str]]
    blocked_by: Mapped[list[str]]
    meta: Mapped[dict[str, Any]]


class Queued(Row):
    """Something other than a message that waits in a user's inbox."""

    __tablename__ = "queued"

    user_id: Mapped[str] = mapped_column(index=True)
    item: Mapped[dict[str, Any]]


_USER = select(User).where(User.id == bindparam("user_id"))
_CHAT = select(Chat).where(Chat.id == bindparam("chat_id"))
_MEMBER = select(Member).where(Member.chat_id == bindparam("chat_id"), Member.user_id == bindparam("user_id"))
# These belong to almost every request. Each is made once: that takes longer than running it.


def find_user(db: Session, user_id: str) -> User | None:
    """The user with this id."""
    return db.scalars(_USER, {"user_id": user_id}).one_or_none()


def find_chat(db: Session, chat_id: str) -> Chat | None:
    """The chat with this id."""
    return db.scalars(_CHAT, {"chat_id": chat_id}).one_or_none()


def find_member(db: Session, chat_id: str, user_id: str) -> Member | None:
    """A user's part in a chat."""
    return db.scalars(_MEMBER, {"chat_id": chat_id, "user_id": user_id}).one_or_none()


class Store(BaseStore):
    """The database. The secret is kept, so that tokens made before stay as valid as their users."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, Row.metadata, kept=(Secret.__tablename__,))
