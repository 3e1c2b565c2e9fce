"""What an agent can do with packets through a tool, whatever the framework."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field, WithJsonSchema

from fairlead.errors import FairleadError
from fairlead.handoffrail.builders import PacketBuilder
from fairlead.handoffrail.integrations._client import HandoffClient
from fairlead.handoffrail.integrations._updates import update_packet

TOOL_NAME = "handoffrail"
TOOL_DESCRIPTION = (
    "Hand work over to another agent, or take over work that was handed to you. "
    "Actions: create (target_agent_id, summary), claim (packet_id), "
    "update (packet_id, and status or summary), complete (packet_id), get (packet_id). "
    "The answer is JSON; on failure it has the key 'error'."
)


class ToolInput(BaseModel):
    """Arguments of the tool, as a model sees them."""

    # Not a Literal: a model that makes an action up is told so, instead of ending the run with an exception.
    action: Annotated[
        str, WithJsonSchema({"type": "string", "enum": ["create", "claim", "update", "complete", "get"]})
    ] = Field(description="What to do.")
    packet_id: str | None = Field(default=None, description="The packet; for all actions but create.")
    target_agent_id: str | None = Field(default=None, description="For create: id of the agent to hand to.")
    target_agent_name: str | None = Field(default=None, description="For create: its name.")
    summary: str | None = Field(default=None, description="For create and update: what must be known.")
    status: str | None = Field(
        default=None, description="For update: in_progress, awaiting_human, completed, failed."
    )
    agent_id: str | None = Field(default=None, description="For create and claim: id of the acting agent.")
    agent_name: str | None = Field(default=None, description="For create and claim: its name.")
    priority: str = Field(default="normal", description="For create: low, normal, high or critical.")
    tags: str | list[str] | None = Field(default=None, description="For create: tags, separated by commas.")


def run_action(client: HandoffClient, action: str, arguments: Mapping[str, Any]) -> str:
    """Carry out an action and return its result as JSON text.

    An agent can react to a refusal but not to an exception, so a failed call and unusable arguments come back
    as `{"error": ...}`, failed calls with the `error_type` of the SDK.
    """
    try:
        result = _perform(client, ToolInput.model_validate({**arguments, "action": action}))
    except FairleadError as error:
        result = {"error": error.message, "error_type": type(error).__name__}
    except ValueError as error:
        result = {"error": str(error)}
    return json.dumps(result)


def _perform(client: HandoffClient, given: ToolInput) -> dict[str, str]:
    perform = _ACTIONS.get(given.action)
    if perform is None:
        raise ValueError(f"Unknown action {given.action!r}; use one of {', '.join(_ACTIONS)}")
    return perform(client, given)


def _create(client: HandoffClient, given: ToolInput) -> dict[str, str]:
    target = _required(given, "target_agent_id")
    tags = given.tags.split(",") if isinstance(given.tags, str) else given.tags or []
    packet = client.create_packet(
        PacketBuilder()
        .from_agent(*_acting_agent(given))
        .to_agent(target, given.target_agent_name or target)
        .with_summary(_required(given, "summary"))
        .with_priority(given.priority)
        .with_tags(tag.strip() for tag in tags if tag.strip())
        .build()
    )
    return {"status": "created", "packet_id": str(packet.id)}


def _claim(client: HandoffClient, given: ToolInput) -> dict[str, str]:
    agent_id, agent_name = _acting_agent(given)
    packet = client.claim_packet(
        _required(given, "packet_id"), agent_id=agent_id, agent_name=agent_name, framework=None
    )
    return {"status": "claimed", "packet_id": str(packet.id)}


def _update(client: HandoffClient, given: ToolInput) -> dict[str, str]:
    # Models fill arguments they do not mean with empty strings, so an empty summary is none.
    packet = update_packet(
        client,
        _required(given, "packet_id"),
        status=given.status or None,
        summary=given.summary or None,
    )
    return {"status": "updated", "packet_id": str(packet.id)}


def _complete(client: HandoffClient, given: ToolInput) -> dict[str, str]:
    packet = client.complete_packet(_required(given, "packet_id"))
    return {"status": "completed", "packet_id": str(packet.id)}


def _get(client: HandoffClient, given: ToolInput) -> dict[str, str]:
    packet = client.get_packet(_required(given, "packet_id"))
    return {"packet_id": str(packet.id), "status": packet.status.value}


_ACTIONS: dict[str, Callable[[HandoffClient, ToolInput], dict[str, str]]] = {
    "create": _create,
    "claim": _claim,
    "update": _update,
    "complete": _complete,
    "get": _get,
}


def _required(given: ToolInput, name: str) -> str:
    value = getattr(given, name)
    if not value:
        raise ValueError(f"{name} is required for action {given.action!r}")
    return value


def _acting_agent(given: ToolInput) -> tuple[str, str]:
    if not given.agent_id:
        return "unknown", given.agent_name or "Unknown"
    return given.agent_id, given.agent_name or given.agent_id
