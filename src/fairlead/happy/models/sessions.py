"""Sessions, their messages and turns, and what agents ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from pydantic import Field

from fairlead._core.loose import fields_of, text_or_none
from fairlead._core.models import Model
from fairlead.happy._content import text_of
from fairlead.happy.models.enums import TurnStatus
from fairlead.happy.models.wire import WireModel


class PermissionRequest(Model):
    """Something an agent wants to do and waits to be allowed.

    Attributes:
        id: Identifier, for the answer.
        tool: Tool it wants to use.
        arguments: What it wants to use it with.
        created_at: When it asked, in milliseconds since 1970.
    """

    id: str
    tool: str = ""
    arguments: Any = Field(default=None, repr=False)
    created_at: int | None = None

    @classmethod
    def read(cls, request_id: str, request: Mapping[str, Any]) -> Self:
        """Read a request as it stands in the state of an agent."""
        created_at = request.get("createdAt")
        return cls(
            id=request_id,
            tool=text_or_none(request.get("tool")) or "",
            arguments=request.get("arguments"),
            created_at=created_at if isinstance(created_at, int) else None,
        )


class Session(Model):
    """A conversation with an agent. Times are milliseconds since 1970; no repr shows what is encrypted.

    Attributes:
        id: Identifier. Later sessions have identifiers that sort higher.
        active: Whether the agent was heard of lately.
        created_at: When it was created.
        metadata: Decrypted metadata, such as `path`, `host` and `summary`. Empty if it cannot be read.
        agent_state: The agent's state as the server has it, encrypted.
        metadata_version: Version of the metadata.
        claude_session_id: The conversation's name in Claude Code.
        machine_id: The machine that it runs on.
        directory: The directory that it runs in.
        agent_state_data: Decrypted state of the agent. None if there is none, or it cannot be read.
        agent_state_version: Version of the state.
        seq: Number of the newest message; 0 when there is none.
        updated_at: When anything of it last changed, be it a heartbeat.
        active_at: When the agent was last heard of.
        readable: Whether the metadata could be decrypted.
    """

    id: str
    active: bool
    created_at: int
    metadata: dict[str, Any] = Field(default_factory=dict[str, Any], repr=False)
    agent_state: str | None = Field(default=None, repr=False)
    metadata_version: int = 0
    claude_session_id: str | None = Field(default=None, repr=False)
    machine_id: str | None = None
    directory: str | None = Field(default=None, repr=False)
    agent_state_data: dict[str, Any] | None = Field(default=None, repr=False)
    agent_state_version: int = 0
    seq: int = 0
    updated_at: int = 0
    active_at: int = 0
    readable: bool = True

    @property
    def name(self) -> str | None:
        """What the session is called: the title that apps show, or else the name it was given."""
        title = text_or_none(fields_of(self.metadata.get("summary")).get("text"))
        return title or text_or_none(self.metadata.get("name")) or None

    @property
    def permission_requests(self) -> list[PermissionRequest]:
        """What the agent waits to be allowed, oldest first."""
        requests = fields_of(fields_of(self.agent_state_data).get("requests"))
        asked = [PermissionRequest.read(key, fields_of(request)) for key, request in requests.items()]
        return sorted(asked, key=lambda request: request.created_at or 0)


class Message(Model):
    """A message of a session. No repr shows its content.

    Attributes:
        id: Identifier.
        seq: Number within its session. Gaps are normal.
        content: The decrypted content; `{"t": "encrypted", "c": ...}` if it cannot be read.
        created_at: When it was stored, in milliseconds since 1970.
        local_id: Identifier that the sender chose.
        updated_at: When it last changed, in milliseconds since 1970.
        readable: Whether it could be decrypted.
    """

    id: str
    seq: int
    content: dict[str, Any] = Field(repr=False)
    created_at: int
    local_id: str | None = None
    updated_at: int = 0
    readable: bool = True

    @property
    def role(self) -> str | None:
        """Who speaks: `"user"`, `"session"` (an agent) or `"agent"` (an agent, in the older form)."""
        return text_or_none(self.content.get("role"))

    @property
    def text(self) -> str | None:
        """The text that was said, by whomever; None if it is something else, such as the use of a tool."""
        return text_of(self.content)


class StoredMessage(WireModel):
    """Where the server stored a message.

    Attributes:
        id: Identifier.
        seq: Number within its session; what comes later has a higher one.
        local_id: Identifier that the sender chose.
        created_at: When it was stored first, in milliseconds since 1970.
        updated_at: When it last changed, in milliseconds since 1970.
    """

    id: str
    seq: int
    local_id: str
    created_at: int
    updated_at: int


class TurnResult(Model):
    """How a turn of an agent ended.

    Attributes:
        status: Whether the agent came to its end. Agents that do not say count as `completed`.
        text: What the agent said, without its thoughts and the use of tools.
        seq: Number of the message that ended the turn.
    """

    status: TurnStatus = TurnStatus.completed
    text: str = Field(default="", repr=False)
    seq: int = 0


class TaskResult(TurnResult):
    """How a task ended.

    Attributes:
        session_id: The session that it ran in. It is stopped, and can still be read.
    """

    session_id: str
