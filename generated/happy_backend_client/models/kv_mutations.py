from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.kv_mutation import KvMutation


T = TypeVar("T", bound="KvMutations")


@_attrs_define
class KvMutations:
    """Changes that are made together or not at all.

    Attributes:
        mutations (list[KvMutation]): The changes.
    """

    mutations: list[KvMutation]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.kv_mutation import KvMutation

        mutations = []
        for mutations_item_data in self.mutations:
            mutations_item = mutations_item_data.to_dict()
            mutations.append(mutations_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "mutations": mutations,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.kv_mutation import KvMutation

        d = dict(src_dict)
        mutations = []
        _mutations = d.pop("mutations")
        for mutations_item_data in _mutations:
            mutations_item = KvMutation.from_dict(mutations_item_data)

            mutations.append(mutations_item)

        kv_mutations = cls(
            mutations=mutations,
        )

        kv_mutations.additional_properties = d
        return kv_mutations

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
