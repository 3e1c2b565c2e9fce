"""The daemon of the scripted machine: it starts agents, and stops them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from inspect import isawaitable
from itertools import count
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import select

from fairlead.emulator.happy import machines, sessions
from fairlead.emulator.happy.agent import Agent
from fairlead.emulator.happy.hub import Json
from fairlead.emulator.happy.local import Program
from fairlead.emulator.happy.script import AGENTS, SpawnRequest
from fairlead.emulator.happy.store import Account, Machine, RunningAgent
from fairlead.emulator.happy.world import World
from fairlead.happy._crypto import Keyring, RecordKey, Variant

__all__ = ["Daemon"]

_ALIVE_SECONDS = 20.0
_VERSION = "1.0.0"
_FIRST_PID = 4243
_HOST, _HOME = "emulated-host", "/home/dev"
_VARIABLE = re.compile(r"\$\{(\w+)(?::-([^}]*))?\}")


class SpawnRefused(Exception):
    """No agent is started; the text says why."""


class Daemon(Program):
    """The daemon of one machine of one account.

    Args:
        world: The server.
        account: The account.
        secret: The account secret.
        machine_id: The machine.
        token: A token of the account.
    """

    def __init__(self, world: World, account: Account, secret: bytes, machine_id: str, token: str) -> None:
        self.machine_id = machine_id
        self._account_id = account.id
        self._secret = secret
        self._token = token
        self._keyring = Keyring(secret)
        self._agents: dict[str, Agent] = {}
        self._made: set[str] = set()  # missing directories that were created
        self._pid_of: dict[str, str] = {}  # what stopping takes in the place of a session
        self._pids = count(_FIRST_PID)
        self._clock = world.clock
        key = self._keyring.for_machine(_machine(world, account.id, machine_id, self._keyring).data_key)
        methods = {
            "spawn-happy-session": self._spawn,
            "resume-happy-session": self._resume,
            "stop-session": self._stop_session,
            "stop-daemon": self._stop_daemon,
        }
        super().__init__(world, key, machine_id, methods)

    @property
    def agents(self) -> list[Agent]:
        """The agents that run."""
        return [*self._agents.values()]

    def start(self) -> None:
        """Go online, and let the agents of a former run go on."""
        self.go_online()
        with self._world.store.transaction() as db:
            rows = db.scalars(select(RunningAgent)).all()
        for row in rows:
            self._run(row)

    def go_online(self) -> None:
        """Connect. Does nothing if it is connected."""
        if self.connected:
            return
        self.connect({"token": self._token, "clientType": "machine-scoped", "machineId": self.machine_id})
        self._say_status("running")
        self.run(self._stay_alive())

    def go_offline(self) -> None:
        """Disconnect. The agents are programs of their own, and stay."""
        self.disconnect()

    def stop(self) -> None:
        """Break everything off, the agents too, as when the power fails."""
        for agent in self.agents:
            agent.disconnect()
        self._agents.clear()
        self.disconnect()

    async def wait_ended(self) -> None:
        """Wait until everything has come to its end."""
        agents = self.agents
        self.stop()
        for program in (self, *agents):
            await program.ended()

    async def _stay_alive(self) -> None:
        while True:
            self.emit("machine-alive", {"machineId": self.machine_id, "time": self._world.now()})
            await self._clock.sleep(_ALIVE_SECONDS)

    def _say_status(self, status: str) -> None:
        with self._world.unit() as unit:
            machine = unit.machine(self._account_id, self.machine_id)
        if machine is not None:
            state = self._key.encrypt_json(
                {"status": status, "pid": _FIRST_PID - 1, "startedAt": self._world.now()}
            )
            expected = machine.daemon_state_version
            data = {"machineId": self.machine_id, "daemonState": state, "expectedVersion": expected}
            self.emit("machine-update-state", data)

    async def _spawn(self, params: Any) -> Json:
        wanted = cast("Json", params) if isinstance(params, dict) else {}
        directory = wanted.get("directory")
        if not isinstance(directory, str) or not directory:
            return {"error": "Directory is required"}
        if self._is_missing(directory):
            if not wanted.get("approvedNewDirectoryCreation", True):
                return {"type": "requestToApproveDirectoryCreation", "directory": directory}
            self._made.add(directory)
        try:
            request = self._understand(directory, wanted)
            decision = self._world.settings.spawn(request)
            if isawaitable(decision):
                decision = await decision
            if decision is not None:
                raise SpawnRefused(decision)
        except SpawnRefused as refusal:
            return {"error": str(refusal)}
        return {"type": "success", "sessionId": self._begin(request)}

    def _understand(self, directory: str, wanted: Json) -> SpawnRequest:
        agent = wanted.get("agent", "claude")
        if agent not in AGENTS:
            raise SpawnRefused(f"Unsupported agent type: {agent}")
        mode = wanted.get("permissionMode")
        if mode == "default" and agent == "claude":
            mode = None
        variables: Mapping[str, Any] = wanted.get("environmentVariables") or {}
        return SpawnRequest(
            directory=directory,
            agent=agent,
            permission_mode=mode if agent in ("claude", "codex") else None,
            environment_variables={name: self._expand(str(value)) for name, value in variables.items()},
        )

    def _expand(self, text: str) -> str:
        environment: Mapping[str, str] = self._world.settings.environment

        def value(found: re.Match[str]) -> str:
            name, default = found[1], cast("str | None", found[2])
            if name in environment:
                return environment[name]
            if default is None:
                raise SpawnRefused(f"Environment variable {name} is not set")
            return default

        return _VARIABLE.sub(value, text)

    def _is_missing(self, directory: str) -> bool:
        return directory not in self._made and any(
            directory == root or directory.startswith(f"{root.rstrip('/')}/")
            for root in self._world.settings.missing_directories
        )

    def _begin(self, request: SpawnRequest) -> str:
        """Start an agent: a session of its own, with a key of its own."""
        key, sealed = self._new_key()
        pid = next(self._pids)
        metadata = {
            "path": request.directory,
            "host": _HOST,
            "version": _VERSION,
            "os": "linux",
            "machineId": self.machine_id,
            "homeDir": _HOME,
            "happyHomeDir": f"{_HOME}/.happy",
            "happyLibDir": "/usr/lib/happy",
            "happyToolsDir": "/usr/lib/happy/tools",
            "startedFromDaemon": True,
            "startedBy": "daemon",
            "hostPid": pid,
            "lifecycleState": "running",
            "lifecycleStateSince": self._world.now(),
            "flavor": request.agent,
        }
        with self._world.unit() as unit:
            encrypted = key.encrypt_json(metadata)
            session = sessions.create_session(unit, self._account_id, str(uuid4()), encrypted, sealed)
            row = RunningAgent(
                session_id=session.id,
                key=key.key,
                request={
                    "directory": request.directory,
                    "agent": request.agent,
                    "variant": key.variant.value,
                },
                mode=request.permission_mode,
                heard=0,
            )
            unit.db.add(row)
        self._run(row)
        self._pid_of[f"PID-{pid}"] = session.id
        return session.id

    def _new_key(self) -> tuple[RecordKey, str | None]:
        if self._world.settings.legacy:
            return RecordKey(Variant.LEGACY, self._secret), None
        return self._keyring.new_record_key()

    def _run(self, row: RunningAgent) -> None:
        agent = Agent(self._world, self._account_id, self._token, row, self._forget)
        self._agents[agent.session_id] = agent
        agent.start()

    def _forget(self, agent: Agent) -> None:
        self._agents.pop(agent.session_id, None)

    async def _resume(self, params: Any) -> Json:
        wanted = cast("Json", params) if isinstance(params, dict) else {}
        session_id = wanted.get("sessionId")
        with self._world.unit() as unit:
            session = unit.session(self._account_id, session_id) if isinstance(session_id, str) else None
            if session is None:
                return {"error": "Session not found"}
            if session.id in self._agents:
                return {"error": "Session is already running"}
            key = self._keyring.for_session(session.data_key)
            metadata = key.decrypt_json(session.meta)
            request = {
                "directory": metadata["path"],
                "agent": metadata.get("flavor", "claude"),
                "variant": key.variant.value,
            }
            # It has read what was there before.
            row = RunningAgent(
                session_id=session.id,
                key=key.key,
                request=request,
                mode=wanted.get("permissionMode"),
                heard=session.seq,
            )
            unit.db.add(row)
            sessions.create_session(unit, self._account_id, session.tag, session.meta, session.data_key)
        self._run(row)
        return {"type": "success", "sessionId": session.id}

    async def _stop_session(self, params: Any) -> Json:
        wanted = cast("Json", params) if isinstance(params, dict) else {}
        session_id = wanted.get("sessionId")
        if not isinstance(session_id, str) or not session_id:
            return {"error": "Session ID is required"}
        agent = self._agents.get(self._pid_of.get(session_id, session_id))
        if agent is None:
            return {"error": "Session not found or failed to stop"}
        agent.exit()
        return {"message": "Session stopped"}

    async def _stop_daemon(self, params: Any) -> Json:  # noqa: ARG002
        self._say_status("shutting-down")
        self.run(self._leave_later())
        return {"message": "Daemon stop request acknowledged, starting shutdown sequence..."}

    async def _leave_later(self) -> None:
        await self._clock.sleep(0)
        self.go_offline()


def _machine(world: World, account_id: str, machine_id: str, keyring: Keyring) -> Machine:
    """The machine as the server knows it, which it may have to be told first."""
    with world.unit() as unit:
        known = unit.machine(account_id, machine_id)
        if known is not None:
            return known
        key, sealed = keyring.new_record_key()
        metadata = {
            "host": _HOST,
            "platform": "linux",
            "happyCliVersion": _VERSION,
            "homeDir": _HOME,
            "happyHomeDir": f"{_HOME}/.happy",
            "happyLibDir": "/usr/lib/happy",
        }
        return machines.create_machine(unit, account_id, machine_id, key.encrypt_json(metadata), None, sealed)
