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
        spread: How far a wait is off by chance, so that clients do not all come back at once: 0.2 for up to
            20 % in both directions.

    Raises:
        ConfigurationError: A time or the factor is negative, or not a number.
    """

    delay: float = 1.0
    multiplier: float = 2.0
    max_delay: float = 30.0
    max_attempts: int | None = None
    spread: float = 0.0

    def __post_init__(self) -> None:
        for name in ("delay", "multiplier", "max_delay", "spread"):
            if not getattr(self, name) >= 0:
                raise ConfigurationError(f"{name} must be 0 or more, got {getattr(self, name)!r}")

    def wait(self, attempt: int, *, random: float = 0.5) -> float | None:
        """Seconds before attempt number `attempt` (1 is the first), or None to give up.

        Args:
            attempt: Attempts in a row, this one included.
            random: A random number from 0 to 1, for the spread.
        """
        if self.max_attempts is not None and attempt > self.max_attempts:
            return None
        if not self.delay:
            return 0.0
        try:
            wait = self.delay * self.multiplier ** (attempt - 1)
        except OverflowError:
            wait = self.max_delay
        wait = min(self.max_delay, wait) * (1 + self.spread * (2 * random - 1))
        return min(self.max_delay, wait)
