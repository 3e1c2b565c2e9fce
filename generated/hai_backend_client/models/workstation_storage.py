from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="WorkstationStorage")


@_attrs_define
class WorkstationStorage:
    """Where files are kept; one of the three.

    Attributes:
        volume_id (None | str | Unset): A certain volume.
        use_default_volume (bool | Unset): The default volume.
        ephemeral (bool | Unset): Nowhere: files go with the session.
    """

    volume_id: None | str | Unset = UNSET
    use_default_volume: bool | Unset = UNSET
    ephemeral: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        volume_id: None | str | Unset
        if isinstance(self.volume_id, Unset):
            volume_id = UNSET
        else:
            volume_id = self.volume_id

        use_default_volume = self.use_default_volume

        ephemeral = self.ephemeral

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if volume_id is not UNSET:
            field_dict["volume_id"] = volume_id
        if use_default_volume is not UNSET:
            field_dict["use_default_volume"] = use_default_volume
        if ephemeral is not UNSET:
            field_dict["ephemeral"] = ephemeral

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_volume_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        volume_id = _parse_volume_id(d.pop("volume_id", UNSET))

        use_default_volume = d.pop("use_default_volume", UNSET)

        ephemeral = d.pop("ephemeral", UNSET)

        workstation_storage = cls(
            volume_id=volume_id,
            use_default_volume=use_default_volume,
            ephemeral=ephemeral,
        )

        workstation_storage.additional_properties = d
        return workstation_storage

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
