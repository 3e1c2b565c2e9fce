from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.json_object import JsonObject


T = TypeVar("T", bound="AgentSummary")


@_attrs_define
class AgentSummary:
    """A managed agent.

    Attributes:
        id (str): Identifier, `m_...`.
        name (str): Display name.
        description (str): What it is for.
        model (None | str): Language model.
        status (str): `draft` or `active`.
        version (str): Version of its configuration.
        avatar_url (None | str): Path of the picture.
        created_at (int): Always 0.
        updated_at (int): Always 0.
        source (JsonObject | Unset): Free-form JSON object.
    """

    id: str
    name: str
    description: str
    model: None | str
    status: str
    version: str
    avatar_url: None | str
    created_at: int
    updated_at: int
    source: JsonObject | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.json_object import JsonObject

        id = self.id

        name = self.name

        description = self.description

        model: None | str
        model = self.model

        status = self.status

        version = self.version

        avatar_url: None | str
        avatar_url = self.avatar_url

        created_at = self.created_at

        updated_at = self.updated_at

        source: dict[str, Any] | Unset = UNSET
        if not isinstance(self.source, Unset):
            source = self.source.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "description": description,
                "model": model,
                "status": status,
                "version": version,
                "avatar_url": avatar_url,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )
        if source is not UNSET:
            field_dict["source"] = source

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.json_object import JsonObject

        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        description = d.pop("description")

        def _parse_model(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        model = _parse_model(d.pop("model"))

        status = d.pop("status")

        version = d.pop("version")

        def _parse_avatar_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        avatar_url = _parse_avatar_url(d.pop("avatar_url"))

        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        _source = d.pop("source", UNSET)
        source: JsonObject | Unset
        if isinstance(_source, Unset):
            source = UNSET
        else:
            source = JsonObject.from_dict(_source)

        agent_summary = cls(
            id=id,
            name=name,
            description=description,
            model=model,
            status=status,
            version=version,
            avatar_url=avatar_url,
            created_at=created_at,
            updated_at=updated_at,
            source=source,
        )

        agent_summary.additional_properties = d
        return agent_summary

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
