"""What agents ask their users, as questions to whoever looks at the emulator."""

from __future__ import annotations

from hai_backend_models import api
from sqlalchemy import select

from fairlead.emulator._backend import Question
from fairlead.emulator.hai import sessions
from fairlead.emulator.hai.errors import Problem
from fairlead.emulator.hai.store import Asked, Session
from fairlead.emulator.hai.world import Unit, World
from fairlead.errors import InvalidArgument

__all__ = ["answer", "open_questions"]


def open_questions(world: World) -> list[Question]:
    """The questions of agents that rest until they are told something, oldest first.

    They are in the database, so that a session that goes on after a restart is asked about still.
    """
    with world.unit() as unit:
        return [
            Question(id=asked.id, text=asked.text, about=asked.about, free=True)
            for asked in unit.db.scalars(select(Asked).order_by(Asked.number))
            if _waiting(unit, asked)
        ]


def answer(world: World, question_id: str, text: str) -> None:
    """Send a message to the session that asked, as the operation for it does.

    Raises:
        InvalidArgument: Nobody waits for it, or the platform takes no messages now.
    """
    with world.unit() as unit:
        asked = unit.db.scalars(select(Asked).where(Asked.id == question_id)).one_or_none()
        session = None if asked is None else _waiting(unit, asked)
        if session is None:
            raise InvalidArgument(f"no agent waits for an answer to {question_id!r}")
        try:
            sessions.tell(unit, session, [api.UserMessageEvent(type="user_message", message=text)])
        except Problem as problem:
            raise InvalidArgument(problem.body["message"]) from problem


def _waiting(unit: Unit, asked: Asked) -> Session | None:
    """The session that has asked, if it has not been told anything since."""
    session = sessions.find(unit, asked.session_id)
    return None if session is None or session.inbox else session
