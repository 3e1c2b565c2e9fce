"""Pages of lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.orm import Session as Db

from fairlead.emulator.hai.store import Row

__all__ = ["ordered", "page_of", "slice_of"]

R = TypeVar("R", bound=Row)
_MAX_OFFSET = 2**62


def page_of(db: Db, query: Select[R], *, page: int, size: int) -> tuple[Sequence[R], int]:
    """The rows of a page, counted from 1, and the number of all rows."""
    return slice_of(db, query, offset=(page - 1) * size, limit=size)


def slice_of(db: Db, query: Select[R], *, offset: int, limit: int) -> tuple[Sequence[R], int]:
    """Some rows, and the number of all rows."""
    total = db.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    return db.scalars(query.offset(min(offset, _MAX_OFFSET)).limit(limit)).all(), total


def ordered(
    query: Select[R],
    sort: Sequence[str],
    tie: InstrumentedAttribute[int],
    **columns: InstrumentedAttribute[Any],
) -> Select[R]:
    """The query in the wanted order.

    Args:
        query: What is listed.
        sort: Names to sort by, with `-` for descending.
        tie: What decides between equals: the order of insertion, in the direction of the last name.
        columns: The column of each name.
    """
    keys: list[ColumnElement[Any]] = []
    for name in sort:
        column = columns[name.removeprefix("-")]
        keys.append(column.desc() if name.startswith("-") else column.asc())
    last = sort[-1] if sort else ""
    return query.order_by(*keys, tie.desc() if last.startswith("-") else tie.asc())
