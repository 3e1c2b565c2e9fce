"""The steps of a scenario's agent: what an agent can yield or raise, by the same names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any

from fairlead.emulator._steps import Turns
from fairlead.emulator.hestia.agent import Agent, AgentError, Context, Delta, Item, Pause, ToolCall, words

__all__ = ["STEPS", "Answer", "Fail", "script"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A part of the output, sent word by word."""

    text: str


@dataclass(frozen=True, slots=True)
class Fail:
    """The command fails.

    Attributes:
        message: What went wrong.
        code: Machine-readable.
    """

    message: str
    code: str = "AGENT_FAILED"


STEPS: Sequence[type[Any]] = (Answer, Delta, ToolCall, Pause, Fail)
"""What `agent` can hold in a scenario."""


def script(turns: Turns) -> Agent:
    """The agent that plays steps.

    Turns are counted for each session, those without one together; `{message}` is the text of the command.
    """
    heard = Counter[str | None]()

    def play(text: str, context: Context) -> Generator[Item]:
        heard[context.session_id] += 1
        for step in turns.steps(heard[context.session_id], lambda: text):
            match step:
                case Answer():
                    yield from words(step.text)
                case Fail():
                    raise AgentError(step.code, step.message)
                case _:
                    yield step

    return play
