"""Public models of Happy. All are frozen and keep fields that they do not know."""

from __future__ import annotations

from fairlead.happy.models.enums import (
    Agent,
    PermissionMode,
    RelationshipStatus,
    SpawnPermissionMode,
    TurnStatus,
)
from fairlead.happy.models.machines import Machine
from fairlead.happy.models.sessions import (
    Message,
    PermissionRequest,
    Session,
    StoredMessage,
    TaskResult,
    TurnResult,
)
from fairlead.happy.models.updates import SessionUpdate, UpdateKind

__all__ = [
    "Agent",
    "Machine",
    "Message",
    "PermissionMode",
    "PermissionRequest",
    "RelationshipStatus",
    "Session",
    "SessionUpdate",
    "SpawnPermissionMode",
    "StoredMessage",
    "TaskResult",
    "TurnResult",
    "TurnStatus",
    "UpdateKind",
]
