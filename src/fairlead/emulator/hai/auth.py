"""Who is calling."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Annotated
from uuid import uuid4

from fastapi import Request, Security
from fastapi.security import HTTPBearer
from sqlalchemy import select

from fairlead.emulator.hai.errors import unauthorized
from fairlead.emulator.hai.store import Key
from fairlead.emulator.hai.world import Unit, World, WorldDep

__all__ = ["Anyone", "Caller", "Identity", "add_key", "bearer"]

_SCHEME = HTTPBearer(
    scheme_name="ApiKey",
    description="API key of an organization, such as `hk-...`.",
    auto_error=False,
)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is calling.

    Attributes:
        org_id: Organization of the key.
        user_id: User of the key.
    """

    org_id: str
    user_id: str


def bearer(request: Request) -> str | None:
    """The bearer token of a request; None if there is none."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def add_key(unit: Unit, *, org_id: str, user_id: str, name: str, secret: str | None = None) -> Key:
    """Make an API key."""
    key = Key(
        id=str(uuid4()),
        secret=secret or f"hk-{secrets.token_urlsafe(24)}",
        name=name,
        org_id=org_id,
        user_id=user_id,
        created_at=unit.now,
    )
    unit.db.add(key)
    unit.db.flush()
    return key


def _identify(request: Request, world: World) -> Identity | None:
    if "Authorization" not in request.headers:
        return None
    with world.store.transaction() as db:
        key = db.scalars(select(Key).where(Key.secret == bearer(request))).one_or_none()
    if key is None:
        raise unauthorized()
    return Identity(key.org_id, key.user_id)


async def _caller(request: Request, world: WorldDep, _: Annotated[object, Security(_SCHEME)]) -> Identity:
    if (caller := _identify(request, world)) is None:
        raise unauthorized()
    return caller


async def _anyone(
    request: Request, world: WorldDep, _: Annotated[object, Security(_SCHEME)]
) -> Identity | None:
    return _identify(request, world)


Caller = Annotated[Identity, Security(_caller)]
"""Parameter type of handlers that need a key."""

Anyone = Annotated[Identity | None, Security(_anyone)]
"""Parameter type of handlers that do without a key, but refuse a wrong one."""
