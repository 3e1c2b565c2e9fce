"""Messages: storing and showing them."""

from __future__ import annotations

from happy_backend_models import api
from sqlalchemy import select

from fairlead.emulator.happy.hub import Audience, Connection, Json
from fairlead.emulator.happy.store import Message, SessionRow
from fairlead.emulator.happy.world import Unit

__all__ = ["find_by_local_id", "post", "present", "store"]


def find_by_local_id(unit: Unit, session: SessionRow, local_id: str) -> Message | None:
    """The message that was stored under an identifier of its sender's."""
    query = select(Message).where(Message.session_id == session.id, Message.local_id == local_id)
    return unit.db.scalars(query).one_or_none()


def store(
    unit: Unit, session: SessionRow, content: str, local_id: str | None, sender: Connection | None = None
) -> Message:
    """Store a message under the session's next number, and tell everybody but its sender.

    Args:
        unit: The transaction.
        session: Its session.
        content: Its ciphertext.
        local_id: An identifier that no message of the session has.
        sender: Who need not be told.
    """
    session.seq += 1
    session.updated_at = unit.now
    message = Message(
        id=unit.new_id(),
        session_id=session.id,
        seq=session.seq,
        local_id=local_id,
        content=content,
        created_at=unit.now,
        updated_at=unit.now,
    )
    unit.db.add(message)
    body = {"t": "new-message", "sid": session.id, "message": _fields(message)}
    unit.update(session.account_id, Audience(session_id=session.id, skip=sender), body)
    return message


def post(unit: Unit, session: SessionRow, outgoing: list[tuple[str, str]]) -> list[Message]:
    """Store messages, each once: what has been stored under the same identifier stays as it is.

    Args:
        unit: The transaction.
        session: Their session.
        outgoing: Pairs of the sender's identifier and the ciphertext.

    Returns:
        One message for each identifier, by number.
    """
    query = select(Message).where(
        Message.session_id == session.id, Message.local_id.in_({local_id for local_id, _ in outgoing})
    )
    stored = {message.local_id: message for message in unit.db.scalars(query)}
    for local_id, content in outgoing:
        if local_id not in stored:
            stored[local_id] = store(unit, session, content, local_id)
    return sorted(stored.values(), key=lambda message: message.seq)


def present(message: Message) -> api.Message:
    """A message as it is shown."""
    return api.Message(**_fields(message))


def _fields(message: Message) -> Json:
    return {
        "id": message.id,
        "seq": message.seq,
        "content": {"t": "encrypted", "c": message.content},
        "localId": message.local_id,
        "createdAt": message.created_at,
        "updatedAt": message.updated_at,
    }
