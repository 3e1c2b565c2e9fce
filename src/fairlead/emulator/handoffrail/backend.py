"""The HandoffRail backend: its app, its background tasks, its first tenant and key."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Any, ClassVar

from fastapi import FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.middleware.cors import CORSMiddleware

from fairlead.emulator._backend import Backend, Question, Runtime
from fairlead.emulator._steps import Turns
from fairlead.emulator.handoffrail import (
    batch_routes,
    errors,
    key_routes,
    listing,
    packet_routes,
    questions,
    registry,
    streams,
    system_routes,
    tenant_routes,
    webhook_routes,
)
from fairlead.emulator.handoffrail.agents import Peers, Script
from fairlead.emulator.handoffrail.auth import find_key, new_key_text
from fairlead.emulator.handoffrail.courier import Courier
from fairlead.emulator.handoffrail.document import describe
from fairlead.emulator.handoffrail.expiry import keep_sweeping
from fairlead.emulator.handoffrail.guard import Guard
from fairlead.emulator.handoffrail.hub import Hub
from fairlead.emulator.handoffrail.limits import Limits
from fairlead.emulator.handoffrail.metrics import Metrics
from fairlead.emulator.handoffrail.roles import ROLES
from fairlead.emulator.handoffrail.settings import TIERS, Settings
from fairlead.emulator.handoffrail.steps import STEPS, script
from fairlead.emulator.handoffrail.store import Store, Tenant
from fairlead.emulator.handoffrail.world import World
from fairlead.errors import ConfigurationError

__all__ = ["HandoffRail"]

DEFAULT_TENANT = "default"

# A fixed path must come before the path parameter that would take it.
_ROUTERS = (
    system_routes.router,
    listing.router,
    batch_routes.router,
    packet_routes.router,
    registry.router,
    webhook_routes.router,
    key_routes.router,
    tenant_routes.router,
    streams.router,
)


class HandoffRail(Backend):
    """HandoffRail, emulated.

    Its settings are documented in [`Settings`][fairlead.emulator.handoffrail.settings.Settings].

    Attributes:
        api_key: An admin key of the tenant `default`.
    """

    name: ClassVar[str] = "handoffrail"
    default_port: ClassVar[int] = 8080
    default_settings: ClassVar[Mapping[str, Any]] = asdict(Settings())
    settings_type: ClassVar[type[Any] | None] = Settings
    changeable: ClassVar[Collection[str]] = ("agent", "expiry_sweep_seconds")
    steps: ClassVar[Sequence[type[Any]]] = STEPS

    def __init__(self, runtime: Runtime) -> None:
        settings = Settings(**runtime.settings)
        clock, store, metrics = runtime.clock, Store(runtime.engine), Metrics()
        self._world = World(
            settings=settings,
            clock=clock,
            store=store,
            hub=Hub(clock, heartbeat=settings.heartbeat_seconds, buffer=settings.stream_buffer),
            courier=Courier(
                store,
                clock,
                metrics,
                allowed_hosts=settings.allowed_webhook_hosts,
                retries=settings.webhook_retries,
            ),
            limits=Limits(clock, settings),
            metrics=metrics,
            started_at=clock.now(),
        )
        self._world.peers = Peers(self._world)
        self.api_key: str = settings.api_key or new_key_text()
        self._bootstrap()
        self.app: FastAPI = _app(self._world)

    def options(self, origin: str) -> dict[str, Any]:
        """`base_url` and `api_key` for the facade's client."""
        return {"base_url": f"{origin}/api/v1", "api_key": self.api_key}

    def env(self, origin: str) -> dict[str, str]:
        """`HANDOFFRAIL_URL` and `HANDOFFRAIL_API_KEY`."""
        return {"HANDOFFRAIL_URL": f"{origin}/api/v1", "HANDOFFRAIL_API_KEY": self.api_key}

    def reset(self) -> None:
        """Forget everything, end all streams, and start again with the same first key."""
        self._world.peers.forget()
        self._world.hub.close_all()
        self._world.courier.forget()
        self._world.limits.clear()
        self._world.metrics.clear()
        self._world.store.clear()
        self._bootstrap()

    @classmethod
    def script(cls, turns: Turns) -> Script:
        """The script that plays steps."""
        return script(turns)

    def change(self, settings: Mapping[str, Any]) -> None:
        """Take on other settings."""
        self._world.settings = Settings(**settings)

    def questions(self) -> Sequence[Question]:
        """The human checkpoints that packets wait at, of all tenants."""
        return questions.open_questions(self._world)

    def answer(self, question_id: str, answer: str) -> None:
        """Answer the checkpoint of the packet `question_id`; the packet becomes `claimed`."""
        questions.answer(self._world, question_id, answer)

    def make_key(
        self, *, role: str = "admin", tenant: str = DEFAULT_TENANT, tier: str = "free", name: str = "test"
    ) -> str:
        """Make an API key of any tenant, role and tier; the last cannot be had through the API.

        Args:
            role: `admin`, `writer`, `agent` or `reader`.
            tenant: Identifier of its tenant, which need not exist.
            tier: `free`, `pro` or `business`.
            name: Display name.

        Returns:
            The key's text.

        Raises:
            ConfigurationError: The role or tier does not exist.
        """
        if role not in ROLES or tier not in TIERS:
            raise ConfigurationError(f"no such role or tier: {role!r}, {tier!r}")
        text = new_key_text()
        with self._world.unit() as unit:
            key_routes.add_key(unit.db, text, name=name, tenant_id=tenant, role=role, tier=tier, now=unit.now)
        return text

    def _bootstrap(self) -> None:
        """The first tenant and key, unless a former run left them in the file."""
        tier = self._world.settings.tier
        with self._world.unit() as unit:
            if find_key(unit.db, self.api_key) is None:
                key_routes.add_key(
                    unit.db,
                    self.api_key,
                    name="emulator",
                    tenant_id=DEFAULT_TENANT,
                    role="admin",
                    tier=tier,
                    now=unit.now,
                )
            if not _has_tenant(unit.db):
                tenant = Tenant(
                    id=DEFAULT_TENANT,
                    name=DEFAULT_TENANT,
                    tier=tier,
                    handoffs_per_day=5,
                    max_api_keys=5,
                    created_at=unit.now,
                    updated_at=unit.now,
                )
                unit.db.add(tenant)


def _has_tenant(db: Session) -> bool:
    return db.scalars(select(Tenant.id).where(Tenant.id == DEFAULT_TENANT)).first() is not None


def _app(world: World) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
        world.courier.start()
        sweeper = asyncio.create_task(keep_sweeping(world))
        try:
            yield
        finally:
            world.hub.close_all()
            sweeper.cancel()
            await asyncio.gather(sweeper, return_exceptions=True)
            await world.peers.stop()
            await world.courier.stop()

    app = FastAPI(
        title="HandoffRail",
        version=system_routes.SERVER_VERSION,
        lifespan=lifespan,
        generate_unique_id_function=_operation_id,
        strict_content_type=False,
        servers=[
            {"url": "/", "description": "This server."},
            {
                "url": f"http://localhost:{HandoffRail.default_port}",
                "description": "A server on this machine.",
            },
        ],
    )
    app.state.world = world
    app.openapi = describe(app)
    for router in _ROUTERS:
        app.include_router(router)
    app.add_middleware(
        CORSMiddleware,
        allow_origin_regex=".*",  # echoes the origin; a star would not go with credentials
        allow_credentials=True,
        allow_methods=["*"],
        allow_headers=["*"],
    )
    app.add_middleware(Guard, world=world)
    errors.install(app, plain_text=world.settings.strict_compat)
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name
