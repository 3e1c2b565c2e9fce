"""Registered JSON Schemas, and holding contexts to them."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final
from uuid import uuid4

from fastapi import APIRouter, HTTPException, Path
from handoffrail_backend_models import api
from jsonschema import Draft202012Validator, SchemaError, ValidationError
from jsonschema.validators import validator_for
from referencing import Registry
from referencing.exceptions import Unresolvable
from sqlalchemy import func, select

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.handoffrail.auth import Caller
from fairlead.emulator.handoffrail.declared import answers
from fairlead.emulator.handoffrail.errors import ServerFailed, not_found
from fairlead.emulator.handoffrail.inputs import Limit, Offset, check_int64_fields
from fairlead.emulator.handoffrail.store import JsonSchema
from fairlead.emulator.handoffrail.times import naive
from fairlead.emulator.handoffrail.world import Unit, WorldDep

__all__ = ["check_context", "router"]

_NO_SCHEMA: Final = (SchemaError, Unresolvable, re.error, RecursionError)
"""How a registered document can turn out to be no JSON Schema. A check beforehand does not find all of it."""

router: APIRouter = APIRouter(prefix="/api/v1/schemas", tags=["schemas"], route_class=JsonRoute)


@router.post("", status_code=201, responses=answers(201, 413, 422))
async def create_schema(body: api.SchemaCreate, caller: Caller, world: WorldDep) -> api.SchemaResponse:
    """Register a schema. Nothing is replaced, even if the name is taken."""
    check_int64_fields(body, "version")
    with world.unit() as unit:
        schema = JsonSchema(
            id=str(uuid4()),
            tenant_id=caller.tenant_id,
            name=body.name,
            version=body.version,
            json_schema=body.json_schema.model_dump(mode="json"),
            created_at=unit.now,
        )
        unit.db.add(schema)
    return _present(schema)


@router.get("", responses=answers(200, 422))
async def list_schemas(
    caller: Caller, world: WorldDep, limit: Limit = 50, offset: Offset = 0
) -> api.SchemaListResponse:
    """List the tenant's schemas, newest first."""
    mine = JsonSchema.tenant_id == caller.tenant_id
    with world.store.transaction() as db:
        total = db.scalar(select(func.count()).select_from(JsonSchema).where(mine))
        query = select(JsonSchema).where(mine).order_by(JsonSchema.seq.desc()).limit(limit).offset(offset)
        schemas = [_present(schema) for schema in db.scalars(query)]
    return api.SchemaListResponse(schemas=schemas, total=total or 0, limit=limit, offset=offset)


@router.get("/{schema_id}", responses=answers(200, 404))
async def get_schema(
    schema_id: Annotated[str, Path(description="Identifier of the schema.")], caller: Caller, world: WorldDep
) -> api.SchemaResponse:
    """Get a schema."""
    with world.unit() as unit:
        if (schema := _find(unit, caller.tenant_id, schema_id)) is None:
            raise not_found("Schema", schema_id)
    return _present(schema)


def check_context(unit: Unit, tenant_id: str, schema_id: str, context: dict[str, Any]) -> None:
    """Hold a context, with all defaults filled in, to a registered schema.

    Raises:
        HTTPException: 422, with a text, if there is no such schema or the context does not satisfy it.
        ServerFailed: Under `strict_compat`, if what was registered is no JSON Schema. Else that is a 422.
    """
    if (schema := _find(unit, tenant_id, schema_id)) is None:
        raise HTTPException(422, f"Schema '{schema_id}' not found for this tenant")
    try:
        problem = _first_problem(schema.json_schema, context)
    except _NO_SCHEMA as error:
        if unit.world.settings.strict_compat:
            raise ServerFailed from error
        raise HTTPException(422, f"Schema '{schema_id}' is no valid JSON Schema") from error
    if problem is not None:
        where = ".".join(map(str, problem.absolute_path)) or "root"
        raise HTTPException(422, f"Context validation failed: {problem.message} (at '{where}')")


def _first_problem(schema: dict[str, Any], context: dict[str, Any]) -> ValidationError | None:
    kind = validator_for(schema, default=Draft202012Validator)
    kind.check_schema(schema)
    # An empty registry: a schema from a client must not make the server fetch other documents.
    return next(kind(schema, registry=Registry()).iter_errors(context), None)


def _find(unit: Unit, tenant_id: str, schema_id: str) -> JsonSchema | None:
    query = select(JsonSchema).where(JsonSchema.id == schema_id, JsonSchema.tenant_id == tenant_id)
    return unit.db.scalars(query).one_or_none()


def _present(schema: JsonSchema) -> api.SchemaResponse:
    return api.SchemaResponse(
        id=schema.id,
        name=schema.name,
        version=schema.version,
        json_schema=api.JsonSchemaObject.model_validate(schema.json_schema),
        tenant_id=schema.tenant_id,
        created_at=naive(schema.created_at),
    )
