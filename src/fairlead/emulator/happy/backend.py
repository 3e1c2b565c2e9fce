"""The Happy backend: its app, its sockets, and the first account with its machine."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncGenerator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import fields
from functools import cached_property
from typing import Any, ClassVar
from uuid import uuid4

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import Engine, select
from starlette.middleware import Middleware

from fairlead.emulator._backend import Backend, Question, Runtime, Switch, Table
from fairlead.emulator._record import SeenRequest
from fairlead.emulator._steps import Turns
from fairlead.emulator.happy import (
    access_key_routes,
    account_routes,
    artifact_routes,
    attachment_routes,
    auth_routes,
    connect_routes,
    errors,
    feed_routes,
    friend_routes,
    kv_routes,
    machine_routes,
    message_routes,
    presence,
    session_routes,
    system_routes,
)
from fairlead.emulator.happy.agent import Agent
from fairlead.emulator.happy.cors import Cors
from fairlead.emulator.happy.daemon import Daemon
from fairlead.emulator.happy.document import describe
from fairlead.emulator.happy.opened import Reader, SealedKeys, opened, sealed_keys
from fairlead.emulator.happy.script import AgentScript
from fairlead.emulator.happy.settings import Settings
from fairlead.emulator.happy.sockets import PATH, SocketServer
from fairlead.emulator.happy.steps import STEPS, script
from fairlead.emulator.happy.store import Account, Owner, Secret, Store
from fairlead.emulator.happy.tokens import Signer
from fairlead.emulator.happy.world import World
from fairlead.errors import ConfigurationError, InvalidArgument
from fairlead.happy._crypto import Keyring, decode_base64, encode_base64, prove_identity

__all__ = ["Happy"]

_DECISIONS = {"approve": True, "deny": False}
_MACHINE, _ONLINE, _OFFLINE = "machine ", "online", "offline"

_ROUTERS: tuple[APIRouter, ...] = (
    system_routes.router,
    auth_routes.router,
    account_routes.router,
    session_routes.router,
    message_routes.router,
    attachment_routes.router,
    machine_routes.router,
    access_key_routes.router,
    artifact_routes.router,
    kv_routes.router,
    feed_routes.router,
    friend_routes.router,
    connect_routes.router,
)


class Happy(Backend):
    """Happy, emulated.

    Its settings are documented in [`Settings`][fairlead.emulator.happy.settings.Settings]. Beside the faults
    of requests, to which the path of the sockets is `/v1/updates/`, it knows these points inside itself, at
    which `drop` loses what it is about, and `latency` makes it late:

    - `message`, path: the session's id. A message that came over a socket is lost before it is stored. (It
      cannot be late.)
    - `ack`, path: the event's name. What was asked for is done, and not acknowledged.
    - `update`, `ephemeral` and `rpc-request`, path: the session or machine that the socket is for, empty for
      a user's. The event is lost on its way to a socket, or late, and with it all that follows.

    Attributes:
        account_id: Identifier of the first account.
        machine_id: Identifier of its machine.
        token: A token of the first account.
        secret: Its account secret, in base64.
    """

    name: ClassVar[str] = "happy"
    default_port: ClassVar[int] = 3005
    unrouted: ClassVar[Collection[str]] = (f"{PATH}/",)
    default_settings: ClassVar[Mapping[str, Any]] = {
        field.name: getattr(Settings(), field.name) for field in fields(Settings)
    }
    settings_type: ClassVar[type[Any] | None] = Settings
    changeable: ClassVar[Collection[str]] = tuple(
        default_settings.keys() - {"daemon", "ping_interval_seconds", "ping_timeout_seconds"}
    )
    steps: ClassVar[Sequence[type[Any]]] = STEPS

    def __init__(self, runtime: Runtime) -> None:
        store = Store(runtime.engine)
        self._world = World(
            settings=Settings(**runtime.settings),
            clock=runtime.clock,
            store=store,
            faults=runtime.faults,
            signer=Signer(_seed(store)),
        )
        self._daemons: list[Daemon] = []
        owner = _owner(store)
        self.secret: str = encode_base64(owner.secret)
        self.machine_id: str = owner.machine_id
        self.app: FastAPI = self._make_app()

    def options(self, origin: str) -> dict[str, Any]:
        """`server_url`, `token` and `secret_b64` for the facade's client."""
        return {"server_url": origin, "token": self.token, "secret_b64": self.secret}

    def env(self, origin: str) -> dict[str, str]:
        """`HAPPY_SERVER_URL`, `HAPPY_TOKEN` and `HAPPY_SECRET`."""
        return {"HAPPY_SERVER_URL": origin, "HAPPY_TOKEN": self.token, "HAPPY_SECRET": self.secret}

    def reset(self) -> None:
        """Forget everything, and start again with the same first account, whose token is a new one."""
        self._stop_daemons()
        self._world.presence.clear()
        self._world.uploads.clear()
        self._world.store.clear()
        self._bootstrap()

    @classmethod
    def script(cls, turns: Turns) -> AgentScript:
        """The script that plays steps."""
        return script(turns)

    def change(self, settings: Mapping[str, Any]) -> None:
        """Take on other settings."""
        self._world.settings = Settings(**settings)

    def questions(self) -> Sequence[Question]:
        """The requests for permission of agents that run."""
        return [
            Question(
                id=request_id,
                text=f"May the agent use {request['tool']}?",
                about=f"session {agent.session_id}",
                details=request["arguments"],
                choices=tuple(_DECISIONS),
            )
            for agent in self._agents()
            for request_id, request in agent.requests()
        ]

    def answer(self, question_id: str, answer: str) -> None:
        """Answer a request for permission: `approve` or `deny`."""
        approved = _DECISIONS.get(answer)
        if approved is None:
            raise InvalidArgument(f"{answer!r} is no answer; it can be {' or '.join(_DECISIONS)}")
        if not any(agent.decide(question_id, approved=approved) for agent in self._agents()):
            raise InvalidArgument(f"no agent waits for an answer to {question_id!r}")

    def switches(self) -> Sequence[Switch]:
        """Whether the machines with a daemon of the emulator are online."""
        return [
            Switch(
                name=f"{_MACHINE}{daemon.machine_id}",
                about="Whether the machine's daemon is connected. Agents that run stay.",
                value=_ONLINE if daemon.connected else _OFFLINE,
                choices=(_ONLINE, _OFFLINE),
            )
            for daemon in self._daemons
        ]

    def switch(self, name: str, value: str) -> None:
        """Connect or disconnect a daemon, as `go_online` and `go_offline` do."""
        go = self.go_online if value == _ONLINE else self.go_offline
        go(name.removeprefix(_MACHINE))

    def tables(self, engine: Engine) -> Sequence[Table]:
        """What is stored; sessions, messages, machines and artifacts of the first account are decrypted."""
        return opened(self._keyring, self._sealed_keys(), super().tables(engine))

    def decrypter(self, seen: SeenRequest) -> Reader:
        """What decrypts that which is encrypted for the first account."""
        return Reader(self._keyring, self._sealed_keys(), seen.path)

    def make_account(self) -> tuple[str, str]:
        """Make an account without a machine.

        Returns:
            A token, and the account secret in base64.
        """
        secret = secrets.token_bytes(32)
        account = self._sign_in(secret)
        return self._world.signer.sign(account.id, self._world.now()), encode_base64(secret)

    def make_machine(self, token: str | None = None, secret: str | None = None) -> str:
        """Make another machine whose daemon is online.

        Args:
            token: A token of its account. Default: the first account's.
            secret: The account secret, in base64, that belongs to the token.

        Returns:
            Identifier of the machine.
        """
        return self._add_machine(token or self.token, decode_base64(secret or self.secret), str(uuid4()))

    def go_offline(self, machine_id: str | None = None) -> None:
        """Disconnect the daemon of a machine, by default the first. Agents that run stay.

        Raises:
            ConfigurationError: There is no such machine, or its daemon is not one of the emulator.
        """
        self._daemon(machine_id).go_offline()

    def go_online(self, machine_id: str | None = None) -> None:
        """Connect it again.

        Raises:
            ConfigurationError: There is no such machine, or its daemon is not one of the emulator.
        """
        self._daemon(machine_id).go_online()

    def drop_sockets(self) -> None:
        """Break off every socket, as when the network fails."""
        self._sockets.drop_all()

    @cached_property
    def _keyring(self) -> Keyring:
        return Keyring(decode_base64(self.secret))

    def _sealed_keys(self) -> SealedKeys:
        return sealed_keys(self._world.store, self.account_id)

    def _agents(self) -> list[Agent]:
        return [agent for daemon in self._daemons for agent in daemon.agents]

    def _daemon(self, machine_id: str | None) -> Daemon:
        wanted = self.machine_id if machine_id is None else machine_id
        for daemon in self._daemons:
            if daemon.machine_id == wanted:
                return daemon
        raise ConfigurationError(f"the emulator has no daemon for the machine {wanted!r}")

    def _bootstrap(self) -> None:
        secret = decode_base64(self.secret)
        account = self._sign_in(secret)
        self.account_id: str = account.id
        self.token: str = self._world.signer.sign(account.id, self._world.now())
        if self._world.settings.daemon:
            self._add_machine(self.token, secret, self.machine_id)

    def _add_machine(self, token: str, secret: bytes, machine_id: str) -> str:
        with self._world.unit() as unit:
            account = unit.account(self._world.signer.subject(token))
        daemon = Daemon(self._world, account, secret, machine_id, token)
        self._daemons.append(daemon)
        daemon.start()
        return machine_id

    def _sign_in(self, secret: bytes) -> Account:
        """The account of a secret, as signing in gives it."""
        proof = prove_identity(secret)
        with self._world.unit() as unit:
            return auth_routes.enter(unit, decode_base64(proof.public_key))

    def _stop_daemons(self) -> list[Daemon]:
        stopped, self._daemons = self._daemons, []
        for daemon in stopped:
            daemon.stop()
        return stopped

    def _make_app(self) -> FastAPI:
        world = self._world

        @asynccontextmanager
        async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
            self._bootstrap()
            jobs = [
                asyncio.create_task(_repeat(world, presence.FLUSH_SECONDS, presence.flush)),
                asyncio.create_task(_repeat(world, presence.SWEEP_SECONDS, presence.sweep)),
            ]
            try:
                yield
            finally:
                for job in jobs:
                    job.cancel()
                await asyncio.gather(*jobs, return_exceptions=True)
                for daemon in self._stop_daemons():
                    await daemon.wait_ended()
                await self._sockets.stop()

        app = FastAPI(
            title="Happy",
            version="1.0.0",
            lifespan=lifespan,
            generate_unique_id_function=_operation_id,
            strict_content_type=False,
            redirect_slashes=False,
            servers=[
                {"url": f"http://127.0.0.1:{self.default_port}", "description": "A server on this machine."}
            ],
            middleware=[Middleware(Cors), Middleware(self._sockets_around)],
        )
        app.state.world = world
        app.openapi = describe(app)
        for router in _ROUTERS:
            app.include_router(router)
        errors.install(app)
        return app

    def _sockets_around(self, app: Any) -> SocketServer:
        self._sockets = SocketServer(app, self._world)
        return self._sockets


async def _repeat(world: World, seconds: float, job: Any) -> None:
    while True:
        await world.clock.sleep(seconds)
        job(world)


def _operation_id(route: APIRoute) -> str:
    return route.name


def _seed(store: Store) -> bytes:
    """What tokens are signed with: new, unless a former run left it in the file."""
    with store.transaction() as db:
        seed = db.scalars(select(Secret.seed)).one_or_none()
        if seed is None:
            seed = secrets.token_bytes(32)
            db.add(Secret(seed=seed))
        return seed


def _owner(store: Store) -> Owner:
    """Who the first account belongs to: new, unless a former run left it in the file."""
    with store.transaction() as db:
        owner = db.scalars(select(Owner)).one_or_none()
        if owner is None:
            owner = Owner(secret=secrets.token_bytes(32), machine_id=str(uuid4()))
            db.add(owner)
        return owner
