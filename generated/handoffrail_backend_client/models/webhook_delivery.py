from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.delivery_status import DeliveryStatus, check_delivery_status
from ..models.webhook_event_type import WebhookEventType, check_webhook_event_type
from ..types import UNSET, Unset

T = TypeVar("T", bound="WebhookDelivery")


@_attrs_define
class WebhookDelivery:
    """One event on its way to one webhook.

    Attributes:
        id (str): Identifier, the same for every attempt; sent as `X-HR-Delivery-ID`.
        webhook_id (str): Webhook it goes to.
        packet_id (str): Packet it is about.
        event_type (WebhookEventType): Events a webhook can be registered for.
        status (DeliveryStatus): State of one webhook delivery.
        attempts (int): Attempts made.
        last_error (None | str): Why the last attempt failed.
        last_status_code (int | None): HTTP status of the last answer.
        next_retry_at (None | str): When the next attempt is due, UTC without offset.
        delivered_at (None | str): When it was delivered, UTC without offset.
        created_at (str): When it was queued, UTC without offset.
        updated_at (str): When it last changed, UTC without offset.
    """

    id: str
    webhook_id: str
    packet_id: str
    event_type: WebhookEventType
    status: DeliveryStatus
    attempts: int
    last_error: None | str
    last_status_code: int | None
    next_retry_at: None | str
    delivered_at: None | str
    created_at: str
    updated_at: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        webhook_id = self.webhook_id

        packet_id = self.packet_id

        event_type: str = self.event_type

        status: str = self.status

        attempts = self.attempts

        last_error: None | str
        last_error = self.last_error

        last_status_code: int | None
        last_status_code = self.last_status_code

        next_retry_at: None | str
        next_retry_at = self.next_retry_at

        delivered_at: None | str
        delivered_at = self.delivered_at

        created_at = self.created_at

        updated_at = self.updated_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "webhook_id": webhook_id,
                "packet_id": packet_id,
                "event_type": event_type,
                "status": status,
                "attempts": attempts,
                "last_error": last_error,
                "last_status_code": last_status_code,
                "next_retry_at": next_retry_at,
                "delivered_at": delivered_at,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        webhook_id = d.pop("webhook_id")

        packet_id = d.pop("packet_id")

        event_type = check_webhook_event_type(d.pop("event_type"))

        status = check_delivery_status(d.pop("status"))

        attempts = d.pop("attempts")

        def _parse_last_error(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        last_error = _parse_last_error(d.pop("last_error"))

        def _parse_last_status_code(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        last_status_code = _parse_last_status_code(d.pop("last_status_code"))

        def _parse_next_retry_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        next_retry_at = _parse_next_retry_at(d.pop("next_retry_at"))

        def _parse_delivered_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        delivered_at = _parse_delivered_at(d.pop("delivered_at"))

        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        webhook_delivery = cls(
            id=id,
            webhook_id=webhook_id,
            packet_id=packet_id,
            event_type=event_type,
            status=status,
            attempts=attempts,
            last_error=last_error,
            last_status_code=last_status_code,
            next_retry_at=next_retry_at,
            delivered_at=delivered_at,
            created_at=created_at,
            updated_at=updated_at,
        )

        webhook_delivery.additional_properties = d
        return webhook_delivery

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
