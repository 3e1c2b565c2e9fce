"""Keys of machines to sessions."""

from __future__ import annotations

from fastapi import APIRouter
from happy_backend_models import api
from sqlalchemy import select

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.happy.auth import Caller
from fairlead.emulator.happy.declared import answers
from fairlead.emulator.happy.errors import Problem
from fairlead.emulator.happy.inputs import MachineId, SessionId
from fairlead.emulator.happy.store import AccessKey
from fairlead.emulator.happy.world import Unit, WorldDep

__all__ = ["find", "router"]

router: APIRouter = APIRouter(
    prefix="/v1/access-keys/{session_id}/{machine_id}", tags=["access_keys"], route_class=JsonRoute
)


@router.get("", responses=answers(400, 404))
async def get_access_key(
    session_id: SessionId, machine_id: MachineId, caller: Caller, world: WorldDep
) -> api.AccessKeyResponse:
    """Get a machine's key to a session."""
    with world.unit() as unit:
        _need_both(unit, caller.id, session_id, machine_id)
        key = find(unit, caller.id, session_id, machine_id)
        return api.AccessKeyResponse(accessKey=None if key is None else _present(key))


@router.post("", responses=answers(400, 404, 409))
async def create_access_key(
    session_id: SessionId,
    machine_id: MachineId,
    body: api.AccessKeyCreate,
    caller: Caller,
    world: WorldDep,
) -> api.AccessKeyCreated:
    """Give a machine a key to a session."""
    with world.unit() as unit:
        _need_both(unit, caller.id, session_id, machine_id)
        if find(unit, caller.id, session_id, machine_id) is not None:
            raise Problem(409, "Access key already exists")
        key = AccessKey(
            account_id=caller.id,
            session_id=session_id,
            machine_id=machine_id,
            data=body.data,
            created_at=unit.now,
            updated_at=unit.now,
        )
        unit.db.add(key)
        unit.db.flush()  # the defaults
        return api.AccessKeyCreated(success=True, accessKey=_present(key))


@router.put("", responses=answers(400, 404))
async def update_access_key(
    session_id: SessionId,
    machine_id: MachineId,
    body: api.AccessKeyUpdate,
    caller: Caller,
    world: WorldDep,
) -> api.AccessKeyUpdateResult:
    """Replace a machine's key to a session."""
    with world.unit() as unit:
        if (key := find(unit, caller.id, session_id, machine_id)) is None:
            raise Problem(404, "Access key not found")
        if key.data_version != body.expectedVersion:
            conflict = api.AccessKeyConflict(
                success=False,
                error="version-mismatch",
                currentVersion=key.data_version,
                currentData=key.data,
            )
            return api.AccessKeyUpdateResult(conflict)
        key.data = body.data
        key.data_version += 1
        key.updated_at = unit.now
        return api.AccessKeyUpdateResult(api.AccessKeyUpdated(success=True, version=key.data_version))


def find(unit: Unit, account_id: str, session_id: str, machine_id: str) -> AccessKey | None:
    """The key of a machine to a session."""
    query = select(AccessKey).where(
        AccessKey.account_id == account_id,
        AccessKey.session_id == session_id,
        AccessKey.machine_id == machine_id,
    )
    return unit.db.scalars(query).one_or_none()


def _need_both(unit: Unit, account_id: str, session_id: str, machine_id: str) -> None:
    if unit.session(account_id, session_id) is None or unit.machine(account_id, machine_id) is None:
        raise Problem(404, "Session or machine not found")


def _present(key: AccessKey) -> api.AccessKey:
    return api.AccessKey(
        data=key.data, dataVersion=key.data_version, createdAt=key.created_at, updatedAt=key.updated_at
    )
