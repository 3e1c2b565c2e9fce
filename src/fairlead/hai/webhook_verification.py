"""The check of webhooks, where hai-agents keeps it; the same as in `fairlead.hai`."""

from fairlead.hai.webhooks import (
    DEFAULT_TOLERANCE_S,
    SIGNATURE_HEADER,
    TIMESTAMP_HEADER,
    WebhookEvent,
    WebhookEventData,
    WebhookVerificationError,
    verify_webhook,
)

__all__ = [
    "DEFAULT_TOLERANCE_S",
    "SIGNATURE_HEADER",
    "TIMESTAMP_HEADER",
    "WebhookEvent",
    "WebhookEventData",
    "WebhookVerificationError",
    "verify_webhook",
]
