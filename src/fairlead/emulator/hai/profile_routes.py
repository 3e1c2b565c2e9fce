"""Operations on browser profiles."""

from __future__ import annotations

import hashlib
import secrets
from typing import Annotated, Final
from uuid import UUID, uuid4

from fastapi import APIRouter, HTTPException, Query
from hai_backend_models import api
from sqlalchemy import select

from fairlead.emulator.hai.auth import Caller, Identity
from fairlead.emulator.hai.declared import HaiRoute, answers
from fairlead.emulator.hai.errors import invalid
from fairlead.emulator.hai.inputs import Offset, ProfileId
from fairlead.emulator.hai.pages import slice_of
from fairlead.emulator.hai.store import Profile, Session
from fairlead.emulator.hai.world import Unit, WorldDep, moment

__all__ = ["UPLOAD_SECONDS", "router", "use_profiles"]

router: APIRouter = APIRouter(
    prefix="/api/v2/browser-profiles", tags=["browser_profiles"], route_class=HaiRoute
)

UPLOAD_SECONDS: Final = 3_600
_DAY: Final = 86_400
BrowserName = Annotated[str, Query(description="Browser the profile is for, such as `chrome`.")]


@router.get("", responses=answers())
async def list_browser_profiles(
    caller: Caller, world: WorldDep, limit: Annotated[int, Query(ge=1, le=1000)] = 10, offset: Offset = 0
) -> api.BrowserProfileList:
    """List browser profiles."""
    query = select(Profile).where(Profile.org_id == caller.org_id, Profile.is_complete)
    with world.unit() as unit:
        rows, total = slice_of(unit.db, query.order_by(Profile.number.desc()), offset=offset, limit=limit)
    profiles = [_present(profile) for profile in rows]
    return api.BrowserProfileList(total=total, limit=limit, offset=offset, profiles=profiles)


@router.post("/initiate-upload", responses=answers())
async def initiate_browser_profile_upload(caller: Caller, world: WorldDep) -> api.InitiateUploadResponse:
    """Begin the upload of a browser profile."""
    with world.unit() as unit:
        profile = _add(unit, caller.org_id, caller.user_id)
    return api.InitiateUploadResponse(
        profile_id=UUID(profile.id),
        upload_url=f"{world.origin}/storage/profiles",
        upload_fields={"key": f"profiles/{profile.id}.zip", "policy": profile.ticket},
        upload_expires_in=UPLOAD_SECONDS,
    )


@router.post("/{profile_id}/complete-upload", status_code=201, responses=answers(404))
async def complete_browser_profile_upload(
    profile_id: ProfileId, body: api.BrowserProfileCreate, caller: Caller, world: WorldDep
) -> api.BrowserProfileRead:
    """Complete the upload of a browser profile."""
    with world.unit() as unit:
        query = select(Profile).where(Profile.id == str(profile_id), Profile.org_id == caller.org_id)
        profile = unit.db.scalars(query).one_or_none()
        if profile is None or profile.created_at + _DAY <= unit.now:
            raise HTTPException(404, f"There is no upload {profile_id}")
        if profile.archive is None:
            raise invalid(("path", "profile_id"), "Nothing has been uploaded", str(profile_id))
        profile.body = body.model_dump(mode="json", exclude_unset=True)
        profile.is_complete = True
        profile.updated_at = unit.now
        return _present(profile)


@router.get("/default", responses=answers(404))
async def get_default_browser_profile(
    browser_name: BrowserName, caller: Caller, world: WorldDep
) -> api.BrowserProfileRead:
    """Get the default browser profile."""
    with world.unit() as unit:
        profile = _default(unit, caller.org_id, browser_name)
        if profile is None:
            raise HTTPException(404, f"There is no default profile for {browser_name!r}")
        return _present(profile)


@router.put("/{profile_id}/default", responses=answers(404))
async def set_default_browser_profile(
    profile_id: ProfileId, caller: Caller, world: WorldDep
) -> api.BrowserProfileRead:
    """Make a browser profile the default of its browser."""
    with world.unit() as unit:
        profile = _need(unit, profile_id, caller)
        former = _default(unit, caller.org_id, profile.body["browser_name"])
        if former is not None:
            former.is_default = False
        profile.is_default = True
        profile.updated_at = unit.now
        return _present(profile)


@router.delete("/{profile_id}/default", responses=answers(404))
async def unset_default_browser_profile(
    profile_id: ProfileId, caller: Caller, world: WorldDep
) -> api.BrowserProfileRead:
    """Make a browser profile the default no longer."""
    with world.unit() as unit:
        profile = _need(unit, profile_id, caller)
        profile.is_default = False
        profile.updated_at = unit.now
        return _present(profile)


@router.get("/{profile_id}", responses=answers(404))
async def get_browser_profile(
    profile_id: ProfileId, caller: Caller, world: WorldDep
) -> api.BrowserProfileRead:
    """Get a browser profile."""
    with world.unit() as unit:
        return _present(_need(unit, profile_id, caller))


@router.delete("/{profile_id}", status_code=204, responses=answers(404))
async def delete_browser_profile(profile_id: ProfileId, caller: Caller, world: WorldDep) -> None:
    """Delete a browser profile."""
    with world.unit() as unit:
        unit.db.delete(_need(unit, profile_id, caller))


def use_profiles(unit: Unit, session: Session) -> None:
    """Count the use of the profiles a session starts with. A missing default profile is made, empty."""
    for environment in session.request["agent"]["environments"]:
        profile: Profile | None = None
        if environment.get("use_default_browser_profile"):
            profile = _default(unit, session.org_id, "chrome")
            if profile is None:
                profile = _add(unit, session.org_id, session.user_id)
                profile.body = {"name": "Default", "browser_name": "chrome", "browser_version": "140"}
                profile.is_complete = profile.is_default = True
        elif (profile_id := environment.get("browser_profile_id")) is not None:
            query = select(Profile).where(Profile.id == profile_id, Profile.org_id == session.org_id)
            profile = unit.db.scalars(query).one_or_none()
        if profile is not None:
            profile.usage_count += 1
            profile.last_used_at = unit.now


def _add(unit: Unit, org_id: str, user_id: str) -> Profile:
    profile = Profile(
        id=str(uuid4()),
        org_id=org_id,
        user_id=user_id,
        ticket=secrets.token_urlsafe(24),
        body={},
        archive=None,
        usage_count=0,
        created_at=unit.now,
        updated_at=unit.now,
    )
    unit.db.add(profile)
    return profile


def _default(unit: Unit, org_id: str, browser_name: str) -> Profile | None:
    query = select(Profile).where(
        Profile.org_id == org_id,
        Profile.is_default,
        Profile.body["browser_name"].as_string() == browser_name,
    )
    return unit.db.scalars(query).one_or_none()


def _need(unit: Unit, profile_id: UUID, caller: Identity) -> Profile:
    query = select(Profile).where(
        Profile.id == str(profile_id), Profile.org_id == caller.org_id, Profile.is_complete
    )
    if (profile := unit.db.scalars(query).one_or_none()) is None:
        raise HTTPException(404, f"There is no browser profile {profile_id}")
    return profile


def _present(profile: Profile) -> api.BrowserProfileRead:
    archive = profile.archive
    return api.BrowserProfileRead.model_validate(
        {
            "id": profile.id,
            "user_id": profile.user_id,
            "org_id": profile.org_id,
            "description": None,
            **profile.body,
            "s3_path": None if archive is None else f"profiles/{profile.id}.zip",
            "file_size_bytes": None if archive is None else len(archive),
            "checksum": None if archive is None else hashlib.sha256(archive).hexdigest(),
            "usage_count": profile.usage_count,
            "last_used_at": None if profile.last_used_at is None else moment(profile.last_used_at),
            "is_default": profile.is_default,
            "created_at": moment(profile.created_at),
            "updated_at": moment(profile.updated_at),
        }
    )
