from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.decision_states import DecisionStates
    from ..models.json_object import JsonObject


T = TypeVar("T", bound="WorkflowEvent")


@_attrs_define
class WorkflowEvent:
    """Something that members of a chat decide about.

    Attributes:
        chat_id (str): The chat.
        event_id (str): Number within the chat.
        kind (str): What kind of event.
        state (str): Where it stands; `open` at first, `settled` at last by convention.
        resource_refs (list[JsonObject]): What it is about.
        requested_by_user_id (None | str): On whose behalf.
        decision_states (DecisionStates): What each user decided about each resource, by user id and then resource id.
        rationales (JsonObject): Free-form JSON object.
        final_state (JsonObject): Free-form JSON object.
        metadata (JsonObject): Free-form JSON object.
        state_version (int): 0 at first, one more with each change.
        created_at (float): When it was created.
        updated_at (float | None): When it last changed.
        settled_at (float | None): When it was settled.
    """

    chat_id: str
    event_id: str
    kind: str
    state: str
    resource_refs: list[JsonObject]
    requested_by_user_id: None | str
    decision_states: DecisionStates
    rationales: JsonObject
    final_state: JsonObject
    metadata: JsonObject
    state_version: int
    created_at: float
    updated_at: float | None
    settled_at: float | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.decision_states import DecisionStates
        from ..models.json_object import JsonObject

        chat_id = self.chat_id

        event_id = self.event_id

        kind = self.kind

        state = self.state

        resource_refs = []
        for resource_refs_item_data in self.resource_refs:
            resource_refs_item = resource_refs_item_data.to_dict()
            resource_refs.append(resource_refs_item)

        requested_by_user_id: None | str
        requested_by_user_id = self.requested_by_user_id

        decision_states = self.decision_states.to_dict()

        rationales = self.rationales.to_dict()

        final_state = self.final_state.to_dict()

        metadata = self.metadata.to_dict()

        state_version = self.state_version

        created_at = self.created_at

        updated_at: float | None
        updated_at = self.updated_at

        settled_at: float | None
        settled_at = self.settled_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "chat_id": chat_id,
                "event_id": event_id,
                "kind": kind,
                "state": state,
                "resource_refs": resource_refs,
                "requested_by_user_id": requested_by_user_id,
                "decision_states": decision_states,
                "rationales": rationales,
                "final_state": final_state,
                "metadata": metadata,
                "state_version": state_version,
                "created_at": created_at,
                "updated_at": updated_at,
                "settled_at": settled_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.decision_states import DecisionStates
        from ..models.json_object import JsonObject

        d = dict(src_dict)
        chat_id = d.pop("chat_id")

        event_id = d.pop("event_id")

        kind = d.pop("kind")

        state = d.pop("state")

        resource_refs = []
        _resource_refs = d.pop("resource_refs")
        for resource_refs_item_data in _resource_refs:
            resource_refs_item = JsonObject.from_dict(resource_refs_item_data)

            resource_refs.append(resource_refs_item)

        def _parse_requested_by_user_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        requested_by_user_id = _parse_requested_by_user_id(
            d.pop("requested_by_user_id")
        )

        decision_states = DecisionStates.from_dict(d.pop("decision_states"))

        rationales = JsonObject.from_dict(d.pop("rationales"))

        final_state = JsonObject.from_dict(d.pop("final_state"))

        metadata = JsonObject.from_dict(d.pop("metadata"))

        state_version = d.pop("state_version")

        created_at = d.pop("created_at")

        def _parse_updated_at(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        updated_at = _parse_updated_at(d.pop("updated_at"))

        def _parse_settled_at(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        settled_at = _parse_settled_at(d.pop("settled_at"))

        workflow_event = cls(
            chat_id=chat_id,
            event_id=event_id,
            kind=kind,
            state=state,
            resource_refs=resource_refs,
            requested_by_user_id=requested_by_user_id,
            decision_states=decision_states,
            rationales=rationales,
            final_state=final_state,
            metadata=metadata,
            state_version=state_version,
            created_at=created_at,
            updated_at=updated_at,
            settled_at=settled_at,
        )

        workflow_event.additional_properties = d
        return workflow_event

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
