# Made from tests/mycel/_async/test_messages.py by `nox -s regenerate`: edit that one.
"""Messages: pages, read marks, addressing, and what a failed send means."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import fairlead
from fairlead import mycel
from fairlead.emulator import Emulator, Fault
from fairlead.mycel import Client

Answering = Callable[..., Client]
External = Callable[..., Client]


def message(seq: int) -> dict[str, Any]:
    return {
        "id": f"m-{seq}",
        "chat_id": "c",
        "sender_id": "u",
        "sender_name": "U",
        "content": f"text {seq}",
        "message_type": "human",
        "mentioned_ids": [],
        "seq": seq,
        "signal": None,
        "retracted_at": None,
        "created_at": 1.5,
    }


@pytest.fixture
def history(answering: Answering, library: Any) -> Callable[..., tuple[Client, list[Any]]]:
    """A client of a chat with so many messages, and the queries that it sends."""

    def make(count: int) -> tuple[Client, list[Any]]:
        queries: list[Any] = []

        def answer(request: Any) -> Any:
            query = dict(request.url.params)
            queries.append(query)
            before = int(query.get("before", count + 1))
            found = [seq for seq in range(1, count + 1) if seq < before][-int(query["limit"]) :]
            return library.Response(200, json=[message(seq) for seq in found])

        return answering(answer), queries

    return make


@pytest.mark.parametrize(
    ("count", "options", "expected", "requests"),
    [
        (0, {}, [], 1),
        (5, {}, [1, 2, 3, 4, 5], 1),
        (5, {"page_size": 2}, [1, 2, 3, 4, 5], 3),
        (4, {"page_size": 2}, [1, 2, 3, 4], 3),
        (5, {"page_size": 2, "max_messages": 3}, [3, 4, 5], 2),
        (5, {"page_size": 2, "max_messages": 2}, [4, 5], 1),
        (5, {"page_size": 2, "max_messages": 99}, [1, 2, 3, 4, 5], 3),
        (5, {"page_size": 2, "before": "4"}, [1, 2, 3], 2),
        (5, {"page_size": 1, "before": 3, "max_messages": 1}, [2], 1),
    ],
)
def test_list_all_collects_backwards(
    history: Callable[..., Any], count: int, options: dict[str, Any], expected: list[int], requests: int
) -> None:
    client, queries = history(count)
    assert [found.seq for found in client.messages.list_all("c", **options)] == expected
    assert len(queries) == requests


@pytest.mark.parametrize(
    "options", [{"page_size": 0}, {"page_size": 201}, {"max_messages": 0}, {"max_messages": -1}]
)
def test_list_all_has_bounds(history: Callable[..., Any], options: dict[str, int]) -> None:
    client, queries = history(3)
    with pytest.raises(ValueError, match=next(iter(options))) as raised:
        client.messages.list_all("c", **options)
    assert isinstance(raised.value, mycel.InvalidArgument)
    assert queries == []


def test_list_all_notices_a_server_that_repeats_itself(answering: Answering, library: Any) -> None:
    client = answering(lambda request: library.Response(200, json=[message(7), message(8)]))
    with pytest.raises(mycel.InvalidResponse, match="before 7"):
        client.messages.list_all("c", page_size=2)


def test_old_servers_leave_out_the_scope(answering: Answering, library: Any) -> None:
    client = answering(lambda request: library.Response(200, json=[message(1)]))
    (found,) = client.messages.unread("c")
    assert (found.delivery_scope, "delivery_scope" in found) == ("broadcast", False)


def test_unread_leaves_the_mark_and_read_moves_it(owner: Client, external: External) -> None:
    agent = external("codex-1")
    chat = owner.chats.direct("codex-1")
    for text in "abc":
        owner.messages.send(chat.id, text)
    assert [found.content for found in agent.messages.unread(chat.id)] == ["a", "b", "c"]
    assert len(agent.messages.read(chat.id)) == 3
    assert agent.messages.read(chat.id) == []


def test_mark_read(owner: Client, external: External) -> None:
    agent = external("codex-1")
    chat = owner.chats.direct("codex-1")
    assert agent.messages.mark_read(chat.id) == {"status": "ok"}
    for text in "abc":
        owner.messages.send(chat.id, text)
    assert (agent.messages.mark_read(chat.id, 1))["status"] == "ok"
    assert [found.seq for found in agent.messages.unread(chat.id)] == [2, 3]
    assert (agent.messages.mark_read(chat.id, up_to_seq=3)).status == "ok"
    agent.messages.mark_read(chat.id, 2)
    assert agent.messages.unread(chat.id) == []
    owner.messages.send(chat.id, "d")
    agent.messages.mark_read(chat.id)
    assert agent.messages.unread(chat.id) == []
    with pytest.raises(mycel.ValidationFailed) as raised:
        agent.messages.mark_read(chat.id, -1)
    assert raised.value.problems[0]["loc"] == ["body", "up_to_seq"]


@pytest.mark.parametrize("point", ["events", "delivery"])
def test_a_stored_message_that_was_not_delivered(
    backend: Emulator, owner: Client, external: External, point: str
) -> None:
    external("codex-1")
    chat = owner.chats.direct("codex-1")
    backend.faults.add(Fault(point=point, path=chat.id, drop="before", times=1))
    with pytest.raises(mycel.DeliveryFailed, match="stored, do not send it again") as raised:
        owner.messages.send(chat.id, "once")
    error = raised.value
    assert owner.messages.list(chat.id) == [error.stored]
    assert (error.stored.content, error.stored["seq"], error.status_code) == ("once", 1, 500)
    assert error.code in {"chat_message_event_action_failed", "chat_message_delivery_action_failed"}
    assert isinstance(error, fairlead.ServerError)
    sends = [seen for seen in backend.requests if seen.method == "POST" and seen.path.endswith("/messages")]
    assert len(sends) == 1


def test_a_join_request_whose_follow_up_failed(backend: Emulator, owner: Client, external: External) -> None:
    visitor = external("visitor-1")
    group = owner.chats.create([], title="G", kind="group")
    backend.faults.add(Fault(point="events", path=group.id, drop="before", times=1))
    with pytest.raises(mycel.JoinFollowUpFailed) as raised:
        visitor.chats.request_join(group.id)
    assert (raised.value.action, raised.value.row.state) == ("request_notification", "pending")
    assert owner.chats.list_join_requests(group.id) == [raised.value.row]


def test_addressed_messages(owner: Client, external: External) -> None:
    one, other = external("one"), external("other")
    group = owner.chats.create(["one", "other"], title="G")
    sent = owner.messages.send(group.id, "for one", delivery_scope="addressed", addressed_to_user_ids=["one"])
    assert (sent.delivery_scope, sent["addressed_to_user_ids"]) == ("addressed", ["one"])
    assert one.messages.unread(group.id) == [sent]
    assert other.messages.unread(group.id) == []
    assert other.messages.list(group.id) == [sent]
    with pytest.raises(mycel.BadRequest):
        owner.messages.send(group.id, "x", addressed_to_user_ids=["one"])


def test_unknown_words_are_refused_before_anything_is_sent(answering: Answering) -> None:
    def answer(request: Any) -> Any:
        raise AssertionError(f"sent {request.url}")

    client = answering(answer)
    with pytest.raises(ValueError, match="'shout' is not a DeliveryScope; use one of broadcast, addressed"):
        client.messages.send("c", "hi", delivery_scope="shout")
    with pytest.raises(mycel.InvalidArgument, match="ChatKind"):
        client.chats.create(["a"], kind="secret")
    with pytest.raises(mycel.InvalidArgument, match="MountMode"):
        client.threads.create("m", bind_mounts=[{"source": "a", "target": "b", "mode": "link"}])
    with pytest.raises(mycel.InvalidArgument, match="target"):
        client.threads.create("m", bind_mounts=[{"source": "a"}])


def test_a_lost_answer_is_not_sent_again(owner: Client, backend: Emulator) -> None:
    chat = owner.chats.create([], title="G", kind="group")
    backend.faults.add(Fault(method="POST", path=f"/api/chats/{chat.id}/messages", drop="after", times=1))
    with pytest.raises(mycel.ConnectionFailed) as raised:
        owner.messages.send(chat.id, "once")
    assert raised.value.is_transport_error
    assert [found.content for found in owner.messages.list(chat.id)] == ["once"]


def test_blank_text_and_foreign_chats(owner: Client) -> None:
    chat = owner.chats.create([], title="G", kind="group")
    with pytest.raises(mycel.BadRequest):
        owner.messages.send(chat.id, "   ")
    with pytest.raises(mycel.Forbidden):
        owner.messages.list("unknown")
    with pytest.raises(mycel.ValidationFailed, match="limit"):
        owner.messages.list(chat.id, limit=201)
