"""CrewAI: tasks and a tool.

`CrewAIAdapter` works without CrewAI. `HandoffRailCrewAITool` extends a class of CrewAI and needs it:
`pip install 'fairlead[crewai]'`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from fairlead.handoffrail.integrations._conversation import text_of, turn_from_message
from fairlead.handoffrail.integrations._optional import is_installed, unavailable_class
from fairlead.handoffrail.integrations.base import BaseAdapter
from fairlead.handoffrail.models import Decision, PacketResponse, PendingAction

if TYPE_CHECKING:
    from fairlead.handoffrail.integrations._crewai_tool import HandoffRailCrewAITool

__all__ = ["CrewAIAdapter", "HandoffRailCrewAITool"]

_CREWAI_AVAILABLE = is_installed("crewai")


class CrewAIAdapter(BaseAdapter):
    """Hands over and takes over tasks of CrewAI.

    Examples:
        >>> adapter = CrewAIAdapter(client, agent_id="billing-01", agent_name="BillingBot")
        >>> adapter.handoff_from_task(
        ...     task_result="Payment processed", target_agent_id="support-01", summary="Needs onboarding"
        ... )
    """

    def _default_framework(self) -> str:
        return "crewai"

    def extract_conversation(self, context: Any) -> list[dict[str, Any]]:
        """Return the turns of CrewAI objects.

        Args:
            context: A list of message dicts; a list of anything else, whose texts become turns of the agent;
                a string, which the agent said; or a task or a task's output. Anything else gives no turns.
        """
        if isinstance(context, str):
            return [{"role": "agent", "content": context}]
        if isinstance(context, list):
            return [
                turn_from_message(item)
                if isinstance(item, Mapping)
                else {"role": "agent", "content": text_of(item)}
                for item in cast("list[object]", context)
            ]
        turns: list[dict[str, Any]] = []
        if description := getattr(context, "description", None):
            turns.append({"role": "system", "content": f"Task: {description}"})
            if expected := getattr(context, "expected_output", None):
                turns.append({"role": "system", "content": f"Expected output: {expected}"})
        # Outputs of tasks and crews have their text here.
        result = getattr(context, "raw", None)
        if isinstance(result, str) and result:
            turns.append({"role": "agent", "content": result})
        return turns

    def resume_conversation(self, packet: PacketResponse) -> dict[str, Any]:
        """Return the packet as the inputs of a task.

        The keys are `summary`, `conversation`, `pending_actions`, `decisions`, `source_agent`,
        `source_agent_id` and `priority`; with a required checkpoint also `hitl_required`, `hitl_question` and
        `hitl_options`; with artifacts also `artifacts`. It does not claim the packet.
        """
        inputs: dict[str, Any] = {
            "summary": packet.context.summary,
            "conversation": [
                {"role": turn.role.value, "content": turn.content}
                for turn in packet.context.conversation_state
            ],
            "pending_actions": [
                {"id": action.id, "description": action.description, "assignee": action.assignee}
                for action in packet.actions.pending
            ],
            "decisions": [
                {"id": decision.id, "decision": decision.decision, "rationale": decision.rationale}
                for decision in packet.decisions
            ],
            "source_agent": packet.metadata.source_agent.name,
            "source_agent_id": packet.metadata.source_agent.id,
            "priority": packet.metadata.priority.value,
        }
        if packet.hitl is not None and packet.hitl.required:
            inputs["hitl_required"] = True
            inputs["hitl_question"] = packet.hitl.question or ""
            inputs["hitl_options"] = packet.hitl.options or []
        if packet.context.artifacts:
            inputs["artifacts"] = {artifact.key: artifact.value for artifact in packet.context.artifacts}
        return inputs

    def handoff_from_task(
        self,
        task_result: str,
        target_agent_id: str,
        target_agent_name: str | None = None,
        summary: str | None = None,
        *,
        target_framework: str | None = None,
        priority: str = "normal",
        tags: Sequence[str] | None = None,
        decisions: Sequence[Decision | Mapping[str, Any]] | None = None,
        pending_actions: Sequence[PendingAction | Mapping[str, Any]] | None = None,
    ) -> PacketResponse:
        """Hand over the result of a task.

        Args:
            task_result: The result; it becomes the one turn of the conversation.
            target_agent_id: Id of the agent the work is for.
            target_agent_name: Its name; by default its id.
            summary: What it must know. Required; it comes fourth so that the name can be left out.
            target_framework: What it is built with.
            priority: `low`, `normal`, `high` or `critical`.
            tags: Tags of the packet.
            decisions: What was decided.
            pending_actions: What is to be done.

        Raises:
            InvalidArgumentError: The summary is missing, or there is no such priority.
            pydantic.ValidationError: A dict does not fit its model.
            HandoffRailError: The call failed.
        """
        return self.create_handoff(
            target_agent_id,
            target_agent_name,
            summary,
            target_framework=target_framework,
            priority=priority,
            tags=tags,
            conversation_state=[{"role": "agent", "content": f"Task result: {task_result}"}],
            decisions=decisions,
            pending_actions=pending_actions,
        )


def __getattr__(name: str) -> Any:
    if name != "HandoffRailCrewAITool":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if not _CREWAI_AVAILABLE:
        return unavailable_class("CrewAI", name, "crewai")
    from fairlead.handoffrail.integrations._crewai_tool import HandoffRailCrewAITool

    return HandoffRailCrewAITool
