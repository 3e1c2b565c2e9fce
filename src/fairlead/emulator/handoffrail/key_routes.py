"""Operations on API keys. As in the real server, an admin may act on the keys of every tenant."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, HTTPException, Path
from handoffrail_backend_models import api
from sqlalchemy import select
from sqlalchemy.orm import Session

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.handoffrail.auth import Caller, digest, new_key_text
from fairlead.emulator.handoffrail.declared import answers
from fairlead.emulator.handoffrail.errors import not_found
from fairlead.emulator.handoffrail.store import ApiKey
from fairlead.emulator.handoffrail.times import naive
from fairlead.emulator.handoffrail.world import WorldDep

__all__ = ["add_key", "present_key", "router"]

_PREFIX_CHARACTERS = 8

router: APIRouter = APIRouter(prefix="/api/v1/keys", tags=["keys"], route_class=JsonRoute)

KeyId = Annotated[str, Path(description="Identifier of the API key.")]


def add_key(
    db: Session, text: str, *, name: str, tenant_id: str, role: str, tier: str, now: datetime
) -> ApiKey:
    """Store a key, of whose text only the digest and the first characters are kept."""
    key = ApiKey(
        id=str(uuid4()),
        name=name,
        key_hash=digest(text),
        key_prefix=text[:_PREFIX_CHARACTERS],
        tenant_id=tenant_id,
        tier=tier,
        role=role,
        revoked=False,
        created_at=now.replace(microsecond=0),
    )
    db.add(key)
    return key


def present_key(key: ApiKey, text: str | None = None) -> api.ApiKeyResponse:
    """A key as answers show it; with its text only in the answer that made it."""
    return api.ApiKeyResponse(
        id=key.id,
        name=key.name,
        key_prefix=key.key_prefix,
        tenant_id=key.tenant_id,
        role=api.KeyRole(key.role),
        revoked=key.revoked,
        created_at=naive(key.created_at),
        key=text,
    )


@router.post("", status_code=201, responses=answers(201, 413, 422))
async def create_api_key(body: api.ApiKeyCreate, caller: Caller, world: WorldDep) -> api.ApiKeyResponse:
    """Make a key. Its tier is always `free`, whatever the tenant's."""
    text = new_key_text()
    with world.unit() as unit:
        key = add_key(
            unit.db,
            text,
            name=body.name,
            tenant_id=body.tenant_id or caller.tenant_id,
            role=body.role.value,
            tier="free",
            now=unit.now,
        )
    world.metrics.count("api_key_operations", operation="created")
    return present_key(key, text)


@router.get("", responses=answers(200))
async def list_api_keys(caller: Caller, world: WorldDep) -> list[api.ApiKeyResponse]:
    """List the keys of the caller's tenant in order of creation, including revoked ones."""
    with world.store.transaction() as db:
        query = select(ApiKey).where(ApiKey.tenant_id == caller.tenant_id).order_by(ApiKey.seq)
        return [present_key(key) for key in db.scalars(query)]


@router.delete("/{key_id}", status_code=204, responses=answers(204, 404, 409))
async def revoke_api_key(key_id: KeyId, _caller: Caller, world: WorldDep) -> None:
    """Revoke a key, at once."""
    with world.store.transaction() as db:
        _unrevoked(db, key_id).revoked = True
    world.metrics.count("api_key_operations", operation="revoked")


@router.post("/{key_id}/rotate", status_code=201, responses=answers(201, 404, 409))
async def rotate_api_key(key_id: KeyId, _caller: Caller, world: WorldDep) -> api.ApiKeyResponse:
    """Replace a key by a new one with the same tenant, tier and role. The old one is revoked at once."""
    text = new_key_text()
    with world.unit() as unit:
        old = _unrevoked(unit.db, key_id)
        old.revoked = True
        key = add_key(
            unit.db,
            text,
            name=f"{old.name} (rotated)",
            tenant_id=old.tenant_id,
            role=old.role,
            tier=old.tier,
            now=unit.now,
        )
    world.metrics.count("api_key_operations", operation="rotated")
    return present_key(key, text)


def _unrevoked(db: Session, key_id: str) -> ApiKey:
    if (key := db.scalars(select(ApiKey).where(ApiKey.id == key_id)).one_or_none()) is None:
        raise not_found("API key", key_id)
    if key.revoked:
        raise HTTPException(409, f"API key {key_id} is already revoked")
    return key
