"""The workflow of a chat, its events, and tasks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mycel_backend_client import models as wire
from mycel_backend_client.api.tasks import create_task, delete_task, get_task, list_tasks, update_task
from mycel_backend_client.api.workflows import (
    create_workflow_event,
    delete_workflow,
    delete_workflow_event,
    get_workflow,
    get_workflow_event,
    list_workflow_events,
    set_workflow,
    update_workflow_event,
)

from fairlead._async._client import KEEP, Keep, given
from fairlead._async.mycel._base import AsyncNamespace, filled
from fairlead.mycel import models

Object = Mapping[str, Any]
Decisions = Mapping[str, Mapping[str, str]]


class AsyncWorkflowMethods(AsyncNamespace):
    """The part of `client.chats` that is about workflows. Any member may read and write."""

    async def get_workflow(self, chat_id: str) -> models.Workflow:
        """Get the workflow of a chat.

        Raises:
            NotFound: None is set, or there is no such chat.
        """
        return await self._call(
            models.Workflow,
            get_workflow.asyncio_detailed,
            self._segment(chat_id, "chat_id"),
            client=self._wire,
        )

    async def set_workflow(
        self,
        chat_id: str,
        *,
        kind: str,
        state: str = "active",
        config: Object | None = None,
        expected_state_version: int | None = None,
    ) -> models.Workflow:
        """Set or replace the workflow of a chat, all of it.

        Args:
            chat_id: The chat.
            kind: What kind of workflow, in your own words.
            state: Where it stands, in your own words.
            config: Anything else; empty if None.
            expected_state_version: Replace this version only; None for whatever is there.

        Raises:
            StaleVersion: Another version is there, or none.
        """
        body = {
            "kind": kind,
            "state": state,
            **filled(config=config, expected_state_version=expected_state_version),
        }
        return await self._call(
            models.Workflow,
            set_workflow.asyncio_detailed,
            self._segment(chat_id, "chat_id"),
            client=self._wire,
            body=self._body(wire.SetWorkflowBody.from_dict, body),
        )

    async def delete_workflow(self, chat_id: str) -> models.Acknowledgement:
        """Delete the workflow of a chat; nothing happens if there is none."""
        return await self._call(
            models.Acknowledgement,
            delete_workflow.asyncio_detailed,
            self._segment(chat_id, "chat_id"),
            client=self._wire,
        )

    async def list_workflow_events(self, chat_id: str) -> list[models.WorkflowEvent]:
        """Get the workflow events of a chat, by number."""
        return await self._call(
            list[models.WorkflowEvent],
            list_workflow_events.asyncio_detailed,
            self._segment(chat_id, "chat_id"),
            client=self._wire,
        )

    async def create_workflow_event(
        self,
        chat_id: str,
        *,
        kind: str,
        resource_refs: Iterable[Object] | None = None,
        requested_by_user_id: str | None = None,
        decision_states: Decisions | None = None,
        rationales: Object | None = None,
        final_state: Object | None = None,
        metadata: Object | None = None,
    ) -> models.WorkflowEvent:
        """Open a workflow event. Other members that are agents find it in their inbox.

        Args:
            chat_id: The chat.
            kind: What kind of event, in your own words.
            resource_refs: What it is about.
            requested_by_user_id: On whose behalf.
            decision_states: User id -> resource id -> decision.
            rationales: Why.
            final_state: What came of it.
            metadata: Anything else.
        """
        body = {
            "kind": kind,
            **filled(
                resource_refs=None if resource_refs is None else [*resource_refs],
                requested_by_user_id=requested_by_user_id,
                decision_states=decision_states,
                rationales=rationales,
                final_state=final_state,
                metadata=metadata,
            ),
        }
        return await self._call(
            models.WorkflowEvent,
            create_workflow_event.asyncio_detailed,
            self._segment(chat_id, "chat_id"),
            client=self._wire,
            body=self._body(wire.CreateWorkflowEventBody.from_dict, body),
        )

    async def get_workflow_event(self, chat_id: str, event_id: str) -> models.WorkflowEvent:
        """Get a workflow event.

        Raises:
            NotFound: There is no such event or chat.
        """
        return await self._call(
            models.WorkflowEvent,
            get_workflow_event.asyncio_detailed,
            self._segment(chat_id, "chat_id"),
            self._segment(event_id, "event_id"),
            client=self._wire,
        )

    async def update_workflow_event(
        self,
        chat_id: str,
        event_id: str,
        *,
        state: str | Keep | None = KEEP,
        decision_states: Decisions | Keep | None = KEEP,
        rationales: Object | Keep | None = KEEP,
        final_state: Object | Keep | None = KEEP,
        metadata: Object | Keep | None = KEEP,
        settled_at: float | Keep | None = KEEP,
        expected_state_version: int | None = None,
    ) -> models.WorkflowEvent:
        """Change a workflow event. What is not given stays; objects are replaced as a whole.

        None is sent as null, which present servers take for "stays", too.

        Args:
            chat_id: The chat.
            event_id: The event's number.
            state: Where it stands, such as `"settled"`.
            decision_states: User id -> resource id -> decision.
            rationales: Why.
            final_state: What came of it.
            metadata: Anything else.
            settled_at: When it was settled, in seconds since 1970.
            expected_state_version: Change this version only; None for whatever is there.

        Raises:
            StaleVersion: Another version is there.
            NotFound: There is no such event or chat.
        """
        body = {
            **given(
                state=state,
                decision_states=decision_states,
                rationales=rationales,
                final_state=final_state,
                metadata=metadata,
                settled_at=settled_at,
            ),
            **filled(expected_state_version=expected_state_version),
        }
        return await self._call(
            models.WorkflowEvent,
            update_workflow_event.asyncio_detailed,
            self._segment(chat_id, "chat_id"),
            self._segment(event_id, "event_id"),
            client=self._wire,
            body=self._body(wire.UpdateWorkflowEventBody.from_dict, body),
        )

    async def delete_workflow_event(self, chat_id: str, event_id: str) -> models.Acknowledgement:
        """Delete a workflow event; nothing happens if there is no such event."""
        return await self._call(
            models.Acknowledgement,
            delete_workflow_event.asyncio_detailed,
            self._segment(chat_id, "chat_id"),
            self._segment(event_id, "event_id"),
            client=self._wire,
        )


class AsyncTaskMethods(AsyncNamespace):
    """The part of `client.chats` that is about tasks. Any member may read and write."""

    async def list_tasks(self, chat_id: str) -> list[models.Task]:
        """Get the tasks of a chat, by number."""
        return await self._call(
            list[models.Task],
            list_tasks.asyncio_detailed,
            self._segment(chat_id, "chat_id"),
            client=self._wire,
        )

    async def create_task(
        self,
        chat_id: str,
        *,
        subject: str,
        description: str = "",
        status: str = "pending",
        active_form: str | None = None,
        owner: str | None = None,
        blocks: Iterable[str] | None = None,
        blocked_by: Iterable[str] | None = None,
        metadata: Object | None = None,
    ) -> models.Task:
        """Create a task.

        Args:
            chat_id: The chat.
            subject: What is to be done.
            description: The details.
            status: `"pending"`, `"in_progress"`, `"completed"`, or a word of your own.
            active_form: What to call it while it is being done.
            owner: Who does it.
            blocks: Tasks that wait for it.
            blocked_by: Tasks that it waits for.
            metadata: Anything else.
        """
        body = {
            "subject": subject,
            "description": description,
            "status": status,
            **filled(
                active_form=active_form,
                owner=owner,
                blocks=None if blocks is None else [*blocks],
                blocked_by=None if blocked_by is None else [*blocked_by],
                metadata=metadata,
            ),
        }
        return await self._call(
            models.Task,
            create_task.asyncio_detailed,
            self._segment(chat_id, "chat_id"),
            client=self._wire,
            body=self._body(wire.CreateTaskBody.from_dict, body),
        )

    async def get_task(self, chat_id: str, task_id: str) -> models.Task:
        """Get a task.

        Raises:
            NotFound: There is no such task or chat.
        """
        return await self._call(
            models.Task,
            get_task.asyncio_detailed,
            self._segment(chat_id, "chat_id"),
            self._segment(task_id, "task_id"),
            client=self._wire,
        )

    async def update_task(
        self,
        chat_id: str,
        task_id: str,
        *,
        status: str | Keep | None = KEEP,
        subject: str | Keep | None = KEEP,
        description: str | Keep | None = KEEP,
        active_form: str | Keep | None = KEEP,
        owner: str | Keep | None = KEEP,
        blocks: list[str] | Keep | None = KEEP,
        blocked_by: list[str] | Keep | None = KEEP,
        metadata: Object | Keep | None = KEEP,
    ) -> models.Task:
        """Change a task. What is not given stays; lists and `metadata` are replaced as a whole.

        None is sent as null, which present servers take for "stays", too. An empty list empties.

        Args:
            chat_id: The chat.
            task_id: The task's number.
            status: Where it stands.
            subject: What is to be done.
            description: The details.
            active_form: What to call it while it is being done.
            owner: Who does it.
            blocks: Tasks that wait for it.
            blocked_by: Tasks that it waits for.
            metadata: Anything else.

        Raises:
            NotFound: There is no such task or chat.
        """
        body = given(
            status=status,
            subject=subject,
            description=description,
            active_form=active_form,
            owner=owner,
            blocks=blocks,
            blocked_by=blocked_by,
            metadata=metadata,
        )
        return await self._call(
            models.Task,
            update_task.asyncio_detailed,
            self._segment(chat_id, "chat_id"),
            self._segment(task_id, "task_id"),
            client=self._wire,
            body=self._body(wire.UpdateTaskBody.from_dict, body),
        )

    async def delete_task(self, chat_id: str, task_id: str) -> models.Acknowledgement:
        """Delete a task; nothing happens if there is no such task. The highest number becomes free again."""
        return await self._call(
            models.Acknowledgement,
            delete_task.asyncio_detailed,
            self._segment(chat_id, "chat_id"),
            self._segment(task_id, "task_id"),
            client=self._wire,
        )
