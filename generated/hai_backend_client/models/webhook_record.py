from __future__ import annotations

import datetime
from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.delivery_status import DeliveryStatus, check_delivery_status
from ..types import UNSET, Unset

T = TypeVar("T", bound="WebhookRecord")


@_attrs_define
class WebhookRecord:
    """A webhook.

    Attributes:
        id (UUID): Identifier.
        url (str): Where events go.
        enabled_events (list[str]): Event types.
        description (None | str): In words.
        disabled (bool): Whether deliveries are stopped.
        created_at (datetime.datetime): When it was created.
        updated_at (datetime.datetime): When it was last changed.
        last_delivery_status (DeliveryStatus | None | str | Unset):
        last_delivery_error (None | str | Unset): What went wrong last time.
        last_delivery_at (datetime.datetime | None | Unset): When something was last sent.
        last_success_at (datetime.datetime | None | Unset): When something last arrived.
        consecutive_failures (int | Unset): Failures since then.
    """

    id: UUID
    url: str
    enabled_events: list[str]
    description: None | str
    disabled: bool
    created_at: datetime.datetime
    updated_at: datetime.datetime
    last_delivery_status: DeliveryStatus | None | str | Unset = UNSET
    last_delivery_error: None | str | Unset = UNSET
    last_delivery_at: datetime.datetime | None | Unset = UNSET
    last_success_at: datetime.datetime | None | Unset = UNSET
    consecutive_failures: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        url = self.url

        enabled_events = self.enabled_events

        description: None | str
        description = self.description

        disabled = self.disabled

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        last_delivery_status: None | str | Unset
        if isinstance(self.last_delivery_status, Unset):
            last_delivery_status = UNSET
        elif isinstance(self.last_delivery_status, str):
            last_delivery_status = self.last_delivery_status
        else:
            last_delivery_status = self.last_delivery_status

        last_delivery_error: None | str | Unset
        if isinstance(self.last_delivery_error, Unset):
            last_delivery_error = UNSET
        else:
            last_delivery_error = self.last_delivery_error

        last_delivery_at: None | str | Unset
        if isinstance(self.last_delivery_at, Unset):
            last_delivery_at = UNSET
        elif isinstance(self.last_delivery_at, datetime.datetime):
            last_delivery_at = self.last_delivery_at.isoformat()
        else:
            last_delivery_at = self.last_delivery_at

        last_success_at: None | str | Unset
        if isinstance(self.last_success_at, Unset):
            last_success_at = UNSET
        elif isinstance(self.last_success_at, datetime.datetime):
            last_success_at = self.last_success_at.isoformat()
        else:
            last_success_at = self.last_success_at

        consecutive_failures = self.consecutive_failures

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "url": url,
                "enabled_events": enabled_events,
                "description": description,
                "disabled": disabled,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )
        if last_delivery_status is not UNSET:
            field_dict["last_delivery_status"] = last_delivery_status
        if last_delivery_error is not UNSET:
            field_dict["last_delivery_error"] = last_delivery_error
        if last_delivery_at is not UNSET:
            field_dict["last_delivery_at"] = last_delivery_at
        if last_success_at is not UNSET:
            field_dict["last_success_at"] = last_success_at
        if consecutive_failures is not UNSET:
            field_dict["consecutive_failures"] = consecutive_failures

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        url = d.pop("url")

        enabled_events = cast(list[str], d.pop("enabled_events"))

        def _parse_description(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        description = _parse_description(d.pop("description"))

        disabled = d.pop("disabled")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        def _parse_last_delivery_status(
            data: object,
        ) -> DeliveryStatus | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_delivery_status_type_0 = check_delivery_status(data)

                return last_delivery_status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DeliveryStatus | None | str | Unset, data)

        last_delivery_status = _parse_last_delivery_status(
            d.pop("last_delivery_status", UNSET)
        )

        def _parse_last_delivery_error(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        last_delivery_error = _parse_last_delivery_error(
            d.pop("last_delivery_error", UNSET)
        )

        def _parse_last_delivery_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_delivery_at_type_0 = datetime.datetime.fromisoformat(data)

                return last_delivery_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        last_delivery_at = _parse_last_delivery_at(d.pop("last_delivery_at", UNSET))

        def _parse_last_success_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_success_at_type_0 = datetime.datetime.fromisoformat(data)

                return last_success_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        last_success_at = _parse_last_success_at(d.pop("last_success_at", UNSET))

        consecutive_failures = d.pop("consecutive_failures", UNSET)

        webhook_record = cls(
            id=id,
            url=url,
            enabled_events=enabled_events,
            description=description,
            disabled=disabled,
            created_at=created_at,
            updated_at=updated_at,
            last_delivery_status=last_delivery_status,
            last_delivery_error=last_delivery_error,
            last_delivery_at=last_delivery_at,
            last_success_at=last_success_at,
            consecutive_failures=consecutive_failures,
        )

        webhook_record.additional_properties = d
        return webhook_record

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
