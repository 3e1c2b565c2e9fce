"""Files of a session, which this server stores itself."""

from __future__ import annotations

from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Path, Request
from happy_backend_models import api
from sqlalchemy import select
from starlette.responses import Response

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.happy.auth import Caller
from fairlead.emulator.happy.declared import answers
from fairlead.emulator.happy.errors import Problem, not_found
from fairlead.emulator.happy.inputs import SessionId
from fairlead.emulator.happy.store import Attachment
from fairlead.emulator.happy.world import Unit, WorldDep

__all__ = ["router"]

_MAX_BYTES = 10 * 1024 * 1024
_BYTES = "application/octet-stream"
File = Annotated[str, Path(description="Last part of the attachment's reference.")]

router: APIRouter = APIRouter(tags=["attachments"], route_class=JsonRoute)


@router.post(
    "/v1/sessions/{session_id}/attachments/request-upload",
    responses=answers(400, 404, 429),
    response_model_exclude_unset=True,
)
async def request_attachment_upload(
    session_id: SessionId,
    body: api.AttachmentUpload,  # noqa: ARG001
    caller: Caller,
    world: WorldDep,
    request: Request,
) -> api.AttachmentUploadTarget:
    """Ask where to upload a file."""
    with world.unit() as unit:
        session = unit.need_session(caller.id, session_id)
        if not world.uploads.admit(caller.id, unit.now):
            raise Problem(429, "Too many upload requests. Try again in a minute.")
        ref = f"sessions/{session.id}/attachments/{uuid4()}.enc"
        unit.db.add(Attachment(ref=ref, session_id=session.id))
    return api.AttachmentUploadTarget(ref=ref, uploadUrl=_url(request, ref), method=api.Method.PUT)


@router.post("/v1/sessions/{session_id}/attachments/request-download", responses=answers(400, 404))
async def request_attachment_download(
    session_id: SessionId, body: api.AttachmentDownload, caller: Caller, world: WorldDep, request: Request
) -> api.AttachmentDownloadSource:
    """Ask where to download a file."""
    with world.unit() as unit:
        session = unit.need_session(caller.id, session_id)
    prefix, _, file = body.ref.rpartition("/")
    if prefix != f"sessions/{session.id}/attachments":
        raise Problem(400, "Ref does not belong to this session")
    if not file or file in (".", ".."):
        raise Problem(400, "Invalid attachment ref")
    return api.AttachmentDownloadSource(downloadUrl=_url(request, body.ref))


@router.put(
    "/v1/sessions/{session_id}/attachments/{file}",
    responses=answers(400, 404, 413),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {_BYTES: {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
async def upload_attachment(
    session_id: SessionId, file: File, caller: Caller, world: WorldDep, request: Request
) -> api.AttachmentStored:
    """Upload a file to the server itself."""
    content = await request.body()
    with world.unit() as unit:
        session = unit.need_session(caller.id, session_id)
        if len(content) > _MAX_BYTES:
            raise Problem(413, "Attachment is too large")
        ref = f"sessions/{session.id}/attachments/{file}"
        attachment = _find(unit, ref)
        if attachment is None:
            attachment = Attachment(ref=ref, session_id=session.id)
            unit.db.add(attachment)
        attachment.content = content
    return api.AttachmentStored(ok=True)


@router.get(
    "/v1/sessions/{session_id}/attachments/{file}",
    responses={
        200: {"content": {_BYTES: {"schema": {"type": "string", "format": "binary"}}}},
        **answers(400, 404),
    },
    response_class=Response,
)
async def download_attachment(session_id: SessionId, file: File, caller: Caller, world: WorldDep) -> Response:
    """Download a file from the server itself."""
    with world.unit() as unit:
        session = unit.need_session(caller.id, session_id)
        return _answer(_find(unit, f"sessions/{session.id}/attachments/{file}"))


@router.get("/files/{ref:path}", include_in_schema=False)
async def get_file(ref: str, world: WorldDep) -> Response:
    """Download a file. Nobody is asked for a token: the bytes are encrypted."""
    with world.unit() as unit:
        return _answer(_find(unit, ref))


def _find(unit: Unit, ref: str) -> Attachment | None:
    return unit.db.scalars(select(Attachment).where(Attachment.ref == ref)).one_or_none()


def _answer(attachment: Attachment | None) -> Response:
    if attachment is None or attachment.content is None:
        raise not_found("Attachment")
    return Response(attachment.content, media_type=_BYTES)


def _url(request: Request, ref: str) -> str:
    """Where a file is, as the caller sees this server."""
    return f"{str(request.base_url).rstrip('/')}/v1/{ref}"
