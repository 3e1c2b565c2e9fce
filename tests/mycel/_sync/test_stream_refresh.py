# Made from tests/mycel/_async/test_stream_refresh.py by `nox -s regenerate`: edit that one.
"""Silence: a connection that an earlier one has made deaf is made once more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fairlead._sync.mycel import stream
from fairlead.mycel import Client, InboxStream, Reconnect

AT_ONCE = Reconnect(delay=0)
MINUTE = stream.SETTLING
Follow = Callable[..., InboxStream]


class Clock:
    """The stream's clock, which stands still but for the test; and what the stream asks whether to stop.

    Attributes:
        now: The time.
        server: Who is asked how many connections there were.
        jumps: Seconds to pass once so many connections were made.
        looks: How often the stream may still look before it stops.
    """

    def __init__(self) -> None:
        self.now = 1000.0
        self.server: Any = None
        self.jumps: dict[int, float] = {}
        self.looks: float = float("inf")

    def __call__(self) -> float:
        return self.now

    def should_stop(self) -> bool:
        self.looks -= 1
        if self.server is not None:
            self.now += self.jumps.pop(self.server.served, 0.0)
        return self.looks < 0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    fake = Clock()
    monkeypatch.setattr(stream, "_clock", fake)
    return fake


@pytest.fixture
def follow(answering: Any, library: Any, clock: Clock) -> Follow:
    """Opens a stream of a server of the test's own. The clock jumps when so many connections were made."""

    def start(server: Any, jumps: dict[int, float], **options: Any) -> InboxStream:
        def answer(request: Any) -> Any:
            status, body = server.answer(request)
            return library.Response(status, json=body)

        clock.server, clock.jumps = server, jumps
        client = answering(answer, base_url=server.url, timeout=5)
        return client.notifications.stream(
            **{"timeout": 0.005, "should_stop": clock.should_stop, "reconnect": AT_ONCE, **options}
        )

    return start


def numbers(frames: InboxStream, count: int) -> list[int]:
    return [(next(frames)).seq for _ in range(count)]


def is_quiet(frames: InboxStream, clock: Clock) -> bool:
    """Whether nothing comes while the stream looks twenty times."""
    clock.looks = 20
    return [frame for frame in frames] == []


def test_a_silent_connection_is_made_once_more(
    inbox: Callable[..., Any], notify: Any, follow: Follow, clock: Clock
) -> None:
    resumed: list[int] = []

    def deaf(peer: Any) -> None:
        resumed.append(peer.resumed())
        peer.send(notify(5))
        peer.wait()

    def hearing(peer: Any) -> None:
        resumed.append(peer.resumed())
        peer.send(notify(6), notify(7))
        peer.wait()

    server = inbox(deaf, hearing)
    server.inboxes = [[{"event_type": "chat.message", "seq": 6}]]
    with follow(server, {}, since_seq=4) as frames:
        assert numbers(frames, 1) == [5]
        clock.now += MINUTE
        assert numbers(frames, 2) == [6, 7]
        clock.now += 10 * MINUTE
        assert is_quiet(frames, clock)
    assert resumed == [4, 5]
    assert (server.served, server.drains) == (2, 1), "once is enough"
    assert server.codes[0] == 1000, "the end of the deaf one was no late one"


def test_a_connection_is_left_alone_for_a_minute(
    inbox: Callable[..., Any], follow: Follow, clock: Clock
) -> None:
    server = inbox(lambda peer: peer.wait())
    with follow(server, {1: MINUTE - 0.001}) as frames:
        assert is_quiet(frames, clock)
    assert server.served == 1


def test_what_is_on_its_way_is_delivered_once(
    inbox: Callable[..., Any], notify: Any, follow: Follow, clock: Clock
) -> None:
    resumed: list[int] = []

    def busy(peer: Any) -> None:
        peer.send(*[notify(seq) for seq in range(1, 6)])
        peer.wait()

    def again(peer: Any) -> None:
        resumed.append(peer.resumed())
        peer.send(*[notify(seq) for seq in range(resumed[0] + 1, 7)])
        peer.wait()

    with follow(inbox(busy, again), {}) as frames:
        assert numbers(frames, 4) == [1, 2, 3, 4]
        clock.now += MINUTE
        assert numbers(frames, 2) == [5, 6]
    assert resumed[0] >= 4


def test_after_a_cut_the_minute_begins_anew(
    inbox: Callable[..., Any], notify: Any, follow: Follow, clock: Clock
) -> None:
    def first(peer: Any) -> None:
        peer.send(notify(1))
        peer.cut()

    def second(peer: Any) -> None:
        peer.send(notify(peer.resumed() + 1))
        peer.cut()

    def last(peer: Any) -> None:
        peer.send(notify(3))
        peer.wait()

    server = inbox(first, second, lambda peer: peer.wait(), last)
    with follow(server, {2: MINUTE - 0.001, 3: MINUTE}) as frames:
        assert numbers(frames, 3) == [1, 2, 3]
    assert server.served == 4


def test_a_server_that_is_gone_by_then_is_waited_for(
    inbox: Callable[..., Any], notify: Any, follow: Follow, clock: Clock
) -> None:
    def deaf(peer: Any) -> None:
        server.refusals += [503, 502]
        peer.wait()

    def last(peer: Any) -> None:
        peer.send(notify(1))
        peer.wait()

    server = inbox(deaf, last)
    with follow(server, {1: MINUTE}) as frames:
        assert numbers(frames, 1) == [1]
    assert len(server.headers) == 4


def test_without_reconnect_there_is_one_connection(
    inbox: Callable[..., Any], follow: Follow, clock: Clock
) -> None:
    server = inbox(lambda peer: peer.wait())
    with follow(server, {1: 10 * MINUTE}, reconnect=False) as frames:
        assert is_quiet(frames, clock)
    assert server.served == 1


def test_a_stream_that_a_late_end_made_deaf_hears_again(
    fairlead_emulator: Any, vanish: Any, clock: Clock
) -> None:
    """As on the real server: it notices late that an earlier program is gone, and forgets the present one."""
    backend = fairlead_emulator("mycel", strict_compat=True, late_end_seconds=40)

    def listening() -> bool:
        return backend.run(lambda: backend.backend._world.inboxes.of("codex-1")._handler is not None)

    with Client(**backend.options, timeout=10) as owner:
        created = owner.users.create_external("codex-1", "Codex")
        chat = owner.chats.ensure_direct("codex-1")
        vanish(backend, created.token)
        with (
            Client(base_url=backend.url, auth_token=created.token, timeout=10) as agent,
            agent.notifications.stream(
                since_seq=0, timeout=0.005, should_stop=clock.should_stop, reconnect=AT_ONCE
            ) as frames,
        ):
            assert listening()
            backend.clock.advance(40)
            assert not listening(), "deaf"
            sent = owner.messages.send(chat.id, "hello")
            clock.now += MINUTE
            frame = next(frames)
            assert (frame.seq, frame.metadata.message_id) == (1, sent.id)
            assert listening()
            owner.messages.send(chat.id, "and again")
            assert (next(frames)).metadata.message_seq == 2
