# Made from src/fairlead/_async/hai/client.py by `nox -s regenerate`: edit that one.
"""The hai client."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Unpack, cast

from fairlead._core.retry import RetryPolicy
from fairlead._sync._client import (
    BaseClient,
    ConnectionOptions,
    check_credential,
    check_retries,
    check_timeout,
    check_url,
)
from fairlead._sync._http import Http
from fairlead._sync.hai._base import Key, Lane, titled
from fairlead._sync.hai.sessions import Sessions
from fairlead.hai._errors import FAMILY
from fairlead.hai._options import HaiAgentsEnvironment
from fairlead.hai._stored import API_KEY, read_values, stored_file

TIMEOUT = 60.0
"""Seconds one attempt may take by default."""

MAX_RETRIES = 2
"""How often a request is sent again by default."""


class HaiConnectionOptions(ConnectionOptions, total=False):
    """How a client reaches the service; all optional. Adds old names to `ConnectionOptions`.

    Attributes:
        httpx_client: The same as `http_client`.
        async_token: A function that returns the API key, such as a coroutine function for an `Client`.
            The same as a function for `api_key`, and wins over it.
    """

    httpx_client: object
    async_token: Callable[[], str] | Callable[[], str] | None


class Client(BaseClient):
    """A client of H Company's computer-use agents: one connection pool, usable until `close()`.

    Every call may raise a [`HaiError`][fairlead.hai.HaiError]: an `ApiError` with the status of a refusal
    (`UnauthorizedError` for a bad key, `TooManyRequestsError`, `ServerError`, ...), `ConnectionFailed`,
    `TimedOut`, or `ParsingError`. The methods name only what they add to that.

    Args:
        base_url: Where the service is; wins over `environment`.
        environment: The region.
        api_key: The API key, or a function that returns it for each request. None for what `HAI_API_KEY`
            says, or else for the key that `fairlead hai login` stored. It appears in no repr, log line or
            error.
        headers: Headers to send with each request; they cannot replace the key.
        timeout: Seconds one attempt of a request may take; None for 60. A long poll may take what it asks
            the server to wait in addition.
        max_retries: How often a request is sent again, at most; None for 2. Requests that may have changed
            something are sent again only if the server cannot have acted on them twice.
        follow_redirects: Whether redirects are followed, which downloads need. The key never goes to another
            host.
        options: `http_client`, `proxy` and `verify`; see `ConnectionOptions`. `httpx_client` and
            `async_token` are old names.

    Raises:
        ConfigurationError: There is no API key, or an argument cannot be right.

    Example:
        >>> with Client(api_key="hk-...") as client:
        ...     result = client.run_session(agent="h/web-surfer-pro", messages="What is new?")
        ...     print(result.answer)
    """

    _family = FAMILY

    def __init__(
        self,
        *,
        base_url: str | None = None,
        environment: HaiAgentsEnvironment = HaiAgentsEnvironment.EU,
        api_key: str | Callable[[], str] | Callable[[], str] | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
        max_retries: int | None = None,
        follow_redirects: bool = True,
        **options: Unpack[HaiConnectionOptions],
    ) -> None:
        own = options.pop("httpx_client", None)
        if own is not None:
            options.setdefault("http_client", own)
        key = options.pop("async_token", None) or api_key or _found_key()
        self._key: Key | None = None if isinstance(key, str) else key
        self._headers = titled(headers or {})
        self._headers.pop("Authorization", None)
        credentials: dict[str, str] = {}
        if isinstance(key, str):
            credentials["Authorization"] = f"Bearer {check_credential(key, FAMILY, 'api_key')}"
        self._bind(
            Http(
                FAMILY,
                check_url((base_url or environment.value).strip(), FAMILY),
                credentials=credentials,
                timeout=check_timeout(TIMEOUT if timeout is None else timeout, FAMILY),
                retry=RetryPolicy(
                    max_retries=MAX_RETRIES if max_retries is None else check_retries(max_retries, FAMILY)
                ),
                follow_redirects=follow_redirects,
                **cast("ConnectionOptions", options),
            )
        )

    @cached_property
    def sessions(self) -> Sessions:
        """Runs of agents."""
        return Sessions(self._lane)

    @property
    def _lane(self) -> Lane:
        return Lane(self._http, self._key, self._headers, {})


def _found_key() -> str:
    key = os.environ.get(API_KEY, "").strip() or read_values(stored_file()).get(API_KEY, "")
    if not key:
        raise FAMILY.configuration(
            f"there is no API key: pass api_key=..., set {API_KEY}, or sign in with `fairlead hai login`",
            backend=FAMILY.backend,
        )
    return key
