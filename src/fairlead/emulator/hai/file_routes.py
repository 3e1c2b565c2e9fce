"""Operations on the files of a session's machine."""

from __future__ import annotations

import base64
import binascii
import posixpath
from collections.abc import Sequence
from datetime import UTC
from typing import Final

from fastapi import APIRouter, HTTPException
from hai_backend_models import api
from sqlalchemy import select

from fairlead.emulator.hai import sessions
from fairlead.emulator.hai.auth import Caller
from fairlead.emulator.hai.declared import HaiRoute, answers
from fairlead.emulator.hai.errors import invalid
from fairlead.emulator.hai.inputs import SessionId
from fairlead.emulator.hai.store import Written
from fairlead.emulator.hai.world import Unit, WorldDep, moment

__all__ = ["router", "write"]

router: APIRouter = APIRouter(
    prefix="/api/v2/sessions/{session_id}/files", tags=["session_files"], route_class=HaiRoute
)

_ROOTS: Final = ("~/Downloads", "files")


@router.post("/list_files", responses=answers(404))
async def list_files(
    session_id: SessionId, body: api.ListFilesRequest, caller: Caller, world: WorldDep
) -> api.ListFilesResponse:
    """List files of a session's machine."""
    folder = _checked(body.path)
    with world.unit() as unit:
        session = sessions.need(unit, session_id, caller)
        files = unit.db.scalars(select(Written).where(Written.session_id == session.id)).all()
    entries = sorted(_entries(files, folder), key=lambda entry: entry.name)
    entries.sort(key=lambda entry: entry.modified_at, reverse=True)
    if (bound := body.modified_before) is not None:
        bound = bound.astimezone(UTC)  # a time without a zone is taken for a local one
        entries = [
            entry
            for entry in entries
            if entry.modified_at < bound
            or (body.name_after is not None and entry.modified_at == bound and entry.name > body.name_after)
        ]
    shown = entries[: body.max_entries]
    return api.ListFilesResponse(path=folder, files=shown, truncated=len(shown) < len(entries))


@router.post("/read_file", responses=answers(404))
async def read_file(
    session_id: SessionId, body: api.ReadFileRequest, caller: Caller, world: WorldDep
) -> api.ReadFileResponse:
    """Read a file of a session's machine."""
    path = _checked(body.path)
    with world.unit() as unit:
        file = _find(unit, sessions.need(unit, session_id, caller).id, path)
    if file is None:
        raise HTTPException(404, f"There is no file {path!r}")
    return api.ReadFileResponse(
        path=path,
        content_base64=base64.b64encode(file.content).decode(),
        size_bytes=len(file.content),
        modified_at=moment(file.modified_at),
    )


@router.post("/write_file", responses=answers(404))
async def write_file(
    session_id: SessionId, body: api.WriteFileRequest, caller: Caller, world: WorldDep
) -> api.WriteFileResponse:
    """Write a file to a session's machine."""
    path = _checked(body.path)
    if path in _ROOTS:
        raise invalid(("body", "path"), "This is a folder", body.path)
    try:
        content = base64.b64decode(body.content_base64, validate=True)
    except (binascii.Error, ValueError) as error:
        raise invalid(("body", "content_base64"), "This is no base64") from error
    with world.unit() as unit:
        session = sessions.need(unit, session_id, caller)
        write(unit, session.id, path, content)
    return api.WriteFileResponse(path=path, size_bytes=len(content))


def write(unit: Unit, session_id: str, path: str, content: bytes) -> None:
    """Put a file on the machine of a session."""
    file = _find(unit, session_id, path)
    if file is None:
        file = Written(session_id=session_id, path=path)
        unit.db.add(file)
    file.content = content
    file.modified_at = unit.now


def _checked(path: str) -> str:
    """A path in one of the folders that are open.

    Raises:
        RequestValidationError: It is not.
    """
    normal = posixpath.normpath(path)
    if not any(normal == root or normal.startswith(f"{root}/") for root in _ROOTS):
        raise invalid(("body", "path"), f"Only {' and '.join(_ROOTS)} are open", path)
    return normal


def _find(unit: Unit, session_id: str, path: str) -> Written | None:
    query = select(Written).where(Written.session_id == session_id, Written.path == path)
    return unit.db.scalars(query).one_or_none()


def _entries(files: Sequence[Written], folder: str) -> list[api.FileEntry]:
    """What is directly in a folder. A folder in it is as new as its newest file."""
    newest: dict[str, Written] = {}
    for file in sorted(files, key=lambda file: file.modified_at):
        if file.path.startswith(f"{folder}/"):
            newest[file.path.removeprefix(f"{folder}/").split("/")[0]] = file
    return [
        api.FileEntry(
            name=name,
            path=f"{folder}/{name}",
            size_bytes=0 if (is_dir := file.path != f"{folder}/{name}") else len(file.content),
            modified_at=moment(file.modified_at),
            is_dir=is_dir,
        )
        for name, file in newest.items()
    ]
