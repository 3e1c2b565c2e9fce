"""The Happy client."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Self, Unpack

from happy_backend_client import models as wire
from happy_backend_client.api.system import check_version, get_health

from fairlead._async._client import (
    AsyncBaseClient,
    check_connection,
    check_delay,
    check_retries,
    check_text,
    check_timeout,
    check_url,
)
from fairlead._async._http import AsyncHttp
from fairlead._async.happy._base import AsyncShared, bearer
from fairlead._async.happy.link import AsyncLink
from fairlead._async.happy.tasks import AsyncTaskMethods
from fairlead._clients import ConnectionOptions, check_options
from fairlead._core.retry import RetryPolicy
from fairlead.happy import _records, models
from fairlead.happy._credentials import credentials_from_env, resolve_credentials, resolve_server_url
from fairlead.happy._crypto import encode_base64
from fairlead.happy._errors import FAMILY

if TYPE_CHECKING:
    from fairlead._async.happy.account import AsyncAccount, AsyncPushTokens
    from fairlead._async.happy.artifacts import AsyncAccessKeys, AsyncArtifacts, AsyncKv
    from fairlead._async.happy.attachments import AsyncAttachments
    from fairlead._async.happy.auth import AsyncAuth
    from fairlead._async.happy.social import AsyncConnections, AsyncFeed, AsyncFriends, AsyncVoice

IDEMPOTENT = frozenset(
    {
        "approve_account_pairing",
        "approve_terminal_pairing",
        "archive_session",
        "create_artifact",
        "create_machine",
        "create_session",
        "delete_push_token",
        "get_kv_bulk",
        "query_usage",
        "register_push_token",
        "request_account_pairing",
        "request_terminal_pairing",
        "send_messages",
        "sign_in",
    }
)
"""Operations that do the same when they arrive twice, because of an id in the request or by their nature."""


class HappyClient(AsyncTaskMethods, AsyncBaseClient):
    """A client of a Happy server, for one account: one connection pool and one socket, until `close()`.

    Threads, or tasks of one event loop, may share it. In a forked child, or in another event loop, it makes
    new connections.

    Credentials are the first of: `token` and `secret_b64`; the file `credentials_path`; `agent.key` or
    `access.key` in the directory that the environment variable `HAPPY_HOME_DIR` names, or else in `~/.happy`.
    Making a client connects to nothing. Every call may raise a [`HappyError`][fairlead.happy.HappyError]:
    `AuthenticationError`, `ConnectionError`, `TimeoutError`, `ServerError` or `ResponseFormatError`. The
    methods name only what they add to that.

    Args:
        server_url: Where the server is; by default what the environment variable `HAPPY_SERVER_URL` says.
        credentials_path: Key file of either format.
        token: Bearer token; together with `secret_b64`. It appears in no repr, log line or error.
        secret_b64: The account secret in base64. It never leaves this process.
        timeout: Seconds one attempt of a request may take; None for no limit.
        max_retries: How often a request is sent again, at most. Requests that may have changed something are
            sent again only if that changes nothing more.
        retry_delay: Seconds before the first retry; doubles with each further one, up to 8.
        renew_token: Sign in with the secret and try again when the server refuses the token.
        options: `http_client`, `proxy` and `verify`; see `ConnectionOptions`.

    Raises:
        ConfigurationError: There is no `server_url`, or an argument cannot be right.
        CredentialsError: There are no credentials, or they are malformed. It is an `AuthenticationError`.
        MissingExtra: The libraries for encryption are not installed: `pip install 'fairlead[happy]'`.

    Examples:
        >>> async with HappyClient.from_env() as client:
        ...     session_id = await client.run_task("my-machine", "/home/me/project", "Summarise the open PRs")
    """

    def __init__(
        self,
        server_url: str | None = None,
        credentials_path: str | os.PathLike[str] | None = None,
        token: str | None = None,
        secret_b64: str | None = None,
        *,
        timeout: float | None = 30.0,
        max_retries: int = 3,
        retry_delay: float = 0.5,
        renew_token: bool = False,
        **options: Unpack[ConnectionOptions],
    ) -> None:
        check_options(type(self), options, ConnectionOptions.__optional_keys__)
        if server_url is not None:
            check_text(server_url, FAMILY, "server_url")
        url = check_url(resolve_server_url(server_url), FAMILY, "server_url")
        credentials = resolve_credentials(
            token=token, secret_b64=secret_b64, credentials_path=credentials_path
        )
        shared = self._shared = AsyncShared(credentials, renew=renew_token)
        http = AsyncHttp(
            FAMILY,
            url,
            credentials=bearer(shared.token),
            timeout=check_timeout(timeout, FAMILY),
            retry=RetryPolicy(
                max_retries=check_retries(max_retries, FAMILY), base_delay=check_delay(retry_delay, FAMILY)
            ),
            idempotent=IDEMPOTENT,
            **check_connection(options, FAMILY),
        )
        shared.link = AsyncLink(
            http, token=lambda: shared.token, renew=lambda refused: shared.renew(http, refused)
        )
        self._bind(http)

    @classmethod
    def from_env(
        cls,
        server_url: str | None = None,
        *,
        timeout: float | None = 30.0,
        max_retries: int = 3,
        retry_delay: float = 0.5,
        renew_token: bool = False,
        **options: Unpack[ConnectionOptions],
    ) -> Self:
        """Make a client with what the environment says.

        Args:
            server_url: Where the server is; by default what `HAPPY_SERVER_URL` says.
            timeout: Seconds one attempt of a request may take; None for no limit.
            max_retries: How often a request is sent again, at most.
            retry_delay: Seconds before the first retry; doubles with each further one, up to 8.
            renew_token: Sign in with the secret and try again when the server refuses the token.
            options: `http_client`, `proxy` and `verify`.

        Raises:
            CredentialsError: `HAPPY_TOKEN`, `HAPPY_SECRET` or `HAPPY_SERVER_URL` is missing; the message
                names all that are.
            ConfigurationError: An argument cannot be right.

        Examples:
            >>> async with HappyClient.from_env() as client:
            ...     machines = await client.list_machines(active_only=True)
        """
        url, credentials = credentials_from_env(server_url)
        return cls(
            url,
            token=credentials.token,
            secret_b64=encode_base64(credentials.secret),
            timeout=timeout,
            max_retries=max_retries,
            retry_delay=retry_delay,
            renew_token=renew_token,
            **options,
        )

    @property
    def retry_delay(self) -> float:
        """Seconds before the first retry."""
        return self._http.retry.base_delay

    async def close(self) -> None:
        """Close the socket and the connections, which views share, and end open subscriptions."""
        try:
            await self._shared.link.close()
        finally:
            await super().close()

    @cached_property
    def auth(self) -> AsyncAuth:
        """A fresh token, and letting other devices in."""
        from fairlead._async.happy.auth import AsyncAuth

        return AsyncAuth(self._http, self._shared)

    @cached_property
    def account(self) -> AsyncAccount:
        """Who it is, its settings and its usage."""
        from fairlead._async.happy.account import AsyncAccount

        return AsyncAccount(self._http, self._shared)

    @cached_property
    def artifacts(self) -> AsyncArtifacts:
        """Documents that only the account can read."""
        from fairlead._async.happy.artifacts import AsyncArtifacts

        return AsyncArtifacts(self._http, self._shared)

    @cached_property
    def attachments(self) -> AsyncAttachments:
        """Files that belong to a session."""
        from fairlead._async.happy.attachments import AsyncAttachments

        return AsyncAttachments(self._http, self._shared)

    @cached_property
    def access_keys(self) -> AsyncAccessKeys:
        """What machines need to take part in sessions."""
        from fairlead._async.happy.artifacts import AsyncAccessKeys

        return AsyncAccessKeys(self._http, self._shared)

    @cached_property
    def kv(self) -> AsyncKv:
        """The key-value store."""
        from fairlead._async.happy.artifacts import AsyncKv

        return AsyncKv(self._http, self._shared)

    @cached_property
    def feed(self) -> AsyncFeed:
        """What the account is told."""
        from fairlead._async.happy.social import AsyncFeed

        return AsyncFeed(self._http, self._shared)

    @cached_property
    def friends(self) -> AsyncFriends:
        """Other people."""
        from fairlead._async.happy.social import AsyncFriends

        return AsyncFriends(self._http, self._shared)

    @cached_property
    def push_tokens(self) -> AsyncPushTokens:
        """The devices that are notified."""
        from fairlead._async.happy.account import AsyncPushTokens

        return AsyncPushTokens(self._http, self._shared)

    @cached_property
    def connections(self) -> AsyncConnections:
        """GitHub, and tokens of vendors of models."""
        from fairlead._async.happy.social import AsyncConnections

        return AsyncConnections(self._http, self._shared)

    @cached_property
    def voice(self) -> AsyncVoice:
        """Talking to voice agents."""
        from fairlead._async.happy.social import AsyncVoice

        return AsyncVoice(self._http, self._shared)

    async def health(self) -> models.Health:
        """Ask whether the server works.

        Raises:
            ServerError: It does not.
        """
        return await self._call(models.Health, get_health.asyncio_detailed, client=self._wire)

    async def check_version(self, platform: str, version: str, app_id: str) -> str | None:
        """Ask, as an app, where to get an update; None if there is none.

        Args:
            platform: Platform of the app, such as `"ios"`.
            version: Version of the app.
            app_id: Identifier of the app.
        """
        body = {"platform": platform, "version": version, "app_id": app_id}
        answer = await self._call(
            _records.VersionResult,
            check_version.asyncio_detailed,
            client=self._wire,
            body=self._body(wire.VersionCheck.from_dict, body),
        )
        return answer.update_url
