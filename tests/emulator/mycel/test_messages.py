from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairlead.emulator import Fault
from fairlead.emulator.mycel.delivery import Listener, wakes


@pytest.fixture
def codex(owner: Any, external: Any) -> Any:
    return external(owner, "codex")


@pytest.fixture
def chat_id(owner: Any, codex: Any) -> str:
    return owner.group("codex")


def guarded(wire: Any, chat_id: str, content: str = "hello") -> Any:
    body = {"content": content, "enforce_caught_up": True}
    return wire.call("POST", f"/chats/{chat_id}/messages", body)


def test_a_message(owner: Any, chat_id: str) -> None:
    owner.emulator.clock.freeze()
    sent = owner.send(chat_id, "hi", mentioned_ids=["nobody"], reply_to="x")
    assert sent == {
        "id": sent["id"],
        "chat_id": chat_id,
        "sender_id": owner.id,
        "sender_name": "owner",
        "content": "hi",
        "message_type": "human",
        "mentioned_ids": ["nobody"],
        "delivery_scope": "broadcast",
        "addressed_to_user_ids": [],
        "seq": 1,
        "signal": None,
        "retracted_at": None,
        "created_at": owner.emulator.clock.now().timestamp(),
    }
    assert owner.get(f"/chats/{chat_id}/messages") == [sent]


def test_pages_of_history(owner: Any, chat_id: str) -> None:
    for number in range(5):
        owner.send(chat_id, str(number))

    def page(**parameters: Any) -> list[int]:
        return [message["seq"] for message in owner.get(f"/chats/{chat_id}/messages", **parameters)]

    assert page() == [1, 2, 3, 4, 5]
    assert page(limit=2) == [4, 5]
    assert page(limit=2, before="4") == [2, 3]
    assert page(before="1") == []
    assert page(before="9" * 30) == [1, 2, 3, 4, 5]
    for parameters in ({"limit": 0}, {"limit": 201}, {"before": "x"}, {"before": "٣"}):
        status, (issue,) = owner.refused("GET", f"/chats/{chat_id}/messages", **parameters)
        assert (status, issue["loc"]) == (422, ["query", next(iter(parameters))])


def test_a_page_before_no_number_fails_as_in_the_real_server(wire_of: Any) -> None:
    wire = wire_of(strict_compat=True)
    answer = wire.call("GET", f"/chats/{wire.group()}/messages", before="x")
    assert (answer.status_code, answer.text) == (500, "Internal Server Error")
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("path", ["messages", "messages/unread"])
def test_strangers_read_nothing(owner: Any, stranger: Any, chat_id: str, path: str) -> None:
    assert stranger.refused("GET", f"/chats/{chat_id}/{path}")[0] == 403
    assert owner.refused("GET", f"/chats/unknown/{path}")[0] == 403


def test_strangers_write_nothing(stranger: Any, chat_id: str) -> None:
    for path, body in [("messages", {"content": "x"}), ("messages/read", None), ("read", {"up_to_seq": 1})]:
        assert stranger.refused("POST", f"/chats/{chat_id}/{path}", body)[0] == 403


@pytest.mark.parametrize("content", ["", "  \n"])
def test_a_blank_message(owner: Any, chat_id: str, content: str) -> None:
    assert owner.refused("POST", f"/chats/{chat_id}/messages", {"content": content})[0] == 400


def test_a_sender_that_says_who_it_is(owner: Any, chat_id: str) -> None:
    body = {"content": "x", "sender_id": "codex"}
    status, (issue,) = owner.refused("POST", f"/chats/{chat_id}/messages", body)
    assert (status, issue["type"]) == (422, "extra_forbidden")


def test_the_guard_against_unread_messages(owner: Any, codex: Any, chat_id: str) -> None:
    assert guarded(owner, chat_id).status_code == 200
    refused = guarded(codex, chat_id)
    assert (refused.status_code, type(refused.json()["detail"])) == (409, str)
    assert codex.read(chat_id) == ["hello"]
    assert guarded(codex, chat_id).status_code == 200
    assert guarded(codex, chat_id).status_code == 200  # one's own messages are never unread
    codex.send(chat_id, "in spite of")
    assert guarded(owner, chat_id).status_code == 409
    owner.send(chat_id, "unguarded")
    assert len(owner.unread(chat_id)) == 3  # an unguarded message moves no mark


def test_marks_move_forward_only(owner: Any, codex: Any, chat_id: str) -> None:
    for number in range(4):
        owner.send(chat_id, str(number))

    def mark(up_to_seq: int) -> list[str]:
        assert codex.post(f"/chats/{chat_id}/read", {"up_to_seq": up_to_seq}) == {"status": "ok"}
        return codex.unread(chat_id)

    assert mark(2) == ["2", "3"]
    assert mark(1) == ["2", "3"]
    assert mark(0) == ["2", "3"]
    assert codex.read(chat_id) == ["2", "3"]
    assert codex.read(chat_id) == []
    assert mark(10**30) == []  # beyond the newest is taken as it is
    owner.send(chat_id, "later")
    assert codex.unread(chat_id) == []


def test_marking_without_a_body_as_older_clients_do(owner: Any, codex: Any, chat_id: str) -> None:
    owner.send(chat_id, "one")
    assert codex.post(f"/chats/{chat_id}/read") == {"status": "ok"}
    assert codex.unread(chat_id) == []
    owner.send(chat_id, "two")
    assert codex.unread(chat_id) == ["two"]


@pytest.mark.parametrize("body", [{}, {"up_to_seq": -1}, {"up_to_seq": "1"}, {"up_to_seq": 1, "x": 2}, []])
def test_marking_with_a_wrong_body(owner: Any, chat_id: str, body: Any) -> None:
    assert owner.refused("POST", f"/chats/{chat_id}/read", body)[0] == 422


def test_marking_with_null(owner: Any, chat_id: str) -> None:
    headers = {"Content-Type": "application/json"}
    answer = owner.http.post(f"/api/chats/{chat_id}/read", content=b"null", headers=headers)
    assert answer.status_code == 422


def test_addressing(owner: Any, codex: Any, external: Any) -> None:
    third = external(owner, "third")
    chat_id = owner.group("codex", "third")
    for fields in (
        {"addressed_to_user_ids": ["codex"]},
        {"delivery_scope": "addressed"},
        {"delivery_scope": "addressed", "addressed_to_user_ids": []},
        {"delivery_scope": "addressed", "addressed_to_user_ids": [owner.id]},
        {"delivery_scope": "addressed", "addressed_to_user_ids": ["codex", "nobody"]},
    ):
        assert owner.refused("POST", f"/chats/{chat_id}/messages", {"content": "x", **fields})[0] == 400
    wanted = ["codex", owner.id, "codex"]
    sent = owner.send(chat_id, "psst", delivery_scope="addressed", addressed_to_user_ids=wanted)
    assert (sent["delivery_scope"], sent["addressed_to_user_ids"]) == ("addressed", ["codex"])
    assert codex.unread(chat_id) == ["psst"]
    assert third.unread(chat_id) == []
    assert len(third.get(f"/chats/{chat_id}/messages")) == 1
    assert guarded(third, chat_id).status_code == 200


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    moves=st.lists(
        st.tuples(st.sampled_from(["owner", "codex"]), st.sampled_from(["send", "guarded", "read", "mark"])),
        max_size=12,
    )
)
def test_unread_counts_follow_the_rules(owner: Any, codex: Any, moves: list[tuple[str, str]]) -> None:
    """Any run of moves leaves the marks where a simple model has them, and numbers without gaps."""
    chat_id = owner.group("codex")
    senders: list[str] = []
    mark = {"owner": 0, "codex": 0}
    wires = {"owner": owner, "codex": codex}

    def unread(name: str) -> int:
        return sum(sender != name for sender in senders[mark[name] :])

    for name, move in moves:
        wire = wires[name]
        if move == "guarded":
            answer = guarded(wire, chat_id)
            assert answer.status_code == (409 if unread(name) else 200)
            if answer.status_code == 200:
                senders.append(name)
                mark[name] = len(senders)
        elif move == "send":
            wire.send(chat_id)
            senders.append(name)
        elif move == "read":
            assert len(wire.read(chat_id)) == unread(name)
            others = [seq for seq, sender in enumerate(senders, 1) if sender != name and seq > mark[name]]
            mark[name] = max([mark[name], *others])
        else:
            wire.post(f"/chats/{chat_id}/read", {"up_to_seq": len(senders) // 2})
            mark[name] = max(mark[name], len(senders) // 2)
    for name, wire in wires.items():
        assert len(wire.unread(chat_id)) == unread(name)
    history = owner.get(f"/chats/{chat_id}/messages", limit=200)
    assert [message["seq"] for message in history] == list(range(1, len(senders) + 1))


ME = {"id": "me", "type": "external"}


@pytest.mark.parametrize(
    ("listener", "message_type", "addressed", "mentioned", "expected"),
    [
        (ME, "human", (), (), True),
        ({**ME, "type": "agent"}, "human", (), (), True),
        ({**ME, "type": "human"}, "human", ("me",), ("me",), False),
        (ME, "human", ("other",), ("me",), False),
        (ME, "human", ("me",), (), True),
        (ME, "human", ("me", "other"), ("other",), True),
        (ME, "human", (), ("me",), True),
        (ME, "human", (), ("other",), False),
        ({**ME, "muted": True}, "human", (), ("me",), False),
        ({**ME, "muted": True, "related": True}, "human", ("me",), (), False),
        ({**ME, "blocks": True}, "human", (), ("me",), False),
        ({**ME, "mutes": True}, "human", (), (), False),
        ({**ME, "blocks": True, "related": True}, "human", (), (), True),
        (ME, "notification", (), (), False),
        (ME, "notification", (), ("me",), True),
        (ME, "notification", (), ("other",), False),
    ],
)
def test_whom_a_message_wakes(
    listener: Any, message_type: str, addressed: Any, mentioned: Any, expected: bool
) -> None:
    found = wakes(Listener(**listener), message_type=message_type, addressed=addressed, mentioned=mentioned)
    assert found is expected


@pytest.mark.parametrize(("point", "kind"), [("events", "event"), ("delivery", "delivery")])
def test_stored_but_not_delivered(owner: Any, codex: Any, chat_id: str, point: str, kind: str) -> None:
    with owner.emulator.faults.add(Fault(point=point, path=chat_id, drop="after")):
        status, detail = owner.refused("POST", f"/chats/{chat_id}/messages", {"content": "x"})
    assert (status, detail["error"]) == (500, f"chat_message_{kind}_action_failed")
    assert isinstance(detail["cause"], str)
    assert owner.get(f"/chats/{chat_id}/messages") == [detail["message"]]
    assert codex.unread(chat_id) == ["x"]
