"""The two ways in which the server keeps a point in time.

Records carry aware UTC times that are shown without an offset; metadata carries text with `+00:00`, which
REST answers show as `Z` and stream events as it is.
"""

from __future__ import annotations

from datetime import UTC, datetime

__all__ = ["naive", "naive_or_none", "offset_text", "read"]


def naive(moment: datetime) -> datetime:
    """UTC without its offset, as REST answers show the times of records."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def naive_or_none(moment: datetime | None) -> datetime | None:
    """`naive`, for a time that may be absent."""
    return None if moment is None else naive(moment)


def offset_text(moment: datetime) -> str:
    """UTC with `+00:00`, as metadata keeps it and stream events and webhooks show it."""
    return moment.astimezone(UTC).isoformat()


def read(text: str) -> datetime:
    """A time from metadata. Without an offset it is taken as UTC."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
