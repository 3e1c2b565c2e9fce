"""Governed runs."""

from __future__ import annotations

from fastapi import APIRouter
from hestia_backend_models import api

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.hestia.errors import CleanJSON, Failed, answers
from fairlead.emulator.hestia.execution import Command
from fairlead.emulator.hestia.guard import authorized
from fairlead.emulator.hestia.streams import EventStream, run_events
from fairlead.emulator.hestia.world import World, WorldDep

__all__ = ["router"]

router: APIRouter = APIRouter(
    prefix="/api/v1/run",
    tags=["runs"],
    dependencies=[authorized],
    route_class=JsonRoute,
    default_response_class=CleanJSON,
)


@router.post("", responses=answers(401, 403, 422, 500, 504))
async def run(world: WorldDep, body: api.RunRequest) -> api.RunAnswer:
    """Run a command under governance."""
    command = _judge(world, body)
    with world.kernel.executing(command, world.settings.agent, _timeout(body)) as execution:
        await execution.finish()
    if execution.error is not None:
        raise Failed(execution)
    return api.RunAnswer(
        result=api.RunResult(command.verdict.result),
        output=execution.output,
        mode=command.verdict.public_mode,
        budget=command.verdict.budget,
        trace_id=command.id,
        latency_ms=execution.latency_ms,
    )


@router.post(
    "/stream",
    status_code=200,
    response_class=EventStream,
    responses={
        200: {"headers": {"Cache-Control": {"schema": {"type": "string"}}}},
        **answers(401, 403, 422, 500, stream=True),
    },
)
async def run_stream(world: WorldDep, body: api.RunRequest) -> EventStream:
    """Run a command under governance, as a stream."""
    command = _judge(world, body)
    return EventStream(
        world.kernel.executing(command, world.settings.agent, _timeout(body)),
        lambda execution: run_events(execution, world.clock, world.settings.heartbeat_seconds),
    )


def _judge(world: World, body: api.RunRequest) -> Command:
    context = body.context or api.RunContext()
    return world.kernel.judge(
        body.input,
        kind="RUN",
        session_id=context.session_id,
        agent_id=context.agent_id,
        mode_hint=context.mode_hint,
    )


def _timeout(body: api.RunRequest) -> int:
    return (body.options or api.RunOptions()).timeout_ms
