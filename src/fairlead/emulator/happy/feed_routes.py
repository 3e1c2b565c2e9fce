"""The account's feed."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Query
from happy_backend_models import api
from sqlalchemy import select

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.happy.auth import Caller
from fairlead.emulator.happy.declared import answers
from fairlead.emulator.happy.errors import ServerFailed
from fairlead.emulator.happy.hub import Json
from fairlead.emulator.happy.inputs import clip
from fairlead.emulator.happy.store import FeedPost
from fairlead.emulator.happy.world import USERS, Unit, WorldDep

__all__ = ["post", "router"]

router: APIRouter = APIRouter(prefix="/v1/feed", tags=["feed"], route_class=JsonRoute)


@router.get("", responses=answers(400))
async def list_feed(
    caller: Caller,
    world: WorldDep,
    before: Annotated[str | None, Query(description="Only posts before this cursor.")] = None,
    after: Annotated[str | None, Query(description="Only posts after this cursor.")] = None,
    limit: Annotated[int, Query(ge=1, le=200, description="Page size.")] = 50,
) -> api.FeedPage:
    """Read the feed, newest post first, or oldest first after a cursor."""
    query = select(FeedPost).where(FeedPost.account_id == caller.id).limit(limit + 1)
    if before:
        query = query.where(FeedPost.seq < _seq(before))
    if after:
        query = query.where(FeedPost.seq > _seq(after))
    query = query.order_by(FeedPost.seq if after else FeedPost.seq.desc())
    with world.unit() as unit:
        rows = unit.db.scalars(query).all()
    return api.FeedPage(items=[_present(row) for row in rows[:limit]], hasMore=len(rows) > limit)


def post(unit: Unit, account_id: str, body: Json, repeat_key: str) -> None:
    """Put something into an account's feed. It takes the place of what has the same repeat key."""
    account = unit.account(account_id)
    account.feed_seq += 1
    query = select(FeedPost).where(FeedPost.account_id == account_id, FeedPost.repeat_key == repeat_key)
    for old in unit.db.scalars(query):
        unit.db.delete(old)
    row = FeedPost(
        id=unit.new_id(),
        account_id=account_id,
        seq=account.feed_seq,
        body=body,
        repeat_key=repeat_key,
        created_at=unit.now,
    )
    unit.db.add(row)
    told = {"id": row.id, "body": body, "cursor": f"0-{row.seq}", "createdAt": row.created_at}
    unit.update(account_id, USERS, {"t": "new-feed-post", **told})


def _seq(cursor: str) -> int:
    """The number in a cursor.

    Raises:
        ServerFailed: It is malformed, which the server is not prepared for.
    """
    found = re.fullmatch(r"0-([0-9]+)", cursor)
    if found is None:
        raise ServerFailed
    return clip(int(found[1]))


def _present(row: FeedPost) -> api.FeedPost:
    return api.FeedPost.model_validate(
        {
            "id": row.id,
            "body": row.body,
            "repeatKey": row.repeat_key,
            "cursor": f"0-{row.seq}",
            "createdAt": row.created_at,
        }
    )
