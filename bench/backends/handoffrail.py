"""HandoffRail, beside handoffrail-sdk."""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import Any, Literal

import httpx2
from handoffrail import sdk
from websockets.asyncio.client import connect

from bench.backend import PATIENCE, Asks, Backend, Call, Clients, Decode, Stream, value
from bench.laps import Events
from bench.measure import Role
from bench.memory import transport
from bench.server import Route
from fairlead import handoffrail
from fairlead._core.decode import decode
from fairlead.errors import InvalidResponse
from fairlead.handoffrail.models import PacketListResponse, PacketResponse

ID = "5f0e4c1e-8f0a-4a53-9a55-0d6a1c7b2e10"
PACKET = {
    "id": ID,
    "version": "1.0.0",
    "parent_packet_id": None,
    "metadata": {
        "source_agent": {"id": "a-1", "name": "Alpha", "framework": None, "version": None},
        "target_agent": {"id": "b-1", "name": "Beta", "framework": None},
        "created_at": "2026-01-02T03:04:05.000001Z",
        "claimed_at": None,
        "completed_at": None,
        "priority": "normal",
        "tags": ["one", "two"],
    },
    "context": {
        "summary": "Customer wants to move to the Business tier",
        "conversation_state": [{"role": "user", "content": "hi", "timestamp": None, "metadata": None}],
        "artifacts": [],
        "custom": {},
    },
    "decisions": [],
    "actions": {"pending": [], "completed": [], "failed": []},
    "dependencies": [],
    "hitl": None,
    "status": "created",
    "created_at": "2026-01-02T03:04:05.000200",
    "updated_at": "2026-01-02T03:04:05.000200",
}
PAGE = {"packets": [PACKET] * 100, "total": 100, "limit": 100, "offset": 0, "next_cursor": None}
EVENTS = 5_000
ORIGINAL = "handoffrail-sdk 0.3.0"
NO_SSE: dict[Role, str] = {"original": "its client of server-sent events cannot connect"}
KEY = "hr_key"


def event(number: int) -> dict[str, Any]:
    second, micro = divmod(number, 1_000_000)
    return {
        "type": "packet.claimed",
        "packet_id": f"5f0e4c1e-8f0a-4a53-9a55-{number:012x}",
        "timestamp": f"2026-01-01T00:00:{second:02d}.{micro:06d}+00:00",
        "data": {"status": "claimed", "agent_id": "billing-01"},
    }


FRAMES = [f"event: packet.claimed\ndata: {json.dumps(event(number))}\n\n" for number in range(EVENTS + 1)]
WIRE = "".join(FRAMES[1:]).encode()


def backend() -> Backend:
    return Backend(
        name="handoffrail",
        original=ORIGINAL,
        headers={"X-API-Key": KEY},
        routes=[
            Route(f"/api/v1/packets/{ID}", PACKET),
            Route("/api/v1/packets", PAGE),
            Route("/events", events=FRAMES),
            Route("/ws", events=[json.dumps(event(number)) for number in range(EVENTS + 1)]),
        ],
        fairlead=lambda url: Clients(
            handoffrail.HandoffRailClient(f"{url}/api/v1", KEY, timeout=PATIENCE),
            handoffrail.AsyncHandoffRailClient(f"{url}/api/v1", KEY, timeout=PATIENCE),
        ),
        originals=lambda url: Clients(
            sdk.HandoffRailClient(f"{url}/api/v1", KEY, timeout=PATIENCE),
            sdk.AsyncHandoffRailClient(f"{url}/api/v1", KEY, timeout=PATIENCE),
        ),
        calls=[
            Call(
                title="a packet",
                path=f"/api/v1/packets/{ID}",
                fairlead=Asks.both(lambda client: client.get_packet(ID)),
                original=Asks.both(lambda client: client.get_packet(ID)),
                proof=lambda packet: str(value(packet, "id")),
            ),
            Call(
                title="100 packets",
                path="/api/v1/packets?limit=100&offset=0",
                fairlead=Asks.both(lambda client: client.list_packets(limit=100)),
                original=Asks.both(lambda client: client.list_packets(limit=100)),
                proof=lambda page: len(value(page, "packets")),
            ),
        ],
        decodes=[
            Decode(
                title="a packet",
                content=json.dumps(PACKET).encode(),
                fairlead=lambda content: decode(PacketResponse, content, error=InvalidResponse),
                original=lambda content: sdk.PacketResponse.from_dict(json.loads(content)),
                proof=lambda packet: str(value(packet, "id")),
            ),
            Decode(
                title="100 packets",
                content=json.dumps(PAGE).encode(),
                fairlead=lambda content: decode(PacketListResponse, content, error=InvalidResponse),
                original=lambda content: sdk.models.PacketListResponse.from_dict(json.loads(content)),
                proof=lambda page: len(value(page, "packets")),
            ),
        ],
        streams=[
            Stream(
                title="server-sent events from memory",
                events=EVENTS,
                early=False,
                memory=True,
                followers={
                    "raw": ("raw httpx2", lambda events: asyncio.run(_raw_from_memory(events))),
                    "fairlead": ("fairlead", lambda events: asyncio.run(_fairlead_from_memory(events))),
                },
                missing=NO_SSE,
            ),
            Stream(
                title="server-sent events over loopback",
                events=EVENTS,
                followers={
                    "raw": ("raw httpx2", lambda events: asyncio.run(_raw_over_loopback(events))),
                    "fairlead": ("fairlead", lambda events: asyncio.run(_fairlead_over_loopback(events))),
                },
                missing=NO_SSE,
            ),
            Stream(
                title="frames of a WebSocket over loopback",
                events=EVENTS,
                followers={
                    "raw": ("raw websockets", lambda events: asyncio.run(_raw_socket(events))),
                    "fairlead": ("fairlead", lambda events: asyncio.run(_fairlead_socket(events))),
                    "original": (ORIGINAL, lambda events: asyncio.run(_original_socket(events))),
                },
            ),
        ],
        first=f"c.get_packet('{ID}')",
        crowds=(10, 100, 1_000),
        client="from fairlead.handoffrail import HandoffRailClient as C; c = C('URL/api/v1', 'k')",
        original_client="from handoffrail.sdk import HandoffRailClient as C; c = C('URL/api/v1', 'k')",
    )


async def _raw(events: Events, http: httpx2.AsyncClient, url: str) -> None:
    async with http, http.stream("GET", f"{url}/events?api_key={KEY}") as answer:
        events.ready()
        rest = b""
        async for piece in answer.aiter_bytes():
            *frames, rest = (rest + piece).split(b"\n\n")
            for frame in frames:
                json.loads(frame.partition(b"data: ")[2])
                if events.take():
                    return


async def _raw_from_memory(events: Events) -> None:
    await _raw(events, httpx2.AsyncClient(transport=transport(httpx2, WIRE)), "http://h")


async def _raw_over_loopback(events: Events) -> None:
    await _raw(events, httpx2.AsyncClient(), events.url)


async def _fairlead(
    events: Events,
    client: handoffrail.AsyncHandoffRailClient,
    way: Literal["sse", "websocket"] = "sse",
) -> None:
    async with client, client.events(transport=way) as stream:
        events.ready()
        async for _ in stream:
            if events.take():
                return


async def _fairlead_from_memory(events: Events) -> None:
    async with httpx2.AsyncClient(transport=transport(httpx2, WIRE, others=PAGE)) as http:
        await _fairlead(events, handoffrail.AsyncHandoffRailClient("http://h/api/v1", KEY, http_client=http))


async def _fairlead_over_loopback(events: Events) -> None:
    await _fairlead(events, handoffrail.AsyncHandoffRailClient(f"{events.url}/api/v1", KEY))


async def _raw_socket(events: Events) -> None:
    async with connect(f"{events.url}/ws".replace("http", "ws", 1)) as socket:
        async for text in socket:
            json.loads(text)
            if events.take():
                return


async def _fairlead_socket(events: Events) -> None:
    await _fairlead(events, handoffrail.AsyncHandoffRailClient(f"{events.url}/api/v1", KEY), "websocket")


async def _original_socket(events: Events) -> None:
    client = sdk.HandoffRailWSClient(f"{events.url}/ws".replace("http", "ws", 1), KEY)

    async def take(_event: dict[str, Any]) -> None:
        if events.take():
            raise asyncio.CancelledError  # its `disconnect` waits for one more event

    client.on_event = take
    with contextlib.suppress(asyncio.CancelledError):
        await client.connect()
