"""Request limits and the daily packet quota."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from fairlead.emulator._clock import Clock
from fairlead.emulator.handoffrail.settings import Settings

__all__ = ["MAX_BODY_BYTES", "MAX_SOCKETS", "Limits", "Verdict"]

MAX_BODY_BYTES = 65_536
"""Body limit. The real server means it to grow with the tier, but it never does."""

MAX_SOCKETS = {"free": 1, "pro": 5, "business": 25}
"""Open WebSockets per tenant, by the tier of the key that opens another."""

_REQUESTS_PER_HOUR = {"free": 100, "pro": 1_000, "business": 10_000}
_PACKETS_PER_DAY = {"free": 5}
_BURST_SECONDS = 60
_HOUR = 3_600


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the limits say about one request.

    Attributes:
        allowed: Whether it may go on.
        headers: Headers for its answer, whatever that will be.
    """

    allowed: bool
    headers: dict[str, str]


class Limits:
    """Counters of requests and packets. They live in memory only, as in the real server."""

    def __init__(self, clock: Clock, settings: Settings) -> None:
        self._clock = clock
        self._settings = settings
        self._per_hour = {**_REQUESTS_PER_HOUR, **settings.rate_limit_tiers}
        self._bursts: dict[str, deque[float]] = {}
        self._hours: dict[str, tuple[int, int]] = {}  # tenant -> hour, requests in it
        self._days: dict[str, tuple[str, int]] = {}  # tenant -> UTC day, packet slots taken

    def clear(self) -> None:
        """Start again from zero."""
        self._bursts.clear()
        self._hours.clear()
        self._days.clear()

    def judge(self, *, caller: str, tenant_id: str, tier: str) -> Verdict:
        """Count a request.

        Args:
            caller: What the burst limit is for: a key, or an address without one.
            tenant_id: What the hourly limit is for.
            tier: Tier of the key, which sets the hourly limit.
        """
        now = self._clock.now().timestamp()
        if not self._settings.rate_limits:
            self._count_hour(tenant_id, now)
            return Verdict(allowed=True, headers={})
        per_minute = self._settings.rate_limit_per_minute
        burst = self._bursts.setdefault(caller, deque())
        while burst and burst[0] <= now - _BURST_SECONDS:
            burst.popleft()
        if per_minute > 0:
            if len(burst) >= per_minute:
                return _refusal(per_minute, int(burst[0] + _BURST_SECONDS - now) + 1, tier)
            burst.append(now)
        per_hour = self._per_hour[tier]
        reset = int(_HOUR - now % _HOUR)
        used = self._count_hour(tenant_id, now)
        if used > per_hour:
            return _refusal(per_hour, reset, tier)
        if per_minute > 0:
            return Verdict(
                allowed=True, headers=_headers(per_minute, per_minute - len(burst), _BURST_SECONDS, tier)
            )
        return Verdict(allowed=True, headers=_headers(per_hour, per_hour - used, reset, tier))

    def take_packet_slot(self, tenant_id: str, tier: str) -> bool:
        """Take one packet from the tenant's quota of this UTC day; False if there is none left."""
        quota = _PACKETS_PER_DAY.get(tier)
        if quota is None or not self._settings.rate_limits:
            return True
        today = self._clock.now().date().isoformat()
        day, taken = self._days.get(tenant_id, (today, 0))
        taken = taken if day == today else 0
        if taken >= quota:
            return False
        self._days[tenant_id] = (today, taken + 1)
        return True

    def requests_this_hour(self) -> dict[str, int]:
        """Requests in the current clock hour, by tenant."""
        hour = int(self._clock.now().timestamp() // _HOUR)
        return {tenant: used for tenant, (at, used) in self._hours.items() if at == hour}

    def _count_hour(self, tenant_id: str, now: float) -> int:
        hour = int(now // _HOUR)
        at, used = self._hours.get(tenant_id, (hour, 0))
        used = used + 1 if at == hour else 1
        self._hours[tenant_id] = (hour, used)
        return used


def _headers(limit: int, remaining: int, reset: int, tier: str) -> dict[str, str]:
    return {
        "X-RateLimit-Limit": str(limit),
        "X-RateLimit-Remaining": str(remaining),
        "X-RateLimit-Reset": str(reset),
        "X-RateLimit-Tier": tier,
    }


def _refusal(limit: int, wait: int, tier: str) -> Verdict:
    return Verdict(allowed=False, headers={**_headers(limit, 0, wait, tier), "Retry-After": str(wait)})
