"""How a row is measured: rounds that take turns, and what is left of them."""

from __future__ import annotations

import contextlib
import gc
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from statistics import quantiles
from typing import Literal

BATCH = 0.02
"""Seconds of CPU time between two looks at the clock, if one call does not take longer."""
MOST = 5_000
"""Calls between two looks at the clock, at most."""

Clock = Literal["cpu", "wall"]
Role = Literal["raw", "httpx", "fairlead", "original"]


@dataclass(frozen=True)
class Spent:
    """Seconds: CPU time of this process, and of the clock on the wall."""

    cpu: float
    wall: float


class Stopwatch:
    """Measures the time between `start` and `stop`, for contenders that have to prepare something."""

    def __init__(self) -> None:
        self.spent: Spent | None = None
        self.start()

    def start(self) -> None:
        self._cpu, self._wall = time.process_time(), time.perf_counter()

    def stop(self) -> Spent:
        self.spent = Spent(time.process_time() - self._cpu, time.perf_counter() - self._wall)
        return self.spent


Work = Callable[[int], Spent | None]
"""Does something so many times; says what it took, if not all of what it did counts."""


def repeated(ask: Callable[[], object]) -> Work:
    """The work of calling `ask`."""

    def work(count: int) -> None:
        for _ in range(count):
            ask()

    return work


@dataclass(frozen=True)
class Contender:
    """Somebody who does the work of a row."""

    role: Role
    name: str
    work: Work
    calls: int | None = None
    """How often it does it between two looks at the clock; None for as often as fits into a batch."""


@dataclass(frozen=True)
class Figures:
    """The middle half of what was seen in all rounds."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, seen: list[float]) -> Figures:
        low, middle, high = quantiles(seen, n=4, method="inclusive") if len(seen) > 1 else seen * 3
        return cls(*(float(f"{value:.4g}") for value in (middle, low, high)))


@dataclass(frozen=True)
class Result:
    """What came out for one contender: seconds for one call, and its ratio to others in the same rounds."""

    name: str
    calls: int
    seconds: Figures
    to_raw: Figures | None
    to_original: Figures | None


@dataclass(frozen=True)
class Row:
    """A row of the results.

    Attributes:
        group: What kind of row it is, such as `calls`.
        backend: Whose.
        title: What is done.
        clock: What was measured.
        rounds: How many rounds there were.
        results: By role.
        missing: Why there is no result of somebody, by role.
    """

    group: str
    backend: str
    title: str
    clock: Clock
    rounds: int
    results: Mapping[Role, Result]
    missing: Mapping[Role, str]

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def compare(
    group: str,
    backend: str,
    title: str,
    contenders: list[Contender],
    *,
    rounds: int,
    clocks: tuple[Clock, ...] = ("cpu",),
    cold: bool = False,
    missing: Mapping[Role, str] | None = None,
) -> Iterator[Row]:
    """Let contenders take turns, and yield a row for each clock.

    Everybody is in every round, so that noise hits all alike, and a ratio is the median of the ratios of each
    round. Another one begins each round, so that nobody always has the caches of the same one before him. The
    garbage of one is collected before the next begins. All are warmed up, unless they are to be `cold`.
    """
    calls = {each.role: each.calls or _fitting(each.work) for each in contenders}
    seen: dict[Role, list[Spent]] = {each.role: [] for each in contenders}
    if not cold:
        for each in contenders:
            each.work(calls[each.role])
    with _settled_memory():
        for number in range(rounds):
            start = number % len(contenders)
            for each in contenders[start:] + contenders[:start]:
                gc.collect()
                spent = _timed(each.work, calls[each.role])
                seen[each.role].append(Spent(spent.cpu / calls[each.role], spent.wall / calls[each.role]))
    for clock in clocks:
        times: dict[Role, list[float]] = {
            role: [spent.cpu if clock == "cpu" else spent.wall for spent in spents]
            for role, spents in seen.items()
        }
        results: dict[Role, Result] = {
            each.role: Result(
                each.name,
                calls[each.role],
                Figures.of(times[each.role]),
                _ratio(times, each.role, "raw"),
                _ratio(times, each.role, "original"),
            )
            for each in contenders
        }
        yield Row(group, backend, title, clock, rounds, results, missing or {})


def _timed(work: Work, calls: int) -> Spent:
    watch = Stopwatch()
    reported = work(calls)
    return reported or watch.stop()


def _fitting(work: Work) -> int:
    """How many calls fit into a batch."""
    work(1)
    calls = 1
    while True:
        spent = min(_timed(work, calls).cpu for _ in range(2))
        if spent >= BATCH / 4 or calls >= MOST:
            return max(1, min(MOST, round(calls * BATCH / spent)))
        calls = min(MOST, calls * 4)


def _ratio(times: Mapping[Role, list[float]], role: Role, base: Role) -> Figures | None:
    if role == base or base not in times:
        return None
    return Figures.of([one / other for one, other in zip(times[role], times[base], strict=True)])


@contextlib.contextmanager
def _settled_memory() -> Iterator[None]:
    """Keep what is there from being looked at in each collection: it belongs to no contender."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
