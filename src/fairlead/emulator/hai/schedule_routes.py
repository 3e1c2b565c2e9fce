"""Operations on schedules."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fastapi import APIRouter, Body, HTTPException, Query
from hai_backend_models import api
from sqlalchemy import delete, select

from fairlead.emulator.hai.auth import Caller, Identity
from fairlead.emulator.hai.cron import BadCron, Cron
from fairlead.emulator.hai.declared import HaiRoute, answers
from fairlead.emulator.hai.errors import invalid
from fairlead.emulator.hai.inputs import Page, ScheduleId, Size, SortByCreation
from fairlead.emulator.hai.pages import ordered, page_of
from fairlead.emulator.hai.scheduler import fire, next_time
from fairlead.emulator.hai.specs import masked
from fairlead.emulator.hai.store import Run, Schedule
from fairlead.emulator.hai.world import Unit, WorldDep, moment

__all__ = ["router"]

router: APIRouter = APIRouter(prefix="/api/v2/schedules", tags=["schedules"], route_class=HaiRoute)

RunSort = Annotated[
    list[Literal["scheduled_for", "-scheduled_for"]], Query(description="Order; `-` is descending.")
]
_SHOWN: Final = 5


@router.post("", status_code=201, responses=answers())
async def create_schedule(body: api.CreateSchedule, caller: Caller, world: WorldDep) -> api.ScheduleRecord:
    """Create a schedule."""
    timing = _checked(body.timing, world.now())
    with world.unit() as unit:
        schedule = Schedule(
            id=str(uuid4()),
            org_id=caller.org_id,
            user_id=caller.user_id,
            name=body.name,
            description=body.description,
            timing=timing,
            request=body.session_request.model_dump(mode="json", exclude_unset=True),
            repeats=body.repeats,
            paused=False,
            created=0,
            next_at=next_time(timing, unit.now),
            created_at=unit.now,
            updated_at=unit.now,
        )
        unit.db.add(schedule)
    world.scheduler.wake()
    return _present(schedule)


@router.get("", responses=answers())
async def list_schedules(
    caller: Caller,
    world: WorldDep,
    page: Page = 1,
    size: Size = 10,
    sort: SortByCreation = ["-created_at"],  # noqa: B006 - the framework copies it
) -> api.PageScheduleRecord:
    """List schedules."""
    query = select(Schedule).where(Schedule.org_id == caller.org_id)
    query = ordered(query, sort, Schedule.number, created_at=Schedule.created_at)
    with world.unit() as unit:
        rows, total = page_of(unit.db, query, page=page, size=size)
    items = [_present(schedule) for schedule in rows]
    return api.PageScheduleRecord(items=items, total=total, page=page)


@router.get("/{schedule_id}", responses=answers(404))
async def get_schedule(schedule_id: ScheduleId, caller: Caller, world: WorldDep) -> api.ScheduleRecord:
    """Get a schedule."""
    with world.unit() as unit:
        return _present(_need(unit, schedule_id, caller))


@router.patch("/{schedule_id}", responses=answers(404))
async def update_schedule(
    schedule_id: ScheduleId, body: api.UpdateSchedule, caller: Caller, world: WorldDep
) -> api.ScheduleRecord:
    """Change a schedule."""
    with world.unit() as unit:
        schedule = _need(unit, schedule_id, caller)
        if body.name is not None:
            schedule.name = body.name
        if body.session_request is not None:
            schedule.request = body.session_request.model_dump(mode="json", exclude_unset=True)
        if "description" in body.model_fields_set:
            schedule.description = body.description
        if "repeats" in body.model_fields_set:
            schedule.repeats = body.repeats
        if body.timing is not None:
            schedule.timing = _checked(body.timing, unit.now)
            if not schedule.paused:
                schedule.next_at = next_time(schedule.timing, unit.now)
        schedule.updated_at = unit.now
    world.scheduler.wake()
    return _present(schedule)


@router.delete("/{schedule_id}", status_code=204, responses=answers(404))
async def delete_schedule(schedule_id: ScheduleId, caller: Caller, world: WorldDep) -> None:
    """Delete a schedule. Its sessions stay."""
    with world.unit() as unit:
        schedule = _need(unit, schedule_id, caller)
        unit.db.execute(delete(Run).where(Run.schedule_id == schedule.id))
        unit.db.delete(schedule)


@router.post("/{schedule_id}/pause", responses=answers(404))
async def pause_schedule(
    schedule_id: ScheduleId,
    caller: Caller,
    world: WorldDep,
    body: Annotated[api.PauseSchedule | None, Body()] = None,
) -> api.ScheduleRecord:
    """Pause a schedule."""
    with world.unit() as unit:
        schedule = _need(unit, schedule_id, caller)
        schedule.paused = True
        schedule.pause_note = None if body is None else body.note
        schedule.next_at = None
        schedule.updated_at = unit.now
    return _present(schedule)


@router.post("/{schedule_id}/resume", responses=answers(404))
async def resume_schedule(schedule_id: ScheduleId, caller: Caller, world: WorldDep) -> api.ScheduleRecord:
    """Resume a schedule."""
    with world.unit() as unit:
        schedule = _need(unit, schedule_id, caller)
        schedule.paused = False
        schedule.pause_note = None
        schedule.next_at = next_time(schedule.timing, unit.now)
        schedule.updated_at = unit.now
    world.scheduler.wake()
    return _present(schedule)


@router.post("/{schedule_id}/trigger", responses=answers(404))
async def trigger_schedule(schedule_id: ScheduleId, caller: Caller, world: WorldDep) -> api.ScheduleRunRecord:
    """Fire a schedule now."""
    with world.unit() as unit:
        run = fire(unit, _need(unit, schedule_id, caller), unit.now, manual=True)
    return _present_run(run)


@router.get("/{schedule_id}/runs", responses=answers(404))
async def list_schedule_runs(
    schedule_id: ScheduleId,
    caller: Caller,
    world: WorldDep,
    page: Page = 1,
    size: Size = 10,
    sort: RunSort = ["-scheduled_for"],  # noqa: B006 - the framework copies it
) -> api.PageScheduleRunRecord:
    """List a schedule's runs."""
    with world.unit() as unit:
        schedule = _need(unit, schedule_id, caller)
        query = select(Run).where(Run.schedule_id == schedule.id)
        query = ordered(query, sort, Run.number, scheduled_for=Run.scheduled_for)
        rows, total = page_of(unit.db, query, page=page, size=size)
    return api.PageScheduleRunRecord(items=[_present_run(run) for run in rows], total=total, page=page)


def _checked(timing: api.CronTiming, now: float) -> dict[str, Any]:
    """A timing as it is stored.

    Raises:
        RequestValidationError: Its expression or its time zone makes no sense, or it never fires.
    """
    place = ("body", "timing", "expression")
    try:
        cron = Cron.parse(timing.expression)
    except BadCron as error:
        raise invalid(place, str(error), timing.expression) from error
    try:
        zone = ZoneInfo(timing.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = "There is no such time zone"
        raise invalid(("body", "timing", "timezone"), message, timing.timezone) from error
    if cron.after(moment(now), zone) is None:
        raise invalid(place, "That never happens", timing.expression)
    return timing.model_dump(mode="json")


def _need(unit: Unit, schedule_id: UUID, caller: Identity) -> Schedule:
    query = select(Schedule).where(Schedule.id == str(schedule_id), Schedule.org_id == caller.org_id)
    if (schedule := unit.db.scalars(query).one_or_none()) is None:
        raise HTTPException(404, f"There is no schedule {schedule_id}")
    return schedule


def _present(schedule: Schedule) -> api.ScheduleRecord:
    request = schedule.request
    times: list[float] = []
    upcoming = schedule.next_at
    while upcoming is not None and len(times) < _SHOWN:
        times.append(upcoming)
        upcoming = next_time(schedule.timing, upcoming)
    return api.ScheduleRecord.model_validate(
        {
            "id": schedule.id,
            "name": schedule.name,
            "description": schedule.description,
            "timing": schedule.timing,
            "session_request": masked(request) if isinstance(request["agent"], dict) else request,
            "paused": schedule.paused,
            "pause_note": schedule.pause_note,
            "repeats": schedule.repeats,
            "sessions_created": schedule.created,
            "next_run_times": [moment(time) for time in times],
            "last_run_at": None if schedule.last_run_at is None else moment(schedule.last_run_at),
            "created_at": moment(schedule.created_at),
            "updated_at": moment(schedule.updated_at),
        }
    )


def _present_run(run: Run) -> api.ScheduleRunRecord:
    return api.ScheduleRunRecord.model_validate(
        {
            "id": run.id,
            "schedule_id": run.schedule_id,
            "status": run.status,
            "scheduled_for": moment(run.scheduled_for),
            "session_id": run.session_id,
            "error": run.error,
            "triggered_manually": run.manual,
            "created_at": moment(run.created_at),
        }
    )
