"""Telling the application about the calls that its clients make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fairlead._core.logs import log

__all__ = [
    "AttemptRecord",
    "CallRecord",
    "CallStart",
    "Follower",
    "Observer",
    "begin",
    "follow",
    "followed",
    "observe",
    "tell",
]


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """One time that a request was sent.

    Attributes:
        number: 1 for the first.
        started: When it was sent, in seconds since 1970.
        seconds: How long it took, until the end of the answer; of a stream or a WebSocket, until it was open.
        outcome: `answered`, `reply lost`, `not sent`, or, if the application ended it, `abandoned`.
        status: HTTP status; None without an answer.
        request_id: The backend's id of it, if it sent one.
        retry_in: Seconds until it was to be sent again; None if it was not.
    """

    number: int
    started: float
    seconds: float
    outcome: str
    status: int | None
    request_id: str | None
    retry_in: float | None


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call of a backend that is over. It holds no header, no body, and no secret of the URL.

    Attributes:
        backend: The backend, such as `"handoffrail"`.
        operation: Its operation, as the contract calls it; `"websocket"` for a WebSocket; None for what is
            not in the contract.
        method: HTTP method; `"WEBSOCKET"` for a WebSocket.
        path: Path of the request, with what is secret in it replaced.
        started: When it began, in seconds since 1970.
        seconds: How long it took, with all attempts and the waits between them.
        attempts: Each time that the request was sent; none, if it could not be built.
        status: HTTP status of the last attempt; None without an answer.
        request_id: The backend's id of the last attempt, if it sent one.
        error: Name of the class of the exception that ended it, such as `"NotFoundError"`, or
            `"CancelledError"` if the application gave it up; None if the call was successful.
    """

    backend: str
    operation: str | None
    method: str
    path: str
    started: float
    seconds: float
    attempts: tuple[AttemptRecord, ...]
    status: int | None
    request_id: str | None
    error: str | None


@dataclass(frozen=True, slots=True)
class CallStart:
    """What is known of a call when it begins.

    Attributes:
        backend: The backend.
        operation: Its operation; see `CallRecord`.
        method: HTTP method; `"WEBSOCKET"` for a WebSocket.
        url: Where the request goes, without the parameters of the query, and with what is secret replaced.
        started: When it began, in seconds since 1970.
    """

    backend: str
    operation: str | None
    method: str
    url: str
    started: float


Observer = Callable[[CallRecord], object]
"""What is called after every call; what it returns does not matter."""

Follower = Callable[[CallStart, dict[str, str]], Observer]
"""Called when a call begins, it returns what is called when the call is over.

It may put headers into the dictionary. They are sent with every attempt, but only to the backend itself.
"""

_followers: tuple[Follower, ...] = ()


def observe(observer: Observer) -> Callable[[], None]:
    """Call a function after every call that a client in this process makes from now on.

    It is called by the thread or task that made the call, before that goes on, so it must be quick. What it
    raises is logged and goes no further. Requests are told of, and streams and WebSockets that were opened or
    could not be opened; what comes through those later is not.

    Args:
        observer: The function.

    Returns:
        A function that ends it, for all calls that have not begun by then.

    Examples:
        >>> stop = observe(lambda call: print(call.backend, call.operation, call.status, call.seconds))
        >>> stop()
    """
    return follow(lambda _start, _headers: observer)


def follow(follower: Follower) -> Callable[[], None]:
    """Go along with every call that begins from now on, from its beginning to its end; see `observe`."""
    global _followers
    _followers = (*_followers, follower)

    def stop() -> None:
        global _followers
        _followers = tuple(other for other in _followers if other is not follower)

    return stop


def followed() -> bool:
    """Whether anybody wants to know."""
    return bool(_followers)


def begin(start: CallStart, headers: dict[str, str]) -> list[Observer]:
    """Tell all who want to know that a call begins, and return whom to tell of its end."""
    told: list[Observer] = []
    for follower in _followers:
        try:
            told.append(follower(start, headers))
        except Exception:
            log.exception("an observer of calls failed")
    return told


def tell(observers: list[Observer], record: CallRecord) -> None:
    """Tell of a call that is over. Who began last is told first, as what was entered last is left first."""
    for observer in reversed(observers):
        try:
            observer(record)
        except Exception:
            log.exception("an observer of calls failed")
