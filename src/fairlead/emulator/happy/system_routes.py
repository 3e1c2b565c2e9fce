"""Health, the welcome, and updates of apps."""

from __future__ import annotations

from fastapi import APIRouter
from happy_backend_models import api
from starlette.responses import PlainTextResponse

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.happy.declared import public_answers
from fairlead.emulator.happy.world import WorldDep

__all__ = ["router"]

router: APIRouter = APIRouter(tags=["system"], route_class=JsonRoute)


@router.get("/", include_in_schema=False)
async def welcome() -> PlainTextResponse:
    """Say hello."""
    return PlainTextResponse("Welcome to Happy Server!")


@router.get("/health", responses=public_answers(503))
async def get_health(world: WorldDep) -> api.Health:
    """Ask whether the server works."""
    now = world.clock.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return api.Health(status="ok", timestamp=now, service="happy-server")


@router.post("/v1/version", responses=public_answers(400))
async def check_version(body: api.VersionCheck) -> api.VersionResult:  # noqa: ARG001
    """Ask whether an app is outdated. The emulator knows of no newer one."""
    return api.VersionResult(updateUrl=None)
