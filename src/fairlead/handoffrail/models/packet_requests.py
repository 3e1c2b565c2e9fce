"""Requests about packets, and the answers to those about several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, Field

from fairlead._core.models import Model
from fairlead.handoffrail.models.enums import PacketStatus, Priority
from fairlead.handoffrail.models.packets import (
    Actions,
    Decision,
    Dependency,
    HitlCheckpoint,
    Metadata,
    PacketContext,
    PacketResponse,
)


def _has_reason(hitl: HitlCheckpoint | None) -> HitlCheckpoint | None:
    if hitl is not None and hitl.required and not hitl.reason:
        raise ValueError("a required checkpoint needs a reason")
    return hitl


# On requests only: the server lets a reason be emptied later, and its answers must stay readable.
_NewCheckpoint = Annotated[HitlCheckpoint | None, AfterValidator(_has_reason)]


class PacketCreate(Model):
    """A packet to create.

    Attributes:
        schema_id: Registered schema that the context must satisfy.

    Examples:
        >>> packet = PacketCreate(
        ...     metadata=Metadata(
        ...         source_agent=AgentInfo(id="sales-01", name="SalesBot"),
        ...         target_agent=TargetAgentInfo(id="billing-01", name="BillingBot"),
        ...     ),
        ...     context=PacketContext(summary="Customer upgrade request"),
        ... )
        >>> packet.metadata.priority
        <Priority.normal: 'normal'>
    """

    parent_packet_id: UUID | None = None
    metadata: Metadata
    context: PacketContext
    decisions: list[Decision] = Field(default_factory=list[Decision])
    actions: Actions = Field(default_factory=Actions)
    dependencies: list[Dependency] = Field(default_factory=list[Dependency])
    hitl: _NewCheckpoint = None
    schema_id: str | None = None


class ChainHandoffRequest(Model):
    """A follow-up packet; the parent's conversation is put before the one given here."""

    metadata: Metadata
    context: PacketContext
    decisions: list[Decision] = Field(default_factory=list[Decision])
    actions: Actions = Field(default_factory=Actions)
    dependencies: list[Dependency] = Field(default_factory=list[Dependency])
    hitl: _NewCheckpoint = None
    schema_id: str | None = None


class PacketUpdate(Model):
    """Changes to a packet; what is None stays as it is.

    Decisions are merged by id. `context`, `actions`, `dependencies` and `hitl` replace what was there: start
    from the current packet to keep parts of it.
    """

    status: PacketStatus | None = None
    context: PacketContext | None = None
    decisions: list[Decision] | None = None
    actions: Actions | None = None
    dependencies: list[Dependency] | None = None
    hitl: HitlCheckpoint | None = None


class PacketClaim(Model):
    """Who claims a packet."""

    agent_id: str
    agent_name: str
    framework: str | None = None


class HitlRespondRequest(Model):
    """A human's answer to a checkpoint."""

    response: str
    responded_by: str
    notes: str | None = None


class BatchCreateError(Model):
    """Why one packet of a batch was not created; `index` is its place in the request, from 0."""

    index: int
    error: str


class BatchCreateResponse(Model):
    """What a batch created, and what it could not."""

    created: list[PacketResponse] = Field(default_factory=list[PacketResponse])
    errors: list[BatchCreateError] = Field(default_factory=list[BatchCreateError])


class BatchClaimRequest(Model):
    """Packets to claim, 1 to 50, and for whom."""

    packet_ids: Sequence[str | UUID]
    agent_id: str
    agent_name: str
    framework: str | None = None


class BatchClaimError(Model):
    """Why one packet of a batch was not claimed."""

    packet_id: str
    error: str


class BatchClaimResponse(Model):
    """What a batch claimed, and what it could not."""

    claimed: list[PacketResponse] = Field(default_factory=list[PacketResponse])
    errors: list[BatchClaimError] = Field(default_factory=list[BatchClaimError])


class BatchCompleteRequest(Model):
    """Packets to complete, 1 to 50."""

    packet_ids: Sequence[str | UUID]


class BatchCompleteError(Model):
    """Why one packet of a batch was not completed."""

    packet_id: str
    error: str


class BatchCompleteResponse(Model):
    """What a batch completed, and what it could not."""

    completed: list[PacketResponse] = Field(default_factory=list[PacketResponse])
    errors: list[BatchCompleteError] = Field(default_factory=list[BatchCompleteError])


class SearchOptions(Model):
    """How to search: page and filters."""

    limit: int = 50
    offset: int = 0
    status: PacketStatus | None = None
    priority: Priority | None = None

    def to_params(self) -> dict[str, Any]:
        """Return query parameters: `limit`, `offset` and the filters that are set."""
        filters = {"status": self.status, "priority": self.priority}
        set_filters = {name: value.value for name, value in filters.items() if value}
        return {"limit": self.limit, "offset": self.offset, **set_filters}
