"""What a user of the emulator can set: `Emulator("hai", region="us", ...)`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from fairlead.emulator.hai.scripts import Script, echo
from fairlead.errors import ConfigurationError

__all__ = ["REGIONS", "Settings"]

REGIONS = ("eu", "us")
_KINDS = ("web", "desktop", "android", "workstation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of the hai backend. Times are in seconds on the emulator's clock.

    Attributes:
        region: Where a session without `idle_timeout_s` rests after its answer: `eu` in `idle`, from where a
            message wakes it; `us` in `completed`.
        agent: The script of every agent; see [`Script`][fairlead.emulator.hai.scripts.Script]. `Hai.play`
            puts another in its place.
        start_seconds: How long a new session is `pending`.
        early_idle_seconds: How long a new session then reads `idle` before its first step, as the real
            platform lets it do at times.
        step_seconds: How long each step of an agent takes.
        delivery_seconds: How long a message is on its way to its session.
        rest_seconds: How long an answered session rests in `idle` in the region `eu` until it completes; None
            for ever.
        subagent_grace_seconds: How long subagents may take to answer when their parent must.
        max_sessions: Slots of an organization.
        max_queued: Sessions that may wait for a slot.
        capacity: Sessions that may work on the whole platform at the same time; None for any number.
        max_tokens: Tokens of an organization in a month; None for any number.
        kept_events: Events of a session that can still be read; None for all.
        closed_environments: Kinds of environments that are not open to callers.
        webhook_hosts: Hosts inside the network that webhooks may go to, also by plain `http`.
        webhook_failures: Failures in a row after which a webhook is disabled.

    Raises:
        ConfigurationError: A value makes no sense.
    """

    region: str = "eu"
    agent: Script = echo
    start_seconds: float = 0.0
    early_idle_seconds: float = 0.0
    step_seconds: float = 0.0
    delivery_seconds: float = 0.0
    rest_seconds: float | None = None
    subagent_grace_seconds: float = 10.0
    max_sessions: int = 10
    max_queued: int = 100
    capacity: int | None = None
    max_tokens: int | None = 65_000_000
    kept_events: int | None = None
    closed_environments: Collection[str] = ()
    webhook_hosts: Collection[str] = ()
    webhook_failures: int = 10

    def __post_init__(self) -> None:
        if self.region not in REGIONS:
            raise ConfigurationError(f"region is {self.region!r}; it can be {', '.join(REGIONS)}")
        if not callable(self.agent) and (isinstance(self.agent, str) or not hasattr(self.agent, "__iter__")):
            raise ConfigurationError(f"agent is {self.agent!r}; it must be callable, or a sequence of steps")
        for name in (
            "start_seconds",
            "early_idle_seconds",
            "step_seconds",
            "delivery_seconds",
            "rest_seconds",
            "subagent_grace_seconds",
            "max_sessions",
            "max_queued",
            "capacity",
            "max_tokens",
        ):
            if (value := getattr(self, name)) is not None and value < 0:
                raise ConfigurationError(f"{name} is {value!r}; it must not be negative")
        for name in ("kept_events", "webhook_failures"):
            if (value := getattr(self, name)) is not None and value < 1:
                raise ConfigurationError(f"{name} is {value!r}; it must be positive")
        if unknown := set(self.closed_environments) - set(_KINDS):
            raise ConfigurationError(f"closed_environments has {', '.join(sorted(unknown))}")
