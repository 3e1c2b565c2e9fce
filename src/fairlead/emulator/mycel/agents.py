"""What a managed agent's script is told, and the script that answers by default."""

from __future__ import annotations

from collections.abc import AsyncIterable, Awaitable, Callable, Iterable
from dataclasses import dataclass, field

from fairlead.emulator._clock import Clock

__all__ = ["AgentScript", "AgentTurn", "IncomingMessage", "echo"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingMessage:
    """A message that an agent has not read yet.

    Attributes:
        id: Identifier.
        seq: Number within the chat.
        sender_id: Who wrote it.
        sender_name: Display name of the sender.
        sender_type: `human`, `agent` or `external`.
        content: The text.
        mentions_me: Whether it mentions the agent, or is addressed to it.
        for_me: Whether that is so, or it names nobody in particular.
    """

    id: str
    seq: int
    sender_id: str
    sender_name: str
    sender_type: str
    content: str
    mentions_me: bool
    for_me: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentTurn:
    """An agent has been woken in a chat.

    Attributes:
        agent_id: The agent.
        agent_name: Its display name.
        chat_id: Where it was woken.
        thread_id: Its main runtime thread.
        messages: What it had not read, oldest first; never empty.
        clock: The emulator's clock.
    """

    agent_id: str
    agent_name: str
    chat_id: str
    thread_id: str
    messages: tuple[IncomingMessage, ...]
    clock: Clock = field(repr=False, compare=False)

    @property
    def heard(self) -> str | None:
        """The latest message that is for the agent, and by no agent: two that answer would never end."""
        said = [
            message.content for message in self.messages if message.for_me and message.sender_type != "agent"
        ]
        return said[-1] if said else None

    async def sleep(self, seconds: float) -> None:
        """Think, on the emulator's clock."""
        await self.clock.sleep(seconds)


AgentScript = Callable[
    [AgentTurn], str | Iterable[str] | AsyncIterable[str] | Awaitable[str | Iterable[str] | None] | None
]
"""Answers a turn: with one message, several, or None for none. It may be a coroutine function, and as an
asynchronous generator it says each message at its time."""


def echo(turn: AgentTurn) -> str | None:
    """Repeat what the agent heard."""
    return None if turn.heard is None else f"Echo: {turn.heard}"
