from typing import Literal

PacketEventType = Literal[
    "awaiting_human",
    "chained",
    "claimed",
    "completed",
    "created",
    "expired",
    "failed",
    "hitl_responded",
    "in_progress",
]

PACKET_EVENT_TYPE_VALUES: set[PacketEventType] = {
    "awaiting_human",
    "chained",
    "claimed",
    "completed",
    "created",
    "expired",
    "failed",
    "hitl_responded",
    "in_progress",
}


def check_packet_event_type(value: str) -> PacketEventType:
    if value in PACKET_EVENT_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PACKET_EVENT_TYPE_VALUES!r}"
    )
