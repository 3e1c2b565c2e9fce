"""The steps of a scenario's agents: those of a script, by the same names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from fairlead.emulator._steps import Turns
from fairlead.emulator.hai.scripts import (
    AgentTurn,
    Answer,
    Ask,
    Attach,
    Call,
    Delegate,
    Emit,
    Fail,
    Observe,
    Say,
    Script,
    Stall,
    Step,
    Think,
)

__all__ = ["STEPS", "Calls", "script"]


@dataclass(frozen=True, slots=True)
class Calls:
    """The agent calls several tools of the client at once.

    Attributes:
        calls: The calls, as in `call`.
    """

    calls: Sequence[Call]


STEPS: Sequence[type[Any]] = (
    Think,
    Observe,
    Say,
    Ask,
    Call,
    Calls,
    Delegate,
    Attach,
    Emit,
    Stall,
    Answer,
    Fail,
)
"""What `agent` can hold in a scenario."""


def script(turns: Turns) -> Script:
    """The script that plays steps; `{message}` is the latest message, which after `ask` is the answer."""

    def play(turn: AgentTurn) -> Iterable[Step]:
        for step in turns.steps(turn.number, lambda: turn.message):
            yield step.calls if isinstance(step, Calls) else step

    return play
