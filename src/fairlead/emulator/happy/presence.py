"""Who is alive: heartbeats, what is made of them, and who has not been heard of for too long."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from fairlead.emulator.happy.hub import Audience, Json
from fairlead.emulator.happy.store import Machine, SessionRow

if TYPE_CHECKING:
    from fairlead.emulator.happy.world import Unit, World

__all__ = ["Presence", "activity", "end_session", "flush", "hear", "machine_activity", "sweep"]

FLUSH_SECONDS = 5.0
SWEEP_SECONDS = 60.0
_STALE = 10 * 60_000  # a heartbeat this old says nothing, and whoever sent no other is gone
_SUPPRESSED = 60_000
_WORTH_STORING = 30_000
_USERS = Audience()


@dataclass(slots=True)
class Presence:
    """Heartbeats that are not stored yet, and sessions whose heartbeats do not count.

    Attributes:
        sessions: When sessions were last heard of.
        machines: When machines were.
        suppressed: Until when a session's heartbeats are ignored, because it was ended.
    """

    sessions: dict[str, int] = field(default_factory=dict[str, int])
    machines: dict[str, int] = field(default_factory=dict[str, int])
    suppressed: dict[str, int] = field(default_factory=dict[str, int])

    def clear(self) -> None:
        """Forget everything."""
        self.sessions.clear()
        self.machines.clear()
        self.suppressed.clear()

    def suppress(self, session_id: str, now: int) -> None:
        """Ignore a session's heartbeats for a minute."""
        self.sessions.pop(session_id, None)
        self.suppressed[session_id] = now + _SUPPRESSED

    def is_suppressed(self, session_id: str, now: int) -> bool:
        """Whether a session's heartbeats are ignored now."""
        return self.suppressed.get(session_id, 0) > now


def activity(session_id: str, *, active: bool, active_at: int, thinking: bool = False) -> Json:
    """The ephemeral event about a session."""
    return {
        "type": "activity",
        "id": session_id,
        "active": active,
        "activeAt": active_at,
        "thinking": thinking,
    }


def machine_activity(machine_id: str, *, active: bool, active_at: int) -> Json:
    """The ephemeral event about a machine."""
    return {"type": "machine-activity", "id": machine_id, "active": active, "activeAt": active_at}


def hear(stamp: Any, now: int) -> int | None:
    """When a heartbeat was sent: not in the future; None if it is too old or makes no sense."""
    if isinstance(stamp, bool) or not isinstance(stamp, int | float):
        return None
    heard = min(int(stamp), now)
    return heard if heard > now - _STALE else None


def end_session(unit: Unit, session: SessionRow, at: int) -> None:
    """Mark a session as inactive, and ignore its heartbeats for a while."""
    session.active = False
    session.active_at = at
    session.updated_at = unit.now
    unit.world.presence.suppress(session.id, unit.now)
    unit.ephemeral(session.account_id, _USERS, activity(session.id, active=False, active_at=at))


def flush(world: World) -> None:
    """Store the heartbeats that are worth it."""
    presence = world.presence
    with world.store.transaction() as db:
        for model, heard in ((SessionRow, presence.sessions), (Machine, presence.machines)):
            for row in db.scalars(select(model).where(model.id.in_(heard))) if heard else ():
                stamp = heard[row.id]
                if not row.active or abs(stamp - row.active_at) > _WORTH_STORING:
                    row.active = True
                    row.active_at = stamp
                    row.updated_at = world.now()
            heard.clear()


def sweep(world: World) -> None:
    """Mark as inactive what has not been heard of for ten minutes."""
    with world.unit() as unit:
        before = unit.now - _STALE
        for session in unit.db.scalars(
            select(SessionRow).where(SessionRow.active, SessionRow.active_at < before)
        ):
            session.active = False
            session.updated_at = unit.now
            event = activity(session.id, active=False, active_at=session.active_at)
            unit.ephemeral(session.account_id, _USERS, event)
        for machine in unit.db.scalars(select(Machine).where(Machine.active, Machine.active_at < before)):
            machine.active = False
            machine.updated_at = unit.now
            event = machine_activity(machine.id, active=False, active_at=machine.active_at)
            unit.ephemeral(machine.account_id, _USERS, event)
