"""Sessions that run: when a wait ends, with what, and what it costs."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Generator
from typing import Any

import pytest
from pydantic import BaseModel

from fairlead import errors
from fairlead.emulator import Emulator, Fault
from fairlead.emulator.hai import AgentTurn, Answer, Ask, Call, Fail, Stall, Think
from fairlead.hai import (
    AnswerValidationError,
    AsyncClient,
    AsyncSessionHandle,
    InvalidArgument,
    NotFoundError,
    SessionEvent,
    SessionTimeout,
    async_run_session,
    async_stream_session,
    async_wait_for_session,
)

AGENT = "h/web-surfer-pro"
CHANGES = "/api/v2/sessions/{session_id}/changes"


class Job(BaseModel):
    title: str
    company: str


class Jobs(BaseModel):
    jobs: list[Job]


def play(backend: Emulator, script: Any) -> None:
    """Let every agent do that."""
    backend.run(backend.backend.play, script)


def kinds(events: list[SessionEvent]) -> list[str]:
    return [event.type for event in events]


def asked(backend: Emulator) -> list[str]:
    """What was asked of the service about the one session: the last part of each path."""
    return [f"{seen.method} {seen.path.rpartition('/')[2]}" for seen in backend.requests]


# A run.


async def test_a_run_returns_the_answer_and_what_led_to_it(backend: Emulator, client: AsyncClient) -> None:
    result = await client.run_session(agent=AGENT, messages="What is new?")
    assert (result.status, result.answer, result.error) == ("idle", "Echo: What is new?", None)
    assert result.final_changes is not None
    assert result.final_changes.answer == result.answer
    assert kinds(result.events)[0] == "RequestStartEvent"
    assert result.next_from_index == len(result.events)
    assert (await client.session(result.id).get()).latest_answer == result.answer


async def test_a_handle_can_be_made_of_a_client_and_an_id(client: AsyncClient) -> None:
    result = await client.run_session(agent=AGENT, messages="What is new?")
    handle = AsyncSessionHandle(client, result.id)
    assert (await handle.status()).status == result.status
    assert (await handle.wait_for_completion()).answer == result.answer


async def test_a_session_rests_as_its_region_lets_it(serving: Any) -> None:
    for region, status in (("eu", "idle"), ("us", "completed")):
        _, client = await serving(region=region)
        result = await client.run_session(agent=AGENT, messages="hello")
        assert (result.status, result.answer) == (status, "Echo: hello")


async def test_a_turn_of_the_loop_is_one_request(serving: Any) -> None:
    backend, client = await serving(agent=[Think("a"), Think("b"), Answer("c")], step_seconds=0.1)
    result = await client.run_session(agent=AGENT, messages="hello")
    assert result.answer == "c"
    start, *turns = asked(backend)
    assert start == "POST sessions"
    assert len(turns) >= 3
    assert set(turns) == {"GET changes"}  # how the session stands is said there, too
    indices = [int(dict(seen.query)["from_index"]) for seen in backend.requests[1:]]
    assert indices == sorted(indices)
    assert len(result.events) == len({id(event) for event in result.events}) == indices[-1]


async def test_a_fresh_session_that_reads_idle_is_not_taken_for_finished(serving: Any) -> None:
    backend, client = await serving(early_idle_seconds=0.3)
    backend.clock.freeze()
    ways: list[dict[str, Any]] = [{}, {"include_events": False, "poll_backoff_seconds": 0.05}]
    for options in ways:
        session = await client.start_session(agent=AGENT, messages="hello")
        standing = await session.status()
        assert (standing.status, standing.steps) == ("idle", 0)
        with pytest.raises(SessionTimeout, match="it is idle"):
            await session.wait_for_completion(max_polls=3, **{**options, "wait_for_seconds": 0})
        backend.clock.unfreeze()
        result = await session.wait_for_completion(**options)
        assert (result.status, result.answer) == ("idle", "Echo: hello")
        backend.clock.freeze()


async def test_an_agent_that_asks_rests_without_an_answer(backend: Emulator, client: AsyncClient) -> None:
    play(backend, [Think("?"), Ask("Which one?"), Answer("That one.")])
    session = await client.start_session(agent=AGENT, messages="hello", idle_timeout_s=600)
    asking = await session.wait_for_completion(answer_schema=Jobs)
    assert (asking.status, asking.answer) == ("idle", None)
    await session.send_message("The first")
    assert (await session.wait_for_completion()).answer == "That one."


async def test_a_failed_session_says_why(backend: Emulator, client: AsyncClient) -> None:
    play(backend, [Fail("the browser crashed", "environment_error")])
    result = await client.run_session(agent=AGENT, messages="hello", answer_schema=Jobs)
    assert (result.status, result.answer) == ("failed", None)
    assert (result.error, result.error_code) == ("the browser crashed", "environment_error")
    assert kinds(result.events)[-1] == "AgentErrorEvent"


async def test_an_unknown_session_is_not_waited_for(client: AsyncClient) -> None:
    with pytest.raises(NotFoundError):
        await client.session("5f0e4c1e-8f0a-4a53-9a55-0d6a1c7b2e10").wait_for_completion()


async def test_without_events_the_answer_comes_alone(backend: Emulator, client: AsyncClient) -> None:
    result = await client.run_session(
        agent=AGENT, messages="hello", include_events=False, poll_backoff_seconds=0.05
    )
    assert (result.answer, result.events, result.next_from_index) == ("Echo: hello", [], 0)
    assert {dict(seen.query)["include_events"] for seen in backend.requests[1:]} == {"false"}


async def test_a_limit_reads_the_log_in_pieces(backend: Emulator, client: AsyncClient) -> None:
    session = await client.start_session(agent=AGENT, messages="hello")
    everything = (await client.session(session.id).wait_for_completion()).events
    pieces = await session.wait_for_completion(limit=2)
    assert pieces.events == everything
    assert max(int(dict(seen.query).get("limit", 0)) for seen in backend.requests) == 2


async def test_events_that_are_no_longer_kept_are_passed_over(serving: Any) -> None:
    _, client = await serving(kept_events=3)
    session = await client.start_session(agent=AGENT, messages="hello")
    total = (await session.wait_for_completion()).next_from_index
    late = await client.session(session.id).wait_for_completion()
    assert (len(late.events), late.next_from_index, late.answer) == (3, total, "Echo: hello")


# Several turns.


@pytest.mark.parametrize("region", ["eu", "us"])
async def test_the_second_turn_never_returns_the_first_answer(serving: Any, region: str) -> None:
    backend, client = await serving(region=region, delivery_seconds=0.3)
    session = await client.start_session(agent=AGENT, messages="one", idle_timeout_s=600)
    first = await session.wait_for_completion()
    backend.clock.freeze()
    await session.send_message({"type": "user_message", "message": "two"})
    assert (await session.status()).status == "idle"  # the message is still on its way
    with pytest.raises(SessionTimeout, match="it is idle") as late:
        await session.wait_for_completion(max_polls=3, wait_for_seconds=0)
    backend.clock.unfreeze()
    second = await session.wait_for_completion()
    assert (first.answer, second.answer) == ("Echo: one", "Echo: two")
    events = [*first.events, *late.value.events, *second.events]
    assert second.next_from_index == len(events)
    assert events == (await client.session(session.id).wait_for_completion()).events


async def test_the_same_words_can_be_the_second_answer(serving: Any) -> None:
    _, client = await serving(delivery_seconds=0.3)
    session = await client.start_session(agent=AGENT, messages="again", idle_timeout_s=600)
    first = await session.wait_for_completion()
    await session.send_message("again")
    second = await session.wait_for_completion()
    assert first.answer == second.answer == "Echo: again"
    assert "AgentEvent" in kinds(second.events)


async def test_without_events_the_second_answer_is_waited_for_as_well(serving: Any) -> None:
    _, client = await serving(delivery_seconds=0.3)
    session = await client.start_session(agent=AGENT, messages="one", idle_timeout_s=600)
    answers: list[object] = []
    for text in ("two", "two", "three"):
        result = await session.wait_for_completion(include_events=False, poll_backoff_seconds=0.02)
        answers.append(result.answer)
        await session.send_message(text)
    assert answers == ["Echo: one", "Echo: two", "Echo: two"]


async def test_a_message_to_a_session_that_was_not_waited_for_gets_its_own_answer(serving: Any) -> None:
    _, client = await serving(delivery_seconds=0.3)
    session = await client.start_session(agent=AGENT, messages="one", idle_timeout_s=600)
    await session.wait_for_completion()
    other = client.session(session.id)
    await other.send_message("two")
    assert (await other.wait_for_completion()).answer == "Echo: two"


async def test_a_message_to_an_agent_at_work_is_heard_before_its_answer_counts(serving: Any) -> None:
    def script(turn: AgentTurn) -> Generator[Think, Any, str]:
        yield Think("a")
        return f"heard {turn.message}"

    for delivery in (0.1, 0.7):  # before it answers, and when it rests already
        _, client = await serving(agent=script, step_seconds=0.25, delivery_seconds=delivery)
        session = await client.start_session(agent=AGENT, messages="one", idle_timeout_s=600)
        await session.send_message("two")
        result = await session.wait_for_completion()
        assert result.answer == "heard two"


async def test_a_wait_can_be_repeated(backend: Emulator, client: AsyncClient) -> None:
    session = await client.start_session(agent=AGENT, messages="one", idle_timeout_s=600)
    first = await session.wait_for_completion()
    again = await session.wait_for_completion()
    assert (again.status, again.answer, again.events) == (first.status, first.answer, [])
    assert again.next_from_index == first.next_from_index
    everything = await session.wait_for_completion(from_index=0)
    assert everything.events == first.events


async def test_a_session_that_ends_without_an_answer_does_not_give_an_old_one(
    backend: Emulator, client: AsyncClient
) -> None:
    session = await client.start_session(agent=AGENT, messages="one", idle_timeout_s=600)
    await session.wait_for_completion()
    play(backend, [Stall()])
    await session.send_message("two")
    await session.cancel()
    result = await session.wait_for_completion()
    assert (result.status, result.answer, result.outcome) == ("interrupted", None, None)
    assert result.final_changes is not None
    assert result.final_changes.answer == "Echo: one"  # what the service says, word for word


# Time.


async def is_kept(seconds: float, attempt: Callable[[], Awaitable[Any]]) -> None:
    """Hold that the attempt ends in time, to within a tenth of a second, and raises `SessionTimeout`.

    A busy machine may be late now and then; what is late by design would be late each time.
    """
    lateness: list[float] = []
    while not lateness or lateness[-1] >= 0.1:
        assert len(lateness) < 8, f"late by {lateness} seconds"
        started = time.monotonic()
        with pytest.raises(SessionTimeout):
            await attempt()
        lateness.append(time.monotonic() - started - seconds)
        assert lateness[-1] > -0.02, "too early"


async def test_the_time_is_kept(serving: Any) -> None:
    backend, client = await serving(agent=[Think("a"), Stall()])
    session = await client.start_session(agent=AGENT, messages="hello")
    for seconds in (0.0, 0.3, 1.1):
        await is_kept(seconds, lambda s=seconds: session.wait_for_completion(timeout_seconds=s))
    await is_kept(0.5, lambda: client.run_session(agent=AGENT, messages="hello", timeout_seconds=0.5))
    waits = [int(dict(seen.query)["wait_for_seconds"]) for seen in backend.requests if "changes" in seen.path]
    assert max(waits) == 2  # never longer than there is time


async def test_a_run_that_takes_too_long_is_cancelled(serving: Any) -> None:
    _, client = await serving(agent=[Think("a"), Stall()])
    with pytest.raises(SessionTimeout, match="did not finish in time: it is running") as late:
        await client.run_session(agent=AGENT, messages="hello", timeout_seconds=2)
    assert isinstance(late.value, TimeoutError)
    assert isinstance(late.value, errors.TimedOut)
    assert late.value.session_status == "running"
    assert late.value.cursor == len(late.value.events) > 3
    assert late.value.cancelled
    assert late.value.handle is not None
    assert late.value.handle.id == late.value.session_id
    assert (await client.session(late.value.handle.id).status()).status == "interrupted"


async def test_an_option_that_there_is_not(client: AsyncClient) -> None:
    wrong: Any = {"timeout_second": 3}
    with pytest.raises(TypeError, match=r"run_session\(\) has no option .*; .* 'timeout_seconds'\?"):
        await client.run_session(agent=AGENT, **wrong)
    wrong = {"message": "hello"}
    with pytest.raises(TypeError, match=r"start_session\(\) has no option 'message'; .* 'messages'\?"):
        await client.start_session(agent=AGENT, **wrong)


async def test_a_session_that_gets_no_slot_says_so(serving: Any) -> None:
    _, client = await serving(max_sessions=1)
    await client.run_session(agent=AGENT, messages="first")  # which rests in idle, and keeps its slot
    with pytest.raises(SessionTimeout, match="it is queued, as no slot is free; idle sessions keep") as late:
        await client.run_session(agent=AGENT, messages="second", timeout_seconds=0.3)
    assert late.value.session_status == "queued"


async def test_a_session_can_be_left_running(serving: Any) -> None:
    _, client = await serving(agent=[Think("a"), Stall()])
    with pytest.raises(SessionTimeout) as late:
        await client.run_session(agent=AGENT, messages="hello", max_polls=1, cancel_on_exit=False)
    assert late.value.cancelled is False
    session = client.session(late.value.session_id or "")
    assert (await session.status()).status == "running"
    await session.cancel()
    await session.cancel()  # once more changes nothing


async def test_a_wait_that_was_too_short_goes_on_where_it_was(serving: Any) -> None:
    _, client = await serving(agent=[Think("a"), Think("b"), Answer("c")], step_seconds=0.25)
    session = await client.start_session(agent=AGENT, messages="hello")
    with pytest.raises(SessionTimeout) as late:
        await session.wait_for_completion(timeout_seconds=0.3)
    assert late.value.handle is session
    rest = await session.wait_for_completion(timeout_seconds=5)
    everything = await client.session(session.id).wait_for_completion()
    assert [*late.value.events, *rest.events] == everything.events
    assert rest.answer == "c"


async def test_a_slow_service_cannot_overrun_the_time(backend: Emulator, client: AsyncClient) -> None:
    session = await client.start_session(agent=AGENT, messages="hello")
    with backend.faults.add(Fault(path=CHANGES, stall=True)):
        await is_kept(0.3, lambda: session.wait_for_completion(timeout_seconds=0.3))
    refusal = Fault(path=CHANGES, status=503, headers={"Retry-After": "9"})
    with backend.faults.add(refusal) as refusing, pytest.raises(errors.ServerError):
        await session.wait_for_completion(timeout_seconds=5)
    assert refusing.hits == 1  # there is no time to wait that long


async def test_the_time_includes_the_start(backend: Emulator, client: AsyncClient) -> None:
    def run() -> Awaitable[Any]:
        return client.run_session(agent=AGENT, messages="hello", timeout_seconds=0.3)

    with backend.faults.add(Fault(method="POST", path="/api/v2/sessions", stall=True)):
        with pytest.raises(SessionTimeout, match="the session was not even started in time") as late:
            await run()
        await is_kept(0.3, run)
    assert late.value.session_id is None


async def test_the_polls_can_be_counted(serving: Any) -> None:
    backend, client = await serving(agent=[Stall()])
    with pytest.raises(SessionTimeout, match="did not finish in 2 polls"):
        await client.run_session(agent=AGENT, messages="hello", max_polls=2, wait_for_seconds=0)
    assert asked(backend)[1:3] == ["GET changes", "GET changes"]
    assert backend.requests[-1].method == "DELETE"


async def test_nothing_is_started_with_arguments_that_cannot_be_right(
    backend: Emulator, client: AsyncClient
) -> None:
    wrong: list[dict[str, Any]] = [
        {"wait_for_seconds": 26},
        {"wait_for_seconds": 0.5},
        {"timeout_seconds": -1},
        {"timeout_seconds": float("nan")},
        {"poll_backoff_seconds": -0.1},
        {"max_polls": -1},
        {"tools": [print_out], "include_events": False},
    ]
    for arguments in wrong:
        with pytest.raises(InvalidArgument, match=next(iter({*arguments} - {"tools"}))):
            await client.run_session(agent=AGENT, messages="hello", **arguments)
    with pytest.raises(ValueError, match="until"):
        client.session("x").stream(until="tomorrow")  # pyright: ignore[reportArgumentType]
    assert backend.requests == []


def print_out(text: str) -> None:
    """Print a text."""


# Faults.


@pytest.mark.parametrize(
    "fault",
    [
        Fault(path=CHANGES, drop="before", times=1),
        Fault(path=CHANGES, drop="after", times=1),
        Fault(path=CHANGES, cut_after_bytes=20, times=1),
        Fault(path=CHANGES, status=502, times=1),
        Fault(path=CHANGES, status=429, headers={"retry-after-ms": "20"}, times=1),
    ],
    ids=["refused", "lost", "cut", "502", "429"],
)
async def test_a_poll_that_fails_is_sent_again(backend: Emulator, client: AsyncClient, fault: Fault) -> None:
    undisturbed = await client.run_session(agent=AGENT, messages="hello")
    with backend.faults.add(fault) as active:
        result = await client.run_session(agent=AGENT, messages="hello")
    assert active.hits == 1
    assert kinds(result.events) == kinds(undisturbed.events)
    assert result.answer == "Echo: hello"


async def test_a_poll_that_times_out_is_sent_again(backend: Emulator) -> None:
    async with AsyncClient(**backend.options, timeout=0.2) as client:
        session = await client.start_session(agent=AGENT, messages="hello")
        with backend.faults.add(Fault(path=CHANGES, stall=True, times=1)) as active:
            result = await session.wait_for_completion(wait_for_seconds=0)
    assert active.hits == 1
    assert result.answer == "Echo: hello"


async def test_an_error_cancels_what_the_run_started(backend: Emulator, client: AsyncClient) -> None:
    play(backend, [Stall()])
    with (
        backend.faults.add(Fault(path=CHANGES, status=403, body={"detail": "no more"})),
        pytest.raises(errors.Forbidden) as refused,
    ):
        await client.run_session(agent=AGENT, messages="hello")
    assert refused.value.__notes__ == [f"session {await only_session(client)} was cancelled"]


async def test_an_error_while_cancelling_is_told_beside(backend: Emulator, client: AsyncClient) -> None:
    play(backend, [Stall()])
    with (
        backend.faults.add(Fault(method="DELETE", status=403, body={"detail": "not yours"})),
        pytest.raises(SessionTimeout) as late,
    ):
        await client.run_session(agent=AGENT, messages="hello", timeout_seconds=0.1)
    assert late.value.cancelled is False
    assert "could not be cancelled: not yours" in late.value.__notes__[0]
    await client.session(late.value.session_id or "").cancel()


async def only_session(client: AsyncClient) -> str:
    (session,) = (await client.sessions.list_sessions()).items
    return session.id


# Streams.


async def everything(stream: AsyncIterator[SessionEvent]) -> list[SessionEvent]:
    return [event async for event in stream]


async def test_a_stream_yields_each_event_once(backend: Emulator, client: AsyncClient) -> None:
    session = await client.start_session(agent=AGENT, messages="one", idle_timeout_s=600)
    first: list[SessionEvent] = []
    async for event in session.stream():
        first.append(event)
        if len(first) == 3:
            break
    rest = [event async for event in session.stream()]
    everything = await client.session(session.id).wait_for_completion()
    assert [*first, *rest] == everything.events
    result = await session.wait_for_completion()
    assert (result.answer, result.events) == ("Echo: one", [])


async def test_a_stream_follows_an_idle_session_to_its_end(serving: Any) -> None:
    _, client = await serving(step_seconds=0.05)
    session = await client.start_session(agent=AGENT, messages="one", idle_timeout_s=1)
    settled = [event.type async for event in session.stream()]
    rest = [event.type async for event in session.stream(until="terminal")]
    assert settled[-1] == "ActiveStateChangeEvent"
    assert rest == ["AgentCompletionEvent"]


async def test_a_stream_ends_when_the_time_is_up(serving: Any) -> None:
    _, client = await serving(agent=[Stall()])
    session = await client.start_session(agent=AGENT, messages="one")
    assert await anext(session.stream())
    with pytest.raises(SessionTimeout) as late:
        await everything(session.stream(timeout_seconds=0.3))
    assert (late.value.handle, late.value.events) == (session, [])  # what there was, was yielded
    await is_kept(0.3, lambda: everything(session.stream(timeout_seconds=0.3)))


# The same as functions.


async def test_the_functions_do_what_the_methods_do(backend: Emulator, client: AsyncClient) -> None:
    result = await async_run_session(client, agent=AGENT, messages="hello", timeout_seconds=5)
    assert result.answer == "Echo: hello"
    again = await async_wait_for_session(client, result.id, timeout_seconds=5)
    assert (again.answer, again.events) == (result.answer, result.events)
    assert [event async for event in async_stream_session(client, result.id)] == result.events
    rest = await async_wait_for_session(client, result.id, from_index=result.next_from_index - 1)
    assert rest.events == result.events[-1:]


# Structured answers.


async def test_an_answer_becomes_an_instance(backend: Emulator, client: AsyncClient) -> None:
    play(backend, [Answer({"jobs": [{"title": "ML engineer", "company": "H"}]})])
    result = await client.run_session(agent=AGENT, messages="Find a job.", answer_schema=Jobs)
    assert result.answer == Jobs(jobs=[Job(title="ML engineer", company="H")])
    assert result.final_changes is not None
    assert result.final_changes.answer == {"jobs": [{"title": "ML engineer", "company": "H"}]}
    handle = client.session(result.id)
    assert (await handle.wait_for_completion(answer_schema=Jobs)).answer == result.answer
    assert (await handle.wait_for_completion()).answer == result.final_changes.answer


async def test_an_answer_that_does_not_fit_is_handed_over_raw(backend: Emulator, client: AsyncClient) -> None:
    play(backend, [Answer({"jobs": [{"title": "ML engineer"}]})])
    with pytest.raises(AnswerValidationError, match=r"does not fit Jobs: jobs\.0\.company") as wrong:
        await client.run_session(agent=AGENT, messages="Find a job.", answer_schema=Jobs)
    assert wrong.value.raw == {"jobs": [{"title": "ML engineer"}]}
    assert wrong.value.result is not None
    assert wrong.value.result.answer == wrong.value.raw
    assert wrong.value.result.status == "idle"
    assert len(wrong.value.result.events) > 3


async def test_calls_of_tools_that_are_not_here_end_a_wait(backend: Emulator, client: AsyncClient) -> None:
    play(backend, [Call("get_weather", {"city": "Paris"}), Answer("Sunny")])
    session = await client.start_session(
        agent=AGENT,
        messages="hello",
        overrides={"agent.tools": [{"name": "get_weather", "description": "Weather.", "input_schema": {}}]},
    )
    result = await session.wait_for_completion()
    assert (result.status, result.answer) == ("awaiting_tool_results", None)
    assert result.final_changes is not None
    (call,) = result.final_changes.pending_tool_calls
    await client.sessions.send_session_tool_results(
        session.id, request={"kind": "tool_result", "tool_req": call, "result": "Sunny"}
    )
    assert (await session.wait_for_completion()).answer == "Sunny"
