"""What waits for a person's decision, as questions to whoever looks at the emulator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, NamedTuple

from fastapi import HTTPException
from sqlalchemy import select

from fairlead.emulator._backend import Question
from fairlead.emulator.mycel import bonds, join_routes, relationship_routes
from fairlead.emulator.mycel.errors import FollowUpFailed
from fairlead.emulator.mycel.store import Bond, Chat, JoinRequest
from fairlead.emulator.mycel.world import Unit, World
from fairlead.errors import FairleadError, InvalidArgument

__all__ = ["answer", "open_questions"]

_APPROVE: Final = "approve"
_DENY: Final = "deny"


class _Request(NamedTuple):
    """Something that is asked of somebody.

    Attributes:
        since: When it was asked.
        question: How it is shown.
        decide: Approves it (True) or not, as the operation for that does.
    """

    since: float
    question: Question
    decide: Callable[[bool], object]


def open_questions(world: World) -> list[Question]:
    """Requests to join a group and for a relationship, oldest first."""
    return [request.question for request in _open_requests(world)]


def answer(world: World, question_id: str, text: str) -> None:
    """Decide on a request.

    Raises:
        InvalidArgument: The request is not open, or this is no decision.
        FairleadError: It is decided, but a fault keeps others from hearing of it.
    """
    if text not in (_APPROVE, _DENY):
        raise InvalidArgument(f"{text!r} is no answer; it can be {_APPROVE} or {_DENY}")
    for request in _open_requests(world):
        if request.question.id == question_id:
            break
    else:
        raise InvalidArgument(f"nothing waits for an answer to {question_id!r}")
    try:
        request.decide(text == _APPROVE)
    except (HTTPException, FollowUpFailed) as error:
        raise FairleadError(f"it is decided, but telling others failed: {error}") from error


def _open_requests(world: World) -> list[_Request]:
    with world.unit() as unit:
        found = [*_join_requests(unit), *_relationships(unit)]
    return sorted(found, key=lambda request: request.since)


def _join_requests(unit: Unit) -> Iterator[_Request]:
    query = (
        select(JoinRequest, Chat)
        .join(Chat, Chat.id == JoinRequest.chat_id)
        .where(JoinRequest.state == "pending", Chat.type == "group", Chat.status == "active")
        .order_by(JoinRequest.number)
    )
    for request, chat in unit.db.execute(query):
        who, whom = unit.known_user(request.requester_user_id), unit.known_user(chat.created_by_user_id)
        if whom.type != "external":
            asked = f"May {who.name} join {chat.title or chat.id}?"
            question = _question(request.id, asked, f"{whom.name} decides; chat {chat.id}", request.message)
            decide = partial(join_routes.decide, unit.world, chat.id, request.id, whom)
            yield _Request(request.created_at, question, decide)


def _relationships(unit: Unit) -> Iterator[_Request]:
    for bond in unit.db.scalars(select(Bond).where(Bond.state == bonds.PENDING).order_by(Bond.number)):
        who, whom = unit.known_user(bond.initiator_id), unit.known_user(bond.other(bond.initiator_id))
        if whom.type != "external":
            asked = f"Does {whom.name} want a relationship with {who.name}?"
            question = _question(bond.id, asked, f"{whom.name} decides; relationship {bond.id}", bond.message)
            yield _Request(
                bond.created_at, question, partial(relationship_routes.decide, unit.world, bond.id, whom)
            )


def _question(id_: str, text: str, about: str, message: str | None) -> Question:
    return Question(
        id=id_,
        text=text,
        about=about,
        details={"message": message} if message else None,
        choices=(_APPROVE, _DENY),
    )
