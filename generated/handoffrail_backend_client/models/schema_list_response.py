from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.schema_response import SchemaResponse


T = TypeVar("T", bound="SchemaListResponse")


@_attrs_define
class SchemaListResponse:
    """A page of schemas, newest first.

    Attributes:
        schemas (list[SchemaResponse]):
        total (int): Number of schemas.
        limit (int): Page size that was applied.
        offset (int): Offset that was applied.
    """

    schemas: list[SchemaResponse]
    total: int
    limit: int
    offset: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.schema_response import SchemaResponse

        schemas = []
        for schemas_item_data in self.schemas:
            schemas_item = schemas_item_data.to_dict()
            schemas.append(schemas_item)

        total = self.total

        limit = self.limit

        offset = self.offset

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "schemas": schemas,
                "total": total,
                "limit": limit,
                "offset": offset,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.schema_response import SchemaResponse

        d = dict(src_dict)
        schemas = []
        _schemas = d.pop("schemas")
        for schemas_item_data in _schemas:
            schemas_item = SchemaResponse.from_dict(schemas_item_data)

            schemas.append(schemas_item)

        total = d.pop("total")

        limit = d.pop("limit")

        offset = d.pop("offset")

        schema_list_response = cls(
            schemas=schemas,
            total=total,
            limit=limit,
            offset=offset,
        )

        schema_list_response.additional_properties = d
        return schema_list_response

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
