from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.decision_states import DecisionStates
    from ..models.json_object import JsonObject


T = TypeVar("T", bound="UpdateWorkflowEventBody")


@_attrs_define
class UpdateWorkflowEventBody:
    """What changes about an event.

    Attributes:
        state (None | str | Unset): Where it stands.
        decision_states (DecisionStates | None | Unset): Who decided what.
        rationales (JsonObject | None | Unset): Why.
        final_state (JsonObject | None | Unset): What came of it.
        metadata (JsonObject | None | Unset): Anything else.
        settled_at (float | None | Unset): When it was settled.
        expected_state_version (int | None | Unset): The version to change; null for any.
    """

    state: None | str | Unset = UNSET
    decision_states: DecisionStates | None | Unset = UNSET
    rationales: JsonObject | None | Unset = UNSET
    final_state: JsonObject | None | Unset = UNSET
    metadata: JsonObject | None | Unset = UNSET
    settled_at: float | None | Unset = UNSET
    expected_state_version: int | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.decision_states import DecisionStates
        from ..models.json_object import JsonObject

        state: None | str | Unset
        if isinstance(self.state, Unset):
            state = UNSET
        else:
            state = self.state

        decision_states: dict[str, Any] | None | Unset
        if isinstance(self.decision_states, Unset):
            decision_states = UNSET
        elif isinstance(self.decision_states, DecisionStates):
            decision_states = self.decision_states.to_dict()
        else:
            decision_states = self.decision_states

        rationales: dict[str, Any] | None | Unset
        if isinstance(self.rationales, Unset):
            rationales = UNSET
        elif isinstance(self.rationales, JsonObject):
            rationales = self.rationales.to_dict()
        else:
            rationales = self.rationales

        final_state: dict[str, Any] | None | Unset
        if isinstance(self.final_state, Unset):
            final_state = UNSET
        elif isinstance(self.final_state, JsonObject):
            final_state = self.final_state.to_dict()
        else:
            final_state = self.final_state

        metadata: dict[str, Any] | None | Unset
        if isinstance(self.metadata, Unset):
            metadata = UNSET
        elif isinstance(self.metadata, JsonObject):
            metadata = self.metadata.to_dict()
        else:
            metadata = self.metadata

        settled_at: float | None | Unset
        if isinstance(self.settled_at, Unset):
            settled_at = UNSET
        else:
            settled_at = self.settled_at

        expected_state_version: int | None | Unset
        if isinstance(self.expected_state_version, Unset):
            expected_state_version = UNSET
        else:
            expected_state_version = self.expected_state_version

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if state is not UNSET:
            field_dict["state"] = state
        if decision_states is not UNSET:
            field_dict["decision_states"] = decision_states
        if rationales is not UNSET:
            field_dict["rationales"] = rationales
        if final_state is not UNSET:
            field_dict["final_state"] = final_state
        if metadata is not UNSET:
            field_dict["metadata"] = metadata
        if settled_at is not UNSET:
            field_dict["settled_at"] = settled_at
        if expected_state_version is not UNSET:
            field_dict["expected_state_version"] = expected_state_version

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.decision_states import DecisionStates
        from ..models.json_object import JsonObject

        d = dict(src_dict)

        def _parse_state(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        state = _parse_state(d.pop("state", UNSET))

        def _parse_decision_states(data: object) -> DecisionStates | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                decision_states_type_0 = DecisionStates.from_dict(data)

                return decision_states_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DecisionStates | None | Unset, data)

        decision_states = _parse_decision_states(d.pop("decision_states", UNSET))

        def _parse_rationales(data: object) -> JsonObject | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                rationales_type_0 = JsonObject.from_dict(data)

                return rationales_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(JsonObject | None | Unset, data)

        rationales = _parse_rationales(d.pop("rationales", UNSET))

        def _parse_final_state(data: object) -> JsonObject | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                final_state_type_0 = JsonObject.from_dict(data)

                return final_state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(JsonObject | None | Unset, data)

        final_state = _parse_final_state(d.pop("final_state", UNSET))

        def _parse_metadata(data: object) -> JsonObject | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                metadata_type_0 = JsonObject.from_dict(data)

                return metadata_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(JsonObject | None | Unset, data)

        metadata = _parse_metadata(d.pop("metadata", UNSET))

        def _parse_settled_at(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        settled_at = _parse_settled_at(d.pop("settled_at", UNSET))

        def _parse_expected_state_version(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        expected_state_version = _parse_expected_state_version(
            d.pop("expected_state_version", UNSET)
        )

        update_workflow_event_body = cls(
            state=state,
            decision_states=decision_states,
            rationales=rationales,
            final_state=final_state,
            metadata=metadata,
            settled_at=settled_at,
            expected_state_version=expected_state_version,
        )

        return update_workflow_event_body
