"""The steps of a scenario's agents: what a script can do with its turn, by the same names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fairlead.emulator._steps import Branch, Sleep, Turns
from fairlead.emulator.happy.script import AgentFailed, AgentScript, AgentTurn

__all__ = ["STEPS", "Ask", "Fail", "Hang", "Say", "Think", "UseTool", "script"]


@dataclass(frozen=True, slots=True)
class Say:
    """The agent says something."""

    text: str


@dataclass(frozen=True, slots=True)
class Think:
    """The agent says something that is marked as its thinking."""

    text: str


@dataclass(frozen=True, slots=True)
class UseTool:
    """The agent calls a tool, and finishes the call.

    Attributes:
        name: Name of the tool.
        arguments: Its arguments by name.
        title: What people read; by default the name.
    """

    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict[str, Any])
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """The agent asks for permission, unless its mode has granted everything, and waits for the answer.

    Attributes:
        tool: What it wants to use.
        arguments: With which arguments.
        approved: Steps that follow if it may.
        denied: Steps that follow if it may not.
    """

    tool: str
    arguments: Mapping[str, Any] = field(default_factory=dict[str, Any])
    approved: Branch = field(default_factory=Branch)
    denied: Branch = field(default_factory=Branch)


@dataclass(frozen=True, slots=True)
class Hang:
    """The agent says nothing more in this turn, until it is aborted."""


@dataclass(frozen=True, slots=True)
class Fail:
    """The turn fails.

    Attributes:
        text: What is said first; by default nothing.
    """

    text: str = ""


STEPS: Sequence[type[Any]] = (Say, Think, UseTool, Ask, Sleep, Hang, Fail)
"""What `agent` can hold in a scenario."""


def script(turns: Turns) -> AgentScript:
    """The script that plays steps; turns are counted for each session, and `{message}` is its latest text."""
    heard = Counter[str]()

    async def play(turn: AgentTurn) -> None:
        heard[turn.session_id] += 1
        await _play(turns.steps(heard[turn.session_id], lambda: turn.text), turn)

    return play


async def _play(steps: Iterable[Any], turn: AgentTurn) -> None:
    for step in steps:
        match step:
            case Say():
                await turn.say(step.text)
            case Think():
                await turn.say(step.text, thinking=True)
            case UseTool():
                await turn.use_tool(step.name, step.arguments, title=step.title)
            case Ask():
                decision = await turn.ask(step.tool, step.arguments)
                await _play(step.approved if decision else step.denied, turn)
            case Sleep():
                await turn.sleep(step.seconds)
            case Hang():
                await turn.hang()
            case Fail():
                raise AgentFailed(step.text)
            case _:
                raise TypeError(f"{step!r} is no step")
