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


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that goes wrong, and where.

    First what it matches, then what happens. Without any effect it changes nothing and only counts.

        Fault(method="POST", path="/api/v1/packets", status=503, headers={"Retry-After": "2"}, times=2)
        Fault(path="/api/v1/packets/{packet_id}", drop="after")  # done, but the caller never hears of it
        Fault(path="*/stream", cut_after_events=3, times=1)

    Attributes:
        method: HTTP method, or `"WEBSOCKET"`. Default: any.
        path: A route of the contract such as `/packets/{packet_id}` (the parameters' names do not matter), a
            path, or a path with `*` for any run of characters. Default: any.
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
        self._pattern = _compile(fault.path)
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
        if fault.method is not None and (method is None or fault.method.upper() != method.upper()):
            return False
        subject = path
        if "{" in fault.path:
            subject = nameless(resolve(method or "", path) or "")
        return self._pattern.fullmatch(subject) is not None


class Faults:
    """The faults that are switched on. Any thread may change them; each change counts for the next request.

    When several faults match, the one added first that is not used up happens; the others do not.

    Args:
        resolve: Finds the route template that a method and a path belong to, or None.
    """

    def __init__(self, resolve: Resolve) -> None:
        self._resolve = resolve
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
        """
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


def nameless(template: str) -> str:
    """A route or a pattern without the names of its parameters."""
    return re.sub(r"\{[^}]*\}", "{}", template)


def _compile(path: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in nameless(path).split("*")), re.DOTALL)
