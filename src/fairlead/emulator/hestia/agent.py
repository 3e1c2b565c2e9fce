"""The agent behind the governance: a Python function in the place of a language model."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, AsyncIterable, Awaitable, Callable, Generator, Iterable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from inspect import isawaitable
from typing import Any, cast

__all__ = [
    "Agent",
    "AgentError",
    "Context",
    "Delta",
    "Item",
    "Pause",
    "Reply",
    "ToolCall",
    "echo",
    "items",
    "words",
]


@dataclass(frozen=True, slots=True)
class Delta:
    """A piece of the output that is sent as a `delta` event instead of a `token`."""

    text: str


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool that the agent calls. It is only reported; nothing is called."""

    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict[str, Any])
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence, in seconds of the emulator's clock."""

    seconds: float


class AgentError(Exception):
    """Raised by an agent to fail with a code of its own choice.

    Args:
        code: Machine-readable, such as `"MODEL_UNAVAILABLE"`.
        message: What went wrong.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Context:
    """What an agent knows beside the text.

    Attributes:
        command_id: The command, under whose id the trace will be found.
        command_type: `RUN`, `CHAT` or `AGENT_RUN`.
        session_id: The caller's session.
        agent_id: The agent that the caller addresses.
        mode_hint: The caller's wish, such as `fast`.
        budget: The part of the usual budget that there is: 0.7 while the system is throttled.
        config: What a call of a named agent sends along.
    """

    command_id: str
    command_type: str
    session_id: str | None = None
    agent_id: str | None = None
    mode_hint: str | None = None
    budget: float = 1.0
    config: Mapping[str, Any] = field(default_factory=dict[str, Any])


Item = str | Delta | ToolCall | Pause
"""A token, or something else that an agent does."""

Reply = str | Iterable[Item] | Awaitable[str | Iterable[Item]] | AsyncIterable[Item]

Agent = Callable[[str, Context], Reply]
"""Takes the text and its context; returns the whole answer or yields its parts, asynchronously or not.

It runs on the server's event loop: to take time, it yields `Pause`, or is asynchronous.
"""


def echo(text: str, context: Context) -> Reply:  # noqa: ARG001
    """The default agent: it says what it was told."""
    return f"processed: {text}"


def words(text: str) -> list[str]:
    """A text as the tokens that it is sent in: word by word, and nothing lost."""
    return re.findall(r"\s*\S+|\s+$", text)


async def items(reply: Reply) -> AsyncGenerator[object]:
    """Whatever an agent yields, which ought to be an `Item`. A whole answer becomes tokens, word by word."""
    if isinstance(reply, AsyncGenerator):
        async with aclosing(cast("AsyncGenerator[object]", reply)) as generator:
            async for item in generator:
                yield item
    elif isinstance(reply, AsyncIterable):
        async for item in reply:
            yield item
    else:
        settled = await reply if isawaitable(reply) else reply
        parts = words(settled) if isinstance(settled, str) else settled
        try:
            for item in parts:
                yield item
        finally:
            if isinstance(parts, Generator):
                parts.close()
