# Made from src/fairlead/_async/mycel/client.py by `nox -s regenerate`: edit that one.
"""The Mycel client."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Self, Unpack

from fairlead._clients import ConnectionOptions, check_options
from fairlead._core.decode import decode
from fairlead._core.retry import RetryPolicy
from fairlead._sync._client import (
    BaseClient,
    check_connection,
    check_credential,
    check_delay,
    check_retries,
    check_timeout,
    check_url,
    from_environment,
)
from fairlead._sync._http import Http
from fairlead.mycel import models
from fairlead.mycel._errors import FAMILY

if TYPE_CHECKING:
    from fairlead._sync.mycel.agents import Agents, Threads
    from fairlead._sync.mycel.auth import Auth, Myself, Users
    from fairlead._sync.mycel.chats import Chats
    from fairlead._sync.mycel.messages import Messages
    from fairlead._sync.mycel.notifications import Notifications
    from fairlead._sync.mycel.relationships import Relationships

CAPABILITIES = {
    "guest_auth": "/api/auth/guest",
    "external_users": "/api/auth/external-users",
    "chat_messages": "/api/chats/{chat_id}/messages",
    "runtime_inbox": "/api/runtime/inbox/drain",
}
"""What a backend can do, by the route that it has then."""


class Client(BaseClient):
    """A client of a Mycel backend, as one user: one connection pool, usable until `close()`.

    Threads, or tasks of one event loop, may share it. In a forked child, or in another event loop, it makes
    new connections.

    Who is calling is said by the token alone. Every call may raise a
    [`MycelError`][fairlead.mycel.MycelError]: `Unauthorized` for a bad token, `TokenRequired` without one,
    `ConnectionFailed`, `TimedOut`, `ServerError`, or `InvalidResponse`. The methods name only what they add
    to that.

    Args:
        auth_token: The user's token. It appears in no repr, log line or error. None for calls that get one.
        base_url: Where the backend is, such as `http://127.0.0.1:8017`. There is no default.
        timeout: Seconds one attempt of a request may take; None for no limit.
        max_retries: How often a request is sent again, at most. Requests that may have changed something are
            sent again only if the backend cannot have acted on them.
        retry_delay: Seconds before the first retry; doubles with each further one, up to 8.
        options: `http_client`, `proxy` and `verify`; see `ConnectionOptions`.

    Raises:
        ConfigurationError: `base_url` is missing, or an argument cannot be right.

    Examples:
        >>> with Client(base_url="http://127.0.0.1:8017", auth_token="...") as client:
        ...     chat = client.chats.ensure_direct("target-user-id")
        ...     client.messages.send(chat.id, "hello")
    """

    _family = FAMILY

    def __init__(
        self,
        *,
        auth_token: str | None = None,
        base_url: str | None = None,
        timeout: float | None = 15.0,
        max_retries: int = 3,
        retry_delay: float = 0.5,
        **options: Unpack[ConnectionOptions],
    ) -> None:
        check_options(type(self), options, ConnectionOptions.__optional_keys__)
        if base_url is None or not str(base_url).strip():
            raise FAMILY.configuration(
                "base_url is missing: say where the backend is, such as base_url='http://127.0.0.1:8017'",
                backend=FAMILY.backend,
            )
        credentials: dict[str, str] = {}
        if auth_token is not None:
            token = check_credential(auth_token, FAMILY, "auth_token")
            credentials["Authorization"] = f"Bearer {token}"
        self._authorized = bool(credentials)
        self._bind(
            Http(
                FAMILY,
                check_url(base_url, FAMILY),
                credentials=credentials,
                timeout=check_timeout(timeout, FAMILY),
                retry=RetryPolicy(
                    max_retries=check_retries(max_retries, FAMILY),
                    base_delay=check_delay(retry_delay, FAMILY),
                ),
                **check_connection(options, FAMILY),
            )
        )

    @classmethod
    def from_env(
        cls,
        *,
        timeout: float | None = 15.0,
        max_retries: int = 3,
        retry_delay: float = 0.5,
        **options: Unpack[ConnectionOptions],
    ) -> Self:
        """Make a client from the environment: `MYCEL_BASE_URL`, and `MYCEL_AUTH_TOKEN` if it is set.

        Args:
            timeout: Seconds one attempt of a request may take; None for no limit.
            max_retries: How often a request is sent again, at most.
            retry_delay: Seconds before the first retry.
            options: `http_client`, `proxy` and `verify`.

        Raises:
            ConfigurationError: `MYCEL_BASE_URL` is not set.

        Examples:
            >>> with Client.from_env() as client:
            ...     chats = client.chats.list()
        """
        return cls(
            auth_token=os.environ.get("MYCEL_AUTH_TOKEN") or None,
            base_url=from_environment(FAMILY, base_url="MYCEL_BASE_URL")["base_url"],
            timeout=timeout,
            max_retries=max_retries,
            retry_delay=retry_delay,
            **options,
        )

    @property
    def retry_delay(self) -> float:
        """Seconds before the first retry."""
        return self._http.retry.base_delay

    @cached_property
    def auth(self) -> Auth:
        """Getting tokens."""
        from fairlead._sync.mycel.auth import Auth

        return Auth(self._http, authorized=self._authorized)

    @cached_property
    def me(self) -> Myself:
        """Who is calling."""
        from fairlead._sync.mycel.auth import Myself

        return Myself(self._http, authorized=self._authorized)

    @cached_property
    def users(self) -> Users:
        """Identities of external agents."""
        from fairlead._sync.mycel.auth import Users

        return Users(self._http, authorized=self._authorized)

    @cached_property
    def agents(self) -> Agents:
        """Managed agents."""
        from fairlead._sync.mycel.agents import Agents

        return Agents(self._http, authorized=self._authorized)

    @cached_property
    def threads(self) -> Threads:
        """Where managed agents run."""
        from fairlead._sync.mycel.agents import Threads

        return Threads(self._http, authorized=self._authorized)

    @cached_property
    def chats(self) -> Chats:
        """Chats, their members and join requests, workflows and tasks."""
        from fairlead._sync.mycel.chats import Chats

        return Chats(self._http, authorized=self._authorized)

    @cached_property
    def messages(self) -> Messages:
        """Messages of a chat."""
        from fairlead._sync.mycel.messages import Messages

        return Messages(self._http, authorized=self._authorized)

    @cached_property
    def relationships(self) -> Relationships:
        """What users are to each other."""
        from fairlead._sync.mycel.relationships import Relationships

        return Relationships(self._http, authorized=self._authorized)

    @cached_property
    def notifications(self) -> Notifications:
        """The inbox of a runtime."""
        from fairlead._sync.mycel.notifications import Notifications

        return Notifications(self._http, authorized=self._authorized)

    def backend_info(self) -> models.BackendInfo:
        """Ask the backend what it is and what it can do. Needs no token.

        Examples:
            >>> info = client.backend_info()
            >>> info.capabilities.runtime_inbox
            True
        """
        operation = "backend_info"
        answer = self._http.request("GET", "/openapi.json", extensions={"operation": operation})
        document = decode(
            models.OpenApiDocument,
            answer.content,
            error=FAMILY.invalid_response,
            backend=FAMILY.backend,
            operation=operation,
        )
        return models.BackendInfo.from_dict(
            {
                "base_url": self.base_url,
                "openapi": document.openapi,
                "title": document.info.get("title"),
                "version": document.info.get("version"),
                "capabilities": {name: path in document.paths for name, path in CAPABILITIES.items()},
            }
        )
