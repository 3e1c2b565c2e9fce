"""What the scripts of the scripted machine are told and can do: its daemon's, and that of its agents."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

__all__ = [
    "AGENTS",
    "UNASKED",
    "AgentFailed",
    "AgentScript",
    "AgentTurn",
    "Decision",
    "SpawnRequest",
    "SpawnScript",
    "accept",
    "echo",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpawnRequest:
    """Somebody asks the daemon to start an agent.

    Attributes:
        directory: Where it is to work.
        agent: Which agent: `claude`, `codex`, `gemini`, `openclaw` or `agy`.
        permission_mode: What it may do without asking; None if nothing was said.
        environment_variables: Its environment, already expanded.
    """

    directory: str
    agent: str
    permission_mode: str | None
    environment_variables: Mapping[str, str]


SpawnScript = Callable[[SpawnRequest], str | Awaitable[str | None] | None]
"""Decides about a request: None starts the agent, a text is the daemon's error. It may
be a coroutine function."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody said to a request for permission.

    Attributes:
        approved: Whether it was granted.
        reason: Why, or why not.
        asked: False if the permission mode decided, and nobody was asked.
    """

    approved: bool
    reason: str | None = None
    asked: bool = True

    def __bool__(self) -> bool:
        """Whether it was granted."""
        return self.approved


class AgentFailed(Exception):
    """Raised by a script: the turn fails. Its text is said first, if there is one."""


class AgentTurn(Protocol):
    """A message that an agent works on.

    The turn ends as `completed` when the script returns, as `failed` when it raises
    [`AgentFailed`][fairlead.emulator.happy.AgentFailed], and as `cancelled` when somebody calls `abort`.
    """

    @property
    def session_id(self) -> str:
        """The session."""
        ...

    @property
    def text(self) -> str:
        """What the user said."""
        ...

    @property
    def meta(self) -> Mapping[str, Any]:
        """What came with it, such as `sentFrom`."""
        ...

    @property
    def permission_mode(self) -> str | None:
        """What the agent may do without asking; it lasts until another message says otherwise."""
        ...

    @property
    def directory(self) -> str:
        """Where the agent works."""
        ...

    async def say(self, text: str, *, thinking: bool = False) -> None:
        """Say something."""
        ...

    async def use_tool(self, name: str, arguments: Mapping[str, Any], *, title: str | None = None) -> None:
        """Call a tool, and finish it."""
        ...

    async def ask(self, tool: str, arguments: Mapping[str, Any]) -> Decision:
        """Ask for permission, unless the permission mode has granted everything. Waits for the answer."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Think, on the emulator's clock."""
        ...

    async def hang(self) -> None:
        """Never say anything more in this turn, until it is aborted."""
        ...


AgentScript = Callable[[AgentTurn], str | Iterable[str] | Awaitable[str | Iterable[str] | None] | None]
"""Works on a message: says one text, several, or None for none. It may be a coroutine function."""


def echo(turn: AgentTurn) -> str:
    """Repeat what was said."""
    return f"Echo: {turn.text}"


def accept(request: SpawnRequest) -> None:
    """Start every agent."""


AGENTS: Sequence[str] = ("claude", "codex", "gemini", "openclaw", "agy")
UNASKED = frozenset({"yolo", "bypassPermissions"})
"""Permission modes in which nobody is asked."""
