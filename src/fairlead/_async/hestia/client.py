"""Every operation of HestiaOS that the facade offers, in one flavour.

The public clients offer both flavours; they are made of two of these, in `fairlead.hestia.client`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Unpack

from hestia_backend_client import Client as Wire
from hestia_backend_client import models as wire
from hestia_backend_client.api.agents import run_agent
from hestia_backend_client.api.chat import chat
from hestia_backend_client.api.governance import explain, get_governance_trace, get_stability
from hestia_backend_client.api.runs import run, run_stream
from hestia_backend_client.api.secrets import delete_secret, get_secret, set_secret
from hestia_backend_client.api.system import get_config, get_metrics, get_status

from fairlead import errors
from fairlead._async._client import (
    AsyncBaseClient,
    check_connection,
    check_credential,
    check_retries,
    check_timeout,
    check_url,
)
from fairlead._async._http import AsyncHttp
from fairlead._async.hestia.stream import AsyncRunStream
from fairlead._clients import ConnectionOptions
from fairlead._core.retry import RetryPolicy
from fairlead.hestia import models
from fairlead.hestia._errors import FAMILY


class AsyncCalls(AsyncBaseClient):
    """One flavour of a client.

    Args:
        base_url: Where the server is.
        api_key: The bearer token; None or empty for none.
        timeout: Seconds one attempt of a request may take, and longest silence of a stream; None for no
            limit.
        retries: How often a read is sent again, at most.
        owner: What the application calls the client.
        keep_alive: Whether connections are kept for further requests.
        options: `http_client`, `proxy` and `verify`.
    """

    _family = FAMILY
    _wire: Wire
    _wire_once: Wire

    def __init__(
        self,
        base_url: str,
        api_key: str | None,
        timeout: float | None,
        retries: int,
        *,
        owner: str,
        keep_alive: bool = True,
        **options: Unpack[ConnectionOptions],
    ) -> None:
        key = check_credential(api_key, FAMILY, "api_key") if api_key else None
        self._bind(
            AsyncHttp(
                FAMILY,
                check_url(base_url, FAMILY),
                credentials={"Authorization": f"Bearer {key}"} if key else {},
                timeout=check_timeout(timeout, FAMILY),
                retry=RetryPolicy(max_retries=check_retries(retries, FAMILY, "retries")),
                keep_alive=keep_alive,
                product="hestiaos-sdk",
                **check_connection(options, FAMILY),
            )
        )
        self._http.pool.owner = owner

    def _bind(self, http: AsyncHttp) -> None:
        super()._bind(http)
        self._wire = http.bind(Wire())
        # What may change something is sent once: the server knows no idempotency key.
        once = http.view(timeout=http.timeout, retry=dataclasses.replace(http.retry, max_retries=0))
        self._wire_once = once.bind(Wire())

    async def run(
        self,
        input: str,
        session_id: str | None,
        agent_id: str | None,
        mode_hint: str | None,
        timeout_ms: int,
        stream: bool,
    ) -> models.RunResponse:
        """Run a command."""
        body = self._run_body(input, session_id, agent_id, mode_hint, timeout_ms, stream)
        return await self._call(models.RunResponse, run.asyncio_detailed, client=self._wire_once, body=body)

    def stream(
        self,
        input: str,
        session_id: str | None,
        agent_id: str | None,
        mode_hint: str | None,
        timeout_ms: int,
    ) -> AsyncRunStream:
        """A stream that is opened when it is entered."""
        body = self._run_body(input, session_id, agent_id, mode_hint, timeout_ms, True)
        # The generated request is used, not the generated call, which would wait for the stream's end.
        request = run_stream._get_kwargs(body=body)  # pyright: ignore[reportPrivateUsage]
        return AsyncRunStream(self._http, request)

    async def chat(self, message: str, session_id: str | None) -> models.ChatResponse:
        """Send a message."""
        body = self._body(wire.ChatRequest.from_dict, {"message": message, "session_id": session_id})
        return await self._call(models.ChatResponse, chat.asyncio_detailed, client=self._wire_once, body=body)

    async def run_agent(
        self, agent_id: str, task: str, config: Mapping[str, Any] | None
    ) -> models.AgentResult:
        """Give an agent a task."""
        content = {"agent_id": agent_id, "task": task, "config": config}
        body = self._body(wire.AgentRunRequest.from_dict, content)
        return await self._call(
            models.AgentResult, run_agent.asyncio_detailed, client=self._wire_once, body=body
        )

    async def get_status(self) -> models.SystemStatus:
        """Get the state of the server."""
        return await self._call(models.SystemStatus, get_status.asyncio_detailed, client=self._wire)

    async def get_config(self) -> dict[str, Any]:
        """Get the configuration."""
        return await self._call(dict[str, Any], get_config.asyncio_detailed, client=self._wire)

    async def get_metrics(self) -> models.SystemMetrics:
        """Get figures."""
        return await self._call(models.SystemMetrics, get_metrics.asyncio_detailed, client=self._wire)

    async def get_secret(self, key: str) -> str:
        """Get a secret."""
        name = self._segment(key, "key")
        found = await self._call(models.StoredSecret, get_secret.asyncio_detailed, name, client=self._wire)
        return found.value

    async def set_secret(self, key: str, value: str, provider: str) -> None:
        """Store a secret."""
        content = {
            "credential_ref": self._segment(key, "key"),
            "secret": value,
            "provider": provider,
            "allowed_tools": ["*"],
        }
        body = self._body(wire.SecretWrite.from_dict, content)
        await self._call_empty(set_secret.asyncio_detailed, client=self._wire_once, body=body)

    async def delete_secret(self, key: str) -> None:
        """Delete a secret."""
        name = self._segment(key, "key")
        await self._call_empty(delete_secret.asyncio_detailed, name, client=self._wire_once)

    async def explain(self, command_type: str, command_input: Mapping[str, Any] | None) -> dict[str, Any]:
        """Ask what would be decided. It is a POST, so it is sent again only if it was refused."""
        content = {"command_type": command_type, "command_input": command_input or {}}
        body = self._body(wire.ExplainRequest.from_dict, content)
        return await self._call(dict[str, Any], explain.asyncio_detailed, client=self._wire, body=body)

    async def get_stability(self) -> dict[str, Any]:
        """Get the drift of the system."""
        return await self._call(dict[str, Any], get_stability.asyncio_detailed, client=self._wire)

    async def get_governance_trace(self, command_id: str) -> dict[str, Any] | None:
        """Get a trace; None if there is none."""
        name = self._segment(command_id, "command_id")
        try:
            return await self._call(
                dict[str, Any], get_governance_trace.asyncio_detailed, name, client=self._wire
            )
        except errors.NotFound:
            return None

    def _run_body(
        self,
        input: str,
        session_id: str | None,
        agent_id: str | None,
        mode_hint: str | None,
        timeout_ms: int,
        stream: bool,
    ) -> wire.RunRequest:
        context = {"session_id": session_id, "agent_id": agent_id, "mode_hint": mode_hint}
        options = {"timeout_ms": timeout_ms, "stream": stream}
        return self._body(wire.RunRequest.from_dict, {"input": input, "context": context, "options": options})
