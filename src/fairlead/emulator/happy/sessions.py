"""Sessions: making, showing and deleting them."""

from __future__ import annotations

from happy_backend_models import api
from sqlalchemy import delete, select

from fairlead.emulator.happy.hub import Audience, Json
from fairlead.emulator.happy.store import AccessKey, Attachment, Message, SessionRow, UsageReport
from fairlead.emulator.happy.world import USERS, Unit

__all__ = ["create_session", "delete_session", "present", "present_recent", "tell_changed"]


def create_session(unit: Unit, account_id: str, tag: str, metadata: str, data_key: str | None) -> SessionRow:
    """Make a session, or load the one that has this tag; then its heartbeats count again."""
    query = select(SessionRow).where(SessionRow.account_id == account_id, SessionRow.tag == tag)
    if (known := unit.db.scalars(query).one_or_none()) is not None:
        unit.world.presence.suppressed.pop(known.id, None)
        return known
    session = SessionRow(
        id=unit.new_id(),
        account_id=account_id,
        tag=tag,
        meta=metadata,
        data_key=data_key,
        active_at=unit.now,
        created_at=unit.now,
        updated_at=unit.now,
    )
    unit.db.add(session)
    unit.db.flush()  # the defaults
    unit.update(account_id, USERS, {"t": "new-session", **_fields(session)})
    return session


def delete_session(unit: Unit, session: SessionRow) -> None:
    """Delete a session and what belongs to it. Only users are told; its own sockets hear nothing."""
    for model in (Message, UsageReport, AccessKey, Attachment):
        unit.db.execute(delete(model).where(model.session_id == session.id))
    unit.db.delete(session)
    unit.update(session.account_id, USERS, {"t": "delete-session", "sid": session.id})


def present(session: SessionRow) -> api.Session:
    """A session as it is shown."""
    return api.Session(**_fields(session))


def present_recent(session: SessionRow) -> api.Session:
    """The same, with a field that only the first version of the interface has."""
    return api.Session(**_fields(session), lastMessage=None)


def tell_changed(unit: Unit, session: SessionRow, **parts: Json) -> None:
    """Tell everybody in a session, the one who changed it included."""
    body = {"t": "update-session", "id": session.id, **parts}
    unit.update(session.account_id, Audience(session_id=session.id), body)


def _fields(session: SessionRow) -> Json:
    return {
        "id": session.id,
        "seq": session.seq,
        "metadata": session.meta,
        "metadataVersion": session.meta_version,
        "agentState": session.agent_state,
        "agentStateVersion": session.agent_state_version,
        "dataEncryptionKey": session.data_key,
        "active": session.active,
        "activeAt": session.active_at,
        "createdAt": session.created_at,
        "updatedAt": session.updated_at,
    }
