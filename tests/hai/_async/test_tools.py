"""Functions that the agent calls: run together, answered once, and never in the way of the run."""

from __future__ import annotations

import contextvars
import json
import math
import threading
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import BaseModel

from fairlead import errors
from fairlead.emulator import Emulator, Fault
from fairlead.emulator.hai import Answer, Call, Outcome, Stall, Think
from fairlead.hai import AsyncClient, InvalidArgument, SessionTimeout, tool

AGENT = "h/web-surfer-pro"
CHANGES = "/api/v2/sessions/{session_id}/changes"
RESULTS = "/api/v2/sessions/{session_id}/tool_results"


def play(backend: Emulator, script: Any) -> None:
    """Let every agent do that."""
    backend.run(backend.backend.play, script)


def telling(*calls: Call | list[Call]) -> Callable[[Any], Generator[Any, Any, dict[str, Any]]]:
    """A script that makes calls, one step after the other, and answers with what came back."""

    def script(turn: Any) -> Generator[Any, Any, dict[str, Any]]:
        told: list[Any] = []
        for step in calls:
            outcome = yield step
            told += outcome if isinstance(step, list) else [outcome]
        return {"told": [each.error or each.result for each in told]}

    return script


def sent(backend: Emulator) -> list[dict[str, Any]]:
    """The results that reached the service, in order."""
    bodies = [json.loads(seen.body) for seen in backend.requests if seen.path.endswith("/tool_results")]
    return [result for body in bodies for result in body.get("results", [body])]


class Counter:
    """A tool that says how often it was called."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def note(self, text: str) -> str:
        """Note a text."""
        self.calls.append(text)
        return f"{len(self.calls)}: {text}"


def get_weather(city: str) -> str:
    """Get the current weather for a city."""
    return f"Sunny in {city}"


async def test_a_tool_is_called_and_the_session_goes_on(backend: Emulator, client: AsyncClient) -> None:
    play(backend, telling(Call("get_weather", {"city": "Paris"})))
    result = await client.run_session(agent=AGENT, messages="What should I wear?", tools=[get_weather])
    assert result.answer == {"told": ["Sunny in Paris"]}
    (told,) = sent(backend)
    assert told["kind"] == "tool_result"
    assert told["tool_req"]["args"] == {"city": "Paris"}
    start = json.loads(backend.requests[0].body)
    assert [each["name"] for each in start["overrides"]["agent.tools"]] == ["get_weather"]


async def test_an_inline_agent_gets_tools_of_its_own(backend: Emulator, client: AsyncClient) -> None:
    play(backend, telling(Call("get_weather", {"city": "Paris"})))
    agent = {"name": "helper", "description": "Helps.", "environments": []}
    result = await client.run_session(agent=agent, messages="hello", tools=[get_weather])
    assert result.answer == {"told": ["Sunny in Paris"]}


async def test_calls_of_one_step_run_at_the_same_time_and_are_answered_in_order(
    backend: Emulator, client: AsyncClient
) -> None:
    meeting = threading.Barrier(3, timeout=5)

    def meet(name: str, seconds: float) -> str:
        """Wait for the others."""
        meeting.wait()
        time.sleep(seconds)
        return name

    calls = [Call("meet", {"name": name, "seconds": s}) for name, s in (("a", 0.1), ("b", 0.05), ("c", 0.0))]
    play(backend, telling(calls))
    result = await client.run_session(agent=AGENT, messages="hello", tools=[meet])
    assert result.answer == {"told": ["a", "b", "c"]}
    assert [each["result"] for each in sent(backend)] == ["a", "b", "c"]
    assert sum(seen.path.endswith("/tool_results") for seen in backend.requests) == 1


async def test_a_tool_that_raises_is_reported_to_the_agent(backend: Emulator, client: AsyncClient) -> None:
    def fail(how: str) -> str:
        """Fail."""
        if how == "stop":
            raise StopIteration
        raise LookupError(f"no {how}")

    play(backend, telling([Call("fail", {"how": "luck"}), Call("fail", {"how": "stop"}), Call("fail", {})]))
    result = await client.run_session(agent=AGENT, messages="hello", tools=[fail])
    luck, stop, missing = result.answer["told"]
    assert luck == "LookupError: no luck"
    assert "StopIteration" in stop
    assert missing.startswith("InvalidArgument:")
    assert {each["kind"] for each in sent(backend)} == {"error_event"}


async def test_a_tool_that_nobody_has_is_reported_to_the_agent(
    backend: Emulator, client: AsyncClient
) -> None:
    play(backend, telling(Call("get_weather", {"city": "Paris"})))
    declared = {"name": "helper", "description": "Helps.", "environments": []}
    other = {"name": "get_weather", "description": "Weather.", "input_schema": {"type": "object"}}
    session = await client.start_session(agent={**declared, "tools": [other]}, messages="hello")

    @tool(name="something_else")
    def another() -> str:
        """Do something else."""
        raise AssertionError("it was never called")

    result = await session.wait_for_completion(tools=[another])
    assert result.answer == {"told": ["LookupError: there is no tool 'get_weather'"]}


class Weather(BaseModel):
    city: str
    at: datetime


@dataclass
class Wind:
    speed: float


async def test_results_become_json_if_they_can_and_an_error_if_not(
    backend: Emulator, client: AsyncClient
) -> None:
    values: dict[str, object] = {
        "model": Weather(city="Paris", at=datetime(2026, 1, 2, tzinfo=UTC)),
        "dataclass": Wind(speed=1.5),
        "nothing": None,
        "infinite": math.inf,
        "odd": object(),
        "loop": threading.Lock(),
    }

    def get(name: str) -> Any:
        """Get a value."""
        return values[name]

    play(backend, telling([Call("get", {"name": name}) for name in values]))
    result = await client.run_session(agent=AGENT, messages="hello", tools=[get])
    model, data, nothing, infinite, odd, loop = result.answer["told"]
    assert model == {"city": "Paris", "at": "2026-01-02T00:00:00Z"}
    assert (data, nothing, infinite) == ({"speed": 1.5}, None, "Infinity")
    assert "cannot be sent" in odd
    assert "cannot be sent" in loop


async def test_tools_see_the_context_of_the_run(backend: Emulator, client: AsyncClient) -> None:
    user: contextvars.ContextVar[str] = contextvars.ContextVar("user", default="nobody")
    user.set("ada")

    def whoami() -> str:
        """Say who asks."""
        return user.get()

    play(backend, telling(Call("whoami")))
    assert (await client.run_session(agent=AGENT, messages="x", tools=[whoami])).answer == {"told": ["ada"]}


# Once, and only once.


async def test_ids_that_come_again_are_other_calls(backend: Emulator, client: AsyncClient) -> None:
    counter = Counter()
    play(
        backend,
        telling(
            Call("note", {"text": "a"}, id="xml_0"),
            Call("note", {"text": "a"}, id="xml_0"),
            [Call("note", {"text": "b"}, id=None), Call("note", {"text": "b"}, id=None)],
        ),
    )
    result = await client.run_session(agent=AGENT, messages="hello", tools=[counter.note])
    assert sorted(counter.calls) == ["a", "a", "b", "b"]
    assert result.answer["told"][:2] == ["1: a", "2: a"]
    assert len(sent(backend)) == 4


@pytest.mark.parametrize(
    "fault",
    [
        Fault(path=RESULTS, drop="before", times=1),
        Fault(path=RESULTS, status=503, times=2),
        Fault(path=RESULTS, status=408, times=1),
    ],
    ids=["not arrived", "503", "408"],
)
async def test_results_that_did_not_arrive_are_sent_again(
    backend: Emulator, client: AsyncClient, fault: Fault
) -> None:
    counter = Counter()
    play(backend, telling(Call("note", {"text": "a"})))
    with backend.faults.add(fault):
        result = await client.run_session(agent=AGENT, messages="hello", tools=[counter.note])
    assert result.answer == {"told": ["1: a"]}
    assert counter.calls == ["a"]


@pytest.mark.parametrize(
    "fault",
    [Fault(path=RESULTS, drop="after", times=1), Fault(path=RESULTS, status=502, processed=True, times=1)],
    ids=["lost answer", "502"],
)
async def test_results_that_arrived_unheard_are_not_sent_again(
    backend: Emulator, client: AsyncClient, fault: Fault
) -> None:
    counter = Counter()
    # The id comes again at once, so that only the log can tell the calls apart.
    play(backend, telling(Call("note", {"text": "a"}, id="x"), Call("note", {"text": "a"}, id="x")))
    with backend.faults.add(fault):
        result = await client.run_session(agent=AGENT, messages="hello", tools=[counter.note])
    assert result.answer == {"told": ["1: a", "2: a"]}
    assert counter.calls == ["a", "a"]
    assert [each["result"] for each in sent(backend)] == ["1: a", "2: a"]


async def test_a_poll_that_breaks_changes_nothing(backend: Emulator, client: AsyncClient) -> None:
    counter = Counter()
    play(backend, telling(Call("note", {"text": "a"}), Call("note", {"text": "b"})))
    with backend.faults.add(Fault(path=CHANGES, drop="after", times=1)):
        result = await client.run_session(agent=AGENT, messages="hello", tools=[counter.note])
    assert counter.calls == ["a", "b"]
    assert result.answer == {"told": ["1: a", "2: b"]}


async def test_results_that_nobody_takes_end_the_wait_and_are_kept(
    backend: Emulator, client: AsyncClient
) -> None:
    counter = Counter()
    play(backend, telling(Call("note", {"text": "a"})))
    session = await client.start_session(agent=AGENT, messages="hello", tools=[counter.note])
    refusal = Fault(path=RESULTS, status=422, body={"detail": "not like this"})
    with backend.faults.add(refusal), pytest.raises(errors.Unprocessable, match="not like this"):
        await session.wait_for_completion()
    result = await session.wait_for_completion()
    assert (result.answer, counter.calls) == ({"told": ["1: a"]}, ["a"])


async def test_a_session_that_ends_meanwhile_needs_no_results(backend: Emulator, client: AsyncClient) -> None:
    def stop(id: str) -> str:
        """Cancel the session that calls this."""
        with backend_client() as other:
            other.session(id).cancel()
        return "done"

    def backend_client() -> Any:
        from fairlead.hai import Client as Blocking

        return Blocking(**backend.options)

    def script(turn: Any) -> Generator[Any, Any, str]:
        outcome: Outcome = yield Call("stop", {"id": turn.session_id})
        return str(outcome.result)

    play(backend, script)
    result = await client.run_session(agent=AGENT, messages="hello", tools=[stop])
    assert (result.status, result.answer) == ("interrupted", None)


async def test_a_tool_that_outlasts_the_wait_is_answered_by_the_next(
    backend: Emulator, client: AsyncClient
) -> None:
    released = threading.Event()
    counter = Counter()

    def slow(text: str) -> str:
        """Take long."""
        assert released.wait(10)
        return counter.note(text)

    play(backend, telling([Call("slow", {"text": "a"}), Call("note", {"text": "b"})]))
    session = await client.start_session(agent=AGENT, messages="hello", tools=[slow, counter.note])
    with pytest.raises(SessionTimeout, match="awaiting_tool_results"):
        await session.wait_for_completion(timeout_seconds=2)
    released.set()
    result = await session.wait_for_completion(timeout_seconds=10)
    assert counter.calls == ["b", "a"]
    assert result.answer == {"told": ["2: a", "1: b"]}
    assert len(sent(backend)) == 2


async def test_a_wait_that_begins_in_the_middle_finds_the_open_calls(
    backend: Emulator, client: AsyncClient
) -> None:
    counter = Counter()
    play(backend, telling(Call("note", {"text": "a"}), Call("note", {"text": "b"})))
    session = await client.start_session(agent=AGENT, messages="hello", tools=[counter.note])
    waiting = await client.session(session.id).wait_for_completion()
    assert waiting.status == "awaiting_tool_results"
    other = client.session(session.id)
    result = await other.wait_for_completion(from_index=waiting.next_from_index, tools=[counter.note])
    assert counter.calls == ["a", "b"]
    assert result.answer == {"told": ["1: a", "2: b"]}


async def test_a_stream_runs_tools_as_well(backend: Emulator, client: AsyncClient) -> None:
    counter = Counter()
    play(backend, telling(Call("note", {"text": "a"}), [Call("note", {"text": "b"}), Call("nobody")]))
    session = await client.start_session(agent=AGENT, messages="hello", tools=[counter.note])
    kinds = [event.data.kind async for event in session.stream() if event.type == "AgentEvent"]
    assert counter.calls == ["a", "b"]
    assert kinds[-1] == "answer_event"
    result = await session.wait_for_completion()
    assert result.answer == {"told": ["1: a", "2: b", "LookupError: there is no tool 'nobody'"]}
    assert len(sent(backend)) == 3


# Out of order.


class Halt(BaseException):
    """As serious as Ctrl-C."""


async def test_what_is_no_exception_ends_the_run_and_cancels_the_session(
    backend: Emulator, client: AsyncClient
) -> None:
    def halt() -> None:
        """Stop everything."""
        raise Halt

    play(backend, [Call("halt"), Stall()])
    with pytest.raises(Halt) as stopped:
        await client.run_session(agent=AGENT, messages="hello", tools=[halt])
    (session,) = (await client.sessions.list_sessions()).items
    assert session.status == "interrupted"
    assert stopped.value.__notes__ == [f"session {session.id} was cancelled"]
    assert sent(backend) == []


async def test_two_tools_of_one_name_are_refused_before_anything_starts(
    backend: Emulator, client: AsyncClient
) -> None:
    with pytest.raises(InvalidArgument, match="two tools are called 'get_weather'"):
        await client.run_session(agent=AGENT, messages="hello", tools=[get_weather, get_weather])
    with pytest.raises(InvalidArgument, match="include_events"):
        await client.session("x").wait_for_completion(tools=[get_weather], include_events=False)
    assert backend.requests == []


async def test_many_small_results_that_are_large_together_are_sent_one_by_one(
    backend: Emulator, client: AsyncClient
) -> None:
    def read(megabytes: int) -> str:
        """Read much."""
        return "x" * (megabytes * 1_000_000)

    play(
        backend,
        [[Call("read", {"megabytes": 6}), Call("read", {"megabytes": 6})], Think("."), Answer("done")],
    )
    result = await client.run_session(agent=AGENT, messages="hello", tools=[read])
    assert result.answer == "done"
    assert [each["kind"] for each in sent(backend)] == ["tool_result", "tool_result"]


async def test_a_result_that_is_too_large_is_reported_to_the_agent(
    backend: Emulator, client: AsyncClient
) -> None:
    def read() -> str:
        """Read too much."""
        return "x" * 9_999_990

    play(backend, telling(Call("read")))
    result = await client.run_session(agent=AGENT, messages="hello", tools=[read])
    (told,) = result.answer["told"]
    assert told.startswith("ValueError: the result of the tool is too large")
