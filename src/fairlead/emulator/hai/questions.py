"""What agents ask their users, as questions to whoever looks at the emulator."""

from __future__ import annotations

from hai_backend_models import api

from fairlead.emulator._backend import Question
from fairlead.emulator.hai import sessions
from fairlead.emulator.hai.errors import Problem
from fairlead.emulator.hai.store import Session
from fairlead.emulator.hai.world import Unit, World
from fairlead.errors import InvalidArgument

__all__ = ["answer", "open_questions"]


def open_questions(world: World) -> list[Question]:
    """The questions of agents that rest until they are told something, oldest first."""
    with world.unit() as unit:
        asked = world.conductor.asked.items()
        return [question for session_id, question in asked if _waiting(unit, session_id)]


def answer(world: World, question_id: str, text: str) -> None:
    """Send a message to the session that asked, as the operation for it does.

    Raises:
        InvalidArgument: Nobody waits for it, or the platform takes no messages now.
    """
    asked = world.conductor.asked.items()
    session_id = next((session_id for session_id, it in asked if it.id == question_id), None)
    with world.unit() as unit:
        session = None if session_id is None else _waiting(unit, session_id)
        if session is None:
            raise InvalidArgument(f"no agent waits for an answer to {question_id!r}")
        try:
            sessions.tell(unit, session, [api.UserMessageEvent(type="user_message", message=text)])
        except Problem as problem:
            raise InvalidArgument(problem.body["message"]) from problem


def _waiting(unit: Unit, session_id: str) -> Session | None:
    """A session that has asked, if it goes on and has not been told anything since."""
    session = sessions.find(unit, session_id)
    return None if session is None or session.ended or session.inbox else session
