"""The Hestia backend: its app, and the switches that only it has."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from time import perf_counter
from typing import Any, ClassVar

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from fairlead.emulator._backend import Backend, Runtime, Switch
from fairlead.emulator._steps import Turns
from fairlead.emulator.hestia import (
    agent_routes,
    chat_routes,
    errors,
    governance_routes,
    run_routes,
    secret_routes,
    switches,
    system_routes,
)
from fairlead.emulator.hestia.agent import Agent
from fairlead.emulator.hestia.document import describe
from fairlead.emulator.hestia.kernel import Kernel
from fairlead.emulator.hestia.metrics import Metrics
from fairlead.emulator.hestia.settings import Settings
from fairlead.emulator.hestia.steps import STEPS, script
from fairlead.emulator.hestia.store import Store
from fairlead.emulator.hestia.world import SERVER_VERSION, World

__all__ = ["Hestia"]

_ROUTERS = (
    run_routes.router,
    chat_routes.router,
    agent_routes.router,
    secret_routes.router,
    governance_routes.router,
    system_routes.router,
)


class Hestia(Backend):
    """HestiaOS, emulated.

    Its settings are documented in [`Settings`][fairlead.emulator.hestia.settings.Settings].
    """

    name: ClassVar[str] = "hestia"
    default_port: ClassVar[int] = 8000
    default_settings: ClassVar[Mapping[str, Any]] = {
        field.name: getattr(Settings(), field.name) for field in fields(Settings)
    }
    settings_type: ClassVar[type[Any] | None] = Settings
    changeable: ClassVar[Collection[str]] = tuple(default_settings)
    steps: ClassVar[Sequence[type[Any]]] = STEPS

    def __init__(self, runtime: Runtime) -> None:
        settings = Settings(**runtime.settings)
        store, metrics = Store(runtime.engine), Metrics()
        kernel = Kernel(settings, runtime.clock, store, metrics)
        self._world = World(settings, runtime.clock, store, kernel, metrics)
        self.app: FastAPI = _app(self._world)

    def options(self, origin: str) -> dict[str, Any]:
        """`base_url` and `api_key` for the facade's client."""
        return {"base_url": origin, "api_key": self._world.settings.api_key}

    def env(self, origin: str) -> dict[str, str]:
        """`HESTIA_BASE_URL`, and `HESTIA_API_KEY` if there is a key."""
        key = self._world.settings.api_key
        return {"HESTIA_BASE_URL": origin} | ({} if key is None else {"HESTIA_API_KEY": key})

    def reset(self) -> None:
        """Forget everything, and go back to the state at the start."""
        self._world.store.clear()
        self._world.metrics.clear()
        self._world.kernel.reset()

    @classmethod
    def script(cls, turns: Turns) -> Agent:
        """The agent that plays steps."""
        return script(turns)

    def change(self, settings: Mapping[str, Any]) -> None:
        """Take on other settings, with the state that they say."""
        self._world.settings = Settings(**settings)
        self._world.kernel.configure(self._world.settings)

    def switches(self) -> Sequence[Switch]:
        """The state of the system, its drift, and what is decided about each type of command."""
        return switches.switches(self._world.kernel)

    def switch(self, name: str, value: str) -> None:
        """Set one of them; commands that run are not stopped."""
        switches.flip(self._world.kernel, name, value)


class _Meter:
    """ASGI middleware that counts requests."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = perf_counter()
        try:
            await self._app(scope, receive, send)
        finally:
            if scope["type"] == "http":
                self._metrics.count_request(perf_counter() - started)


def _app(world: World) -> FastAPI:
    app = FastAPI(
        title="HestiaOS",
        version=SERVER_VERSION,
        generate_unique_id_function=_operation_id,
        strict_content_type=False,
        servers=[
            {
                "url": f"http://localhost:{Hestia.default_port}",
                "description": "A server on this machine.",
            }
        ],
    )
    app.state.world = world
    app.openapi = describe(app)
    for router in _ROUTERS:
        app.include_router(router)
    app.add_middleware(_Meter, metrics=world.metrics)
    errors.install(app)
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name
