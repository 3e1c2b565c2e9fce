# Made from src/fairlead/_async/_http.py by `nox -s regenerate`: edit that one.
"""The HTTP port: the client that generated code sends its requests through.

Everything that holds for each request happens here and nowhere else: credentials, timeouts, retries, logging,
and turning failures into the errors of the backend.
"""

from __future__ import annotations

import contextlib
import copy
import random
import ssl
from collections.abc import Callable, Collection, Generator, Mapping
from itertools import count
from typing import Any, Self, TypeVar, cast, overload

from fairlead._core.answers import Answer, ErrorFamily
from fairlead._core.call import Call
from fairlead._core.deadline import Deadline
from fairlead._core.redact import redact_url
from fairlead._core.retry import Attempt, Outcome, RetryPolicy
from fairlead._core.version import user_agent
from fairlead._sync import _io
from fairlead._sync._body import ByteStream
from fairlead._sync._groups import Group, Groups
from fairlead._sync._pool import Pause, Pool, home
from fairlead._sync._redirects import send_guarded
from fairlead._sync._ws import WebSocket, open_websocket
from fairlead.errors import FairleadError

W = TypeVar("W")

_PHASES = ("connect", "read", "write", "pool")
"""What the HTTP libraries limit separately."""


class Http:
    """Sends requests for one backend.

    Args:
        family: The backend's error classes.
        base_url: Where the backend is, as the application gave it.
        api_prefix: Path that `base_url` ends with and that the contract's paths begin with, such as
            `"/api/v1"`; paths of the contract outside of it are resolved against the root before it.
        credentials: Headers that prove who is calling; sent with each request.
        timeout: Seconds one attempt may take; also the longest silence on the wire.
        retry: When to send again.
        http_client: An `httpx2` or `httpx` client to send through. It stays the caller's: closing this port
            leaves it open.
        proxy: Proxy URL. None means what the environment says.
        verify: False to skip certificate checks, a path to a CA bundle, or an `ssl.SSLContext`.
        follow_redirects: Whether redirects of the backend are part of its contract.
        keep_alive: Whether connections are kept for further requests. Without, nothing needs to be closed.
        product: A further product for the `User-Agent`, that the backend knows its clients by.
        idempotent: Operations that do the same however often they arrive.
    """

    def __init__(
        self,
        family: ErrorFamily,
        base_url: str,
        *,
        api_prefix: str = "",
        credentials: Mapping[str, str] | None = None,
        timeout: float | None = 30.0,
        retry: RetryPolicy | None = None,
        http_client: Any = None,
        proxy: str | None = None,
        verify: bool | str | ssl.SSLContext = True,
        follow_redirects: bool = False,
        keep_alive: bool = True,
        product: str = "",
        idempotent: Collection[str] = (),
    ) -> None:
        self.family = family
        self.base_url: str = base_url.rstrip("/")
        self.timeout = timeout
        self.retry: RetryPolicy = retry or RetryPolicy()
        self._deadline = Deadline(None)
        self._prefix = api_prefix
        self._root = self.base_url.removesuffix(api_prefix) if api_prefix else self.base_url
        self._identity = {"User-Agent": user_agent(family.backend, product)}
        self._credentials = dict(credentials or {})
        self.idempotent: frozenset[str] = frozenset(idempotent)
        self._redirects = follow_redirects
        self._socket_options: dict[str, Any] = {"proxy": proxy, "verify": verify}
        self.pool: Pool = Pool(
            family, http_client, keep_alive=keep_alive, headers=self._identity, **self._socket_options
        )

    @property
    def is_closed(self) -> bool:
        """Whether it was closed."""
        return self.pool.closed

    @property
    def library(self) -> Any:
        """The module whose exceptions the connections raise: `httpx2` or `httpx`."""
        return self.pool.library

    def bind(self, wire: W) -> W:
        """Make the generated client `wire` send through this port, and return it."""
        cast("Any", wire).set_httpx_client(self)
        return wire

    def view(self, *, timeout: float | None, retry: RetryPolicy) -> Self:
        """The same connections with other options."""
        other = copy.copy(self)
        other.timeout = timeout
        other.retry = retry
        return other

    def until(self, deadline: Deadline) -> Self:
        """The same connections and options, for requests that have to be over in time, with all retries."""
        other = copy.copy(self)
        other._deadline = deadline
        return other

    def prove(self, credentials: Mapping[str, str]) -> None:
        """Use other credentials from now on, in every view."""
        self._credentials.update(credentials)

    def close(self) -> None:
        """Close the connections, unless they were passed in, and end open streams. Again, it does nothing."""
        self.pool.close()

    def pause(self, seconds: float, signal: _io.Signal) -> bool:
        """Wait up to `seconds` for the signal, while nothing is sent, and say whether it is set.

        Raises:
            ClientClosed: The client was closed first.
        """
        pause = Pause(signal)
        with self.pool.holding(pause):
            stopped = signal.wait(seconds)
        if pause.orphaned:
            raise self.family.client_closed()
        return stopped

    def wait(self, seconds: float) -> None:
        """Wait between two requests.

        Raises:
            ClientClosed: The client was closed meanwhile.
        """
        self.pause(seconds, _io.Signal())

    def resolve(self, url: str) -> str:
        """The full URL of a contract path."""
        if self._prefix and url.startswith(f"{self._prefix}/"):
            return self.base_url + url.removeprefix(self._prefix)
        return self._root + url

    def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        extensions: Mapping[str, Any] | None = None,
        **content: Any,
    ) -> Answer:
        """Send a request, again if that is allowed and helps, and return the successful answer.

        This is the signature that generated code calls.

        Raises:
            FairleadError: As the backend's error family says.
        """
        with Call(self, method, url, extensions) as call:
            request = self._build(call, {**self._credentials, **(headers or {})}, content)
            for number in count(1):
                call.begin_attempt(number)
                outcome = Outcome.ANSWERED
                final = False
                cause: Exception | None = None
                try:
                    answer = self._send(request, call)
                except self.library.RequestError as error:
                    outcome, failure, final = call.transport_failure(error)
                    cause = error
                else:
                    if answer.is_success:
                        call.end_attempt(outcome, answer.status_code, headers=answer.headers)
                        return answer
                    failure, final = call.status_failure(answer)
                attempt = Attempt(
                    method=call.method,
                    outcome=outcome,
                    number=number,
                    status=failure.status if cause is None else None,
                    retry_after=failure.retry_after,
                    idempotent=call.idempotent,
                    keyed=call.keyed,
                    final=final,
                )
                pause = self.retry.delay(attempt, random=random.random())
                if pause is not None and self._deadline.cap(pause) != pause:
                    pause = None  # there would be no time left
                call.end_attempt(outcome, attempt.status, pause=pause, request_id=failure.request_id)
                if pause is None:
                    raise failure from cause
                self.wait(pause)
                self._check_open(call)  # again: the application may have closed its own HTTP client
        raise AssertionError("unreachable: the loop ends by return or raise")

    @contextlib.contextmanager
    def stream(
        self,
        method: str,
        url: str,
        *,
        silence: float,
        credentials: Mapping[str, str] | None = None,
        secret_query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        extensions: Mapping[str, Any] | None = None,
        grip: _io.Grip | None = None,
        **content: Any,
    ) -> Generator[ByteStream, None]:
        """Open a streamed answer: one attempt; leaving the context frees the connection at once.

        Opening is limited by the usual timeout; after that, `silence` is the longest time in seconds without
        a byte before the stream counts as dead. `credentials` replaces the usual ones, `secret_query` is
        added to the query, `grip` gives a hold on the connection while it is being opened, and the other
        arguments are those of `request`.

        Raises:
            FairleadError: The stream could not be opened.
        """
        proof = self._credentials if credentials is None else credentials
        if secret_query:
            content["params"] = {**content.get("params", {}), **secret_query}
        with contextlib.ExitStack() as stack:
            with Call(self, method, url, extensions) as call:
                request = self._build(call, {**proof, **(headers or {})}, content)
                request.url = _discreet(request.url)
                call.begin_attempt()
                try:
                    if grip:
                        # The library tells of connections that it makes, but not of those that it uses again.
                        client = self.pool.single()
                        request.extensions["trace"] = grip.trace
                    else:
                        groups = self.pool.groups
                        group = self._enter(groups, request, call)
                        stack.callback(groups.leave, group)
                        client = group.client
                    with self.pool.holding(grip):
                        stream = ByteStream(self._open(request, call, client), call)
                    try:
                        failure = None
                        if not 200 <= stream.status_code < 300:
                            failure = call.status_failure(stream.read(Deadline(self.timeout)))[0]
                        call.end_attempt(Outcome.ANSWERED, stream.status_code, headers=stream.headers)
                        if failure is not None:
                            raise failure
                    except BaseException:
                        stream.close()
                        raise
                except self.library.RequestError as error:
                    outcome, failure, _ = call.transport_failure(error)
                    call.end_attempt(outcome, None)
                    raise failure from error
            # The transport looks the limit up again when it begins to read the body.
            request.extensions["timeout"]["read"] = silence
            try:
                with self.pool.holding(stream):
                    yield stream
            finally:
                stream.close()

    @overload
    @contextlib.contextmanager
    def websocket(
        self, url: str, *, credentials: Mapping[str, str] | None = None
    ) -> Generator[WebSocket, None]: ...

    @overload
    @contextlib.contextmanager
    def websocket(
        self,
        url: str,
        *,
        credentials: Mapping[str, str] | None = None,
        greet: Callable[[WebSocket], W],
    ) -> Generator[W, None]: ...

    @contextlib.contextmanager
    def websocket(
        self,
        url: str,
        *,
        credentials: Mapping[str, str] | None = None,
        greet: Callable[[WebSocket], Any] | None = None,
    ) -> Generator[Any, None]:
        """Open a WebSocket at a contract path; leaving the context closes it.

        Args:
            url: The path.
            credentials: Headers of the handshake that prove who is calling; None for the usual ones.
            greet: Says what a protocol on top says first; the WebSocket counts as open when it returns, and
                the context gives what it returned.

        Raises:
            FairleadError: The connection cannot be made, or the server refused it with a status.
        """
        proof = self._credentials if credentials is None else credentials
        with contextlib.ExitStack() as stack:
            with Call(self, "WEBSOCKET", url, {"operation": "websocket"}) as call:
                self._check_open(call)
                home(self.family)  # which raises where there is none
                call.begin_attempt()
                opening = open_websocket(
                    "ws" + call.url.removeprefix("http"),
                    self.family,
                    headers={**call.headers, **self._identity, **proof},
                    timeout=self.timeout,
                    **self._socket_options,
                )
                try:
                    socket = stack.enter_context(opening)
                    stack.enter_context(self.pool.holding(socket))
                    opened = socket if greet is None else greet(socket)
                except FairleadError as refusal:
                    call.end_attempt(call.refused(refusal), refusal.status, request_id=refusal.request_id)
                    raise
                call.end_attempt(Outcome.ANSWERED, 101)
            yield opened

    def _build(self, call: Call, headers: Mapping[str, str], content: Mapping[str, Any]) -> Any:
        self._check_open(call)
        self.pool.settle()
        try:
            url, content = _with_query(call.url, content, self.pool)
            # What the library makes of `timeout=`, each time.
            extensions = {"timeout": dict.fromkeys(_PHASES, self.timeout)}
            request = self.pool.build(call.method, url, headers, extensions, content)
        except (ValueError, TypeError, self.library.InvalidURL) as error:
            raise call.error(self.family.invalid_argument, f"the request cannot be sent: {error}") from error
        if call.headers:
            if any(name in request.headers for name in call.headers):
                call.headers.clear()  # all of them: the application sends its own
            request.headers.update(call.headers)
        return request

    def _check_open(self, call: Call) -> None:
        if self.pool.closed or self.pool.client.is_closed:
            raise self.family.client_closed(call.operation)

    def _open(self, request: Any, call: Call, client: Any) -> _io.StreamedResponse:
        if self._redirects and call.headers:
            return send_guarded(client, self.library, request, call.headers)
        return client.send(request, stream=True, follow_redirects=self._redirects)

    def _enter(self, groups: Groups, request: Any, call: Call) -> Group:
        """Wait for a connection. The group has to be left again."""
        seconds: float | None = request.extensions["timeout"]["pool"]
        group = groups.enter(self.pool.another, seconds)
        if group is None:
            self._check_open(call)
            raise self.library.PoolTimeout("all connections are in use")
        return group

    def _send(self, request: Any, call: Call) -> Answer:
        deadline = Deadline(self._deadline.cap(self.timeout))
        if self._deadline.seconds is not None:
            # Not 0, with which sockets would not wait at all, and fail in a way of their own.
            request.extensions["timeout"] = dict.fromkeys(_PHASES, max(0.001, deadline.remaining or 0.0))
        groups = self.pool.groups
        group = self._enter(groups, request, call)
        try:
            response = self._open(request, call, group.client)
            try:
                return ByteStream(response, call).read(deadline)
            finally:
                response.close()
        finally:
            groups.leave(group)


def _with_query(url: str, content: Mapping[str, Any], pool: Pool) -> tuple[str, Mapping[str, Any]]:
    """The URL with the query parameters in it: to add them later, the library would parse it twice."""
    if "params" not in content or pool.client.params:  # it merges them with those of the application
        return url, content
    rest = {**content}
    params = rest.pop("params")
    return (f"{url}?{pool.library.QueryParams(params)}" if params else url), rest


def _discreet(url: Any) -> Any:
    """The same URL to a transport, redacted to those who print it: HTTP libraries log URLs at INFO."""
    shown = redact_url(str(url))

    def text(_self: object) -> str:
        return shown

    library_class = cast("type[Any]", type(url))
    return type("DiscreetURL", (library_class,), {"__str__": text, "__repr__": text})(url)
