"""Operations that make, list and read sessions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Header, Query
from hai_backend_models import api
from sqlalchemy import Select, String, cast, or_, select
from starlette.responses import JSONResponse, Response

from fairlead.emulator.hai import sessions
from fairlead.emulator.hai.auth import Anyone, Caller, Identity
from fairlead.emulator.hai.bells import heard
from fairlead.emulator.hai.declared import KEYLESS, HaiRoute, answers
from fairlead.emulator.hai.errors import invalid
from fairlead.emulator.hai.inputs import Page, SessionId, SortByCreation
from fairlead.emulator.hai.pages import ordered, page_of
from fairlead.emulator.hai.store import Event, Idempotent, Session
from fairlead.emulator.hai.world import Unit, WorldDep, moment_text

__all__ = ["router"]

router: APIRouter = APIRouter(prefix="/api/v2/sessions", tags=["sessions"], route_class=HaiRoute)

_DAY = 86_400
Owner = Literal["me", "me-in-organization", "organization", "me-or-organization"]
Texts = Annotated[list[str] | None, Query()]
Time = Annotated[datetime | None, Query()]


@router.post(
    "",
    status_code=201,
    responses=answers(
        400,
        403,
        404,
        409,
        model_403=api.EnvironmentNotPublicError,
        model_429=api.QuotaErrorResponse,
    ),
)
async def create_session(
    body: api.SessionRequest,
    caller: Caller,
    world: WorldDep,
    idempotency_key: Annotated[
        str | None, Header(alias="Idempotency-Key", min_length=1, max_length=255)
    ] = None,
) -> api.Session:
    """Start a session."""
    with world.unit() as unit:
        if idempotency_key is None:
            return sessions.present(unit, sessions.create(unit, caller, body))
        fingerprint = _fingerprint(body)
        known = _known(unit, caller, idempotency_key)
        if known is None:
            session = sessions.create(unit, caller, body)
            unit.db.add(
                Idempotent(
                    org_id=caller.org_id,
                    key=idempotency_key,
                    fingerprint=fingerprint,
                    session_id=session.id,
                    created_at=unit.now,
                )
            )
        elif known.fingerprint != fingerprint:
            raise invalid(
                ("header", "Idempotency-Key"), "The key was used with another body", idempotency_key
            )
        else:
            session = sessions.need(unit, UUID(known.session_id), caller)
        return sessions.present(unit, session)


@router.get("", responses=answers())
async def list_sessions(
    caller: Caller,
    world: WorldDep,
    owner: Owner = "me-in-organization",
    status: Annotated[list[api.TrajectoryStatus] | None, Query()] = None,
    agent: Texts = None,
    group_id: str | None = None,
    parent_session_id: str | None = None,
    schedule_id: UUID | None = None,
    search: str | None = None,
    created_before: Time = None,
    created_after: Time = None,
    finished_before: Time = None,
    finished_after: Time = None,
    page: Page = 1,
    size: Annotated[int, Query(ge=1, le=100)] = 10,
    sort: SortByCreation = ["-created_at"],  # noqa: B006 - the framework copies it
) -> api.PageSessionSummary:
    """List sessions."""
    with world.unit() as unit:
        query = _owned(select(Session), owner, caller)
        query = query.where(or_(Session.delete_at.is_(None), Session.delete_at > unit.now))
        if agent:
            query = query.where(Session.agent_name.in_(agent))
        if parent_session_id is not None:
            query = query.where(Session.parent_id == parent_session_id)
        if schedule_id is not None:
            query = query.where(Session.schedule_id == str(schedule_id))
        if group_id is not None:
            query = query.where(Session.request["group_id"].as_string() == group_id)
        if search:
            text = cast(Session.request, String)
            query = query.where(or_(text.icontains(search, autoescape=True), Session.id == search))
        if status:
            wanted = [value.value for value in status]
            is_paused = Session.paused.is_(True)
            shown = Session.activity.in_(wanted) & ~is_paused
            query = query.where(or_(shown, is_paused) if "paused" in wanted else shown)
        for bound, column, is_upper in (
            (created_before, Session.created_at, True),
            (created_after, Session.created_at, False),
            (finished_before, Session.finished_at, True),
            (finished_after, Session.finished_at, False),
        ):
            if bound is not None:
                seconds = bound.timestamp()
                query = query.where(column <= seconds if is_upper else column >= seconds)
        query = ordered(query, sort, Session.number, created_at=Session.created_at)
        rows, total = page_of(unit.db, query, page=page, size=size)
        items = [sessions.present_summary(unit, session) for session in rows]
    return api.PageSessionSummary(items=items, total=total, page=page)


@router.get("/quota", responses=answers())
async def get_session_quota(caller: Caller, world: WorldDep) -> api.QuotaStatus:
    """Get the session quota."""
    limit = world.settings.max_sessions
    with world.unit() as unit:
        used = sessions.active(unit, caller.org_id)
    return api.QuotaStatus(scope=api.QuotaScope.org, limit=limit, active=used, available=max(0, limit - used))


@router.get("/{session_id}", responses=answers(404))
async def get_session(session_id: SessionId, caller: Caller, world: WorldDep) -> api.Session:
    """Get a session."""
    with world.unit() as unit:
        return sessions.present(unit, sessions.need(unit, session_id, caller))


@router.get("/{session_id}/status", responses=answers(404))
async def get_session_status(session_id: SessionId, caller: Caller, world: WorldDep) -> api.SessionStatus:
    """Get a session's status."""
    with world.unit() as unit:
        return sessions.present_status(sessions.need(unit, session_id, caller))


@router.get(
    "/{session_id}/changes",
    response_model=api.SessionChanges,
    responses={204: {"description": "No event came in time."}, **answers(404)},
)
async def get_session_changes(
    session_id: SessionId,
    caller: Caller,
    world: WorldDep,
    from_index: int = 0,
    limit: Annotated[int | None, Query(ge=0)] = None,
    include_events: bool = True,
    wait_for_seconds: Annotated[int, Query(ge=0, le=25)] = 0,
) -> Response:
    """Wait for changes of a session."""
    due = world.now() + wait_for_seconds
    with world.bells.listen(str(session_id)) as bell:
        while True:
            with world.unit() as unit:
                session = sessions.need(unit, session_id, caller)
                events: Sequence[Event] = _events(unit, session, from_index, limit) if include_events else ()
                if events or not include_events:
                    return JSONResponse(_changes(session, events, from_index))
                left = due - unit.now
            if left <= 0 or not await heard(bell, world.clock, left):
                return Response(status_code=204)


@router.get("/{session_id}/events", responses=answers(404), openapi_extra=KEYLESS)
async def list_session_events(
    session_id: SessionId,
    caller: Anyone,
    world: WorldDep,
    page: Page = 1,
    size: Annotated[int, Query(ge=1, le=200)] = 50,
    sort: Annotated[list[Literal["timestamp", "-timestamp"]] | None, Query()] = None,
    type: str | None = None,
) -> api.PageSessionEvent:
    """List a session's events."""
    with world.unit() as unit:
        session = sessions.need(unit, session_id, caller)
        query = select(Event).where(Event.session_id == session.id)
        query = query.where(Event.index >= _oldest(unit, session))
        if type is not None:
            query = query.where(Event.type == type)
        is_backwards = (sort or ["timestamp"])[0] == "-timestamp"
        query = query.order_by(Event.index.desc() if is_backwards else Event.index)
        rows, total = page_of(unit.db, query, page=page, size=size)
    return api.PageSessionEvent.model_validate(
        {"items": [event.body for event in rows], "total": total, "page": page}
    )


def _owned(query: Select[Session], owner: Owner, caller: Identity) -> Select[Session]:
    is_mine, is_ours = Session.user_id == caller.user_id, Session.org_id == caller.org_id
    match owner:
        case "me":
            return query.where(is_mine)
        case "organization":
            return query.where(is_ours)
        case "me-or-organization":
            return query.where(or_(is_mine, is_ours))
        case "me-in-organization":
            return query.where(is_mine, is_ours)


def _known(unit: Unit, caller: Identity, key: str) -> Idempotent | None:
    query = select(Idempotent).where(Idempotent.org_id == caller.org_id, Idempotent.key == key)
    known = unit.db.scalars(query).one_or_none()
    if known is not None and known.created_at + _DAY <= unit.now:
        unit.db.delete(known)
        unit.db.flush()
        return None
    return known


def _fingerprint(body: api.SessionRequest) -> str:
    text = json.dumps(body.model_dump(mode="json", exclude_unset=True), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _oldest(unit: Unit, session: Session) -> int:
    """Index of the oldest event that is still kept."""
    kept = unit.world.settings.kept_events
    return 0 if kept is None else max(0, session.events - kept)


def _events(unit: Unit, session: Session, from_index: int, limit: int | None) -> Sequence[Event]:
    start = max(0, _oldest(unit, session), from_index)
    if start >= session.events:
        return []
    query = select(Event).where(Event.session_id == session.id, Event.index >= start).order_by(Event.index)
    return unit.db.scalars(query.limit(min(limit, session.events)) if limit else query).all()


def _changes(session: Session, events: Sequence[Event], from_index: int) -> dict[str, Any]:
    has_gap = bool(events) and events[0].index > max(0, from_index)
    return {
        "status": session.status,
        "started_at": None if session.started_at is None else moment_text(session.started_at),
        "finished_at": None if session.finished_at is None else moment_text(session.finished_at),
        "error": session.error,
        "error_code": session.error_code,
        "new_events": [event.body for event in events],
        "first_index": events[0].index if has_gap else None,
        "answer": session.answer,
        "outcome": session.outcome,
        "metrics": sessions.metrics(session),
        "pending_tool_calls": [call["request"] for call in session.pending],
    }
