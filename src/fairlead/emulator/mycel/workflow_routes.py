"""Operations on the workflow of a chat and its events. Both have versions that tell whether they changed."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from fastapi import APIRouter, HTTPException
from mycel_backend_models import api
from sqlalchemy import ColumnElement, String, cast, delete, func, select

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.mycel.auth import Caller
from fairlead.emulator.mycel.chats import members_of, need_chat, need_membership
from fairlead.emulator.mycel.declared import answers
from fairlead.emulator.mycel.inputs import ChatId, EventId
from fairlead.emulator.mycel.store import Chat, User, Workflow, WorkflowEvent
from fairlead.emulator.mycel.world import Unit, WorldDep

__all__ = ["router"]

router: APIRouter = APIRouter(
    prefix="/api/chats/{chat_id}/workflow", tags=["workflows"], route_class=JsonRoute
)


@router.get("", responses=answers(403, 404, 422))
async def get_workflow(chat_id: ChatId, caller: Caller, world: WorldDep) -> api.Workflow:
    """Get the workflow."""
    with world.unit() as unit:
        _need_access(unit, chat_id, caller)
        if (workflow := _find_workflow(unit, chat_id)) is None:
            raise HTTPException(404, "The chat has no workflow")
    return _present_workflow(workflow)


@router.put("", responses=answers(403, 404, 409, 422, model_409=api.StaleVersionProblem))
async def set_workflow(
    chat_id: ChatId, body: api.SetWorkflowBody, caller: Caller, world: WorldDep
) -> api.Workflow:
    """Set the workflow; what was there is replaced."""
    with world.unit() as unit:
        _need_access(unit, chat_id, caller)
        workflow = _find_workflow(unit, chat_id)
        actual = None if workflow is None else workflow.state_version
        if body.expected_state_version not in (None, actual):
            raise _stale("stale_chat_workflow_state_version", chat_id, body.expected_state_version, actual)
        if workflow is None:
            workflow = Workflow(chat_id=chat_id, state_version=-1, created_at=unit.now)
            unit.db.add(workflow)
        workflow.kind = body.kind
        workflow.state = body.state
        workflow.config = body.config
        workflow.state_version += 1
        workflow.updated_by_user_id = caller.id
        workflow.updated_at = unit.now
    return _present_workflow(workflow)


@router.delete("", responses=answers(403, 404, 422))
async def delete_workflow(chat_id: ChatId, caller: Caller, world: WorldDep) -> api.Acknowledgement:
    """Delete the workflow, if there is one."""
    with world.unit() as unit:
        _need_access(unit, chat_id, caller)
        unit.db.execute(delete(Workflow).where(Workflow.chat_id == chat_id))
    return api.Acknowledgement(status="deleted")


@router.get("/events", responses=answers(403, 404, 422))
async def list_workflow_events(chat_id: ChatId, caller: Caller, world: WorldDep) -> list[api.WorkflowEvent]:
    """List the events."""
    with world.unit() as unit:
        _need_access(unit, chat_id, caller)
        query = select(WorkflowEvent).where(WorkflowEvent.chat_id == chat_id)
        return [_present_event(event) for event in unit.db.scalars(query.order_by(WorkflowEvent.event_id))]


@router.post("/events", responses=answers(403, 404, 422))
async def create_workflow_event(
    chat_id: ChatId, body: api.CreateWorkflowEventBody, caller: Caller, world: WorldDep
) -> api.WorkflowEvent:
    """Make an event, which is open at first."""
    with world.unit() as unit:
        chat = _need_access(unit, chat_id, caller)
        # The number of the highest event is free again when that is deleted.
        highest = select(func.max(WorkflowEvent.event_id)).where(WorkflowEvent.chat_id == chat_id)
        event = WorkflowEvent(
            chat_id=chat_id,
            event_id=(unit.db.scalars(highest).one() or 0) + 1,
            kind=body.kind,
            state="open",
            resource_refs=body.resource_refs,
            requested_by_user_id=body.requested_by_user_id,
            decision_states=body.decision_states,
            rationales=body.rationales,
            final_state=body.final_state,
            meta=body.metadata,
            state_version=0,
            created_at=unit.now,
        )
        unit.db.add(event)
        _notify(unit, chat, event, caller, "created")
    return _present_event(event)


@router.get("/events/{event_id}", responses=answers(403, 404, 422))
async def get_workflow_event(
    chat_id: ChatId, event_id: EventId, caller: Caller, world: WorldDep
) -> api.WorkflowEvent:
    """Get an event."""
    with world.unit() as unit:
        _need_access(unit, chat_id, caller)
        return _present_event(_need_event(unit, chat_id, event_id))


@router.patch("/events/{event_id}", responses=answers(403, 404, 409, 422, model_409=api.StaleVersionProblem))
async def update_workflow_event(
    chat_id: ChatId, event_id: EventId, body: api.UpdateWorkflowEventBody, caller: Caller, world: WorldDep
) -> api.WorkflowEvent:
    """Change an event. A field that is null or left out stays; objects are replaced as a whole."""
    with world.unit() as unit:
        chat = _need_access(unit, chat_id, caller)
        event = _need_event(unit, chat_id, event_id)
        if body.expected_state_version not in (None, event.state_version):
            error = "stale_chat_workflow_event_state_version"
            raise _stale(error, chat_id, body.expected_state_version, event.state_version, event_id=event_id)
        changes = body.model_dump(exclude_none=True, exclude={"expected_state_version"})
        for name, value in changes.items():
            setattr(event, "meta" if name == "metadata" else name, value)
        event.state_version += 1
        event.updated_at = unit.now
        _notify(unit, chat, event, caller, "updated")
    return _present_event(event)


@router.delete("/events/{event_id}", responses=answers(403, 404, 422))
async def delete_workflow_event(
    chat_id: ChatId, event_id: EventId, caller: Caller, world: WorldDep
) -> api.Acknowledgement:
    """Delete an event, if there is one."""
    with world.unit() as unit:
        _need_access(unit, chat_id, caller)
        unit.db.execute(delete(WorkflowEvent).where(*_is_event(chat_id, event_id)))
    return api.Acknowledgement(status="deleted")


def _need_access(unit: Unit, chat_id: str, caller: User) -> Chat:
    chat = need_chat(unit.db, chat_id)
    need_membership(unit.db, chat_id, caller)
    return chat


def _find_workflow(unit: Unit, chat_id: str) -> Workflow | None:
    return unit.db.scalars(select(Workflow).where(Workflow.chat_id == chat_id)).one_or_none()


def _is_event(chat_id: str, event_id: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    # Compared as text, because anything at all may stand in the path.
    return WorkflowEvent.chat_id == chat_id, cast(WorkflowEvent.event_id, String) == event_id


def _need_event(unit: Unit, chat_id: str, event_id: str) -> WorkflowEvent:
    event = unit.db.scalars(select(WorkflowEvent).where(*_is_event(chat_id, event_id))).one_or_none()
    if event is None:
        raise HTTPException(404, "The event does not exist")
    return event


def _stale(error: str, chat_id: str, expected: int | None, actual: int | None, **more: str) -> HTTPException:
    detail: dict[str, Any] = {
        "error": error,
        "chat_id": chat_id,
        **more,
        "expected_state_version": expected,
        "actual_state_version": actual,
    }
    return HTTPException(409, detail)


def _notify(unit: Unit, chat: Chat, event: WorkflowEvent, actor: User, operation: str) -> None:
    for user in members_of(unit.db, chat):
        if user.id != actor.id:
            unit.notify(
                user,
                {
                    "event_type": "chat.workflow.event",
                    "notification_type": "workflow_event",
                    "source": "external",
                    "sender_id": actor.id,
                    "sender_name": actor.name,
                    "summary": f"{actor.name} {operation} {event.kind} {event.event_id}",
                    "chat_id": chat.id,
                    "event_id": str(event.event_id),
                    "kind": event.kind,
                    "operation": operation,
                    "actor_user_id": actor.id,
                    "resource_refs": event.resource_refs,
                    "state": event.state,
                    "state_version": event.state_version,
                    "delivery_id": str(uuid4()),
                    "correlation_id": f"workflow:{chat.id}:{event.event_id}",
                    "idempotency_key": f"workflow:{chat.id}:{event.event_id}:{event.state_version}",
                },
            )


def _present_workflow(workflow: Workflow) -> api.Workflow:
    return api.Workflow(
        chat_id=workflow.chat_id,
        kind=workflow.kind,
        state=workflow.state,
        config=workflow.config,
        state_version=workflow.state_version,
        updated_by_user_id=workflow.updated_by_user_id,
        created_at=workflow.created_at,
        updated_at=workflow.updated_at,
    )


def _present_event(event: WorkflowEvent) -> api.WorkflowEvent:
    return api.WorkflowEvent(
        chat_id=event.chat_id,
        event_id=str(event.event_id),
        kind=event.kind,
        state=event.state,
        resource_refs=event.resource_refs,
        requested_by_user_id=event.requested_by_user_id,
        decision_states=event.decision_states,
        rationales=event.rationales,
        final_state=event.final_state,
        metadata=event.meta,
        state_version=event.state_version,
        created_at=event.created_at,
        updated_at=event.updated_at,
        settled_at=event.settled_at,
    )
