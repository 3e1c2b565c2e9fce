"""What the statuses of a session mean for those who wait."""

from __future__ import annotations

from typing import Final

from fairlead.hai.models.enums import TrajectoryStatus

TERMINAL_SESSION_STATUSES: Final = frozenset(
    {
        TrajectoryStatus.completed,
        TrajectoryStatus.failed,
        TrajectoryStatus.timed_out,
        TrajectoryStatus.interrupted,
    }
)
"""Statuses that a session does not leave any more."""

SETTLED_SESSION_STATUSES: Final = TERMINAL_SESSION_STATUSES | {TrajectoryStatus.idle}
"""The same, and `idle`: the agent waits for the next message."""


def is_terminal_session_status(status: str) -> bool:
    """Whether a session does not leave this status any more."""
    return status in TERMINAL_SESSION_STATUSES


def is_settled_session_status(status: str) -> bool:
    """Whether a session in this status does nothing: it has ended, or waits for the next message."""
    return status in SETTLED_SESSION_STATUSES
