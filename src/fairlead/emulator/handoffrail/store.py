"""What the emulator remembers: SQLAlchemy tables in SQLite, in memory or in a file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, Final

from sqlalchemy import (
    DDL,
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    Engine,
    Index,
    column,
    event,
    select,
    table,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from fairlead.emulator._store import BaseStore

__all__ = [
    "PACKET_TEXT",
    "ApiKey",
    "Delivery",
    "Event",
    "JsonSchema",
    "Packet",
    "Row",
    "Store",
    "Tenant",
    "Webhook",
]


class UtcTime(TypeDecorator[datetime]):
    """An aware UTC time; SQLite keeps it without the offset."""

    impl: TypeEngine[Any] | type[TypeEngine[Any]] = DateTime
    cache_ok: bool | None = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """To the database. A time without an offset is taken as UTC."""
        if value is None or value.tzinfo is None:
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From the database."""
        return None if value is None else value.replace(tzinfo=UTC)


class Row(DeclarativeBase):
    """A stored object.

    Attributes:
        seq: Order of insertion, which times alone cannot tell when the clock stands still.
        id: The identifier that clients see.
    """

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcTime,
        dict[str, Any]: JSON(none_as_null=True),
        list[dict[str, Any]]: JSON,
        list[str]: JSON,
    }

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(unique=True)


class Tenant(Row):
    """A tenant. Its limits are stored for reference; the real ones follow the key's tier."""

    __tablename__ = "tenants"

    name: Mapped[str]
    tier: Mapped[str]
    handoffs_per_day: Mapped[int] = mapped_column(BigInteger)
    max_api_keys: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


class ApiKey(Row):
    """An API key, of which only the digest is kept."""

    __tablename__ = "api_keys"

    name: Mapped[str]
    key_hash: Mapped[str] = mapped_column(unique=True)
    key_prefix: Mapped[str]
    tenant_id: Mapped[str] = mapped_column(index=True)
    tier: Mapped[str]
    role: Mapped[str]
    revoked: Mapped[bool]
    created_at: Mapped[datetime]


class Packet(Row):
    """A packet.

    Attributes:
        meta: What the wire calls `metadata`, a name that SQLAlchemy keeps for itself.
        summary: `context["summary"]` again, for the full-text index.
        alive_since: Start of the packet's 24 hours.
        waiting_since: When it last began to wait for a human.
        expires_at: When the sweep may expire it; kept up to date by whoever changes the packet.
    """

    __tablename__ = "packets"
    __table_args__: Any = (Index("packets_by_age", "tenant_id", "created_at", "id"),)

    tenant_id: Mapped[str]
    parent_packet_id: Mapped[str | None]
    status: Mapped[str] = mapped_column(index=True)
    meta: Mapped[dict[str, Any]]
    context: Mapped[dict[str, Any]]
    summary: Mapped[str]
    decisions: Mapped[list[dict[str, Any]]]
    actions: Mapped[dict[str, Any]]
    dependencies: Mapped[list[dict[str, Any]]]
    hitl: Mapped[dict[str, Any] | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    alive_since: Mapped[datetime]
    waiting_since: Mapped[datetime | None]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Event(Row):
    """One entry of a packet's history, which is also the audit log."""

    __tablename__ = "events"

    tenant_id: Mapped[str] = mapped_column(index=True)
    packet_id: Mapped[str] = mapped_column(index=True)
    event_type: Mapped[str]
    actor: Mapped[str]
    details: Mapped[dict[str, Any]]
    timestamp: Mapped[datetime]


class JsonSchema(Row):
    """A registered JSON Schema."""

    __tablename__ = "schemas"

    tenant_id: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    version: Mapped[int] = mapped_column(BigInteger)
    json_schema: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]


class Webhook(Row):
    """A registered webhook. It stays, inactive, when it is deleted."""

    __tablename__ = "webhooks"

    tenant_id: Mapped[str] = mapped_column(index=True)
    url: Mapped[str]
    events: Mapped[list[str]]
    secret: Mapped[str]
    active: Mapped[bool]
    created_at: Mapped[datetime]


class Delivery(Row):
    """One event on its way to one webhook. `payload` is the body as it is signed and sent, every time."""

    __tablename__ = "deliveries"

    tenant_id: Mapped[str] = mapped_column(index=True)
    webhook_id: Mapped[str] = mapped_column(index=True)
    packet_id: Mapped[str]
    event_type: Mapped[str]
    payload: Mapped[str]
    status: Mapped[str] = mapped_column(index=True)
    attempts: Mapped[int]
    last_error: Mapped[str | None]
    last_status_code: Mapped[int | None]
    next_retry_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


PACKET_TEXT: Final = table("packet_text", column("rowid"), column("rank"), column("packet_text"))
"""The full-text index of `Packet.summary`; `packet_text` is the column to match, `rank` orders best first."""

_FULL_TEXT = (
    "CREATE VIRTUAL TABLE packet_text USING fts5("
    "summary, content='packets', content_rowid='seq', tokenize='porter unicode61')",
    "CREATE TRIGGER packet_text_insert AFTER INSERT ON packets BEGIN "
    "INSERT INTO packet_text(rowid, summary) VALUES (new.seq, new.summary); END",
    "CREATE TRIGGER packet_text_delete AFTER DELETE ON packets BEGIN "
    "INSERT INTO packet_text(packet_text, rowid, summary) VALUES ('delete', old.seq, old.summary); END",
    "CREATE TRIGGER packet_text_update AFTER UPDATE OF summary ON packets BEGIN "
    "INSERT INTO packet_text(packet_text, rowid, summary) VALUES ('delete', old.seq, old.summary); "
    "INSERT INTO packet_text(rowid, summary) VALUES (new.seq, new.summary); END",
)
for _statement in _FULL_TEXT:
    event.listen(Packet.metadata.tables["packets"], "after_create", DDL(_statement))


class Store(BaseStore):
    """The database.

    Attributes:
        revision: How often something may have changed since the start.
    """

    def __init__(self, engine: Engine) -> None:
        self.revision: int = 0
        super().__init__(engine, Row.metadata)

    def clear(self) -> None:
        """Delete every row."""
        self.revision += 1
        super().clear()

    def is_alive(self) -> bool:
        """Whether the database answers."""
        try:
            with self._engine.connect() as connection:
                connection.execute(select(1))
        except SQLAlchemyError:
            return False
        return True

    def size_bytes(self) -> int | None:
        """Size of the database file; None in memory."""
        name = self._engine.url.database
        return None if name in (None, "", ":memory:") else Path(name).stat().st_size
