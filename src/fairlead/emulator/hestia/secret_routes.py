"""Credentials that tools may use."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response
from hestia_backend_models import api

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.hestia.errors import answers, not_found
from fairlead.emulator.hestia.guard import authorized, permitted
from fairlead.emulator.hestia.store import Secret
from fairlead.emulator.hestia.world import WorldDep

__all__ = ["router"]

router: APIRouter = APIRouter(
    prefix="/api/secrets", tags=["secrets"], dependencies=[authorized], route_class=JsonRoute
)

# Any path, because an encoded slash in a key arrives as a slash.
Key = Annotated[str, Path(description="Name of the secret.")]


@router.post(
    "",
    status_code=201,
    response_class=Response,
    dependencies=[permitted("write")],
    responses=answers(401, 403, 422),
)
async def set_secret(world: WorldDep, body: api.SecretWrite) -> Response:
    """Store a secret."""
    with world.store.transaction() as db:
        db.merge(
            Secret(
                credential_ref=body.credential_ref,
                secret=body.secret,
                provider=body.provider,
                allowed_tools=body.allowed_tools,
            )
        )
    return Response(status_code=201)


@router.get("/{key:path}", dependencies=[permitted("read")], responses=answers(401, 403, 404, 422))
async def get_secret(world: WorldDep, key: Key) -> api.SecretValue:
    """Get a secret."""
    with world.store.transaction() as db:
        secret = db.get(Secret, key)
    if secret is None:
        raise not_found("Secret", key)
    return api.SecretValue(value=secret.secret)


@router.delete(
    "/{key:path}",
    status_code=204,
    dependencies=[permitted("delete")],
    responses=answers(401, 403, 404, 422),
)
async def delete_secret(world: WorldDep, key: Key) -> None:
    """Delete a secret."""
    with world.store.transaction() as db:
        secret = db.get(Secret, key)
        if secret is None:
            raise not_found("Secret", key)
        db.delete(secret)
