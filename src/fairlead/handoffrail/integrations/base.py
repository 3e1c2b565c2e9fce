"""The part of an adapter that is the same for every framework."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from fairlead.handoffrail.builders import read_conversation
from fairlead.handoffrail.exceptions import InvalidArgumentError
from fairlead.handoffrail.integrations._client import HandoffClient
from fairlead.handoffrail.integrations._updates import update_packet
from fairlead.handoffrail.models import (
    Artifact,
    ChainHandoffRequest,
    CompletedAction,
    ContextEntry,
    Decision,
    Dependency,
    FailedAction,
    HitlCheckpoint,
    PacketCreate,
    PacketResponse,
    PendingAction,
    Priority,
)

__all__ = ["BaseAdapter", "HandoffClient"]


class BaseAdapter(ABC):
    """Hands work over, and takes it over, as one agent.

    An adapter for a framework says how a conversation is read from the framework's objects and how a packet
    is given to it; everything else is here. Lists of decisions, actions and so on may hold models or dicts.

    Args:
        client: A sync client. The adapter does not close it.
        agent_id: Id of this agent.
        agent_name: Name of this agent.
        framework: What this agent is built with; by default what the adapter is for.

    Examples:
        >>> class MyAdapter(BaseAdapter):
        ...     def extract_conversation(self, context):
        ...         return [{"role": "user", "content": message.text} for message in context.messages]
        ...
        ...     def resume_conversation(self, packet):
        ...         return [turn.to_dict() for turn in packet.context.conversation_state]
    """

    def __init__(
        self, client: HandoffClient, agent_id: str, agent_name: str, framework: str | None = None
    ) -> None:
        self.client = client
        self.agent_id = agent_id
        self.agent_name = agent_name
        self.framework: str = framework or self._default_framework()

    @abstractmethod
    def extract_conversation(self, context: Any) -> list[dict[str, Any]]:
        """Return the turns (`role`, `content`, ...) of a conversation in the framework's own form."""

    @abstractmethod
    def resume_conversation(self, packet: PacketResponse) -> Any:
        """Return what the framework needs to go on with the work of a packet."""

    def _default_framework(self) -> str:
        return "custom"

    def create_handoff(
        self,
        target_agent_id: str,
        target_agent_name: str | None = None,
        summary: str | None = None,
        *,
        target_framework: str | None = None,
        priority: str = "normal",
        tags: Sequence[str] | None = None,
        conversation_state: Sequence[ContextEntry | Mapping[str, Any]] | None = None,
        artifacts: Sequence[Artifact | Mapping[str, Any]] | None = None,
        decisions: Sequence[Decision | Mapping[str, Any]] | None = None,
        pending_actions: Sequence[PendingAction | Mapping[str, Any]] | None = None,
        dependencies: Sequence[Dependency | Mapping[str, Any]] | None = None,
        hitl: HitlCheckpoint | Mapping[str, Any] | None = None,
        custom: Mapping[str, Any] | None = None,
    ) -> PacketResponse:
        """Create a packet from this agent.

        Args:
            target_agent_id: Id of the agent the work is for.
            target_agent_name: Its name; by default its id.
            summary: What it must know. Required; it comes third so that the name can be left out.
            target_framework: What it is built with.
            priority: `low`, `normal`, `high` or `critical`.
            tags: Tags of the packet.
            conversation_state: The conversation so far, such as from `extract_conversation()`.
            artifacts: Named results.
            decisions: What was decided.
            pending_actions: What is to be done.
            dependencies: What the work waits for.
            hitl: A question to a human, which the packet waits for.
            custom: Free-form data.

        Raises:
            InvalidArgumentError: The summary is missing, or the priority or a role does not exist.
            pydantic.ValidationError: A dict does not fit its model.
            HandoffRailError: The call failed.
        """
        request = self._request(
            target_agent_id,
            target_agent_name,
            summary,
            target_framework=target_framework,
            priority=priority,
            tags=tags,
            context={
                "conversation_state": read_conversation(conversation_state or ()),
                "artifacts": artifacts or (),
                "custom": custom or {},
            },
            decisions=decisions,
            pending_actions=pending_actions,
        )
        return self.client.create_packet(
            PacketCreate.from_dict({**request, "dependencies": dependencies or (), "hitl": hitl})
        )

    def chain_handoff(
        self,
        parent_packet_id: str | UUID,
        target_agent_id: str,
        target_agent_name: str | None = None,
        summary: str | None = None,
        *,
        target_framework: str | None = None,
        priority: str = "normal",
        tags: Sequence[str] | None = None,
        conversation_state: Sequence[ContextEntry | Mapping[str, Any]] | None = None,
        decisions: Sequence[Decision | Mapping[str, Any]] | None = None,
        pending_actions: Sequence[PendingAction | Mapping[str, Any]] | None = None,
    ) -> PacketResponse:
        """Create a follow-up packet; the server puts the parent's conversation before the given one.

        The arguments are those of `create_handoff()`, after the parent's id.

        Raises:
            InvalidArgumentError: The summary is missing, or the priority or a role does not exist.
            pydantic.ValidationError: A dict does not fit its model.
            HandoffRailError: The call failed.
        """
        request = self._request(
            target_agent_id,
            target_agent_name,
            summary,
            target_framework=target_framework,
            priority=priority,
            tags=tags,
            context={"conversation_state": read_conversation(conversation_state or ())},
            decisions=decisions,
            pending_actions=pending_actions,
        )
        return self.client.chain_handoff(parent_packet_id, ChainHandoffRequest.from_dict(request))

    def _request(
        self,
        target_agent_id: str,
        target_agent_name: str | None,
        summary: str | None,
        *,
        target_framework: str | None,
        priority: str,
        tags: Sequence[str] | None,
        context: dict[str, Any],
        decisions: Sequence[Any] | None,
        pending_actions: Sequence[Any] | None,
    ) -> dict[str, Any]:
        if summary is None:
            raise InvalidArgumentError("summary is missing; say what the next agent must know")
        return {
            "metadata": {
                "source_agent": {"id": self.agent_id, "name": self.agent_name, "framework": self.framework},
                "target_agent": {
                    "id": target_agent_id,
                    "name": target_agent_name or target_agent_id,
                    "framework": target_framework,
                },
                "priority": Priority.parse(priority, error=InvalidArgumentError),
                "tags": tags or (),
            },
            "context": {"summary": summary, **context},
            "decisions": decisions or (),
            "actions": {"pending": pending_actions or ()},
        }

    def claim_handoff(self, packet_id: str | UUID, *, framework: str | None = None) -> PacketResponse:
        """Claim a packet for this agent.

        Raises:
            ConflictError: Another agent has it; see `claimed_by`.
            HandoffRailError: The call failed.
        """
        return self.client.claim_packet(
            packet_id,
            agent_id=self.agent_id,
            agent_name=self.agent_name,
            framework=framework or self.framework,
        )

    def update_handoff(
        self,
        packet_id: str | UUID,
        *,
        status: str | None = None,
        decisions: Sequence[Decision | Mapping[str, Any]] | None = None,
        pending_actions: Sequence[PendingAction | Mapping[str, Any]] | None = None,
        completed_actions: Sequence[CompletedAction | Mapping[str, Any]] | None = None,
        failed_actions: Sequence[FailedAction | Mapping[str, Any]] | None = None,
        dependencies: Sequence[Dependency | Mapping[str, Any]] | None = None,
        summary: str | None = None,
        custom: Mapping[str, Any] | None = None,
    ) -> PacketResponse:
        """Change parts of a packet; every part that is not given, or given empty, stays.

        Changing an action list, the summary or `custom` reads the packet first. The two requests are not one
        step: a change that somebody else makes between them is overwritten.

        Args:
            packet_id: The packet.
            status: The status to move to.
            decisions: Decisions to add; one with the id of an earlier decision replaces it.
            pending_actions: The new list of pending actions.
            completed_actions: The new list of completed actions.
            failed_actions: The new list of failed actions.
            dependencies: The new list of dependencies.
            summary: The new summary; the rest of the context stays.
            custom: Entries to set in the free-form data; other entries stay.

        Raises:
            InvalidArgumentError: There is no such status.
            pydantic.ValidationError: A dict does not fit its model.
            HandoffRailError: A call failed.
        """
        return update_packet(
            self.client,
            packet_id,
            status=status,
            decisions=decisions,
            pending_actions=pending_actions,
            completed_actions=completed_actions,
            failed_actions=failed_actions,
            dependencies=dependencies,
            summary=summary,
            custom=custom,
        )

    def complete_handoff(self, packet_id: str | UUID) -> PacketResponse:
        """Complete a packet, which must be in progress.

        Raises:
            HandoffRailError: The call failed.
        """
        return self.client.complete_packet(packet_id)

    def get_handoff(self, packet_id: str | UUID) -> PacketResponse:
        """Return a packet.

        Raises:
            HandoffRailError: The call failed.
        """
        return self.client.get_packet(packet_id)

    def poll_for_handoff(
        self, *, status: str = "created", target_agent: str | None = None, limit: int = 10
    ) -> list[PacketResponse]:
        """Return the newest packets for this agent, without waiting.

        Args:
            status: Only packets in this status.
            target_agent: Only packets for this agent; by default for this adapter's.
            limit: How many at most, 1 to 200.

        Raises:
            HandoffRailError: The call failed.
        """
        page = self.client.list_packets(
            status=status, target_agent=target_agent or self.agent_id, limit=limit
        )
        return page.packets

    def respond_to_hitl(
        self,
        packet_id: str | UUID,
        response: str,
        *,
        responded_by: str | None = None,
        notes: str | None = None,
    ) -> PacketResponse:
        """Answer a packet's checkpoint, by default in the name of this agent.

        Raises:
            HandoffRailError: The call failed.
        """
        return self.client.respond_to_hitl(
            packet_id, response=response, responded_by=responded_by or self.agent_id, notes=notes
        )
