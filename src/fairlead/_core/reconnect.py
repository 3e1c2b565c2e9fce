"""How patiently a broken stream is connected again."""

from __future__ import annotations

from dataclasses import dataclass

from fairlead.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Reconnect:
    """Waiting times between attempts to connect a stream again.

    Attributes:
        delay: Seconds before the first attempt.
        multiplier: Factor by which the wait grows with each attempt that fails.
        max_delay: Longest wait in seconds.
        max_attempts: Attempts in a row before the stream gives up with an error; None for no limit.

    Raises:
        ConfigurationError: A time or the factor is negative, or not a number.
    """

    delay: float = 1.0
    multiplier: float = 2.0
    max_delay: float = 30.0
    max_attempts: int | None = None

    def __post_init__(self) -> None:
        for name in ("delay", "multiplier", "max_delay"):
            if not getattr(self, name) >= 0:
                raise ConfigurationError(f"{name} must be 0 or more, got {getattr(self, name)!r}")

    def wait(self, attempt: int) -> float | None:
        """Seconds before attempt number `attempt` (1 is the first), or None to give up."""
        if self.max_attempts is not None and attempt > self.max_attempts:
            return None
        if not self.delay:
            return 0.0
        try:
            return min(self.max_delay, self.delay * self.multiplier ** (attempt - 1))
        except OverflowError:
            return self.max_delay
