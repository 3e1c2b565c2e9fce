"""Where the flavours differ: coroutine functions as tools, cancelled tasks, Ctrl-C, and threads."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from fairlead.emulator import Emulator
from fairlead.emulator.hai import Answer, Call, Stall
from fairlead.hai import AsyncClient, Client, InvalidArgument, SessionTimeout, tool

AGENT = "h/web-surfer-pro"


def play(backend: Emulator, script: Any) -> None:
    """Let every agent do that."""
    backend.run(backend.backend.play, script)


def until(condition: Callable[[], object], seconds: float = 10) -> None:
    """Wait for something that another thread does."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.005)


def only_status(backend: Emulator) -> str:
    with Client(**backend.options) as client:
        (session,) = client.sessions.list_sessions().items
        return session.status


async def test_coroutine_functions_run_in_the_event_loop(hai_emulator: Emulator) -> None:
    meeting = asyncio.Barrier(2)
    loops: list[object] = []

    async def meet(name: str) -> str:
        """Wait for the other one."""
        loops.append(asyncio.get_running_loop())
        async with asyncio.timeout(5):
            await meeting.wait()
        return name

    class Meeting:
        async def __call__(self, name: str) -> str:
            """Wait for the other one, too."""
            return await meet(name)

    def plain(name: str) -> Any:
        """Return something to be awaited."""
        return meet(name)

    calls = [Call("meet", {"name": "a"}), Call("meeting", {"name": "b"})]
    play(hai_emulator, [calls, [Call("plain", {"name": "c"}), Call("meet", {"name": "d"})], Answer("done")])
    async with AsyncClient(**hai_emulator.options) as client:
        result = await client.run_session(
            agent=AGENT, messages="hello", tools=[meet, tool(Meeting(), name="meeting"), plain]
        )
    told = [event.data.result for event in result.events if getattr(event.data, "kind", "") == "tool_result"]
    assert told == ["a", "b", "c", "d"]
    assert loops == [asyncio.get_running_loop()] * 4


async def test_a_cancelled_run_cancels_its_session_and_its_coroutine_tools(hai_emulator: Emulator) -> None:
    started, ended = asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        """Wait for ever."""
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    play(hai_emulator, [Call("wait"), Stall()])
    async with AsyncClient(**hai_emulator.options) as client:
        run = asyncio.create_task(client.run_session(agent=AGENT, messages="hello", tools=[wait]))
        async with asyncio.timeout(5):
            await started.wait()
        run.cancel()
        with pytest.raises(asyncio.CancelledError):
            await run
        async with asyncio.timeout(5):
            await ended.wait()
        (session,) = (await client.sessions.list_sessions()).items
    assert session.status == "interrupted"


async def test_a_call_whose_run_was_cancelled_is_run_again_by_the_next_wait(hai_emulator: Emulator) -> None:
    calls: list[str] = []
    called = asyncio.Event()

    async def note(text: str) -> int:
        """Note a text, slowly the first time."""
        calls.append(text)
        called.set()
        if len(calls) == 1:
            await asyncio.Event().wait()
        return len(calls)

    play(hai_emulator, [Call("note", {"text": "a"}), Answer("done")])
    async with AsyncClient(**hai_emulator.options) as client:
        session = await client.start_session(agent=AGENT, messages="hello", tools=[note])
        waiting = asyncio.create_task(session.wait_for_completion())
        async with asyncio.timeout(10):
            await called.wait()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert (await session.status()).status == "awaiting_tool_results"
        assert (await session.wait_for_completion(timeout_seconds=20)).answer == "done"
    assert calls == ["a", "a"]


async def test_a_plain_tool_does_not_hold_up_the_event_loop(hai_emulator: Emulator) -> None:
    released = threading.Event()

    def block() -> bool:
        """Block a thread."""
        assert released.wait(10)
        return True

    play(hai_emulator, [Call("block"), Answer("done")])
    async with AsyncClient(**hai_emulator.options) as client:
        # The loop is free, or else the tool would wait in vain.
        asyncio.get_running_loop().call_later(0.3, released.set)
        result = await client.run_session(agent=AGENT, messages="hello", tools=[block])
    told = [event.data for event in result.events if getattr(event.data, "kind", "") == "tool_result"]
    assert [each.result for each in told] == [True]


async def test_waits_for_several_sessions_go_on_side_by_side(hai_emulator: Emulator) -> None:
    async with AsyncClient(**hai_emulator.options) as client:
        results = await asyncio.gather(
            *(client.run_session(agent=AGENT, messages=str(number)) for number in range(8))
        )
    assert [result.answer for result in results] == [f"Echo: {number}" for number in range(8)]


def test_a_blocking_client_refuses_coroutine_functions_before_anything_starts(hai_emulator: Emulator) -> None:
    async def fetch() -> None:
        """Fetch something."""

    with Client(**hai_emulator.options) as client:
        with pytest.raises(
            InvalidArgument, match="fetch is a coroutine function: use the asynchronous client"
        ):
            client.run_session(agent=AGENT, messages="hello", tools=[fetch])
        with pytest.raises(InvalidArgument, match="use the asynchronous client"):
            client.session("x").stream(tools=[fetch])
    assert hai_emulator.requests == []


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="there are no such signals here")
@pytest.mark.parametrize("where", ["poll", "tool"])
def test_ctrl_c_cancels_the_session_of_a_run(hai_emulator: Emulator, where: str) -> None:
    released = threading.Event()

    def block() -> bool:
        """Block a thread."""
        return released.wait(10)

    play(hai_emulator, [Call("block"), Stall()] if where == "tool" else [Stall()])
    main = threading.get_ident()

    def interrupt() -> None:
        until(lambda: len(hai_emulator.requests) >= 2)
        time.sleep(0.1)  # it waits by now
        signal.pthread_kill(main, signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    started = time.monotonic()
    try:
        with Client(**hai_emulator.options) as client, pytest.raises(KeyboardInterrupt) as stopped:
            client.run_session(agent=AGENT, messages="hello", tools=[block])
    finally:
        released.set()
        thread.join()
    assert time.monotonic() - started < 5
    assert only_status(hai_emulator) == "interrupted"
    assert "was cancelled" in stopped.value.__notes__[0]


def test_a_tool_that_never_ends_does_not_keep_the_interpreter(hai_emulator: Emulator) -> None:
    play(hai_emulator, [Call("hang"), Stall()])
    program = """
import sys, threading
from fairlead.hai import Client, SessionTimeout

def hang() -> None:
    '''Hang.'''
    threading.Event().wait()

with Client(base_url=sys.argv[1], api_key=sys.argv[2]) as client:
    try:
        client.run_session(agent="h/web-surfer-pro", messages="x", tools=[hang], timeout_seconds=0.5)
    except SessionTimeout as late:
        print(late.session_status, late.cancelled)
"""
    options = hai_emulator.options
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program, options["base_url"], options["api_key"]],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("awaiting_tool_results True\n", "")


def test_one_handle_serves_several_threads(hai_emulator: Emulator) -> None:
    calls: list[str] = []

    def note(text: str) -> str:
        """Note a text."""
        calls.append(text)
        time.sleep(0.05)
        return text

    steps = [[Call("note", {"text": f"{step}{each}"}) for each in "ab"] for step in range(4)]
    play(hai_emulator, [*steps, Answer("done")])
    with Client(**hai_emulator.options) as client:
        session = client.start_session(agent=AGENT, messages="hello", tools=[note])
        answers: list[object] = []

        def follow() -> None:
            answers.append(session.wait_for_completion(timeout_seconds=20).answer)

        threads = [threading.Thread(target=follow) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert answers == ["done"] * 3
    assert sorted(calls) == sorted(f"{step}{each}" for step in range(4) for each in "ab")
    posts = [seen for seen in hai_emulator.requests if seen.path.endswith("/tool_results")]
    assert [seen.status for seen in posts] == [202] * 4


def test_time_is_kept_while_a_tool_runs(hai_emulator: Emulator) -> None:
    released = threading.Event()

    def block() -> bool:
        """Block a thread."""
        return released.wait(60)

    play(hai_emulator, [Call("block"), Stall()])
    with Client(**hai_emulator.options) as client:
        session = client.start_session(agent=AGENT, messages="hello", tools=[block])
        lateness = [1.0]
        while lateness[-1] >= 0.1:  # a busy machine may be late now and then
            assert len(lateness) < 8, f"late by {lateness[1:]} seconds"
            started = time.monotonic()
            with pytest.raises(SessionTimeout):
                session.wait_for_completion(timeout_seconds=0.4)
            lateness.append(time.monotonic() - started - 0.4)
    released.set()
