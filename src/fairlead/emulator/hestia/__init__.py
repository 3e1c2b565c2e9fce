"""The HestiaOS backend of the emulator: governed runs and their traces, chat, agents, secrets.

Governance follows a small table of rules, and the agent behind it is a Python function:

    from fairlead.emulator import Emulator
    from fairlead.emulator.hestia import Context, Rule

    def shout(text: str, context: Context) -> str:
        return text.upper()

    with Emulator("hestia", agent=shout, rules=[Rule(match="secret", decision="BLOCK")]) as backend:
        ...
"""

from fairlead.emulator.hestia.agent import Agent, AgentError, Context, Delta, Item, Pause, Reply, ToolCall
from fairlead.emulator.hestia.backend import Hestia
from fairlead.emulator.hestia.governance import DEFAULT_RULES, Rule
from fairlead.emulator.hestia.settings import UserSession

__all__ = [
    "BACKEND",
    "DEFAULT_RULES",
    "Agent",
    "AgentError",
    "Context",
    "Delta",
    "Hestia",
    "Item",
    "Pause",
    "Reply",
    "Rule",
    "ToolCall",
    "UserSession",
]

BACKEND = Hestia
