"""Operations on sessions."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from happy_backend_models import api
from sqlalchemy import select

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.happy.auth import Caller
from fairlead.emulator.happy.declared import answers
from fairlead.emulator.happy.errors import Problem
from fairlead.emulator.happy.hub import Audience
from fairlead.emulator.happy.inputs import DONE, SessionId, clip
from fairlead.emulator.happy.presence import end_session
from fairlead.emulator.happy.sessions import create_session as create
from fairlead.emulator.happy.sessions import delete_session as delete
from fairlead.emulator.happy.sessions import present, present_recent
from fairlead.emulator.happy.store import PushToken, SessionRow
from fairlead.emulator.happy.world import WorldDep

__all__ = ["router"]

_RECENT = 150
_ACTIVE_MILLISECONDS = 15 * 60_000
_CURSOR = "cursor_v1_"

router: APIRouter = APIRouter(tags=["sessions"], route_class=JsonRoute)


@router.get("/v1/sessions", responses=answers(), response_model_exclude_unset=True)
async def list_recent_sessions(caller: Caller, world: WorldDep) -> api.SessionList:
    """List the newest sessions."""
    query = (
        select(SessionRow)
        .where(SessionRow.account_id == caller.id)
        .order_by(SessionRow.updated_at.desc(), SessionRow.id.desc())
        .limit(_RECENT)
    )
    with world.unit() as unit:
        return api.SessionList(sessions=[present_recent(row) for row in unit.db.scalars(query)])


@router.post("/v1/sessions", responses=answers(400), response_model_exclude_unset=True)
async def create_session(body: api.SessionCreate, caller: Caller, world: WorldDep) -> api.SessionResponse:
    """Create a session, or load it by its tag. The agent's state is accepted and dropped."""
    with world.unit() as unit:
        account = unit.account(caller.id)
        session = create(unit, account.id, body.tag, body.metadata, body.dataEncryptionKey or None)
        return api.SessionResponse(session=present_recent(session))


@router.get("/v2/sessions", responses=answers(400), response_model_exclude_unset=True)
async def list_sessions(
    caller: Caller,
    world: WorldDep,
    cursor: Annotated[str | None, Query(description="`nextCursor` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=200, description="Page size.")] = 50,
    changed_since: Annotated[
        int | None,
        Query(
            alias="changedSince",
            gt=0,
            description="Only sessions that changed after this time, in milliseconds.",
            json_schema_extra={"format": "int64"},
        ),
    ] = None,
) -> api.SessionPage:
    """List all sessions, page by page."""
    query = select(SessionRow).where(SessionRow.account_id == caller.id).order_by(SessionRow.id.desc())
    if cursor:
        if not cursor.startswith(_CURSOR):
            raise Problem(400, "Invalid cursor format")
        query = query.where(SessionRow.id < cursor.removeprefix(_CURSOR))
    if changed_since is not None:
        query = query.where(SessionRow.updated_at > clip(changed_since))
    with world.unit() as unit:
        rows = unit.db.scalars(query.limit(limit + 1)).all()
    page, has_next = rows[:limit], len(rows) > limit
    return api.SessionPage(
        sessions=[present(row) for row in page],
        nextCursor=f"{_CURSOR}{page[-1].id}" if has_next else None,
        hasNext=has_next,
    )


@router.get("/v2/sessions/active", responses=answers(400), response_model_exclude_unset=True)
async def list_active_sessions(
    caller: Caller,
    world: WorldDep,
    limit: Annotated[int, Query(ge=1, le=500, description="Most sessions to return.")] = 150,
) -> api.SessionList:
    """List sessions that are active, and were heard of within the last 15 minutes."""
    query = (
        select(SessionRow)
        .where(
            SessionRow.account_id == caller.id,
            SessionRow.active,
            SessionRow.active_at > world.now() - _ACTIVE_MILLISECONDS,
        )
        .order_by(SessionRow.active_at.desc(), SessionRow.id.desc())
        .limit(limit)
    )
    with world.unit() as unit:
        return api.SessionList(sessions=[present(row) for row in unit.db.scalars(query)])


@router.delete("/v1/sessions/{session_id}", responses=answers(400, 404))
async def delete_session(session_id: SessionId, caller: Caller, world: WorldDep) -> api.Succeeded:
    """Delete a session and all that belongs to it."""
    with world.unit() as unit:
        if (session := unit.session(caller.id, session_id)) is None:
            raise Problem(404, "Session not found or not owned by user")
        delete(unit, session)
    world.presence.suppress(session_id, world.now())
    return DONE


@router.post("/v1/sessions/{session_id}/archive", responses=answers(400, 404))
async def archive_session(session_id: SessionId, caller: Caller, world: WorldDep) -> api.Succeeded:
    """Mark a session as inactive."""
    with world.unit() as unit:
        end_session(unit, unit.need_session(caller.id, session_id), unit.now)
    return DONE


@router.post(
    "/v1/sessions/{session_id}/push-event", responses=answers(400, 404), response_model_exclude_unset=True
)
async def push_session_event(
    session_id: SessionId, body: api.SessionEvent, caller: Caller, world: WorldDep
) -> api.SessionEventResult:
    """Notify the user's devices. Those of the emulator are always reached."""
    with world.unit() as unit:
        session = unit.need_session(caller.id, session_id)
        tokens = len(unit.db.scalars(select(PushToken).where(PushToken.account_id == caller.id)).all())
        event = {
            "type": "session-event",
            "sessionId": session.id,
            "kind": body.kind.value,
            "title": body.title,
            "body": body.body,
            "timestamp": unit.now,
        }
        unit.ephemeral(session.account_id, Audience(session_id=session.id), event)
    if world.hub.has_user_in_front(caller.id):
        return api.SessionEventResult(success=True, result=api.Result.suppressed, reason="active-ui-client")
    if not tokens:
        return api.SessionEventResult(success=True, result=api.Result.no_tokens)
    return api.SessionEventResult(success=True, result=api.Result.sent, tokens=tokens, delivered=tokens)
