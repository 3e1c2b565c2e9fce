"""Operations on skills."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Query
from hai_backend_models import api
from pydantic import ValidationError
from sqlalchemy import String, cast

from fairlead.emulator.hai import catalog
from fairlead.emulator.hai.auth import Caller
from fairlead.emulator.hai.declared import HaiRoute, answers
from fairlead.emulator.hai.errors import Problem, invalid
from fairlead.emulator.hai.inputs import Page, Size, SkillName
from fairlead.emulator.hai.pages import ordered, page_of
from fairlead.emulator.hai.store import Named
from fairlead.emulator.hai.world import WorldDep

__all__ = ["router"]

router: APIRouter = APIRouter(prefix="/api/v2/skills", tags=["skills"], route_class=HaiRoute)

Sort = Annotated[
    list[Literal["created_at", "-created_at", "name", "-name"]],
    Query(description="Order; `-` is descending."),
]
MAX_PAGE_BYTES: Final = 8 * 1024 * 1024


@router.post("", status_code=201, responses=answers(403, 409))
async def create_skill(body: api.Skill, caller: Caller, world: WorldDep) -> api.Skill:
    """Create a skill."""
    spec = _spec(body)
    catalog.check_name("skill", body.name)
    with world.unit() as unit:
        catalog.add(unit, "skill", caller.org_id, body.name, spec)
    return body


@router.get("", responses=answers(413))
async def list_skills(
    caller: Caller,
    world: WorldDep,
    name: str | None = None,
    search: str | None = None,
    page: Page = 1,
    size: Size = 10,
    sort: Sort = ["-created_at"],  # noqa: B006 - the framework copies it
) -> api.PageSkill:
    """List skills."""
    query = catalog.visible("skill", caller)
    if name is not None:
        query = query.where(Named.name == name)
    if search:
        query = query.where(cast(Named.body, String).icontains(search, autoescape=True))
    query = ordered(query, sort, Named.number, created_at=Named.created_at, name=Named.name)
    with world.unit() as unit:
        rows, total = page_of(unit.db, query, page=page, size=size)
    skills = [skill.body for skill in rows]
    files: list[dict[str, str]] = [skill.get("files") or {} for skill in skills]
    weight = sum(len(text) for texts in files for text in texts.values())
    if weight > MAX_PAGE_BYTES and size > 1:
        raise Problem(413, None)
    return api.PageSkill.model_validate({"items": skills, "total": total, "page": page})


@router.get("/{skill_name:path}", responses=answers(404))
async def get_skill(skill_name: SkillName, caller: Caller, world: WorldDep) -> api.Skill:
    """Get a skill."""
    with world.unit() as unit:
        return api.Skill.model_validate(catalog.need(unit, "skill", caller.org_id, skill_name).body)


@router.put("/{skill_name:path}", responses=answers(403, 404))
async def update_skill(skill_name: SkillName, body: api.Skill, caller: Caller, world: WorldDep) -> api.Skill:
    """Replace a skill."""
    spec = _spec(body)
    with world.unit() as unit:
        found = catalog.need_own(unit, "skill", caller.org_id, skill_name)
        if body.name != skill_name:
            raise invalid(("body", "name"), "The name must be the one in the path", body.name)
        found.body = spec
    return body


@router.patch("/{skill_name:path}", responses=answers(403, 404))
async def patch_skill(
    skill_name: SkillName, body: api.PatchSkill, caller: Caller, world: WorldDep
) -> api.Skill:
    """Change a skill."""
    changes = body.model_dump(mode="json", exclude_unset=True)
    with world.unit() as unit:
        found = catalog.need_own(unit, "skill", caller.org_id, skill_name)
        try:
            changed = api.Skill.model_validate({**found.body, **changes})
        except ValidationError as error:  # null for what cannot be null
            first = error.errors()[0]
            raise invalid(("body", *first["loc"]), first["msg"]) from error
        found.body = _spec(changed)
    return changed


@router.delete("/{skill_name:path}", status_code=204, responses=answers(403, 404))
async def delete_skill(skill_name: SkillName, caller: Caller, world: WorldDep) -> None:
    """Delete a skill."""
    with world.unit() as unit:
        unit.db.delete(catalog.need_own(unit, "skill", caller.org_id, skill_name))


def _spec(skill: api.Skill) -> dict[str, Any]:
    """The skill as it is stored.

    Raises:
        RequestValidationError: A file is no base64, or what can be run is no file.
    """
    files = skill.files or {}
    for path, text in files.items():
        try:
            base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError) as error:
            raise invalid(("body", "files", path), "This is no base64") from error
    for index, path in enumerate(skill.executable_files):
        if path not in files:
            raise invalid(("body", "executable_files", index), "There is no such file", path)
    return skill.model_dump(mode="json", exclude_unset=True)
