"""Tasks for named agents."""

from __future__ import annotations

from fastapi import APIRouter
from hestia_backend_models import api

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.hestia.errors import BLOCKED, answers, not_found
from fairlead.emulator.hestia.guard import authorized, permitted
from fairlead.emulator.hestia.kernel import Blocked
from fairlead.emulator.hestia.world import WorldDep

__all__ = ["router"]

router: APIRouter = APIRouter(
    prefix="/api/agents",
    tags=["agents"],
    dependencies=[authorized, permitted("execute")],
    route_class=JsonRoute,
)


@router.post("/run", responses=answers(401, 403, 404, 422, 500))
async def run_agent(world: WorldDep, body: api.AgentRunRequest) -> api.AgentRunAnswer:
    """Give an agent a task."""
    if body.agent_id not in world.settings.agents:
        raise not_found("Agent", body.agent_id)
    agent = world.settings.agents[body.agent_id] or world.settings.agent
    try:
        command = world.kernel.judge(body.task, kind="AGENT_RUN", agent_id=body.agent_id, config=body.config)
    except Blocked as blocked:
        return api.AgentRunAnswer(
            agent_id=body.agent_id, status=api.AgentStatus.BLOCKED, error=BLOCKED, trace_id=blocked.trace_id
        )
    with world.kernel.executing(command, agent) as execution:
        await execution.finish()
    if execution.error is not None:
        return api.AgentRunAnswer(
            agent_id=body.agent_id,
            status=api.AgentStatus.FAILED,
            error=execution.error.message,
            trace_id=command.id,
        )
    return api.AgentRunAnswer(
        agent_id=body.agent_id,
        status=api.AgentStatus.COMPLETED,
        output=execution.output,
        trace_id=command.id,
    )
