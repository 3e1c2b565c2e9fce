"""What both clients have in common."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar, Literal, Self, Unpack

from fairlead._clients import ConnectionOptions, Settled, check_options
from fairlead._core.keep import KEEP, Keep
from fairlead._core.redact import redact_url
from fairlead.hestia import models
from fairlead.hestia._errors import FAMILY
from fairlead.hestia._flavours import Flavours

if TYPE_CHECKING:
    from fairlead._async.hestia.client import AsyncCalls
    from fairlead._sync.hestia.client import Calls

BASE_URL = "http://localhost:8000"


class BaseClient(Settled):
    """What both clients have in common."""

    _native: ClassVar[Literal["blocking", "asynchronous"]]
    _settled = ("timeout", "retries", "max_retries")
    _is_view = False

    def __init__(
        self,
        base_url: str = BASE_URL,
        api_key: str | None = None,
        timeout: float | None = 30.0,
        retries: int = 3,
        **options: Unpack[ConnectionOptions],
    ) -> None:
        check_options(type(self), options, ConnectionOptions.__optional_keys__)
        # Without `self`, which would have to wait for the garbage collector then.
        native, name = self._native, type(self).__name__

        def suited(flavour: str) -> ConnectionOptions:
            if flavour != native and options.get("http_client") is not None:
                other = "Client" if flavour == "blocking" else "AsyncClient"
                raise FAMILY.configuration(
                    f"the http_client that this {name} was given cannot make {flavour} calls;"
                    f" make a {other} for them"
                )
            return options

        def blocking() -> Calls:
            from fairlead._sync.hestia.client import Calls

            return Calls(base_url, api_key, timeout, retries, owner=owner, **suited("blocking"))

        def asynchronous() -> AsyncCalls:
            from fairlead._async.hestia.client import AsyncCalls

            # A blocking client may be asked from any event loop, and cannot await the end of a connection:
            # so it keeps none for its coroutines.
            keep = native == "asynchronous"
            suitable = suited("asynchronous")
            return AsyncCalls(base_url, api_key, timeout, retries, owner=owner, keep_alive=keep, **suitable)

        self._base_url = str(base_url).rstrip("/")  # it is checked below, like all arguments
        owner = repr(self)
        self._client = Flavours(blocking, asynchronous)
        self._settle(timeout, retries)

    def _settle(self, timeout: float | None, retries: int) -> None:
        getattr(self._client, self._native)  # made now, so that what cannot be right is raised now
        self._timeout = timeout
        self._retries = retries

    @classmethod
    def from_env(
        cls, timeout: float | None = 30.0, retries: int = 3, **options: Unpack[ConnectionOptions]
    ) -> Self:
        """Make a client from the environment: `HESTIA_BASE_URL` and `HESTIA_API_KEY`, both optional.

        Args:
            timeout: Seconds one attempt of a request may take, and longest silence of a stream; None for no
                limit.
            retries: How often a read is sent again, at most.
            options: `http_client`, `proxy` and `verify`.

        Raises:
            ConfigurationError: A value cannot be right.
        """
        base_url = os.environ.get("HESTIA_BASE_URL") or BASE_URL
        return cls(base_url, os.environ.get("HESTIA_API_KEY"), timeout, retries, **options)

    @property
    def base_url(self) -> str:
        """Where the server is, without a trailing slash."""
        return self._base_url

    @property
    def timeout(self) -> float | None:
        """Seconds one attempt of a request may take, and longest silence of a stream; None for no limit."""
        return self._timeout

    @property
    def retries(self) -> int:
        """How often a read is sent again, at most."""
        return self._retries

    @property
    def max_retries(self) -> int:
        """The same as `retries`, by the name that it has in the other facades."""
        return self._retries

    def with_options(
        self,
        *,
        timeout: float | Keep | None = KEEP,
        retries: int | Keep = KEEP,
        max_retries: int | Keep = KEEP,
    ) -> Self:
        """Return a view: a client with other options over the same connections. This one is unchanged.

        The connections stay open when a `with` of the view is left; `close()` of either closes them for both.

        Args:
            timeout: Seconds one attempt of a request may take, and longest silence of a stream; None for no
                limit.
            retries: How often a read is sent again, at most.
            max_retries: The same as `retries`, by the name that it has in the other facades.

        Raises:
            ConfigurationError: An option cannot be right, or retries are given by both names.

        Examples:
            >>> patient = client.with_options(timeout=120)
        """
        if not isinstance(retries, Keep) and not isinstance(max_retries, Keep):
            raise FAMILY.configuration("retries and max_retries are the same: give one of them")
        limit = self._timeout if isinstance(timeout, Keep) else timeout
        times = self._retries
        for wanted in (retries, max_retries):
            times = times if isinstance(wanted, Keep) else wanted
        other = object.__new__(type(self))
        other._is_view = True
        other._base_url = self._base_url
        other._client = self._client.with_options(limit, times)
        other._settle(limit, times)
        return other

    def run(
        self,
        input: str,
        session_id: str | None = None,
        agent_id: str | None = None,
        mode_hint: str | None = None,
        timeout_ms: int = 30000,
        stream: bool = False,
    ) -> models.RunResponse:
        """Run a command under governance and wait for its output. It is sent once, whatever happens.

        This blocks the calling thread, and with it an event loop that may run there.

        Args:
            input: The command, in free text.
            session_id: Session the command belongs to.
            agent_id: Agent that is addressed.
            mode_hint: Wish for a mode, such as `fast`, `balanced` or `deep`.
            timeout_ms: Time the server may take, in milliseconds. It does not change the client's `timeout`.
            stream: Sent along; the answer is one object all the same.

        Raises:
            GovernanceBlock: The command is blocked; `trace_id` leads to the reason.
            InvalidInput: The server does not accept the request.
            ServerError: The server failed, or `timeout_ms` ran out.
            TimedOut: No answer came within the client's `timeout`.
            ConnectionFailed: The server cannot be reached, or the connection broke.

        Examples:
            >>> client.run("create a report").output
        """
        return self._client.blocking.run(input, session_id, agent_id, mode_hint, timeout_ms, stream)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={redact_url(self._base_url)!r})"
