"""The parts of a client: each method blocks as `x()` and is awaited as `x_async()`, on either client."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fairlead.hestia._flavours import Flavours
    from fairlead.hestia.models import AgentResult, ChatResponse, SystemMetrics, SystemStatus

__all__ = ["Agents", "Chat", "Governance", "Secrets", "System"]


class Namespace:
    """Part of a client."""

    __slots__ = ("_client",)

    def __init__(self, client: Flavours) -> None:
        self._client = client


class Chat(Namespace):
    """`client.chat`: talk to the model. Calling the namespace itself is `run()`."""

    async def run_async(self, message: str, session_id: str | None = None) -> ChatResponse:
        """Send a message and wait for the reply. It is sent once.

        Args:
            message: What to say.
            session_id: Conversation to go on with. A new one by default.

        Raises:
            GovernanceBlock: The message is blocked.

        Examples:
            >>> reply = await client.chat.run_async("Hello!", session_id="abc")
        """
        return await self._client.asynchronous.chat(message, session_id)

    def run(self, message: str, session_id: str | None = None) -> ChatResponse:
        """Like `run_async()`, blocking."""
        return self._client.blocking.chat(message, session_id)

    def send(self, message: str, session_id: str | None = None) -> ChatResponse:
        """The same as `run()`."""
        return self.run(message, session_id)

    def __call__(self, message: str, session_id: str | None = None) -> ChatResponse:
        """The same as `run()`."""
        return self.run(message, session_id)


class Agents(Namespace):
    """`client.agents`: give a named agent a task. Calling the namespace itself is `run()`."""

    async def run_async(
        self, agent_id: str, task: str, config: Mapping[str, Any] | None = None
    ) -> AgentResult:
        """Give an agent a task and wait until it has ended. It is sent once.

        Args:
            agent_id: Identifier of the agent.
            task: What to do.
            config: What the agent is to know beside the task.

        Raises:
            NotFound: There is no such agent.

        Examples:
            >>> result = await client.agents.run_async("agent-1", "analyze data")
        """
        return await self._client.asynchronous.run_agent(agent_id, task, config)

    def run(self, agent_id: str, task: str, config: Mapping[str, Any] | None = None) -> AgentResult:
        """Like `run_async()`, blocking."""
        return self._client.blocking.run_agent(agent_id, task, config)

    def __call__(self, agent_id: str, task: str, config: Mapping[str, Any] | None = None) -> AgentResult:
        """The same as `run()`."""
        return self.run(agent_id, task, config)


class System(Namespace):
    """`client.system`: state, configuration and figures of the server."""

    async def status_async(self) -> SystemStatus:
        """Get the state of the server and of its parts."""
        return await self._client.asynchronous.get_status()

    def status(self) -> SystemStatus:
        """Like `status_async()`, blocking."""
        return self._client.blocking.get_status()

    async def config_async(self) -> dict[str, Any]:
        """Get the configuration. Nobody promises its keys."""
        return await self._client.asynchronous.get_config()

    def config(self) -> dict[str, Any]:
        """Like `config_async()`, blocking."""
        return self._client.blocking.get_config()

    async def metrics_async(self) -> SystemMetrics:
        """Get figures of the machine and of the requests."""
        return await self._client.asynchronous.get_metrics()

    def metrics(self) -> SystemMetrics:
        """Like `metrics_async()`, blocking."""
        return self._client.blocking.get_metrics()


class Secrets(Namespace):
    """`client.secrets`: credentials that tools may use. Calling the namespace itself is `get()`.

    A key is sent as one encoded path segment, whatever it contains. Keys that are empty, `.` or `..` are
    refused with `InvalidArgument`.
    """

    async def get_async(self, key: str) -> str:
        """Get a secret.

        Raises:
            NotFound: There is none of that name.
        """
        return await self._client.asynchronous.get_secret(key)

    def get(self, key: str) -> str:
        """Like `get_async()`, blocking."""
        return self._client.blocking.get_secret(key)

    async def set_async(self, key: str, value: str, provider: str = "custom") -> None:
        """Store a secret, for every tool. One of that name is replaced. It is sent once.

        Args:
            key: Name of the secret.
            value: The secret.
            provider: What it is for.

        Examples:
            >>> await client.secrets.set_async("my-key", "my-value")
        """
        await self._client.asynchronous.set_secret(key, value, provider)

    def set(self, key: str, value: str, provider: str = "custom") -> None:
        """Like `set_async()`, blocking."""
        self._client.blocking.set_secret(key, value, provider)

    async def delete_async(self, key: str) -> None:
        """Delete a secret. It is sent once.

        Raises:
            NotFound: There is none of that name.
        """
        await self._client.asynchronous.delete_secret(key)

    def delete(self, key: str) -> None:
        """Like `delete_async()`, blocking."""
        self._client.blocking.delete_secret(key)

    def __call__(self, key: str) -> str:
        """The same as `get()`."""
        return self.get(key)


class Governance(Namespace):
    """`client.governance`: what is decided about commands, and what became of them."""

    async def explain_async(
        self, command_type: str, command_input: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Ask what would be decided about a command. Nothing runs and nothing is stored.

        Args:
            command_type: Such as `READ`, `WRITE` or `EXTERNAL`; what is not known counts as `READ`.
            command_input: What the command is given.

        Returns:
            At least `decision`, `reason`, `risk_score`, `policy` and `violations`.

        Examples:
            >>> explanation = await client.governance.explain_async("WRITE", {"path": "report.txt"})
        """
        return await self._client.asynchronous.explain(command_type, command_input)

    def explain(self, command_type: str, command_input: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Like `explain_async()`, blocking."""
        return self._client.blocking.explain(command_type, command_input)

    async def status_async(self) -> dict[str, Any]:
        """Get how far the system has drifted."""
        return await self._client.asynchronous.get_stability()

    def status(self) -> dict[str, Any]:
        """Like `status_async()`, blocking."""
        return self._client.blocking.get_stability()

    async def trace_async(self, command_id: str) -> dict[str, Any] | None:
        """Get the trace of a command.

        Args:
            command_id: Identifier of the command, which is the `trace_id` of its run.

        Returns:
            The trace, or None if there is none (404). Every other failure raises.
        """
        return await self._client.asynchronous.get_governance_trace(command_id)

    def trace(self, command_id: str) -> dict[str, Any] | None:
        """Like `trace_async()`, blocking."""
        return self._client.blocking.get_governance_trace(command_id)
