"""What is decided about a command, and what became of it."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter
from hestia_backend_models import api

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.hestia.errors import CleanJSON, answers, not_found
from fairlead.emulator.hestia.guard import authorized, permitted
from fairlead.emulator.hestia.world import WorldDep

__all__ = ["router"]

router: APIRouter = APIRouter(tags=["governance"], dependencies=[authorized], route_class=JsonRoute)


@router.post(
    "/api/governance/explain",
    dependencies=[permitted("read")],
    responses=answers(401, 403, 422, 500),
)
async def explain(world: WorldDep, body: api.ExplainRequest) -> api.Decision:
    """Ask what would be decided about a command."""
    return api.Decision.model_validate(
        asdict(world.kernel.explain(body.command_type, body.command_input or {}))
    )


@router.get("/api/governance/stability", dependencies=[permitted("read")], responses=answers(401, 403, 422))
async def get_stability(world: WorldDep) -> api.Stability:
    """Get how far the system has drifted."""
    return world.kernel.stability()


@router.get(
    "/api/governance/trace/{command_id}",
    dependencies=[permitted("read")],
    responses=answers(401, 403, 404, 422),
)
async def get_governance_trace(world: WorldDep, command_id: str) -> api.CommandRecord:
    """Get the full trace of a command."""
    trace = world.store.trace(command_id)
    if trace is None:
        raise not_found("Trace", command_id)
    return api.CommandRecord.model_validate(trace.kernel)


@router.get("/api/v1/trace/{trace_id}", response_class=CleanJSON, responses=answers(401, 404, 500))
async def get_trace(world: WorldDep, trace_id: str) -> api.PublicTrace:
    """Get the public trace of a command."""
    trace = world.store.trace(trace_id)
    if trace is None:
        raise not_found("Trace", trace_id)
    return api.PublicTrace.model_validate(trace.public)
