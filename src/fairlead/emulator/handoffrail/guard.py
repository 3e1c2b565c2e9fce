"""The judgement of a request before the framework sees it: role, rate limits, size of the body."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fairlead.emulator.handoffrail.auth import HEADER, find_key
from fairlead.emulator.handoffrail.limits import MAX_BODY_BYTES
from fairlead.emulator.handoffrail.roles import EXEMPT_PATHS, is_sufficient, required_role
from fairlead.emulator.handoffrail.store import ApiKey
from fairlead.emulator.handoffrail.world import World

__all__ = ["Guard"]


class Guard:
    """ASGI middleware with the order of judgement of the real server.

    A role that is too low is refused before anything is counted; a key that is missing, unknown or revoked is
    let through and refused later, by the key check, after the body was found to be JSON.
    """

    def __init__(self, app: ASGIApp, world: World) -> None:
        self._app = app
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or hand it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        key = self._key(headers.get(HEADER))
        scope.setdefault("state", {})["key"] = key
        valid = key if key is not None and not key.revoked else None
        path: str = scope["path"]
        if path in EXEMPT_PATHS:
            await self._serve(scope, receive, send, {})
            return
        required = required_role(scope["method"], path)
        if valid is not None and not is_sufficient(valid.role, required):
            detail = f"Insufficient permissions. Required role: {required}, current role: {valid.role}"
            await JSONResponse({"detail": detail}, 403)(scope, receive, send)
            return
        verdict = self._world.limits.judge(
            caller=_caller(scope, key),
            tenant_id=valid.tenant_id if valid else "default",
            tier=valid.tier if valid else "free",
        )
        if not verdict.allowed:
            body: dict[str, Any] = {"detail": "Rate limit exceeded", "field": "rate_limit"}
            await JSONResponse(body, 429, verdict.headers)(scope, receive, send)
            return
        size = headers.get("content-length", "0")
        if scope["method"] in ("POST", "PUT", "PATCH") and size.isdecimal() and int(size) > MAX_BODY_BYTES:
            detail = f"The request body is too large: {int(size):,} bytes, allowed are {MAX_BODY_BYTES:,}"
            await JSONResponse({"detail": detail, "tier": "free"}, 413, verdict.headers)(scope, receive, send)
            return
        await self._serve(scope, receive, send, verdict.headers)

    def _key(self, text: str | None) -> ApiKey | None:
        if not text:
            return None
        with self._world.store.transaction() as db:
            return find_key(db, text)

    async def _serve(self, scope: Scope, receive: Receive, send: Send, extra: dict[str, str]) -> None:
        started = perf_counter()
        status = 500

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message).update(extra)
            await send(message)

        try:
            await self._app(scope, receive, note)
        finally:
            method, path = scope["method"], scope["path"]
            if path != "/metrics":
                metrics = self._world.metrics
                metrics.count("requests", method=method, endpoint=path, status_code=str(status))
                metrics.time(method, path, perf_counter() - started)


def _caller(scope: Scope, key: ApiKey | None) -> str:
    if key is not None:
        return f"key:{key.id}"
    client: tuple[str, int] | None = scope.get("client")
    return f"address:{client[0] if client else 'unknown'}"
