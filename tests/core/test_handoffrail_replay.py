"""What a stream missed: rules by example, and every interleaving of events and broken connections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.handoffrail import PacketEvent, PacketResponse, StreamEvent
from fairlead.handoffrail._replay import SAME, Replay, matches

START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
PACKET = UUID("5f0e4c1e-8f0a-4a53-9a55-0d6a1c7b2e10")
OTHER = UUID("0d6a1c7b-8f0a-4a53-9a55-5f0e4c1e2e10")


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def packet(status: str = "created", updated: float = 0, *, id: UUID = PACKET, **more: Any) -> PacketResponse:
    content = {
        "id": id,
        "metadata": {
            "source_agent": {"id": "a-1", "name": "Alpha"},
            "target_agent": {"id": "b-1", "name": "Beta"},
        },
        "context": {"summary": "x"},
        "status": status,
        "created_at": at(0),
        "updated_at": at(updated),
    }
    return PacketResponse.from_dict({**content, **more})


def entry(kind: str, seconds: float, **details: Any) -> PacketEvent:
    return PacketEvent(
        id=f"{kind}-{seconds}",
        packet_id=str(PACKET),
        event_type=kind,
        actor="system",
        details=details or None,
        timestamp=at(seconds),
    )


def live(kind: str, seconds: float, id: UUID = PACKET) -> StreamEvent:
    data = {"status": kind.partition(".")[2], "metadata": {}}
    return StreamEvent(type=kind, packet_id=str(id), data=data, timestamp=at(seconds))


def brief(events: Iterable[StreamEvent]) -> list[tuple[str, float]]:
    return [(event.type, (event.timestamp - START).total_seconds()) for event in events]


def replay_of(*channels: str, opened: float = 0) -> Replay:
    return Replay(list(channels), at(opened))


@pytest.mark.parametrize(
    ("event_type", "details", "kind", "data"),
    [
        ("created", {}, "packet.created", {"status": "created"}),
        (
            "created",
            {"parent_packet_id": "p-1", "chain": True},
            "packet.chained",
            {"status": "created", "parent_packet_id": "p-1"},
        ),
        ("claimed", {"agent_name": "Beta"}, "packet.claimed", {"status": "claimed"}),
        ("in_progress", {}, "packet.in_progress", {"status": "in_progress"}),
        ("awaiting_human", {}, "packet.awaiting_human", {"status": "awaiting_human"}),
        ("completed", {}, "packet.completed", {"status": "completed"}),
        ("failed", {}, "packet.failed", {"status": "failed"}),
        ("expired", {"reason": "ttl_exceeded"}, "packet.expired", {"status": "expired"}),
        (
            "hitl_responded",
            {"response": "yes"},
            "hitl.response_ready",
            {"status": "claimed", "hitl_response": "yes"},
        ),
    ],
)
def test_history_entries_become_events(
    event_type: str, details: dict[str, Any], kind: str, data: dict[str, Any]
) -> None:
    (event,) = replay_of().missed(packet(updated=3), [entry(event_type, 3, **details)])
    assert (event.type, event.packet_id, event.timestamp) == (kind, str(PACKET), at(3))
    assert event.replayed
    assert event.data["metadata"]["source_agent"] == {"id": "a-1", "name": "Alpha"}
    assert {name: value for name, value in event.data.items() if name != "metadata"} == data


@pytest.mark.parametrize("event_type", ["chained", "something_new"])
def test_entries_that_are_no_stream_event_are_passed_over(event_type: str) -> None:
    assert replay_of().missed(packet(updated=3), [entry(event_type, 3)]) == []


def test_a_packet_created_with_a_checkpoint_awaits_a_human() -> None:
    waiting = packet("awaiting_human", 3, hitl={"reason": "sign off"})
    (event,) = replay_of("status:awaiting_human").missed(waiting, [entry("created", 3)])
    assert (event.type, event.data["status"]) == ("packet.created", "awaiting_human")
    optional = packet("created", 3, hitl={"reason": "sign off", "required": False})
    assert replay_of("status:created").missed(optional, [entry("created", 3)]) != []


def test_what_was_received_is_not_replayed() -> None:
    replay = replay_of()
    assert replay.saw(live("packet.created", 1.01))
    history = [entry("created", 1), entry("claimed", 2), entry("in_progress", 3)]
    assert brief(replay.missed(packet("in_progress", 3), history)) == [
        ("packet.claimed", 2),
        ("packet.in_progress", 3),
    ]


def test_what_happened_before_the_stream_was_opened_is_never_replayed() -> None:
    history = [entry("created", 9), entry("claimed", 9.999), entry("in_progress", 10)]
    missed = replay_of(opened=10).missed(packet("in_progress", 10), history)
    assert brief(missed) == [("packet.in_progress", 10)]


def test_the_same_kind_twice_in_a_row_is_counted() -> None:
    replay = replay_of()
    replay.saw(live("packet.claimed", 1.01))
    history = [entry("claimed", 1), entry("awaiting_human", 2), entry("claimed", 3)]
    assert brief(replay.missed(packet("claimed", 3), history)) == [
        ("packet.awaiting_human", 2),
        ("packet.claimed", 3),
    ]


def test_an_event_is_about_the_last_entry_before_it() -> None:
    replay = replay_of()
    replay.saw(live("packet.claimed", 3.01))
    history = [entry("claimed", 1), entry("awaiting_human", 2), entry("claimed", 3)]
    assert brief(replay.missed(packet("claimed", 3), history)) == [
        ("packet.claimed", 1),
        ("packet.awaiting_human", 2),
    ]


def test_a_replayed_event_that_also_arrives_live_is_dropped_once() -> None:
    replay = replay_of()
    replay.replayed(replay.missed(packet("claimed", 1), [entry("claimed", 1)]))
    assert not replay.saw(live("packet.claimed", 1.02))
    assert replay.saw(live("packet.awaiting_human", 2))
    assert replay.saw(live("packet.claimed", 3)), "this one is new"


def test_after_a_new_event_of_a_packet_nothing_is_taken_for_a_replay() -> None:
    replay = replay_of()
    replay.replayed(
        replay.missed(packet("awaiting_human", 2), [entry("in_progress", 1), entry("awaiting_human", 2)])
    )
    assert replay.saw(live("packet.in_progress", 3)), "later than the whole history"
    assert replay.saw(live("packet.awaiting_human", 4))


def test_the_second_of_two_edits_is_new() -> None:
    replay = replay_of()
    replay.saw(live("packet.created", 1))
    replay.replayed(replay.missed(packet(updated=4), [entry("created", 1)]))
    assert not replay.saw(live("packet.updated", 4.01))
    assert replay.saw(live("packet.updated", 4.5))


def test_live_events_may_be_far_behind_what_was_replayed() -> None:
    replay = replay_of()
    late = packet("claimed", 60, id=OTHER)
    replay.replayed(
        replay.missed(packet("claimed", 1), [entry("claimed", 1)])
        + replay.missed(late, [entry("claimed", 60)])
    )
    assert replay.latest == at(60)
    assert replay.saw(live("packet.created", 0.5, UUID(int=3)))
    assert not replay.saw(live("packet.claimed", 1.01))
    assert not replay.saw(live("packet.claimed", 60.01, OTHER))


def test_other_packets_do_not_interfere() -> None:
    replay = replay_of()
    replay.replayed(replay.missed(packet("claimed", 1), [entry("claimed", 1)]))
    assert replay.saw(live("packet.claimed", 1.01, OTHER))
    assert not replay.saw(live("packet.claimed", 1.02))


def test_a_second_break_does_not_replay_again() -> None:
    replay = replay_of()
    history = [entry("claimed", 1)]
    missed = replay.missed(packet("claimed", 1), history)
    assert brief(replay.missed(packet("claimed", 1), history)) == brief(missed), "looking up changes nothing"
    replay.replayed(missed)
    assert replay.missed(packet("claimed", 1), history) == []
    assert replay.saw(live("packet.claimed", 1 + SAME.total_seconds() + 1)), "too late to be the same"


def test_an_edit_shows_by_the_time_of_change_alone() -> None:
    replay = replay_of()
    replay.saw(live("packet.created", 1))
    edited = packet("created", 4)
    missed = replay.missed(edited, [entry("created", 1)])
    assert brief(missed) == [("packet.updated", 4)]
    assert missed[0].data["status"] == "created"
    replay.replayed(missed)
    assert replay.missed(edited, [entry("created", 1)]) == []
    assert not replay.saw(live("packet.updated", 4.01))


@pytest.mark.parametrize("updated", [3.0, 3.00002])
def test_a_change_of_status_is_no_edit(updated: float) -> None:
    # The server stamps the packet and the history entry of one request one after the other.
    missed = replay_of().missed(packet("claimed", updated), [entry("claimed", 3.0)])
    assert brief(missed) == [("packet.claimed", 3)]


def test_an_edit_that_was_received_is_not_replayed() -> None:
    replay = replay_of()
    replay.saw(live("packet.updated", 4.01))
    assert replay.missed(packet("created", 4), [entry("created", -9)]) == []


def test_heartbeats_move_the_time_of_the_last_sign_of_life() -> None:
    replay = replay_of()
    assert replay.concerns(packet(updated=0))
    replay.saw_time(at(60))
    replay.saw_time(at(30))
    assert replay.latest == at(60)
    assert not replay.concerns(packet(updated=54))
    assert replay.concerns(packet(updated=55))
    assert brief(replay.missed(packet("claimed", 70), [entry("created", 54), entry("claimed", 70)])) == [
        ("packet.claimed", 70)
    ]


def test_memory_is_bounded_by_time() -> None:
    replay = replay_of()

    def remembered() -> int:
        return sum(len(seen) for seen in vars(replay).values() if isinstance(seen, (dict, list)))

    most = 0
    for second in range(5000):
        replay.saw(live("packet.created", second, UUID(int=second)))
        most = max(most, remembered())
    assert most < 300
    assert replay.latest == at(4999)
    assert 0 < remembered() < 30


def test_what_came_in_the_last_seconds_is_remembered_however_much_it_is() -> None:
    replay = replay_of()
    for number in range(2000):
        replay.saw(live("packet.created", number / 1000, UUID(int=number)))
    for number in range(2000):
        seconds = number / 1000
        changed = packet(id=UUID(int=number), updated=seconds)
        assert replay.missed(changed, [entry("created", seconds)]) == []


METADATA = {"source_agent": {"id": "a-1"}, "target_agent": {"id": "b-1"}}


@pytest.mark.parametrize(
    ("channels", "wanted"),
    [
        ([], True),
        (["status:claimed"], True),
        (["status:created"], False),
        ([f"packet:{PACKET}"], True),
        ([f"packet:{OTHER}"], False),
        (["agent:a-1"], True),
        (["agent:b-1"], True),
        (["agent:c-1"], False),
        (["status:created", "agent:b-1"], True),
        (["status", "tenant:default", ""], False),
    ],
)
def test_channels(channels: list[str], wanted: bool) -> None:
    event = StreamEvent(
        type="packet.claimed",
        packet_id=str(PACKET),
        data={"status": "claimed", "metadata": METADATA},
        timestamp=START,
    )
    assert matches(channels, event) is wanted


def test_an_event_without_details_is_on_no_channel_but_its_packets() -> None:
    event = StreamEvent(type="packet.new", packet_id=str(PACKET), data={}, timestamp=START)
    assert matches([f"packet:{PACKET}"], event)
    assert not matches(["agent:a-1", "status:new"], event)


# The state machine, as far as it takes to write random lives of packets.
NEXT = {
    "": ["created"],
    "created": ["claimed", "awaiting_human", "expired"],
    "claimed": ["in_progress", "awaiting_human"],
    "in_progress": ["completed", "awaiting_human", "failed"],
    "awaiting_human": ["hitl_responded", "in_progress", "claimed"],
    "hitl_responded": ["in_progress", "awaiting_human"],
    "completed": ["expired"],
    "failed": ["expired"],
    "expired": [],
}
KINDS = {"hitl_responded": "hitl.response_ready"}


@dataclass(frozen=True)
class Happening:
    """One thing that happens to a packet, in seconds: noted in its history, then told to the streams."""

    packet: UUID
    event_type: str
    noted: float
    told: float


@dataclass
class Server:
    """A server's past and future, of which each question sees a part."""

    happenings: Sequence[Happening]

    def told(self, since: float, until: float) -> list[Happening]:
        """What a connection that is open in between receives, in order."""
        return sorted(
            (each for each in self.happenings if since <= each.told < until), key=lambda each: each.told
        )

    def histories(self, now: float) -> list[tuple[PacketResponse, list[PacketEvent]]]:
        """Every packet with its history at a moment."""
        found: list[tuple[PacketResponse, list[PacketEvent]]] = []
        for packet_id in {each.packet: None for each in self.happenings}:
            past = [each for each in self.happenings if each.packet == packet_id and each.told <= now]
            if past:
                history = [entry(each.event_type, each.noted) for each in past]
                status = past[-1].event_type.replace("hitl_responded", "claimed")
                found.append((packet(status, past[-1].noted, id=packet_id), history))
        return found


@dataclass
class Client:
    """Follows a server as the event stream does, and keeps what it would hand to its user."""

    server: Server
    replay: Replay
    received: list[StreamEvent] = field(default_factory=list[StreamEvent])

    def listen(self, since: float, until: float) -> None:
        for each in self.server.told(since, until):
            event = live(KINDS.get(each.event_type, f"packet.{each.event_type}"), each.told, each.packet)
            if self.replay.saw(event):
                self.received.append(event)

    def look_up(self, now: float) -> list[StreamEvent]:
        return [
            event
            for packet, history in self.server.histories(now)
            if self.replay.concerns(packet)
            for event in self.replay.missed(packet, history)
        ]

    def catch_up(self, now: float) -> None:
        missed = self.look_up(now)
        self.replay.replayed(missed)
        self.received += missed


@st.composite
def servers(draw: st.DrawFn) -> Server:
    lives: dict[UUID, str] = {}
    clock = 1.0
    happenings: list[Happening] = []
    told: dict[UUID, float] = {}
    for _ in range(draw(st.integers(1, 25))):
        packet_id = UUID(int=draw(st.integers(1, 3)))
        choices = NEXT[lives.get(packet_id, "")]
        if not choices:
            continue
        clock += draw(st.sampled_from([0.001, 0.01, 0.3, 2.0, 30.0]))
        # A packet's requests follow one another; those of different packets may overtake each other.
        noted = clock = max(clock, told.get(packet_id, 0) + 0.001)
        told[packet_id] = noted + draw(st.sampled_from([0.0, 0.0005, 0.2, 1.5]))
        lives[packet_id] = draw(st.sampled_from(choices))
        happenings.append(Happening(packet_id, lives[packet_id], noted, told[packet_id]))
    return Server(happenings)


durations = st.sampled_from([0.0, 0.002, 0.05, 0.5, 4.0, 20.0])


@given(
    server=servers(), breaks=st.lists(st.tuples(durations, durations, durations, st.booleans()), max_size=6)
)
def test_live_and_replayed_together_are_every_event_once(
    server: Server, breaks: list[tuple[float, float, float, bool]]
) -> None:
    client = Client(server, replay_of(opened=0))
    connected = 0.5
    for up, down, delay, fails in breaks:
        cut = connected + up
        client.listen(connected, cut)
        connected = cut + down
        if fails:  # the look-up broke off: what it found so far is not used
            client.look_up(connected + delay)
            connected += delay
        # Events that come after the connection is open and before the look-up are seen by both.
        client.catch_up(connected + delay)
    client.listen(connected, 1e9)
    ids = {
        (str(each.packet), at(moment)): each
        for each in server.happenings
        for moment in (each.noted, each.told)
    }
    received = [ids[event.packet_id, event.timestamp] for event in client.received]
    assert sorted(received, key=lambda each: each.noted) == sorted(
        server.happenings, key=lambda each: each.noted
    )
    assert breaks or not any(event.replayed for event in client.received)
