from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.transfer_direction import TransferDirection, check_transfer_direction
from ..types import UNSET, Unset

T = TypeVar("T", bound="FileTransferData")


@_attrs_define
class FileTransferData:
    """A file on its way.

    Attributes:
        direction (str | TransferDirection):
        path (str): Path on the session's machine.
        size_bytes (int | None | Unset): Size in bytes.
    """

    direction: str | TransferDirection
    path: str
    size_bytes: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        direction: str
        if isinstance(self.direction, str):
            direction = self.direction
        else:
            direction = self.direction

        path = self.path

        size_bytes: int | None | Unset
        if isinstance(self.size_bytes, Unset):
            size_bytes = UNSET
        else:
            size_bytes = self.size_bytes

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "direction": direction,
                "path": path,
            }
        )
        if size_bytes is not UNSET:
            field_dict["size_bytes"] = size_bytes

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_direction(data: object) -> str | TransferDirection:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                direction_type_0 = check_transfer_direction(data)

                return direction_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | TransferDirection, data)

        direction = _parse_direction(d.pop("direction"))

        path = d.pop("path")

        def _parse_size_bytes(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        size_bytes = _parse_size_bytes(d.pop("size_bytes", UNSET))

        file_transfer_data = cls(
            direction=direction,
            path=path,
            size_bytes=size_bytes,
        )

        file_transfer_data.additional_properties = d
        return file_transfer_data

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
