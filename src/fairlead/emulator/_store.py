"""The database of a backend."""

from __future__ import annotations

from collections.abc import Collection, Generator
from contextlib import contextmanager

from sqlalchemy import Engine, MetaData
from sqlalchemy.orm import Session


class BaseStore:
    """The database. Every access is a short synchronous transaction on the server's event loop.

    As nothing awaits inside a transaction, no two of them ever overlap.

    Args:
        engine: The database.
        metadata: Its tables, which are made if they are not there.
        kept: Names of tables that `clear` leaves alone.
    """

    def __init__(self, engine: Engine, metadata: MetaData, *, kept: Collection[str] = ()) -> None:
        self._engine = engine
        self._metadata = metadata
        self._kept = kept
        metadata.create_all(engine)

    @contextmanager
    def transaction(self) -> Generator[Session]:
        """A session whose changes are kept if the block ends normally. Rows stay readable afterwards."""
        with Session(self._engine, expire_on_commit=False) as db, db.begin():
            yield db

    def clear(self) -> None:
        """Delete every row, but for those of tables that are kept."""
        with self._engine.begin() as connection:
            for table in reversed(self._metadata.sorted_tables):
                if table.name not in self._kept:
                    connection.execute(table.delete())
