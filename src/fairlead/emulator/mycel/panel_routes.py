"""Operations on the caller's managed agents."""

from __future__ import annotations

from fastapi import APIRouter
from mycel_backend_models import api
from sqlalchemy import select

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.mycel import people
from fairlead.emulator.mycel.auth import Caller, require
from fairlead.emulator.mycel.declared import answers
from fairlead.emulator.mycel.store import Agent, User
from fairlead.emulator.mycel.world import WorldDep

__all__ = ["router"]

router: APIRouter = APIRouter(prefix="/api/panel/agents", tags=["panel"], route_class=JsonRoute)


@router.get("", responses=answers(), response_model_exclude_unset=True)
async def list_agents(caller: Caller, world: WorldDep) -> api.AgentList:
    """List the caller's agents; others than owners have none."""
    query = select(User, Agent).join(Agent, Agent.user_id == User.id).where(User.owner_id == caller.id)
    with world.unit() as unit:
        pairs = unit.db.execute(query.order_by(User.number))
        return api.AgentList(items=[_present(*pair) for pair in pairs])


@router.post("", responses=answers(403, 422), response_model_exclude_unset=True)
async def create_agent(body: api.CreateAgentBody, caller: Caller, world: WorldDep) -> api.AgentDetail:
    """Make an agent, a draft at first."""
    require(caller, "create_managed_agent")
    with world.unit() as unit:
        summary = _present(*people.add_agent(unit, caller, body.name, description=body.description))
    config = api.AgentConfig(
        prompt="",
        rules=[],
        tools=[],
        mcpServers=[],
        skills=[],
        subAgents=[],
        compact=api.AgentCompaction(trigger_tokens=None),
    )
    return api.AgentDetail(**summary.model_dump(exclude_unset=True), config=config)


def _present(user: User, agent: Agent) -> api.AgentSummary:
    return api.AgentSummary(
        id=user.id,
        name=user.name,
        description=agent.description,
        model=None,
        status=agent.status,
        version="1.0.0",
        avatar_url=user.avatar,
        created_at=0,
        updated_at=0,
    )
