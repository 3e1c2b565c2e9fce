"""The Happy backend of the emulator: a whole, stateful server, and a machine that starts agents.

The server stores ciphertexts, and holds no key that could open them. The machine's daemon and its agents are
participants like others; they hold the first account's secret, and really encrypt.

    from fairlead.emulator import Emulator
    from fairlead.emulator.happy import AgentTurn

    async def review(turn: AgentTurn) -> str:
        decision = await turn.ask("Bash", {"command": "make test"})
        return "All tests pass." if decision.approved else "I may not run the tests."

    with Emulator("happy", agent=review) as backend:
        ...
"""

from fairlead.emulator.happy.backend import Happy
from fairlead.emulator.happy.script import (
    AgentFailed,
    AgentScript,
    AgentTurn,
    Decision,
    SpawnRequest,
    SpawnScript,
    echo,
)

__all__ = [
    "BACKEND",
    "AgentFailed",
    "AgentScript",
    "AgentTurn",
    "Decision",
    "Happy",
    "SpawnRequest",
    "SpawnScript",
    "echo",
]

BACKEND = Happy
