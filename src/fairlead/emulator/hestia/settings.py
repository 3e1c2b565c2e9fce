"""What a user of the emulator can set: `Emulator("hestia", api_key="secret", ...)`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fairlead.emulator.hestia.agent import Agent, echo
from fairlead.emulator.hestia.governance import DEFAULT_RULES, Rule, System
from fairlead.errors import ConfigurationError

__all__ = ["ROLES", "Settings", "UserSession", "as_rules"]

ROLES: Mapping[str, frozenset[str]] = {
    "guest": frozenset(),
    "viewer": frozenset({"read"}),
    "operator": frozenset({"read", "write", "execute"}),
    "service": frozenset({"read", "write", "execute"}),
    "admin": frozenset({"read", "write", "execute", "delete", "admin"}),
    "system": frozenset({"read", "write", "execute", "delete", "admin"}),
}
"""Roles and what they may do."""


_FIGURES = (
    "cpu_percent",
    "memory_percent",
    "gpu_percent",
    "vram_percent",
    "vram_used_bytes",
    "vram_total_bytes",
)


@dataclass(frozen=True, slots=True)
class UserSession:
    """Somebody who is logged in.

    Raises:
        ConfigurationError: There is no such role.
    """

    tenant_id: str
    role: str = "operator"

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise ConfigurationError(f"role is {self.role!r}; it can be {', '.join(ROLES)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of the Hestia backend.

    Attributes:
        agent: The agent behind runs and chats: a function of a text and its `Context`. The default echoes.
        agents: The agents that `POST /api/agents/run` knows, by id; None instead of a function for `agent`.
        rules: Lines of the table that commands are judged by, as `Rule` or as a mapping of its fields. The
            first that fits decides; what fits none is a READ and allowed.
        api_key: Bearer token that requests must bring. Default: none is needed.
        state: State of the system at the start: `GREEN`, `YELLOW` or `RED`.
        drift: Drift counter at the start.
        chat_governance: Add the four `dsgk_*` keys to answers of the chat.
        access_control: Demand the headers `X-Tenant-ID` and `X-Session-ID` on the routes below `/api` that
            have no version.
        sessions: The sessions that access control knows, by id, beside `test_session`, which may do
            everything.
        heartbeat_seconds: Silence on a stream after which a comment is sent.
        machine: Figures of the machine that `GET /api/system/metrics` shows.

    Raises:
        ConfigurationError: A value makes no sense.
    """

    agent: Agent = echo
    agents: Mapping[str, Agent | None] = field(default_factory=lambda: {"agent-1": None})
    rules: Sequence[Rule | Mapping[str, Any]] = DEFAULT_RULES
    api_key: str | None = field(default=None, repr=False)
    state: str = "GREEN"
    drift: int = 0
    chat_governance: bool = False
    access_control: bool = False
    sessions: Mapping[str, UserSession] = field(default_factory=dict[str, UserSession])
    heartbeat_seconds: float = 10.0
    machine: Mapping[str, float] = field(
        default_factory=lambda: {"cpu_percent": 12.5, "memory_percent": 40.0}
    )

    def __post_init__(self) -> None:
        if self.heartbeat_seconds <= 0:
            raise ConfigurationError(f"heartbeat_seconds is {self.heartbeat_seconds!r}; it must be positive")
        if self.api_key == "":
            raise ConfigurationError("api_key is empty; None means that none is needed")
        unknown = self.machine.keys() - set(_FIGURES)
        missing = {"cpu_percent", "memory_percent"} - self.machine.keys()
        if unknown or missing:
            raise ConfigurationError(f"machine is about {', '.join(_FIGURES)}; the first two must be there")
        System(self.state, self.drift)  # both raise, if need be
        as_rules(self.rules)


def as_rules(given: Sequence[Rule | Mapping[str, Any]]) -> tuple[Rule, ...]:
    """The table of rules.

    Raises:
        ConfigurationError: One of them is no rule.
    """
    return tuple(map(_rule, given))


def _rule(given: Rule | Mapping[str, Any]) -> Rule:
    if isinstance(given, Rule):
        return given
    try:
        return Rule(**given)
    except TypeError as error:
        raise ConfigurationError(f"{dict(given)!r} is no rule: {error}") from error
