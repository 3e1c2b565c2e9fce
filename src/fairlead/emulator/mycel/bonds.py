"""The life of a relationship, as pure data: which step follows which state, and who may take it."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, NamedTuple

__all__ = ["ACTIONS", "NONE", "PENDING", "STEPS", "TIES", "NotAllowed", "Step", "identifier", "next_state"]

NONE: Final = "none"
PENDING: Final = "pending"
TIES: Final = ("visit", "hire")
"""States that are enough to put somebody into a group chat."""

ACTIONS: Final = ("request", "approve", "reject", "upgrade", "downgrade", "revoke")


class Step(NamedTuple):
    """A step that is allowed.

    Attributes:
        to: The state it leads to.
        initiator: Whether it is the initiator's (True), the other party's (False), or either's (None).
    """

    to: str
    initiator: bool | None


STEPS: Final = MappingProxyType(
    {
        ("none", "request"): Step("pending", None),
        ("pending", "approve"): Step("visit", False),
        ("pending", "reject"): Step("none", False),
        ("pending", "revoke"): Step("none", True),
        ("visit", "upgrade"): Step("hire", None),
        ("visit", "revoke"): Step("none", None),
        ("hire", "downgrade"): Step("visit", None),
        ("hire", "revoke"): Step("none", None),
    }
)
"""State and action -> the step. What is not here is refused."""


class NotAllowed(Exception):
    """The step is refused in this state, or to this party."""


def next_state(state: str, action: str, *, is_initiator: bool) -> str:
    """The state after a party's action.

    Args:
        state: `none`, `pending`, `visit` or `hire`.
        action: One of `ACTIONS`.
        is_initiator: Whether the party made the request.

    Raises:
        NotAllowed: There is no such step.
    """
    step = STEPS.get((state, action))
    if step is None:
        raise NotAllowed(f"Cannot {action} a relationship that is {state}")
    if step.initiator is not None and step.initiator != is_initiator:
        whose = "whoever asked" if step.initiator else "whoever was asked"
        raise NotAllowed(f"Only {whose} can {action} a relationship that is {state}")
    return step.to


def identifier(one: str, other: str) -> str:
    """The id of the relationship of two users, whichever way round."""
    low, high = sorted((one, other))
    return f"hire_visit:{low}:{high}"
