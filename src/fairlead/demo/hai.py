"""The tour of H Company's agents: a tool call and a structured answer, blocking and asynchronously."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from typing import Any, cast

from pydantic import BaseModel

from fairlead.demo._tour import Tour
from fairlead.emulator import Emulator, Fault
from fairlead.emulator.hai import AgentTurn, Answer, Call, Observe, Outcome, Stall, Think
from fairlead.hai import AgentEvent, AsyncClient, Client, PolicyEvent, SessionTimeout

AGENT = "h/web-surfer-pro"


class Outfit(BaseModel):
    """What to wear."""

    city: str
    weather: str
    wear: list[str]


def get_weather(city: str) -> str:
    """Get the current weather for a city."""
    return f"Sunny in {city}"


def advise(turn: AgentTurn) -> Generator[Any, Any, dict[str, Any]]:
    """The agent's part: look around, ask the tool, answer as the schema says."""
    yield Think(f"{turn.message} I need the weather for that.")
    weather: Outcome = yield Call("get_weather", {"city": "Paris"})
    return {"city": "Paris", "weather": weather.result, "wear": ["sunglasses", "linen shirt"]}


def browse(turn: AgentTurn) -> list[Any]:
    """The agent's part in a conversation."""
    return [Observe("news.example"), Think(f"So: {turn.message}"), Answer(f"Done: {turn.message}")]


def run(tour: Tour) -> None:
    """Take the tour."""
    with Emulator("hai") as backend:
        tour.chapter("H Company's agents, blocking", f"Client against the emulator on {backend.url}")
        with Client(**backend.options) as client:
            blocking(tour, backend, client)
        tour.chapter("H Company's agents, asynchronous", "AsyncClient: the same methods, awaited")
        asyncio.run(asynchronous(tour, backend))


def blocking(tour: Tour, backend: Emulator, client: Client) -> None:
    """A run with a tool and a schema, a lost answer, a conversation, and a run that takes too long."""
    play(backend, advise)
    with tour.step("run with a tool and a schema") as step:
        result = client.run_session(
            agent=AGENT,
            messages="What should I wear in Paris today?",
            tools=[get_weather],
            answer_schema=Outfit,
            timeout_seconds=30,
        )
        step.answer(f"{result.status} after {len(result.events)} events; the agent called get_weather")
        step.answer(f"{result.answer!r}")
    with tour.step("lose an answer on the way") as step:
        lost = Fault(path="/api/v2/sessions/{session_id}/tool_results", drop="after", times=1)
        with backend.faults.add(lost):
            result = client.run_session(agent=AGENT, messages="And today?", tools=[get_weather])
        sent = [
            seen for seen in backend.requests if seen.path == f"/api/v2/sessions/{result.id}/tool_results"
        ]
        step.answer(f"sent {len(sent)} time, the log tells that it arrived; {result.answer['weather']}")
    play(backend, browse)
    with tour.step("talk to an open session") as step:
        session = client.start_session(agent=AGENT, messages="Find the top story", idle_timeout_s=600)
        first = session.wait_for_completion()
        session.send_message("Now summarize its comments")
        second = session.wait_for_completion()
        step.answer(f"{first.answer} → {second.answer}")
        step.answer(f"{len(first.events)} events, then {len(second.events)} new ones")
    play(backend, [Stall()])
    with tour.step("give a run half a second") as step:
        try:
            client.run_session(agent=AGENT, messages="Think about everything", timeout_seconds=0.5)
        except SessionTimeout as late:
            status = client.session(late.session_id or "").status().status
            step.answer(f"{late.session_status} → {status}; {len(late.events)} events are with the error")


async def asynchronous(tour: Tour, backend: Emulator) -> None:
    """A session step by step, and three at the same time."""
    play(backend, browse)
    async with AsyncClient(**backend.options) as client:
        with tour.step("follow a session step by step") as step:
            session = await client.start_session(agent=AGENT, messages="Read the news")
            async for event in session.stream():
                match event:
                    case AgentEvent(data=PolicyEvent(content=thought)):
                        step.answer(f"thinks: {thought}")
                    case AgentEvent(data=data):
                        step.answer(data.kind)
                    case _:
                        pass
        with tour.step("run three at the same time") as step:
            results = await asyncio.gather(
                *(client.run_session(agent=AGENT, messages=f"task {number}") for number in (1, 2, 3))
            )
            step.answer(", ".join(str(result.answer) for result in results))


def play(backend: Emulator, script: Any) -> None:
    """Have every agent do something else from now on."""
    backend.run(cast("Any", backend.backend).play, script)
