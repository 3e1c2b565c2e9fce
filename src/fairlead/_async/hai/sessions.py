"""Sessions: starting and steering them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from hai_backend_client import models as wire
from hai_backend_client.api.sessions import (
    cancel_session,
    create_session,
    force_session_answer,
    pause_session,
    resume_session,
    send_session_messages,
    send_session_tool_results,
    share_session,
    submit_event_feedback,
    submit_session_feedback,
    unshare_session,
)

from fairlead._async._client import KEEP, Keep, given
from fairlead._async.hai.session_reads import AsyncSessionReads
from fairlead.hai import models
from fairlead.hai._bodies import mapping, messages_body, session_body
from fairlead.hai._options import RequestOptions

Object = Mapping[str, Any]


class AsyncSessions(AsyncSessionReads):
    """`client.sessions`: runs of agents. Most of what it does is also on the handle of a session."""

    async def create_session(
        self,
        *,
        agent: str | models.Agent | Object,
        idempotency_key: str | None = None,
        messages: str
        | models.UserMessageEvent
        | Object
        | Sequence[models.UserMessageEvent | Object]
        | Keep
        | None = KEEP,
        overrides: Object | Keep = KEEP,
        max_steps: int | Keep | None = KEEP,
        max_time_s: float | Keep | None = KEEP,
        idle_timeout_s: int | Keep | None = KEEP,
        timezone: str | Keep | None = KEEP,
        delete_after_min: int | Keep | None = KEEP,
        delete_screenshot_after_min: int | Keep | None = KEEP,
        queue: bool | Keep = KEEP,
        group_id: str | Keep | None = KEEP,
        parent_session_id: str | Keep | None = KEEP,
        request_options: RequestOptions | None = None,
    ) -> models.Session:
        """Start a session. What is not given is not sent, and the service decides; None is sent as null.

        A lost answer never starts two sessions: the request carries an idempotency key, so it can be sent
        again.

        Args:
            agent: Name of a registered agent, `name:N` for a certain revision, or the agent itself.
            idempotency_key: Names this start, 1 to 255 characters. The same key within a day gives the same
                session. None for a new one.
            messages: The task: a text, a message, or several.
            overrides: Path to value, such as `{"agent.environments[kind=web].start_url": "https://..."}`, put
                in place for this session only.
            max_steps: Steps at most; None for no limit.
            max_time_s: Seconds for each answer; then the agent answers with what it has.
            idle_timeout_s: Seconds that the session stays open for another message after each answer. None
                means one answer: in the US region it ends the session, in the EU region the session rests
                in `idle` and holds its slot until somebody cancels it.
            timezone: IANA time zone of the user; None for UTC.
            delete_after_min: Minutes until the session is deleted; None keeps it. Not given, the account's
                preference applies.
            delete_screenshot_after_min: Minutes until screenshots are deleted; not given or None, they go
                with it.
            queue: Whether to wait for a free slot (the default) or be refused.
            group_id: A label to find it by.
            parent_session_id: The session that this one is a subagent of.
            request_options: What this call does differently.

        Raises:
            ForbiddenError: The environment is not open to the caller.
            TooManyRequestsError: A quota is used up; see `limits`.
            ConflictError: The same idempotency key is still being worked on.
            UnprocessableEntityError: Something does not fit, such as an override.
        """
        body = session_body(
            given(
                agent=agent,
                messages=messages,
                overrides=overrides,
                max_steps=max_steps,
                max_time_s=max_time_s,
                idle_timeout_s=idle_timeout_s,
                timezone=timezone,
                delete_after_min=delete_after_min,
                delete_screenshot_after_min=delete_screenshot_after_min,
                queue=queue,
                group_id=group_id,
                parent_session_id=parent_session_id,
            )
        )
        return await self._call(
            models.Session,
            create_session.asyncio_detailed,
            client=self._wire(request_options, resend=True),
            body=self._body(wire.SessionRequest.from_dict, body),
            idempotency_key=idempotency_key or str(uuid.uuid4()),
        )

    async def cancel_session(self, id: str, *, request_options: RequestOptions | None = None) -> None:
        """End a session for good; it becomes `interrupted` and frees its slot.

        Raises:
            ConflictError: It has ended already.
            NotFoundError: There is no such session.
        """
        await self._call_empty(
            cancel_session.asyncio_detailed, self._id(id, "id"), client=self._wire(request_options)
        )

    async def send_session_messages(
        self,
        id: str,
        *,
        request: str | models.UserMessageEvent | models.UserMessageBatch | Object,
        request_options: RequestOptions | None = None,
    ) -> None:
        """Send the agent a message, or several. It reads them at its next step; an idle session wakes up.

        Args:
            id: The session.
            request: A text, a message, or a batch of messages.
            request_options: What this call does differently.

        Raises:
            BadRequestError: The session has ended.
            TooManyRequestsError: A quota is used up; see `limits`.
            NotFoundError: There is no such session.
        """
        body = messages_body(request)
        shape = wire.UserMessageBatch if body.get("type") == "batch" else wire.UserMessageEvent
        await self._call_empty(
            send_session_messages.asyncio_detailed,
            self._id(id, "id"),
            client=self._wire(request_options),
            body=self._body(shape.from_dict, body),
        )

    async def send_session_tool_results(
        self,
        id: str,
        *,
        request: models.ToolResultEvent | models.ErrorEvent | models.ToolResultBatch | Object,
        request_options: RequestOptions | None = None,
    ) -> None:
        """Say what became of calls of the client's tools. The agent goes on when it knows of all of them.

        Args:
            id: The session.
            request: A result, an error, or a batch of them; each repeats the call in `tool_req`.
            request_options: What this call does differently.

        Raises:
            ConflictError: The session has ended.
            NotFoundError: There is no such session.
        """
        body = mapping(request, "request")
        if body.get("type") == "batch":
            shape = wire.ToolResultBatch
        else:
            shape = wire.ErrorEvent if body.get("kind") == "error_event" else wire.ToolResultEvent
        await self._call_empty(
            send_session_tool_results.asyncio_detailed,
            self._id(id, "id"),
            client=self._wire(request_options),
            body=self._body(shape.from_dict, body),
        )

    async def pause_session(self, id: str, *, request_options: RequestOptions | None = None) -> None:
        """Ask a session to pause. It keeps its state and its slot.

        Raises:
            BadRequestError: It has ended.
            NotFoundError: There is no such session.
        """
        await self._call_empty(
            pause_session.asyncio_detailed, self._id(id, "id"), client=self._wire(request_options)
        )

    async def resume_session(self, id: str, *, request_options: RequestOptions | None = None) -> None:
        """Let a paused session go on.

        Raises:
            BadRequestError: It has ended.
            NotFoundError: There is no such session.
        """
        await self._call_empty(
            resume_session.asyncio_detailed, self._id(id, "id"), client=self._wire(request_options)
        )

    async def force_session_answer(self, id: str, *, request_options: RequestOptions | None = None) -> None:
        """Ask the agent to answer with what it has, at its next step.

        Raises:
            BadRequestError: The session has ended.
            NotFoundError: There is no such session.
        """
        await self._call_empty(
            force_session_answer.asyncio_detailed, self._id(id, "id"), client=self._wire(request_options)
        )

    async def submit_session_feedback(
        self,
        id: str,
        *,
        success: bool,
        message: str | Keep | None = KEEP,
        request_options: RequestOptions | None = None,
    ) -> None:
        """Say whether a session did what was asked, and why.

        Raises:
            NotFoundError: There is no such session.
        """
        await self._call_empty(
            submit_session_feedback.asyncio_detailed,
            self._id(id, "id"),
            client=self._wire(request_options),
            body=self._body(wire.Feedback.from_dict, given(success=success, message=message)),
        )

    async def submit_event_feedback(
        self,
        id: str,
        event_index: int,
        *,
        success: bool,
        message: str | Keep | None = KEEP,
        request_options: RequestOptions | None = None,
    ) -> None:
        """Say whether one event of a session was right, and why.

        Raises:
            NotFoundError: There is no such session or event.
        """
        await self._call_empty(
            submit_event_feedback.asyncio_detailed,
            self._id(id, "id"),
            event_index,
            client=self._wire(request_options),
            body=self._body(wire.Feedback.from_dict, given(success=success, message=message)),
        )

    async def share_session(
        self, id: str, *, request_options: RequestOptions | None = None
    ) -> models.ShareLink:
        """Let anyone with the link read a session.

        Returns:
            The link; its `share_url` is a path on the service.

        Raises:
            NotFoundError: There is no such session.
        """
        return await self._call(
            models.ShareLink,
            share_session.asyncio_detailed,
            self._id(id, "id"),
            client=self._wire(request_options),
        )

    async def unshare_session(self, id: str, *, request_options: RequestOptions | None = None) -> None:
        """Let nobody else read a session any more.

        Raises:
            NotFoundError: There is no such session.
        """
        await self._call_empty(
            unshare_session.asyncio_detailed, self._id(id, "id"), client=self._wire(request_options)
        )
