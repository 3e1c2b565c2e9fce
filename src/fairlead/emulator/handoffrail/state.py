"""The life of a packet, as pure data: which status may follow which, and when a packet expires."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Final

__all__ = [
    "CLAIMABLE",
    "DEFAULT_TTL",
    "EXPIRABLE",
    "STATUSES",
    "TRANSITIONS",
    "expires_at",
    "is_allowed",
    "refusal",
]

STATUSES: Final = (
    "created",
    "claimed",
    "in_progress",
    "awaiting_human",
    "completed",
    "failed",
    "expired",
)

TRANSITIONS: Final = MappingProxyType(
    {
        "created": ("claimed", "awaiting_human", "failed", "expired"),
        "claimed": ("in_progress", "awaiting_human", "failed", "expired"),
        "in_progress": ("completed", "awaiting_human", "failed", "expired"),
        "awaiting_human": ("claimed", "in_progress", "failed", "expired"),
        "completed": ("expired",),
        "failed": ("expired",),
        "expired": (),
    }
)
"""Status -> statuses it may move to. Staying where it is needs no transition and is not listed."""

CLAIMABLE: Final = tuple(status for status in STATUSES if "claimed" in TRANSITIONS[status])
"""Statuses from which a claim succeeds. A checkpoint that waits for a human does not hinder it."""

EXPIRABLE: Final = tuple(status for status in STATUSES if status not in ("completed", "expired"))
"""Statuses that the expiry sweep looks at. `failed` is one of them."""

DEFAULT_TTL: Final = timedelta(hours=24)

_END_OF_TIME: Final = datetime(9999, 1, 1, tzinfo=UTC)


def is_allowed(current: str, target: str) -> bool:
    """Whether a packet in status `current` may move to `target`."""
    return target in TRANSITIONS[current]


def refusal(current: str, target: str) -> str:
    """The error text for a move that is not allowed: both states, and what would be allowed instead."""
    allowed = list(TRANSITIONS[current])
    return (
        f"Cannot transition from '{current}' to '{target}'. Allowed transitions from '{current}': {allowed}"
    )


def expires_at(
    *, status: str, alive_since: datetime, waiting_since: datetime | None, timeout_seconds: int | None
) -> datetime:
    """When the sweep may expire a packet.

    A packet lives for 24 hours. While it waits for a human, the checkpoint's own timeout counts instead,
    whether it is shorter or longer.

    Args:
        status: Current status.
        alive_since: Start of the 24 hours: the creation, or the answer to a checkpoint that had a timeout
            (so that an answer given after two days is not expired on arrival).
        waiting_since: When the packet began to wait for a human, if it ever did.
        timeout_seconds: The checkpoint's timeout; None, zero or less means that it has none.
    """
    if status == "awaiting_human" and waiting_since is not None and timeout_seconds and timeout_seconds > 0:
        longest = int((_END_OF_TIME - waiting_since).total_seconds())
        return waiting_since + timedelta(seconds=min(timeout_seconds, longest))
    return alive_since + DEFAULT_TTL
