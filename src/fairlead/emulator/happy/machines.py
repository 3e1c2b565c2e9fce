"""Machines: making, showing and deleting them."""

from __future__ import annotations

from happy_backend_models import api
from sqlalchemy import delete, select

from fairlead.emulator.happy.errors import ServerFailed
from fairlead.emulator.happy.hub import Audience, Json
from fairlead.emulator.happy.store import AccessKey, Machine
from fairlead.emulator.happy.world import USERS, Unit

__all__ = ["create_machine", "delete_machine", "present", "present_new", "tell_changed"]


def create_machine(
    unit: Unit,
    account_id: str,
    machine_id: str,
    metadata: str,
    daemon_state: str | None,
    data_key: str | None,
) -> Machine:
    """Make a machine, or load the one that has this identifier.

    Raises:
        ServerFailed: It belongs to another account, which the server is not prepared for.
    """
    known = unit.db.scalars(select(Machine).where(Machine.id == machine_id)).one_or_none()
    if known is not None:
        if known.account_id != account_id:
            raise ServerFailed
        return known
    machine = Machine(
        id=machine_id,
        account_id=account_id,
        meta=metadata,
        daemon_state=daemon_state,
        daemon_state_version=1 if daemon_state else 0,
        data_key=data_key,
        active_at=unit.now,
        created_at=unit.now,
        updated_at=unit.now,
    )
    unit.db.add(machine)
    unit.db.flush()  # the defaults
    shown = {"t": "new-machine", "machineId": machine.id, "seq": 0, **_fields(machine)}
    unit.update(account_id, USERS, shown)
    tell_changed(unit, machine, metadata={"value": machine.meta, "version": machine.meta_version})
    return machine


def delete_machine(unit: Unit, machine: Machine) -> None:
    """Delete a machine and its access keys. Its sessions stay."""
    unit.db.execute(delete(AccessKey).where(AccessKey.machine_id == machine.id))
    unit.db.delete(machine)
    unit.update(machine.account_id, USERS, {"t": "delete-machine", "machineId": machine.id})


def present(machine: Machine) -> api.Machine:
    """A machine as it is shown."""
    return api.Machine(id=machine.id, seq=0, **_fields(machine))


def present_new(machine: Machine) -> api.Machine:
    """A machine as it is shown to who made it."""
    return api.Machine(id=machine.id, **_fields(machine))


def tell_changed(unit: Unit, machine: Machine, **parts: Json) -> None:
    """Tell the users and the machine."""
    body = {"t": "update-machine", "machineId": machine.id, **parts}
    unit.update(machine.account_id, Audience(machine_id=machine.id), body)


def _fields(machine: Machine) -> Json:
    return {
        "metadata": machine.meta,
        "metadataVersion": machine.meta_version,
        "daemonState": machine.daemon_state,
        "daemonStateVersion": machine.daemon_state_version,
        "dataEncryptionKey": machine.data_key,
        "active": machine.active,
        "activeAt": machine.active_at,
        "createdAt": machine.created_at,
        "updatedAt": machine.updated_at,
    }
