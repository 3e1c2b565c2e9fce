"""The HandoffRail client."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Self, Unpack

from fairlead._async._client import (
    check_connection,
    check_credential,
    check_delay,
    check_retries,
    check_timeout,
    check_url,
    from_environment,
)
from fairlead._async._http import AsyncHttp
from fairlead._async.handoffrail._sources import AsyncSSESource, AsyncWebSocketSource
from fairlead._async.handoffrail.admin import (
    AsyncAuditMethods,
    AsyncKeyMethods,
    AsyncSchemaMethods,
    AsyncSystemMethods,
    AsyncTenantMethods,
)
from fairlead._async.handoffrail.batches import AsyncBatchMethods
from fairlead._async.handoffrail.events import AsyncEventStream
from fairlead._async.handoffrail.packets import AsyncPacketMethods
from fairlead._async.handoffrail.webhooks import AsyncWebhookMethods
from fairlead._clients import ConnectionOptions, check_options
from fairlead._core.reconnect import Reconnect
from fairlead._core.retry import RetryPolicy
from fairlead.handoffrail._channels import checked_channels
from fairlead.handoffrail._errors import FAMILY


class AsyncHandoffRailClient(
    AsyncPacketMethods,
    AsyncBatchMethods,
    AsyncWebhookMethods,
    AsyncSchemaMethods,
    AsyncAuditMethods,
    AsyncKeyMethods,
    AsyncTenantMethods,
    AsyncSystemMethods,
):
    """A client of a HandoffRail server: one connection pool, usable until `close()`.

    Threads, or tasks of one event loop, may share it. In a forked child, or in another event loop, it makes
    new connections.

    Every method may raise a [`HandoffRailError`][fairlead.handoffrail.HandoffRailError]:
    `AuthenticationError` for an unknown key, `PermissionDeniedError` for one whose role is too low,
    `RateLimitError`, `ServerError`, `ConnectionError`, `TimeoutError`, or `ResponseFormatError`. The methods
    name only what they add to that.

    Args:
        base_url: Where the API is, including `/api/v1`, such as `http://localhost:8080/api/v1`.
        api_key: The API key, `hr_...`. It appears in no repr, log line or error.
        timeout: Seconds one attempt of a request may take; None for no limit.
        max_retries: How often a request is sent again, at most. Requests that may have changed something are
            sent again only if the server cannot have acted on them.
        retry_delay: Seconds before the first retry; doubles with each further one, up to 8.
        options: `http_client`, `proxy` and `verify`; see `ConnectionOptions`.

    Raises:
        ConfigurationError: An argument cannot be right.

    Examples:
        >>> async with AsyncHandoffRailClient("http://localhost:8080/api/v1", "hr_...") as client:
        ...     page = await client.list_packets(status="created")
    """

    def __init__(
        self,
        base_url: str,
        api_key: str,
        timeout: float | None = 30.0,
        max_retries: int = 3,
        retry_delay: float = 0.5,
        **options: Unpack[ConnectionOptions],
    ) -> None:
        check_options(type(self), options, ConnectionOptions.__optional_keys__)
        self.api_key: str = check_credential(api_key, FAMILY, "api_key")
        self._bind(
            AsyncHttp(
                FAMILY,
                check_url(base_url, FAMILY),
                api_prefix="/api/v1",
                credentials={"X-API-Key": api_key},
                timeout=check_timeout(timeout, FAMILY),
                retry=RetryPolicy(
                    max_retries=check_retries(max_retries, FAMILY),
                    base_delay=check_delay(retry_delay, FAMILY),
                ),
                **check_connection(options, FAMILY),
            )
        )

    @property
    def retry_delay(self) -> float:
        """Seconds before the first retry."""
        return self._http.retry.base_delay

    @classmethod
    def from_env(
        cls,
        timeout: float | None = 30.0,
        max_retries: int = 3,
        retry_delay: float = 0.5,
        **options: Unpack[ConnectionOptions],
    ) -> Self:
        """Make a client from the environment: `HANDOFFRAIL_URL` and `HANDOFFRAIL_API_KEY`.

        Args:
            timeout: Seconds one attempt of a request may take; None for no limit.
            max_retries: How often a request is sent again, at most.
            retry_delay: Seconds before the first retry.
            options: `http_client`, `proxy` and `verify`.

        Raises:
            ConfigurationError: A variable is not set; the message names it.
        """
        found = from_environment(FAMILY, base_url="HANDOFFRAIL_URL", api_key="HANDOFFRAIL_API_KEY")
        return cls(found["base_url"], found["api_key"], timeout, max_retries, retry_delay, **options)

    def events(
        self,
        channels: str | Iterable[str] = (),
        *,
        transport: Literal["sse", "websocket"] = "sse",
        reconnect: Reconnect | bool = True,
    ) -> AsyncEventStream:
        """Follow what happens to packets, live. Enter the stream before you act, so that nothing is missed.

        Args:
            channels: `status:<status>`, `packet:<id>` or `agent:<id>`, one or several; any may match. None of
                them means everything of the tenant.
            transport: `"sse"`, or `"websocket"`, which can change its channels while it is open.
            reconnect: Whether, and how patiently, a broken connection is made again. After that, events that
                were missed meanwhile are looked up and delivered with `replayed` set.

        Raises:
            InvalidArgumentError: There is no such transport, or a channel is none of these.

        Examples:
            >>> async with client.events(["agent:billing-01"]) as events:
            ...     async for event in events:
            ...         print(event.type, event.packet_id)
        """
        if transport not in ("sse", "websocket"):
            raise FAMILY.invalid_argument(
                f"transport must be 'sse' or 'websocket', got {transport!r}", backend=FAMILY.backend
            )
        make = AsyncSSESource if transport == "sse" else AsyncWebSocketSource
        policy = Reconnect() if reconnect is True else reconnect or None
        return AsyncEventStream(
            self, make(self._http, self.api_key), checked_channels(channels), reconnect=policy
        )
