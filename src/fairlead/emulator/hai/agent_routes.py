"""Operations on agents and their revisions."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Path, Query, Response
from hai_backend_models import api
from pydantic import ValidationError
from sqlalchemy import String, cast, delete, select

from fairlead.emulator.hai import catalog
from fairlead.emulator.hai.auth import Anyone, Caller
from fairlead.emulator.hai.declared import KEYLESS, HaiRoute, answers
from fairlead.emulator.hai.errors import Problem, invalid
from fairlead.emulator.hai.inputs import AgentName, IfMatch, Page, RevisionMessage, Size
from fairlead.emulator.hai.pages import ordered, page_of
from fairlead.emulator.hai.specs import check_agent, expand
from fairlead.emulator.hai.store import Named, Revision
from fairlead.emulator.hai.world import Unit, WorldDep

__all__ = ["router"]

router: APIRouter = APIRouter(prefix="/api/v2/agents", tags=["agents"], route_class=HaiRoute)

Json = dict[str, Any]
RevisionNumber = Annotated[int, Path(ge=1, description="Number of the revision.")]
Sort = Annotated[
    list[Literal["created_at", "-created_at", "agent_name", "-agent_name"]],
    Query(description="Order; `-` is descending."),
]
RevisionSort = Annotated[list[Literal["number", "-number"]], Query(description="Order; `-` is descending.")]


@router.post("", status_code=201, responses=answers(403, 409, etag=201))
async def create_agent(
    body: api.Agent, caller: Caller, world: WorldDep, response: Response, message: RevisionMessage = None
) -> api.Agent:
    """Register an agent."""
    spec = _spec(body)
    catalog.check_name("agent", body.name)
    with world.unit() as unit:
        agent = catalog.add(unit, "agent", caller.org_id, body.name, spec)
        catalog.write_revision(unit, agent, message, caller.user_id)
    _tag(response, 1)
    return body


@router.get("", responses=answers(), openapi_extra=KEYLESS)
async def list_agents(
    caller: Anyone,
    world: WorldDep,
    agent_name: str | None = None,
    search: str | None = None,
    reserved: bool | None = None,
    include: Literal["revision"] | None = None,
    page: Page = 1,
    size: Size = 10,
    sort: Sort = ["-created_at"],  # noqa: B006 - the framework copies it
) -> api.PageAgent:
    """List agents."""
    query = catalog.visible("agent", caller)
    if agent_name is not None:
        query = query.where(Named.name == agent_name)
    if search:
        query = query.where(cast(Named.body, String).icontains(search, autoescape=True))
    if reserved is not None:
        query = query.where((Named.org_id == "") if reserved else (Named.org_id != ""))
    query = ordered(query, sort, Named.number, created_at=Named.created_at, agent_name=Named.name)
    with world.unit() as unit:
        rows, total = page_of(unit.db, query, page=page, size=size)
        items = [
            agent.body
            if include is None
            else {**agent.body, "revision": catalog.current_revision(unit, agent)}
            for agent in rows
        ]
    return api.PageAgent.model_validate({"items": items, "total": total, "page": page})


@router.get("/{agent_name:path}/revisions", responses=answers(404), openapi_extra=KEYLESS)
async def list_agent_revisions(
    agent_name: AgentName,
    caller: Anyone,
    world: WorldDep,
    page: Page = 1,
    size: Size = 10,
    sort: RevisionSort = ["-number"],  # noqa: B006 - the framework copies it
) -> api.PageAgentRevisionRecord:
    """List an agent's revisions."""
    with world.unit() as unit:
        agent = catalog.need(unit, "agent", "" if caller is None else caller.org_id, agent_name)
        query = select(Revision).where(Revision.agent == agent.number)
        query = ordered(query, sort, Revision.number, number=Revision.revision)
        rows, total = page_of(unit.db, query, page=page, size=size)
        items = [catalog.present_revision(revision) for revision in rows]
    return api.PageAgentRevisionRecord(items=items, total=total, page=page)


@router.post("/{agent_name:path}/revisions/{number}/restore", responses=answers(403, 404, 412, etag=200))
async def restore_agent_revision(
    agent_name: AgentName,
    number: RevisionNumber,
    caller: Caller,
    world: WorldDep,
    response: Response,
    if_match: IfMatch = None,
) -> api.Agent:
    """Restore a revision."""
    with world.unit() as unit:
        agent = catalog.need_own(unit, "agent", caller.org_id, agent_name)
        _match(unit, agent, if_match)
        current = catalog.current_revision(unit, agent)
        agent.body = _revision(unit, agent, number).body
        message = f"Restored from v{number}"
        catalog.write_revision(unit, agent, message, caller.user_id, number=current + 1, restored_from=number)
    _tag(response, current + 1)
    return api.Agent.model_validate(agent.body)


@router.get("/{agent_name:path}", responses=answers(404, etag=200))
async def get_agent(
    agent_name: AgentName,
    caller: Caller,
    world: WorldDep,
    response: Response,
    revision: Annotated[int | None, Query(ge=1)] = None,
    resolve: bool = False,
) -> api.Agent:
    """Get an agent."""
    with world.unit() as unit:
        agent = catalog.need(unit, "agent", caller.org_id, agent_name)
        number = revision or catalog.current_revision(unit, agent)
        body = _revision(unit, agent, number).body
        if resolve:
            body = expand(unit, caller.org_id, body)
        else:
            _tag(response, number)
    return api.Agent.model_validate(body)


@router.put("/{agent_name:path}", responses=answers(403, 404, 412, etag=200))
async def update_agent(
    agent_name: AgentName,
    body: api.Agent,
    caller: Caller,
    world: WorldDep,
    response: Response,
    message: RevisionMessage = None,
    if_match: IfMatch = None,
) -> api.Agent:
    """Replace an agent."""
    spec = _spec(body)
    with world.unit() as unit:
        agent = catalog.need_own(unit, "agent", caller.org_id, agent_name)
        if body.name != agent_name:
            raise invalid(("body", "name"), "The name must be the one in the path", body.name)
        _tag(response, _write(unit, agent, spec, message, caller, if_match))
    return body


@router.patch("/{agent_name:path}", responses=answers(403, 404, 412, etag=200))
async def patch_agent(
    agent_name: AgentName,
    body: api.PatchAgent,
    caller: Caller,
    world: WorldDep,
    response: Response,
    message: RevisionMessage = None,
    if_match: IfMatch = None,
) -> api.Agent:
    """Change an agent."""
    with world.unit() as unit:
        agent = catalog.need_own(unit, "agent", caller.org_id, agent_name)
        try:
            changes = body.model_dump(mode="json", exclude_unset=True)
            changed = api.Agent.model_validate({**agent.body, **changes})
        except ValidationError as error:  # null for what cannot be null
            first = error.errors()[0]
            raise invalid(("body", *first["loc"]), first["msg"]) from error
        _tag(response, _write(unit, agent, _spec(changed), message, caller, if_match))
    return changed


@router.delete("/{agent_name:path}", status_code=204, responses=answers(403, 404, 412))
async def delete_agent(
    agent_name: AgentName, caller: Caller, world: WorldDep, if_match: IfMatch = None
) -> None:
    """Delete an agent."""
    with world.unit() as unit:
        agent = catalog.need_own(unit, "agent", caller.org_id, agent_name)
        _match(unit, agent, if_match)
        unit.db.execute(delete(Revision).where(Revision.agent == agent.number))
        unit.db.delete(agent)


def _spec(agent: api.Agent) -> Json:
    spec = agent.model_dump(mode="json", exclude_unset=True)
    check_agent(spec, ("body",))
    return spec


def _write(
    unit: Unit, agent: Named, spec: Json, message: str | None, caller: Caller, if_match: str | None
) -> int:
    """Make a revision, unless nothing changes; its number."""
    _match(unit, agent, if_match)
    current = catalog.current_revision(unit, agent)
    if spec == agent.body:
        return current
    agent.body = spec
    catalog.write_revision(unit, agent, message, caller.user_id, number=current + 1)
    return current + 1


def _revision(unit: Unit, agent: Named, number: int) -> Revision:
    query = select(Revision).where(Revision.agent == agent.number)
    for revision in unit.db.scalars(query):
        if revision.revision == number:
            return revision
    raise HTTPException(404, f"The agent {agent.name!r} has no revision {number}")


def _match(unit: Unit, agent: Named, if_match: str | None) -> None:
    current = f'"{catalog.current_revision(unit, agent)}"'
    if if_match is None:
        return
    wanted = [tag.strip().removeprefix("W/") for tag in if_match.split(",")]
    if "*" not in wanted and current not in wanted:
        raise Problem(412, None, {"ETag": current})


def _tag(response: Response, revision: int) -> None:
    response.headers["ETag"] = f'"{revision}"'
