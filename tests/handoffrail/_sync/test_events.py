# Made from tests/handoffrail/_async/test_events.py by `nox -s regenerate`: edit that one.
"""Event streams over both transports, while all is well."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Literal

import pytest

from fairlead import handoffrail
from fairlead.emulator import Emulator, Fault
from fairlead.handoffrail import (
    ALL_EVENTS,
    AuthenticationError,
    ChainBuilder,
    EventStream,
    HandoffRailClient,
    InvalidArgumentError,
    PacketCreate,
    PacketUpdate,
    PermissionDeniedError,
    ResponseFormatError,
    StreamEvent,
    StreamInterruptedError,
)

Draft = Callable[..., PacketCreate]
Transport = Literal["sse", "websocket"]
AGENT = {"agent_id": "billing-01", "agent_name": "Billing"}

both_transports = pytest.mark.parametrize("transport", ["sse", "websocket"])


def take(events: EventStream, number: int) -> list[StreamEvent]:
    return [next(events) for _ in range(number)]


def open_streams(backend: Emulator) -> int:
    """How many streams the server still holds open."""
    return sum(
        request.path in {"/events", "/ws"} and request.duration is None for request in backend.requests
    )


def wait_until_closed(backend: Emulator) -> None:
    give_up = time.monotonic() + 5
    while open_streams(backend):
        assert time.monotonic() < give_up
        time.sleep(0.005)


@both_transports
def test_a_text_is_one_channel(client: HandoffRailClient, draft: Draft, transport: Transport) -> None:
    with client.events("status:claimed", transport=transport) as events:
        assert events.channels == ["status:claimed"]
        created = client.create_packet(draft())
        client.claim_packet(created.id, **AGENT)
        (event,) = take(events, 1)
    assert (event.type, event.packet_id) == ("packet.claimed", str(created.id))


@pytest.mark.parametrize("channel", ["nonsense", "agent", "agent:", "packets:1", "", ["agent:a"]])
def test_what_is_no_channel_is_refused_before_it_means_everything(
    client: HandoffRailClient, channel: Any
) -> None:
    with pytest.raises(InvalidArgumentError, match="a channel is"):
        client.events([channel])
    with client.events(transport="websocket") as events:
        with pytest.raises(InvalidArgumentError, match="a channel is"):
            events.subscribe(channel)
        assert events.channels == []


@both_transports
def test_everything_that_happens_comes_in_order(
    client: HandoffRailClient, backend: Emulator, draft: Draft, transport: Transport
) -> None:
    with client.events(transport=transport) as events:
        assert events.connected
        asked = client.create_packet(draft(ask=True))
        client.respond_to_hitl(asked.id, response="yes", responded_by="Ada")
        client.update_packet(asked.id, PacketUpdate(status="in_progress"))
        client.update_packet(asked.id, PacketUpdate(decisions=[]))
        client.complete_packet(asked.id)
        chained = ChainBuilder().from_("b", "B").to("c", "C").with_summary("next").build()
        child = client.chain_handoff(asked.id, chained)
        client.claim_packet(child.id, **AGENT)
        client.update_packet(child.id, PacketUpdate(status="awaiting_human"))
        client.update_packet(child.id, PacketUpdate(status="failed"))
        client.delete_packet(child.id)
        plain = client.create_packet(draft())
        seen = take(events, 11)
    assert [(event.type, event.packet_id, event.data["status"]) for event in seen] == [
        ("packet.created", str(asked.id), "awaiting_human"),
        ("hitl.response_ready", str(asked.id), "claimed"),
        ("packet.in_progress", str(asked.id), "in_progress"),
        ("packet.updated", str(asked.id), "in_progress"),
        ("packet.completed", str(asked.id), "completed"),
        ("packet.chained", str(child.id), "created"),
        ("packet.claimed", str(child.id), "claimed"),
        ("packet.awaiting_human", str(child.id), "awaiting_human"),
        ("packet.failed", str(child.id), "failed"),
        ("packet.expired", str(child.id), "expired"),
        ("packet.created", str(plain.id), "created"),
    ]
    assert {event.type for event in seen} == ALL_EVENTS
    assert not any(event.replayed for event in seen)
    assert seen[1].data["hitl_response"] == "yes"
    assert seen[5].data["parent_packet_id"] == str(asked.id)
    assert seen[0].data["metadata"]["source_agent"]["id"] == "sales-01"
    assert [event.timestamp for event in seen] == sorted(event.timestamp for event in seen)
    assert not events.connected
    wait_until_closed(backend)


@both_transports
def test_channels_choose(client: HandoffRailClient, draft: Draft, transport: Transport) -> None:
    watched = client.create_packet(draft())
    for channels, expected in (
        ([f"packet:{watched.id}"], {"by packet"}),
        (["agent:warehouse"], {"by agent"}),
        (["status:awaiting_human"], {"by status"}),
        (["agent:warehouse", "status:awaiting_human"], {"by agent", "by status"}),
        ((channel for channel in ["agent:warehouse"]), {"by agent"}),
        ([], {"by packet", "by agent", "by status"}),
    ):
        with client.events(channels, transport=transport) as events:
            names = {str(watched.id): "by packet"}
            names[str((client.create_packet(draft(target="warehouse"))).id)] = "by agent"
            names[str((client.create_packet(draft(ask=True))).id)] = "by status"
            client.update_packet(watched.id, PacketUpdate(decisions=[]))
            seen = take(events, len(expected))
        assert {names[event.packet_id] for event in seen} == expected


def test_channels_of_a_websocket_change_on_the_way(
    client: HandoffRailClient, backend: Emulator, draft: Draft
) -> None:
    with client.events(["agent:one"], transport="websocket") as events:
        events.subscribe("agent:two")
        events.subscribe("agent:two")
        assert events.channels == ["agent:one", "agent:two"]
        events.ping()
        for target in ("one", "two", "three"):
            client.create_packet(draft(target=target))
        assert [event.data["metadata"]["target_agent"]["id"] for event in take(events, 2)] == [
            "one",
            "two",
        ]
        events.unsubscribe("agent:two")
        events.unsubscribe("agent:unknown")
        assert events.channels == ["agent:one"]
        for target in ("two", "one"):
            client.create_packet(draft(target=target))
        (event,) = take(events, 1)
        assert event.data["metadata"]["target_agent"]["id"] == "one"
        events.unsubscribe("agent:one")
        client.create_packet(draft(target="anybody"))
        (event,) = take(events, 1)
        assert event.data["metadata"]["target_agent"]["id"] == "anybody"
        events.channels.append("changing this list changes nothing")
        assert events.channels == []
    (socket,) = [request for request in backend.requests if request.method == "WEBSOCKET"]
    commands = [frame.json() for frame in socket.frames if frame.direction == "in"]
    assert [(command["action"], command.get("channel")) for command in commands] == [
        ("subscribe", "agent:one"),
        ("subscribe", "agent:two"),
        ("subscribe", "agent:two"),
        ("ping", None),
        ("unsubscribe", "agent:two"),
        ("unsubscribe", "agent:unknown"),
        ("unsubscribe", "agent:one"),
    ]
    assert "pong" in [frame.json()["type"] for frame in socket.frames if frame.direction == "out"]


def test_channels_of_a_server_sent_stream_are_fixed(client: HandoffRailClient, backend: Emulator) -> None:
    with client.events(["agent:one"]) as events:
        for call in (
            lambda: events.subscribe("agent:two"),
            lambda: events.unsubscribe("agent:one"),
            events.ping,
        ):
            with pytest.raises(InvalidArgumentError, match="are fixed when it is opened"):
                call()
        assert events.channels == ["agent:one"]
    assert dict(backend.requests[-1].query)["subscribe"] == "agent:one"


def test_there_are_two_transports(client: HandoffRailClient) -> None:
    transport: Any = "carrier pigeon"
    with pytest.raises(InvalidArgumentError, match="transport must be 'sse' or 'websocket'"):
        client.events(transport=transport)


@both_transports
def test_a_stream_must_be_entered(client: HandoffRailClient, transport: Transport) -> None:
    events = client.events(transport=transport)
    assert not events.connected
    with pytest.raises(InvalidArgumentError, match="must be entered"):
        next(events)
    events.close()


@both_transports
def test_closing_ends_the_iteration(
    client: HandoffRailClient, backend: Emulator, draft: Draft, transport: Transport
) -> None:
    with client.events(transport=transport) as events:
        client.create_packet(draft())
        client.create_packet(draft())
        seen = []
        for event in events:
            seen.append(event)
            events.close()
        assert len(seen) == 1
        events.close()
        with pytest.raises(StopIteration):
            next(events)
    wait_until_closed(backend)
    assert (client.get_stats()).active_ws_connections == 0


@both_transports
def test_leaving_by_an_error_frees_the_connection(
    client: HandoffRailClient, backend: Emulator, transport: Transport
) -> None:
    with pytest.raises(ZeroDivisionError):
        with client.events(transport=transport):
            _ = 1 / 0
    wait_until_closed(backend)


@both_transports
def test_several_streams_of_one_client(client: HandoffRailClient, draft: Draft, transport: Transport) -> None:
    with client.events(transport=transport) as one, client.events(transport=transport) as other:
        packet = client.create_packet(draft())
        assert [event.packet_id for event in take(one, 1) + take(other, 1)] == [str(packet.id)] * 2


@both_transports
def test_a_key_that_is_no_good(backend: Emulator, client: HandoffRailClient, transport: Transport) -> None:
    with HandoffRailClient(backend.options["base_url"], "hr_unknown") as stranger:
        with pytest.raises(AuthenticationError):
            stranger.events(transport=transport).__enter__()
    made = client.create_api_key(name="gone")
    client.revoke_api_key(made.id)
    with HandoffRailClient(backend.options["base_url"], made.key or "") as former:
        with pytest.raises(PermissionDeniedError):
            former.events(transport=transport).__enter__()
    assert open_streams(backend) == 0


@both_transports
@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault(status=401, body={"detail": "no"}), AuthenticationError),
        (Fault(status=403, body={"detail": "too many connections"}), PermissionDeniedError),
        (Fault(drop="before"), handoffrail.ConnectionError),
    ],
    ids=["401", "403", "reset"],
)
def test_a_stream_that_the_server_refuses(
    client: HandoffRailClient,
    backend: Emulator,
    transport: Transport,
    fault: Fault,
    kind: type[Exception],
) -> None:
    backend.faults.add(fault)
    events = client.with_options(max_retries=0).events(transport=transport)
    with pytest.raises(kind):
        events.__enter__()
    assert not events.connected


def test_more_websockets_than_allowed(
    fairlead_emulator: Callable[..., Emulator],
) -> None:
    backend = fairlead_emulator("handoffrail", tier="free")
    with HandoffRailClient(**backend.options) as client, client.events(transport="websocket"):
        with pytest.raises(PermissionDeniedError, match="allows no more connections"):
            client.events(transport="websocket").__enter__()


@both_transports
def test_nobody_there(closed_port: int, slept: list[float], transport: Transport) -> None:
    with HandoffRailClient(f"http://127.0.0.1:{closed_port}/api/v1", "hr_x") as client:
        with pytest.raises(handoffrail.ConnectionError, match="cannot connect"):
            client.events(transport=transport).__enter__()


@both_transports
def test_opening_takes_no_longer_than_a_request_may(
    client: HandoffRailClient, backend: Emulator, transport: Transport
) -> None:
    path = {"sse": "/events", "websocket": "/ws"}[transport]
    backend.faults.add(Fault(path=path, stall=True))
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        client.with_options(timeout=0.1).events(transport=transport).__enter__()
    assert time.monotonic() - started < 2


@both_transports
def test_heartbeats_are_not_events(
    fairlead_emulator: Callable[..., Emulator], draft: Draft, transport: Transport
) -> None:
    backend = fairlead_emulator("handoffrail", heartbeat_seconds=30)
    with (
        HandoffRailClient(**backend.options) as client,
        client.events(transport=transport) as events,
    ):
        backend.clock.advance(100)
        packet = client.create_packet(draft())
        assert (next(events)).packet_id == str(packet.id)


def stream_of(content: bytes, library: Any) -> Callable[[Any], Any]:
    """Answers `/events` with these bytes, and everything else with an empty page."""

    def answer(request: Any) -> Any:
        if request.url.path == "/events":
            return library.Response(200, headers={"Content-Type": "text/event-stream"}, content=content)
        return library.Response(200, json={"packets": [], "total": 0, "limit": 1, "offset": 0})

    return answer


EVENT = (
    b'{"type": "packet.lost", "packet_id": "p-1", "data": {}, "timestamp": "2026-01-02T03:04:05", "lane": 7}'
)


def test_events_and_frames_that_are_newer_than_this_version(library: Any, answering: Any) -> None:
    content = b"event: weather\ndata: {}\n\nevent: packet.lost\ndata: " + EVENT + b"\n\n"
    client = answering(stream_of(content, library))
    with client.events(reconnect=False) as events:
        event = next(events)
        assert (event.type, event.packet_id, event.model_extra) == ("packet.lost", "p-1", {"lane": 7})
        assert event.timestamp.utcoffset() is not None
        with pytest.raises(StreamInterruptedError, match="the server ended the event stream"):
            next(events)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"data: not json\n\n", "a frame of the event stream is not a JSON object"),
        (b"data: [1]\n\n", "a frame of the event stream is not a JSON object"),
        (b"data: " + b"[" * 100_000 + b"\n\n", "a frame of the event stream is not a JSON object"),
        (
            b'data: {"type":"packet.created"}\n\n',
            "an event of the stream is not valid: packet_id, data, timestamp",
        ),
        (b'data: {"packet_id":7,"type":"x","data":{}}\n\n', "an event of the stream is not valid: packet_id"),
        (b"data: " + b"x" * (17 * 1024 * 1024), "an event of the stream is larger than 16777216 bytes"),
    ],
    ids=["text", "list", "deep", "no event", "wrong types", "huge"],
)
def test_frames_that_make_no_sense(library: Any, answering: Any, content: bytes, message: str) -> None:
    client = answering(stream_of(content + b"event: packet.lost\ndata: " + EVENT + b"\n\n", library))
    with client.events(reconnect=False) as events:
        with pytest.raises(ResponseFormatError, match=message):
            next(events)
        if len(content) < 1_000_000:
            assert (next(events)).packet_id == "p-1", "the frames behind it are not lost"


@pytest.mark.parametrize("date", [None, "Fri, 02 Jan 2026 03:04:05 GMT", "yesterday"])
def test_a_server_need_not_say_the_time(library: Any, answering: Any, date: str | None) -> None:
    answer = stream_of(b"data: " + EVENT + b"\n\n", library)

    def dated(request: Any) -> Any:
        response = answer(request)
        if date is not None:
            response.headers["Date"] = date
        return response

    with answering(dated).events(reconnect=False) as events:
        assert (next(events)).type == "packet.lost"
