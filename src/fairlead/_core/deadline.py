"""A point in time by which something must be over."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

LONGEST: Final = 366 * 24 * 3600
"""Longest time limit in seconds; sockets and clocks overflow somewhere above."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit that is counted down across several steps.

    Attributes:
        seconds: The whole limit in seconds; None means no limit.
    """

    seconds: float | None
    clock: Callable[[], float] = time.monotonic
    _end: float = field(init=False, default=float("inf"))

    def __post_init__(self) -> None:
        if self.seconds is not None:
            object.__setattr__(self, "_end", self.clock() + self.seconds)

    @property
    def remaining(self) -> float | None:
        """Seconds left, never below 0; None without a limit."""
        return None if self.seconds is None else max(0.0, self._end - self.clock())

    @property
    def expired(self) -> bool:
        """Whether the limit has passed."""
        return self.clock() >= self._end

    def cap(self, seconds: float | None) -> float | None:
        """The shorter of `seconds` and what is left; None if both are unlimited."""
        remaining = self.remaining
        if remaining is None or seconds is None:
            return seconds if remaining is None else remaining
        return min(seconds, remaining)
