"""What waits for somebody's decision, and a person decides."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from fairlead.emulator import Fault, Question
from fairlead.errors import FairleadError, InvalidArgument


@pytest.fixture
def visitor(stranger: Any, external: Any) -> Any:
    return external(stranger, "visitor")


def ask_to_join(wire: Any, chat_id: str, message: str | None = None) -> str:
    return wire.post(f"/chats/{chat_id}/join-requests", {"message": message})["id"]


def relate(wire: Any, other: str, message: str | None = None) -> str:
    return wire.post("/relationships/request", {"target_user_id": other, "message": message})["id"]


def test_requests_are_questions(owner: Any, visitor: Any) -> None:
    chat_id = owner.group(title="Planning")
    request_id = ask_to_join(visitor, chat_id, "please")
    bond_id = relate(visitor, owner.id)
    assert owner.emulator.questions() == [
        Question(
            id=request_id,
            text="May Visitor join Planning?",
            about=f"owner decides; chat {chat_id}",
            details={"message": "please"},
            choices=("approve", "deny"),
        ),
        Question(
            id=bond_id,
            text="Does owner want a relationship with Visitor?",
            about=f"owner decides; relationship {bond_id}",
            choices=("approve", "deny"),
        ),
    ]


@pytest.mark.parametrize("by_person", [True, False])
@pytest.mark.parametrize(("choice", "action"), [("approve", "approve"), ("deny", "reject")])
def test_joining_is_decided_as_by_the_creator(
    owner: Any, visitor: Any, choice: str, action: str, by_person: bool
) -> None:
    """Whoever decides, what others see of it is the same."""
    chat_id = owner.group()
    request_id = ask_to_join(visitor, chat_id)
    if by_person:
        owner.emulator.answer(request_id, choice)
    else:
        owner.post(f"/chats/{chat_id}/join-requests/{quote(request_id, safe='')}/{action}", {})
    (request,) = owner.get(f"/chats/{chat_id}/join-requests")
    assert request["decided_by_user_id"] == owner.id
    said = owner.get(f"/chats/{chat_id}/messages")[-1]
    told = [item.get("event_type") for item in visitor.drain()]
    if choice == "approve":
        assert request["state"] == "approved"
        assert visitor.get(f"/chats/{chat_id}/join-target")["is_member"]
    else:
        assert request["state"] == "rejected"
        assert told == ["chat.join.rejected"]
    assert (said["sender_id"], said["mentioned_ids"]) == (owner.id, ["visitor"])
    assert owner.emulator.questions() == []


@pytest.mark.parametrize(
    ("choice", "state", "event"), [("approve", "visit", "approved"), ("deny", None, "rejected")]
)
def test_a_relationship_is_decided_as_by_the_other(
    owner: Any, visitor: Any, choice: str, state: str | None, event: str
) -> None:
    owner.emulator.answer(relate(visitor, owner.id), choice)
    assert [bond["state"] for bond in visitor.get("/relationships")] == ([state] if state else [])
    (item,) = visitor.drain()
    assert (item["event_type"], item["sender_id"]) == (f"relationship.{event}", owner.id)


def test_the_inbox_stream_hears_of_it(owner: Any, visitor: Any) -> None:
    bond_id = relate(visitor, owner.id)
    with visitor.stream() as stream:
        owner.emulator.answer(bond_id, "approve")
        assert "relationship.approved" in str(stream.recv(timeout=10))


def test_what_a_managed_agent_is_asked_is_for_a_person(owner: Any, visitor: Any) -> None:
    agent = owner.post("/panel/agents", {"name": "Helper"})["id"]
    bond_id = relate(visitor, agent)
    assert [question.id for question in owner.emulator.questions()] == [bond_id]


def test_what_a_program_is_asked_is_not(owner: Any, visitor: Any) -> None:
    relate(owner, visitor.id)
    ask_to_join(owner, visitor.group())
    assert owner.emulator.questions() == []


def test_a_question_is_answered_once(owner: Any, visitor: Any) -> None:
    bond_id = relate(visitor, owner.id)
    with pytest.raises(InvalidArgument, match="'perhaps' is no answer; it can be approve or deny"):
        owner.emulator.answer(bond_id, "perhaps")
    owner.emulator.answer(bond_id, "approve")
    with pytest.raises(InvalidArgument, match="nothing waits for an answer"):
        owner.emulator.answer(bond_id, "approve")


def test_nobody_decides_about_a_closed_chat(owner: Any, visitor: Any) -> None:
    chat_id = owner.group()
    ask_to_join(visitor, chat_id)
    owner.emulator.run(owner.emulator.backend.close_chat, chat_id)
    assert owner.emulator.questions() == []


def test_the_others_may_not_hear_of_it(owner: Any, visitor: Any) -> None:
    join_id, bond_id = ask_to_join(visitor, owner.group()), relate(visitor, owner.id)
    for question_id, point in ((join_id, "delivery"), (bond_id, "queue")):
        with (
            owner.emulator.faults.add(Fault(point=point, drop="before")),
            pytest.raises(FairleadError, match="it is decided, but telling others failed"),
        ):
            owner.emulator.answer(question_id, "approve")
    assert owner.emulator.questions() == []
