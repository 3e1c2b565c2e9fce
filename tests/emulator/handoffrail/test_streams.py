"""Server-sent events and WebSockets over loopback."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest
from handoffrail_backend_models import events as contract
from pydantic import TypeAdapter
from websockets.exceptions import ConnectionClosed, ConnectionClosedError, InvalidStatus

STREAM_EVENT = TypeAdapter(contract.StreamEvent)
WS_FRAME = TypeAdapter(contract.WsFrame)


def live_a_life(wire: Any, draft: Any) -> list[str]:
    """Everything that announces something, and what it announces."""
    packet = wire.packet_in("in_progress")
    wire.call("POST", f"/packets/{packet}/chain", draft())
    wire.patch(packet, context={"summary": "x"})
    wire.patch(packet, status="in_progress")
    wire.patch(packet, status="completed")
    waiting = wire.packet_in("awaiting_human")
    wire.call("POST", f"/packets/{waiting}/respond", {"response": "yes", "responded_by": "eve"})
    wire.patch(waiting, status="awaiting_human")
    wire.patch(waiting, status="failed")
    wire.call("DELETE", f"/packets/{waiting}")
    batch = wire.call("POST", "/packets/batch", {"packets": [draft(), draft()]}).json()["created"]
    wire.call(
        "POST",
        "/packets/batch/claim",
        {"packet_ids": [p["id"] for p in batch], "agent_id": "z", "agent_name": "Z"},
    )
    return [
        "packet.created",
        "packet.claimed",
        "packet.in_progress",
        "packet.chained",
        "packet.updated",
        "packet.in_progress",
        "packet.completed",
        "packet.created",
        "hitl.response_ready",
        "packet.awaiting_human",
        "packet.failed",
        "packet.expired",
        "packet.created",
        "packet.created",
        "packet.claimed",
        "packet.claimed",
    ]


class TestEventStream:
    def test_how_it_opens(self, wire: Any) -> None:
        url = f"{wire.emulator.url}/events?api_key={wire.key}&subscribe=status:created"
        with wire.http.stream("GET", url) as answer:
            assert answer.status_code == 200
            assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
            assert answer.headers["cache-control"] == "no-cache"
            assert answer.headers["x-accel-buffering"] == "no"
            assert answer.headers["transfer-encoding"] == "chunked"
            lines = answer.iter_lines()
            assert next(lines) == "event: connected"
            connected = json.loads(next(lines).removeprefix("data: "))
            assert set(connected) == {"connection_id", "message"}
            assert next(lines) == ""

    def test_everything_that_happens(self, wire: Any, draft: Any) -> None:
        with wire.events() as events:
            expected = live_a_life(wire, draft)
            received = [next(events) for _ in expected]
        assert [event.event for event in received] == expected
        for event in received:
            parsed = STREAM_EVENT.validate_json(event.data)
            data = json.loads(event.data)
            assert data["type"] == event.event
            assert list(data) == ["type", "packet_id", "data", "timestamp"]
            assert data["timestamp"].endswith("+00:00")
            assert parsed is not None

    def test_what_events_carry(self, wire: Any, draft: Any) -> None:
        packet_id = wire.packet_in("awaiting_human")
        with wire.events() as events:
            wire.call("POST", f"/packets/{packet_id}/respond", {"response": "yes", "responded_by": "eve"})
            wire.call("POST", f"/packets/{packet_id}/chain", draft())
            answered, chained = json.loads(next(events).data), json.loads(next(events).data)
        assert answered["packet_id"] == packet_id
        assert answered["data"]["status"] == "claimed"
        assert answered["data"]["hitl_response"] == "yes"
        assert answered["data"]["metadata"]["claimed_at"].endswith("+00:00")
        assert answered["data"]["metadata"]["created_at"].endswith("Z") is False  # the server's own clock
        assert chained["data"]["parent_packet_id"] == packet_id
        assert chained["packet_id"] != packet_id

    @pytest.mark.parametrize(
        ("channels", "expected"),
        [
            ([], [0, 1, 2]),
            (["status:created"], [0, 1]),
            (["status:claimed"], [2]),
            (["agent:s"], [1]),
            (["agent:z"], [2]),
            (["packet:first"], [0, 2]),
            (["status:failed", "agent:s"], [1]),
            (["nonsense", "other:kind"], [0, 1, 2]),
            (["status:created:ignored"], [0, 1]),
        ],
    )
    def test_channels(self, wire: Any, channels: list[str], expected: list[int]) -> None:
        sentinel = wire.create()["id"]
        first = wire.create()["id"]  # announced before anybody listens: lost
        channels = [channel.replace("first", first) for channel in channels]
        with (
            wire.events(*channels, f"packet:{sentinel}")
            if any(c.split(":")[0] in ("status", "agent", "packet") for c in channels)
            else wire.events(*channels) as events
        ):
            wire.patch(first, context={"summary": "still created"})
            wire.create(source_agent={"id": "s", "name": ""})
            wire.claim(first, "z")
            wire.patch(sentinel, status="failed")
            received = list(until(events, sentinel))
        assert len(received) == len(expected)
        names = ["packet.updated", "packet.created", "packet.claimed"]
        assert [event["type"] for event in received] == [names[index] for index in expected]

    def test_tenants_do_not_hear_each_other(self, wire: Any, as_role: Any) -> None:
        other = as_role(tenant="other")
        with wire.events() as ours, other.events() as theirs:
            mine, foreign = wire.create()["id"], other.create()["id"]
            assert json.loads(next(ours).data)["packet_id"] == mine
            assert json.loads(next(theirs).data)["packet_id"] == foreign

    def test_it_pings_on_the_clock(self, wire: Any) -> None:
        wire.emulator.clock.freeze()
        with wire.events() as events:
            wire.emulator.clock.advance(30)
            ping = next(events)
            wire.emulator.clock.advance(29)
            wire.create()
            assert next(events).event == "packet.created"
        assert ping.event == "ping"
        assert list(json.loads(ping.data)) == ["timestamp"]

    @pytest.mark.parametrize(("key", "status"), [("", 401), ("hr_unknown", 401)])
    def test_without_a_valid_key(self, wire: Any, key: str, status: int) -> None:
        answer = wire.http.get(f"/events?api_key={key}", headers={"X-API-Key": ""})
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/json"

    def test_with_a_revoked_key(self, wire: Any) -> None:
        made = wire.call("POST", "/keys", {"name": "k"}).json()
        wire.call("DELETE", f"/keys/{made['id']}")
        answer = wire.http.get(f"/events?api_key={made['key']}", headers={"X-API-Key": ""})
        assert answer.status_code == 403

    def test_roles_do_not_matter_unless_the_key_is_in_the_header(self, wire: Any, as_role: Any) -> None:
        reader = as_role(role="reader")
        with reader.events() as events:
            wire.create()
            assert next(events).event == "packet.created"
        assert reader.http.get(f"/events?api_key={reader.key}").status_code == 403

    @pytest.mark.parametrize("key", ["", "hr_unknown"])
    def test_the_real_server_asks_for_no_key(self, wire_of: Any, key: str) -> None:
        wire = wire_of(strict_compat=True)
        with wire.events(key=key) as events:
            wire.create()
            assert next(events).event == "packet.created"

    def test_a_reset_ends_it(self, wire: Any) -> None:
        with wire.events() as events:
            wire.emulator.reset()
            with pytest.raises(httpx2.TransportError):
                next(events)


def until(events: Iterator[Any], sentinel: str) -> Iterator[dict[str, Any]]:
    """Events up to the one about the sentinel packet."""
    for event in events:
        data = json.loads(event.data)
        if data["packet_id"] == sentinel:
            return
        yield data


def listens(wire: Any) -> Callable[[], bool]:
    """Whether anybody still hears events of the default tenant."""
    hub = wire.emulator.backend._world.hub
    return lambda: bool(wire.emulator.run(lambda: list(hub._listeners)))


def wait_until(condition: Callable[[], bool], wire: Any) -> None:
    """Let the server run until something is so. Each step is a round trip, so this does not spin."""
    for _ in range(500):
        if condition():
            return
        wire.http.get("/health")
    pytest.fail("it did not come to be")


def test_closing_a_stream_frees_it(wire: Any) -> None:
    listening = listens(wire)
    with wire.events():
        assert listening()
    wait_until(lambda: not listening(), wire)
    with wire.socket():
        assert listening()
    wait_until(lambda: not listening(), wire)


def test_a_slow_consumer_is_closed_and_blocks_nobody(wire_of: Any) -> None:
    wire = wire_of(stream_buffer=5)
    target = urlsplit(wire.emulator.url)
    with socket.create_connection((target.hostname, target.port), timeout=10) as slow, wire.events() as quick:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.sendall(f"GET /events?api_key={wire.key} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert slow.recv(1)  # it is connected, and reads no more
        hub = wire.emulator.backend._world.hub
        wait_until(lambda: wire.emulator.run(lambda: len(hub._listeners)) == 2, wire)
        packet_id = wire.create(tags=["x" * 50_000])["id"]
        assert next(quick).event == "packet.created"
        for _ in range(300):
            wire.patch(packet_id, decisions=[])
            assert next(quick).event == "packet.updated"
            if wire.emulator.run(lambda: len(hub._listeners)) == 1:
                break
        assert wire.emulator.run(lambda: len(hub._listeners)) == 1


class TestSocket:
    def test_the_conversation(self, wire: Any) -> None:
        with wire.socket() as ws:

            def say(message: Any) -> Any:
                ws.send(message if isinstance(message, str) else json.dumps(message))
                answer = ws.recv(timeout=10)
                WS_FRAME.validate_json(answer)
                return json.loads(answer)

            connected = json.loads(ws.recv(timeout=10))
            assert set(connected) == {"type", "connection_id", "tier", "message"}
            assert (connected["type"], connected["tier"]) == ("connected", "business")
            channel = "status:failed"
            assert say({"action": "subscribe", "channel": channel}) == {
                "type": "subscribed",
                "channel": channel,
            }
            assert say({"action": "subscribe", "channel": "no"}) == {"type": "subscribed", "channel": "no"}
            pong = say({"action": "ping"})
            assert pong["type"] == "pong"
            assert pong["timestamp"].endswith("+00:00")
            assert say({"action": "dance"})["type"] == say({})["type"] == say("no json")["type"] == "error"
            ws.send(json.dumps({"action": "subscribe"}))  # silence
            ws.send(json.dumps({"action": "subscribe", "channel": ""}))  # silence

            packet_id = wire.packet_in("claimed")
            wire.patch(packet_id, status="failed")
            event = json.loads(ws.recv(timeout=10))
            assert (event["type"], event["packet_id"]) == ("packet.failed", packet_id)
            assert say({"action": "unsubscribe", "channel": channel})["type"] == "unsubscribed"
            assert say({"action": "unsubscribe", "channel": "status:never"})["type"] == "unsubscribed"
            wire.create()  # the last channel is gone: everything again
            assert json.loads(ws.recv(timeout=10))["type"] == "packet.created"

    def test_everything_that_happens(self, wire: Any, draft: Any) -> None:
        with wire.socket() as ws:
            ws.recv(timeout=10)
            expected = live_a_life(wire, draft)
            received = [ws.recv(timeout=10) for _ in expected]
        assert [json.loads(text)["type"] for text in received] == expected
        for text in received:
            WS_FRAME.validate_json(text)

    def test_it_pings_on_the_clock(self, wire: Any) -> None:
        with wire.socket() as ws:
            ws.recv(timeout=10)
            wire.emulator.clock.advance(31)
            ping = json.loads(ws.recv(timeout=10))
        assert (ping["type"], set(ping)) == ("ping", {"type", "timestamp"})

    @pytest.mark.parametrize(
        "message",
        ["[]", "1", "null", '{"action": "subscribe", "channel": 5}', b"binary", b'{"action": "ping"}'],
    )
    def test_what_drops_the_connection(self, wire: Any, message: str | bytes) -> None:
        with wire.socket() as ws:
            ws.recv(timeout=10)
            ws.send(message)
            with pytest.raises(ConnectionClosedError) as closed:
                ws.recv(timeout=10)
        assert closed.value.rcvd is None  # without a close frame

    @pytest.mark.parametrize(("key", "status"), [("", 401), ("hr_unknown", 401)])
    def test_without_a_valid_key(self, wire: Any, key: str, status: int) -> None:
        with pytest.raises(InvalidStatus) as refused, wire.socket(key=key):
            pass
        assert refused.value.response.status_code == status
        assert "detail" in json.loads(refused.value.response.body)

    def test_with_a_revoked_key(self, wire: Any) -> None:
        made = wire.call("POST", "/keys", {"name": "k"}).json()
        wire.call("DELETE", f"/keys/{made['id']}")
        with pytest.raises(InvalidStatus) as refused, wire.socket(key=made["key"]):
            pass
        assert refused.value.response.status_code == 403

    def test_the_real_server_asks_for_no_key(self, wire_of: Any) -> None:
        wire = wire_of(strict_compat=True)
        with wire.socket(key="") as ws:
            assert json.loads(ws.recv(timeout=10))["tier"] == "free"
            wire.create()
            assert json.loads(ws.recv(timeout=10))["type"] == "packet.created"

    @pytest.mark.parametrize(("tier", "limit"), [("free", 1), ("pro", 5)])
    def test_connections_are_limited_per_tenant(
        self, wire: Any, make_key: Any, tier: str, limit: int
    ) -> None:
        keys = [make_key(wire.emulator, tenant="t", tier=tier) for _ in range(2)]
        other = make_key(wire.emulator, tenant="u", tier=tier)
        hub = wire.emulator.backend._world.hub
        with ExitStack() as stack:
            for number in range(limit - 1):
                stack.enter_context(wire.socket(key=keys[number % 2]))
            with wire.socket(key=keys[1]), wire.socket(key=other):
                with pytest.raises(InvalidStatus) as refused:
                    stack.enter_context(wire.socket(key=keys[0]))
                assert refused.value.response.status_code == 403
            wait_until(lambda: wire.emulator.run(hub.sockets, "t") < limit, wire)
            stack.enter_context(wire.socket(key=keys[1]))

    def test_sockets_are_counted(self, wire: Any) -> None:
        with wire.socket() as ws, wire.events():
            ws.recv(timeout=10)
            assert wire.get("/stats")["active_ws_connections"] == 1

    def test_a_slow_consumer_is_closed(self, wire_of: Any) -> None:
        wire = wire_of(stream_buffer=2)
        with wire.socket() as ws:
            ws.recv(timeout=10)
            # Published between two turns of the loop, so that nothing can be sent in between.
            hub = wire.emulator.backend._world.hub
            event = {"type": "packet.updated", "packet_id": "x", "data": {"status": "", "metadata": METADATA}}
            wire.emulator.run(lambda: [hub.publish("default", event) for _ in range(4)])
            with pytest.raises(ConnectionClosed) as closed:
                ws.recv(timeout=10)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1013


METADATA = {"source_agent": {"id": "a"}, "target_agent": {"id": "b"}}
