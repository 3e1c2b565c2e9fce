"""Sessions: starting, reading and steering them."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from hai_backend_client import models as wire
from hai_backend_client.api.sessions import (
    cancel_session,
    create_session,
    force_session_answer,
    get_session,
    get_session_changes,
    get_session_quota,
    get_session_resource,
    get_session_status,
    list_session_events,
    list_sessions,
    pause_session,
    resume_session,
    send_session_messages,
    send_session_tool_results,
    share_session,
    submit_event_feedback,
    submit_session_feedback,
    unshare_session,
)

from fairlead._async._client import KEEP, LONGEST, Keep, given
from fairlead._async.hai._base import AsyncNamespace, known, listed, moment
from fairlead.hai._bodies import mapping, messages_body, session_body
from fairlead.hai._errors import FAMILY
from fairlead.hai._limits import MAX_WAIT_SECONDS
from fairlead.hai._options import RequestOptions
from fairlead.hai.models import (
    Agent,
    ErrorEvent,
    PageSessionEvent,
    PageSessionSummary,
    QuotaStatus,
    Session,
    SessionChanges,
    SessionEvent,
    SessionStatus,
    SessionSummary,
    ShareLink,
    ToolResultBatch,
    ToolResultEvent,
    UserMessageBatch,
    UserMessageEvent,
)

Object = Mapping[str, Any]


class AsyncSessions(AsyncNamespace):
    """`client.sessions`: runs of agents. Most of what it does is also on the handle of a session."""

    async def create_session(
        self,
        *,
        agent: str | Agent | Object,
        idempotency_key: str | None = None,
        messages: str | UserMessageEvent | Object | Sequence[UserMessageEvent | Object] | Keep | None = KEEP,
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
    ) -> Session:
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
            idle_timeout_s: Seconds that the session stays open after an answer; None ends it with the first.
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
            Session,
            create_session.asyncio_detailed,
            client=self._wire(request_options, resend=True),
            body=self._body(wire.SessionRequest.from_dict, body),
            idempotency_key=idempotency_key or str(uuid.uuid4()),
        )

    async def list_sessions(
        self,
        *,
        owner: str | None = None,
        status: str | Iterable[str] | None = None,
        agent: str | Iterable[str] | None = None,
        group_id: str | None = None,
        parent_session_id: str | None = None,
        schedule_id: str | None = None,
        search: str | None = None,
        created_before: datetime | str | None = None,
        created_after: datetime | str | None = None,
        finished_before: datetime | str | None = None,
        finished_after: datetime | str | None = None,
        page: int | None = None,
        size: int | None = None,
        sort: str | Iterable[str] | None = None,
        request_options: RequestOptions | None = None,
    ) -> PageSessionSummary:
        """Get a page of sessions, newest first. Filters are combined with "and".

        Args:
            owner: `me`, `me-in-organization` (the default), `organization` or `me-or-organization`.
            status: One status, or several of which any may match.
            agent: One agent name, or several of which any may match.
            group_id: Label given at the start.
            parent_session_id: The session whose subagents are wanted.
            schedule_id: The schedule that started it.
            search: Text to look for.
            created_before: Latest time of creation. A time without offset is local time.
            created_after: Earliest time of creation.
            finished_before: Latest time of the end.
            finished_after: Earliest time of the end.
            page: Which page, from 1.
            size: Sessions on the page, 1 to 100; 10 if not given.
            sort: `-created_at` (the default) or `created_at`.
            request_options: What this call does differently.

        Example:
            >>> page = await client.sessions.list_sessions(status=["running", "idle"], size=50)
            >>> page.total, [session.id for session in page.items]
        """
        return await self._call(
            PageSessionSummary,
            list_sessions.asyncio_detailed,
            client=self._wire(request_options),
            owner=known(owner),
            status=listed(status),
            agent=listed(agent),
            group_id=known(group_id),
            parent_session_id=known(parent_session_id),
            schedule_id=known(schedule_id),
            search=known(search),
            created_before=moment(created_before),
            created_after=moment(created_after),
            finished_before=moment(finished_before),
            finished_after=moment(finished_after),
            page=known(page),
            size=known(size),
            sort=listed(sort),
        )

    async def iter_sessions(
        self,
        *,
        owner: str | None = None,
        status: str | Iterable[str] | None = None,
        agent: str | Iterable[str] | None = None,
        group_id: str | None = None,
        parent_session_id: str | None = None,
        schedule_id: str | None = None,
        search: str | None = None,
        created_before: datetime | str | None = None,
        created_after: datetime | str | None = None,
        finished_before: datetime | str | None = None,
        finished_after: datetime | str | None = None,
        size: int = 100,
        sort: str | Iterable[str] | None = None,
        request_options: RequestOptions | None = None,
    ) -> AsyncIterator[SessionSummary]:
        """Yield every session, page by page; `size` are fetched at a time. See `list_sessions`."""
        async for session in self._by_page(
            lambda page: self.list_sessions(
                owner=owner,
                status=status,
                agent=agent,
                group_id=group_id,
                parent_session_id=parent_session_id,
                schedule_id=schedule_id,
                search=search,
                created_before=created_before,
                created_after=created_after,
                finished_before=finished_before,
                finished_after=finished_after,
                page=page,
                size=size,
                sort=sort,
                request_options=request_options,
            ),
            size,
        ):
            yield session

    async def get_session_quota(self, *, request_options: RequestOptions | None = None) -> QuotaStatus:
        """Get how many sessions can run at a time, and how many do."""
        return await self._call(
            QuotaStatus, get_session_quota.asyncio_detailed, client=self._wire(request_options)
        )

    async def get_session(self, id: str, *, request_options: RequestOptions | None = None) -> Session:
        """Get a session.

        Raises:
            NotFoundError: There is no such session.
        """
        return await self._call(
            Session, get_session.asyncio_detailed, self._id(id, "id"), client=self._wire(request_options)
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

    async def get_session_status(
        self, id: str, *, request_options: RequestOptions | None = None
    ) -> SessionStatus:
        """Get how a session stands: status, steps, usage.

        Raises:
            NotFoundError: There is no such session.
        """
        return await self._call(
            SessionStatus,
            get_session_status.asyncio_detailed,
            self._id(id, "id"),
            client=self._wire(request_options),
        )

    async def send_session_messages(
        self,
        id: str,
        *,
        request: str | UserMessageEvent | UserMessageBatch | Object,
        request_options: RequestOptions | None = None,
    ) -> None:
        """Send the agent a message, or several. It reads them at its next step; an idle session wakes up.

        Args:
            id: The session.
            request: A text, a message, or a batch of messages.
            request_options: What this call does differently.

        Raises:
            ConflictError: The session has ended.
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
        request: ToolResultEvent | ErrorEvent | ToolResultBatch | Object,
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
            ConflictError: It has ended.
            NotFoundError: There is no such session.
        """
        await self._call_empty(
            pause_session.asyncio_detailed, self._id(id, "id"), client=self._wire(request_options)
        )

    async def resume_session(self, id: str, *, request_options: RequestOptions | None = None) -> None:
        """Let a paused session go on.

        Raises:
            ConflictError: It has ended.
            NotFoundError: There is no such session.
        """
        await self._call_empty(
            resume_session.asyncio_detailed, self._id(id, "id"), client=self._wire(request_options)
        )

    async def force_session_answer(self, id: str, *, request_options: RequestOptions | None = None) -> None:
        """Ask the agent to answer with what it has, at its next step.

        Raises:
            ConflictError: The session has ended.
            NotFoundError: There is no such session.
        """
        await self._call_empty(
            force_session_answer.asyncio_detailed, self._id(id, "id"), client=self._wire(request_options)
        )

    async def get_session_changes(
        self,
        id: str,
        *,
        from_index: int | None = None,
        limit: int | None = None,
        include_events: bool | None = None,
        wait_for_seconds: int | None = None,
        request_options: RequestOptions | None = None,
    ) -> SessionChanges | None:
        """Get what happened in a session since an index of its log.

        Args:
            id: The session.
            from_index: How many events were read already; 0 if not given.
            limit: Events at most; no limit if not given.
            include_events: Whether to get events at all; yes if not given.
            wait_for_seconds: How long the service waits for an event if there is none, up to 25; it does not
                wait if this is not given. The time limit of the call is that much longer.
            request_options: What this call does differently.

        Returns:
            None if no event came, which is also so when the session has ended.

        Raises:
            InvalidArgument: `wait_for_seconds` is not 0 to 25.
            NotFoundError: There is no such session.
        """
        patience = wait_for_seconds or 0
        if not 0 <= patience <= MAX_WAIT_SECONDS:
            raise FAMILY.invalid_argument(
                f"wait_for_seconds must be 0 to {MAX_WAIT_SECONDS}, got {wait_for_seconds!r};"
                " to wait longer, ask again",
                backend=FAMILY.backend,
            )
        return await self._call_optional(
            SessionChanges,
            get_session_changes.asyncio_detailed,
            self._id(id, "id"),
            client=self._wire(request_options, patience=patience),
            from_index=known(from_index),
            limit=known(limit),
            include_events=known(include_events),
            wait_for_seconds=known(wait_for_seconds),
        )

    async def list_session_events(
        self,
        id: str,
        *,
        page: int | None = None,
        size: int | None = None,
        sort: str | Iterable[str] | None = None,
        type: str | None = None,
        request_options: RequestOptions | None = None,
    ) -> PageSessionEvent:
        """Get a page of a session's events.

        Args:
            id: The session.
            page: Which page, from 1.
            size: Events on the page, 1 to 200; 50 if not given.
            sort: `timestamp` or `-timestamp`.
            type: Only events of this type, such as `AgentEvent`.
            request_options: What this call does differently.

        Raises:
            NotFoundError: There is no such session.
        """
        return await self._call(
            PageSessionEvent,
            list_session_events.asyncio_detailed,
            self._id(id, "id"),
            client=self._wire(request_options),
            page=known(page),
            size=known(size),
            sort=listed(sort),
            type_=known(type),
        )

    async def iter_session_events(
        self,
        id: str,
        *,
        size: int = 200,
        sort: str | Iterable[str] | None = None,
        type: str | None = None,
        request_options: RequestOptions | None = None,
    ) -> AsyncIterator[SessionEvent]:
        """Yield every event of a session, page by page; `size` are fetched at a time.

        See `list_session_events`.
        """
        async for event in self._by_page(
            lambda page: self.list_session_events(
                id, page=page, size=size, sort=sort, type=type, request_options=request_options
            ),
            size,
        ):
            yield event

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

    async def share_session(self, id: str, *, request_options: RequestOptions | None = None) -> ShareLink:
        """Let anyone with the link read a session.

        Returns:
            The link; its `share_url` is a path on the service.

        Raises:
            NotFoundError: There is no such session.
        """
        return await self._call(
            ShareLink, share_session.asyncio_detailed, self._id(id, "id"), client=self._wire(request_options)
        )

    async def unshare_session(self, id: str, *, request_options: RequestOptions | None = None) -> None:
        """Let nobody else read a session any more.

        Raises:
            NotFoundError: There is no such session.
        """
        await self._call_empty(
            unshare_session.asyncio_detailed, self._id(id, "id"), client=self._wire(request_options)
        )

    async def get_session_resource(
        self, id: str, bucket: str, key: str, *, request_options: RequestOptions | None = None
    ) -> AsyncIterator[bytes]:
        """Download a file of a session, piece by piece. It is asked for once, and not again if it breaks off.

        Args:
            id: The session.
            bucket: Where it is kept.
            key: Its path there.
            request_options: What this call does differently; `chunk_size` cuts into pieces of so many bytes.

        Raises:
            NotFoundError: There is no such file or session.
            StreamInterrupted: The download broke off.

        Example:
            >>> with open("report.pdf", "wb") as file:
            ...     async for piece in client.sessions.get_session_resource(id, "files", "report.pdf"):
            ...         file.write(piece)
        """
        options = request_options or {}
        request = get_session_resource._get_kwargs(  # pyright: ignore[reportPrivateUsage]
            self._id(id, "id"), self._id(bucket, "bucket"), self._path(key, "key")
        )
        lane = dataclasses.replace(self._lane, options=options)
        port, size, rest = lane.port(), options.get("chunk_size"), b""
        silence = LONGEST if port.timeout is None else port.timeout
        prepared = await lane.prepare(request["url"], extensions=request["extensions"])
        async with port.stream("GET", **prepared, silence=silence) as stream:
            async for piece in stream.aiter_bytes():
                if not size:
                    yield piece
                    continue
                rest += piece
                while len(rest) >= size:
                    yield rest[:size]
                    rest = rest[size:]
        if rest:
            yield rest
