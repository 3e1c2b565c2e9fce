from typing import Literal

WebhookEventType = Literal[
    "hitl.response_ready",
    "packet.awaiting_human",
    "packet.claimed",
    "packet.completed",
    "packet.created",
    "packet.expired",
    "packet.failed",
    "packet.in_progress",
]

WEBHOOK_EVENT_TYPE_VALUES: set[WebhookEventType] = {
    "hitl.response_ready",
    "packet.awaiting_human",
    "packet.claimed",
    "packet.completed",
    "packet.created",
    "packet.expired",
    "packet.failed",
    "packet.in_progress",
}


def check_webhook_event_type(value: str) -> WebhookEventType:
    if value in WEBHOOK_EVENT_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WEBHOOK_EVENT_TYPE_VALUES!r}"
    )
