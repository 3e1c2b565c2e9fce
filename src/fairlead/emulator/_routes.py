"""Which route of the contract a request belongs to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from fairlead.emulator._faults import Fault, nameless
from fairlead.emulator._yaml import meant
from fairlead.errors import ConfigurationError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from fairlead.emulator._backend import Backend

WEBSOCKET = "WEBSOCKET"


class Routes:
    """Finds route templates by method and path.

    The app's own OpenAPI document says which there are. (A router knows only the part of the path below where
    it was included, and only after it has run; a fault must know before.)

    Args:
        templates: Pairs of method and template.
    """

    def __init__(self, templates: Iterable[tuple[str, str]]) -> None:
        self._patterns: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        # Where several fit, the one with fewer parameters wins: /packets/batch before /packets/{packet_id}.
        for method, template in sorted(templates, key=lambda pair: pair[1].count("{")):
            self._patterns.setdefault(method, []).append((_compile(template), template))

    @property
    def templates(self) -> list[str]:
        """All templates, sorted."""
        return sorted({template for found in self._patterns.values() for _, template in found})

    @classmethod
    def of(cls, app: FastAPI) -> Routes:
        """The routes of `app`: those in its OpenAPI document, and its WebSockets."""
        from starlette.routing import WebSocketRoute

        paths: Mapping[str, Mapping[str, Any]] = app.openapi().get("paths", {})
        http = [
            (method.upper(), _spelled(path, operation))
            for path, item in paths.items()
            for method, operation in item.items()
        ]
        sockets = [(WEBSOCKET, route.path) for route in app.routes if isinstance(route, WebSocketRoute)]
        return cls([*http, *sockets])

    def find(self, method: str, path: str) -> str | None:
        """The template that a request belongs to; None if it belongs to none."""
        for pattern, template in self._patterns.get(method, ()):
            if pattern.fullmatch(path):
                return template.replace(":path}", "}")
        return None


def check_place(fault: Fault, backend: Backend, routes: Callable[[], Routes]) -> None:
    """Hold that a fault which names a route or a path names one that there is.

    Args:
        fault: The fault.
        backend: Where it would happen.
        routes: Finds the routes, which takes long the first time, and is not needed for a path that is right.

    Raises:
        ConfigurationError: It could never happen. The message names the route that was probably meant.
    """
    path = fault.path
    if fault.point != "request" or "*" in path:
        return
    if "{" in path:
        is_there = nameless(path) in map(nameless, routes().templates)
    else:
        is_there = path in backend.unrouted or _serves(backend.app, path)
    if not is_there:
        known = [*routes().templates, *backend.unrouted]
        raise ConfigurationError(f"there is no route {path!r}{meant(path, known)}")


def _serves(app: FastAPI, path: str) -> bool:
    """Whether there is something at a path, for whatever method, also if the document does not show it."""
    from starlette.routing import Match

    request: dict[str, Any] = {"method": "GET", "path": path, "root_path": "", "headers": [], "app": app}
    return any(
        route.matches({"type": kind, **request})[0] is not Match.NONE
        for kind in ("http", "websocket")
        for route in app.routes
    )


def _spelled(template: str, operation: Mapping[str, Any]) -> str:
    """The template with Starlette's mark at parameters whose schema says that they hold slashes."""
    for parameter in operation.get("parameters", ()):
        if parameter["schema"].get("x-slashes"):
            template = template.replace(f"{{{parameter['name']}}}", f"{{{parameter['name']}:path}}")
    return template


def _compile(template: str) -> re.Pattern[str]:
    # `{name:path}` is Starlette's parameter that spans several segments.
    parts = re.split(r"(\{[^}]*\})", template)
    return re.compile(
        "".join(
            (".+" if part.endswith(":path}") else "[^/]+") if part.startswith("{") else re.escape(part)
            for part in parts
        )
    )
