"""Operations on the tasks of a chat."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from mycel_backend_models import api
from sqlalchemy import ColumnElement, String, cast, delete, func, select

from fairlead.emulator._json import JsonRoute
from fairlead.emulator.mycel.auth import Caller
from fairlead.emulator.mycel.chats import need_chat, need_membership
from fairlead.emulator.mycel.declared import answers
from fairlead.emulator.mycel.inputs import ChatId, TaskId
from fairlead.emulator.mycel.store import Task, User
from fairlead.emulator.mycel.world import Unit, WorldDep

__all__ = ["router"]

router: APIRouter = APIRouter(prefix="/api/chats/{chat_id}/tasks", tags=["tasks"], route_class=JsonRoute)


@router.get("", responses=answers(403, 404, 422))
async def list_tasks(chat_id: ChatId, caller: Caller, world: WorldDep) -> list[api.Task]:
    """List the tasks."""
    with world.unit() as unit:
        _check_access(unit, chat_id, caller)
        query = select(Task).where(Task.chat_id == chat_id).order_by(Task.task_id)
        return [_present(task) for task in unit.db.scalars(query)]


@router.post("", responses=answers(403, 404, 422))
async def create_task(chat_id: ChatId, body: api.CreateTaskBody, caller: Caller, world: WorldDep) -> api.Task:
    """Make a task."""
    with world.unit() as unit:
        _check_access(unit, chat_id, caller)
        # The number of the highest task is free again when that is deleted.
        highest = unit.db.scalars(select(func.max(Task.task_id)).where(Task.chat_id == chat_id)).one()
        fields = body.model_dump(exclude={"metadata"})
        task = Task(chat_id=chat_id, task_id=(highest or 0) + 1, meta=body.metadata, **fields)
        unit.db.add(task)
    return _present(task)


@router.get("/{task_id}", responses=answers(403, 404, 422))
async def get_task(chat_id: ChatId, task_id: TaskId, caller: Caller, world: WorldDep) -> api.Task:
    """Get a task."""
    with world.unit() as unit:
        _check_access(unit, chat_id, caller)
        return _present(_need_task(unit, chat_id, task_id))


@router.patch("/{task_id}", responses=answers(403, 404, 422))
async def update_task(
    chat_id: ChatId, task_id: TaskId, body: api.UpdateTaskBody, caller: Caller, world: WorldDep
) -> api.Task:
    """Change a task. A field that is null or left out stays; `metadata` is replaced as a whole."""
    with world.unit() as unit:
        _check_access(unit, chat_id, caller)
        task = _need_task(unit, chat_id, task_id)
        for name, value in body.model_dump(exclude_none=True).items():
            setattr(task, "meta" if name == "metadata" else name, value)
    return _present(task)


@router.delete("/{task_id}", responses=answers(403, 404, 422))
async def delete_task(
    chat_id: ChatId, task_id: TaskId, caller: Caller, world: WorldDep
) -> api.Acknowledgement:
    """Delete a task, if there is one."""
    with world.unit() as unit:
        _check_access(unit, chat_id, caller)
        unit.db.execute(delete(Task).where(*_is_task(chat_id, task_id)))
    return api.Acknowledgement(status="deleted")


def _check_access(unit: Unit, chat_id: str, caller: User) -> None:
    need_chat(unit.db, chat_id)
    need_membership(unit.db, chat_id, caller)


def _is_task(chat_id: str, task_id: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    # Compared as text, because anything at all may stand in the path.
    return Task.chat_id == chat_id, cast(Task.task_id, String) == task_id


def _need_task(unit: Unit, chat_id: str, task_id: str) -> Task:
    task = unit.db.scalars(select(Task).where(*_is_task(chat_id, task_id))).one_or_none()
    if task is None:
        raise HTTPException(404, "The task does not exist")
    return task


def _present(task: Task) -> api.Task:
    return api.Task(
        id=str(task.task_id),
        subject=task.subject,
        description=task.description,
        status=task.status,
        activeForm=task.active_form,
        owner=task.owner,
        blocks=task.blocks,
        blockedBy=task.blocked_by,
        metadata=task.meta,
    )
