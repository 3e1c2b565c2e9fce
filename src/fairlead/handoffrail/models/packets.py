"""Packets and what they are made of, as every answer about them has them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import Field

from fairlead._core.models import Model, UtcDatetime, utc_now
from fairlead.handoffrail.models.enums import (
    ConversationRole,
    DependencyStatus,
    DependencyType,
    PacketStatus,
    Priority,
)


class AgentInfo(Model):
    """The agent that hands work over."""

    id: str
    name: str
    framework: str | None = None
    version: str | None = None


class TargetAgentInfo(Model):
    """The agent that work is meant for; after a claim, the agent that claimed it."""

    id: str
    name: str
    framework: str | None = None


class ContextEntry(Model):
    """One turn of the conversation so far."""

    role: ConversationRole
    content: str
    timestamp: UtcDatetime | None = None
    metadata: dict[str, Any] | None = None


class Artifact(Model):
    """A named piece of work: text, a JSON object or a JSON array."""

    key: str
    value: str | dict[str, Any] | list[Any]
    content_type: str | None = None


class Decision(Model):
    """Something that was decided, and why. Updates match decisions by `id`."""

    id: str
    decision: str
    rationale: str
    alternatives: list[str] = Field(default_factory=list[str])
    decided_by: str | None = None
    timestamp: UtcDatetime | None = None


class PendingAction(Model):
    """Something still to be done. `depends_on` lists ids of other actions or of dependencies."""

    id: str
    description: str
    assignee: str
    priority: Priority | None = None
    depends_on: list[str] = Field(default_factory=list[str])
    deadline: UtcDatetime | None = None


class CompletedAction(Model):
    """Something that was done, and its result."""

    id: str
    description: str
    result: str
    completed_by: str | None = None
    completed_at: UtcDatetime | None = None


class FailedAction(Model):
    """Something that did not work, and why."""

    id: str
    description: str
    error: str
    retries_remaining: int | None = None


class Actions(Model):
    """All actions of a packet."""

    pending: list[PendingAction] = Field(default_factory=list[PendingAction])
    completed: list[CompletedAction] = Field(default_factory=list[CompletedAction])
    failed: list[FailedAction] = Field(default_factory=list[FailedAction])


class Dependency(Model):
    """Something outside that the work waits for."""

    id: str
    type: DependencyType
    description: str
    status: DependencyStatus = DependencyStatus.unknown
    source: str | None = None


class HitlCheckpoint(Model):
    """A question to a human, and the answer once there is one.

    Attributes:
        required: The packet waits for the answer. A required checkpoint needs a `reason`.
        reason: Why a human must look at it.
        timeout_seconds: How long the answer is worth waiting for.
    """

    required: bool = True
    reason: str
    question: str | None = None
    options: list[str] | None = None
    response: str | None = None
    responded_at: UtcDatetime | None = None
    responded_by: str | None = None
    notes: str | None = None
    timeout_seconds: int | None = None


class Metadata(Model):
    """From whom to whom, when, and how urgent. Times are UTC unless they say otherwise."""

    source_agent: AgentInfo
    target_agent: TargetAgentInfo
    created_at: UtcDatetime = Field(default_factory=utc_now)
    claimed_at: UtcDatetime | None = None
    completed_at: UtcDatetime | None = None
    priority: Priority = Priority.normal
    tags: list[str] = Field(default_factory=list[str])


class PacketContext(Model):
    """What the next agent needs to know."""

    summary: str
    conversation_state: list[ContextEntry] = Field(default_factory=list[ContextEntry])
    artifacts: list[Artifact] = Field(default_factory=list[Artifact])
    custom: dict[str, Any] = Field(default_factory=dict[str, Any])


class PacketResponse(Model):
    """A packet as the server has it."""

    id: UUID
    version: str = "1.0.0"
    parent_packet_id: UUID | None = None
    metadata: Metadata
    context: PacketContext
    decisions: list[Decision] = Field(default_factory=list[Decision])
    actions: Actions = Field(default_factory=Actions)
    dependencies: list[Dependency] = Field(default_factory=list[Dependency])
    hitl: HitlCheckpoint | None = None
    status: PacketStatus = PacketStatus.created
    created_at: UtcDatetime
    updated_at: UtcDatetime


class PacketListResponse(Model):
    """A page of packets.

    Attributes:
        total: Matches in all. When paging by cursor it counts from the cursor on; for a search it is the
            number of packets on this page.
        next_cursor: Where the next page starts; None on the last one.
    """

    packets: list[PacketResponse]
    total: int
    limit: int
    offset: int
    next_cursor: str | None = None


class PacketEvent(Model):
    """One entry of a packet's history.

    Attributes:
        actor: Who did it: `agent:<id>`, `human:<name>` or `system:<part>`.
    """

    id: str
    packet_id: str
    event_type: str
    actor: str
    details: dict[str, Any] | None = None
    timestamp: UtcDatetime


class PacketHistoryResponse(Model):
    """The history of a packet, oldest entry first."""

    packet_id: str
    events: list[PacketEvent]
