"""What a page does when a backend fails: one panel says so, and everything else is shown."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import NamedTuple, Self, TypeVar

from fairlead.emulator._inspector.html import Html, tag

__all__ = ["Failure", "Watch", "failed_panel", "report"]

T = TypeVar("T")

_CHARACTERS = 300
_log = logging.getLogger(__name__)


class Failure(NamedTuple):
    """What went wrong, in one line."""

    text: str

    @classmethod
    def of(cls, error: Exception) -> Self:
        """Its type, and the first line of its message: those below may quote what is stored, as SQL does."""
        message = (str(error).splitlines() or [""])[0][:_CHARACTERS]
        return cls(f"{type(error).__name__}: {message}" if message else type(error).__name__)


class Watch:
    """Asks backends for what a page shows, and lets none of them break the page. Any thread may use it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failing: set[tuple[str, str]] = set()

    def attempt(self, backend: str, what: str, make: Callable[[], T]) -> T | Failure:
        """What `make` returns, or how it failed. That is logged once, until it works again.

        Args:
            backend: Name of the backend.
            what: What is asked for; of one backend, always by the same function.
            make: Asks for it.
        """
        key = backend, what
        try:
            made = make()
        except Exception as error:  # noqa: BLE001 - what a backend raises, nobody knows
            with self._lock:
                is_new = key not in self._failing
                self._failing.add(key)
            return report(f"cannot show {what} of {backend}", error) if is_new else Failure.of(error)
        with self._lock:
            self._failing.discard(key)
        return made


def report(what: str, error: Exception) -> Failure:
    """Log a failure, in one line; its traceback, which ends with all of the message, only for debugging."""
    failure = Failure.of(error)
    trace = error if _log.isEnabledFor(logging.DEBUG) else None
    _log.warning("the inspector %s: %s", what, failure.text, exc_info=trace)
    return failure


def failed_panel(name: str, title: str, failure: Failure) -> Html:
    """A panel that says why it shows nothing.

    Args:
        name: Identifier of the panel that would be there.
        title: Its heading.
        failure: What went wrong.
    """
    return tag(
        "section",
        tag("h2", title),
        tag("p", "This cannot be shown now: ", failure.text, class_="failed", role="status"),
        id=name,
    )
