"""The Mycel backend: its app, its agents, and its first owner."""

from __future__ import annotations

import secrets
from collections.abc import AsyncGenerator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import fields
from typing import Any, ClassVar
from uuid import uuid4

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import select
from starlette.middleware.cors import CORSMiddleware

from fairlead.emulator._backend import Backend, Question, Runtime
from fairlead.emulator._steps import Turns
from fairlead.emulator.mycel import (
    auth_routes,
    chat_routes,
    errors,
    inbox_routes,
    join_routes,
    message_routes,
    panel_routes,
    people,
    questions,
    relationship_routes,
    task_routes,
    thread_routes,
    workflow_routes,
)
from fairlead.emulator.mycel.agents import AgentScript
from fairlead.emulator.mycel.auth import make_token
from fairlead.emulator.mycel.document import describe
from fairlead.emulator.mycel.inbox import Inboxes
from fairlead.emulator.mycel.runtime import AgentRuntime
from fairlead.emulator.mycel.settings import Settings
from fairlead.emulator.mycel.steps import STEPS, script
from fairlead.emulator.mycel.store import Contact, InviteCode, Secret, Store, User, find_chat
from fairlead.emulator.mycel.tokens import digest_password
from fairlead.emulator.mycel.world import Unit, World
from fairlead.errors import ConfigurationError

__all__ = ["Mycel"]

OWNER_EMAIL = "owner@example.com"
OWNER_PASSWORD = "password"

_COMMUNICATION: tuple[APIRouter, ...] = (
    auth_routes.router,
    chat_routes.router,
    join_routes.router,
    message_routes.router,
    workflow_routes.router,
    task_routes.router,
    relationship_routes.router,
    inbox_routes.router,
)
_FULL: tuple[APIRouter, ...] = (
    auth_routes.owner_router,
    *_COMMUNICATION,
    panel_routes.router,
    thread_routes.router,
)


class Mycel(Backend):
    """Mycel, emulated.

    Its settings are documented in [`Settings`][fairlead.emulator.mycel.settings.Settings]. Beside the faults
    of requests it knows these points, at which a fault with `drop` set makes something inside it fail:

    - `events` and `delivery`, path: the chat's id. A message is stored, and then publishing it or waking the
      others fails; the answer is a 500 with the stored message (or join request).
    - `queue`, path: the user's id. Putting something other than a message into an inbox fails.
    - `drain`, path: the user's id. A stream fails when it is about to send, and closes with 1011.

    Attributes:
        owner_id: Identifier of the first owner, `owner@example.com` with the password `password`.
        token: A token of that owner which never expires.
    """

    name: ClassVar[str] = "mycel"
    default_port: ClassVar[int] = 8017
    default_settings: ClassVar[Mapping[str, Any]] = {
        field.name: getattr(Settings(), field.name) for field in fields(Settings)
    }
    settings_type: ClassVar[type[Any] | None] = Settings
    changeable: ClassVar[Collection[str]] = tuple(
        default_settings.keys() - {"profile", "invite_codes", "sandboxes", "replay_buffer", "strict_compat"}
    )
    steps: ClassVar[Sequence[type[Any]]] = STEPS

    def __init__(self, runtime: Runtime) -> None:
        settings = Settings(**runtime.settings)
        store = Store(runtime.engine)
        self._world = World(
            settings=settings,
            clock=runtime.clock,
            store=store,
            faults=runtime.faults,
            inboxes=Inboxes(settings.replay_buffer, strict_compat=settings.strict_compat),
            key=_key(store),
        )
        self._world.agents = AgentRuntime(self._world)
        self.owner_id: str = str(uuid4())
        self._bootstrap()
        self.app: FastAPI = _app(self._world)

    def options(self, origin: str) -> dict[str, Any]:
        """`base_url` and `auth_token` for the facade's client."""
        return {"base_url": origin, "auth_token": self.token}

    def env(self, origin: str) -> dict[str, str]:
        """`MYCEL_BASE_URL` and `MYCEL_AUTH_TOKEN`."""
        return {"MYCEL_BASE_URL": origin, "MYCEL_AUTH_TOKEN": self.token}

    def reset(self) -> None:
        """Forget everything, and start again with the same first owner, whose token stays."""
        self._world.agents.forget()
        self._world.inboxes.clear()
        self._world.store.clear()
        self._bootstrap()

    def questions(self) -> Sequence[Question]:
        """Requests to join a group, and for a relationship, that a person or a managed agent decides on.

        Those of external users are missing: an external user is a program, which decides by itself.
        """
        return questions.open_questions(self._world)

    def answer(self, question_id: str, answer: str) -> None:
        """Decide on a request, as whom it is asked of: `approve` or `deny`."""
        questions.answer(self._world, question_id, answer)

    @classmethod
    def script(cls, turns: Turns) -> AgentScript:
        """The script that plays steps."""
        return script(turns)

    def change(self, settings: Mapping[str, Any]) -> None:
        """Take on other settings."""
        self._world.settings = Settings(**settings)

    def make_owner(self, name: str) -> tuple[str, str]:
        """Make an owner as a registration does, without one.

        Args:
            name: Local part of the e-mail address `<name>@example.com`; the password is `password`.

        Returns:
            The owner's id, and a token that never expires.

        Raises:
            ConfigurationError: The name is taken.
        """
        with self._world.unit() as unit:
            email = f"{name}@example.com"
            if unit.db.scalars(select(User.id).where(User.email == email)).first() is not None:
                raise ConfigurationError(f"there is an owner {email} already")
            owner = _add_owner(unit, str(uuid4()), email)
            return owner.id, make_token(self._world, owner)

    def make_invite_code(self, *, days: float | None = 7) -> str:
        """Make an invite code that registers one owner.

        Args:
            days: How long it can be used; None for ever.
        """
        with self._world.unit() as unit:
            return people.add_invite_code(unit, seconds=None if days is None else days * 86_400)

    def make_token(self, user_id: str) -> str:
        """Make a token that never expires of any user, even of an agent, which has none otherwise.

        Raises:
            ConfigurationError: There is no such user.
        """
        with self._world.unit() as unit:
            return make_token(self._world, self._user(unit, user_id))

    def set_contact(self, user_id: str, other_id: str, *, blocked: bool = False, muted: bool = False) -> None:
        """Say what a user thinks of another. For that the contract has no operation, but delivery heeds it.

        Args:
            user_id: The one who thinks.
            other_id: The other.
            blocked: Whether messages of the other never wake it.
            muted: The same, in kinder words.

        Raises:
            ConfigurationError: One of the two does not exist.
        """
        with self._world.unit() as unit:
            self._user(unit, user_id)
            self._user(unit, other_id)
            query = select(Contact).where(Contact.user_id == user_id, Contact.other_id == other_id)
            contact = unit.db.scalars(query).one_or_none()
            if contact is None:
                contact = Contact(user_id=user_id, other_id=other_id)
                unit.db.add(contact)
            contact.blocked = blocked
            contact.muted = muted

    def close_chat(self, chat_id: str) -> None:
        """Make a chat inactive. For that, too, the contract has no operation.

        Raises:
            ConfigurationError: There is no such chat.
        """
        with self._world.unit() as unit:
            if (chat := find_chat(unit.db, chat_id)) is None:
                raise ConfigurationError(f"there is no chat {chat_id!r}")
            chat.status = "closed"

    def _user(self, unit: Unit, user_id: str) -> User:
        if (user := unit.user(user_id)) is None:
            raise ConfigurationError(f"there is no user {user_id!r}")
        return user

    def _bootstrap(self) -> None:
        """The first owner and the invite codes, unless a former run left them in the file."""
        with self._world.unit() as unit:
            owner = unit.db.scalars(select(User).where(User.email == OWNER_EMAIL)).one_or_none()
            if owner is None:
                owner = _add_owner(unit, self.owner_id, OWNER_EMAIL)
            known = set(unit.db.scalars(select(InviteCode.code)))
            for code in self._world.settings.invite_codes:
                if code not in known:
                    people.add_invite_code(unit, code)
            self.owner_id = owner.id
            self.token: str = make_token(self._world, owner)


def _add_owner(unit: Unit, user_id: str, email: str) -> User:
    return people.add_owner(unit, user_id=user_id, email=email, password=digest_password(OWNER_PASSWORD))


def _key(store: Store) -> str:
    """What tokens are signed with: new, unless a former run left it in the file."""
    with store.transaction() as db:
        key = db.scalars(select(Secret.key)).one_or_none()
        if key is None:
            key = secrets.token_hex(32)
            db.add(Secret(key=key))
        return key


def _app(world: World) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
        try:
            yield
        finally:
            await world.agents.stop()

    app = FastAPI(
        title="Mycel Web Backend",
        version="0.1.0",
        lifespan=lifespan,
        generate_unique_id_function=_operation_id,
        strict_content_type=False,
        servers=[
            {
                "url": f"http://127.0.0.1:{Mycel.default_port}",
                "description": "A server on this machine.",
            }
        ],
    )
    app.state.world = world
    app.openapi = describe(app)
    for router in _FULL if world.settings.profile == "full" else _COMMUNICATION:
        app.include_router(router)
    app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["*"], allow_headers=["*"])
    errors.install(app)
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name
