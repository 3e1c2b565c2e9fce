"""State, configuration and figures of the server."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from hestia_backend_models import api
from starlette.responses import PlainTextResponse

from fairlead.emulator._prometheus import CONTENT_TYPE
from fairlead.emulator.hestia.errors import CleanJSON, answers
from fairlead.emulator.hestia.guard import authorized, permitted
from fairlead.emulator.hestia.settings import as_rules
from fairlead.emulator.hestia.world import SERVER_VERSION, WorldDep

__all__ = ["router"]

_STATES = {
    "GREEN": api.SystemState.OK,
    "YELLOW": api.SystemState.DEGRADED,
    "RED": api.SystemState.ERROR,
}
_HEALTH = {"GREEN": 1.0, "YELLOW": 0.5, "RED": 0.0}
_EDITION = "ce"
_POLICY_PROVIDER = "DefaultPolicyProvider"

_older = APIRouter(
    prefix="/api/system",
    dependencies=[authorized, permitted("read")],
    responses=answers(401, 403, 422),
)
_open = APIRouter()


@_older.get("/status")
async def get_status(world: WorldDep) -> api.SystemStatus:
    """Get the state of the server's parts."""
    state = world.kernel.system.state
    return api.SystemStatus(
        status=_STATES[state],
        ollama=True,  # the emulator's agent stands in its place
        vllm=False,
        dsgk=True,
        storage=state != "RED" and world.store.is_alive(),
        version=SERVER_VERSION,
        uptime_seconds=world.uptime_seconds,
    )


@_older.get("/config")
async def get_config(world: WorldDep) -> dict[str, Any]:
    """Get the configuration."""
    settings = world.settings
    return {
        "edition": _EDITION,
        "policy_provider": _POLICY_PROVIDER,
        "rules": [asdict(rule) for rule in as_rules(settings.rules)],
        "agents": sorted(settings.agents),
        "system": asdict(world.kernel.system),
        "heartbeat_seconds": settings.heartbeat_seconds,
        "chat_governance": settings.chat_governance,
        "access_control": settings.access_control,
        "api_key_required": settings.api_key is not None,
    }


@_older.get("/metrics")
async def get_metrics(world: WorldDep) -> api.SystemMetrics:
    """Get figures of the machine and of the requests."""
    return api.SystemMetrics.model_validate(
        {
            **world.settings.machine,
            "active_sessions": world.kernel.active_sessions,
            "requests_total": world.metrics.requests,
            "avg_latency_ms": world.metrics.mean_latency_ms,
        }
    )


@_open.get("/api/v1/health", response_class=CleanJSON)
async def get_health(world: WorldDep) -> api.Health:
    """Check that the server is up, and since when."""
    return api.Health(
        status="OK", version=SERVER_VERSION, uptime_seconds=world.uptime_seconds, api_version="v1"
    )


@_open.get("/health")
async def check_health() -> api.Edition:
    """Check that the server is up, and which edition it is."""
    return api.Edition(
        status="ok", edition=_EDITION, policy_provider=_POLICY_PROVIDER, enterprise=False, science=False
    )


@_open.get("/metrics", response_class=PlainTextResponse)
async def get_prometheus_metrics(world: WorldDep) -> PlainTextResponse:
    """Get the metrics in Prometheus text format."""
    text = world.metrics.text(_HEALTH[world.kernel.system.state])
    return PlainTextResponse(text, media_type=CONTENT_TYPE)


router: APIRouter = APIRouter(tags=["system"])
router.include_router(_older)
router.include_router(_open)
