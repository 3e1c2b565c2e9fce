"""The runtime inbox: drain, wait, and the stream over a real WebSocket on loopback."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, ConnectionClosedError, InvalidStatus

from fairlead.emulator import Fault

SECONDS = 10.0


@pytest.fixture
def codex(owner: Any, external: Any) -> Any:
    return external(owner, "codex")


@pytest.fixture
def chat_id(owner: Any, codex: Any) -> str:
    return owner.direct("codex")


def receive(socket: Any) -> Any:
    return json.loads(socket.recv(timeout=SECONDS))


def eventually(wire: Any, condition: Callable[[], bool]) -> None:
    """Look, on the server's loop, until it has come so far."""
    until = time.monotonic() + SECONDS
    while not wire.emulator.run(condition):
        assert time.monotonic() < until, "it never came so far"


def listens(wire: Any) -> None:
    """Wait until somebody listens to the inbox of `codex`."""
    eventually(wire, lambda: handler_of(wire) is not None)


def handler_of(wire: Any) -> Any:
    return wire.emulator.backend._world.inboxes.of("codex")._handler


def test_an_unread_chat_comes_back_until_it_is_read(owner: Any, codex: Any, chat_id: str) -> None:
    assert codex.drain() == []
    owner.send(chat_id, "one")
    newest = owner.send(chat_id, "two")
    expected = {
        "event_type": "chat.message",
        "notification_type": "chat",
        "chat_id": chat_id,
        "message_id": newest["id"],
        "message_seq": 2,
        "sender_name": "owner",
        "unread_count": 2,
    }
    assert codex.drain() == [{"seq": 1, **expected}]
    assert codex.drain() == [{"seq": 2, **expected}]
    codex.read(chat_id)
    assert codex.drain() == []


def test_what_is_queued_comes_once_and_first(owner: Any, stranger: Any, codex: Any, chat_id: str) -> None:
    owner.send(chat_id)
    stranger.post("/relationships/request", {"target_user_id": "codex"})
    assert [item["notification_type"] for item in codex.drain()] == ["relationship", "chat"]
    assert [(item["seq"], item["notification_type"]) for item in codex.drain()] == [(3, "chat")]


def test_a_muted_chat_is_in_the_inbox_all_the_same(owner: Any, codex: Any, chat_id: str) -> None:
    owner.post(f"/chats/{chat_id}/mute", {"user_id": "codex", "muted": True})
    owner.send(chat_id)
    assert [item["chat_id"] for item in codex.drain()] == [chat_id]


def test_humans_drain_but_are_never_woken(owner: Any, codex: Any, chat_id: str) -> None:
    codex.send(chat_id, "hi")
    assert [item["sender_name"] for item in owner.drain()] == ["Codex"]


def test_waiting_for_what_is_there(owner: Any, codex: Any, chat_id: str) -> None:
    owner.send(chat_id)
    answer = codex.call("POST", "/runtime/inbox/wait", timeout_seconds=30).json()
    assert (answer["count"], answer["notifications"][0]["seq"]) == (1, 1)


def test_waiting_until_something_comes(owner: Any, codex: Any, chat_id: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(codex.call, "POST", "/runtime/inbox/wait")
        listens(owner)
        owner.send(chat_id)
        assert waiting.result(SECONDS).json()["count"] == 1


def test_waiting_in_vain(owner: Any, codex: Any) -> None:
    owner.emulator.clock.freeze()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(codex.call, "POST", "/runtime/inbox/wait", timeout_seconds=2.5)
        listens(owner)
        owner.emulator.clock.advance(2.4)
        assert not waiting.done()
        owner.emulator.clock.advance(0.1)
        assert waiting.result(SECONDS).json() == {"count": 0, "notifications": []}


@pytest.mark.parametrize(("seconds", "kind"), [(-1, "greater_than_equal"), (30.5, "less_than_equal")])
def test_waiting_too_long(codex: Any, seconds: float, kind: str) -> None:
    status, (issue,) = codex.refused("POST", "/runtime/inbox/wait", timeout_seconds=seconds)
    assert (status, issue["type"], issue["loc"]) == (422, kind, ["query", "timeout_seconds"])


def test_a_frame(owner: Any, codex: Any, chat_id: str) -> None:
    owner.emulator.clock.freeze()
    owner.post(f"/chats/{chat_id}/tasks", {"subject": "no wake", "description": ""})
    with codex.stream() as socket:
        listens(owner)
        sent = owner.send(chat_id, "héllo")
        frame = receive(socket)
    metadata = {
        "event_type": "chat.message",
        "notification_type": "chat",
        "chat_id": chat_id,
        "message_id": sent["id"],
        "message_seq": 1,
        "sender_name": "owner",
        "unread_count": 1,
    }
    text = json.dumps(metadata, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert frame == {
        "type": "notify",
        "seq": 1,
        "fingerprint": hashlib.sha256(text.encode()).hexdigest(),
        "ts": owner.emulator.clock.now().timestamp(),
        "metadata": metadata,
    }


def test_what_was_there_before_comes_with_the_next_wake(owner: Any, codex: Any, chat_id: str) -> None:
    owner.send(chat_id, "before")
    with codex.stream() as socket:
        listens(owner)
        with pytest.raises(TimeoutError):
            socket.recv(timeout=0.05)
        owner.send(chat_id, "after")
        assert receive(socket)["metadata"]["unread_count"] == 2


def test_resuming(owner: Any, codex: Any, chat_id: str) -> None:
    owner.send(chat_id)
    for _ in range(4):
        codex.drain()
    with codex.stream() as socket:
        socket.send(json.dumps({"type": "resume", "since_seq": 2}))
        assert [receive(socket)["seq"] for _ in range(2)] == [3, 4]
        owner.send(chat_id)
        assert receive(socket)["seq"] == 5
    with codex.stream() as socket:
        socket.send(json.dumps({"type": "resume"}))
        assert [receive(socket)["seq"] for _ in range(5)] == [1, 2, 3, 4, 5]


def test_resuming_too_late(wire_of: Any, external: Any) -> None:
    owner = wire_of(replay_buffer=3)
    codex = external(owner, "codex")
    chat_id = owner.direct("codex")
    owner.send(chat_id)
    for _ in range(5):
        codex.drain()
    with codex.stream() as socket:
        socket.send(json.dumps({"type": "resume", "since_seq": 1}))
        assert receive(socket) == {"type": "replay_overflow", "since_seq": 1, "oldest_seq": 3}
        owner.send(chat_id)
        assert receive(socket)["seq"] == 6
    with codex.stream() as socket:
        socket.send(json.dumps({"type": "resume", "since_seq": 3}))
        assert [receive(socket)["seq"] for _ in range(3)] == [4, 5, 6]


def test_resuming_with_nothing_to_resume(owner: Any, codex: Any, chat_id: str) -> None:
    with codex.stream() as socket:
        socket.send(json.dumps({"type": "resume", "since_seq": 99}))
        owner.send(chat_id)
        assert receive(socket)["seq"] == 1


def test_only_the_first_message_counts(owner: Any, codex: Any, chat_id: str) -> None:
    owner.send(chat_id)
    codex.drain()
    with codex.stream() as socket:
        socket.send(json.dumps({"type": "hello"}))
        socket.send(json.dumps({"type": "resume", "since_seq": 0}))
        socket.send("not JSON")
        listens(owner)
        owner.send(chat_id)
        assert receive(socket)["seq"] == 2


@pytest.mark.parametrize("message", ["not JSON", '{"type": "resume", "since_seq": "x"}', b"{}"])
def test_a_first_message_that_breaks_the_connection(codex: Any, message: str | bytes) -> None:
    with codex.stream() as socket:
        socket.send(message)
        with pytest.raises(ConnectionClosedError) as closed:
            socket.recv(timeout=SECONDS)
    assert closed.value.rcvd is None


@pytest.mark.parametrize(("token", "status"), [("", 403), (" ", 403), ("nonsense", 500), ("a.b.c", 500)])
def test_a_handshake_that_is_refused(codex: Any, token: str, status: int) -> None:
    with pytest.raises(InvalidStatus) as refused:
        codex.stream(token)
    assert refused.value.response.status_code == status


def test_the_token_of_nobody_is_refused(owner: Any, codex: Any) -> None:
    owner.emulator.reset()
    with pytest.raises(InvalidStatus) as refused:
        codex.stream()
    assert refused.value.response.status_code == 403


def test_a_second_stream_replaces_the_first(owner: Any, codex: Any, chat_id: str) -> None:
    with codex.stream() as first:
        listens(owner)
        with codex.stream() as second:
            # A replay shows that the second one is there.
            codex.drain()
            owner.send(chat_id)
            codex.drain()
            second.send(json.dumps({"type": "resume"}))
            receive(second)
            owner.send(chat_id)
            assert receive(second)["seq"] >= 1
        with pytest.raises(TimeoutError):
            first.recv(timeout=0.05)


@pytest.mark.parametrize("strict_compat", [False, True])
def test_the_end_of_a_replaced_stream(wire_of: Any, external: Any, strict_compat: bool) -> None:
    """In the real server, the end of either stream makes both deaf."""
    owner = wire_of(strict_compat=strict_compat)
    codex = external(owner, "codex")
    chat_id = owner.direct("codex")
    with codex.stream() as first:
        listens(owner)
        handler = handler_of(owner)
        with codex.stream() as second:
            eventually(owner, lambda: handler_of(owner) is not handler)
            first.close()
            eventually(owner, lambda: owner.emulator.requests[-2].duration is not None)
            owner.send(chat_id)
            if strict_compat:
                with pytest.raises(TimeoutError):
                    second.recv(timeout=0.1)
            else:
                assert receive(second)["seq"] == 1


def test_a_stream_that_fails_while_draining(owner: Any, codex: Any, chat_id: str) -> None:
    with codex.stream() as socket, owner.emulator.faults.add(Fault(point="drain", drop="before")):
        listens(owner)
        owner.send(chat_id)
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv(timeout=SECONDS)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1011
    assert closed.value.rcvd.reason


def test_what_was_sent_to_a_dead_connection_can_be_had_again(
    owner: Any, stranger: Any, codex: Any, chat_id: str
) -> None:
    with owner.emulator.faults.add(Fault(method="WEBSOCKET", cut_after_events=0)), codex.stream() as socket:
        stranger.post("/relationships/request", {"target_user_id": "codex"})
        with pytest.raises(ConnectionClosed):
            socket.recv(timeout=SECONDS)
    with codex.stream() as socket:
        socket.send(json.dumps({"type": "resume", "since_seq": 0}))
        listens(owner)
        owner.send(chat_id)
        kinds = [receive(socket)["metadata"]["notification_type"]]
        while kinds[-1] != "chat":
            kinds.append(receive(socket)["metadata"]["notification_type"])
    assert kinds == ["relationship", "chat"]


def test_hundreds_of_wakes_arrive_in_order(owner: Any, codex: Any, chat_id: str) -> None:
    count = 100
    with codex.stream() as socket:
        listens(owner)
        writer = threading.Thread(target=lambda: [owner.send(chat_id, str(n)) for n in range(count)])
        writer.start()
        frames = [receive(socket)]
        while frames[-1]["metadata"]["message_seq"] < count:
            frames.append(receive(socket))
        writer.join()
    assert [frame["seq"] for frame in frames] == list(range(1, len(frames) + 1))
    counts = [frame["metadata"]["unread_count"] for frame in frames]
    assert counts == sorted(counts)


def test_the_end_of_a_client_that_vanished_is_noticed_late(wire_of: Any, external: Any) -> None:
    owner = wire_of(strict_compat=True, late_end_seconds=40)
    codex = external(owner, "codex")
    owner.direct("codex")
    clock = owner.emulator.clock
    with codex.stream() as first:
        listens(owner)
        first.socket.shutdown(2)
    eventually(owner, lambda: len(clock._sleepers) == 1)
    handler = handler_of(owner)
    with codex.stream():
        eventually(owner, lambda: handler_of(owner) is not handler)
        clock.advance(39)
        assert handler_of(owner) is not None
        clock.advance(1)
        assert handler_of(owner) is None, "the second stream is deaf"


def test_the_end_of_a_client_that_says_so_is_noticed_at_once(wire_of: Any, external: Any) -> None:
    owner = wire_of(late_end_seconds=40)
    codex = external(owner, "codex")
    with codex.stream():
        listens(owner)
    eventually(owner, lambda: handler_of(owner) is None)


def test_a_wake_for_a_client_that_vanished_ends_its_stream(wire_of: Any, external: Any) -> None:
    owner = wire_of(late_end_seconds=40)
    codex = external(owner, "codex")
    chat_id = owner.direct("codex")
    with codex.stream() as first:
        listens(owner)
        first.socket.shutdown(2)
    eventually(owner, lambda: len(owner.emulator.clock._sleepers) == 1)
    owner.send(chat_id)
    eventually(owner, lambda: handler_of(owner) is None)
    with codex.stream() as second:
        second.send(json.dumps({"type": "resume", "since_seq": 0}))
        assert receive(second)["seq"] == 1, "what was sent to nobody can be had again"
