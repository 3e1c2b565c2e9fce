"""Operations on up to 50 packets. Every item stands alone; the answer is a success even if all fail."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from fastapi import APIRouter, HTTPException
from handoffrail_backend_models import api
from pydantic import ValidationError

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.handoffrail import packets
from fairlead.emulator.handoffrail.auth import Caller
from fairlead.emulator.handoffrail.declared import answers
from fairlead.emulator.handoffrail.inputs import BatchCreateRequest
from fairlead.emulator.handoffrail.packet_routes import take_slot
from fairlead.emulator.handoffrail.world import WorldDep

__all__ = ["router"]

_MAX_ITEMS = 50

router: APIRouter = APIRouter(prefix="/api/v1/packets/batch", tags=["packets"], route_class=JsonRoute)


@router.post("", status_code=201, responses=answers(201, 400, 413, 422))
async def batch_create_packets(
    body: BatchCreateRequest, caller: Caller, world: WorldDep
) -> api.BatchCreateResponse:
    """Create packets. A batch of any size takes one slot of the daily quota."""
    if len(body.packets) > _MAX_ITEMS:
        raise HTTPException(400, f"A batch may have at most {_MAX_ITEMS} items")
    take_slot(world, caller)
    created: list[api.PacketResponse] = []
    errors: list[api.BatchCreateError] = []
    for index, draft in enumerate(body.drafts):
        if isinstance(draft, ValidationError):
            errors.append(api.BatchCreateError(index=index, error=str(draft)))
            continue
        try:
            with world.unit() as unit:
                packet = packets.create(unit, caller.tenant_id, draft)
        except HTTPException as error:
            errors.append(api.BatchCreateError(index=index, error=f"{error.status_code}: {error.detail}"))
        else:
            created.append(packets.present(packet))
    return api.BatchCreateResponse(created=created, errors=errors)


@router.post("/claim", responses=answers(200, 413, 422))
async def batch_claim_packets(
    body: api.BatchClaimRequest, caller: Caller, world: WorldDep
) -> api.BatchClaimResponse:
    """Claim packets for one agent."""
    claimant = {"id": body.agent_id, "name": body.agent_name, "framework": body.framework}
    claimed: list[api.PacketResponse] = []
    errors: list[api.BatchClaimError] = []
    for packet_id in map(_uuid, body.packet_ids):
        try:
            with world.unit() as unit:
                packet = packets.claim(unit, caller.tenant_id, packet_id, claimant)
        except HTTPException as error:
            errors.append(api.BatchClaimError(packet_id=str(packet_id), error=_claim_error(error)))
        else:
            claimed.append(packets.present(packet))
    return api.BatchClaimResponse(claimed=claimed, errors=errors)


@router.post("/complete", responses=answers(200, 413, 422))
async def batch_complete_packets(
    body: api.BatchCompleteRequest, caller: Caller, world: WorldDep
) -> api.BatchCompleteResponse:
    """Complete packets that are in progress."""
    completed: list[api.PacketResponse] = []
    errors: list[api.BatchCompleteError] = []
    for packet_id in map(_uuid, body.packet_ids):
        try:
            with world.unit() as unit:
                packet = packets.find(unit.db, caller.tenant_id, packet_id)
                packets.complete(unit, packet)
        except HTTPException as error:
            errors.append(api.BatchCompleteError(packet_id=str(packet_id), error=str(error.detail)))
        else:
            completed.append(packets.present(packet))
    return api.BatchCompleteResponse(completed=completed, errors=errors)


def _uuid(packet_id: api.PacketId) -> UUID:
    return UUID(packet_id.root)


def _claim_error(error: HTTPException) -> str:
    detail: Any = error.detail  # declared as text, but that of a claim conflict is an object
    return detail if isinstance(detail, str) else f"Already claimed by {detail['claimed_by']['id']}"
