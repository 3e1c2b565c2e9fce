from typing import Literal

PacketStatus = Literal[
    "awaiting_human",
    "claimed",
    "completed",
    "created",
    "expired",
    "failed",
    "in_progress",
]

PACKET_STATUS_VALUES: set[PacketStatus] = {
    "awaiting_human",
    "claimed",
    "completed",
    "created",
    "expired",
    "failed",
    "in_progress",
}


def check_packet_status(value: str) -> PacketStatus:
    if value in PACKET_STATUS_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PACKET_STATUS_VALUES!r}"
    )
