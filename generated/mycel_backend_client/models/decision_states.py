from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.decision_states_additional_property import (
        DecisionStatesAdditionalProperty,
    )


T = TypeVar("T", bound="DecisionStates")


@_attrs_define
class DecisionStates:
    """What each user decided about each resource, by user id and then resource id."""

    additional_properties: dict[str, DecisionStatesAdditionalProperty] = _attrs_field(
        init=False, factory=dict
    )

    def to_dict(self) -> dict[str, Any]:
        from ..models.decision_states_additional_property import (
            DecisionStatesAdditionalProperty,
        )

        field_dict: dict[str, Any] = {}
        for prop_name, prop in self.additional_properties.items():
            field_dict[prop_name] = prop.to_dict()

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.decision_states_additional_property import (
            DecisionStatesAdditionalProperty,
        )

        d = dict(src_dict)
        decision_states = cls()

        additional_properties = {}
        for prop_name, prop_dict in d.items():
            additional_property = DecisionStatesAdditionalProperty.from_dict(prop_dict)

            additional_properties[prop_name] = additional_property

        decision_states.additional_properties = additional_properties
        return decision_states

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> DecisionStatesAdditionalProperty:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: DecisionStatesAdditionalProperty) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
