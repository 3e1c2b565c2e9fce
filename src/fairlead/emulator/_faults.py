"""Faults that a test switches on: what to match, what goes wrong, and which are switched on now."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from types import TracebackType
from typing import Literal, Self

from fairlead.errors import ConfigurationError

Resolve = Callable[[str, str], str | None]


_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "WEBSOCKET")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that goes wrong, and where.

    First what it matches, then what happens. Without any effect it changes nothing and only counts.

        Fault(method="POST", path="/api/v1/packets", status=503, headers={"Retry-After": "2"}, times=2)
        Fault(path="/api/v1/packets/{packet_id}", drop="after")  # done, but the caller never hears of it
        Fault(path="*/stream", cut_after_events=3, times=1)

    The usual ones have names: `unavailable`, `lost_request`, `lost_reply`, `cut_stream` and `slow`.

    Attributes:
        method: HTTP method, or `"WEBSOCKET"`. Default: any.
        path: A route of the server such as `/api/v1/packets/{packet_id}` (the parameters' names do not
            matter), a path, or a path with `*` for any run of characters. Default: any.
        times: How often it happens before it is used up. Default: until it is removed.
        point: Where it strikes. `"request"` is every request and WebSocket; other points are named by the
            backends that offer them.
        latency: Seconds to wait before anything else.
        virtual: Whether `latency` passes on the emulator's clock, and so ends with `clock.advance()`.
        stall: Never answer, until the fault is released or removed or the caller gives up; then go on as if
            nothing had been.
        status: Answer with this status instead of the app's answer.
        body: Body of that answer: bytes, text, or anything else as JSON.
        headers: Headers of that answer, such as `Retry-After` in any of its forms.
        content_type: Content type of that answer. Default: by the type of `body`.
        processed: With `status`: the app does what was asked for, and its own answer is thrown away.
        drop: Reset the connection, `"before"` the app sees the request, or `"after"` it has done what was
            asked for. Of a WebSocket: before or after the app accepts it.
        cut_after_bytes: Let so many bytes of the body through, then cut it.
        cut_after_events: Let so many events of a stream, or messages of a WebSocket, through, then cut it.
        cut: How it is cut: `"abort"` closes the connection in the middle of the answer; `"end"` ends the
            answer (or closes the WebSocket, code 1000) as if it were complete; `"stall"` sends no more until
            the fault is released, and then aborts.
        lose_events: Numbers of the events (or messages) that do not arrive, counted from 1 per connection.
        duplicate_events: Numbers of those that arrive twice.

    Raises:
        ConfigurationError: The effects contradict each other, or a number is out of range.
    """

    method: str | None = None
    path: str = "*"
    times: int | None = None
    point: str = "request"
    latency: float = 0.0
    virtual: bool = False
    stall: bool = False
    status: int | None = None
    body: object = b""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    content_type: str | None = None
    processed: bool = False
    drop: Literal["before", "after"] | None = None
    cut_after_bytes: int | None = None
    cut_after_events: int | None = None
    cut: Literal["abort", "end", "stall"] = "abort"
    lose_events: Collection[int] = ()
    duplicate_events: Collection[int] = ()

    def __post_init__(self) -> None:
        for name, known in (("drop", (None, "before", "after")), ("cut", ("abort", "end", "stall"))):
            if getattr(self, name) not in known:
                choices = ", ".join(repr(each) for each in known)
                raise ConfigurationError(f"{name} is one of {choices}, got {getattr(self, name)!r}")
        if self.point == "request":
            if self.method is not None and self.method.upper() not in _METHODS:
                raise ConfigurationError(f"method is one of {', '.join(_METHODS)}, got {self.method!r}")
            if not self.path.startswith(("/", "*")):
                raise ConfigurationError(f"path begins with / or *, got {self.path!r}")
        if self.status is not None and not 200 <= self.status <= 599:
            raise ConfigurationError(f"status must be from 200 to 599, got {self.status}")
        if self.status is not None and self.drop is not None:
            raise ConfigurationError("a fault answers with a status or drops the connection, not both")
        if self.processed and self.status is None:
            raise ConfigurationError("processed says when to answer with status, which is missing")
        if self.times is not None and self.times < 1:
            raise ConfigurationError(f"times must be at least 1, got {self.times}")
        for name in ("latency", "cut_after_bytes", "cut_after_events"):
            value = getattr(self, name)
            if value is not None and value < 0:
                raise ConfigurationError(f"{name} must not be negative, got {value}")
        if any(number < 1 for number in (*self.lose_events, *self.duplicate_events)):
            raise ConfigurationError("events are counted from 1")

    @classmethod
    def unavailable(
        cls,
        path: str = "*",
        *,
        method: str | None = None,
        times: int | None = None,
        retry_after: float | None = None,
    ) -> Self:
        """The server refuses with 503.

            with emulator.faults.add(Fault.unavailable(times=2, retry_after=0)):
                ...

        Args:
            path: Where, as for `Fault`.
            method: HTTP method. Default: any.
            times: How often. Default: until it is removed.
            retry_after: Seconds that it asks to wait before trying again. Default: it does not say.
        """
        headers = {} if retry_after is None else {"Retry-After": f"{retry_after:g}"}
        return cls(path=path, method=method, times=times, status=503, headers=headers)

    @classmethod
    def lost_request(cls, path: str = "*", *, method: str | None = None, times: int | None = None) -> Self:
        """The connection breaks before the server sees the request; arguments as for `unavailable`."""
        return cls(path=path, method=method, times=times, drop="before")

    @classmethod
    def lost_reply(cls, path: str = "*", *, method: str | None = None, times: int | None = None) -> Self:
        """The server does what it is asked for, and the connection breaks before it can say so.

        The arguments are as for `unavailable`.
        """
        return cls(path=path, method=method, times=times, drop="after")

    @classmethod
    def cut_stream(cls, path: str = "*", *, after: int = 0, times: int | None = None) -> Self:
        """A stream or a WebSocket breaks.

        Args:
            path: Where, as for `Fault`. Answers that are no streams are let through.
            after: How many events, or messages, come through.
            times: How often. Default: until it is removed.
        """
        return cls(path=path, times=times, cut_after_events=after)

    @classmethod
    def slow(
        cls,
        seconds: float,
        path: str = "*",
        *,
        method: str | None = None,
        times: int | None = None,
        virtual: bool = False,
    ) -> Self:
        """The server takes its time.

        Args:
            seconds: How long it waits before it does anything.
            path: Where, as for `Fault`.
            method: HTTP method. Default: any.
            times: How often. Default: until it is removed.
            virtual: Whether that time passes on the emulator's clock.
        """
        return cls(path=path, method=method, times=times, latency=seconds, virtual=virtual)

    def answer(self) -> tuple[list[tuple[bytes, bytes]], bytes]:
        """Headers and body of the answer that `status` asks for."""
        if isinstance(self.body, bytes):
            content, content_type = self.body, "application/octet-stream"
        elif isinstance(self.body, str):
            content, content_type = self.body.encode(), "text/plain; charset=utf-8"
        else:
            content, content_type = json.dumps(self.body).encode(), "application/json"
        headers = {name.lower(): value for name, value in self.headers.items()}
        if content or self.content_type is not None:
            headers.setdefault("content-type", self.content_type or content_type)
        if self.status not in (204, 304):
            headers["content-length"] = str(len(content))
        else:
            content = b""
        return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()], content


class Active:
    """A fault that is switched on. As a context manager, it is switched off at the end of the block.

    Attributes:
        fault: What goes wrong, and where.
        hits: How often it has happened.
    """

    def __init__(self, fault: Fault, remove: Callable[[Active], None]) -> None:
        self.fault = fault
        self.hits = 0
        self._remove = remove
        self._lock = threading.Lock()
        self._place = Place(fault.method, fault.path)
        # Already running, so that a waiting task which is cancelled cannot cancel it for the others.
        self._released: Future[None] = Future()
        self._released.set_running_or_notify_cancel()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.fault!r}, hits={self.hits})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.remove()

    def remove(self) -> None:
        """Switch the fault off, and release what it stalls. Doing it again does nothing."""
        self._remove(self)
        self.release()

    def release(self) -> None:
        """Let go of everything the fault stalls, now and later."""
        with self._lock:
            if not self._released.done():
                self._released.set_result(None)

    async def released(self) -> None:
        """Wait until the fault is released or removed."""
        await asyncio.wrap_future(self._released)

    def matches(self, point: str, path: str, method: str | None, resolve: Resolve) -> bool:
        """Whether it happens here, and is not used up."""
        fault = self.fault
        if fault.point != point or (fault.times is not None and self.hits >= fault.times):
            return False
        return self._place.includes(method, path, resolve)


class Faults:
    """The faults that are switched on. Any thread may change them; each change counts for the next request.

    When several faults match, the one added first that is not used up happens; the others do not.

    Args:
        resolve: Finds the route template that a method and a path belong to, or None.
        check: Refuses a fault that could never happen.
    """

    def __init__(self, resolve: Resolve, check: Callable[[Fault], None] = lambda _fault: None) -> None:
        self._resolve = resolve
        self._check = check
        self._lock = threading.Lock()
        self._active: list[Active] = []

    def __iter__(self) -> Iterator[Active]:
        with self._lock:
            return iter(self._active.copy())

    def __len__(self) -> int:
        return len(self._active)

    def add(self, fault: Fault) -> Active:
        """Switch `fault` on.

            with backend.faults.add(Fault(path="*", status=503)):
                ...

        Returns:
            A handle that counts, releases and removes it, and is a context manager.

        Raises:
            ConfigurationError: The backend has no such route.
        """
        self._check(fault)
        active = Active(fault, self._discard)
        if "{" in fault.path:
            self._resolve("", "")  # the first time takes long, and then it should not be a request that waits
        with self._lock:
            self._active.append(active)
        return active

    def clear(self) -> None:
        """Switch all faults off, and release what they stall."""
        for active in self:
            active.remove()

    def take(self, point: str, path: str, *, method: str | None = None) -> Active | None:
        """Ask which fault happens at `point` now, and count that it does.

        The emulator asks at the point `"request"` for each request and WebSocket, and applies the answer
        around the backend's app. A backend that wants faults inside itself, such as a webhook delivered twice
        or an acknowledgement lost, asks at a point that it names and documents, and acts by itself:

            if (hit := runtime.faults.take("webhook", url)) is not None and hit.fault.drop:
                return

        Args:
            point: The name that `Fault.point` must have.
            path: What `Fault.path` must match.
            method: What `Fault.method` must be, if the fault has one.
        """
        with self._lock:
            for active in self._active:
                if active.matches(point, path, method, self._resolve):
                    active.hits += 1
                    return active
        return None

    def _discard(self, active: Active) -> None:
        with self._lock:
            if active in self._active:
                self._active.remove(active)


class Place:
    """Where something happens: a method, and a path or a pattern of paths.

    Args:
        method: HTTP method, or `"WEBSOCKET"`; None for any.
        path: A route of the server such as `/api/v1/packets/{packet_id}` (the parameters' names do not
            matter), a path, or a path with `*` for any run of characters.
    """

    def __init__(self, method: str | None, path: str) -> None:
        self._method = None if method is None else method.upper()
        self._is_route = "{" in path
        parts = (re.escape(part) for part in nameless(path).split("*"))
        self._pattern = re.compile(".*".join(parts), re.DOTALL)

    def includes(self, method: str | None, path: str, resolve: Resolve) -> bool:
        """Whether a request is there; `resolve` finds its route."""
        if self._method is not None and (method is None or self._method != method.upper()):
            return False
        subject = nameless(resolve(method or "", path) or "") if self._is_route else path
        return self._pattern.fullmatch(subject) is not None


def nameless(template: str) -> str:
    """A route or a pattern without the names of its parameters."""
    return re.sub(r"\{[^}]*\}", "{}", template)
