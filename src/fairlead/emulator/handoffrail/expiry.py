"""The sweep that expires packets."""

from __future__ import annotations

from typing import Never

from sqlalchemy import select

from fairlead.emulator.handoffrail import packets, state
from fairlead.emulator.handoffrail.store import Packet
from fairlead.emulator.handoffrail.world import World

__all__ = ["keep_sweeping", "sweep"]


def sweep(world: World) -> None:
    """Expire every packet, of all tenants, whose time is over."""
    with world.unit() as unit:
        query = select(Packet).where(Packet.status.in_(state.EXPIRABLE), Packet.expires_at <= unit.now)
        for packet in unit.db.scalars(query.order_by(Packet.seq)).all():
            packets.expire(unit, packet, "system:expiry_task", "ttl_exceeded")


async def keep_sweeping(world: World) -> Never:
    """Sweep at once and then at intervals, until cancelled."""
    while True:
        sweep(world)
        await world.clock.sleep(world.settings.expiry_sweep_seconds)
