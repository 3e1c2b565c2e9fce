"""The HandoffRail backend of the emulator: a whole, stateful server of handoff packets.

It answers like the real server, with its defects repaired unless a client could have come to rely on them
(see `strict_compat` in [`Settings`][fairlead.emulator.handoffrail.settings.Settings]).

    from fairlead.emulator import Emulator

    with Emulator("handoffrail", tier="free", rate_limits=True) as backend:
        ...

Nobody works on packets, unless an agent is to:

    from fairlead.emulator.handoffrail import Handoff

    async def billing(handoff: Handoff) -> None:
        await handoff.claim()
        await handoff.complete()

    with Emulator("handoffrail", agent=billing) as backend:
        ...
"""

from fairlead.emulator.handoffrail.agents import Handoff, Script
from fairlead.emulator.handoffrail.backend import HandoffRail

__all__ = ["BACKEND", "Handoff", "HandoffRail", "Script"]

BACKEND = HandoffRail
