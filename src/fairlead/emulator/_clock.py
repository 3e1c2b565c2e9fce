"""The emulator's clock: real time until a test takes hold of it."""

from __future__ import annotations

import asyncio
import threading
from bisect import bisect_left, insort
from collections import deque
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from time import monotonic_ns
from typing import NamedTuple

from fairlead.errors import ConfigurationError, InvalidArgument, TimedOut


class _Sleeper(NamedTuple):
    due: timedelta
    number: int  # who lay down first wakes first; unique, so that no comparison reaches the future
    woken: asyncio.Future[None]


class Clock:
    """Time as an emulated backend sees it.

    By default it runs like the real clock. `advance()` moves it forward and does not return before everything
    that became due has happened; `freeze()` stops it, so that only `advance()` moves it.

        with Emulator("handoffrail") as backend:
            backend.clock.advance(3600)  # what expires within the hour has expired now

    Any thread may use it, except that only the server's event loop may `sleep()` and be `busy()`.

    Args:
        start: Time to begin at, with a time zone. Default: the real time.
        frozen: Begin frozen.

    Raises:
        ConfigurationError: `start` has no time zone.
    """

    # Sleepers are due on a line of elapsed time that only ever moves forward; what `now()` shows is that line
    # laid on an epoch. So the shown time can be set at will without waking or delaying anybody.

    def __init__(self, start: datetime | None = None, *, frozen: bool = False) -> None:
        self._start = None if start is None else _aware(start)
        self._start_frozen = frozen
        self._lock = threading.RLock()
        self._passed = timedelta(0)  # elapsed at the last change
        self._since: int | None = None  # reading of the real clock at the last change; None: standing still
        self._frozen = frozen
        self._stepping = False
        self._epoch = datetime.now(UTC)
        self._numbers = count()
        self._serve(None)
        self.reset()

    def now(self) -> datetime:
        """The current time, in UTC."""
        with self._lock:
            return self._epoch + self._elapsed()

    @property
    def frozen(self) -> bool:
        """Whether only `advance()` moves the clock."""
        return self._frozen

    def freeze(self, at: datetime | None = None) -> None:
        """Stop the clock. Whoever sleeps keeps the rest of their sleep.

        Args:
            at: Time to show, with a time zone. Default: the current time.

        Raises:
            ConfigurationError: `at` has no time zone.
        """
        self._change(frozen=True, show=None if at is None else _aware(at))

    def unfreeze(self) -> None:
        """Let the clock run on from the time it shows."""
        self._change(frozen=False)

    def reset(self) -> None:
        """Go back to the state the clock was made in. Whoever sleeps keeps the rest of their sleep."""
        self._change(frozen=self._start_frozen, show=self._start or datetime.now(UTC))

    def advance(self, seconds: float | timedelta, *, timeout: float = 10.0) -> None:
        """Move the clock forward, through every moment at which something is due.

        The clock stops at each such moment, wakes who is due then, and waits until they and all that they set
        off have finished, sleep again, or wait for something outside (see `busy()` for what is outside but
        must be waited for). When this returns, the time is exactly `seconds` later.

        Call it from any thread except the server's own; a test that shares its event loop with something the
        backend talks to, such as a webhook receiver, uses `advance_async()`.

        Args:
            seconds: How far, in seconds or as a timedelta; not negative.
            timeout: Real seconds that all this may take.

        Raises:
            InvalidArgument: `seconds` is negative.
            TimedOut: The work that became due took longer than `timeout`; the clock stands where it got to.
        """
        by = _duration(seconds)
        loop = self._running_loop()
        if loop is None:
            self._pass(by)
            return
        if loop is asyncio._get_running_loop():  # pyright: ignore[reportPrivateUsage] - the one that does not raise
            raise RuntimeError(
                "advance() would block the server's own event loop: await advance_async() there"
            )
        stepping = asyncio.run_coroutine_threadsafe(self._advance(by), loop)
        try:
            stepping.result(timeout)
        except TimeoutError:
            stepping.cancel()
            raise _unsettled(timeout) from None

    async def advance_async(self, seconds: float | timedelta, *, timeout: float = 10.0) -> None:
        """Do what `advance()` does, without blocking the caller's event loop.

        Raises:
            InvalidArgument: `seconds` is negative.
            TimedOut: The work that became due took longer than `timeout`.
        """
        by = _duration(seconds)
        loop = self._running_loop()
        here = asyncio.get_running_loop()
        if loop is None:
            self.attach(here)
            loop = here
        try:
            async with asyncio.timeout(timeout):
                if loop is here:
                    await self._advance(by)
                else:
                    await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(self._advance(by), loop))
        except TimeoutError:
            raise _unsettled(timeout) from None

    async def sleep(self, seconds: float) -> None:
        """Wait until the clock has moved by `seconds`, by itself or by `advance()`."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        loop = asyncio.get_running_loop()
        self.attach(loop)
        due = self._elapsed() + timedelta(seconds=seconds)
        sleeper = _Sleeper(due, next(self._numbers), loop.create_future())
        insort(self._sleepers, sleeper)
        if self._sleepers[0] is sleeper:
            self._arm()
        try:
            await sleeper.woken
        finally:
            index = bisect_left(self._sleepers, sleeper)
            if index < len(self._sleepers) and self._sleepers[index] is sleeper:
                del self._sleepers[index]

    @contextmanager
    def busy(self) -> Generator[None]:
        """Make `advance()` wait for the enclosed work although it waits for something outside.

        A backend wraps this around network calls that a test wants to have happened, such as the delivery of
        a webhook. Do not `sleep()` on this clock inside: that would wait for the `advance()` that waits.
        """
        self._busy += 1
        self._at_rest.clear()
        try:
            yield
        finally:
            self._busy -= 1
            if not self._busy:
                self._at_rest.set()

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Serve the tasks of `loop` from now on."""
        if self._loop is loop:
            return
        if self._running_loop() is not None:
            raise ConfigurationError("a Clock serves one running event loop: give each emulator its own")
        self._serve(loop)

    def _serve(self, loop: asyncio.AbstractEventLoop | None) -> None:
        # Everything below is touched by this loop's thread only.
        self._loop = loop
        self._timer: asyncio.TimerHandle | None = None
        self._sleepers: list[_Sleeper] = []  # sorted
        self._turn = asyncio.Lock()
        self._busy = 0
        self._at_rest = asyncio.Event()
        self._at_rest.set()

    def _running_loop(self) -> asyncio.AbstractEventLoop | None:
        return self._loop if self._loop is not None and self._loop.is_running() else None

    def _elapsed(self) -> timedelta:
        with self._lock:
            if self._since is None:
                return self._passed
            return self._passed + timedelta(microseconds=(monotonic_ns() - self._since) // 1000)

    def _pass(self, by: timedelta) -> None:
        with self._lock:
            self._passed += by

    def _change(
        self, *, frozen: bool | None = None, stepping: bool | None = None, show: datetime | None = None
    ) -> None:
        with self._lock:
            self._passed = self._elapsed()
            self._frozen = self._frozen if frozen is None else frozen
            self._stepping = self._stepping if stepping is None else stepping
            self._since = None if self._frozen or self._stepping else monotonic_ns()
            if show is not None:
                self._epoch = show - self._passed
        loop = self._running_loop()
        if loop is not None:
            loop.call_soon_threadsafe(self._arm)

    def _arm(self) -> None:
        """Ring when the first sleeper is due, if the clock runs."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._sleepers and self._since is not None and self._loop is not None:
            left = self._sleepers[0].due - self._elapsed()
            self._timer = self._loop.call_later(max(0.0, left.total_seconds()), self._ring)

    def _ring(self) -> None:
        self._wake(self._elapsed())
        self._arm()

    def _wake(self, until: timedelta) -> None:
        while self._sleepers and self._sleepers[0].due <= until:
            woken = self._sleepers.pop(0).woken
            if not woken.done():
                woken.set_result(None)

    async def _advance(self, by: timedelta) -> None:
        async with self._turn:
            self._change(stepping=True)
            try:
                await self._settle()  # what was just started may be about to sleep
                target = self._passed + by
                while self._sleepers and self._sleepers[0].due <= target:
                    self._pass(max(self._sleepers[0].due - self._passed, timedelta(0)))
                    self._wake(self._passed)
                    await self._settle()
                self._pass(target - self._passed)
            finally:
                self._change(stepping=False)

    async def _settle(self) -> None:
        while True:
            await _until_idle(asyncio.get_running_loop())
            if not self._busy:
                return
            await self._at_rest.wait()


async def _until_idle(loop: asyncio.AbstractEventLoop) -> None:
    """Return when no callback of the loop is ready to run."""
    # asyncio has no public word for "idle"; its own loops keep what is ready in this queue. On any other
    # loop, this many turns are more than a chain of wake-ups in a backend needs.
    ready: deque[object] | None = getattr(loop, "_ready", None)
    for turn in count(1):
        await asyncio.sleep(0)
        if (turn == 100) if ready is None else (not ready):
            return


def _duration(seconds: float | timedelta) -> timedelta:
    by = seconds if isinstance(seconds, timedelta) else timedelta(seconds=seconds)
    if by < timedelta(0):
        raise InvalidArgument("the clock moves forward only; freeze(at) and reset() change the time shown")
    return by


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ConfigurationError(f"the time {moment.isoformat()} needs a time zone")
    return moment.astimezone(UTC)


def _unsettled(timeout: float) -> TimedOut:
    return TimedOut(
        f"work that became due did not finish within {timeout:g} s of real time;"
        " if it waits for something in the calling thread, use advance_async()"
    )
