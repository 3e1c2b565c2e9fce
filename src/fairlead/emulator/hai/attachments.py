"""Files that come with messages, and those that an agent hands over: all are resources of their session."""

from __future__ import annotations

import base64
import binascii
import mimetypes
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import func, select

from fairlead.emulator.hai.errors import invalid
from fairlead.emulator.hai.store import Resource, Session
from fairlead.emulator.hai.world import Unit

__all__ = ["BUCKET", "resource_url", "store", "take_files"]

Json = dict[str, Any]

BUCKET: Final = "attachments"
_MAX_FILES: Final = 10
_MAX_BYTES: Final = 7_000_000


def take_files(unit: Unit, session: Session, messages: list[Json], field: str) -> list[Json]:
    """Messages whose files are stored, and replaced by where they are.

    Raises:
        RequestValidationError: Files are too many, too large, or no base64; or a skill has files.
    """
    return [_take(unit, session, message, ("body", field, index)) for index, message in enumerate(messages)]


def store(unit: Unit, session: Session, name: str, content: bytes, media_type: str, origin: str) -> Json:
    """Keep a file, and return the data of the event that tells of it."""
    count = select(func.count()).where(Resource.session_id == session.id, Resource.bucket == BUCKET)
    key = f"{unit.db.scalar(count) or 0}/{name}"
    resource = Resource(session_id=session.id, bucket=BUCKET, key=key, media_type=media_type, content=content)
    unit.db.add(resource)
    unit.db.flush()
    return {
        "origin": origin,
        "name": name,
        "path": f"files/{name}",
        "media_type": media_type,
        "size_bytes": len(content),
        "url": resource_url(unit, session, BUCKET, key),
    }


def resource_url(unit: Unit, session: Session, bucket: str, key: str) -> str:
    """Where a resource can be asked for."""
    return f"{unit.world.origin}/api/v2/sessions/{session.id}/resources/{quote(bucket)}/{quote(key)}"


def _take(unit: Unit, session: Session, message: Json, place: tuple[str | int, ...]) -> Json:
    for index, skill in enumerate(message.get("skills") or ()):
        if skill.get("files"):
            raise invalid((*place, "skills", index, "files"), "A skill of a message cannot have files")
    files: list[Json] = message.get("files") or []
    if len(files) > _MAX_FILES:
        raise invalid((*place, "files"), f"At most {_MAX_FILES} files", len(files))
    contents = [_content(file, (*place, "files", index)) for index, file in enumerate(files)]
    if sum(map(len, contents)) > _MAX_BYTES:
        raise invalid((*place, "files"), f"At most {_MAX_BYTES} bytes together")
    if not files:
        return message
    taken: list[Json] = []
    for file, content in zip(files, contents, strict=True):
        guessed = mimetypes.guess_type(file["name"])[0] or "application/octet-stream"
        data = store(unit, session, file["name"], content, file.get("media_type") or guessed, "user")
        taken.append(
            {
                "type": "url",
                "source": data["url"],
                "name": data["name"],
                "media_type": data["media_type"],
                "size_bytes": data["size_bytes"],
            }
        )
    return {**message, "files": taken}


def _content(file: Json, place: tuple[str | int, ...]) -> bytes:
    if file.get("type", "base64") != "base64":
        raise invalid((*place, "type"), "URLs come from the server only", file["type"])
    try:
        return base64.b64decode(file["source"], validate=True)
    except (binascii.Error, ValueError) as error:
        raise invalid((*place, "source"), "This is no base64") from error
