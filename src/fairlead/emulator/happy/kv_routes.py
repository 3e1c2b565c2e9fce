"""A small key-value store."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from happy_backend_models import api
from sqlalchemy import select
from starlette.responses import JSONResponse

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.happy.auth import Caller
from fairlead.emulator.happy.declared import answers
from fairlead.emulator.happy.errors import not_found
from fairlead.emulator.happy.store import KvEntry
from fairlead.emulator.happy.world import USERS, Unit, WorldDep

__all__ = ["router"]

router: APIRouter = APIRouter(prefix="/v1/kv", tags=["kv"], route_class=JsonRoute)


@router.get("", responses=answers(400))
async def list_kv(
    caller: Caller,
    world: WorldDep,
    prefix: Annotated[str | None, Query(description="Start of the keys.")] = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="Most entries to return.")] = 100,
) -> api.KvList:
    """List entries by key."""
    query = (
        select(KvEntry)
        .where(KvEntry.account_id == caller.id, KvEntry.value.is_not(None))
        .order_by(KvEntry.key)
        .limit(limit)
    )
    if prefix:
        query = query.where(KvEntry.key.startswith(prefix, autoescape=True))
    with world.unit() as unit:
        return api.KvList(items=[_present(entry) for entry in unit.db.scalars(query)])


@router.post("", responses=answers(400, 409, model_409=api.KvConflict))
async def mutate_kv(body: api.KvMutations, caller: Caller, world: WorldDep) -> api.KvMutated:
    """Change entries together, or none of them."""
    with world.unit() as unit:
        account = unit.account(caller.id)
        known = {change.key: _find(unit, account.id, change.key) for change in body.mutations}
        clashes = [
            clash for change in body.mutations if (clash := _clash(change, known[change.key])) is not None
        ]
        if clashes:
            conflict = api.KvConflict(success=False, errors=clashes)
            return JSONResponse(conflict.model_dump(mode="json"), 409)  # pyright: ignore[reportReturnType]
        for change in body.mutations:
            entry = known[change.key]
            if entry is None:
                entry = KvEntry(account_id=account.id, key=change.key, value=None, version=-1)
                known[change.key] = entry
                unit.db.add(entry)
            entry.value = change.value
            entry.version += 1
        results = [(change.key, change.value, _version(known[change.key])) for change in body.mutations]
        told = [{"key": key, "value": value, "version": version} for key, value, version in results]
        unit.update(account.id, USERS, {"t": "kv-batch-update", "changes": told})
    return api.KvMutated(
        success=True, results=[api.KvVersion(key=key, version=version) for key, _, version in results]
    )


@router.get("/{key:path}", responses=answers(400, 404))
async def get_kv(
    key: Annotated[str, Path(description="Key of the entry.")], caller: Caller, world: WorldDep
) -> api.KvEntry:
    """Get an entry."""
    with world.unit() as unit:
        entry = _find(unit, caller.id, key)
        if entry is None or entry.value is None:
            raise not_found("Key")
        return _present(entry)


@router.post("/bulk", responses=answers(400))
async def get_kv_bulk(body: api.KvKeys, caller: Caller, world: WorldDep) -> api.KvValues:
    """Get up to 100 entries. Missing ones are left out."""
    with world.unit() as unit:
        entries = [_find(unit, caller.id, key) for key in dict.fromkeys(body.keys)]
        found = [_present(entry) for entry in entries if entry is not None and entry.value is not None]
        return api.KvValues(values=found)


def _find(unit: Unit, account_id: str, key: str) -> KvEntry | None:
    query = select(KvEntry).where(KvEntry.account_id == account_id, KvEntry.key == key)
    return unit.db.scalars(query).one_or_none()


def _clash(change: api.KvMutation, entry: KvEntry | None) -> api.KvClash | None:
    stored = _version(entry)
    if change.version == stored:
        return None
    value = None if entry is None else entry.value
    return api.KvClash(key=change.key, error="version-mismatch", version=stored, value=value)


def _version(entry: KvEntry | None) -> int:
    """The version of an entry; -1 for one that never was."""
    return -1 if entry is None else entry.version


def _present(entry: KvEntry) -> api.KvEntry:
    return api.KvEntry(key=entry.key, value=entry.value or "", version=entry.version)
