# Made from src/fairlead/_async/happy/machines.py by `nox -s regenerate`: edit that one.
"""Machines, what is called on them and on agents, and starting and stopping agents."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from happy_backend_client import models as wire
from happy_backend_client.api.machines import create_machine, delete_machine, get_machine, list_machines

from fairlead._core.loose import fields_of
from fairlead._sync.happy.agents import ANSWER, AgentMethods
from fairlead.happy import _records, models
from fairlead.happy._crypto import RecordKey
from fairlead.happy._errors import FAMILY
from fairlead.happy._rpc import UNAVAILABLE, accepted, known_mode, spawn_request, started
from fairlead.happy.exceptions import (
    EncryptionError,
    HappyError,
    MachineNotFound,
    MachineOfflineError,
    RpcError,
    RpcTransportError,
    SpawnError,
    StopSessionError,
)
from fairlead.happy.models import Agent, SpawnPermissionMode

_log = logging.getLogger("fairlead")


class MachineMethods(AgentMethods):
    """The part of the client that is about machines and the agents on them."""

    def list_machines(self, active_only: bool = False) -> list[models.Machine]:
        """Get all machines, those that were heard of last first.

        What cannot be decrypted is listed, too, with `readable` False.

        Args:
            active_only: Only those that were heard of lately. One may be gone all the same.
        """
        records = self._call(list[_records.MachineRecord], list_machines.sync_detailed, client=self._wire)
        return [record.open(self._shared.keyring) for record in records if record.active or not active_only]

    def get_machine(self, machine_id: str) -> models.Machine:
        """Get a machine.

        Raises:
            MachineNotFound: There is no such machine.
        """
        return (self._machine(machine_id)).open(self._shared.keyring)

    def register_machine(
        self,
        machine_id: str,
        metadata: Mapping[str, Any],
        *,
        daemon_state: Mapping[str, Any] | None = None,
    ) -> models.Machine:
        """Make a machine known, as daemons do, or get the one that has this id.

        Args:
            machine_id: Identifier of one's own choice, unique over all accounts.
            metadata: What to say about it, such as `host` and `platform`.
            daemon_state: State of its daemon.

        Raises:
            ServerError: Another account has a machine with this id; the server fails then.
            EncryptionError: Only a machine's key is known.
            InvalidArgumentError: Something is no JSON.
        """
        key, sealed = self._shared.keyring.new_record_key()
        body = {
            "id": machine_id,
            "metadata": key.encrypt_json(dict(metadata)),
            "dataEncryptionKey": sealed,
        }
        if daemon_state is not None:
            body["daemonState"] = key.encrypt_json(dict(daemon_state))
        answer = self._call(
            _records.MachineResponse,
            create_machine.sync_detailed,
            client=self._wire,
            body=self._body(wire.MachineCreate.from_dict, body),
        )
        return answer.machine.open(self._shared.keyring)

    def delete_machine(self, machine_id: str) -> None:
        """Delete a machine. Its sessions stay.

        Raises:
            MachineNotFound: There is no such machine.
        """
        place = self._segment(machine_id, "machine_id")
        self._call(_records.Succeeded, delete_machine.sync_detailed, place, client=self._wire)

    def call_machine(
        self, machine_id: str, method: str, params: Any = None, *, timeout: float = ANSWER
    ) -> Any:
        """Call a method of a machine's daemon, such as `"readFile"`, and return what it returns.

        Args:
            machine_id: The machine.
            method: The method.
            params: What to call it with: any JSON.
            timeout: Seconds to wait for the answer. The server itself gives up after 30.

        Raises:
            MachineNotFound: There is no such machine.
            MachineOfflineError: Its daemon is not connected, or does not know the method.
            RpcError: The daemon answered with an error.
            RpcTransportError: The call did not get through, or its answer did not get back.
            EncryptionError: The machine's key cannot be opened, or does not fit.

        Examples:
            >>> listing = client.call_machine("my-machine", "listDirectory", {"path": "/home/me"})
        """
        key = (self._machine(machine_id)).key(self._shared.keyring)
        return accepted(self._on_machine(machine_id, key, method, params, timeout), method)

    def spawn_session(
        self,
        machine_id: str,
        directory: str,
        agent: Agent = "claude",
        create_dir: bool = False,
        name: str | None = None,
        *,
        permission_mode: SpawnPermissionMode | None = None,
        environment_variables: Mapping[str, str] | None = None,
    ) -> str:
        """Start an agent on a machine, and return the id of its session.

        Args:
            machine_id: The machine.
            directory: Where the agent works, as a path on the machine.
            agent: Which agent.
            create_dir: Whether the directory may be created.
            name: What to call the session. If that fails, the agent is stopped again.
            permission_mode: What the agent may do unasked.
            environment_variables: What to add to the agent's environment; `${VAR}` and `${VAR:-default}` are
                replaced on the machine.

        Raises:
            MachineOfflineError: There is no such machine, or its daemon is not connected.
            DirectoryApprovalRequired: The directory does not exist, and may not be created.
            SpawnError: The daemon did not start the agent.
            RpcTransportError: The call did not get through, or its answer did not get back; then it is not
                known whether an agent was started.
            EncryptionError: The machine's key cannot be opened, or does not fit.
            InvalidArgumentError: There is no such permission mode. Nothing was sent.

        Examples:
            >>> session_id = client.spawn_session("my-machine", "/home/me/project", name="Nightly")
        """
        request = spawn_request(
            directory,
            agent,
            create_dir=create_dir,
            permission_mode=permission_mode,
            environment_variables=environment_variables,
        )
        try:
            key = (self._machine(machine_id)).key(self._shared.keyring)
        except MachineNotFound as error:
            raise MachineOfflineError(
                f"there is no machine {machine_id} in this account", backend=FAMILY.backend
            ) from error
        answer = self._on_machine(machine_id, key, "spawn-happy-session", request, ANSWER)
        session_id = started(answer)
        if name is not None:
            try:
                self.set_session_name(session_id, name)
            except BaseException:
                self._stop_after_failure(session_id)
                raise
        return session_id

    def resume_session(
        self, session_id: str, *, model: str | None = None, permission_mode: SpawnPermissionMode | None = None
    ) -> str:
        """Start the agent of a session again that was stopped, on the same machine; returns the session's id.

        Args:
            session_id: The session.
            model: Which model to use from now on.
            permission_mode: What the agent may do unasked from now on.

        Raises:
            SessionNotFound: There is no such session.
            EncryptionError: Its metadata cannot be read.
            MachineOfflineError: The machine's daemon is not connected.
            SpawnError: The daemon did not start the agent, or the session does not say where it ran.
            RpcTransportError: The call did not get through, or its answer did not get back.
            InvalidArgumentError: There is no such permission mode. Nothing was sent.
        """
        request = {"sessionId": session_id}
        if model is not None:
            request["model"] = model
        if permission_mode is not None:
            request["permissionMode"] = known_mode(permission_mode)
        machine_id = (self._readable(session_id)).machine_id
        if machine_id is None:
            raise SpawnError(
                f"session {session_id} does not say on which machine it ran", backend=FAMILY.backend
            )
        key = (self._machine(machine_id)).key(self._shared.keyring)
        return started(self._on_machine(machine_id, key, "resume-happy-session", request, ANSWER))

    def stop_session(self, session_id: str) -> None:
        """Stop the agent of a session. The session stays, and can be resumed.

        The daemon that started the agent is asked to, and if it cannot, the agent itself. If there is none
        left, the session is marked as not active.

        Raises:
            SessionNotFound: There is no such session.
            EncryptionError: The session cannot be read.
            StopSessionError: Neither would, and the agent is connected. The session is marked as not active.

        Examples:
            >>> client.stop_session(session_id)
        """
        session = self._readable(session_id)
        if session.machine_id is not None and self._was_stopped_by(session.machine_id, session_id):
            return
        try:
            result = self.call_session(session_id, "killSession", {})
        except (RpcTransportError, RpcError) as error:
            self.archive_session(session_id)
            if isinstance(error, RpcError) or error.code != UNAVAILABLE:
                raise StopSessionError(
                    f"the agent of session {session_id} may still run: {error}", backend=FAMILY.backend
                ) from error
            return
        if fields_of(result).get("success") is False:
            self.archive_session(session_id)
            raise StopSessionError(
                f"the agent of session {session_id} refused to stop: {fields_of(result).get('message')}",
                backend=FAMILY.backend,
            )

    def _machine(self, machine_id: str) -> _records.MachineRecord:
        place = self._segment(machine_id, "machine_id")
        answer = self._call(_records.MachineResponse, get_machine.sync_detailed, place, client=self._wire)
        return answer.machine

    def _readable(self, session_id: str) -> models.Session:
        session = self.get_session(session_id)
        if not session.readable:
            raise EncryptionError(
                f"the metadata of session {session_id} cannot be read", backend=FAMILY.backend
            )
        return session

    def _on_machine(self, machine_id: str, key: RecordKey, method: str, params: Any, timeout: float) -> Any:
        try:
            return self._rpc(machine_id, key, method, params, timeout)
        except RpcTransportError as error:
            if error.code != UNAVAILABLE:
                raise
            raise MachineOfflineError(
                f"machine {machine_id} is not connected, or its daemon knows no {method}",
                backend=FAMILY.backend,
                code=UNAVAILABLE,
            ) from error

    def _was_stopped_by(self, machine_id: str, session_id: str) -> bool:
        """Whether the daemon of a machine stopped an agent; it does not know those that others started."""
        try:
            self.call_machine(machine_id, "stop-session", {"sessionId": session_id})
        except (RpcTransportError, RpcError, MachineNotFound, EncryptionError) as error:
            _log.debug("machine %s did not stop session %s: %s", machine_id, session_id, error)
            return False
        return True

    def _stop_after_failure(self, session_id: str) -> None:
        """Stop what was started; the failure that led here is the one to tell of."""
        try:
            self.stop_session(session_id)
        except HappyError as error:
            _log.warning("session %s was started and could not be stopped: %r", session_id, error)
