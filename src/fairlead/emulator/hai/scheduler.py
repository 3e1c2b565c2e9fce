"""Fires schedules when the clock says so."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from fastapi import HTTPException
from fastapi.exceptions import RequestValidationError
from hai_backend_models import api
from sqlalchemy import func, select

from fairlead.emulator.hai import sessions
from fairlead.emulator.hai.auth import Identity
from fairlead.emulator.hai.bells import heard
from fairlead.emulator.hai.cron import Cron
from fairlead.emulator.hai.errors import Problem
from fairlead.emulator.hai.store import TERMINAL, Run, Schedule, Session
from fairlead.emulator.hai.world import moment

if TYPE_CHECKING:
    from fairlead.emulator.hai.world import Unit, World

__all__ = ["Scheduler", "fire", "next_time"]


class Scheduler:
    """Waits for the next schedule.

    Args:
        world: The server.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._changed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin. Times that passed while the emulator was stopped are skipped."""
        with self._world.unit() as unit:
            for schedule in unit.db.scalars(select(Schedule).where(Schedule.next_at <= unit.now)).all():
                schedule.next_at = next_time(schedule.timing, unit.now)
        self._task = asyncio.create_task(self._run(), name="scheduler")

    async def stop(self) -> None:
        """Fire nothing any more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def wake(self) -> None:
        """Look at the schedules again, as one of them has changed."""
        self._changed.set()

    async def _run(self) -> None:
        while True:
            with self._world.unit() as unit:
                due = select(Schedule).where(Schedule.next_at <= unit.now).order_by(Schedule.next_at)
                for schedule in unit.db.scalars(due).all():
                    assert schedule.next_at is not None
                    fire(unit, schedule, schedule.next_at, manual=False)
                    if not schedule.paused:
                        schedule.next_at = next_time(schedule.timing, unit.now)
                unit.db.flush()
                soonest = unit.db.scalar(select(func.min(Schedule.next_at)))
                left = None if soonest is None else max(0.0, soonest - unit.now)
            await heard(self._changed, self._world.clock, left)


def next_time(timing: dict[str, Any], after: float) -> float | None:
    """When a schedule fires next."""
    cron = Cron.parse(timing["expression"])
    found = cron.after(moment(after), ZoneInfo(timing["timezone"]))
    return None if found is None else found.timestamp()


def fire(unit: Unit, schedule: Schedule, scheduled_for: float, *, manual: bool) -> Run:
    """Start a schedule's session, or note why not."""
    status, session_id, error = _attempt(unit, schedule)
    run = Run(
        id=str(uuid4()),
        schedule_id=schedule.id,
        status=status,
        scheduled_for=scheduled_for,
        session_id=session_id,
        error=error,
        manual=manual,
        created_at=unit.now,
    )
    unit.db.add(run)
    schedule.last_run_at = unit.now
    if session_id is not None:
        schedule.created += 1
    if schedule.repeats is not None and schedule.created >= schedule.repeats:
        schedule.paused = True
        schedule.next_at = None
    return run


def _attempt(unit: Unit, schedule: Schedule) -> tuple[str, str | None, str | None]:
    working = select(Session.id).where(
        Session.schedule_id == schedule.id, Session.activity.not_in({*TERMINAL, "idle"})
    )
    if (running := unit.db.scalars(working).first()) is not None:
        return "skipped_overlap", None, f"The session {running} still runs"
    request = api.SessionRequest.model_validate(schedule.request)
    caller = Identity(schedule.org_id, schedule.user_id)
    try:
        session = sessions.create(unit, caller, request, schedule_id=schedule.id)
    except Problem as problem:
        if problem.status == 429:
            return "skipped_quota", None, problem.body["message"]
        return "error", None, problem.body["detail"][0]["message"]
    except HTTPException as refusal:
        return "error", None, str(refusal.detail)
    except RequestValidationError as refusal:
        return "error", None, str(refusal.errors()[0]["msg"])
    return "created", session.id, None
