"""Who waits for something to happen to a session."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Generator
from contextlib import contextmanager

from fairlead.emulator._clock import Clock

__all__ = ["Bells", "heard"]


class Bells:
    """A bell for each session, rung after every change of it."""

    def __init__(self) -> None:
        self._listeners: defaultdict[str, set[asyncio.Event]] = defaultdict(set)

    def ring(self, session_id: str) -> None:
        """Tell everybody who listens."""
        for event in self._listeners.get(session_id, ()):
            event.set()

    @contextmanager
    def listen(self, session_id: str) -> Generator[asyncio.Event]:
        """An event that is set whenever the bell rings, and that the listener clears."""
        event = asyncio.Event()
        self._listeners[session_id].add(event)
        try:
            yield event
        finally:
            self._listeners[session_id].discard(event)
            if not self._listeners[session_id]:
                del self._listeners[session_id]


async def heard(event: asyncio.Event, clock: Clock, seconds: float | None) -> bool:
    """Wait until an event is set, and clear it; False if that many seconds pass first (None: no limit)."""
    if seconds is None:
        await event.wait()
    elif not event.is_set():
        waiting = asyncio.create_task(event.wait())
        passing = asyncio.create_task(clock.sleep(seconds))
        try:
            await asyncio.wait((waiting, passing), return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
            passing.cancel()
    rung = event.is_set()
    event.clear()
    return rung
