"""The hai backend of the emulator: a whole, stateful server of computer-use agents and their sessions.

Its agents follow scripts:

    from fairlead.emulator import Emulator
    from fairlead.emulator.hai import Call

    def script(turn):
        weather = yield Call("get_weather", {"city": "Paris"})
        return f"It is {weather.result} in Paris"

    with Emulator("hai", agent=script) as backend:
        ...
"""

from fairlead.emulator.hai.backend import Hai
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
    Outcome,
    Say,
    Script,
    Stall,
    Step,
    Think,
    echo,
)

__all__ = [
    "BACKEND",
    "AgentTurn",
    "Answer",
    "Ask",
    "Attach",
    "Call",
    "Delegate",
    "Emit",
    "Fail",
    "Hai",
    "Observe",
    "Outcome",
    "Say",
    "Script",
    "Stall",
    "Step",
    "Think",
    "echo",
]

BACKEND = Hai
