"""Operations on relationships between users."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException
from mycel_backend_models import api
from pydantic import PlainSerializer, WithJsonSchema
from sqlalchemy import or_, select

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.mycel import bonds
from fairlead.emulator.mycel.auth import Caller
from fairlead.emulator.mycel.declared import Answers, answers
from fairlead.emulator.mycel.inputs import RelationshipId
from fairlead.emulator.mycel.store import Bond, User
from fairlead.emulator.mycel.world import Unit, World, WorldDep

__all__ = ["decide", "router"]

router: APIRouter = APIRouter(prefix="/api/relationships", tags=["relationships"], route_class=JsonRoute)

_OffsetTime = Annotated[
    datetime,
    PlainSerializer(datetime.isoformat, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""A time that is written with `+00:00`, not `Z`."""

_PAST = {"approve": "approved", "reject": "rejected"}


class Relationship(api.Relationship):
    """A relationship, with its times spelled as the server does."""

    created_at: _OffsetTime
    updated_at: _OffsetTime


@router.get("", responses=answers())
async def list_relationships(caller: Caller, world: WorldDep) -> list[Relationship]:
    """List the caller's relationships."""
    parties = or_(Bond.user_low == caller.id, Bond.user_high == caller.id)
    with world.unit() as unit:
        query = select(Bond).where(parties).order_by(Bond.number)
        return [_present(bond, bond.state, caller) for bond in unit.db.scalars(query)]


@router.post("/request", responses=answers(400, 404, 409, 422))
async def request_relationship(
    body: api.RequestRelationshipBody, caller: Caller, world: WorldDep
) -> Relationship:
    """Ask somebody for a relationship."""
    if body.target_user_id == caller.id:
        raise HTTPException(400, "The caller cannot ask for a relationship with itself")
    with world.unit() as unit:
        # The real server fails here, or worse, stores the request.
        if (target := unit.user(body.target_user_id)) is None:
            raise HTTPException(404, "The user does not exist")
        bond = _find(unit, bonds.identifier(caller.id, target.id))
        state = _next(bonds.NONE if bond is None else bond.state, "request", is_initiator=True)
        low, high = sorted((caller.id, target.id))
        bond = Bond(
            id=bonds.identifier(caller.id, target.id),
            user_low=low,
            user_high=high,
            initiator_id=caller.id,
            state=state,
            message=body.message,
            created_at=unit.now,
            updated_at=unit.now,
        )
        unit.db.add(bond)
        summary = f"{caller.name} asks for a relationship"
        unit.notify(target, _item(bond, caller, "relationship.requested", summary))
    return _present(bond, bond.state, caller)


_ANSWERS: Answers = answers(403, 404, 409, 422)


@router.post("/{relationship_id}/approve", responses=_ANSWERS)
async def approve_relationship(
    relationship_id: RelationshipId, body: api.EmptyBody, caller: Caller, world: WorldDep
) -> Relationship:
    """Agree to a request."""
    return _act(world, relationship_id, caller, "approve", body)


@router.post("/{relationship_id}/reject", responses=_ANSWERS)
async def reject_relationship(
    relationship_id: RelationshipId, body: api.EmptyBody, caller: Caller, world: WorldDep
) -> Relationship:
    """Turn a request down."""
    return _act(world, relationship_id, caller, "reject", body)


@router.post("/{relationship_id}/upgrade", responses=_ANSWERS)
async def upgrade_relationship(
    relationship_id: RelationshipId, body: api.EmptyBody, caller: Caller, world: WorldDep
) -> Relationship:
    """Make a visit a hire."""
    return _act(world, relationship_id, caller, "upgrade", body)


@router.post("/{relationship_id}/downgrade", responses=_ANSWERS)
async def downgrade_relationship(
    relationship_id: RelationshipId, body: api.EmptyBody, caller: Caller, world: WorldDep
) -> Relationship:
    """Make a hire a visit."""
    return _act(world, relationship_id, caller, "downgrade", body)


@router.post("/{relationship_id}/revoke", responses=_ANSWERS)
async def revoke_relationship(
    relationship_id: RelationshipId, body: api.EmptyBody, caller: Caller, world: WorldDep
) -> Relationship:
    """End a relationship, or take a request back."""
    return _act(world, relationship_id, caller, "revoke", body)


def decide(world: World, relationship_id: str, caller: User, is_approved: bool) -> Relationship:
    """Agree to a request, or turn it down.

    Raises:
        HTTPException: The caller cannot decide that, or not now.
        FollowUpFailed: It is decided, and telling the other failed.
    """
    return _act(world, relationship_id, caller, "approve" if is_approved else "reject", api.EmptyBody())


def _act(
    world: World,
    relationship_id: str,
    caller: User,
    action: str,
    _body: api.EmptyBody,  # it must be there, and says nothing
) -> Relationship:
    with world.unit() as unit:
        # Ids of users with a colon make ids that the server does not take apart.
        bond = _find(unit, relationship_id) if relationship_id.count(":") == 2 else None
        if bond is None:
            raise HTTPException(404, "The relationship does not exist")
        if caller.id not in (bond.user_low, bond.user_high):
            raise HTTPException(403, "The caller is no party of the relationship")
        state = _next(bond.state, action, is_initiator=caller.id == bond.initiator_id)
        bond.updated_at = unit.now
        if state == bonds.NONE:
            unit.db.delete(bond)
        else:
            bond.state = state
        if action in _PAST:
            summary = f"{caller.name} {_PAST[action]} the relationship"
            item = _item(bond, caller, f"relationship.{_PAST[action]}", summary)
            initiator = unit.known_user(bond.initiator_id)
            unit.notify(initiator, {**item, "event": action, "state": state})
    return _present(bond, state, caller)


def _next(state: str, action: str, *, is_initiator: bool) -> str:
    try:
        return bonds.next_state(state, action, is_initiator=is_initiator)
    except bonds.NotAllowed as error:
        raise HTTPException(409, str(error)) from error


def _find(unit: Unit, relationship_id: str) -> Bond | None:
    query = select(Bond).where(Bond.id == relationship_id)
    return unit.db.scalars(query).one_or_none()


def _item(bond: Bond, sender: User, event_type: str, summary: str) -> dict[str, Any]:
    return {
        "event_type": event_type,
        "notification_type": "relationship",
        "source": "external",
        "sender_id": sender.id,
        "sender_name": sender.name,
        "summary": summary,
        "relationship_id": bond.id,
    }


def _present(bond: Bond, state: str, viewer: User) -> Relationship:
    return Relationship(
        id=bond.id,
        other_user_id=bond.other(viewer.id),
        state=api.RelationshipState(state),
        is_requester=state == bonds.PENDING and bond.initiator_id == viewer.id,
        message=bond.message,
        created_at=datetime.fromtimestamp(bond.created_at, UTC),
        updated_at=datetime.fromtimestamp(bond.updated_at, UTC),
    )
