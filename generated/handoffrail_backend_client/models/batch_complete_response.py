from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.batch_complete_error import BatchCompleteError
    from ..models.packet_response import PacketResponse


T = TypeVar("T", bound="BatchCompleteResponse")


@_attrs_define
class BatchCompleteResponse:
    """Outcome of a batch complete. It is a success even if every item failed.

    Attributes:
        completed (list[PacketResponse]):
        errors (list[BatchCompleteError]):
    """

    completed: list[PacketResponse]
    errors: list[BatchCompleteError]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.batch_complete_error import BatchCompleteError
        from ..models.packet_response import PacketResponse

        completed = []
        for completed_item_data in self.completed:
            completed_item = completed_item_data.to_dict()
            completed.append(completed_item)

        errors = []
        for errors_item_data in self.errors:
            errors_item = errors_item_data.to_dict()
            errors.append(errors_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "completed": completed,
                "errors": errors,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.batch_complete_error import BatchCompleteError
        from ..models.packet_response import PacketResponse

        d = dict(src_dict)
        completed = []
        _completed = d.pop("completed")
        for completed_item_data in _completed:
            completed_item = PacketResponse.from_dict(completed_item_data)

            completed.append(completed_item)

        errors = []
        _errors = d.pop("errors")
        for errors_item_data in _errors:
            errors_item = BatchCompleteError.from_dict(errors_item_data)

            errors.append(errors_item)

        batch_complete_response = cls(
            completed=completed,
            errors=errors,
        )

        batch_complete_response.additional_properties = d
        return batch_complete_response

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
