"""What the emulated agents of these tests do: what they are told."""

from __future__ import annotations

from fairlead.emulator.happy import AgentFailed, SpawnRequest
from fairlead.emulator.happy.script import AgentTurn


async def obedient(turn: AgentTurn) -> str | None:
    """Do what the message says; repeat it if it says nothing special."""
    match turn.text.partition(" "):
        case "fail", _, why:
            raise AgentFailed(why)
        case "hang", _, _:
            await turn.say("thinking")
            await turn.hang()
        case "ask", _, tool:
            decision = await turn.ask(tool, {"path": "/etc/hosts"})
            return f"{tool}: {'yes' if decision else 'no'} {decision.reason or ''}".strip()
        case "mode", _, _:
            return str(turn.permission_mode)
        case "meta", _, name:
            return str(turn.meta.get(name))
        case "many", _, number:
            for i in range(int(number)):
                await turn.use_tool("Read", {"path": f"/{i}"})
        case _:
            await turn.say("hm", thinking=True)
            return f"Echo: {turn.text}"
    return "done"


def picky(request: SpawnRequest) -> str | None:
    """Start no agent in `/forbidden`; tell of the environment in `/env`."""
    if request.directory == "/forbidden":
        return "not here"
    if request.directory == "/env":
        return f"{request.permission_mode} {sorted(request.environment_variables.items())}"
    return None
