"""A HandoffRail client in memory, for everything that is given one, and packets to send."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from fairlead.handoffrail.builders import HandoffPacket
from fairlead.handoffrail.exceptions import ConflictError, HandoffRailError, NotFoundError
from fairlead.handoffrail.models import (
    ChainHandoffRequest,
    HitlCheckpoint,
    PacketCreate,
    PacketListResponse,
    PacketResponse,
    PacketStatus,
    PacketUpdate,
)

NOW = "2026-01-02T03:04:05.000001"


class InMemoryClient:
    """Keeps packets as the server does: an update replaces the context and all three action lists.

    `calls` names the methods that were called; `failure` is raised by the next call.
    """

    def __init__(self) -> None:
        self.packets: dict[str, PacketResponse] = {}
        self.calls: list[str] = []
        self.failure: HandoffRailError | None = None

    @property
    def newest(self) -> PacketResponse:
        return list(self.packets.values())[-1]

    def create_packet(self, packet: PacketCreate, /) -> PacketResponse:
        self._called("create_packet")
        return self._store(packet.to_dict())

    def get_packet(self, packet_id: str | UUID, /) -> PacketResponse:
        self._called("get_packet")
        return self._get(packet_id)

    def list_packets(
        self, *, status: str | None = None, target_agent: str | None = None, limit: int = 50
    ) -> PacketListResponse:
        self._called("list_packets")
        found = [
            packet
            for packet in reversed(self.packets.values())
            if packet.status == status and packet.metadata.target_agent.id == target_agent
        ]
        return PacketListResponse(packets=found[:limit], total=len(found), limit=limit, offset=0)

    def claim_packet(
        self, packet_id: str | UUID, /, *, agent_id: str, agent_name: str, framework: str | None = None
    ) -> PacketResponse:
        self._called("claim_packet")
        packet = self._get(packet_id)
        if packet.status == PacketStatus.claimed:
            raise ConflictError("Packet is already claimed")
        target = {"id": agent_id, "name": agent_name, "framework": framework}
        return self._change(
            packet, status="claimed", metadata={**packet.to_dict()["metadata"], "target_agent": target}
        )

    def update_packet(self, packet_id: str | UUID, update: PacketUpdate, /) -> PacketResponse:
        self._called("update_packet")
        return self._change(self._get(packet_id), **update.to_dict())

    def complete_packet(self, packet_id: str | UUID, /) -> PacketResponse:
        self._called("complete_packet")
        return self._change(self._get(packet_id), status="completed")

    def respond_to_hitl(
        self, packet_id: str | UUID, /, *, response: str, responded_by: str, notes: str | None = None
    ) -> PacketResponse:
        self._called("respond_to_hitl")
        packet = self._get(packet_id)
        asked = packet.hitl or HitlCheckpoint(reason="none")
        answer = asked.model_copy(update={"response": response, "responded_by": responded_by, "notes": notes})
        return self._change(packet, status="claimed", hitl=answer.to_dict())

    def chain_handoff(self, parent_packet_id: str | UUID, request: ChainHandoffRequest, /) -> PacketResponse:
        self._called("chain_handoff")
        body = request.to_dict()
        parent = self._get(parent_packet_id).to_dict()
        body["context"]["conversation_state"][:0] = parent["context"]["conversation_state"]
        return self._store({**body, "parent_packet_id": parent["id"]})

    def _called(self, method: str) -> None:
        self.calls.append(method)
        if self.failure is not None:
            failure, self.failure = self.failure, None
            raise failure

    def _get(self, packet_id: str | UUID) -> PacketResponse:
        try:
            return self.packets[str(packet_id)]
        except KeyError:
            raise NotFoundError("Packet not found") from None

    def _store(self, body: dict[str, Any]) -> PacketResponse:
        packet = PacketResponse.from_dict({"id": uuid4(), "created_at": NOW, "updated_at": NOW, **body})
        self.packets[str(packet.id)] = packet
        return packet

    def _change(self, packet: PacketResponse, **changes: Any) -> PacketResponse:
        return self._store({**packet.to_dict(), **changes})


@pytest.fixture
def client() -> InMemoryClient:
    return InMemoryClient()


@pytest.fixture
def packet(client: InMemoryClient) -> PacketResponse:
    """A stored packet with something in every part."""
    created = client.create_packet(
        PacketCreate.from_dict(
            {
                "metadata": {
                    "source_agent": {"id": "me-01", "name": "Me"},
                    "target_agent": {"id": "you-01", "name": "You"},
                },
                "context": {
                    "summary": "the summary",
                    "conversation_state": [{"role": "user", "content": "hello"}],
                    "artifacts": [{"key": "draft", "value": "text"}],
                    "custom": {"kept": 1, "nested": {"none": None}},
                },
                "decisions": [{"id": "d1", "decision": "go", "rationale": "why"}],
                "actions": {
                    "pending": [{"id": "a1", "description": "do", "assignee": "you-01"}],
                    "completed": [{"id": "a2", "description": "did", "result": "fine"}],
                    "failed": [{"id": "a3", "description": "tried", "error": "no"}],
                },
                "dependencies": [{"id": "dep", "type": "api", "description": "gateway"}],
            }
        )
    )
    client.calls.clear()
    return created


@pytest.fixture
def draft() -> Callable[..., PacketCreate]:
    """Makes a packet to create; every argument may be left out."""

    def make(
        summary: str = "Move the customer to the larger plan",
        /,
        *,
        source: str = "sales-01",
        target: str = "billing-01",
        priority: str = "normal",
        ask: bool = False,
    ) -> PacketCreate:
        builder = (
            HandoffPacket.builder()
            .from_agent(source, "Sales")
            .to_agent(target, "Billing")
            .with_summary(summary)
            .with_priority(priority)
        )
        if ask:
            builder = builder.with_hitl("Over the limit", "Approve?", ["yes", "no"])
        return builder.build()

    return make
