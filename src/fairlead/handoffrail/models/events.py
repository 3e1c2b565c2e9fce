"""Names of events, and the event that streams deliver."""

from __future__ import annotations

from typing import Any, Final

from fairlead._core.models import Model, UtcDatetime

EVENT_PACKET_CREATED: Final = "packet.created"
EVENT_PACKET_CLAIMED: Final = "packet.claimed"
EVENT_PACKET_UPDATED: Final = "packet.updated"
EVENT_PACKET_IN_PROGRESS: Final = "packet.in_progress"
EVENT_PACKET_AWAITING_HUMAN: Final = "packet.awaiting_human"
EVENT_PACKET_COMPLETED: Final = "packet.completed"
EVENT_PACKET_FAILED: Final = "packet.failed"
EVENT_PACKET_EXPIRED: Final = "packet.expired"
EVENT_PACKET_CHAINED: Final = "packet.chained"
EVENT_HITL_RESPONSE_READY: Final = "hitl.response_ready"

ALL_EVENTS: Final = frozenset(
    {
        EVENT_PACKET_CREATED,
        EVENT_PACKET_CLAIMED,
        EVENT_PACKET_UPDATED,
        EVENT_PACKET_IN_PROGRESS,
        EVENT_PACKET_AWAITING_HUMAN,
        EVENT_PACKET_COMPLETED,
        EVENT_PACKET_FAILED,
        EVENT_PACKET_EXPIRED,
        EVENT_PACKET_CHAINED,
        EVENT_HITL_RESPONSE_READY,
    }
)
"""Every event type of the streams."""

WEBHOOK_EVENTS: Final = ALL_EVENTS - {EVENT_PACKET_UPDATED, EVENT_PACKET_CHAINED}
"""The event types a webhook can ask for."""

DEFAULT_WEBHOOK_EVENTS: Final = (
    EVENT_PACKET_CREATED,
    EVENT_PACKET_CLAIMED,
    EVENT_PACKET_COMPLETED,
    EVENT_PACKET_FAILED,
)
"""The event types a webhook gets if it does not say."""


class StreamEvent(Model):
    """Something that happened to a packet, as the event streams tell it.

    Attributes:
        type: One of `ALL_EVENTS`, or a type that is newer than this version.
        packet_id: The packet it happened to.
        data: `status` and `metadata` of the packet, and more for some types.
        timestamp: When it happened.
        replayed: The event was reconstructed after a reconnect instead of being received live.
    """

    type: str
    packet_id: str
    data: dict[str, Any]
    timestamp: UtcDatetime
    replayed: bool = False
