"""What can happen to a packet. Each function works inside one unit and leaves its traces there."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from fastapi import HTTPException
from handoffrail_backend_models import api
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from fairlead.emulator.handoffrail import state
from fairlead.emulator.handoffrail.errors import not_found
from fairlead.emulator.handoffrail.registry import check_context
from fairlead.emulator.handoffrail.store import Packet
from fairlead.emulator.handoffrail.times import naive, offset_text
from fairlead.emulator.handoffrail.world import Unit

__all__ = [
    "change",
    "claim",
    "complete",
    "create",
    "expire",
    "find",
    "present",
    "respond",
]


def find(db: Session, tenant_id: str, packet_id: UUID) -> Packet:
    """A packet of the tenant.

    Raises:
        HTTPException: 404 if the tenant has none with this identifier.
    """
    query = select(Packet).where(Packet.id == str(packet_id), Packet.tenant_id == tenant_id)
    if (packet := db.scalars(query).one_or_none()) is None:
        raise not_found("Packet", packet_id)
    return packet


def present(packet: Packet) -> api.PacketResponse:
    """A packet as REST answers show it."""
    return api.PacketResponse.model_validate(
        {
            "id": packet.id,
            "version": "1.0.0",
            "parent_packet_id": packet.parent_packet_id,
            "metadata": packet.meta,
            "context": packet.context,
            "decisions": packet.decisions,
            "actions": packet.actions,
            "dependencies": packet.dependencies,
            "hitl": packet.hitl,
            "status": packet.status,
            "created_at": naive(packet.created_at),
            "updated_at": naive(packet.updated_at),
        }
    )


def create(
    unit: Unit,
    tenant_id: str,
    draft: api.PacketCreate | api.ChainHandoffRequest,
    *,
    parent: Packet | None = None,
) -> Packet:
    """Store a new packet.

    Args:
        unit: The transaction.
        tenant_id: Tenant it belongs to.
        draft: What the client sent.
        parent: The packet it is chained to; its conversation comes first.

    Raises:
        HTTPException: 422 if the context does not satisfy the schema it names.
    """
    sent = draft.model_dump(mode="json")
    metadata: dict[str, Any] = sent["metadata"]
    metadata["created_at"] = metadata["created_at"] or offset_text(unit.now)
    context: dict[str, Any] = sent["context"]
    if parent is not None:
        context["conversation_state"] = parent.context["conversation_state"] + context["conversation_state"]
    if draft.schema_id is not None:
        check_context(unit, tenant_id, draft.schema_id, context)
    waits = draft.hitl is not None and draft.hitl.required
    packet = Packet(
        id=str(uuid4()),
        tenant_id=tenant_id,
        parent_packet_id=parent.id if parent is not None else sent.get("parent_packet_id"),
        status="awaiting_human" if waits else "created",
        meta=metadata,
        context=context,
        summary=context["summary"],
        decisions=sent["decisions"],
        actions=sent["actions"],
        dependencies=sent["dependencies"],
        hitl=sent["hitl"],
        created_at=unit.now,
        updated_at=unit.now,
        alive_since=unit.now,
        waiting_since=unit.now if waits else None,
        expires_at=unit.now,
    )
    packet.expires_at = _expires_at(packet)
    unit.db.add(packet)
    author = f"agent:{metadata['source_agent']['id']}"
    if parent is None:
        unit.record(packet, "created", author)
        unit.announce(packet, "packet.created")
    else:
        unit.record(packet, "created", author, {"parent_packet_id": parent.id, "chain": True})
        unit.record(parent, "chained", author, {"child_packet_id": packet.id})
        unit.announce(packet, "packet.chained", parent_packet_id=parent.id)
    unit.world.metrics.count("handoffs", tenant_id=tenant_id)
    if waits:
        unit.world.metrics.count("hitl_checkpoints", tenant_id=tenant_id)
    return packet


def claim(unit: Unit, tenant_id: str, packet_id: UUID, claimant: dict[str, str | None]) -> Packet:
    """Give a packet to an agent, who becomes its target. Of several agents exactly one succeeds.

    Args:
        unit: The transaction.
        tenant_id: The caller's tenant.
        packet_id: The packet.
        claimant: `id`, `name` and `framework` of the agent.

    Raises:
        HTTPException: 404 unknown, 409 claimed already, 410 expired, 400 in any other wrong status.
    """
    packet = find(unit.db, tenant_id, packet_id)
    metadata = {**packet.meta, "target_agent": claimant, "claimed_at": offset_text(unit.now)}
    if not _move(unit, packet, state.CLAIMABLE, "claimed", meta=metadata):
        raise _claim_refusal(packet)
    details = {"agent_name": claimant["name"], "framework": claimant["framework"]}
    unit.record(packet, "claimed", f"agent:{claimant['id']}", details)
    unit.announce(packet, "packet.claimed")
    return packet


def respond(unit: Unit, tenant_id: str, packet_id: UUID, answer: api.HitlRespondRequest) -> Packet:
    """Answer the checkpoint that a packet waits at. Of several answers exactly one counts.

    Raises:
        HTTPException: 404 unknown, 409 not waiting for a human, 400 without a checkpoint.
    """
    packet = find(unit.db, tenant_id, packet_id)
    if packet.status == "awaiting_human" and packet.hitl is None:
        raise HTTPException(400, "The packet has no human checkpoint")
    checkpoint = {
        **(packet.hitl or {}),
        "response": answer.response,
        "responded_at": offset_text(unit.now),
        "responded_by": answer.responded_by,
        **({"notes": answer.notes} if answer.notes else {}),
    }
    metadata = {**packet.meta, "claimed_at": offset_text(unit.now)}
    if not _move(unit, packet, ("awaiting_human",), "claimed", meta=metadata, hitl=checkpoint):
        raise HTTPException(409, f"The packet is '{packet.status}', not 'awaiting_human': cannot respond")
    details = {"response": answer.response, "notes": answer.notes, "transition_to": "claimed"}
    unit.record(packet, "hitl_responded", f"human:{answer.responded_by}", details)
    unit.announce(packet, "hitl.response_ready", hitl_response=answer.response)
    unit.world.metrics.count("hitl_responses", tenant_id=tenant_id)
    return packet


def change(unit: Unit, packet: Packet, sent: api.PacketUpdate) -> None:
    """Apply a PATCH: fields that are null or left out stay.

    Raises:
        HTTPException: 400 if the status may not change like this.
    """
    data = sent.model_dump(mode="json")
    if sent.status is not None and sent.status.value != packet.status:
        _patch_status(unit, packet, sent.status.value)
    if sent.context is not None:
        packet.context = data["context"]
        packet.summary = sent.context.summary
    if sent.decisions is not None:
        packet.decisions = _merged(packet.decisions, data["decisions"])
    if sent.actions is not None:
        lists = {"pending", "completed", "failed"}
        if not unit.world.settings.strict_compat:
            lists &= sent.actions.model_fields_set
        packet.actions = {**packet.actions, **{name: data["actions"][name] for name in sorted(lists)}}
    if sent.dependencies is not None:
        packet.dependencies = data["dependencies"]
    if sent.hitl is not None:
        packet.hitl = data["hitl"]
        packet.expires_at = _expires_at(packet)
    packet.updated_at = unit.now
    unit.announce(packet, f"packet.{sent.status.value if sent.status is not None else 'updated'}")


def complete(unit: Unit, packet: Packet) -> None:
    """Complete a packet as part of a batch.

    Raises:
        HTTPException: 400 if it is not in progress.
    """
    before = packet.status
    if not state.is_allowed(before, "completed"):
        raise HTTPException(400, f"Cannot complete from status '{before}'")
    _enter(packet, "completed", unit.now)
    unit.record(packet, "completed", "system:batch_complete", {"from_status": before})
    unit.announce(packet, "packet.completed")


def expire(unit: Unit, packet: Packet, actor: str, reason: str) -> None:
    """Expire a packet that may expire."""
    details = {"previous_status": packet.status, "reason": reason}
    _enter(packet, "expired", unit.now)
    unit.record(packet, "expired", actor, details)
    unit.announce(packet, "packet.expired")


def _merged(known: list[dict[str, Any]], sent: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Decisions with those of the same `id` replaced and the new ones appended."""
    known_ids = {decision["id"] for decision in known}
    replacements = {decision["id"]: decision for decision in sent}
    kept = [replacements.get(decision["id"], decision) for decision in known]
    return kept + [decision for decision in sent if decision["id"] not in known_ids]


def _patch_status(unit: Unit, packet: Packet, target: str) -> None:
    before = packet.status
    if not state.is_allowed(before, target):
        raise HTTPException(400, state.refusal(before, target))
    _enter(packet, target, unit.now)
    actor = f"agent:{packet.meta['target_agent']['id']}"
    unit.record(packet, target, actor, {"from_status": before, "to_status": target})


def _enter(packet: Packet, status: str, now: datetime) -> None:
    """Set a status and what goes with it. The caller has checked that it is allowed."""
    timing = _timing(packet, status, now)
    packet.status = status
    packet.updated_at = now
    packet.alive_since, packet.waiting_since = timing
    packet.expires_at = _expires_at(packet)
    if status == "completed":
        packet.meta = {**packet.meta, "completed_at": offset_text(now)}


def _move(unit: Unit, packet: Packet, sources: tuple[str, ...], target: str, **values: Any) -> bool:
    """Change the status in one conditional UPDATE, so that only one of several writers succeeds.

    Returns:
        Whether the packet was in one of the `sources`. Its row is read again either way.
    """
    alive_since, waiting_since = _timing(packet, target, unit.now)
    expires_at = state.expires_at(
        status=target, alive_since=alive_since, waiting_since=waiting_since, timeout_seconds=None
    )
    moved = unit.db.execute(
        update(Packet)
        .where(Packet.seq == packet.seq, Packet.status.in_(sources))
        .values(
            status=target,
            updated_at=unit.now,
            alive_since=alive_since,
            waiting_since=waiting_since,
            expires_at=expires_at,
            **values,
        )
        .returning(Packet.seq)
        .execution_options(synchronize_session=False)
    ).first()
    unit.db.refresh(packet)
    return moved is not None


def _timing(packet: Packet, status: str, now: datetime) -> tuple[datetime, datetime | None]:
    """`alive_since` and `waiting_since` of a packet that enters a status."""
    if status == "awaiting_human":
        return packet.alive_since, now
    if packet.status == "awaiting_human" and _timeout(packet):
        return now, packet.waiting_since  # it may have waited for longer than a packet lives
    return packet.alive_since, packet.waiting_since


def _expires_at(packet: Packet) -> datetime:
    return state.expires_at(
        status=packet.status,
        alive_since=packet.alive_since,
        waiting_since=packet.waiting_since,
        timeout_seconds=_timeout(packet),
    )


def _timeout(packet: Packet) -> int | None:
    return packet.hitl["timeout_seconds"] if packet.hitl is not None else None


def _claim_refusal(packet: Packet) -> HTTPException:
    if packet.status == "expired":
        return HTTPException(410, f"Packet {packet.id} has expired")
    if packet.status == "claimed":
        message = f"Packet {packet.id} is already claimed"
        return HTTPException(409, {"message": message, "claimed_by": packet.meta["target_agent"]})
    return HTTPException(400, state.refusal(packet.status, "claimed"))
