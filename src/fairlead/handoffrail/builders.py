"""Building packets step by step, in the order one thinks of their parts.

Each method returns the builder, so calls can be chained. The names of both earlier surfaces work:
`from_agent()` and `from_()`, `to_agent()` and `to()`, arguments by position or by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any, Self, overload
from uuid import UUID

from fairlead.handoffrail.exceptions import InvalidArgumentError
from fairlead.handoffrail.models import (
    Actions,
    AgentInfo,
    Artifact,
    ChainHandoffRequest,
    ContextEntry,
    ConversationRole,
    Decision,
    Dependency,
    DependencyStatus,
    DependencyType,
    HitlCheckpoint,
    PacketCreate,
    PendingAction,
    Priority,
    TargetAgentInfo,
)

__all__ = ["ChainBuilder", "HandoffPacket", "PacketBuilder"]


class _Builder:
    """The parts that new packets and follow-up packets have in common."""

    def __init__(self) -> None:
        self._source: AgentInfo | None = None
        self._target: TargetAgentInfo | None = None
        self._summary: str | None = None
        self._priority = Priority.normal
        self._tags: list[str] = []
        self._conversation: list[Mapping[str, Any] | ContextEntry] = []
        self._artifacts: list[Mapping[str, Any] | Artifact] = []
        self._custom: dict[str, Any] = {}
        self._decisions: list[Decision] = []
        self._pending: list[PendingAction] = []
        self._dependencies: list[Dependency] = []
        self._hitl: HitlCheckpoint | None = None
        self._schema_id: str | None = None

    def from_agent(
        self, id: str, name: str, framework: str | None = None, version: str | None = None
    ) -> Self:
        """Set the source agent."""
        self._source = AgentInfo(id=id, name=name, framework=framework, version=version)
        return self

    def from_(
        self, agent_id: str, agent_name: str, framework: str | None = None, version: str | None = None
    ) -> Self:
        """Set the source agent; the same as `from_agent()`."""
        return self.from_agent(agent_id, agent_name, framework, version)

    def to_agent(self, id: str, name: str, framework: str | None = None) -> Self:
        """Set the target agent."""
        self._target = TargetAgentInfo(id=id, name=name, framework=framework)
        return self

    def to(self, agent_id: str, agent_name: str, framework: str | None = None) -> Self:
        """Set the target agent; the same as `to_agent()`."""
        return self.to_agent(agent_id, agent_name, framework)

    @overload
    def with_summary(self, text: str) -> Self: ...
    @overload
    def with_summary(self, *, summary: str) -> Self: ...
    def with_summary(self, text: str | None = None, *, summary: str | None = None) -> Self:
        """Set what the next agent must know in one or two sentences."""
        self._summary = _either("text", text, "summary", summary)
        return self

    @overload
    def with_priority(self, level: str) -> Self: ...
    @overload
    def with_priority(self, *, priority: str) -> Self: ...
    def with_priority(self, level: str | None = None, *, priority: str | None = None) -> Self:
        """Set the priority: `low`, `normal` (the default), `high` or `critical`.

        Raises:
            InvalidArgumentError: There is no such priority.
        """
        chosen = _either("level", level, "priority", priority)
        self._priority = Priority.parse(chosen, error=InvalidArgumentError)
        return self

    def with_tags(self, tags: Iterable[str]) -> Self:
        """Set the tags, replacing earlier ones.

        Raises:
            InvalidArgumentError: `tags` is one string instead of several.
        """
        if isinstance(tags, str):
            raise InvalidArgumentError(f"tags must be a list of strings, got the string {tags!r}")
        self._tags = list(tags)
        return self

    def with_conversation(self, messages: Iterable[Mapping[str, Any] | ContextEntry]) -> Self:
        """Add conversation turns after those that are already there.

        Args:
            messages: Turns with `role` (`user`, `agent`, `system` or `human`), `content` and, if wanted,
                `timestamp` and `metadata`.
        """
        self._conversation += messages
        return self

    def with_artifact(
        self, key: str, value: str | dict[str, Any] | list[Any], content_type: str | None = None
    ) -> Self:
        """Add one named artifact: text, a JSON object or a JSON array."""
        self._artifacts.append(Artifact(key=key, value=value, content_type=content_type))
        return self

    def with_artifacts(self, artifacts: Iterable[Mapping[str, Any] | Artifact]) -> Self:
        """Set all artifacts, replacing earlier ones. Each has `key`, `value` and maybe `content_type`."""
        self._artifacts = list(artifacts)
        return self

    def with_custom(self, custom: Mapping[str, Any]) -> Self:
        """Set the free-form part of the context, replacing an earlier one."""
        self._custom = dict(custom)
        return self

    def with_decision(
        self,
        decision: str,
        rationale: str = "",
        alternatives: Iterable[str] | None = None,
        decided_by: str | None = None,
    ) -> Self:
        """Add a decision; its id is `d1`, `d2`, and so on."""
        self._decisions.append(
            Decision(
                id=f"d{len(self._decisions) + 1}",
                decision=decision,
                rationale=rationale,
                alternatives=list(alternatives or ()),
                decided_by=decided_by,
            )
        )
        return self

    def with_action(
        self,
        description: str,
        assignee: str,
        priority: str | None = None,
        depends_on: Iterable[str] | None = None,
        action_id: str | None = None,
    ) -> Self:
        """Add a pending action; its id is `action_id`, or the next free one of `a1`, `a2`, and so on.

        Raises:
            InvalidArgumentError: There is no such priority.
        """
        self._pending.append(
            PendingAction(
                id=action_id or self._next_action_id(),
                description=description,
                assignee=assignee,
                priority=None if priority is None else Priority.parse(priority, error=InvalidArgumentError),
                depends_on=list(depends_on or ()),
            )
        )
        return self

    def _next_action_id(self) -> str:
        taken = {action.id for action in self._pending}
        return next(f"a{n}" for n in count(len(taken) + 1) if f"a{n}" not in taken)

    @overload
    def with_dependency(
        self,
        id: str,
        type: str = "api",
        description: str = "",
        status: str | None = None,
        source: str | None = None,
    ) -> Self: ...
    @overload
    def with_dependency(
        self,
        *,
        dep_id: str,
        type: str = "api",
        description: str = "",
        status: str | None = None,
        source: str | None = None,
    ) -> Self: ...
    def with_dependency(
        self,
        id: str | None = None,
        type: str = "api",
        description: str = "",
        status: str | None = None,
        source: str | None = None,
        *,
        dep_id: str | None = None,
    ) -> Self:
        """Add something outside that the work waits for.

        Args:
            id: Its id; `dep_id` is another name for it.
            type: `data`, `api`, `human_approval`, `external_event` or `resource`.
            description: What it is.
            status: `blocked`, `available` or `unknown`, which is the default.
            source: Where it comes from.
            dep_id: See `id`.

        Raises:
            InvalidArgumentError: There is no such type or status.
        """
        self._dependencies.append(
            Dependency(
                id=_either("id", id, "dep_id", dep_id),
                type=DependencyType.parse(type, error=InvalidArgumentError),
                description=description,
                status=DependencyStatus.parse(status or "unknown", error=InvalidArgumentError),
                source=source,
            )
        )
        return self

    def with_hitl(
        self,
        reason: str,
        question: str | None = None,
        options: Iterable[str] | None = None,
        timeout_seconds: int | None = None,
    ) -> Self:
        """Make the packet wait for a human's answer. The last call wins.

        Args:
            reason: Why a human must look at it; must not be empty.
            question: What to ask.
            options: Answers to offer. An answer need not be one of them.
            timeout_seconds: How long the answer is worth waiting for.
        """
        self._hitl = HitlCheckpoint(
            required=True,
            reason=reason,
            question=question,
            options=None if options is None else list(options),
            timeout_seconds=timeout_seconds,
        )
        return self

    def with_schema(self, schema_id: str) -> Self:
        """Have the server check the context against a registered schema."""
        self._schema_id = schema_id
        return self

    def _parts(self) -> dict[str, Any]:
        if self._source is None:
            raise InvalidArgumentError("Source agent is missing; call from_agent(id, name)")
        if self._target is None:
            raise InvalidArgumentError("Target agent is missing; call to_agent(id, name)")
        if self._summary is None:
            raise InvalidArgumentError("Summary is missing; call with_summary(text)")
        return {
            "metadata": {
                "source_agent": self._source,
                "target_agent": self._target,
                "priority": self._priority,
                "tags": self._tags,
            },
            "context": {
                "summary": self._summary,
                "conversation_state": read_conversation(self._conversation),
                "artifacts": self._artifacts,
                "custom": self._custom,
            },
            "decisions": self._decisions,
            "actions": Actions(pending=self._pending),
            "dependencies": self._dependencies,
            "hitl": self._hitl,
            "schema_id": self._schema_id,
        }


class PacketBuilder(_Builder):
    """Builds a [`PacketCreate`][fairlead.handoffrail.models.PacketCreate].

    Examples:
        >>> packet = (
        ...     PacketBuilder()
        ...     .from_agent("sales-01", "SalesBot", framework="langchain")
        ...     .to_agent("billing-01", "BillingBot")
        ...     .with_summary("Customer wants the Business tier")
        ...     .with_conversation([{"role": "user", "content": "I want to upgrade"}])
        ...     .with_action("Process payment", assignee="billing-01", priority="high")
        ...     .build()
        ... )
        >>> packet.actions.pending[0].id
        'a1'
    """

    def __init__(self) -> None:
        super().__init__()
        self._parent: str | UUID | None = None

    def with_parent(self, parent_packet_id: str | UUID) -> Self:
        """Name the packet this one follows. Unlike chaining, this copies no conversation."""
        self._parent = parent_packet_id
        return self

    def build(self) -> PacketCreate:
        """Return the packet. May be called again, also after further changes.

        Raises:
            InvalidArgumentError: The source agent, the target agent or the summary is missing, or a turn
                has an unknown role.
            pydantic.ValidationError: A turn, an artifact or the checkpoint is not valid.
        """
        return PacketCreate.from_dict({**self._parts(), "parent_packet_id": self._parent})


class ChainBuilder(_Builder):
    """Builds a [`ChainHandoffRequest`][fairlead.handoffrail.models.ChainHandoffRequest]."""

    def build(self) -> ChainHandoffRequest:
        """Return the follow-up packet. May be called again, also after further changes.

        Raises:
            InvalidArgumentError: The source agent, the target agent or the summary is missing, or a turn
                has an unknown role.
            pydantic.ValidationError: A turn, an artifact or the checkpoint is not valid.
        """
        return ChainHandoffRequest.from_dict(self._parts())


class HandoffPacket:
    """Where building a packet starts: `HandoffPacket.builder()`."""

    @staticmethod
    def builder() -> PacketBuilder:
        """Return a new, empty builder."""
        return PacketBuilder()


def read_conversation(messages: Iterable[Mapping[str, Any] | ContextEntry]) -> list[ContextEntry]:
    """Return `messages` as turns that the server will take.

    Raises:
        InvalidArgumentError: A turn has a role that does not exist.
        pydantic.ValidationError: A turn has no role or no content, or they are not text.
    """
    turns = [ContextEntry.model_validate(message) for message in messages]
    for turn in turns:
        ConversationRole.parse(turn.role, error=InvalidArgumentError)
    return turns


def _either(name: str, value: str | None, other_name: str, other: str | None) -> str:
    if value is not None and other is None:
        return value
    if other is not None and value is None:
        return other
    raise TypeError(f"give either {name} or {other_name}")
