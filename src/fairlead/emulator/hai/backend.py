"""The hai backend: its app, its sessions, and its first organization."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import fields
from typing import Any, ClassVar
from uuid import uuid4

from fastapi import FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import select

from fairlead.emulator._backend import Backend, Question, Runtime, Switch
from fairlead.emulator._steps import Turns
from fairlead.emulator.hai import (
    agent_routes,
    control_routes,
    environment_routes,
    errors,
    file_routes,
    page_routes,
    portal_routes,
    profile_routes,
    questions,
    resource_routes,
    schedule_routes,
    session_routes,
    skill_routes,
    vault_routes,
    webhook_routes,
)
from fairlead.emulator.hai.auth import add_key
from fairlead.emulator.hai.bells import Bells
from fairlead.emulator.hai.catalog import add_reserved
from fairlead.emulator.hai.conductor import Conductor
from fairlead.emulator.hai.courier import Courier
from fairlead.emulator.hai.document import describe
from fairlead.emulator.hai.guard import Gateway
from fairlead.emulator.hai.portal import Portal
from fairlead.emulator.hai.scheduler import Scheduler
from fairlead.emulator.hai.scripts import Script
from fairlead.emulator.hai.settings import Settings
from fairlead.emulator.hai.steps import STEPS, script
from fairlead.emulator.hai.storage import Storage
from fairlead.emulator.hai.store import Key, Organization, Store, User, Vault
from fairlead.emulator.hai.world import Unit, World

__all__ = ["Hai"]

OWNER = "owner"
ORGANIZATION = "main"
_VAULT, _READABLE = "vault ", "readable"

_ROUTERS = (
    session_routes.router,
    control_routes.router,
    resource_routes.router,
    file_routes.router,
    agent_routes.router,
    environment_routes.router,
    skill_routes.router,
    vault_routes.router,
    profile_routes.router,
    schedule_routes.router,
    webhook_routes.router,
    resource_routes.quota_router,
    portal_routes.router,
    page_routes.router,
)


class Hai(Backend):
    """The Agents API of H Company, emulated.

    Its settings are documented in [`Settings`][fairlead.emulator.hai.settings.Settings].

    Attributes:
        api_key: A key of the first user, `owner@example.com`, for the organization `main`.
    """

    name: ClassVar[str] = "hai"
    default_port: ClassVar[int] = 8029
    default_settings: ClassVar[Mapping[str, Any]] = {
        field.name: getattr(Settings(), field.name) for field in fields(Settings)
    }
    settings_type: ClassVar[type[Any] | None] = Settings
    changeable: ClassVar[Collection[str]] = tuple(default_settings)
    steps: ClassVar[Sequence[type[Any]]] = STEPS

    def __init__(self, runtime: Runtime) -> None:
        settings = Settings(**runtime.settings)
        self._world = World(settings, runtime.clock, Store(runtime.engine), Bells(), settings.agent)
        self._world.conductor = Conductor(self._world)
        self._world.courier = Courier(self._world)
        self._world.portal = Portal()
        self._world.scheduler = Scheduler(self._world)
        self._world.storage = Storage()
        self.api_key: str = ""
        self._bootstrap()
        self.app: FastAPI = _app(self._world)

    def options(self, origin: str) -> dict[str, Any]:
        """`base_url` and `api_key` for the facade's client."""
        return {"base_url": origin, "api_key": self.api_key}

    def env(self, origin: str) -> dict[str, str]:
        """`HAI_API_KEY`, and where the command line finds the API and the sign-in pages."""
        return {"HAI_API_KEY": self.api_key, "HAI_API_BASE_URL": origin, "HAI_PORTAL_URL": origin}

    def reset(self) -> None:
        """Forget everything, and start again with the same first user, whose key stays."""
        self._world.conductor.forget()
        self._world.courier.forget()
        self._world.portal = Portal()
        self._world.store.clear()
        self._world.scheduler.wake()
        self._world.script = self._world.settings.agent
        self._bootstrap()

    def questions(self) -> Sequence[Question]:
        """What agents ask their users with an `Ask`. Any text is an answer: it becomes a message of the user.

        A call of a tool is no question, although its session waits, too: the application answers it with a
        program, and if a person made up its result, both would.
        """
        return questions.open_questions(self._world)

    def answer(self, question_id: str, answer: str) -> None:
        """Send the answer as a message to the session that asked."""
        questions.answer(self._world, question_id, answer)

    @classmethod
    def script(cls, turns: Turns) -> Script:
        """The script that plays steps."""
        return script(turns)

    def change(self, settings: Mapping[str, Any]) -> None:
        """Take on other settings."""
        self._world.settings = Settings(**settings)
        self._world.script = self._world.settings.agent

    def switches(self) -> Sequence[Switch]:
        """Whether the vaults can be read. Any other text is a problem, and what the vault's health says.

        A new token for a vault mends it, as with the real service.
        """
        with self._world.unit() as unit:
            return [
                Switch(
                    name=f"{_VAULT}{vault.id}",
                    about=f"What the health of the vault {vault.name} says, unless it is {_READABLE}.",
                    value=vault.problem or _READABLE,
                    choices=(_READABLE, "The token has expired"),
                    free=True,
                )
                for vault in unit.db.scalars(select(Vault).order_by(Vault.number))
            ]

    def switch(self, name: str, value: str) -> None:
        """Make a vault unreadable, or mend it."""
        with self._world.unit() as unit:
            vault = unit.db.scalars(select(Vault).where(Vault.id == name.removeprefix(_VAULT))).one()
            vault.problem = None if value == _READABLE else value

    def play(self, script: Script) -> None:
        """Have every agent do something else from its next turn on, until the next reset."""
        self._world.script = script

    def make_key(self, user: str = OWNER, organization: str = ORGANIZATION) -> str:
        """Make an API key of a user for an organization; either is made if it does not exist.

        Args:
            user: Local part of the e-mail address `<user>@example.com`.
            organization: Name of the organization.
        """
        with self._world.unit() as unit:
            org = _organization(unit, organization)
            key = add_key(unit, org_id=org.id, user_id=_user(unit, user, org).id, name="made")
            return key.secret

    def _bootstrap(self) -> None:
        """The first user with a key, unless a former run left them in the file."""
        with self._world.unit() as unit:
            add_reserved(unit)
            key = unit.db.scalars(select(Key).order_by(Key.number).limit(1)).one_or_none()
            if key is None:
                org = _organization(unit, ORGANIZATION)
                user = _user(unit, OWNER, org)
                secret = self.api_key or None
                key = add_key(unit, org_id=org.id, user_id=user.id, name="first", secret=secret)
            self.api_key = key.secret


def _organization(unit: Unit, name: str) -> Organization:
    found = unit.db.scalars(select(Organization).where(Organization.name == name)).one_or_none()
    if found is None:
        found = Organization(id=str(uuid4()), name=name)
        unit.db.add(found)
        unit.db.flush()
    return found


def _user(unit: Unit, name: str, organization: Organization) -> User:
    email = f"{name}@example.com"
    found = unit.db.scalars(select(User).where(User.email == email)).one_or_none()
    if found is None:
        found = User(id=str(uuid4()), org_id=organization.id, email=email)
        unit.db.add(found)
        unit.db.flush()
    return found


def _app(world: World) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
        world.courier.start()
        world.conductor.start()
        world.scheduler.start()
        try:
            yield
        finally:
            await world.scheduler.stop()
            await world.conductor.stop()
            await world.courier.stop()

    app = FastAPI(
        title="H Company Agents",
        version="1.0.0",
        lifespan=lifespan,
        generate_unique_id_function=_operation_id,
        strict_content_type=False,
        separate_input_output_schemas=False,
        servers=[
            {"url": f"http://127.0.0.1:{Hai.default_port}", "description": "A server on this machine."},
            {"url": "https://agp.eu.hcompany.ai", "description": "Europe, the default."},
            {"url": "https://agp.hcompany.ai", "description": "United States."},
        ],
    )
    app.state.world = world
    app.openapi = describe(app)
    for router in _ROUTERS:
        app.include_router(router)
    app.add_middleware(Gateway, world=world)
    errors.install(app)
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name
