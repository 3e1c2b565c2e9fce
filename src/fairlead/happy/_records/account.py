"""What else the server answers: of the account, its devices and its belongings."""

from __future__ import annotations

from typing import Any, Literal

from fairlead.happy._crypto import Keyring, RecordKey
from fairlead.happy.exceptions import EncryptionError, VersionConflictError
from fairlead.happy.models import (
    AccessKey,
    Artifact,
    ArtifactSummary,
    KvEntry,
    KvVersion,
    PushToken,
    User,
    VendorToken,
)
from fairlead.happy.models.wire import WireModel


class Succeeded(WireModel):
    """It is done."""

    success: Literal[True]


class SignedIn(WireModel):
    """A fresh token."""

    token: str


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
