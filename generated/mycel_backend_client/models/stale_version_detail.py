from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="StaleVersionDetail")


@_attrs_define
class StaleVersionDetail:
    """Which version was expected, and which one there is.

    Attributes:
        error (str): Such as `stale_chat_workflow_state_version`.
        chat_id (str): Identifier of the chat.
        expected_state_version (int): The version that the request named.
        actual_state_version (int | None): The present version; null if there is nothing yet.
        event_id (str | Unset): Number of the event, if it is about one.
    """

    error: str
    chat_id: str
    expected_state_version: int
    actual_state_version: int | None
    event_id: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        error = self.error

        chat_id = self.chat_id

        expected_state_version = self.expected_state_version

        actual_state_version: int | None
        actual_state_version = self.actual_state_version

        event_id = self.event_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "error": error,
                "chat_id": chat_id,
                "expected_state_version": expected_state_version,
                "actual_state_version": actual_state_version,
            }
        )
        if event_id is not UNSET:
            field_dict["event_id"] = event_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        error = d.pop("error")

        chat_id = d.pop("chat_id")

        expected_state_version = d.pop("expected_state_version")

        def _parse_actual_state_version(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        actual_state_version = _parse_actual_state_version(
            d.pop("actual_state_version")
        )

        event_id = d.pop("event_id", UNSET)

        stale_version_detail = cls(
            error=error,
            chat_id=chat_id,
            expected_state_version=expected_state_version,
            actual_state_version=actual_state_version,
            event_id=event_id,
        )

        stale_version_detail.additional_properties = d
        return stale_version_detail

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
