"""HestiaOS, beside hestiaos."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import hestiaos
import httpx
import httpx2

from bench.backend import Asks, Backend, Call, Clients, Decode, Stream, value
from bench.laps import Events
from bench.memory import transport
from bench.server import Route
from fairlead import hestia
from fairlead._core.decode import decode
from fairlead.errors import InvalidResponse
from fairlead.hestia.models import RunResponse, SystemStatus

ORIGINAL = "hestiaos 1.0.1"
KEY = "a-key"
TRACE = "cmd_0ad2ca2af83344708dd99875771b6b1a"
RUN = {
    "result": "ALLOW",
    "output": "The report says that all of it is well. " * 4,
    "mode": "normal",
    "budget": 1.0,
    "trace_id": TRACE,
    "latency_ms": 4.667,
}
STATUS = {
    "status": "OK",
    "ollama": True,
    "vllm": False,
    "dsgk": True,
    "storage": True,
    "version": "1.0.1",
    "uptime_seconds": 17.5,
}
REQUEST = {
    "input": "create a report",
    "context": {"session_id": None, "agent_id": None, "mode_hint": None},
    "options": {"timeout_ms": 30_000, "stream": False},
}
EVENTS = 5_000


def _frame(type_: str, **data: Any) -> str:
    event = {"type": type_, "data": data, "trace_id": TRACE, "timestamp": "2026-01-01T00:00:00.000001+00:00"}
    return f"data: {json.dumps(event)}\n\n"


FRAMES = [
    _frame("start", input="create a report", mode="normal"),
    *(_frame("token", token=" word", position=number) for number in range(EVENTS - 2)),
    _frame("final", output="a report"),
    _frame("done", latency_ms=1.25),
]
WIRE = "".join(FRAMES).encode()
FAILS = "it fails on every second call"


def backend() -> Backend:
    return Backend(
        name="hestia",
        original=ORIGINAL,
        headers={"Authorization": f"Bearer {KEY}"},
        routes=[
            Route("/api/v1/run", RUN),
            Route("/api/system/status", STATUS),
            Route("/api/v1/run/stream", events=FRAMES),
        ],
        fairlead=lambda url: Clients(hestia.Client(url, KEY), hestia.AsyncClient(url, KEY)),
        originals=lambda url: Clients(None, hestiaos.AsyncClient(url, KEY)),
        calls=[
            Call(
                title="a run",
                method="POST",
                path="/api/v1/run",
                body=REQUEST,
                fairlead=_asks("run", "create a report"),
                original=_asks("run", "create a report"),
                proof=lambda answer: value(answer, "trace_id"),
                missing={"blocking": FAILS},
            ),
            Call(
                title="the status",
                path="/api/system/status",
                fairlead=_asks("system.status"),
                original=_asks("system.status"),
                proof=lambda answer: value(answer, "version"),
                missing={"blocking": FAILS},
            ),
        ],
        decodes=[
            Decode(
                title="a run",
                content=json.dumps(RUN).encode(),
                fairlead=lambda content: decode(RunResponse, content, error=InvalidResponse),
                original=lambda content: hestiaos.RunResponse(**json.loads(content)),
                proof=lambda answer: value(answer, "trace_id"),
            ),
            Decode(
                title="the status",
                content=json.dumps(STATUS).encode(),
                fairlead=lambda content: decode(SystemStatus, content, error=InvalidResponse),
                original=lambda content: hestiaos.client.SystemStatus(**json.loads(content)),
                proof=lambda answer: value(answer, "version"),
            ),
        ],
        streams=[
            Stream(
                title="server-sent events from memory",
                events=EVENTS + 1,
                early=False,
                memory=True,
                followers={
                    "raw": ("raw httpx2", lambda events: asyncio.run(_raw_from_memory(events))),
                    "fairlead": ("fairlead", lambda events: asyncio.run(_fairlead_from_memory(events))),
                    "original": (ORIGINAL, lambda events: asyncio.run(_original_from_memory(events))),
                },
            ),
            Stream(
                title="server-sent events over loopback",
                events=EVENTS,
                followers={
                    "raw": ("raw httpx2", lambda events: asyncio.run(_raw_over_loopback(events))),
                    "fairlead": ("fairlead", lambda events: asyncio.run(_fairlead_over_loopback(events))),
                    "original": (ORIGINAL, lambda events: asyncio.run(_original_over_loopback(events))),
                },
            ),
        ],
        client="from fairlead.hestia import Client as C; c = C('URL', 'k')",
        original_client="from hestiaos import Client as C; c = C('URL', 'k')",
        first="c.run('create a report')",
    )


def _asks(name: str, *arguments: Any) -> Asks:
    """The same method, whose coroutine has another name."""
    *space, method = name.split(".")

    def ask(client: Any, method: str) -> Any:
        for part in space:
            client = getattr(client, part)
        return getattr(client, method)(*arguments)

    return Asks(lambda client: ask(client, method), lambda client: ask(client, f"{method}_async"))


async def _raw(events: Events, http: httpx2.AsyncClient, url: str) -> None:
    async with http, http.stream("POST", f"{url}/api/v1/run/stream", json=REQUEST) as answer:
        events.ready()
        rest = b""
        async for piece in answer.aiter_bytes():
            *frames, rest = (rest + piece).split(b"\n\n")
            for frame in frames:
                json.loads(frame.removeprefix(b"data: "))
                if events.take():
                    return


async def _raw_from_memory(events: Events) -> None:
    await _raw(events, httpx2.AsyncClient(transport=transport(httpx2, WIRE)), "http://h")


async def _raw_over_loopback(events: Events) -> None:
    await _raw(events, httpx2.AsyncClient(), events.url)


async def _fairlead(events: Events, client: hestia.AsyncClient) -> None:
    async with client, client.open_stream("create a report") as stream:
        events.ready()
        async for _ in stream:
            if events.take():
                return


async def _fairlead_from_memory(events: Events) -> None:
    async with httpx2.AsyncClient(transport=transport(httpx2, WIRE)) as http:
        await _fairlead(events, hestia.AsyncClient("http://h", KEY, http_client=http))


async def _fairlead_over_loopback(events: Events) -> None:
    await _fairlead(events, hestia.AsyncClient(events.url, KEY))


async def _original(events: Events, client: hestiaos.AsyncClient) -> None:
    events.ready()
    async for _ in client.run_stream("create a report"):
        events.take()
    await client.aclose()


async def _original_from_memory(events: Events) -> None:
    client = hestiaos.AsyncClient("http://h", KEY)
    # It takes no HTTP client.
    client._transport._client = httpx.AsyncClient(base_url="http://h", transport=transport(httpx, WIRE))
    await _original(events, client)


async def _original_over_loopback(events: Events) -> None:
    await _original(events, hestiaos.AsyncClient(events.url, KEY))
