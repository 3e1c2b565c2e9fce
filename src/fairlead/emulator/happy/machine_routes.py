"""Operations on machines."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.exceptions import RequestValidationError
from happy_backend_models import api
from sqlalchemy import select

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.happy.auth import Caller
from fairlead.emulator.happy.declared import answers
from fairlead.emulator.happy.inputs import DONE, MachineId
from fairlead.emulator.happy.machines import create_machine as create
from fairlead.emulator.happy.machines import delete_machine as delete
from fairlead.emulator.happy.machines import present, present_new
from fairlead.emulator.happy.store import Machine
from fairlead.emulator.happy.world import WorldDep

__all__ = ["router"]

router: APIRouter = APIRouter(prefix="/v1/machines", tags=["machines"], route_class=JsonRoute)


@router.get("", responses=answers())
async def list_machines(caller: Caller, world: WorldDep) -> list[api.Machine]:
    """List machines, last heard of first."""
    query = (
        select(Machine)
        .where(Machine.account_id == caller.id)
        .order_by(Machine.active_at.desc(), Machine.number.desc())
    )
    with world.unit() as unit:
        return [present(machine) for machine in unit.db.scalars(query)]


@router.post("", responses=answers(400), response_model_exclude_unset=True)
async def create_machine(body: api.MachineCreate, caller: Caller, world: WorldDep) -> api.MachineResponse:
    """Create a machine, or load it."""
    if body.daemonState is None and "daemonState" in body.model_fields_set:
        issue = {"type": "string_type", "loc": ("body", "daemonState"), "input": None}
        raise RequestValidationError([issue])
    with world.unit() as unit:
        account = unit.account(caller.id)
        machine = create(
            unit, account.id, body.id, body.metadata, body.daemonState, body.dataEncryptionKey or None
        )
        return api.MachineResponse(machine=present_new(machine))


@router.get("/{machine_id}", responses=answers(400, 404))
async def get_machine(machine_id: MachineId, caller: Caller, world: WorldDep) -> api.MachineResponse:
    """Get a machine."""
    with world.unit() as unit:
        return api.MachineResponse(machine=present(unit.need_machine(caller.id, machine_id)))


@router.delete("/{machine_id}", responses=answers(400, 404))
async def delete_machine(machine_id: MachineId, caller: Caller, world: WorldDep) -> api.Succeeded:
    """Delete a machine."""
    with world.unit() as unit:
        delete(unit, unit.need_machine(caller.id, machine_id))
    return DONE
