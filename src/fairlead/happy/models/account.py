"""What belongs to an account beside its sessions and machines. Times are milliseconds since 1970."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pydantic import Field

from fairlead._core.models import Model
from fairlead.happy._credentials import write_key_file
from fairlead.happy.models.enums import PairingState, RelationshipStatus
from fairlead.happy.models.wire import WireModel


class Profile(WireModel):
    """The account.

    Attributes:
        id: Identifier.
        timestamp: Time of the server.
        connected_services: Vendors with a registered token.
    """

    id: str
    timestamp: int
    first_name: str | None = None
    last_name: str | None = None
    username: str | None = None
    avatar: dict[str, Any] | None = None
    github: dict[str, Any] | None = None
    connected_services: list[str] = Field(default_factory=list[str])


class Settings(WireModel):
    """The account's settings, as apps encrypted them.

    Attributes:
        settings: The encrypted settings; None if there are none.
        settings_version: Their version.
    """

    settings: str | None = Field(default=None, repr=False)
    settings_version: int


class UsageSum(WireModel):
    """Usage within a period.

    Attributes:
        timestamp: Start of the period, in seconds since 1970.
        tokens: Tokens by kind.
        cost: Cost by kind.
        report_count: Reports it is made of.
    """

    timestamp: int
    tokens: dict[str, float]
    cost: dict[str, float]
    report_count: int


class Usage(WireModel):
    """Usage by period.

    Attributes:
        usage: The periods.
        group_by: `"hour"` or `"day"`.
        total_reports: Reports it is made of.
    """

    usage: list[UsageSum]
    group_by: str
    total_reports: int


class AccessKey(WireModel):
    """What a machine needs to take part in a session, as its owner encrypted it."""

    data: str = Field(repr=False)
    data_version: int
    created_at: int
    updated_at: int


class ArtifactSummary(Model):
    """An encrypted document, without its body.

    Attributes:
        id: Identifier.
        header: The decrypted header; None if it cannot be read.
        header_version: Its version.
        seq: Number of changes.
        readable: Whether it could be decrypted.
    """

    id: str
    header: Any = Field(default=None, repr=False)
    header_version: int
    seq: int = 0
    created_at: int
    updated_at: int
    readable: bool = True


class Artifact(ArtifactSummary):
    """An encrypted document.

    Attributes:
        body: The decrypted body; None if it cannot be read.
        body_version: Its version.
    """

    body: Any = Field(default=None, repr=False)
    body_version: int


class KvEntry(Model):
    """An entry of the key-value store.

    Attributes:
        key: Key.
        value: Value in base64, as it was stored. What is private has to be encrypted by who stores it.
        version: Version of the value, from 0.
    """

    key: str
    value: str = Field(repr=False)
    version: int


class KvMutation(Model):
    """A change of one entry of the key-value store.

    Attributes:
        key: Key.
        value: New value in base64; None removes the entry.
        version: Version that it replaces; -1 for a key that never was.
    """

    key: str
    value: str | None = Field(repr=False)
    version: int = -1


class KvVersion(Model):
    """The new version of an entry. It goes on counting when the value is removed."""

    key: str
    version: int


class FeedPost(WireModel):
    """A post of the feed.

    Attributes:
        id: Identifier.
        body: What it says, by `kind`: `friend_request` and `friend_accepted` have a `uid`, `text` a `text`.
        repeat_key: Key of a post that is sent anew instead of once more.
        cursor: Its place, for `before` and `after`.
    """

    id: str
    body: dict[str, Any] = Field(repr=False)
    repeat_key: str | None = None
    cursor: str
    created_at: int


class FeedPage(WireModel):
    """A page of the feed.

    Attributes:
        items: The posts.
        has_more: Whether there are more in that direction.
    """

    items: list[FeedPost]
    has_more: bool


class User(WireModel):
    """Another account, as everybody sees it. Names that are not set are empty."""

    id: str
    first_name: str = ""
    last_name: str | None = None
    avatar: dict[str, Any] | None = None
    username: str = ""
    bio: str | None = None
    status: RelationshipStatus


class PushToken(WireModel):
    """A device that is notified."""

    id: str
    token: str = Field(repr=False)
    created_at: int
    updated_at: int


class VendorToken(Model):
    """A token of a vendor of models. The server can read it."""

    vendor: str
    token: str = Field(repr=False)


class PairingStatus(WireModel):
    """How far the pairing of a terminal is.

    Attributes:
        status: How far it is.
        supports_v2: Whether the terminal understands an answer without the account secret; only known while
            it is pending.
    """

    status: PairingState
    supports_v2: bool = Field(alias="supportsV2")


class PairedCredentials(Model):
    """What a device was given that asked to be let in. No repr shows the secrets.

    Attributes:
        token: Bearer token of the account.
        secret_b64: The account secret in base64; None for a terminal that was let in without it.
        public_key: The public half of the account's content key in base64, for a terminal without the secret.
    """

    token: str = Field(repr=False)
    secret_b64: str | None = Field(default=None, repr=False)
    public_key: str | None = None

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write a key file that only its owner can read, such as `~/.happy/agent.key`.

        Args:
            path: The file; a leading `~` is replaced, and missing directories are made.

        Raises:
            CredentialsError: There is no account secret to write.
            OSError: The file cannot be written.
        """
        write_key_file(Path(path).expanduser(), self.token, self.secret_b64)


class NotificationResult(WireModel):
    """What became of a notification.

    Attributes:
        result: `"sent"`, `"partial"`, `"suppressed"`, `"no_tokens"` or `"failed"`.
        tokens: Devices it was for.
        delivered: Devices it reached.
        reason: Why it was suppressed: `"active-ui-client"` while an app is in front.
    """

    result: str
    tokens: int | None = None
    delivered: int | None = None
    reason: str | None = None


class VoiceConversation(WireModel):
    """A conversation with a voice agent, or why there is none.

    Attributes:
        allowed: Whether it may start.
        reason: Why not.
        conversation_token: Token of the conversation.
        conversation_id: Its identifier.
        used_seconds: Seconds used.
        limit_seconds: Seconds allowed.
    """

    allowed: bool
    reason: str | None = None
    conversation_token: str | None = Field(default=None, repr=False)
    conversation_id: str | None = None
    agent_id: str
    eleven_user_id: str | None = None
    used_seconds: float
    limit_seconds: float


class VoiceUsage(WireModel):
    """How much was spoken."""

    used_seconds: float
    limit_seconds: float
    conversation_count: int
    conversation_limit: int
    eleven_user_id: str


class Health(Model):
    """The server works.

    Attributes:
        status: `"ok"`.
        timestamp: Time of the server, ISO 8601.
        service: Name of the server.
    """

    status: str
    timestamp: str
    service: str
