"""Operations on environments."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from fastapi import APIRouter, Body, Query
from hai_backend_models import api
from pydantic import BaseModel, TypeAdapter, ValidationError
from sqlalchemy import String, cast

from fairlead.emulator.hai import catalog
from fairlead.emulator.hai.auth import Anyone, Caller
from fairlead.emulator.hai.declared import KEYLESS, HaiRoute, answers
from fairlead.emulator.hai.errors import invalid
from fairlead.emulator.hai.inputs import EnvironmentId, Page, Size
from fairlead.emulator.hai.pages import ordered, page_of
from fairlead.emulator.hai.specs import check_environment
from fairlead.emulator.hai.store import Named
from fairlead.emulator.hai.world import WorldDep

__all__ = ["router"]

router: APIRouter = APIRouter(prefix="/api/v2/environments", tags=["environments"], route_class=HaiRoute)

Known: TypeAlias = api.Browser | api.Desktop | api.Android | api.Workstation
KnownBody = Annotated[Known, Body(discriminator="kind")]
Environment: TypeAlias = Known | api.OtherEnvironment
Sort = Annotated[
    list[Literal["created_at", "-created_at", "id", "-id"]], Query(description="Order; `-` is descending.")
]

_ENVIRONMENT: TypeAdapter[Environment] = TypeAdapter(Environment)
_VARIANTS: dict[str, type[BaseModel]] = {
    "web": api.Browser,
    "desktop": api.Desktop,
    "android": api.Android,
    "workstation": api.Workstation,
}


@router.post("", status_code=201, responses=answers(403, 409))
async def create_environment(body: KnownBody, caller: Caller, world: WorldDep) -> Environment:
    """Create an environment."""
    spec = _spec(body)
    catalog.check_name("environment", body.id, "id")
    with world.unit() as unit:
        catalog.add(unit, "environment", caller.org_id, body.id, spec)
    return body


@router.get("", responses=answers(), openapi_extra=KEYLESS)
async def list_environments(
    caller: Anyone,
    world: WorldDep,
    id: str | None = None,
    kind: api.EnvironmentKind | None = None,
    search: str | None = None,
    page: Page = 1,
    size: Size = 10,
    sort: Sort = ["-created_at"],  # noqa: B006 - the framework copies it
) -> api.EnvironmentPage:
    """List environments."""
    query = catalog.visible("environment", caller)
    if id is not None:
        query = query.where(Named.name == id)
    if kind is not None:
        query = query.where(Named.body["kind"].as_string() == kind.value)
    if search:
        query = query.where(cast(Named.body, String).icontains(search, autoescape=True))
    query = ordered(query, sort, Named.number, created_at=Named.created_at, id=Named.name)
    with world.unit() as unit:
        rows, total = page_of(unit.db, query, page=page, size=size)
    items = [environment.body for environment in rows]
    return api.EnvironmentPage.model_validate({"items": items, "total": total, "page": page})


@router.get("/{environment_id:path}", responses=answers(404))
async def get_environment(environment_id: EnvironmentId, caller: Caller, world: WorldDep) -> Environment:
    """Get an environment."""
    with world.unit() as unit:
        found = catalog.need(unit, "environment", caller.org_id, environment_id)
        return _ENVIRONMENT.validate_python(found.body)


@router.put("/{environment_id:path}", responses=answers(403, 404))
async def update_environment(
    environment_id: EnvironmentId, body: KnownBody, caller: Caller, world: WorldDep
) -> Environment:
    """Replace an environment."""
    spec = _spec(body)
    with world.unit() as unit:
        found = catalog.need_own(unit, "environment", caller.org_id, environment_id)
        if body.id != environment_id:
            raise invalid(("body", "id"), "The identifier must be the one in the path", body.id)
        found.body = spec
    return body


@router.patch("/{environment_id:path}", responses=answers(403, 404))
async def patch_environment(
    environment_id: EnvironmentId, body: api.PatchEnvironment, caller: Caller, world: WorldDep
) -> Environment:
    """Change an environment."""
    changes = body.model_dump(mode="json", exclude_unset=True)
    with world.unit() as unit:
        found = catalog.need_own(unit, "environment", caller.org_id, environment_id)
        kind: str = found.body["kind"]
        variant = _VARIANTS[kind]
        for name in changes:
            if name not in variant.model_fields:
                raise invalid(("body", name), f"An environment of the kind {kind} has no such field")
        try:
            changed = variant.model_validate({**found.body, **changes})
        except ValidationError as error:  # null for what cannot be null
            first = error.errors()[0]
            raise invalid(("body", *first["loc"]), first["msg"]) from error
        found.body = _spec(changed)
        return _ENVIRONMENT.validate_python(found.body)


@router.delete("/{environment_id:path}", status_code=204, responses=answers(403, 404))
async def delete_environment(environment_id: EnvironmentId, caller: Caller, world: WorldDep) -> None:
    """Delete an environment."""
    with world.unit() as unit:
        unit.db.delete(catalog.need_own(unit, "environment", caller.org_id, environment_id))


def _spec(environment: BaseModel) -> dict[str, Any]:
    spec = environment.model_dump(mode="json", exclude_unset=True)
    check_environment(spec, ("body",))
    return spec
