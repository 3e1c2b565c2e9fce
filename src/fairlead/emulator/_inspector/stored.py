"""The part of the page that shows what a backend has stored."""

from __future__ import annotations

from collections.abc import Sequence

from fairlead._core.redact import HIDDEN
from fairlead.emulator._inspector.hiding import in_short, is_secret, readable
from fairlead.emulator._inspector.html import Html, tag
from fairlead.emulator._tables import Table

__all__ = ["stored"]

_CELL = 60
_CHARACTERS = 20_000


def stored(tables: Sequence[Table]) -> Html:
    """The tables; those that have rows first."""
    full = [table for table in tables if table.total]
    empty = [table.name for table in tables if not table.total]
    return tag(
        "section",
        tag("h2", "Stored objects"),
        [_table(table) for table in full],
        tag("p", "Empty: ", ", ".join(empty), class_="empty") if empty else None,
        id="stored",
    )


def _table(table: Table) -> Html:
    listed = len(table.rows)
    count = str(table.total) if listed == table.total else f"the latest {listed} of {table.total:,}"
    columns = sorted(enumerate(table.columns), key=lambda column: column[1] != "id")  # that first
    rows = [
        tag("tr", [tag("td", _cell(column, row[place])) for place, column in columns]) for row in table.rows
    ]
    return tag(
        "details",
        tag("summary", tag("b", table.name), " ", tag("small", count)),
        tag(
            "div",
            tag(
                "table",
                tag("thead", tag("tr", [tag("th", column) for _, column in columns])),
                tag("tbody", rows),
            ),
            class_="wide",
        ),
        id=f"table-{table.name}",
    )


def _cell(column: str, value: object) -> Html | str:
    if value is None:
        return tag("i", "null")
    if is_secret(column):
        return tag("i", HIDDEN)
    text = readable(value if isinstance(value, str | bytes) else str(value))
    line, is_whole = in_short(text, _CELL)
    return line if is_whole else tag("details", tag("summary", line), tag("pre", text[:_CHARACTERS]))
