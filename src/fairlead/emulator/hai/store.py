"""What the emulator remembers: SQLAlchemy tables in SQLite, in memory or in a file."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from sqlalchemy import JSON, Engine, Index, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from fairlead.emulator._store import BaseStore

__all__ = [
    "TERMINAL",
    "Asked",
    "Event",
    "Idempotent",
    "Key",
    "Named",
    "Organization",
    "Profile",
    "Resource",
    "Revision",
    "Row",
    "Run",
    "Schedule",
    "Session",
    "Store",
    "User",
    "Vault",
    "Webhook",
    "Written",
]

TERMINAL: Final = frozenset({"completed", "failed", "timed_out", "interrupted"})
"""Statuses that are final."""


class Row(DeclarativeBase):
    """A stored object. Times are seconds since the epoch.

    Attributes:
        number: Order of insertion, which times alone cannot tell when the clock stands still.
    """

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        Any: JSON,
        dict[str, Any]: JSON,
        dict[str, Any] | None: JSON(none_as_null=True),
        list[dict[str, Any]]: JSON,
        list[str]: JSON,
    }

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)


class Organization(Row):
    """An organization."""

    __tablename__ = "organizations"

    id: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)


class User(Row):
    """Somebody with an identity.

    Attributes:
        org_id: Where the user is at home.
    """

    __tablename__ = "users"

    id: Mapped[str] = mapped_column(unique=True)
    org_id: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)


class Key(Row):
    """An API key: a user's, for an organization."""

    __tablename__ = "keys"

    id: Mapped[str] = mapped_column(unique=True)
    secret: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    org_id: Mapped[str]
    user_id: Mapped[str]
    created_at: Mapped[float]


class Named(Row):
    """An agent, environment or skill.

    Attributes:
        kind: Which of the three.
        org_id: Whose it is; an empty text for a reserved one.
        body: The resource as on the wire.
    """

    __tablename__ = "named"
    __table_args__: Any = (UniqueConstraint("kind", "org_id", "name"),)

    kind: Mapped[str]
    org_id: Mapped[str]
    name: Mapped[str]
    body: Mapped[dict[str, Any]]
    created_at: Mapped[float]


class Revision(Row):
    """What an agent once was, or is.

    Attributes:
        agent: Number of its row.
        revision: Counted from 1.
    """

    __tablename__ = "revisions"
    __table_args__: Any = (UniqueConstraint("agent", "revision"),)

    agent: Mapped[int]
    revision: Mapped[int]
    body: Mapped[dict[str, Any]]
    message: Mapped[str | None]
    restored_from: Mapped[int | None]
    created_by: Mapped[str | None]
    created_at: Mapped[float]


class Session(Row):
    """A session.

    Attributes:
        request: The resolved request, with its secrets.
        agent_name: Registered name; None for an inline agent.
        activity: What it does, as a status; a pause leaves it as it is.
        paused: Whether it rests by request.
        pending: Calls it waits for, with their places in the step.
        settled: What became of the others of that step.
        inbox: Messages it has not read.
        deliver_at: When the last of them arrives.
        turns: Turns begun.
        answered: Whether it has answered at least once.
        rated: What its owner thinks of it.
        events: Events so far.
        tokens_in: Tokens read.
        tokens_out: Tokens written.
        delete_at: When it vanishes.
    """

    __tablename__ = "sessions"

    id: Mapped[str] = mapped_column(unique=True)
    org_id: Mapped[str] = mapped_column(index=True)
    user_id: Mapped[str]
    request: Mapped[dict[str, Any]]
    agent_name: Mapped[str | None]
    agent_revision: Mapped[int | None]
    parent_id: Mapped[str | None] = mapped_column(default=None)
    schedule_id: Mapped[str | None] = mapped_column(default=None)
    activity: Mapped[str]
    paused: Mapped[bool] = mapped_column(default=False)
    pending: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    settled: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    inbox: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    deliver_at: Mapped[float] = mapped_column(default=0.0)
    turns: Mapped[int] = mapped_column(default=0)
    steps: Mapped[int] = mapped_column(default=0)
    answered: Mapped[bool] = mapped_column(default=False)
    answer: Mapped[Any] = mapped_column(JSON, nullable=True, default=None)
    outcome: Mapped[str | None] = mapped_column(default=None)
    error: Mapped[str | None] = mapped_column(default=None)
    error_code: Mapped[str | None] = mapped_column(default=None)
    children: Mapped[list[str]] = mapped_column(default=list)
    shared: Mapped[bool] = mapped_column(default=False)
    rated: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    events: Mapped[int] = mapped_column(default=0)
    tokens_in: Mapped[int] = mapped_column(default=0)
    tokens_out: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[float]
    started_at: Mapped[float | None] = mapped_column(default=None)
    finished_at: Mapped[float | None] = mapped_column(default=None)
    last_activity_at: Mapped[float | None] = mapped_column(default=None)
    delete_at: Mapped[float | None] = mapped_column(default=None)

    @property
    def status(self) -> str:
        """The status, as callers see it."""
        return "paused" if self.paused and not self.ended else self.activity

    @property
    def ended(self) -> bool:
        """Whether the status is final."""
        return self.activity in TERMINAL


class Event(Row):
    """An event of a session.

    Attributes:
        index: Place in the session's log.
        body: The event as on the wire.
        rated: What somebody thinks of it.
    """

    __tablename__ = "events"
    __table_args__: Any = (UniqueConstraint("session_id", "index"),)

    session_id: Mapped[str]
    index: Mapped[int]
    type: Mapped[str]
    body: Mapped[dict[str, Any]]
    rated: Mapped[dict[str, Any] | None] = mapped_column(default=None)


class Resource(Row):
    """A file that a session can be asked for."""

    __tablename__ = "resources"
    __table_args__: Any = (Index("resources_by_place", "session_id", "bucket", "key", unique=True),)

    session_id: Mapped[str]
    bucket: Mapped[str]
    key: Mapped[str]
    media_type: Mapped[str]
    content: Mapped[bytes]


class Written(Row):
    """A file on the machine of a session."""

    __tablename__ = "written"
    __table_args__: Any = (UniqueConstraint("session_id", "path"),)

    session_id: Mapped[str]
    path: Mapped[str]
    content: Mapped[bytes]
    modified_at: Mapped[float]


class Asked(Row):
    """A question of an agent that rests until it is told something.

    Attributes:
        about: What its session is about.
    """

    __tablename__ = "asked"

    id: Mapped[str] = mapped_column(unique=True)
    session_id: Mapped[str] = mapped_column(index=True)
    text: Mapped[str]
    about: Mapped[str]


class Idempotent(Row):
    """A request to create a session that must not be repeated.

    Attributes:
        fingerprint: Digest of its body.
    """

    __tablename__ = "idempotent"
    __table_args__: Any = (UniqueConstraint("org_id", "key"),)

    org_id: Mapped[str]
    key: Mapped[str]
    fingerprint: Mapped[str]
    session_id: Mapped[str]
    created_at: Mapped[float]


class Vault(Row):
    """A vault, whose token is never shown.

    Attributes:
        problem: Why it cannot be read; None if it can.
    """

    __tablename__ = "vaults"

    id: Mapped[str] = mapped_column(unique=True)
    org_id: Mapped[str]
    name: Mapped[str]
    config: Mapped[dict[str, Any]]
    token: Mapped[str]
    problem: Mapped[str | None] = mapped_column(default=None)
    created_at: Mapped[float]
    updated_at: Mapped[float]


class Profile(Row):
    """A browser profile, or one whose upload has begun.

    Attributes:
        ticket: What allows its upload.
        body: What it is, from when the upload is complete.
        archive: What was uploaded; None before, and for an empty profile.
        is_complete: Whether it can be seen.
    """

    __tablename__ = "profiles"

    id: Mapped[str] = mapped_column(unique=True)
    org_id: Mapped[str]
    user_id: Mapped[str]
    ticket: Mapped[str]
    body: Mapped[dict[str, Any]]
    archive: Mapped[bytes | None]
    is_complete: Mapped[bool] = mapped_column(default=False)
    is_default: Mapped[bool] = mapped_column(default=False)
    usage_count: Mapped[int] = mapped_column(default=0)
    last_used_at: Mapped[float | None] = mapped_column(default=None)
    created_at: Mapped[float]
    updated_at: Mapped[float]


class Schedule(Row):
    """A schedule.

    Attributes:
        next_at: When it fires next; None while it rests.
        created: Sessions it has started.
    """

    __tablename__ = "schedules"

    id: Mapped[str] = mapped_column(unique=True)
    org_id: Mapped[str]
    user_id: Mapped[str]
    name: Mapped[str]
    description: Mapped[str | None]
    timing: Mapped[dict[str, Any]]
    request: Mapped[dict[str, Any]]
    repeats: Mapped[int | None]
    paused: Mapped[bool] = mapped_column(default=False)
    pause_note: Mapped[str | None] = mapped_column(default=None)
    created: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[float | None]
    last_run_at: Mapped[float | None] = mapped_column(default=None)
    created_at: Mapped[float]
    updated_at: Mapped[float]


class Run(Row):
    """One fire time of a schedule."""

    __tablename__ = "runs"

    id: Mapped[str] = mapped_column(unique=True)
    schedule_id: Mapped[str] = mapped_column(index=True)
    status: Mapped[str]
    scheduled_for: Mapped[float]
    session_id: Mapped[str | None]
    error: Mapped[str | None]
    manual: Mapped[bool]
    created_at: Mapped[float]


class Webhook(Row):
    """A webhook."""

    __tablename__ = "webhooks"

    id: Mapped[str] = mapped_column(unique=True)
    org_id: Mapped[str]
    url: Mapped[str]
    enabled_events: Mapped[list[str]]
    description: Mapped[str | None]
    secret: Mapped[str]
    disabled: Mapped[bool] = mapped_column(default=False)
    last_delivery_status: Mapped[str | None] = mapped_column(default=None)
    last_delivery_error: Mapped[str | None] = mapped_column(default=None)
    last_delivery_at: Mapped[float | None] = mapped_column(default=None)
    last_success_at: Mapped[float | None] = mapped_column(default=None)
    consecutive_failures: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[float]
    updated_at: Mapped[float]


class Store(BaseStore):
    """The database."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, Row.metadata)
