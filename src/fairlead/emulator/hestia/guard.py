"""Who may come in: the API key, and the access control of the older routes."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Header, HTTPException, Security
from fastapi.exceptions import RequestValidationError
from fastapi.params import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from fairlead.emulator.hestia.settings import ROLES, Settings, UserSession
from fairlead.emulator.hestia.world import WorldDep

__all__ = ["TenantId", "authorized", "permitted"]

_BEARER = HTTPBearer(scheme_name="ApiKey", description="API key, if the server has one.", auto_error=False)
_MASTER_SESSION = "test_session"


async def _authorize(
    world: WorldDep, sent: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)]
) -> None:
    key = world.settings.api_key
    if key is None:
        return
    if sent is None:
        raise HTTPException(401, "The API key is missing", {"WWW-Authenticate": "Bearer"})
    if not secrets.compare_digest(sent.credentials.encode(), key.encode()):
        raise HTTPException(401, "The API key is wrong", {"WWW-Authenticate": "Bearer"})


authorized: Depends = Security(_authorize)
"""Dependency of routes that need the API key."""


TenantId = Annotated[str | None, Header(alias="X-Tenant-ID", description="Tenant of the caller.")]
SessionId = Annotated[str | None, Header(alias="X-Session-ID", description="Session of the caller.")]


def permitted(permission: str) -> Depends:
    """Dependency of older routes, which need a session with this permission while access control is on."""

    async def permit(world: WorldDep, tenant_id: TenantId = None, session_id: SessionId = None) -> None:
        if world.settings.access_control:
            _check(world.settings, tenant_id, session_id, permission)

    checked: Callable[..., Coroutine[Any, Any, None]] = permit
    return Security(checked)


def _check(settings: Settings, tenant_id: str | None, session_id: str | None, permission: str) -> None:
    missing = [
        {"type": "missing", "loc": ("header", name), "msg": "Field required", "input": None}
        for name, value in (("x-tenant-id", tenant_id), ("x-session-id", session_id))
        if value is None
    ]
    if missing:
        raise RequestValidationError(missing)
    assert tenant_id is not None
    assert session_id is not None
    master = {_MASTER_SESSION: UserSession(tenant_id, "admin")}
    session = {**settings.sessions, **master}.get(session_id)
    if session is None:
        raise HTTPException(401, "Invalid session")
    if session.tenant_id != tenant_id:
        raise HTTPException(403, "Tenant access denied")
    if permission not in ROLES[session.role]:
        raise HTTPException(403, f"Missing permission: {permission}")
