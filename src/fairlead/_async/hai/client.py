"""The hai client."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, TypeVar, Unpack, overload

from fairlead._async._client import (
    AsyncBaseClient,
    check_connection,
    check_credential,
    check_retries,
    check_text,
    check_timeout,
    check_url,
    from_environment,
)
from fairlead._async._http import AsyncHttp
from fairlead._async.hai._base import AsyncLane, Key, titled
from fairlead._async.hai._start import start
from fairlead._async.hai.handle import AsyncSessionHandle
from fairlead._async.hai.sessions import AsyncSessions
from fairlead._clients import ConnectionOptions, check_options
from fairlead._core import later
from fairlead._core.deadline import Deadline
from fairlead._core.retry import RetryPolicy
from fairlead.hai._errors import FAMILY
from fairlead.hai._follow import check_waiting
from fairlead.hai._options import HaiAgentsEnvironment
from fairlead.hai._stored import API_KEY, BASE_URL, read_values, stored_file
from fairlead.hai.runs import NEW_SESSION, RUN_OPTIONS, NewSession, RunOptions, SessionRunResult, split
from fairlead.hai.tools import Tool

# Most programs need one or two of the namespaces: the others are not even loaded.
if TYPE_CHECKING:
    from fairlead._async.hai.agents import AsyncAgents
    from fairlead._async.hai.browser_profiles import AsyncBrowserProfiles
    from fairlead._async.hai.environments import AsyncEnvironments
    from fairlead._async.hai.quota import AsyncQuota
    from fairlead._async.hai.schedules import AsyncSchedules
    from fairlead._async.hai.session_files import AsyncSessionFiles
    from fairlead._async.hai.skills import AsyncSkills
    from fairlead._async.hai.vaults import AsyncVaults
    from fairlead._async.hai.webhooks import AsyncWebhooks

M = TypeVar("M", bound="later.BaseModel")

TIMEOUT = 60.0
"""Seconds one attempt may take by default."""

MAX_RETRIES = 2
"""How often a request is sent again by default."""


class HaiConnectionOptions(ConnectionOptions, total=False):
    """How a client reaches the service; all optional. Adds old names to `ConnectionOptions`.

    Attributes:
        httpx_client: The same as `http_client`.
        async_token: A function that returns the API key, such as a coroutine function for an `AsyncClient`.
            The same as a function for `api_key`, and wins over it.
    """

    httpx_client: object
    async_token: Callable[[], Awaitable[str]] | Callable[[], str] | None


class AsyncClient(AsyncBaseClient):
    """A client of H Company's computer-use agents: one connection pool, usable until `close()`.

    Threads, or tasks of one event loop, may share it. In a forked child, or in another event loop, it makes
    new connections.

    Every call may raise a [`HaiError`][fairlead.hai.HaiError]: an `ApiError` with the status of a refusal
    (`UnauthorizedError` for a bad key, `TooManyRequestsError`, `ServerError`, ...), `ConnectionFailed`,
    `TimedOut`, or `ParsingError`. The methods name only what they add to that.

    Args:
        base_url: Where the service is; wins over `environment`.
        environment: The region. None for what `HAI_API_BASE_URL` says, or else what is stored like the key,
            or else the EU.
        api_key: The API key, or a function that returns it for each request. None for what `HAI_API_KEY`
            says, or else for the key that `fairlead hai login` stored. It appears in no repr, log line or
            error.
        headers: Headers to send with each request; they cannot replace the key.
        timeout: Seconds one attempt of a request may take; None for 60, too. A long poll may take what it
            asks the server to wait in addition.
        max_retries: How often a request is sent again, at most; None for 2, too. Requests that may have
            changed something are sent again only if the server cannot have acted on them twice.
        follow_redirects: Whether redirects are followed, which downloads need. The key never goes to another
            host.
        options: `http_client`, `proxy` and `verify`; see `ConnectionOptions`. `httpx_client` and
            `async_token` are old names.

    Raises:
        ConfigurationError: There is no API key, or an argument cannot be right.

    Examples:
        >>> async with AsyncClient(api_key="hk-...") as client:
        ...     result = await client.run_session(agent="h/web-surfer-pro", messages="What is new?")
        ...     print(result.answer)
    """

    _family = FAMILY

    def __init__(
        self,
        *,
        base_url: str | None = None,
        environment: HaiAgentsEnvironment | None = None,
        api_key: str | Callable[[], Awaitable[str]] | Callable[[], str] | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = TIMEOUT,
        max_retries: int | None = MAX_RETRIES,
        follow_redirects: bool = True,
        **options: Unpack[HaiConnectionOptions],
    ) -> None:
        check_options(type(self), options, HaiConnectionOptions.__optional_keys__)
        own = options.pop("httpx_client", None)
        if own is not None:
            options.setdefault("http_client", own)
        key = options.pop("async_token", None) or (_found_key() if api_key is None else api_key)
        if not callable(key):
            check_text(key, FAMILY, "api_key")
        self._key: Key | None = None if isinstance(key, str) else key
        self._headers = titled(headers or {})
        self._headers.pop("Authorization", None)
        credentials: dict[str, str] = {}
        if isinstance(key, str):
            credentials["Authorization"] = f"Bearer {check_credential(key, FAMILY, 'api_key')}"
        self._bind(
            AsyncHttp(
                FAMILY,
                check_url(base_url or (environment.value if environment else _found_url()), FAMILY),
                credentials=credentials,
                timeout=check_timeout(TIMEOUT if timeout is None else timeout, FAMILY),
                retry=RetryPolicy(
                    max_retries=MAX_RETRIES if max_retries is None else check_retries(max_retries, FAMILY)
                ),
                follow_redirects=follow_redirects,
                **check_connection(options, FAMILY),
            )
        )

    @classmethod
    def from_env(
        cls,
        *,
        timeout: float | None = TIMEOUT,
        max_retries: int | None = MAX_RETRIES,
        **options: Unpack[HaiConnectionOptions],
    ) -> Self:
        """Make a client from the environment: `HAI_API_KEY`, and `HAI_API_BASE_URL` if it is set.

        The constructor does that, too, if it is told nothing, and then also uses what is stored.

        Args:
            timeout: Seconds one attempt of a request may take; None for 60, too.
            max_retries: How often a request is sent again, at most; None for 2, too.
            options: `http_client`, `proxy` and `verify`.

        Raises:
            ConfigurationError: `HAI_API_KEY` is not set.

        Examples:
            >>> async with AsyncClient.from_env() as client:
            ...     result = await client.run_session(agent="h/web-surfer-pro", messages="What is new?")
        """
        found = from_environment(FAMILY, api_key=API_KEY)
        return cls(api_key=found["api_key"], timeout=timeout, max_retries=max_retries, **options)

    @cached_property
    def sessions(self) -> AsyncSessions:
        """Runs of agents."""
        return AsyncSessions(self._lane)

    @overload
    async def run_session(
        self,
        *,
        answer_schema: type[M],
        tools: Iterable[Tool | Callable[..., Any]] | None = None,
        cancel_on_exit: bool = True,
        **options: Unpack[RunOptions],
    ) -> SessionRunResult[M | Any]: ...
    @overload
    async def run_session(
        self,
        *,
        answer_schema: None = None,
        tools: Iterable[Tool | Callable[..., Any]] | None = None,
        cancel_on_exit: bool = True,
        **options: Unpack[RunOptions],
    ) -> SessionRunResult[Any]: ...
    async def run_session(
        self,
        *,
        answer_schema: type[later.BaseModel] | None = None,
        tools: Iterable[Tool | Callable[..., Any]] | None = None,
        cancel_on_exit: bool = True,
        **options: Unpack[RunOptions],
    ) -> SessionRunResult[Any]:
        """Start a session, run the tools that the agent calls, and wait for its answer.

        It returns when the session is `completed`, `failed`, `timed_out`, `interrupted`, or `idle` after some
        work; see `wait_for_completion` of the handle for how it waits.

        An `idle` session can be asked more, and holds a slot of the account meanwhile. In the EU region, the
        default, every answer leaves it so: cancel a session that you are done with.

        Args:
            answer_schema: Pydantic model that the answer has to fit; the result has an instance of it.
            tools: Functions that the agent may call, plain ones or made with `tool`. The asynchronous
                client takes coroutine functions, too.
            cancel_on_exit: Whether the session is cancelled if there is no result: the time is up, the run
                is cancelled or interrupted (Ctrl-C), or the service refuses to go on. Cancelling takes one
                more request of at most 2 seconds.
            options: What the session is started with (`agent`, `messages`, `overrides`, ...; see
                `NewSession`), and how it is waited for (`timeout_seconds`, ...; see `Waiting`). The time
                includes the start.

        Raises:
            SessionTimeout: The time is up. It is a builtin `TimeoutError`, and has the events that were read.
            AnswerValidationError: The answer does not fit `answer_schema`; `raw` has it.
            ApiError: The service refused a request.
            InvalidArgument: An argument cannot be right, such as two tools of one name.

        Examples:
            >>> result = await client.run_session(
            ...     agent="h/web-surfer-pro", messages="What is the top story?", timeout_seconds=300
            ... )
            >>> print(result.status, result.answer)
            >>> await client.session(result.id).cancel()  # frees the slot
        """
        check_options(self.run_session, options, RUN_OPTIONS)
        new, waiting = split(options)
        tools = [*(tools or ())]
        check_waiting(**waiting, has_tools=bool(tools))  # before anything is started
        deadline = Deadline(waiting.get("timeout_seconds"))
        handle = await start(self._lane, new, tools=tools, answer_schema=answer_schema, deadline=deadline)
        waiting["timeout_seconds"] = deadline.remaining
        return await handle.wait_for_completion(**waiting, cancel_on_exit=cancel_on_exit)

    @overload
    async def start_session(
        self,
        *,
        answer_schema: type[M],
        tools: Iterable[Tool | Callable[..., Any]] | None = None,
        **new: Unpack[NewSession],
    ) -> AsyncSessionHandle[M | Any]: ...
    @overload
    async def start_session(
        self,
        *,
        answer_schema: None = None,
        tools: Iterable[Tool | Callable[..., Any]] | None = None,
        **new: Unpack[NewSession],
    ) -> AsyncSessionHandle[Any]: ...
    async def start_session(
        self,
        *,
        answer_schema: type[later.BaseModel] | None = None,
        tools: Iterable[Tool | Callable[..., Any]] | None = None,
        **new: Unpack[NewSession],
    ) -> AsyncSessionHandle[Any]:
        """Start a session, and return at once with a handle to read and steer it.

        Tools run while the handle is waited for or streamed.

        Args:
            answer_schema: Pydantic model that the answer has to fit.
            tools: Functions that the agent may call.
            new: What the session is started with: `agent`, `messages`, `overrides`, ...; see `NewSession`.

        Raises:
            ApiError: The service refused.
            InvalidArgument: An argument cannot be right, such as two tools of one name.

        Examples:
            >>> session = await client.start_session(agent="h/web-surfer-pro", messages="What is new?")
            >>> result = await session.wait_for_completion()
        """
        check_options(self.start_session, new, NEW_SESSION)
        return await start(self._lane, new, tools=tools, answer_schema=answer_schema, deadline=Deadline(None))

    def session(self, id: str) -> AsyncSessionHandle[Any]:
        """Return a handle of a session that is there already. Nothing is sent.

        Examples:
            >>> await client.session("5f0e4c1e-8f0a-4a53-9a55-0d6a1c7b2e10").cancel()
        """
        return AsyncSessionHandle(self._lane, id)

    @cached_property
    def agents(self) -> AsyncAgents:
        """Registered agents and their revisions."""
        from fairlead._async.hai.agents import AsyncAgents

        return AsyncAgents(self._lane)

    @cached_property
    def environments(self) -> AsyncEnvironments:
        """Registered environments."""
        from fairlead._async.hai.environments import AsyncEnvironments

        return AsyncEnvironments(self._lane)

    @cached_property
    def skills(self) -> AsyncSkills:
        """Registered skills."""
        from fairlead._async.hai.skills import AsyncSkills

        return AsyncSkills(self._lane)

    @cached_property
    def vaults(self) -> AsyncVaults:
        """Password vaults."""
        from fairlead._async.hai.vaults import AsyncVaults

        return AsyncVaults(self._lane)

    @cached_property
    def browser_profiles(self) -> AsyncBrowserProfiles:
        """Cookies and storage that browsers begin with."""
        from fairlead._async.hai.browser_profiles import AsyncBrowserProfiles

        return AsyncBrowserProfiles(self._lane)

    @cached_property
    def schedules(self) -> AsyncSchedules:
        """Sessions that start by the clock."""
        from fairlead._async.hai.schedules import AsyncSchedules

        return AsyncSchedules(self._lane)

    @cached_property
    def webhooks(self) -> AsyncWebhooks:
        """Receivers of events."""
        from fairlead._async.hai.webhooks import AsyncWebhooks

        return AsyncWebhooks(self._lane)

    @cached_property
    def session_files(self) -> AsyncSessionFiles:
        """Files on the machine that a session works on."""
        from fairlead._async.hai.session_files import AsyncSessionFiles

        return AsyncSessionFiles(self._lane)

    @cached_property
    def quota(self) -> AsyncQuota:
        """Tokens of the organization."""
        from fairlead._async.hai.quota import AsyncQuota

        return AsyncQuota(self._lane)

    @property
    def _lane(self) -> AsyncLane:
        return AsyncLane(self._http, self._key, self._headers, {})


def _found_url() -> str:
    found = os.environ.get(BASE_URL, "").strip() or read_values(stored_file()).get(BASE_URL, "")
    return found or HaiAgentsEnvironment.EU.value


def _found_key() -> str:
    key = os.environ.get(API_KEY, "").strip() or read_values(stored_file()).get(API_KEY, "")
    if not key:
        raise FAMILY.configuration(
            f"there is no API key: pass api_key=..., set {API_KEY}, or sign in with `fairlead hai login`",
            backend=FAMILY.backend,
        )
    return key
