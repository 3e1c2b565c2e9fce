# Made from src/fairlead/_async/happy/sessions.py by `nox -s regenerate`: edit that one.
"""Sessions: finding them, and what is known about them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from happy_backend_client import models as wire
from happy_backend_client.api.sessions import (
    archive_session,
    create_session,
    delete_session,
    list_active_sessions,
    list_sessions,
    push_session_event,
)
from happy_backend_client.types import UNSET

from fairlead import errors
from fairlead._sync.happy._base import HappyCaller
from fairlead._sync.happy._stored import Records
from fairlead.happy import _records, models
from fairlead.happy._content import plain_text
from fairlead.happy._errors import FAMILY
from fairlead.happy._metadata import Written, merge, read_ack
from fairlead.happy.exceptions import MetadataConflictError, SessionNotFound

_PAGE = 200
_ACTIVE = 500
_ACK = 30.0
_RACES = 4


class SessionMethods(HappyCaller):
    """The part of the client that is about sessions."""

    @cached_property
    def _records(self) -> Records:
        return Records(self._http, self._shared)

    def list_sessions(self, active_only: bool = False) -> list[models.Session]:
        """Get all sessions, those that changed last first.

        What cannot be decrypted is listed, too, with `readable` False.

        Args:
            active_only: Only those whose agent was heard of lately.

        Examples:
            >>> for session in client.list_sessions(active_only=True):
            ...     print(session.id, session.name)
        """
        if active_only:
            page = self._call(
                _records.SessionList, list_active_sessions.sync_detailed, client=self._wire, limit=_ACTIVE
            )
            if len(page.sessions) < _ACTIVE:
                return [record.open(self._shared.keyring) for record in page.sessions]
        found = [session for session in self.iter_sessions() if session.active or not active_only]
        return sorted(found, key=lambda session: session.updated_at, reverse=True)

    def iter_sessions(self, *, changed_since: int | None = None) -> Iterator[models.Session]:
        """Go through all sessions, the newest first; pages are fetched as they are needed.

        Args:
            changed_since: Only those that changed after this time, in milliseconds since 1970.

        Examples:
            >>> for session in client.iter_sessions():
            ...     print(session.id, session.directory)
        """
        cursor: str | None = None
        more = True
        while more:
            page = self._call(
                _records.SessionPage,
                list_sessions.sync_detailed,
                client=self._wire,
                limit=_PAGE,
                cursor=cursor or UNSET,
                changed_since=changed_since or UNSET,
            )
            for record in page.sessions:
                yield record.open(self._shared.keyring)
            cursor = page.next_cursor
            more = page.has_next and cursor is not None

    def get_session(self, session_id: str) -> models.Session:
        """Get a session.

        Raises:
            SessionNotFound: There is no such session.
        """
        return (self._records.record(session_id)).open(self._shared.keyring)

    def is_alive(self, session_id: str) -> bool:
        """Whether the agent of a session was heard of lately; False if there is no such session."""
        try:
            return (self._records.record(session_id)).active
        except SessionNotFound:
            return False

    def update_session_metadata(self, session_id: str, changes: Mapping[str, Any]) -> models.Session:
        """Change some of a session's metadata, and return the session as it is then.

        The rest of the metadata stays as it is, also when others change it at the same time.

        Args:
            session_id: The session.
            changes: New values, by name.

        Raises:
            SessionNotFound: There is no such session.
            EncryptionError: The metadata cannot be read; it is left alone.
            MetadataUpdateError: The server refused.
            MetadataConflictError: Others were faster, again and again.

        Examples:
            >>> session = client.update_session_metadata(session_id, {"ticket": "T-17"})
            >>> session.metadata["ticket"]
            'T-17'
        """
        record = self._records.record(session_id)
        key = record.key(self._shared.keyring)
        for _ in range(_RACES):
            text = merge(key, record.metadata, changes)
            expected = record.metadata_version
            request = {"sid": session_id, "metadata": text, "expectedVersion": expected}
            try:
                answer = read_ack(self._shared.link.call("update-metadata", request, _ACK))
            except (errors.ConnectionFailed, errors.TimedOut) as error:
                # Whether the answer or the request was lost, the record says. It is gone, if nobody answered.
                record = self._records.record(session_id)
                answer = Written(record.metadata == text, record.metadata, record.metadata_version)
                if not answer.stored and isinstance(error, errors.TimedOut):
                    raise
            record = record.model_copy(
                update={
                    "metadata": text if answer.stored else answer.text,
                    "metadata_version": answer.version,
                }
            )
            if answer.stored:
                return record.open(self._shared.keyring)
        raise MetadataConflictError(
            f"others changed the metadata of session {session_id} {_RACES} times while we tried to",
            backend=FAMILY.backend,
            operation="update-metadata",
        )

    def set_session_name(self, session_id: str, name: str) -> models.Session:
        """Give a session a name; apps show it as the title.

        Args:
            session_id: The session.
            name: Its name.

        Raises:
            SessionNotFound: There is no such session.
            EncryptionError: The metadata cannot be read; it is left alone.
            MetadataUpdateError: The server refused.
            MetadataConflictError: Others were faster, again and again.
            InvalidArgumentError: The name is no text.
        """
        name = plain_text(name, "name")
        summary = {"text": name, "updatedAt": int(time.time() * 1000)}
        return self.update_session_metadata(session_id, {"name": name, "summary": summary})

    def create_session(self, tag: str, metadata: Mapping[str, Any]) -> models.Session:
        """Create a session, as agents do, or get the one that was created with this tag.

        Args:
            tag: Name of the session for the account; whatever is created with the same one is one session.
            metadata: What to say about it, such as `path` and `host`.

        Raises:
            EncryptionError: Only a machine's key is known.
            InvalidArgumentError: The metadata is no JSON.
        """
        key, sealed = self._shared.keyring.new_record_key()
        body = {
            "tag": tag,
            "metadata": key.encrypt_json(dict(metadata)),
            "agentState": None,
            "dataEncryptionKey": sealed,
        }
        answer = self._call(
            _records.SessionResponse,
            create_session.sync_detailed,
            client=self._wire,
            body=self._body(wire.SessionCreate.from_dict, body),
        )
        return answer.session.open(self._shared.keyring)

    def notify(
        self,
        session_id: str,
        title: str,
        body: str,
        *,
        kind: str = "done",
        data: Mapping[str, Any] | None = None,
    ) -> models.NotificationResult:
        """Tell the user's devices about a session. The server can read it.

        Args:
            session_id: The session.
            title: Title, up to 200 characters.
            body: Text, up to 500 characters.
            kind: `"done"`, `"permission"` or `"question"`.
            data: What else to send along.

        Raises:
            SessionNotFound: There is no such session.
        """
        event: dict[str, Any] = {"kind": kind, "title": title, "body": body}
        if data is not None:
            event["data"] = dict(data)
        return self._call(
            models.NotificationResult,
            push_session_event.sync_detailed,
            self._segment(session_id, "session_id"),
            client=self._wire,
            body=self._body(wire.SessionEvent.from_dict, event),
        )

    def archive_session(self, session_id: str) -> None:
        """Mark a session as not active. Its agent is left alone; `stop_session` stops it.

        Raises:
            SessionNotFound: There is no such session.
        """
        place = self._segment(session_id, "session_id")
        self._call(_records.Succeeded, archive_session.sync_detailed, place, client=self._wire)

    def delete_session(self, session_id: str) -> None:
        """Delete a session with its messages, for good. Its agent is left alone; stop it first.

        Raises:
            SessionNotFound: There is no such session.
        """
        place = self._segment(session_id, "session_id")
        self._call(_records.Succeeded, delete_session.sync_detailed, place, client=self._wire)
