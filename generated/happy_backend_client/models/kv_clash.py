from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    BinaryIO,
    Literal,
    Self,
    TextIO,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="KvClash")


@_attrs_define
class KvClash:
    """An entry that somebody else changed.

    Attributes:
        key (str): Key.
        error (Literal['version-mismatch']):
        version (int): The stored version; -1 when there is none.
        value (None | str): The stored value.
    """

    key: str
    error: Literal["version-mismatch"]
    version: int
    value: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        key = self.key

        error = self.error

        version = self.version

        value: None | str
        value = self.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "key": key,
                "error": error,
                "version": version,
                "value": value,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        key = d.pop("key")

        error = cast(Literal["version-mismatch"], d.pop("error"))
        if error != "version-mismatch":
            raise ValueError(
                f"error must match const 'version-mismatch', got '{error}'"
            )

        version = d.pop("version")

        def _parse_value(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        value = _parse_value(d.pop("value"))

        kv_clash = cls(
            key=key,
            error=error,
            version=version,
            value=value,
        )

        kv_clash.additional_properties = d
        return kv_clash

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
