# Made from src/fairlead/_async/handoffrail/_base.py by `nox -s regenerate`: edit that one.
"""What the parts of the HandoffRail facade share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from handoffrail_backend_client import Client as Wire
from handoffrail_backend_client.types import UNSET, Unset

from fairlead._sync._client import BaseClient
from fairlead._sync._http import Http
from fairlead.handoffrail._errors import FAMILY

T = TypeVar("T")

PAGE_SIZE = 100
"""Objects fetched at a time by the iterators; the server allows up to 200."""


class HandoffRailBase(BaseClient):
    """Holds the generated client that the methods send through."""

    _family = FAMILY
    _wire: Wire

    def _bind(self, http: Http) -> None:
        super()._bind(http)
        self._wire = http.bind(Wire())

    def _by_offset(self, page: Callable[[int], Sequence[T]], size: int) -> Iterator[T]:
        """Yield the items of every page until one is not full."""
        offset = 0
        while True:
            items = page(offset)
            for item in items:
                yield item
            if len(items) < size:
                return
            offset += size


def given(value: str | None) -> str | Unset:
    """A filter as the transport takes it: an empty one is not sent."""
    return value or UNSET


def listed(value: str | Iterable[str] | None) -> str | Unset:
    """A filter that takes several values, which the server reads from one comma-separated text."""
    return given(value if value is None or isinstance(value, str) else ",".join(value))


def moment(value: str | datetime | None) -> str | Unset:
    """A point in time as the server reads it: UTC, because it drops an offset instead of converting it."""
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.astimezone(UTC).replace(tzinfo=None).isoformat()
    return given(value)
