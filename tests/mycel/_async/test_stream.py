"""The inbox stream: what it delivers, what it survives, and how it ends."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

import httpx2
import pytest

import fairlead
from fairlead import mycel
from fairlead.emulator import Emulator, Fault
from fairlead.mycel import AsyncClient, AsyncInboxStream, Reconnect

TOKEN = "t0ken." + "s" * 40
PATH = "/api/runtime/inbox/subscribe"
AT_ONCE = Reconnect(delay=0)
External = Callable[..., Awaitable[AsyncClient]]


def notify(seq: int, *, era: str = "") -> dict[str, Any]:
    """A frame; another era gives the same number other content."""
    metadata = {"event_type": "chat.message", "chat_id": "c-1"}
    return {"type": "notify", "seq": seq, "fingerprint": f"{era}{seq:x}", "ts": 1.5, "metadata": metadata}


def client_of(server: Any) -> AsyncClient:
    """A client whose streams are served by functions, and its calls by attributes of the server."""

    def answer(request: Any) -> Any:
        status, body = server.answer(request)
        return httpx2.Response(status, json=body)

    http_client = httpx2.AsyncClient(transport=httpx2.MockTransport(answer))
    return AsyncClient(
        base_url=server.url, auth_token=TOKEN, timeout=5, max_retries=0, http_client=http_client
    )


@contextlib.asynccontextmanager
async def follow(server: Any, **options: Any) -> AsyncGenerator[AsyncInboxStream]:
    async with client_of(server) as client, client.notifications.stream(**options) as frames:
        yield frames


async def take(stream: AsyncInboxStream, number: int) -> list[int]:
    return [(await anext(stream)).seq for _ in range(number)]


async def test_frames_can_be_read_as_objects_and_as_dicts(owner: AsyncClient, external: External) -> None:
    agent = await external("codex-1")
    chat = await owner.chats.ensure_direct("codex-1")
    async with agent.notifications.stream(since_seq=0) as frames:
        sent = await owner.messages.send(chat.id, "hello")
        frame = await anext(frames)
    assert (frame.seq, frame["seq"], frame.type) == (1, 1, "notify")
    assert frame.metadata["chat_id"] == frame["metadata"].chat_id == chat.id
    assert frame.metadata == {
        "event_type": "chat.message",
        "notification_type": "chat",
        "chat_id": chat.id,
        "message_id": sent.id,
        "message_seq": 1,
        "sender_name": "owner",
        "unread_count": 1,
    }
    assert frame.metadata.get("summary") is None
    assert "hello" not in json.dumps(frame.to_dict())


async def test_nothing_is_sent_before_the_first_frame_is_asked_for(inbox: Callable[..., Any]) -> None:
    server = inbox(lambda peer: peer.send(notify(1)))
    async with client_of(server) as client:
        stream = client.notifications.stream()
        assert server.served == 0
        assert await take(stream, 1) == [1]
        await stream.close()
    assert server.headers[0]["Authorization"] == f"Bearer {TOKEN}"


async def test_resuming_after_a_number(inbox: Callable[..., Any]) -> None:
    def serve(peer: Any) -> None:
        since = peer.resumed()
        peer.send(notify(since + 1), notify(since + 2))
        peer.wait()

    async with follow(inbox(serve), since_seq=41) as frames:
        assert frames.last_seq == 41
        assert await take(frames, 2) == [42, 43]
        assert frames.last_seq == 43


async def test_the_seed_loop_ends_with_connection_closed(inbox: Callable[..., Any]) -> None:
    def serve(peer: Any) -> None:
        peer.resumed()
        peer.send(notify(1), {"type": "news"}, notify(2))
        peer.close(1011, "draining failed")

    seen: list[int] = []

    async def loop(client: AsyncClient) -> None:
        last_seq = 0
        async for frame in client.notifications.stream(since_seq=last_seq):
            last_seq = frame["seq"]
            metadata = frame["metadata"]
            assert metadata["chat_id"] == "c-1"
            seen.append(last_seq)

    async with client_of(inbox(serve)) as client:
        with pytest.raises(mycel.ConnectionClosed, match=r"1011.*draining failed") as raised:
            await loop(client)
    assert seen == [1, 2]
    assert isinstance(raised.value, RuntimeError)
    assert isinstance(raised.value, fairlead.StreamInterrupted)


async def test_an_ended_stream_stays_ended(inbox: Callable[..., Any]) -> None:
    async with client_of(inbox(lambda peer: peer.cut())) as client:
        stream = client.notifications.stream()
        with pytest.raises(mycel.ConnectionClosed):
            await anext(stream)
        with pytest.raises(StopAsyncIteration):
            await anext(stream)


async def test_should_stop_ends_it_between_frames(inbox: Callable[..., Any]) -> None:
    asked: list[int] = []

    def should_stop() -> bool:
        asked.append(1)
        return len(asked) > 3

    def serve(peer: Any) -> None:
        peer.send(notify(1))
        peer.wait()

    async with client_of(inbox(serve)) as client:
        stream = client.notifications.stream(timeout=0.01, should_stop=should_stop)
        assert [frame.seq async for frame in stream] == [1]
    assert len(asked) >= 4


async def test_should_stop_ends_the_wait_for_a_reconnection(inbox: Callable[..., Any]) -> None:
    stop: list[bool] = []

    def serve(peer: Any) -> None:
        stop.append(True)
        peer.cut()

    async with client_of(inbox(serve)) as client:
        stream = client.notifications.stream(
            timeout=0.01, should_stop=lambda: bool(stop), reconnect=Reconnect(delay=1000, max_delay=1000)
        )
        assert [frame.seq async for frame in stream] == []


async def test_an_overflow_is_an_error_with_the_frame(inbox: Callable[..., Any]) -> None:
    overflow = {"type": "replay_overflow", "since_seq": 3, "oldest_seq": 10}

    def serve(peer: Any) -> None:
        peer.send(overflow)
        peer.wait()

    async with client_of(inbox(serve)) as client:
        with pytest.raises(mycel.ReplayOverflow, match=r"after 3.*10") as raised:
            await anext(client.notifications.stream(since_seq=3, reconnect=AT_ONCE))
    error = raised.value
    assert (error.frame, error.since_seq, error.oldest_seq) == (overflow, 3, 10)
    assert isinstance(error, RuntimeError)


@pytest.mark.parametrize(
    "frame", ["no json", "[]", "1", '{"type":"notify"}', '{"type":"notify","seq":"x","metadata":{}}']
)
async def test_a_frame_that_is_not_one_is_an_error(inbox: Callable[..., Any], frame: str) -> None:
    async with client_of(inbox(lambda peer: peer.send(frame))) as client:
        with pytest.raises(mycel.InvalidResponse, match="inbox stream"):
            await anext(client.notifications.stream(reconnect=AT_ONCE))


async def test_frames_of_unknown_kinds_are_skipped_and_unknown_keys_kept(inbox: Callable[..., Any]) -> None:
    newer = notify(1) | {"metadata": {"event_type": "chat.wave", "strength": 3}, "colour": "red"}

    def serve(peer: Any) -> None:
        peer.send({"type": "hello"}, {"no": "type"}, newer)
        peer.wait()

    async with follow(inbox(serve)) as frames:
        frame = await anext(frames)
    assert frame == newer
    assert (frame.metadata.event_type, frame.metadata["strength"], frame["colour"]) == ("chat.wave", 3, "red")


@pytest.mark.parametrize("status", [401, 403, 500])
async def test_a_handshake_refused_for_a_bad_token_is_unauthorized(
    inbox: Callable[..., Any], status: int
) -> None:
    server = inbox(lambda peer: peer.wait())
    server.refusals, server.me = [status], 401
    async with client_of(server) as client:
        with pytest.raises(mycel.Unauthorized):
            await anext(client.notifications.stream(reconnect=AT_ONCE))


@pytest.mark.parametrize(("status", "kind"), [(403, "Forbidden"), (500, "ServerError"), (404, "NotFound")])
async def test_a_handshake_refused_for_another_reason_keeps_its_status(
    inbox: Callable[..., Any], status: int, kind: str
) -> None:
    server = inbox(lambda peer: peer.wait())
    server.refusals = [status]
    async with client_of(server) as client:
        with pytest.raises(getattr(mycel, kind)) as raised:
            async with client.notifications.stream():
                pass
    assert raised.value.status == status


async def test_bad_tokens_on_the_emulator(backend: Emulator) -> None:
    async with AsyncClient(base_url=backend.options["base_url"], auth_token="bad", max_retries=0) as client:
        with pytest.raises(mycel.Unauthorized):
            await anext(client.notifications.stream())


async def test_a_server_that_is_not_there_is_an_error_also_with_reconnect(closed_url: str) -> None:
    async with AsyncClient(base_url=closed_url, auth_token=TOKEN) as client:
        with pytest.raises(mycel.ConnectionFailed):
            await anext(client.notifications.stream(reconnect=True))


async def test_redirects_are_not_followed(inbox: Callable[..., Any]) -> None:
    server = inbox(lambda peer: peer.wait())
    server.refusals = [302]
    async with client_of(server) as client:
        with pytest.raises(mycel.UnexpectedStatus):
            await anext(client.notifications.stream())
    assert len(server.headers) == 1


async def test_a_cut_connection_is_made_again_and_resumed(inbox: Callable[..., Any]) -> None:
    resumed: list[int] = []

    def first(peer: Any) -> None:
        peer.send(notify(5), notify(6))
        peer.cut()

    def again(peer: Any) -> None:
        resumed.append(peer.resumed())
        peer.send(notify(7), notify(8))
        peer.cut()

    def last(peer: Any) -> None:
        resumed.append(peer.resumed())
        peer.send(notify(9))
        peer.wait()

    async with follow(inbox(first, again, last), reconnect=AT_ONCE) as frames:
        assert await take(frames, 5) == [5, 6, 7, 8, 9]
    assert resumed == [6, 8]


async def test_a_frame_that_comes_twice_is_delivered_once(inbox: Callable[..., Any]) -> None:
    def serve(peer: Any) -> None:
        peer.send(notify(1), notify(1), notify(2), notify(1), notify(2), notify(3))
        peer.wait()

    async with follow(inbox(serve)) as frames:
        assert await take(frames, 3) == [1, 2, 3]


async def test_frames_that_were_left_out_are_asked_for(inbox: Callable[..., Any]) -> None:
    """Something happened before the server read the resume message, so it went live at once."""

    def live_at_once(peer: Any) -> None:
        peer.send(notify(4), notify(5))
        peer.wait()

    def replay(peer: Any) -> None:
        assert peer.resumed() == 1
        peer.send(*[notify(seq) for seq in (2, 3, 4, 5, 6)])
        peer.wait()

    async with follow(inbox(live_at_once, replay), since_seq=1, reconnect=AT_ONCE) as frames:
        assert await take(frames, 5) == [2, 3, 4, 5, 6]


async def test_numbers_that_do_not_exist_are_not_waited_for(inbox: Callable[..., Any]) -> None:
    def serve(peer: Any) -> None:
        peer.resumed()
        peer.send(notify(4), notify(5))
        peer.wait()

    async with follow(inbox(serve), since_seq=1, reconnect=AT_ONCE) as frames:
        assert await take(frames, 2) == [4, 5]


async def test_without_reconnect_gaps_are_the_callers(inbox: Callable[..., Any]) -> None:
    def serve(peer: Any) -> None:
        peer.send(notify(2), notify(9))
        peer.wait()

    async with follow(inbox(serve), since_seq=1) as frames:
        assert await take(frames, 2) == [2, 9]


async def test_what_happened_while_nobody_was_connected_is_delivered(inbox: Callable[..., Any]) -> None:
    def first(peer: Any) -> None:
        peer.send(notify(1))
        peer.cut()

    def again(peer: Any) -> None:
        assert peer.resumed() == 1
        assert server.drains == 1
        peer.send(notify(2), notify(3))
        peer.wait()

    server = inbox(first, again)
    server.inboxes = [[{"event_type": "chat.message", "seq": seq} for seq in (2, 3)]]
    async with follow(server, reconnect=AT_ONCE) as frames:
        assert server.drains == 0
        assert await take(frames, 3) == [1, 2, 3]


async def test_a_connection_that_broke_before_the_first_frame(inbox: Callable[..., Any]) -> None:
    def again(peer: Any) -> None:
        assert peer.resumed() == 6
        peer.send(notify(7))
        peer.wait()

    server = inbox(lambda peer: peer.cut(), again)
    server.inboxes = [[{"event_type": "chat.message", "seq": 7}]]
    async with follow(server, reconnect=AT_ONCE) as frames:
        assert await take(frames, 1) == [7]


async def test_a_restarted_server_is_recognized_by_what_it_drains(inbox: Callable[..., Any]) -> None:
    def before(peer: Any) -> None:
        peer.send(notify(100))
        peer.cut()

    def after(peer: Any) -> None:
        assert peer.resumed() == 0
        peer.send(notify(1, era="b"), notify(2, era="b"))
        peer.wait()

    server = inbox(before, after)
    server.inboxes = [[{"event_type": "chat.message", "seq": seq} for seq in (1, 2)]]
    async with follow(server, reconnect=AT_ONCE) as frames:
        assert await take(frames, 3) == [100, 1, 2]


async def test_a_restarted_server_that_counts_anew(inbox: Callable[..., Any]) -> None:
    def before(peer: Any) -> None:
        peer.send(notify(100))
        peer.cut()

    def after(peer: Any) -> None:
        peer.resumed()
        peer.send(notify(3, era="b"))
        peer.wait()

    def replay(peer: Any) -> None:
        assert peer.resumed() == 0
        peer.send(*[notify(seq, era="b") for seq in (1, 2, 3, 4)])
        peer.wait()

    async with follow(inbox(before, after, replay), reconnect=AT_ONCE) as frames:
        assert await take(frames, 5) == [100, 1, 2, 3, 4]


async def test_reconnecting_gives_up(inbox: Callable[..., Any]) -> None:
    def serve(peer: Any) -> None:
        peer.cut()

    server = inbox(serve)
    async with client_of(server) as client:
        with pytest.raises(mycel.ConnectionClosed):
            await anext(client.notifications.stream(reconnect=Reconnect(delay=0, max_attempts=3)))
    assert server.served == 4


async def test_a_server_that_comes_back_is_waited_for(inbox: Callable[..., Any]) -> None:
    def serve(peer: Any) -> None:
        peer.send(notify(1))
        server.refusals += [503, 403, 502]
        peer.cut()

    def again(peer: Any) -> None:
        assert peer.resumed() == 1
        peer.send(notify(2))
        peer.wait()

    server = inbox(serve, again)
    async with follow(server, reconnect=AT_ONCE) as frames:
        assert await take(frames, 2) == [1, 2]
    assert len(server.headers) == 5


async def test_a_token_that_expires_ends_it(inbox: Callable[..., Any]) -> None:
    def serve(peer: Any) -> None:
        peer.send(notify(1))
        server.refusals, server.me = [500], 401
        peer.cut()

    server = inbox(serve)
    async with client_of(server) as client:
        stream = client.notifications.stream(reconnect=AT_ONCE)
        assert await take(stream, 1) == [1]
        with pytest.raises(mycel.Unauthorized):
            await anext(stream)


@pytest.mark.parametrize("cut", ["abort", "end"])
async def test_nothing_is_lost_or_doubled_on_the_emulator(
    backend: Emulator, owner: AsyncClient, external: External, cut: Any
) -> None:
    agent = await external("codex-1")
    chat = await owner.chats.ensure_direct("codex-1")
    for after in (1, 2, 1, 3):
        backend.faults.add(Fault(path=PATH, cut_after_events=after, cut=cut, times=1))
    seen: list[int] = []
    newest = 0
    async with agent.notifications.stream(since_seq=0, reconnect=AT_ONCE) as frames:
        for number in range(1, 13):
            await owner.messages.send(chat.id, str(number))
            while newest < number:  # what was drained after a cut tells of the chat again
                frame = await anext(frames)
                seen.append(frame.seq)
                newest = frame.metadata.message_seq or 0
    assert seen == list(range(1, len(seen) + 1))


async def test_numbers_that_a_drain_took_are_delivered_too(owner: AsyncClient, external: External) -> None:
    agent = await external("codex-1")
    chat = await owner.chats.ensure_direct("codex-1")
    async with agent.notifications.stream(since_seq=0, reconnect=AT_ONCE) as frames:
        await owner.messages.send(chat.id, "one")
        assert await take(frames, 1) == [1]
        drained = await agent.notifications.drain()
        assert [item.seq for item in drained.notifications] == [2]
        await owner.messages.send(chat.id, "two")
        assert await take(frames, 2) == [2, 3]


async def test_an_overflow_on_the_emulator(fairlead_emulator: Any) -> None:
    backend = fairlead_emulator("mycel", replay_buffer=2)
    async with AsyncClient(**backend.options) as owner:
        created = await owner.users.create_external("codex-1", "Codex")
        chat = await owner.chats.ensure_direct("codex-1")
        await owner.messages.send(chat.id, "hello")
        async with AsyncClient(base_url=owner.base_url, auth_token=created.token) as agent:
            for _ in range(5):
                await agent.notifications.drain()
            with pytest.raises(mycel.ReplayOverflow) as raised:
                await anext(agent.notifications.stream(since_seq=1))
            assert (raised.value.since_seq, raised.value.oldest_seq) == (1, 4)
            rest = agent.notifications.stream(since_seq=raised.value.oldest_seq - 1)
            assert await take(rest, 2) == [4, 5]
            await rest.close()


async def test_connect_timeout(owner: AsyncClient, backend: Emulator) -> None:
    backend.faults.add(Fault(path=PATH, stall=True, times=1))
    with pytest.raises(mycel.TimedOut):
        await anext(owner.notifications.stream(connect_timeout=0.1))
    with pytest.raises(mycel.ConfigurationError, match="timeout"):
        owner.notifications.stream(connect_timeout=-1)


async def test_wait_answers_at_once_if_there_is_something(owner: AsyncClient, external: External) -> None:
    agent = await external("codex-1")
    assert await agent.notifications.wait(0) == {"count": 0, "notifications": []}
    chat = await owner.chats.ensure_direct("codex-1")
    await owner.messages.send(chat.id, "hello")
    found = await agent.notifications.wait()
    assert (found.count, found["notifications"][0]["chat_id"]) == (1, chat.id)


@pytest.mark.parametrize("seconds", [-1, 30.1, float("nan")])
async def test_wait_has_bounds(owner: AsyncClient, seconds: float) -> None:
    with pytest.raises(mycel.InvalidArgument, match="timeout_seconds"):
        await owner.notifications.wait(seconds)


async def test_wait_may_take_longer_than_other_calls(owner: AsyncClient) -> None:
    impatient = owner.with_options(timeout=0.3)
    assert (await impatient.notifications.wait(0.5)).count == 0
