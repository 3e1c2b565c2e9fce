"""Telling the application about the calls that its clients make."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["AttemptRecord", "CallRecord", "Observer", "observe", "observed", "tell"]

log = logging.getLogger("fairlead")


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """One time that a request was sent.

    Attributes:
        number: 1 for the first.
        seconds: How long it took, until the end of the answer; of a stream, until it was open.
        outcome: `answered`, `reply lost` or `not sent`.
        status: HTTP status; None without an answer.
        retry_in: Seconds until it was sent again; None if it was not.
    """

    number: int
    seconds: float
    outcome: str
    status: int | None
    retry_in: float | None


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call of a backend that is over. It holds no header, no body, and no secret of the URL.

    Attributes:
        backend: The backend, such as `"handoffrail"`.
        operation: Its operation, as the contract calls it; None for what is not in the contract.
        method: HTTP method.
        path: Path of the request, with what is secret in it replaced.
        started: When it began, in seconds since 1970.
        seconds: How long it took, with all attempts and the waits between them.
        attempts: Each time that the request was sent.
        status: HTTP status of the last attempt; None without an answer.
        request_id: The backend's id of the last attempt, if it sent one.
        error: Name of the class of the error that the application sees; None if the call was successful.
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


Observer = Callable[[CallRecord], object]
"""What is called after every call; what it returns does not matter."""

_observers: tuple[Observer, ...] = ()


def observe(observer: Observer) -> Callable[[], None]:
    """Call a function after every call of every client in this process.

    It is called by the thread or task that made the call, before that goes on, so it must be quick. What it
    raises is logged and goes no further. Requests are told of, and streams and WebSockets that were opened;
    what comes through those later is not.

    Args:
        observer: The function.

    Returns:
        A function that ends it.

    Examples:
        >>> stop = observe(lambda call: print(call.backend, call.operation, call.status, call.seconds))
        >>> stop()
    """
    global _observers
    _observers = (*_observers, observer)

    def stop() -> None:
        global _observers
        _observers = tuple(other for other in _observers if other is not observer)

    return stop


def observed() -> bool:
    """Whether anybody wants to know."""
    return bool(_observers)


def tell(record: CallRecord) -> None:
    """Tell all who want to know."""
    for observer in _observers:
        try:
            observer(record)
        except Exception:
            log.exception("an observer of calls failed")
