"""Operations that steer a session, and those on what belongs to it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, HTTPException, Path
from hai_backend_models import api
from sqlalchemy import select
from starlette.responses import Response

from fairlead.emulator.hai import sessions
from fairlead.emulator.hai.auth import Caller
from fairlead.emulator.hai.declared import HaiRoute, answers
from fairlead.emulator.hai.inputs import SessionId
from fairlead.emulator.hai.store import Event, Session
from fairlead.emulator.hai.world import Unit, WorldDep

__all__ = ["router"]

router: APIRouter = APIRouter(prefix="/api/v2/sessions/{session_id}", tags=["sessions"], route_class=HaiRoute)

Messages = Annotated[api.UserMessageEvent | api.UserMessageBatch, Body(discriminator="type")]
Results = api.ToolResultEvent | api.ErrorEvent | api.ToolResultBatch
EventIndex = Annotated[int, Path(description="Position in the event log.")]


@router.delete("", status_code=204, responses=answers(404, 409))
async def cancel_session(session_id: SessionId, caller: Caller, world: WorldDep) -> None:
    """Cancel a session."""
    with world.unit() as unit:
        session = sessions.need(unit, session_id, caller)
        if session.ended:
            raise HTTPException(409, f"The session has ended already: it is {session.status}")
        sessions.end(unit, session, "interrupted")


@router.post(
    "/messages",
    status_code=202,
    response_class=Response,
    responses=answers(400, 404, model_429=api.QuotaErrorResponse),
)
async def send_session_messages(
    session_id: SessionId, body: Messages, caller: Caller, world: WorldDep
) -> None:
    """Send messages to a session."""
    sent = [body] if isinstance(body, api.UserMessageEvent) else body.messages
    with world.unit() as unit:
        sessions.tell(unit, _alive(unit, session_id, caller), sent)


@router.post("/tool_results", status_code=202, response_class=Response, responses=answers(404, 409))
async def send_session_tool_results(
    session_id: SessionId, body: Results, caller: Caller, world: WorldDep
) -> None:
    """Answer pending tool calls. What nobody waits for is taken, and changes nothing."""
    results = body.results if isinstance(body, api.ToolResultBatch) else [body]
    with world.unit() as unit:
        session = sessions.need(unit, session_id, caller)
        if session.ended:
            raise HTTPException(409, f"The session has ended: it is {session.status}")
        for result in results:
            _settle(unit, session, result)


@router.post("/pause", status_code=202, response_class=Response, responses=answers(400, 404))
async def pause_session(session_id: SessionId, caller: Caller, world: WorldDep) -> None:
    """Pause a session."""
    with world.unit() as unit:
        session = _alive(unit, session_id, caller)
        if session.activity == "queued":
            raise HTTPException(400, "The session has not begun yet")
        _pause(unit, session, paused=True)


@router.post("/resume", status_code=202, response_class=Response, responses=answers(400, 404))
async def resume_session(session_id: SessionId, caller: Caller, world: WorldDep) -> None:
    """Resume a paused session."""
    with world.unit() as unit:
        _pause(unit, _alive(unit, session_id, caller), paused=False)


@router.post("/force_answer", status_code=202, response_class=Response, responses=answers(400, 404))
async def force_session_answer(session_id: SessionId, caller: Caller, world: WorldDep) -> None:
    """Ask for an answer now."""
    with world.unit() as unit:
        is_working = _alive(unit, session_id, caller).activity != "idle"
    if is_working:
        world.conductor.force(str(session_id))


@router.post("/feedback", status_code=204, responses=answers(404))
async def submit_session_feedback(
    session_id: SessionId, body: api.Feedback, caller: Caller, world: WorldDep
) -> None:
    """Rate a session."""
    with world.unit() as unit:
        sessions.need(unit, session_id, caller).rated = body.model_dump()


@router.put("/events/{event_index}/feedback", status_code=204, responses=answers(404))
async def submit_event_feedback(
    session_id: SessionId, event_index: EventIndex, body: api.Feedback, caller: Caller, world: WorldDep
) -> None:
    """Rate one event of a session."""
    with world.unit() as unit:
        session = sessions.need(unit, session_id, caller)
        if not 0 <= event_index < session.events:
            raise HTTPException(404, f"The session has no event {event_index}")
        query = select(Event).where(Event.session_id == session.id, Event.index == event_index)
        unit.db.scalars(query).one().rated = body.model_dump()


@router.post("/share", responses=answers(404))
async def share_session(session_id: SessionId, caller: Caller, world: WorldDep) -> api.ShareLink:
    """Share a session."""
    with world.unit() as unit:
        sessions.need(unit, session_id, caller).shared = True
    return api.ShareLink(share_url=f"/share/api/v1/trajectories/{session_id}")


@router.delete("/share", status_code=204, responses=answers(404))
async def unshare_session(session_id: SessionId, caller: Caller, world: WorldDep) -> None:
    """Stop sharing a session."""
    with world.unit() as unit:
        sessions.need(unit, session_id, caller).shared = False


def _alive(unit: Unit, session_id: SessionId, caller: Caller) -> Session:
    """A session that can be told something.

    Raises:
        HTTPException: 404 if there is none, 400 if it has ended.
    """
    session = sessions.need(unit, session_id, caller)
    if session.ended:
        raise HTTPException(400, f"The session has ended: it is {session.status}")
    return session


def _pause(unit: Unit, session: Session, *, paused: bool) -> None:
    if session.paused == paused:
        return
    with unit.moving(session):
        session.paused = paused
        flow, status = ("pause", "paused") if paused else ("resume", "running")
        unit.record(session, kind="flow_event", flow=flow, origin="user")
        unit.emit(session, "AgentRunStatusChangeEvent", {"status": status})


def _settle(unit: Unit, session: Session, result: api.ToolResultEvent | api.ErrorEvent) -> None:
    """Take the result of a call, if it is still waited for."""
    request = None if result.tool_req is None else result.tool_req.model_dump(mode="json")
    pending = next((call for call in session.pending if _same(call["request"], request)), None)
    if pending is None:
        return
    data: dict[str, Any] = result.model_dump(mode="json", exclude_unset=True)
    unit.record(session, **{**data, "tool_req": pending["request"]})
    outcome = {"error": result.error} if isinstance(result, api.ErrorEvent) else {"result": result.result}
    session.settled = [*session.settled, {"place": pending["place"], **outcome}]
    session.pending = [call for call in session.pending if call is not pending]
    if session.pending:
        remaining = [call["request"] for call in session.pending]
        unit.emit(
            session,
            "ActiveStateChangeEvent",
            {"state": "awaiting_tool_results", "pending_tool_calls": remaining},
        )


def _same(pending: dict[str, Any], given: dict[str, Any] | None) -> bool:
    """Whether a result is that of a pending call: by its id, or without one by what it asks for."""
    if given is None:
        return False
    if pending["id"] is not None:
        return pending["id"] == given["id"]
    return pending["tool_name"] == given["tool_name"] and pending["args"] == (given["args"] or {})
