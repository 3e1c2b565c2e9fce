"""Chat."""

from __future__ import annotations

from uuid import uuid4

from fastapi import APIRouter
from hestia_backend_models import api

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.hestia.errors import CleanJSON, Failed, answers
from fairlead.emulator.hestia.guard import TenantId, authorized, permitted
from fairlead.emulator.hestia.streams import EventStream, chat_events
from fairlead.emulator.hestia.world import World, WorldDep

__all__ = ["router"]

MODEL = "fairlead-emulator"

router: APIRouter = APIRouter(
    tags=["chat"], dependencies=[authorized], route_class=JsonRoute, default_response_class=CleanJSON
)


@router.post(
    "/api/chat",
    dependencies=[permitted("execute")],
    responses=answers(401, 403, 422, 500),
    response_model_exclude_unset=True,
)
async def chat(world: WorldDep, body: api.ChatRequest) -> api.ChatAnswer:
    """Chat."""
    return await _reply(world, body.message, body.session_id)


@router.post("/api/v1/chat", responses=answers(401, 403, 422, 500), response_model_exclude_unset=True)
async def chat_v1(world: WorldDep, body: api.VersionedChatRequest) -> api.ChatAnswer:
    """Chat, by the versioned route."""
    return await _reply(world, body.message, body.session_id, body.mode)


@router.post(
    "/api/v1/chat/stream",
    status_code=200,
    response_class=EventStream,
    responses=answers(401, 403, 422, 500, stream=True),
)
async def chat_stream(
    world: WorldDep,
    body: api.VersionedChatRequest,
    _tenant_id: TenantId = None,
) -> EventStream:
    """Chat, as a stream."""
    session_id = body.session_id or _new_session()
    command = world.kernel.judge(body.message, kind="CHAT", session_id=session_id, mode_hint=body.mode)
    return EventStream(
        world.kernel.executing(command, world.settings.agent),
        lambda execution: chat_events(execution, world.settings.heartbeat_seconds),
    )


async def _reply(
    world: World, message: str, session_id: str | None, mode: str | None = None
) -> api.ChatAnswer:
    session_id = session_id or _new_session()
    command = world.kernel.judge(message, kind="CHAT", session_id=session_id, mode_hint=mode)
    with world.kernel.executing(command, world.settings.agent) as execution:
        await execution.finish()
    if execution.error is not None:
        raise Failed(execution)
    answer = api.ChatAnswer(
        response=execution.output,
        session_id=session_id,
        processing_time=execution.latency_ms / 1000,
        model=MODEL,
        trace_id=command.id,
    )
    if not world.settings.chat_governance:
        return answer
    decision = command.decision
    return answer.model_copy(
        update={
            "dsgk_trace_id": command.id,
            "dsgk_decision": api.DecisionKind(decision.decision),
            "dsgk_risk_score": decision.risk_score,
            "dsgk_policy": decision.policy,
        }
    )


def _new_session() -> str:
    return f"sess_{uuid4().hex}"
