"""Where a backend keeps its state: SQLite, in memory or in a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from fairlead.errors import ConfigurationError


def open_engine(data: Path | None) -> Engine:
    """An engine on the file `data`, which is created if need be, or in memory.

    It holds one connection, used by one thread at a time: the server's event loop.

    Raises:
        ConfigurationError: The file cannot be opened as a database.
    """
    engine = create_engine(
        "sqlite://" if data is None else URL.create("sqlite", database=str(data)),
        poolclass=StaticPool,
        connect_args={"check_same_thread": False},
    )
    event.listen(engine, "connect", _configure)
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT count(*) FROM sqlite_master"))
    except DBAPIError as error:
        engine.dispose()
        raise ConfigurationError(f"cannot use {data} as the emulator's database: {error.orig}") from error
    return engine


def _configure(connection: Any, _record: object) -> None:
    for pragma in ("foreign_keys = ON", "journal_mode = WAL", "synchronous = NORMAL"):
        connection.execute(f"PRAGMA {pragma}").close()
