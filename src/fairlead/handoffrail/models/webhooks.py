"""Webhooks: registration, deliveries, and what a delivery says."""

from __future__ import annotations

from typing import Any

from pydantic import Field, field_validator

from fairlead._core.models import MappingModel, Model, UtcDatetime
from fairlead.handoffrail.models.enums import DeliveryStatus, PacketStatus
from fairlead.handoffrail.models.events import DEFAULT_WEBHOOK_EVENTS, WEBHOOK_EVENTS


class WebhookCreate(Model):
    """A webhook to register.

    Attributes:
        url: Where deliveries go: `http://` or `https://`.
        events: Event types, each one of `WEBHOOK_EVENTS`. An empty list matches nothing.
        secret: Key of the signatures, 16 to 256 characters. It is not shown in `repr()`.
    """

    url: str
    events: list[str] = Field(default_factory=lambda: list[str](DEFAULT_WEBHOOK_EVENTS))
    secret: str = Field(min_length=16, max_length=256, repr=False)

    @field_validator("url")
    @classmethod
    def _has_web_scheme(cls, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return url

    @field_validator("events")
    @classmethod
    def _are_webhook_events(cls, events: list[str]) -> list[str]:
        unknown = sorted(set(events) - WEBHOOK_EVENTS)
        if unknown:
            known = ", ".join(sorted(WEBHOOK_EVENTS))
            raise ValueError(f"no webhook events: {', '.join(unknown)}; use some of {known}")
        return events


class WebhookResponse(Model):
    """A registered webhook; the secret is never sent back."""

    id: str
    url: str
    events: list[str]
    tenant_id: str
    active: bool
    created_at: UtcDatetime


class WebhookDelivery(MappingModel):
    """One event on its way to one webhook. `id` is the same for every attempt."""

    id: str
    webhook_id: str
    packet_id: str
    event_type: str
    status: DeliveryStatus
    attempts: int
    last_error: str | None = None
    last_status_code: int | None = None
    next_retry_at: UtcDatetime | None = None
    delivered_at: UtcDatetime | None = None
    created_at: UtcDatetime
    updated_at: UtcDatetime


class DeadLetter(Model):
    """A delivery that was given up."""

    id: str
    webhook_id: str
    packet_id: str
    event_type: str
    attempts: int
    last_error: str | None = None
    last_status_code: int | None = None
    created_at: UtcDatetime
    updated_at: UtcDatetime


class DeadLetterReplay(Model):
    """A dead letter that was delivered after all."""

    delivery_id: str
    replayed: bool


class RetryAllResult(Model):
    """How a round of retries went, in numbers of deliveries."""

    retried: int
    succeeded: int
    failed: int


class WebhookEvent(Model):
    """A verified webhook delivery.

    Attributes:
        event: One of `WEBHOOK_EVENTS`, or a type that is newer than this version.
        metadata: The packet's metadata, as sent.
        details: More about the event, for some types.
        delivery_id: Id of the delivery, the same for every attempt, so it tells repetitions apart. None if
            the headers were not given. The signature does not cover it.
    """

    event: str
    timestamp: UtcDatetime
    packet_id: str
    status: PacketStatus
    metadata: dict[str, Any] = Field(default_factory=dict[str, Any])
    details: dict[str, Any] | None = None
    delivery_id: str | None = None
