"""What a subscription delivers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from fairlead._core.models import Model
from fairlead.happy._content import text_of
from fairlead.happy.models.enums import UpdateKind


class SessionUpdate(Model):
    """Something that happened in a session. No repr shows what is encrypted.

    Attributes:
        kind: What it is. The other attributes are None where they do not apply.
        session_id: The session.
        seq: Number of the message.
        body: The decrypted content of a message, or the decrypted state of the agent: empty if only the
            metadata changed. None if it cannot be decrypted.
        role: Who speaks: `"user"`, `"session"` (an agent) or `"agent"` (an agent, in the older form).
        message_id: Identifier of the message.
        local_id: Identifier that its sender chose.
        created_at: When the message was stored, in milliseconds since 1970.
        dropped: How many updates were dropped.
        raw: What the server sent, encrypted.
        metadata: The decrypted metadata, if they changed and can be decrypted.
    """

    kind: UpdateKind
    session_id: str
    seq: int | None = None
    body: dict[str, Any] | None = Field(default=None, repr=False)
    role: str | None = None
    message_id: str | None = None
    local_id: str | None = None
    created_at: int | None = None
    dropped: int = 0
    raw: Mapping[str, Any] | None = Field(default=None, repr=False)
    metadata: dict[str, Any] | None = Field(default=None, repr=False)

    @property
    def text(self) -> str | None:
        """The text that was said, by whomever; None if it is something else, such as the use of a tool."""
        return text_of(self.body) if self.body and self.kind is UpdateKind.NEW_MESSAGE else None
