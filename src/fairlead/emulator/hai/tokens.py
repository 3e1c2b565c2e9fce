"""Tokens: a quota for each organization and calendar month."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select

from fairlead.emulator.hai.store import Session
from fairlead.emulator.hai.world import Unit

__all__ = ["are_used_up", "month_of", "used"]


def month_of(moment: datetime) -> tuple[datetime, datetime]:
    """Beginning and end of the month of a moment."""
    start = moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return start, (start + timedelta(days=32)).replace(day=1)


def used(unit: Unit, org_id: str) -> int:
    """Tokens that the sessions of this month have used."""
    start, _ = month_of(unit.world.clock.now())
    tokens = select(func.sum(Session.tokens_in + Session.tokens_out)).where(
        Session.org_id == org_id, Session.created_at >= start.timestamp()
    )
    return unit.db.scalar(tokens) or 0


def are_used_up(unit: Unit, org_id: str) -> bool:
    """Whether an organization has no tokens left."""
    limit = unit.world.settings.max_tokens
    return limit is not None and used(unit, org_id) >= limit
