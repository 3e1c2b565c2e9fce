"""Sessions: how they are made, counted, shown and ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID, uuid4

from fastapi import HTTPException
from hai_backend_models import api
from pydantic import ValidationError
from sqlalchemy import delete, func, or_, select

from fairlead.emulator.hai.attachments import take_files
from fairlead.emulator.hai.auth import Identity
from fairlead.emulator.hai.errors import invalid, over_quota
from fairlead.emulator.hai.overrides import BadPath, override
from fairlead.emulator.hai.specs import check_agent, expand, masked, registered
from fairlead.emulator.hai.store import TERMINAL, Asked, Session
from fairlead.emulator.hai.world import Unit, moment

__all__ = [
    "DEFAULT_MODEL",
    "active",
    "create",
    "end",
    "find",
    "hear",
    "metrics",
    "need",
    "present",
    "present_status",
    "present_summary",
    "promote",
    "tell",
    "usage",
    "view_url",
]

Json = dict[str, Any]

DEFAULT_MODEL: Final = "holo3-1-35b-a3b"
_RETENTION_MINUTES: Final = 43_200
_DOLLARS_PER_TOKEN_IN: Final = 0.25e-6
_DOLLARS_PER_TOKEN_OUT: Final = 1.8e-6


def create(
    unit: Unit,
    caller: Identity,
    request: api.SessionRequest,
    *,
    schedule_id: str | None = None,
    is_subagent: bool = False,
) -> Session:
    """Make a session, which runs at once or waits for a slot. A subagent does not wait.

    Raises:
        HTTPException: 404 if it refers to something that does not exist.
        RequestValidationError: Something in the request makes no sense.
        Problem: A quota is used up, or an environment is not open.
    """
    body, agent_name, revision = _resolve(unit, caller.org_id, request)
    parent = _parent(unit, caller.org_id, body.get("parent_session_id"))
    activity = "pending" if is_subagent else _admit(unit, caller.org_id, queue=request.queue)
    minutes: int | None = body.get("delete_after_min", _RETENTION_MINUTES)
    session = Session(
        id=str(uuid4()),
        org_id=caller.org_id,
        user_id=caller.user_id,
        request=body,
        agent_name=agent_name,
        agent_revision=revision,
        parent_id=body.get("parent_session_id"),
        schedule_id=schedule_id,
        activity=activity,
        events=0,
        tokens_in=0,
        tokens_out=0,
        created_at=unit.now,
        delete_at=None if minutes is None else unit.now + 60 * minutes,
    )
    session.request = {**body, "messages": take_files(unit, session, messages_of(body), "messages")}
    session.inbox = session.request["messages"]
    if "messages" not in body:
        del session.request["messages"]
    unit.db.add(session)
    unit.db.flush()
    if parent is not None:
        parent.children = [*parent.children, session.id]
    unit.emit(session, "RequestStartEvent", {})
    unit.announce(session, None)
    if activity == "pending":
        unit.begin(session)
    return session


def messages_of(body: Json) -> list[Json]:
    """The messages of a request, each in full."""
    messages: Any = body.get("messages") or []
    if isinstance(messages, str):
        return [{"type": "user_message", "message": messages}]
    return [messages] if isinstance(messages, dict) else list(messages)


def tell(unit: Unit, session: Session, sent: Sequence[api.UserMessageEvent]) -> None:
    """Put messages into the inbox of a session that has not ended.

    Raises:
        Problem: 429 if the session would have to wake up, and the platform is at its limit.
    """
    if session.activity == "idle" and is_crowded(unit):
        raise over_quota("capacity", "platform", "The platform is at its limit")
    messages = [message.model_dump(mode="json", exclude_unset=True) for message in sent]
    session.inbox = [*session.inbox, *take_files(unit, session, messages, "messages")]
    session.deliver_at = unit.now + unit.world.settings.delivery_seconds
    unit.touch(session)


def hear(unit: Unit, session: Session) -> None:
    """Take back what the agent of a session has asked: it rests no longer."""
    unit.db.execute(delete(Asked).where(Asked.session_id == session.id))


def end(
    unit: Unit, session: Session, status: str, *, error: str | None = None, code: str | None = None
) -> None:
    """End a session and its subagents. Its slot goes to the one that has waited longest."""
    hear(unit, session)
    with unit.moving(session):
        session.activity = status
        session.paused = False
        session.pending = []
        session.inbox = []
        session.finished_at = unit.now
        if error is not None:
            session.error, session.error_code = error, code
            unit.emit(session, "AgentErrorEvent", {"error": error, "trace": ""})
        else:
            reason = {"completed": "finished", "timed_out": "timed_out"}.get(status, "stopped")
            unit.emit(session, "AgentCompletionEvent", {"reason": reason})
    for child_id in session.children:
        child = find(unit, child_id)
        if child is not None and not child.ended:
            end(unit, child, "interrupted")
    promote(unit)


def promote(unit: Unit) -> None:
    """Begin the sessions that waited longest, as far as there are slots."""
    unit.db.flush()
    waiting = select(Session).where(Session.activity == "queued").order_by(Session.number)
    for session in unit.db.scalars(waiting).all():
        if _refusal(unit, session.org_id) is None:
            with unit.moving(session):
                session.activity = "pending"
            unit.begin(session)
            unit.db.flush()


def active(unit: Unit, org_id: str) -> int:
    """Slots that an organization uses."""
    query = select(func.count()).where(
        Session.org_id == org_id, Session.activity.not_in({*TERMINAL, "queued"})
    )
    return unit.db.scalar(query) or 0


def is_crowded(unit: Unit) -> bool:
    """Whether nobody on the platform can begin to work."""
    capacity = unit.world.settings.capacity
    if capacity is None:
        return False
    working = select(func.count()).where(Session.activity.not_in({*TERMINAL, "queued", "idle"}))
    return (unit.db.scalar(working) or 0) >= capacity


def find(unit: Unit, session_id: str) -> Session | None:
    """A session, unless it has been deleted because of its age."""
    query = select(Session).where(
        Session.id == session_id, or_(Session.delete_at.is_(None), Session.delete_at > unit.now)
    )
    return unit.db.scalars(query).one_or_none()


def need(unit: Unit, session_id: UUID, caller: Identity | None) -> Session:
    """A session that the caller can see: one of the organization, or without a key one that is shared.

    Raises:
        HTTPException: 404 if there is none.
    """
    session = find(unit, str(session_id))
    if session is None or (session.org_id != caller.org_id if caller else not session.shared):
        raise HTTPException(404, f"There is no session {session_id}")
    return session


def view_url(unit: Unit, session: Session) -> str:
    """Page for watching a session."""
    return f"{unit.world.origin}/view/sessions/{session.id}"


def usage(session: Session) -> list[Json]:
    """Tokens by model."""
    if not session.tokens_in:
        return []
    return [
        {
            "name": session.request["agent"].get("model") or DEFAULT_MODEL,
            "input_tokens": session.tokens_in,
            "cached_tokens": 0,
            "output_tokens": session.tokens_out,
            "reasoning_tokens": 0,
        }
    ]


def metrics(session: Session) -> Json:
    """Usage so far."""
    read, written = session.tokens_in * _DOLLARS_PER_TOKEN_IN, session.tokens_out * _DOLLARS_PER_TOKEN_OUT
    costs = {
        "input_cost": read,
        "output_cost": written,
        "reasoning_cost": 0.0,
        "total_cost": read + written,
    }
    return {
        "steps": session.steps,
        "cost_per_model": [{**tokens, **costs} for tokens in usage(session)],
        **costs,
    }


def present_status(session: Session) -> api.SessionStatus:
    """The live state of a session."""
    return api.SessionStatus.model_validate(
        {
            "status": session.status,
            "error": session.error,
            "error_code": session.error_code,
            "outcome": session.outcome,
            "steps": session.steps,
            "usage_per_model": usage(session),
            "subagent_session_ids": session.children,
            "pending_tool_calls": [call["request"] for call in session.pending],
        }
    )


def present(unit: Unit, session: Session) -> api.Session:
    """A session in full."""
    return api.Session.model_validate(
        {
            "id": session.id,
            "request": masked(session.request),
            "status": present_status(session),
            "agent_revision": session.agent_revision,
            "agent_view_url": view_url(unit, session),
            "latest_answer": session.answer,
            **_times(session),
        }
    )


def present_summary(unit: Unit, session: Session) -> api.SessionSummary:
    """A session as in a list."""
    messages = messages_of(session.request)
    return api.SessionSummary.model_validate(
        {
            "id": session.id,
            "agent": session.agent_name,
            "agent_revision": session.agent_revision,
            "status": session.status,
            "agent_view_url": view_url(unit, session),
            "first_message": messages[0] if messages else None,
            **_times(session),
            "last_activity_at": session.last_activity_at,
            "anonymized_at": None,
        }
    )


def _times(session: Session) -> Json:
    times = {
        "created_at": session.created_at,
        "started_at": session.started_at,
        "finished_at": session.finished_at,
    }
    return {name: None if time is None else moment(time) for name, time in times.items()}


def _resolve(unit: Unit, org_id: str, request: api.SessionRequest) -> tuple[Json, str | None, int | None]:
    """The request with its agent in full and the overrides applied; name and revision of the agent."""
    body = request.model_dump(mode="json", exclude_unset=True)
    name: str | None = None
    revision: int | None = None
    if isinstance(body["agent"], str):
        body["agent"], name, revision = registered(unit, org_id, body["agent"])
    else:
        check_agent(body["agent"], ("body", "agent"))
    body["agent"] = expand(unit, org_id, body["agent"])
    overrides: Json = body.get("overrides") or {}
    for path, value in overrides.items():
        place = ("body", "overrides", path)
        try:
            changed = override(body, path, value)
            valid = api.SessionRequest.model_validate(changed).model_dump(mode="json", exclude_unset=True)
        except (BadPath, ValidationError) as error:
            reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            raise invalid(place, reason, value) from error
        if valid == body != changed:
            raise invalid(place, "There is no such field", value)
        body = valid
    check_agent(body["agent"], ("body", "overrides"))
    return body, name, revision


def _parent(unit: Unit, org_id: str, session_id: str | None) -> Session | None:
    if session_id is None:
        return None
    parent = find(unit, session_id)
    if parent is None or parent.org_id != org_id:
        raise HTTPException(404, f"There is no session {session_id}")
    return parent


def _refusal(unit: Unit, org_id: str) -> tuple[str, str, str] | None:
    """The limit that keeps an organization from beginning a session."""
    limit = unit.world.settings.max_sessions
    if active(unit, org_id) >= limit:
        return "plan_limit", "org", f"All {limit} slots of the organization are in use"
    if is_crowded(unit):
        return "capacity", "platform", "The platform is at its limit"
    return None


def _admit(unit: Unit, org_id: str, *, queue: bool) -> str:
    """Status that a new session begins with.

    Raises:
        Problem: 429 if there is neither a slot nor room in the queue.
    """
    refusal = _refusal(unit, org_id)
    if refusal is None:
        return "pending"
    if not queue:
        raise over_quota(*refusal)
    waiting = select(func.count()).where(Session.org_id == org_id, Session.activity == "queued")
    if (unit.db.scalar(waiting) or 0) >= unit.world.settings.max_queued:
        raise over_quota("queue_full", "org", "The queue of the organization is full")
    return "queued"
