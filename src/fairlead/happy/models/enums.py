"""Words with a meaning: agents, permission modes, and how things stand."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from fairlead._core.enums import OpenStrEnum

Agent = Literal["claude", "codex", "gemini", "openclaw", "agy"]
"""A kind of coding agent. What a machine can start is in its metadata."""

SpawnPermissionMode = Literal[
    "default", "acceptEdits", "bypassPermissions", "plan", "read-only", "safe-yolo", "yolo"
]
"""What an agent may do unasked, from its start on."""

PermissionMode = SpawnPermissionMode
"""What an agent may do unasked, from a message on. `"yolo"` is everything."""


class TurnStatus(OpenStrEnum):
    """How a turn of an agent ended."""

    completed = "completed"
    failed = "failed"
    cancelled = "cancelled"


class PairingState(OpenStrEnum):
    """How far the pairing of a terminal is."""

    not_found = "not_found"
    pending = "pending"
    authorized = "authorized"


class RelationshipStatus(OpenStrEnum):
    """What a user is to the caller."""

    none = "none"
    requested = "requested"
    pending = "pending"
    friend = "friend"
    rejected = "rejected"


class UpdateKind(StrEnum):
    """Kinds of a `SessionUpdate`: two of the server's, and the subscription's own."""

    NEW_MESSAGE = "new-message"
    """A message was stored."""
    UPDATE_SESSION = "update-session"
    """The metadata or the agent's state changed."""
    RECONNECTING = "reconnecting"
    """The connection broke, and is being made again."""
    RECONNECTED = "reconnected"
    """It is back, and the messages that were missed have been delivered."""
    OVERFLOW = "overflow"
    """Updates were dropped, because they were not read as fast as they came. Messages among them follow."""
    TERMINATED = "terminated"
    """The session was deleted. This is the last one."""
