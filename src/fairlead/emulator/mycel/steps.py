"""The steps of a scenario's agents."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Any

from fairlead.emulator._steps import Sleep, Turns
from fairlead.emulator.mycel.agents import AgentScript, AgentTurn

__all__ = ["STEPS", "Say", "Silent", "script"]


@dataclass(frozen=True, slots=True)
class Say:
    """The agent says one thing, or in a list several.

    Attributes:
        text: What it says.
    """

    text: str | Sequence[str]


@dataclass(frozen=True, slots=True)
class Silent:
    """The agent has read what was said, and says nothing."""


STEPS: Sequence[type[Any]] = (Say, Sleep, Silent)
"""What `agent` can hold in a scenario."""


def script(turns: Turns) -> AgentScript:
    """The script that plays steps.

    Turns are counted for each agent in each chat, and `{message}` is what it heard. What is not for it, or
    was said by an agent, is no turn.
    """
    heard = Counter[tuple[str, str]]()

    async def play(turn: AgentTurn) -> AsyncGenerator[str]:
        message = turn.heard
        if message is None:
            return
        heard[turn.agent_id, turn.chat_id] += 1
        for step in turns.steps(heard[turn.agent_id, turn.chat_id], lambda: message):
            match step:
                case Say():
                    for text in [step.text] if isinstance(step.text, str) else step.text:
                        yield text
                case Sleep():
                    await turn.sleep(step.seconds)
                case _:  # silent
                    pass

    return play
