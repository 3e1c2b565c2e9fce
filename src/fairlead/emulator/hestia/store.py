"""What the emulator remembers: SQLAlchemy tables in SQLite, in memory or in a file."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import JSON, Engine, inspect, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from fairlead.emulator._store import BaseStore

__all__ = ["Row", "Secret", "Store", "Trace"]


class Row(DeclarativeBase):
    """A stored object."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {dict[str, Any]: JSON, list[str]: JSON}


class Trace(Row):
    """What became of a command. It is written once, when the command has ended.

    Attributes:
        command_id: The command's id.
        kernel: The trace as the governance route shows it.
        public: The trace as the route of `/api/v1` shows it.
        outcome: `BLOCKED`, `COMPLETED`, `FAILED`, `TIMED_OUT` or `CANCELLED`.
    """

    __tablename__ = "traces"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    command_id: Mapped[str] = mapped_column(unique=True)
    kernel: Mapped[dict[str, Any]]
    public: Mapped[dict[str, Any]]
    outcome: Mapped[str]


class Secret(Row):
    """A secret. The last write wins."""

    __tablename__ = "secrets"

    credential_ref: Mapped[str] = mapped_column(primary_key=True)
    secret: Mapped[str]
    provider: Mapped[str]
    allowed_tools: Mapped[list[str]]


class Store(BaseStore):
    """The database."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, Row.metadata)

    def trace(self, command_id: str) -> Trace | None:
        """The trace of a command."""
        with self.transaction() as db:
            return db.scalars(select(Trace).where(Trace.command_id == command_id)).one_or_none()

    def is_alive(self) -> bool:
        """Whether the database answers."""
        return inspect(self._engine).has_table(Trace.__tablename__)
