"""Operations on one packet."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from handoffrail_backend_models import api
from sqlalchemy import select

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.handoffrail import packets
from fairlead.emulator.handoffrail.auth import Caller
from fairlead.emulator.handoffrail.declared import answers
from fairlead.emulator.handoffrail.inputs import ChainHandoffRequest, PacketCreate, PacketId
from fairlead.emulator.handoffrail.store import ApiKey, Event
from fairlead.emulator.handoffrail.times import naive
from fairlead.emulator.handoffrail.world import World, WorldDep

__all__ = ["router", "take_slot"]

router: APIRouter = APIRouter(prefix="/api/v1/packets", tags=["packets"], route_class=JsonRoute)


def take_slot(world: World, caller: ApiKey) -> None:
    """Take one packet from the caller's daily quota.

    Raises:
        HTTPException: 429 if it is used up.
    """
    if not world.limits.take_packet_slot(caller.tenant_id, caller.tier):
        raise HTTPException(429, "The daily packet quota of this tier is used up")


@router.post("", status_code=201, responses=answers(201, 413, 422))
async def create_packet(body: PacketCreate, caller: Caller, world: WorldDep) -> api.PacketResponse:
    """Create a packet."""
    take_slot(world, caller)
    with world.unit() as unit:
        packet = packets.create(unit, caller.tenant_id, body)
    return packets.present(packet)


@router.get("/{packet_id}", responses=answers(200, 404, 422))
async def get_packet(packet_id: PacketId, caller: Caller, world: WorldDep) -> api.PacketResponse:
    """Get a packet. Expired packets are returned, too."""
    with world.store.transaction() as db:
        return packets.present(packets.find(db, caller.tenant_id, packet_id))


@router.patch("/{packet_id}", responses=answers(200, 400, 404, 413, 422))
async def update_packet(
    packet_id: PacketId, body: api.PacketUpdate, caller: Caller, world: WorldDep
) -> api.PacketResponse:
    """Update a packet. A change of status must be a legal one."""
    with world.unit() as unit:
        packet = packets.find(unit.db, caller.tenant_id, packet_id)
        packets.change(unit, packet, body)
    return packets.present(packet)


@router.delete("/{packet_id}", status_code=204, responses=answers(204, 404, 409, 422))
async def delete_packet(packet_id: PacketId, caller: Caller, world: WorldDep) -> None:
    """Expire a packet. It is kept."""
    with world.unit() as unit:
        packet = packets.find(unit.db, caller.tenant_id, packet_id)
        if packet.status == "expired":
            raise HTTPException(409, f"Packet {packet_id} is already expired")
        packets.expire(unit, packet, "system:soft_delete", "soft_delete")


@router.post("/{packet_id}/claim", responses=answers(200, 400, 404, 409, 410, 413, 422, claim=True))
async def claim_packet(
    packet_id: PacketId, body: api.PacketClaim, caller: Caller, world: WorldDep
) -> api.PacketResponse:
    """Claim a packet that is `created` or `awaiting_human`."""
    claimant = {"id": body.agent_id, "name": body.agent_name, "framework": body.framework}
    with world.unit() as unit:
        packet = packets.claim(unit, caller.tenant_id, packet_id, claimant)
    return packets.present(packet)


@router.post("/{packet_id}/respond", responses=answers(200, 400, 404, 409, 413, 422))
async def respond_to_hitl(
    packet_id: PacketId, body: api.HitlRespondRequest, caller: Caller, world: WorldDep
) -> api.PacketResponse:
    """Answer a packet's human checkpoint. The packet becomes `claimed`."""
    with world.unit() as unit:
        packet = packets.respond(unit, caller.tenant_id, packet_id, body)
    return packets.present(packet)


@router.get("/{packet_id}/history", responses=answers(200, 404, 422))
async def get_history(packet_id: PacketId, caller: Caller, world: WorldDep) -> api.PacketHistoryResponse:
    """Get the history of a packet, oldest entry first."""
    with world.store.transaction() as db:
        packet = packets.find(db, caller.tenant_id, packet_id)
        query = select(Event).where(Event.packet_id == packet.id).order_by(Event.seq)
        events = [
            api.PacketEvent(
                id=event.id,
                packet_id=event.packet_id,
                event_type=api.PacketEventType(event.event_type),
                actor=event.actor,
                details=event.details,
                timestamp=naive(event.timestamp),
            )
            for event in db.scalars(query)
        ]
    return api.PacketHistoryResponse(packet_id=packet.id, events=events)


@router.post("/{packet_id}/chain", status_code=201, responses=answers(201, 404, 413, 422))
async def chain_handoff(
    packet_id: PacketId, body: ChainHandoffRequest, caller: Caller, world: WorldDep
) -> api.PacketResponse:
    """Create a follow-up packet. The parent may be in any status."""
    with world.unit() as unit:
        parent = packets.find(unit.db, caller.tenant_id, packet_id)
        packet = packets.create(unit, caller.tenant_id, body, parent=parent)
    return packets.present(packet)
