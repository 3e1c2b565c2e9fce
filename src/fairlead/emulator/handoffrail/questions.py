"""Human checkpoints, as questions to whoever looks at the emulator."""

from __future__ import annotations

from uuid import UUID

from fastapi import HTTPException
from handoffrail_backend_models import api
from sqlalchemy import select

from fairlead.emulator._backend import Question
from fairlead.emulator.handoffrail import packets
from fairlead.emulator.handoffrail.store import Packet
from fairlead.emulator.handoffrail.world import World
from fairlead.errors import InvalidArgument

__all__ = ["answer", "open_questions"]

_WHO = "emulator"


def open_questions(world: World) -> list[Question]:
    """The checkpoints that packets of all tenants wait at, oldest first."""
    query = select(Packet).where(Packet.status == "awaiting_human").order_by(Packet.waiting_since, Packet.seq)
    with world.store.transaction() as db:
        return [_question(packet, packet.hitl) for packet in db.scalars(query) if packet.hitl is not None]


def answer(world: World, packet_id: str, text: str) -> None:
    """Answer a checkpoint, as the operation for it does.

    Raises:
        InvalidArgument: The packet does not wait.
    """
    with world.unit() as unit:
        packet = unit.db.scalars(select(Packet).where(Packet.id == packet_id)).one_or_none()
        if packet is None:
            raise InvalidArgument(f"there is no packet {packet_id!r}")
        said = api.HitlRespondRequest(response=text, responded_by=_WHO)
        try:
            packets.respond(unit, packet.tenant_id, UUID(packet_id), said)
        except HTTPException as error:
            raise InvalidArgument(str(error.detail)) from error


def _question(packet: Packet, checkpoint: dict[str, object]) -> Question:
    asked = api.HitlCheckpoint.model_validate(checkpoint)
    reason = f"{asked.reason}; " if asked.question else ""
    return Question(
        id=packet.id,
        text=asked.question or asked.reason,
        about=f"{reason}packet {packet.id}: {packet.summary}",
        choices=tuple(asked.options or ()),
        free=True,
    )
