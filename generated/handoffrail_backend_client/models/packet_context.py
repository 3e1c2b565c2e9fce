from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.artifact import Artifact
    from ..models.context_entry import ContextEntry
    from ..models.json_object import JsonObject


T = TypeVar("T", bound="PacketContext")


@_attrs_define
class PacketContext:
    """What the receiving agent needs to know.

    Attributes:
        summary (str): Summary of the state of the work. Full-text search looks here.
        conversation_state (list[ContextEntry] | Unset): The conversation so far, oldest turn first.
        artifacts (list[Artifact] | Unset): Data handed over.
        custom (JsonObject | Unset): Free-form JSON object, stored as sent.
    """

    summary: str
    conversation_state: list[ContextEntry] | Unset = UNSET
    artifacts: list[Artifact] | Unset = UNSET
    custom: JsonObject | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.artifact import Artifact
        from ..models.context_entry import ContextEntry
        from ..models.json_object import JsonObject

        summary = self.summary

        conversation_state: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.conversation_state, Unset):
            conversation_state = []
            for conversation_state_item_data in self.conversation_state:
                conversation_state_item = conversation_state_item_data.to_dict()
                conversation_state.append(conversation_state_item)

        artifacts: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.artifacts, Unset):
            artifacts = []
            for artifacts_item_data in self.artifacts:
                artifacts_item = artifacts_item_data.to_dict()
                artifacts.append(artifacts_item)

        custom: dict[str, Any] | Unset = UNSET
        if not isinstance(self.custom, Unset):
            custom = self.custom.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "summary": summary,
            }
        )
        if conversation_state is not UNSET:
            field_dict["conversation_state"] = conversation_state
        if artifacts is not UNSET:
            field_dict["artifacts"] = artifacts
        if custom is not UNSET:
            field_dict["custom"] = custom

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.artifact import Artifact
        from ..models.context_entry import ContextEntry
        from ..models.json_object import JsonObject

        d = dict(src_dict)
        summary = d.pop("summary")

        _conversation_state = d.pop("conversation_state", UNSET)
        conversation_state: list[ContextEntry] | Unset = UNSET
        if _conversation_state is not UNSET:
            conversation_state = []
            for conversation_state_item_data in _conversation_state:
                conversation_state_item = ContextEntry.from_dict(
                    conversation_state_item_data
                )

                conversation_state.append(conversation_state_item)

        _artifacts = d.pop("artifacts", UNSET)
        artifacts: list[Artifact] | Unset = UNSET
        if _artifacts is not UNSET:
            artifacts = []
            for artifacts_item_data in _artifacts:
                artifacts_item = Artifact.from_dict(artifacts_item_data)

                artifacts.append(artifacts_item)

        _custom = d.pop("custom", UNSET)
        custom: JsonObject | Unset
        if isinstance(_custom, Unset):
            custom = UNSET
        else:
            custom = JsonObject.from_dict(_custom)

        packet_context = cls(
            summary=summary,
            conversation_state=conversation_state,
            artifacts=artifacts,
            custom=custom,
        )

        packet_context.additional_properties = d
        return packet_context

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
