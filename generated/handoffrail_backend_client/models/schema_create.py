from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.json_schema_object import JsonSchemaObject


T = TypeVar("T", bound="SchemaCreate")


@_attrs_define
class SchemaCreate:
    """A JSON Schema for packet contexts.

    Attributes:
        name (str): Name; it may repeat.
        json_schema (JsonSchemaObject): A JSON Schema. It must name a type; nothing else is checked on registration.
        version (int | Unset): Version, counted by the caller.
    """

    name: str
    json_schema: JsonSchemaObject
    version: int | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.json_schema_object import JsonSchemaObject

        name = self.name

        json_schema = self.json_schema.to_dict()

        version = self.version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "json_schema": json_schema,
            }
        )
        if version is not UNSET:
            field_dict["version"] = version

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.json_schema_object import JsonSchemaObject

        d = dict(src_dict)
        name = d.pop("name")

        json_schema = JsonSchemaObject.from_dict(d.pop("json_schema"))

        version = d.pop("version", UNSET)

        schema_create = cls(
            name=name,
            json_schema=json_schema,
            version=version,
        )

        schema_create.additional_properties = d
        return schema_create

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
