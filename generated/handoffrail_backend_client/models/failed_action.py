from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="FailedAction")


@_attrs_define
class FailedAction:
    """Work that failed.

    Attributes:
        id (str): Identifier within the packet.
        description (str): What was tried.
        error (str): Why it failed.
        retries_remaining (int | None | Unset): Attempts left.
    """

    id: str
    description: str
    error: str
    retries_remaining: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        description = self.description

        error = self.error

        retries_remaining: int | None | Unset
        if isinstance(self.retries_remaining, Unset):
            retries_remaining = UNSET
        else:
            retries_remaining = self.retries_remaining

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "description": description,
                "error": error,
            }
        )
        if retries_remaining is not UNSET:
            field_dict["retries_remaining"] = retries_remaining

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        description = d.pop("description")

        error = d.pop("error")

        def _parse_retries_remaining(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        retries_remaining = _parse_retries_remaining(d.pop("retries_remaining", UNSET))

        failed_action = cls(
            id=id,
            description=description,
            error=error,
            retries_remaining=retries_remaining,
        )

        failed_action.additional_properties = d
        return failed_action

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
