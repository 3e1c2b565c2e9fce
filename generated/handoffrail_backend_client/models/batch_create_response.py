from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.batch_create_error import BatchCreateError
    from ..models.packet_response import PacketResponse


T = TypeVar("T", bound="BatchCreateResponse")


@_attrs_define
class BatchCreateResponse:
    """Outcome of a batch create. It is a success even if every item failed.

    Attributes:
        created (list[PacketResponse]):
        errors (list[BatchCreateError]):
    """

    created: list[PacketResponse]
    errors: list[BatchCreateError]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.batch_create_error import BatchCreateError
        from ..models.packet_response import PacketResponse

        created = []
        for created_item_data in self.created:
            created_item = created_item_data.to_dict()
            created.append(created_item)

        errors = []
        for errors_item_data in self.errors:
            errors_item = errors_item_data.to_dict()
            errors.append(errors_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created": created,
                "errors": errors,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.batch_create_error import BatchCreateError
        from ..models.packet_response import PacketResponse

        d = dict(src_dict)
        created = []
        _created = d.pop("created")
        for created_item_data in _created:
            created_item = PacketResponse.from_dict(created_item_data)

            created.append(created_item)

        errors = []
        _errors = d.pop("errors")
        for errors_item_data in _errors:
            errors_item = BatchCreateError.from_dict(errors_item_data)

            errors.append(errors_item)

        batch_create_response = cls(
            created=created,
            errors=errors,
        )

        batch_create_response.additional_properties = d
        return batch_create_response

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
