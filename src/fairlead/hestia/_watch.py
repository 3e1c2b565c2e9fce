"""Ending a blocking stream from outside: by an event, or when its time is up."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final, Self

from fairlead._core.deadline import Deadline

POLL: Final = 0.02
"""Seconds between looks at an event, because nobody can wait for two at once: this one, and the end."""


class Watch:
    """Calls `end` when `stop` is set or `seconds` have passed, as long as the context lasts.

    It needs a thread for that, but only if there is something to watch; none outlives the context.
    """

    def __init__(
        self, end: Callable[[], None], *, stop: threading.Event | None, seconds: float | None
    ) -> None:
        self._end = end
        self._stop = stop
        self._deadline = Deadline(seconds)
        self._over = threading.Event()
        self._thread: threading.Thread | None = None
        self.timed_out = False
        """Whether it was the time that ended it."""

    def __enter__(self) -> Self:
        if self._stop is not None or self._deadline.seconds is not None:
            self._thread = threading.Thread(target=self._watch, name="fairlead-watch", daemon=True)
            self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def _watch(self) -> None:
        # Without an event to look at, it sleeps until the context is left or the time is up.
        event, pause = (self._over, None) if self._stop is None else (self._stop, POLL)
        while not self._over.is_set():
            if event.wait(self._deadline.cap(pause)) or self._deadline.expired:
                break
        if not self._over.is_set():
            self.timed_out = not event.is_set()
            self._end()
