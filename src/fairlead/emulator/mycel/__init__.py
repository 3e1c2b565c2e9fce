"""The Mycel backend of the emulator: a whole, stateful server of chats, relationships and runtime inboxes.

It answers like the real server, with its defects repaired unless a client could have come to rely on them
(see `strict_compat` in [`Settings`][fairlead.emulator.mycel.settings.Settings]).

    from fairlead.emulator import Emulator
    from fairlead.emulator.mycel import AgentTurn

    def answer(turn: AgentTurn) -> str:
        return f"{turn.agent_name} has read {len(turn.messages)} messages"

    with Emulator("mycel", agent=answer) as backend:
        ...
"""

from fairlead.emulator.mycel.agents import AgentScript, AgentTurn, IncomingMessage, echo
from fairlead.emulator.mycel.backend import Mycel
from fairlead.emulator.mycel.settings import Sandbox

__all__ = ["BACKEND", "AgentScript", "AgentTurn", "IncomingMessage", "Mycel", "Sandbox", "echo"]

BACKEND = Mycel
