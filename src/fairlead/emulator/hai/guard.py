"""The gateway before the server: it refuses bodies that are too large."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from fairlead.emulator.hai.world import World

__all__ = ["MAX_BODY_BYTES", "Gateway"]

MAX_BODY_BYTES: Final = 10_000_000


class Gateway:
    """ASGI middleware; it also notes where the server is reached, which links in answers need."""

    def __init__(self, app: ASGIApp, world: World) -> None:
        self._app = app
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or hand it on."""
        if scope["type"] == "http":
            self._world.origin = str(HTTPConnection(scope).base_url).rstrip("/")
            size = Headers(scope=scope).get("content-length", "0")
            is_upload = scope["path"].startswith("/storage/")
            if not is_upload and size.isdecimal() and int(size) > MAX_BODY_BYTES:
                message = f"The body has {size} bytes; at most {MAX_BODY_BYTES} are allowed"
                await JSONResponse({"message": message}, 413)(scope, receive, send)
                return
        await self._app(scope, receive, send)
