"""`nox -s bench`: per-call overhead of the facades beside the raw HTTP client and the original SDKs."""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from typing import Any

PACKET_ID = "5f0e4c1e-8f0a-4a53-9a55-0d6a1c7b2e10"


def _event(type_: str, **data: Any) -> dict[str, Any]:
    return {"type": type_, "timestamp": "2026-01-01T00:00:00Z", "data": data}


_CALL = {"tool_name": "click", "args": {"x": 10, "y": 20, "element": "the first link"}, "id": "call-1"}
SESSION_EVENTS = [
    _event("AgentEvent", kind="observation_event", type="web", text="A page of news. " * 20, metadata={}),
    _event("AgentEvent", kind="policy_event", content="I click the first link.", tool_reqs=[_CALL]),
    _event("AgentEvent", kind="tool_result", tool_req=_CALL, result={"clicked": True}),
    _event("MetricsUpdateEvent", metrics={"steps": 3, "cost_per_model": [], "total_cost": 0.01}),
    _event("ActiveStateChangeEvent", state="running"),
]
"""What a step of an agent leaves in the log of its session."""


@contextmanager
def server() -> Iterator[str]:
    """The canned server, in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}/api/v1"
    finally:
        process.stdin.close()
        process.wait(timeout=10)


def compare(contenders: dict[str, Callable[[], object]], *, rounds: int, calls: int) -> dict[str, float]:
    """Median seconds per call of each contender; rounds are interleaved, so that noise hits all alike."""
    seen: dict[str, list[float]] = {name: [] for name in contenders}
    for round_ in range(rounds + 1):
        for name, call in contenders.items():
            started = time.perf_counter()
            for _ in range(calls):
                call()
            if round_:  # the first one warms up
                seen[name].append((time.perf_counter() - started) / calls)
    return {name: statistics.median(times) for name, times in seen.items()}


def report(title: str, seconds: dict[str, float]) -> None:
    base = next(iter(seconds.values()))
    print(f"\n{title}")
    for name, value in seconds.items():
        print(f"  {name:<38} {value / base:6.2f} x   {value * 1e6:9.0f} µs")


def blocking(url: str, rounds: int) -> None:
    import httpx
    import httpx2
    from handoffrail.sdk import HandoffRailClient as Original

    from fairlead.handoffrail import HandoffRailClient

    headers = {"X-API-Key": "k"}
    raw2, raw = httpx2.Client(headers=headers), httpx.Client(headers=headers)
    ours, original = HandoffRailClient(url, "k"), Original(url, "k")
    one, many = f"{url}/packets/{PACKET_ID}", f"{url}/packets"
    report(
        "One object, blocking",
        compare(
            {
                "raw httpx2 + json": lambda: json.loads(raw2.get(one).content),
                "raw httpx + json": lambda: json.loads(raw.get(one).content),
                "fairlead": lambda: ours.get_packet(PACKET_ID),
                "handoffrail-sdk 0.3.0": lambda: original.get_packet(PACKET_ID),
            },
            rounds=rounds,
            calls=100,
        ),
    )
    report(
        "A list of 100, blocking",
        compare(
            {
                "raw httpx2 + json": lambda: json.loads(raw2.get(many).content),
                "raw httpx + json": lambda: json.loads(raw.get(many).content),
                "fairlead": ours.list_packets,
                "handoffrail-sdk 0.3.0": original.list_packets,
            },
            rounds=rounds,
            calls=20,
        ),
    )
    for client in (raw2, raw, ours, original):
        client.close()


async def in_flight(url: str, rounds: int) -> None:
    import httpx2
    from handoffrail.sdk import AsyncHandoffRailClient as Original

    from fairlead.handoffrail import AsyncHandoffRailClient

    headers = {"X-API-Key": "k"}
    limits = httpx2.Limits(max_connections=1000, max_keepalive_connections=200)
    raw, ours, original = (
        httpx2.AsyncClient(headers=headers, limits=limits),
        AsyncHandoffRailClient(url, "k"),
        Original(url, "k"),
    )
    one = f"{url}/packets/{PACKET_ID}"

    async def raw_call() -> None:
        json.loads((await raw.get(one)).content)

    calls: dict[str, Callable[[], Awaitable[object]]] = {
        "raw httpx2 + json": raw_call,
        "fairlead": lambda: ours.get_packet(PACKET_ID),
        "handoffrail-sdk 0.3.0": lambda: original.get_packet(PACKET_ID),
    }
    for together in (1, 10, 100):
        seen: dict[str, list[float]] = {name: [] for name in calls}
        for round_ in range(rounds + 1):
            for name, call in calls.items():
                started = time.perf_counter()
                for _ in range(max(1, 100 // together)):
                    await asyncio.gather(*(call() for _ in range(together)))
                if round_:
                    seen[name].append((time.perf_counter() - started) / (max(1, 100 // together) * together))
        medians = {name: statistics.median(times) for name, times in seen.items()}
        report(f"One object, asynchronous, {together} in flight", medians)
    await raw.aclose()
    await ours.close()
    await original.close()


def events() -> None:
    from fairlead._core.sse import SSEDecoder

    frame = json.dumps({"type": "packet.claimed", "packet_id": PACKET_ID, "data": {"status": "claimed"}})
    wire = f"event: packet.claimed\ndata: {frame}\n\n".encode() * 20_000
    pieces = [wire[i : i + 16_384] for i in range(0, len(wire), 16_384)]

    def decode() -> None:
        decoder = SSEDecoder()
        for piece in pieces:
            for event in decoder.feed(piece):
                json.loads(event.data)

    def split() -> None:
        rest = b""
        for piece in pieces:
            *frames, rest = (rest + piece).split(b"\n\n")
            for frame in frames:
                json.loads(frame.partition(b"data: ")[2])

    seconds = compare(
        {"splitting at blank lines + json": split, "fairlead decoder + json": decode}, rounds=5, calls=1
    )
    report("20,000 server-sent events from memory", seconds)
    print(f"  that is {20_000 / seconds['fairlead decoder + json']:,.0f} events a second")


def session_events(rounds: int) -> None:
    import hai_agents
    import httpx
    import httpx2

    from fairlead import hai

    count = 1_000
    wire = json.dumps({"status": "running", "new_events": [*islice(cycle(SESSION_EVENTS), count)]}).encode()
    headers = {"content-type": "application/json"}
    ours = hai.Client(
        api_key="hk-x",
        http_client=httpx2.Client(
            transport=httpx2.MockTransport(lambda _: httpx2.Response(200, content=wire, headers=headers))
        ),
    )
    original = hai_agents.Client(
        api_key="hk-x",
        httpx_client=httpx.Client(
            transport=httpx.MockTransport(lambda _: httpx.Response(200, content=wire, headers=headers))
        ),
    )
    read = [each.sessions.get_session_changes(PACKET_ID) for each in (ours, original)]
    assert [len(changes.new_events) for changes in read if changes] == [count, count]
    seconds = compare(
        {
            "json alone": lambda: json.loads(wire),
            "fairlead": lambda: ours.sessions.get_session_changes(PACKET_ID),
            "hai-agents 1.3.0": lambda: original.sessions.get_session_changes(PACKET_ID),
        },
        rounds=max(2, rounds // 5),
        calls=1,
    )
    report(f"{count:,} events of an agent's session, from the same bytes", seconds)
    for name in ("fairlead", "hai-agents 1.3.0"):
        print(f"  {name}: {count / seconds[name]:,.0f} events a second")


def imports(rounds: int) -> None:
    make = "import HandoffRailClient as C; C('http://h/api/v1', 'k')"
    statements = {
        "import httpx2": "import httpx2",
        "import fairlead": "import fairlead",
        "fairlead: one HandoffRailClient": f"from fairlead.handoffrail {make}",
        "handoffrail-sdk: one client": f"from handoffrail.sdk {make}",
        "fairlead: one hai Client": "from fairlead.hai import Client as C; C(api_key='k').sessions",
        "hai-agents: one client": "from hai_agents import Client as C; C(api_key='k').sessions",
    }

    def spend(statement: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, "-c", statement], check=True)

    bare = {"a bare interpreter": spend("pass")}
    seconds = compare(
        {**bare, **{name: spend(text) for name, text in statements.items()}}, rounds=rounds, calls=1
    )
    floor = seconds.pop("a bare interpreter")
    report("Imports, over a bare interpreter", {name: value - floor for name, value in seconds.items()})


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="rounds of each contender (default: 15)")
    rounds = parser.parse_args().rounds
    with server() as url:
        blocking(url, rounds)
        asyncio.run(in_flight(url, rounds))
    events()
    session_events(rounds)
    imports(rounds)


if __name__ == "__main__":
    main()
