"""Records as the server has them, and what they are once decrypted."""

from __future__ import annotations

from typing import Any, Literal, cast

from fairlead._core.decode import maker
from fairlead.happy._crypto import Keyring, RecordKey
from fairlead.happy.exceptions import EncryptionError, VersionConflictError
from fairlead.happy.models import (
    AccessKey,
    Artifact,
    ArtifactSummary,
    KvEntry,
    KvVersion,
    Machine,
    Message,
    PushToken,
    Session,
    StoredMessage,
    User,
    VendorToken,
)
from fairlead.happy.models.wire import WireModel


class Succeeded(WireModel):
    """It is done."""

    success: Literal[True]


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


class PairingProgress(WireModel):
    """How far a pairing is."""

    state: str
    token: str | None = None
    response: str | None = None


class Update(WireModel):
    """Whether something was replaced."""

    success: bool
    version: int | None = None

    def new_version(self, what: str) -> int:
        """The version that it has now.

        Raises:
            VersionConflictError: Somebody else changed it.
        """
        self.check(what)
        return self.version or 0

    def check(self, what: str) -> None:
        """Make sure that it was replaced.

        Raises:
            VersionConflictError: Somebody else changed it.
        """
        if not self.success:
            raise VersionConflictError(
                f"somebody else changed {what}; nothing was stored",
                backend="happy",
                body=self.to_dict(),
            )


class ArtifactRecord(WireModel):
    """An artifact as the server has it; lists leave out the body."""

    id: str
    header: str
    header_version: int
    body: str | None = None
    body_version: int = 0
    data_encryption_key: str
    seq: int = 0
    created_at: int
    updated_at: int

    def key(self, keyring: Keyring) -> RecordKey:
        """The key of the artifact.

        Raises:
            EncryptionError: It cannot be opened.
        """
        return keyring.for_session(self.data_encryption_key)

    def summary(self, keyring: Keyring) -> ArtifactSummary:
        """Decrypt the header, if that can be done."""
        header, readable = self._read(keyring, self.header)
        return ArtifactSummary(header=header, readable=readable, **self._facts())

    def open(self, keyring: Keyring) -> Artifact:
        """Decrypt what can be decrypted."""
        header, readable = self._read(keyring, self.header)
        body, also_readable = self._read(keyring, self.body)
        return Artifact(
            header=header,
            body=body,
            body_version=self.body_version,
            readable=readable and also_readable,
            **self._facts(),
        )

    def _facts(self) -> dict[str, Any]:
        return self.model_dump(include={"id", "header_version", "seq", "created_at", "updated_at"})

    def _read(self, keyring: Keyring, text: str | None) -> tuple[Any, bool]:
        try:
            return (None if text is None else self.key(keyring).decrypt_json(text)), text is not None
        except EncryptionError:
            return None, False


class AccessKeyResponse(WireModel):
    """The access key, if there is one."""

    access_key: AccessKey | None


class AccessKeyCreated(WireModel):
    """The access key that was stored."""

    access_key: AccessKey


class KvList(WireModel):
    """Some entries."""

    items: list[KvEntry]


class KvValues(WireModel):
    """The entries that were found."""

    values: list[KvEntry]


class KvMutated(WireModel):
    """The new versions."""

    results: list[KvVersion]


class PushTokenList(WireModel):
    """Devices that are notified."""

    tokens: list[PushToken]


class UserResponse(WireModel):
    """One user."""

    user: User


class UserList(WireModel):
    """Some users."""

    users: list[User]


class FriendList(WireModel):
    """Friends, and those who may become friends."""

    friends: list[User]


class FriendResult(WireModel):
    """The user after a change."""

    user: User | None


class GithubAuthorization(WireModel):
    """Where to link a GitHub account."""

    url: str


class VendorTokenResponse(WireModel):
    """The token of a vendor, if there is one."""

    token: str | None


class VendorTokenList(WireModel):
    """Registered tokens."""

    tokens: list[VendorToken]


class UploadTarget(WireModel):
    """Where to put the bytes of an attachment."""

    ref: str
    upload_url: str
    method: str


class Kept(WireModel):
    """The bytes are stored."""

    ok: Literal[True]


class DownloadSource(WireModel):
    """Where the bytes of an attachment are."""

    download_url: str


class VersionResult(WireModel):
    """Whether there is an update."""

    update_url: str | None


def read_object(key: RecordKey | None, text: str | None) -> dict[str, Any] | None:
    """Decrypt a JSON object; None if it is missing, cannot be decrypted, or is something else."""
    if key is None or text is None:
        return None
    try:
        value = key.decrypt_json(text)
    except EncryptionError:
        return None
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None


def _filled(value: object) -> str | None:
    """A text that says something."""
    return value if isinstance(value, str) and value.strip() else None
