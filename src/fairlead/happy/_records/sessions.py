"""Sessions, machines and messages as the server has them, and what they are once decrypted."""

from __future__ import annotations

from fairlead._core.decode import maker
from fairlead.happy._crypto import Keyring, RecordKey, read_object
from fairlead.happy.exceptions import EncryptionError
from fairlead.happy.models import Machine, Message, Session, StoredMessage
from fairlead.happy.models.wire import WireModel


class SessionRecord(WireModel):
    """A session as the server has it."""

    id: str
    seq: int
    created_at: int
    updated_at: int
    active: bool
    active_at: int
    metadata: str
    metadata_version: int
    agent_state: str | None = None
    agent_state_version: int = 0
    data_encryption_key: str | None = None

    def key(self, keyring: Keyring) -> RecordKey:
        """The key of everything in the session.

        Raises:
            EncryptionError: It cannot be opened.
        """
        return keyring.for_session(self.data_encryption_key)

    def open(self, keyring: Keyring) -> Session:
        """Decrypt what can be decrypted; what cannot is empty."""
        try:
            key = self.key(keyring)
        except EncryptionError:
            key = None
        metadata = read_object(key, self.metadata) if self.metadata or key is None else {}
        known = metadata or {}
        return Session(
            id=self.id,
            active=self.active,
            created_at=self.created_at,
            metadata=known,
            agent_state=self.agent_state,
            metadata_version=self.metadata_version,
            claude_session_id=_filled(known.get("claudeSessionId")),
            machine_id=_filled(known.get("machineId")),
            directory=_filled(known.get("path")),
            agent_state_data=read_object(key, self.agent_state),
            agent_state_version=self.agent_state_version,
            seq=self.seq,
            updated_at=self.updated_at,
            active_at=self.active_at,
            readable=metadata is not None,
        )


class SessionList(WireModel):
    """Some sessions."""

    sessions: list[SessionRecord]


class SessionPage(SessionList):
    """A page of sessions."""

    next_cursor: str | None = None
    has_next: bool = False


class SessionResponse(WireModel):
    """One session."""

    session: SessionRecord


class MachineRecord(WireModel):
    """A machine as the server has it."""

    id: str
    created_at: int
    updated_at: int
    active: bool
    active_at: int
    metadata: str
    metadata_version: int
    daemon_state: str | None = None
    daemon_state_version: int = 0
    data_encryption_key: str | None = None

    def key(self, keyring: Keyring) -> RecordKey:
        """The key of everything about the machine.

        Raises:
            EncryptionError: It cannot be opened.
        """
        return keyring.for_machine(self.data_encryption_key)

    def open(self, keyring: Keyring) -> Machine:
        """Decrypt what can be decrypted; what cannot is empty."""
        try:
            key = self.key(keyring)
        except EncryptionError:
            key = None
        metadata = read_object(key, self.metadata) if self.metadata or key is None else {}
        return Machine(
            id=self.id,
            active=self.active,
            metadata=metadata or {},
            metadata_version=self.metadata_version,
            daemon_state=read_object(key, self.daemon_state),
            daemon_state_version=self.daemon_state_version,
            created_at=self.created_at,
            updated_at=self.updated_at,
            active_at=self.active_at,
            readable=metadata is not None,
        )


class MachineResponse(WireModel):
    """One machine."""

    machine: MachineRecord


class EncryptedContent(WireModel):
    """Content that only the account can read."""

    t: str
    c: str


class MessageRecord(WireModel):
    """A message as the server has it."""

    id: str
    seq: int
    content: EncryptedContent
    local_id: str | None = None
    created_at: int
    updated_at: int

    def open(self, key: RecordKey) -> Message:
        """Decrypt the content; one that cannot be stays as it is."""
        content = read_object(key, self.content.c)
        return maker(Message)(
            {
                "id": self.id,
                "seq": self.seq,
                "content": self.content.model_dump() if content is None else content,
                "created_at": self.created_at,
                "local_id": self.local_id,
                "updated_at": self.updated_at,
                "readable": content is not None,
            }
        )


class MessagePage(WireModel):
    """A page of messages."""

    messages: list[MessageRecord]
    has_more: bool


class StoredMessages(WireModel):
    """Where messages were stored."""

    messages: list[StoredMessage]


def _filled(value: object) -> str | None:
    """A text that says something."""
    return value if isinstance(value, str) and value.strip() else None
