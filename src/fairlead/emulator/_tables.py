"""What a backend has stored, as tables to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Engine

MAX_ROWS = 50


@dataclass(frozen=True, slots=True)
class Table:
    """The latest rows of a table.

    Attributes:
        name: What is in it.
        columns: Names of the columns. Whoever shows the table hides those that sound like a secret.
        rows: Values as they are stored, newest first.
        total: How many rows there are.
    """

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    total: int


def read_tables(engine: Engine) -> list[Table]:
    """Every table of an SQLite database, in alphabetical order, with its newest rows."""
    from sqlalchemy import text

    tables: list[Table] = []
    with engine.connect() as connection:
        made = connection.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name")
        )
        definitions = {str(name): str(sql) for name, sql in made}
        # A full-text index is a virtual table; what it is kept in are tables named after it.
        indexes = [name for name, sql in definitions.items() if sql.upper().startswith("CREATE VIRTUAL")]
        for name in definitions:
            if name.startswith("sqlite_") or any(
                name == index or name.startswith(f"{index}_") for index in indexes
            ):
                continue
            quoted = '"' + name.replace('"', '""') + '"'
            total = connection.execute(text(f"SELECT count(*) FROM {quoted}")).scalar_one()
            newest = text(f"SELECT * FROM {quoted} ORDER BY rowid DESC LIMIT {MAX_ROWS}")
            found = connection.execute(newest)
            tables.append(Table(name, tuple(found.keys()), [tuple(row) for row in found], total))
    return tables
