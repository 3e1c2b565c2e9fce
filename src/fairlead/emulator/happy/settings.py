"""What a user of the emulator can set: `Emulator("happy", agent=..., rpc_grace_seconds=0.2)`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from fairlead.emulator.happy.script import AgentScript, SpawnScript, accept, echo
from fairlead.errors import ConfigurationError

__all__ = ["Settings"]

_NOT_NEGATIVE = (
    "agent_delay_seconds",
    "rpc_grace_seconds",
    "rpc_timeout_seconds",
    "rpc_disconnect_seconds",
)
_POSITIVE = ("heartbeat_seconds", "ping_interval_seconds", "ping_timeout_seconds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of the Happy backend.

    Attributes:
        daemon: Whether the first account has a machine with a daemon.
        agent: The script of every agent that the daemon starts; None keeps them silent: they read, and no
            turn ever begins. It is called on the server's event loop and must be quick; a coroutine function
            may wait.
        agent_delay_seconds: How long an agent thinks before its script is called.
        spawn: Decides whether an agent is started.
        missing_directories: Directories that do not exist on the machine, with all below them, until their
            creation is approved.
        environment: The daemon's environment, for `${NAME}` in an agent's environment variables.
        legacy: Encrypt new sessions with the account secret, as old versions did.
        heartbeat_seconds: How often agents say that they are alive.
        rpc_grace_seconds: How long a call waits for somebody to offer the method.
        rpc_timeout_seconds: How long a call waits for its answer.
        rpc_disconnect_seconds: How long it takes until a call notices that the other side has left.
        ping_interval_seconds: How often the server pings a socket, in real time.
        ping_timeout_seconds: How long it waits for the pong.

    Raises:
        ConfigurationError: A value makes no sense.
    """

    daemon: bool = True
    agent: AgentScript | None = echo
    agent_delay_seconds: float = 0.0
    spawn: SpawnScript = accept
    missing_directories: Collection[str] = ("/missing",)
    environment: Mapping[str, str] = field(default_factory=lambda: {"HOME": "/home/dev"})
    legacy: bool = False
    heartbeat_seconds: float = 2.0
    rpc_grace_seconds: float = 15.0
    rpc_timeout_seconds: float = 30.0
    rpc_disconnect_seconds: float = 4.0
    ping_interval_seconds: float = 15.0
    ping_timeout_seconds: float = 45.0

    def __post_init__(self) -> None:
        if self.agent is not None and not callable(self.agent):
            raise ConfigurationError(f"agent is {self.agent!r}; it must be callable, or None")
        if not callable(self.spawn):
            raise ConfigurationError(f"spawn is {self.spawn!r}; it must be callable")
        for name in _NOT_NEGATIVE:
            if getattr(self, name) < 0:
                raise ConfigurationError(f"{name} is {getattr(self, name)!r}; it must not be negative")
        for name in _POSITIVE:
            if getattr(self, name) <= 0:
                raise ConfigurationError(f"{name} is {getattr(self, name)!r}; it must be positive")
