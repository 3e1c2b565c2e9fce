"""Changing part of a packet without losing the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from fairlead.handoffrail.exceptions import InvalidArgumentError
from fairlead.handoffrail.integrations._client import HandoffClient
from fairlead.handoffrail.models import (
    CompletedAction,
    Decision,
    Dependency,
    FailedAction,
    PacketResponse,
    PacketStatus,
    PacketUpdate,
    PendingAction,
)


def update_packet(
    client: HandoffClient,
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
    """Send the given changes; what they leave out stays.

    The server replaces a packet's context and its three action lists as wholes, so the packet is read first
    when one of them changes. See `BaseAdapter.update_handoff` for the meaning of the arguments.
    """
    lists = {"pending": pending_actions, "completed": completed_actions, "failed": failed_actions}
    new_lists = {name: list(given) for name, given in lists.items() if given}
    changes: dict[str, Any] = {
        "status": None if status is None else PacketStatus.parse(status, error=InvalidArgumentError),
        "decisions": decisions or None,
        "dependencies": dependencies or None,
    }
    if new_lists or summary is not None or custom:
        current = client.get_packet(packet_id)
        if new_lists:
            changes["actions"] = {**dict(current.actions), **new_lists}
        if summary is not None or custom:
            changes["context"] = {
                **dict(current.context),
                "summary": current.context.summary if summary is None else summary,
                "custom": {**current.context.custom, **(custom or {})},
            }
    return client.update_packet(packet_id, PacketUpdate.from_dict(changes))
