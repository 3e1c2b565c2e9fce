"""What the emulator remembers: SQLAlchemy tables in SQLite, in memory or in a file.

Times are milliseconds since the epoch, as on the wire. Texts such as `meta`, `header` and `content` are
ciphertexts that nothing here can read.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import JSON, Engine, Index, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from fairlead.emulator._store import BaseStore

__all__ = [
    "AccessKey",
    "Account",
    "Artifact",
    "Attachment",
    "FeedPost",
    "KvEntry",
    "Machine",
    "Message",
    "Owner",
    "Pairing",
    "PushToken",
    "Relation",
    "Row",
    "RunningAgent",
    "Secret",
    "SessionRow",
    "Store",
    "UsageReport",
    "VendorToken",
]


class Row(DeclarativeBase):
    """A stored object.

    Attributes:
        number: Order of insertion.
    """

    type_annotation_map: ClassVar[dict[Any, Any]] = {dict[str, Any]: JSON, dict[str, float]: JSON}

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)


class Secret(Row):
    """What tokens are signed with. It stays when everything else is forgotten."""

    __tablename__ = "secrets"

    seed: Mapped[bytes]


class Owner(Row):
    """What the person with the scripted machine knows, and the server does not. It stays, too.

    Attributes:
        secret: The account secret.
        machine_id: Identifier of the machine.
    """

    __tablename__ = "owners"

    secret: Mapped[bytes]
    machine_id: Mapped[str]


class RunningAgent(Row):
    """What an agent that runs on the scripted machine knows.

    Attributes:
        session_id: Its session.
        key: The data key of the session.
        request: How it was spawned.
        mode: Its permission mode; None until somebody has said it.
        heard: `seq` of the last message it has dealt with.
    """

    __tablename__ = "running_agents"

    session_id: Mapped[str] = mapped_column(unique=True)
    key: Mapped[bytes]
    request: Mapped[dict[str, Any]]
    mode: Mapped[str | None] = mapped_column(default=None)
    heard: Mapped[int] = mapped_column(default=0)


class Account(Row):
    """An account.

    Attributes:
        public_key: Its Ed25519 key, in base64.
        update_seq: Number of the last update of any kind.
        feed_seq: Number of the last post of its feed.
    """

    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(unique=True)
    public_key: Mapped[str] = mapped_column(unique=True)
    update_seq: Mapped[int] = mapped_column(default=0)
    feed_seq: Mapped[int] = mapped_column(default=0)
    settings: Mapped[str | None] = mapped_column(default=None)
    settings_version: Mapped[int] = mapped_column(default=0)
    first_name: Mapped[str | None] = mapped_column(default=None)
    last_name: Mapped[str | None] = mapped_column(default=None)
    username: Mapped[str | None] = mapped_column(default=None)


class Pairing(Row):
    """A device that asked to be let in.

    Attributes:
        kind: `terminal` or `account`.
        public_key: Its key for this pairing, in base64.
        account_id: Who approved it.
    """

    __tablename__ = "pairings"
    __table_args__: Any = (UniqueConstraint("kind", "public_key"),)

    id: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    public_key: Mapped[str]
    supports_v2: Mapped[bool] = mapped_column(default=False)
    response: Mapped[str | None] = mapped_column(default=None)
    account_id: Mapped[str | None] = mapped_column(default=None)


class SessionRow(Row):
    """A session.

    Attributes:
        seq: The last number given to a message.
        meta: Its metadata.
        data_key: Its sealed data key.
    """

    __tablename__ = "sessions"
    __table_args__: Any = (UniqueConstraint("account_id", "tag"),)

    id: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[str]
    tag: Mapped[str]
    seq: Mapped[int] = mapped_column(default=0)
    meta: Mapped[str]
    meta_version: Mapped[int] = mapped_column(default=0)
    agent_state: Mapped[str | None] = mapped_column(default=None)
    agent_state_version: Mapped[int] = mapped_column(default=0)
    data_key: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    active_at: Mapped[int]
    created_at: Mapped[int]
    updated_at: Mapped[int]


class Message(Row):
    """A message of a session."""

    __tablename__ = "messages"
    __table_args__: Any = (
        UniqueConstraint("session_id", "local_id"),
        Index("messages_by_seq", "session_id", "seq"),
    )

    id: Mapped[str] = mapped_column(unique=True)
    session_id: Mapped[str]
    seq: Mapped[int]
    local_id: Mapped[str | None]
    content: Mapped[str]
    created_at: Mapped[int]
    updated_at: Mapped[int]


class Machine(Row):
    """A machine. Its identifier is unique over all accounts."""

    __tablename__ = "machines"

    id: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[str] = mapped_column(index=True)
    meta: Mapped[str]
    meta_version: Mapped[int] = mapped_column(default=1)
    daemon_state: Mapped[str | None]
    daemon_state_version: Mapped[int]
    data_key: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=False)
    active_at: Mapped[int]
    created_at: Mapped[int]
    updated_at: Mapped[int]


class AccessKey(Row):
    """A machine's key to a session."""

    __tablename__ = "access_keys"
    __table_args__: Any = (UniqueConstraint("account_id", "session_id", "machine_id"),)

    account_id: Mapped[str]
    session_id: Mapped[str] = mapped_column(index=True)
    machine_id: Mapped[str] = mapped_column(index=True)
    data: Mapped[str]
    data_version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[int]
    updated_at: Mapped[int]


class Artifact(Row):
    """An artifact. Its identifier is unique over all accounts."""

    __tablename__ = "artifacts"

    id: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[str] = mapped_column(index=True)
    header: Mapped[str]
    header_version: Mapped[int] = mapped_column(default=1)
    body: Mapped[str]
    body_version: Mapped[int] = mapped_column(default=1)
    data_key: Mapped[str]
    seq: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[int]
    updated_at: Mapped[int]


class KvEntry(Row):
    """An entry of the key-value store; a removed one keeps its version, and has no value."""

    __tablename__ = "kv_entries"
    __table_args__: Any = (UniqueConstraint("account_id", "key"),)

    account_id: Mapped[str]
    key: Mapped[str]
    value: Mapped[str | None]
    version: Mapped[int]


class PushToken(Row):
    """A device that is notified."""

    __tablename__ = "push_tokens"
    __table_args__: Any = (UniqueConstraint("account_id", "token"),)

    id: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[str]
    token: Mapped[str]
    created_at: Mapped[int]
    updated_at: Mapped[int]


class UsageReport(Row):
    """Tokens and cost of something; reporting it again under the same key replaces it."""

    __tablename__ = "usage_reports"
    __table_args__: Any = (UniqueConstraint("account_id", "session_id", "key"),)

    id: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[str]
    session_id: Mapped[str | None]
    key: Mapped[str]
    tokens: Mapped[dict[str, float]]
    cost: Mapped[dict[str, float]]
    created_at: Mapped[int]
    updated_at: Mapped[int]


class FeedPost(Row):
    """A post of an account's feed."""

    __tablename__ = "feed_posts"

    id: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[str] = mapped_column(index=True)
    seq: Mapped[int]
    body: Mapped[dict[str, Any]]
    repeat_key: Mapped[str | None]
    created_at: Mapped[int]


class Relation(Row):
    """What another account is to an account: `requested`, `pending`, `friend` or `rejected`."""

    __tablename__ = "relations"
    __table_args__: Any = (UniqueConstraint("account_id", "other_id"),)

    account_id: Mapped[str]
    other_id: Mapped[str]
    status: Mapped[str]


class VendorToken(Row):
    """A token of a vendor of models."""

    __tablename__ = "vendor_tokens"
    __table_args__: Any = (UniqueConstraint("account_id", "vendor"),)

    account_id: Mapped[str]
    vendor: Mapped[str]
    token: Mapped[str]


class Attachment(Row):
    """A file of a session.

    Attributes:
        ref: `sessions/<session>/attachments/<file>`.
        content: Its bytes; None until they are uploaded.
    """

    __tablename__ = "attachments"

    ref: Mapped[str] = mapped_column(unique=True)
    session_id: Mapped[str] = mapped_column(index=True)
    content: Mapped[bytes | None] = mapped_column(default=None)


_KEPT = (Secret.__tablename__, Owner.__tablename__)


class Store(BaseStore):
    """The database. The secrets are kept, so that tokens made before stay as valid as their accounts."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, Row.metadata, kept=_KEPT)
