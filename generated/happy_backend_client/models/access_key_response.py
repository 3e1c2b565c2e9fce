from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.access_key import AccessKey


T = TypeVar("T", bound="AccessKeyResponse")


@_attrs_define
class AccessKeyResponse:
    """The access key, if there is one.

    Attributes:
        access_key (AccessKey | None): The key; null when there is none.
    """

    access_key: AccessKey | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.access_key import AccessKey

        access_key: dict[str, Any] | None
        if isinstance(self.access_key, AccessKey):
            access_key = self.access_key.to_dict()
        else:
            access_key = self.access_key

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "accessKey": access_key,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.access_key import AccessKey

        d = dict(src_dict)

        def _parse_access_key(data: object) -> AccessKey | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                access_key_type_0 = AccessKey.from_dict(data)

                return access_key_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AccessKey | None, data)

        access_key = _parse_access_key(d.pop("accessKey"))

        access_key_response = cls(
            access_key=access_key,
        )

        access_key_response.additional_properties = d
        return access_key_response

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
