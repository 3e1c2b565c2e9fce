"""Lists of packets: filtered pages with cursors, the queue of human checkpoints, full-text search."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from handoffrail_backend_models import api
from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from fairlead.emulator.handoffrail import packets
from fairlead.emulator.handoffrail.auth import Caller
from fairlead.emulator.handoffrail.declared import answers
from fairlead.emulator.handoffrail.errors import ServerFailed
from fairlead.emulator.handoffrail.inputs import CreatedAfter, CreatedBefore, Limit, Offset
from fairlead.emulator.handoffrail.store import PACKET_TEXT, Packet
from fairlead.emulator.handoffrail.times import naive
from fairlead.emulator.handoffrail.world import WorldDep

__all__ = ["router"]

router: APIRouter = APIRouter(prefix="/api/v1/packets", tags=["packets"])


@router.get("", responses=answers(200, 400, 422))
async def list_packets(
    caller: Caller,
    world: WorldDep,
    status: Annotated[
        str | None,
        Query(
            description="Comma-separated statuses, any of which may match. An unknown one matches nothing."
        ),
    ] = None,
    source_agent: Annotated[str | None, Query(description="Identifier of the source agent.")] = None,
    target_agent: Annotated[
        str | None, Query(description="Identifier of the target agent; after a claim, of the claimant.")
    ] = None,
    tags: Annotated[
        str | None, Query(description="Comma-separated tags, all of which must be present.")
    ] = None,
    priority: Annotated[str | None, Query(description="Priority. An unknown one matches nothing.")] = None,
    created_after: CreatedAfter = None,
    created_before: CreatedBefore = None,
    limit: Limit = 50,
    offset: Offset = 0,
    cursor: Annotated[str | None, Query(description="`next_cursor` of the page before.")] = None,
) -> api.PacketListResponse:
    """List packets, newest first."""
    wanted = [Packet.tenant_id == caller.tenant_id]
    if status:
        wanted.append(Packet.status.in_([name.strip() for name in status.split(",")]))
    if source_agent:
        wanted.append(_metadata("source_agent", "id") == source_agent)
    if target_agent:
        wanted.append(_metadata("target_agent", "id") == target_agent)
    if priority:
        wanted.append(_metadata("priority") == priority)
    wanted += [_has_tag(tag.strip()) for tag in (tags or "").split(",") if tag.strip()]
    if created_after is not None:
        wanted.append(Packet.created_at >= created_after)
    if created_before is not None:
        wanted.append(Packet.created_at <= created_before)
    if cursor:
        wanted.append(_beyond(cursor))
    with world.store.transaction() as db:
        query = select(Packet).where(*wanted).order_by(Packet.created_at.desc(), Packet.id.desc())
        found = db.scalars(query.limit(limit + 1).offset(0 if cursor else offset)).all()
        total = _count(db, *wanted)
    page = found[:limit]
    return api.PacketListResponse(
        packets=[packets.present(packet) for packet in page],
        total=total,
        limit=limit,
        offset=offset,
        next_cursor=_cursor(page[-1]) if len(found) > limit else None,
    )


@router.get("/awaiting", responses=answers(200, 422))
async def get_awaiting(
    caller: Caller, world: WorldDep, limit: Limit = 50, offset: Offset = 0
) -> api.PacketListResponse:
    """List packets that wait for a human, oldest first."""
    wanted = (Packet.tenant_id == caller.tenant_id, Packet.status == "awaiting_human")
    with world.store.transaction() as db:
        query = select(Packet).where(*wanted).order_by(Packet.created_at, Packet.seq)
        page = db.scalars(query.limit(limit).offset(offset)).all()
        total = _count(db, *wanted)
    return _page(page, total, limit, offset)


@router.get("/search", responses=answers(200, 422))
async def search_packets(
    q: Annotated[str, Query(min_length=2, description="Words to look for.")],
    caller: Caller,
    world: WorldDep,
    limit: Limit = 50,
    offset: Offset = 0,
    status: Annotated[str | None, Query(description="One status.")] = None,
    priority: Annotated[str | None, Query(description="One priority.")] = None,
) -> api.PacketListResponse:
    """Search packet summaries: all words, stemmed, best match first.

    Under `strict_compat`, `q` is full-text syntax, the worst match comes first and `total` counts this page.
    """
    raw = world.settings.strict_compat
    phrase = q if raw else _quoted(q)
    wanted = [Packet.tenant_id == caller.tenant_id, PACKET_TEXT.c.packet_text.match(phrase)]
    if status:
        wanted.append(Packet.status == status)
    if priority:
        wanted.append(_metadata("priority") == priority)
    matches = select(Packet).join(PACKET_TEXT, PACKET_TEXT.c.rowid == Packet.seq).where(*wanted)
    # The better the match, the smaller its rank.
    rank = PACKET_TEXT.c.rank.desc() if raw else PACKET_TEXT.c.rank
    try:
        with world.store.transaction() as db:
            page = db.scalars(matches.order_by(rank, Packet.seq.desc()).limit(limit).offset(offset)).all()
            total = db.scalar(select(func.count()).select_from(matches.subquery()))
    except OperationalError as error:
        if raw:  # the text was no full-text syntax
            raise ServerFailed from error
        raise
    return _page(page, len(page) if raw else total or 0, limit, offset)


def _quoted(text: str) -> str:
    """Full-text syntax for text that is to be taken literally: every word a phrase, all of them required."""
    words = dict.fromkeys(text.replace('"', '""').replace("\0", " ").split())  # each once: repeats cost time
    return " ".join(f'"{word}"' for word in words) or '""'


def _metadata(*path: str) -> ColumnElement[str]:
    return Packet.meta[path].as_string()


def _has_tag(tag: str) -> ColumnElement[bool]:
    tags = func.json_each(Packet.meta, "$.tags").table_valued("value")
    return select(1).select_from(tags).where(tags.c.value == tag).exists()


def _count(db: Session, *wanted: ColumnElement[bool]) -> int:
    return db.scalar(select(func.count()).select_from(Packet).where(*wanted)) or 0


def _page(page: Sequence[Packet], total: int, limit: int, offset: int) -> api.PacketListResponse:
    """A page without a cursor."""
    return api.PacketListResponse(
        packets=[packets.present(packet) for packet in page],
        total=total,
        limit=limit,
        offset=offset,
        next_cursor=None,
    )


def _cursor(last: Packet) -> str:
    position = json.dumps({"created_at": naive(last.created_at).isoformat(), "id": last.id})
    return urlsafe_b64encode(position.encode()).decode().rstrip("=")


def _beyond(cursor: str) -> ColumnElement[bool]:
    """The packets after the one that a cursor names.

    Raises:
        HTTPException: 400 if it is none of ours.
    """
    try:
        position = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        created_at = datetime.fromisoformat(position["created_at"])
        packet_id = str(position["id"])
    except (KeyError, TypeError, ValueError) as error:
        raise HTTPException(400, "Invalid cursor") from error
    return or_(Packet.created_at < created_at, and_(Packet.created_at == created_at, Packet.id < packet_id))
