"""Operations on tenants. As in the real server, the admins of every tenant see and edit all of them."""

from __future__ import annotations

from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, HTTPException, Path
from handoffrail_backend_models import api
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.handoffrail.auth import Caller
from fairlead.emulator.handoffrail.declared import answers
from fairlead.emulator.handoffrail.errors import ServerFailed, not_found
from fairlead.emulator.handoffrail.inputs import check_int64_fields
from fairlead.emulator.handoffrail.key_routes import present_key
from fairlead.emulator.handoffrail.store import ApiKey, Tenant
from fairlead.emulator.handoffrail.times import naive, naive_or_none
from fairlead.emulator.handoffrail.world import WorldDep

__all__ = ["router"]

router: APIRouter = APIRouter(prefix="/api/v1/tenants", tags=["tenants"], route_class=JsonRoute)

TenantId = Annotated[str, Path(description="Identifier of the tenant.")]


@router.post("", status_code=201, responses=answers(201, 409, 413, 422))
async def create_tenant(body: api.TenantCreate, _caller: Caller, world: WorldDep) -> api.TenantResponse:
    """Make a tenant.

    Its name must be unique among live tenants. The real server fails on the name of a deleted one.
    """
    check_int64_fields(body, "handoffs_per_day", "max_api_keys")
    with world.unit() as unit:
        _check_name(unit.db, body.name)
        if world.settings.strict_compat and unit.db.scalars(_named(body.name)).first() is not None:
            raise ServerFailed
        tenant = Tenant(
            id=str(uuid4()),
            name=body.name,
            tier=body.tier,
            handoffs_per_day=body.handoffs_per_day,
            max_api_keys=body.max_api_keys,
            created_at=unit.now,
            updated_at=unit.now,
        )
        unit.db.add(tenant)
    return _present(tenant)


@router.get("", responses=answers(200))
async def list_tenants(_caller: Caller, world: WorldDep) -> list[api.TenantResponse]:
    """List all tenants that are not deleted, newest first."""
    with world.store.transaction() as db:
        query = select(Tenant).where(Tenant.deleted_at.is_(None)).order_by(Tenant.seq.desc())
        return [_present(tenant) for tenant in db.scalars(query)]


@router.get("/{tenant_id}", responses=answers(200, 404))
async def get_tenant(tenant_id: TenantId, _caller: Caller, world: WorldDep) -> api.TenantResponse:
    """Get a tenant."""
    with world.store.transaction() as db:
        return _present(_find(db, tenant_id))


@router.patch("/{tenant_id}", responses=answers(200, 404, 409, 413, 422))
async def update_tenant(
    tenant_id: TenantId, body: api.TenantUpdate, _caller: Caller, world: WorldDep
) -> api.TenantResponse:
    """Update a tenant. A field that is null or left out stays."""
    check_int64_fields(body, "handoffs_per_day", "max_api_keys")
    with world.unit() as unit:
        tenant = _find(unit.db, tenant_id)
        if body.name is not None and body.name != tenant.name:
            _check_name(unit.db, body.name)
        for field, value in body.model_dump(exclude_none=True).items():
            setattr(tenant, field, value)
        tenant.updated_at = unit.now
    return _present(tenant)


@router.delete("/{tenant_id}", status_code=204, responses=answers(204, 404))
async def delete_tenant(tenant_id: TenantId, _caller: Caller, world: WorldDep) -> None:
    """Delete a tenant. Its keys go on working."""
    with world.unit() as unit:
        tenant = _find(unit.db, tenant_id)
        tenant.deleted_at = tenant.updated_at = unit.now


@router.get("/{tenant_id}/keys", responses=answers(200, 404))
async def list_tenant_keys(tenant_id: TenantId, _caller: Caller, world: WorldDep) -> list[api.ApiKeyResponse]:
    """List the keys of a tenant, newest first."""
    with world.store.transaction() as db:
        tenant = _find(db, tenant_id)
        query = select(ApiKey).where(ApiKey.tenant_id == tenant.id).order_by(ApiKey.seq.desc())
        return [present_key(key) for key in db.scalars(query)]


def _find(db: Session, tenant_id: str) -> Tenant:
    query = select(Tenant).where(Tenant.id == tenant_id, Tenant.deleted_at.is_(None))
    if (tenant := db.scalars(query).one_or_none()) is None:
        raise not_found("Tenant", tenant_id)
    return tenant


def _named(name: str) -> Select[Tenant]:
    return select(Tenant).where(Tenant.name == name)


def _check_name(db: Session, name: str) -> None:
    if db.scalars(_named(name).where(Tenant.deleted_at.is_(None))).first() is not None:
        raise HTTPException(409, f"Tenant '{name}' already exists")


def _present(tenant: Tenant) -> api.TenantResponse:
    return api.TenantResponse(
        id=tenant.id,
        name=tenant.name,
        tier=tenant.tier,
        handoffs_per_day=tenant.handoffs_per_day,
        max_api_keys=tenant.max_api_keys,
        created_at=naive(tenant.created_at),
        updated_at=naive(tenant.updated_at),
        deleted_at=naive_or_none(tenant.deleted_at),
    )
