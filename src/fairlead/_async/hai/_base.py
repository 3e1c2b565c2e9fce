"""What the namespaces of the hai facade share, and the way of one call."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ParamSpec, Protocol, TypeVar, cast

from hai_backend_client import AuthenticatedClient as Wire
from hai_backend_client.types import UNSET

from fairlead._async import _io
from fairlead._async._client import AsyncCaller, HasContent, check_credential, check_retries, check_timeout
from fairlead._async._http import AsyncHttp
from fairlead._core.answers import Answer
from fairlead.hai import _json
from fairlead.hai._errors import FAMILY
from fairlead.hai._limits import encode_body
from fairlead.hai._options import HttpResponse, RequestOptions

P = ParamSpec("P")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class HasHeaders(HasContent, Protocol):
    """What is used of a generated `Response` whose headers matter."""

    @property
    def headers(self) -> Mapping[str, str]: ...


class Page(Protocol[T_co]):
    """A page of a list."""

    @property
    def items(self) -> Sequence[T_co]: ...
    @property
    def total(self) -> int: ...


Key = Callable[[], Awaitable[str]] | Callable[[], str]
"""Returns the API key; called for every request."""


@dataclasses.dataclass(frozen=True, slots=True)
class AsyncLane:
    """The way of one call to the port: what this call, or this client, adds to what generated code asks for.

    Attributes:
        http: The port.
        key: Returns the API key, if the port does not know it.
        headers: Headers of the client.
        options: Options of the call.
        resend: Whether a repetition does no harm, because an idempotency key rides along.
        seen: Answers are kept here, if somebody wants them.
    """

    http: AsyncHttp
    key: Key | None
    headers: Mapping[str, str]
    options: RequestOptions
    resend: bool = False
    seen: list[Answer] | None = None

    async def request(self, method: str, url: str, **content: Any) -> Answer:
        """Send a request of generated code."""
        answer = await self.port().request(method, **await self.prepare(url, **content))
        if self.seen is not None:
            self.seen.append(answer)
        return answer

    def wire(self) -> Wire:
        """The generated client that sends its requests this way."""
        wire = Wire()
        # The lane has of an HTTP client what generated code uses.
        cast("Any", wire).set_async_httpx_client(self)
        return wire

    def port(self) -> AsyncHttp:
        """The port, with the time limit and the retries of this call."""
        timeout, retries = self.options.get("timeout_in_seconds"), self.options.get("max_retries")
        if timeout is None and retries is None:
            return self.http
        retry = self.http.retry
        if retries is not None:
            retry = dataclasses.replace(retry, max_retries=check_retries(retries, FAMILY))
        limit = self.http.timeout if timeout is None else check_timeout(timeout, FAMILY)
        return self.http.view(timeout=limit, retry=retry)

    async def prepare(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        extensions: Mapping[str, Any] | None = None,
        params: Mapping[str, Any] | None = None,
        json: Any = None,
    ) -> dict[str, Any]:
        """The request as the port takes it."""
        sent = {**self.headers, **(headers or {})}
        if self.key is not None:
            token = cast("object", await _io.settle(self.key()))
            if not isinstance(token, str):
                raise FAMILY.configuration(
                    f"the function for api_key must return text, not {type(token).__name__}", backend="hai"
                )
            sent["Authorization"] = f"Bearer {check_credential(token, FAMILY, 'api_key')}"
        sent.update(titled(self.options.get("additional_headers", {})))
        request: dict[str, Any] = {
            # Names such as h/web-surfer keep their slash; everything else is encoded.
            "url": url.replace("%2F", "/"),
            "headers": sent,
            "extensions": {**(extensions or {}), "keyed": self.resend},
        }
        query = {**(params or {}), **self.options.get("additional_query_parameters", {})}
        if query:
            request["params"] = query
        more = self.options.get("additional_body_parameters", {})
        if json is not None or more:
            request["content"] = encode_body({**(json or {}), **more})
        return request


class AsyncOwner(Protocol):
    """A client, of which its lane is used."""

    @property
    def _lane(self) -> AsyncLane: ...


class AsyncNamespace(AsyncCaller):
    """One of the groups of methods that a client consists of."""

    _family = FAMILY

    def __init__(self, lane: AsyncLane) -> None:
        self._lane = lane
        self._plain = lane.wire()  # for most calls

    @property
    def with_raw_response(self) -> AsyncRawMethods:
        """The same methods, whose results come with the status and the headers of the answer.

        Examples:
            >>> response = await client.agents.with_raw_response.get_agent("acme/buyer")
            >>> response.data.name, response.headers["etag"]
            ('acme/buyer', '"3"')
        """
        return AsyncRawMethods(self)

    def _wire(self, options: RequestOptions | None, *, resend: bool = False, patience: float = 0) -> Wire:
        """The generated client for one call.

        Args:
            options: Options of the call.
            resend: Whether a repetition does no harm.
            patience: Seconds that the server is asked to wait before it answers.
        """
        if not (options or resend or patience):
            return self._plain
        options = options or {}
        limit = options.get("timeout_in_seconds", self._lane.http.timeout)
        if patience and limit is not None:
            options = {**options, "timeout_in_seconds": limit + patience}
        return dataclasses.replace(self._lane, options=options, resend=resend).wire()

    def _id(self, value: object, name: str) -> str:
        """An id as one path segment."""
        if "/" in (text := self._segment(value, name)):
            raise FAMILY.invalid_argument(f"{name} must not have a slash, got {text!r}", backend="hai")
        return text

    def _name(self, value: object, name: str) -> str:
        """A name, which may have one slash, as text that cannot lead to another route."""
        if (text := self._path(value, name)).count("/") > 1:
            raise FAMILY.invalid_argument(f"{name} may have one slash, got {text!r}", backend="hai")
        return text

    def _path(self, value: object, name: str) -> str:
        """A relative path as text that cannot lead to another route."""
        text = self._segment(value, name)
        for part in text.split("/"):
            self._segment(part, name)
        return text

    async def _call_optional(
        self, shape: type[T], endpoint: Callable[P, Awaitable[HasContent]], *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """Call a generated endpoint and read its answer as `shape`; None if it has no body."""
        response = await endpoint(*args, **kwargs)
        return self._decode(shape, endpoint, response) if response.content else None

    async def _by_page(self, fetch: Callable[[int], Awaitable[Page[T]]], size: int) -> AsyncIterator[T]:
        """Yield the items of every page."""
        page = 1
        while True:
            found = await fetch(page)
            for item in found.items:
                yield item
            if not found.items or page * size >= found.total:
                return
            page += 1


class AsyncRawMethods:
    """The methods of a namespace, whose results come with the status and the headers of the answer."""

    def __init__(self, namespace: AsyncNamespace) -> None:
        self._namespace = namespace

    def __getattr__(self, name: str) -> Callable[..., Awaitable[HttpResponse[Any]]]:
        kind, lane = type(self._namespace), self._namespace._lane  # pyright: ignore[reportPrivateUsage]
        if name.startswith(("_", "iter_", "with_")) or not hasattr(kind, name):
            raise AttributeError(f"{kind.__name__} has no method {name!r} with one answer")

        async def call(*args: Any, **kwargs: Any) -> HttpResponse[Any]:
            seen: list[Answer] = []
            data = await getattr(kind(dataclasses.replace(lane, seen=seen)), name)(*args, **kwargs)
            answer = seen[-1]
            return HttpResponse(data, answer.status_code, dict(answer.headers))

        return call


def titled(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers with names in one spelling, so that later ones replace earlier ones."""
    return {name.title(): value for name, value in headers.items()}


def known(value: Any) -> Any:
    """A query parameter as the transport takes it; None is not sent."""
    return UNSET if value is None else value


def listed(value: str | Iterable[str] | None) -> Any:
    """A query parameter that takes one value or several; None is not sent."""
    if value is None:
        return UNSET
    return [value] if isinstance(value, str) else [*value]


def moment(value: datetime | str | None) -> Any:
    """A query parameter that is a time; None is not sent."""
    return UNSET if value is None else _json.moment(value)
