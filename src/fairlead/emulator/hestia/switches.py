"""What an operator of the system can change while it runs: its state, its drift, and its policies."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from fairlead.emulator._backend import Switch
from fairlead.emulator.hestia.governance import DECISIONS, POLICIES, STATES
from fairlead.emulator.hestia.kernel import Kernel
from fairlead.errors import InvalidArgument

__all__ = ["flip", "switches"]

_STATE: Final = "state"
_DRIFT: Final = "drift"


def switches(kernel: Kernel) -> list[Switch]:
    """All switches, as they are set."""
    return [
        Switch(
            name=_STATE,
            about="YELLOW throttles commands, RED blocks them all.",
            value=kernel.system.state,
            choices=STATES,
        ),
        Switch(
            name=_DRIFT,
            about="A counter: less budget from 10, and from 100; from 500 nothing runs.",
            value=str(kernel.system.drift),
            choices=("0", "10", "100", "500"),
            free=True,
        ),
        *(
            Switch(
                name=kind,
                about=f"What is decided about {kind} commands where no rule decides.",
                value=policy.decision,
                choices=DECISIONS,
            )
            for kind, policy in kernel.policies.items()
        ),
    ]


def flip(kernel: Kernel, name: str, value: str) -> None:
    """Set one of them.

    Raises:
        InvalidArgument: The drift is no number.
    """
    if name == _STATE:
        kernel.system = replace(kernel.system, state=value)
    elif name == _DRIFT:
        if not (value.isascii() and value.isdecimal() and len(value) < 10):
            raise InvalidArgument(f"drift is a whole number from 0, not {value!r}")
        kernel.system = replace(kernel.system, drift=int(value))
    else:
        kind, usual = next(known for known in POLICIES.items() if known[0] == name)
        decision = next(known for known in DECISIONS if known == value)
        reason = usual.reason if decision == usual.decision else f"{kind} commands: {decision} by an operator"
        kernel.policies[kind] = replace(usual, decision=decision, reason=reason)
