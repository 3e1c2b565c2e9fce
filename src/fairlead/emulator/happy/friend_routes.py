"""Other users, and what they are to the caller."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from happy_backend_models import api
from sqlalchemy import or_, select

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.happy.auth import Caller
from fairlead.emulator.happy.declared import answers
from fairlead.emulator.happy.errors import Problem, not_found
from fairlead.emulator.happy.feed_routes import post
from fairlead.emulator.happy.store import Account, Relation
from fairlead.emulator.happy.world import USERS, Unit, WorldDep

__all__ = ["router"]

_FOUND = 10
_Status = api.RelationshipStatus

router: APIRouter = APIRouter(prefix="/v1", tags=["friends"], route_class=JsonRoute)


@router.get("/user/search", responses=answers(400))
async def search_users(
    caller: Caller, world: WorldDep, query: Annotated[str, Query(description="Text to look for.")]
) -> api.UserList:
    """Search users by name."""
    wanted = select(Account).where(Account.username.istartswith(query, autoescape=True)).limit(_FOUND)
    with world.unit() as unit:
        me = unit.account(caller.id)
        return api.UserList(users=[_present(unit, me.id, other) for other in unit.db.scalars(wanted)])


@router.get("/user/{user_id}", responses=answers(400, 404))
async def get_user(
    user_id: Annotated[str, Path(description="Identifier of the user.")], caller: Caller, world: WorldDep
) -> api.UserResponse:
    """Get a user."""
    with world.unit() as unit:
        me = unit.account(caller.id)
        if (other := _find(unit, user_id)) is None:
            raise not_found("User")
        return api.UserResponse(user=_present(unit, me.id, other))


@router.get("/friends", responses=answers())
async def list_friends(caller: Caller, world: WorldDep) -> api.FriendList:
    """List friends, and those who may become friends."""
    known = (
        select(Account)
        .join(Relation, Relation.other_id == Account.id)
        .where(
            Relation.account_id == caller.id,
            or_(*(Relation.status == status for status in ("friend", "pending", "requested"))),
        )
        .order_by(Relation.number)
    )
    with world.unit() as unit:
        friends = [_present(unit, caller.id, other) for other in unit.db.scalars(known)]
        return api.FriendList(friends=friends)


@router.post("/friends/add", responses=answers(400, 404))
async def add_friend(body: api.FriendChange, caller: Caller, world: WorldDep) -> api.FriendResult:
    """Ask to be a friend, or accept."""
    with world.unit() as unit:
        me, other = _pair(unit, caller.id, body.uid)
        if me.id == other.id:
            return api.FriendResult(user=None)
        mine, theirs = _status(unit, me.id, other.id), _status(unit, other.id, me.id)
        if mine is _Status.pending:
            _set(unit, me.id, other.id, _Status.friend)
            _set(unit, other.id, me.id, _Status.friend)
            for account_id, friend_id in ((me.id, other.id), (other.id, me.id)):
                body_ = {"kind": "friend_accepted", "uid": friend_id}
                post(unit, account_id, body_, f"friend_accepted_{friend_id}")
        elif mine in (_Status.none, _Status.rejected):
            _set(unit, me.id, other.id, _Status.requested)
            if theirs is _Status.none:
                _set(unit, other.id, me.id, _Status.pending)
                post(unit, other.id, {"kind": "friend_request", "uid": me.id}, f"friend_request_{me.id}")
        return api.FriendResult(user=_present(unit, me.id, other))


@router.post("/friends/remove", responses=answers(400, 404))
async def remove_friend(body: api.FriendChange, caller: Caller, world: WorldDep) -> api.FriendResult:
    """Reject or end a friendship."""
    with world.unit() as unit:
        me, other = _pair(unit, caller.id, body.uid)
        match _status(unit, me.id, other.id):
            case _Status.requested:
                _set(unit, me.id, other.id, _Status.rejected)
            case _Status.friend:
                _set(unit, me.id, other.id, _Status.pending)
                _set(unit, other.id, me.id, _Status.requested)
            case _Status.pending:
                _set(unit, me.id, other.id, _Status.none)
                if _status(unit, other.id, me.id) is not _Status.rejected:
                    _set(unit, other.id, me.id, _Status.rejected)
            case _:
                pass
        return api.FriendResult(user=_present(unit, me.id, other))


def _find(unit: Unit, user_id: str) -> Account | None:
    return unit.db.scalars(select(Account).where(Account.id == user_id)).one_or_none()


def _pair(unit: Unit, account_id: str, other_id: str) -> tuple[Account, Account]:
    me = unit.account(account_id)
    if (other := _find(unit, other_id)) is None:
        raise Problem(404, "User not found")
    return me, other


def _relation(unit: Unit, account_id: str, other_id: str) -> Relation | None:
    query = select(Relation).where(Relation.account_id == account_id, Relation.other_id == other_id)
    return unit.db.scalars(query).one_or_none()


def _status(unit: Unit, account_id: str, other_id: str) -> api.RelationshipStatus:
    relation = _relation(unit, account_id, other_id)
    return _Status.none if relation is None else _Status(relation.status)


def _set(unit: Unit, account_id: str, other_id: str, status: api.RelationshipStatus) -> None:
    relation = _relation(unit, account_id, other_id)
    if relation is None:
        relation = Relation(account_id=account_id, other_id=other_id, status=status.value)
        unit.db.add(relation)
        unit.db.flush()
    relation.status = status.value
    told = {"uid": other_id, "status": status.value, "timestamp": unit.now}
    unit.update(account_id, USERS, {"t": "relationship-updated", **told})


def _present(unit: Unit, account_id: str, other: Account) -> api.User:
    return api.User(
        id=other.id,
        firstName=other.first_name or "",
        lastName=other.last_name,
        avatar=None,
        username=other.username or "",
        bio=None,
        status=_status(unit, account_id, other.id),
    )
