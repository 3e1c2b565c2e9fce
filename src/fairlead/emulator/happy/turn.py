"""One turn of an agent: what its script does is written into the session."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

from fairlead.emulator.happy.hub import Json
from fairlead.emulator.happy.script import UNASKED, AgentFailed, AgentScript, Decision

if TYPE_CHECKING:
    from fairlead.emulator.happy.agent import Agent

__all__ = ["Turn"]


class Turn:
    """What a script is given.

    Args:
        agent: Whose turn it is.
        name: A name for the turn, made from the message it answers: so that a turn which a restart broke off
            writes nothing twice.
        text: What the user said.
        meta: What came with it.
    """

    def __init__(self, agent: Agent, name: str, text: str, meta: Mapping[str, Any]) -> None:
        self._agent = agent
        self._name = name
        self._text = text
        self._meta = meta
        self._written = 0

    @property
    def session_id(self) -> str:
        """The session."""
        return self._agent.session_id

    @property
    def text(self) -> str:
        """What the user said."""
        return self._text

    @property
    def meta(self) -> Mapping[str, Any]:
        """What came with it."""
        return self._meta

    @property
    def permission_mode(self) -> str | None:
        """What the agent may do without asking."""
        return self._agent.mode

    @property
    def directory(self) -> str:
        """Where the agent works."""
        return self._agent.directory

    async def say(self, text: str, *, thinking: bool = False) -> None:
        """Say something."""
        self._write({"t": "text", "text": text, **({"thinking": True} if thinking else {})})

    async def use_tool(self, name: str, arguments: Mapping[str, Any], *, title: str | None = None) -> None:
        """Call a tool, and finish it."""
        call = f"{self._name}-call-{self._written}"
        shown = title or name
        self._write(
            {
                "t": "tool-call-start",
                "call": call,
                "name": name,
                "title": shown,
                "description": shown,
                "args": dict(arguments),
            }
        )
        self._write({"t": "tool-call-end", "call": call})

    async def ask(self, tool: str, arguments: Mapping[str, Any]) -> Decision:
        """Ask for permission, and wait for the answer."""
        if self._agent.mode in UNASKED:
            return Decision(True, asked=False)
        return await self._agent.ask(f"{self._name}-ask-{self._written}", tool, dict(arguments))

    async def sleep(self, seconds: float) -> None:
        """Think."""
        await self._agent.world.clock.sleep(seconds)

    async def hang(self) -> None:
        """Say nothing more."""
        await asyncio.get_running_loop().create_future()

    async def play(self, script: AgentScript) -> None:
        """Let a script work on the message, and say how it ended."""
        self._write({"t": "turn-start"})
        status = "failed"
        try:
            await self._agent.world.clock.sleep(self._agent.world.settings.agent_delay_seconds)
            for text in await _answer(script, self):
                await self.say(text)
            status = "completed"
        except AgentFailed as failure:
            if str(failure):
                await self.say(str(failure))
        except asyncio.CancelledError:
            if not self._agent.aborted:
                raise
            status = "cancelled"
        finally:
            if self._agent.connected:  # otherwise the agent has ended, and the turn with it
                self._end(status)

    def _end(self, status: str) -> None:
        self._write({"t": "turn-end", "status": status})
        if self._agent.says_ready:
            self._agent.write(f"{self._name}-ready", _ready(self._name))

    def _write(self, event: Json) -> None:
        self._written += 1
        name = f"{self._name}-{self._written}"
        envelope = {
            "id": name,
            "time": self._agent.world.now(),
            "role": "agent",
            "turn": self._name,
            "ev": event,
        }
        self._agent.write(name, {"role": "session", "content": envelope, "meta": {"sentFrom": "cli"}})


async def _answer(script: AgentScript, turn: Turn) -> Iterable[str]:
    answer = script(turn)
    if isawaitable(answer):
        answer = await answer
    if answer is None:
        return ()
    return (answer,) if isinstance(answer, str) else answer


def _ready(name: str) -> Json:
    content = {"id": f"{name}-ready", "type": "event", "data": {"type": "ready"}}
    return {"role": "agent", "content": content, "meta": {"sentFrom": "cli"}}
