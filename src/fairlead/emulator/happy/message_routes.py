"""Operations on the messages of a session."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.exceptions import RequestValidationError
from happy_backend_models import api
from sqlalchemy import select

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.happy.auth import Caller
from fairlead.emulator.happy.declared import answers
from fairlead.emulator.happy.inputs import SessionId, clip
from fairlead.emulator.happy.messages import post, present
from fairlead.emulator.happy.store import Message
from fairlead.emulator.happy.world import WorldDep

__all__ = ["router"]

_RECENT = 150

router: APIRouter = APIRouter(tags=["messages"], route_class=JsonRoute)


@router.get("/v1/sessions/{session_id}/messages", responses=answers(400, 404))
async def list_recent_messages(session_id: SessionId, caller: Caller, world: WorldDep) -> api.MessageList:
    """List the newest messages."""
    with world.unit() as unit:
        session = unit.need_session(caller.id, session_id)
        query = (
            select(Message)
            .where(Message.session_id == session.id)
            .order_by(Message.created_at.desc(), Message.seq.desc())
            .limit(_RECENT)
        )
        return api.MessageList(messages=[present(message) for message in unit.db.scalars(query)])


@router.get("/v3/sessions/{session_id}/messages", responses=answers(400, 404))
async def list_messages(
    session_id: SessionId,
    caller: Caller,
    world: WorldDep,
    after_seq: Annotated[int | None, Query(ge=0, description="Only later messages.")] = None,
    before_seq: Annotated[int | None, Query(ge=1, description="Only earlier messages.")] = None,
    limit: Annotated[int, Query(ge=1, le=500, description="Page size.")] = 100,
) -> api.MessagePage:
    """List messages, page by page: ascending, or descending from `before_seq`."""
    if after_seq is not None and before_seq is not None:
        error = "after_seq and before_seq are mutually exclusive"
        issue = {"type": "value_error", "loc": ("query", "before_seq"), "ctx": {"error": error}}
        raise RequestValidationError([issue])
    query = select(Message).limit(limit + 1)
    if before_seq is not None:
        query = query.where(Message.seq < clip(before_seq)).order_by(Message.seq.desc())
    else:
        query = query.where(Message.seq > clip(after_seq or 0)).order_by(Message.seq)
    with world.unit() as unit:
        session = unit.need_session(caller.id, session_id)
        rows = unit.db.scalars(query.where(Message.session_id == session.id)).all()
    return api.MessagePage(messages=[present(row) for row in rows[:limit]], hasMore=len(rows) > limit)


@router.post("/v3/sessions/{session_id}/messages", responses=answers(400, 404))
async def send_messages(
    session_id: SessionId, body: api.MessagesCreate, caller: Caller, world: WorldDep
) -> api.StoredMessages:
    """Store messages, each once, and tell everybody, their sender included."""
    with world.unit() as unit:
        session = unit.need_session(caller.id, session_id)
        stored = post(unit, session, [(message.localId, message.content) for message in body.messages])
    return api.StoredMessages(
        messages=[
            api.StoredMessage(
                id=message.id,
                seq=message.seq,
                localId=message.local_id or "",
                createdAt=message.created_at,
                updatedAt=message.updated_at,
            )
            for message in stored
        ]
    )
