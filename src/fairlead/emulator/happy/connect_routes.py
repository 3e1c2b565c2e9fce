"""Linked accounts and vendors' tokens, and spoken conversations, which the emulator has no service for."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from happy_backend_models import api
from sqlalchemy import select

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.happy.auth import Caller
from fairlead.emulator.happy.declared import answers
from fairlead.emulator.happy.errors import Problem, ServerFailed
from fairlead.emulator.happy.inputs import DONE
from fairlead.emulator.happy.store import VendorToken
from fairlead.emulator.happy.world import Unit, WorldDep

__all__ = ["router"]

VendorName = Annotated[api.Vendor, Path(description="The vendor.")]

router: APIRouter = APIRouter(prefix="/v1", route_class=JsonRoute)


@router.get("/connect/github/params", tags=["connect"], responses=answers(400))
async def get_github_authorization(caller: Caller, world: WorldDep) -> api.GithubAuthorization:
    """Ask where to link a GitHub account: nowhere."""
    with world.unit() as unit:
        unit.account(caller.id)
    raise Problem(400, "GitHub OAuth not configured")


@router.delete("/connect/github", tags=["connect"], responses=answers(404))
async def disconnect_github(caller: Caller, world: WorldDep) -> api.Succeeded:
    """Unlink the GitHub account, even if there is none."""
    with world.unit() as unit:
        unit.account(caller.id)
    return DONE


@router.get("/connect/tokens", tags=["connect"], responses=answers())
async def list_vendor_tokens(caller: Caller, world: WorldDep) -> api.VendorTokenList:
    """List registered tokens of vendors."""
    query = select(VendorToken).where(VendorToken.account_id == caller.id).order_by(VendorToken.number)
    with world.unit() as unit:
        tokens = [api.VendorToken(vendor=row.vendor, token=row.token) for row in unit.db.scalars(query)]
        return api.VendorTokenList(tokens=tokens)


@router.post("/connect/{vendor}/register", tags=["connect"], responses=answers(400))
async def register_vendor_token(
    vendor: VendorName, body: api.VendorTokenCreate, caller: Caller, world: WorldDep
) -> api.Succeeded:
    """Register a vendor's token."""
    with world.unit() as unit:
        row = _find(unit, caller.id, vendor)
        if row is None:
            row = VendorToken(account_id=caller.id, vendor=vendor.value, token=body.token)
            unit.db.add(row)
        row.token = body.token
    return DONE


@router.get("/connect/{vendor}/token", tags=["connect"], responses=answers(400))
async def get_vendor_token(vendor: VendorName, caller: Caller, world: WorldDep) -> api.VendorTokenResponse:
    """Get a vendor's token."""
    with world.unit() as unit:
        row = _find(unit, caller.id, vendor)
        return api.VendorTokenResponse(token=None if row is None else row.token)


@router.delete("/connect/{vendor}", tags=["connect"], responses=answers(400))
async def delete_vendor_token(vendor: VendorName, caller: Caller, world: WorldDep) -> api.Succeeded:
    """Forget a vendor's token. The server is not prepared for one that is not registered."""
    with world.unit() as unit:
        if (row := _find(unit, caller.id, vendor)) is None:
            raise ServerFailed
        unit.db.delete(row)
    return DONE


@router.post("/voice/conversations", tags=["voice"], responses=answers(400))
async def start_voice_conversation(
    body: api.VoiceRequest,  # noqa: ARG001
    caller: Caller,
    world: WorldDep,
) -> api.VoiceResult:
    """Start a spoken conversation: there is no service for that."""
    raise _no_voice(world, caller.id)


@router.get("/voice/usage", tags=["voice"], responses=answers())
async def get_voice_usage(caller: Caller, world: WorldDep) -> api.VoiceUsage:
    """Get how much was spoken: there is no service that would know."""
    raise _no_voice(world, caller.id)


def _no_voice(world: WorldDep, account_id: str) -> Problem:
    with world.unit() as unit:
        unit.account(account_id)
    return Problem(500, "ELEVENLABS_API_KEY not configured")


def _find(unit: Unit, account_id: str, vendor: api.Vendor) -> VendorToken | None:
    query = select(VendorToken).where(
        VendorToken.account_id == account_id, VendorToken.vendor == vendor.value
    )
    return unit.db.scalars(query).one_or_none()
