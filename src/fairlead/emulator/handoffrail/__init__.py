"""The HandoffRail backend of the emulator: a whole, stateful server of handoff packets.

It answers like the real server, with its defects repaired unless a client could have come to rely on them
(see `strict_compat` in [`Settings`][fairlead.emulator.handoffrail.settings.Settings]).

    from fairlead.emulator import Emulator

    with Emulator("handoffrail", tier="free", rate_limits=True) as backend:
        ...
"""

from fairlead.emulator.handoffrail.backend import HandoffRail

__all__ = ["BACKEND", "HandoffRail"]

BACKEND = HandoffRail
