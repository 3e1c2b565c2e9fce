"""What a user of the emulator can set: `Emulator("handoffrail", tier="free", ...)`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from fairlead.emulator.handoffrail.agents import Script
from fairlead.errors import ConfigurationError

__all__ = ["TIERS", "Settings"]

TIERS = ("free", "pro", "business")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of the HandoffRail backend.

    Attributes:
        agent: What an agent does with each packet that is created; see
            [`Script`][fairlead.emulator.handoffrail.agents.Script]. Default: nobody works on packets.
        api_key: Text of the first admin key. Default: a new random one at every start.
        tier: Tier of the first admin key and of its tenant: `free`, `pro` or `business`.
        strict_compat: Reproduce the flaws of the real server that a client could have come to rely on:
            streams open without a valid key, `actions` of a PATCH replace lists that were left out, search
            takes raw full-text syntax and lists the worst match first, server errors are plain text, and
            the two mistakes that make it fail (a registered schema that is none, the name of a deleted
            tenant) make it fail.
        rate_limits: Apply the request limits and the daily packet quota, and send the rate-limit headers.
        rate_limit_per_minute: Requests in 60 seconds per key; zero or less switches this limit off.
        rate_limit_tiers: Requests in a clock hour per tenant, by tier. Tiers that are not named keep the real
            server's limits: 100, 1,000 and 10,000.
        allowed_webhook_hosts: Host names that webhooks may go to although they are local.
        webhook_retries: Send a failed delivery again when it is due. The real server leaves that to
            `POST /hooks/dlq/retry-all`.
        heartbeat_seconds: Pause between two pings on a stream.
        expiry_sweep_seconds: Pause between two looks for packets that have expired.
        stream_buffer: Frames a stream may be behind before it is closed.

    Raises:
        ConfigurationError: A value makes no sense.
    """

    agent: Script | None = None
    api_key: str | None = field(default=None, repr=False)
    tier: str = "business"
    strict_compat: bool = False
    rate_limits: bool = False
    rate_limit_per_minute: int = 60
    rate_limit_tiers: Mapping[str, int] = field(default_factory=dict[str, int])
    allowed_webhook_hosts: Collection[str] = ("127.0.0.1", "localhost", "::1")
    webhook_retries: bool = True
    heartbeat_seconds: float = 30.0
    expiry_sweep_seconds: float = 60.0
    stream_buffer: int = 1_000

    def __post_init__(self) -> None:
        if self.agent is not None and not callable(self.agent):
            raise ConfigurationError(f"agent is {self.agent!r}; it must be callable, or None")
        if self.tier not in TIERS:
            raise ConfigurationError(f"tier is {self.tier!r}; it can be {', '.join(TIERS)}")
        for name in ("heartbeat_seconds", "expiry_sweep_seconds", "stream_buffer"):
            if getattr(self, name) <= 0:
                raise ConfigurationError(f"{name} is {getattr(self, name)!r}; it must be positive")
