# Made from src/fairlead/_async/happy/agents.py by `nox -s regenerate`: edit that one.
"""Agents: calling them, and what they ask."""

from __future__ import annotations

from typing import Any

from fairlead import errors
from fairlead._sync.happy.messages import MessageMethods
from fairlead.happy import models
from fairlead.happy._crypto import RecordKey
from fairlead.happy._errors import FAMILY
from fairlead.happy._rpc import accepted, known_mode, open_ack
from fairlead.happy.exceptions import EncryptionError, RpcConnectionError, RpcTimeoutError
from fairlead.happy.models import SpawnPermissionMode

ANSWER = 60.0
"""Seconds for the answer to a call. The server waits 15 for whom it does not find, and 30 for an answer."""


class AgentMethods(MessageMethods):
    """The part of the client that talks to agents otherwise than by messages."""

    def call_session(
        self, session_id: str, method: str, params: Any = None, *, timeout: float = ANSWER
    ) -> Any:
        """Call a method of a session's agent, such as `"bash"`, and return what it returns.

        Args:
            session_id: The session.
            method: The method.
            params: What to call it with: any JSON.
            timeout: Seconds to wait for the answer. The server itself gives up after 30.

        Raises:
            SessionNotFound: There is no such session.
            RpcError: The agent answered with an error.
            RpcTransportError: The agent is not connected, or its answer did not get back.
            EncryptionError: The session's key cannot be opened, or does not fit.

        Examples:
            >>> result = client.call_session(session_id, "bash", {"command": "git status"})
            >>> print(result["stdout"])
        """
        key = self._records.key_of(session_id)
        return accepted(self._rpc(session_id, key, method, params, timeout), method)

    def abort_turn(self, session_id: str, reason: str | None = None) -> None:
        """Interrupt what an agent does; it stays ready for the next message.

        Args:
            session_id: The session.
            reason: Why, for the agent.

        Raises:
            SessionNotFound: There is no such session.
            RpcTransportError: The agent is not connected, or does not answer.
            RpcError: The agent answered with an error.
        """
        params = {} if reason is None else {"reason": reason}
        self.call_session(session_id, "abort", params)

    def list_permission_requests(self, session_id: str) -> list[models.PermissionRequest]:
        """Get what an agent waits to be allowed, oldest first.

        Raises:
            SessionNotFound: There is no such session.
            EncryptionError: The agent's state cannot be read.
        """
        session = self.get_session(session_id)
        if session.agent_state is not None and session.agent_state_data is None:
            raise EncryptionError(f"the state of session {session_id} cannot be read", backend=FAMILY.backend)
        return session.permission_requests

    def answer_permission(
        self,
        session_id: str,
        request_id: str,
        approved: bool = True,
        *,
        reason: str | None = None,
        mode: SpawnPermissionMode | None = None,
        decision: str | None = None,
        allow_tools: list[str] | None = None,
        updated_input: Any = None,
    ) -> None:
        """Allow or deny what an agent wants to do.

        Args:
            session_id: The session.
            request_id: Identifier of the request; see `list_permission_requests`.
            approved: Whether to allow it.
            reason: Why not, for the agent.
            mode: What the agent may do unasked from now on.
            decision: `"approved"`, `"approved_for_session"`, `"denied"` or `"abort"`; some agents know it.
            allow_tools: Tools that the agent need not ask for any more.
            updated_input: What to use the tool with instead.

        Raises:
            SessionNotFound: There is no such session.
            RpcTransportError: The agent is not connected, or does not answer.
            RpcError: The agent answered with an error.

        Examples:
            >>> for request in client.list_permission_requests(session_id):
            ...     client.answer_permission(session_id, request.id, approved=request.tool == "Read")
        """
        optional = {
            "reason": reason,
            "mode": mode if mode is None else known_mode(mode),
            "decision": decision,
            "allowTools": allow_tools,
            "updatedInput": updated_input,
        }
        answer = {name: value for name, value in optional.items() if value is not None}
        self.call_session(session_id, "permission", {"id": request_id, "approved": approved, **answer})

    def _rpc(self, scope: str, key: RecordKey, method: str, params: Any, timeout: float) -> Any:
        """Call a method of a machine or an agent."""
        payload = {"method": f"{scope}:{method}", "params": key.encrypt_json(params)}
        try:
            ack = self._shared.link.call("rpc-call", payload, timeout)
        except errors.TimedOut as error:
            raise RpcTimeoutError(str(error), backend=FAMILY.backend, operation="rpc-call") from error
        except errors.ConnectionFailed as error:
            raise RpcConnectionError(str(error), backend=FAMILY.backend, operation="rpc-call") from error
        return open_ack(ack, key)
