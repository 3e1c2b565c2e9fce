"""The files on the machine of a session."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select

from fairlead.emulator.hai.store import Session, Written
from fairlead.emulator.hai.world import Unit

__all__ = ["ROOTS", "find_file", "landing_path", "put_file"]

ROOTS: Final = ("~/Downloads", "files")
"""Folders that are open to callers."""


def landing_path(session: Session, name: str) -> str:
    """Where a file that somebody attaches lands: in a workstation's own folder, or among the downloads."""
    kinds = {environment["kind"] for environment in session.request["agent"]["environments"]}
    return f"files/{name}" if "workstation" in kinds else f"~/Downloads/{name}"


def find_file(unit: Unit, session_id: str, path: str) -> Written | None:
    """A file."""
    query = select(Written).where(Written.session_id == session_id, Written.path == path)
    return unit.db.scalars(query).one_or_none()


def put_file(unit: Unit, session_id: str, path: str, content: bytes) -> None:
    """Write a file, or write over it."""
    file = find_file(unit, session_id, path)
    if file is None:
        file = Written(session_id=session_id, path=path, content=content, modified_at=unit.now)
        unit.db.add(file)
    file.content = content
    file.modified_at = unit.now
