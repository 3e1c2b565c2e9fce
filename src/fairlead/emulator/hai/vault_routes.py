"""Operations on vaults. Nobody is asked about their tokens: only a blank one is refused."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, HTTPException, Query
from hai_backend_models import api
from pydantic import SecretStr
from sqlalchemy import select

from fairlead.emulator.hai.auth import Caller, Identity
from fairlead.emulator.hai.declared import HaiRoute, answers
from fairlead.emulator.hai.errors import invalid
from fairlead.emulator.hai.inputs import Offset, VaultId
from fairlead.emulator.hai.pages import slice_of
from fairlead.emulator.hai.store import Vault
from fairlead.emulator.hai.world import Unit, WorldDep, moment

__all__ = ["router"]

router: APIRouter = APIRouter(prefix="/api/v2/vaults", tags=["vaults"], route_class=HaiRoute)


@router.post("", status_code=201, responses=answers())
async def create_vault(body: api.VaultCreateRequest, caller: Caller, world: WorldDep) -> api.VaultConfigRead:
    """Register a vault."""
    token = _checked(body.token)
    with world.unit() as unit:
        vault = Vault(
            id=str(uuid4()),
            org_id=caller.org_id,
            name=body.name,
            config=body.provider_config.model_dump(mode="json"),
            token=token,
            created_at=unit.now,
            updated_at=unit.now,
        )
        unit.db.add(vault)
    return _present(vault)


@router.get("", responses=answers())
async def list_vaults(
    caller: Caller, world: WorldDep, limit: Annotated[int, Query(ge=1, le=1000)] = 50, offset: Offset = 0
) -> api.VaultConfigList:
    """List vaults."""
    query = select(Vault).where(Vault.org_id == caller.org_id).order_by(Vault.number.desc())
    with world.unit() as unit:
        rows, total = slice_of(unit.db, query, offset=offset, limit=limit)
    vaults = [_present(vault) for vault in rows]
    return api.VaultConfigList(total=total, limit=limit, offset=offset, vaults=vaults)


@router.get("/{vault_id}", responses=answers(404))
async def get_vault(vault_id: VaultId, caller: Caller, world: WorldDep) -> api.VaultConfigRead:
    """Get a vault."""
    with world.unit() as unit:
        return _present(_need(unit, vault_id, caller))


@router.patch("/{vault_id}", responses=answers(404))
async def update_vault(
    vault_id: VaultId, body: api.VaultUpdateRequest, caller: Caller, world: WorldDep
) -> api.VaultConfigRead:
    """Change a vault. What is null or left out stays."""
    with world.unit() as unit:
        vault = _need(unit, vault_id, caller)
        if body.name is not None:
            vault.name = body.name
        if body.provider_config is not None:
            vault.config = body.provider_config.model_dump(mode="json")
        vault.updated_at = unit.now
        return _present(vault)


@router.delete("/{vault_id}", status_code=204, responses=answers(404))
async def delete_vault(vault_id: VaultId, caller: Caller, world: WorldDep) -> None:
    """Delete a vault."""
    with world.unit() as unit:
        unit.db.delete(_need(unit, vault_id, caller))


@router.put("/{vault_id}/token", status_code=204, responses=answers(404))
async def rotate_vault_token(
    vault_id: VaultId, body: api.VaultTokenRotateRequest, caller: Caller, world: WorldDep
) -> None:
    """Replace a vault's token, which mends a broken vault."""
    token = _checked(body.token)
    with world.unit() as unit:
        vault = _need(unit, vault_id, caller)
        vault.token = token
        vault.problem = None
        vault.updated_at = unit.now


@router.get("/{vault_id}/health", responses=answers(404))
async def vault_health(vault_id: VaultId, caller: Caller, world: WorldDep) -> api.VaultHealth:
    """Check a vault."""
    with world.unit() as unit:
        problem = _need(unit, vault_id, caller).problem
    return api.VaultHealth(ok=problem is None, error=problem)


def _checked(token: SecretStr) -> str:
    if not token.get_secret_value().strip():
        raise invalid(("body", "token"), "The token does not open the vault")
    return token.get_secret_value()


def _need(unit: Unit, vault_id: UUID, caller: Identity) -> Vault:
    query = select(Vault).where(Vault.id == str(vault_id), Vault.org_id == caller.org_id)
    if (vault := unit.db.scalars(query).one_or_none()) is None:
        raise HTTPException(404, f"There is no vault {vault_id}")
    return vault


def _present(vault: Vault) -> api.VaultConfigRead:
    return api.VaultConfigRead(
        id=UUID(vault.id),
        org_id=UUID(vault.org_id),
        name=vault.name,
        provider_config=api.OnePasswordConfig.model_validate(vault.config),
        created_at=moment(vault.created_at),
        updated_at=moment(vault.updated_at),
    )
