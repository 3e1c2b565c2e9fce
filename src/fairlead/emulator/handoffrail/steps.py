"""The steps of a scenario's agent: what a script can do with a packet, by the same names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fairlead.emulator._steps import Sleep, Turns
from fairlead.emulator.handoffrail.agents import Handoff, Script

__all__ = ["STEPS", "Ask", "Claim", "Complete", "Fail", "Ignore", "script"]


@dataclass(frozen=True, slots=True)
class Claim:
    """The agent that the packet is addressed to claims it."""


@dataclass(frozen=True, slots=True)
class Ask:
    """The packet waits until a human answers; then it is claimed.

    Attributes:
        question: The question.
        reason: Why a human is needed; by default the question.
        options: Answers to choose from.
    """

    question: str
    reason: str = ""
    options: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Complete:
    """The agent starts the packet, and completes it."""


@dataclass(frozen=True, slots=True)
class Fail:
    """The agent gives the packet up."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """The agent leaves the packet alone."""


STEPS: Sequence[type[Any]] = (Claim, Ask, Sleep, Complete, Fail, Ignore)
"""What `agent` can hold in a scenario."""


def script(turns: Turns) -> Script:
    """The script that plays steps.

    Turns are counted for each agent that packets are addressed to; `{message}` is the packet's summary.
    """
    taken = Counter[str]()

    async def play(handoff: Handoff) -> None:
        taken[handoff.target_id] += 1
        for step in turns.steps(taken[handoff.target_id], lambda: handoff.summary):
            match step:
                case Claim():
                    await handoff.claim()
                case Ask():
                    await handoff.ask(step.question, reason=step.reason, options=step.options)
                case Complete():
                    await handoff.complete()
                case Fail():
                    await handoff.fail()
                case Sleep():
                    await handoff.sleep(step.seconds)
                case _:  # ignore
                    pass

    return play
