"""What a user of the emulator can set: `Emulator("mycel", profile="communication", ...)`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from fairlead.emulator.mycel.agents import AgentScript, echo
from fairlead.errors import ConfigurationError

__all__ = ["PROFILES", "Sandbox", "Settings"]

PROFILES = ("full", "communication")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sandbox:
    """What a sandbox provider can do.

    Attributes:
        quota: Sandboxes an owner may have.
        supports_mount: Whether directories can be mounted.
        supports_copy: Whether they can be copied in.
        supports_read_only: Whether a mount can be read-only.
        supports_managed_volume: Whether it offers volumes of its own.
    """

    quota: int = 2
    supports_mount: bool = False
    supports_copy: bool = False
    supports_read_only: bool = False
    supports_managed_volume: bool = False


_LOCAL_ONLY: Mapping[str, Sandbox] = MappingProxyType({"local": Sandbox(quota=999)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of the Mycel backend.

    Attributes:
        profile: Which routes there are: `full`, or `communication`, which has no owner registration and
            login, no agents and no threads.
        agent: The script of every managed agent; None keeps them silent. It is called on the server's event
            loop and must be quick; a coroutine function may wait.
        agent_delay_seconds: How long an agent thinks before its script is called.
        invite_codes: Codes that can each register one owner. `Mycel.make_invite_code` makes more.
        otp_code: The code that every registration e-mail would contain.
        otp_seconds: How long that code can be used.
        token_seconds: How long the token of a login is valid. Those of guests and external users never
            expire.
        sandboxes: Sandbox providers by name.
        replay_buffer: Inbox frames kept for each user to be sent again after a reconnect.
        late_end_seconds: How long the server takes to notice that a stream's client is gone without a word.
            The real one takes up to 40 seconds; with `strict_compat`, that makes the next stream deaf.
        strict_compat: Reproduce flaws of the real server that a client could have come to rely on: the end of
            any stream of an inbox makes its other stream deaf, too; a mute never ends by itself; and a
            history page before something that is no number fails with 500.

    Raises:
        ConfigurationError: A value makes no sense.
    """

    profile: str = "full"
    agent: AgentScript | None = echo
    agent_delay_seconds: float = 0.0
    invite_codes: Collection[str] = ("INVITE-1", "INVITE-2", "INVITE-3")
    otp_code: str = "123456"
    otp_seconds: float = 3_600.0
    token_seconds: float = 3_600.0
    sandboxes: Mapping[str, Sandbox] = field(default_factory=lambda: _LOCAL_ONLY)
    replay_buffer: int = 256
    late_end_seconds: float = 0.0
    strict_compat: bool = False

    def __post_init__(self) -> None:
        if self.profile not in PROFILES:
            raise ConfigurationError(f"profile is {self.profile!r}; it can be {', '.join(PROFILES)}")
        if self.agent is not None and not callable(self.agent):
            raise ConfigurationError(f"agent is {self.agent!r}; it must be callable, or None")
        for name in ("agent_delay_seconds", "late_end_seconds"):
            if getattr(self, name) < 0:
                raise ConfigurationError(f"{name} is {getattr(self, name)!r}; it must not be negative")
        for name in ("otp_seconds", "token_seconds", "replay_buffer"):
            if getattr(self, name) <= 0:
                raise ConfigurationError(f"{name} is {getattr(self, name)!r}; it must be positive")
