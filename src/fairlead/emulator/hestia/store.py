"""What the emulator remembers: SQLAlchemy tables in SQLite, in memory or in a file."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, ClassVar

from sqlalchemy import JSON, Engine, inspect, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

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


class Store:
    """The database. Every access is a short synchronous transaction on the server's event loop."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        Row.metadata.create_all(engine)

    @contextmanager
    def transaction(self) -> Generator[Session]:
        """A session whose changes are kept if the block ends normally. Rows stay readable afterwards."""
        with Session(self._engine, expire_on_commit=False) as db, db.begin():
            yield db

    def trace(self, command_id: str) -> Trace | None:
        """The trace of a command."""
        with self.transaction() as db:
            return db.scalars(select(Trace).where(Trace.command_id == command_id)).one_or_none()

    def clear(self) -> None:
        """Delete every row."""
        with self._engine.begin() as connection:
            for table in Row.metadata.sorted_tables:
                connection.execute(table.delete())

    def is_alive(self) -> bool:
        """Whether the database answers."""
        return inspect(self._engine).has_table(Trace.__tablename__)
