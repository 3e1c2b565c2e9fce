"""Downloads of a session's files, and the token quota."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path
from hai_backend_models import api
from sqlalchemy import select
from starlette.responses import RedirectResponse, Response

from fairlead.emulator.hai import sessions, tokens
from fairlead.emulator.hai.auth import Caller
from fairlead.emulator.hai.declared import HaiRoute, answers
from fairlead.emulator.hai.inputs import SessionId
from fairlead.emulator.hai.store import Resource
from fairlead.emulator.hai.world import WorldDep

__all__ = ["quota_router", "router"]

router: APIRouter = APIRouter(prefix="/api/v2/sessions", tags=["sessions"], route_class=HaiRoute)
quota_router: APIRouter = APIRouter(prefix="/api/v2/quota", tags=["quota"], route_class=HaiRoute)

Bucket = Annotated[str, Path(description="Bucket, as in the URLs of events.")]
Key = Annotated[str, Path(description="Key within the bucket.", json_schema_extra={"x-slashes": True})]

_BYTES = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
_LOCATION = {
    "headers": {"Location": {"description": "Signed URL.", "schema": {"type": "string", "format": "uri"}}}
}


@router.get(
    "/{session_id}/resources/{bucket}/{key:path}",
    status_code=302,
    response_class=RedirectResponse,
    responses={
        200: {"description": "The bytes.", **_BYTES},
        302: {"description": "Where the bytes are.", **_LOCATION},
        **answers(404, "4XX"),
    },
)
async def get_session_resource(
    session_id: SessionId, bucket: Bucket, key: Key, caller: Caller, world: WorldDep
) -> Response:
    """Download a file of a session."""
    with world.unit() as unit:
        session = sessions.need(unit, session_id, caller)
        query = select(Resource.number).where(
            Resource.session_id == session.id, Resource.bucket == bucket, Resource.key == key
        )
        if (number := unit.db.scalars(query).one_or_none()) is None:
            raise HTTPException(404, f"The session has no resource {bucket}/{key}")
    return RedirectResponse(
        f"{world.origin}{world.storage.sign(f'/storage/resources/{number}', world.now())}", 302
    )


@quota_router.get("/tokens", responses=answers())
async def get_token_quota(caller: Caller, world: WorldDep) -> api.TokenQuotaStatus:
    """Get the token quota."""
    start, end = tokens.month_of(world.clock.now())
    limit = world.settings.max_tokens
    with world.unit() as unit:
        used = tokens.used(unit, caller.org_id)
    return api.TokenQuotaStatus(
        limit=limit,
        used=used,
        remaining=None if limit is None else max(limit - used, 0),
        window_start=start,
        window_end=end,
    )
