"""What is served beside the API: the storage, shared sessions, and the page for watching a session."""

from __future__ import annotations

from html import escape
from typing import Any
from uuid import UUID

from fastapi import APIRouter, HTTPException, Request
from sqlalchemy import select
from starlette.responses import HTMLResponse, Response

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.hai import sessions
from fairlead.emulator.hai.profile_routes import UPLOAD_SECONDS
from fairlead.emulator.hai.storage import BadForm, read_form
from fairlead.emulator.hai.store import Event, Profile, Resource
from fairlead.emulator.hai.world import WorldDep

__all__ = ["router"]

router: APIRouter = APIRouter(include_in_schema=False, route_class=JsonRoute)

_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Session {id}</title></head>
<body style="font-family: sans-serif">
<h1>Session {id}</h1>
<p>{status}, {steps} steps</p>
<ol start="0">
{events}
</ol>
</body>
</html>
"""


@router.get("/storage/resources/{number}")
async def download(number: int, request: Request, world: WorldDep, expires: str, signature: str) -> Response:
    """Download a resource by its signed URL."""
    if not expires.isdecimal() or not world.storage.is_signed(
        request.url.path, expires, signature, world.now()
    ):
        raise HTTPException(403, "The signature is not right, or too old")
    with world.store.transaction() as db:
        found = db.scalars(select(Resource).where(Resource.number == number)).one_or_none()
    if found is None:
        raise HTTPException(404, "There is no such resource")
    return Response(found.content, media_type=found.media_type)


@router.post("/storage/profiles", status_code=204)
async def upload(request: Request, world: WorldDep) -> None:
    """Take the upload of a browser profile: the fields as they were given, the file last."""
    try:
        form = read_form(request.headers.get("content-type", ""), await request.body())
    except BadForm as error:
        raise HTTPException(400, str(error)) from error
    fields = {name: value.decode(errors="replace") for name, value in form[:-1]}
    with world.unit() as unit:
        query = select(Profile).where(Profile.ticket == fields.get("policy"))
        profile = unit.db.scalars(query).one_or_none()
        if profile is None or fields != {"key": f"profiles/{profile.id}.zip", "policy": profile.ticket}:
            raise HTTPException(403, "The fields are not as they were given, or the file is not last")
        if profile.created_at + UPLOAD_SECONDS <= unit.now:
            raise HTTPException(403, "The upload has expired")
        if form[-1][0] != "file":
            raise HTTPException(400, "The last field must be the file")
        profile.archive = form[-1][1]


@router.get("/share/api/v1/trajectories/{session_id}")
async def shared_session(session_id: UUID, world: WorldDep) -> dict[str, Any]:
    """Show a shared session to anybody."""
    with world.unit() as unit:
        session = sessions.need(unit, session_id, None)
        query = select(Event).where(Event.session_id == session.id).order_by(Event.index)
        events = [event.body for event in unit.db.scalars(query)]
    return {"id": session.id, "status": session.status, "answer": session.answer, "events": events}


@router.get("/view/sessions/{session_id}")
async def watch_session(session_id: UUID, world: WorldDep) -> Response:
    """Show a session, as it is now."""
    with world.unit() as unit:
        session = sessions.find(unit, str(session_id))
        if session is None:
            raise HTTPException(404, f"There is no session {session_id}")
        query = select(Event).where(Event.session_id == session.id).order_by(Event.index)
        events = [
            f"<li>{escape(event.type)}: {escape(str(event.body['data']))}</li>"
            for event in unit.db.scalars(query)
        ]
    page = _PAGE.format(id=session.id, status=session.status, steps=session.steps, events="\n".join(events))
    return HTMLResponse(page)
