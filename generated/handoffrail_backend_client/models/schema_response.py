from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.json_schema_object import JsonSchemaObject


T = TypeVar("T", bound="SchemaResponse")


@_attrs_define
class SchemaResponse:
    """A registered schema.

    Attributes:
        id (str): Identifier.
        name (str): Name.
        version (int): Version, counted by the caller.
        json_schema (JsonSchemaObject): A JSON Schema. It must name a type; nothing else is checked on registration.
        tenant_id (str): Tenant that owns the schema.
        created_at (str): When it was registered, UTC without offset.
    """

    id: str
    name: str
    version: int
    json_schema: JsonSchemaObject
    tenant_id: str
    created_at: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.json_schema_object import JsonSchemaObject

        id = self.id

        name = self.name

        version = self.version

        json_schema = self.json_schema.to_dict()

        tenant_id = self.tenant_id

        created_at = self.created_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "version": version,
                "json_schema": json_schema,
                "tenant_id": tenant_id,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.json_schema_object import JsonSchemaObject

        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        version = d.pop("version")

        json_schema = JsonSchemaObject.from_dict(d.pop("json_schema"))

        tenant_id = d.pop("tenant_id")

        created_at = d.pop("created_at")

        schema_response = cls(
            id=id,
            name=name,
            version=version,
            json_schema=json_schema,
            tenant_id=tenant_id,
            created_at=created_at,
        )

        schema_response.additional_properties = d
        return schema_response

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
