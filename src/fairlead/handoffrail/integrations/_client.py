"""What the adapters need from a client."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from fairlead.handoffrail.models import (
    ChainHandoffRequest,
    PacketCreate,
    PacketListResponse,
    PacketResponse,
    PacketUpdate,
)


class HandoffClient(Protocol):
    """The methods of `HandoffRailClient` that adapters use. Anything that has them will do."""

    def create_packet(self, packet: PacketCreate, /) -> PacketResponse:
        """Create a packet."""
        ...

    def get_packet(self, packet_id: str | UUID, /) -> PacketResponse:
        """Return a packet."""
        ...

    def list_packets(
        self, *, status: str | None = None, target_agent: str | None = None, limit: int = 50
    ) -> PacketListResponse:
        """Return a page of packets."""
        ...

    def claim_packet(
        self, packet_id: str | UUID, /, *, agent_id: str, agent_name: str, framework: str | None = None
    ) -> PacketResponse:
        """Claim a packet."""
        ...

    def update_packet(self, packet_id: str | UUID, update: PacketUpdate, /) -> PacketResponse:
        """Change a packet."""
        ...

    def complete_packet(self, packet_id: str | UUID, /) -> PacketResponse:
        """Complete a packet."""
        ...

    def respond_to_hitl(
        self, packet_id: str | UUID, /, *, response: str, responded_by: str, notes: str | None = None
    ) -> PacketResponse:
        """Answer a packet's checkpoint."""
        ...

    def chain_handoff(self, parent_packet_id: str | UUID, request: ChainHandoffRequest, /) -> PacketResponse:
        """Create a follow-up packet."""
        ...
