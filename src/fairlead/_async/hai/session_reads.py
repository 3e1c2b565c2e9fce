"""Sessions: reading what they are and what they do."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import datetime
from typing import Any

from hai_backend_client.api.sessions import (
    get_session,
    get_session_changes,
    get_session_quota,
    get_session_resource,
    get_session_status,
    list_session_events,
    list_sessions,
)

from fairlead._async.hai._base import AsyncNamespace, known, listed, moment
from fairlead._core.deadline import LONGEST
from fairlead.hai import models
from fairlead.hai._errors import FAMILY
from fairlead.hai._limits import MAX_WAIT_SECONDS
from fairlead.hai._options import RequestOptions

Object = Mapping[str, Any]


class AsyncSessionReads(AsyncNamespace):
    """The part of `client.sessions` that changes nothing."""

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
    ) -> models.PageSessionSummary:
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

        Examples:
            >>> page = await client.sessions.list_sessions(status=["running", "idle"], size=50)
            >>> page.total, [session.id for session in page.items]
        """
        return await self._call(
            models.PageSessionSummary,
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
    ) -> AsyncIterator[models.SessionSummary]:
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

    async def get_session_quota(self, *, request_options: RequestOptions | None = None) -> models.QuotaStatus:
        """Get how many sessions can run at a time, and how many do."""
        return await self._call(
            models.QuotaStatus, get_session_quota.asyncio_detailed, client=self._wire(request_options)
        )

    async def get_session(self, id: str, *, request_options: RequestOptions | None = None) -> models.Session:
        """Get a session.

        Raises:
            NotFoundError: There is no such session.
        """
        return await self._call(
            models.Session,
            get_session.asyncio_detailed,
            self._id(id, "id"),
            client=self._wire(request_options),
        )

    async def get_session_status(
        self, id: str, *, request_options: RequestOptions | None = None
    ) -> models.SessionStatus:
        """Get how a session stands: status, steps, usage.

        Raises:
            NotFoundError: There is no such session.
        """
        return await self._call(
            models.SessionStatus,
            get_session_status.asyncio_detailed,
            self._id(id, "id"),
            client=self._wire(request_options),
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
    ) -> models.SessionChanges | None:
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
            models.SessionChanges,
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
    ) -> models.PageSessionEvent:
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
            models.PageSessionEvent,
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
    ) -> AsyncIterator[models.SessionEvent]:
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

        Examples:
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
