"""The account: profile, settings, usage, and devices to notify."""

from __future__ import annotations

from collections import defaultdict
from typing import Annotated

from fastapi import APIRouter, Path
from happy_backend_models import api
from sqlalchemy import delete, select

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.happy.auth import Caller
from fairlead.emulator.happy.declared import answers
from fairlead.emulator.happy.inputs import DONE, clip
from fairlead.emulator.happy.store import PushToken, UsageReport, VendorToken
from fairlead.emulator.happy.world import USERS, WorldDep

__all__ = ["router"]

_SECONDS = {api.UsagePeriod.hour: 3_600, api.UsagePeriod.day: 86_400}

router: APIRouter = APIRouter(prefix="/v1", route_class=JsonRoute)


@router.get("/account/profile", tags=["account"], responses=answers())
async def get_profile(caller: Caller, world: WorldDep) -> api.Profile:
    """Get the account."""
    with world.unit() as unit:
        account = unit.account(caller.id)
        vendors = unit.db.scalars(select(VendorToken.vendor).where(VendorToken.account_id == account.id))
        return api.Profile(
            id=account.id,
            timestamp=unit.now,
            firstName=account.first_name,
            lastName=account.last_name,
            username=account.username,
            avatar=None,
            github=None,
            connectedServices=list(vendors),
        )


@router.get("/account/settings", tags=["account"], responses=answers())
async def get_settings(caller: Caller, world: WorldDep) -> api.Settings:
    """Get the settings."""
    with world.unit() as unit:
        account = unit.account(caller.id)
        return api.Settings(settings=account.settings, settingsVersion=account.settings_version)


@router.post("/account/settings", tags=["account"], responses=answers(400))
async def update_settings(
    body: api.SettingsUpdate, caller: Caller, world: WorldDep
) -> api.SettingsUpdateResult:
    """Replace the settings."""
    with world.unit() as unit:
        account = unit.account(caller.id)
        if account.settings_version != body.expectedVersion:
            conflict = api.SettingsConflict(
                success=False,
                error="version-mismatch",
                currentVersion=account.settings_version,
                currentSettings=account.settings,
            )
            return api.SettingsUpdateResult(conflict)
        account.settings = body.settings
        account.settings_version += 1
        version = account.settings_version
        told = {"value": body.settings, "version": version}
        unit.update(account.id, USERS, {"t": "update-account", "id": account.id, "settings": told})
        return api.SettingsUpdateResult(api.SettingsUpdated(success=True, version=version))


@router.post("/usage/query", tags=["usage"], responses=answers(400, 404))
async def query_usage(body: api.UsageQuery, caller: Caller, world: WorldDep) -> api.UsageResponse:
    """Sum up tokens and cost by period."""
    query = select(UsageReport).where(UsageReport.account_id == caller.id).order_by(UsageReport.created_at)
    if body.sessionId:
        query = query.where(UsageReport.session_id == body.sessionId)
    if body.startTime:
        query = query.where(UsageReport.created_at >= clip(body.startTime * 1000))
    if body.endTime:
        query = query.where(UsageReport.created_at <= clip(body.endTime * 1000))
    period = body.groupBy or api.UsagePeriod.day
    with world.unit() as unit:
        if body.sessionId:
            unit.need_session(caller.id, body.sessionId)
        reports = unit.db.scalars(query).all()
    groups: defaultdict[int, list[UsageReport]] = defaultdict(list)
    for report in reports:
        seconds = report.created_at // 1000
        groups[seconds - seconds % _SECONDS[period]].append(report)
    return api.UsageResponse(
        usage=[
            api.UsageSum(
                timestamp=start,
                tokens=_sum([report.tokens for report in group]),
                cost=_sum([report.cost for report in group]),
                reportCount=len(group),
            )
            for start, group in sorted(groups.items())
        ],
        groupBy=period,
        totalReports=len(reports),
    )


@router.get("/push-tokens", tags=["push_tokens"], responses=answers())
async def list_push_tokens(caller: Caller, world: WorldDep) -> api.PushTokenList:
    """List devices to notify."""
    query = select(PushToken).where(PushToken.account_id == caller.id).order_by(PushToken.number.desc())
    with world.unit() as unit:
        return api.PushTokenList(
            tokens=[
                api.PushToken(id=row.id, token=row.token, createdAt=row.created_at, updatedAt=row.updated_at)
                for row in unit.db.scalars(query)
            ]
        )


@router.post("/push-tokens", tags=["push_tokens"], responses=answers(400))
async def register_push_token(body: api.PushTokenCreate, caller: Caller, world: WorldDep) -> api.Succeeded:
    """Register a device to notify."""
    query = select(PushToken).where(PushToken.account_id == caller.id, PushToken.token == body.token)
    with world.unit() as unit:
        row = unit.db.scalars(query).one_or_none()
        if row is None:
            row = PushToken(
                id=unit.new_id(), account_id=caller.id, token=body.token, created_at=unit.now, updated_at=0
            )
            unit.db.add(row)
        row.updated_at = unit.now
    return DONE


@router.delete("/push-tokens/{token:path}", tags=["push_tokens"], responses=answers(400))
async def delete_push_token(
    token: Annotated[str, Path(description="Push token of the device.")], caller: Caller, world: WorldDep
) -> api.Succeeded:
    """Forget a device."""
    with world.unit() as unit:
        unit.db.execute(delete(PushToken).where(PushToken.account_id == caller.id, PushToken.token == token))
    return DONE


def _sum(parts: list[dict[str, float]]) -> dict[str, float]:
    total: defaultdict[str, float] = defaultdict(float)
    for part in parts:
        for name, number in part.items():
            total[name] += number
    return dict(total)
