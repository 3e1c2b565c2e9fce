"""What the server has stored of a session, and the key to read it with."""

from __future__ import annotations

from collections.abc import AsyncIterator

from happy_backend_client.api.messages import list_messages
from happy_backend_client.api.sessions import list_sessions

from fairlead._async.happy._base import AsyncNamespace
from fairlead._async.happy.subscription import NEWEST
from fairlead.happy import _records
from fairlead.happy._crypto import RecordKey
from fairlead.happy._errors import FAMILY
from fairlead.happy.exceptions import SessionNotFound

PAGE = 500


class AsyncRecords(AsyncNamespace):
    """Finds sessions, and the keys to read them with."""

    async def record(self, session_id: str) -> _records.SessionRecord:
        """A session as the server has it.

        Raises:
            SessionNotFound: There is no such session.
        """
        # No route gets one session. The list goes down from its cursor, which is an id, and so the first one
        # below the least id above this one is the session, if there is one.
        page = await self._call(
            _records.SessionPage,
            list_sessions.asyncio_detailed,
            client=self._wire,
            cursor=f"cursor_v1_{session_id}0",
            limit=1,
        )
        for record in page.sessions:
            if record.id == session_id:
                return record
        raise SessionNotFound(f"there is no session {session_id} in this account", backend=FAMILY.backend)

    async def key_of(self, session_id: str) -> RecordKey:
        """The key of a session.

        Raises:
            SessionNotFound: There is no such session.
            EncryptionError: The key cannot be opened.
        """
        key = self._shared.session_key(session_id)
        if key is None:
            key = (await self.record(session_id)).key(self._shared.keyring)
            self._shared.remember(session_id, key)
        return key


class AsyncStored(AsyncRecords):
    """Reads what is stored of sessions, still encrypted."""

    async def page_after(self, session_id: str, seq: int) -> _records.MessagePage:
        """A page of the messages after a number, oldest first."""
        return await self._call(
            _records.MessagePage,
            list_messages.asyncio_detailed,
            self._segment(session_id, "session_id"),
            client=self._wire,
            after_seq=seq,
            limit=PAGE,
        )

    async def page_before(self, session_id: str, seq: int, limit: int = PAGE) -> _records.MessagePage:
        """A page of the messages before a number, newest first."""
        return await self._call(
            _records.MessagePage,
            list_messages.asyncio_detailed,
            self._segment(session_id, "session_id"),
            client=self._wire,
            before_seq=seq,
            limit=min(limit, PAGE),
        )

    async def newest_seq(self, session_id: str) -> int:
        """Number of the newest message; 0 when there is none."""
        page = await self.page_before(session_id, NEWEST, 1)
        return page.messages[0].seq if page.messages else 0

    async def newest_first(
        self, session_id: str, page_size: int = 100
    ) -> AsyncIterator[_records.MessageRecord]:
        """The messages from the newest to the oldest; pages are fetched as they are needed."""
        before, more = NEWEST, True
        while more:
            page = await self.page_before(session_id, before, page_size)
            for record in page.messages:
                yield record
                before = record.seq
            more = page.has_more and bool(page.messages)
