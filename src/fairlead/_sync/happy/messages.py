# Made from src/fairlead/_async/happy/messages.py by `nox -s regenerate`: edit that one.
"""Messages of a session: sending, with proof that they arrived, and reading."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import count, islice
from typing import Any

from happy_backend_client import models as wire
from happy_backend_client.api.messages import send_messages

from fairlead._sync.happy._stored import Stored
from fairlead._sync.happy.link import TEMPORARY
from fairlead._sync.happy.sessions import SessionMethods
from fairlead.happy import _records, models
from fairlead.happy._content import user_message
from fairlead.happy._errors import FAMILY
from fairlead.happy.exceptions import MessageDeliveryError
from fairlead.happy.models import PermissionMode

_BATCH = 100


class MessageMethods(SessionMethods):
    """The part of the client that is about messages."""

    @cached_property
    def _stored(self) -> Stored:
        return Stored(self._http, self._shared)

    def send_message(
        self,
        session_id: str,
        text: str,
        permission_mode: PermissionMode | None = "yolo",
        *,
        confirm: bool = True,
        confirm_timeout: float = 10.0,
        poll_interval: float = 1.5,
        max_attempts: int = 3,
        local_id: str | None = None,
        meta: Mapping[str, Any] | None = None,
    ) -> models.StoredMessage:
        """Send a message to an agent, and make sure that it is stored, once.

        An agent that is away finds it when it comes back. That it is stored does not mean that the agent has
        read it: see `wait_for_turn_completion`.

        Args:
            session_id: The session.
            text: What to say.
            permission_mode: What the agent may do unasked from now on; `"yolo"` is everything. None leaves it
                as it is.
            confirm: Whether to try again when the server does not confirm that it stored the message.
            confirm_timeout: Seconds that one attempt may take.
            poll_interval: Seconds between two attempts.
            max_attempts: How often to try.
            local_id: Identifier of the message; whatever is sent again with the same one is stored once.
                Default: a new one.
            meta: Further wishes, such as `{"model": "...", "appendSystemPrompt": "..."}`.

        Returns:
            Where it is stored; its `seq` can be passed to `get_messages` and `subscribe`.

        Raises:
            SessionNotFound: There is no such session.
            EncryptionError: The session's key cannot be opened.
            MessageDeliveryError: The server did not confirm it in any attempt. It may be stored all the same.
            InvalidArgumentError: `max_attempts` is less than 1, or `text` is no text.

        Examples:
            >>> stored = client.send_message(session_id, "Run the tests, please")
            >>> turn = client.wait_for_turn_completion(session_id)
        """
        if max_attempts < 1:
            raise FAMILY.invalid_argument("max_attempts must be 1 or more", backend=FAMILY.backend)
        key = self._records.key_of(session_id)
        content = key.encrypt_json(user_message(text, permission_mode, meta))
        message = {"content": content, "localId": local_id or str(uuid.uuid4())}
        for number in count(1):
            try:
                return (self._store(session_id, [message], timeout=confirm_timeout))[0]
            except TEMPORARY as error:
                if not confirm:
                    raise
                if number >= max_attempts:
                    raise MessageDeliveryError(
                        f"the server did not confirm the message in {number} attempts: {error}",
                        backend=FAMILY.backend,
                        operation="send_messages",
                        status=error.status,
                    ) from error
            self._http.wait(poll_interval)
        raise AssertionError("unreachable: the loop ends by return or raise")

    def send_messages(
        self, session_id: str, texts: Iterable[str], permission_mode: PermissionMode | None = "yolo"
    ) -> list[models.StoredMessage]:
        """Send several messages in this order, 100 at a time; each is stored once.

        Args:
            session_id: The session.
            texts: What to say.
            permission_mode: What the agent may do unasked from now on; None leaves it as it is.

        Raises:
            SessionNotFound: There is no such session.
            EncryptionError: The session's key cannot be opened.
        """
        key = self._records.key_of(session_id)
        stored: list[models.StoredMessage] = []
        messages = (
            {"content": key.encrypt_json(user_message(text, permission_mode)), "localId": str(uuid.uuid4())}
            for text in texts
        )
        while batch := list(islice(messages, _BATCH)):
            stored += self._store(session_id, batch)
        return stored

    def get_messages(
        self, session_id: str, *, after_seq: int | None = None, limit: int | None = None
    ) -> list[models.Message]:
        """Get the messages of a session, oldest first.

        Args:
            session_id: The session.
            after_seq: Only those with a higher number.
            limit: How many to get at most: the newest ones.

        Raises:
            SessionNotFound: There is no such session.
            EncryptionError: The session's key cannot be opened.

        Examples:
            >>> for message in client.get_messages(session_id, limit=20):
            ...     print(message.seq, message.role, message.text)
        """
        if limit is None:
            return [message for message in self.iter_messages(session_id, after_seq=after_seq)]
        if limit <= 0:
            return []
        key = self._records.key_of(session_id)
        newest: list[_records.MessageRecord] = []
        for record in self._stored.newest_first(session_id, limit):
            if len(newest) == limit or record.seq <= (after_seq or 0):
                break
            newest.append(record)
        return [record.open(key) for record in reversed(newest)]

    def iter_messages(self, session_id: str, *, after_seq: int | None = None) -> Iterator[models.Message]:
        """Go through the messages of a session, oldest first; pages are fetched as they are needed.

        Args:
            session_id: The session.
            after_seq: Only those with a higher number.

        Raises:
            SessionNotFound: There is no such session.
            EncryptionError: The session's key cannot be opened.
        """
        key = self._records.key_of(session_id)
        last, more = max(after_seq or 0, 0), True
        while more:
            page = self._stored.page_after(session_id, last)
            for record in page.messages:
                yield record.open(key)
                last = record.seq
            more = page.has_more and bool(page.messages)

    def _store(
        self, session_id: str, messages: Sequence[Mapping[str, str]], *, timeout: float | None = None
    ) -> list[models.StoredMessage]:
        """Store messages; with a `timeout` of its own, in one attempt."""
        client = self._wire if timeout is None else self._attempt(timeout)
        answer = self._call(
            _records.StoredMessages,
            send_messages.sync_detailed,
            self._segment(session_id, "session_id"),
            client=client,
            body=self._body(wire.MessagesCreate.from_dict, {"messages": list(messages)}),
        )
        where = {stored.local_id: stored for stored in answer.messages}
        try:
            return [where[message["localId"]] for message in messages]
        except KeyError:
            raise FAMILY.invalid_response(
                "the server did not say where it stored a message",
                backend=FAMILY.backend,
                operation="send_messages",
            ) from None
