"""The sweep that expires packets."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final, Never

from sqlalchemy import func, select

from fairlead.emulator.handoffrail import packets, state
from fairlead.emulator.handoffrail.store import Packet
from fairlead.emulator.handoffrail.world import World

__all__ = ["keep_sweeping", "sweep"]

_NEVER: Final = datetime.max.replace(tzinfo=UTC)


def sweep(world: World) -> datetime:
    """Expire every packet, of all tenants, whose time is over.

    Returns:
        When the next one is due.
    """
    mortal = Packet.status.in_(state.EXPIRABLE)
    with world.unit() as unit:
        due = select(Packet).where(mortal, Packet.expires_at <= unit.now).order_by(Packet.seq)
        for packet in unit.db.scalars(due).all():
            packets.expire(unit, packet, "system:expiry_task", "ttl_exceeded")
        unit.db.flush()
        return unit.db.scalar(select(func.min(Packet.expires_at)).where(mortal)) or _NEVER


async def keep_sweeping(world: World) -> Never:
    """Sweep at once and then at intervals, until cancelled.

    Where nothing can have become due, the sweep is left out, so that a test may advance the clock by months.
    """
    swept, next_due = -1, _NEVER
    while True:
        if world.store.revision != swept or world.clock.now() >= next_due:
            next_due = sweep(world)
            swept = world.store.revision
        await world.clock.sleep(world.settings.expiry_sweep_seconds)
