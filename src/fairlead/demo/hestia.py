"""The tour of HestiaOS: governed runs, blocked, throttled and streamed, and their traces."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import Any

from fairlead.demo._tour import Tour
from fairlead.emulator import Emulator, Fault
from fairlead.emulator.hestia import Context, Item, Pause, ToolCall
from fairlead.hestia import AsyncClient, Client, GovernanceBlock, StreamInterrupted


def run(tour: Tour) -> None:
    """Take the tour."""
    with Emulator("hestia", agent=assistant) as backend:
        tour.chapter("HestiaOS, blocking", f"Client against the emulator on {backend.url}")
        blocking(tour, backend)
        tour.chapter("HestiaOS, asynchronous", "AsyncClient: streams that can be left at any moment")
        asyncio.run(asynchronous(tour, backend.options))


def assistant(text: str, context: Context) -> Iterator[Item]:
    """The agent behind the governance, in the place of a model."""
    if context.command_type == "RUN":
        yield ToolCall("search", {"query": text})
    yield from ("Here", " is", " your", " answer", " to:", f" {text}")
    if "forever" in text:
        yield Pause(3600)


def blocking(tour: Tour, backend: Emulator) -> None:
    """Runs, and what surrounds them."""
    with Client(**backend.options) as client:
        with tour.step("ask how the server is") as step:
            status = client.system.status()
            step.answer(f"{status.status}, version {status.version}")
        with tour.step("run a command") as step:
            answer = client.run("create a report", session_id="tour")
            step.answer(f"{answer.result}: {answer.output!r}")
        with tour.step("run more on the same client") as step:
            answers = [client.run(f"report {number}") for number in range(1, 6)]
            step.answer(f"{len(answers)} runs, {len({one.trace_id for one in answers})} traces")
        with tour.step("be blocked, and ask why") as step:
            try:
                client.run("fetch https://example.com")
            except GovernanceBlock as block:
                step.answer(f"403 {block} ({block.trace_id[:12]}…)")
                trace = client.governance.trace(block.trace_id) or {}
                step.answer(f"{trace['dsgk_decision']} by {trace['policy']}: {trace['reason']}")
        with tour.step("ask before running") as step:
            for kind in ("READ", "WRITE", "HTTP_CALL"):
                decision = client.governance.explain(kind, {"path": "/srv/report"})
                step.answer(f"{kind:<9} → {decision['decision']}, risk {decision['risk_score']}")
        with tour.step("run while the system is throttled") as step:
            backend.switch("state", "YELLOW")
            throttled = client.run("create a report")
            backend.switch("state", "GREEN")
            step.answer(f"{throttled.result}, with {throttled.budget:.0%} of the budget")
        with tour.step("keep a secret") as step:
            client.secrets.set("crm/token", "s3cret")
            same = client.secrets.get("crm/token") == "s3cret"
            client.secrets.delete("crm/token")
            step.answer(f"stored, read back {'unchanged' if same else 'changed'}, deleted")
        with tour.step("chat, and give an agent a task") as step:
            reply = client.chat.run("Hello!", session_id="tour")
            step.answer(f"{reply.model}: {reply.response!r}")
            task = client.agents.run("agent-1", "analyze data")
            step.answer(f"{task.agent_id}: {task.status}, {task.output!r}")
        with tour.step("stream a run") as step:
            kinds = [event.type for event in client.run_stream("create a report")]
            step.answer(" → ".join(dict.fromkeys(kinds)))
        with tour.step("stream one that is cut") as step, backend.faults.add(Fault(cut_after_events=3)):
            read: list[str] = []
            try:
                read.extend(event.type for event in client.run_stream("create a report"))
            except StreamInterrupted as cut:
                step.answer(f"{len(read)} events, then {type(cut).__name__}: never taken for the whole")


async def asynchronous(tour: Tour, options: dict[str, Any]) -> None:
    """Streams."""
    async with AsyncClient(**options) as client:
        with tour.step("stream a run, token by token") as step:
            tokens = [
                event.data["token"] async for event in client.run_stream("summarize") if event.type == "token"
            ]
            step.answer(f"{len(tokens)} tokens: {''.join(tokens)!r}")
        with tour.step("leave a run that takes forever") as step:
            async with client.open_stream("wait forever") as events:
                async for event in events:
                    if event.type == "token":
                        break
                started = time.perf_counter()
            left = time.perf_counter() - started
            trace = await outcome(client, events.trace_id or "")
            step.answer(f"closed after {left * 1000:.0f} ms; the server has noted: {trace}")
        with tour.step("run ten commands at once") as step:
            answers = await asyncio.gather(*(client.run_async(f"report {number}") for number in range(10)))
            step.answer(f"{sum(answer.result == 'ALLOW' for answer in answers)} allowed")
        with tour.step("ask how stable it all is") as step:
            stability = await client.governance.status_async()
            step.answer(f"{stability['drift_level']}, judged by {stability['sample_size']} commands")


async def outcome(client: AsyncClient, trace_id: str) -> str:
    """What became of a run, as soon as the server knows."""
    while (trace := await client.governance.trace_async(trace_id)) is None:  # noqa: ASYNC110 - it is far away
        await asyncio.sleep(0.01)
    return trace["runtime_result"]["status"]
