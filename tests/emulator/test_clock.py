from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead import ConfigurationError, InvalidArgument, TimedOut
from fairlead.emulator import Clock

NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)


def at_noon() -> Clock:
    return Clock(NOON, frozen=True)


def seconds_after_noon(clock: Clock) -> float:
    return (clock.now() - NOON).total_seconds()


def test_it_shows_the_real_time() -> None:
    before = datetime.now(UTC)
    shown = Clock().now()
    assert before <= shown <= datetime.now(UTC) + timedelta(milliseconds=5)
    assert shown.tzinfo is UTC


def test_it_runs_until_frozen_and_runs_on_from_there() -> None:
    clock = Clock(NOON)
    first = clock.now()
    while clock.now() == first:
        pass
    clock.freeze()
    stopped = clock.now()
    assert clock.frozen
    assert clock.now() == stopped > first
    clock.unfreeze()
    while clock.now() == stopped:
        pass
    assert stopped < clock.now() < stopped + timedelta(seconds=30)


@pytest.mark.parametrize("by", [0, 0.25, 3600, timedelta(days=2, microseconds=1)])
def test_advancing_a_frozen_clock_is_exact(by: float | timedelta) -> None:
    clock = at_noon()
    clock.advance(by)
    assert clock.now() == NOON + (by if isinstance(by, timedelta) else timedelta(seconds=by))


def test_it_can_show_any_time_and_go_back_to_the_start() -> None:
    clock = at_noon()
    clock.advance(5)
    clock.freeze(datetime(1999, 12, 31, 23, 59, 59, tzinfo=UTC))
    clock.advance(1)
    assert clock.now() == datetime(2000, 1, 1, tzinfo=UTC)
    clock.reset()
    assert clock.now() == NOON


def test_it_refuses_what_makes_no_sense() -> None:
    with pytest.raises(ConfigurationError, match="time zone"):
        Clock(datetime(2030, 1, 1))  # noqa: DTZ001
    with pytest.raises(ConfigurationError, match="time zone"):
        at_noon().freeze(datetime(2030, 1, 1))  # noqa: DTZ001
    with pytest.raises(InvalidArgument, match="forward"):
        at_noon().advance(-1)


async def start_sleepers(clock: Clock, delays: list[float], woken: list[tuple[float, float]]) -> list[object]:
    async def sleep(delay: float) -> None:
        await clock.sleep(delay)
        woken.append((delay, seconds_after_noon(clock)))

    tasks: list[object] = [asyncio.create_task(sleep(delay)) for delay in delays]
    await asyncio.sleep(0)
    return tasks


async def test_sleepers_wake_in_order_each_at_its_own_time() -> None:
    clock, woken = at_noon(), []
    tasks = await start_sleepers(clock, [30, 10, 20, 10.5, 99], woken)
    await clock.advance_async(30)
    assert woken == [(10, 10), (10.5, 10.5), (20, 20), (30, 30)]
    assert seconds_after_noon(clock) == 30
    await clock.advance_async(69)
    assert woken[4:] == [(99, 99)]
    assert len(tasks) == 5


async def test_who_is_due_at_once_wakes_in_the_order_of_lying_down() -> None:
    clock, order = at_noon(), []

    async def sleep(label: str) -> None:
        await clock.sleep(5)
        order.append(label)

    async with asyncio.TaskGroup() as group:
        for label in "abc":
            group.create_task(sleep(label))
        await clock.advance_async(5)
    assert order == ["a", "b", "c"]


@given(st.lists(st.integers(1, 10**9), max_size=20), st.integers(0, 10**9))
def test_every_sleeper_that_is_due_wakes_exactly_when_it_is_due(microseconds: list[int], by: int) -> None:
    async def scenario() -> list[tuple[int, timedelta]]:
        clock, woken = at_noon(), []

        async def sleep(duration: int) -> None:
            await clock.sleep(duration / 1_000_000)
            woken.append((duration, clock.now() - NOON))

        tasks = [asyncio.create_task(sleep(duration)) for duration in microseconds]
        await clock.advance_async(timedelta(microseconds=by))
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return woken

    woken = asyncio.run(scenario())
    assert [duration for duration, _ in woken] == sorted(d for d in microseconds if d <= by)
    assert all(time == timedelta(microseconds=duration) for duration, time in woken)


async def test_a_job_that_sleeps_again_and_again_takes_every_step() -> None:
    clock, beats = at_noon(), []

    async def heart() -> None:
        while True:
            await clock.sleep(10)
            beats.append(seconds_after_noon(clock))

    task = asyncio.create_task(heart())
    await clock.advance_async(35)
    assert beats == [10, 20, 30]
    await clock.advance_async(5)
    assert beats == [10, 20, 30, 40]
    task.cancel()


async def test_all_that_a_sleeper_sets_off_has_happened() -> None:
    clock, seen = at_noon(), []
    stages: list[asyncio.Queue[str]] = [asyncio.Queue() for _ in range(300)]

    async def source() -> None:
        await clock.sleep(1)
        await stages[0].put("news")

    async def relay(here: asyncio.Queue[str], there: asyncio.Queue[str]) -> None:
        await there.put(await here.get())

    async def sink() -> None:
        news = await stages[-1].get()
        await clock.sleep(1)
        seen.append(f"{news} at {seconds_after_noon(clock)}")

    async with asyncio.TaskGroup() as group:
        group.create_task(source())
        group.create_task(sink())
        for here, there in pairwise(stages):
            group.create_task(relay(here, there))
        await clock.advance_async(2)
        assert seen == ["news at 2.0"]


async def test_a_cancelled_sleeper_neither_wakes_nor_disturbs_others() -> None:
    clock, woken = at_noon(), []
    tasks = await start_sleepers(clock, [1, 2, 3], woken)
    assert isinstance(tasks[1], asyncio.Task)
    tasks[1].cancel()
    await asyncio.sleep(0)
    await clock.advance_async(5)
    assert woken == [(1, 1), (3, 3)]


async def test_no_sleep_at_all_is_one_turn() -> None:
    clock = at_noon()
    await clock.sleep(0)
    await clock.sleep(-1)
    assert seconds_after_noon(clock) == 0


async def test_a_running_clock_wakes_sleepers_by_itself() -> None:
    clock = Clock()
    async with asyncio.timeout(5):
        await asyncio.gather(clock.sleep(0.02), clock.sleep(0.01))


async def test_time_that_was_advanced_counts_for_a_running_clock() -> None:
    clock = Clock()
    sleeping = asyncio.create_task(clock.sleep(1000.02))
    await clock.advance_async(1000)
    assert not sleeping.done()
    async with asyncio.timeout(5):
        await sleeping


async def test_freezing_holds_sleepers_and_unfreezing_lets_them_go_on() -> None:
    clock = Clock()
    sleeping = asyncio.create_task(clock.sleep(0.02))
    await asyncio.sleep(0)
    clock.freeze()
    done, _ = await asyncio.wait([sleeping], timeout=0.06)
    assert not done
    clock.unfreeze()
    async with asyncio.timeout(5):
        await sleeping


async def test_changing_the_time_shown_keeps_what_is_left_to_sleep() -> None:
    clock = at_noon()
    sleeping = asyncio.create_task(clock.sleep(60))
    await clock.advance_async(50)
    clock.freeze(NOON + timedelta(days=365))
    await clock.advance_async(9)
    assert not sleeping.done()
    clock.reset()
    await clock.advance_async(1)
    assert sleeping.done()


async def test_busy_work_is_waited_for() -> None:
    clock, delivered = at_noon(), []

    async def deliver() -> None:
        await clock.sleep(1)
        with clock.busy():
            await asyncio.sleep(0.03)  # stands for the network
            delivered.append(seconds_after_noon(clock))

    async with asyncio.TaskGroup() as group:
        group.create_task(deliver())
        await clock.advance_async(10)
        assert delivered == [1]


async def test_work_that_never_settles_is_an_error_in_time() -> None:
    clock = at_noon()

    async def hang() -> None:
        await clock.sleep(1)
        with clock.busy():
            await asyncio.Event().wait()

    task = asyncio.create_task(hang())
    with pytest.raises(TimedOut, match=r"0\.02 s"):
        await clock.advance_async(10, timeout=0.02)
    with pytest.raises(TimedOut, match="advance_async"):
        await asyncio.to_thread(clock.advance, 10, timeout=0.02)
    assert seconds_after_noon(clock) == 1
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await clock.advance_async(10)
    assert seconds_after_noon(clock) == 11


async def test_other_threads_advance_it_and_their_steps_add_up() -> None:
    clock, woken = at_noon(), []
    tasks = await start_sleepers(clock, [1, 2, 3, 7.5], woken)
    threads = [asyncio.to_thread(clock.advance, 1) for _ in range(8)]
    await asyncio.gather(*threads)
    assert seconds_after_noon(clock) == 8
    assert woken == [(1, 1), (2, 2), (3, 3), (7.5, 7.5)]
    assert len(tasks) == 4


async def test_its_own_loop_is_told_to_await_instead_of_blocking() -> None:
    clock = at_noon()
    await clock.advance_async(1)
    with pytest.raises(RuntimeError, match="advance_async"):
        clock.advance(1)


async def test_it_serves_one_running_loop_only() -> None:
    clock = at_noon()
    await clock.advance_async(1)

    def elsewhere() -> None:
        with pytest.raises(ConfigurationError, match="one running event loop"):
            asyncio.run(clock.sleep(1))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    await asyncio.to_thread(thread.join)


async def test_another_loop_awaits_it() -> None:
    clock, woken = at_noon(), []
    started, done = threading.Event(), threading.Event()

    async def serve() -> None:
        tasks = await start_sleepers(clock, [5], woken)
        started.set()
        await asyncio.to_thread(done.wait)
        assert tasks

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    await asyncio.to_thread(started.wait)
    await clock.advance_async(6)
    assert woken == [(5, 5)]
    done.set()
    await asyncio.to_thread(thread.join)
