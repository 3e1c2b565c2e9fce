from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from fairlead.emulator import Fault


@pytest.fixture
def visitor(stranger: Any, external: Any) -> Any:
    return external(stranger, "visitor")


def ask(wire: Any, chat_id: str, message: str | None = None) -> Any:
    return wire.call("POST", f"/chats/{chat_id}/join-requests", {"message": message})


def decide(wire: Any, chat_id: str, request_id: str, action: str) -> Any:
    return wire.call("POST", f"/chats/{chat_id}/join-requests/{quote(request_id, safe='')}/{action}", {})


def test_looking_at_a_group_from_outside(owner: Any, visitor: Any) -> None:
    chat_id = owner.group()
    assert visitor.get(f"/chats/{chat_id}/join-target") == {
        "id": chat_id,
        "type": "group",
        "title": "Group",
        "status": "active",
        "created_by_user_id": owner.id,
        "is_member": False,
        "current_request": None,
    }
    request = ask(visitor, chat_id).json()
    assert visitor.get(f"/chats/{chat_id}/join-target")["current_request"] == request
    assert owner.get(f"/chats/{chat_id}/join-target")["is_member"] is True


def test_asking(owner: Any, visitor: Any) -> None:
    owner.emulator.clock.freeze()
    chat_id = owner.group()
    now = owner.emulator.clock.now().timestamp()
    request = ask(visitor, chat_id, "please").json()
    assert request == {
        "id": f"chat_join:{chat_id}:visitor",
        "chat_id": chat_id,
        "requester_user_id": "visitor",
        "state": "pending",
        "message": "please",
        "decided_by_user_id": None,
        "decided_at": None,
        "created_at": now,
        "updated_at": now,
        "requester_name": "Visitor",
        "requester_type": "external",
    }
    assert owner.get(f"/chats/{chat_id}/join-requests") == [request]
    (said,) = owner.get(f"/chats/{chat_id}/messages")
    assert (said["message_type"], said["sender_id"], said["mentioned_ids"]) == (
        "notification",
        "visitor",
        [owner.id],
    )
    assert "visitor" in said["content"]
    assert "please" in said["content"]


def test_approving(owner: Any, visitor: Any) -> None:
    chat_id = owner.group()
    request = ask(visitor, chat_id).json()
    guarded = {"content": "hasty", "enforce_caught_up": True}
    assert owner.refused("POST", f"/chats/{chat_id}/messages", guarded)[0] == 409
    owner.emulator.clock.freeze()
    approved = decide(owner, chat_id, request["id"], "approve").json()
    now = owner.emulator.clock.now().timestamp()
    changes = {"state": "approved", "decided_by_user_id": owner.id, "decided_at": now, "updated_at": now}
    assert approved == {**request, **changes}
    assert [member["id"] for member in owner.get(f"/chats/{chat_id}")["members"]] == [owner.id, "visitor"]
    (item,) = visitor.drain()
    assert (item["event_type"], item["chat_id"], item["unread_count"]) == ("chat.message", chat_id, 1)
    assert visitor.unread(chat_id) == ["visitor has joined"]
    assert ask(visitor, chat_id).status_code == 409


def test_rejecting_and_asking_again(owner: Any, visitor: Any) -> None:
    chat_id = owner.group()
    request = ask(visitor, chat_id, "please").json()
    rejected = decide(owner, chat_id, request["id"], "reject").json()
    assert rejected["state"] == "rejected"
    (item,) = visitor.drain()
    assert item == {
        "seq": 1,
        "event_type": "chat.join.rejected",
        "notification_type": "chat_join",
        "source": "external",
        "sender_id": owner.id,
        "sender_name": "owner",
        "summary": item["summary"],
        "chat_join_request_id": request["id"],
        "chat_id": chat_id,
        "state": "rejected",
    }
    assert visitor.get(f"/chats/{chat_id}/join-target")["current_request"] == rejected
    owner.emulator.clock.advance(1)
    again = ask(visitor, chat_id).json()
    assert (again["id"], again["state"], again["message"]) == (request["id"], "pending", None)
    assert (again["decided_by_user_id"], again["decided_at"]) == (None, None)
    assert again["created_at"] == again["updated_at"] > request["created_at"]


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_what_cannot_be_decided(owner: Any, stranger: Any, visitor: Any, action: str) -> None:
    chat_id, other = owner.group(), owner.group()
    request_id = ask(visitor, chat_id).json()["id"]
    assert decide(stranger, chat_id, request_id, action).status_code == 403
    assert decide(visitor, chat_id, request_id, action).status_code == 403
    assert decide(owner, other, request_id, action).status_code == 404
    assert decide(owner, chat_id, "unknown", action).status_code == 404
    assert decide(owner, "unknown", request_id, action).status_code == 404
    assert decide(owner, chat_id, request_id, "approve").status_code == 200
    assert decide(owner, chat_id, request_id, action).status_code == 409
    assert stranger.refused("GET", f"/chats/{chat_id}/join-requests")[0] == 403


def test_chats_that_cannot_be_joined(owner: Any, stranger: Any, visitor: Any) -> None:
    closed, direct = owner.group(), owner.direct(stranger.id)
    owner.emulator.run(owner.emulator.backend.close_chat, closed)
    for chat_id, status in [(closed, 409), (direct, 409), ("unknown", 404)]:
        assert visitor.refused("GET", f"/chats/{chat_id}/join-target")[0] == status
        assert ask(visitor, chat_id).status_code == status
        assert owner.refused("GET", f"/chats/{chat_id}/join-requests")[0] == status


@pytest.mark.parametrize(
    ("action", "point", "reported"),
    [
        ("request", "delivery", "request_notification"),
        ("approve", "events", "approve_notification"),
        ("reject", "delivery", "reject_notification"),
        ("reject", "queue", "reject"),
    ],
)
def test_a_step_that_is_stored_and_not_told(
    owner: Any, visitor: Any, action: str, point: str, reported: str
) -> None:
    chat_id = owner.group()
    request_id = f"chat_join:{chat_id}:visitor"
    if action != "request":
        ask(visitor, chat_id)
    with owner.emulator.faults.add(Fault(point=point, drop="after")):
        asked = action == "request"
        answer = ask(visitor, chat_id) if asked else decide(owner, chat_id, request_id, action)
    detail = answer.json()["detail"]
    assert (answer.status_code, detail["error"], detail["action"]) == (
        500,
        "chat_join_action_failed",
        reported,
    )
    assert [detail["row"]] == owner.get(f"/chats/{chat_id}/join-requests")
